"""A Fountain source as a row of tiles: which lines hold what, every line in one tile.

::

    1-2   title page
    3-4   blank
    5     scene heading                     elements ("a1...",)
    6     blank
    7-9   action with a note in it          elements ("b2...", "c3...")
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from film.errors import ScriptError
from film.screenplay import Screenplay
from screenplay.fountain.lines import split_lines
from screenplay.fountain.title_page import read_title_page


class Tile(NamedTuple):
    """Lines ``first`` to ``last`` of the source, both included, and the ids of the elements they hold.

    Of several elements in one tile all but one are notes and boneyards.
    """

    first: int
    last: int
    holds: Literal["title_page", "blank", "elements"]
    elements: tuple[str, ...] = ()


def tiles(screenplay: Screenplay) -> tuple[Tile, ...]:
    """The tiles from line 1 to the last, without gap or overlap.

    Raises ScriptError for a screenplay that was not read from Fountain.
    """
    source = screenplay.source
    if source is None or source.format != "fountain":
        raise ScriptError(
            "this screenplay has no Fountain source whose lines could be told", do="Read it from Fountain"
        )
    lines = split_lines(source.text.removeprefix("\ufeff"))
    page = read_title_page(lines)
    spans: list[Tile] = []
    if page.end:
        spans.append(Tile(page.start + 1, page.end, "title_page"))
    for element in screenplay.elements:
        if spans and element.lines[0] <= spans[-1].last and spans[-1].elements:
            before = spans.pop()
            last = max(before.last, element.lines[1])
            spans.append(Tile(before.first, last, "elements", (*before.elements, element.id)))
        else:
            spans.append(Tile(*element.lines, "elements", (element.id,)))
    return _without_gaps(sorted(spans), len(lines))


def _without_gaps(spans: list[Tile], count: int) -> tuple[Tile, ...]:
    row: list[Tile] = []
    line = 1
    for span in spans:
        if span.first > line:
            row.append(Tile(line, span.first - 1, "blank"))
        row.append(span)
        line = span.last + 1
    if line <= count:
        row.append(Tile(line, count, "blank"))
    return tuple(row)
