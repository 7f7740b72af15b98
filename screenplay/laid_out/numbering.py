"""Which pages stand before the script, and the number that each of its pages bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from screenplay.laid_out.columns import Columns
from screenplay.laid_out.furniture import Page, Print
from screenplay.laid_out.title import is_credit
from screenplay.laid_out.words import is_cue, is_heading, is_transition

_MOST_FRONT = 8
"""Pages that may stand before the script: title, cast, sets, a writer's note."""

_SPARSE = 8
"""Rows at the margin that a title page may hold."""
_FULL = 30
"""Rows at the margin that fill most of a page."""


def front_and_body(pages: Sequence[Page], columns: Columns) -> tuple[list[Page], list[Page]]:
    """The pages before the script (title page, cast page, notes) and those of the script."""
    first = next((index for index, page in enumerate(pages) if _plays(page, columns)), 0)
    first = min(first, _MOST_FRONT)
    while first and not _is_front(pages[first - 1], columns, first == 1):
        first -= 1
    return list(pages[:first]), list(pages[first:])


def title_lifted(body: Sequence[Page], columns: Columns) -> tuple[list[Page], list[Page]]:
    """The title that stands on the script's own first page, as typed text has it, as a page before the script.

    It is one if somebody is named in it as the author; else it is the writer's centred text.
    """
    if not body:
        return [], []
    first, *others = body
    stop = 0
    while stop < len(first.prints) and not _opens_script(first.prints, stop, columns):
        stop += 1
    title = first.prints[:stop]
    if not 0 < stop < min(_FULL, len(first.prints)) or not any(
        is_credit(each.row.text) and not columns.at_margin(each.row.left) for each in title
    ):
        return [], list(body)
    return [first._replace(prints=title, label=None)], [first._replace(prints=first.prints[stop:]), *others]


def _opens_script(prints: Sequence[Print], index: int, columns: Columns) -> bool:
    """Heading, speech, transition, or a row of action that goes beyond the middle of the page."""
    row = prints[index].row
    if _plays_at(prints, index, columns) or is_transition(row.text):
        return True
    return columns.at_margin(row.left) and prints[index].end > columns.centre


def _plays(page: Page, columns: Columns) -> bool:
    return any(_plays_at(page.prints, index, columns) for index in range(len(page.prints)))


def _plays_at(prints: Sequence[Print], index: int, columns: Columns) -> bool:
    """A heading, or a name above speech."""
    row = prints[index].row
    if prints[index].number or is_heading(row.text):
        return True
    below = prints[index + 1].row if index + 1 < len(prints) else None
    speech = below is not None and below.gap <= columns.speech_gap and columns.is_dialogue(below.left)
    return speech and is_cue(row.text) and columns.cue is not None and abs(row.left - columns.cue) < 0.2


def _is_front(page: Page, columns: Columns, foremost: bool) -> bool:
    """Bears a roman number; or none, and is no full page of action that the script might open with."""
    if page.label is not None:
        return not any(char.isdigit() for char in page.label)
    if any(is_transition(print_.row.text) for print_ in page.prints):
        return False
    at_margin = sum(columns.at_margin(print_.row.left) for print_ in page.prints)
    return at_margin * 2 <= len(page.prints) or len(page.prints) < (_SPARSE if foremost else _FULL)


def labelled(body: Sequence[Page]) -> list[Page]:
    """The pages with a number each: the printed one, else what the others' numbers make it, else its place."""
    shifts = Counter(int(page.label) - page.place for page in body if page.label is not None and page.label.isdecimal())
    shift = shifts.most_common(1)[0][0] if shifts else 1 - (body[0].place if body else 0)
    return [page if page.label is not None else page._replace(label=str(max(page.place + shift, 1))) for page in body]
