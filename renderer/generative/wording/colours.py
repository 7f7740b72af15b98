"""Colours in words: the nearest of a few names that everybody has.

A name stands where people put it: the eleven basic terms of Berlin & Kay ("Basic Color Terms", 1969) and the shades
that English has one plain word for, each at the colour that CSS gives that word (CSS Color Module Level 4, named
colours) or, for cloth and wood, at a dyed one.  Distance is CIE76 in CIELAB (D65), in which hue counts as much as
lightness, as the eye has it.
"""

from __future__ import annotations

import math
from functools import lru_cache

from film.cielab import to_lab

_NAMES = {
    "black": "#1c1c20", "charcoal grey": "#3c3f44", "dark grey": "#55585c", "grey": "#7d7f82", "light grey": "#b4b6b8",
    "white": "#f2f0ea", "off-white": "#d6d1c4", "red": "#b22222", "dark red": "#7a1f28", "brick red": "#a04a38",
    "burgundy": "#6a2033", "orange": "#d2691e", "yellow": "#e3c03a", "mustard yellow": "#c2992f",
    "pale yellow": "#e8dfa8", "green": "#3a7a45", "dark green": "#2c4a34", "light green": "#90b88a",
    "bright green": "#32b450", "olive green": "#5f6532", "sage green": "#86a68c", "grey-green": "#5a6a60",
    "teal": "#2a7d80", "turquoise": "#48bfb8", "blue": "#33599a", "bright blue": "#2f6be0", "light blue": "#8cb0d4",
    "pale blue": "#bcd0e0", "dark blue": "#2a3a66", "navy blue": "#222c48", "slate blue": "#4a5872",
    "denim blue": "#46607e", "purple": "#6a4080", "dark purple": "#452f4c", "lavender": "#a294bc", "pink": "#d88aa4",
    "dusty pink": "#b87c86", "magenta": "#a83278", "plum": "#82365a", "brown": "#6e4a30", "dark brown": "#3e2c20",
    "light brown": "#96704a", "reddish brown": "#7c4028", "tan": "#b89468", "beige": "#cdb898", "khaki": "#948a62",
    "taupe": "#78706a", "cream": "#efe4c8",
}  # fmt: skip
_HAIRS = {
    "black": "#1c1918", "dark brown": "#3a281e", "brown": "#604430", "light brown": "#7a5c3c", "blond": "#b8945a",
    "light blond": "#d8bf8c", "red": "#8a4426", "auburn": "#5e2c1e", "grey": "#85827e", "dark grey": "#5c5853",
    "silver grey": "#a5a29d", "white": "#cfcac2",
}  # fmt: skip
_SKINS = (
    (69.0, "fair"), (62.0, "lightly tanned"), (55.0, "olive"), (48.0, "light brown"), (41.0, "brown"),
    (34.0, "dark brown"),
)  # fmt: skip
"""The least lightness (CIELAB) that skin of a word has; what is deeper is deep brown."""


def colour_words(colour: str) -> str:
    """The plain name of ``#rrggbb``.

    >>> colour_words("#3f7048"), colour_words("#27324f")
    ('green', 'navy blue')
    """
    return _nearest(colour, tuple(_NAMES.items()))


def hair_words(colour: str) -> str:
    """The name that hair of ``#rrggbb`` has."""
    return _nearest(colour, tuple(_HAIRS.items()))


def skin_words(colour: str) -> str:
    """How light or deep skin of ``#rrggbb`` is."""
    return next((word for least, word in _SKINS if to_lab(colour)[0] >= least), "deep brown")


def light_words(colour: str) -> str:
    """What light of ``#rrggbb`` is like: warm, neutral, cool, or of a colour of its own."""
    _, red_green, yellow_blue = to_lab(colour)
    if math.hypot(red_green, yellow_blue) < 8:
        return "neutral white"
    if abs(red_green) > 30 or yellow_blue > 75:
        return colour_words(colour)
    return "warm yellowish" if yellow_blue > 0 else "cool bluish"


@lru_cache(maxsize=1024)
def _nearest(colour: str, names: tuple[tuple[str, str], ...]) -> str:
    wanted = to_lab(colour)
    return min(names, key=lambda named: (math.dist(wanted, to_lab(named[1])), named[0]))[0]
