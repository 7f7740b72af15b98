"""How somebody of a crowd looks: a build, a uniform where the word has one, else clothes that step back."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from film.cast import Build, CharacterSheet, HairStyle, Palette
from film.cielab import from_lab, to_lab
from film.words.plain import listed
from planner.characters import palette
from planner.staging.crowd.chance import share, turned_over

_TOPS = (
    "#5f6068", "#6b665c", "#4f5a5c", "#59544f", "#6a6d66", "#4a505e", "#75706a", "#5c5260", "#4e5648", "#7b766b",
    "#45484d", "#665a50",
)  # fmt: skip
_BOTTOMS = ("#33363c", "#46423c", "#3d4348", "#55524c", "#2c2e33", "#4c4a50")
_OUTDOORS = 0.8
"""How much darker coats are than what is worn inside."""


class Dress(NamedTuple):
    """A uniform's colours and what is on the head."""

    top: str
    bottom: str
    shoes: str = "#1d1d20"
    hair: HairStyle | None = None


_UNIFORMS: tuple[tuple[str, Dress], ...] = (
    ("waiters serveurs waitstaff", Dress("#c9c5bb", "#25262b")),
    ("police cops officers policiers polizisten policias poliziotti policiais",
     Dress("#27324f", "#1f2637", hair="cap")),
    ("soldiers soldats soldaten soldados soldati troops", Dress("#4b5138", "#454a35", "#2a2420", "cap")),
    ("guards gardes wachen guardias guardie", Dress("#2f3338", "#26292e", hair="cap")),
    ("nurses", Dress("#7f9ba3", "#7f9ba3", "#c4c0b8")),
    ("doctors", Dress("#c6c8c6", "#3c4450")),
    ("monks", Dress("#4a3a2c", "#4a3a2c", "#3a2a20", "hood")),
    ("knights", Dress("#7c8086", "#5a5d62", "#4a4a4c", "hood")),
    ("workers", Dress("#4d5a68", "#3c4652", "#3a2f26", "cap")),
    ("mourners", Dress("#26262a", "#222226")),
    ("jury", Dress("#4a4d55", "#2f3238")),
    ("musicians singers", Dress("#25262b", "#25262b")),
    ("players team", Dress("#6e4a44", "#d0ccc2", "#c4c0b8")),
)  # fmt: skip
_WOMEN = listed("women girls nurses femmes frauen mujeres donne ragazze mulheres")
_MEN = listed("men boys monks knights hommes maenner manner hombres uomini ragazzi homens soldiers soldats")
_YOUNG: tuple[tuple[str, float, float], ...] = (
    ("children kids boys girls enfants kinder ninos bambini criancas", 7, 12), ("teenagers ragazzi ragazze", 14, 18),
    ("students schuler", 18, 23), ("soldiers soldats soldaten soldados soldati players team", 20, 34),
    ("dancers fans", 19, 38),
)  # fmt: skip
_HEIGHTS = ((7.0, 1.22), (9.0, 1.33), (12.0, 1.5), (14.0, 1.61), (17.0, 1.68))
"""Years and metres on the middle of the WHO and CDC growth charts."""


def sheet_for(id: str, name: str, word: str, *, outdoors: bool, tops: tuple[str, ...] = ()) -> CharacterSheet:
    """The sheet of an extra, the same for the same name and word.

    ``tops`` are the cast's, as ``#rrggbb``: a uniform keeps its colour, others keep away from those.
    """
    build = _build(name, word)
    skin = turned_over(name, "skin", palette.SKINS)[0]
    dress = next((dress for words, dress in _UNIFORMS if word in words.split()), None)
    hair = turned_over(name, "hair", palette.hair_shades(build.age, skin))[0]
    colours = _clothes(name, dress, outdoors, tops).but(skin=skin, hair=hair)
    style = (dress.hair if dress else None) or _hair(name, build, outdoors)
    return CharacterSheet(id=id, name=word.title(), build=build, hair=style, palette=colours)


def _clothes(name: str, dress: Dress | None, outdoors: bool, tops: tuple[str, ...]) -> Palette:
    if dress is not None:
        return Palette(top=dress.top, bottom=dress.bottom, shoes=dress.shoes)
    liked = turned_over(name, "top", _TOPS)
    near = _too_near(tops)
    top = next((each for each in liked if each not in near), liked[0])
    return Palette(
        top=_darker(top, _OUTDOORS) if outdoors else top,
        bottom=turned_over(name, "bottom", _BOTTOMS)[0],
        shoes=turned_over(name, "shoes", palette.SHOES)[0],
    )


@lru_cache(maxsize=64)
def _too_near(tops: tuple[str, ...]) -> frozenset[str]:
    """The crowd's tops that could be taken for one of the cast's."""
    return frozenset(top for top in _TOPS if palette.min_distance(top, tops) < palette.APART)


@lru_cache(maxsize=64)
def _darker(colour: str, by: float) -> str:
    lightness, a, b = to_lab(colour)
    return from_lab((lightness * by, a, b))


def _build(name: str, word: str) -> Build:
    young = next(((low, high) for words, low, high in _YOUNG if word in words.split()), (22.0, 68.0))
    age = round(young[0] + (young[1] - young[0]) * share(name, "age"))
    gender = 0.0 if word in _WOMEN else 1.0 if word in _MEN else float(share(name, "gender") < 0.5)
    height = _height(age, gender) + 0.12 * (share(name, "height") - 0.5) * min(age / 18, 1.0)
    return Build(
        age=age,
        gender=gender,
        height=round(height, 3),
        weight=round(0.3 + 0.45 * share(name, "weight"), 3),
        muscle=round(0.35 + 0.25 * share(name, "muscle"), 3),
    )


def _height(age: float, gender: float) -> float:
    if age >= 17:
        return 1.64 + 0.13 * gender
    low, high = next(((a, b) for a, b in pairwise(_HEIGHTS) if age <= b[0]), _HEIGHTS[-2:])
    return low[1] + (high[1] - low[1]) * (age - low[0]) / (high[0] - low[0])


def _hair(name: str, build: Build, outdoors: bool) -> HairStyle:
    at = share(name, "hair style")
    if outdoors and share(name, "hat") < 0.2:
        return "cap"
    if build.gender > 0.5:
        return "bald" if build.age > 48 and at < 0.3 else "short"
    styles: tuple[HairStyle, ...] = ("long", "bob", "bun", "long", "short")
    return styles[math.floor(at * len(styles))]
