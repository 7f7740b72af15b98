"""The title page: ``Key: value`` lines at the very top, up to the first blank line.

An indented line belongs to the key above it, whatever colons it holds.  Values are kept as printed,
without emphasis marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from film.screenplay import Run
from screenplay.fountain.emphasis import marked, plain
from screenplay.fountain.grammar import is_natural_heading

_KNOWN = {
    name.lower(): name
    for name in (
        *("Title", "Credit", "Author", "Authors", "Source", "Notes", "Draft date", "Date", "Contact", "Copyright"),
        *("Revision", "Language", "Format", "Series", "Episode", "Font"),
    )
}
_KEY = re.compile(r"([^\s:：.!@#>~=\[/(][^:：]{0,39})[:：](.*)", re.DOTALL)


class TitlePage(NamedTuple):
    """Keys in order with their lines, and how many source lines the page takes."""

    entries: dict[str, tuple[str, ...]]
    lines: int


def read_title_page(source: list[str]) -> TitlePage:
    """The title page that a script's lines open with; no entries and no lines where there is none."""
    start = next((n for n, line in enumerate(source) if line.strip()), len(source))
    if start == len(source) or not _opens_page(source, start):
        return TitlePage({}, 0)
    entries: dict[str, list[str]] = {}
    key = ""
    count = start
    for line in source[start:]:
        if not line.strip():
            break
        count += 1
        found = None if line[0].isspace() else _KEY.match(line)
        if found:
            key = _KNOWN.get(found[1].strip().lower(), found[1].strip())
            entries.setdefault(key, [])
        value = found[2] if found else line
        if value.strip():
            entries[key].append(plain(value.strip()))
    return TitlePage({name: tuple(lines) for name, lines in entries.items()}, count)


def _opens_page(source: list[str], start: int) -> bool:
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
    lines: list[str] = []
    for key, values in entries.items():
        escaped = [marked((Run(text=value),)) for value in values if value]
        if len(escaped) == 1:
            lines.append(f"{key}: {escaped[0]}")
        else:
            lines.append(f"{key}:")
            lines.extend(f"    {value}" for value in escaped)
    return lines
