"""From the visibility buffer to pixels: light on every visible point, and the passes beside the picture.

A row is taken at a time.  Its pixels become fragments: one where all samples of a pixel show one
smooth surface, one for each surface where they differ (as multisampling hardware does), so edges
are smooth and faces cost once.  The stages then run over the row's fragments; the last one sums
them up.  Depth, normal and id belong to a pixel's first sample and are never averaged.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import (
    BLUE,
    COLUMN,
    DEPTH,
    DX,
    DY,
    DZ,
    EXPOSURE,
    FACING,
    GREEN,
    HAZE,
    LB,
    LG,
    LINES,
    LR,
    MIST,
    NX,
    NY,
    NZ,
    RED,
    ROW,
    SHARE,
    SHINE,
    Eye,
    Lamps,
    Scene,
    X,
    Y,
    Z,
)  # fmt: skip
from renderer.previs.lighting import from_lamps, from_sky_and_ground, from_sun, from_the_key, in_water
from renderer.previs.mesh import GLOWS, Ints
from renderer.previs.precision import HALF, ONE, ZERO, F
from renderer.previs.sky import sky_light
from renderer.previs.surface import colours_of

_SATURATION = F(0.10)
"""How much farther from grey the grade moves a colour."""


@njit(cache=True, error_model="numpy", nogil=True)
def paint(
    triangle: Ints, side: int, todo: Bytes, points: Floats, scene: Scene, eye: Eye, lamps: Lamps, table: Bytes,
    rgb: Bytes, depth: Floats, normal: Bytes, ids: Bytes,
) -> None:  # fmt: skip
    """Shade every pixel that ``todo`` marks.

    triangle (h * side, w * side) from raster; points in camera space; rgb (h, w, 3), depth (h, w)
    in metres (infinite where nothing is), normal (h, w, 3) in camera axes as round(127 n) + 128 (0
    where nothing is), ids (h, w).
    """
    height, width = todo.shape
    table_of = np.zeros((LINES, width * side * side), np.float32)
    shown = np.zeros(width * side * side, np.int32)
    pixel = np.zeros(width * side * side, np.int32)
    for row in range(height):
        count = _fragments(
            triangle,
            side,
            row,
            todo,
            scene.faces,
            scene.normals,
            scene.colours,
            scene.flags,
            scene.texture,
            scene.owner,
            table_of,
            shown,
            pixel,
        )
        if count == 0:
            continue
        _locate(table_of, shown, count, points, scene, eye)
        colours_of(table_of, shown, count, scene, eye, lamps)
        from_sky_and_ground(table_of, shown, count, scene.owner, lamps)
        from_the_key(table_of, shown, count, lamps)
        from_sun(table_of, shown, count, lamps)
        from_lamps(table_of, count, lamps.points)
        _reflect(table_of, shown, count, scene.flags)
        in_water(table_of, shown, count, scene, lamps, eye.pixel[0])
        _veil(table_of, shown, count, lamps)
        sky_light(table_of, shown, count, lamps)
        _write_passes(table_of, shown, pixel, count, row, scene.owner, eye.axes, depth, normal, ids)
        _write_colours(table_of, pixel, count, row, lamps.numbers[EXPOSURE], table, rgb)


@njit(cache=True, error_model="numpy", nogil=True)
def _fragments(
    triangle: Ints, side: int, row: int, todo: Bytes, faces: Ints, normals: Floats, colours: Floats, flags: Bytes,
    texture: Ints, owner: Bytes, out: Floats, shown: Ints, pixel: Ints,
) -> int:  # fmt: skip
    """List the row's fragments: which triangle, at which place among the samples, with which share of its pixel."""
    count = 0
    samples = side * side
    unit = ONE / F(samples)
    everything = (1 << samples) - 1
    middle = HALF * F(side - 1)
    for column in range(todo.shape[1]):
        if todo[row, column] == 0:
            continue
        r0, c0 = row * side, column * side
        first = triangle[r0, c0]
        same = True
        for k in range(1, samples):
            same = same and triangle[r0 + k // side, c0 + k % side] == first
        if same:
            out[COLUMN, count], out[ROW, count], out[SHARE, count] = F(c0) + middle, F(r0) + middle, ONE
            shown[count], pixel[count] = first, column
            count += 1
            continue
        done = 0
        for k in range(samples):
            if done >> k & 1:
                continue
            t = triangle[r0 + k // side, c0 + k % side]
            mine, x, y = 0, 0, 0
            for m in range(k, samples):
                if done >> m & 1:
                    continue
                o = triangle[r0 + m // side, c0 + m % side]
                alike = o == t
                if (
                    not alike
                    and t >= 0
                    and o >= 0
                    and owner[o] == owner[t]
                    and texture[o] == texture[t]
                    and flags[o] == flags[t]
                ):
                    i, j = faces[t, 0], faces[o, 0]
                    dot = normals[i, 0] * normals[j, 0] + normals[i, 1] * normals[j, 1] + normals[i, 2] * normals[j, 2]
                    alike = (
                        dot > F(0.8)
                        and colours[t, 0] == colours[o, 0]
                        and colours[t, 1] == colours[o, 1]
                        and colours[t, 2] == colours[o, 2]
                    )
                if alike:
                    done |= 1 << m
                    mine, x, y = mine + 1, x + m % side, y + m // side
            part = ONE / F(mine)
            out[COLUMN, count], out[ROW, count] = F(c0) + F(x) * part, F(r0) + F(y) * part
            out[SHARE, count] = F(mine) * unit
            shown[count], pixel[count] = t, column
            count += 1
            if done == everything:
                break
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def _locate(out: Floats, shown: Ints, count: int, points: Floats, scene: Scene, eye: Eye) -> None:
    """Where each fragment is in the world, its normal, its ray and how squarely it faces the camera.

    A fragment may lie a little outside its triangle (the mean of several samples): its barycentrics
    are clamped, and its depth is taken from the corners, never extrapolated.
    """
    lens, a, eye_at = eye.lens, eye.axes, eye.position
    p, faces, n, owner = scene.planes, scene.faces, scene.normals, scene.owner
    over_x, over_y = ONE / lens[0], ONE / lens[1]
    for k in range(count):
        column, row = out[COLUMN, k], out[ROW, k]
        px, py = (column - lens[2]) * over_x, (lens[3] - row) * over_y
        dx, dy, dz = (
            a[0, 0] * px + a[1, 0] * py + a[2, 0],
            a[0, 1] * px + a[1, 1] * py + a[2, 1],
            a[0, 2] * px + a[1, 2] * py + a[2, 2],
        )
        length = math.sqrt(dx * dx + dy * dy + dz * dz)
        over = ONE / length
        out[DX, k], out[DY, k], out[DZ, k] = dx * over, dy * over, dz * over
        t = shown[k]
        if t < 0:
            continue
        b0 = max(p[t, 0] * column + p[t, 1] * row + p[t, 2], ZERO)
        b1 = max(p[t, 3] * column + p[t, 4] * row + p[t, 5], ZERO)
        b2 = max(p[t, 6] * column + p[t, 7] * row + p[t, 8], ZERO)
        scale = ONE / max(b0 + b1 + b2, F(1e-9))
        b0, b1, b2 = b0 * scale, b1 * scale, b2 * scale
        i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
        z = b0 * points[i, 2] + b1 * points[j, 2] + b2 * points[m, 2]
        nx = n[i, 0] * b0 + n[j, 0] * b1 + n[m, 0] * b2
        ny = n[i, 1] * b0 + n[j, 1] * b1 + n[m, 1] * b2
        nz = n[i, 2] * b0 + n[j, 2] * b1 + n[m, 2] * b2
        size = ONE / max(math.sqrt(nx * nx + ny * ny + nz * nz), F(1e-6))
        nx, ny, nz = nx * size, ny * size, nz * size
        facing = -(nx * dx + ny * dy + nz * dz) * over
        if facing < F(-0.12) and owner[t] == 0:
            nx, ny, nz, facing = -nx, -ny, -nz, -facing
        out[DEPTH, k] = z
        out[X, k], out[Y, k], out[Z, k] = eye_at[0] + dx * z, eye_at[1] + dy * z, eye_at[2] + dz * z
        out[NX, k], out[NY, k], out[NZ, k], out[FACING, k] = nx, ny, nz, facing
        # The colour stage needs the barycentrics; their place is taken by light afterwards.
        out[LR, k], out[LG, k], out[LB, k] = b0, b1, b2


@njit(cache=True, error_model="numpy", nogil=True)
def _reflect(out: Floats, shown: Ints, count: int, flags: Bytes) -> None:
    """What a matt surface of its colour makes of the light on it; what glows shows its colour as it is."""
    for k in range(count):
        t = shown[k]
        if t < 0:
            continue
        if flags[t] & GLOWS:
            out[LR, k], out[LG, k], out[LB, k] = out[RED, k], out[GREEN, k], out[BLUE, k]
        else:
            shine = out[SHINE, k]
            out[LR, k] = out[LR, k] * out[RED, k] + shine * F(1.15)
            out[LG, k] = out[LG, k] * out[GREEN, k] + shine * F(0.78)
            out[LB, k] = out[LB, k] * out[BLUE, k] + shine * F(0.4)


@njit(cache=True, error_model="numpy", nogil=True)
def _veil(out: Floats, shown: Ints, count: int, lamps: Lamps) -> None:
    """Mist takes over with distance (Beer's law)."""
    mist = lamps.numbers[MIST]
    red, green, blue = lamps.hues[HAZE, 0], lamps.hues[HAZE, 1], lamps.hues[HAZE, 2]
    for k in range(count):
        if shown[k] >= 0:
            share = ONE - math.exp(-mist * out[DEPTH, k])
            out[LR, k] += (red - out[LR, k]) * share
            out[LG, k] += (green - out[LG, k]) * share
            out[LB, k] += (blue - out[LB, k]) * share


@njit(cache=True, error_model="numpy", nogil=True)
def _write_passes(
    out: Floats, shown: Ints, pixel: Ints, count: int, row: int, owner: Bytes, axes: Floats, depth: Floats,
    normal: Bytes, ids: Bytes,
) -> None:  # fmt: skip
    """Depth, normal and id out of the first fragment of each pixel, which holds its first sample."""
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
        nx, ny, nz = out[NX, k] * F(127), out[NY, k] * F(127), out[NZ, k] * F(127)
        normal[row, column, 0] = np.uint8(F(128.5) + (nx * axes[0, 0] + ny * axes[0, 1] + nz * axes[0, 2]))
        normal[row, column, 1] = np.uint8(F(128.5) + (nx * axes[1, 0] + ny * axes[1, 1] + nz * axes[1, 2]))
        normal[row, column, 2] = np.uint8(F(128.5) - (nx * axes[2, 0] + ny * axes[2, 1] + nz * axes[2, 2]))


@njit(cache=True, error_model="numpy", nogil=True)
def _write_colours(out: Floats, pixel: Ints, count: int, row: int, exposure: float, table: Bytes, rgb: Bytes) -> None:
    """Expose each fragment as film does, with a shoulder that never quite burns out and a lifted black, and mix."""
    last = F(table.shape[0] - 1)
    for line in range(LR, LB + 1):
        for k in range(count):
            light = max(out[line, k], ZERO) * exposure * F(1.35)
            out[line, k] = out[SHARE, k] * (F(0.004) + F(0.972) * (ONE - math.exp(-light)))
    k = 0
    while k < count:
        column, red, green, blue = pixel[k], ZERO, ZERO, ZERO
        while k < count and pixel[k] == column:
            red, green, blue = red + out[LR, k], green + out[LG, k], blue + out[LB, k]
            k += 1
        grey, more = (F(0.25) * red + F(0.6) * green + F(0.15) * blue) * _SATURATION, ONE + _SATURATION
        red, green, blue = red * more - grey, green * more - grey, blue * more - grey
        rgb[row, column, 0] = table[int(min(max(red, ZERO), ONE) * last + HALF)]
        rgb[row, column, 1] = table[int(min(max(green, ZERO), ONE) * last + HALF)]
        rgb[row, column, 2] = table[int(min(max(blue, ZERO), ONE) * last + HALF)]
