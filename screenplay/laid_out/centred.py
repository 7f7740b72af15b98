"""Scripts whose names and speech are centred: rows of every left edge, set into columns as the trade prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from screenplay.laid_out.rows import Row
from screenplay.laid_out.words import is_cue, is_heading, is_omitted, is_transition

_DIALOGUE, _PARENTHETICAL, _CUE = 1.0, 1.6, 2.2
"""Inches right of the margin, as the trade prints them."""
_LEAST = 2
"""Speeches; a single name in the middle may be a title."""

_APART = 0.35
"""Inches from the margin at least; a full row of action stands in the middle too."""
_MIDDLE = 0.12
_LEAST_NAMES = 4


def straightened(rows: Sequence[Row]) -> list[Row]:
    """The rows set into columns if names and the rows below stand round one middle, not at one edge; else as given."""
    margin = min((row.left for row in rows if is_heading(row.text)), default=None)
    if margin is None:
        return list(rows)
    names = [index for index, row in enumerate(rows[:-1]) if row.left > margin + _APART and _names(row)]
    if len(names) < _LEAST_NAMES:
        return list(rows)
    below = [rows[index + 1] for index in names]
    middle, off_middle = _centre(_middle(row) for row in (*(rows[index] for index in names), *below))
    _, off_left = _centre(row.left for row in below)
    if off_middle > _MIDDLE or off_left < max(_MIDDLE, 2 * off_middle):
        return list(rows)
    centred = [row.left > margin + _APART and abs(_middle(row) - middle) <= _MIDDLE for row in rows]
    return in_place(rows, centred, margin, alone=True)


def _centre(places: Iterable[float]) -> tuple[float, float]:
    """The place in the middle of them, and how far off it they stand: the middle one of those distances."""
    found = list(places)
    centre = median(found)
    return centre, median(abs(place - centre) for place in found)


def _middle(row: Row) -> float:
    return (row.left + row.end) / 2


def in_place(rows: Sequence[Row], centred: Sequence[bool], margin: float, *, alone: bool = False) -> list[Row]:
    """The rows with centred names, and what is said under each, in columns; others as they are.

    ``centred`` says of each row whether its paragraph is; ``alone``: only rows that are may be speech.  What stands
    before the first heading stays: a title page is centred too.
    """
    first = next((index for index, row in enumerate(rows) if is_heading(row.text)), len(rows))
    times = Counter(row.text for row, middle in zip(rows, centred, strict=True) if middle)
    found = list(_speeches(rows, centred, times, first))
    if alone:
        found = [(start, stop) for start, stop in found if all(centred[start:stop])]
    if len(found) < _LEAST:
        return list(rows)
    placed = list(rows)
    for start, stop in found:
        placed[start] = _at(rows[start], margin + _CUE, max(rows[start].gap, 1))
        for index in range(start + 1, stop):
            column = _PARENTHETICAL if _is_aside(rows[index]) else _DIALOGUE
            placed[index] = _at(rows[index], margin + column, 0)
    return placed


def _speeches(
    rows: Sequence[Row], centred: Sequence[bool], times: Counter[str], index: int
) -> Iterator[tuple[int, int]]:
    """From each name to behind what is said under it."""
    while index < len(rows):
        stop = _said(rows, centred, times, index) if centred[index] and _names(rows[index]) else index
        if stop > index:
            yield index, stop
        index = max(stop, index + 1)


def _names(row: Row) -> bool:
    return is_cue(row.text) and not is_heading(row.text) and not is_transition(row.text)


def _said(rows: Sequence[Row], centred: Sequence[bool], times: Counter[str], cue: int) -> int:
    """Where the speech under a name ends; the name's own place where nothing is said under it."""
    index = cue + 1
    while index < len(rows) and _is_aside(rows[index]) and _is_under(rows, index):
        index += 1
    if index == len(rows) or not _is_under(rows, index) or _ends(rows[index]):
        return cue
    if rows[index].gap and centred[index] and _names(rows[index]):
        return cue
    # A name apart from a full row may be a title over the action; one that stands so again is a name.
    if not centred[index] and rows[index].gap and times[rows[cue].text] < _LEAST and index == cue + 1:
        return cue
    middle = centred[index]
    index += 1
    while index < len(rows) and rows[index].page == rows[cue].page and centred[index] == middle:
        if not (rows[index].gap == 0 or (middle and _is_aside(rows[index]))) or _ends(rows[index]):
            break
        if middle and _names(rows[index]) and not _is_aside(rows[index - 1]):
            break
        index += 1
    return index


def _is_under(rows: Sequence[Row], index: int) -> bool:
    return rows[index].gap <= 1 and rows[index].page == rows[index - 1].page


def _ends(row: Row) -> bool:
    return is_heading(row.text) or is_omitted(row.text) or is_transition(row.text)


def _is_aside(row: Row) -> bool:
    return row.text[0] in "(（" and row.text[-1] in ")）"


def _at(row: Row, left: float, gap: int) -> Row:
    return row._replace(left=left, right=left + row.end - row.left, gap=gap)
