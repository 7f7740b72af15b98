"""What a fixture's solid parts are: a chair is a seat and a back, a bed has a board at its head, a tree a crown.

Boxes in the fixture's own frame, metres: x to its front, y to its left, z from its foot, from a low to a high corner.
They follow what the previs draws of each kind; what is not named here is one solid box.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from film.base import Vec3
from film.place import Fixture, FixtureKind

Part = tuple[Vec3, Vec3]
_Shape = Callable[[float, float, float], list[Part]]
"""From half the depth, half the width and the height."""

_SEAT = 0.45
HEADBOARD, HOSPITAL_HEADBOARD, FOOTBOARD = 0.42, 0.45, 0.2
"""Metres that the board at a bed's head, and the one at a hospital bed's foot, rise over the mattress."""
_CROWN, _TIERS = 0.24, 0.17
"""Radius of a tree's crown and of a pine's lowest tier, in heights."""
_ROUND = 0.89
"""Side of a square as large as a circle, in diameters."""


def parts_of(fixture: Fixture) -> list[Part]:
    """The solid parts of a fixture, what is only thin among them; all of it where its kind has no shape of its own."""
    depth, width, height = fixture.size
    shape = _SHAPES.get(fixture.kind, _whole)
    return shape(depth / 2, width / 2, height)


def _whole(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.0), (x, y, h))]


def _chair(x: float, y: float, h: float) -> list[Part]:
    seat = min(_SEAT, 0.6 * h)
    return [((-x, -y, seat - 0.04), (x, y, seat)), ((-x, -y, max(h - 0.28, seat)), (0.04 - x, y, h))]


def _upholstered(x: float, y: float, h: float) -> list[Part]:
    arms: list[Part] = [((-x, a, 0.08), (x, a + 0.16, 0.62)) for a in (-y, y - 0.16)]
    return [((-x, -y, 0.08), (x, y, 0.42)), ((-x, 0.1 - y, 0.28), (0.28 - x, y - 0.1, h)), *arms]


def _bench(x: float, y: float, h: float) -> list[Part]:
    seat = min(_SEAT, h)
    back: list[Part] = [((-x, -y, h - 0.24), (0.04 - x, y, h))] if h > seat + 0.15 else []
    return [((-x, -y, seat - 0.04), (x, y, seat)), *back]


def _stool(x: float, y: float, h: float) -> list[Part]:
    side = _ROUND * min(x, y)
    return [((-side, -side, h - 0.06), (side, side, h))]


def _vehicle_seat(x: float, y: float, h: float) -> list[Part]:
    seat = 0.45 if h > 1.0 else 0.32
    base: Part = ((0.12 - x, 0.1 - y, 0.0), (x - 0.12, y - 0.1, seat - 0.12))
    return [base, ((0.05 - x, -y, seat - 0.12), (x, y, seat)), ((-x, -y, seat - 0.06), (0.1 - x, y, h))]


def _pew(x: float, y: float, h: float) -> list[Part]:
    seat = min(_SEAT, h)
    ends: list[Part] = [((-x, a, 0.0), (x, a + 0.05, 0.75 * h)) for a in (-y, y - 0.05)]
    return [((-x, -y, seat - 0.04), (x, y, seat)), ((-x, -y, seat - 0.25), (0.06 - x, y, h)), *ends]


def _bed(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.12), (x, y, h)), ((-x, -y, 0.0), (0.05 - x, y, h + HEADBOARD))]


def _hospital_bed(x: float, y: float, h: float) -> list[Part]:
    mattress: Part = ((-x, -y, h - 0.22), (x, y, h))
    head: Part = ((-x, -y, h - 0.3), (0.04 - x, y, h + HOSPITAL_HEADBOARD))
    return [mattress, head, ((x - 0.04, -y, h - 0.3), (x, y, h + FOOTBOARD))]


def _table(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.92 * h), (x, y, h))]


def _round_table(x: float, y: float, h: float) -> list[Part]:
    return [((-_ROUND * x, -_ROUND * y, 0.92 * h), (_ROUND * x, _ROUND * y, h))]


def _round(x: float, y: float, h: float) -> list[Part]:
    side = _ROUND * min(x, y)
    return [((-side, -side, 0.0), (side, side, h))]


def _toilet(x: float, y: float, h: float) -> list[Part]:
    return [((-0.6 * x, -0.6 * y, 0.0), (0.75 * x, 0.6 * y, 0.43)), ((-x, -y, 0.38), (-0.45 * x, y, h))]


def _screen_on_foot(x: float, y: float, h: float) -> list[Part]:
    thin = min(0.025, x)
    return [((-thin, -y, 0.24 * h), (thin, y, h))]


def _piano(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.0), (0.0, y, h)), ((0.0, -y, 0.59), (x, y, 0.7))]


def _plant(x: float, y: float, h: float) -> list[Part]:
    r = min(x, y)
    return [
        ((-0.55 * r, -0.55 * r, 0.0), (0.55 * r, 0.55 * r, 0.28 * h)),
        ((-0.7 * r, -0.7 * r, 0.5 * h), (0.7 * r, 0.7 * r, h)),
    ]


def _heap(x: float, y: float, h: float) -> list[Part]:
    """A bush or a rock: round, and narrower towards its top."""
    return [
        ((-0.8 * x, -0.8 * y, 0.0), (0.8 * x, 0.8 * y, 0.6 * h)),
        ((-0.5 * x, -0.5 * y, 0.6 * h), (0.5 * x, 0.5 * y, 0.9 * h)),
    ]


def _stairs(x: float, y: float, h: float) -> list[Part]:
    """Four treads for all of them; their foot is at the front."""
    return [((-x, -y, 0.0), (x - 2 * x * i / 4, y, h * (i + 1) / 4)) for i in range(4)]


def _shelter(x: float, y: float, h: float) -> list[Part]:
    """A roof, and a panel at one end; the rest is glass."""
    return [((-x, -y, h - 0.22), (x, y, h)), ((0.1 - x, -y, 0.3), (0.55 * x, 0.07 - y, h - 0.3))]


def _tent(x: float, y: float, h: float) -> list[Part]:
    """Two slopes and the back, in steps; its front is open."""
    rows: list[Part] = []
    for i in range(3):
        low, high, out = h * i / 3, h * (i + 1) / 3, y * (1 - i / 3)
        rows += [((-x, s * (out - y / 6) - y / 6, low), (x, s * (out - y / 6) + y / 6, high)) for s in (-1, 1)]
        rows.append(((-x, -out, low), (0.06 - x, out, high)))
    return rows


def _boat(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -0.9 * y, 0.0), (0.6 * x, 0.9 * y, 0.7 * h)), ((0.6 * x, -0.4 * y, 0.1), (x, 0.4 * y, 0.8 * h))]


def _throne(x: float, y: float, h: float) -> list[Part]:
    front, seat, arm = 0.24 * x, min(0.5, 0.4 * h), min(0.74, 0.55 * h)
    arms: list[Part] = [((-x, a, 0.0), (front, a + 0.1, arm)) for a in (-y, y - 0.1)]
    return [((-x, -y, 0.0), (front, y, seat)), ((-x, -y, 0.0), (0.13 - x, y, 0.93 * h)), *arms]


def _bunk_bed(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, top - 0.2), (x, y, top)) for top in (min(0.45, 0.3 * h), 0.8 * h)]


def _market_stall(x: float, y: float, h: float) -> list[Part]:
    """The table with its goods, and the awning."""
    return [((-x, -y, 0.0), (x, y, min(0.85, 0.4 * h) + 0.19)), ((-x, -y, 0.78 * h), (x, y, h))]


def _well(x: float, y: float, h: float) -> list[Part]:
    r = _ROUND * min(x, y)
    return [((-r, -r, 0.0), (r, r, min(0.8, 0.4 * h))), ((-x, -y, 0.76 * h), (x, y, h))]


def _cart(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.0), (0.28 * x, y, 0.86 * h)), ((-x, 0.3 - y, 0.86 * h), (0.2 * x, y - 0.3, h))]


def _car(x: float, y: float, h: float) -> list[Part]:
    return [((-x, -y, 0.1), (x, y, 0.58 * h)), ((-0.6 * x, -0.85 * y, 0.58 * h), (0.28 * x, 0.85 * y, h))]


def _tree(x: float, _: float, h: float) -> list[Part]:
    trunk, crown = min(max(1.4 * x, 0.2), 0.1 * h) / 2, _CROWN * h
    return [((-trunk, -trunk, 0.0), (trunk, trunk, 0.62 * h)), ((-crown, -crown, 0.5 * h), (crown, crown, 0.95 * h))]


def _pine(x: float, _: float, h: float) -> list[Part]:
    trunk, wide = min(max(1.4 * x, 0.2), 0.1 * h) / 2, _TIERS * h
    stem: Part = ((-trunk, -trunk, 0.0), (trunk, trunk, 0.3 * h))
    tiers: list[Part] = [
        ((-wide * k, -wide * k, h * low), (wide * k, wide * k, h * high))
        for low, high, k in ((0.16, 0.4, 0.7), (0.4, 0.65, 0.5), (0.65, 0.95, 0.28))
    ]
    return [stem, *tiers]


def rails_of(fixture: Fixture) -> list[Part]:
    """Bars that cross what is behind them: the upper part of a railing or fence, the sides of a hospital bed."""
    x, y, h = fixture.size[0] / 2, fixture.size[1] / 2, fixture.size[2]
    if fixture.kind == "hospital_bed":
        return [((-0.5 * x, a - 0.02, h + 0.05), (0.5 * x, a + 0.02, h + 0.22)) for a in (-y, y)]
    if fixture.kind in ("railing", "fence"):
        return [((-x, -y, 0.9 * h if fixture.kind == "railing" else 0.0), (x, y, h))]
    return _whole(x, y, h) if fixture.kind in _THIN else []


def placed(fixture: Fixture, part: Part) -> tuple[str, Vec3, Vec3, float]:
    """A part in its place: id, middle, full size, yaw."""
    low, high = part
    x, y, z = ((a + b) / 2 for a, b in zip(low, high, strict=True))
    angle = math.radians(fixture.yaw)
    cos, sin = math.cos(angle), math.sin(angle)
    px, py, pz = fixture.position
    size = (high[0] - low[0], high[1] - low[1], high[2] - low[2])
    return fixture.id, (px + x * cos - y * sin, py + x * sin + y * cos, pz + z), size, fixture.yaw


_THIN: frozenset[FixtureKind] = frozenset(
    ("pole", "lamp_post", "traffic_light", "lamp_floor", "lamp_desk", "steering_wheel")
)
_SHAPES: dict[FixtureKind, _Shape] = {
    "chair": _chair, "armchair": _upholstered, "sofa": _upholstered, "bench": _bench, "stool": _stool,
    "vehicle_seat": _vehicle_seat, "pew": _pew, "bed": _bed, "hospital_bed": _hospital_bed,
    "table": _table, "coffee_table": _table, "round_table": _round_table, "toilet": _toilet,
    "monitor": _screen_on_foot, "piano": _piano, "plant": _plant, "bin": _round, "barrel": _round,
    "bush": _heap, "rock": _heap, "stairs": _stairs, "shelter": _shelter, "tent": _tent, "boat": _boat,
    "car": _car, "tree": _tree, "pine": _pine, "throne": _throne, "wheelchair": _chair, "bunk_bed": _bunk_bed,
    "market_stall": _market_stall, "well": _well, "cart": _cart,
}  # fmt: skip
