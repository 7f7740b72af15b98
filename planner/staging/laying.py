"""Where a thing is put: beside a hand on a table, on a seat, on knees, on the floor, by the door."""

from __future__ import annotations

import math
from collections.abc import Iterable

from film.base import Vec2, Vec3
from film.names import digest
from film.place import Fixture, PlaceSheet
from film.plan import Prop
from film.shot import PropKind
from planner.geometry import along, rounded
from planner.staging.floor import floor_of, roomy_spot
from planner.staging.person import Person
from planner.staging.targets import entrance_near

SURFACES = {"table", "round_table", "desk", "counter", "bar", "coffee_table", "nightstand", "shelf", "cupboard"}
BIG: frozenset[PropKind] = frozenset(("suitcase", "bag", "box", "instrument", "umbrella"))
"""What stands on the floor when no word says where it was put: on a table it would hide a face."""

_AT_HAND, _ASIDE = 0.46, 0.24
"""Metres before and to the right of the hips at which a hand puts something down on a table."""
_WITHIN_REACH = 1.1
_APART = 0.2
"""Metres that two things on one table keep between them."""
_LAP_FORWARD, _LAP_UP = 0.27, 0.15
"""From the hips to the middle of what lies on somebody's knees."""
_EAR_ASIDE, _EAR_BACK = 0.13, 0.02
_HIGHEST = 1.2


def laid(
    prop: Prop, where: str | None, near: Person | None, place: PlaceSheet, taken: Iterable[Vec3], arrived: bool = False
) -> Vec3 | None:
    """Where ``near`` puts a thing.  None when there is nowhere and it is small: then it goes into a pocket.

    ``where`` is the script's word (floor, door, seat, table ...), ``taken`` where other things lie,
    ``arrived`` says that the person has just come in.
    """
    if where in ("floor", "ground", "step", "stairs"):
        return beside(near, place, door=False)
    if where == "door" or (prop.kind in BIG and where is None and arrived):
        return beside(near, place, door=True)
    if where in ("seat", "bench", "chair", "sofa", "armchair", "bed"):
        spot = empty_seat(near, place)
        return spot if spot is not None else beside(near, place, door=False)
    if prop.kind in BIG and where is None:
        return beside(near, place, door=False)
    top = table_of(near, place, where)
    if top is not None:
        return on_top(top, prop, near, taken)
    if prop.kind in BIG:
        return beside(near, place, door=False)
    return empty_seat(near, place)


def table_of(near: Person | None, place: PlaceSheet, where: str | None = None) -> Fixture | None:
    """The surface that somebody reaches; any distance for the one that the script names, or for nobody."""
    tops = [each for each in place.fixtures if each.kind in SURFACES and each.size[2] < _HIGHEST]
    named = [each for each in tops if where is not None and where in each.kind.split("_")]
    spot = near.spot if near is not None else roomy_spot(place)
    top = min(named or tops, key=lambda each: (round(_gap(each, spot), 3), each.id), default=None)
    if top is None or (near is not None and not named and _gap(top, spot) > _WITHIN_REACH):
        return None
    return top


def _gap(top: Fixture, spot: Vec2) -> float:
    """Metres from a spot to the nearest edge of a table, 0 above it."""
    x, y = _local(top, spot)
    return math.hypot(max(abs(x) - top.size[0] / 2, 0.0), max(abs(y) - top.size[1] / 2, 0.0))


def _local(top: Fixture, spot: Vec2) -> Vec2:
    cos, sin = along(top.yaw)
    dx, dy = spot[0] - top.position[0], spot[1] - top.position[1]
    return dx * cos + dy * sin, dy * cos - dx * sin


def on_top(top: Fixture, prop: Prop, near: Person | None, taken: Iterable[Vec3]) -> Vec3:
    """A spot on a table at the right hand of who uses it, clear of what lies there already."""
    wish = roomy(top, prop) if near is None else _at_hand(near)
    depth, width = max(top.size[0] / 2 - 0.13, 0.02), max(top.size[1] / 2 - 0.13, 0.02)
    x, y = _local(top, wish)
    x, y = min(max(x, -depth), depth), min(max(y, -width), width)
    others = [_local(top, spot[:2]) for spot in taken if abs(spot[2] - top.position[2] - top.size[2]) < 0.05]
    tries = [(x, y)] + [
        (min(max(x + i, -depth), depth), min(max(y + j, -width), width))
        for i, j in ((0, 0.22), (0, -0.22), (0.22, 0), (-0.22, 0), (0, 0.44), (0, -0.44), (0.3, 0.3), (-0.3, -0.3))
    ]
    free = [at for at in tries if all(math.dist(at, other) >= _APART for other in others)]
    x, y = free[0] if free else (x, y)
    cos, sin = along(top.yaw)
    px, py, pz = top.position
    return rounded((px + x * cos - y * sin, py + x * sin + y * cos, pz + top.size[2]))


def roomy(top: Fixture, prop: Prop) -> Vec2:
    """A spot of its own for a thing that nobody uses."""
    share = int(digest(prop.id)[:4], 16) / 0xFFFF - 0.5
    cos, sin = along(top.yaw)
    return top.position[0] - sin * share * top.size[1], top.position[1] + cos * share * top.size[1]


def _at_hand(near: Person) -> Vec2:
    cos, sin = along(near.yaw)
    x, y = near.spot
    return x + cos * _AT_HAND + sin * _ASIDE, y + sin * _AT_HAND - cos * _ASIDE


def beside(near: Person | None, place: PlaceSheet, *, door: bool) -> Vec3:
    """A free spot on the floor at somebody's right hand, or beside the door that is nearest to them."""
    floor = floor_of(place)
    if near is None:
        return (*floor.spot_near(roomy_spot(place)), 0.0)
    if door and place.entrances:
        way = entrance_near(place, near.spot)
        cos, sin = along(way.yaw)
        ahead, aside = 0.35, 0.75
        spots = [
            floor.spot_near(
                (way.position[0] + cos * ahead - s * sin * aside, way.position[1] + sin * ahead + s * cos * aside),
                room=0.15,
            )
            for s in (-1, 1)
        ]
        return (*min(spots, key=lambda at: round(math.dist(at, way.position), 2)), 0.0)
    cos, sin = along(near.yaw - (75 if near.seated else 60))
    reach = 0.62 if near.seated else 0.55
    return (*floor.spot_near((near.position[0] + cos * reach, near.position[1] + sin * reach), room=0.15), 0.0)


def empty_seat(near: Person | None, place: PlaceSheet) -> Vec3 | None:
    """The seat beside somebody who sits."""
    if near is None or not near.seated:
        return None
    seats = [each for each in place.seats if each.pose == "sit" and each.id != near.seat_id]
    seat = min(seats, key=lambda each: (round(math.dist(each.position[:2], near.spot), 3), each.id), default=None)
    return seat.position if seat is not None and math.dist(seat.position[:2], near.spot) < 0.9 else None


def on_knees(person: Person) -> Vec3:
    """The middle of what lies in a sitter's lap."""
    cos, sin = along(person.yaw)
    x, y = person.spot
    return rounded(
        (x + cos * _LAP_FORWARD, y + sin * _LAP_FORWARD, person.position[2] + (person.seat or 0.0) + _LAP_UP)
    )


def by_the_ear(person: Person) -> Vec3:
    """On the pillow beside the ear of somebody who lies."""
    x, y, z = person.eyes
    cos, sin = along(person.yaw)
    return rounded((x + sin * _EAR_ASIDE + cos * _EAR_BACK, y - cos * _EAR_ASIDE + sin * _EAR_BACK, z - 0.1))
