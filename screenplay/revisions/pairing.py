"""Lines of two drafts paired one to one, and what follows from a pair for its neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from screenplay.revisions.lines import Lines

NONE = -1


class Gap(NamedTuple):
    """Lines without a partner, old and new, between the same pairs."""

    old: list[int]
    new: list[int]


class Pairing:
    """Which new line an old one lives on as: ``new_of[i]`` and ``old_of[j]``, NONE where there is none."""

    def __init__(self, old: Lines, new: Lines) -> None:
        self.old, self.new = old, new
        self.new_of = [NONE] * len(old)
        self.old_of = [NONE] * len(new)
        self.renamed: dict[str, str] = {}

    def free(self, i: int, j: int) -> bool:
        """Neither of the two has a partner."""
        return self.new_of[i] == NONE and self.old_of[j] == NONE

    def pair(self, i: int, j: int) -> None:
        """Makes two free lines one."""
        self.new_of[i], self.old_of[j] = j, i

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs in the old draft's order."""
        return [(i, j) for i, j in enumerate(self.new_of) if j != NONE]

    def spread(self) -> None:
        """What is equal beside a pair is a pair too; first upwards, because a cue belongs to what follows it."""
        for i, j in self.pairs():
            i, j = i - 1, j - 1
            while i >= 0 and j >= 0 and self.equal(i, j) and self.free(i, j):
                self.pair(i, j)
                i, j = i - 1, j - 1
        for i, j in self.pairs():
            while length := self._equal_speech(i + 1, j + 1):
                for _ in range(length):
                    i, j = i + 1, j + 1
                    self.pair(i, j)

    def _equal_speech(self, i: int, j: int) -> int:
        """How many lines from here are equal and free, up to the first that tells something; 0 if not all are."""
        old, new = self.old, self.new
        length = 0
        while i + length < len(old) and j + length < len(new):
            here, there = i + length, j + length
            if not (self.equal(here, there) and self.free(here, there)):
                return 0
            length += 1
            if not old.sides[here]:
                return length
        return 0

    def equal(self, i: int, j: int) -> bool:
        """The two say the same, or are cues of one person under the old name and the new."""
        if self.old.keys[i] == self.new.keys[j]:
            return True
        cues = self.old.types[i] == self.new.types[j] == "character"
        return cues and self.renamed.get(self.old.texts[i]) == self.new.texts[j]

    def bind_cues(self, *, renamed: bool) -> None:
        """The cues of paired speeches are pairs; with ``renamed`` also where they say something else now."""
        old, new = self.old, self.new
        for i, j in self.pairs():
            cue, other = old.cue[i], new.cue[j]
            if cue == NONE or other == NONE or not self.free(cue, other):
                continue
            if self.equal(cue, other) or (renamed and old.leads(i) and new.leads(j)):
                self.pair(cue, other)

    def bind_headings(self) -> None:
        """A heading is the old one, whatever it says now, if what stood right under it still does."""
        old, new = self.old, self.new
        for i, kind in enumerate(old.types[:-1]):
            j = self.new_of[i + 1] - 1
            if kind == "scene_heading" and j >= 0 and new.types[j] == kind and self.free(i, j):
                self.pair(i, j)

    def gaps(self) -> Iterator[Gap]:
        """Every stretch of old lines without a partner, with the free new lines beside its neighbours' partners.

        The pairs may change between one gap and the next.
        """
        end = len(self.old)
        start = 0
        while start < end:
            if self.new_of[start] != NONE:
                start += 1
                continue
            stop = start
            while stop < end and self.new_of[stop] == NONE:
                stop += 1
            new = self._beside(start, stop)
            if new:
                yield Gap(list(range(start, stop)), new)
            start = stop

    def stretches(self) -> Iterator[Gap]:
        """The lines without a partner between pairs that stayed in order, across whatever moved away or came there."""
        pairs = self.pairs()
        kept = rising([j for _, j in pairs])
        last_i, last_j = NONE, NONE
        for i, j in [*(pair for place, pair in enumerate(pairs) if place in kept), (len(self.old), len(self.new))]:
            old = [each for each in range(last_i + 1, i) if self.new_of[each] == NONE]
            new = [each for each in range(last_j + 1, j) if self.old_of[each] == NONE]
            if old and new:
                yield Gap(old, new)
            last_i, last_j = i, j

    def _beside(self, start: int, stop: int) -> list[int]:
        below = self.new_of[start - 1] + 1 if start else 0
        above = self.new_of[stop] if stop < len(self.old) else len(self.new)
        after = below
        while after < len(self.new) and self.old_of[after] == NONE:
            after += 1
        if below <= above == after:
            return list(range(below, after))
        before = above
        while before > 0 and self.old_of[before - 1] == NONE:
            before -= 1
        if before == below:
            return list(range(below, after))
        return [*range(below, after), *range(before, above)]


def rising(values: Sequence[int]) -> set[int]:
    """Places of a longest rising run among different values: what stayed in order."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(places[at - 1] if at else NONE)
        if at == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[at], places[at] = value, place
    kept = set()
    place = places[-1] if places else NONE
    while place != NONE:
        kept.add(place)
        place = before[place]
    return kept
