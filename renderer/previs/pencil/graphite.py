"""Graphite on paper: a stroke that presses and lifts, on paper with a tooth.

Paper is an array (h, w) of how dark each point is, 0 bare to 1.  Where strokes cross, the darker stays.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints
from renderer.previs.patterns import cloud, scatter
from renderer.previs.pencil.cracks import END, FIGURE, SEAM
from renderer.previs.pencil.strokes import Strokes
from renderer.previs.precision import HALF, ONE, ZERO, F

_ASTRAY = F(0.9)
"""Points of the sheet that a hand strays from its line."""
_WIDTH = np.array([0.0, 1.1, 1.05, 1.9, 3.0], np.float32)
"""Of a line of each kind near the camera, in points of the sheet: outlines are heavier, people's most of all."""
_PRESSURE = np.array([0.0, 0.58, 0.58, 0.88, 1.0], np.float32)
_OVERSHOOT = np.array([0.0, 7.0, 5.0, 9.0, 0.0], np.float32)
"""Points of the sheet that a line runs on beyond a corner; no artist does that on a person."""
_FAINTEST = F(0.34)
"""Of a line's width and pressure far away."""


def draw(paper: Floats, strokes: Strokes, owner: Bytes, focus: float) -> None:
    """All strokes; those farther than ``focus`` (one over the metres) are fainter the farther they are."""
    _draw(paper, strokes.points, strokes.starts, strokes.kinds, owner, F(focus), _WIDTH, _PRESSURE, _OVERSHOOT)


@njit(cache=True, error_model="numpy", nogil=True)
def _draw(
    paper: Floats, points: Floats, starts: Ints, kinds: Bytes, owner: Bytes, focus: float, widths: Floats,
    pressures: Floats, overshoots: Floats,
) -> None:  # fmt: skip
    height, width = paper.shape
    for stroke in range(kinds.shape[0]):
        begin, end, kind = starts[stroke], starts[stroke + 1], kinds[stroke]
        middle = (begin + end) // 2
        row, column = int(points[middle, 1]), int(points[middle, 0])
        row, column = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
        on_person = owner[row, column] > 0
        inverse = points[middle, 2]
        near = min(math.sqrt(inverse / focus), F(1.25)) if focus > ZERO else ONE
        near = max(near, _FAINTEST)
        wide, press, beyond = widths[kind] * near, pressures[kind] * min(near, ONE), overshoots[kind]
        if on_person:
            beyond = ZERO
            if kind == END:
                wide, press = wide * F(1.15), press * F(1.05)
            elif kind == SEAM:
                wide, press = wide * F(1.1), F(0.72) * min(near, ONE)
        line(paper, points[begin:end], wide, press, beyond * min(near, ONE), stroke)
        if kind == FIGURE and end - begin > 12:
            line(paper, points[begin:end], wide * F(0.5), press * F(0.45), ZERO, stroke + 7919)


@njit(cache=True, error_model="numpy", nogil=True)
def line(paper: Floats, points: Floats, wide: float, press: float, beyond: float, seed: int) -> None:
    """One stroke through points (n, 2 or more: column, row), run on by ``beyond`` at both ends."""
    n = points.shape[0]
    if n < 2:
        return
    gone = ZERO
    total = ZERO
    for k in range(1, n):
        total += math.hypot(points[k, 0] - points[k - 1, 0], points[k, 1] - points[k - 1, 1])
    before_x, before_y = _run_on(points, 0, min(3, n - 1), beyond * (HALF + scatter(seed, 1)))
    after_x, after_y = _run_on(points, n - 1, max(n - 4, 0), beyond * (HALF + scatter(seed, 2)))
    shift_x, shift_y = scatter(seed, 3) * F(500), scatter(seed, 4) * F(500)
    last_x, last_y = ZERO, ZERO
    for k in range(-1, n + 1):
        x, y = before_x, before_y
        if k == n:
            x, y = after_x, after_y
        elif k >= 0:
            x, y = points[k, 0], points[k, 1]
        x += (cloud((x + shift_x) * F(0.022), (y + shift_y) * F(0.022)) - HALF) * F(2) * _ASTRAY
        y += (cloud((x + shift_y) * F(0.022), (y - shift_x) * F(0.022)) - HALF) * F(2) * _ASTRAY
        if k >= 0:
            step = math.hypot(x - last_x, y - last_y)
            gone += step
            left = max(total - gone, ZERO)
            lift = min(min(gone, left) * F(0.09) + F(0.45), ONE)
            weight = lift * (F(0.82) + F(0.36) * cloud(gone * F(0.03) + shift_x, shift_y))
            dab(paper, last_x, last_y, x, y, wide * (F(0.7) + F(0.3) * weight), press * weight)
        last_x, last_y = x, y


@njit(cache=True, error_model="numpy", nogil=True)
def _run_on(points: Floats, end: int, inner: int, beyond: float) -> tuple[float, float]:
    """The end of a stroke, moved out along its direction."""
    dx, dy = points[end, 0] - points[inner, 0], points[end, 1] - points[inner, 1]
    over = beyond / max(math.hypot(dx, dy), F(1e-6))
    return points[end, 0] + dx * over, points[end, 1] + dy * over


@njit(cache=True, error_model="numpy", nogil=True)
def dab(paper: Floats, ax: float, ay: float, bx: float, by: float, wide: float, press: float) -> None:
    """A straight piece with round ends."""
    height, width = paper.shape
    half = wide * HALF
    reach = half + ONE
    left, right = max(int(min(ax, bx) - reach), 0), min(int(max(ax, bx) + reach) + 1, width - 1)
    top, bottom = max(int(min(ay, by) - reach), 0), min(int(max(ay, by) + reach) + 1, height - 1)
    dx, dy = bx - ax, by - ay
    over = ONE / max(dx * dx + dy * dy, F(1e-6))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            px, py = F(column) - ax, F(row) - ay
            t = min(max((px * dx + py * dy) * over, ZERO), ONE)
            off = math.hypot(px - dx * t, py - dy * t)
            cover = min(max(half + HALF - off, ZERO), ONE) * min(wide, ONE)
            if cover > ZERO:
                paper[row, column] = max(paper[row, column], cover * press * tooth(column, row))


@njit(cache=True, error_model="numpy", nogil=True)
def tooth(column: int, row: int) -> float:
    """How well the paper takes graphite at a point."""
    return F(0.72) + F(0.28) * scatter(column, row)
