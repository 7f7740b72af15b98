"""Darkness where bodies touch: feet on a floor, hips on a chair, as balls that take their share of the sky."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.frame import NX, NY, NZ, OPEN, Lamps, X, Y, Z
from renderer.previs.mesh import Ints
from renderer.previs.precision import ONE, U64, ZERO, F

CONTACT_REACH = 40.0
"""Square of the radii as far as which a ball darkens."""

STRETCH = 64
"""Fragments side by side that are looked at as one, whether a ball can reach them."""


@njit(cache=True, error_model="numpy", nogil=True)
def touch(out: Floats, pixel: Ints, count: int, row: int, lamps: Lamps) -> None:
    """Darkness where bodies touch; a stretch of fragments that no ball reaches is passed over whole."""
    balls, boxes = lamps.contacts, lamps.contact_boxes
    spans, bounded = np.empty(((count + STRETCH - 1) // STRETCH, 6), np.float32), False
    for i in range(balls.shape[0]):
        left, right = boxes[i, 0], boxes[i, 1]
        if row < boxes[i, 2] or row > boxes[i, 3] or pixel[count - 1] < left or pixel[0] > right:
            continue
        if not bounded:
            bound(out, X, count, spans)
            bounded = True
        for n in range(spans.shape[0]):
            first, end = n * STRETCH, min(n * STRETCH + STRETCH, count)
            if pixel[end - 1] >= left and pixel[first] <= right and within_reach(spans, n, balls, i):
                _darken(out, first, end, balls, i)


@njit(cache=True, error_model="numpy", nogil=True, fastmath={"nnan", "nsz"})
def bound(table: Floats, line: int, count: int, spans: Floats) -> None:
    """The least x, y, z of each stretch of fragments and the greatest, to ``spans`` (n, 6); all finite.

    ``line`` is the line of x in the table, y and z follow.
    """
    for n in range(spans.shape[0]):
        first, end = n * STRETCH, min(n * STRETCH + STRETCH, count)
        for axis in range(3):
            low = high = table[line + axis, first]
            for m in range(U64(end - first)):
                x = table[line + axis, U64(first) + m]
                low, high = min(low, x), max(high, x)
            spans[n, axis], spans[n, axis + 3] = low, high


@njit(cache=True, error_model="numpy", nogil=True)
def within_reach(spans: Floats, n: int, balls: Floats, i: int) -> bool:
    """Whether ball i may darken anything in stretch n."""
    x, y, z, radius = balls[i, 0], balls[i, 1], balls[i, 2], balls[i, 3]
    dx = max(max(spans[n, 0] - x, x - spans[n, 3]), ZERO)
    dy = max(max(spans[n, 1] - y, y - spans[n, 4]), ZERO)
    dz = max(max(spans[n, 2] - z, z - spans[n, 5]), ZERO)
    return bool(dx * dx + dy * dy + dz * dz < radius * radius * F(CONTACT_REACH * 1.001))


@njit(cache=True, error_model="numpy", nogil=True)
def _darken(out: Floats, first: int, end: int, balls: Floats, i: int) -> None:
    x, y, z, square = balls[i, 0], balls[i, 1], balls[i, 2], balls[i, 3] * balls[i, 3]
    over = ONE / (square * F(CONTACT_REACH))
    for n in range(U64(end - first)):
        k = U64(first) + n
        lx, ly, lz = x - out[X, k], y - out[Y, k], z - out[Z, k]
        out[OPEN, k] *= ONE - darkness(out[NX, k], out[NY, k], out[NZ, k], lx, ly, lz, square, over)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def darkness(nx: float, ny: float, nz: float, lx: float, ly: float, lz: float, square: float, over: float) -> float:
    """The share of the sky that a ball at (lx, ly, lz) takes from a surface of normal (nx, ny, nz).

    That is the cosine to it times its share of the half-sphere, fading to nothing at the square root of CONTACT_REACH
    radii, and a fifth of a percent less: what nobody would see costs nothing.  ``square`` is the radius' square,
    ``over`` one by the square of what it reaches.
    """
    away = max(lx * lx + ly * ly + lz * lz, F(1e-5))
    toward = max((nx * lx + ny * ly + nz * lz) / math.sqrt(away), ZERO)
    near = min(square / away, ONE) * max(ONE - away * over, ZERO)
    return max(F(0.85) * toward * near - F(0.002), ZERO)
