"""What of a place somebody's hands are on: the table before them, the rim of the wheel, the door's handle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from film.base import Vec3
from film.place import Fixture, FixtureKind, Opening, PlaceSheet, Wall
from film.staging import Mark

_TOPS: frozenset[FixtureKind] = frozenset(
    {"table", "round_table", "desk", "counter", "bar", "coffee_table", "podium", "altar", "nightstand", "box", "crate"}
)
_AHEAD = 0.42
"""Metres before the hips at which hands work."""
_BESIDE = 0.12
"""Metres by which a table may end short of that."""
_LOWEST, _HIGHEST = 0.10, 0.45
"""Metres over the seat between which a sitter's hands work on a top; who stands has a waist in place of a seat."""
_WAIST = 0.60
_WHEEL_REACH = 1.1
_RIM_ANGLE = 18.0
"""Degrees over the middle at which hands hold a wheel: about a quarter to three."""
_DOOR_REACH = 1.4
_HANDLE = (0.075, -0.06, 1.06)
"""A door's handle from the foot of its leaf's near side: along the wall, into the room, up (metres)."""


class Touch(NamedTuple):
    """In the place, metres: how high the ``top`` before somebody is, left and right hand on a ``wheel``, a ``handle``.

    None is where there is nothing of the kind.
    """

    top: float | None = None
    wheel: tuple[Vec3, Vec3] | None = None
    handle: Vec3 | None = None

    def then(self, after: Touch) -> Touch:
        """What hands are on between here and ``after``: what they will be on, else what they were on."""
        return Touch(
            self.top if after.top is None else after.top,
            self.wheel if after.wheel is None else after.wheel,
            self.handle if after.handle is None else after.handle,
        )


NOTHING = Touch()


def touch_of(mark: Mark, place: PlaceSheet) -> Touch:
    """What is in reach of somebody at a mark, for the poses whose hands are on it."""
    if mark.pose == "drive":
        return Touch(wheel=_wheel(mark, place))
    if mark.pose == "open_door":
        return Touch(handle=_handle(mark, place))
    return Touch(top=_top(mark, place)) if mark.pose in ("write", "type", "eat") else NOTHING


def _top(mark: Mark, place: PlaceSheet) -> float | None:
    """The highest top at the spot where hands work, if hands can be on it."""
    x, y, floor = mark.position
    turn = math.radians(mark.yaw)
    spot = (x + _AHEAD * math.cos(turn), y + _AHEAD * math.sin(turn))
    seat = floor + (_WAIST if mark.seat is None else mark.seat)
    tops = (
        each.position[2] + each.size[2]
        for each in place.fixtures
        if each.kind in _TOPS and _over(each, spot) and _LOWEST < each.position[2] + each.size[2] - seat < _HIGHEST
    )
    return max(tops, default=None)


def _over(top: Fixture, spot: tuple[float, float]) -> bool:
    turn = math.radians(top.yaw)
    dx, dy = spot[0] - top.position[0], spot[1] - top.position[1]
    along, across = dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)
    return abs(along) < top.size[0] / 2 + _BESIDE and abs(across) < top.size[1] / 2 + _BESIDE


def _wheel(mark: Mark, place: PlaceSheet) -> tuple[Vec3, Vec3] | None:
    """Left and right hand on the rim of the nearest wheel, which is tilted to the driver as the set builds it."""
    wheels = [each for each in place.fixtures if each.kind == "steering_wheel"]
    wheel = min(wheels, key=lambda each: (round(_level(each.position, mark.position), 3), each.id), default=None)
    if wheel is None or _level(wheel.position, mark.position) > _WHEEL_REACH:
        return None
    deep, wide, high = wheel.size
    radius = min(wide, high) / 2 - 0.02
    tilt = math.atan(min(deep / max(high, 1e-3), 0.6))
    out, up = radius * math.cos(math.radians(_RIM_ANGLE)), radius * math.sin(math.radians(_RIM_ANGLE))
    # The driver's left is the wheel's right: it looks at the driver.
    left, right = (
        _placed((-math.sin(tilt) * up, side * out, math.cos(tilt) * up + high / 2), wheel) for side in (-1, 1)
    )
    return left, right


def _placed(point: Vec3, fixture: Fixture) -> Vec3:
    turn = math.radians(fixture.yaw)
    cos, sin = math.cos(turn), math.sin(turn)
    x, y, z = fixture.position
    return x + point[0] * cos - point[1] * sin, y + point[0] * sin + point[1] * cos, z + point[2]


def _handle(mark: Mark, place: PlaceSheet) -> Vec3 | None:
    """The handle of the nearest door."""
    handles = [_on_wall(wall, door) for wall, door in _doors(place)]
    near = min(handles, key=lambda each: (round(_level(each, mark.position), 3), each), default=None)
    return near if near is not None and _level(near, mark.position) < _DOOR_REACH else None


def _doors(place: PlaceSheet) -> Iterator[tuple[Wall, Opening]]:
    for wall in place.walls:
        yield from ((wall, each) for each in wall.openings if each.kind == "door")


def _on_wall(wall: Wall, door: Opening) -> Vec3:
    (x0, y0), (x1, y1) = wall.start, wall.end
    length = max(math.hypot(x1 - x0, y1 - y0), 1e-6)
    cos, sin = (x1 - x0) / length, (y1 - y0) / length
    along, inward, up = door.at + _HANDLE[0], _HANDLE[1], door.sill + _HANDLE[2]
    return x0 + along * cos - inward * sin, y0 + along * sin + inward * cos, up


def _level(a: Vec3, b: Vec3) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])
