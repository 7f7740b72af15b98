"""The rules of the cut over a whole scene: the line, the 30 degrees and the walks, followed from shot to shot.

`cuts` judges two neighbours.  Here the audience's memory is added: an insert or a shot of somebody else between two
shots of the same two people does not make it forget where they sat; a look at the whole place does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.findings import Finding
from planner.continuity import cuts
from planner.continuity.cuts import Fault, Line
from planner.continuity.glimpse import Glimpse
from planner.continuity.scenes import SceneSeen, ShotSeen, goes_on
from planner.continuity.words import about, degrees, pair_of, sides
from planner.geometry import heading, off

SHIFTED = 0.75
"""Metres off its place from which on an unseen person has drawn a new line."""
REMEMBERED_SECONDS = 30.0
"""How long the audience holds on to a line, or a way, that it does not see: some seven shots."""
TURNED = 60.0
"""Degrees by which a way may turn unseen and be another way."""

Pair = tuple[str, str]


class _Sided(NamedTuple):
    """A line as it was last seen: in which shot, how, with the two heads where they were."""

    shot: ShotSeen
    line: Line
    heads: tuple[Vec3, Vec3]


class _Going(NamedTuple):
    """A walk as it was last seen: in which shot, degrees across the screen (positive right), yaw over the ground."""

    shot: ShotSeen
    across: float
    yaw: float


def axis(scene: SceneSeen) -> Iterator[Finding]:
    """180 degrees: two who look at each other are seen from one side of their line.

    The line may be crossed over a shot along it, over an insert, a POV or a look at the whole place, while a camera
    or the people move in plain view, and when the people have moved since it was last seen.
    """
    held: dict[Pair, _Sided] = {}
    last: ShotSeen | None = None
    for shot in scene.shots:
        if not goes_on(last, shot):
            held.clear()
        last = shot
        if shot.first.redraws:
            held.clear()
            continue
        opening = cuts.lines_of(shot.first)
        for pair in sorted(opening.keys() & held.keys()):
            before = held[pair]
            if _long_ago(before.shot, shot):
                continue
            for fault in cuts.axis_faults({pair: before.line}, {pair: opening[pair]}):
                if not _shifted(before, pair, shot.first):
                    yield _crossed(before.shot, shot, fault)
        for pair, line in cuts.lines_of(shot.last).items():
            held[pair] = _Sided(shot, line, _heads(shot.last, pair))


def thirty_degrees(scene: SceneSeen) -> Iterator[Finding]:
    """A cut on the same subject turns the camera by 30 degrees or changes the size by two steps."""
    for before, after in scene.cuts():
        for fault in cuts.thirty_degrees(before.last, after.first):
            who = scene.setting.name(fault.people[0])
            same = "the same camera again" if before.shot.setup == after.shot.setup else "nearly the same picture"
            growth = after.first.people[fault.people[0]].scale / before.last.people[fault.people[0]].scale
            message = (
                f"{after.shot.id} shows {who} as {same}: {degrees(fault.measure)} round from {before.shot.id} and "
                f"{growth:.2f} times as large"
            )
            mend = (
                f"Go at least 30 degrees round {who}, or two sizes closer or wider ({cuts.LEAST_GROWTH:g} times), or "
                f"put a reaction or an insert between the two."
            )
            yield about(fault, before, after, message, mend)


def screen_direction(scene: SceneSeen) -> Iterator[Finding]:
    """Who walks across the screen goes on the same way in the next shot that shows the walk."""
    going: dict[str, _Going] = {}
    last: ShotSeen | None = None
    for shot in scene.shots:
        if not goes_on(last, shot):
            going.clear()
        last = shot
        going = {name: each for name, each in going.items() if _under_way(shot.first, name)}
        for name, now in _goings(shot, shot.first).items():
            before = going.get(name)
            if before is not None and not _long_ago(before.shot, shot) and _reversed(before, now):
                yield _turned_back(before, now, name)
        going = {name: each for name, each in going.items() if _under_way(shot.last, name)}
        going.update(_goings(shot, shot.last))


def _shifted(before: _Sided, pair: Pair, now: Glimpse) -> bool:
    """Whether one of the two has gone elsewhere since the line was last seen."""
    return any(math.dist(was, head) > SHIFTED for was, head in zip(before.heads, _heads(now, pair), strict=True))


def _long_ago(before: ShotSeen, now: ShotSeen) -> bool:
    """Whether the audience has had time to forget."""
    return now.start - before.start - before.shot.frames > REMEMBERED_SECONDS * now.setting.fps


def _heads(glimpse: Glimpse, pair: Pair) -> tuple[Vec3, Vec3]:
    return glimpse.people[pair[0]].head, glimpse.people[pair[1]].head


def _crossed(before: ShotSeen, after: ShotSeen, fault: Fault) -> Finding:
    who = pair_of(after.setting, fault.people)
    message = (
        f"{after.shot.id} is across the line of {who}: {before.shot.id} sees them from the other side, "
        f"{degrees(fault.measure)} past it"
    )
    mend = (
        f"Put the camera of {after.shot.id} on the side of {before.shot.id}, or let the crossing be seen: a shot along "
        f"the line, an insert or a look at the whole place in between."
    )
    return about(fault, before, after, message, mend)


def _under_way(glimpse: Glimpse, name: str) -> bool:
    return name in glimpse.people and glimpse.people[name].speed >= cuts.WALKING


def _goings(shot: ShotSeen, glimpse: Glimpse) -> dict[str, _Going]:
    found = {}
    for name, figure in glimpse.people.items():
        if figure.seen and figure.speed >= cuts.WALKING:
            across = math.degrees(math.asin(min(max(figure.motion / figure.speed, -1.0), 1.0)))
            velocity: Vec2 = shot.velocity(name, 0 if glimpse is shot.first else shot.shot.frames - 1)
            found[name] = _Going(shot, across, heading((0.0, 0.0), velocity))
    return found


def _reversed(before: _Going, now: _Going) -> bool:
    plain = min(abs(before.across), abs(now.across)) > cuts.NEUTRAL_MOTION
    return plain and before.across * now.across < 0 and abs(off(before.yaw, now.yaw)) < TURNED


def _turned_back(before: _Going, now: _Going, name: str) -> Finding:
    fault = Fault("screen_direction", (name,), round(abs(now.across), 1), cuts.NEUTRAL_MOTION, "degrees")
    who = now.shot.setting.name(name)
    was, becomes = sides(before.across), sides(now.across)
    message = (
        f"{who} walks to the {was} in {before.shot.shot.id} and to the {becomes} in {now.shot.shot.id}, "
        f"{degrees(fault.measure)} off the lens' axis"
    )
    mend = (
        f"Put the camera of {now.shot.shot.id} on the other side of {who}'s way, or show the turn, or {who} coming "
        f"straight at the camera, in between."
    )
    return about(fault, before.shot, now.shot, message, mend)
