"""What is asked about somebody: small fields, each with the excerpt and the words in it that say so, or a guess."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from film.base import Model
from film.cast import Garment, HairStyle

EXCERPTS = 60
"""Excerpts that a question has at most."""

Height = Literal["very_short", "short", "average", "tall", "very_tall"]
Weight = Literal["very_thin", "thin", "average", "heavy", "very_heavy"]
Muscle = Literal["slight", "average", "athletic", "powerful"]
Gender = Literal["female", "male", "androgynous"]
HairColour = Literal["white", "grey", "blond", "red", "black", "brown"]
Skin = Literal["fair", "light", "beige", "olive", "tan", "brown", "dark_brown", "deep"]
"""The steps of ``planner.characters.palette.SKINS``, in order."""
Colour = Literal[
    "red", "dark red", "orange", "yellow", "gold", "green", "dark green", "teal", "light blue", "blue", "navy",
    "purple", "lavender", "pink", "brown", "tan", "black", "white", "grey", "silver", "denim",
]  # fmt: skip
"""What clothes are dyed, by the names of ``planner.characters.wardrobe``."""
Pitch = Literal["low", "middle", "high"]
Pace = Literal["slow", "usual", "quick"]

_MOST = {"garments": 4, "wardrobe": 3, "relations": 6}
"""Things of each list that are answered at most."""
_Quote = Annotated[str, Field(max_length=100)]
_Sentence = Annotated[str, Field(max_length=180)]
_Few = Annotated[str, Field(max_length=60)]


class Said(Model):
    """Something said of somebody: the number of the excerpt that says so and its words; without a number, a guess."""

    excerpt: Annotated[int, Field(ge=1, le=EXCERPTS)] | None
    quote: _Quote


class AgeSaid(Said):
    """Years."""

    value: Annotated[int, Field(ge=1, le=100)]


class GenderSaid(Said):
    """How somebody is cast."""

    value: Gender


class HeightSaid(Said):
    """For their age."""

    value: Height


class WeightSaid(Said):
    """For their age."""

    value: Weight


class MuscleSaid(Said):
    """For their age."""

    value: Muscle


class HairSaid(Said):
    """How the hair is worn, or what always covers it."""

    value: HairStyle


class HairColourSaid(Said):
    """Of hair and beard."""

    value: HairColour


class SkinSaid(Said):
    """Only what the words say outright."""

    value: Skin


class GarmentSaid(Said):
    """What somebody always wears."""

    value: Garment


class ColourSaid(Said):
    """Of a garment."""

    value: Colour


class SoundSaid(Said):
    """How a voice sounds."""

    pitch: Pitch
    pace: Pace


class Sentence(Said):
    """A sentence about somebody."""

    text: _Sentence


class RelationSaid(Said):
    """What somebody is to somebody else of the script."""

    person: Annotated[str, Field(max_length=80)]
    text: _Few


class ClothesSaid(Said):
    """Other clothes, from the excerpt on that tells of them; None is as before."""

    text: _Few
    top: Colour | None
    bottom: Colour | None
    shoes: Colour | None
    hair: HairStyle | None


class PersonAnswer(Model):
    """All that is answered about somebody; None where neither the script nor a guess says anything."""

    age: AgeSaid | None
    gender: GenderSaid | None
    height: HeightSaid | None
    weight: WeightSaid | None
    muscle: MuscleSaid | None
    hair: HairSaid | None
    hair_colour: HairColourSaid | None
    skin: SkinSaid | None
    top: ColourSaid | None
    bottom: ColourSaid | None
    shoes: ColourSaid | None
    garments: Annotated[tuple[GarmentSaid, ...], Field(max_length=_MOST["garments"])]
    wardrobe: Annotated[tuple[ClothesSaid, ...], Field(max_length=_MOST["wardrobe"])]
    sound: SoundSaid | None
    looks: Sentence | None
    manner: Sentence | None
    speech: Sentence | None
    arc: Sentence | None
    relations: Annotated[tuple[RelationSaid, ...], Field(max_length=_MOST["relations"])]


SINGLE = (
    "age", "gender", "height", "weight", "muscle", "hair", "hair_colour", "skin", "top", "bottom", "shoes", "sound",
    "looks", "manner", "speech", "arc",
)  # fmt: skip
"""The fields that hold one thing or None."""


def asked_of(others: Sequence[str]) -> type[PersonAnswer]:
    """The answer about somebody who may have something to do with these ``others``, by id."""
    return _asked(tuple(others))


@lru_cache(maxsize=256)
def _asked(others: tuple[str, ...]) -> type[PersonAnswer]:
    if not others:
        return create_model(
            "PersonAsked",
            __base__=PersonAnswer,
            relations=(Annotated[tuple[RelationSaid, ...], Field(max_length=0)], ...),
        )
    known: Any = Literal[others]
    relation = create_model("RelationAsked", __base__=RelationSaid, person=(known, ...))
    listed: Any = Annotated[tuple[relation, ...], Field(max_length=_MOST["relations"])]  # type: ignore[valid-type]
    return create_model("PersonAsked", __base__=PersonAnswer, relations=(listed, ...))


def joined(answers: Sequence[PersonAnswer]) -> PersonAnswer:
    """One answer of those to parts of a question: what has words of the script goes before a guess, the first first."""
    single = {name: _surest([getattr(answer, name) for answer in answers]) for name in SINGLE}
    lists = {name: [each for answer in answers for each in getattr(answer, name)] for name in _MOST}
    kept = {name: tuple(found[: _MOST[name]]) for name, found in lists.items()}
    return PersonAnswer.model_validate({**single, **kept})


def _surest(said: Sequence[Said | None]) -> Said | None:
    told = [each for each in said if each is not None]
    return min(told, key=lambda each: each.excerpt is None, default=None)
