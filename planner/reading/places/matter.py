"""What a question about a place is about: its headings, and paragraphs of action that play in it.

However many scenes play there, a question holds 3,800 letters of them, about 1,200 tokens; how each scene opens comes
first, for that is where a script describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from film.names import digest
from film.place import Enclosure
from film.screenplay import Heading, Scene
from planner.llm.neutral import neutral
from planner.places.library import KINDS
from planner.places.outsides import ANYWHERE, OUTSIDE
from planner.places.variety import Variety
from planner.places.words import is_inside
from planner.reading.excerpts import Piece, chosen, cut, spread
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.places.answer import PARAGRAPHS

_LETTERS = 3800
_HEADINGS = 6
_OPENING = 2
"""Paragraphs of a scene that count as how it opens."""


class Asked(NamedTuple):
    """A place that is asked about: its headings, what they leave open, and the paragraphs of action in it."""

    id: str
    headings: tuple[str, ...]
    kinds: tuple[str, ...]
    page: Page

    @property
    def source(self) -> str:
        """The digest of what the question is about."""
        return digest([self.id, self.headings, self.page.shown])


def scenes_of(ground: Ground, place: str) -> tuple[Scene, ...]:
    """The scenes that play in a place, in order."""
    return tuple(scene for scene, _ in ground.scenes if ground.place_of[scene.id] == place)


def asked_about(ground: Ground, place: str) -> Asked:
    """The question's own matter."""
    scenes = scenes_of(ground, place)
    opening: list[Piece] = []
    later: list[Piece] = []
    for scene, facts in ground.scenes:
        here = [step for step in facts.steps if (step.place or ground.place_of[scene.id]) == place]
        action = [Piece(step.lines, cut(step.text)) for step in here if step.kind == "action"]
        opening += action[:_OPENING]
        later += action[_OPENING:]
    ranked = [*_spread(opening), *_spread(later)][:PARAGRAPHS]
    headings = tuple(dict.fromkeys(neutral(" ".join(scene.text.split())) for scene in scenes))[:_HEADINGS]
    page = Page.of(sorted(dict.fromkeys(chosen(ranked, _LETTERS))))
    return Asked(place, headings, kinds_for(scenes[0].heading) if scenes else (), page)


def kinds_for(heading: Heading) -> tuple[str, ...]:
    """The kinds of place that a heading leaves possible: indoors or out of doors, as it says."""
    inside = is_inside(heading)
    either = {kind for kind, _ in ANYWHERE}
    outside = {kind for kind, _ in OUTSIDE} | {kind for kind in KINDS if enclosure_of(kind) == "open"}
    closed = {kind for kind in KINDS if enclosure_of(kind) != "open"}
    return tuple(sorted((closed if inside else outside) | either))


@cache
def enclosure_of(kind: str) -> Enclosure:
    """Whether a kind of place has walls."""
    return KINDS[kind](Variety("")).enclosure


def _spread(pieces: Sequence[Piece]) -> list[Piece]:
    return [pieces[place] for place in spread(len(pieces))]
