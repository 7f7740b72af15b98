"""Cracks followed from end to end and made into strokes of a hand: parted at corners, smoothed, a little astray."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints
from renderer.previs.precision import HALF, ONE, F

_BACK = 6
"""Corners of the grid over which a line's direction is taken."""
_CORNER = F(0.62)
"""Cosine of a turn below which a line is parted."""
_PASSES = 5
"""How often each point is drawn to the middle of its neighbours (1, 2, 1): the staircase of the grid goes."""


class Strokes(NamedTuple):
    """``points`` (n, 3): column, row on the sheet and one over the metres; stroke i's go from starts[i] to starts[i+1].

    ``kinds`` (s,) are those of cracks.
    """

    points: Floats
    starts: Ints
    kinds: Bytes


def followed(right: Bytes, below: Bytes, inverse: Floats) -> Strokes:
    """All lines of a sheet as strokes, from the top down.  The cracks are used up."""
    most = int(np.count_nonzero(right)) + int(np.count_nonzero(below))
    points = np.empty((2 * most + 2, 3), np.float32)
    starts, kinds = np.zeros(2 * most + 2, np.int32), np.zeros(2 * most + 1, np.uint8)
    count = _follow(right, below, inverse, points, starts, kinds)
    return Strokes(points[: starts[count]], starts[: count + 1], kinds[:count])


@njit(cache=True, error_model="numpy", nogil=True)
def _crack(right: Bytes, below: Bytes, i: int, j: int, way: int) -> int:
    """The kind of the crack that leaves corner (i, j) up, right, down or left; 0 outside the sheet."""
    height, width = right.shape
    if way == 0:
        return right[i - 1, j - 1] if i > 0 and j > 0 else 0
    if way == 1:
        return below[i - 1, j] if i > 0 and j < width else 0
    if way == 2:
        return right[i, j - 1] if i < height and j > 0 else 0
    return below[i - 1, j - 1] if i > 0 and j > 0 else 0


@njit(cache=True, error_model="numpy", nogil=True)
def _near(inverse: Floats, i: int, j: int, way: int) -> float:
    """One over the metres of the nearer of the two points that the crack parts."""
    if way == 0:
        return float(max(inverse[i - 1, j - 1], inverse[i - 1, j]))
    if way == 1:
        return float(max(inverse[i - 1, j], inverse[i, j]))
    if way == 2:
        return float(max(inverse[i, j - 1], inverse[i, j]))
    return float(max(inverse[i - 1, j - 1], inverse[i, j - 1]))


@njit(cache=True, error_model="numpy", nogil=True)
def _use_up(right: Bytes, below: Bytes, i: int, j: int, way: int) -> None:
    if way == 0:
        right[i - 1, j - 1] = 0
    elif way == 1:
        below[i - 1, j] = 0
    elif way == 2:
        right[i, j - 1] = 0
    else:
        below[i - 1, j - 1] = 0


@njit(cache=True, error_model="numpy", nogil=True)
def _follow(right: Bytes, below: Bytes, inverse: Floats, points: Floats, starts: Ints, kinds: Bytes) -> int:
    """First the lines that have an end, then the rings."""
    height, width = right.shape
    count = 0
    for ends in (True, False):
        for i in range(height + 1):
            for j in range(width + 1):
                while True:
                    ways, first = 0, -1
                    for way in range(4):
                        if _crack(right, below, i, j, way):
                            ways += 1
                            if first < 0:
                                first = way
                    if first < 0 or (ends and ways % 2 == 0):
                        break
                    kinds[count] = _crack(right, below, i, j, first)
                    starts[count + 1] = _trail(right, below, inverse, i, j, first, points, starts[count])
                    count += 1
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def _trail(right: Bytes, below: Bytes, inverse: Floats, i: int, j: int, way: int, points: Floats, n: int) -> int:
    """Follow a line from a corner, straight on where there is a choice and never on to another kind."""
    first = n
    kind, near = _crack(right, below, i, j, way), _near(inverse, i, j, way)
    points[n, 0], points[n, 1], points[n, 2] = F(j) - HALF, F(i) - HALF, near
    n += 1
    while way >= 0:
        near = _near(inverse, i, j, way)
        _use_up(right, below, i, j, way)
        i, j = i + (way == 2) - (way == 0), j + (way == 1) - (way == 3)
        points[n, 0], points[n, 1], points[n, 2] = F(j) - HALF, F(i) - HALF, near
        n += 1
        back = max(n - 1 - _BACK, first)
        dx, dy = points[n - 1, 0] - points[back, 0], points[n - 1, 1] - points[back, 1]
        over = ONE / max(math.sqrt(dx * dx + dy * dy), F(1e-6))
        best, way = F(-9), -1
        for next_way in range(4):
            if _crack(right, below, i, j, next_way) != kind:
                continue
            to_x, to_y = F((next_way == 1) - (next_way == 3)), F((next_way == 2) - (next_way == 0))
            there = _near(inverse, i, j, next_way)
            off = abs(there - near) / max(there, near, F(1e-9))
            score = (dx * to_x + dy * to_y) * over - F(3) * off
            if score > best:
                best, way = score, next_way
    return n


def handmade(strokes: Strokes, shortest: float) -> Strokes:
    """The strokes parted at corners and smoothed, every third point kept; what is shorter than ``shortest`` falls."""
    most = len(strokes.points)
    points, starts = np.empty((most + 2 * len(strokes.kinds) + 2, 3), np.float32), np.zeros(most + 2, np.int32)
    kinds = np.zeros(most + 1, np.uint8)
    count = _shape(strokes.points, strokes.starts, strokes.kinds, shortest, points, starts, kinds)
    return Strokes(points[: starts[count]], starts[: count + 1], kinds[:count])


@njit(cache=True, error_model="numpy", nogil=True)
def _shape(
    raw: Floats, first: Ints, kinds: Bytes, shortest: float, points: Floats, starts: Ints, out_kinds: Bytes
) -> int:
    count = 0
    for stroke in range(kinds.shape[0]):
        begin, end = first[stroke], first[stroke + 1]
        smooth = _smoothed(raw[begin:end], 2)
        cut, n = 0, end - begin
        for at in range(1, n + 1):
            if at < n and not _is_corner(smooth, at, cut):
                continue
            last = min(at, n - 1)
            if F(last - cut) >= shortest:
                piece = _smoothed(raw[begin + cut : begin + last + 1], _PASSES)
                to = starts[count]
                for k in range(0, last - cut, 3):
                    points[to] = piece[k]
                    to += 1
                points[to] = piece[last - cut]
                starts[count + 1], out_kinds[count] = to + 1, kinds[stroke]
                count += 1
            cut = last
    return count


@njit(cache=True, error_model="numpy", nogil=True)
def _is_corner(points: Floats, at: int, cut: int) -> bool:
    """Whether a line turns sharply at a point, and more so than at its neighbours."""
    n = points.shape[0]
    if at - cut < _BACK or n - 1 - at < _BACK:
        return False
    here = _turn(points, at)
    if here > _CORNER:
        return False
    for near in range(max(at - 3, _BACK), min(at + 4, n - _BACK)):
        other = _turn(points, near)
        if other < here or (other == here and near < at):
            return False
    return True


@njit(cache=True, error_model="numpy", nogil=True)
def _turn(points: Floats, at: int) -> float:
    """The cosine between the ways into a point and out of it."""
    ax, ay = points[at, 0] - points[at - _BACK, 0], points[at, 1] - points[at - _BACK, 1]
    bx, by = points[at + _BACK, 0] - points[at, 0], points[at + _BACK, 1] - points[at, 1]
    size = math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by))
    return float((ax * bx + ay * by) / max(size, F(1e-6)))


@njit(cache=True, error_model="numpy", nogil=True)
def _smoothed(points: Floats, times: int) -> Floats:
    """Each point between its neighbours, both ends kept."""
    out, n = points.copy(), points.shape[0]
    for _ in range(times):
        before = out.copy()
        for k in range(1, n - 1):
            for axis in range(3):
                out[k, axis] = (before[k - 1, axis] + before[k, axis] + before[k, axis] + before[k + 1, axis]) * F(0.25)
    return out
