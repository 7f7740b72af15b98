"""What a language model read of a script, laid over what rules read of it: sheets first, then the facts of the scenes.

::

    sheets by rules ─▶ people, places ─▶ a director's own instead ─▶ facts by rules ─▶ scenes ─▶ shots

An answer about words that have changed since is void: what it was about is as rules have it, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from film.base import Model
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.proposals import Proposal
from film.screenplay import Screenplay
from planner.facts import SceneFacts
from planner.reading import people, places, scenes, shots
from planner.reading.ground import Ground
from planner.reading.reading import Read, Reading

Answer = TypeVar("Answer", bound=Model)
_VOID = "was changed after a language model read it: it is as rules read it"


@dataclass
class Applied:
    """A reading laid over a script.  ``proposals`` are those for sheets and places so far, ``notes`` what is void."""

    reading: Reading
    ground: Ground
    proposals: list[Proposal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @staticmethod
    def to(screenplay: Screenplay, reading: Reading) -> Applied:
        """A reading of a script."""
        return Applied(reading, Ground.of(screenplay))

    def cast(self, sheets: Sequence[CharacterSheet]) -> tuple[CharacterSheet, ...]:
        """The sheets with what a model read of people."""
        names = {sheet.id: sheet.name for sheet in sheets}
        found, told = people.with_people(
            tuple(sheets), self._valid(self.reading.people, people.source_of, names), self.ground
        )
        self.proposals += told
        return found

    def places(self, sheets: Sequence[PlaceSheet]) -> tuple[PlaceSheet, ...]:
        """The sheets with what a model read of places."""
        names = {sheet.id: sheet.name for sheet in sheets}
        found, told = places.with_places(
            tuple(sheets), self._valid(self.reading.places, places.source_of, names), self.ground
        )
        self.proposals += told
        return found

    def kinds(self, sheets: Sequence[PlaceSheet]) -> dict[str, str]:
        """The kinds of place by scene id, where a model found a place to be of another kind than rules did."""
        ruled = {place.id: place.kind for place in self.ground.places}
        other = {place.id: place.kind for place in sheets if place.kind != ruled.get(place.id, place.kind)}
        return {scene: other[place] for scene, place in self.ground.place_of.items() if place in other}

    def facts(self, facts: tuple[SceneFacts, ...]) -> tuple[SceneFacts, ...]:
        """The facts of all scenes with what a model read of them and how it would shoot them."""
        names = {each.scene: each.heading for each in facts}
        told = self._valid(self.reading.scenes, scenes.source_of, names)
        wished = self._valid(self.reading.shots, shots.source_of, names)
        found = shots.with_shots(scenes.with_scenes(facts, told, self.ground), wished, self.ground)
        return tuple(
            each.but(read_by=self.reading.model) if each.scene in told or each.scene in wished else each
            for each in found
        )

    def _valid(
        self, read: Mapping[str, Read[Answer]], source_of: Callable[[Ground, str], str], names: Mapping[str, str]
    ) -> dict[str, Answer]:
        """The answers that are about what stands in the script now."""
        valid = {name: each.answer for name, each in read.items() if each.source == source_of(self.ground, name)}
        gone = [f"{names[name]} {_VOID}" for name in read if name not in valid and name in names]
        self.notes += [note for note in gone if note not in self.notes]
        return valid
