"""The people in one place of a scene, and what lies there, as far as the scene has got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from film.base import Vec3
from film.place import PlaceSheet
from planner.facts import SceneFacts
from planner.staging.opening import opening
from planner.staging.person import Person
from planner.staging.properties import Properties


@dataclass
class Company:
    """Who is in a place now, who went out of it in the step before, and where the props in sight are.

    ``notes`` say what of its opening could not be staged as the script has it.
    """

    place: PlaceSheet
    people: dict[str, Person]
    properties: Properties
    gone: Mapping[str, Person] = field(default_factory=dict)
    things: Mapping[str, Vec3] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def opened(place: PlaceSheet, facts: SceneFacts, there: tuple[str, ...], heights: Mapping[str, float]) -> Company:
    """A place as it is first seen: ``there`` are in it, doing what the facts say they are doing already."""
    told = facts if facts.from_start == there else facts.but(from_start=there)
    people, notes = opening(place, told, heights)
    return Company(place, people, Properties(place, told, people), notes=notes)
