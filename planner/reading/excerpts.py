"""A few pieces of a long text chosen by rank, until a budget of letters is spent: the same few while nothing else of
their own sort is written.

A piece is chosen by what it says itself and by where it stands among those of its own sort, never by where it stands
in the script, so that text put in elsewhere changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from film.base import LineSpan

_SENTENCES = re.compile(r"(?<=[.!?…。！？])[\"”»’)]*\s+")
LONGEST = 320
"""Letters of one piece; of a longer paragraph whole sentences are kept."""


_NUMBER = 12
_BEYOND_LATIN = re.compile(r"[^\u0000-\u024f]")
_WIDE = re.compile(r"[\u2e80-\ud7ff]")
"""Letters that are a word or a syllable: Chinese, Japanese, Korean."""


class Piece(NamedTuple):
    """A paragraph or speech: its lines in the script, its words, and who says them ("" for action)."""

    lines: LineSpan
    text: str
    speaker: str = ""

    @property
    def letters(self) -> int:
        """What it costs in a question, in letters of Latin script, with its number; about three make a token.

        No model's own count: which model is asked changes no question.
        """
        text = f"{self.speaker}{self.text}"
        return len(text) + len(_BEYOND_LATIN.findall(text)) + 3 * len(_WIDE.findall(text)) + _NUMBER


def spread(count: int) -> list[int]:
    """The places 0 to ``count`` - 1 so that any first few of them lie apart: both ends, the middle, the quarters.

    >>> spread(6)
    [0, 5, 2, 1, 3, 4]
    """
    order = dict.fromkeys([0, count - 1][:count])
    spans = [(0, count - 1)]
    while spans:
        inner = []
        for low, high in spans:
            middle = (low + high) // 2
            if high - low > 1:
                order.setdefault(middle)
                inner += [(low, middle), (middle, high)]
        spans = inner
    return list(order)


def chosen(ranked: Sequence[Piece], most: int) -> list[Piece]:
    """The first pieces by rank that together cost at most ``most`` letters; one that is too long is passed over."""
    kept: list[Piece] = []
    left = most
    for piece in ranked:
        if piece.letters <= left:
            kept.append(piece)
            left -= piece.letters
    return kept


def cut(text: str, about: str = "", most: int = LONGEST) -> str:
    """A paragraph, or its sentences from the first that has the words ``about`` on, at most so many letters of them."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    sentences = _SENTENCES.split(words)
    first = next((at for at, each in enumerate(sentences) if about and about.casefold() in each.casefold()), 0)
    kept = ""
    for sentence in sentences[first:]:
        if kept and len(kept) + len(sentence) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept[:most].strip()
