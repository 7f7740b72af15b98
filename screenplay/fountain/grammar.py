"""What one line is, by Fountain 1.1: shared by the scanner that reads and the writer that must agree with it."""

from __future__ import annotations

import re
from typing import Literal

from screenplay.headings import prefix_of

Kind = Literal[
    "action",
    "scene_heading",
    "character",
    "transition",
    "centered",
    "lyrics",
    "section",
    "synopsis",
    "page_break",
]
_EXTENSION = re.compile(r"\([^()]*\)")


MARKS = frozenset("!~#>=")
"""What a line may begin with that says by itself what the line is, wherever it stands."""

_HEADING_INITIALS = frozenset("IiEe*_\\")


def marked_kind(stripped: str) -> Kind | None:
    """What a stripped line is by its first character alone, wherever it stands; None if that does not say.

    ``"action"`` means that a ``!`` forces it.
    """
    match stripped[:1]:
        case "!":
            return "action"
        case "~":
            return "lyrics"
        case "#":
            return "section"
        case ">":
            return _arrow_kind(stripped)
        case "=":
            if stripped.strip("=") == "":
                return "page_break" if len(stripped) >= 3 else None
            return None if stripped.startswith("==") else "synopsis"
    return None


def _arrow_kind(stripped: str) -> Kind | None:
    if len(stripped) >= 2 and stripped.endswith("<"):
        return "centered" if stripped[1:-1].strip() else None
    return "transition" if stripped[1:].strip() else None


def opening_kind(text: str, alone: bool, followed: bool) -> Kind:
    """What a line with an empty line before it is.

    ``alone``: an empty line stands behind it; ``followed``: printed text stands behind it.
    """
    stripped = text.strip()
    first = stripped[0]
    if first in MARKS and (kind := marked_kind(stripped)) is not None:
        return kind
    if first == "." and stripped[1:2].isalnum():
        return "scene_heading"
    if first == "@" and stripped[1:].strip(" ^\t"):
        return "character"
    if is_natural_heading(stripped):
        return "scene_heading" if alone else "action"
    if is_transition(text):
        return "transition" if alone else "action"
    return "character" if followed and is_cue(stripped) else "action"


def is_natural_heading(stripped: str) -> bool:
    """INT, EXT, EST, INT/EXT or I/E and a full stop or space; other languages' words and a full stop.

    EST without a full stop must be in capitals: it is the French "is".
    """
    if stripped[1:2].islower() and stripped[0] not in _HEADING_INITIALS:
        return False  # A long prefix is in capitals: this spares most lines the closer look.
    bare = stripped.lstrip("*_\\")
    prefix = prefix_of(bare)
    if prefix is None or len(bare) <= prefix.end:
        return False
    word = bare[: prefix.end]
    if prefix.stopped:
        return prefix.short or word.upper() == word
    if not prefix.short or not bare[prefix.end].isspace():
        return False
    return word.isupper() or not word.upper().startswith("EST")


def is_transition(text: str) -> bool:
    """Capitals that end in TO: with nothing behind it."""
    if not text.endswith("TO:"):
        return False
    bare = text.lstrip()
    return bare.isupper() and (len(bare) == 3 or not bare[-4].isalnum())


def is_cue(stripped: str) -> bool:
    """A name in capitals with at least one letter; what stands in parentheses may be in any case."""
    name = _EXTENSION.sub("", stripped)
    return not stripped.startswith("(") and name.replace("ß", "").isupper()


def split_number(text: str) -> tuple[str, str | None]:
    """A heading's text and the scene number between the last two ``#``: letters, digits, dashes and full stops."""
    stripped = text.rstrip()
    if not stripped.endswith("#"):
        return stripped, None
    start = stripped.rfind("#", 0, -1)
    number = stripped[start + 1 : -1]
    if start < 0 or not is_scene_number(number):
        return stripped, None
    return stripped[:start].rstrip(), number


def is_scene_number(number: str) -> bool:
    """Letters, digits, dashes and full stops, one at least."""
    return bool(number) and all(char.isalnum() or char in ".-" for char in number)
