"""Trees: one shape for the garden and for the woods far away."""

from __future__ import annotations

from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import (
    LEAVES,
    Mesh,
    ball,
    cylinder,
    join,
)


def tree_shape(height: float, trunk: float, leaf: Rgb, *, pine: bool, turn: float, sides: int = 8) -> Mesh:
    """A trunk with a crown of three balls, or of stacked cones for a pine, turned so that no two look alike."""
    bark = linear("#4d3c2e")
    if pine:
        spread = height * 0.17
        stem = cylinder(0, 0, 0, height * 0.3, trunk * 0.5, bark, sides=6)
        tiers = [
            cylinder(0, 0, height * low, height * high, spread * wide, times(leaf, tint), top=0.0, sides=sides)
            for low, high, wide, tint in ((0.16, 0.56, 1.0, 0.8), (0.38, 0.78, 0.76, 0.92), (0.6, 1.0, 0.52, 1.05))
        ]
        return join([stem, *(tier.painted(LEAVES) for tier in tiers)]).placed((0, 0, 0), turn)
    crown = height * 0.24
    stem = cylinder(0, 0, 0, height * 0.62, trunk * 0.5, bark, top=trunk * 0.28, sides=7)
    lumps = [
        (0.0, 0.0, 0.76, 1.0, 1.0),
        (0.55, 0.3, 0.62, 0.74, 0.88),
        (-0.5, 0.42, 0.66, 0.7, 0.94),
        (0.05, -0.6, 0.6, 0.72, 0.82),
    ]
    balls = [
        ball(
            (x * crown, y * crown, height * z),
            (crown * k, crown * k, crown * k * 0.9),
            times(leaf, tint),
            sides,
            LEAVES,
        )
        for x, y, z, k, tint in lumps
    ]
    return join([stem, *balls]).placed((0, 0, 0), turn)
