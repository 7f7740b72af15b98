"""Where feet can be: on the floor of the place, not through its walls, its furniture or each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from film.base import Vec3
from film.findings import Finding
from film.place import PlaceSheet, Wall
from film.plan import Extra
from film.staging import Stance
from planner.continuity.crowd import meetings
from planner.continuity.scenes import SceneSeen, ShotSeen
from planner.continuity.words import within
from planner.levels import level, tops_of
from planner.solids import solids_of

CLOSEST = 0.4
"""Metres between the middles of two standing bodies: shoulder to shoulder, or breast to breast."""
EMBRACE = 0.25
"""The same for two who hold each other: somebody who hugs stands this near."""
PAST = 0.3
"""The same for two of whom one walks: they turn a shoulder to pass."""
INTO = 0.12
"""Metres that the middle of a body may lie inside the block of a thing: a hip against a table's edge."""
STEP = 0.25
"""Metres that a foot's mark may lie off the floor's height: a kerb, a step."""
_SHIN = 0.3


def floor(scene: SceneSeen) -> Iterator[Finding]:
    """Feet are on the floor, and nobody goes through a wall but by a door."""
    for shot in scene.pictures:
        for name in shot.tracks:
            who = scene.setting.name(name)
            path = _path(shot, name)
            high = max(path, key=lambda each: abs(_over(shot.place, each[1])))
            z = _over(shot.place, high[1])
            if abs(z) > STEP:
                message = f"{who} stands {abs(z):.2f} m {'over' if z > 0 else 'under'} the floor in {shot.shot.id}"
                yield within(
                    "floor", shot, message, "Put the mark on the floor.", high[0], name, (abs(z), STEP, "metres")
                )
            for (_, a), (frame, b) in pairwise(path):
                if _through_a_wall(shot.place, a.position, b.position):
                    message = f"{who} walks through a wall in {shot.shot.id}"
                    yield within("floor", shot, message, f"Lead {who} through a door.", frame, name)
                    break


def _over(place: PlaceSheet, stance: Stance) -> float:
    """Metres from the ground, which may be a platform's top, to the feet."""
    return stance.position[2] - level(tops_of(place), stance.position)


def crowding(scene: SceneSeen) -> Iterator[Finding]:
    """Nobody stands or walks in a thing, nor in anybody else, the crowd's people among them."""
    for shot in scene.pictures:
        yield from _in_things(shot)
        yield from _in_each_other(shot)
        yield from _in_the_crowd(shot, scene.scene.extras_in(shot.shot))


def _in_things(shot: ShotSeen) -> Iterator[Finding]:
    boxes = solids_of(shot.place).floor
    paths = {name: [each for each in _path(shot, name) if _on_feet(each[1])] for name in shot.tracks}
    steps = [(name, *each) for name, path in paths.items() for each in path]
    if not boxes.ids or not steps:
        return
    feet = np.array([(*stance.position[:2], stance.position[2] + _SHIN) for _, _, stance in steps])
    inner = (boxes.half[:, None, :] - np.abs(boxes.local(feet))).min(axis=2)
    deepest = inner.max(axis=0)
    if deepest.max() <= INTO:
        return
    for name in paths:
        rows = [row for row, (each, _, _) in enumerate(steps) if each == name]
        row = max(rows, key=lambda each: float(deepest[each]), default=None)
        if row is not None and deepest[row] > INTO:
            thing, who = boxes.ids[int(np.argmax(inner[:, row]))].replace("_", " "), shot.setting.name(name)
            _, frame, stance = steps[row]
            does = "walks through" if stance.gait is not None else "stands in"
            message = f"{who} {does} the {thing} in {shot.shot.id}, {deepest[row]:.2f} m deep"
            off = (float(deepest[row]), INTO, "metres")
            yield within("crowding", shot, message, f"Lead {who} round the {thing}.", frame, name, off)


def _in_each_other(shot: ShotSeen) -> Iterator[Finding]:
    names = sorted(shot.tracks)
    if len(names) < 2:
        return
    frames = shot.frames() if shot.movers else [0]
    stances = {name: [shot.stance(name, frame) for frame in (frames if name in shot.movers else [0])] for name in names}
    for a, b in _near(stances, names, len(frames)):
        worst = min((_gap(stances, a, b, at) for at in range(len(frames))), key=lambda each: each[0])
        if worst[0] < 0:
            yield _crowded(shot, a, b, worst, frames)


def _near(stances: Mapping[str, Sequence[Stance]], names: Sequence[str], count: int) -> list[tuple[str, str]]:
    """The pairs who come nearer at any frame than anybody must keep: of a crowd, few do."""
    spots = np.empty((len(names), count, 2))
    for i, name in enumerate(names):
        spots[i] = [stance.position[:2] for stance in stances[name]]
    found: list[tuple[str, str]] = []
    for i, a in enumerate(names):
        ways = spots[i + 1 :] - spots[i]
        near = (np.hypot(ways[..., 0], ways[..., 1]) < max(CLOSEST, PAST)).any(axis=1)
        found += [(a, names[i + 1 + int(j)]) for j in np.flatnonzero(near)]
    return found


def _in_the_crowd(shot: ShotSeen, extras: Sequence[Extra]) -> Iterator[Finding]:
    for met in meetings(shot, extras):
        who = shot.setting.name(met.character)
        message = f"{who} is in {met.extra}, of the crowd, in {shot.shot.id}: {met.apart:.2f} m apart"
        mend = f"Lead {who} round {met.extra}, or send {met.extra} away for the shot."
        yield within("crowding", shot, message, mend, met.frame, met.character, (met.apart, met.wanted, "metres"))


def _gap(stances: dict[str, list[Stance]], a: str, b: str, at: int) -> tuple[float, float, float, int]:
    """(metres to spare, metres apart, metres wanted, index of the frame)."""
    one, two = (stances[name][min(at, len(stances[name]) - 1)] for name in (a, b))
    if not (_on_feet(one) and _on_feet(two)):
        seated = one.seat_b is not None and two.seat_b is not None and "lie" not in (one.pose_b, two.pose_b)
        limit = CLOSEST - 0.1 if seated else 0.0
    else:
        limit = PAST if one.gait is not None or two.gait is not None else CLOSEST
    if {"reach", "hug", "kiss"} & {one.pose_b, two.pose_b}:
        limit = min(limit, EMBRACE)
    apart = math.dist(one.position[:2], two.position[:2])
    return round(apart - limit, 3), apart, limit, at


def _crowded(shot: ShotSeen, a: str, b: str, worst: tuple[float, float, float, int], frames: Sequence[int]) -> Finding:
    one, two = shot.setting.name(a), shot.setting.name(b)
    _, apart, limit, at = worst
    message = f"{one} and {two} are in one another in {shot.shot.id}: {apart:.2f} m apart"
    mend = f"Keep {limit:g} m between {one} and {two}."
    return within("crowding", shot, message, mend, frames[at], a, (apart, limit, "metres"))


def _path(shot: ShotSeen, name: str) -> list[tuple[int, Stance]]:
    frames = shot.frames() if name in shot.movers else [0]
    return [(frame, shot.stance(name, frame)) for frame in frames]


def _on_feet(stance: Stance) -> bool:
    """Whether feet carry the body at both ends of what it does: a sitter's pass the seat's edge on the way down."""
    return stance.seat_a is None and stance.seat_b is None and "lie" not in (stance.pose_a, stance.pose_b)


def _through_a_wall(place: PlaceSheet, a: Vec3, b: Vec3) -> bool:
    """Whether a step goes through a wall; not of a car, which has no doorways in its plan and opens on all sides."""
    if place.enclosure == "vehicle" and not any(gap.kind == "door" for wall in place.walls for gap in wall.openings):
        return False
    return any(_passes(wall, a, b) for wall in place.walls)


def _passes(wall: Wall, a: Vec3, b: Vec3) -> bool:
    """Whether a step from one point to the next crosses a wall outside its doors and archways."""
    length = math.dist(wall.start, wall.end)
    if length == 0 or a == b:
        return False
    ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    sides = [ux * (p[1] - wall.start[1]) - uy * (p[0] - wall.start[0]) for p in (a, b)]
    if sides[0] * sides[1] >= 0:
        return False
    share = sides[0] / (sides[0] - sides[1])
    x, y = (a[i] + (b[i] - a[i]) * share for i in (0, 1))
    run = (x - wall.start[0]) * ux + (y - wall.start[1]) * uy
    return 0 <= run <= length and not any(
        gap.kind != "window" and gap.at - 0.1 <= run <= gap.at + gap.width + 0.1 for gap in wall.openings
    )
