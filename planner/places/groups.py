"""Arrangements that many places share: a table with chairs, rows of seats, a road between facades, a wood."""

from __future__ import annotations

import math
from collections.abc import Sequence

from film.base import Vec2, Vec3
from film.place import FixtureKind
from planner.places.clearance import Rect, around, bounds, box, corners, overlap
from planner.places.furniture import SIZES
from planner.places.layout import Layout
from planner.places.variety import CARS, FACADES, Variety

_KNEES = 0.02


def table_for(plan: Layout, at: Vec2, chairs: int = 2, *, kind: FixtureKind = "table", wood: str = "#6a4b33") -> None:
    """A table whose chairs face each other across it along x; a third and fourth sit at its ends."""
    x, y = at
    depth, width, _ = SIZES[kind]
    plan.put(kind, at, colour=wood)
    reach = depth / 2 + SIZES["chair"][0] / 2 + _KNEES
    side = width / 2 + SIZES["chair"][0] / 2 + _KNEES
    spots = ((x - reach, y, 0.0), (x + reach, y, 180.0), (x, y - side, 90.0), (x, y + side, 270.0))
    for cx, cy, yaw in spots[:chairs]:
        plan.put("chair", (cx, cy), yaw, colour=wood, role="table")


def row(plan: Layout, kind: FixtureKind, start: Vec2, step: Vec2, count: int, yaw: float = 0.0) -> None:
    """``count`` equal things, each ``step`` from the one before."""
    for index in range(count):
        plan.put(kind, (start[0] + step[0] * index, start[1] + step[1] * index), yaw)


def facades(
    plan: Layout, v: Variety, y: float, yaw: float, *, span: tuple[float, float] = (-22.0, 22.0), shops: float = 0.35
) -> None:
    """A closed row of fronts along x over ``span``; their front plane stands at ``y`` and looks along ``yaw``."""
    start, end = span
    outward = -1.0 if yaw == 270 else 1.0
    count = max(1, round((end - start) / 8.5))
    shares = [0.8 + 0.5 * v.share(f"wide {y:.0f} {start:.0f} {index}") for index in range(count)]
    depth, x = 7.0, start
    for index, share in enumerate(shares):
        key = f"{y:.0f} {start:.0f} {index}"
        width = (end - start) * share / sum(shares)
        front: FixtureKind = "shop_front" if v.chance(f"shop {key}", shops) else "building"
        size: Vec3 = (depth, round(width - 0.01, 3), v.between(f"tall {key}", 6.5, 10.0))
        plan.put(front, (x + width / 2, y - outward * depth / 2), yaw, size=size, colour=v.pick(f"face {key}", FACADES))
        x += width


def road(plan: Layout, y: float, width: float = 6.5, *, length: float = 44.0) -> None:
    """A carriageway along x in the middle of ``y``: two kerb stones and a broken line."""
    for edge in (y - width / 2, y + width / 2):
        plan.put("kerb", (0.0, edge), 90.0, size=(0.16, length, 0.05), colour="#8d8a84")
    count = int(length / 5)
    for index in range(count):
        plan.put("road_line", ((index - (count - 1) / 2) * 5.0, y), 90.0, size=(0.12, 2.2, 0.01), colour="#b9b6a8")


def parked(plan: Layout, v: Variety, y: float, spots: Sequence[float], yaw: float = 0.0) -> None:
    """Cars along x, one a spot, where this place happens to have them."""
    for x in spots:
        if v.chance(f"car {x} {y}", 0.7):
            plan.put("car", (x, y), yaw, colour=v.pick(f"car {x} {y}", CARS))


def street_lamps(plan: Layout, y: float, xs: Sequence[float], power: float = 2.2) -> None:
    """Lamp posts along x, each with its light."""
    for x in xs:
        plan.put("lamp_post", (x, y))
        plan.lamp(x, y, SIZES["lamp_post"][2] - 0.25, power, "#ffc987")


def scatter(
    plan: Layout, v: Variety, kinds: Sequence[FixtureKind], count: int, ring: tuple[float, float], keep: Rect
) -> None:
    """Things at natural irregular distances from the origin between ``ring``'s radii, none in ``keep`` or in another.

    Angles follow the golden angle, so that no side stays bare however few there are.
    """
    inner, outer = ring
    for index in range(count):
        key = f"{kinds[0]} {index}"
        kind = v.pick(f"kind {key}", kinds)
        angle = math.radians(137.508 * (index + v.share(f"turn {kinds[0]}")) + 20 * v.share(f"angle {key}"))
        far = inner + (outer - inner) * math.sqrt((index + v.share(f"far {key}")) / count)
        at = (round(far * math.cos(angle), 2), round(far * math.sin(angle), 2))
        if room_for(plan, kind, at, keep):
            scale = v.between(f"scale {key}", 0.85, 1.2)
            depth, width, height = SIZES[kind]
            plan.put(kind, at, v.between(f"yaw {key}", 0, 359), size=(depth, width, round(height * scale, 2)))


def room_for(plan: Layout, kind: FixtureKind, at: Vec2, keep: Rect) -> bool:
    """Whether a thing of this kind, turned any way, stands clear of ``keep``, entrances, seats and other solids."""
    half = math.hypot(*SIZES[kind][:2]) / 2 + 0.1
    square = box(around(at, half))
    if overlap(square, box(keep)) or any(overlap(square, box(around(e.position, 0.6))) for e in plan.entrances):
        return False
    if any(overlap(square, box(around(seat.position[:2], 0.7))) for seat in plan.seats):
        return False
    return not any(overlap(square, box(bounds(corners(thing)))) for thing in plan.fixtures if thing.solid)
