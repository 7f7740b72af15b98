"""A screenplay's pages as rows of text: what the lined script is drawn on.

Columns are tenths of an inch from the left edge of the action (1.5 in), rows sixths from the top of the text (1 in).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from film.base import LineSpan

RowKind = Literal[
    "scene_heading", "action", "centered", "character", "parenthetical", "dialogue", "lyrics", "transition", "margin"
]  # fmt: skip
"""An element's type, or ``margin`` for (MORE) and the cue repeated on the next page."""

SPOKEN = ("character", "parenthetical", "dialogue", "lyrics")


class ScriptRow(NamedTuple):
    """A row of text: its place, ``width`` in columns, and what of the script it is.

    ``lines`` of the source it came from, None for what is only printed; ``part`` is where it begins and ends in its
    paragraph, from 0 to 1; ``scene`` the scene's id, ``number`` the scene's number beside a heading's first row.
    """

    row: int
    column: int
    width: int
    text: str
    kind: RowKind
    lines: LineSpan | None = None
    part: tuple[float, float] = (0.0, 1.0)
    scene: str = ""
    number: str = ""


class ScriptPage(NamedTuple):
    """A page as it is numbered, and its rows from the top down; two may share a row in dual dialogue."""

    page: str
    rows: tuple[ScriptRow, ...]
