"""Phrases of place: "at the far end of the bar", "beside a horse trough", "with his back to us", "in the doorway".

A phrase is read from the word that opens it; what it is about is a person, a thing of the place, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.breakdown.distances import distance_at, opens_distance
from planner.breakdown.function_words import AND, ARTICLES
from planner.breakdown.lexicon import FORMS, THINGS
from planner.facts import Relation
from planner.places.lists import listed

_OPENERS: tuple[tuple[tuple[str, ...], Relation], ...] = (
    (("in", "front", "of"), "before"), (("on", "the", "other", "side", "of"), "across"),
    (("on", "the", "far", "side", "of"), "across"), (("on", "the", "opposite", "side", "of"), "across"),
    (("at", "the", "far", "end", "of"), "far_end"), (("at", "the", "other", "end", "of"), "far_end"),
    (("at", "the", "opposite", "end", "of"), "far_end"), (("at", "the", "far", "end"), "far_end"),
    (("at", "the", "other", "end"), "far_end"), (("in", "the", "middle", "of"), "middle"),
    (("in", "the", "centre", "of"), "middle"), (("in", "the", "center", "of"), "middle"),
    *((("across", "the", thing, "from"), "opposite") for thing in ("table", "desk", "counter", "bar", "fire", "board")),
    (("in", "the", "far", "corner"), "far_end"), (("across", "from"), "opposite"), (("next", "to"), "beside"),
    (("close", "to"), "near"), (("side", "by", "side"), "beside"), (("shoulder", "to", "shoulder"), "beside"),
    (("face", "to", "face"), "opposite"), (("back", "to", "back"), "back_to"), (("back", "to"), "back_to"),
    (("backs", "to"), "back_to"), (("on", "either", "side", "of"), "beside"), (("at", "the", "edge", "of"), "at"),
    (("at", "the", "head", "of"), "at"), (("at", "the", "foot", "of"), "at"), (("at", "the", "top", "of"), "at"),
    (("at", "the", "bottom", "of"), "at"), (("at", "the", "end", "of"), "at"), (("on", "the", "edge", "of"), "on"),
    (("outside",), "outside"), (("inside",), "in"), (("beside",), "beside"), (("alongside",), "beside"),
    (("by",), "beside"), (("behind",), "behind"), (("opposite",), "opposite"), (("across",), "across"),
    (("near",), "near"), (("against",), "at"), (("under",), "at"), (("beneath",), "at"),
    (("below",), "before"), (("at",), "at"),
    (("on",), "on"), (("upon",), "on"), (("in",), "in"), (("between",), "near"),
)  # fmt: skip
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], Relation]]] = {}
for _opener in _OPENERS:
    _BY_FIRST.setdefault(_opener[0][0], []).append(_opener)
_OF_TWO = (("side", "by", "side"), ("shoulder", "to", "shoulder"), ("face", "to", "face"), ("back", "to", "back"))
"""What is said of two people and needs no object."""

_PLACES = frozenset(THINGS.values()) | listed(
    "doorway doorways threshold entrance gate archway porch hallway corridor corner aisle pew pews altar pulpit lectern"
    " podium dais stage platform balcony stall gallery stand witness dock box jury wheel controls helm"
    " till register reception cash fireplace hearth fire campfire railing rail parapet ledge bridge pier dock kerb curb"
    " pavement sidewalk boardwalk street road lane path lawn grass garden fence wall pillar column post lamppost"
    " streetlight steps step staircase ladder roof rooftop car truck van bus train carriage boat bed bunk cot mattress"
    " couch sofa armchair chair stool bench table tables desk counter bar stove sink fridge refrigerator shelf cupboard"
    " wardrobe dresser piano blackboard whiteboard board screen monitor monitors microphone mike trough well pump"
    " tree rock boulder log stump river shore pool wheelchair tub bath bathtub toilet shower elevator lift escalator"
    " booth cubicle cell bars grave tomb coffin throne barrel crate hay workbench machine console kiosk trolley gurney"
    " crib cradle window windows door doors room floor throng crowd water spotlight headlights mat ring net hoop swing"
    " barrier barricade"
    " lamp sign awning canopy shelter umbrella clock statue cross rope porthole hatch bulkhead skylight vault safe"
)
_EXCLUDED = listed("mirror phone line")
_NUMBERED = {"one": 1, "first": 1, "other": 2, "another": 2, "second": 2, "third": 3}
_MODIFIERS = 4
"""The most words between an opener and the thing's own word: "the long, scarred wooden bar"."""


class Phrase(NamedTuple):
    """A phrase of place: ``length`` words, ``thing`` the planner's word for what it is about, or None where a person
    or nothing follows.  ``number`` as in ``Position``; ``again``: "the other" of what was numbered before.
    """

    relation: Relation
    length: int
    thing: str | None = None
    number: int | None = None
    metres: float | None = None
    person_at: int | None = None
    bare: bool = False
    again: bool = False


def opens_phrase(word: str) -> bool:
    """Whether a phrase of place can begin with a small word."""
    return word in _BY_FIRST or opens_distance(word)


def phrase_at(words: Sequence[str], people: Sequence[bool]) -> Phrase | None:
    """The phrase of place that small words begin with; ``people`` marks the words that are somebody.

    >>> phrase_at(["at", "the", "far", "end", "of", "the", "bar", "."], [False] * 8)[:3]
    ('far_end', 7, 'bar')
    """
    distance = distance_at(words) if words and opens_distance(words[0]) else None
    if distance is not None:
        return _distant(words, people, distance.metres, distance.length, distance.how)
    openers = _BY_FIRST.get(words[0], ()) if words else ()
    opener = next(((start, kind) for start, kind in openers if tuple(words[: len(start)]) == start), None)
    if opener is None:
        return None
    start, relation = opener
    if start in _OF_TWO:
        return Phrase(relation, len(start), bare=True)
    return _about(words, people, relation, len(start))


def _distant(words: Sequence[str], people: Sequence[bool], metres: float, length: int, how: str) -> Phrase | None:
    """ "ten feet from the door", "two steps behind her", "thirty paces apart"."""
    relation: Relation = "behind" if how == "behind" else "apart"
    if how in ("from", "behind"):
        about = _about(words, people, relation, length)
        return about._replace(metres=metres) if about is not None else None
    return Phrase(relation, length, metres=metres, bare=True)


def _about(words: Sequence[str], people: Sequence[bool], relation: Relation, start: int) -> Phrase | None:
    """The phrase with what it is about, up to the end of the noun."""
    number: int | None = None
    for offset in range(start, min(start + _MODIFIERS + 1, len(words))):
        word = words[offset]
        if people[offset]:
            return Phrase(relation, offset + 1, person_at=offset)
        if relation == "back_to" and word in ("us", "camera", "lens", "audience"):
            return Phrase(relation, offset + 1, "camera")
        behind = words[offset + 1] if offset + 1 < len(words) else ""
        person = offset + 1 < len(words) and people[offset + 1]
        if word == "," and offset > start and number is None and not person and behind not in ARTICLES | AND:
            continue  # "the long, scarred bar"
        if not word[:1].isalnum() or word in _EXCLUDED:
            break
        if word in FORMS and FORMS[word].shape == "finite" and offset > start and words[offset - 1] not in ARTICLES:
            break  # "in dark suits stands by the grave"
        number = _NUMBERED.get(word, number)
        ahead = words[offset + 1] if offset + 1 < len(words) else ""
        if _thing(word) is not None and _thing(ahead) is None:
            return Phrase(relation, offset + 1, _thing(word), number)
    if number in (2, 3) and relation in ("at", "on", "in") and start + 2 <= len(words):
        return Phrase(relation, start + 2, None, number, again=True)  # "at the other,"
    if relation == "far_end":
        return Phrase(relation, start, bare=True)
    return None


def _thing(word: str) -> str | None:
    """The planner's own word for a thing or part of a place."""
    single = word[:-1] if word.endswith("s") and word[:-1] in _PLACES else word
    return THINGS.get(single, single) if single in _PLACES else None
