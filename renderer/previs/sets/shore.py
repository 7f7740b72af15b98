"""Where sand meets water: wet sand, and the last waves running up it as foam."""

from __future__ import annotations

import math

from film.place import Fixture, PlaceSheet
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import NO_SHADOW, SAND, Mesh, empty, join, quad
from renderer.previs.sets.ground import ground_look

_STEP = 1.5
"""Metres along the shore between two bends of a wave's edge."""


def surf(place: PlaceSheet) -> Mesh:
    """Wet sand and foam along the side of every water that faces the middle of a sandy place."""
    if place.ground != "sand":
        return empty()
    sand, _ = ground_look(place.ground, place.ground_colour)
    return join(_along(water, sand) for water in place.fixtures if water.kind == "water")


def _along(water: Fixture, sand: Rgb) -> Mesh:
    """In the water's frame its front, +x, is the shore."""
    edge, half = water.size[0] / 2, water.size[1] / 2
    foam = linear("#a9b8ba")
    ribbons = [
        _ribbon(edge + 1.5, half, 3.4, 0.6, 0.004, times(sand, 0.5), SAND, 0.0),
        _ribbon(edge + 0.25, half, 0.5, 0.55, 0.016, foam, SAND, 1.3),
        _ribbon(edge - 1.9, half, 0.26, 0.5, 0.018, foam, SAND, 4.1),
        _ribbon(edge - 4.6, half, 0.3, 0.7, 0.018, times(foam, 0.8), SAND, 2.2),
        _ribbon(edge - 9.0, half, 0.3, 0.9, 0.018, times(foam, 0.7), SAND, 5.6),
    ]
    return join(ribbons).painted(add_flags=NO_SHADOW).placed(water.position, water.yaw)


def _ribbon(x: float, half: float, wide: float, bend: float, z: float, colour: Rgb, pattern: int, phase: float) -> Mesh:
    """A band along y whose two edges wander apart and together; where it would turn inside out it breaks off."""
    count = max(2, round(2 * half / _STEP))
    ys = [-half + 2 * half * i / count for i in range(count + 1)]
    near = [x + wide / 2 + bend * _wander(y, phase) for y in ys]
    far = [x - wide / 2 + bend * _wander(y * 1.3, phase + 2.0) for y in ys]
    pieces = []
    for i in range(count):
        a, b, c, d = far[i], near[i], near[i + 1], far[i + 1]
        if b - a > 0.04 and c - d > 0.04:
            corners = [(a, ys[i], z), (b, ys[i], z), (c, ys[i + 1], z), (d, ys[i + 1], z)]
            uv = [(u, v) for u, v, _ in corners]
            pieces.append(quad(corners, colour, uv=uv, pattern=pattern))
    return join(pieces)


def _wander(y: float, phase: float) -> float:
    """Between about -1 and 1, with no period that the eye can find."""
    return 0.55 * math.sin(0.31 * y + phase) + 0.3 * math.sin(0.83 * y + 2 * phase) + 0.15 * math.sin(2.1 * y + phase)
