"""Two people speaking at once: two columns side by side, read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from screenplay.laid_out.columns import NEAR, Columns
from screenplay.laid_out.furniture import Print
from screenplay.laid_out.paragraphs import Paragraph, Piece
from screenplay.laid_out.rows import Row, part_of
from screenplay.laid_out.words import is_cue

_MOST_ROWS = 100
"""Rows that two columns may run side by side: a page and more."""


class DualBlock(NamedTuple):
    """The speeches of both columns, and the index of the first row behind them."""

    left: list[Paragraph]
    right: list[Paragraph]
    stop: int


def dual_block(prints: Sequence[Print], index: int, columns: Columns, mark: str | None) -> DualBlock | None:
    """The dual dialogue that begins at this row: two cues side by side and something said under each; else None.

    ``mark`` is the revision that its changed rows belong to.
    """
    cues = prints[index].pieces
    if len(cues) != 2 or prints[index].number or not all(is_cue(cue.text) for cue in cues):
        return None
    if index + 1 >= len(prints) or prints[index + 1].row.gap > columns.speech_gap:
        return None
    gap = prints[index + 1].row.gap
    border = _border(prints, index, gap)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    stop = index
    for print_ in prints[index : index + _MOST_ROWS]:
        if stop > index and (print_.row.gap > gap or print_.number):
            break
        parts = [part for piece in print_.pieces for part in _divided(piece, border)]
        for part in parts:
            sides[part.left >= border - NEAR].append(Piece(part, mark if print_.revised else None))
        stop += 1
    left, right = (_speech(side) for side in sides)
    if len(left) < 2 or len(right) < 2:
        return None
    return DualBlock(left, right, stop)


def _border(prints: Sequence[Print], index: int, gap: int) -> float:
    """Where the right column begins: the leftmost of the second pieces."""
    border = prints[index].pieces[1].left
    for print_ in prints[index + 1 : index + _MOST_ROWS]:
        if print_.row.gap > gap:
            break
        if len(print_.pieces) == 2:
            border = min(border, print_.pieces[1].left)
    return border


def _divided(piece: Row, border: float) -> tuple[Row, ...]:
    """A row that runs over the border with a space there is two."""
    if piece.left >= border - NEAR or piece.end <= border + NEAR:
        return (piece,)
    text = piece.text
    at = round((border - piece.left) * len(text) / (piece.end - piece.left))
    for near in (at, at - 1, at + 1):
        if 0 < near < len(text) and text[near - 1].isspace():
            size = len(text[:near].rstrip())
            return part_of(piece, 0, size), part_of(piece, near, len(text))
    return (piece,)


def _speech(pieces: Sequence[Piece]) -> list[Paragraph]:
    """A cue, then parentheticals and speech."""
    found: list[Paragraph] = []
    for piece in pieces:
        text = piece.row.text
        above = found[-1] if found else None
        if above is None:
            found.append(Paragraph("character", None, [piece]))
        elif above.type == "parenthetical" and above.text.count("(") > above.text.count(")"):
            above.rows.append(piece)
        elif text[0] in "(（" and above.type != "dialogue":
            found.append(Paragraph("parenthetical", None, [piece]))
        elif above.type == "dialogue":
            closed = text[0] in "(（" and text[-1] in ")）"
            if closed:
                found.append(Paragraph("parenthetical", None, [piece]))
            else:
                above.rows.append(piece)
        else:
            found.append(Paragraph("dialogue", None, [piece]))
    return found
