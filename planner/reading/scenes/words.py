"""What a word of an answer means: somebody, a thing of the scene, a piece of furniture in the planner's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from film.place import FixtureKind
from film.plan import Prop
from film.words.roles import CROWD, GENDER
from planner.breakdown.lexicon import BODY, FOREIGN, FORMS, SENSES, THINGS
from planner.breakdown.props import prop_id
from planner.characters.wardrobe import COVERINGS, GARMENTS
from planner.facts import Verb
from planner.llm.neutral import folded, told
from planner.places.lists import listed, plain
from planner.reading.scenes.answer import THING

_PARTS_OF_A_PLACE = listed(
    "door doorway window wall floor ceiling street road pavement aisle stage exit entrance hallway corridor seat room"
)
_FURNITURE = frozenset(word.replace("_", " ") for word in get_args(FixtureKind)) | _PARTS_OF_A_PLACE
"""What a floor plan has things of, in the words that staging looks them up by; a model may translate into these."""
_CARRIED = listed("camera picture clock box telephone boat bicycle plant crate")
"""Words of furniture that are also something to carry."""
_WORN = re.compile(rf"\b(?:{GARMENTS}|{COVERINGS})s?$")
_OF = re.compile(r" (?:of|with|d|de|du|des|avec|a|mit|aus|con) ")
"""What stands behind the head of a name: "a glass of water", "un verre d'eau"."""
_LEADING = re.compile(r"^(?:the|a|an|his|her|their|its|le|la|les|l|un|une|sa|son|der|die|das|den|ein|eine|el|los|las) ")


def person_called(word: str, people: Mapping[str, str]) -> str | None:
    """The id of whom a word names: an id, or a name as it is written."""
    if word in people:
        return word
    flat = folded(word)
    return next((name for name, called in people.items() if flat and flat == folded(called)), None)


def prop_called(word: str, props: Sequence[Prop]) -> Prop | None:
    """The prop that a word names: by its id, its name, or the last words of a longer name."""
    flat = _bare(word) or folded(word)
    if not flat:
        return None
    named = [(prop, plain(prop.name) or folded(prop.name)) for prop in props]
    for prop, name in named:
        if prop.id == word or flat in (name, prop.id) or prop_id(flat) == prop.id:
            return prop
    head = _OF.split(flat)[0]
    return next((prop for prop, name in named if name and f" {head}".endswith(f" {name}")), None)


def thing_called(word: str) -> str:
    """The planner's word for a piece of furniture or an opening, else the word itself, without its article."""
    flat = _bare(word)
    known = (THINGS[each] for each in flat.split() if each in THINGS)
    return next(known, None) or told(flat or word, THING)


def is_furniture(word: str) -> bool:
    """Whether a word is one of the planner's own for what stands in a place."""
    return _bare(word) in _FURNITURE | {"camera"}


def no_prop(name: str) -> str:
    """Why something of this name is nothing to carry; "" where it may be."""
    flat = _bare(name)
    last = _OF.split(flat)[0].rpartition(" ")[2]
    if last in _CARRIED:
        return ""
    if flat in _FURNITURE or last in _FURNITURE or last in THINGS:
        return "it is part of the place"
    if _WORN.search(_OF.split(flat)[0]):
        return "it is worn"
    if last in BODY:
        return "it is part of a body"
    return "it is a person" if last in GENDER or last in CROWD else ""


def verbs_in(words: str) -> frozenset[Verb]:
    """What rules may take the verbs of some words for."""
    flat = plain(words).split()
    senses = (sense.verb for word in flat if word in FORMS for sense in SENSES[FORMS[word].base])
    return frozenset(verb for verb in (*senses, *(FOREIGN.get(word) for word in flat)) if verb is not None)


def _bare(word: str) -> str:
    flat = plain(word.replace("_", " "))
    return _LEADING.sub("", flat)
