"""Gardens, woods and water, and what people put there."""

from __future__ import annotations

import math
from itertools import pairwise

from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import (
    BOARDS,
    CONCRETE,
    LEAVES,
    NO_SHADOW,
    SAND,
    WATER,
    Mesh,
    ball,
    block,
    box,
    cylinder,
    join,
    prism,
    quad,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece, board
from renderer.previs.sets.trees import tree_shape


def _tree(p: Piece) -> Mesh:
    trunk = min(max(p.depth * 0.7, 0.2), p.height * 0.1)
    return tree_shape(p.height, trunk, p.paint("#4f6339"), pine=False, turn=360 * p.pick(1), sides=12)


def _pine(p: Piece) -> Mesh:
    trunk = min(max(p.depth * 0.7, 0.2), p.height * 0.1)
    return tree_shape(p.height, trunk, p.paint("#3d5138"), pine=True, turn=360 * p.pick(1), sides=12)


def _bush(p: Piece) -> Mesh:
    leaf = p.paint("#4d6040")
    x, y, z = p.depth / 2, p.width / 2, p.height / 2
    spots = (
        (0.0, 0.0, 0.9, 0.7, 1.0),
        (0.15, 0.45, 0.7, 0.5, 0.85),
        (-0.1, -0.45, 0.75, 0.5, 0.9),
        (0.3, -0.1, 0.6, 0.5, 1.1),
    )
    return join(
        ball((x * a, y * b, z * k), (x * (1 - abs(a)) * 0.95, y * w, z * k), times(leaf, tint), 10, LEAVES)
        for a, b, k, w, tint in spots
    )


def _rock(p: Piece) -> Mesh:
    """A boulder with a smaller one at its foot; as wide as a house it is a dune with tufts on its crest."""
    stone = p.paint("#77726a")
    x, y, z = p.depth / 2, p.width / 2, p.height
    if p.width > _DUNE:
        return _dune(p, stone)
    main = ball((0, 0, z * 0.35), (x, y, z * 0.65), stone, 7, CONCRETE)
    side = ball((x * 0.35, y * 0.5, z * 0.2), (x * 0.6, y * 0.45, z * 0.4), times(stone, 0.85), 6, CONCRETE)
    return join([_above_ground(main), _above_ground(side)])


_DUNE = 5.0
"""Metres of width from which a rock is a dune."""


def _dune(p: Piece, sand: Rgb) -> Mesh:
    x, y, z = p.depth / 2, p.width / 2, p.height
    parts = [_above_ground(ball((0, 0, 0), (x, y, z * 0.86), sand, 36, SAND))]
    for i in range(26):
        a, b = x * 0.5 * (2 * p.pick(i) - 1), y * 0.75 * (2 * p.pick(i + 40) - 1)
        foot = z * 0.84 * math.sqrt(max(1 - (a / x) ** 2 - (b / y) ** 2, 0.0))
        tall = z - foot if i == 0 else min(0.25 + 0.3 * p.pick(i + 80), z - foot)
        tint = times(linear("#6f7046"), 0.8 + 0.5 * p.pick(i + 120))
        parts += [
            cylinder(
                a + 0.1 * k,
                b + 0.12 * k * k,
                foot * 0.9,
                foot + tall * (1 - 0.15 * abs(k)),
                0.05,
                tint,
                top=0.0,
                sides=4,
            )
            for k in (-1, 0, 1)
        ]
    return join(parts)


def _above_ground(mesh: Mesh) -> Mesh:
    mesh.vertices[:, 2] = mesh.vertices[:, 2].clip(min=0.0)
    return mesh


def _flower_bed(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    blooms = ("#b5645c", "#c29a4e", "#8d6f9e", "#c9b9a8")
    flowers = []
    for i in range(max(6, int(p.depth * p.width * 16))):
        a, b = (p.pick(i) - 0.5) * p.depth * 0.85, (p.pick(i + 400) - 0.5) * p.width * 0.9
        tall = p.height * (0.55 + 0.4 * p.pick(i + 800))
        flowers.append(
            ball(
                (a, b, tall),
                (0.045, 0.045, 0.04),
                linear(blooms[i % 4]) if p.colour is None else times(p.colour, 0.8 + 0.1 * (i % 4)),
                5,
            )
        )
        flowers.append(ball((a, b, tall * 0.55), (0.06, 0.06, tall * 0.4), linear("#4d6340"), 5, LEAVES))
    rim = linear("#807a70")
    edges = [
        box((-x, s * y - (0.08 if s > 0 else 0.0), 0), (x, s * y + (0.08 if s < 0 else 0.0), p.height * 0.4), rim)
        for s in (-1, 1)
    ]
    edges += [
        box((s * x - (0.08 if s > 0 else 0.0), -y, 0), (s * x + (0.08 if s < 0 else 0.0), y, p.height * 0.4), rim)
        for s in (-1, 1)
    ]
    return join(
        [box((-x + 0.05, -y + 0.05, 0), (x - 0.05, y - 0.05, p.height * 0.3), linear("#4a3a2b")), *edges, *flowers]
    )


def _tent(p: Piece) -> Mesh:
    cloth = p.paint("#7c7a55")
    x, y = p.depth / 2, p.width / 2
    left = quad([(-x, -y, 0), (x, -y, 0), (x, 0, p.height), (-x, 0, p.height)], cloth)
    right = quad([(x, y, 0), (-x, y, 0), (-x, 0, p.height), (x, 0, p.height)], times(cloth, 0.85))
    rear = quad([(-x, y, 0), (-x, -y, 0), (-x, 0, p.height), (-x, 0, p.height)], times(cloth, 0.7))
    flaps = [
        quad([(x, s * y, 0), (x, s * y * 0.45, 0), (x, 0, p.height), (x, 0, p.height)], times(cloth, 0.75))
        for s in (-1, 1)
    ]
    return join([left, right, rear, *flaps, rod((x - 0.02, 0, 0), (x - 0.02, 0, p.height), 0.02, linear("#4a4034"))])


def _boat(p: Piece) -> Mesh:
    """An open rowing boat, its bow to the front."""
    hull, inner = p.paint("#5d6a72"), linear("#8a6f50")
    x, y, z = p.depth / 2, p.width / 2, p.height * 0.7
    stations = ((-1.0, 0.72), (-0.4, 1.0), (0.2, 1.0), (0.65, 0.68), (1.0, 0.02))
    parts = []
    for (a, wa), (b, wb) in pairwise(stations):
        for side in (-1, 1):
            low = [(x * a, side * y * wa * 0.55, 0.0), (x * b, side * y * wb * 0.55, z * 0.06 if b < 1 else z * 0.3)]
            high = [(x * a, side * y * wa, z), (x * b, side * y * wb, z * (1.0 if b < 1 else 1.25))]
            parts.append(quad([low[0], low[1], high[1], high[0]], hull))
        parts.append(
            quad(
                [
                    (x * a, -y * wa * 0.7, z * 0.35),
                    (x * b, -y * wb * 0.7, z * 0.35),
                    (x * b, y * wb * 0.7, z * 0.35),
                    (x * a, y * wa * 0.7, z * 0.35),
                ],
                inner,
                pattern=BOARDS,
            )
        )
    parts.append(quad([(-x, y * 0.4, 0), (-x, -y * 0.4, 0), (-x, -y * 0.72, z), (-x, y * 0.72, z)], hull))
    benches = [box((x * a, -y * 0.85, z * 0.72), (x * a + 0.25, y * 0.85, z * 0.78), inner) for a in (-0.55, 0.05)]
    oars = [
        rod((-x * 0.5, s * y * 0.3, z * 1.02), (x * 0.4, s * y * 0.95, z * 1.05), 0.025, linear("#a58a63"), 6)
        for s in (-1, 1)
    ]
    return join([*parts, *benches, *oars])


def _grave(p: Piece) -> Mesh:
    stone = p.paint("#8b8a84")
    y, x = p.width / 2, p.depth / 2
    arch = [
        (y * math.cos(a), p.height * 0.68 + p.height * 0.32 * math.sin(a)) for a in (math.pi * i / 8 for i in range(9))
    ]
    outline = [(-y, 0.12), (y, 0.12), *arch]
    slab = prism(outline, -x * 0.45, x * 0.45, stone, "y").placed((0, 0, 0), 90)
    words = board(
        p.text, x * 0.45 + 0.004, 0, p.height * 0.38, p.width * 0.8, p.height * 0.36, (52, 50, 46), (146, 145, 139)
    )
    return join([slab, block(0, 0, 0, (p.depth, p.width, 0.12), times(stone, 0.8)), words])


def _water(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    z = max(p.height, 0.012)
    parts = []
    columns, rows = max(1, round(p.depth / 12)), max(1, round(p.width / 12))
    for i in range(columns):
        for j in range(rows):
            x0, x1 = -x + i * p.depth / columns, -x + (i + 1) * p.depth / columns
            y0, y1 = -y + j * p.width / rows, -y + (j + 1) * p.width / rows
            uv = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            parts.append(
                quad([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], p.paint("#2e4c5a"), uv=uv, pattern=WATER)
            )
    return join(parts).painted(add_flags=NO_SHADOW)


MAKERS: dict[FixtureKind, Maker] = {
    "tree": _tree,
    "pine": _pine,
    "bush": _bush,
    "rock": _rock,
    "flower_bed": _flower_bed,
    "grave": _grave,
    "tent": _tent,
    "boat": _boat,
    "water": _water,
}
