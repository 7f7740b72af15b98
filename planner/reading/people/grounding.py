"""An answer about somebody held to the excerpts: what has no words that say so is a guess, or is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from film.words.plain import plain
from film.words.roles import GENDER
from planner.characters import Described
from planner.llm.neutral import folded, told
from planner.llm.question import Grounded
from planner.reading.page import Page
from planner.reading.people.answer import (
    SINGLE,
    ClothesSaid,
    GarmentSaid,
    PersonAnswer,
    RelationSaid,
    Said,
    Sentence,
)
from planner.reading.people.excerpts import Asked

SomethingSaid = TypeVar("SomethingSaid", bound=Said)

_YEARS_OFF = 5
"""Years that an answer may lie beside the script's number: "40s" is read as 45."""
_SKIN = re.compile(
    r"\b(?:skin|skinned|complexion|complexioned|freckle\w*|swarthy|suntan\w*|tanned|peau|teint|basane\w*|bronze[es]*"
    r"|haut|hautfarbe|\w+hautig\w*|braungebrannt\w*|piel|tez|bronceado|bronceada|pelle|carnagione|abbronzat[oa]"
    r"|pele|bronzead[oa])\b"
)
_SKIN_ELSEWHERE = re.compile("кож|смугл|бледн|皮肤|皮膚|肤色|肌")
_PEOPLE = "|".join(sorted(GENDER))
_OF_COLOUR = re.compile(rf"\b(?:black|white|brown|dark|fair|pale) (?:{_PEOPLE})\b")
"""Words that speak of skin in the languages of the house; "a black coat" is none of them."""


def ground(answer: PersonAnswer, asked: Asked, names: Sequence[str], read: Described) -> Grounded[PersonAnswer]:
    """The answer with every quote in its excerpt.

    ``names`` are those of the whole cast: a quote that is nothing but names bears nothing out.  ``read`` is what rules
    read of the person: an age in a number is not argued with.
    """
    words = frozenset(word for name in names for word in folded(name).split()) - GENDER.keys()
    held = _Held(asked, words)
    single = {field: held.single(field, getattr(answer, field)) for field in SINGLE}
    age = single["age"]
    if age is not None and read.years is not None and abs(age.value - read.years) > _YEARS_OFF:
        held.problems.append(f"age: the script says {read.years:.0f}")
        single["age"] = None
    skin = single["skin"]
    if skin is not None and skin.excerpt is not None and not _speaks_of_skin(skin.quote):
        held.problems.append(f"skin: {told(skin.quote, 60)!r} does not speak of skin")
        single["skin"] = None
    kept = answer.but(
        **single,
        garments=held.garments(answer.garments),
        wardrobe=held.wardrobe(answer.wardrobe),
        relations=held.relations(answer.relations),
    )
    return Grounded(kept, tuple(held.problems))


class _Held:
    """An answer while it is held to its page: ``problems`` say what was wrong."""

    def __init__(self, asked: Asked, names: frozenset[str]) -> None:
        self.page: Page = asked.page
        self.asked = asked
        self.names = names
        self.problems: list[str] = []

    def single(self, field: str, said: SomethingSaid | None) -> SomethingSaid | None:
        """The field with evidence that holds, or as a guess."""
        if said is None:
            return None
        kept = self._borne_out(field, said)
        if isinstance(kept, Sentence):
            text = told(kept.text, 180)
            return kept.but(text=text) if text else None
        return kept

    def garments(self, garments: Sequence[GarmentSaid]) -> tuple[GarmentSaid, ...]:
        """Each garment once."""
        once = {each.value: each for each in reversed(garments)}
        return tuple(self._borne_out(f"garments {each.value}", each) for each in reversed(once.values()))

    def wardrobe(self, clothes: Sequence[ClothesSaid]) -> tuple[ClothesSaid, ...]:
        """Other clothes that an excerpt puts on; the others would be worn from nowhere on."""
        held = []
        for each in clothes:
            kept = self._borne_out("wardrobe", each)
            text = told(kept.text, 60)
            if kept.excerpt is not None and text:
                held.append(kept.but(text=text))
            elif each.excerpt is None:
                self.problems.append(f"wardrobe: no excerpt puts on {told(each.text, 40)!r}")
        return tuple(held)

    def relations(self, relations: Sequence[RelationSaid]) -> tuple[RelationSaid, ...]:
        """One relation to each other person, each with words that show it."""
        held: dict[str, RelationSaid] = {}
        for each in relations:
            if each.person not in self.asked.others:
                self.problems.append(f"relations: {told(each.person, 40)!r} is none of the others")
                continue
            kept = self._borne_out(f"relations {each.person}", each)
            text = told(kept.text, 60)
            if kept.excerpt is not None and text:
                held.setdefault(each.person, kept.but(text=text))
            elif each.excerpt is None:
                self.problems.append(f"relations {each.person}: no excerpt shows it")
        return tuple(held.values())

    def _borne_out(self, field: str, said: SomethingSaid) -> SomethingSaid:
        """The same with the excerpt that holds its quote, or as a guess where none does."""
        if said.excerpt is None:
            return said.but(quote="") if said.quote else said
        found = self.page.place_of(said.quote, said.excerpt)
        words = folded(said.quote).split()
        if found is not None and not all(word in self.names for word in words):
            return said.but(excerpt=found)
        if found is not None:
            self.problems.append(f"{field}: a name alone says nothing of it")
        else:
            self.problems.append(f"{field}: excerpt {said.excerpt} does not say {told(said.quote, 60)!r}")
        return said.but(excerpt=None, quote="")


def _speaks_of_skin(quote: str) -> bool:
    flat = plain(quote)
    spoken = _SKIN.search(flat) or _OF_COLOUR.search(flat) or _SKIN_ELSEWHERE.search(quote.casefold())
    return spoken is not None
