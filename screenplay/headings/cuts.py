"""The separators of a heading: where its last part begins, and where its first one ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from screenplay.headings.lexicon import VOCABULARY, fold

Cut = Callable[[str], tuple[int, int]]
"""Where the last separator of a kind begins and ends; (-1, ...) without one."""

FRONT = re.compile(
    r" [-–—]{1,3} | ?[–—] ?|[.।] |。 ?| ?[,，、・·:：/／] ?| ?--+ ?|\.{2,} ?"
    r"|(?<=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]) "
)
"""What may stand behind the first part."""

DASH = re.compile(r" (?:-{1,3}|–|—) | ?[–—] ?| ?--+ ?|(?<=\S)- | -(?=\S)| ?(?:\.{2,}|…) ?")
_STROKES = re.compile(r"-+|[–—…]|\.{2,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def _by_dash(text: str) -> tuple[int, int]:
    """A long dash, two hyphens or three dots, or a hyphen with a space at its side."""
    found = (-1, 0)
    for stroke in _STROKES.finditer(text):
        start, end = stroke.span()
        spaced = text[start - 1 : start] == " " or text[end : end + 1] == " "
        if spaced or stroke[0] != "-":
            found = start, end
    return found


def _by(mark: str) -> Cut:
    def cut(text: str) -> tuple[int, int]:
        at = text.rfind(mark)
        return at, at + len(mark)

    return cut


def _by_hyphen(text: str) -> tuple[int, int]:
    """The last hyphen, but none within a known word: APRÈS-MIDI, FLASH-BACK."""
    at = text.rfind("-")
    word = text[text.rfind(" ", 0, at) + 1 :].split(" ", 1)[0]
    return (-1, 0) if fold(word) in VOCABULARY else (at, at + 1)


def _by_space(text: str) -> tuple[int, int]:
    """A space in front of a word in a script without spaces."""
    at = text.rfind(" ")
    return (at, at + 1) if _UNSPACED.match(text, at + 1) else (-1, 0)


def _by_comma(text: str) -> tuple[int, int]:
    at = max(text.rfind(mark) for mark in ",，、・·;")
    return at, at + 1


def _by_full_stop(text: str) -> tuple[int, int]:
    at = max(text.rfind("。"), text.rfind("।"))
    latin = text.rfind(". ")
    return (at, at + 1) if at > latin else (latin, latin + 2)


CUTS: tuple[tuple[frozenset[str], Cut], ...] = (
    (frozenset("-–—…."), _by_dash),
    (frozenset(".。।"), _by_full_stop),
    (frozenset(" "), _by_space),
    (frozenset("-"), _by_hyphen),
    (frozenset(",，、・·;"), _by_comma),
    (frozenset("/"), _by(" / ")),
    (frozenset(":"), _by(": ")),
    (frozenset("："), _by("：")),
)
"""The separators from the strongest to the weakest, with the characters that one of each needs."""
