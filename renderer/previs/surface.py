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
from renderer.previs.precision import HALF, ONE, U64, ZERO, F


@njit(cache=True, error_model="numpy", nogil=True)
def colours_of(out: Floats, shown: Ints, count: int, scene: Scene, eye: Eye, lamps: Lamps) -> bool:
    """Write red, green, blue (linear), shine (light of its own, of lit windows) and luminous; is there water?

    Neighbouring fragments of one triangle are worked on together.  The key's lines, which nobody
    has written yet, hold what patterns are made from: u, v, the pattern's number, and the metres of a pixel.
    """
    water, patterned, first = False, False, 0
    while first < count:
        t, end = shown[first], first + 1
        while end < count and shown[end] == t:
            end += 1
        if t < 0:
            _fill(out, first, end, ZERO, ZERO, ZERO, ZERO, F(PLAIN))
        else:
            pattern, sheet, own = int(scene.pattern[t]), scene.texture[t], ONE if scene.flags[t] & GLOWS else ZERO
            seen = F(pattern) if sheet < 0 else F(PLAIN)
            _fill(out, first, end, scene.colours[t, 0], scene.colours[t, 1], scene.colours[t, 2], own, seen)
            if pattern != PLAIN or sheet >= 0:
                _map(out, first, end, t, scene.faces, scene.uv)
            if sheet >= 0:
                _look_up(out, first, end, scene.texels, scene.sheets, sheet)
            water, patterned = water or pattern == WATER, patterned or pattern != PLAIN
        first = end
    if patterned:
        _lay_patterns(out, count, eye.pixel[0], lamps.numbers[WINDOWS_LIT])
    return water


@njit(cache=True, error_model="numpy", nogil=True)
def _fill(out: Floats, first: int, end: int, red: float, green: float, blue: float, own: float, pattern: float) -> None:
    """The triangle's colour, whether it glows, and its pattern, to the fragments from first to end."""
    for n in range(U64(end - first)):
        k = U64(first) + n
        out[RED, k], out[GREEN, k], out[BLUE, k], out[LUMINOUS, k] = red, green, blue, own
        out[SHINE, k], out[HIGH, k] = ZERO, pattern


@njit(cache=True, error_model="numpy", nogil=True)
def _map(out: Floats, first: int, end: int, t: int, faces: Ints, uv: Floats) -> None:
    """u and v of each fragment, from what ``locate`` has left of the barycentrics."""
    i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
    u0, u1, u2, v0, v1, v2 = uv[i, 0], uv[j, 0], uv[m, 0], uv[i, 1], uv[j, 1], uv[m, 1]
    for n in range(U64(end - first)):
        k = U64(first) + n
        out[ACROSS, k] = u0 * out[LR, k] + u1 * out[LG, k] + u2 * out[LB, k]
        out[DOWN, k] = v0 * out[LR, k] + v1 * out[LG, k] + v2 * out[LB, k]


@njit(cache=True, error_model="numpy", nogil=True)
def _look_up(out: Floats, first: int, end: int, texels: Bytes, sheets: Ints, sheet: int) -> None:
    """The colours of an image at u and v."""
    start, width, height = sheets[sheet, 0], sheets[sheet, 1], sheets[sheet, 2]
    for k in range(first, end):
        out[RED, k], out[GREEN, k], out[BLUE, k] = _texel(texels, start, width, height, out[ACROSS, k], out[DOWN, k])


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
