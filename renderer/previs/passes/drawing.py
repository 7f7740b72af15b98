"""Figures drawn as the models that read poses were shown them: OpenPose's colours on black.

Body limbs are slim ellipses at 60 % of their colour with a disc on every joint, hands thin lines from red round the
wheel with blue discs, faces white dots.  Orders and colours are OpenPose's (Cao et al., 2019) as ControlNet draws them
(Zhang et al., "Adding Conditional Control to Text-to-Image Diffusion Models", 2023).
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from renderer.previs.colour import Bytes
from renderer.previs.passes.figures import Figure, Points

LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
"""Of each limb, and of each joint, in order."""
_BONES = tuple(
    (0 if joint == 0 else 4 * finger + joint, 4 * finger + joint + 1) for finger in range(5) for joint in range(4)
)
_HAND_COLOURS = tuple(
    tuple(round(255 * part) for part in colorsys.hsv_to_rgb(bone / len(_BONES), 1.0, 1.0))
    for bone in range(len(_BONES))
)
_TIP = (0, 0, 255)
_FACE = (255, 255, 255)
_DIM = 0.6
_STICK, _DOT, _LINE = 4.0, 3.0, 2.0
"""Pixels in a picture 512 high: half a limb's width and a disc's radius, a face's dot, a finger's width."""
_SMALL_FACE, _SMALL_HAND = 32.0, 20.0
"""Pixels in the same picture below which a face or a hand is left out: its dots would be one blot."""
_CORNERS = 24


class _Pen(NamedTuple):
    """What draws, and how many pixels a pixel of a picture 512 high is."""

    draw: ImageDraw.ImageDraw
    scale: float


def drawn(figures: Sequence[Figure], width: int, height: int) -> Bytes:
    """All figures in one picture (h, w, 3)."""
    picture = Image.new("RGB", (width, height))
    pen = _Pen(ImageDraw.Draw(picture), min(width, height) / 512)
    for number, limb in enumerate(LIMBS):
        for figure in figures:
            if figure.seen[list(limb)].all():
                dim = tuple(int(part * _DIM) for part in COLOURS[number])
                pen.draw.polygon(_ellipse(figure.points[limb[0]], figure.points[limb[1]], _STICK * pen.scale), fill=dim)
    for number in range(len(COLOURS)):
        for figure in figures:
            if figure.seen[number]:
                _disc(pen, figure.points[number], _STICK, COLOURS[number])
    for figure in figures:
        _, face, left, right = figure.parts()
        for part in (left, right):
            _hand(pen, figure, part)
        if _reach(figure, face) > _SMALL_FACE * pen.scale:
            for point in figure.points[face][figure.seen[face]]:
                _disc(pen, point, _DOT, _FACE)
    return np.array(picture)


def _reach(figure: Figure, part: slice) -> float:
    """Pixels from end to end of what is seen of a part."""
    seen = figure.points[part][figure.seen[part]]
    return float(np.ptp(seen, axis=0).max()) if len(seen) else 0.0


def _hand(pen: _Pen, figure: Figure, part: slice) -> None:
    points, seen = figure.points[part], figure.seen[part]
    if _reach(figure, part) < _SMALL_HAND * pen.scale:
        return
    for bone, colour in zip(_BONES, _HAND_COLOURS, strict=True):
        if seen[list(bone)].all():
            a, b = (tuple(point) for point in points[list(bone)])
            pen.draw.line((*a, *b), fill=colour, width=max(1, round(_LINE * pen.scale)))
    for point in points[seen]:
        _disc(pen, point, _STICK, _TIP)


def _disc(pen: _Pen, point: Points, radius: float, colour: tuple[int, ...]) -> None:
    x, y = (float(number) for number in point)
    reach = max(radius * pen.scale, 0.6)
    pen.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


def _ellipse(a: Points, b: Points, half: float) -> list[tuple[float, float]]:
    """A slim ellipse from ``a`` to ``b``."""
    middle, along = (a + b) / 2, (b - a) / 2
    length = max(float(np.hypot(*along)), 1e-6)
    across = np.array([-along[1], along[0]]) / length * max(half, 0.6)
    turns = (2 * math.pi * corner / _CORNERS for corner in range(_CORNERS))
    ring = [middle + along * math.cos(turn) + across * math.sin(turn) for turn in turns]
    return [(float(x), float(y)) for x, y in ring]
