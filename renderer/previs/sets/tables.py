"""Tables, desks and counters."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import linear, times
from renderer.previs.mesh import BOARDS, Mesh, block, box, cylinder, join, rod
from renderer.previs.sets.piece import Maker, Piece
from renderer.previs.sets.seats import legs


def _table(p: Piece) -> Mesh:
    wood = p.paint("#80603f")
    x, y = p.depth / 2, p.width / 2
    top = 0.04
    apron = box((-x + 0.06, -y + 0.06, p.height - top - 0.08), (x - 0.06, y - 0.06, p.height - top), times(wood, 0.75))
    return join([box((-x, -y, p.height - top), (x, y, p.height), wood, BOARDS), apron, _legs_of(p, 0.06)])


def _legs_of(p: Piece, thick: float) -> Mesh:
    wood = p.paint("#80603f", 0.8)
    x, y = p.depth / 2 - thick, p.width / 2 - thick
    return join(block(sx * x, sy * y, 0, (thick, thick, p.height - 0.04), wood) for sx in (-1, 1) for sy in (-1, 1))


def _round_table(p: Piece) -> Mesh:
    wood = p.paint("#7a5a3d")
    radius = min(p.depth, p.width) / 2
    return join(
        [
            cylinder(0, 0, p.height - 0.035, p.height, radius, wood, sides=24),
            cylinder(0, 0, 0.03, p.height - 0.035, 0.04, linear("#35373a"), sides=10),
            cylinder(0, 0, 0, 0.03, radius * 0.6, linear("#35373a"), sides=20),
        ]
    )


def _desk(p: Piece) -> Mesh:
    wood = p.paint("#75604a")
    x, y = p.depth / 2, p.width / 2
    drawers = min(0.42, p.width / 3)
    fronts = [
        box(
            (-x - 0.0, -y + 0.03, 0.06 + i * (p.height - 0.14) / 3),
            (-x + 0.015, -y + drawers - 0.03, 0.04 + (i + 1) * (p.height - 0.14) / 3),
            times(wood, 1.2),
        )
        for i in range(3)
    ]
    return join(
        [
            box((-x, -y, p.height - 0.035), (x, y, p.height), wood, BOARDS),
            box((-x + 0.01, -y + 0.01, 0), (x - 0.02, -y + drawers, p.height - 0.035), times(wood, 0.8)),
            box((-x + 0.03, y - 0.05, 0), (x - 0.03, y - 0.01, p.height - 0.035), times(wood, 0.8)),
            box((x - 0.04, -y + drawers, p.height * 0.4), (x - 0.02, y - 0.05, p.height - 0.035), times(wood, 0.7)),
            *fronts,
        ]
    )


def cabinets(p: Piece, worktop: str, height: float | None = None) -> Mesh:
    """A run of base cupboards with doors, handles, a plinth and a worktop."""
    top = height or p.height
    front = p.paint("#7d8078")
    x, y = p.depth / 2, p.width / 2
    doors = max(1, round(p.width / 0.55))
    step = p.width / doors
    parts = [
        box((-x, -y, 0.09), (x - 0.035, y, top - 0.04), times(front, 0.75)),
        box((-x, -y, 0), (x - 0.09, y, 0.09), linear("#2c2c2c")),
        box((-x, -y, top - 0.04), (x, y, top), linear(worktop)),
    ]
    for i in range(doors):
        low = -y + i * step
        parts.append(box((x - 0.035, low + 0.006, 0.1), (x - 0.018, low + step - 0.006, top - 0.05), front))
        parts.append(
            box(
                (x - 0.018, low + step * 0.3, top - 0.13), (x - 0.002, low + step * 0.7, top - 0.115), linear("#b4b1a8")
            )
        )
    return join(parts)


def _counter(p: Piece) -> Mesh:
    return cabinets(p, "#a39c8f")


def _bar(p: Piece) -> Mesh:
    wood = p.paint("#4f3626")
    x, y = p.depth / 2, p.width / 2
    panels = max(1, round(p.width / 0.8))
    step = p.width / panels
    fronts = [
        box(
            (x - 0.07, -y + i * step + 0.05, 0.18),
            (x - 0.05, -y + (i + 1) * step - 0.05, p.height - 0.16),
            times(wood, 1.35),
        )
        for i in range(panels)
    ]
    return join(
        [
            box((-x + 0.05, -y, 0), (x - 0.07, y, p.height - 0.06), wood),
            box((-x, -y, p.height - 0.06), (x, y, p.height), times(wood, 1.7), BOARDS),
            rod((x - 0.03, -y + 0.05, 0.18), (x - 0.03, y - 0.05, 0.18), 0.02, linear("#b08d57")),
            *fronts,
        ]
    )


def _coffee_table(p: Piece) -> Mesh:
    wood = p.paint("#6f543b")
    x, y = p.depth / 2, p.width / 2
    return join(
        [
            box((-x, -y, p.height - 0.05), (x, y, p.height), wood, BOARDS),
            box((-x + 0.06, -y + 0.06, p.height * 0.3), (x - 0.06, y - 0.06, p.height * 0.3 + 0.025), times(wood, 0.8)),
            _legs_of(p, 0.05),
        ]
    )


def _nightstand(p: Piece) -> Mesh:
    wood = p.paint("#6a4f38")
    x, y = p.depth / 2, p.width / 2
    fronts = [
        box((x - 0.02, -y + 0.03, z), (x - 0.004, y - 0.03, z + p.height * 0.32), times(wood, 1.25))
        for z in (p.height * 0.2, p.height * 0.58)
    ]
    knobs = [
        block(x - 0.002, 0, z + 0.06, (0.004, 0.05, 0.02), linear("#c8b07a"))
        for z in (p.height * 0.25, p.height * 0.62)
    ]
    return join(
        [
            box((-x, -y, p.height * 0.15), (x - 0.02, y, p.height), wood),
            *fronts,
            *knobs,
            legs(p, p.height * 0.15, 0.04, "#3a2c20"),
        ]
    )


MAKERS: dict[FixtureKind, Maker] = {
    "table": _table,
    "round_table": _round_table,
    "desk": _desk,
    "counter": _counter,
    "bar": _bar,
    "coffee_table": _coffee_table,
    "nightstand": _nightstand,
}
