"""The lines of a gap between two pairs, paired in order by what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from screenplay.revisions.lines import likeness
from screenplay.revisions.pairing import Gap, Pairing, rising

ALIKE: Final = 0.5
"""Share of common words from which a line is taken for the old one rewritten."""

_CELLS: Final = 1200
"""Comparisons that a gap is worth; a larger one is cut at its equal and its telling lines first."""

_RARE: Final = 3
"""A word that stands in at most so many lines of a gap tells which of them belong together."""

_TRIED: Final = 8
"""Lines that a line of a large gap is compared with."""

_EQUAL, _SAME_TEXT, _SAME_VOICE = 4.0, 3.0, 0.5


SURE: Final = _EQUAL
"""Score of lines that say the same and are the same sort of line."""


def align(pairing: Pairing, gap: Gap) -> bool:
    """Pairs the gap's telling lines, equal ones and rewritten ones, none across another.

    Of a gap too large for that only its surest pairs are made, and True says that it is worth another look.
    """
    old = [i for i in gap.old if not pairing.old.sides[i]]
    new = [j for j in gap.new if not pairing.new.sides[j]]
    if not old or not new:
        return False
    if len(old) * len(new) <= _CELLS:
        _best(pairing, old, new)
        return False
    for search in (_only_ones, most_alike, _equal_ones):
        if found := search(pairing, old, new):
            _in_order(pairing, found)
            return search is not _equal_ones
    return False


def score(pairing: Pairing, i: int, j: int) -> float:
    """How surely new line ``j`` is old line ``i``: 0 not at all, up from 1 for a rewritten one.

    A heading's few words are those of a dozen others; which one a changed heading was, its scene tells.
    """
    old, new = pairing.old, pairing.new
    voice = _SAME_VOICE if min(old.cue[i], new.cue[j]) >= 0 and pairing.equal(old.cue[i], new.cue[j]) else 0.0
    if old.keys[i][1] == new.keys[j][1]:
        return (_EQUAL if old.types[i] == new.types[j] else _SAME_TEXT) + voice
    if old.types[i] != new.types[j] or old.types[i] == "scene_heading":
        return 0.0
    alike = likeness(old.words(i), new.words(j))
    return 1.0 + alike + voice if alike >= ALIKE else 0.0


def _best(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> None:
    """The pairs in order with the highest sum of scores (Needleman and Wunsch, gaps cost nothing)."""
    scores = [[score(pairing, i, j) for j in new] for i in old]
    rows = [[0.0] * (len(new) + 1)]
    for line in scores:
        above, row = rows[-1], [0.0]
        for column, value in enumerate(line):
            row.append(max(above[column + 1], row[column], above[column] + value if value else 0.0))
        rows.append(row)
    r, c = len(old), len(new)
    while r and c:
        if rows[r][c] == rows[r - 1][c]:
            r -= 1
        elif rows[r][c] == rows[r][c - 1]:
            c -= 1
        else:
            r, c = r - 1, c - 1
            pairing.pair(old[r], new[c])


def _only_ones(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Equal lines that stand once in the gap on each side."""
    keys, others = pairing.old.keys, pairing.new.keys
    often, again = Counter(keys[i] for i in old), Counter(others[j] for j in new)
    place = {others[j]: j for j in new}
    return [(i, place[keys[i]]) for i in old if often[keys[i]] == 1 and again[keys[i]] == 1]


def _equal_ones(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Equal lines, the first with the first, the second with the second."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in reversed(new):
        places[pairing.new.keys[j]].append(j)
    return [(i, waiting.pop()) for i in old if (waiting := places.get(pairing.old.keys[i]))]


def most_alike(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """For each old line the free new one with the highest score among those that share a rare word with it."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in new:
        for word in pairing.new.words(j):
            places[word].append(j)
    taken: set[int] = set()
    found = []
    for i in old:
        near = [j for word in pairing.old.words(i) if len(places.get(word, ())) <= _RARE for j in places.get(word, ())]
        tried = [j for j, _ in Counter(near).most_common(_TRIED) if j not in taken]
        best = max(tried, key=lambda j, i=i: (score(pairing, i, j), -j), default=None)  # type: ignore[misc]
        if best is not None and score(pairing, i, best):
            taken.add(best)
            found.append((i, best))
    return found


def _in_order(pairing: Pairing, found: Sequence[tuple[int, int]]) -> None:
    """Pairs what does not cross."""
    kept = rising([j for _, j in found])
    for place, (i, j) in enumerate(found):
        if place in kept:
            pairing.pair(i, j)
