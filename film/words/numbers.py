"""Numbers as scripts write them: in digits, in words, and loosely ("a handful", "half a dozen", "twenty-odd")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EXACT = {
    **{word: number for number, word in enumerate(_ONES, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "another": 1, "lone": 1, "single": 1, "both": 2, "couple": 2, "pair": 2, "trio": 3, "dozen": 12,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "due": 2, "tre": 3, "quattro": 4,
}  # fmt: skip
_LOOSE = {
    "few": (3, 5), "handful": (4, 6), "several": (4, 7), "some": (3, 6), "many": (8, None), "dozens": (24, None),
    "score": (20, None), "scores": (40, None), "hundred": (100, None), "hundreds": (200, None),
    "thousands": (1000, None), "thousand": (1000, None), "quelques": (3, 5), "plusieurs": (4, 7), "einige": (3, 6),
    "mehrere": (4, 7), "algunos": (3, 6), "varios": (4, 7), "alcuni": (3, 6),
}  # fmt: skip
NUMBER_WORDS = frozenset(_EXACT) | frozenset(_LOOSE)
"""Single words that say how many."""


class Count(NamedTuple):
    """How many: ``exact`` where the words say so, else between ``least`` and ``most`` (None: no end to it)."""

    exact: int | None
    least: int
    most: int | None


def count_in(words: Sequence[str]) -> Count | None:
    """How many the small words before a noun say; None where they say nothing.

    >>> count_in(["half", "a", "dozen"])
    Count(exact=6, least=6, most=6)
    >>> count_in(["twenty-five"]).exact
    25
    """
    said = [part for word in words for part in re.split(r"[-\s]", word) if part]
    found: Count | None = None
    for word in said:
        if word.isdigit():
            found = _exactly(int(word))
        elif word in ("dozen", "hundred", "thousand") and found is not None and found.exact is not None:
            found = _exactly(found.exact * {"dozen": 12, "hundred": 100, "thousand": 1000}[word])
        elif word in _EXACT:
            tens = found.exact if found is not None and found.exact in range(20, 91, 10) else 0
            found = _exactly((tens or 0) + _EXACT[word])
        elif word in _LOOSE:
            least, most = _LOOSE[word]
            found = Count(None, least, most)
    if found is not None and found.exact is not None and "half" in said and "dozen" in said:
        return _exactly(6)
    if found is not None and found.exact is not None and "odd" in said:
        return Count(None, found.exact, found.exact + max(2, found.exact // 5))
    return found


def _exactly(number: int) -> Count:
    return Count(number, number, number)
