"""A shot's first frame, asked of an image model: its words, the images shown, where everything is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from film.takes import LeftOut
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief
from renderer.generative.seam import Image
from renderer.generative.shaping.fit import fit_of
from renderer.generative.shaping.seeds import seed_of
from renderer.generative.stills.layout import layout_of
from renderer.generative.stills.seam import ImageIdentity, ImageJob, Layout
from renderer.generative.wording import Limits, still_worded
from renderer.generative.wording.cleaning import joined, phrase
from renderer.generative.wording.fitting import Count
from renderer.generative.wording.people import named

_STILL = 0
"""The number of the take whose noise a still has: takes count from 1."""
_LAYOUTS = {
    "inverse_depth": "a depth map of this frame, near is bright",
    "edges": "a line drawing of this frame",
    "softedge": "a line drawing of this frame",
    "pose": "the poses of the people in this frame",
    "picture": "a rough model of this frame",
}


class Ordered(NamedTuple):
    """A still, asked for; what it is given in words, and what the model does not take."""

    job: ImageJob
    given: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def still_order(brief: ShotBrief, model: ImageIdentity, prompts: PromptBook, count: Count) -> Ordered:
    """What is asked of ``model`` for a shot's first frame.

    A layout that is shown goes first; of the references as many as there is room for, the best of everybody before
    the second best of anybody.  Raises RenderError where the model makes no picture of the film's shape, or its
    prompt's own words are too long for it.
    """
    abilities = model.abilities
    layout = layout_of(brief, abilities.layout)
    first = 1 if layout is not None and abilities.layout == "shown" else 0
    shown = _in_turns(brief.shown.references)
    kept = shown[: max(abilities.references - first, 0)]
    lead = _who_is_who(brief, kept, layout if first else None)
    room = max(abilities.prompt_tokens - count(lead), 1) if abilities.prompt_tokens else 0
    told = still_worded(brief, Limits(room, abilities.negative), prompts, count)
    job = ImageJob(
        name=brief.shot.id,
        prompt=f"{lead} {told.prompt}".strip(),
        negative=told.negative,
        fit=fit_of(brief.request.format, abilities.size),
        seed=seed_of(brief.shot.id, _STILL, brief.seed),
        references=kept,
        layout=layout,
        manner=model.manner,
    )
    return Ordered(job, _given(kept, layout), _left_out(shown[len(kept) :], layout, model))


def _in_turns(references: Mapping[str, Sequence[Image]]) -> tuple[Image, ...]:
    """The best of each, then the second best of each, and so on."""
    turns = zip_longest(*references.values())
    return tuple(image for image in chain.from_iterable(turns) if image is not None)


def _who_is_who(brief: ShotBrief, kept: Sequence[Image], layout: Layout | None) -> str:
    """What each image is, in the order that they are shown; "" for none."""
    lines = []
    if layout is not None:
        lines.append(f"Image 1 is {_LAYOUTS[layout.kind]}: keep its composition, camera and poses exactly.")
    numbers: dict[str, list[int]] = {}
    for number, image in enumerate(kept, 2 if layout is not None else 1):
        numbers.setdefault(image.of, []).append(number)
    for of, which in numbers.items():
        images = f"Image {which[0]} shows" if len(which) == 1 else f"Images {joined(map(str, which))} show"
        lines.append(f"{images} {_called(brief, of)}: keep {_looks(brief, of)}.")
    return " ".join(lines)


def _called(brief: ShotBrief, of: str) -> str:
    people = brief.request.cast
    sheet = next((sheet for sheet in people if sheet.id == of), None)
    if sheet is not None:
        return named(sheet, people)
    if of in _places(brief):
        return "the place"
    return f"the {phrase(of.replace('_', ' '), 40) or 'thing'}"


def _looks(brief: ShotBrief, of: str) -> str:
    if of in {sheet.id for sheet in brief.request.cast}:
        return "face, hair and clothes"
    return "its look"


def _places(brief: ShotBrief) -> set[str]:
    return {place.id for place in (brief.request.place, brief.request.beside) if place is not None}


def _given(kept: Sequence[Image], layout: Layout | None) -> tuple[str, ...]:
    told = [f"where everything is ({layout.kind} of the previs)"] if layout is not None else []
    each = dict.fromkeys(image.of for image in kept)
    return (*told, *(f"{_counted(sum(image.of == of for image in kept))} of {of}" for of in each))


def _left_out(images: Sequence[Image], layout: Layout | None, model: ImageIdentity) -> tuple[LeftOut, ...]:
    why = f"{model.name} is shown {model.abilities.references} images at most"
    each = dict.fromkeys(image.of for image in images)
    left = [LeftOut(what=f"{_counted(sum(image.of == of for image in images))} of {of}", why=why) for of in each]
    if layout is None:
        left.append(LeftOut(what="where everything is", why=f"{model.name} takes words and single images alone"))
    return tuple(left)


def _counted(count: int) -> str:
    return "1 reference" if count == 1 else f"{count} references"
