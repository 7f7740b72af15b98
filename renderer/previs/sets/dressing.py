"""Small dressing inside: rugs, plants, rails, what fills a room."""

from __future__ import annotations

import math

import numpy as np

from film.place import FixtureKind
from renderer.previs.colour import linear, times
from renderer.previs.mesh import (
    BOARDS,
    CARPET,
    CONCRETE,
    LEAVES,
    NO_SHADOW,
    Mesh,
    ball,
    block,
    box,
    cylinder,
    join,
    ring,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece, board

_FLOOR = 20.0
"""Square metres from which a rug is a laid floor: the boards of a stage."""


def _rug(p: Piece) -> Mesh:
    """A carpet with a border; one as large as a stage is of boards with a dark edge."""
    x, y = p.depth / 2, p.width / 2
    paint = p.paint("#7c4d44")
    edge = min(0.12, x / 3, y / 3)
    laid = BOARDS if p.depth * p.width > _FLOOR else CARPET
    inner = box((-x + edge, -y + edge, 0), (x - edge, y - edge, p.height), times(paint, 1.35), laid)
    rim = box((-x, -y, 0), (x, y, p.height * 0.8), paint, CARPET)
    return join([rim, inner]).painted(add_flags=NO_SHADOW)


def _plant(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    pot = cylinder(0, 0, 0, p.height * 0.28, radius * 0.5, linear("#8f5f48"), top=radius * 0.62, sides=12)
    leaf = p.paint("#4d6b45")
    leaves = []
    for i in range(11):
        turn = i * 2.399963
        reach, tall = radius * (0.45 + 0.45 * p.pick(i)), p.height * (0.6 + 0.4 * p.pick(i + 20))
        tip = (math.cos(turn) * reach, math.sin(turn) * reach, tall - 0.05)
        leaves.append(rod((0, 0, p.height * 0.26), tip, 0.008, times(leaf, 0.8), 4))
        blade = ball(
            (0, 0, 0), (radius * 0.34, radius * 0.16, 0.02), times(leaf, 0.8 + 0.4 * p.pick(i + 40)), 8, LEAVES
        )
        leaves.append(blade.placed((tip[0] * 0.66, tip[1] * 0.66, tip[2]), math.degrees(turn)))
    return join([pot, *leaves])


def _bin(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    paint = p.paint("#4c5550")
    return join(
        [
            cylinder(0, 0, 0, p.height * 0.93, radius * 0.78, paint, top=radius * 0.95, sides=14),
            cylinder(0, 0, p.height * 0.93, p.height, radius, times(paint, 0.6), sides=14),
        ]
    )


def _barrel(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    paint = p.paint("#7a5a3c")
    middle = p.height / 2
    hoops = [
        cylinder(0, 0, z - 0.025, z + 0.025, radius, linear("#3b3d3f"), sides=18)
        for z in (p.height * 0.2, p.height * 0.8)
    ]
    return join(
        [
            cylinder(0, 0, 0, middle, radius * 0.84, paint, top=radius * 0.98, sides=18),
            cylinder(0, 0, middle, p.height, radius * 0.98, paint, top=radius * 0.84, sides=18),
            *hoops,
        ]
    )


def _piano(p: Piece) -> Mesh:
    wood = p.paint("#241d1a")
    x, y = p.depth / 2, p.width / 2
    keys = 0.68
    ivory = box((x * 0.15, -y + 0.1, keys), (x * 0.9, y - 0.1, keys + 0.02), linear("#d6d1c4"))
    step = (p.width - 0.2) / 28
    blacks = [
        box(
            (x * 0.15, -y + 0.1 + (i + 0.7) * step, keys + 0.02),
            (x * 0.55, -y + 0.1 + (i + 1.2) * step, keys + 0.032),
            linear("#141312"),
        )
        for i in range(27)
        if i % 7 not in (2, 6)
    ]
    return join(
        [
            box((-x, -y, 0.02), (0, y, p.height), wood),
            box((0, -y, keys - 0.09), (x, y, keys), wood),
            box((x - 0.08, -y, 0), (x, -y + 0.08, keys), wood),
            box((x - 0.08, y - 0.08, 0), (x, y, keys), wood),
            box((-x, -y, p.height - 0.03), (0.02, y, p.height), times(wood, 1.8)),
            ivory,
            *blacks,
        ]
    )


def _podium(p: Piece) -> Mesh:
    wood = p.paint("#6b4d34")
    x, y = p.depth / 2, p.width / 2
    words = board(p.text, x * 0.72, 0, p.height * 0.5, p.width * 0.7, p.height * 0.3, (232, 224, 205), (62, 44, 30))
    return join(
        [
            box((-x * 0.6, -y * 0.8, 0.05), (x * 0.7, y * 0.8, p.height - 0.12), wood, BOARDS),
            box((-x, -y, 0), (x, y, 0.05), times(wood, 0.7)),
            box((-x, -y, p.height - 0.12), (x, y, p.height - 0.05), times(wood, 1.3)),
            box((x - 0.04, -y, p.height - 0.05), (x, y, p.height), times(wood, 1.3)),
            words,
        ]
    )


def _altar(p: Piece) -> Mesh:
    stone, cloth = p.paint("#a39b8d"), linear("#d0c9ba")
    x, y = p.depth / 2, p.width / 2
    candles = [cylinder(0, s * y * 0.7, p.height, p.height + 0.25, 0.025, linear("#e0d6bd"), sides=8) for s in (-1, 1)]
    cross = [
        block(-x * 0.3, 0, p.height, (0.03, 0.03, 0.42), linear("#9a7b42")),
        block(-x * 0.3, 0, p.height + 0.27, (0.03, 0.22, 0.03), linear("#9a7b42")),
    ]
    return join(
        [
            box((-x + 0.05, -y + 0.05, 0), (x - 0.05, y - 0.05, p.height - 0.06), stone),
            box((-x, -y, p.height - 0.06), (x, y, p.height - 0.004), stone),
            box((-x, -y * 0.35, p.height - 0.004), (x, y * 0.35, p.height), cloth),
            box((x - 0.045, -y * 0.35, p.height * 0.45), (x - 0.04, y * 0.35, p.height - 0.06), cloth),
            *candles,
            *cross,
        ]
    )


def _column(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    stone = p.paint("#a09a8e")
    return join(
        [
            block(0, 0, 0, (p.depth, p.width, 0.18), times(stone, 0.9)),
            cylinder(0, 0, 0.18, p.height - 0.2, radius * 0.82, stone, top=radius * 0.72, sides=18),
            block(0, 0, p.height - 0.2, (p.depth, p.width, 0.2), times(stone, 0.9)),
        ]
    )


def _pole(p: Piece) -> Mesh:
    return cylinder(0, 0, 0, p.height, min(p.depth, p.width) / 2, p.paint("#b3a35c"), sides=10)


def _railing(p: Piece) -> Mesh:
    iron = p.paint("#43484b")
    y = p.width / 2
    thin = min(0.02, p.depth / 2)
    posts = max(2, round(p.width / 1.1) + 1)
    bars = max(2, round(p.width / 0.16))
    parts = [
        rod((0, -y, p.height - thin), (0, y, p.height - thin), thin, iron),
        rod((0, -y, 0.12), (0, y, 0.12), thin * 0.7, iron),
    ]
    parts += [
        block(0, -y + thin + i * (p.width - 2 * thin) / (posts - 1), 0, (thin * 2, thin * 2, p.height - thin), iron)
        for i in range(posts)
    ]
    parts += [
        rod((0, -y + i * p.width / bars, 0.12), (0, -y + i * p.width / bars, p.height - thin), thin * 0.45, iron, 4)
        for i in range(1, bars)
    ]
    return join(parts)


def _stairs(p: Piece) -> Mesh:
    """Their foot is at the front; they climb towards the back."""
    stone = p.paint("#85807a")
    steps = max(2, round(p.height / 0.17))
    run, rise = p.depth / steps, p.height / steps
    return join(
        box(
            (p.depth / 2 - (i + 1) * run, -p.width / 2, 0),
            (p.depth / 2 - i * run, p.width / 2, (i + 1) * rise),
            times(stone, 1.0 if i % 2 else 0.9),
            CONCRETE,
        )
        for i in range(steps)
    )


def _steering_wheel(p: Piece) -> Mesh:
    """Tilted to the driver, who sits on the side that its front shows."""
    radius = min(p.width, p.height) / 2 - 0.02
    dark = p.paint("#1f2123")
    middle = (0.0, 0.0, p.height / 2)
    tilt = min(p.depth / max(p.height, 1e-3), 0.6)
    axis = (1.0, 0.0, tilt)
    spokes = [rod(middle, (0.0, s * radius, p.height / 2), 0.014, dark, 6) for s in (-1, 1)]
    return join([ring(middle, axis, radius, 0.016, dark, 20), ball(middle, (0.03, 0.06, 0.06), dark, 10), *spokes])


def _dashboard(p: Piece) -> Mesh:
    dark = p.paint("#2a2d30")
    x, y = p.depth / 2, p.width / 2
    dials = [
        cylinder(0, 0, 0, 0.006, 0.05, linear("#9fb7a8" if p.lit < 0.2 else "#c8e0c8"), sides=14).framed(
            _dial(x, k * p.width, p.height - 0.1)
        )
        for k in (-0.09, 0.03)
    ]
    return join(
        [
            box((-x, -y, p.height * 0.35), (x - 0.03, y, p.height), dark),
            box((-x, -y, 0), (x * 0.4, y, p.height * 0.4), times(dark, 0.7)),
            *dials,
        ]
    )


def _dial(x: float, y: float, z: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([[0, 0, 1, x - 0.03], [1, 0, 0, y], [0, 1, 0, z], [0, 0, 0, 1]], np.float64)


def _box(p: Piece) -> Mesh:
    card = p.paint("#94805f")
    x, y = p.depth / 2, p.width / 2
    tape = box((-x, -0.03, p.height - 0.001), (x, 0.03, p.height), times(card, 1.35))
    words = board(p.text, x + 0.001, 0, p.height * 0.3, p.width * 0.8, p.height * 0.4, (50, 40, 30), (150, 130, 98))
    return join([box((-x, -y, 0), (x, y, p.height - 0.001), card), tape, words])


MAKERS: dict[FixtureKind, Maker] = {
    "rug": _rug,
    "plant": _plant,
    "bin": _bin,
    "barrel": _barrel,
    "piano": _piano,
    "podium": _podium,
    "altar": _altar,
    "column": _column,
    "pole": _pole,
    "railing": _railing,
    "stairs": _stairs,
    "steering_wheel": _steering_wheel,
    "dashboard": _dashboard,
    "box": _box,
}
