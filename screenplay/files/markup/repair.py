"""Elements put together from tags of which some are lost or damaged.

An end tag closes the nearest element of its name.  Paragraphs are what a script is made of, so where one
begins is certain: what no paragraph can stand in ends there.
"""

from __future__ import annotations

from typing import NamedTuple

from screenplay.files.markup.strict import check_size
from screenplay.files.markup.tree import Node

BLOCKS = frozenset({"Paragraph", "para"})
"""Paragraphs of Final Draft and of Open Screenplay Format; none stands directly in another or in a text."""

LEAVES = frozenset({"Text", "text"})
_HOLDERS = frozenset({"DualDialogue", "OmittedScene", "ScriptNote"})
"""What Final Draft keeps in a paragraph that has paragraphs in it."""

MAX_LOSSES = 50
"""Places that are reported one by one; of more only the number is."""


class Loss(NamedTuple):
    """Something damaged on a line of the text: what, in words."""

    line: int
    what: str


class Salvaged(NamedTuple):
    """What could be read (the root has no name if the file's own is lost), and what could not, in order.

    ``unlisted`` counts further losses beyond MAX_LOSSES.
    """

    root: Node
    losses: list[Loss]
    unlisted: int = 0


class _Open(NamedTuple):
    tag: str
    attributes: dict[str, str]
    children: list[Node | str]
    line: int
    holds: set[str]


class Building:
    """The elements of a text that are begun and not ended, and those that are done."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Open("", {}, [], 1, set())]
        self._pieces: list[str] = []
        self._losses: list[Loss] = []
        self._unlisted = 0
        self._count = 0
        self._counted, self._lines_above = 0, 0

    def add(self, text: str) -> None:
        """The next text."""
        self._pieces.append(text)

    def finish(self) -> Salvaged:
        """Close what is open: the text ends here."""
        if len(self._open) > 1:
            inside = " in ".join(f"<{each.tag}>" for each in reversed(self._open[1:]))
            self.lose(len(self._text), f"the file ends inside {inside}: what stood behind that is lost")
        while len(self._open) > 1:
            self.close(len(self._text))
        return Salvaged(self._root(), self._losses, self._unlisted)

    def _root(self) -> Node:
        self._flush()
        children = self._open[0].children
        tops = [child for child in children if not isinstance(child, str)]
        if len(tops) == 1 and not any(isinstance(child, str) and child.strip() for child in children):
            return tops[0]
        return Node("", {}, tuple(children), 1, self.line(len(self._text)))

    def line(self, offset: int) -> int:
        """The line of an offset that is not before the last one asked for, and not between CR and LF."""
        text, counted = self._text, self._counted
        self._lines_above += text.count("\n", counted, offset) + text.count("\r", counted, offset)
        self._lines_above -= text.count("\r\n", counted, offset)
        self._counted = offset
        return self._lines_above + 1

    def lose(self, offset: int, what: str) -> None:
        """Note a loss."""
        if len(self._losses) < MAX_LOSSES:
            self._losses.append(Loss(self.line(offset), what))
        else:
            self._unlisted += 1

    def begin(self, start: int, tag: str, attributes: dict[str, str]) -> None:
        """A start tag at this offset.  Raises TooLargeError beyond a cap."""
        if tag in BLOCKS:
            self._make_room(start, tag)
        self._flush()
        self._count += 1
        line = self.line(start)
        check_size(len(self._open), self._count, line)
        self._open.append(_Open(tag, attributes, [], line, set()))

    def _make_room(self, start: int, block: str) -> None:
        """Close what no paragraph stands in: a text, another paragraph, what stands where a paragraph should."""
        while True:
            top = self._open[-1]
            if top.tag in LEAVES | {block} or self._swallows():
                self.lose(start, f"the end of <{top.tag}> of line {top.line} is missing")
            elif self._stands_for(block):
                self.lose(start, f"<{top.tag}> of line {top.line} stands for a damaged <{block}>")
                self._open[-1] = top._replace(tag=block)
            else:
                return
            self.close(start)

    def _swallows(self) -> bool:
        """Whether the innermost element stands in a paragraph and is nothing that holds others."""
        return len(self._open) > 2 and self._open[-2].tag in BLOCKS and self._open[-1].tag not in _HOLDERS

    def place_of(self, tag: str) -> str | None:
        """What a damaged start tag begins: itself if it is known, a paragraph where only these stand, else nothing."""
        if tag in BLOCKS | LEAVES | _HOLDERS:
            return tag
        return next(iter(sorted(self._open[-1].holds)), None)

    def _stands_for(self, block: str) -> bool:
        """Whether the innermost element stands among paragraphs, as only a paragraph does."""
        return len(self._open) > 2 and self._open[-1].tag not in BLOCKS and block in self._open[-2].holds

    def end(self, start: int, tag: str) -> None:
        """An end tag."""
        if all(each.tag != tag for each in self._open[1:]):
            top = self._open[-1]
            if _alike(top.tag, tag) or self._stands_for(tag):
                self.lose(start, f"<{top.tag}> of line {top.line} ends as </{tag}>: one of them is damaged")
                self._open[-1] = top._replace(tag=tag if tag in BLOCKS | LEAVES else top.tag)
                self.close(start)
                return
            self.lose(start, f"an end tag </{tag}> of which nothing is open is left out")
            return
        while self._open[-1].tag != tag:
            self.lose(start, f"the end of <{self._open[-1].tag}> of line {self._open[-1].line} is missing")
            self.close(start)
        self.close(start)

    def close(self, offset: int) -> None:
        """End the innermost element."""
        self._flush()
        done = self._open.pop()
        node = Node(done.tag, done.attributes, tuple(done.children), done.line, self.line(offset))
        self._open[-1].children.append(node)
        if done.tag in BLOCKS:
            self._open[-1].holds.add(done.tag)

    def _flush(self) -> None:
        """Hand the text read so far to the element that is open."""
        if text := "".join(self._pieces):
            self._open[-1].children.append(text)
        self._pieces.clear()


def _alike(one: str, other: str) -> bool:
    """Whether two names share half of their letters or more, from the front and from the back."""
    shorter = min(len(one), len(other))
    front = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    back = next((at for at in range(shorter - front) if one[-1 - at] != other[-1 - at]), shorter - front)
    return 2 * (front + back) >= max(len(one), len(other)) > 0
