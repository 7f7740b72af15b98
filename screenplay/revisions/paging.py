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

    A page of which nothing is left gives its number to what the page before it cannot hold, or is not there.
    Nothing, where the old draft has no pages.
    """
    starts = _starts(old, new, new_of)
    pages: list[Page] = []
    for place, (numbers, start) in enumerate(starts):
        end = starts[place + 1][1] if place + 1 < len(starts) else len(new.elements)
        for sheet, (first, last) in enumerate(_sheets(new, start, end)):
            over = max(0, sheet + 1 - len(numbers))
            pages.append(Page(numbers[sheet - over] + letters(over), first, last))
    return tuple(pages)


def _starts(old: Screenplay, new: Screenplay, new_of: Sequence[int]) -> list[tuple[list[str], int]]:
    """Page number and the element that it begins with now, of those in order; the first begins with the script.

    With the number stand those of the pages behind it of which nothing is left.
    """
    if not old.page_starts:
        return []
    place = {element.id: index for index, element in enumerate(old.elements)}
    firsts = [place[start.element] + (start.offset > 0) for start in old.page_starts]
    pairs = [(i, j) for i, j in enumerate(new_of) if j != NONE]
    stayed = rising([j for _, j in pairs])
    in_place = {i for at, (i, _) in enumerate(pairs) if at in stayed}
    found = [([old.page_starts[0].page], 0)]
    for turn, first in enumerate(firsts[1:], 1):
        end = firsts[turn + 1] if turn + 1 < len(firsts) else len(old.elements)
        there = next((new_of[i] for i in range(first, end) if i in in_place), NONE)
        while there != NONE and there < len(new.elements) and new.elements[there].dual == "right":
            there += 1  # two who speak at once stand side by side on one page
        if found[-1][1] < there < len(new.elements):
            found.append(([old.page_starts[turn].page], there))
        else:
            found[-1][0].append(old.page_starts[turn].page)
    return found


def _sheets(new: Screenplay, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch on as many sheets as it fills."""
    layout = measure(new.elements[start:end], new.profile)
    turns = [index for index, _ in layout.starts] or [0]
    if not layout.starts and layout.pages > 1:
        size = ceil((end - start) / ceil(layout.pages))
        turns = list(range(0, end - start, size))
    turns = sorted(set(turns) | {0})
    return [(start + first, start + last) for first, last in zip(turns, [*turns[1:], end - start], strict=True)]
