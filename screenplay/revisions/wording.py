"""What was changed inside a line, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal

from screenplay.revisions.lines import UNSPACED

Part = tuple[Literal["same", "out", "in"], str]
"""A stretch of text that stayed, was taken out or was put in; spaces and line ends are part of it."""

_PIECE = re.compile(rf"\s+|{UNSPACED.pattern}|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
_COMPARED: Final = 40_000
"""Pairs of words that a line is worth; where more differ, all between the first and the last change is replaced."""


def worded(old: str, new: str) -> tuple[Part, ...]:
    """The two texts as one: what is left without the ``in`` parts is the old, without the ``out`` parts the new."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    middle = _middle(before[start : len(before) - end], after[start : len(after) - end])
    return _joined([("same", "".join(before[:start])), *middle, ("same", "".join(before[len(before) - end :]))])


def _middle(before: list[str], after: list[str]) -> list[Part]:
    whole: list[Part] = [("out", "".join(before)), ("in", "".join(after))]
    if len(before) * len(after) > _COMPARED:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if _tells(before[block.a : block.a + block.size])]
    parts: list[Part] = []
    a = b = 0
    for block in blocks:
        parts += [("out", "".join(before[a : block.a])), ("in", "".join(after[b : block.b]))]
        a, b = block.a + block.size, block.b + block.size
        parts.append(("same", "".join(before[block.a : a])))
    return [*parts, ("out", "".join(before[a:])), ("in", "".join(after[b:]))]


def _tells(pieces: list[str]) -> bool:
    """A lone space or comma between two changes is no reason to show them apart."""
    return any(piece[0].isalnum() for piece in pieces)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbours of one kind in one; nothing empty."""
    joined: list[Part] = []
    for kind, text in parts:
        if text and joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return tuple(joined)
