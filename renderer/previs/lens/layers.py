"""A part of the picture by how unsharp it is, in cells of some pixels, spread over the circles of its points.

A cell is four numbers: red, green, blue, each times the fourth, which is how much of the cell belongs to the layer.
Every cell is spread as a disc: a difference at each end of each of the disc's rows, summed up along the row at the
end, so that it costs what the disc is high and not its area (the idea of Kosloff, Tao & Barsky, "Depth of Field
Postprocessing for Layered Scenes Using Constant-Time Rectangle Spreading", 2009, for discs).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.precision import FLOOR, HALF, I32, ONE, ZERO, F

Doubles = npt.NDArray[np.float64]

_FINE = 8
"""Radii of discs to a cell."""
_MOST = 6.5
"""Cells to a radius: beyond it the cells are made larger."""
_LEAST = 0.5
"""A disc is no smaller than its cell."""
_BY_CELLS = 4 * (1 / 12 + 1 / 12 + 1 / 6)
"""What cells and the way back from them to pixels add to a disc's radius, squared: four times the variances of the
cell's own square (1/12), of the disc's steps (1/12) and of the straight lines between cells (1/6)."""
_SCALES = (2, 4, 8)


class Range(NamedTuple):
    """Which diameters (pixels, a layer before the plane of focus by their negatives) belong to a layer.

    None below ``none``, all from ``all`` to ``full``, again none above ``gone``; in between, in part.
    """

    none: float
    all: float
    full: float
    gone: float


class Layer(NamedTuple):
    """Cells (rows, columns, 4), so many pixels each, with ``pad`` more of them round the picture."""

    cells: Floats
    scale: int
    pad: int


def layer_of(rgb: Bytes, circles: Floats, range_: Range, light: Floats, largest: float, squeeze: float) -> Layer:
    """The part of a picture whose circles are in a range, ``largest`` in diameter at most, spread over them."""
    scale = next((each for each in _SCALES if largest / 2 / each <= _MOST), _SCALES[-1])
    chords, shares = _discs(min(largest / 2 / scale, 2 * _MOST), squeeze)
    pad = chords.shape[1] // 2 + 1
    rows, columns = (-(-side // scale) + 2 * pad for side in circles.shape)
    cells, sizes = np.zeros((rows, columns, 4), np.float32), np.zeros((rows, columns), np.float32)
    _gather(rgb, circles, np.array(range_, np.float32), light, scale, pad, cells, sizes)
    _continue(cells, sizes, pad)
    spread = np.zeros((rows, columns + 2, 4), np.float32)
    _spread(cells, sizes, chords, shares, F(_FINE / 2 / scale), spread)
    return Layer(spread, scale, pad)


class Sums(NamedTuple):
    """Cells summed up from the top left corner (rows + 1, columns + 1, 4), as ``Layer`` else."""

    sums: Doubles
    scale: int
    pad: int


def sums_of(rgb: Bytes, circles: Floats, range_: Range, light: Floats, like: Layer) -> Sums:
    """The part of a picture whose circles are in a range, for means over any square of it (Crow, "Summed-Area Tables
    for Texture Mapping", 1984)."""
    rows, columns = like.cells.shape[0], like.cells.shape[1] - 2
    cells, sizes = np.zeros((rows, columns, 4), np.float32), np.zeros((rows, columns), np.float32)
    _gather(rgb, circles, np.array(range_, np.float32), light, like.scale, like.pad, cells, sizes)
    _continue(cells, sizes, like.pad)
    sums = np.zeros((rows + 1, columns + 1, 4))
    np.cumsum(np.cumsum(cells, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
    return Sums(sums, like.scale, like.pad)


@lru_cache(maxsize=64)
def _discs(largest: float, squeeze: float) -> tuple[Floats, Floats]:
    """Half the mean width of each row of discs (k, rows) of growing radius, in cells, and one over their areas (k,)."""
    sizes = np.arange(math.ceil(largest * _FINE) + 2) / _FINE
    radii = np.sqrt(np.maximum(sizes**2 - _BY_CELLS, _LEAST**2))
    high = math.ceil(radii[-1] + 0.5)
    edges = np.clip((np.arange(2 * high + 2) - high - 0.5) / radii[:, None], -1.0, 1.0)
    below = (edges * np.sqrt(1 - edges**2) + np.arcsin(edges)) / 2  # the half disc's area up to there
    half = np.diff(below, axis=1) * radii[:, None] ** 2 / squeeze
    return half.astype(np.float32), (1 / (2 * half.sum(axis=1))).astype(np.float32)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def belongs(circle: float, none: float, all_: float, full: float, gone: float) -> float:
    """How much of a pixel is in a range; see Range."""
    up, down = (circle - none) / (all_ - none), (gone - circle) / (gone - full)
    return max(min(min(up, down), ONE), ZERO)


@njit(cache=True, error_model="numpy", nogil=True)
def _gather(
    rgb: Bytes, circles: Floats, range_: Floats, light: Floats, scale: int, pad: int, cells: Floats, sizes: Floats
) -> None:
    """Fill the cells inside their pad with what belongs to them and its mean diameter."""
    none, all_, full, gone = range_[0], range_[1], range_[2], range_[3]
    sign = ONE if all_ >= ZERO else -ONE
    height, width = circles.shape
    whole = ONE / F(scale * scale)
    for y in range(height):
        row, wide = cells[y // scale + pad], sizes[y // scale + pad]
        for x in range(width):
            circle = circles[y, x]
            share = belongs(circle, none, all_, full, gone)
            if share > ZERO:
                j = x // scale + pad
                part = share * whole
                row[j, 0] += light[rgb[y, x, 0]] * part
                row[j, 1] += light[rgb[y, x, 1]] * part
                row[j, 2] += light[rgb[y, x, 2]] * part
                row[j, 3] += part
                wide[j] += sign * circle * part
    # Cells at the right and lower edge may hold fewer pixels than the others.
    for i in range(cells.shape[0]):
        for j in range(cells.shape[1]):
            if cells[i, j, 3] > ZERO:
                sizes[i, j] /= cells[i, j, 3]
                inside_y = min(height - (i - pad) * scale, scale)
                inside_x = min(width - (j - pad) * scale, scale)
                if inside_x * inside_y < scale * scale:
                    more = F(scale * scale) / F(inside_x * inside_y)
                    for k in range(4):
                        cells[i, j, k] *= more


@njit(cache=True, error_model="numpy", nogil=True)
def _continue(cells: Floats, sizes: Floats, pad: int) -> None:
    """The picture goes on beyond its frame as it is at its edge."""
    rows, columns = sizes.shape
    for i in range(rows):
        inner = min(max(i, pad), rows - pad - 1)
        for j in range(columns):
            across = min(max(j, pad), columns - pad - 1)
            if inner != i or across != j:
                cells[i, j] = cells[inner, across]
                sizes[i, j] = sizes[inner, across]


@njit(cache=True, error_model="numpy", nogil=True)
def _spread(cells: Floats, sizes: Floats, chords: Floats, shares: Floats, fine: float, spread: Floats) -> None:
    """Each cell as a disc of its size: ``fine`` turns a diameter into a row of ``chords``."""
    rows, columns = sizes.shape
    high = chords.shape[1] // 2
    last = chords.shape[0] - 1
    end = F(columns)
    for i in range(rows):
        for j in range(columns):
            weight = cells[i, j, 3]
            if weight <= ZERO:
                continue
            k = min(I32(sizes[i, j] * fine + HALF), last)
            share = shares[k]
            r, g, b, w = cells[i, j, 0] * share, cells[i, j, 1] * share, cells[i, j, 2] * share, weight * share
            middle = F(j) + HALF
            for n in range(2 * high + 1):
                half = chords[k, n]
                y = i + n - high
                if half <= ZERO or y < 0 or y >= rows:
                    continue
                row = spread[y]
                start, stop = max(middle - half, ZERO), min(middle + half, end)
                a, z = FLOOR(start), FLOOR(stop)
                first, later = I32(a), I32(z)
                over, past = start - a, stop - z
                one, two = ONE - over, ONE - past
                row[first, 0] += r * one
                row[first, 1] += g * one
                row[first, 2] += b * one
                row[first, 3] += w * one
                row[first + 1, 0] += r * over
                row[first + 1, 1] += g * over
                row[first + 1, 2] += b * over
                row[first + 1, 3] += w * over
                row[later, 0] -= r * two
                row[later, 1] -= g * two
                row[later, 2] -= b * two
                row[later, 3] -= w * two
                row[later + 1, 0] -= r * past
                row[later + 1, 1] -= g * past
                row[later + 1, 2] -= b * past
                row[later + 1, 3] -= w * past
    for i in range(rows):
        row = spread[i]
        for j in range(1, columns):
            for k in range(4):
                row[j, k] += row[j - 1, k]
