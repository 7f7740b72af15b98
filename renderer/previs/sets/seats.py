"""Seats and beds."""

from __future__ import annotations

import numpy as np

from film.place import Fixture, FixtureKind
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import (
    BOARDS,
    CONCRETE,
    FABRIC,
    Mesh,
    ball,
    block,
    box,
    cylinder,
    disc,
    join,
    prism,
    quad,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece

SEAT = 0.45
"""Metres from the floor to where hips rest on a chair."""


def legs(piece: Piece, top: float, thick: float, colour: str, inset: float = 0.02) -> Mesh:
    """Four square legs under a top at height ``top``."""
    x, y = piece.depth / 2 - thick / 2 - inset, piece.width / 2 - thick / 2 - inset
    paint = linear(colour)
    return join(block(sx * x, sy * y, 0, (thick, thick, top), paint) for sx in (-1, 1) for sy in (-1, 1))


def _chair(p: Piece) -> Mesh:
    wood = p.paint("#7a5b40")
    seat = min(SEAT, p.height * 0.6)
    x, y = p.depth / 2, p.width / 2
    back = [block(-x + 0.02, side * (y - 0.02), seat, (0.035, 0.035, p.height - seat), wood) for side in (-1, 1)]
    slats = [
        box((-x + 0.005, -y + 0.03, z), (-x + 0.03, y - 0.03, z + 0.1), wood)
        for z in (p.height - 0.11, p.height - 0.28)
    ]
    front_legs = [block(x - 0.03, side * (y - 0.03), 0, (0.035, 0.035, seat), wood) for side in (-1, 1)]
    back_legs = [block(-x + 0.02, side * (y - 0.02), 0, (0.035, 0.035, seat), wood) for side in (-1, 1)]
    return join([box((-x, -y, seat - 0.04), (x, y, seat), times(wood, 1.15)), *back, *slats, *front_legs, *back_legs])


def _upholstered(p: Piece) -> Mesh:
    cloth = p.paint("#6d7568")
    x, y = p.depth / 2, p.width / 2
    arm, seat = 0.16, 0.42
    cushions = max(1, round((p.width - 2 * arm) / 0.75))
    inner = p.width - 2 * arm
    step = inner / cushions
    parts = [
        box((-x, -y, 0.08), (x - 0.03, y, seat - 0.14), times(cloth, 0.7)),
        box((-x, -y + arm * 0.6, seat - 0.14), (-x + 0.2, y - arm * 0.6, p.height), times(cloth, 0.85), FABRIC),
        box((-x, -y, 0.08), (x - 0.02, -y + arm, 0.62), cloth, FABRIC),
        box((-x, y - arm, 0.08), (x - 0.02, y, 0.62), cloth, FABRIC),
        legs(p, 0.08, 0.05, "#2e2620"),
    ]
    for i in range(cushions):
        low = -inner / 2 + i * step + 0.01
        parts.append(box((-x + 0.18, low, seat - 0.14), (x, low + step - 0.02, seat), times(cloth, 1.1), FABRIC))
        parts.append(
            box(
                (-x + 0.16, low + 0.02, seat),
                (-x + 0.28, low + step - 0.04, p.height - 0.05),
                times(cloth, 1.1),
                FABRIC,
            )
        )
    return join(parts)


def _bench(p: Piece) -> Mesh:
    wood, iron = p.paint("#7d6247"), linear("#33363a")
    x, y = p.depth / 2, p.width / 2
    seat = min(SEAT, p.height)
    slats = [
        box((-x + i * p.depth / 3 + 0.01, -y, seat - 0.035), (-x + (i + 1) * p.depth / 3 - 0.01, y, seat), wood)
        for i in range(3)
    ]
    parts = slats + [
        box((-x + 0.03, s * (y - 0.12) - 0.03, 0), (x - 0.03, s * (y - 0.12) + 0.03, seat - 0.03), iron)
        for s in (-1, 1)
    ]
    if p.height > seat + 0.15:
        parts += [box((-x, -y, z), (-x + 0.03, y, z + 0.1), wood) for z in (p.height - 0.1, p.height - 0.24)]
        parts += [
            box((-x + 0.02, s * (y - 0.12) - 0.03, seat), (-x + 0.06, s * (y - 0.12) + 0.03, p.height), iron)
            for s in (-1, 1)
        ]
    return join(parts)


def is_found(fixture: Fixture) -> bool:
    """Whether a seat is one that nobody made: a bench without a back."""
    return fixture.kind == "bench" and fixture.size[2] < SEAT + 0.06


def found_seat(p: Piece) -> Mesh:
    """What serves as a bench in the wild: a fallen trunk, or a ledge of stone where the colour is a stone's."""
    paint = p.paint("#54412f")
    grey = max(paint) < 1.55 * min(paint)
    return _ledge(p, paint) if grey else _trunk(p, paint)


def _trunk(p: Piece, bark: Rgb) -> Mesh:
    """A log that lies on the ground, a little thinner at one end, with rings where it was cut and a stump of a limb."""
    x, y = p.depth / 2, p.width / 2
    r = min(p.height / 2, x)
    log = cylinder(0, 0, -y, y, r, bark, top=r * 0.93, sides=12).framed(_lying(p.height - r))
    cuts = [disc((0, s * y, p.height - r), (0, 1, 0), r * 0.8, 0.006, linear("#a08560"), 12) for s in (-1, 1)]
    limb = rod((-x * 0.5, y * 0.45, r), (-x * 0.99, y * 0.55, r * 1.5), r * 0.2, times(bark, 0.85), 6)
    bands = [
        cylinder(0, 0, a * y, a * y + 0.05, r * 1.005, times(bark, 0.8), sides=12).framed(_lying(p.height - r))
        for a in (-0.7, -0.15, 0.3, 0.62)
    ]
    return join([log, *cuts, limb, *bands])


def _lying(z: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The frame that lays what stands along y, at a height."""
    return np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, z], [0, 0, 0, 1]], np.float64)


def _ledge(p: Piece, stone: Rgb) -> Mesh:
    """A flat block of stone with broken corners on a broader one."""
    x, y = p.depth / 2, p.width / 2
    cut = min(x, y) * 0.35
    around = ((x, -y + cut), (x, y - cut * 0.6), (x - cut, y), (-x + cut * 0.7, y), (-x, y - cut), (-x, -y + cut * 0.5),
              (-x + cut, -y), (x - cut * 1.2, -y))  # fmt: skip
    top = [(a * (0.86 + 0.1 * p.pick(i)), b * 0.95) for i, (a, b) in enumerate(around)]
    foot = prism(list(around), 0.0, p.height * 0.55, times(stone, 0.85)).painted(CONCRETE)
    return join([foot, prism(top, p.height * 0.55, p.height, stone).painted(CONCRETE)])


def _stool(p: Piece) -> Mesh:
    wood = p.paint("#5b4636")
    radius = min(p.depth, p.width) / 2
    feet = [(radius * 0.85 * sx, radius * 0.85 * sy) for sx in (-0.7, 0.7) for sy in (-0.7, 0.7)]
    parts = [cylinder(0, 0, p.height - 0.06, p.height, radius, times(wood, 1.2), sides=16)]
    parts += [rod((x, y, 0), (x * 0.7, y * 0.7, p.height - 0.05), 0.018, linear("#3b3b3d")) for x, y in feet]
    parts += [
        rod(
            (feet[i][0] * 0.9, feet[i][1] * 0.9, p.height * 0.35),
            (feet[j][0] * 0.9, feet[j][1] * 0.9, p.height * 0.35),
            0.01,
            linear("#3b3b3d"),
        )
        for i, j in ((0, 1), (1, 3), (3, 2), (2, 0))
    ]
    return join(parts)


def _vehicle_seat(p: Piece) -> Mesh:
    """A cushion and a back with paler panels set into them, a shell behind, a rail to hold on to."""
    cloth, shell = p.paint("#4a5f7d"), linear("#3a3d42")
    x, y = p.depth / 2, p.width / 2
    seat, top, edge = 0.45 if p.height > 1.0 else 0.32, p.height, p.width / 2 - 0.06
    pale = times(cloth, 1.35)
    low, over, back = seat + 0.06, seat + 0.004, -x + 0.104
    cushion = [(-x + 0.1, -edge, over), (x - 0.05, -edge, over), (x - 0.05, edge, over), (-x + 0.1, edge, over)]
    panel = [(back, -edge, low), (back, edge, low), (back, edge, top - 0.24), (back, -edge, top - 0.24)]
    return join(
        [
            box((-x + 0.05, -y + 0.01, seat - 0.12), (x, y - 0.01, seat), times(cloth, 0.8), FABRIC),
            quad(cushion, pale, pattern=FABRIC),
            box((-x, -y + 0.01, seat - 0.02), (-x + 0.1, y - 0.01, top - 0.2), times(cloth, 0.85), FABRIC),
            quad(panel, pale, pattern=FABRIC),
            box((-x, -edge, top - 0.2), (-x + 0.09, edge, top - 0.02), cloth, FABRIC),
            box((-x + 0.02, -edge, top - 0.02), (-x + 0.04, edge, top), linear("#6b6a62")),
            box((-x, -y, seat - 0.06), (-x + 0.03, y, top - 0.18), shell),
            box((-x + 0.12, -y + 0.1, 0), (x - 0.12, y - 0.1, seat - 0.12), shell),
        ]
    )


def _pew(p: Piece) -> Mesh:
    wood = p.paint("#5e4630")
    x, y = p.depth / 2, p.width / 2
    seat = min(SEAT, p.height)
    return join(
        [
            box((-x, -y, seat - 0.04), (x, y, seat), wood, BOARDS),
            box((-x, -y, seat - 0.25), (-x + 0.04, y, p.height), wood, BOARDS),
            box((-x, -y, 0), (x, -y + 0.05, p.height * 0.75), times(wood, 0.8)),
            box((-x, y - 0.05, 0), (x, y, p.height * 0.75), times(wood, 0.8)),
            box((-x - 0.0, -y, p.height - 0.05), (-x + 0.09, y, p.height), times(wood, 1.2)),
        ]
    )


def _bed(p: Piece) -> Mesh:
    wood, cover = linear("#6a4f38"), p.paint("#8c94a3")
    x, y = p.depth / 2, p.width / 2
    top = p.height
    pillows = max(1, round(p.width / 0.8))
    step = p.width / pillows
    parts = [
        box((-x, -y, 0.12), (x, y, top * 0.55), wood),
        box((-x + 0.04, -y + 0.02, top * 0.55), (x - 0.03, y - 0.02, top - 0.02), linear("#d8d3c8"), FABRIC),
        box((-x + 0.55, -y, top * 0.5), (x, y, top), cover, FABRIC),
        box((-x, -y, 0), (-x + 0.05, y, top + 0.42), times(wood, 0.9), BOARDS),
        legs(p, 0.12, 0.07, "#3a2c20"),
    ]
    parts += [
        ball((-x + 0.32, -y + (i + 0.5) * step, top + 0.03), (0.18, step * 0.4, 0.07), linear("#e2ded4"), 12)
        for i in range(pillows)
    ]
    return join(parts)


def _hospital_bed(p: Piece) -> Mesh:
    frame, sheet = linear("#9aa3a8"), p.paint("#cfdad8")
    x, y = p.depth / 2, p.width / 2
    top = p.height
    rails = [
        rod((-x * 0.5, side * y, z), (x * 0.5, side * y, z), 0.014, frame)
        for side in (-1, 1)
        for z in (top + 0.08, top + 0.2)
    ]
    posts = [
        rod((sx * x * 0.5, side * y, top - 0.2), (sx * x * 0.5, side * y, top + 0.2), 0.014, frame)
        for side in (-1, 1)
        for sx in (-1, 1)
    ]
    wheels = [
        ball((sx * (x - 0.15), sy * (y - 0.1), 0.07), (0.07, 0.03, 0.07), linear("#2b2d30"), 8)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    columns = [
        block(sx * (x - 0.15), sy * (y - 0.1), 0.08, (0.05, 0.05, top - 0.28), frame)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return join(
        [
            box((-x, -y, top - 0.22), (x, y, top - 0.15), frame),
            box((-x + 0.02, -y + 0.02, top - 0.15), (x - 0.02, y - 0.02, top), linear("#e4e6e2"), FABRIC),
            box((-x + 0.6, -y, top - 0.12), (x - 0.05, y, top + 0.015), sheet, FABRIC),
            box((-x, -y, top - 0.3), (-x + 0.04, y, top + 0.45), times(frame, 1.1)),
            box((x - 0.04, -y, top - 0.3), (x, y, top + 0.2), times(frame, 1.1)),
            ball((-x + 0.3, 0, top + 0.05), (0.17, y * 0.75, 0.08), linear("#edeeea"), 12),
            *rails,
            *posts,
            *wheels,
            *columns,
        ]
    )


MAKERS: dict[FixtureKind, Maker] = {
    "chair": _chair,
    "armchair": _upholstered,
    "sofa": _upholstered,
    "bench": _bench,
    "stool": _stool,
    "vehicle_seat": _vehicle_seat,
    "pew": _pew,
    "bed": _bed,
    "hospital_bed": _hospital_bed,
}
