"""The key's shadow chart and the cover that furniture gives, both laid over the part of the place that plays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from film.base import Vec3
from film.place import Wall
from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints
from renderer.previs.raster import lay_shadow

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


def cover_over(
    centre: Vec3, radius: float, points: Floats, faces: Ints, flags: Bytes, walls: tuple[Wall, ...]
) -> tuple[Floats, Floats]:
    """(cover, cover_at) for shade.Lamps: heights of furniture and walls seen from above, blurred over half a metre."""
    cell = 2 * radius / COVER
    at = np.array([1 / cell, COVER / 2 - centre[0] / cell, COVER / 2 - centre[1] / cell], np.float32)
    plan = np.column_stack([points[:, 0] * at[0] + at[1], points[:, 1] * at[0] + at[2], points[:, 2]])
    heights = np.zeros((COVER, COVER), np.float32)
    lay_shadow(np.ascontiguousarray(plan, np.float32), faces, flags, heights)
    heights = np.minimum(heights, 1.2)
    for wall in walls:
        _trace(heights, wall, at)
    return _blurred(_blurred(heights, max(1, round(0.16 / cell))), max(1, round(0.16 / cell))), at


def _trace(heights: Floats, wall: Wall, at: Floats) -> None:
    length = math.dist(wall.start, wall.end)
    steps = np.linspace(0, 1, max(2, int(length * at[0] * 2)))
    xs = (wall.start[0] + (wall.end[0] - wall.start[0]) * steps) * at[0] + at[1]
    ys = (wall.start[1] + (wall.end[1] - wall.start[1]) * steps) * at[0] + at[2]
    inside = (xs >= 0) & (ys >= 0) & (xs < COVER) & (ys < COVER)
    heights[ys[inside].astype(int), xs[inside].astype(int)] = min(wall.height, 1.2)


def _blurred(heights: Floats, reach: int) -> Floats:
    """Box blur of 2 * reach + 1 cells each way."""
    out = heights.astype(np.float64)
    for axis in (0, 1):
        padded = np.concatenate([np.zeros_like(out.take([0], axis)), np.cumsum(out, axis)], axis)
        high = np.minimum(np.arange(COVER) + reach + 1, COVER)
        low = np.maximum(np.arange(COVER) - reach, 0)
        out = (padded.take(high, axis) - padded.take(low, axis)) / (2 * reach + 1)
    return np.asarray(out, np.float32)
