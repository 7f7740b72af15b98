"""The sky behind everything: a gradient, the glow about sun or moon, stars."""

from __future__ import annotations

import math

from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.frame import DX, DY, DZ, GLOW, HORIZON, LB, LG, LR, STARS, ZENITH, Lamps
from renderer.previs.mesh import Ints
from renderer.previs.patterns import scatter
from renderer.previs.precision import ONE, ZERO, F


@njit(cache=True, error_model="numpy", nogil=True)
def sky_light(out: Floats, shown: Ints, count: int, lamps: Lamps) -> None:
    """Light of the fragments that show nothing else."""
    hues, numbers, to_sun = lamps.hues, lamps.numbers, lamps.to_sun
    for k in range(count):
        if shown[k] < 0:
            out[LR, k], out[LG, k], out[LB, k] = sky_colour(
                out[DX, k], out[DY, k], out[DZ, k], hues, numbers, to_sun, True
            )


@njit(cache=True, error_model="numpy", nogil=True)
def sky_colour(
    dx: float, dy: float, dz: float, hue: Floats, numbers: Floats, to_sun: Floats, stars: bool
) -> tuple[float, float, float]:
    """Linear light from a direction (unit vector)."""
    left = ONE - min(max(dz, ZERO), ONE)
    t = ONE - left * left * left * math.sqrt(left)
    near = max(dx * to_sun[0] + dy * to_sun[1] + dz * to_sun[2], ZERO)
    wide = near * near * near
    tight = wide * wide
    tight *= tight
    tight *= tight
    halo = wide * wide * F(0.22) + tight * tight * tight * F(0.5)
    r = hue[HORIZON, 0] + (hue[ZENITH, 0] - hue[HORIZON, 0]) * t + hue[GLOW, 0] * halo
    g = hue[HORIZON, 1] + (hue[ZENITH, 1] - hue[HORIZON, 1]) * t + hue[GLOW, 1] * halo
    b = hue[HORIZON, 2] + (hue[ZENITH, 2] - hue[HORIZON, 2]) * t + hue[GLOW, 2] * halo
    shine = numbers[STARS]
    if stars and shine > F(0.05) and dz > F(0.04):
        k = F(150) / (ONE + dz)
        u, v = dx * k, dy * k
        i, j = math.floor(u), math.floor(v)
        if scatter(i, j) > F(0.985):
            du, dv = (
                u - F(i) - F(0.3) - F(0.4) * scatter(i, j + 9),
                v - F(j) - F(0.3) - F(0.4) * scatter(i + 9, j),
            )
            point = max(ONE - (du * du + dv * dv) * F(40), ZERO) * shine * min(dz * F(4), ONE)
            bright = point * (F(0.25) + F(0.6) * scatter(i + 3, j + 5))
            r, g, b = r + bright, g + bright, b + bright
        if near > F(0.99955):
            r, g, b = r + F(0.8), g + F(0.82), b + F(0.78)
    return r, g, b
