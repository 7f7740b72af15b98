"""Reference sheets in words: a person from every side, a place without people, a thing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import Prop
from film.references import View
from prompts.book import PromptBook
from renderer.generative.seam import Text
from renderer.generative.wording import places
from renderer.generative.wording.acting import prop_words
from renderer.generative.wording.cleaning import article, capped, joined, sentence, sentences
from renderer.generative.wording.fitting import Count, Limits, Part, fitted
from renderer.generative.wording.people import clothes, looks, named

_LOOK = 300
"""Letters of the director's words."""
_MOST = 10
_STANDING = "The figure from head to feet, standing upright, arms at the sides, neutral expression"
_PERSON: dict[View, str] = {
    "front": f"{_STANDING}, seen straight from the front at eye level.",
    "three_quarter": f"{_STANDING}, seen in three-quarter view at eye level.",
    "profile": f"{_STANDING}, seen in profile from the side at eye level.",
    "back": f"{_STANDING}, seen straight from behind at eye level.",
    "face": "Portrait of head and shoulders, looking straight ahead with a neutral expression, mouth closed.",
}
_PLACE: dict[View, str] = {
    "wide": "Wide establishing view of the whole place at eye level.",
    "reverse": "Wide view of the same place from the opposite side, looking back, at eye level.",
    "detail": "Closer view of one characteristic corner of the place.",
}
_PROP: dict[View, str] = {
    "front": "Product photograph of one thing, seen straight from the front.",
    "three_quarter": "Product photograph of one thing, seen in three-quarter view from slightly above.",
    "profile": "Product photograph of one thing, seen straight from the side.",
    "back": "Product photograph of one thing, seen straight from behind.",
    "detail": "Close view of one thing, its material and surface clearly seen.",
}


class Sitting(NamedTuple):
    """What a sheet is made under: the ``outfit`` worn (the sheet is dressed in it already), the director's words for
    the film, whether the script is English, and whether the model is shown images of the same one beside the words."""

    outfit: str | None = None
    look: str = ""
    english: bool = True
    shown: bool = False


def sheet_worded(
    sheet: CharacterSheet | PlaceSheet | Prop,
    view: View,
    limits: Limits,
    prompts: PromptBook,
    count: Count,
    sitting: Sitting = Sitting(),  # noqa: B008  a value that nobody changes
) -> Text:
    """One image of a reference sheet for a model of stills.

    Of a view that such a sheet has not (the profile of a place) the plainest is asked for.  Raises RenderError where
    the template alone is longer than the model reads.
    """
    parts = [Part("look", 3, capped(sentences(sitting.look), _LOOK))]
    if isinstance(sheet, CharacterSheet):
        template, own = "sheet_person", _person(sheet, view, sitting)
    elif isinstance(sheet, PlaceSheet):
        template, own = "sheet_place", _place(sheet, view, sitting)
    else:
        template, own = "sheet_prop", _prop(sheet, view, sitting)
    return fitted(template, [*parts, *own], [], limits, prompts, count)


def _person(sheet: CharacterSheet, view: View, sitting: Sitting) -> Iterator[Part]:
    yield Part("shown", 1, "The same person as in the reference images, face and hair unchanged." * sitting.shown)
    yield Part("view", 0, _PERSON.get(view, _PERSON["front"]))
    yield Part("who", 0.5, looks(sheet, named(sheet, (sheet,)), sitting.english))
    worn = clothes(sheet, sitting.outfit, "MCU" if view == "face" else "FS", sitting.english)
    yield Part("clothes", 2, sentence(f"the clothes: {worn}"))


def _place(sheet: PlaceSheet, view: View, sitting: Sitting) -> Iterator[Part]:
    yield Part("shown", 1, "The same place as in the reference images, nothing moved." * sitting.shown)
    yield Part("view", 0, _PLACE.get(view, _PLACE["wide"]))
    yield Part("place", 0.5, sentence(places.setting(sheet, sitting.english)))
    yield Part("things", 2, sentence(joined([*places.furniture(sheet, _MOST), places.ground(sheet, "clear")])))
    yield Part("light", 2, "Even soft daylight." if sheet.enclosure == "open" else "Even soft light.")


def _prop(prop: Prop, view: View, sitting: Sitting) -> Iterator[Part]:
    yield Part("shown", 1, "The same thing as in the reference images." * sitting.shown)
    yield Part("view", 0, _PROP.get(view, _PROP["three_quarter"]))
    yield Part("thing", 0.5, sentence(article(prop_words(prop.id, prop.kind, sitting.english))))
