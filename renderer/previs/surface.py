"""The colour of each fragment: its triangle's, under a pattern, out of an image, with lit windows in it."""

from __future__ import annotations

from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import (
    ACROSS,
    BLUE,
    DEPTH,
    DOWN,
    FACING,
    GREEN,
    HIGH,
    LB,
    LG,
    LR,
    LUMINOUS,
    RED,
    SHINE,
    WAY,
    WINDOWS_LIT,
    Eye,
    Lamps,
    Scene,
)  # fmt: skip
from renderer.previs.mesh import GLOWS, LIT_WINDOWS, PLAIN, WATER, WINDOWS, Ints
from renderer.previs.patterns import shade, window_at
from renderer.previs.precision import HALF, ONE, ZERO, F


@njit(cache=True, error_model="numpy", nogil=True)
def colours_of(out: Floats, shown: Ints, count: int, scene: Scene, eye: Eye, lamps: Lamps) -> bool:
    """Write red, green, blue (linear), shine (light of its own, of lit windows) and luminous; is there water?

    What belongs to the triangle is looked up once for all its neighbouring fragments.  The key's lines, which nobody
    has written yet, hold what patterns are made from: u, v, the pattern's number, and the metres of a pixel.
    """
    faces, uv, colours, flags = scene.faces, scene.uv, scene.colours, scene.flags
    last, pattern, sheet, i, j, m, water, patterned = -1, PLAIN, -1, 0, 0, 0, False, False
    base_r, base_g, base_b, own = ZERO, ZERO, ZERO, ZERO
    for k in range(count):
        t = shown[k]
        out[SHINE, k], out[HIGH, k] = ZERO, F(PLAIN)
        if t < 0:
            out[RED, k], out[GREEN, k], out[BLUE, k], out[LUMINOUS, k] = ZERO, ZERO, ZERO, ZERO
            continue
        if t != last:
            last, pattern, sheet = t, int(scene.pattern[t]), int(scene.texture[t])
            i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
            base_r, base_g, base_b = colours[t, 0], colours[t, 1], colours[t, 2]
            own = ONE if flags[t] & GLOWS else ZERO
            water, patterned = water or pattern == WATER, patterned or pattern != PLAIN
        red, green, blue = base_r, base_g, base_b
        if pattern != PLAIN or sheet >= 0:
            u = uv[i, 0] * out[LR, k] + uv[j, 0] * out[LG, k] + uv[m, 0] * out[LB, k]
            v = uv[i, 1] * out[LR, k] + uv[j, 1] * out[LG, k] + uv[m, 1] * out[LB, k]
            if sheet >= 0:
                red, green, blue = _texel(
                    scene.texels, scene.sheets[sheet, 0], scene.sheets[sheet, 1], scene.sheets[sheet, 2], u, v
                )
            else:
                out[ACROSS, k], out[DOWN, k], out[HIGH, k] = u, v, F(pattern)
        out[RED, k], out[GREEN, k], out[BLUE, k], out[LUMINOUS, k] = red, green, blue, own
    if patterned:
        _lay_patterns(out, count, eye.pixel[0], lamps.numbers[WINDOWS_LIT])
    return water


@njit(cache=True, error_model="numpy", nogil=True)
def _lay_patterns(out: Floats, count: int, pixel: float, lit: float) -> None:
    """Lay patterns over the colours, a run of fragments of one pattern at a time."""
    for k in range(count):
        out[WAY, k] = out[DEPTH, k] * pixel / max(out[FACING, k], F(0.08))
    first = 0
    while first < count:
        pattern, end = out[HIGH, first], first + 1
        while end < count and out[HIGH, end] == pattern:
            end += 1
        if pattern == F(PLAIN):
            first = end
            continue
        if pattern == F(WINDOWS) or pattern == F(LIT_WINDOWS):
            for k in range(first, end):
                glass, on = window_at(int(pattern), out[ACROSS, k], out[DOWN, k], out[WAY, k], lit)
                out[SHINE, k] = glass * on * (ONE - out[LUMINOUS, k])
                out[HIGH, k] = ONE - glass * F(0.8)
        else:
            shade(int(pattern), out[ACROSS, first:end], out[DOWN, first:end], out[WAY, first:end], out[HIGH, first:end])
        for k in range(first, end):
            out[RED, k] *= out[HIGH, k]
            out[GREEN, k] *= out[HIGH, k]
            out[BLUE, k] *= out[HIGH, k]
        first = end


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
