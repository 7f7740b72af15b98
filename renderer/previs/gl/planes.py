"""The planes of triangles for whoever reads them after a frame was drawn on a card; see raster.rasterise."""

from __future__ import annotations

from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.mesh import Ints
from renderer.previs.precision import D


@njit(cache=True, error_model="numpy", nogil=True)
def planes_of(triangle: Ints, points: Floats, faces: Ints, lens: Floats, planes: Floats) -> None:
    """Write the nine coefficients of every triangle that a sample of ``triangle`` (rows, columns) shows.

    points (n, 3) in camera space; lens as for raster.rasterise, whose formulas and precision these are.
    """
    fx, fy, cx, cy = D(lens[0]), D(lens[1]), D(lens[2]), D(lens[3])
    last = -1
    for row in range(triangle.shape[0]):
        for column in range(triangle.shape[1]):
            t = triangle[row, column]
            if t < 0 or t == last:
                continue
            last = t
            i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
            z0, z1, z2 = D(points[i, 2]), D(points[j, 2]), D(points[m, 2])
            x0, x1, x2 = fx * points[i, 0] + cx * z0, fx * points[j, 0] + cx * z1, fx * points[m, 0] + cx * z2
            y0, y1, y2 = cy * z0 - fy * points[i, 1], cy * z1 - fy * points[j, 1], cy * z2 - fy * points[m, 1]
            a, b, k = y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2
            inv = 1.0 / (x0 * a + y0 * b + z0 * k)
            planes[t, 0], planes[t, 1], planes[t, 2] = a * inv, b * inv, k * inv
            planes[t, 3], planes[t, 4] = (y2 * z0 - z2 * y0) * inv, (z2 * x0 - x2 * z0) * inv
            planes[t, 5] = (x2 * y0 - y2 * x0) * inv
            planes[t, 6], planes[t, 7] = (y0 * z1 - z0 * y1) * inv, (z0 * x1 - x0 * z1) * inv
            planes[t, 8] = (x0 * y1 - y0 * x1) * inv
