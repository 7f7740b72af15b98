"""On which side of a place's walls a point lies: of all walls at once, so that those that matter are soon found."""

from __future__ import annotations

import math
from typing import NamedTuple

from film.base import Vec3
from film.place import PlaceSheet, Wall
from planner.geometry import Array, Flags, walled
from planner.memo import once_for

_GRAZE = 0.02
"""Metres behind a wall from which on a point is hidden by it, as ``walled`` has it."""
_ROUNDING = 1e-6


class _Front(NamedTuple):
    """A wall by its line: a point lies ``x * left_x + y * left_y - at`` metres left of it, where it is seen from."""

    left_x: float
    left_y: float
    at: float
    wall: Wall


@once_for(64)
def _fronts(place: PlaceSheet) -> tuple[_Front, ...]:
    return tuple(_front(wall) for wall in place.walls)


def _front(wall: Wall) -> _Front:
    (x0, y0), (x1, y1) = wall.start, wall.end
    length = math.dist(wall.start, wall.end) or 1.0
    left_x, left_y = (y0 - y1) / length, (x1 - x0) / length
    return _Front(left_x, left_y, x0 * left_x + y0 * left_y, wall)


def behind_walls(place: PlaceSheet, eye: Array, points: Array) -> Flags:
    """(n,): ``walled`` of the place's walls, asked of those alone that could stand between."""
    x, y, _ = eye.tolist()
    near = []
    for left_x, left_y, at, wall in _fronts(place):
        if x * left_x + y * left_y > at and (points[:, 0] * left_x + points[:, 1] * left_y < at - _GRAZE).any():
            near.append(wall)
    return walled(near, eye, points)


def met(place: PlaceSheet, eye: Vec3, aim: Vec3, half: float) -> list[Wall]:
    """The walls whose line ``eye`` is within ``half`` metres of, or stands behind while it looks to their front."""
    found = []
    for left_x, left_y, at, wall in _fronts(place):
        side = eye[0] * left_x + eye[1] * left_y - at
        if abs(side) < half + _ROUNDING or (side < 0 and aim[0] * left_x + aim[1] * left_y > at):
            found.append(wall)
    return found
