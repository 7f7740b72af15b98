"""A speech cut into captions of two lines: few of them, and ending where the sentence does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assembler.lettering.wrapping import words

Columns = Callable[[str], float]

_SENTENCE = re.compile(r"[.!?…。！？]['\"”’»」』)]*$")
_CLAUSE = re.compile(r"[,;:–—、，；：]['\"”’»」』)]*$")

# What a caption costs, in captions: each one as such, ended inside a clause or after one, and left short.
_WITHIN_CLAUSE = 0.9
_AFTER_CLAUSE = 0.3
_SHORT = 0.4


def paginate(text: str, width: float, lines: int, columns: Columns) -> list[str]:
    """The text in stretches that each fit ``lines`` lines of ``width`` columns; joined they are the text."""
    pieces = _pieces(text, width, columns)
    wide = [columns(piece) for piece in pieces]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = [(best[start][0] + _cost(pieces, wide, start, end, width * lines), start)
                   for start in _starts(wide, end, width, lines)]  # fmt: skip
        best.append(min(choices))
    pages: list[str] = []
    end = len(pieces)
    while end > 0:
        start = best[end][1]
        pages.insert(0, "".join(pieces[start:end]).strip())
        end = start
    return pages


def _pieces(text: str, width: float, columns: Columns) -> list[str]:
    """Words, and those that are wider than a line in parts that are not."""
    pieces: list[str] = []
    for word in words(text):
        while columns(word.strip()) > width:
            part = next(end for end in range(len(word), 0, -1) if columns(word[:end].strip()) <= width or end == 1)
            pieces.append(word[:part])
            word = word[part:]
        pieces.append(word)
    return pieces


def _starts(wide: Sequence[float], end: int, width: float, lines: int) -> list[int]:
    """Where a caption that ends before piece ``end`` may start: always at least one piece earlier."""
    starts = [end - 1]
    for start in range(end - 2, -1, -1):
        if _lines(wide[start:end], width) > lines:
            break
        starts.append(start)
    return starts


def _lines(wide: Sequence[float], width: float) -> int:
    count, filled = 1, 0.0
    for piece in wide:
        if filled and filled + piece > width:
            count, filled = count + 1, 0.0
        filled += piece
    return count


def _cost(pieces: Sequence[str], wide: Sequence[float], start: int, end: int, room: float) -> float:
    last = pieces[end - 1]
    ended = end == len(pieces) or _SENTENCE.search(last)
    broken = 0.0 if ended else _AFTER_CLAUSE if _CLAUSE.search(last) else _WITHIN_CLAUSE
    empty = max(0.0, 1 - sum(wide[start:end]) / room)
    return 1.0 + broken + _SHORT * empty * empty
