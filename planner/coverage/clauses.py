"""Where a spoken line may be cut: between sentences, else between clauses, never inside a word."""

from __future__ import annotations

import re
from bisect import bisect_left, insort

_SENTENCE = re.compile(r"[.!?…。！？]+[\"'”’»)]*\s+|[。！？]")
_CLAUSE = re.compile(r"[,;:–—、，；]\s*")


def cut_shares(text: str, parts: int, shortest: float) -> tuple[float, ...]:
    """The shares (0 to 1) of a line at which to cut it into up to ``parts`` parts, each at least ``shortest``.

    Sentence ends are preferred to clause ends; a line without either stays whole.
    """
    cuts = [0.0, 1.0]
    ends = _ends(text) if parts > 1 else []
    for number in range(1, parts):
        wish = number / parts
        best = _nearest(ends, wish, cuts, shortest)
        if best is not None:
            insort(cuts, best)
    return tuple(cuts[1:-1])


def _nearest(ends: list[float], wish: float, cuts: list[float], shortest: float) -> float | None:
    """The end nearest to a wish that is far enough from all cuts, the earlier of two as near; None for none.

    Looked for from the wish outwards, so that a long line asks but for the ends about it.
    """
    after = bisect_left(ends, wish)
    before = after - 1
    while before >= 0 or after < len(ends):
        take = before >= 0 and (after == len(ends) or wish - ends[before] <= ends[after] - wish)
        share = ends[before] if take else ends[after]
        before, after = (before - 1, after) if take else (before, after + 1)
        if _fits(share, cuts, shortest):
            return share
    return None


def _ends(text: str) -> list[float]:
    size = max(len(text), 1)
    sentences = [match.end() / size for match in _SENTENCE.finditer(text) if match.end() < size]
    return sentences or [match.end() / size for match in _CLAUSE.finditer(text) if match.end() < size]


def _fits(share: float, cuts: list[float], shortest: float) -> bool:
    at = bisect_left(cuts, share)
    return share - cuts[at - 1] >= shortest and cuts[min(at, len(cuts) - 1)] - share >= shortest
