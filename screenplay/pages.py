"""Pages, eighths and minutes: the script laid out as the trade prints it.

US Letter, 12-point Courier, six lines to the inch, ten characters to the inch, 54 lines to a page.
Widths are those of Final Draft's standard template (action 6.0 in, dialogue 3.5, parenthetical 2.5),
with the one extra column that it allows on action and parentheticals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.screenplay import Element, ElementType, Profile

LINES_PER_PAGE = 54
"""Nine inches of text at six lines an inch."""

_WIDTHS: dict[ElementType, int] = {
    "scene_heading": 61,
    "action": 61,
    "centered": 61,
    "character": 38,
    "parenthetical": 26,
    "dialogue": 35,
    "lyrics": 35,
    "transition": 16,
}
_DUAL_WIDTH = 28
_BLANKS_ABOVE: dict[ElementType, int] = {
    "scene_heading": 2,
    "action": 1,
    "centered": 1,
    "character": 1,
    "transition": 1,
}
_LONGEST_WHOLE = LINES_PER_PAGE * 2 // 3
_UNEVEN = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u20d0-\u20ff\u2e80-\uffff\U00010000-\U0010ffff]")
"""Blocks in which some characters are not one column wide."""

_SPOKEN = ("parenthetical", "dialogue", "lyrics")

FAST_CHARACTERS = 20.2
SLOW_CHARACTERS = 11.7
"""Characters of printed action and dialogue that pass in a second of film: the extremes of eleven released
films against their scripts, as tabulated by betterfountain (MIT)."""


class Layout(NamedTuple):
    """Where each element ends on the paper, in lines from the top of the first page, blank page ends included."""

    ends: tuple[int, ...]
    starts: tuple[tuple[int, int], ...] = ()

    @property
    def pages(self) -> float:
        """Pages filled, the last one in eighths."""
        total = self.ends[-1] if self.ends else 0
        return -(-total * 8 // LINES_PER_PAGE) / 8

    def eighths(self, start: int, end: int) -> int:
        """Eighths of a page that the elements from ``start`` up to ``end`` take, rounded up, one at least."""
        top = self.ends[start - 1] if start else 0
        lines = self.ends[end - 1] - top if end > start else 0
        return max(1, -(-lines * 8 // LINES_PER_PAGE))


def profile_of(title_page: Mapping[str, tuple[str, ...]], elements: Sequence[Element]) -> Profile:
    """How the script is laid out."""
    return "film"


def measure(elements: Sequence[Element], profile: Profile = "film") -> Layout:
    """Lay a script's elements out on pages.

    A block that does not fit the rest of a page goes to the next one whole: a speech with its cue,
    an action, a heading with what follows it.  One longer than two thirds of a page is broken instead.
    """
    ends = [0] * len(elements)
    at = 0
    for block in _blocks(elements):
        height = sum(lines for _, lines in block)
        room = -at % LINES_PER_PAGE
        above = 0 if room == 0 else _BLANKS_ABOVE.get(elements[block[0][0]].type, 0)
        if elements[block[0][0]].type == "page_break" or (above + height > room and height <= _LONGEST_WHOLE):
            at, above = at + room, 0
        at += above
        for index, lines in block:
            at += lines
            ends[index] = at
    return Layout(tuple(ends))


def _blocks(elements: Sequence[Element]) -> list[list[tuple[int, int]]]:
    """(element, lines) of what is kept together, in order; elements that are not printed have no lines.

    Of a dual dialogue only what the right column is longer than the left adds lines.
    """
    blocks: list[list[tuple[int, int]]] = []
    joins = False
    left = 0
    for index, element in enumerate(elements):
        lines = printed_lines(element)
        if element.dual == "right":
            shared = min(left, lines)
            lines, left = lines - shared, left - shared
        elif lines:
            left = lines + (left if element.type in _SPOKEN else 0)
        if joins:
            blocks[-1].append((index, lines + (_BLANKS_ABOVE.get(element.type, 0) if lines else 0)))
        elif blocks and (element.dual == "right" or element.type in _SPOKEN or _unprinted(element)):
            blocks[-1].append((index, lines))
        else:
            blocks.append([(index, lines)])
        joins = element.type == "scene_heading" or (joins and _unprinted(element))
    return blocks


def _unprinted(element: Element) -> bool:
    return element.type not in _WIDTHS and element.type != "page_break"


def printed_lines(element: Element) -> int:
    """Lines that an element's own text takes on the page."""
    width = _DUAL_WIDTH if element.dual and element.type in ("dialogue", "lyrics") else _WIDTHS.get(element.type)
    if width is None:
        return 0
    return sum(wrapped(line, width) for line in element.text.split("\n"))


def wrapped(line: str, width: int) -> int:
    """How many lines ``line`` takes when broken between words at ``width`` columns; longer words are cut."""
    if columns(line) <= width:
        return 1
    lines, used = 1, 0
    for word in line.split(" "):
        size = columns(word)
        if used and used + size > width:
            lines += 1
            used = 0
        lines += (used + size - 1) // width if size > width else 0
        used = (size % width if size > width else used + size) + 1
    return lines


def columns(text: str) -> int:
    """Columns in Courier: East Asian wide characters take two, combining marks none."""
    if text.isascii() or not _UNEVEN.search(text):
        return len(text)
    return sum(_column(char) for char in text)


def _column(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def running_minutes(elements: Sequence[Element], profile: Profile = "film") -> tuple[float, float]:
    """Shortest and longest likely running time, from the characters of action and speech."""
    characters = sum(len(element.text) for element in elements if element.type in ("action", "dialogue", "lyrics"))
    return round(characters / FAST_CHARACTERS / 60, 1), round(characters / SLOW_CHARACTERS / 60, 1)
