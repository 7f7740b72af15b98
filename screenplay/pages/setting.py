"""Blocks set one under the other on pages, and cut where a page may end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from film.screenplay import Element
from screenplay.pages.blocks import SPOKEN, Block, Sort, blocks_of, rows_of
from screenplay.pages.sentences import sentence_ends
from screenplay.pages.sheets import Sheet
from screenplay.pages.wrapping import line_ends

_TURNING = ("break", "act")
_LOOSE = ("break", "transition")
_FEWEST = 2
"""Lines of a paragraph or speech that must stand on either side of a page's end."""


class Cut(NamedTuple):
    """Where a block is cut: before ``element``, or behind ``offset`` of its characters, which take ``rows`` rows."""

    element: int
    offset: int = 0
    rows: int = 0


class Setter:
    """Sets the blocks of a script and begins pages.  ``ends``, ``starts`` and ``blanks`` are those of a ``Layout``."""

    def __init__(self, elements: Sequence[Element], sheet: Sheet) -> None:
        self.ends: list[int] = []
        self.starts: list[tuple[int, int]] = []
        self.blanks: list[int] = [0]
        self._elements = elements
        self._sheet = sheet
        self._rows = rows_of(elements, sheet)
        self._under = list(accumulate(self._rows, initial=0))
        self._page = 0
        self._used = 0

    def run(self) -> None:
        """Set everything: as many groups at a time as a page holds, then the one that it does not hold."""
        blocks = list(blocks_of(self._elements, self._rows, self._sheet))
        flow, groups, turns = self._flow(blocks)
        bottoms = [flow[blocks[end - 1].end] for end in groups[1:]]
        at = 0
        while at < len(bottoms):
            first = blocks[groups[at]]
            held = at
            if first.rows and first.sort not in _TURNING:
                room = self._sheet.rows - self._used + (0 if self._used else first.above)
                turn = turns[bisect_left(turns, at)]
                held = min(bisect_right(bottoms, flow[first.first] + room, at), turn)
            if held > at:
                self._put_run(first, blocks[groups[held] - 1].end, flow)
                at = held
            else:
                self._set(blocks[groups[at] : groups[at + 1]])
                at += 1

    def _flow(self, blocks: Sequence[Block]) -> tuple[list[int], list[int], list[int]]:
        """Rows above each element on an endless page; where groups begin among the blocks; which groups turn the page.

        No page ends within a group: a heading and what follows it, a transition and what precedes it.
        """
        steps = self._rows.copy()
        groups: list[int] = []
        turns: list[int] = []
        before: Sort = "break"
        for index, (sort, first, end, _, above, _) in enumerate(blocks):
            if sort in _TURNING:
                turns.append(len(groups))
                groups.append(index)
            elif not (
                (before == "heading" or (sort == "transition" and before not in _LOOSE))
                and index - groups[-1] < self._sheet.rows
            ):
                groups.append(index)
            if sort == "dual":
                steps[first:end] = self._dual_steps(first, end)
            steps[first] += above
            before = sort
        groups.append(len(blocks))
        turns.append(len(groups))
        return list(accumulate(steps, initial=0)), groups, turns

    def _dual_steps(self, first: int, end: int) -> list[int]:
        """By how many rows each element of a dual dialogue makes it taller."""
        columns, steps = [0, 0], []
        for index in range(first, end):
            before = max(columns)
            columns[self._elements[index].dual == "right"] += self._rows[index]
            steps.append(max(columns) - before)
        return steps

    def _put_run(self, first: Block, end: int, flow: Sequence[int]) -> None:
        """Set whole groups, from the one that a block begins up to an element, all of which the page holds."""
        shift = self._page + self._used - flow[first.first]
        if not self._used:
            self.starts.append((first.first, 0))
            shift -= first.above
        self.ends.extend([shift + row for row in flow[first.first + 1 : end + 1]])
        self._used = self.ends[-1] - self._page

    def _set(self, group: list[Block]) -> None:
        """Set blocks that belong together, on this page if they fit, else on the next, cut where they must be."""
        if group[0].sort in _TURNING:
            self._turn()
        while True:
            at, room = self._overflow(group)
            if at == len(group):
                for block in group:
                    self._put(block)
                return
            found = self._cut_before(group, at, room) or (None if self._used else self._forced(group, at, room))
            if found is None:
                self._turn()
                continue
            index, cut = found
            for block in group[:index]:
                self._put(block)
            group = [self._split(group[index], cut), *group[index + 1 :]]
            self._turn()

    def _overflow(self, group: list[Block]) -> tuple[int, int]:
        """The first block that does not fit on this page, and the rows that are left for it."""
        used = self._used
        for index, block in enumerate(group):
            top = used + block.above if used else 0
            if top + block.rows > self._sheet.rows:
                return index, self._sheet.rows - top
            used = top + block.rows
        return len(group), 0

    def _cut_before(self, group: list[Block], at: int, room: int) -> tuple[int, Cut] | None:
        """The lowest cut in the block that does not fit, else in one above it."""
        for index in range(at, -1, -1):
            block = group[index]
            if cut := self._cut(block, room if index == at else block.rows):
                return index, cut
        return None

    def _cut(self, block: Block, room: int) -> Cut | None:
        if block.sort == "speech":
            return self._cut_speech(block, room)
        printed = block.sort == "text" and block.rows
        return self._cut_within(block.first, block.offset, room, 0) if printed else None

    def _cut_speech(self, block: Block, room: int) -> Cut | None:
        """The lowest cut between a speech's parts or in one of them; under a parenthetical if there is no other."""
        best: Cut | None = None
        spare: Cut | None = None
        used, content, last = 0, 0, ""
        for index in range(block.first, block.end):
            type_, rows = self._elements[index].type, self._rows[index]
            if not rows:
                continue
            if type_ == "character":
                used += rows
                continue
            offset = block.offset if index == block.first else 0
            lines = self._lines(index, offset)
            if content >= _FEWEST and lines + self._lines_from(index + 1, block.end) >= _FEWEST:
                best, spare = (best, Cut(index)) if last == "parenthetical" else (Cut(index), spare)
            if type_ != "parenthetical":
                best = self._cut_within(index, offset, room - used, content) or best
            used, content, last = used + lines * self._spacing(index), content + lines, type_
            if used > room:
                break
        return best or spare

    def _cut_within(self, index: int, offset: int, room: int, above: int) -> Cut | None:
        """The lowest end of a sentence in an element's first ``room`` rows, under ``above`` lines of the same speech.

        The lines left below are those that it has uncut: a sentence that ends in the last line but one is not cut off.
        """
        text, spacing = self._elements[index].text, self._spacing(index)
        most = max(0, room) // spacing
        ends = line_ends(text, self._width(index), offset, most + _FEWEST)
        most = min(most, len(ends) - _FEWEST)
        if most < 1:
            return None
        cut = max(sentence_ends(text, offset, ends[most - 1]), default=offset)
        lines = bisect_left(ends, cut) + 1
        return Cut(index, cut, lines * spacing) if cut > offset and above + lines >= _FEWEST else None

    def _forced(self, group: list[Block], at: int, room: int) -> tuple[int, Cut]:
        """A cut in what is longer than a page: behind the last line that it holds."""
        block = group[at]
        used = 0
        for index in range(block.first, block.end):
            offset = block.offset if index == block.first else 0
            spacing = self._spacing(index)
            most = max(0, room - used) // spacing
            ends = (
                line_ends(self._elements[index].text, self._width(index), offset, most + 1) if self._rows[index] else []
            )
            if len(ends) > most:
                return at, Cut(index, ends[most - 1], most * spacing) if most else Cut(index)
            used += len(ends) * spacing
        return at, Cut(block.first)

    def _split(self, block: Block, cut: Cut) -> Block:
        """Put what stands above a cut, and give what is left."""
        if cut.element > block.first or cut.offset:
            self._put(block._replace(end=cut.element), cut.rows)
        head = self._lines(cut.element, cut.offset) * self._spacing(cut.element)
        rows = head + self._under[block.end] - self._under[cut.element + 1]
        return Block(block.sort, cut.element, block.end, rows, 0, cut.offset)

    def _put(self, block: Block, tail: int = 0) -> None:
        """Set a whole block, or its elements up to the one that is cut and ``tail`` rows of that one."""
        first = block.first
        if self._used:
            self._used += block.above
        elif block.rows:
            self.starts.append((first, block.offset))
        rows = self._dual_steps(first, block.end) if block.sort == "dual" else self._rows[first : block.end]
        if block.offset and rows:  # what is left of a cut element
            rows[0] = self._lines(first, block.offset) * self._spacing(first)
        for each in rows:
            self._used += each
            self.ends.append(self._page + self._used)
        self._used += tail

    def _turn(self) -> None:
        if self._used:
            self._page += self._sheet.rows
            self.blanks.append(self.blanks[-1] + self._sheet.rows - self._used)
            self._used = 0

    def _lines(self, index: int, offset: int = 0) -> int:
        """Lines of an element's text from ``offset`` on; of what is cut, no more than just above a page."""
        if not offset:
            return self._rows[index] // self._spacing(index)
        return len(line_ends(self._elements[index].text, self._width(index), offset, self._sheet.rows + 1))

    def _lines_from(self, first: int, end: int) -> int:
        """Lines of the parts of a speech from ``first`` on, as far as they matter."""
        lines = 0
        for index in range(first, end):
            lines += self._lines(index)
            if lines >= _FEWEST:
                break
        return lines

    def _spacing(self, index: int) -> int:
        return self._sheet.spacing.get(self._elements[index].type, 1)

    def _width(self, index: int) -> int:
        element = self._elements[index]
        width = self._sheet.widths[element.type]
        return min(width, self._sheet.dual_width) if element.dual and element.type in SPOKEN else width
