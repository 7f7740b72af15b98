"""From the visibility buffer to pixels: light on every visible point, and the passes beside the picture.

A row is taken at a time.  Its pixels become fragments: one where all samples of a pixel show one
smooth surface, one for each surface where they differ (as multisampling hardware does), so edges
are smooth and faces cost once.  The stages then run over the row's fragments; the last one sums
them up.  Depth, normal and id belong to a pixel's first sample and are never averaged.  In a draft nothing is summed
up: what would be a pixel's samples are pixels, see coarse.

Wherever a stage needs nothing but the fragment table it has no branch, so that it runs in vectors;
it then works on the sky's fragments too, whose light is written last.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.coarse import write_blocks
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
from renderer.previs.precision import HALF, ONE, U8, U32, U64, ZERO, F, decay
from renderer.previs.sky import sky_light
from renderer.previs.surface import colours_of
from renderer.previs.water import in_water

_SATURATION = F(0.10)
"""How much farther from grey the grade moves a colour."""


@njit(cache=True, error_model="numpy", nogil=True)
def paint(
    triangle: Ints, side: int, todo: Bytes, points: Floats, scene: Scene, eye: Eye, lamps: Lamps, table: Bytes,
    blocks: bool, rgb: Bytes, depth: Floats, normal: Bytes, ids: Bytes,
) -> int:  # fmt: skip
    """Shade every pixel that ``todo`` marks; how many fragments that took.

    triangle (h * side, w * side) from raster; points in camera space; rgb (h, w, 3), depth (h, w)
    in metres (infinite where nothing is), normal (h, w, 3) in camera axes as round(127 n) + 128 (0
    where nothing is), ids (h, w).  With ``blocks`` the samples are the pixels of rgb and normal, and depth and ids are
    left as they are: see coarse.
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
            _turn_normals(out, count, eye.axes)
            if blocks:
                out[SHARE, :count] = ONE
                _expose(out, count, lamps.numbers[EXPOSURE])
                _grade(out, count, F(table.shape[0] - 1))
                write_blocks(out, shown, pixel, count, row, triangle, scene, table, rgb, normal)
                continue
            _write_passes(out, shown, pixel, count, row, scene.owner, depth, normal, ids)
            _expose(out, count, lamps.numbers[EXPOSURE])
            _write_colours(out, pixel, _mix(out, pixel, count), row, table, rgb)
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
def _turn_normals(out: Floats, count: int, axes: Floats) -> None:
    """Normals as the pass has them, before they are cut to whole numbers: in camera axes, 127 n + 128.5."""
    for axis, line, way in ((0, ACROSS, F(127)), (1, DOWN, F(127)), (2, HIGH, F(-127))):
        ax, ay, az = axes[axis, 0] * way, axes[axis, 1] * way, axes[axis, 2] * way
        for k in range(count):
            out[line, k] = F(128.5) + (out[NX, k] * ax + out[NY, k] * ay + out[NZ, k] * az)


@njit(cache=True, error_model="numpy", nogil=True)
def _write_passes(
    out: Floats, shown: Ints, pixel: Ints, count: int, row: int, owner: Bytes, depth: Floats, normal: Bytes, ids: Bytes
) -> None:
    """Depth, normal and id out of the first fragment of each pixel, which holds its first sample."""
    # Flat, and counted without a sign: quicker than looking whether a number counts from the end.
    last, start, normals = -1, U64(row * depth.shape[1]), normal.reshape(-1)
    depths, names = depth[row], ids[row]
    for k in range(count):
        if pixel[k] == last:
            continue
        last = pixel[k]
        column, t = U64(last), shown[k]
        n = (start + column) * U64(3)
        if t < 0:
            depths[column], names[column] = np.inf, 0
            normals[n], normals[n + U64(1)], normals[n + U64(2)] = 0, 0, 0
            continue
        depths[column], names[column] = out[DEPTH, k], owner[U64(t)]
        normals[n], normals[n + U64(1)] = U8(U32(out[ACROSS, k])), U8(U32(out[DOWN, k]))
        normals[n + U64(2)] = U8(U32(out[HIGH, k]))


@njit(cache=True, error_model="numpy", nogil=True)
def _expose(out: Floats, count: int, exposure: float) -> None:
    """Expose each fragment as film does, with a shoulder that never quite burns out and a lifted black."""
    for line in range(LR, LB + 1):
        for k in range(count):
            light = max(out[line, k], ZERO) * exposure * F(1.35)
            out[line, k] = out[SHARE, k] * (F(0.004) + F(0.972) * (ONE - decay(light)))


@njit(cache=True, error_model="numpy", nogil=True)
def _grade(out: Floats, count: int, last: float) -> None:
    """Move colours a little from grey; they become places in the table of the display, up to ``last``."""
    more = ONE + _SATURATION
    for k in range(count):
        red, green, blue = out[LR, k], out[LG, k], out[LB, k]
        grey = (F(0.25) * red + F(0.6) * green + F(0.15) * blue) * _SATURATION
        out[LR, k] = min(max(red * more - grey, ZERO), ONE) * last + HALF
        out[LG, k] = min(max(green * more - grey, ZERO), ONE) * last + HALF
        out[LB, k] = min(max(blue * more - grey, ZERO), ONE) * last + HALF


@njit(cache=True, error_model="numpy", nogil=True)
def _write_colours(out: Floats, pixel: Ints, count: int, row: int, table: Bytes, rgb: Bytes) -> None:
    """Grade and write the mixed colours of a row's pixels, each of them once."""
    _grade(out, count, F(table.shape[0] - 1))
    start, colours = U64(row * rgb.shape[1]), rgb.reshape(-1)
    for k in range(count):
        n = (start + U64(pixel[k])) * U64(3)
        colours[n], colours[n + U64(1)] = table[U32(out[LR, k])], table[U32(out[LG, k])]
        colours[n + U64(2)] = table[U32(out[LB, k])]


@njit(cache=True, error_model="numpy", nogil=True)
def _mix(out: Floats, pixel: Ints, count: int) -> int:
    """Sum up the fragments of each pixel, in place; how many pixels there are.

    ``pixel`` becomes a list of pixels, each once.
    """
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
