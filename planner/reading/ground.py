"""What rules know of a script before a model is asked: the vocabulary and the pages of its questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.screenplay import Scene, Screenplay
from planner.breakdown import break_down
from planner.characters import cast_sheets
from planner.facts import SceneFacts
from planner.places import place_sheets
from planner.reading.page import Page


@dataclass(frozen=True)
class Ground:
    """A script as rules read it: sheets, facts scene by scene, and which scene (by id) plays where."""

    screenplay: Screenplay
    cast: tuple[CharacterSheet, ...]
    places: tuple[PlaceSheet, ...]
    place_of: dict[str, str]
    facts: tuple[SceneFacts, ...]

    @staticmethod
    def of(screenplay: Screenplay) -> Ground:
        """The ground of a script."""
        cast = cast_sheets(screenplay, ())
        places, place_of = place_sheets(screenplay)
        return Ground(screenplay, cast, places, place_of, break_down(screenplay, cast))

    @cached_property
    def sheets(self) -> dict[str, CharacterSheet]:
        """The sheets by id."""
        return {sheet.id: sheet for sheet in self.cast}

    @cached_property
    def scenes(self) -> tuple[tuple[Scene, SceneFacts], ...]:
        """The scenes that are played, with their facts, in order."""
        pairs = zip(self.screenplay.scenes, self.facts, strict=True)
        return tuple((scene, facts) for scene, facts in pairs if not scene.omitted)

    def page(self, facts: SceneFacts) -> Page:
        """A scene's page: paragraph ``n`` is step ``n - 1`` of its facts."""
        names = {sheet.id: sheet.name for sheet in self.cast}
        return Page.of(
            (step.lines, step.text, names.get(step.character or "", "") if step.kind == "speech" else "")
            for step in facts.steps
        )

    def people(self, facts: SceneFacts) -> tuple[str, ...]:
        """Whom a scene may be about, by id: who is there, speaks or is named, in order of appearance."""
        named = (name for step in facts.steps for name in (step.character, *step.mentions))
        return tuple(dict.fromkeys(name for name in (*facts.present, *named) if name in self.sheets))
