"""What a line under a cue is: dialogue, a parenthetical, lyrics, or none of these, which ends the speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from screenplay.fountain.grammar import MARKS, marked_kind
from screenplay.fountain.lines import GONE, HELD

SpokenKind = Literal["dialogue", "parenthetical", "lyrics"]
_ESCAPABLE = MARKS | {"("}
UNUSUAL = _ESCAPABLE | {"\\"}
"""What a spoken line begins with that may be more than dialogue."""

_PARENTHESIS = re.compile(r"[()]")


def spoken_kind(stripped: str) -> tuple[SpokenKind | None, str]:
    """What a stripped line of a speech is, and what it prints with its emphasis marks; None ends the speech.

    A backslash before a character that would make the line something else leaves it dialogue.
    """
    first = stripped[0]
    if first == "(":
        return ("parenthetical" if stripped[-1] == ")" else "dialogue"), stripped
    if first in MARKS:
        kind = marked_kind(stripped)
        if kind == "lyrics":
            return "lyrics", stripped[1:].strip()
        return (None if kind else "dialogue"), stripped
    if first == "\\" and stripped.lstrip("\\")[:1] in _ESCAPABLE:
        return "dialogue", stripped[1:]
    return "dialogue", stripped


def asides_behind(texts: Sequence[str], at: int) -> dict[int, int]:
    """Parentheticals over several lines in the speech from ``at`` on: position of the first line to that of the last.

    One opens with the first character of a line and closes with the last of another, all brackets
    between them paired.
    """
    found: dict[int, int] = {}
    open_at: list[int] = []
    while (text := texts[at]) and text != HELD:
        stripped = text.strip()
        if text != GONE and stripped[0] in MARKS and marked_kind(stripped) is not None:
            break
        for mark in _PARENTHESIS.finditer(stripped):
            if mark.group() == "(":
                open_at.append(at if mark.start() == 0 else -1)
            elif open_at:
                start = open_at.pop()
                if 0 <= start < at and mark.end() == len(stripped):
                    found[start] = at
        at += 1
    return found
