"""Where the lines of a paragraph end in a given number of Courier columns.

A line ends between words or behind a hyphen, each hyphen for itself ("wait--" may leave its last dash to the
next line).  Spaces at its end, and one hyphen, may stand outside the width.  A longer word is cut.  East Asian
text breaks between any two wide characters but before closing marks.  So Final Draft's pages show.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNEVEN = re.compile(
    "[\t\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u200b-\u200f\u20d0-\u20ff\u2e80-\uffff\U00010000-\U0010ffff]"
)
"""Blocks in which some characters are not one column wide, and the tab."""

_TAB = 4
_STAY = frozenset("、。，．：；？！）］｝」』】〉》〕’”…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%")
"""Marks and small kana that never begin a line."""

_JOINERS = ("Mn", "Me", "Cf")


def is_even(text: str) -> bool:
    """Whether every character is one column wide."""
    if text.isascii():
        return "\t" not in text
    try:
        text.encode("cp1252")  # letters and dashes of Western Europe, told at C's speed
    except UnicodeEncodeError:
        return not _UNEVEN.search(text)
    return "\t" not in text


def columns(text: str) -> int:
    """Columns in Courier: East Asian wide characters take two, combining marks and joiners none, a tab four."""
    return len(text) if is_even(text) else sum(map(column, text))


@lru_cache(maxsize=4096)
def column(char: str) -> int:
    """Columns of one character."""
    if char == "\t":
        return _TAB
    if unicodedata.category(char) in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def line_ends(text: str, width: int, start: int = 0, most: int | None = None, even: bool = False) -> list[int]:
    """Where the lines of ``text`` from ``start`` on end: each time the offset at which the next one begins.

    A newline ends a line too; the last end is that of the text.  At most ``most`` ends, and then no more of the text is
    looked at than they need.  ``even`` says that it is known to be.
    """
    ends: list[int] = []
    even = even or (most is None and is_even(text))
    at, size, stop = start, len(text), -1
    while most is None or len(ends) < most:
        if stop < at:
            stop = text.find("\n", at)
            stop = size if stop < 0 else stop
        if even or is_even(text[at : at + width + 2]):
            at = _even_line(text, at, stop, width)
        else:
            at = _uneven_line(text, at, stop, width)
        if at >= size:
            ends.append(size)
            break
        ends.append(at)
    return ends


def even_lines(text: str, width: int) -> int:
    """How many lines a text takes that has even characters and no newline: ``line_ends`` in haste."""
    lines, at, last = 1, 0, len(text) - width
    while at < last:
        edge = at + width
        cut = text.rfind(" ", at, edge + 1) + 1
        cut = (text.rfind("-", max(cut, at), edge + 1) + 1) or cut
        at = cut if cut > at else edge
        while text[at : at + 1] == " ":
            at += 1
        lines += at < last + width
    return lines


def _even_line(text: str, at: int, stop: int, width: int) -> int:
    """Where the line after the one at ``at`` begins, all characters being one column wide."""
    edge = at + width
    if stop <= edge:
        return stop + 1
    cut = text.rfind(" ", at, edge + 1) + 1
    hyphen = text.rfind("-", max(cut, at), edge + 1) + 1
    cut = hyphen or cut
    if cut <= at:
        cut = edge
    while cut < stop and text[cut] == " ":
        cut += 1
    return cut if cut < stop else stop + 1


def _uneven_line(text: str, at: int, stop: int, width: int) -> int:
    """The same, column by column."""
    used, cut, index = 0, at, at
    while index < stop:
        char = text[index]
        size = column(char)
        if (size == 2 or (index > at and column(text[index - 1]) == 2)) and char not in _STAY:
            cut = index
        if char == " " or (char == "-" and used == width):
            cut = index + 1
        elif used + size > width:
            break
        used += size
        index += 1
        if char == "-":
            cut = index
    else:
        return stop + 1
    cut = cut if cut > at else max(index, at + 1)
    while cut < stop and text[cut] == " ":
        cut += 1
    return cut if cut < stop else stop + 1


def wrapped(text: str, width: int) -> int:
    """How many lines a text takes in ``width`` columns, one at least."""
    return max(1, len(line_ends(text, width)))
