"""What the visibility buffer shows, row by row, as fragments: which triangle, where, and how it faces the camera."""

from __future__ import annotations

import math

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
from renderer.previs.precision import HALF, ONE, ZERO, F

BLOCK = 648
"""Fragments that are worked on at a time: few enough for their table to stay in a core's nearest cache."""


@njit(cache=True, error_model="numpy", nogil=True)
def fragments(
    triangle: Ints, side: int, row: int, column: int, todo: Bytes, scene: Scene, out: Floats, shown: Ints, pixel: Ints
) -> tuple[int, int]:
    """List a row's fragments from a column on: which triangle, at which place, with which share of its pixel.

    (fragments, the column to go on from): a pixel's fragments are never parted.
    """
    count, full, width = 0, out.shape[1] - side * side, todo.shape[1]
    top, low = triangle[row * side], triangle[row * side + side - 1]
    middle, line = HALF * F(side - 1), F(row * side) + HALF * F(side - 1)
    while column < width and count <= full:
        if todo[row, column]:
            c0 = column * side
            first = top[c0]
            # Of more than two samples a side, the four corners would not do.
            if first == top[c0 + side - 1] and first == low[c0] and first == low[c0 + side - 1]:
                out[COLUMN, count], out[ROW, count], out[SHARE, count] = F(c0) + middle, line, ONE
                shown[count], pixel[count] = first, column
                count += 1
            else:
                count = _parted(triangle, side, row, column, scene, out, shown, pixel, count)
        column += 1
    return count, column


@njit(cache=True, error_model="numpy", nogil=True)
def _parted(
    triangle: Ints, side: int, row: int, column: int, scene: Scene, out: Floats, shown: Ints, pixel: Ints, count: int
) -> int:
    """The fragments of a pixel whose samples differ: one for each smooth surface."""
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
                    if o == t or (t >= 0 and o >= 0 and _smooth(scene, t, o)):
                        done |= bit
                        mine, x, y = mine + 1, x + c, y + r
                bit <<= 1
        part = ONE / F(mine)
        out[COLUMN, count], out[ROW, count] = F(c0) + F(x) * part, F(r0) + F(y) * part
        out[SHARE, count] = F(mine) * unit
        shown[count], pixel[count] = t, column
        count += 1
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def _smooth(scene: Scene, t: int, o: int) -> bool:
    """Whether two triangles are of one surface to the eye: of one thing and colour, and hardly turned."""
    if scene.surface[o] != scene.surface[t]:
        return False
    i, j, n = scene.faces[t, 0], scene.faces[o, 0], scene.normals
    return bool(n[i, 0] * n[j, 0] + n[i, 1] * n[j, 1] + n[i, 2] * n[j, 2] > F(0.8))


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
    are clamped, and its depth is taken from the corners, never extrapolated.
    """
    planes, faces, normals = scene.planes, scene.faces, scene.normals
    last, person = -1, ZERO
    p00 = p01 = p02 = p10 = p11 = p12 = p20 = p21 = p22 = ZERO
    z0 = z1 = z2 = x0 = y0 = h0 = x1 = y1 = h1 = x2 = y2 = h2 = ZERO
    for k in range(count):
        t = shown[k]
        if t < 0:
            out[DEPTH, k], out[PERSON, k] = ZERO, ZERO
            out[NX, k], out[NY, k], out[NZ, k] = ZERO, ZERO, ONE
            continue
        if t != last:
            last, person = t, ONE if scene.owner[t] > 0 else ZERO
            i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
            p00, p01, p02, p10, p11, p12 = (
                planes[t, 0],
                planes[t, 1],
                planes[t, 2],
                planes[t, 3],
                planes[t, 4],
                planes[t, 5],
            )
            p20, p21, p22 = planes[t, 6], planes[t, 7], planes[t, 8]
            z0, z1, z2 = points[i, 2], points[j, 2], points[m, 2]
            x0, y0, h0 = normals[i, 0], normals[i, 1], normals[i, 2]
            x1, y1, h1 = normals[j, 0], normals[j, 1], normals[j, 2]
            x2, y2, h2 = normals[m, 0], normals[m, 1], normals[m, 2]
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
