"""Rows put together again into the paragraphs they were wrapped from, with what stands between two rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from film.screenplay import ElementType, Run
from screenplay.laid_out.rows import Row
from screenplay.manuscript import Draft

_SOFT_HYPHEN = "\u00ad"
_SLACK = 2
"""Characters that a row may be shorter than it could be before its end counts as the writer's own."""


class Piece(NamedTuple):
    """A row inside a paragraph, the revision that changed it, and whether it opens a page."""

    row: Row
    mark: str | None = None
    turned: bool = False


@dataclass(slots=True)
class Paragraph:
    """An element in the making: its rows so far, and where full rows of its column end (inches; 0: not known)."""

    type: ElementType
    page: str | None
    rows: list[Piece] = field(default_factory=list)
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    limit: float = 0.0

    @property
    def text(self) -> str:
        """Its rows' text with spaces between, for looking at."""
        return " ".join(piece.row.text for piece in self.rows)

    @property
    def last(self) -> Row:
        """Its last row."""
        return self.rows[-1].row


def fits(above: Row, below: str, limit: float) -> bool:
    """Whether the first word below would have had room behind the row above: then the writer ended that row."""
    if not above.text or not limit:
        return False
    width = (above.end - above.left) / len(above.text)
    word = below.split(None, 1)[0]
    dash = word.find("-", 1)
    size = dash + 1 if dash > 0 else len(word)
    return above.end + width * (1 + size + _SLACK) <= limit


def joint(above: Row, below: Row, limit: float, tight: bool, turned: bool = False) -> str:
    """What stands between two rows of a paragraph: nothing, a space or the writer's own line end.

    ``tight``: the writer sets no space behind a double dash.
    """
    first, second = above.text, below.text
    if first.endswith(_SOFT_HYPHEN):
        return ""
    if _is_wide(first[-1]) and _is_wide(second[0]):
        return ""
    if first.endswith("-") and second[0] == "-":
        return ""
    if first.endswith("-") and second[0].isalnum():
        if first.endswith("--"):
            return "" if tight else " "
        if len(first) > 1 and first[-2].isalnum():
            return ""
    if first.endswith("—") and second[0].isalnum() and tight:
        return ""
    if not turned and fits(above, second, limit):
        return "\n"
    return " "


def _is_wide(char: str) -> bool:
    return char > "\u2e7f" and unicodedata.east_asian_width(char) in ("W", "F") and not "\uac00" <= char <= "\ud7a3"


def draft_of(paragraph: Paragraph, tight: bool) -> tuple[Draft, list[int]]:
    """The draft, and at how many characters of its text each page began inside it."""
    stretches: list[tuple[str, Run, str | None]] = []
    turns: list[int] = []
    size = 0
    above: Row | None = None
    for piece in paragraph.rows:
        mark = piece.mark
        if above is not None:
            between = joint(above, piece.row, paragraph.limit, tight, piece.turned)
            if between:
                stretches.append((between, stretches[-1][1], stretches[-1][2]))
            elif above.text.endswith(_SOFT_HYPHEN):
                text, run, old = stretches[-1]
                stretches[-1] = (text[:-1], run, old)
                size -= 1
            size += len(between)
        if piece.turned:
            turns.append(size)
        for run in piece.row.runs:
            stretches.append((run.text, run, mark))
            size += len(run.text)
        above = piece.row
    first, last = paragraph.rows[0].row.line, max(piece.row.line for piece in paragraph.rows)
    draft = Draft(
        paragraph.type, _runs(stretches), first, last,
        number=paragraph.number, dual=paragraph.dual, page=paragraph.page,
    )  # fmt: skip
    return draft, turns


def _runs(stretches: Sequence[tuple[str, Run, str | None]]) -> tuple[Run, ...]:
    """Neighbours in one style as one run; a joint keeps the style before it only where the same goes on behind it."""
    found: list[Run] = []
    texts: list[str] = []
    current: tuple[object, ...] | None = None
    for text, run, mark in stretches:
        key = (run.style, mark or run.revision, run.tags)
        if current is not None and key != current:
            found.append(_run("".join(texts), current))
            texts = []
        current = key
        texts.append(text)
    if current is not None:
        found.append(_run("".join(texts), current))
    return tuple(found)


def _run(text: str, key: tuple[object, ...]) -> Run:
    style, revision, tags = key
    return Run.model_construct(text=text, style=style, revision=revision, tags=tags)
