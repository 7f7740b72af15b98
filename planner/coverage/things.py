"""The thing that a shot is about: a prop where it lies or in whose hand, a fixture or window of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.base import Vec3
from film.place import Fixture, PlaceSheet
from film.shot import ShotProp
from planner.camera.framing import THING_FILLS
from planner.camera.things import middle_of, span_of
from planner.coverage.intent import Intent
from planner.geometry import heading, rounded
from planner.staging.blocking import Staged
from planner.staging.floor import floor_of, roomy_spot
from planner.staging.hands import hand_point
from planner.staging.person import Person
from planner.staging.properties import shown_by
from planner.staging.targets import find

_WINDOW = 1.3
"""Metres that a window is high."""


_LOW = ("foot", "feet", "heel", "heels", "toes", "boots", "shoes")
_ANKLE = 0.12
"""Metres above the floor at which somebody's feet are seen."""


class Spot(NamedTuple):
    """Something that stands in a place: its id, the middle of it, how high a frame about it is, where it faces."""

    id: str
    point: Vec3
    span: float
    yaw: float


class Shown(NamedTuple):
    """What the solver is told of a thing: its point, the metres that the frame's height spans there, whether it lies,
    and which way it or the one who holds it is turned.  No point for a shot of people alone.
    """

    point: Vec3 | None
    span: float
    laid: bool
    yaw: float | None


def shown_thing(intent: Intent, staged: Staged) -> Shown:
    """The thing that a shot of a step is about."""
    people, prop = {**staged.before, **staged.after}, inserted(intent, staged.props)
    spot = spot_of(intent.insert, staged.place) if prop is None else None
    if spot is not None:
        return Shown(spot.point, spot.span, False, spot.yaw)
    laid = prop is not None and prop.holder is None
    point = _thing_point(intent, staged.props, people)
    return Shown(point, span_of(prop, staged.props), laid, _holder_yaw(intent, staged.props, people))


def spot_of(word: str | None, place: PlaceSheet) -> Spot | None:
    """The fixture or window of a place that an id or the script's word names."""
    if not word:
        return None
    nobody = Person(id="", height=1.7, position=(*roomy_spot(place), 0.0), yaw=0.0)
    known = next((each for each in place.fixtures if each.id == word or word in each.kind.split("_")), None)
    target = None if known is not None else find(word, place, floor_of(place), {}, nobody)
    fixture = known or (target.fixture if target is not None else None)
    if fixture is not None:
        return _fixture_spot(fixture)
    if target is None:
        return None
    x0, y0, x1, y1 = place.stage
    facing = heading(target.look, ((x0 + x1) / 2, (y0 + y1) / 2))
    return Spot(word, target.look, _WINDOW / THING_FILLS, round(facing, 1))


def _fixture_spot(fixture: Fixture) -> Spot:
    x, y, z = fixture.position
    _, width, height = fixture.size
    tall = max(height, min(width, 2.5 * max(height, 0.3)) / 1.6)
    return Spot(fixture.id, rounded((x, y, z + height / 2)), round(tall / THING_FILLS, 3), fixture.yaw)


def _thing_point(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> Vec3 | None:
    """The point that the insert looks at; None for a shot of people, or where nobody has the thing."""
    if intent.insert is None:
        return None
    prop = inserted(intent, props)
    if prop is not None and prop.holder is None:
        return middle_of(prop, props, None)
    name = prop.holder if prop is not None else intent.focus
    if name is None or name not in people:
        return None
    if prop is None and intent.insert in _LOW:
        x, y, z = people[name].position
        return rounded((x, y, z + _ANKLE))
    hand = hand_point(shown_by(people[name], prop), prop.hand if prop is not None else "right")
    return middle_of(prop, props, hand) if prop is not None else hand


def inserted(intent: Intent, props: Sequence[ShotProp]) -> ShotProp | None:
    """The prop of an insert."""
    return next((each for each in props if each.prop == intent.insert), None)


def holder_of(intent: Intent, props: Sequence[ShotProp]) -> str | None:
    """Who has the thing in hand."""
    prop = inserted(intent, props)
    return prop.holder if prop is not None else intent.focus


def _holder_yaw(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> float | None:
    """Which way the one who holds it (or whom the insert is about) is turned."""
    name = holder_of(intent, props) or intent.focus
    return people[name].yaw if name is not None and name in people else None
