"""Somebody's clothes as an answer has them."""

from __future__ import annotations

from collections.abc import Sequence

from film.base import LineSpan
from film.cast import Garment, Outfit
from film.names import slug
from planner.characters.wardrobe import colour_of
from planner.reading.people.answer import ClothesSaid, GarmentSaid
from planner.reading.people.fitting import Fitting

_ONE_OF: tuple[frozenset[Garment], ...] = (
    frozenset(("skirt", "long_skirt", "dress")), frozenset(("glasses", "sunglasses")),
)  # fmt: skip
"""Of these somebody wears one at most."""
_BEARDED = 16
_COMES_IN = "the script dresses them otherwise when they come in; other clothes belong to the wardrobe"


def clothes(fit: Fitting) -> None:
    """The colours that somebody comes in with, and what else of their outline they wear."""
    colours = fit.sheet.palette
    parts = {"top": fit.answer.top, "bottom": fit.answer.bottom, "shoes": fit.answer.shoes}
    for part, said in parts.items():
        if said is None:
            continue
        colour, has = colour_of(said.value), getattr(colours, part)
        if fit.weigh(f"palette.{part}", said, f"{said.value} {part}", same=colour == has, fixed=_COMES_IN):
            colours = colours.but(**{part: colour})
    wears = list(fit.sheet.wears)
    for garment in sorted(fit.answer.garments, key=lambda garment: fit.lines_of(garment) is None):
        why = _unfit(fit, garment, wears)
        if why:
            fit.fate("wears", garment, garment.value.replace("_", " "), "refused", why)
            continue
        wears += [garment.value] if garment.value not in wears else []
        fit.rest("wears", garment)
        fit.fate("wears", garment, garment.value.replace("_", " "))
    fit.sheet = fit.sheet.but(palette=colours, wears=tuple(wears))


def _unfit(fit: Fitting, said: GarmentSaid, wears: Sequence[Garment]) -> str:
    """Why somebody does not wear something; "" where they may."""
    build, garment = fit.sheet.build, said.value
    other = next((worn for group in _ONE_OF if garment in group for worn in wears if worn in group), garment)
    if other != garment:
        return f"they wear {other.replace('_', ' ')} already"
    if garment in wears:
        return ""
    lines, first = fit.lines_of(said), fit.sheet.evidence[:1]
    if lines is not None:
        later = first and lines not in first and garment != "glasses"
        return "what they wear later on belongs to the clothes of that scene" if later else ""
    if garment == "beard" and (build.gender <= 0.5 or build.age < _BEARDED):
        return "a guess gives a beard to grown men only"
    return "a guess gives a skirt to women only" if garment in _ONE_OF[0] and build.gender > 0.5 else ""


def wardrobe(fit: Fitting) -> None:
    """Other clothes, put on in the scene that tells of them."""
    outfits = list(fit.sheet.wardrobe)
    for said in fit.answer.wardrobe:
        lines = fit.lines_of(said)
        if lines is None or lines in fit.sheet.evidence[:1]:
            fit.fate("wardrobe", said, said.text, "refused", "it is what they come in with")
        elif not any((said.top, said.bottom, said.shoes, said.hair)):
            fit.fate("wardrobe", said, said.text, "refused", "it has no colour; rules dress them in it")
        elif slug(said.text) in {outfit.id for outfit in outfits}:
            fit.fate("wardrobe", said, said.text, "refused", "it is the same clothes again")
        else:
            outfits.append(_outfit(said, lines))
            fit.rest("wardrobe", said)
            fit.fate("wardrobe", said, said.text)
    fit.sheet = fit.sheet.but(wardrobe=tuple(outfits))


def _outfit(said: ClothesSaid, lines: LineSpan) -> Outfit:
    top, bottom, shoes = (None if name is None else colour_of(name) for name in (said.top, said.bottom, said.shoes))
    return Outfit(id=slug(said.text), text=said.text, top=top, bottom=bottom, shoes=shoes, hair=said.hair, lines=lines)
