"""Cameras for groups and places: masters and establishing shots."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from film.base import Vec2, Vec3
from film.place import PlaceSheet
from film.shot import Size
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate, fixed, polar
from planner.camera.framing import distance, span
from planner.camera.people import point
from planner.geometry import along, side_of

_LENSES = {"EWS": (18.0, 25.0), "WS": (25.0, 18.0), "FS": (35.0, 25.0, 18.0)}


def wides(brief: CameraBrief, extra: float = 0.0) -> Iterator[Candidate]:
    """From every side at which the company, or the empty place, fits: as far as the size asks or the room gives."""
    size = brief.intent.size if brief.intent.size in _LENSES else "FS"
    heads = [point(brief.middle[name]) for name in brief.intent.subjects if name in brief.middle]
    centre = _centre(heads, brief.place, size)
    target = (centre[0], centre[1], (0.62 if size == "FS" else 0.75) * centre[2])
    height = _eye_height(brief.place, size)
    x0, y0, x1, y1 = brief.place.stage
    long_way = 0.0 if x1 - x0 >= y1 - y0 else 90.0
    for j, lens in enumerate(_LENSES[size]):
        away = _far_enough(brief, heads, centre, size, lens)
        for i in range(16):
            yaw = long_way + 22.5 * i + 11.25
            other_side = 0.05 * ((i + brief.intent.variant) % 2)
            for metres in dict.fromkeys((away, min(away, _reach(brief.place, centre, yaw)))):
                prior = extra + 0.3 * j + 0.6 * (1 - metres / away) + other_side
                yield fixed(polar(centre, yaw, metres, height), target, lens, size, prior)


def _far_enough(brief: CameraBrief, heads: Sequence[Vec3], centre: Vec3, size: Size, lens: float) -> float:
    """The distance at which people have the size asked for, and at which all of them are in the frame."""
    tallest = max((brief.heights[name] for name in brief.intent.subjects if name in brief.middle), default=1.72)
    radius = max((math.dist(head[:2], centre[:2]) for head in heads), default=0.5) + 0.45
    for_all = distance(2 * radius / 0.9 / brief.aspect, lens, brief.aspect) + radius * 0.5
    return max(distance(span(size, tallest), lens, brief.aspect), for_all)


def _eye_height(place: PlaceSheet, size: Size) -> float:
    """A little above the people for a wide, higher out of doors, below any ceiling."""
    eye = 1.55 if size == "FS" else 1.9 if place.enclosure != "open" else 2.4
    return min(eye, place.ceiling - 0.3) if place.ceiling else eye


def _centre(heads: Sequence[Vec3], place: PlaceSheet, size: Size) -> Vec3:
    """The middle of the company; a wider frame leans to the middle of the place."""
    x0, y0, x1, y1 = place.stage
    middle = ((x0 + x1) / 2, (y0 + y1) / 2, 1.5)
    if not heads:
        return middle
    mean = tuple(sum(head[i] for head in heads) / len(heads) for i in range(3))
    lean = 0.0 if size == "FS" else 0.25
    x, y = (mean[i] + (middle[i] - mean[i]) * lean for i in (0, 1))
    return x, y, mean[2]


def _reach(place: PlaceSheet, centre: Vec3, yaw: float) -> float:
    """How far a camera may go from the centre and stay in the room (or near the stage, out of doors)."""
    if not place.walls:
        x0, y0, x1, y1 = place.stage
        return max(x1 - x0, y1 - y0) * 0.75 + 4.0
    best = 60.0
    dx, dy = along(yaw)
    for wall in place.walls:
        hit = _to_wall(wall.start, wall.end, (centre[0], centre[1]), (dx, dy))
        best = min(best, hit)
    return max(best - 0.3, 0.6)


def _to_wall(a: Vec2, b: Vec2, origin: Vec2, way: Vec2) -> float:
    inside = side_of(a, b, origin)
    ahead = side_of(a, b, (origin[0] + way[0], origin[1] + way[1]))
    if inside <= 0 or ahead >= inside - 1e-9:
        return 60.0
    metres = inside / (inside - ahead)
    x, y = origin[0] + way[0] * metres, origin[1] + way[1] * metres
    length = math.dist(a, b)
    run = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / (length or 1.0)
    return metres if -0.01 <= run <= length + 0.01 else 60.0
