"""Whether a line that stands alone is a scene heading: wider than Fountain's rule, for scripts that are laid out."""

from __future__ import annotations

import re

from screenplay.headings.cuts import DASH
from screenplay.headings.ends import body_of
from screenplay.headings.labels import label_of
from screenplay.headings.parse import find_setting
from screenplay.headings.phrases import read_phrase
from screenplay.headings.prefixes import opening_of, prefix_of
from screenplay.headings.unspaced import unspaced_parts

_LONGEST = 1000
_LONGEST_WITHOUT_PREFIX = 120
_MOST_WORDS_ALONE = 6
_ENDS_SENTENCE = ("。", "！", "？", "!", "?", "…", "”", "»", "」")
_LOWER = re.compile(r"[^\W\d_]")


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone reads as a scene heading in any of the ten languages.

    Beyond Fountain's rule these are headings: a scene number in front (1. CUISINE - INT. JOUR), the setting
    without a full stop (INTERIOR DÍA) or behind the place, and the scene lines of Chinese and Japanese scripts.
    """
    line = " ".join(text.split()) if len(text) <= 4 * _LONGEST else ""
    if not line or len(line) > _LONGEST:
        return False
    if opening_of(line):
        return _opens(line)
    if len(line) > _LONGEST_WITHOUT_PREFIX:
        return False
    label = label_of(line)
    if label is None:
        return not line.endswith(_ENDS_SENTENCE) and _set_later(line)
    rest = line[label.end :]
    if label.circle:
        return not rest.endswith(_ENDS_SENTENCE)
    if not rest:
        return label.sure and line[:1] == "第"
    if opening_of(rest):
        return _opens(rest)
    return not rest.endswith(_ENDS_SENTENCE) and (_set_later(rest) or (label.sure and _timed(line, rest)))


def _opens(line: str) -> bool:
    """A line that opens with a prefix: as in Fountain, or in capitals, or with a time."""
    prefix = prefix_of(line)
    if prefix is None or not line[prefix.end :].strip(" .。:：-–—/"):
        return False
    word, rest = line[: prefix.end], line[prefix.end :]
    capitals = word == word.upper()
    if prefix.short:
        if prefix.stopped or capitals or rest[:1] in "/／":
            return True
        return rest[:1].isspace() and not word.upper().startswith("EST")
    if prefix.stopped and capitals:
        return not (rest.endswith(_ENDS_SENTENCE) and not word.isascii())
    behind = rest.lstrip(" .。．:：-–—/／、・,，")
    body = body_of(behind, prefix.language or None, rest[:1] in "/／", True)
    if body.time or any(part.reading for part in body.modifiers):
        return capitals or prefix.stopped or DASH.search(rest) is not None or not body.place or rest[:1] in "/／"
    shouted = line == line.upper() and line != line.lower()
    return shouted and line[-1] not in ".!?…" and len(behind.split()) <= _MOST_WORDS_ALONE and prefix.language != "de"


def _set_later(line: str) -> bool:
    """The setting stands behind the place or a remark: in capitals, or among Chinese and Japanese words."""
    if line != line.upper():
        return False
    if parts := unspaced_parts(line):
        return parts.timed or len(parts.rest.split()) < len(line.split()) - 1
    found = find_setting(line)
    if found.setting is None or not found.before or line.endswith(("!", "?")):
        return False
    body = body_of(found.behind, found.language or None, found.hung, found.foreign)
    if not body.place or (body.time and found.foreign):
        return True
    return not found.foreign and ("." in line or DASH.search(line) is not None)


def _timed(line: str, rest: str) -> bool:
    """Behind a sure scene number a time is enough, and in capitals a place."""
    if line[:1] == "第":
        return True
    body = body_of(rest)
    if body.time or any(part.reading for part in body.modifiers):
        return rest == rest.upper()
    return (
        not line[:1].isdigit()
        and rest == rest.upper()
        and read_phrase(rest) is None
        and _LOWER.search(rest) is not None
    )
