"""Who are parents, children, brothers and sisters: they look alike where the script leaves their skin open."""

from __future__ import annotations

import re
from collections.abc import Mapping

from film.cast import CharacterSheet, Palette
from film.words.plain import plain
from planner.characters import palette

_KIN = re.compile(
    r"\b(?:mother|father|mum|mom|dad|daughter|son|sister|brother|twin|grandmother|grandfather|grandson|granddaughter"
    r"|mere|pere|fille|fils|soeur|frere|jumeau|jumelle|mutter|vater|tochter|sohn|schwester|bruder|zwilling"
    r"|madre|padre|hija|hijo|hermana|hermano|gemela|gemelo|figlia|figlio|sorella|fratello|mae|pai|filha|filho|irma"
    r"|irmao)\b"
)
_NOT_BY_BLOOD = re.compile(
    r"\b(?:in law|step\w*|foster|adopt\w*|god\w*|beau|belle|schwieger\w*|stief\w*|suegr[oa]|as a)\b"
)


def kin_of(text: str) -> bool:
    """Whether a relation in words is one of blood.

    >>> kin_of("his sister, owes her money"), kin_of("mother-in-law")
    (True, False)
    """
    flat = plain(text)
    return _KIN.search(flat) is not None and _NOT_BY_BLOOD.search(flat) is None


def alike(sheets: Mapping[str, CharacterSheet]) -> dict[str, CharacterSheet]:
    """The sheets with the skin of kin alike: who appears later takes after who appeared before, if both are guesses.

    An audience takes who look alike for a family and who do not for none.  What the script tells of anybody's skin
    stays, and so does the skin of who appears first.
    """
    after = dict(sheets)
    order = list(after)
    for elder, younger in sorted(_pairs(after), key=lambda pair: (order.index(pair[1]), order.index(pair[0]))):
        one, other = after[elder].palette, after[younger]
        if "palette.skin" in other.guessed and other.palette.skin != one.skin:
            after[younger] = other.but(palette=_with_skin(other, one.skin))
    return after


def _pairs(sheets: Mapping[str, CharacterSheet]) -> set[tuple[str, str]]:
    """Everybody with kin, the one who appears first before the other."""
    order = list(sheets)
    told = (
        sorted((name, relation.character), key=order.index)
        for name, sheet in sheets.items()
        if sheet.portrait is not None
        for relation in sheet.portrait.relations
        if relation.character in sheets and relation.character != name and kin_of(relation.text)
    )
    return {(first, second) for first, second in told}


def _with_skin(sheet: CharacterSheet, skin: str) -> Palette:
    shades = palette.hair_shades(sheet.build.age, skin)
    hair = sheet.palette.hair
    if "palette.hair" in sheet.guessed and hair not in shades:
        hair = min(shades, key=lambda shade: (round(palette.min_distance(hair, [shade]), 2), shade))
    return sheet.palette.but(skin=skin, hair=hair)
