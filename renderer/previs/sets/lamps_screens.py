"""Lamps, screens and what shines."""

from __future__ import annotations

import numpy as np

from film.place import FixtureKind
from renderer.previs.colour import Rgb, linear, mix, times
from renderer.previs.mesh import GLOWS, NO_SHADOW, Mesh, ball, block, box, cylinder, join, rod
from renderer.previs.sets.piece import Maker, Piece, board

_WARM: Rgb = (1.5, 1.12, 0.66)


def shining(p: Piece, mesh: Mesh) -> Mesh:
    """The mesh as a light source when lamps are on."""
    return mesh.painted(add_flags=GLOWS) if p.lit > 0.05 else mesh


def _glow(p: Piece, plain: str, lamp: Rgb = _WARM) -> Rgb:
    """A shade's colour: its own by day, the lamp's by night."""
    return mix(linear(plain), lamp, min(p.lit * 1.2, 1.0)) if p.lit > 0.05 else linear(plain)


def _lamp_floor(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    shade = cylinder(0, 0, p.height - 0.3, p.height, radius, _glow(p, "#d9cdb4"), top=radius * 0.65, sides=16)
    iron = linear("#35312d")
    return join(
        [
            shining(p, shade),
            cylinder(0, 0, 0.03, p.height - 0.28, 0.014, iron, sides=8),
            cylinder(0, 0, 0, 0.03, radius * 0.75, iron, sides=16),
        ]
    )


_BULB = 0.2
"""Metres of height below which a desk lamp is a bare bulb: on a mirror's frame, along the front of a stage."""


def _lamp_desk(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    if p.height < _BULB:
        glass = ball((0, 0, p.height - radius * 0.9), (radius * 0.9,) * 3, _glow(p, "#cfc8b4", (1.1, 0.86, 0.5)), 12)
        return join(
            [shining(p, glass), cylinder(0, 0, 0, max(p.height - radius, 0.01), radius * 0.5, p.paint("#4a4238"))]
        )
    shade = cylinder(0, 0, p.height * 0.6, p.height, radius, _glow(p, "#b6a37f"), top=radius * 0.6, sides=14)
    iron = p.paint("#4a4238")
    return join(
        [
            shining(p, shade),
            cylinder(0, 0, 0.02, p.height * 0.62, 0.018, iron, sides=8),
            cylinder(0, 0, 0, 0.02, radius * 0.7, iron, sides=14),
        ]
    )


def _lamp_ceiling(p: Piece) -> Mesh:
    """A pendant; where it is much wider than deep (or flat), a strip light."""
    if p.width > 2 * p.depth or p.depth > 2 * p.width or p.height < 0.16:
        x, y = p.depth / 2, p.width / 2
        tube = box(
            (-x + 0.02, -y + 0.02, 0), (x - 0.02, y - 0.02, p.height * 0.6), _glow(p, "#dfe3e2", (1.25, 1.3, 1.25))
        )
        return join([shining(p, tube), box((-x, -y, p.height * 0.6), (x, y, p.height), linear("#8e918f"))]).painted(
            add_flags=NO_SHADOW
        )
    radius = min(p.depth, p.width) / 2
    low = cylinder(0, 0, 0, p.height * 0.55, radius, _glow(p, "#d9d2c2"), top=radius * 0.5, sides=18)
    cord = cylinder(0, 0, p.height * 0.55, p.height, 0.012, linear("#3a3733"), sides=6)
    return join([shining(p, low), cord]).painted(add_flags=NO_SHADOW)


def _lamp_post(p: Piece) -> Mesh:
    """A street lamp; its arm reaches out along its front, over the road."""
    iron = p.paint("#33383c")
    reach = max(p.depth / 2, 0.9)
    head = box(
        (reach - 0.45, -0.13, p.height - 0.16),
        (reach + 0.1, 0.13, p.height - 0.1),
        _glow(p, "#c9ccc4", (1.9, 1.35, 0.7)),
    )
    return join(
        [
            cylinder(0, 0, 0, 0.7, 0.1, iron, top=0.08, sides=10),
            cylinder(0, 0, 0.7, p.height - 0.06, 0.06, iron, top=0.045, sides=8),
            rod((0, 0, p.height - 0.06), (reach, 0, p.height - 0.04), 0.035, iron),
            box((reach - 0.5, -0.15, p.height - 0.1), (reach + 0.13, 0.15, p.height), times(iron, 1.2)),
            shining(p, head),
        ]
    )


def _screen(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    dark = linear("#15181b")
    blue = (0.16, 0.25, 0.36) if p.lit > 0.05 else (0.045, 0.06, 0.075)
    face = box((x - 0.01, -y + 0.03, 0.03), (x - 0.001, y - 0.03, p.height - 0.03), blue).painted(add_flags=GLOWS)
    words = board(p.text, x, 0, 0.03, p.width - 0.06, p.height - 0.06, (225, 235, 240), (28, 48, 70), glows=True)
    return join([box((-x, -y, 0), (x - 0.012, y, p.height), dark), face, words])


def _monitor(p: Piece) -> Mesh:
    x, y = p.depth / 2, p.width / 2
    dark = linear("#1d2023")
    low = p.height * 0.24
    thin = min(0.05, p.depth)
    front = thin / 2
    blue = (0.28, 0.36, 0.42) if p.lit > 0.05 else (0.14, 0.18, 0.22)
    face = box((front - 0.004, -y + 0.02, low + 0.02), (front - 0.001, y - 0.02, p.height - 0.02), blue).painted(
        add_flags=GLOWS
    )
    words = board(
        p.text, front, 0, low + 0.02, p.width - 0.04, p.height - low - 0.04, (225, 235, 240), (40, 62, 84), glows=True
    )
    return join(
        [
            box((-thin / 2, -y, low), (front - 0.006, y, p.height), dark),
            face,
            words,
            block(0, 0, 0.012, (0.03, 0.05, low), dark),
            box((-x, -y * 0.45, 0), (x, y * 0.45, 0.012), dark),
        ]
    )


def _fireplace(p: Piece) -> Mesh:
    stone = p.paint("#8c8377")
    x, y = p.depth / 2, p.width / 2
    mouth_high, side = p.height * 0.62, p.width * 0.2
    fire = [
        ball(
            (x * 0.1, k * p.width * 0.12, 0.16 + 0.05 * abs(1 - k)),
            (0.06, 0.07, 0.16),
            (2.2, 0.85 + 0.2 * k * k, 0.2),
            8,
        ).painted(add_flags=GLOWS)
        for k in (-1, 0, 1)
    ]
    logs = [
        rod((x * 0.2, -p.width * 0.2, 0.05), (-x * 0.1, p.width * 0.2, 0.07), 0.04, linear("#3a2a1f")),
        rod((0, -p.width * 0.2, 0.06), (x * 0.3, p.width * 0.2, 0.05), 0.04, linear("#41301f")),
    ]
    return join(
        [
            box((-x, -y, 0), (x * 0.8, -y + side, p.height - 0.07), stone),
            box((-x, y - side, 0), (x * 0.8, y, p.height - 0.07), stone),
            box((-x, -y + side, mouth_high), (x * 0.8, y - side, p.height - 0.07), stone),
            box((-x, -y + side, 0), (-x * 0.7, y - side, mouth_high), linear("#1c1815")),
            box((-x, -y, p.height - 0.07), (x, y, p.height), times(stone, 1.2)),
            *fire,
            *logs,
        ]
    )


def _campfire(p: Piece) -> Mesh:
    radius = min(p.depth, p.width) / 2
    turns = [(0.0, 1.0), (0.87, -0.5), (-0.87, -0.5), (0.5, 0.87), (-0.9, 0.3), (0.3, -0.95)]
    stones = [
        ball((radius * 0.85 * a, radius * 0.85 * b, 0.06), (radius * 0.14, radius * 0.16, 0.06), linear("#66625c"), 7)
        for a, b in turns
    ]
    logs = [
        rod((radius * 0.55 * a, radius * 0.55 * b, 0.04), (0, 0, p.height * 0.45), 0.035, linear("#3b2b1e"))
        for a, b in turns[:4]
    ]
    flames = [
        cylinder(
            a * radius * 0.2, b * radius * 0.2, 0.06, p.height * k, radius * 0.22, (2.4, g, 0.18), top=0.0, sides=7
        ).painted(add_flags=GLOWS)
        for (a, b), k, g in zip(turns[:3], (1.0, 0.8, 0.7), (0.9, 1.2, 0.7), strict=True)
    ]
    return join([*stones, *logs, *flames])


def _traffic_light(p: Piece) -> Mesh:
    iron = linear("#2b2f31")
    low = p.height - 0.85
    lenses = [
        cylinder(0, 0, -0.02, 0.02, 0.09, colour, sides=14)
        .framed(_facing(0.13, z))
        .painted(add_flags=GLOWS if bright else 0)
        for z, colour, bright in (
            (low + 0.7, (1.5, 0.2, 0.12), True),
            (low + 0.43, (0.12, 0.08, 0.01), False),
            (low + 0.16, (0.01, 0.08, 0.04), False),
        )
    ]
    return join(
        [
            cylinder(0, 0, 0, low, 0.05, iron, sides=8),
            box((-0.11, -0.14, low), (0.12, 0.14, p.height), times(iron, 0.8)),
            *lenses,
        ]
    )


def _facing(x: float, z: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A frame at (x, 0, z) whose own z points to the front."""
    return np.array([[0, 0, 1, x], [1, 0, 0, 0], [0, 1, 0, z], [0, 0, 0, 1]], np.float64)


MAKERS: dict[FixtureKind, Maker] = {
    "lamp_floor": _lamp_floor,
    "lamp_desk": _lamp_desk,
    "lamp_ceiling": _lamp_ceiling,
    "lamp_post": _lamp_post,
    "screen": _screen,
    "monitor": _monitor,
    "fireplace": _fireplace,
    "campfire": _campfire,
    "traffic_light": _traffic_light,
}
