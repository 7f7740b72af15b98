"""Floor geometry: what stands where, what overlaps, where feet can go, and the largest clear rectangle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from film.base import Vec2
from film.place import Fixture

Rect = tuple[float, float, float, float]
"""Min x, min y, max x, max y in metres."""

BODY_RADIUS = 0.17
"""Half the depth of a body that squeezes sideways along a row: what a walker needs either side of the line."""

_CELL = 0.1
_LARGE = 30.0
"""Square metres from which a grid of 0.2 m is fine enough to look for the stage."""


def corners(fixture: Fixture, margin: float = 0.0) -> tuple[Vec2, Vec2, Vec2, Vec2]:
    """The footprint's corners in metres, ``margin`` further out on every side."""
    x, y, _ = fixture.position
    half_depth, half_width = fixture.size[0] / 2 + margin, fixture.size[1] / 2 + margin
    cos, sin = math.cos(math.radians(fixture.yaw)), math.sin(math.radians(fixture.yaw))

    def at(along: float, across: float) -> Vec2:
        return x + along * cos - across * sin, y + along * sin + across * cos

    a, b = half_depth, half_width
    return at(a, b), at(-a, b), at(-a, -b), at(a, -b)


def bounds(points: Iterable[Vec2]) -> Rect:
    """The rectangle around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(a: Sequence[Vec2], b: Sequence[Vec2], slack: float = 0.005) -> bool:
    """Whether two convex polygons share more than ``slack`` metres (separating axis theorem)."""
    return not (_parted(a, b, slack) or _parted(b, a, slack))


def _parted(a: Sequence[Vec2], b: Sequence[Vec2], slack: float) -> bool:
    for (x0, y0), (x1, y1) in zip(a, (*a[1:], a[0]), strict=True):
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = (y1 - y0) / length, (x0 - x1) / length
        pa = [nx * x + ny * y for x, y in a]
        pb = [nx * x + ny * y for x, y in b]
        if max(pa) <= min(pb) + slack or max(pb) <= min(pa) + slack:
            return True
    return False


def box(rect: Rect) -> tuple[Vec2, Vec2, Vec2, Vec2]:
    """A rectangle as a polygon."""
    x0, y0, x1, y1 = rect
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def around(point: Vec2, radius: float) -> Rect:
    """The square around a point."""
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius


def free_cells(
    area: Rect, solids: Iterable[Fixture], margin: float, cell: float = _CELL
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which cells of a grid over ``area`` are clear, (rows, columns), and their middles, (rows, columns, 2)."""
    x0, y0, x1, y1 = area
    xs = np.arange(x0 + cell / 2, x1, cell)
    ys = np.arange(y0 + cell / 2, y1, cell)
    middles = np.stack(np.meshgrid(xs, ys), axis=-1)
    free = (
        (middles[..., 0] >= x0 + margin)
        & (middles[..., 0] <= x1 - margin)
        & (middles[..., 1] >= y0 + margin)
        & (middles[..., 1] <= y1 - margin)
    )
    for fixture in solids:
        free &= ~_within(middles, fixture, margin)
    return free, middles


def _within(points: NDArray[np.float64], fixture: Fixture, margin: float) -> NDArray[np.bool_]:
    yaw = math.radians(fixture.yaw)
    dx, dy = points[..., 0] - fixture.position[0], points[..., 1] - fixture.position[1]
    along = dx * math.cos(yaw) + dy * math.sin(yaw)
    across = -dx * math.sin(yaw) + dy * math.cos(yaw)
    depth, width, _ = fixture.size
    near: NDArray[np.bool_] = (np.abs(along) < depth / 2 + margin) & (np.abs(across) < width / 2 + margin)
    return near


def walkable(area: Rect, solids: Iterable[Fixture], start: Vec2) -> NDArray[np.float64]:
    """The points, (n, 2), that feet reach from ``start`` without leaving ``area`` or passing through a solid."""
    free, middles = free_cells(area, solids, BODY_RADIUS)
    away = np.hypot(middles[..., 0] - start[0], middles[..., 1] - start[1])
    away[~free] = np.inf
    reached = np.zeros_like(free)
    if away.size and float(away.min()) < 0.6:
        reached[np.unravel_index(int(away.argmin()), away.shape)] = True
    before = 0
    while (count := int(reached.sum())) > before:
        before = count
        # One sweep in each direction carries the flood along whole rows and columns at a time.
        for view in (reached, reached.T):
            clear = free if view is reached else free.T
            for grid, open_ in ((view, clear), (view[::-1], clear[::-1])):
                for row in range(1, grid.shape[0]):
                    grid[row] |= grid[row - 1] & open_[row]
    points: NDArray[np.float64] = middles[reached]
    return points


def largest_clear(area: Rect, solids: Iterable[Fixture], margin: float, longest: float = 6.0) -> Rect:
    """The best rectangle of ``area`` that keeps ``margin`` from its edge and every solid.

    The best has the most floor, where no side counts more than 2.5 times the other: two people and a
    camera use a square better than a strip.  Of equals the one nearest to the middle is taken.  Neither
    side is longer than ``longest``.
    """
    cell = _CELL if (area[2] - area[0]) * (area[3] - area[1]) < _LARGE else 2 * _CELL
    free, middles = free_cells(area, solids, margin, cell)
    bottom, left, top, right = _best_rectangle(free, round(longest / cell))
    (x0, y0), (x1, y1) = middles[bottom, left], middles[top, right]
    return round(float(x0), 2), round(float(y0), 2), round(float(x1), 2), round(float(y1), 2)


def _best_rectangle(free: NDArray[np.bool_], limit: int) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column: for every width the tallest that stands on each row."""
    rows, columns = free.shape
    heights = np.zeros((rows, columns), dtype=np.int64)
    tall = np.zeros(columns, dtype=np.int64)
    for row in range(rows):
        tall = np.where(free[row], np.minimum(tall + 1, limit), 0)
        heights[row] = tall
    row_of, left_of = np.arange(rows)[:, None], np.arange(columns)[None, :]
    best, found, lowest = 0.0, (0, 0, 0, 0), heights
    for wide in range(1, min(limit, columns) + 1):
        if wide > 1:
            lowest = np.minimum(lowest[:, :-1], heights[:, wide - 1 :])
        left = left_of[:, : columns - wide + 1]
        off = np.abs(2 * left + wide - 1 - columns) + np.abs(2 * row_of - lowest - rows)
        worth = np.minimum(wide, 2.5 * lowest) * np.minimum(lowest, 2.5 * wide) - 0.01 * off
        index = int(np.argmax(worth))
        row, first = divmod(index, worth.shape[1])
        value = float(worth[row, first])
        height = int(lowest[row, first])
        place = (row - height + 1, first, row, first + wide - 1)
        # Of equals the lowest and leftmost.
        if value > best or (value == best > 0 and (row, first) < (found[2], found[1])):
            best, found = value, place
    return found
