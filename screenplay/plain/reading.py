"""Plain text: Fountain, or a page typed with spaces and tabs.  Both readings are made and measured where it is unclear.

A typed page shows itself by its columns: speech and cues stand to the right of the action, rows are as short as
paper is wide, and nothing in it is Fountain's.  Ten characters are an inch, a tab leads to the next eighth column,
a form feed turns the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Run, Source
from screenplay import fountain, laid_out
from screenplay.manuscript import Draft, Manuscript
from screenplay.plain import loose

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = 8
_LEAST_INDENT = 4
_PAPER = 95
"""Columns of a sheet 8.5 or 8.27 inches wide, and a few for what hangs over."""

_INDENTED_SHARE = 0.2
_LONG_SHARE = 0.02
_OF_FOUNTAIN = frozenset({"note", "boneyard", "section", "synopsis", "lyrics", "page_break"})


class _Sense(NamedTuple):
    """How much of a script a reading found: headings, and speeches with somebody who says them."""

    headings: int
    speeches: int


def read(text: str, encoding: str, where: Path) -> Manuscript:
    """Text as a typed page where it stands in columns and Fountain does not find more in it, else as Fountain."""
    as_fountain = fountain.read_manuscript(text, encoding)
    if not any(draft.type == "scene_heading" for draft in as_fountain.drafts):
        as_fountain = loose.read(as_fountain.source.text, encoding) or as_fountain
    as_fountain = loose.with_names_before_speech(as_fountain)
    if not _typed(text) or _is_fountain(as_fountain):
        return as_fountain
    rows = rows_of(text)
    if not laid_out.looks_like_screenplay(rows):
        return as_fountain
    try:
        typed = laid_out.manuscript_of(
            rows, Source(format="text", text=as_fountain.source.text, encoding=encoding), where
        )
    except ScriptError:
        return as_fountain
    if finds_more(as_fountain.drafts, typed.drafts):
        return as_fountain
    return typed


def finds_more(drafts: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Whether one reading of a text finds clearly more of a script in it than another.

    A speech that goes on overleaf is two for a reading that knows no pages, hence the room left for speeches.
    """
    mine, other = _sense(drafts), _sense(others)
    more_said = mine.headings >= other.headings and mine.speeches * 4 > other.speeches * 5 + 8
    return mine.headings * 9 > other.headings * 10 or more_said


def rows_of(text: str) -> list[laid_out.Row]:
    """The lines that say something as rows of print, tabs and wide spaces laid out in columns."""
    rows = []
    page = gap = 0
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), 1):
        for turned, part in enumerate(line.split("\f")):
            if turned:
                page, gap = page + 1, 0
            shown = part.replace("\u3000", "  ").expandtabs(_TAB).rstrip()
            if shown:
                rows.append(laid_out.Row((Run(text=shown),), 0.0, page, number, gap))
                gap = 0
            elif not turned or part:
                gap += 1
    return rows


def _typed(text: str) -> bool:
    """Whether the lines stand in columns of a sheet of paper."""
    lines = [line.replace("\u3000", "  ").expandtabs(_TAB).rstrip() for line in _LINE_END.split(text)]
    sizes = [(len(line), len(line) - len(line.lstrip())) for line in lines if line]
    margin = min((indent for _, indent in sizes), default=0)
    indented = sum(1 for _, indent in sizes if indent - margin >= _LEAST_INDENT)
    long = sum(1 for size, _ in sizes if size > _PAPER)
    return indented > 0 and indented >= _INDENTED_SHARE * len(sizes) and long <= _LONG_SHARE * len(sizes)


def _is_fountain(manuscript: Manuscript) -> bool:
    """Whether something in it is Fountain's alone."""
    return any(draft.type in _OF_FOUNTAIN or draft.dual for draft in manuscript.drafts)


def _sense(drafts: Sequence[Draft]) -> _Sense:
    headings = sum(draft.type == "scene_heading" for draft in drafts)
    cues = (index for index, draft in enumerate(drafts[:-1]) if draft.type == "character")
    return _Sense(headings, sum(drafts[index + 1].type in ("dialogue", "parenthetical") for index in cues))
