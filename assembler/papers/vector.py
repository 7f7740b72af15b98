"""Paints a drawing onto a page of a PDF, as lines that stay sharp at any size."""

from __future__ import annotations

from assembler.papers.drawing import GREY, INK, POINT_MM, WHITE, Drawing, Label, Outline
from assembler.papers.paper import Paper
from film.base import Vec2

_BAR = 0.9


class Frame:
    """Where on the page (mm) a drawing's metres come to lie; the plan is centred in the room given."""

    def __init__(self, drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
        wide, tall = drawing.millimetres
        self._fit = min(1.0, width / wide, height / tall)
        self._metre = 1000 / drawing.scale * self._fit
        self._left = x + (width - wide * self._fit) / 2
        self._top = y + (height - tall * self._fit) / 2
        self._box = drawing.box
        self.rectangle = (self._left, self._top, wide * self._fit, tall * self._fit)

    @property
    def is_to_scale(self) -> bool:
        """The plan has the size on paper that its scale says."""
        return self._fit > 0.999

    def point(self, at: Vec2) -> Vec2:
        """A point of the place on the page."""
        return self._left + (at[0] - self._box[0]) * self._metre, self._top + (self._box[3] - at[1]) * self._metre


def paint(paper: Paper, drawing: Drawing, x: float, y: float, width: float, height: float) -> Frame:
    """Paints the plan into a rectangle of the page (mm), its scale bar below it; the words beside it are not painted.

    ``height`` holds the scale bar too, which takes the last 8 mm.
    """
    frame = Frame(drawing, x, y, width, height - 8)
    left, top, wide, tall = frame.rectangle
    with paper.rect_clip(left, top, wide, tall):
        for shape in drawing.shapes:
            if isinstance(shape, Outline):
                _outline(paper, frame, shape)
            else:
                _label(paper, frame, shape)
    paper.set_dash_pattern()
    paper.set_draw_color(*INK)
    paper.set_line_width(0.2)
    paper.rect(left, top, wide, tall)
    _scale_bar(paper, drawing, frame, left, top + tall + 2.6)
    return frame


def _outline(paper: Paper, frame: Frame, shape: Outline) -> None:
    points = [frame.point(point) for point in shape.points]
    style = ("D" if shape.stroke else "") + ("F" if shape.fill else "")
    paper.set_line_width(shape.width)
    paper.set_draw_color(*(shape.stroke or INK))
    paper.set_fill_color(*(shape.fill or WHITE))
    if shape.dash:
        paper.set_dash_pattern(dash=shape.dash[0], gap=shape.dash[1])
    else:
        paper.set_dash_pattern()
    if shape.opacity < 1:
        with paper.local_context(fill_opacity=shape.opacity, stroke_opacity=shape.opacity):
            paper.polyline(points, polygon=shape.closed, style=style)
    else:
        paper.polyline(points, polygon=shape.closed, style=style)


def _label(paper: Paper, frame: Frame, shape: Label) -> None:
    x, y = frame.point(shape.at)
    paper.ink(shape.size, shape.colour, "B" if shape.strong else "")
    text = paper.clean(shape.text)
    wide, tall = paper.get_string_width(text) + 0.8, shape.size * POINT_MM * 1.1
    if shape.halo:
        with paper.local_context(fill_opacity=0.72):
            paper.set_fill_color(*WHITE)
            paper.rect(x - wide / 2, y - tall / 2, wide, tall, style="F")
    paper.set_xy(x - wide / 2, y - tall / 2)
    paper.cell(wide, tall, text, align="C")


def _scale_bar(paper: Paper, drawing: Drawing, frame: Frame, x: float, y: float) -> None:
    metres = bar_metres(drawing)
    origin = frame.point((0.0, 0.0))[0]
    paper.set_line_width(0.15)
    for index in range(4):
        step = frame.point((metres / 4, 0.0))[0] - origin
        paper.set_fill_color(*(INK if index % 2 == 0 else WHITE))
        paper.rect(x + index * step, y, step, _BAR, style="DF")
    paper.ink(6.5, GREY)
    length = frame.point((metres, 0.0))[0] - origin
    scale = f" · 1:{drawing.scale}" if frame.is_to_scale else ""
    paper.single(f"{metres:g} m{scale}", x + length + 2, y - 1.2, 40, 3.2)


def bar_metres(drawing: Drawing) -> float:
    """The length of the scale bar: a round number of metres, about a quarter of the plan's width."""
    wide = drawing.box[2] - drawing.box[0]
    return next((metres for metres in (50.0, 20.0, 10.0, 5.0, 2.0, 1.0) if metres <= wide / 3), 0.5)
