"""Clothes and hair colours out of the words, as a wardrobe department would dye them: nothing pure."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

from film.cast import Garment
from film.cielab import to_lab
from planner.places.lists import plain

Part = Literal["top", "bottom", "both", "shoes"]

_COLOURS = {
    "red|rouge|rot|rote|roter|roten|rojo|roja": "#a8322d", "scarlet|crimson": "#9c2230",
    "dark red|maroon|burgundy|wine": "#6f2430", "orange": "#c96a26",
    "yellow|jaune|gelb|gelbe|gelber|amarillo|amarilla|mustard": "#c9a032", "gold|golden": "#b08a3a",
    "green|vert|verte|grun|grune|gruner|verde": "#3f7048", "dark green|olive": "#3f4a2e",
    "teal|turquoise": "#2d7f80", "light blue|pale blue|sky blue": "#86a9c4",
    "blue|bleu|bleue|blau|blaue|blauer|azul": "#33598f", "navy|dark blue|navy blue": "#27324f",
    "purple|violet|violette|lila|morado|morada": "#684078", "lavender|lilac": "#9a86b3", "pink|rose|rosa": "#c27f93",
    "brown|brun|brune|marron|braun|braune|brauner": "#6b4a32", "tan|khaki|beige|sand|camel": "#a98f68",
    "black|noir|noire|schwarz|schwarze|schwarzer|negro|negra|dark|leather": "#25262b",
    "white|blanc|blanche|weiss|weisse|weisser|blanco|blanca|cream|ivory": "#cfcabd",
    "grey|gray|gris|grise|grau|graue|grauer|charcoal": "#73767a", "silver": "#9da0a4", "denim": "#455e7c",
}  # fmt: skip
_GARMENTS: tuple[tuple[str, Part, int], ...] = (
    # the words, the part of the body, and how far outside it is worn
    ("coat|bathrobe|dressing gown|nightgown"
     "|overcoat|raincoat|trenchcoat|trench coat|cloak|cape|robe|parka|manteau|mantel|abrigo|impermeable|apron"
     "|tablier|schurze|delantal|lab coat|gown", "top", 3),
    ("jacket|blazer|veste|blouson|jacke|chaqueta|waistcoat|vest|anorak|windbreaker", "top", 2),
    ("uniform|suit|dress|overalls|overall|jumpsuit|scrubs|uniforme|costume|robe de|kleid|anzug|traje|vestido|tracksuit"
     "|pyjamas|pajamas|dungarees|habit|tuxedo", "both", 2),
    ("sweater|undershirt|tank top"
     "|jumper|hoodie|pullover|cardigan|shirt|t shirt|blouse|top|tunic|chemise|pull|hemd|bluse|camisa"
     "|jersey|tee", "top", 1),
    ("trousers|pants|jeans|skirt|shorts|leggings|slacks|pantalon|jupe|hose|rock|falda|pantalones|kilt", "bottom", 1),
    ("shoes|boots|sneakers|heels|sandals|chaussures|bottes|schuhe|stiefel|zapatos|botas|trainers", "shoes", 1),
)  # fmt: skip
_ALONE = {"scrubs": "#4a8a8a", "jeans": "#3f5878", "lab coat": "#cfcabd", "tuxedo": "#25262b"}
"""Garments that have their colour in their name."""

_HAIR_COLOURS = {
    "white|blancs|weisse|weisses|blanco": "#c6c1b9", "silver|grey|gray|gris|graue|graues": "#9b9995",
    "blond|blonde|fair|blonds|rubio|rubia": "#b8945a", "red|ginger|auburn|roux|rote|pelirrojo|pelirroja": "#8a4426",
    "black|dark|noirs|schwarze|schwarzes|negro": "#211c1a", "brown|chestnut|bruns|braune|braunes|castano": "#4b3323",
}  # fmt: skip
_HAIR_WORDS = (
    "hair|haired|hairs|cheveux|haar|haare|haaren|pelo|cabello|curls|ponytail|bun|bob|braid|braids|beard|barbe|bart"
)

_NAMES = sorted((name for names in _COLOURS for name in names.split("|")), key=len, reverse=True)
_HEX = {name: colour for names, colour in _COLOURS.items() for name in names.split("|")}
_HAIR_HEX = {name: colour for names, colour in _HAIR_COLOURS.items() for name in names.split("|")}


GARMENTS = "|".join(
    sorted((name for names, _, _ in _GARMENTS for name in names.split("|")), key=lambda name: (-len(name), name))
)
"""Every garment's word, for patterns; the longest first."""

COVERINGS = (
    "cap|beanie|beret|helmet|hat|bonnet|turban|hood|casquette|chapeau|capuche|mutze|hut|kapuze|gorra|sombrero|capucha"
)
"""What is worn on the head."""


def part_of(flat: str) -> frozenset[Part]:
    """The parts of the body that garments in plain words cover."""
    return frozenset(part for names, part, _ in _GARMENTS if re.search(rf"\b(?:{names})\b", flat))


_KEPT = re.compile(
    r"\b(?:uniform|uniforme|habit|scrubs|overalls|overall|cassock|armou?r|costume|spacesuit|soutane|kutte|rustung"
    r"|sotana|wetsuit|lab coat|apron|tablier|schurze|delantal)\b"
)


def is_kept(words: str) -> bool:
    """Whether clothes are of the sort that somebody wears every day: a uniform, a habit, a costume."""
    return _KEPT.search(plain(words)) is not None


_SHAPES: tuple[tuple[str, Garment], ...] = (
    ("(?:long|floor length|flowing|full) (?:\\w+ )?skirts?|(?:evening|wedding|ball) (?:gown|dress)|nightgown|habit"
     "|cassock|sari|robes|soutane|sotana", "long_skirt"),
    ("skirt|jupe|falda|kilt|rock", "skirt"), ("dress|sundress|kleid|vestido|robe de", "dress"),
    ("(?:over|rain|trench) ?coat|(?:long|lab|heavy|winter|fur|leather|wool|woollen) (?:\\w+ )?coat|cloak|cape|bathrobe"
     "|dressing gown|duster|mantel|manteau|abrigo|impermeable", "long_coat"),
    ("apron|tablier|schurze|delantal", "apron"), ("uniform|uniforme|tool belt|gun belt|belt", "belt"),
    ("hat|fedora|stetson|sombrero|chapeau|hut|top hat|bowler", "hat"),
    ("sunglasses|dark glasses|shades|sonnenbrille|lunettes de soleil|gafas de sol", "sunglasses"),
    ("glasses|spectacles|brille|lunettes|gafas", "glasses"),
    ("beard|bearded|barbe|barbu|bart|bartig|barba|barbudo", "beard"),
)  # fmt: skip


def shapes_in(words: str) -> tuple[Garment, ...]:
    """What in the words changes a figure's outline; of two of a kind the first that is listed.

    >>> shapes_in("a long black coat and a hat")
    ('long_coat', 'hat')
    """
    flat = plain(words)
    found = [worn for names, worn in _SHAPES if re.search(rf"\b(?<!no )(?<!without )(?:{names})\b", flat)]
    skirts = [worn for worn in found if worn in ("long_skirt", "skirt", "dress")]
    eyes = [worn for worn in found if worn in ("sunglasses", "glasses")]
    return tuple(worn for worn in found if worn not in (*skirts[1:], *eyes[1:]))


class Worn(NamedTuple):
    """The colours that the words dress somebody in; None where they say nothing."""

    top: str | None = None
    bottom: str | None = None
    shoes: str | None = None


def worn_in(words: str) -> Worn:
    """What is worn; of two tops the outer one shows."""
    flat = plain(words)
    colours = "|".join(_NAMES)
    found: dict[Part, tuple[int, str]] = {}
    for names, part, layer in _GARMENTS:
        for pattern in (
            rf"\b(?P<colour>{colours}) (?:\w+ )?(?P<garment>{names})\b",
            rf"\b(?P<garment>{names}) (?P<colour>{colours})\b",
        ):
            match = re.search(pattern, flat)
            if match and layer > found.get(part, (0, ""))[0]:
                found[part] = layer, _HEX[match["colour"]]
        for alone, colour in _ALONE.items():
            if alone in names.split("|") and part not in found and re.search(rf"\b{alone}\b", flat):
                found[part] = layer, colour
    both = found.get("both")
    top, bottom, shoes = (found.get(part, both if part != "shoes" else None) for part in _PARTS)
    return Worn(*(piece[1] if piece else None for piece in (top, bottom, shoes)))


def colour_of(name: str) -> str:
    """The colour that clothes of this name are dyed, ``#rrggbb``.  Raises KeyError for a name that is none.

    >>> colour_of("navy")
    '#27324f'
    """
    return _HEX[name]


def hair_colour_of(name: str) -> str:
    """The colour that hair of this name has, ``#rrggbb``.  Raises KeyError for a name that is none."""
    return _HAIR_HEX[name]


def colour_name(colour: str) -> str:
    """The usual English word for the colour nearest to ``#rrggbb``."""
    lab = to_lab(colour)
    names = sorted(_COLOURS, key=lambda names: (round(math.dist(lab, to_lab(_COLOURS[names])), 2), names))
    return names[0].split("|")[0]


_PARTS: tuple[Part, ...] = ("top", "bottom", "shoes")


def hair_colour_in(words: str) -> str | None:
    """The colour said of hair or beard."""
    flat = plain(words)
    names = "|".join(sorted(_HAIR_HEX, key=len, reverse=True))
    match = re.search(rf"\b(?P<a>{names}) (?:\w+ )?(?:{_HAIR_WORDS})\b|\b(?:{_HAIR_WORDS}) (?P<b>{names})\b", flat)
    if match:
        return _HAIR_HEX[match["a"] or match["b"]]
    blonde = re.search(r"\b(?:blonde?|redhead|brunette)\b", flat)
    return {"b": "#b8945a", "r": "#8a4426"}.get(blonde[0][0]) if blonde else None
