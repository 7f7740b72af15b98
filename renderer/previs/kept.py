"""What is remembered of a picture of the still set, and which of its pixels a frame must paint anew."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.contact import CONTACT_REACH, STRETCH, bound, darkness, within_reach
from renderer.previs.fragments import BLOCK, fragments, locate
from renderer.previs.frame import ACROSS, DOWN, LINES, NX, NY, NZ, WAY, Eye, Lamps, Scene, X, Y, Z
from renderer.previs.lighting import chart_places, in_chart
from renderer.previs.mesh import Ints
from renderer.previs.precision import I32, ONE, U64, ZERO, F


class Places(NamedTuple):
    """Every fragment of the still set, in the order of its pixels."""

    pixel: Ints
    """Counted through the picture's rows (n,)."""
    cell: Ints
    """The cell of the shadow chart that it lies in, counted through the chart's rows; -1 where no shadow can fall."""
    table: Floats
    """(6, n): x, y, z, and the normal."""
    spans: Floats
    """Bounds of each stretch of fragments; see lighting.bound."""
    cells: Ints
    """First and last column, first and last row of the chart's cells in each stretch."""


def places_of(triangle: Ints, side: int, count: int, points: Floats, scene: Scene, eye: Eye, lamps: Lamps) -> Places:
    """Write down the fragments, ``count`` at most, of samples that show nothing but the still set."""
    pixel, cell, table = np.empty(count, np.int32), np.empty(count, np.int32), np.empty((6, count), np.float32)
    end = _write_down(triangle, side, points, scene, eye, lamps, pixel, cell, table)
    table = np.ascontiguousarray(table[:, :end])  # the sky has no fragments
    stretches = -(-end // STRETCH)
    spans, cells = np.empty((stretches, 6), np.float32), np.empty((stretches, 4), np.int32)
    bound(table, 0, end, spans)
    _bound_cells(cell[:end], lamps.chart.shape[1], cells)
    return Places(pixel[:end].copy(), cell[:end].copy(), table, spans, cells)


@njit(cache=True, error_model="numpy", nogil=True)
def _write_down(
    triangle: Ints, side: int, points: Floats, scene: Scene, eye: Eye, lamps: Lamps, pixel: Ints, cell: Ints,
    table: Floats,
) -> int:  # fmt: skip
    height, width = triangle.shape[0] // side, triangle.shape[1] // side
    out, todo = np.zeros((LINES, BLOCK), np.float32), np.ones((height, width), np.uint8)
    shown, column_of = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    rows, columns = lamps.chart.shape
    n = 0
    for row in range(height):
        column = 0
        while column < width:
            count, column = fragments(triangle, side, row, column, todo, scene, out, shown, column_of)
            locate(out, shown, count, points, scene, eye)
            chart_places(out, count, lamps)
            for k in range(count):
                if shown[k] < 0:
                    continue
                pixel[n], cell[n] = row * width + column_of[k], -1
                table[0, n], table[1, n], table[2, n] = out[X, k], out[Y, k], out[Z, k]
                table[3, n], table[4, n], table[5, n] = out[NX, k], out[NY, k], out[NZ, k]
                c, r = out[ACROSS, k], out[DOWN, k]
                if out[WAY, k] > ZERO and in_chart(c, r, rows, columns):
                    cell[n] = int(r) * columns + int(c)
                n += 1
    return n


@njit(cache=True, error_model="numpy", nogil=True)
def _bound_cells(cell: Ints, columns: int, cells: Ints) -> None:
    for s in range(cells.shape[0]):
        left, right, top, bottom = columns, -1, columns, -1
        for n in range(s * STRETCH, min(s * STRETCH + STRETCH, cell.shape[0])):
            if cell[n] >= 0:
                row, column = cell[n] // columns, cell[n] % columns
                left, right, top, bottom = min(left, column), max(right, column), min(top, row), max(bottom, row)
        cells[s, 0], cells[s, 1], cells[s, 2], cells[s, 3] = left, right, top, bottom


@njit(cache=True, error_model="numpy", nogil=True)
def restore(
    boxes: Ints, first: int, kept_nearest: Floats, kept_triangle: Ints, nearest: Floats, triangle: Ints
) -> None:
    """Take triangles from ``first`` on away from the samples of some boxes (n, 4).

    A box is first and last column, first and last row; boxes are in the order of their first columns.
    """
    name = I32(first)
    for row in range(triangle.shape[0]):
        here, depth, was, depth_was = triangle[row], nearest[row], kept_triangle[row], kept_nearest[row]
        done = 0
        for n in range(boxes.shape[0]):
            if boxes[n, 2] <= row <= boxes[n, 3]:
                for column in range(U64(max(boxes[n, 0], done)), U64(boxes[n, 1] + 1)):
                    if here[column] >= name:
                        here[column], depth[column] = was[column], depth_was[column]
                done = max(done, boxes[n, 1] + 1)


@njit(cache=True, error_model="numpy", nogil=True)
def mark_covered(triangle: Ints, side: int, first: int, boxes: Ints, todo: Bytes) -> None:
    """Mark the pixels that show triangles from ``first`` on, within some boxes of samples as for restore."""
    for row in range(todo.shape[0]):
        done = 0
        for n in range(boxes.shape[0]):
            left, right, top, bottom = boxes[n, 0], boxes[n, 1], boxes[n, 2], boxes[n, 3]
            if left <= right and top // side <= row <= bottom // side:
                begin, end = max(left // side, done), right // side + 1
                _mark_row(triangle[row * side : (row + 1) * side], side, I32(first), begin, end, todo[row])
                done = max(done, end)


@njit(cache=True, error_model="numpy", nogil=True)
def _mark_row(lines: Ints, side: int, first: int, begin: int, end: int, marks: Bytes) -> None:
    """Mark a row's pixels from begin to end that show triangles from ``first`` on in their lines of samples."""
    if side == 2:  # by far the most usual; written out, it runs in vectors
        high, low = lines[0], lines[1]
        for column in range(U64(begin), U64(max(begin, end))):
            left, right = column + column, column + column + U64(1)
            most = max(max(high[left], high[right]), max(low[left], low[right]))
            marks[column] |= most >= first
        return
    for column in range(begin, end):
        for line in range(side):
            for place in range(side):
                marks[column] |= lines[line, column * side + place] >= first


@njit(cache=True, error_model="numpy", nogil=True)
def mark_lit(places: Places, touched: Bytes, boxes: Ints, lamps: Lamps, todo: Bytes) -> None:
    """Mark the pixels whose shadow looks at a touched cell of the chart, and those that a ball darkens.

    ``boxes`` (n, 4) hold all touched cells: first and last column, first and last row.
    """
    marks, width, pixel, spans = todo.reshape(-1), todo.shape[1], places.pixel, places.spans
    cells, balls, reaches, shadowed = places.cells, lamps.contacts, lamps.contact_boxes, touched.reshape(-1)
    darkest = np.zeros(STRETCH, np.float32)
    for s in range(spans.shape[0]):
        first, end = s * STRETCH, min(s * STRETCH + STRETCH, pixel.shape[0])
        if _meets_any(cells, s, boxes):
            _mark_shadowed(pixel, places.cell, first, end, shadowed, marks)
        top, bottom, near = pixel[first] // width, pixel[end - 1] // width, False
        for i in range(balls.shape[0]):
            if reaches[i, 2] <= bottom and top <= reaches[i, 3] and within_reach(spans, s, balls, i):
                _note_darkened(places.table, first, end, balls, i, darkest)
                near = True
        if near:
            for n in range(first, end):
                if darkest[n - first] > ZERO:
                    marks[pixel[n]] = 1
            darkest[:] = ZERO


@njit(cache=True, error_model="numpy", nogil=True)
def _meets_any(cells: Ints, s: int, boxes: Ints) -> bool:
    left, right, top, bottom = cells[s, 0], cells[s, 1], cells[s, 2], cells[s, 3]
    for i in range(boxes.shape[0]):
        if left <= boxes[i, 1] and boxes[i, 0] <= right and top <= boxes[i, 3] and boxes[i, 2] <= bottom:
            return True
    return False


@njit(cache=True, error_model="numpy", nogil=True)
def _mark_shadowed(pixel: Ints, cell: Ints, first: int, end: int, touched: Bytes, marks: Bytes) -> None:
    for n in range(first, end):
        if touched[max(cell[n], 0)] and cell[n] >= 0:
            marks[pixel[n]] = 1


@njit(cache=True, error_model="numpy", nogil=True)
def _note_darkened(table: Floats, first: int, end: int, balls: Floats, i: int, darkest: Floats) -> None:
    x, y, z, square = balls[i, 0], balls[i, 1], balls[i, 2], balls[i, 3] * balls[i, 3]
    over = ONE / (square * F(CONTACT_REACH))
    for k in range(U64(end - first)):
        n = U64(first) + k
        lx, ly, lz = x - table[0, n], y - table[1, n], z - table[2, n]
        dark = darkness(table[3, n], table[4, n], table[5, n], lx, ly, lz, square, over)
        darkest[k] = max(darkest[k], dark)
