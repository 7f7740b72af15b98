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
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import NO_SHADOW, ONE_SIDED, STRUCK, Ints
from renderer.previs.precision import ONE, ZERO, D, F

NEAR = 0.05
"""Metres before the lens where things begin."""

_SLACK = 2e-3
"""Samples by which a span is widened, so that rounding opens no crack between neighbours."""


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
    nearest (rows, columns) holds 1 / z.
    """
    rows, columns = nearest.shape
    fx, fy, cx, cy = D(lens[0]), D(lens[1]), D(lens[2]), D(lens[3])
    near_edge = 1.0 / NEAR
    for f in range(faces.shape[0]):
        if flags[f] & STRUCK:
            continue
        i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
        z0, z1, z2 = D(points[i0, 2]), D(points[i1, 2]), D(points[i2, 2])
        if z0 < NEAR and z1 < NEAR and z2 < NEAR:
            continue
        x0, x1, x2 = fx * points[i0, 0] + cx * z0, fx * points[i1, 0] + cx * z1, fx * points[i2, 0] + cx * z2
        y0, y1, y2 = cy * z0 - fy * points[i0, 1], cy * z1 - fy * points[i1, 1], cy * z2 - fy * points[i2, 1]
        a0, b0, k0 = y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2
        det = x0 * a0 + y0 * b0 + z0 * k0
        if det == 0.0 or (det > 0.0 and flags[f] & ONE_SIDED):
            continue
        left, right, top, bottom = 0, columns - 1, 0, rows - 1
        crosses = z0 < NEAR or z1 < NEAR or z2 < NEAR
        if not crosses:
            over0, over1, over2 = 1.0 / z0, 1.0 / z1, 1.0 / z2
            c0, c1, c2 = x0 * over0, x1 * over1, x2 * over2
            r0, r1, r2 = y0 * over0, y1 * over1, y2 * over2
            top = max(top, math.ceil(min(r0, r1, r2) - _SLACK))
            bottom = min(bottom, math.floor(max(r0, r1, r2) + _SLACK))
            left = max(left, math.ceil(min(c0, c1, c2) - _SLACK))
            right = min(right, math.floor(max(c0, c1, c2) + _SLACK))
            if top > bottom or left > right:
                continue
        inv = 1.0 / det
        a0, b0, k0 = a0 * inv, b0 * inv, k0 * inv
        a1, b1, k1 = (y2 * z0 - z2 * y0) * inv, (z2 * x0 - x2 * z0) * inv, (x2 * y0 - y2 * x0) * inv
        a2, b2, k2 = (y0 * z1 - z0 * y1) * inv, (z0 * x1 - x0 * z1) * inv, (x0 * y1 - y0 * x1) * inv
        slot = first + f
        planes[slot, 0], planes[slot, 1], planes[slot, 2] = a0, b0, k0
        planes[slot, 3], planes[slot, 4], planes[slot, 5] = a1, b1, k1
        planes[slot, 6], planes[slot, 7], planes[slot, 8] = a2, b2, k2
        a, b, k = a0 + a1 + a2, b0 + b1 + b2, k0 + k1 + k2
        g0, g1, g2 = 1.0 / a0, 1.0 / a1, 1.0 / a2
        # A triangle seen edge-on has a steep depth: no sample of it may lie nearer than its nearest corner.
        nearest_corner = F(near_edge if crosses else 1.0 / min(z0, z1, z2))
        for row in range(top, bottom + 1):
            lo, hi = D(left), D(right)
            lo, hi = _edge(lo, hi, a0, g0, b0 * row + k0)
            lo, hi = _edge(lo, hi, a1, g1, b1 * row + k1)
            lo, hi = _edge(lo, hi, a2, g2, b2 * row + k2)
            if crosses:
                lo, hi = _edge(lo, hi, -a, -1.0 / a, near_edge - (b * row + k))
            if not lo <= hi + 2 * _SLACK:
                continue
            begin, end = max(math.ceil(lo - _SLACK), left), min(math.floor(hi + _SLACK), right)
            step, base = F(a), F(a * begin + b * row + k)
            for i in range(end - begin + 1):
                value = min(base + step * F(i), nearest_corner)
                if value > nearest[row, begin + i]:
                    nearest[row, begin + i] = value
                    triangle[row, begin + i] = slot


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _edge(lo: float, hi: float, slope: float, inverse: float, rest: float) -> tuple[float, float]:
    """Where in [lo, hi] slope * x + rest is not negative."""
    if slope > 0.0:
        lo = max(lo, -rest * inverse)
    elif slope < 0.0:
        hi = min(hi, -rest * inverse)
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
