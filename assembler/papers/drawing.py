"""A drawing as a value: outlines in metres of a place, pens in millimetres of the paper.

::

    plot ──▶ Drawing ──┬─ vector.paint   onto a page of a PDF
                       └─ raster.to_png  into an image

Shapes are painted in order, the first at the bottom.  ``part`` says what a shape stands for (``wall``,
``camera 2-B``, ``mark anna``), so that a drawing can be read by a program too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from film.base import Vec2

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y, in metres."""

INK: Colour = (24, 24, 27)
GREY: Colour = (124, 126, 132)
FAINT: Colour = (184, 186, 191)
WHITE: Colour = (255, 255, 255)
POINT_MM = 0.3528
_ROUND = 28
"""Corners a circle is drawn with."""


class Outline(NamedTuple):
    """A line or, when ``closed``, an area: ``stroke`` and ``fill`` may be None; ``width`` and ``dash`` are mm."""

    part: str
    points: tuple[Vec2, ...]
    stroke: Colour | None = INK
    fill: Colour | None = None
    width: float = 0.25
    dash: tuple[float, float] | None = None
    opacity: float = 1.0
    closed: bool = False


class Label(NamedTuple):
    """Words whose middle is at a point; ``size`` in points.  ``halo`` clears the ground behind them."""

    part: str
    text: str
    at: Vec2
    size: float = 6.5
    colour: Colour = INK
    strong: bool = False
    halo: bool = True


Shape = Outline | Label


class Key(NamedTuple):
    """What a colour of the drawing stands for."""

    colour: Colour
    text: str


class Drawing(NamedTuple):
    """A plan of ``box`` at 1 : ``scale``; ``title`` stands above it, ``facts`` and the ``key`` below or beside it."""

    title: str
    facts: tuple[str, ...]
    key: tuple[Key, ...]
    box: Box
    scale: int
    shapes: tuple[Shape, ...]

    @property
    def millimetres(self) -> Vec2:
        """Width and height of the plan on paper."""
        left, bottom, right, top = self.box
        return (right - left) * 1000 / self.scale, (top - bottom) * 1000 / self.scale

    def outlines(self, part: str) -> list[Outline]:
        """The outlines whose part begins so."""
        return [shape for shape in self.shapes if isinstance(shape, Outline) and shape.part.startswith(part)]

    def texts(self) -> list[str]:
        """Every word that it prints, in order."""
        labels = [shape.text for shape in self.shapes if isinstance(shape, Label)]
        return [self.title, *self.facts, *(key.text for key in self.key), *labels]


def rgb(colour: str) -> Colour:
    """``#3d6fd6`` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """``share`` of the way from one colour to the other."""
    r, g, b = (round(a + (c - a) * share) for a, c in zip(colour, other, strict=True))
    return r, g, b


def is_dark(colour: Colour) -> bool:
    """Whether white words read better on it than black ones (Rec. 601 luma)."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] < 140


def towards(yaw: float, metres: float = 1.0) -> Vec2:
    """The step of that length along a yaw in degrees."""
    return metres * math.cos(math.radians(yaw)), metres * math.sin(math.radians(yaw))


def placed(points: Iterable[Vec2], at: Sequence[float], yaw: float) -> tuple[Vec2, ...]:
    """Points of a thing that looks along +x, put at a place and turned to ``yaw``."""
    cos, sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    return tuple((at[0] + x * cos - y * sin, at[1] + x * sin + y * cos) for x, y in points)


def rectangle(depth: float, width: float) -> tuple[Vec2, ...]:
    """Corners round the origin: ``depth`` along x, ``width`` along y."""
    x, y = depth / 2, width / 2
    return (-x, -y), (x, -y), (x, y), (-x, y)


def ellipse(depth: float, width: float) -> tuple[Vec2, ...]:
    """An ellipse round the origin: ``depth`` along x, ``width`` along y."""
    turns = [2 * math.pi * corner / _ROUND for corner in range(_ROUND)]
    return tuple((depth / 2 * math.cos(turn), width / 2 * math.sin(turn)) for turn in turns)


def arc(at: Sequence[float], radius: float, first: float, last: float) -> tuple[Vec2, ...]:
    """Points on a circle from yaw ``first`` to yaw ``last``, whichever way round that is."""
    steps = max(2, math.ceil(abs(last - first) / 8))
    yaws = [first + (last - first) * step / steps for step in range(steps + 1)]
    return tuple((at[0] + towards(yaw, radius)[0], at[1] + towards(yaw, radius)[1]) for yaw in yaws)


def around(points: Iterable[Sequence[float]], margin: float = 0.0) -> Box:
    """The smallest box that holds the points, with a margin on every side; points beyond x and y are ignored."""
    held = [(point[0], point[1]) for point in points]
    xs, ys = [x for x, _ in held], [y for _, y in held]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
