"""Coming and going: out on one side of the screen and in from the other, out and in by the same door.

Source: Mascelli (1965), "Continuity: screen entrances and exits": who leaves on the right comes in from the left.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from film.findings import Finding
from film.place import PlaceSheet
from planner.continuity import cuts
from planner.continuity.cuts import Fault
from planner.continuity.glimpse import GRAZED
from planner.continuity.scenes import PLAIN_CUTS, SceneSeen, ShotSeen
from planner.continuity.words import about

AT_DOOR = 1.2
"""Metres from an entrance within which somebody who vanishes or appears has used it."""
GOES_ON = ("continuous", "same", "moments_later")
"""What a heading says of a scene in which a move of the scene before goes on."""


def entrance(scene: SceneSeen) -> Iterator[Finding]:
    """Who goes out of the frame on one side comes into the next on the other; who went by a door comes back by it."""
    for before, after in scene.cuts():
        yield from _same_side(before, after)
    yield from _other_door(scene)


def entrance_across(scenes: Sequence[SceneSeen]) -> Iterator[tuple[SceneSeen, Finding]]:
    """The same over a change of scene, where the heading says that the story goes straight on; told of the second."""
    for one, two in pairwise(scenes):
        if two.scene.heading.relation in GOES_ON and two.shots[0].shot.transition in PLAIN_CUTS:
            for finding in _same_side(one.shots[-1], two.shots[0]):
                yield two, finding.but(frame=one.shots[-1].shot.frames)


def _same_side(before: ShotSeen, after: ShotSeen) -> Iterator[Finding]:
    for name in sorted(before.movers & after.movers & set(before.drawn) & set(after.drawn)):
        left, came = _crossing(before, name, leaving=True), _crossing(after, name, leaving=False)
        if left is None or came is None or left != came:
            continue
        who, side, other = before.setting.name(name), _word(left), _word(-left)
        message = (
            f"{who} goes out of {before.shot.id} on the {side} and comes into {after.shot.id} from the {side}: "
            f"the walk seems to turn back"
        )
        mend = f"Let {who} come in from the {other}, or put a shot without {who} in between."
        yield about(Fault("entrance", (name,), 0.0, 0.0, ""), before, after, message, mend).but(
            measure=None, limit=None
        )


def _crossing(shot: ShotSeen, name: str, leaving: bool) -> int | None:
    """The side (+1 right) over which a walker leaves the frame for good, or first comes into it; None for neither."""
    frames = shot.frames()
    frames = frames if leaving else frames[::-1]
    x, y, depth = shot.view(frames[-1]).project(_head(shot, name, frames[-1]))
    vx, vy = shot.velocity(name, frames[-1])
    if (depth > 0 and abs(x) <= GRAZED and abs(y) <= GRAZED) or math.hypot(vx, vy) < cuts.WALKING:
        return None
    for frame in frames[-2::-1]:
        inside, height, away = shot.view(frame).project(_head(shot, name, frame))
        if away > 0 and abs(inside) <= GRAZED and abs(height) <= GRAZED:
            return (1 if inside > 0 else -1) if abs(inside) > 0.3 else None
    return None


def _other_door(scene: SceneSeen) -> Iterator[Finding]:
    """Who left the place by a door comes back by the same one, within a scene."""
    left: dict[str, tuple[ShotSeen, str]] = {}
    for before, after in scene.cuts():
        for name in sorted(before.tracks.keys() - after.tracks.keys()):
            door = _door(before.place, before.tracks[name][-1].position)
            if door is not None and name in before.movers:
                left[name] = (before, door)
        for name in sorted((after.tracks.keys() - before.tracks.keys()) & left.keys()):
            shot, door = left.pop(name)
            back = _door(after.place, after.tracks[name][0].position)
            if back is not None and back != door:
                who = scene.setting.name(name)
                ways = f"by {_plain(door)} in {shot.shot.id} and comes back by {_plain(back)} in {after.shot.id}"
                message = f"{who} leaves {ways}"
                mend = f"Let {who} come back by {_plain(door)}."
                yield about(Fault("entrance", (name,), 0.0, 0.0, ""), shot, after, message, mend).but(
                    measure=None, limit=None
                )


def _door(place: PlaceSheet, spot: Sequence[float]) -> str | None:
    near = [(round(math.dist(each.position, spot[:2]), 3), each.id) for each in place.entrances]
    near = [each for each in near if each[0] <= AT_DOOR]
    return min(near)[1] if near else None


def _head(shot: ShotSeen, name: str, frame: int) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in shot.body(name, frame).head)
    return x, y, z


def _word(side: int) -> str:
    return "right" if side > 0 else "left"


def _plain(name: str) -> str:
    return f"the {name.replace('_', ' ')}"
