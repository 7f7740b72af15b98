"""What a character sheet claims: the fields that are not marked as guessed, in the words of the labels."""

from __future__ import annotations

import math

from benchmarks.judging.gold import FactField
from film.cast import CharacterSheet
from planner.characters.palette import to_lab
from planner.characters.wardrobe import hair_colour_in, worn_in

Claim = float | str | tuple[str, ...]

_AVERAGE = (1.64, 0.13)
"""Metres of a grown woman, and by how much a man is taller: what sheets are made with that nobody described."""
_TALLER = 0.04
"""Metres over the average from which somebody is tall, under it short: the planner gives tall people 0.05 or more."""
_HEAVY, _THIN = 0.65, 0.35
"""Weight from which somebody is drawn as heavy or thin; between the two no one would say so."""
_SAME_COLOUR = 14.0
"""CIELAB distance (CIE76) within which two colours have one name."""


def claims_of(sheet: CharacterSheet) -> dict[FactField, Claim]:
    """What a sheet says for sure; what it marks as guessed is no claim.  Clothes are the colours of tops."""

    def sure(field: str) -> bool:
        return field not in sheet.guessed

    found: dict[FactField, Claim] = {}
    if sure("build.age"):
        found["age"] = sheet.build.age
    if sure("build.gender"):
        found["gender"] = "female" if sheet.build.gender < 0.5 else "male"
    if sure("build.height"):
        usual = _AVERAGE[0] + _AVERAGE[1] * sheet.build.gender
        over = sheet.build.height - usual
        found["height"] = "tall" if over > _TALLER else "short" if over < -_TALLER else "average"
    if sure("build.weight") and not _THIN <= sheet.build.weight <= _HEAVY:
        found["weight"] = "heavy" if sheet.build.weight > _HEAVY else "thin"
    if sure("hair"):
        found["hair"] = sheet.hair
    if sure("palette.hair"):
        found["hair_colour"] = sheet.palette.hair
    if sure("palette.skin"):
        found["skin"] = sheet.palette.skin
    worn = tuple(outfit.top for outfit in sheet.wardrobe if outfit.lines is not None and outfit.top is not None)
    tops = ((sheet.palette.top,) if sure("palette.top") else ()) + worn
    if tops:
        found["clothes"] = tops
    return found


def holds(field: FactField, said: float | str, claim: Claim) -> bool:
    """Whether a claim is what the script says."""
    if field == "age":
        return isinstance(claim, float) and claim == float(said)
    if field == "clothes":
        meant = worn_in(str(said)).top
        return isinstance(claim, tuple) and meant is not None and any(_same(meant, top) for top in claim)
    if field == "hair_colour":
        meant = hair_colour_in(f"{said} hair")
        return isinstance(claim, str) and meant is not None and _same(meant, claim)
    return claim == said


def _same(one: str, other: str) -> bool:
    return math.dist(to_lab(one), to_lab(other)) <= _SAME_COLOUR
