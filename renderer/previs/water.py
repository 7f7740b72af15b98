"""Water, and ground that the rain has wetted: what is mirrored in them."""

from __future__ import annotations

import math

from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.frame import (
    ABOVE,
    DEPTH,
    DX,
    DY,
    DZ,
    FACING,
    KEY,
    LB,
    LG,
    LR,
    NZ,
    WET,
    Lamps,
    Scene,
    X,
    Y,
    Z,
)  # fmt: skip
from renderer.previs.mesh import WATER, Ints
from renderer.previs.patterns import cloud
from renderer.previs.precision import HALF, ONE, ZERO, F
from renderer.previs.sky import sky_colour


@njit(cache=True, error_model="numpy", nogil=True)
def in_water(out: Floats, shown: Ints, count: int, scene: Scene, lamps: Lamps, pixel: float) -> None:
    """Water and wet ground: darker, with sky and lamps mirrored in them by Schlick's fresnel."""
    wet = lamps.numbers[WET] > ZERO
    owner, pattern, points = scene.owner, scene.pattern, lamps.points
    hues, numbers, to_sun = lamps.hues, lamps.numbers, lamps.to_sun
    for k in range(count):
        t = shown[k]
        if t < 0:
            continue
        water = pattern[t] == WATER
        if not water and not (wet and out[NZ, k] > F(0.9) and out[Z, k] < F(0.35) and owner[t] == 0):
            continue
        # Ripples smaller than a few pixels would sparkle: they even out with distance and at grazing looks.
        foot = out[DEPTH, k] * pixel / max(out[FACING, k], F(0.02))
        rough = (F(0.10) if water else F(0.04)) / (ONE + foot * F(9))
        u, v = out[X, k] * F(2.3), out[Y, k] * F(2.3)
        rx, ry = out[DX, k] + (cloud(u, v) - HALF) * rough, out[DY, k] + (cloud(u + F(91), v) - HALF) * rough
        rz = abs(out[DZ, k]) + F(0.02)
        edge = ONE - max(out[FACING, k], ZERO)
        fresnel = (F(0.04) + F(0.96) * edge * edge * edge * edge * edge) * (F(0.9) if water else F(0.55))
        sr, sg, sb = sky_colour(rx, ry, rz, hues, numbers, to_sun, False)
        keep = F(0.7) if water else F(0.62)
        red, green, blue = (
            out[LR, k] * keep + sr * fresnel,
            out[LG, k] * keep + sg * fresnel,
            out[LB, k] * keep + sb * fresnel,
        )
        for i in range(points.shape[0]):
            lx, ly, lz = points[i, 0] - out[X, k], points[i, 1] - out[Y, k], points[i, 2] - out[Z, k]
            near = (lx * rx + ly * ry + lz * rz) / math.sqrt(lx * lx + ly * ly + lz * lz + F(1e-4)) - F(0.95)
            if near > ZERO:
                square = near * near * F(400)
                streak = square * square * min(fresnel, F(0.10))
                red, green, blue = (
                    red + points[i, 3] * streak,
                    green + points[i, 4] * streak,
                    blue + points[i, 5] * streak,
                )
        if water:
            swell = cloud(out[X, k] * F(0.16) + out[Y, k] * F(0.05), out[Y, k] * F(0.8))
            crest = max(swell + F(0.25) * cloud(out[X, k] * F(1.1), out[Y, k] * F(3.1)) - F(0.93), ZERO)
            foam = min(crest * F(3.5), F(0.5)) / (ONE + foot * F(3))
            shade = F(0.82) + F(0.36) * swell
            light = (hues[ABOVE, 0] + hues[KEY, 0] * HALF) * F(0.62)
            red, green, blue = red * shade + foam * light, green * shade + foam * light, blue * shade + foam * light
        out[LR, k], out[LG, k], out[LB, k] = red, green, blue
