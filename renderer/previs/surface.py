"""The colour of each fragment: its triangle's, under a pattern, out of an image, with lit windows in it."""

from __future__ import annotations

from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import (
    BLUE,
    DEPTH,
    FACING,
    GREEN,
    LB,
    LG,
    LR,
    RED,
    SHINE,
    WINDOWS_LIT,
    Eye,
    Lamps,
    Scene,
)  # fmt: skip
from renderer.previs.mesh import PLAIN, WINDOWS, Ints
from renderer.previs.patterns import shade_of, window_at
from renderer.previs.precision import HALF, ONE, ZERO, F


@njit(cache=True, error_model="numpy", nogil=True)
def colours_of(out: Floats, shown: Ints, count: int, scene: Scene, eye: Eye, lamps: Lamps) -> None:
    """Write red, green, blue (linear) and shine (light of its own, of lit windows)."""
    faces, uv, colours, pattern_of, texture = scene.faces, scene.uv, scene.colours, scene.pattern, scene.texture
    texels, sheets = scene.texels, scene.sheets
    pixel, lit = eye.pixel[0], lamps.numbers[WINDOWS_LIT]
    for k in range(count):
        t = shown[k]
        if t < 0:
            continue
        red, green, blue, shine = colours[t, 0], colours[t, 1], colours[t, 2], ZERO
        pattern, sheet = pattern_of[t], texture[t]
        if pattern != PLAIN or sheet >= 0:
            i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
            u = uv[i, 0] * out[LR, k] + uv[j, 0] * out[LG, k] + uv[m, 0] * out[LB, k]
            v = uv[i, 1] * out[LR, k] + uv[j, 1] * out[LG, k] + uv[m, 1] * out[LB, k]
            if sheet >= 0:
                red, green, blue = _texel(texels, sheets[sheet, 0], sheets[sheet, 1], sheets[sheet, 2], u, v)
            else:
                foot = out[DEPTH, k] * pixel / max(out[FACING, k], F(0.08))
                factor = shade_of(pattern, u, v, foot)
                if pattern >= WINDOWS:
                    glass, on = window_at(pattern, u, v, foot, lit)
                    factor *= ONE - glass * F(0.8)
                    shine = glass * on
                red, green, blue = red * factor, green * factor, blue * factor
        out[RED, k], out[GREEN, k], out[BLUE, k], out[SHINE, k] = red, green, blue, shine


@njit(cache=True, error_model="numpy", nogil=True)
def _texel(texels: Bytes, start: int, width: int, height: int, u: float, v: float) -> tuple[float, float, float]:
    """An image's colour at (u, v) from 0 to 1, between its four nearest texels, as linear light (gamma 2)."""
    x = min(max(u * F(width) - HALF, ZERO), F(width - 1))
    y = min(max(v * F(height) - HALF, ZERO), F(height - 1))
    i, j = int(y), int(x)
    a, b = x - F(j), y - F(i)
    down, right = min(i + 1, height - 1), min(j + 1, width - 1)
    red, green, blue = ZERO, ZERO, ZERO
    for k in range(4):
        place = start + (i if k < 2 else down) * width + (j if k % 2 == 0 else right)
        weight = (ONE - b if k < 2 else b) * (ONE - a if k % 2 == 0 else a) * F(1 / 255)
        red += weight * F(texels[place, 0])
        green += weight * F(texels[place, 1])
        blue += weight * F(texels[place, 2])
    return red * red, green * green, blue * blue
