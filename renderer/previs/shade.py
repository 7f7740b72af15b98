"""From the visibility buffer to pixels: light on every visible point, and the passes beside the picture.

A row is taken at a time.  Its pixels become fragments: one where all samples of a pixel show one
smooth surface, one for each surface where they differ (as multisampling hardware does), so edges
are smooth and faces cost once.  The stages then run over the row's fragments; the last one sums
them up.  Depth, normal and id belong to a pixel's first sample and are never averaged.

Wherever a stage needs nothing but the fragment table it has no branch, so that it runs in vectors;
it then works on the sky's fragments too, whose light is written last.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.fragments import BLOCK, fragments, locate
from renderer.previs.frame import (
    ACROSS,
    BLUE,
    DEPTH,
    DOWN,
    EXPOSURE,
    GREEN,
    HAZE,
    HIGH,
    LB,
    LG,
    LINES,
    LR,
    LUMINOUS,
    MIST,
    NX,
    NY,
    NZ,
    RED,
    SHARE,
    SHINE,
    WET,
    Eye,
    Lamps,
    Scene,
)  # fmt: skip
from renderer.previs.lighting import from_lamps, from_sky_and_ground, from_sun, from_the_key
from renderer.previs.mesh import Ints
from renderer.previs.precision import HALF, ONE, U32, ZERO, F, decay
from renderer.previs.sky import sky_light
from renderer.previs.surface import colours_of
from renderer.previs.water import in_water

_SATURATION = F(0.10)
"""How much farther from grey the grade moves a colour."""


@njit(cache=True, error_model="numpy", nogil=True)
def paint(
    triangle: Ints, side: int, todo: Bytes, points: Floats, scene: Scene, eye: Eye, lamps: Lamps, table: Bytes,
    rgb: Bytes, depth: Floats, normal: Bytes, ids: Bytes,
) -> int:  # fmt: skip
    """Shade every pixel that ``todo`` marks; how many fragments that took.

    triangle (h * side, w * side) from raster; points in camera space; rgb (h, w, 3), depth (h, w)
    in metres (infinite where nothing is), normal (h, w, 3) in camera axes as round(127 n) + 128 (0
    where nothing is), ids (h, w).
    """
    height, width = todo.shape
    out = np.zeros((LINES, BLOCK), np.float32)
    shown = np.zeros(BLOCK, np.int32)
    pixel = np.zeros(BLOCK, np.int32)
    total = 0
    for row in range(height):
        column = 0
        while column < width:
            count, column = fragments(triangle, side, row, column, todo, scene, out, shown, pixel)
            if count == 0:
                continue
            total += count
            locate(out, shown, count, points, scene, eye)
            water = colours_of(out, shown, count, scene, eye, lamps)
            from_sky_and_ground(out, pixel, count, row, lamps)
            from_the_key(out, shown, count, lamps)
            from_sun(out, shown, count, lamps)
            from_lamps(out, count, lamps.points)
            _reflect(out, count)
            if water or lamps.numbers[WET] > ZERO:
                in_water(out, shown, count, scene, lamps, eye.pixel[0])
            _veil(out, count, lamps)
            sky_light(out, shown, count, lamps)
            _write_passes(out, shown, pixel, count, row, scene.owner, eye.axes, depth, normal, ids)
            _write_colours(out, pixel, count, row, lamps.numbers[EXPOSURE], table, rgb)
    return total


@njit(cache=True, error_model="numpy", nogil=True)
def _reflect(out: Floats, count: int) -> None:
    """What a matt surface of its colour makes of the light on it; what glows shows its colour as it is."""
    for line, hue, warmth in ((LR, RED, F(1.15)), (LG, GREEN, F(0.78)), (LB, BLUE, F(0.4))):
        for k in range(count):
            glow, light = out[LUMINOUS, k], out[line, k]
            out[line, k] = (light + (ONE - light) * glow) * out[hue, k] + out[SHINE, k] * warmth


@njit(cache=True, error_model="numpy", nogil=True)
def _veil(out: Floats, count: int, lamps: Lamps) -> None:
    """Mist takes over with distance (Beer's law)."""
    mist = lamps.numbers[MIST]
    red, green, blue = lamps.hues[HAZE, 0], lamps.hues[HAZE, 1], lamps.hues[HAZE, 2]
    for k in range(count):
        left = decay(mist * out[DEPTH, k])
        out[LR, k] = red + (out[LR, k] - red) * left
        out[LG, k] = green + (out[LG, k] - green) * left
        out[LB, k] = blue + (out[LB, k] - blue) * left


@njit(cache=True, error_model="numpy", nogil=True)
def _write_passes(
    out: Floats, shown: Ints, pixel: Ints, count: int, row: int, owner: Bytes, axes: Floats, depth: Floats,
    normal: Bytes, ids: Bytes,
) -> None:  # fmt: skip
    """Depth, normal and id out of the first fragment of each pixel, which holds its first sample."""
    for axis, line, way in ((0, ACROSS, F(127)), (1, DOWN, F(127)), (2, HIGH, F(-127))):
        ax, ay, az = axes[axis, 0] * way, axes[axis, 1] * way, axes[axis, 2] * way
        for k in range(count):
            out[line, k] = F(128.5) + (out[NX, k] * ax + out[NY, k] * ay + out[NZ, k] * az)
    last = -1
    for k in range(count):
        column = pixel[k]
        if column == last:
            continue
        last = column
        t = shown[k]
        if t < 0:
            depth[row, column], ids[row, column] = np.inf, 0
            normal[row, column, 0], normal[row, column, 1], normal[row, column, 2] = 0, 0, 0
            continue
        depth[row, column], ids[row, column] = out[DEPTH, k], owner[t]
        normal[row, column, 0] = np.uint8(out[ACROSS, k])
        normal[row, column, 1] = np.uint8(out[DOWN, k])
        normal[row, column, 2] = np.uint8(out[HIGH, k])


@njit(cache=True, error_model="numpy", nogil=True)
def _write_colours(out: Floats, pixel: Ints, count: int, row: int, exposure: float, table: Bytes, rgb: Bytes) -> None:
    """Expose each fragment as film does, with a shoulder that never quite burns out and a lifted black, and mix.

    ``pixel`` becomes a list of pixels, each once.
    """
    for line in range(LR, LB + 1):
        for k in range(count):
            light = max(out[line, k], ZERO) * exposure * F(1.35)
            out[line, k] = out[SHARE, k] * (F(0.004) + F(0.972) * (ONE - decay(light)))
    count = _mix(out, pixel, count)
    last, more = F(table.shape[0] - 1), ONE + _SATURATION
    for k in range(count):
        red, green, blue = out[LR, k], out[LG, k], out[LB, k]
        grey = (F(0.25) * red + F(0.6) * green + F(0.15) * blue) * _SATURATION
        out[LR, k] = min(max(red * more - grey, ZERO), ONE) * last + HALF
        out[LG, k] = min(max(green * more - grey, ZERO), ONE) * last + HALF
        out[LB, k] = min(max(blue * more - grey, ZERO), ONE) * last + HALF
    for k in range(count):
        column = pixel[k]
        rgb[row, column, 0] = table[U32(out[LR, k])]
        rgb[row, column, 1] = table[U32(out[LG, k])]
        rgb[row, column, 2] = table[U32(out[LB, k])]


@njit(cache=True, error_model="numpy", nogil=True)
def _mix(out: Floats, pixel: Ints, count: int) -> int:
    """Sum up the fragments of each pixel, in place; how many pixels there are."""
    n, last = -1, -1
    for k in range(count):
        if pixel[k] == last:
            out[LR, n], out[LG, n], out[LB, n] = (
                out[LR, n] + out[LR, k],
                out[LG, n] + out[LG, k],
                out[LB, n] + out[LB, k],
            )
            continue
        n, last = n + 1, pixel[k]
        out[LR, n], out[LG, n], out[LB, n], pixel[n] = out[LR, k], out[LG, k], out[LB, k], last
    return n + 1
