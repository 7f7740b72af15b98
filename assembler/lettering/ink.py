"""Glyph outlines filled to pixels by the non-zero winding rule, four by four samples a pixel."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from assembler.lettering.faces import face_of
from assembler.lettering.shaping import Glyph, Line, font_of

Coverage = NDArray[np.float32]
"""(height, width), 0 where the ground shows, 1 where the ink is full."""

Point = tuple[float, float]

_SAMPLES = 4
_STEPS = 8
"""Straight pieces a curve is drawn with: invisible below a quarter of a pixel at title size."""


def draw(canvas: Coverage, line: Line, x: float, baseline: float) -> None:
    """Inks the line onto ``canvas``, its start at ``x`` and its baseline at ``baseline``, both in pixels."""
    for glyph in line.glyphs:
        _ink(canvas, _contours(glyph, line.size, x, baseline))


class _Pen:
    """Collects an outline as closed polygons in font units, y up."""

    def __init__(self) -> None:
        self.contours: list[list[Point]] = []

    def moveTo(self, to: Point) -> None:  # noqa: N802 - the pen protocol's spelling
        self.contours.append([to])

    def lineTo(self, to: Point) -> None:  # noqa: N802
        self.contours[-1].append(to)

    def qCurveTo(self, control: Point, to: Point) -> None:  # noqa: N802
        start = self.contours[-1][-1]
        self.contours[-1].extend(_bezier((start, control, to)))

    def curveTo(self, first: Point, second: Point, to: Point) -> None:  # noqa: N802
        start = self.contours[-1][-1]
        self.contours[-1].extend(_bezier((start, first, second, to)))

    def closePath(self) -> None:  # noqa: N802
        """Polygons close themselves."""

    endPath = closePath  # noqa: N815


def _bezier(points: Sequence[Point]) -> list[Point]:
    """Points along the curve after its start, by Bernstein's polynomials."""
    degree = len(points) - 1
    curve = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = [math.comb(degree, k) * t**k * (1 - t) ** (degree - k) for k in range(degree + 1)]
        curve.append(
            (
                sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
                sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
            )
        )
    return curve


def _contours(glyph: Glyph, size: float, x: float, baseline: float) -> list[list[Point]]:
    pen = _Pen()
    font_of(glyph.font).draw_glyph_with_pen(glyph.number, pen)
    scale = size / face_of(glyph.font).upem
    left, top = x + glyph.x, baseline - glyph.y
    return [[(left + px * scale, top - py * scale) for px, py in contour] for contour in pen.contours]


def _ink(canvas: Coverage, contours: list[list[Point]]) -> None:
    contours = [contour for contour in contours if len(contour) > 2]
    if not contours:
        return
    xs = [point[0] for contour in contours for point in contour]
    ys = [point[1] for contour in contours for point in contour]
    height, width = canvas.shape
    left, right = max(0, math.floor(min(xs))), min(width, math.ceil(max(xs)) + 1)
    top, bottom = max(0, math.floor(min(ys))), min(height, math.ceil(max(ys)) + 1)
    if left >= right or top >= bottom:
        return
    winding = np.zeros(((bottom - top) * _SAMPLES, (right - left) * _SAMPLES), np.int16)
    for contour in contours:
        local = [((px - left) * _SAMPLES - 0.5, (py - top) * _SAMPLES - 0.5) for px, py in contour]
        mask = Image.new("1", (winding.shape[1], winding.shape[0]))
        ImageDraw.Draw(mask).polygon(local, fill=1)
        winding += np.asarray(mask).astype(np.int16) * (1 if _area(local) > 0 else -1)
    filled = (winding != 0).reshape(bottom - top, _SAMPLES, right - left, _SAMPLES)
    part = canvas[top:bottom, left:right]
    np.maximum(part, filled.mean(axis=(1, 3), dtype=np.float32), out=part)


def _area(contour: Sequence[Point]) -> float:
    """Twice the signed area: its sign is the way round."""
    following = [*contour[1:], contour[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(contour, following, strict=True))
