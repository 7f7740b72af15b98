"""Who looks at whom: the speaker at the one spoken to, the others at the speaker, everybody at who arrives.

Eyes follow who moves (``blocking``), leave who is on the phone alone, and meet on what is shown, pointed at
or read aloud.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from film.base import Vec3
from planner.facts import Step
from planner.staging.person import Person

ELSEWHERE = ("drive", "phone", "lie", "write", "cover_face")
"""Poses whose eyes have something else to do than follow a talk."""
_ACTIVE = {
    "enter", "exit", "rise", "sit", "cross", "approach", "run", "fall", "point", "give", "wave", "hug", "open",
    "retreat",
}  # fmt: skip
_IN_SIGHT = 7.0
"""Metres from which a small thing still draws looks."""


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
        if partner is not None:
            looks[speaker] = people[partner].eyes
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
