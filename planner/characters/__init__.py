"""Character sheets: who is in the script, how they are built, dressed and voiced, and which lines say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from film.base import LineSpan
from film.cast import Build, CharacterSheet, HairStyle, Palette, Voice
from film.names import digest
from film.screenplay import Screenplay
from planner.characters import palette
from planner.characters.description import age_number, age_of, build_of, gender_in, hair_of
from planner.characters.dressing import Dressed, dress
from planner.characters.introduction import said_of
from planner.characters.naming import Mention, Named, Naming
from planner.characters.people import Person, people_of
from planner.characters.voices import voice_for
from planner.characters.wardrobe import Worn, hair_colour_in, shapes_in, worn_in

__all__ = ["Described", "Dressed", "Mention", "Named", "Naming", "built", "cast_sheets", "described", "dress"]

_CHILD_HEIGHTS = (
    (1.0, 0.75),
    (2.0, 0.87),
    (4.0, 1.02),
    (6.0, 1.15),
    (8.0, 1.28),
    (10.0, 1.38),
    (12.0, 1.49),
    (14.0, 1.61),
)
"""Years and metres along the middle of the WHO and CDC growth charts, boys and girls together."""


class Described(NamedTuple):
    """What rules read of somebody's body: ``words`` are all that they looked at, and ``later`` all that they looked
    through for "he" and "she".

    ``years`` is an age told in a number, None where there is none; the others are what words of build add to height
    (metres), weight and muscle (shares), 0 where nothing is said.
    """

    words: str
    later: str
    years: float | None
    taller: float
    heavier: float
    stronger: float


def described(screenplay: Screenplay) -> dict[str, Described]:
    """What rules read of everybody who has a sheet, by the sheet's id."""
    people = people_of(screenplay)
    naming = Naming(Named(person.id, person.name, person.aliases) for person in people)
    return {person.id: _described(person.name, *said_of(person, naming)) for person in people}


def _described(name: str, words: str, later: str) -> Described:
    numbers = (age_number(source) for source in _ages(name, words))
    years = next((number for number in numbers if number is not None), None)
    return Described(words, later, years, *build_of(_own_words(words)))


def cast_sheets(screenplay: Screenplay, scene_ids: Sequence[str]) -> tuple[CharacterSheet, ...]:
    """The sheets of everybody in the scenes (all scenes when none are given), in order of first appearance.

    Sheets are made from the whole script, so that a choice of scenes never changes how anybody
    looks; each one's colours and voice give way only to those who appeared earlier.
    """
    people = people_of(screenplay)
    wanted = set(scene_ids) or {scene.id for scene in screenplay.scenes}
    naming = Naming(Named(person.id, person.name, person.aliases) for person in people)
    sheets: list[CharacterSheet] = []
    for person in people:
        earlier = list(zip(people, sheets, strict=False))
        voices = [sheet.voice for other, sheet in earlier if other.speaks]
        near = [sheet.palette for other, sheet in earlier if other.scenes & person.scenes]
        far = [sheet.palette for _, sheet in earlier]
        sheets.append(_sheet(person, naming, near, far, voices))
    return tuple(sheet for person, sheet in zip(people, sheets, strict=True) if person.scenes & wanted)


def _sheet(
    person: Person, naming: Naming, near: list[Palette], far: list[Palette], voices: list[Voice]
) -> CharacterSheet:
    described, later = said_of(person, naming)
    build, guessed = _build(person.name, described, later)
    worn = worn_in(described)
    hair = hair_of(described)
    colours, guessed_colours = _palette(person.name, build.age, worn, hair_colour_in(described), (near, far))
    evidence: tuple[LineSpan, ...] = (person.introduced[0].lines,) if person.introduced else ()
    return CharacterSheet(
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        build=build,
        hair=hair or _usual_hair(person.name, build),
        palette=colours,
        wears=shapes_in(described),
        voice=voice_for(person.name, build, voices) if person.speaks else Voice(),
        evidence=evidence,
        guessed=(*guessed, *(() if hair else ("hair",)), *guessed_colours, *(("voice",) if person.speaks else ())),
    )


def _build(name: str, described: str, later: str) -> tuple[Build, tuple[str, ...]]:
    age = age_of(*_ages(name, described))
    gender = gender_in(name, described, later)
    taller, heavier, stronger = build_of(_own_words(described))
    guessed = [field for field, said in (("age", age), ("gender", gender.said), ("height", taller)) if not said]
    build = built(name, age or 26 + 24 * _share(name, "age"), gender.share, (taller, heavier, stronger))
    return build, tuple(f"build.{field}" for field in guessed)


def _ages(name: str, words: str) -> tuple[str, str, str]:
    """Where an age may stand, the surest first: behind the name, in it, anywhere in the words."""
    after = words.casefold().partition(name.casefold())[2] or words.casefold()
    return after, name.casefold(), words.casefold()


def built(name: str, years: float, gender: float, more: tuple[float, float, float]) -> Build:
    """The body of somebody of this name, age and gender; ``more`` is added to height (metres), weight and muscle."""
    taller, heavier, stronger = more
    height = _usual_height(years, gender) + 0.09 * (_share(name, "height") - 0.5) * min(1.0, years / 18) + taller
    return Build(
        age=round(years),
        gender=gender,
        height=round(min(max(height, 0.6), 2.1), 3),
        weight=round(min(max(0.42 + 0.16 * _share(name, "weight") + heavier, 0.0), 1.0), 3),
        muscle=round(min(max(0.42 + 0.16 * _share(name, "muscle") + stronger, 0.0), 1.0), 3),
    )


def _own_words(described: str) -> str:
    """The description up to its verb of action: "sits by the tall window" says nothing of the sitter."""
    return re.split(
        r"\b(?:sits|stands|walks|runs|enters|lies|leans|comes|looks|writes|holds|waits|works)\b", described
    )[0]


def _usual_height(years: float, gender: float) -> float:
    grown = 1.64 + 0.13 * gender
    if years >= 17:
        return grown - max(0.0, years - 60) * 0.0012
    points = (*_CHILD_HEIGHTS, (17.0, grown))
    for (y0, h0), (y1, h1) in pairwise(points):
        if years <= y1:
            return h0 + (h1 - h0) * max(0.0, (years - y0) / (y1 - y0))
    return grown


def _usual_hair(name: str, build: Build) -> HairStyle:
    share = _share(name, "hair")
    if build.gender > 0.5:
        return "bald" if build.age > 45 and share < 0.25 else "short"
    styles: tuple[HairStyle, ...] = ("long", "bob", "bun", "long", "short") if build.gender < 0.5 else ("short", "bob")
    return styles[int(share * len(styles))]


def _palette(
    name: str, age: float, worn: Worn, hair: str | None, given: tuple[list[Palette], list[Palette]]
) -> tuple[Palette, tuple[str, ...]]:
    near, far = given
    tops, bottoms = _once(p.top for p in near), _once(p.bottom for p in near)
    top = worn.top or palette.top_for(name, tops, _once(p.top for p in far))
    bottom = worn.bottom or palette.bottom_for(name, top, bottoms)
    skin = palette.preferred(name, "skin", palette.SKINS)[0]
    shades = palette.hair_shades(age, skin)
    said = {"top": worn.top, "bottom": worn.bottom, "shoes": worn.shoes, "hair": hair, "skin": None}
    colours = Palette(
        skin=skin,
        hair=hair or palette.preferred(name, "hair", shades)[0],
        top=top,
        bottom=bottom,
        shoes=worn.shoes or palette.preferred(name, "shoes", palette.SHOES)[0],
    )
    return colours, tuple(f"palette.{part}" for part, colour in said.items() if colour is None)


def _once(colours: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(colours))


def _share(name: str, key: str) -> float:
    return int(digest([name, key])[:13], 16) / 16**13
