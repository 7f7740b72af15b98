"""What of the baked figure a character wears, and in which colours."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from film.cast import CharacterSheet, HairStyle, Palette
from renderer.previs.bodies.asset import Asset

_HAIR: dict[HairStyle, tuple[str, ...]] = {
    "bald": (),
    "short": ("hair_short",),
    "bob": ("hair_bob",),
    "long": ("hair_long",),
    "bun": ("hair_bun",),
    "cap": ("hair_cap", "cap"),
    "hood": ("hood",),
}
_HEADWEAR = frozenset(tag for tags in _HAIR.values() for tag in tags)
_LONG_SLEEVE = frozenset({"sleeve", "long_hem"})
_SHORT_SLEEVE = frozenset({"forearm", "short_hem"})

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Outfit:
    """The faces worn (m, 3), over the vertices kept (n of the baked ones), with one linear RGB colour a face."""

    faces: NDArray[np.int32]
    colours: NDArray[np.float32]
    vertices: NDArray[np.int64]
    kept: NDArray[np.int64]
    """Numbers (m,) of the baked faces worn."""


def outfit(sheet: CharacterSheet, baked: Asset) -> Outfit:
    """The sheet's figure: hair by style, sleeves short or long by who it is, colours by palette."""
    worn = {tag for tag in baked.tag_names if tag not in _HEADWEAR or tag in _HAIR[sheet.hair]}
    worn -= _LONG_SLEEVE if short_sleeved(sheet) else _SHORT_SLEEVE
    keep = np.isin(baked.tags, [baked.tag_names.index(tag) for tag in worn])
    vertices, inverse = np.unique(baked.faces[keep], return_inverse=True)
    paint = tag_colours(sheet.palette)
    table = np.array([paint[tag] for tag in baked.tag_names], np.float32)
    return Outfit(
        inverse.reshape(-1, 3).astype(np.int32),
        table[baked.tags[keep]],
        vertices.astype(np.int64),
        np.flatnonzero(keep),
    )


def short_sleeved(sheet: CharacterSheet) -> bool:
    """Children wear short sleeves; otherwise a fixed property of who it is, so that two people differ."""
    return sheet.build.age < 13 or zlib.crc32(sheet.id.encode()) % 2 == 0


def tag_colours(palette: Palette) -> dict[str, Colour]:
    """Linear RGB for every tag of the baked figure."""
    skin, hair, top = linear(palette.skin), linear(palette.hair), linear(palette.top)
    bottom, shoes = linear(palette.bottom), linear(palette.shoes)
    cap = _mixed(top, (0.02, 0.02, 0.02), 0.45)
    colours = dict.fromkeys(("skin", "forearm", "hand"), skin)
    colours |= dict.fromkeys(("top", "sleeve", "short_hem", "long_hem"), top)
    colours |= dict.fromkeys(("hair_short", "hair_bob", "hair_long", "hair_bun", "hair_cap"), hair)
    colours |= {"bottom": bottom, "shoes": shoes, "cap": cap, "hood": _mixed(top, (0.0, 0.0, 0.0), 0.12)}
    colours |= {"lips": (skin[0] * 0.84, skin[1] * 0.58, skin[2] * 0.62), "mouth": (0.06, 0.015, 0.015)}
    brow = _mixed(hair, (0.02, 0.015, 0.01), 0.5)
    return colours | {"brow": _mixed(brow, skin, 0.15), "eye": (0.78, 0.77, 0.74), "iris": (0.025, 0.02, 0.018)}


def linear(colour: str) -> Colour:
    """Linear RGB, 0 to 1, of an sRGB hex colour (IEC 61966-2-1)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _mixed(a: Colour, b: Colour, t: float) -> Colour:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t
