"""Where the words of a card stand: a dark ground, one quiet column in the middle, plenty of air."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assembler.lettering.faces import Role
from assembler.lettering.ink import draw
from assembler.lettering.shaping import set_line, width_of
from assembler.lettering.wrapping import balance, words

Picture = NDArray[np.uint8]
"""(height, width, 3), 8-bit RGB."""

GROUND = (14, 15, 18)
INK = (236, 231, 221)
QUIET = (168, 164, 156)
AMBER = (226, 160, 60)


class Style(NamedTuple):
    """How one role is set: font, em as a share of the type's unit, letterspace in ems, colour, lines allowed."""

    font: Role
    size: float
    tracking: float
    colour: tuple[int, int, int]
    lines: int
    capitals: bool
    above: float
    """Space over the block, in units."""


_STYLES = {
    "title": Style("display", 1.0, 0.24, INK, 4, True, 0.0),
    "mark": Style("display_strong", 0.9, 0.10, AMBER, 2, False, 0.0),
    "credit": Style("display", 0.34, 0.06, QUIET, 2, False, 0.42),
    "name": Style("display_strong", 0.36, 0.22, INK, 3, True, 0.26),
    "note": Style("text", 0.27, 0.0, QUIET, 4, False, 0.34),
}
_RULE_ABOVE = 0.62
_RULE_WIDTH = 1.1
_LEADING = 1.34
_COLUMN = 0.78
"""The text's share of the picture: inside the title-safe 80 % of SMPTE ST 2046-1, with a little to spare."""
_UNIT = 0.105
"""The type's unit as a share of the picture's shorter measure."""


class Block(NamedTuple):
    """A role's text broken into lines at a size in pixels; ``rule`` draws a hairline instead."""

    style: Style
    lines: tuple[str, ...]
    size: float
    rule: bool = False


def paint(texts: Sequence[tuple[str, str]], width: int, height: int) -> Picture:
    """The card's picture out of (role, text) from top to bottom."""
    unit = min(height, width * 9 / 16) * _UNIT
    blocks = [_block(role, text, unit, width) for role, text in texts]
    tall = sum(_height(block, unit, first=index == 0) for index, block in enumerate(blocks))
    if tall > height * 0.86:  # a very long text: everything smaller, in proportion
        unit *= height * 0.86 / tall
        blocks = [_block(role, text, unit, width) for role, text in texts]
        tall = sum(_height(block, unit, first=index == 0) for index, block in enumerate(blocks))
    canvas = np.empty((height, width, 3), np.float32)
    canvas[:] = GROUND
    # A title stands a little above the middle: the optical centre.
    y = max(0.0, (height - tall) * 0.48)
    for index, block in enumerate(blocks):
        y = _set(canvas, block, y, unit, first=index == 0)
    painted: Picture = np.clip(canvas + 0.5, 0, 255).astype(np.uint8)
    return painted


def _block(role: str, text: str, unit: float, width: int) -> Block:
    if role == "rule":
        return Block(_STYLES["credit"], (), unit, rule=True)
    style = _STYLES[role]
    clean = " ".join(text.split())
    said = clean.upper() if style.capitals else clean
    size = unit * style.size
    lines = _broken(said, style, size, width)
    while len(lines) > style.lines and size > unit * style.size * 0.45:
        size *= 0.9
        lines = _broken(said, style, size, width)
    if len(lines) > style.lines:
        lines = [*lines[: style.lines - 1], lines[style.lines - 1][:-1].rstrip() + "…"]
    return Block(style, tuple(lines), size)


def _broken(text: str, style: Style, size: float, width: int) -> list[str]:
    return balance(text, width * _COLUMN, lambda line: size * _ems(line, style))


def _ems(line: str, style: Style) -> float:
    """The line's width in ems, added up from its words: each is shaped once, however often lines are tried."""
    pieces = words(line)
    return sum(_piece_ems(piece, style.font, style.tracking) + style.tracking for piece in pieces) - style.tracking


@lru_cache(maxsize=4096)
def _piece_ems(piece: str, font: Role, tracking: float) -> float:
    return width_of(piece, font, 1.0, tracking)


def _height(block: Block, unit: float, *, first: bool) -> float:
    if block.rule:
        return unit * _RULE_ABOVE
    return (0.0 if first else unit * block.style.above) + len(block.lines) * block.size * _LEADING


def _set(canvas: NDArray[np.float32], block: Block, y: float, unit: float, *, first: bool) -> float:
    """Draws the block from ``y`` down and returns where it ends."""
    height, width = canvas.shape[:2]
    if block.rule:
        y += unit * _RULE_ABOVE
        thick = max(1, round(unit / 40))
        half = unit * _RULE_WIDTH / 2
        top = min(height - thick, round(y))
        canvas[top : top + thick, round(width / 2 - half) : round(width / 2 + half)] = QUIET
        return y
    y += 0.0 if first else unit * block.style.above
    ink = np.zeros((height, width), np.float32)
    for line in block.lines:
        letters = set_line(line, block.style.font, block.size, block.style.tracking)
        draw(ink, letters, (width - letters.width) / 2, y + block.size * 0.98)
        y += block.size * _LEADING
    colour = np.array(block.style.colour, np.float32)
    canvas += ink[:, :, None] * (colour - canvas)
    return y
