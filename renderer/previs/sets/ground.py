"""What one stands on, and how it looks."""

from __future__ import annotations

import numpy as np

from film.place import Ground
from renderer.previs.colour import Rgb, linear
from renderer.previs.mesh import (
    ASPHALT,
    BOARDS,
    CARPET,
    CONCRETE,
    GRASS,
    NO_SHADOW,
    PLAIN,
    SAND,
    TILES,
    WATER,
    Mesh,
    join,
    quad,
)

_LOOKS: dict[Ground, tuple[str, int]] = {
    "wood": ("#8a6848", BOARDS),
    "tile": ("#a7a69c", TILES),
    "carpet": ("#6b6a70", CARPET),
    "concrete": ("#84837e", CONCRETE),
    "rubber": ("#45484b", CARPET),
    "asphalt": ("#4c4e51", ASPHALT),
    "pavement": ("#85827b", TILES),
    "grass": ("#566a3a", GRASS),
    "sand": ("#ab9068", SAND),
    "earth": ("#6d563f", GRASS),
    "snow": ("#cfd6dc", ASPHALT),
    "water": ("#2d4a58", WATER),
}


def ground_look(ground: Ground, colour: str | None) -> tuple[Rgb, int]:
    """(linear colour, pattern) of a ground."""
    usual, pattern = _LOOKS[ground]
    return linear(colour or usual), pattern


def floor_patch(
    low_x: float, low_y: float, high_x: float, high_y: float, z: float, colour: Rgb, pattern: int, step: float
) -> Mesh:
    """A level floor in patches of about ``step`` metres, its pattern laid out in the place's own metres."""
    xs = np.linspace(low_x, high_x, max(1, round((high_x - low_x) / step)) + 1)
    ys = np.linspace(low_y, high_y, max(1, round((high_y - low_y) / step)) + 1)
    parts = []
    for x0, x1 in zip(xs[:-1].tolist(), xs[1:].tolist(), strict=True):
        for y0, y1 in zip(ys[:-1].tolist(), ys[1:].tolist(), strict=True):
            corners = [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]
            parts.append(quad(corners, colour, uv=[(x0, y0), (x1, y0), (x1, y1), (x0, y1)], pattern=pattern))
    return join(parts).painted(add_flags=NO_SHADOW)


def ground_to_horizon(z: float, colour: Rgb, pattern: int, *, inner: float = 48.0, outer: float = 1500.0) -> Mesh:
    """Patterned near, plain far: four wide skirts reach the horizon."""
    near = floor_patch(-inner, -inner, inner, inner, z, colour, pattern, 12.0)
    strips = [
        (-outer, inner, outer, outer),
        (-outer, -outer, outer, -inner),
        (-outer, -inner, -inner, inner),
        (inner, -inner, outer, inner),
    ]
    average = pattern if pattern in (WATER, SAND) else PLAIN
    far = [
        quad([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], colour, pattern=average).painted(add_flags=NO_SHADOW)
        for x0, y0, x1, y1 in strips
    ]
    return join([near, *far])
