"""Depth of field: what a lens with an open aperture draws unsharp, on the shots that ask for it.

::

    camera   near ..... plane of focus ..... middle ..... back
               \\____  keeps its bytes  ____/____________/
                spreads over everything     spread among themselves, ending where something sharp stands before them

The picture alone is blurred; depth, normals, ids and whatever else goes with it stay as they are.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from film.camera import View
from renderer.previs.colour import Bytes, Floats
from renderer.previs.lens.circle import circle_of
from renderer.previs.lens.layers import Range, layer_of, sums_of
from renderer.previs.lens.mixing import SAME, lay_before, lay_behind, light_table
from renderer.previs.precision import ONE, ZERO, F

_SHARP, _SOFT = 1.0, 3.0
"""Pixels of a circle up to which a picture is sharp, and from which nothing of the sharp one is left in it."""
_ENDLESS = 1e5
_NEARER, _FARTHER = 0.25, 0.45
"""Shares of the largest circle between which what lies behind goes from the middle layer to the back one."""

__all__ = ["soften"]

_LIGHT = light_table()


def soften(rgb: Bytes, depth: Floats, view: View) -> None:
    """Blur ``rgb`` (h, w, 3) where ``depth`` (h, w; metres along the axis) is off the view's plane of focus, in place.

    Nothing happens to a view without a stop, nor where the circle of confusion is within a pixel.
    """
    if view.stop is None:
        return
    rows = depth.shape[0]
    circle = circle_of(view, rows)
    circles = np.empty(depth.shape, np.float32)
    before, behind = _circles(depth, F(circle.infinite), F(circle.focused), F(circle.largest), circles)
    squeeze = view.gate.squeeze
    if behind > _SHARP:
        _behind(rgb, circles, float(behind), squeeze)
    if before > _SHARP:
        unsharp = Range(-_SHARP, -_SOFT, -_ENDLESS, -2 * _ENDLESS)
        near = layer_of(rgb, circles, unsharp, _LIGHT, float(before), squeeze)
        ranges = (Range(_SHARP, _SOFT, _ENDLESS, 2 * _ENDLESS), Range(-_SOFT, -_SHARP, _ENDLESS, 2 * _ENDLESS))
        if before <= SAME * rows:  # nothing is so unsharp that what is sharp must be another thing
            ranges = (ranges[0], ranges[0])
        behind_it = tuple(sums_of(rgb, circles, each, _LIGHT, near) for each in dict.fromkeys(ranges))
        lay_before(rgb, circles, unsharp, near, behind_it, _LIGHT, squeeze)


def _behind(rgb: Bytes, circles: Floats, largest: float, squeeze: float) -> None:
    """Two layers, so that what is a little unsharp does not let shine through what is much more so behind it."""
    low, high = max(_NEARER * largest, _SOFT), max(_FARTHER * largest, _SOFT + 1)
    back = layer_of(rgb, circles, Range(low, high, _ENDLESS, 2 * _ENDLESS), _LIGHT, largest, squeeze)
    middle = layer_of(rgb, circles, Range(_SHARP, _SOFT, low, high), _LIGHT, min(high, largest), squeeze)
    lay_behind(rgb, circles, Range(_SHARP, _SOFT, _ENDLESS, 2 * _ENDLESS), back, middle, _LIGHT)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _kept(circle: float, largest: float) -> float:
    return circle if circle > -F(_SOFT) else largest


@njit(cache=True, error_model="numpy", nogil=True)
def _circles(depth: Floats, infinite: float, focused: float, largest: float, circles: Floats) -> tuple[float, float]:
    """Fill in each pixel's circle in pixels, negative before the plane of focus; the largest on both sides.

    What is behind has the least circle of the pixels round it that are not well before: the rim of something sharp is
    smoothed into the pixels beside it, and those must stay as smooth as they are.
    """
    height, width = depth.shape
    before = behind = F(0)
    least = np.empty((height, width), np.float32)
    for y in range(height):
        row = circles[y]
        for x in range(width):
            circle = infinite * (ONE - focused / max(depth[y, x], F(1e-3)))
            row[x] = min(max(circle, -largest), largest)
            before = max(before, -row[x])
        for x in range(width):
            here, left, right = row[x], row[max(x - 1, 0)], row[min(x + 1, width - 1)]
            least[y, x] = min(_kept(here, largest), min(_kept(left, largest), _kept(right, largest)))
    for y in range(height):
        above, here, below = least[max(y - 1, 0)], least[y], least[min(y + 1, height - 1)]
        for x in range(width):
            circle = circles[y, x]
            if circle > ZERO:
                circle = min(circle, max(min(above[x], min(here[x], below[x])), ZERO))
                circles[y, x] = circle
                behind = max(behind, circle)
    return before, behind
