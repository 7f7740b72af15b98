"""Where a wall is bare, and what is hung there: in the wall's own frame, x along it, y into the room, z up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from film.base import Vec2
from film.place import Fixture, PlaceSheet, Seat, Wall
from renderer.previs.mesh import Mesh
from renderer.previs.sets.wild import inside

_AT_WALL = 0.75
"""Metres from a wall within which a thing covers it."""
_EDGE = 0.25
"""Metres that stay bare beside openings, things and corners."""


_HEADS, _ROUND = 1.6, 0.35
"""Metres up to which a sitter's head reaches, and to either side of it that stays free."""


class Bare(NamedTuple):
    """A stretch of a wall with nothing on it: the wall's number, metres along it."""

    wall: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Metres along the wall."""
        return (self.low + self.high) / 2

    @property
    def wide(self) -> float:
        """Metres."""
        return self.high - self.low


def length_of(wall: Wall) -> float:
    """Metres from its start to its end."""
    return math.dist(wall.start, wall.end)


def hung(mesh: Mesh, wall: Wall, along: float, up: float = 0.0) -> Mesh:
    """What is built at the foot of a wall's start, moved along it and up."""
    length = max(length_of(wall), 1e-6)
    ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    at = (wall.start[0] + ux * along, wall.start[1] + uy * along, up)
    return mesh.placed(at, math.degrees(math.atan2(uy, ux)))


def bare(place: PlaceSheet, low: float, high: float, wide: float, *, deep: bool = False) -> list[Bare]:
    """Stretches at least ``wide`` metres long that are bare between two heights, the widest first.

    What is ``deep`` keeps clear of the heads of who sits at the wall.
    """
    heads = place.seats if deep and low < _HEADS else ()
    found = [each for number in range(len(place.walls)) for each in _bare_on(place, number, (low, high), heads)]
    return sorted((each for each in found if each.wide >= wide), key=lambda each: (-round(each.wide, 3), each))


def _bare_on(place: PlaceSheet, number: int, heights: Vec2, heads: Sequence[Seat]) -> Iterator[Bare]:
    wall, (low, high) = place.walls[number], heights
    taken = [(o.at, o.at + o.width) for o in wall.openings if o.sill - 0.1 < high and o.sill + o.height + 0.1 > low]
    taken += [span for each in place.fixtures if (span := _span(each, wall, low, high)) is not None]
    taken += [(x - _ROUND, x + _ROUND) for x in (_along(seat, wall) for seat in heads) if x is not None]
    at = 0.0
    for a, b in [*sorted(taken), (length_of(wall), length_of(wall))]:
        if a - at > 2 * _EDGE:
            yield Bare(number, at + _EDGE, a - _EDGE)
        at = max(at, b)


def _along(seat: Seat, wall: Wall) -> float | None:
    """How far along a wall somebody sits who sits at it."""
    if not 0 < inside(wall, seat.position[:2]) < _AT_WALL:
        return None
    (x0, y0), (x1, y1), length = wall.start, wall.end, max(length_of(wall), 1e-6)
    return ((seat.position[0] - x0) * (x1 - x0) + (seat.position[1] - y0) * (y1 - y0)) / length


def _span(thing: Fixture, wall: Wall, low: float, high: float) -> tuple[float, float] | None:
    """Metres along the wall that a thing before it covers between two heights."""
    if thing.position[2] > high or thing.position[2] + thing.size[2] < low or thing.kind in ("rug", "platform"):
        return None
    turn = math.radians(thing.yaw)
    a, b = thing.size[0] / 2, thing.size[1] / 2
    corners = [
        (
            thing.position[0] + s * a * math.cos(turn) - t * b * math.sin(turn),
            thing.position[1] + s * a * math.sin(turn) + t * b * math.cos(turn),
        )
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    if min(inside(wall, corner) for corner in corners) > _AT_WALL:
        return None
    length = max(length_of(wall), 1e-6)
    ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    along = [(x - wall.start[0]) * ux + (y - wall.start[1]) * uy for x, y in corners]
    return (min(along), max(along)) if max(along) > 0 and min(along) < length else None
