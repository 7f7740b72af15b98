"""Which kind of place a heading names: the lists of ``insides`` and ``outsides``, ``scripts`` for other alphabets.

Words are matched whole, without accents and in lower case.  The word that stands last wins, of those the
longest phrase ("bus stop" before "bus", "hospital corridor" before "hospital").
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from film.screenplay import Heading
from planner.places.insides import INSIDE
from planner.places.lists import Words, plain
from planner.places.outsides import ANYWHERE, OUTSIDE
from planner.places.scripts import kind_in_script

_BOUNDED: dict[str, re.Pattern[str]] = {}


def is_inside(heading: Heading) -> bool:
    """INT. and INT/EXT. are shot inside; without either, the words decide."""
    if heading.setting is not None:
        return heading.setting != "EXT"
    return _first(OUTSIDE, plain(heading.place)) is None


class Found(NamedTuple):
    """A kind of place and what names it: the heading, the opening words of the scene, or nothing at all."""

    kind: str
    by: Literal["heading", "opening", "nothing"]


def kind_of(heading: Heading, text: str = "") -> str:
    """The library's kind for a heading: by its sub-location, its location, then the scene's action ``text``."""
    return found_kind(heading, text).kind


def found_kind(heading: Heading, text: str = "") -> Found:
    """The library's kind as ``kind_of`` has it, with what it rests on."""
    inside = is_inside(heading)
    lists = (*ANYWHERE, *(INSIDE if inside else OUTSIDE))
    other = OUTSIDE if inside else INSIDE
    for words in (heading.sub_location, heading.location, heading.place):
        found = _first(lists, plain(words))
        if found is not None:
            return Found(found, "heading")
    written = kind_in_script(heading.place, inside=inside)
    if written is not None:
        return Found(written, "heading")
    # A street under INT. is still a street; a kitchen under EXT. is more likely a slip than a field.
    strays = {"street", "forest", "beach", "field", "park", "desert", "mountain", "alley"} if inside else {"kitchen"}
    stray = _first(other, plain(heading.place))
    if stray in strays:
        return Found(stray, "heading")
    opening = _first(lists, plain(text[:400]))
    if opening is not None:
        return Found(opening, "opening")
    return Found("room" if inside else "exterior", "nothing")


def kind_named(words: str, *, inside: bool) -> str | None:
    """The kind of place that some words name, as a heading would; None where they name none."""
    found = _first((*ANYWHERE, *(INSIDE if inside else OUTSIDE)), plain(words))
    return found or kind_in_script(words, inside=inside)


def names_a_kind(words: str, *, inside: bool) -> bool:
    """Whether the words of a sub-location name a kind of place by themselves."""
    return _first((*ANYWHERE, *(INSIDE if inside else OUTSIDE)), plain(words)) is not None


def _first(lists: Words, words: str) -> str | None:
    """The kind whose words stand last in ``words``: the head of an English noun phrase ("hotel kitchen")."""
    best: tuple[int, int] | None = None
    found = None
    for kind, alternatives in lists:
        match = _last_match(alternatives, words)
        if match is not None and (best is None or match > best):
            best, found = match, kind
    return found


def _last_match(alternatives: str, words: str) -> tuple[int, int] | None:
    """(end, length) of the last match, so that later words win and longer phrases win over their own tails."""
    pattern = _BOUNDED.get(alternatives)
    if pattern is None:
        ordered = sorted(alternatives.split("|"), key=len, reverse=True)
        pattern = _BOUNDED[alternatives] = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})s?\b")
    spans = [match.span() for match in pattern.finditer(words)]
    return max((end, end - start) for start, end in spans) if spans else None
