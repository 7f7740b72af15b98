"""Word lists and the plain form of words that they are written in."""

from __future__ import annotations

import string
import unicodedata

_SPACED = "".join(
    letter if letter in string.ascii_lowercase + string.digits else " " for letter in map(chr, range(128))
)
"""Each ASCII character, a space for whatever is neither small letter nor digit."""


def plain(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: what the word lists are written in."""
    flat = text.casefold()
    if not flat.isascii():  # casefolding has made "ss" of the German sharp s
        flat = unicodedata.normalize("NFKD", flat).encode("ascii", "ignore").decode()
    return " ".join(flat.translate(_SPACED).split())


def listed(words: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(words.split())
