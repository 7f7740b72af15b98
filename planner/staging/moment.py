"""What a doing can see: the place, its floor, where everybody is at that moment, and the step it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from film.base import Vec2
from film.place import PlaceSheet
from planner.facts import Doing, Position, Post, Step
from planner.staging.floor import Floor
from planner.staging.person import Person
from planner.staging.relations import Spot, spot_of
from planner.staging.seating import Ground
from planner.staging.targets import Target, find
from planner.staging.track import Track
from planner.staging.traffic import grounds, obstacles
from planner.staging.ways import Obstacle


@dataclass(frozen=True)
class Scene:
    """One moment.  ``about`` is the thing or place that people last went to or opened.

    ``tracks`` are those of everybody, for doings that two people share.  ``posts`` is whose part gives them a place
    here; ``ends`` where the words have people once the step is played, by character id.
    """

    place: PlaceSheet
    floor: Floor
    people: Mapping[str, Person]
    step: Step
    about: str | None = None
    tracks: Mapping[str, Track] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    ends: Mapping[str, Position] = field(default_factory=dict)

    def others(self, me: str) -> list[Vec2]:
        """The floor points that the others take."""
        return grounds(self.people, me)

    def bodies(self, me: str) -> list[Obstacle]:
        """The others, as what a walker goes round."""
        return obstacles(self.people, me)

    def rest(self, me: str) -> list[Person]:
        """The others."""
        return [each for each in self.people.values() if each.id != me]

    @property
    def ground(self) -> Ground:
        """What relations are resolved on."""
        return Ground(self.place, self.floor, self.people)

    def end(self, me: Person, *, sits: bool = False) -> Spot | None:
        """Where the words have somebody once the step is played, if they say."""
        told = self.ends.get(me.id)
        return None if told is None else spot_of(told, me, self.ground, sits=sits)

    def target(self, doing: Doing, me: Person) -> Target | None:
        """What the doing is aimed at, if the floor plan or the company has it."""
        return find(doing.target, self.place, self.floor, self.people, me)
