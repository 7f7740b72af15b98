"""The order to shoot in: so that the company moves, relights, turns round and changes clothes as seldom as may be.

By place, as the script first goes there; then by light (weather and time of day, dawn to night); within that the
camera looks one way at a time, first the way of the widest setup, then quarter by quarter round, because all that
stands behind the camera is lit anew when it turns; for each way scene by scene; wide before close, so that the light
of the wide is only refined; then setups with the same people together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from assembler.papers.names import setup_name, setups_of
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan, TimeOfDay, Weather
from film.shot import Setup, Shot, Size

SETUPS_A_DAY = 20
"""What a day is reckoned at; features are said to make ten to thirty."""
_SIZES: tuple[str, ...] = get_args(Size)
_LIGHTS: tuple[str, ...] = get_args(TimeOfDay)
_WEATHERS: tuple[str, ...] = get_args(Weather)
_QUARTER = 90.0
_WAYS = ("main", "turned left", "reverse", "turned right")
"""Quarters counter-clockwise from the way that the widest setup looks."""


class Slot(NamedTuple):
    """One setup in the order: ``quarter`` is the way the camera looks, 0 being that of the group's widest setup."""

    scene: ScenePlan
    setup: Setup
    shots: tuple[Shot, ...]
    quarter: int = 0

    @property
    def name(self) -> str:
        """As on every paper."""
        return setup_name(self.scene, self.setup.id)

    @property
    def looks(self) -> str:
        """Which way the camera looks, in words."""
        return _WAYS[self.quarter]

    @property
    def frames(self) -> int:
        """How long it is on the screen."""
        return sum(shot.frames for shot in self.shots)


class Group(NamedTuple):
    """What is shot in one place and one light."""

    place: PlaceSheet
    light: TimeOfDay
    weather: Weather
    slots: tuple[Slot, ...]

    @property
    def scenes(self) -> tuple[ScenePlan, ...]:
        """The scenes that are shot here, each once."""
        return tuple({slot.scene.id: slot.scene for slot in self.slots}.values())

    @property
    def heading(self) -> str:
        """Place and light in words."""
        weather = "" if self.weather == "clear" else f", {self.weather}"
        return f"{self.place.name} · {self.light}{weather}"

    def eighths(self, eighths: Mapping[str, int]) -> int:
        """Eighths of a page of the scenes whose own place this is."""
        return sum(eighths.get(scene.id, 0) for scene in self.scenes if scene.place == self.place.id)


def shooting_order(plan: Plan) -> tuple[Group, ...]:
    """Every setup of the plan once, in the order to shoot in."""
    groups: dict[tuple[str, str, str], list[Slot]] = {}
    visits: dict[str, int] = {}
    places: dict[str, PlaceSheet] = {}
    for scene, setup, shots in setups_of(plan):
        place = plan.place_of(scene, shots[0])
        places[place.id] = place
        visits.setdefault(place.id, len(visits))
        groups.setdefault((place.id, scene.weather, scene.time_of_day), []).append(Slot(scene, setup, shots))
    scenes = {scene.id: index for index, scene in enumerate(plan.scenes)}

    def coming(key: tuple[str, str, str]) -> tuple[int, int, int]:
        return visits[key[0]], _WEATHERS.index(key[1]), _LIGHTS.index(key[2])

    found = []
    for key in sorted(groups, key=coming):
        slots = sorted(_turned(groups[key]), key=lambda slot: _place_in_group(slot, scenes))
        scene = slots[0].scene
        found.append(Group(places[key[0]], scene.time_of_day, scene.weather, tuple(slots)))
    return tuple(found)


def _place_in_group(slot: Slot, scenes: Mapping[str, int]) -> tuple[object, ...]:
    size = _SIZES.index(slot.setup.size)
    return slot.quarter, scenes[slot.scene.id], size, sorted(subjects(slot.shots)), len(slot.name), slot.name


def _turned(slots: Sequence[Slot]) -> Iterator[Slot]:
    widest = min(slots, key=lambda slot: (_SIZES.index(slot.setup.size), slot.setup.lens_mm, slot.name))
    first = _yaw(widest.setup)
    for slot in slots:
        turn = (_yaw(slot.setup) - first + _QUARTER / 2) % 360
        yield slot._replace(quarter=int(turn // _QUARTER))


def _yaw(setup: Setup) -> float:
    (x, y, _), (to_x, to_y, _) = setup.position, setup.target
    return math.degrees(math.atan2(to_y - y, to_x - x))


def subjects(shots: Sequence[Shot]) -> tuple[str, ...]:
    """Everybody whom the shots show, each once."""
    return tuple(dict.fromkeys(subject for shot in shots for subject in shot.subjects))


def props(scene: ScenePlan, shots: Sequence[Shot]) -> str:
    """The things that play in the shots, by their names in the breakdown."""
    names = {prop.id: prop.name for prop in scene.breakdown.props}
    return ", ".join(dict.fromkeys(names.get(prop.prop, prop.prop) for shot in shots for prop in shot.props))


def days(setups: int) -> str:
    """How long so many setups take, roughly."""
    count = max(1, math.ceil(setups / SETUPS_A_DAY * 2) / 2)
    return f"about {count:g} day{'s' if count != 1 else ''} at {SETUPS_A_DAY} setups a day"
