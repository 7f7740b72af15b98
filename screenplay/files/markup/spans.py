"""Where the tags of a well-formed text stand, for changing a part of a file and leaving the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from screenplay.files.markup.strict import local

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s<>/!?\"']+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL
)


class Span(NamedTuple):
    """An element's place in a text: from its start tag to behind its end tag, and its inside (empty: none).

    ``path`` names the elements it is in, outermost first, and itself last.
    """

    path: tuple[str, ...]
    start: int
    inner: int
    inner_end: int
    end: int


def spans(text: str, depth: int) -> Iterator[Span]:
    """The elements of a well-formed text nested at most ``depth`` deep, each after those inside it."""
    open_: list[tuple[str, int, int]] = []
    for found in _TAG.finditer(text):
        closing, name = found.groups()
        if name is None:
            continue
        if closing:
            tag, start, inner = open_.pop()
            if len(open_) < depth:
                yield Span((*(each[0] for each in open_), tag), start, inner, found.start(), found.end())
        elif text[found.end() - 2] == "/":
            if len(open_) < depth:
                path = (*(each[0] for each in open_), local(name))
                yield Span(path, found.start(), found.end(), found.end(), found.end())
        else:
            open_.append((local(name), found.start(), found.end()))


def replaced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A text with stretches replaced: where each begins, ends, and what it becomes; they do not overlap."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        parts.extend((text[at:start], new))
        at = end
    return "".join([*parts, text[at:]])
