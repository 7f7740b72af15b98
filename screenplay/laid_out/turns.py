"""Page turns where the source has none of its own, and pages whose print has slipped sideways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from screenplay.laid_out.bands import Band
from screenplay.laid_out.columns import NEAR, Columns
from screenplay.laid_out.furniture_words import page_number
from screenplay.laid_out.rows import Row

_APART = 2.5
"""Inches from the leftmost print at which a number may be a page's."""
_LEAST = 2
_FOOT = 20
"""Rows before the number 1 that make it stand at the foot of its page."""
_STEP, _MOST_STEPS = 0.05, 20
_SLIPPED, _STRAIGHT = 0.6, 0.85


def paged(bands: Sequence[Band]) -> list[Band]:
    """Text in one stretch cut into pages at rows that count up as page numbers do; others as they are."""
    if not bands or bands[-1].page != bands[0].page:
        return list(bands)
    numbers = _counting(bands)
    if len(numbers) < _LEAST:
        return list(bands)
    first, number = numbers[0]
    at_foot = number == 1 and first >= _FOOT
    turns = {index + at_foot for index, _ in numbers}
    found = []
    page = bands[0].page
    for index, band in enumerate(bands):
        page += index in turns and index > 0
        found.append(Band(tuple(piece._replace(page=page) for piece in band.pieces)) if page else band)
    return found


def _counting(bands: Sequence[Band]) -> list[tuple[int, int]]:
    """(index, number) of the longest chain of rows whose numbers follow on from one another."""
    left = min(band.left for band in bands)
    length: dict[int, int] = {}
    before: dict[int, tuple[int, int] | None] = {}
    last: dict[int, int] = {}
    for index, number in _numbers(bands, left):
        follows = number - 1 in length
        length[number] = length.get(number - 1, 0) + 1
        before[index] = (last[number - 1], number - 1) if follows else None
        last[number] = index
    if not length:
        return []
    number = max(length, key=lambda each: length[each])
    chain: list[tuple[int, int]] = []
    at: tuple[int, int] | None = (last[number], number)
    while at is not None:
        chain.append(at)
        at = before[at[0]]
    return chain[::-1]


def _numbers(bands: Sequence[Band], left: float) -> Iterator[tuple[int, int]]:
    for index, band in enumerate(bands):
        piece = band.pieces[-1]
        number = page_number(piece.text) if piece.left > left + _APART and not _repeats(band) else None
        if number is not None and number.isdecimal():
            yield index, int(number)


def _repeats(band: Band) -> bool:
    """Whether the number at the right is a scene's, which stands before the heading too."""
    first, last = band.first.text, band.pieces[-1].text
    return len(band.pieces) > 1 and first.split(None, 1)[0].rstrip(".") == last.rstrip(".")


def straightened(pages: Sequence[Sequence[Band]], columns: Columns) -> list[list[Band]]:
    """Pages whose rows all stand a little to one side, as left and right pages of a book do, moved into the columns."""
    return [_straight(page, columns) for page in pages]


def _straight(page: Sequence[Band], columns: Columns) -> list[Band]:
    lefts = [piece.left for band in page for piece in band.pieces[:2]]
    if _share(lefts, columns, 0.0) >= _SLIPPED:
        return list(page)
    shifts = [step * _STEP for step in range(-_MOST_STEPS, _MOST_STEPS + 1)]
    best = max(shifts, key=lambda shift: (_share(lefts, columns, shift), -abs(shift)))
    if _share(lefts, columns, best) < _STRAIGHT:
        return list(page)
    return [Band(tuple(_moved(piece, best) for piece in band.pieces)) for band in page]


def _moved(piece: Row, shift: float) -> Row:
    right = None if piece.right is None else piece.right + shift
    return piece._replace(left=piece.left + shift, right=right)


def _share(lefts: Sequence[float], columns: Columns, shift: float) -> float:
    """How many of the places, moved by so much, lie in a column."""
    edges = [columns.margin, *(edge for edge in (columns.dialogue, columns.parenthetical, columns.cue) if edge)]
    near = sum(any(abs(left + shift - edge) <= NEAR / 2 for edge in edges) for left in lefts)
    return near / max(len(lefts), 1)
