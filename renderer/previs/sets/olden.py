"""Things of village, castle and farm: a throne, a well, a cart, a stall, hay, walls of plain stone."""

from __future__ import annotations

import math

from film.place import FixtureKind
from renderer.previs.colour import linear, times
from renderer.previs.mesh import (
    BOARDS,
    CONCRETE,
    FABRIC,
    SAND,
    Mesh,
    block,
    box,
    cylinder,
    disc,
    join,
    prism,
    ring,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece


def _throne(p: Piece) -> Mesh:
    """A high back with a point and two finials, closed arms, a cushion on the seat, a step before it."""
    wood, cloth = linear("#6b4a26"), p.paint("#7a2f2c")
    gold = linear("#a8843c")
    x, y, h = p.depth / 2, p.width / 2, p.height
    seat, arm, front = min(0.5, 0.4 * h), min(0.74, 0.55 * h), 0.62 * p.depth - p.depth / 2
    peak = prism(((-x, 0.93 * h), (-x + 0.1, 0.93 * h), (-x + 0.05, h)), -0.3 * y, 0.3 * y, gold, axis="y")
    parts = [
        box((-x, -y, 0.0), (front, y, seat - 0.07), wood, BOARDS),
        box((-x + 0.12, -y + 0.1, seat - 0.07), (front, y - 0.1, seat), cloth, FABRIC),
        box((-x, -y, 0.0), (-x + 0.1, y, 0.93 * h), wood, BOARDS),
        box((-x + 0.1, -y + 0.1, seat + 0.05), (-x + 0.13, y - 0.1, 0.86 * h), cloth, FABRIC),
        box((front, -y + 0.04, 0.0), (x, y - 0.04, 0.12), times(wood, 0.8), BOARDS),
        peak,
    ]
    for side in (-1, 1):
        a = side * (y - 0.05)
        parts.append(block((front - x) / 2, a, 0.0, (front + x, 0.1, arm - 0.05), wood, BOARDS))
        parts.append(block((front - x) / 2, a, arm - 0.05, (front + x, 0.1, 0.05), gold))
        parts.append(cylinder(-x + 0.05, a, 0.93 * h, h, 0.05, gold, top=0.0, sides=8))
    return join(parts)


def _well(p: Piece) -> Mesh:
    """A ring of stone with dark water, two posts, a windlass with its crank and bucket, a small roof."""
    stone, wood = p.paint("#7d776c"), linear("#5a4232")
    x, y, h = p.depth / 2, p.width / 2, p.height
    radius, rim = min(x, y), min(0.8, 0.4 * h)
    eaves = 0.78 * h
    slopes = [
        prism(((s * x, eaves), (0.0, h), (0.0, h - 0.06), (s * x, eaves - 0.05))[::-s], -y, y, times(wood, 1.1), "y")
        for s in (-1, 1)
    ]
    stones = []
    for i in range(14):
        turn = math.tau * i / 14
        cos, sin = math.cos(turn), math.sin(turn)
        shade = 0.85 + 0.3 * p.pick(i)
        piece = block(0, 0, 0, (0.16, 0.4 * radius, rim), times(stone, shade), CONCRETE)
        stones.append(piece.placed((cos * (radius - 0.09), sin * (radius - 0.09), 0.0), math.degrees(turn)))
    axle = 0.68 * eaves
    return join(
        [
            *stones,
            cylinder(0, 0, 0.0, rim - 0.12, radius - 0.1, linear("#1b2224"), sides=20),
            *(block(0, side * (y - 0.06), 0, (0.1, 0.1, eaves), wood, BOARDS) for side in (-1, 1)),
            rod((0, -y + 0.05, axle), (0, y - 0.05, axle), 0.06, times(wood, 0.8)),
            rod((0, 0, axle), (0, 0, rim + 0.24), 0.012, linear("#8d7d5c"), 5),
            cylinder(0, 0, rim + 0.02, rim + 0.26, 0.1, times(wood, 1.2), top=0.13),
            *slopes,
        ]
    )


def _hay_bale(p: Piece) -> Mesh:
    """Pressed straw with two cords round it."""
    straw, cord = p.paint("#b0954e"), linear("#6f5a30")
    x, y, h = p.depth / 2, p.width / 2, p.height
    parts = [box((-x + 0.01, -y + 0.01, 0.0), (x - 0.01, y - 0.01, h - 0.01), straw, SAND)]
    for at in (-0.5 * y, 0.5 * y):
        parts.append(box((-x, at - 0.015, 0.0), (x, at + 0.015, h), cord))
    for i in range(14):
        side = 1 if p.pick(i) > 0.5 else -1
        foot = (side * (x - 0.01), (2 * p.pick(i + 30) - 1) * 0.85 * y, (0.15 + 0.7 * p.pick(i + 60)) * h)
        tip = (side * x, foot[1] + 0.08 * (p.pick(i + 90) - 0.5), foot[2] + 0.06 * (p.pick(i + 120) - 0.5))
        parts.append(rod(foot, tip, 0.006, times(straw, 1.25), 4))
    return join(parts)


def _cart(p: Piece) -> Mesh:
    """A bed of boards with sides on two spoked wheels, shafts to the front, a load under sacking."""
    wood = p.paint("#6a4b33")
    iron = linear("#3a3733")
    x, y, h = p.depth / 2, p.width / 2, p.height
    radius, rear, bed = min(0.44 * h, 0.3 * p.depth), -x, 0.5 * h
    front = x - 0.36 * p.depth
    axle = (rear + front) / 2
    parts = [
        box((rear, -y + 0.16, bed - 0.07), (front, y - 0.16, bed), wood, BOARDS),
        box((rear, -y + 0.16, bed), (rear + 0.04, y - 0.16, 0.86 * h), times(wood, 0.9), BOARDS),
        box((front - 0.04, -y + 0.16, bed), (front, y - 0.16, 0.86 * h), times(wood, 0.9), BOARDS),
        rod((axle, -y + 0.02, radius), (axle, y - 0.02, radius), 0.04, iron),
        box((rear + 0.1, -y + 0.24, bed), (front - 0.1, y - 0.24, h), linear("#8d7d5c"), FABRIC),
    ]
    for side in (-1, 1):
        a = side * (y - 0.18)
        parts.append(block((rear + front) / 2, a, bed, (front - rear, 0.04, 0.36 * h), times(wood, 1.1), BOARDS))
        parts.append(
            rod((front - 0.2, side * (y - 0.3), bed - 0.04), (x - 0.03, side * (y - 0.3), 0.36 * h), 0.03, wood)
        )
        parts += _wheel(axle, side * (y - 0.05), radius, times(wood, 0.85))
    parts.append(block(x - 0.06, 0.0, 0.0, (0.06, 0.06, 0.38 * h), times(wood, 0.8)))
    parts.append(rod((x - 0.06, -y + 0.3, 0.36 * h), (x - 0.06, y - 0.3, 0.36 * h), 0.025, wood))
    return join(parts)


def _wheel(x: float, y: float, radius: float, paint: tuple[float, float, float]) -> list[Mesh]:
    hub = (x, y, radius)
    spokes = []
    for i in range(6):
        cos, sin = math.cos(math.pi * i / 6), math.sin(math.pi * i / 6)
        reach = radius - 0.05
        spokes.append(
            rod((x - cos * reach, y, radius - sin * reach), (x + cos * reach, y, radius + sin * reach), 0.02, paint, 5)
        )
    return [ring(hub, (0, 1, 0), radius - 0.045, 0.04, paint), disc(hub, (0, 1, 0), 0.09, 0.09, paint, 10), *spokes]


_GOODS = ("#8a3b2c", "#b0954e", "#5f7a45", "#a8703a", "#6d4f6a")


def _market_stall(p: Piece) -> Mesh:
    """A table of goods in crates on trestles, four posts, a striped awning that falls to the front."""
    cloth, wood = p.paint("#8a3b2c"), linear("#7a6242")
    x, y, h = p.depth / 2, p.width / 2, p.height
    top, eaves = min(0.85, 0.4 * h), 0.84 * h
    parts = [
        box((-x + 0.12, -y + 0.05, top - 0.05), (x - 0.1, y - 0.05, top), wood, BOARDS),
        box((x - 0.14, -y + 0.05, 0.25 * top), (x - 0.11, y - 0.05, top - 0.05), times(wood, 0.7), BOARDS),
    ]
    for sx, tall in ((-1, h - 0.06), (1, eaves - 0.04)):
        parts += [block(sx * (x - 0.04), sy * (y - 0.04), 0, (0.06, 0.06, tall), times(wood, 0.75)) for sy in (-1, 1)]
    stripes = max(4, round(p.width / 0.3))
    step = p.width / stripes
    for i in range(stripes):
        a = -y + i * step
        paint = cloth if i % 2 else linear("#d9d0bb")
        parts.append(prism(((-x, h - 0.05), (x, eaves - 0.05), (x, eaves), (-x, h)), a, a + step, paint, "y"))
        parts.append(box((x - 0.02, a, eaves - 0.2), (x, a + step, eaves - 0.04), times(paint, 0.9)))
    crates = max(2, round(p.width / 0.55))
    wide = (p.width - 0.2) / crates
    for i in range(crates):
        a = -y + 0.1 + (i + 0.5) * wide
        goods = linear(_GOODS[int(p.pick(i) * len(_GOODS))])
        parts.append(block(0.1 * p.depth, a, top, (0.5 * p.depth, wide - 0.06, 0.12), times(wood, 1.15), BOARDS))
        parts.append(block(0.1 * p.depth, a, top + 0.12, (0.44 * p.depth, wide - 0.12, 0.07), goods, SAND))
    return join(parts)


def _stone_building(p: Piece) -> Mesh:
    """Walls of stone without windows but for slits, a plinth, corner stones, a gate in the front, merlons on top."""
    stone = p.paint("#7d776c")
    x, y, h = p.depth / 2, p.width / 2, p.height
    crown = max(h - 0.9, 0.8 * h)
    gate, wide = min(2.8, 0.6 * h), min(2.2, 0.4 * p.width)
    parts = [
        box((-x + 0.12, -y + 0.12, 0.0), (x - 0.12, y - 0.12, crown), stone, CONCRETE),
        box((-x + 0.04, -y + 0.04, 0.0), (x - 0.04, y - 0.04, min(0.5, 0.2 * h)), times(stone, 0.8), CONCRETE),
        box((-x, -y, crown - 0.15), (x, y, crown), times(stone, 1.08), CONCRETE),
        block(x - 0.06, 0.0, 0.0, (0.1, 1.2 * wide, 1.1 * gate), times(stone, 1.15), CONCRETE),
        block(x - 0.055, 0.0, 0.0, (0.11, wide, gate), linear("#3a2c20"), BOARDS),
    ]
    for sx in (-1, 1):
        for sy in (-1, 1):
            for i in range(max(int(crown / 0.9), 1)):
                long = 0.55 if i % 2 else 0.35
                at = (sx * (x - long / 2), sy * (y - long / 2))
                parts.append(
                    block(*at, 0.9 * i, (long, long, min(0.45, crown - 0.9 * i)), times(stone, 1.12), CONCRETE)
                )
    for i in range(count := max(int(p.width / 1.6), 1)):
        a = -y + (i + 0.5) * p.width / count
        parts.append(block(x - 0.2, a, crown, (0.4, 0.5 * p.width / count, h - crown), stone, CONCRETE))
        if abs(a) > wide / 2 + 0.5 and crown > 3.0:
            parts.append(block(x - 0.11, a, 0.55 * crown, (0.02, 0.18, 0.16 * crown), linear("#1d1b19")))
    for i in range(count := max(int(p.depth / 1.6), 1)):
        a = -x + (i + 0.5) * p.depth / count
        parts += [
            block(a, sy * (y - 0.2), crown, (0.5 * p.depth / count, 0.4, h - crown), stone, CONCRETE) for sy in (-1, 1)
        ]
    return join(parts)


MAKERS: dict[FixtureKind, Maker] = {
    "throne": _throne,
    "well": _well,
    "hay_bale": _hay_bale,
    "cart": _cart,
    "market_stall": _market_stall,
    "stone_building": _stone_building,
}
