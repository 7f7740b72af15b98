"""What is remembered of a picture of the still set, and which of its pixels a frame must paint anew."""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.fragments import BLOCK, fragments, locate
from renderer.previs.frame import ACROSS, DOWN, LINES, WAY, Eye, Lamps, Scene, X, Y, Z
from renderer.previs.lighting import CONTACT_REACH, chart_places, in_chart
from renderer.previs.mesh import Ints
from renderer.previs.precision import ZERO, F


@njit(cache=True, error_model="numpy", nogil=True)
def remember(
    triangle: Ints, side: int, points: Floats, scene: Scene, eye: Eye, lamps: Lamps, starts: Ints, pixel: Ints,
    cell: Ints, place: Floats,
) -> None:  # fmt: skip
    """Write down every fragment of the still set: its pixel, its cell of the shadow chart (-1: none), its place (n, 3).

    Row r's are those from starts[r] to starts[r + 1].
    """
    height, width = starts.shape[0] - 1, triangle.shape[1] // side
    out, todo = np.zeros((LINES, BLOCK), np.float32), np.ones((height, width), np.uint8)
    shown, column_of = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    rows, columns = lamps.chart.shape
    n = 0
    for row in range(height):
        starts[row] = n
        column = 0
        while column < width:
            count, column = fragments(triangle, side, row, column, todo, scene, out, shown, column_of)
            locate(out, shown, count, points, scene, eye)
            chart_places(out, count, lamps)
            for k in range(count):
                if shown[k] < 0:
                    continue
                pixel[n], cell[n] = row * width + column_of[k], -1
                place[n, 0], place[n, 1], place[n, 2] = out[X, k], out[Y, k], out[Z, k]
                c, r = out[ACROSS, k], out[DOWN, k]
                if out[WAY, k] > ZERO and in_chart(c, r, rows, columns):
                    cell[n] = int(r) * columns + int(c)
                n += 1
    starts[height] = n


@njit(cache=True, error_model="numpy", nogil=True)
def restore(box: Ints, first: int, kept_nearest: Floats, kept_triangle: Ints, nearest: Floats, triangle: Ints) -> None:
    """Take triangles from ``first`` on away from the samples of a box (first and last column, first and last row)."""
    for row in range(box[2], box[3] + 1):
        here, depth, was, depth_was = triangle[row], nearest[row], kept_triangle[row], kept_nearest[row]
        for column in range(box[0], box[1] + 1):
            if here[column] >= first:
                here[column], depth[column] = was[column], depth_was[column]


@njit(cache=True, error_model="numpy", nogil=True)
def mark_covered(triangle: Ints, side: int, first: int, box: Ints, todo: Bytes) -> None:
    """Mark the pixels that show triangles from ``first`` on, within a box of samples."""
    if box[0] > box[1] or box[2] > box[3]:
        return
    for row in range(box[2] // side, box[3] // side + 1):
        marks = todo[row]
        for column in range(box[0] // side, box[1] // side + 1):
            shows = False
            for line in range(side):
                for place in range(side):
                    shows |= triangle[row * side + line, column * side + place] >= first
            if shows:
                marks[column] = 1


@njit(cache=True, error_model="numpy", nogil=True)
def mark_lit(starts: Ints, pixel: Ints, cell: Ints, place: Floats, touched: Bytes, lamps: Lamps, todo: Bytes) -> None:
    """Mark the pixels whose shadow looks at a touched cell of the chart, and those that a ball may darken."""
    marks, width = todo.reshape(-1), todo.shape[1]
    _mark_shadowed(pixel, cell, touched.reshape(-1), marks)
    for i in range(lamps.contacts.shape[0]):
        ball, box = lamps.contacts[i], lamps.contact_boxes[i]
        x, y, z, far = ball[0], ball[1], ball[2], ball[3] * ball[3] * F(CONTACT_REACH * 1.001)
        for row in range(max(box[2], 0), min(box[3], todo.shape[0] - 1) + 1):
            here = slice(starts[row], starts[row + 1])
            left, right = row * width + box[0], row * width + box[1]
            begin = here.start + np.searchsorted(pixel[here], left)
            end = here.start + np.searchsorted(pixel[here], right, side="right")
            for n in range(begin, end):
                dx, dy, dz = place[n, 0] - x, place[n, 1] - y, place[n, 2] - z
                if dx * dx + dy * dy + dz * dz < far:
                    marks[pixel[n]] = 1


@njit(cache=True, error_model="numpy", nogil=True)
def _mark_shadowed(pixel: Ints, cell: Ints, touched: Bytes, marks: Bytes) -> None:
    for n in range(cell.shape[0]):
        if touched[max(cell[n], 0)] and cell[n] >= 0:
            marks[pixel[n]] = 1
