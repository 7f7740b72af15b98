"""Who looks at whom: the speaker at the one spoken to, the others at the speaker, everybody at who arrives.

Eyes follow who moves (``blocking``), leave who is on the phone alone, and meet on what is shown, pointed at
or read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from film.base import Vec3
from planner.facts import Step
from planner.geometry import heading, off
from planner.staging.person import Person

ELSEWHERE = (
    "drive", "phone", "lie", "write", "cover_face", "type", "cry", "pray", "hug", "kiss", "aim", "strike", "guard",
    "pick_up",
)  # fmt: skip
"""Poses whose eyes have something else to do than follow a talk."""
_ACTIVE = {
    "enter", "exit", "rise", "sit", "cross", "approach", "run", "fall", "point", "give", "wave", "hug", "open", "kiss",
    "strike", "shove", "aim", "dance",
    "retreat",
}  # fmt: skip
_BESIDE_YAW, _BESIDE_METRES = 35.0, 1.2
"""Degrees by which two who stand side by side are turned alike, and metres between them at most."""
_NECK, _TURN = 125.0, 25.0
"""Degrees beyond which the body turns with the head: of two side by side, and of anybody else."""
_IN_SIGHT = 7.0
"""Metres from which a small thing still draws looks."""


def turn_limit(steps: Sequence[Step], index: int, people: Mapping[str, Person], me: Person, point: Vec3) -> float:
    """Degrees of a look beyond which somebody turns round for it.

    Two whom the words have side by side talk over the shoulder, as long as they stand so.
    """
    told = {
        frozenset((each.character, each.target))
        for step in steps[: index + 1]
        for each in step.positions
        if each.relation == "beside" and each.target is not None
    }
    for other in people.values():
        near = math.dist(other.spot, point[:2]) < 0.4 and math.dist(other.spot, me.spot) < _BESIDE_METRES
        if near and frozenset((me.id, other.id)) in told and not (me.seated or other.seated):
            aside = abs(off(me.yaw, heading(me.spot, other.spot)))
            if abs(off(me.yaw, other.yaw)) < _BESIDE_YAW and abs(aside - 90) < _BESIDE_YAW:
                return _NECK
    return _TURN


def heard_in_place(step: Step, people: Mapping[str, Person]) -> str | None:
    """The speaker of a step who stands in the place and speaks there, not a voice over it."""
    if step.kind == "speech" and step.character in people and step.extension == "":
        return step.character
    return None


def partner_of(steps: Sequence[Step], index: int, people: Mapping[str, Person]) -> str | None:
    """Whom the speaker of a step talks to: who spoke before, else who answers, else the nearest.

    Nobody who is there, when the answer comes from another place.  It hangs on who speaks, never on the
    words, so that a changed line moves no eye.
    """
    speaker = steps[index].character
    if speaker is None or speaker not in people:
        return None
    for step in (*reversed(steps[max(index - 4, 0) : index]), *steps[index + 1 : index + 5]):
        if step.kind == "speech" and step.character != speaker:
            if step.character in people and step.extension == "":
                return step.character
            if people[speaker].pose == "phone":
                return None
    me = people[speaker]
    rest = [each for each in people.values() if each.id != speaker]
    nearest = min(rest, key=lambda each: (round(math.dist(each.spot, me.spot), 3), each.id), default=None)
    return None if nearest is None else nearest.id


def attention(
    steps: Sequence[Step], index: int, people: Mapping[str, Person], things: Mapping[str, Vec3] | None = None
) -> dict[str, Vec3]:
    """The points that people look at during a step, for those whose look has a reason.

    ``things`` is where the props in sight are: the one that a step shows close draws every look.
    """
    step = steps[index]
    speaker = heard_in_place(step, people)
    if speaker is not None:
        looks = {each: people[speaker].eyes for each in people if each != speaker}
        partner = partner_of(steps, index, people)
        coming = steps[index + 1].insert if index + 1 < len(steps) else None
        ahead = (things or {}).get(coming or "")
        if partner is not None:
            looks[speaker] = people[partner].eyes
        elif ahead is not None and math.dist(people[speaker].spot, ahead[:2]) < _IN_SIGHT:
            looks[speaker] = ahead  # the next picture is of it
        return _free_eyes(looks, people)
    doer = next((d.character for d in step.doings if d.character in people and d.verb in _ACTIVE), None)
    if doer is not None:
        return _free_eyes({each: people[doer].eyes for each in people if each != doer}, people)
    shown = (things or {}).get(step.insert or "")
    if shown is None or step.kind == "speech":
        return {}
    near = {each: shown for each, person in people.items() if math.dist(person.spot, shown[:2]) < _IN_SIGHT}
    return _free_eyes(near, people)


def _free_eyes(looks: Mapping[str, Vec3], people: Mapping[str, Person]) -> dict[str, Vec3]:
    return {each: point for each, point in looks.items() if people[each].pose not in ELSEWHERE}
