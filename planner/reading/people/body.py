"""Somebody's body, skin and hair as an answer has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from planner.characters import built, palette
from planner.characters.wardrobe import hair_colour_of
from planner.reading.people.answer import (
    Gender,
    HairColourSaid,
    Height,
    HeightSaid,
    Muscle,
    MuscleSaid,
    Skin,
    Weight,
    WeightSaid,
)
from planner.reading.people.fitting import Fitting

_HEIGHTS: Mapping[Height, float] = {
    "very_short": -0.15,
    "short": -0.09,
    "average": 0.0,
    "tall": 0.09,
    "very_tall": 0.15,
}
"""Metres from the usual height of age and gender.  One in twenty of the grown is 0.11 to 0.13 taller, and one in twenty
so much shorter, than the middle (NCHS, Vital and Health Statistics 3, no. 46)."""
_WEIGHTS: Mapping[Weight, float] = {"very_thin": -0.3, "thin": -0.2, "average": 0.0, "heavy": 0.22, "very_heavy": 0.35}
_MUSCLES: Mapping[Muscle, float] = {"slight": -0.15, "average": 0.0, "athletic": 0.2, "powerful": 0.35}
_GENDERS: Mapping[Gender, float] = {"female": 0.0, "male": 1.0, "androgynous": 0.5}
_SKINS = dict(zip(get_args(Skin), palette.SKINS, strict=True))
_GROWN, _DECADE = 18.0, 5
_UNUSUAL = 25.0
"""The distance (CIELAB) from which a guessed hair colour is none of those that age and skin usually have."""
_Measured = HeightSaid | WeightSaid | MuscleSaid


def body(fit: Fitting) -> None:
    """Age, gender, height, weight and muscle; a child is tall or short by as much less as it is smaller."""
    answer, build, read = fit.answer, fit.sheet.build, fit.read
    years, gender = _years(fit), build.gender
    if answer.gender is not None:
        share = _GENDERS[answer.gender.value]
        if fit.weigh("build.gender", answer.gender, answer.gender.value, same=share == gender):
            gender = share
    height, weight, muscle = answer.height, answer.weight, answer.muscle
    grown = min(1.0, years / _GROWN)
    taller = read.taller if height is None else _step(fit, "height", height, _HEIGHTS[height.value] * grown)
    heavier = read.heavier if weight is None else _step(fit, "weight", weight, _WEIGHTS[weight.value])
    stronger = read.stronger if muscle is None else _step(fit, "muscle", muscle, _MUSCLES[muscle.value])
    fit.sheet = fit.sheet.but(build=built(fit.sheet.name, years, gender, (taller, heavier, stronger)))


def _years(fit: Fitting) -> float:
    said, has, number = fit.answer.age, fit.sheet.build.age, fit.read.years
    if said is None:
        return has
    near = abs(said.value - has) < 1 if number is None else abs(said.value - number) <= _DECADE
    fixed = "" if number is None else f"the script says {number:.0f}"
    taken = fit.weigh("build.age", said, f"{said.value} years old", same=near, fixed=fixed)
    return float(said.value) if taken and number is None else has


def _step(fit: Fitting, part: Literal["height", "weight", "muscle"], said: _Measured, step: float) -> float:
    """What is added to the usual height, weight or muscle: what rules read where the answer agrees with it."""
    has = {"height": fit.read.taller, "weight": fit.read.heavier, "muscle": fit.read.stronger}[part]
    same = has * step > 0 or has == step
    taken = fit.weigh(f"build.{part}", said, f"{said.value.replace('_', ' ')} ({part})", same=same)
    return step if taken and not (same and has) else has


def skin_and_hair(fit: Fitting) -> None:
    """Skin where words tell it, the hair's colour beside it, and how it is worn."""
    answer, colours = fit.answer, fit.sheet.palette
    if answer.skin is not None:
        skin, shown = _SKINS[answer.skin.value], f"{answer.skin.value.replace('_', ' ')} skin"
        if fit.lines_of(answer.skin) is None:
            fit.fate("palette.skin", answer.skin, shown, "refused", "the script says nothing of skin")
        elif fit.weigh("palette.skin", answer.skin, shown, same=skin == colours.skin):
            colours = colours.but(skin=skin)
    shades = palette.hair_shades(fit.sheet.build.age, colours.skin)
    if "palette.hair" in fit.guessed:
        colours = colours.but(hair=palette.preferred(fit.sheet.name, "hair", shades)[0])
    if answer.hair_colour is not None:
        colours = colours.but(hair=_hair_colour(fit, answer.hair_colour, colours.hair, shades))
    hair = fit.sheet.hair
    if answer.hair is not None:
        covered = answer.hair.value in ("cap", "hood") and fit.lines_of(answer.hair) not in fit.sheet.evidence[:1]
        if covered:
            why = "what covers the head later on belongs to the clothes of that scene"
            fit.fate("hair", answer.hair, answer.hair.value, "refused", why)
        elif fit.weigh("hair", answer.hair, f"{answer.hair.value} hair", same=answer.hair.value == hair):
            hair = answer.hair.value
    fit.sheet = fit.sheet.but(palette=colours, hair=hair)


def _hair_colour(fit: Fitting, said: HairColourSaid, has: str, shades: Sequence[str]) -> str:
    """The colour of the hair: a guess is one that age and skin usually have."""
    colour = hair_colour_of(said.value)
    text = f"{said.value} hair"
    if fit.lines_of(said) is not None or "palette.hair" not in fit.open:
        return colour if fit.weigh("palette.hair", said, text, same=colour == has) else has
    nearest = min(shades, key=lambda shade: (round(palette.min_distance(colour, [shade]), 2), shade))
    if palette.min_distance(colour, [nearest]) > _UNUSUAL:
        fit.fate("palette.hair", said, text, "refused", "a guess keeps to what age and skin usually have")
        return has
    fit.rest("palette.hair", said)
    fit.fate("palette.hair", said, text)
    return nearest
