"""Positions in a Final Draft script, and what the file says about them: notes on stretches, locked pages.

Final Draft counts the script paragraph by paragraph in UTF-16 units, one for each break between them and
two for a block embedded in one (a dual dialogue, an omitted scene); a break belongs to the paragraph
before it.  Established by others on files of its version 12 and 13.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from string import ascii_uppercase
from typing import NamedTuple

from screenplay.fdx.blocks import Block
from screenplay.fdx.settings import is_yes
from screenplay.files.markup import Node
from screenplay.manuscript import Draft, PageTurn


class Placed(NamedTuple):
    """A note's draft and the position it begins at; None if it belongs to no place in the script."""

    draft: Draft
    position: int | None


class Script:
    """The script's blocks with their positions, in the file's order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._said = [index for index, block in enumerate(blocks) if block.drafts]
        self.starts = list(accumulate((block.units + 1 for block in blocks), initial=0))

    def block_at(self, position: int) -> int | None:
        """The index of the block that a position lies in; None outside the script."""
        if not 0 <= position < self.starts[-1]:
            return None
        return bisect_right(self.starts, position) - 1

    def with_notes(self, notes: Iterable[Placed]) -> tuple[list[Draft], list[int]]:
        """All drafts in reading order, each note behind the block it is on, and the index of each block's first.

        A note whose place is not in the script stands at its end.
        """
        behind: dict[int, list[Draft]] = defaultdict(list)
        last: list[Draft] = []
        for draft, position in notes:
            index = None if position is None else self.block_at(position)
            (last if index is None else behind[index]).append(draft)
        drafts: list[Draft] = []
        firsts = []
        for index, block in enumerate(self.blocks):
            firsts.append(len(drafts))
            drafts.extend(block.drafts)
            drafts.extend(behind.get(index, ()))
        return [*drafts, *last], firsts

    def turns(self, root: Node, firsts: Sequence[int]) -> tuple[PageTurn, ...]:
        """The pages that the file has locked; ``firsts`` are the indices of the blocks' first drafts."""
        found = []
        for page in (page for pages in root.elements("LockedPages") for page in pages.elements("LockedPage")):
            position = page.attributes.get("Position", "")
            label = _label(page)
            if is_yes(page.attributes.get("Deleted", "")) or not label or not position.isdecimal():
                continue
            turn = self._turn(label, int(position), firsts)
            if turn:
                found.append(turn)
        return tuple(sorted(found, key=lambda turn: (turn.draft, turn.offset)))

    def _turn(self, label: str, position: int, firsts: Sequence[int]) -> PageTurn | None:
        index = self.block_at(position)
        after = bisect_left(self._said, index) if index is not None else len(self._said)
        if after == len(self._said):
            return None
        if self._said[after] != index:
            index = self._said[after]
            position = self.starts[index]
        block = self.blocks[index]
        own = block.own
        offset = block.offset(position - self.starts[index]) if own is not None else 0
        return PageTurn(label, firsts[index] + (own if own is not None and offset else 0), offset)


def _label(page: Node) -> str:
    """The number printed on a locked page: pages put in behind page 2 are 2A, 2B."""
    number = page.attributes.get("PageNumber") or page.attributes.get("Number", "")
    level, index = page.attributes.get("LockLevel", "0"), page.attributes.get("LevelIndex", "0")
    if level.isdecimal() and int(level) and index.isdecimal() and number.isdecimal():
        return number + ascii_uppercase[int(index) % 26] * (int(index) // 26 + 1)
    return number
