"""The key's shadow chart and the cover that furniture gives, both laid over the part of the place that plays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

from film.base import Vec3
from film.place import Wall
from renderer.previs.colour import Bytes, Floats
from renderer.previs.lighting import COVER_TOP, SHADOW_TAPS
from renderer.previs.mesh import NO_SHADOW, Ints
from renderer.previs.raster import lay_shadow
from renderer.previs.stock import Stock

CHART = 1024
"""Cells across the shadow chart."""
COVER = 192
"""Cells across the cover."""
_NOTHING = np.float32(-1e6)


@dataclass(frozen=True)
class Chart:
    """Where a light's map lies: ``axes`` (3, 4) take (x, y, z, 1) to column, row and metres towards the light."""

    axes: Floats
    cell: float

    def of(self, points: Floats) -> Floats:
        """World points (n, 3) in the chart."""
        return np.ascontiguousarray(points @ self.axes[:, :3].T + self.axes[:, 3])


def chart_over(centre: Vec3, radius: float, to_light: Vec3, cells: int = CHART) -> Chart:
    """A chart that holds the ball of ``radius`` metres about ``centre``.

    Its middle is snapped to whole cells, so that the shadow's edge lies still when the centre moves.
    """
    light = np.asarray(to_light, np.float64)
    light /= np.linalg.norm(light)
    helper = np.array([0.0, 0.0, 1.0]) if abs(light[2]) < 0.95 else np.array([0.0, 1.0, 0.0])
    u = np.cross(helper, light)
    u /= np.linalg.norm(u)
    v = np.cross(light, u)
    cell = 2 * radius / cells
    axes = np.zeros((3, 4))
    for line, axis in enumerate((u, v)):
        middle = math.floor(float(axis @ np.asarray(centre)) / cell)
        axes[line, :3] = axis / cell
        axes[line, 3] = cells / 2 - middle
    axes[2, :3] = light
    return Chart(axes.astype(np.float32), cell)


def shadows(chart: Chart, points: Floats, faces: Ints, flags: Bytes, cells: int = CHART) -> Floats:
    """The chart of what stands still."""
    map_ = np.full((cells, cells), _NOTHING, np.float32)
    lay_shadow(chart.of(points), faces, flags, map_)
    return map_


class Shadows:
    """The chart of a shot frame by frame: what stands still, and over it whoever and whatever moves."""

    def __init__(self, chart: Chart, still: Floats, stock: Stock) -> None:
        self._chart, self._still, self._stock = chart, still, stock
        self._now, self._touched = still.copy(), np.zeros(still.shape, np.uint8)
        self._boxes: list[tuple[slice, slice]] = []
        self._marked = np.zeros((0, 4), np.int32)
        flags = stock.scene.flags
        self._casting = [
            (part, stock.local(part), flags[part.faces])
            for part in stock.moving
            if not (flags[part.faces] & NO_SHADOW).all()
        ]

    def laid(self) -> Floats:
        """The chart of the stock as it is placed now; the next call writes over it."""
        for there in self._boxes:
            self._now[there] = self._still[there]
        self._boxes = []
        for part, faces, flags in self._casting:
            points = self._chart.of(self._stock.vertices[part.vertices])
            self._boxes.append(_box(points, *self._now.shape))
            lay_shadow(points, faces, flags, self._now)
        return self._now

    def touched(self) -> tuple[Bytes, Ints]:
        """1 for each cell that has a tap on something that moves, and the boxes (n, 4) that hold all such cells.

        A box is first and last column, first and last row.  The next call writes over the cells.
        """
        for left, right, top, bottom in self._marked:
            self._touched[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = 0
        before, after = SHADOW_TAPS[1], 1 - SHADOW_TAPS[0]
        sides = [(c.start - before, c.stop + after, r.start - before, r.stop + after) for r, c in self._boxes]
        for rows, columns in self._boxes:
            touch(self._still, self._now, rows.start, rows.stop, columns.start, columns.stop, self._touched)
        self._marked = np.asarray(sides, np.int32).reshape(-1, 4)
        return self._touched, self._marked


def _box(points: Floats, rows: int, columns: int) -> tuple[slice, slice]:
    """The rows and columns of the chart that points (n, 3) in it lie in."""
    low, high = np.floor(points[:, :2].min(0)), np.ceil(points[:, :2].max(0))
    left, right = (int(min(max(x, 0), columns)) for x in (low[0], high[0] + 1))
    top, bottom = (int(min(max(y, 0), rows)) for y in (low[1], high[1] + 1))
    return slice(top, bottom), slice(left, right)


@njit(cache=True, error_model="numpy", nogil=True)
def touch(still: Floats, now: Floats, top: int, bottom: int, left: int, right: int, touched: Bytes) -> None:
    """Mark the cells of which a tap lies on one that changed, within a box of rows and columns."""
    rows, columns = still.shape
    before, after = SHADOW_TAPS[1], SHADOW_TAPS[0]
    for row in range(top, bottom):
        for column in range(left, right):
            if now[row, column] != still[row, column]:
                first, end = max(column - before, 0), min(column - after + 1, columns)
                touched[max(row - before, 0) : min(row - after + 1, rows), first:end] = 1


def cover_over(
    centre: Vec3, radius: float, points: Floats, faces: Ints, flags: Bytes, walls: tuple[Wall, ...]
) -> tuple[Floats, Floats]:
    """(cover, cover_at) for shade.Lamps: heights of furniture and walls seen from above, blurred over half a metre."""
    cell = 2 * radius / COVER
    at = np.array([1 / cell, COVER / 2 - centre[0] / cell, COVER / 2 - centre[1] / cell], np.float32)
    plan = np.column_stack([points[:, 0] * at[0] + at[1], points[:, 1] * at[0] + at[2], points[:, 2]])
    heights = np.zeros((COVER, COVER), np.float32)
    lay_shadow(np.ascontiguousarray(plan, np.float32), faces, flags, heights)
    heights = np.minimum(heights, COVER_TOP)
    for wall in walls:
        _trace(heights, wall, at)
    return _blurred(_blurred(heights, max(1, round(0.16 / cell))), max(1, round(0.16 / cell))), at


def _trace(heights: Floats, wall: Wall, at: Floats) -> None:
    length = math.dist(wall.start, wall.end)
    steps = np.linspace(0, 1, max(2, int(length * at[0] * 2)))
    xs = (wall.start[0] + (wall.end[0] - wall.start[0]) * steps) * at[0] + at[1]
    ys = (wall.start[1] + (wall.end[1] - wall.start[1]) * steps) * at[0] + at[2]
    inside = (xs >= 0) & (ys >= 0) & (xs < COVER) & (ys < COVER)
    heights[ys[inside].astype(int), xs[inside].astype(int)] = min(wall.height, COVER_TOP)


def _blurred(heights: Floats, reach: int) -> Floats:
    """Box blur of 2 * reach + 1 cells each way."""
    out = heights.astype(np.float64)
    for axis in (0, 1):
        padded = np.concatenate([np.zeros_like(out.take([0], axis)), np.cumsum(out, axis)], axis)
        high = np.minimum(np.arange(COVER) + reach + 1, COVER)
        low = np.maximum(np.arange(COVER) - reach, 0)
        out = (padded.take(high, axis) - padded.take(low, axis)) / (2 * reach + 1)
    return np.asarray(out, np.float32)
