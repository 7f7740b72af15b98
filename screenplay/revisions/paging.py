"""The new draft on the old draft's pages: which of them changed, and what overflows to A pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from film.screenplay import Screenplay
from screenplay.pages import measure
from screenplay.revisions.numbering import letters
from screenplay.revisions.pairing import NONE, rising


class Page(NamedTuple):
    """A page of the new draft: its number, and the elements that begin on it, the end excluded."""

    number: str
    start: int
    end: int


def locked_pages(old: Screenplay, new: Screenplay, new_of: Sequence[int]) -> tuple[Page, ...]:
    """The new draft with every old page beginning where it did; what it cannot hold goes to 12A, 12B.

    A page of which nothing is left is not there.  Nothing, where the old draft has no pages.
    """
    starts = _starts(old, new_of)
    pages: list[Page] = []
    for place, (number, start) in enumerate(starts):
        end = starts[place + 1][1] if place + 1 < len(starts) else len(new.elements)
        for sheet, (first, last) in enumerate(_sheets(new, start, end)):
            pages.append(Page(number + letters(sheet), first, last))
    return tuple(pages)


def _starts(old: Screenplay, new_of: Sequence[int]) -> list[tuple[str, int]]:
    """Page number and the new element that it begins with now, rising; the first begins with the script."""
    place = {element.id: index for index, element in enumerate(old.elements)}
    firsts = [place[start.element] + (start.offset > 0) for start in old.page_starts]
    found: list[tuple[str, int]] = []
    for turn, first in enumerate(firsts):
        end = firsts[turn + 1] if turn + 1 < len(firsts) else len(old.elements)
        there = next((new_of[i] for i in range(first, end) if new_of[i] != NONE), NONE)
        if there != NONE:
            found.append((old.page_starts[turn].page, there))
    kept = rising([there for _, there in found])
    rest = [page for turn, page in enumerate(found) if turn in kept]
    return [(number, there if turn else 0) for turn, (number, there) in enumerate(rest)]


def _sheets(new: Screenplay, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch on as many sheets as it fills."""
    layout = measure(new.elements[start:end], new.profile)
    turns = [index for index, _ in layout.starts] or [0]
    if not layout.starts and layout.pages > 1:
        size = ceil((end - start) / ceil(layout.pages))
        turns = list(range(0, end - start, size))
    turns = sorted(set(turns) | {0})
    return [(start + first, start + last) for first, last in zip(turns, [*turns[1:], end - start], strict=True)]
