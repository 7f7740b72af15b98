"""Which triangle is nearest at each sample of the picture, and in a light's map.

Homogeneous rasterisation (M. Olano and T. Greer, "Triangle Scan Conversion using 2D Homogeneous
Coordinates", 1997): a vertex in front of the camera is (column * z, row * z, z).  The rows of the
inverse of a triangle's three vertices give functions u0, u1, u2, linear in column and row, with
u_i = barycentric_i / z.  A sample is inside where all three are positive, their sum is 1 / z, and
the near plane is one more straight edge, so a floor under the camera is cut exactly there and never
dropped.  Each row's span is solved from these edges, so only covered samples are visited.  All this
is worked out in double precision: a body's triangles are often smaller than a sample, and single
precision would lose every tenth of them.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import NO_SHADOW, ONE_SIDED, STRUCK, Ints
from renderer.previs.precision import I32, ONE, U32, U64, ZERO, D, F

Doubles = npt.NDArray[np.float64]
Corners = tuple[float, float, float]

NEAR = 0.05
"""Metres before the lens where things begin."""

COINCIDES = F(1.00001)
"""How many times as near as what is there a triangle must be to be drawn over it.

Of faces that coincide the first one drawn is seen everywhere: rounding would hatch the one with the other.
"""

_SLACK = 2e-3
"""Samples by which a span is widened, so that rounding opens no crack between neighbours."""

_WIDE = 1e30
"""Columns beyond any picture."""


@njit(cache=True, error_model="numpy", nogil=True)
def clear(nearest: Floats, triangle: Ints) -> None:
    """Nothing drawn yet: infinitely far, triangle -1."""
    nearest[:] = ZERO
    triangle[:] = -1


@njit(cache=True, error_model="numpy", nogil=True)
def rasterise(
    points: Floats, faces: Ints, flags: Bytes, lens: Floats, first: int, planes: Floats, nearest: Floats, triangle: Ints
) -> None:
    """Draw triangles into the visibility buffer.

    points (n, 3) in camera space: right, up, depth.  lens: samples per unit of x / z and y / z, and
    the column and row of the optical axis.  Triangle f is written as ``first + f``; its nine
    coefficients (u0, u1, u2 by column, row, 1) go to planes[first + f] for the shader.
    nearest (rows, columns) holds 1 / z; both it and triangle are contiguous.
    """
    if not len(faces):
        return
    low, depths, names = faces.min(), nearest.reshape(-1), triangle.reshape(-1)
    seen = _projected(points[low : faces.max() + 1], lens)
    for f in range(faces.shape[0]):
        if flags[f] & STRUCK:
            continue
        i, j, m = U32(faces[f, 0] - low), U32(faces[f, 1] - low), U32(faces[f, 2] - low)
        over = seen[i, 2], seen[j, 2], seen[m, 2]
        if min(over) > 0.0:
            across, down = (seen[i, 0], seen[j, 0], seen[m, 0]), (seen[i, 1], seen[j, 1], seen[m, 1])
            _draw(across, down, over, flags[f], first + f, planes, nearest.shape, depths, names)
        elif max(over) > 0.0:
            corners = points[faces[f, 0]], points[faces[f, 1]], points[faces[f, 2]]
            _draw_cut(corners, flags[f], lens, first + f, planes, nearest.shape, depths, names)


@njit(cache=True, error_model="numpy", nogil=True)
def _projected(points: Floats, lens: Floats) -> Doubles:
    """Column, row and 1 / z of each point (n, 3); -1 for 1 / z of those that are not before the lens."""
    seen = np.empty((points.shape[0], 3), np.float64)
    fx, fy, cx, cy = D(lens[0]), D(lens[1]), D(lens[2]), D(lens[3])
    for n in range(points.shape[0]):
        z = D(points[n, 2])
        over = 1.0 / z
        seen[n, 0], seen[n, 1] = cx + fx * points[n, 0] * over, cy - fy * points[n, 1] * over
        seen[n, 2] = over if z >= NEAR else -1.0
    return seen


@njit(cache=True, error_model="numpy", nogil=True)
def _draw(
    columns: Corners, rows: Corners, over: Corners, flag: int, slot: int, planes: Floats, shape: tuple[int, int],
    depths: Floats, names: Ints,
) -> None:  # fmt: skip
    """Draw a triangle that lies before the lens, given by its corners' columns, rows and 1 / z."""
    (c0, c1, c2), (r0, r1, r2), (o0, o1, o2), (height, width) = columns, rows, over, shape
    top = max(math.ceil(min(r0, r1, r2) - _SLACK), 0)
    bottom = min(math.floor(max(r0, r1, r2) + _SLACK), height - 1)
    left = max(math.ceil(min(c0, c1, c2) - _SLACK), 0)
    right = min(math.floor(max(c0, c1, c2) + _SLACK), width - 1)
    area = (c1 - c0) * (r2 - r0) - (c2 - c0) * (r1 - r0)
    if top > bottom or left > right or area == 0.0 or (area > 0.0 and flag & ONE_SIDED):
        return
    inv = 1.0 / area
    a0, b0, k0 = (r1 - r2) * inv, (c2 - c1) * inv, (c1 * r2 - r1 * c2) * inv
    a1, b1, k1 = (r2 - r0) * inv, (c0 - c2) * inv, (c2 * r0 - r2 * c0) * inv
    a2, b2, k2 = (r0 - r1) * inv, (c1 - c0) * inv, (c0 * r1 - r0 * c1) * inv
    _keep(planes[slot], (a0 * o0, b0 * o0, k0 * o0), (a1 * o1, b1 * o1, k1 * o1), (a2 * o2, b2 * o2, k2 * o2))
    a, b, k = a0 * o0 + a1 * o1 + a2 * o2, b0 * o0 + b1 * o1 + b2 * o2, k0 * o0 + k1 * o1 + k2 * o2
    # A triangle seen edge-on has a steep depth: no sample of it may lie nearer than its nearest corner.
    nearest_corner = F(max(o0, o1, o2))
    (e0, f0, g0, h0), (e1, f1, g1, h1), (e2, f2, g2, h2) = _bound(a0, b0, k0), _bound(a1, b1, k1), _bound(a2, b2, k2)
    for row in range(top, bottom + 1):
        lo = max(max(e0 * row + f0, e1 * row + f1), max(e2 * row + f2, D(left)))
        hi = min(min(g0 * row + h0, g1 * row + h1), min(g2 * row + h2, D(right)))
        _fill(lo, hi, row, a, b * row + k, nearest_corner, slot, width, depths, names)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _keep(plane: Floats, u0: Corners, u1: Corners, u2: Corners) -> None:
    plane[0], plane[1], plane[2] = u0
    plane[3], plane[4], plane[5] = u1
    plane[6], plane[7], plane[8] = u2


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _bound(a: float, b: float, k: float) -> tuple[float, float, float, float]:
    """Where a * column + b * row + k is not negative: from e * row + f to g * row + h, as (e, f, g, h).

    An edge along a row (a = 0) bounds no row's span; where the triangle begins and ends does.
    """
    e = -b / a
    f = -k / a
    if a > 0.0:
        return e, f, 0.0, _WIDE
    if a < 0.0:
        return 0.0, -_WIDE, e, f
    return 0.0, -_WIDE, 0.0, _WIDE


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _fill(
    lo: float, hi: float, row: int, slope: float, rest: float, most: float, slot: int, width: int, depths: Floats,
    names: Ints,
) -> None:  # fmt: skip
    """Write a triangle into the samples of a row from lo to hi where its slope * column + rest, 1 / z, is nearest."""
    begin, end = max(math.ceil(lo - _SLACK), 0), min(math.floor(hi + _SLACK), width - 1)
    # Counted without a sign: an index that may be negative keeps the loop out of vectors.
    start, step, base, name = U64(row * width + begin), F(slope), F(slope * begin + rest), I32(slot)
    for i in range(U64(max(end - begin + 1, 0))):
        value = min(base + step * F(I32(i)), most)
        if value > depths[start + i] * COINCIDES:
            depths[start + i] = value
            names[start + i] = name


@njit(cache=True, error_model="numpy", nogil=True)
def _draw_cut(
    corners: tuple[Floats, Floats, Floats], flag: int, lens: Floats, slot: int, planes: Floats,
    shape: tuple[int, int], depths: Floats, names: Ints,
) -> None:  # fmt: skip
    """Draw a triangle of which only a part lies before the lens, given by its corners in camera space."""
    height, width = shape
    (x0, y0, z0), (x1, y1, z1), (x2, y2, z2) = (
        _homogeneous(corners[0], lens),
        _homogeneous(corners[1], lens),
        _homogeneous(corners[2], lens),
    )
    det = x0 * (y1 * z2 - z1 * y2) + y0 * (z1 * x2 - x1 * z2) + z0 * (x1 * y2 - y1 * x2)
    if det == 0.0 or (det > 0.0 and flag & ONE_SIDED):
        return
    inv = 1.0 / det
    a0, b0, k0 = (y1 * z2 - z1 * y2) * inv, (z1 * x2 - x1 * z2) * inv, (x1 * y2 - y1 * x2) * inv
    a1, b1, k1 = (y2 * z0 - z2 * y0) * inv, (z2 * x0 - x2 * z0) * inv, (x2 * y0 - y2 * x0) * inv
    a2, b2, k2 = (y0 * z1 - z0 * y1) * inv, (z0 * x1 - x0 * z1) * inv, (x0 * y1 - y0 * x1) * inv
    _keep(planes[slot], (a0, b0, k0), (a1, b1, k1), (a2, b2, k2))
    a, b, k = a0 + a1 + a2, b0 + b1 + b2, k0 + k1 + k2
    for row in range(height):
        lo, hi = 0.0, D(width - 1)
        lo, hi = _within(lo, hi, a0, b0 * row + k0)
        lo, hi = _within(lo, hi, a1, b1 * row + k1)
        lo, hi = _within(lo, hi, a2, b2 * row + k2)
        lo, hi = _within(lo, hi, -a, 1.0 / NEAR - (b * row + k))
        if lo <= hi + 2 * _SLACK:
            _fill(lo, hi, row, a, b * row + k, F(1.0 / NEAR), slot, width, depths, names)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _homogeneous(point: Floats, lens: Floats) -> Corners:
    """column * z, row * z, z of a point in camera space."""
    z = D(point[2])
    return D(lens[0]) * point[0] + D(lens[2]) * z, D(lens[3]) * z - D(lens[1]) * point[1], z


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _within(lo: float, hi: float, slope: float, rest: float) -> tuple[float, float]:
    """Where in [lo, hi] slope * x + rest is not negative."""
    if slope > 0.0:
        lo = max(lo, -rest / slope)
    elif slope < 0.0:
        hi = min(hi, -rest / slope)
    elif rest < 0.0:
        hi = lo - 1.0
    return lo, hi


@njit(cache=True, error_model="numpy", nogil=True)
def reach(points: Floats, lens: Floats, rows: int, columns: int) -> Ints:
    """The samples that a body of these points (n, 3), in camera space, may cover.

    First and last column, first and last row; all there are as soon as a point is not before the lens, and a last that
    is smaller than the first where there is nothing.
    """
    left, right, top, bottom = F(columns), F(-1), F(rows), F(-1)
    for n in range(points.shape[0]):
        z = points[n, 2]
        if z < F(NEAR):
            return np.array([0, columns - 1, 0, rows - 1], np.int32)
        column, row = lens[2] + lens[0] * points[n, 0] / z, lens[3] - lens[1] * points[n, 1] / z
        left, right, top, bottom = min(left, column), max(right, column), min(top, row), max(bottom, row)
    left, top = min(max(left - ONE, ZERO), F(columns)), min(max(top - ONE, ZERO), F(rows))
    right, bottom = max(min(right + ONE, F(columns - 1)), F(-1)), max(min(bottom + ONE, F(rows - 1)), F(-1))
    return np.array([int(left), int(right), int(top), int(bottom)], np.int32)


@njit(cache=True, error_model="numpy", nogil=True)
def lay_shadow(points: Floats, faces: Ints, flags: Bytes, chart: Floats) -> None:
    """Draw triangles into a light's map: chart[row, column] keeps the greatest height towards the light.

    points (n, 3): column, row, height towards the light in metres.
    """
    rows, columns = chart.shape
    for f in range(faces.shape[0]):
        if flags[f] & NO_SHADOW:
            continue
        i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
        x0, x1, x2 = points[i0, 0], points[i1, 0], points[i2, 0]
        y0, y1, y2 = points[i0, 1], points[i1, 1], points[i2, 1]
        top = max(0, math.ceil(min(y0, y1, y2)))
        bottom = min(rows - 1, math.floor(max(y0, y1, y2)))
        left = max(0, math.ceil(min(x0, x1, x2)))
        right = min(columns - 1, math.floor(max(x0, x1, x2)))
        if top > bottom or left > right:
            continue
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < F(1e-7):
            continue
        inv = ONE / area
        a1, b1 = (y2 - y0) * inv, (x0 - x2) * inv
        a2, b2 = (y0 - y1) * inv, (x1 - x0) * inv
        k1, k2 = -(a1 * x0 + b1 * y0), -(a2 * x0 + b2 * y0)
        h0, h1, h2 = points[i0, 2], points[i1, 2] - points[i0, 2], points[i2, 2] - points[i0, 2]
        for row in range(top, bottom + 1):
            e1, e2 = b1 * row + k1, b2 * row + k2
            lo, hi = F(left), F(right)
            if a1 > 0:
                lo = max(lo, -e1 / a1)
            elif a1 < 0:
                hi = min(hi, -e1 / a1)
            if a2 > 0:
                lo = max(lo, -e2 / a2)
            elif a2 < 0:
                hi = min(hi, -e2 / a2)
            a0, e0 = -(a1 + a2), ONE - e1 - e2
            if a0 > 0:
                lo = max(lo, -e0 / a0)
            elif a0 < 0:
                hi = min(hi, -e0 / a0)
            for column in range(math.ceil(lo), math.floor(hi) + 1):
                height = h0 + (a1 * column + e1) * h1 + (a2 * column + e2) * h2
                if height > chart[row, column]:
                    chart[row, column] = height
