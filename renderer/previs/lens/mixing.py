"""Layers laid over each other and over the sharp picture, pixel by pixel; what is in focus keeps its bytes."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.lens.layers import Doubles, Layer, Range, Sums, belongs
from renderer.previs.precision import HALF, I32, ONE, ZERO, D, F

GLOW = 1.12
"""Light l of the picture (0 to 1) is taken to have been l / (GLOW - l) before it was printed: a lamp stays a lamp when
it is spread, as on the sensor, where it is much brighter than a white wall."""
_SQUARE = math.sqrt(math.pi) / 4
"""Half the side of a square over the diameter of a circle of the same area."""
SAME, _OTHER = 0.02, 0.04
"""Circles in frame heights: up to the first, what is sharp beside a point is the same thing; from the second, none."""
_THIN = 1e-4
"""Less of a layer than that has no colour."""


def light_table() -> Floats:
    """The light that a byte stands for: its square as the display's, with the print's shoulder taken back."""
    shown = (np.arange(256) / 255) ** 2
    return np.asarray(shown / (GLOW - shown), np.float32)


def lay_behind(rgb: Bytes, circles: Floats, unsharp: Range, back: Layer, middle: Layer, light: Floats) -> None:
    """What lies behind the plane of focus: ``middle`` over ``back``; it goes where it is seen and not beyond.

    In-focus things before it end sharply, and none of their colour gets into it.
    """
    _behind(
        rgb, circles, np.array(unsharp, np.float32), back.cells, back.scale, back.pad, middle.cells, middle.scale,
        middle.pad, light,
    )  # fmt: skip


def lay_before(
    rgb: Bytes, circles: Floats, unsharp: Range, near: Layer, hidden: tuple[Sums, ...], light: Floats, squeeze: float
) -> None:
    """What lies before the plane of focus spreads over everything.

    Within its rim what it hides shines through it, as much as there is of it within the circle of each point.
    ``hidden`` is what is behind the plane of focus, and that with what is in it: what is sharp beside something hardly
    unsharp is the same thing going on, and beside something very unsharp another one behind it.
    """
    far, all_ = hidden[0], hidden[-1]
    _before(
        rgb, circles, np.array(unsharp, np.float32), near.cells, near.scale, near.pad, far.sums, all_.sums, light,
        F(squeeze),
    )  # fmt: skip


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _byte(light: float) -> int:
    """The byte of a light, see light_table."""
    shown = F(GLOW) * light / (ONE + light)
    return I32(min(math.sqrt(max(shown, ZERO)) * F(255) + HALF, F(255)))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _between_rows(cells: Floats, scale: int, pad: int, y: int, row: Floats) -> float:
    """Fill in the cells at the height of a row of pixels; the most that one of them holds."""
    at = (F(y) + HALF) / F(scale) - HALF + F(pad)
    above = I32(at)
    part = at - F(above)
    first, second = cells[above], cells[above + 1]
    most = ZERO
    for j in range(row.shape[0]):
        for k in range(4):
            row[j, k] = first[j, k] + (second[j, k] - first[j, k]) * part
        most = max(most, row[j, 3])
    return most


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _between_columns(row: Floats, scale: int, pad: int, x: int) -> tuple[float, float, float, float]:
    at = (F(x) + HALF) / F(scale) - HALF + F(pad)
    left = I32(at)
    part = at - F(left)
    rest = ONE - part
    return (
        row[left, 0] * rest + row[left + 1, 0] * part,
        row[left, 1] * rest + row[left + 1, 1] * part,
        row[left, 2] * rest + row[left + 1, 2] * part,
        row[left, 3] * rest + row[left + 1, 3] * part,
    )


@njit(cache=True, error_model="numpy", nogil=True)
def _behind(
    rgb: Bytes, circles: Floats, unsharp: Floats, back: Floats, back_scale: int, back_pad: int, middle: Floats,
    scale: int, pad: int, light: Floats,
) -> None:  # fmt: skip
    height, width = circles.shape
    back_row, row = np.empty((back.shape[1], 4), np.float32), np.empty((middle.shape[1], 4), np.float32)
    for y in range(height):
        far = _between_rows(back, back_scale, back_pad, y, back_row) >= F(_THIN)
        both = _between_rows(middle, scale, pad, y, row) >= F(_THIN)
        if not (far or both):
            continue
        for x in range(width):
            own = belongs(circles[y, x], unsharp[0], unsharp[1], unsharp[2], unsharp[3])
            if own <= ZERO:
                continue
            r, g, b, a = _between_columns(back_row, back_scale, back_pad, x)
            mr = mg = mb = ma = ZERO
            if both:
                mr, mg, mb, ma = _between_columns(row, scale, pad, x)
            if a < F(_THIN) and ma < F(_THIN):
                continue
            over = ZERO if ma < F(_THIN) else ONE if a < F(_THIN) else min(ma / own, ONE)
            here, there = (ONE - over) / max(a, F(_THIN)) * own, over / max(ma, F(_THIN)) * own
            r, g, b = r * here + mr * there, g * here + mg * there, b * here + mb * there
            rest = ONE - own
            if rest > ZERO:
                r += light[rgb[y, x, 0]] * rest
                g += light[rgb[y, x, 1]] * rest
                b += light[rgb[y, x, 2]] * rest
            rgb[y, x, 0], rgb[y, x, 1], rgb[y, x, 2] = _byte(r), _byte(g), _byte(b)


@njit(cache=True, error_model="numpy", nogil=True)
def _before(
    rgb: Bytes, circles: Floats, unsharp: Floats, near: Floats, scale: int, pad: int, far: Doubles, hidden: Doubles,
    light: Floats, squeeze: float,
) -> None:  # fmt: skip
    height, width = circles.shape
    row = np.empty((near.shape[1], 4), np.float32)
    mean, other = np.zeros(4, np.float32), np.zeros(4, np.float32)  # what is there is taken times nothing, too
    for y in range(height):
        if _between_rows(near, scale, pad, y, row) < F(_THIN):
            continue
        for x in range(width):
            r, g, b, a = _between_columns(row, scale, pad, x)
            if a < F(_THIN):
                continue
            own = belongs(circles[y, x], unsharp[0], unsharp[1], unsharp[2], unsharp[3])
            all_ = min(max(own, a), ONE)
            here, there = all_ / a, ZERO
            if own > ZERO:
                half = F(_SQUARE) * -circles[y, x] / F(scale)
                u, v = (F(x) + HALF) / F(scale) + F(pad), (F(y) + HALF) / F(scale) + F(pad)
                share = (-circles[y, x] / F(height) - F(SAME)) / F(_OTHER - SAME)
                _mean_round(far if share < ONE else hidden, u, v, half / squeeze, half, mean)
                if ZERO < share < ONE:
                    _mean_round(hidden, u, v, half / squeeze, half, other)
                    for k in range(4):
                        mean[k] += (other[k] - mean[k]) * share
                there = min(mean[3], ONE) * all_
                here = (all_ - there) / a
                if there > F(_THIN):
                    there /= mean[3]
            rest = ONE - all_
            r, g, b = r * here + mean[0] * there, g * here + mean[1] * there, b * here + mean[2] * there
            if rest > ZERO:
                r += light[rgb[y, x, 0]] * rest
                g += light[rgb[y, x, 1]] * rest
                b += light[rgb[y, x, 2]] * rest
            rgb[y, x, 0], rgb[y, x, 1], rgb[y, x, 2] = _byte(r), _byte(g), _byte(b)


@njit(cache=True, error_model="numpy", nogil=True)
def _mean_round(sums: Doubles, x: float, y: float, wide: float, high: float, mean: Floats) -> None:
    """The mean (4,) over a box of so many cells to each side of a point, within the picture."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    left, right = max(x - wide, ZERO), min(x + wide, F(columns) - F(1e-3))
    top, bottom = max(y - high, ZERO), min(y + high, F(rows) - F(1e-3))
    share = ONE / max((right - left) * (bottom - top), F(1e-6))
    for k in range(4):
        mean[k] = ZERO
    if sums[I32(bottom) + 1, I32(right) + 1, 3] - sums[I32(top), I32(right) + 1, 3] <= 0.0:
        return
    for k in range(4):
        total = (_sum_to(sums, right, bottom, k) - _sum_to(sums, left, bottom, k)) - (
            _sum_to(sums, right, top, k) - _sum_to(sums, left, top, k)
        )
        mean[k] = max(F(total) * share, ZERO)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _sum_to(sums: Doubles, x: float, y: float, k: int) -> float:
    """The sum up to a point within a cell."""
    i, j = I32(y), I32(x)
    down, across = D(y - F(i)), D(x - F(j))
    above = sums[i, j, k] + (sums[i, j + 1, k] - sums[i, j, k]) * across
    below = sums[i + 1, j, k] + (sums[i + 1, j + 1, k] - sums[i + 1, j, k]) * across
    return float(above + (below - above) * down)
