"""Which elements of a screenplay still stand in its file as they are, paragraph by paragraph."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from film.screenplay import Element
from screenplay.manuscript import Draft

Key = tuple[object, ...]


class Kept(NamedTuple):
    """Elements from ``start`` up to ``end`` that are, unchanged, the paragraph ``block`` of the file."""

    start: int
    end: int
    block: int


def key_of(said: Element | Draft) -> Key:
    """All that an element says, as far as a file has it: equal keys, equal elements."""
    runs = tuple((run.text, run.style, run.revision, run.tags) for run in said.runs)
    return said.type, runs, said.number, said.dual, said.level, said.kind, said.page


def kept_of(elements: Sequence[Element], blocks: Sequence[Sequence[Draft]]) -> list[Kept]:
    """The elements that stand in the file's blocks as they are, in the elements' order, each block once.

    Those on their own line are found first; those moved there from elsewhere take what is left.
    """
    keys = [key_of(element) for element in elements]
    lines = [element.lines[0] for element in elements]
    contents = [tuple(key_of(draft) for draft in block) for block in blocks]
    placed = _Index((index, (drafts[0].first, contents[index])) for index, drafts in enumerate(blocks) if drafts)
    kept = _found(range(len(keys)), keys, lines, placed)
    used = {each.block for each in kept}
    covered = {at for each in kept for at in range(each.start, each.end)}
    spare = _Index(
        (index, (None, contents[index])) for index, drafts in enumerate(blocks) if drafts and index not in used
    )
    rest = [at for at in range(len(keys)) if at not in covered]
    return sorted(kept + _found(rest, keys, [None] * len(keys), spare))


class _Index:
    """Blocks by line and content, and the lengths that occur for each line and first key."""

    def __init__(self, blocks: Iterable[tuple[int, tuple[int | None, tuple[Key, ...]]]]) -> None:
        self._blocks: dict[tuple[int | None, tuple[Key, ...]], deque[int]] = defaultdict(deque)
        self._lengths: dict[tuple[int | None, Key], set[int]] = defaultdict(set)
        for index, (line, content) in blocks:
            self._blocks[line, content].append(index)
            self._lengths[line, content[0]].add(len(content))

    def take(self, line: int | None, keys: Sequence[Key], at: int, longest: int) -> tuple[int, int] | None:
        """A block with the content that begins at ``at``, the longest there is: its index and length."""
        for length in sorted(self._lengths.get((line, keys[at]), ()), reverse=True):
            if length <= longest and (found := self._blocks.get((line, tuple(keys[at : at + length])))):
                return found.popleft(), length
        return None


def _found(free: Sequence[int], keys: Sequence[Key], lines: Sequence[int | None], index: _Index) -> list[Kept]:
    found: list[Kept] = []
    ends = _stretches(free)
    number = 0
    while number < len(free):
        at = free[number]
        taken = index.take(lines[at], keys, at, ends[number] - number)
        if taken:
            found.append(Kept(at, at + taken[1], taken[0]))
        number += taken[1] if taken else 1
    return found


def _stretches(free: Sequence[int]) -> list[int]:
    """For each free element the end of the stretch of neighbours that it stands in."""
    ends = [len(free)] * len(free)
    for number in range(len(free) - 2, -1, -1):
        ends[number] = ends[number + 1] if free[number + 1] == free[number] + 1 else number + 1
    return ends
