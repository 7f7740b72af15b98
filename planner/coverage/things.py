"""The thing that an insert shows: where it is, how large, in whose hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from film.base import Vec3
from film.shot import ShotProp
from planner.camera.things import middle_of
from planner.coverage.intent import Intent
from planner.staging.hands import hand_point
from planner.staging.person import Person
from planner.staging.properties import shown_by


def thing_point(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> Vec3 | None:
    """The point that the insert looks at; None for a shot of people, or where nobody has the thing."""
    if intent.insert is None:
        return None
    prop = inserted(intent, props)
    if prop is not None and prop.holder is None:
        return middle_of(prop, props, None)
    name = prop.holder if prop is not None else intent.focus
    if name is None or name not in people:
        return None
    hand = hand_point(shown_by(people[name], prop), prop.hand if prop is not None else "right")
    return middle_of(prop, props, hand) if prop is not None else hand


def inserted(intent: Intent, props: Sequence[ShotProp]) -> ShotProp | None:
    """The prop of an insert."""
    return next((each for each in props if each.prop == intent.insert), None)


def holder_of(intent: Intent, props: Sequence[ShotProp]) -> str | None:
    """Who has the thing in hand."""
    prop = inserted(intent, props)
    return prop.holder if prop is not None else intent.focus


def holder_yaw(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> float | None:
    """Which way the one who holds it (or whom the insert is about) is turned."""
    name = holder_of(intent, props) or intent.focus
    return people[name].yaw if name is not None and name in people else None
