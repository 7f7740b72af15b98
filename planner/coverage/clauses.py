"""Where a spoken line may be cut: between sentences, else between clauses, never inside a word."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?…。！？]+[\"'”’»)]*\s+|[。！？]")
_CLAUSE = re.compile(r"[,;:–—、，；]\s*")


def cut_shares(text: str, parts: int, shortest: float) -> tuple[float, ...]:
    """The shares (0 to 1) of a line at which to cut it into up to ``parts`` parts, each at least ``shortest``.

    Sentence ends are preferred to clause ends; a line without either stays whole.
    """
    cuts: list[float] = []
    for number in range(1, parts):
        wish = number / parts
        usable = [share for share in _ends(text) if _fits(share, cuts, shortest)]
        if usable:
            cuts.append(min(usable, key=lambda share: abs(share - wish)))
            cuts.sort()
    return tuple(cuts)


def _ends(text: str) -> list[float]:
    size = max(len(text), 1)
    sentences = [match.end() / size for match in _SENTENCE.finditer(text) if match.end() < size]
    return sentences or [match.end() / size for match in _CLAUSE.finditer(text) if match.end() < size]


def _fits(share: float, cuts: list[float], shortest: float) -> bool:
    return all(abs(share - other) >= shortest for other in (0.0, 1.0, *cuts))
