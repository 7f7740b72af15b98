"""Where a thing can stand: against a wall or by the stage, clear of everything, so that everybody still gets
everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.base import Vec2
from film.place import Fixture, FixtureKind
from planner.places.clearance import around, box, corners, overlap, walkable
from planner.places.furniture import SIZES
from planner.places.groups import room_for
from planner.places.layout import INWARD, Layout, Side

SIDES: tuple[Side, ...] = ("east", "north", "west", "south")
NARROWEST, LEAST = 1.3, 3.0
"""Metres that a stage is wide, and square metres that it has, at least."""
_GROUND = 0.6
_DRIVEN: frozenset[FixtureKind] = frozenset(("car", "van", "truck", "bus"))
_SAME: frozenset[tuple[FixtureKind, FixtureKind]] = frozenset(
    (("hospital_bed", "bed"), ("pine", "tree"), ("pew", "bench"), ("bunk_bed", "bed"), ("throne", "armchair"))
)


def stands_for(present: FixtureKind, asked: FixtureKind) -> bool:
    """Whether a thing that is there is what is asked for."""
    return present == asked or (present, asked) in _SAME


def stand(plan: Layout, kind: FixtureKind) -> bool:
    """Stand a thing where it fits; False where it fits nowhere, and nothing has changed then."""
    if plan.enclosure == "vehicle":
        return False
    if plan.enclosure != "room":
        return park(plan, kind) if kind in _DRIVEN else _fit_outside(plan, kind)
    if kind == "screen":
        return _hang_screen(plan)
    return any(fits(plan, kind, at, yaw) for at, yaw in along_walls(plan, kind))


def along_walls(plan: Layout, kind: FixtureKind) -> Iterator[tuple[Vec2, float]]:
    """The points, with the yaw, at which a thing has its back to a wall, every quarter of a metre from its middle."""
    for side in SIDES:
        half = plan.length_of(side) / 2 - SIZES[kind][1] / 2 - 0.05
        for u in (0.25 * index * sign for index in range(int(half / 0.25) + 1) for sign in (1, -1)):
            if abs(u) <= half:
                yield plan.by_wall(side, u, SIZES[kind][0] / 2 + 0.03), INWARD[side]


def fits(plan: Layout, kind: FixtureKind, at: Vec2, yaw: float, least: float = LEAST) -> bool:
    """Stand it there if nothing is in the way and everybody can still get everywhere.

    ``least`` are the square metres of stage that it has to leave.
    """
    before = len(plan.fixtures), len(plan.seats)
    plan.put(kind, at, yaw)
    if _still_good(plan, plan.fixtures[-1], least):
        return True
    del plan.fixtures[before[0] :], plan.seats[before[1] :]
    return False


def _still_good(plan: Layout, thing: Fixture, least: float) -> bool:
    shape = corners(thing, 0.04)
    others = [other for other in plan.fixtures if other is not thing and (other.solid or other.position[2] > 0)]
    low = [other for other in others if other.solid or other.position[2] < thing.size[2]]
    if any(overlap(shape, corners(other)) for other in low):
        return False
    if any(overlap(shape, box(around(entrance.position, 0.55))) for entrance in plan.entrances):
        return False
    if any(overlap(shape, box(around(seat.position[:2], 0.5))) for seat in plan.seats if seat.fixture != thing.id):
        return False
    if plan.stage is not None:
        return not overlap(shape, box(plan.stage))
    x0, y0, x1, y1 = plan.clear_stage()
    if min(x1 - x0, y1 - y0) < NARROWEST or (x1 - x0) * (y1 - y0) < least:
        return False
    reached = walkable(plan.area, [other for other in plan.fixtures if other.solid], ((x0 + x1) / 2, (y0 + y1) / 2))
    targets = [entrance.position for entrance in plan.entrances] + [seat.position[:2] for seat in plan.seats]
    return all(min(math.dist(target, point) for point in reached.tolist()) < 1.0 for target in targets)


def _hang_screen(plan: Layout) -> bool:
    bare = [side for side in SIDES if not plan.openings[side]]
    if bare:
        plan.hang("screen", bare[0], 0.0, 1.1)
    return bool(bare)


def _fit_outside(plan: Layout, kind: FixtureKind) -> bool:
    spot = next((spot for spot in around_stage(plan, kind) if clear_outside(plan, kind, spot)), None)
    if spot is None:
        return False
    plan.put(kind, (round(spot[0], 2), round(spot[1], 2)), 270.0 if spot[1] > 0 else 90.0)
    return True


def around_stage(plan: Layout, kind: FixtureKind) -> list[Vec2]:
    """The points round the stage of an open place at which a thing is seen and in nobody's way."""
    x0, y0, x1, y1 = plan.clear_stage()
    reach = math.hypot(*SIZES[kind][:2]) / 2 + _GROUND
    behind = [(x, y1 + reach) for x in (1.5, -1.5, 3.0, -3.0, 0.0)]
    return [*behind, (x0 - reach, y1), (x1 + reach, y1), (x0 - reach, y0)]


def clear_outside(plan: Layout, kind: FixtureKind, spot: Vec2) -> bool:
    """Whether a thing stands free at a spot of an open place, in front of what closes the place off."""
    return room_for(plan, kind, spot, plan.clear_stage()) and abs(spot[1]) < plan.depth / 2 - 0.3


def park(plan: Layout, kind: FixtureKind) -> bool:
    """Vehicles stand on the road, along x, in front of the stage and clear of it."""
    x0, y0, x1, y1 = plan.clear_stage()
    for x in (0.0, 3.0, -3.0, 6.0, -6.0):
        for y in (y0 - SIZES[kind][1] / 2 - 1.1, y0 - SIZES[kind][1] / 2 - 2.4, y1 + SIZES[kind][1] / 2 + 1.5):
            thing = Fixture(id="trial", kind=kind, position=(x, y, 0.0), yaw=0.0, size=SIZES[kind])
            shape = corners(thing, 0.15)
            blocked = any(overlap(shape, corners(other)) for other in plan.fixtures if other.solid)
            near = any(overlap(shape, box(around(e.position, 0.5))) for e in plan.entrances)
            near = near or any(overlap(shape, box(around(seat.position[:2], 0.6))) for seat in plan.seats)
            if not blocked and not near and not overlap(shape, box((x0, y0, x1, y1))):
                plan.put(kind, (x, round(y, 2)))
                return True
    return False
