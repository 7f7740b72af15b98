"""Rows of print with their places on the page: what every reader of laid-out text hands over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from film.screenplay import Run

CHARACTER = 0.1
"""Width of a character in inches where a row does not say how wide it is: the trade prints 10 to the inch."""

_WIDE = re.compile(r"\s{4,}|\s{2,3}(?=[*＊]{1,2}$)")
"""White that divides a row: four characters of it, or two before an asterisk at the row's end, a revision mark."""


_MOST_PIECES = 40
"""Times that a row is divided; what stands behind stays together, however much white is in it."""


class Row(NamedTuple):
    """A row of print, or a piece of one where a wide space divides it (several rows of the same ``line``).

    ::

        |<- left ->|INT. KITCHEN - DAY                  (runs, in inches from the paper's left edge)
        |<------------ right ------------->|

    ``page`` counts from 0; ``line`` is the line of the source's text; ``gap`` is how many blank lines stand
    above it on its page.  ``right`` is where the row ends and ``top`` how far below the paper's top edge
    its baseline stands, in inches, both where the source knows: without ``right`` ten characters are an inch.
    """

    runs: tuple[Run, ...]
    left: float
    page: int
    line: int
    gap: int
    right: float | None = None
    top: float | None = None

    @property
    def text(self) -> str:
        """What is printed in the row."""
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def end(self) -> float:
        """Where the row ends, in inches from the paper's left edge."""
        return self.left + CHARACTER * len(self.text) if self.right is None else self.right


def pieces(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without empty ones, each cut where white divides it, and without space around them."""
    for row in rows:
        text = row.text
        if not text.strip():
            continue
        if text[0].isspace() or text[-1].isspace() or _WIDE.search(text):
            yield from _pieces_of(row, text)
        else:
            yield row


def _pieces_of(row: Row, text: str) -> Iterator[Row]:
    start = 0
    gaps = [(gap.start(), gap.end()) for gap in islice(_WIDE.finditer(text), _MOST_PIECES)]
    for stop, after in [*gaps, (len(text), len(text))]:
        piece = text[start:stop]
        if words := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield part_of(row, first, first + len(words))
        start = after


def cut(runs: Sequence[Run], start: int, stop: int) -> tuple[Run, ...]:
    """The runs of the characters from ``start`` to before ``stop``."""
    found = []
    at = 0
    for run in runs:
        size = len(run.text)
        first, last = max(start - at, 0), min(stop - at, size)
        if first < last:
            found.append(run if last - first == size else run.but(text=run.text[first:last]))
        at += size
    return tuple(found)


def part_of(row: Row, start: int, stop: int) -> Row:
    """A stretch of a row's characters, where it stands."""
    width = (row.end - row.left) / len(row.text)
    right = None if row.right is None else row.left + width * stop
    return row._replace(runs=cut(row.runs, start, stop), left=row.left + width * start, right=right)
