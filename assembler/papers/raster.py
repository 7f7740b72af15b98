"""Paints a drawing into an image, for the screen and for reports."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from assembler.lettering.faces import Role
from assembler.lettering.ink import draw
from assembler.lettering.shaping import set_line
from assembler.papers.drawing import GREY, INK, POINT_MM, WHITE, Colour, Drawing, Label, Outline
from assembler.papers.vector import bar_metres
from assembler.stills import shortened
from film.base import Vec2

_FINE = 2
"""Each pixel is the mean of so many by so many."""
_MARGIN, _TITLE, _LINE = 4.0, 7.0, 4.2
"""Millimetres round everything, for the title, for each line below the plan."""


class _Sheet:
    """An image that is drawn on in millimetres from its top left corner, and in metres of the plan."""

    def __init__(self, drawing: Drawing, width: int, lines: int) -> None:
        wide, tall = drawing.millimetres
        wide = max(wide, 80.0)
        self.fine = width * _FINE / (wide + 2 * _MARGIN)
        size = (width * _FINE, math.ceil((tall + 2 * _MARGIN + _TITLE + _LINE * lines) * self.fine / _FINE) * _FINE)
        self.image = Image.new("RGB", size, WHITE)
        self.wide = wide
        self.left = _MARGIN + (wide - drawing.millimetres[0]) / 2
        self.top = _MARGIN + _TITLE
        self._drawing = drawing

    def pixel(self, at: Vec2) -> Vec2:
        """A point of the place in the image."""
        metre = 1000 / self._drawing.scale
        x = self.left + (at[0] - self._drawing.box[0]) * metre
        y = self.top + (self._drawing.box[3] - at[1]) * metre
        return x * self.fine, y * self.fine

    def write(self, text: str, x: float, baseline: float, points: float, colour: Colour, *, strong: bool) -> float:
        """Writes at millimetres; returns the width in millimetres."""
        role: Role = "text_strong" if strong else "text"
        size = points * POINT_MM * self.fine
        line = set_line(text, role, size)
        pad = math.ceil(size)
        ink = np.zeros((3 * pad, math.ceil(line.width) + 2 * pad), np.float32)
        left, base = math.floor(x * self.fine), math.floor(baseline * self.fine)
        draw(ink, line, pad + x * self.fine - left, 2 * pad + baseline * self.fine - base)
        mask = Image.fromarray(np.round(ink * 255).astype(np.uint8))
        self.image.paste(colour, (left - pad, base - 2 * pad), mask)
        return line.width / self.fine

    def fitted(self, text: str, points: float, width: float, *, strong: bool = False) -> str:
        """As much of the text as fits so many millimetres."""
        return shortened(text, "text_strong" if strong else "text", points * POINT_MM * self.fine, width * self.fine)


def to_png(drawing: Drawing, width: int) -> Image.Image:
    """The drawing with its title, scale bar, facts and key as an RGB image ``width`` pixels wide."""
    notes = [*drawing.facts, "   ".join(key.text for key in drawing.key)] if drawing.key else [*drawing.facts]
    sheet = _Sheet(drawing, width, len(notes) + 1)
    plan = _plan(sheet, drawing)
    wide, tall = (length * sheet.fine for length in drawing.millimetres)
    left, top = round(sheet.left * sheet.fine), round(sheet.top * sheet.fine)
    frame = (left, top, left + round(wide), top + round(tall))
    sheet.image.paste(plan.crop(frame), frame[:2])
    ImageDraw.Draw(sheet.image).rectangle(frame, outline=INK, width=max(1, round(0.2 * sheet.fine)))
    title = sheet.fitted(drawing.title, 10, sheet.wide, strong=True)
    sheet.write(title, _MARGIN, _MARGIN + 4, 10, INK, strong=True)
    _below(sheet, drawing, sheet.top + drawing.millimetres[1] + _LINE)
    return sheet.image.resize((width, sheet.image.height // _FINE), Image.Resampling.BOX)


def _plan(sheet: _Sheet, drawing: Drawing) -> Image.Image:
    ground = sheet.image
    for shape in drawing.shapes:
        if isinstance(shape, Outline):
            sheet.image = _outlined(sheet, shape)
        else:
            _label(sheet, shape)
    painted, sheet.image = sheet.image, Image.new("RGB", ground.size, WHITE)
    return painted


def _outlined(sheet: _Sheet, shape: Outline) -> Image.Image:
    over = sheet.image if shape.opacity == 1 else sheet.image.copy()
    pencil = ImageDraw.Draw(over)
    points = [sheet.pixel(point) for point in shape.points]
    if shape.fill and shape.closed:
        pencil.polygon(points, fill=shape.fill)
    if shape.stroke:
        width = max(1, round(shape.width * sheet.fine))
        line = [*points, points[0]] if shape.closed else points
        dash = tuple(length * sheet.fine for length in shape.dash) if shape.dash else None
        for piece in _dashes(line, dash[0], dash[1]) if dash else [line]:
            pencil.line(piece, fill=shape.stroke, width=width, joint="curve")
    return over if shape.opacity == 1 else Image.blend(sheet.image, over, shape.opacity)


def _dashes(line: list[Vec2], dash: float, gap: float) -> list[list[Vec2]]:
    """The inked pieces of a broken line; the pattern runs on round corners, and no piece goes round one."""
    pieces: list[list[Vec2]] = []
    at = 0.0
    for start, end in pairwise(line):
        length = math.dist(start, end)
        gone = 0.0
        while gone < length - 1e-9:
            within = at % (dash + gap)
            step = min((dash if within < dash else dash + gap) - within, length - gone)
            step = max(step, 1e-6)
            if within < dash:
                pieces.append([_between(start, end, share / length) for share in (gone, gone + step)])
            gone, at = gone + step, at + step
    return pieces


def _between(start: Vec2, end: Vec2, share: float) -> Vec2:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _label(sheet: _Sheet, shape: Label) -> None:
    x, y = (length / sheet.fine for length in sheet.pixel(shape.at))
    role: Role = "text_strong" if shape.strong else "text"
    wide = set_line(shape.text, role, shape.size * POINT_MM * sheet.fine).width / sheet.fine
    tall = shape.size * POINT_MM * 1.1
    if shape.halo:
        over = sheet.image.copy()
        edges = (x - wide / 2 - 0.4, y - tall / 2, x + wide / 2 + 0.4, y + tall / 2)
        ImageDraw.Draw(over).rectangle([edge * sheet.fine for edge in edges], fill=WHITE)
        sheet.image = Image.blend(sheet.image, over, 0.72)
    sheet.write(
        shape.text, x - wide / 2, y + shape.size * POINT_MM * 0.36, shape.size, shape.colour, strong=shape.strong
    )


def _below(sheet: _Sheet, drawing: Drawing, y: float) -> None:
    metres = bar_metres(drawing)
    step = metres * 1000 / drawing.scale / 4
    pencil = ImageDraw.Draw(sheet.image)
    for index in range(4):
        left = sheet.left + index * step
        edges = [edge * sheet.fine for edge in (left, y - 2, left + step, y - 1.1)]
        pencil.rectangle(edges, fill=INK if index % 2 == 0 else WHITE, outline=INK)
    bar = sheet.left + 4 * step + 2
    sheet.write(f"{metres:g} m", bar, y - 0.9, 6.5, GREY, strong=False)
    for fact in drawing.facts:
        y += _LINE
        sheet.write(sheet.fitted(fact, 7.5, sheet.wide), _MARGIN, y - 0.6, 7.5, INK, strong=False)
    x, y = _MARGIN, y + _LINE
    for key in drawing.key:
        edges = [edge * sheet.fine for edge in (x, y - 2.6, x + 2.2, y - 0.4)]
        pencil.rectangle(edges, fill=key.colour, outline=INK)
        x += 3.2 + sheet.write(sheet.fitted(key.text, 7, 60), x + 3.2, y - 0.6, 7, INK, strong=False) + 4
