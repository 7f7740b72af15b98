"""Colours that tell the cast apart at a glance.

Distance is CIE76 in CIELAB (D65): about 2.3 is just noticeable; clothes that must not be mixed up in
a wide shot want thirty and more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

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


@lru_cache(maxsize=256)
def to_lab(colour: str) -> tuple[float, float, float]:
    """CIELAB (D65, 2 degrees) of ``#rrggbb`` in sRGB, by IEC 61966-2-1 and CIE 15."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = _cube(x), _cube(y), _cube(z)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def from_lab(lab: tuple[float, float, float]) -> str:
    """``#rrggbb`` of a CIELAB colour, clipped to what sRGB can show: the inverse of ``to_lab``."""
    y = (lab[0] + 16) / 116
    x, z = y + lab[1] / 500, y - lab[2] / 200
    x, y, z = 0.95047 * _uncube(x), _uncube(y), 1.08883 * _uncube(z)
    red = 3.2404542 * x - 1.5371385 * y - 0.4985314 * z
    green = -0.9692660 * x + 1.8760108 * y + 0.0415560 * z
    blue = 0.0556434 * x - 0.2040259 * y + 1.0572252 * z
    return "#" + "".join(f"{round(255 * _coded(value)):02x}" for value in (red, green, blue))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _uncube(value: float) -> float:
    return float(value**3) if value > 6 / 29 else (116 * value - 16) * 27 / 24389


def _coded(value: float) -> float:
    """A linear value as sRGB writes it, 0 to 1."""
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
