"""Paragraphs as rows of print: where on the paper each begins, by margins, indents, alignment, tabs and spaces."""

from __future__ import annotations

from collections.abc import Sequence

from film.screenplay import Run
from screenplay.files.markup import Node
from screenplay.laid_out import Row
from screenplay.laid_out.centred import in_place
from screenplay.manuscript.runs import cut, text_of
from screenplay.word.paragraphs import Paragraph
from screenplay.word.parts import number, said

_TWIPS = 1440
_CHARACTER = 0.1
_TAB = 0.5
_WHITE = 80
_INDENT = 0.4
_STEP = 0.3
"""Inches that a name stands further right than the speech above it, at least."""
_INDENTED_SHARE = 0.2
_OVER = 1.5
"""Times the width of the paper's print that a row cannot be, whatever its letters are."""

_LETTER = (8.5, 1.0, 1.0)


def rows_of(paragraphs: Sequence[Paragraph], lines: Sequence[int], body: Node) -> list[Row]:
    """A row for every line of every paragraph that says something and whose element is not told already."""
    width, margin, right_margin = _paper(body)
    rows: list[Row] = []
    centred: list[bool] = []
    unwrapped = _is_unwrapped(paragraphs, width - margin - right_margin)
    page = gap = after = 0
    for paragraph, first in zip(paragraphs, lines, strict=True):
        if paragraph.forced:
            continue
        if paragraph.breaks and rows:
            page, gap = page + 1, 0
        gap += (max(paragraph.look.before or 0, after) >= _WHITE) and gap == 0
        after = paragraph.look.after or 0
        for index, (start, end) in enumerate(_spans(paragraph.text)):
            shown = paragraph.text[start:end].strip()
            if not shown:
                gap += 1
                continue
            begin = paragraph.text.index(shown, start)
            runs = cut(paragraph.runs, begin, begin + len(shown))
            if paragraph.number and index == 0:
                runs = (Run(text=f"{paragraph.number}. "), *runs)
            left = _left(paragraph, paragraph.text[start:begin], len(shown), index, width, margin, right_margin)
            edge = width - right_margin - max(paragraph.look.right or 0.0, 0.0)
            if unwrapped and not index and not gap and rows and rows[-1].page == page:
                gap = int(_is_apart(rows[-1].left - margin, left - margin, centred[-1], shown))
            centred.append(paragraph.look.align == "center")
            rows.append(
                Row(runs, left, page, first + index, gap, min(left + _CHARACTER * len(text_of(runs)), max(edge, left)))
            )
            gap = 0
    return in_place(rows, centred, margin)


def _is_unwrapped(paragraphs: Sequence[Paragraph], width: float) -> bool:
    """Whether Word breaks the rows, not the writer: then every paragraph is one, with white above it or without."""
    return any(len(line) * _CHARACTER > _OVER * width for each in paragraphs for line in each.text.split("\n"))


def _is_apart(above: float, left: float, under_centred: bool, text: str) -> bool:
    """Whether a paragraph without white above it is no speech of the name above: by their indents, in inches."""
    if left < _INDENT:
        return not under_centred
    return above < _INDENT or (left > above + _STEP and text[0] not in "(（")


def in_columns(rows: Sequence[Row]) -> bool:
    """Whether enough of the rows stand to the right of the others for their places to mean something."""
    margin = min((row.left for row in rows), default=0.0)
    return sum(row.left - margin >= _INDENT for row in rows) >= _INDENTED_SHARE * max(len(rows), 1)


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _paper(body: Node) -> tuple[float, float, float]:
    """Width and side margins in inches; those of Letter where the document does not say."""
    section = body.first("sectPr")
    size, margins = (section.first("pgSz"), section.first("pgMar")) if section else (None, None)
    width = number(said(size, "w")) if size else None
    left = number(said(margins, "left")) if margins else None
    right = number(said(margins, "right")) if margins else None
    found = (width, left, right)
    return tuple(usual if twips is None else twips / _TWIPS for twips, usual in zip(found, _LETTER, strict=True))  # type: ignore[return-value]


def _left(
    paragraph: Paragraph, lead: str, length: int, line: int, width: float, margin: float, right_margin: float
) -> float:
    """Where a line begins, in inches from the paper's left edge."""
    look = paragraph.look
    begin = margin + (look.left or 0.0)
    end = width - right_margin - (look.right or 0.0)
    extent = length * _CHARACTER
    if look.align == "center":
        return max(begin + (end - begin - extent) / 2, begin)
    if look.align in ("right", "end"):
        return max(end - extent, begin)
    place = begin + (look.first or 0.0 if line == 0 else 0.0) - margin
    for char in lead:
        place = _next_stop(place, look.stops) if char == "\t" else place + _CHARACTER
    return margin + place


def _next_stop(place: float, stops: Sequence[float]) -> float:
    """The paragraph's own next tab stop, else the next of those that stand every half inch."""
    own = next((stop for stop in stops if stop > place + 0.01), None)
    return own if own is not None else (int(place / _TAB + 0.01) + 1) * _TAB
