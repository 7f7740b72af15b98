"""Places: one floor plan for each place of the script, to scale, furnished from the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from film.base import LineSpan
from film.names import slug
from film.place import FixtureKind, PlaceSheet
from film.screenplay import Heading, Scene, Screenplay
from planner.places.layout import Layout
from planner.places.lengths import lengthen
from planner.places.library import KINDS
from planner.places.lists import plain
from planner.places.variety import Variety
from planner.places.wanted import furnish
from planner.places.words import is_inside, kind_of, names_a_kind

__all__ = ["kind_of", "laid_out", "place_id", "place_sheets", "told_of"]

_PASSING = re.compile(
    r"\b(?:moving|travell?ing|driving|parked|stationary|stopped|in motion|en route|fahrend|en marche)\b"
)
_STILL = re.compile(r"\b(?:parked|stationary|stopped|a l arret|geparkt|parado|aparcado)\b")


def place_sheets(screenplay: Screenplay) -> tuple[tuple[PlaceSheet, ...], dict[str, str]]:
    """The sheets of all places in order of appearance, and which scene (by id) plays in which place (by id).

    The same place under headings that differ in time or punctuation is one; its inside and its
    outside are two; a sub-location has a sheet of its own.
    """
    of_scene = {scene.id: place_id(scene.heading) for scene in screenplay.scenes}
    scenes: dict[str, list[Scene]] = {}
    for scene in screenplay.scenes:
        scenes.setdefault(of_scene[scene.id], []).append(scene)
    return tuple(_sheet(id, played, screenplay) for id, played in scenes.items()), of_scene


def place_id(heading: Heading) -> str:
    """The place's id: inside or outside, and the place's words without case, article or punctuation."""
    words = " ".join(_PASSING.sub(" ", plain(heading.place)).split())
    words = re.sub(r"^(?:the|a|an|le|la|les|l|der|die|das|el|los|las) ", "", words)
    # Letters that have no plain form (another script) keep their difference through the slug's digest.
    name = words if words else heading.place.strip().casefold()
    return slug(f"{'int' if is_inside(heading) else 'ext'} {name}")


def _sheet(id: str, scenes: list[Scene], screenplay: Screenplay) -> PlaceSheet:
    heading = scenes[0].heading
    evidence: tuple[LineSpan, ...] = tuple((scene.lines[0], scene.lines[0]) for scene in scenes)
    return laid_out(heading, told_of(scenes, screenplay)).sheet(id, heading.place or "Somewhere", evidence)


def told_of(scenes: Sequence[Scene], screenplay: Screenplay) -> str:
    """All the action of the scenes that play in a place."""
    return "\n".join(_action(scene, screenplay) for scene in scenes)


def laid_out(heading: Heading, text: str, kind: str | None = None, leave: Collection[FixtureKind] = ()) -> Layout:
    """The floor plan of the place that a heading names, furnished with what the action ``text`` mentions.

    ``kind`` is the library's word for it, found in heading and text where it is None.  Things of the kinds in
    ``leave`` that the place does not have anyway are not added.
    """
    layout = KINDS[kind or kind_of(heading, text)](Variety(_look(heading)))
    if _STILL.search(plain(f"{heading.place} {' '.join(heading.modifiers)}")):
        layout.moving = False
    furnish(layout, text, leave)
    lengthen(layout, text)
    return layout


def _look(heading: Heading) -> str:
    """The name that proportions and colours come from: parts of one place ("BUS - BACK ROW") look like it."""
    own = bool(heading.sub_location) and names_a_kind(heading.sub_location, inside=is_inside(heading))
    return plain(heading.place if own else heading.location or heading.place) or heading.place


def _action(scene: Scene, screenplay: Screenplay) -> str:
    return "\n".join(element.text for element in screenplay.elements_of(scene) if element.type == "action")
