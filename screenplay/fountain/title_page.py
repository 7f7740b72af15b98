"""The title page: ``Key: value`` lines at the very top, up to the first blank line.

An indented line belongs to the key above it, whatever colons it holds.  Values are kept as printed,
without emphasis marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from screenplay.fountain.emphasis import plain
from screenplay.fountain.grammar import is_natural_heading
from screenplay.fountain.marking import marked

_KNOWN = {
    name.lower(): name
    for name in (
        *("Title", "Credit", "Author", "Authors", "Source", "Notes", "Draft date", "Date", "Contact", "Copyright"),
        *("Revision", "Language", "Format", "Series", "Episode", "Font"),
    )
}
_CLOSING = {"[[": "]]", "/*": "*/"}
_KEY = re.compile(r"([^\s:：.!@#>~=\[/(][^:：]{0,39})[:：](.*)", re.DOTALL)


class TitlePage(NamedTuple):
    """Keys in order with their lines; the source lines from ``start`` up to ``end``, counted from 0, hold them.

    ``spans`` has the same for every key; more than one where it is said again.
    """

    entries: dict[str, tuple[str, ...]]
    start: int
    end: int
    spans: dict[str, list[tuple[int, int]]]


def read_title_page(source: Sequence[str]) -> TitlePage:
    """The title page that a script's lines open with, whatever notes and boneyards stand above it.

    Where there is none, its entries are empty and ``end`` is 0.
    """
    start = _first_printed(source)
    if start == len(source) or not _opens_page(source, start):
        return TitlePage({}, 0, 0, {})
    entries: dict[str, list[str]] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    key = ""
    end = start
    while end < len(source) and (line := source[end]).strip():
        found = None if line[0].isspace() else _KEY.match(line)
        if found:
            key = _KNOWN.get(found[1].strip().lower(), found[1].strip())
            spans.setdefault(key, []).append((end, end))
        end += 1
        spans[key][-1] = (spans[key][-1][0], end)
        value = (found[2] if found else line).strip()
        entries.setdefault(key, []).extend([plain(value)] if value else [])
    return TitlePage({name: tuple(lines) for name, lines in entries.items()}, start, end, spans)


def _first_printed(source: Sequence[str]) -> int:
    """The first line that is neither blank nor part of a note or boneyard that has its lines for itself."""
    closing = ""
    for number, line in enumerate(source):
        stripped = line.strip()
        if closing == "]]" and not stripped:
            return number  # A note does not reach over a blank line: what is read here is no title page.
        if not closing:
            if not stripped:
                continue
            closing = _CLOSING.get(stripped[:2], "")
            if not closing:
                return number
            stripped = stripped[2:]
        _, closed, behind = stripped.partition(closing)
        if closed:
            if behind:
                return number
            closing = ""
    return len(source)


def _opens_page(source: Sequence[str], start: int) -> bool:
    """Whether a line is a title page's first: a known key, or a short one of the first line that is no heading.

    "FADE IN:" with nothing behind it and nothing indented below is the script's own first line.
    """
    line = source[start]
    found = _KEY.match(line)
    if not found or is_natural_heading(line.strip()):
        return False
    if found[1].strip().lower() in _KNOWN:
        return True
    follower = source[start + 1] if start + 1 < len(source) else ""
    has_value = bool(found[2].strip()) or (follower[:1].isspace() and bool(follower.strip()))
    return start == 0 and has_value and len(found[1].split()) <= 4


def write_title_page(entries: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The lines of a title page, one-line values behind their key, others indented below it."""
    return [line for key, values in entries.items() for line in entry_lines(key, values)]


def entry_lines(key: str, values: Sequence[str]) -> list[str]:
    """The lines of one entry."""
    escaped = [marked([(value, ())]) for value in values if value]
    if len(escaped) == 1:
        return [f"{key}: {escaped[0]}"]
    return [f"{key}:", *(f"    {value}" for value in escaped)]
