"""Reference sheets, asked of an image model: a person from every side, a place's views, a thing.

::

    first image, approved ─┬─ front  three_quarter  profile  back  face       one person, since every view is
                           └─ front in each other outfit that is worn         drawn from that one image
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from film.cast import CharacterSheet
from film.names import digest
from film.place import PlaceSheet
from film.plan import Format, Prop
from film.references import View
from prompts.book import PromptBook
from renderer.generative.images import Picture
from renderer.generative.seam import Image
from renderer.generative.shaping.fit import fit_of
from renderer.generative.shaping.placing import cropped
from renderer.generative.stills.seam import ImageIdentity, ImageJob
from renderer.generative.wording import Limits, Sitting, sheet_worded
from renderer.generative.wording.fitting import Count

Pictured = CharacterSheet | PlaceSheet | Prop

PERSON: tuple[View, ...] = ("front", "three_quarter", "profile", "back", "face")
PLACE: tuple[View, ...] = ("wide", "reverse", "detail")
PROP: tuple[View, ...] = ("three_quarter",)

SIDE = 1024
"""Pixels of a square image; others have as many in all."""
_SHAPES: dict[View, tuple[int, int]] = {
    "front": (2, 3), "three_quarter": (2, 3), "profile": (2, 3), "back": (2, 3), "wide": (16, 9), "reverse": (16, 9),
}  # fmt: skip
"""Width to height: somebody who stands, and a place."""
_STEP = 64
"""Pixels: sides are multiples of what every model's are, so that nothing is scaled."""


class Manners(NamedTuple):
    """How the images of a film's sheets are made alike: the director's words for its look, whether the script is
    English, the film's seed, and pixels of a square one."""

    look: str = ""
    english: bool = True
    seed: int = 0
    side: int = SIDE


def views_of(what: Pictured) -> tuple[View, ...]:
    """The views that a sheet of it has, the one that the others are drawn from first."""
    if isinstance(what, CharacterSheet):
        return PERSON
    return PLACE if isinstance(what, PlaceSheet) else PROP


def format_of(what: Pictured, view: View, side: int = SIDE) -> Format:
    """The size of an image of a sheet."""
    wide, high = (1, 1) if isinstance(what, Prop) else _SHAPES.get(view, (1, 1))
    unit = side / (wide * high) ** 0.5
    width, height = (max(int(unit * part) // _STEP * _STEP, _STEP) for part in (wide, high))
    return Format(width=width, height=height)


def sheet_job(
    what: Pictured, view: View, outfit: str | None, shown: Sequence[Image], model: ImageIdentity, words: Words
) -> ImageJob:
    """One image of a sheet; a person is dressed in ``outfit`` where one is told.

    ``shown`` are images of the same one, the best first; the model is given as many as it takes.  Raises RenderError
    where it makes no picture of that shape, or its prompt's own words are too long for it.
    """
    abilities = model.abilities
    given = tuple(shown[: abilities.references])
    dressed = what.dressed(outfit) if isinstance(what, CharacterSheet) else what
    sitting = Sitting(outfit, words.sheet.look, words.sheet.english, bool(given))
    limits = Limits(abilities.prompt_tokens, abilities.negative)
    told = sheet_worded(dressed, view, limits, words.prompts, words.count, sitting)
    return ImageJob(
        name=f"{what.id} {view}" + (f" in {outfit}" if outfit else ""),
        prompt=told.prompt,
        negative=told.negative,
        fit=fit_of(format_of(what, view, words.sheet.side), abilities.size),
        seed=_seed(what.id, view, outfit, words.sheet.seed),
        references=given,
        manner=model.manner,
    )


class Words(NamedTuple):
    """What words are made with: the prompts, the model's own count of tokens, and what holds for all sheets."""

    prompts: PromptBook
    count: Count
    sheet: Manners = Manners()


def finished(what: Pictured, view: View, job: ImageJob, picture: Picture, side: int = SIDE) -> Picture:
    """The sheet's image out of what the model drew."""
    return cropped(picture, job.fit, format_of(what, view, side))


def _seed(id: str, view: View, outfit: str | None, film: int) -> int:
    return int(digest({"film": film, "sheet": id, "view": view, "outfit": outfit}), 16) >> 193
