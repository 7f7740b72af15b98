"""Lines of the geometry: where one thing ends before another, where a surface breaks, where somebody begins.

One over the distance is linear in the picture over a plane, whatever its slant.  So where two neighbours do not
continue each other's line, one thing ends: no threshold in metres is needed, and a floor seen flat has no lines.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.precision import ONE, ZERO, F

OUTLINE, CREASE = 255, 150
"""How strong a line is: where one thing ends before another, and where a surface breaks."""

_JUMP = F(0.012)
"""Share of one over the distance by which neighbours must miss each other's line."""
_BREAK = F(0.80)
"""Cosine between the normals of neighbours below which a surface breaks; people are rounder and break later."""
_BREAK_ON_PEOPLE = F(0.35)


def lines(metres: Floats, normal: Bytes, ids: Bytes) -> Bytes:
    """The lines' strength (h, w), 0 where there is none, one pixel wide, on the nearer side of every end."""
    strength = np.zeros(metres.shape, np.uint8)
    with np.errstate(divide="ignore"):
        inverse = np.float32(1) / metres
    _draw(inverse, normal, ids, strength)
    return strength


def edges(strength: Bytes) -> Bytes:
    """White lines on black, as Canny's detector gives them."""
    return np.where(strength > 0, np.uint8(255), np.uint8(0))


def softedge(strength: Bytes) -> Bytes:
    """The same lines with soft sides, outlines brighter than creases, as a learned edge detector gives them."""
    soft = np.zeros_like(strength)
    _soften(strength, soft)
    return soft


@njit(cache=True, error_model="numpy", nogil=True)
def _draw(inverse: Floats, normal: Bytes, ids: Bytes, out: Bytes) -> None:
    height, width = inverse.shape
    for row in range(height):
        for column in range(width):
            for down in range(2):
                r, c = row + down, column + 1 - down
                if r >= height or c >= width:
                    continue
                a, b = inverse[row, column], inverse[r, c]
                found = 0
                if ids[row, column] != ids[r, c]:
                    found = OUTLINE
                elif a != b:
                    r0, c0, r1, c1 = row - down, column - 1 + down, r + down, c + 1 - down
                    before = inverse[r0, c0] if r0 >= 0 and c0 >= 0 else a
                    after = inverse[r1, c1] if r1 < height and c1 < width else b
                    slack = _JUMP * max(a, b)
                    if abs(b - (a + a - before)) > slack and abs(a - (b + b - after)) > slack:
                        found = OUTLINE
                if found == 0 and a > ZERO and b > ZERO:
                    x = _dot(normal, row, column, r, c)
                    if x < (_BREAK_ON_PEOPLE if ids[row, column] else _BREAK):
                        found = CREASE
                if found:
                    if b > a:
                        out[r, c] = max(out[r, c], found)
                    else:
                        out[row, column] = max(out[row, column], found)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _dot(normal: Bytes, row: int, column: int, r: int, c: int) -> float:
    """The cosine between two pixels' normals."""
    if normal[row, column, 0] == normal[r, c, 0] and normal[row, column, 1] == normal[r, c, 1]:
        return ONE
    total = ZERO
    for axis in range(3):
        total += (F(normal[row, column, axis]) - F(128)) * (F(normal[r, c, axis]) - F(128))
    return total * (ONE / F(127 * 127))


@njit(cache=True, error_model="numpy", nogil=True)
def _soften(strength: Bytes, out: Bytes) -> None:
    """A line keeps three quarters of its strength and lends its neighbours some, twice as much beside as at corners."""
    height, width = strength.shape
    total = np.zeros((height, width), np.uint16)
    for row in range(height):
        for column in range(width):
            line = strength[row, column]
            if line:
                for r in range(max(row - 1, 0), min(row + 2, height)):
                    for c in range(max(column - 1, 0), min(column + 2, width)):
                        weight = 4 if r == row and c == column else 2 if r == row or c == column else 1
                        total[r, c] += np.uint16(weight * line)
    for row in range(height):
        for column in range(width):
            if total[row, column]:
                out[row, column] = max(min(total[row, column] // 8, 255), strength[row, column] * 3 // 4)
