"""What the visibility buffer shows, row by row, as fragments: which triangle, where, and how it faces the camera."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import (
    COLUMN,
    DEPTH,
    DX,
    DY,
    DZ,
    FACING,
    LB,
    LG,
    LR,
    NX,
    NY,
    NZ,
    PERSON,
    ROW,
    SHARE,
    Eye,
    Scene,
    X,
    Y,
    Z,
)  # fmt: skip
from renderer.previs.mesh import Ints
from renderer.previs.precision import HALF, I32, ONE, U64, ZERO, F

BLOCK = 648
"""Fragments that are worked on at a time: few enough for their table to stay in a core's nearest cache."""


@njit(cache=True, error_model="numpy", nogil=True)
def fragments(
    triangle: Ints, side: int, row: int, column: int, todo: Bytes, scene: Scene, out: Floats, shown: Ints, pixel: Ints
) -> tuple[int, int]:
    """List a row's fragments from a column on: which triangle, at which place, with which share of its pixel.

    (fragments, the column to go on from): a pixel's fragments are never parted.
    """
    count, full = 0, out.shape[1] - side * side
    top = triangle[row * side]
    kinds = np.empty(min(todo.shape[1] - column, full + 1), np.uint8)
    _kinds_of(top, triangle[row * side + side - 1], side, todo[row], column, kinds)
    middle, line = HALF * F(side - 1), F(row * side) + HALF * F(side - 1)
    for k in range(U64(out.shape[1])):
        out[COLUMN, k], out[ROW, k], out[SHARE, k] = middle, line, ONE
    n = 0
    while n < kinds.shape[0] and count <= full:
        if kinds[n] == _WHOLE or (kinds[n] == _PARTED and side == 2 and _one_surface(triangle, row, column + n, scene)):
            shown[count], pixel[count] = top[(column + n) * side], column + n
            count += 1
        elif kinds[n] == _PARTED:
            count = _parted(triangle, side, row, column + n, scene, out, shown, pixel, count)
        n += 1
    for k in range(U64(count)):
        out[COLUMN, k] += F(pixel[k] * I32(side))
    return count, column + n


_WHOLE, _PARTED = 1, 2


@njit(cache=True, error_model="numpy", nogil=True)
def _kinds_of(top: Ints, low: Ints, side: int, todo: Bytes, column: int, kinds: Bytes) -> None:
    """Which pixels from a column on are to be painted and show one triangle (_WHOLE), or several (_PARTED); else 0.

    Four corners decide; of more than two samples a side, they do not see all there is.
    """
    if side == 2:  # by far the most usual; written out, it runs in vectors
        for n in range(U64(kinds.shape[0])):
            c = U64(column) + n
            left, right = c + c, c + c + U64(1)
            differ = (top[left] ^ top[right]) | (top[left] ^ low[left]) | (top[left] ^ low[right])
            kinds[n] = todo[c] * np.uint8(_WHOLE if differ == 0 else _PARTED)
        return
    for n in range(kinds.shape[0]):
        left, right = (column + n) * side, (column + n) * side + side - 1
        one = top[left] == top[right] and top[left] == low[left] and top[left] == low[right]
        kinds[n] = todo[column + n] * np.uint8(_WHOLE if one else _PARTED)


@njit(cache=True, error_model="numpy", nogil=True)
def _parted(
    triangle: Ints, side: int, row: int, column: int, scene: Scene, out: Floats, shown: Ints, pixel: Ints, count: int
) -> int:
    """The fragments of a pixel whose samples differ, one for each smooth surface; columns from the pixel's first."""
    r0, c0 = row * side, column * side
    unit = ONE / F(side * side)
    everything = (1 << side * side) - 1
    done = 0
    while done != everything:
        t, mine, x, y, bit = -2, 0, 0, 0, 1
        for r in range(side):
            for c in range(side):
                if not done & bit:
                    o = triangle[r0 + r, c0 + c]
                    if t == -2:
                        t = o
                    if o == t or (t >= 0 and o >= 0 and smooth(scene, t, o)):
                        done |= bit
                        mine, x, y = mine + 1, x + c, y + r
                bit <<= 1
        part = ONE / F(mine)
        out[COLUMN, count], out[ROW, count] = F(x) * part, F(r0) + F(y) * part
        out[SHARE, count] = F(mine) * unit
        shown[count], pixel[count] = t, column
        count += 1
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def _one_surface(triangle: Ints, row: int, column: int, scene: Scene) -> bool:
    """Whether the four samples of a pixel are of one smooth surface: nearly all are, of a body's small triangles.

    Worked out without a branch, for which way one goes here nobody can guess.
    """
    r, c = 2 * row, 2 * column
    t, o, p, q = triangle[r, c], triangle[r, c + 1], triangle[r + 1, c], triangle[r + 1, c + 1]
    if min(min(t, o), min(p, q)) < 0:
        return False
    return bool(smooth(scene, t, o) & smooth(scene, t, p) & smooth(scene, t, q))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def smooth(scene: Scene, t: int, o: int) -> bool:
    """Whether two triangles are of one surface to the eye: of one thing and colour, and hardly turned."""
    i, j, n = scene.faces[t, 0], scene.faces[o, 0], scene.normals
    turn = n[i, 0] * n[j, 0] + n[i, 1] * n[j, 1] + n[i, 2] * n[j, 2]
    return bool((scene.surface[o] == scene.surface[t]) & (turn > F(0.8)))


@njit(cache=True, error_model="numpy", nogil=True)
def locate(out: Floats, shown: Ints, count: int, points: Floats, scene: Scene, eye: Eye) -> None:
    """Where each fragment is in the world, its normal, its ray and how squarely it faces the camera.

    The sky's get the numbers of a point at the lens: what is worked out for them on the way is never asked for.
    """
    _corners_of(out, shown, count, points, scene)
    _rays(out, count, eye)


@njit(cache=True, error_model="numpy", nogil=True)
def _corners_of(out: Floats, shown: Ints, count: int, points: Floats, scene: Scene) -> None:
    """What comes from the triangle's corners: depth, the normal's direction, the barycentrics.

    A fragment may lie a little outside its triangle (the mean of several samples): its barycentrics
    are clamped, and its depth is taken from the corners, never extrapolated.  Neighbours that show one triangle are
    worked on together.
    """
    planes, faces, normals, owner = scene.planes, scene.faces, scene.normals, scene.owner
    first = 0
    while first < count:
        t, end = shown[first], first + 1
        while end < count and shown[end] == t:
            end += 1
        if t < 0:
            for k in range(first, end):
                out[DEPTH, k], out[PERSON, k] = ZERO, ZERO
                out[NX, k], out[NY, k], out[NZ, k] = ZERO, ZERO, ONE
            first = end
            continue
        i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
        person = ONE if owner[t] > 0 else ZERO
        p00, p01, p02, p10, p11 = planes[t, 0], planes[t, 1], planes[t, 2], planes[t, 3], planes[t, 4]
        p12, p20, p21, p22 = planes[t, 5], planes[t, 6], planes[t, 7], planes[t, 8]
        z0, z1, z2 = points[i, 2], points[j, 2], points[m, 2]
        x0, y0, h0 = normals[i, 0], normals[i, 1], normals[i, 2]
        x1, y1, h1 = normals[j, 0], normals[j, 1], normals[j, 2]
        x2, y2, h2 = normals[m, 0], normals[m, 1], normals[m, 2]
        for n in range(U64(end - first)):
            k = U64(first) + n
            column, row = out[COLUMN, k], out[ROW, k]
            b0 = max(p00 * column + p01 * row + p02, ZERO)
            b1 = max(p10 * column + p11 * row + p12, ZERO)
            b2 = max(p20 * column + p21 * row + p22, ZERO)
            scale = ONE / max(b0 + b1 + b2, F(1e-9))
            b0, b1, b2 = b0 * scale, b1 * scale, b2 * scale
            out[DEPTH, k] = b0 * z0 + b1 * z1 + b2 * z2
            out[NX, k] = x0 * b0 + x1 * b1 + x2 * b2
            out[NY, k] = y0 * b0 + y1 * b1 + y2 * b2
            out[NZ, k] = h0 * b0 + h1 * b1 + h2 * b2
            out[PERSON, k] = person
            # The colour stage needs the barycentrics; their place is taken by light afterwards.
            out[LR, k], out[LG, k], out[LB, k] = b0, b1, b2
        first = end


@njit(cache=True, error_model="numpy", nogil=True)
def _rays(out: Floats, count: int, eye: Eye) -> None:
    """Rays, places and unit normals, turned to the camera where a thing shows its back; in vectors."""
    lens, a, at = eye.lens, eye.axes, eye.position
    over_x, over_y, cx, cy = ONE / lens[0], ONE / lens[1], lens[2], lens[3]
    a00, a01, a02, a10, a11, a12 = a[0, 0], a[0, 1], a[0, 2], a[1, 0], a[1, 1], a[1, 2]
    a20, a21, a22, at_x, at_y, at_z = a[2, 0], a[2, 1], a[2, 2], at[0], at[1], at[2]
    for k in range(count):
        px, py, z = (out[COLUMN, k] - cx) * over_x, (cy - out[ROW, k]) * over_y, out[DEPTH, k]
        dx, dy, dz = a00 * px + a10 * py + a20, a01 * px + a11 * py + a21, a02 * px + a12 * py + a22
        over = ONE / math.sqrt(dx * dx + dy * dy + dz * dz)
        nx, ny, nz = out[NX, k], out[NY, k], out[NZ, k]
        size = ONE / max(math.sqrt(nx * nx + ny * ny + nz * nz), F(1e-6))
        facing = -(nx * dx + ny * dy + nz * dz) * over * size
        size = -size if facing + out[PERSON, k] < F(-0.12) else size
        out[FACING, k] = -facing if facing + out[PERSON, k] < F(-0.12) else facing
        out[DX, k], out[DY, k], out[DZ, k] = dx * over, dy * over, dz * over
        out[X, k], out[Y, k], out[Z, k] = at_x + dx * z, at_y + dy * z, at_z + dz * z
        out[NX, k], out[NY, k], out[NZ, k] = nx * size, ny * size, nz * size
