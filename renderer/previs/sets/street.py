"""Street furniture, fences and what is painted on the road."""

from __future__ import annotations

from film.base import Vec3
from film.place import FixtureKind
from renderer.previs.colour import linear, mix, times
from renderer.previs.mesh import (
    ASPHALT,
    BRICK,
    GLOWS,
    NO_SHADOW,
    Mesh,
    ball,
    block,
    box,
    cylinder,
    disc,
    join,
    quad,
    rod,
)
from renderer.previs.sets.piece import Maker, Piece, board


def _fence(p: Piece) -> Mesh:
    wood = p.paint("#8a7c66")
    y, x = p.width / 2, p.depth / 2
    pickets = max(3, round(p.width / 0.16))
    step = p.width / pickets
    parts = [box((-x, -y, z), (-x * 0.2, y, z + 0.07), times(wood, 0.8)) for z in (p.height * 0.25, p.height * 0.72)]
    parts += [
        box(
            (-x * 0.2, -y + (i + 0.15) * step, 0.04),
            (x, -y + (i + 0.85) * step, p.height),
            times(wood, 0.92 + 0.16 * p.pick(i)),
        )
        for i in range(pickets)
    ]
    return join(parts)


def _low_wall(p: Piece) -> Mesh:
    stone = p.paint("#8d857a")
    x, y = p.depth / 2, p.width / 2
    return join(
        [
            box((-x + 0.02, -y, 0), (x - 0.02, y, p.height - 0.07), stone, BRICK),
            box((-x, -y, p.height - 0.07), (x, y, p.height), times(stone, 1.15)),
        ]
    )


def _shelter(p: Piece) -> Mesh:
    """A bus shelter: a roof on posts, glass behind, a lit panel at one end, the stop's name along the roof."""
    metal = p.paint("#4a5055")
    x, y = p.depth / 2, p.width / 2
    t = 0.05
    posts = [block(-x + t, s * (y - t), 0, (0.07, 0.07, p.height - 0.12), metal) for s in (-1, 1)] + [
        block(-x + t, 0, 0, (0.05, 0.05, p.height - 0.12), metal)
    ]
    back = [
        box((-x + t - 0.01, a, z), (-x + t + 0.01, b, z + 0.05), metal)
        for a, b in ((-y, 0), (0, y))
        for z in (0.25, 1.1, p.height - 0.35)
    ]
    words = board(
        p.text or "BUS",
        x + 0.001,
        0,
        p.height - 0.2,
        p.width * 0.6,
        0.2,
        (245, 240, 225),
        (40, 60, 76),
        glows=p.lit > 0.2,
    )
    return join(
        [
            box((-x, -y, p.height - 0.12), (x, y, p.height - 0.02), metal),
            box((x - 0.04, -y, p.height - 0.22), (x, y, p.height), times(metal, 0.8)),
            box((-x + 0.1, -y - 0.0, 0.25), (x * 0.55, -y + 0.07, 0.35), metal),
            box((-x + 0.1, -y - 0.0, p.height - 0.4), (x * 0.55, -y + 0.07, p.height - 0.3), metal),
            _poster(p, (-x + 0.15, -y + 0.01, 0.35), (x * 0.5, -y + 0.06, p.height - 0.4)),
            words,
            *posts,
            *back,
        ]
    )


def _poster(p: Piece, low: Vec3, high: Vec3) -> Mesh:
    """A backlit poster with an evening on it: three bands and a low sun, on both its faces."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    tints, cuts = ("#3f4f5c", "#a8826a", "#8aa0a8"), (0.0, 0.34, 0.55, 1.0)
    strong = 0.5 + 0.5 * p.lit
    bands = [
        box((x0, y0, z0 + (z1 - z0) * cuts[i]), (x1, y1, z0 + (z1 - z0) * cuts[i + 1]), times(linear(tints[i]), strong))
        for i in range(3)
    ]
    middle = ((x0 + x1) / 2, (y0 + y1) / 2, z0 + (z1 - z0) * 0.66)
    sun = disc(middle, (0, 1, 0), (x1 - x0) * 0.2, y1 - y0 + 0.006, times(linear("#e0b98a"), strong), 20)
    poster = join([*bands, sun])
    return poster.painted(add_flags=GLOWS) if p.lit > 0.05 else poster


def _hydrant(p: Piece) -> Mesh:
    radius, paint = min(p.depth, p.width) / 2, p.paint("#8f3f35")
    return join(
        [
            cylinder(0, 0, 0, 0.05, radius * 0.9, paint, sides=12),
            cylinder(0, 0, 0.05, p.height * 0.75, radius * 0.6, paint, sides=12),
            ball((0, 0, p.height * 0.75), (radius * 0.65, radius * 0.65, p.height * 0.25), times(paint, 1.2), 12),
            rod((0, -radius, p.height * 0.55), (0, radius, p.height * 0.55), radius * 0.28, times(paint, 0.8)),
            rod((0, 0, p.height * 0.5), (radius, 0, p.height * 0.5), radius * 0.33, times(paint, 0.8)),
        ]
    )


def _phone_box(p: Piece) -> Mesh:
    paint = p.paint("#7d332c")
    x, y, t = p.depth / 2, p.width / 2, 0.06
    posts = [
        block(sx * (x - t / 2), sy * (y - t / 2), 0, (t, t, p.height - 0.25), paint) for sx in (-1, 1) for sy in (-1, 1)
    ]
    bars = [box((-x, -y, z), (x, -y + 0.03, z + 0.03), paint) for z in (0.15, 0.6, 1.05, 1.5)] + [
        box((-x, y - 0.03, z), (x, y, z + 0.03), paint) for z in (0.15, 0.6, 1.05, 1.5)
    ]
    lamp = box(
        (-x * 0.7, -y * 0.7, p.height - 0.29),
        (x * 0.7, y * 0.7, p.height - 0.27),
        mix((0.5, 0.5, 0.45), (1.2, 1.05, 0.8), p.lit),
    )
    words = board(
        p.text or "TELEPHONE",
        x + 0.001,
        0,
        p.height - 0.21,
        p.width * 0.8,
        0.14,
        (40, 34, 30),
        (226, 220, 204),
        glows=p.lit > 0.2,
    )
    return join(
        [
            box((-x, -y, 0), (x, y, 0.08), paint),
            box((-x, -y, p.height - 0.25), (x, y, p.height), paint),
            box((-x, -y, 0), (-x + 0.03, y, p.height - 0.25), times(paint, 0.8)),
            box((-x + 0.05, -0.15, 1.1), (-x + 0.15, 0.15, 1.6), linear("#2a2c2e")),
            lamp.painted(add_flags=GLOWS) if p.lit > 0.05 else lamp,
            words,
            *posts,
            *bars,
        ]
    )


def _kerb(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    return box((-x, -y, 0), (x, y, p.height), p.paint("#8d8b86"), ASPHALT).painted(add_flags=NO_SHADOW)


def _road_line(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    z = max(p.height, 0.006)
    return quad([(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)], p.paint("#b9b6ab"), pattern=ASPHALT).painted(
        add_flags=NO_SHADOW
    )


MAKERS: dict[FixtureKind, Maker] = {
    "fence": _fence,
    "low_wall": _low_wall,
    "shelter": _shelter,
    "hydrant": _hydrant,
    "phone_box": _phone_box,
    "kerb": _kerb,
    "road_line": _road_line,
}
