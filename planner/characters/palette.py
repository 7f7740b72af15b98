"""Colours that tell the cast apart at a glance.

Distance is CIE76 in CIELAB (D65): about 2.3 is just noticeable; clothes that must not be mixed up in
a wide shot want thirty and more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from film.cielab import to_lab
from film.names import digest

TOPS = (
    "#9c3a32", "#33598f", "#3f7048", "#c9a032", "#684078", "#2d7f80", "#c27f93", "#b8b09c", "#c96a26", "#27324f",
    "#7a8a3c", "#86a9c4", "#5b3a2e", "#a8a9ad", "#83304f", "#455048", "#b5835a", "#4a5f9a", "#6f2430", "#86a98c",
)  # fmt: skip
"""A wardrobe without pure colours, each far from most others."""

BOTTOMS = ("#2c3444", "#4a4036", "#5c5f63", "#3a4a3c", "#8a7a60", "#3f5878", "#46304a", "#6b4a32", "#22252a", "#77706a")
SHOES = ("#22222a", "#3a2a20", "#4a4a4c", "#5a4632")
SKINS = ("#d5a284", "#c9926f", "#ba815c", "#a76f4c", "#935e40", "#7c4e34", "#66402b", "#533523")
"""Skin in even light, from fair to deep: none so light that the sun washes it out to plaster."""
HAIRS = ("#2a1f18", "#3a281c", "#1e1a19", "#4f3524", "#6b4a2e", "#9a7748", "#6a3a25")
DARK_HAIRS = ("#1e1a19", "#2a1f18", "#241c1a")
GREYING = ("#6d6862", "#7f7c79", "#595450")
GREYS = ("#9b9995", "#b0aca5", "#c4c0b8", "#8b8884")
GREYING_FROM, GREY_FROM = 56, 66
"""Years from which hair is pepper and salt, and grey, unless the script has its colour."""

_BROWN = 58.0
"""Lightness (CIELAB) of skin below which hair is dark."""

FAR, APART = 38.0, 20.0
"""How far a top stays from those in the same scene, and from those of the rest of the cast."""

BELOW = 16.0
"""How far trousers stay from the top above them and from the trousers beside them."""


def preferred(name: str, what: str, options: Sequence[str]) -> list[str]:
    """The options in the order in which this name likes them: by digest, whoever else is in the cast."""
    return sorted(options, key=lambda option: digest([name, what, option]))


def top_for(name: str, near: Sequence[str], others: Sequence[str]) -> str:
    """The first top by preference that is FAR from ``near`` and APART from ``others``; else the farthest.

    Looks only at colours already given, so that who comes later never changes who came before.
    """
    order = preferred(name, "top", TOPS)
    for option in order:
        if min_distance(option, near) >= FAR and min_distance(option, others) >= APART:
            return option
    # max takes the first of equals, so preference decides ties.
    return max(order, key=lambda option: round(min(min_distance(option, near), 1.6 * min_distance(option, others)), 1))


def bottom_for(name: str, top: str, near: Sequence[str]) -> str:
    """The first trousers by preference that stand off from the top and from those of the same scene."""
    order = preferred(name, "bottom", BOTTOMS)
    for option in order:
        if min_distance(option, [top, *near]) >= BELOW:
            return option
    return max(order, key=lambda option: round(min_distance(option, [top, *near]), 1))


def hair_shades(age: float, skin: str) -> tuple[str, ...]:
    """The usual hair colours at an age in years, beside a skin: dark hair beside brown skin, grey with the years."""
    if age >= GREY_FROM:
        return GREYS
    if age >= GREYING_FROM:
        return GREYING
    return DARK_HAIRS if to_lab(skin)[0] < _BROWN else HAIRS


def min_distance(colour: str, others: Sequence[str]) -> float:
    """The distance to the nearest of ``others``; infinite without any."""
    return min((_distance(colour, other) for other in set(others)), default=math.inf)


@lru_cache(maxsize=4096)
def _distance(one: str, two: str) -> float:
    return math.dist(to_lab(one), to_lab(two))
