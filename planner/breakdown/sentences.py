"""Action text as sentences of words, quotations blanked out so that what is read is not taken for what is done."""

from __future__ import annotations

import re
from typing import NamedTuple

from planner.characters.quoted import blank_quotes
from planner.places.lists import plain

_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Sgt|Lt|Capt|Prof|No|vs|etc|M|Mme)\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+['’](?=[^\W\d_])|[^\W_]+(?:[-'’][^\W_]+)*|[.,;:!?()…]|--+|[–—]")
_ELISION = re.compile(r"(?i)^(?:l|s|d|n|m|t|j|qu|c)['’]$")
_STOPS = frozenset(".!?…;:")
_APOSTROPHES = frozenset("'’")


class Word(NamedTuple):
    """One word or mark: where it begins, its spelling, and its plain lower-case form (marks stay as they are)."""

    start: int
    text: str
    low: str


def sentences(text: str) -> list[list[Word]]:
    """The words of each sentence, its final mark included."""
    clean = _TITLES.sub(lambda match: match[1] + " ", blank_quotes(text))
    found: list[list[Word]] = [[]]
    for match in _WORD.finditer(clean):
        piece = match[0]
        if piece[-1] in _APOSTROPHES and not _ELISION.match(piece):
            piece = piece[:-1]
        found[-1].append(Word(match.start(), piece, _low(piece)))
        if piece[0] in _STOPS or clean.startswith("\n\n", match.end()):
            found.append([])
    return [sentence for sentence in found if sentence]


def _low(piece: str) -> str:
    """The plain form of a word; a mark stays as it is."""
    if piece.isalpha() and piece.isascii():
        return piece.lower()
    return plain(piece) or piece.casefold()
