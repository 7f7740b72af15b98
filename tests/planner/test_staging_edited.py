"""Floor plans changed by hand: whatever can be stood on is staged, and what cannot is known."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from film.cast import Build
from film.place import Entrance, Fixture, PlaceSheet, Wall
from film.plan import Format
from film.screenplay import Heading, Scene
from planner.brief import Brief
from planner.facts import SceneFacts
from planner.scene import Entry, Shared, plan_scene
from planner.staging.floor import can_be_stood_on, floor_of
from tests.planner.scenes import action, doing, facts_of, person, place_of, speech, unexcused

TALK = (
    action("Ann comes in and sits.", 3, doings=(doing("ann", "enter"), doing("ann", "sit"))),
    speech("ben", "You came.", 5),
    speech("ann", "I did.", 7),
    action("She falls. He leaves.", 9, doings=(doing("ann", "fall"), doing("ben", "exit"))),
)


def room(wide: float, deep: float) -> PlaceSheet:
    """Four bare walls and a way in."""
    x, y = wide / 2, deep / 2
    corners = ((-x, -y), (x, -y), (x, y), (-x, y))
    walls = tuple(Wall(start=corners[i], end=corners[(i + 1) % 4], height=2.6) for i in range(4))
    entrance = Entrance(id="way", position=(0.0, 0.3 - y), yaw=90)
    bare = place_of("room").but(walls=walls, fixtures=(), seats=(), stands=(), lamps=(), entrances=(entrance,))
    return bare.but(stage=(0.1 - x, 0.1 - y, x - 0.1, y - 0.1))


def findings(place: PlaceSheet, facts: SceneFacts, heights: dict[str, float]) -> list[str]:
    cast = [person(name).but(build=Build(height=heights.get(name, 1.7))) for name in facts.present]
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    scene = Scene(id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, 9), eighths=8)
    shared = Shared({each.id: each for each in cast}, {place.id: place}, Brief(format=Format(width=320, height=180)))
    planned = plan_scene(scene, facts, Entry("1", place.id, establish=True), shared).scene
    return [finding.rule for finding in unexcused(planned, place, cast)]


KITCHEN = place_of("kitchen")
HEAP = tuple(thing.but(position=(-1.5, 1.0, 0.0)) for thing in KITCHEN.fixtures)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(KITCHEN.but(seats=()), id="no seats"),
        pytest.param(KITCHEN.but(seats=(), fixtures=()), id="bare"),
        pytest.param(KITCHEN.but(entrances=()), id="no way in"),
        pytest.param(KITCHEN.but(fixtures=HEAP), id="all in one heap"),
        pytest.param(room(1.4, 1.4), id="a cupboard"),
        pytest.param(place_of("field").but(stage=(-250.0, -250.0, 250.0, 250.0)), id="half a kilometre"),
        pytest.param(place_of("field").but(entrances=(Entrance(id="far", position=(-240, 0), yaw=0),)), id="far off"),
    ],
)
def test_an_edited_place_is_staged(place: PlaceSheet) -> None:
    facts = facts_of(TALK, ("ben", "ann"), ("ben",))
    assert can_be_stood_on(place)
    assert findings(place, facts, {}) == []


def test_a_giant_and_a_small_child_talk() -> None:
    facts = facts_of((speech("ann", "Up there!", 3), speech("ben", "Down there!", 5)), ("ann", "ben"))
    assert findings(place_of("street"), facts, {"ann": 0.6, "ben": 2.3}) == []


def test_eight_fit_into_a_lift() -> None:
    names = tuple(f"p{i}" for i in range(8))
    facts = facts_of((speech("p0", "Going up?", 3), speech("p5", "Down.", 5)), names)
    assert findings(place_of("lift"), facts, {}) == []


def test_no_floor_is_known() -> None:
    slab = Fixture(id="slab", kind="table", position=(0, 0, 0), size=(9, 9, 1))
    assert not can_be_stood_on(KITCHEN.but(fixtures=(slab,)))
    assert not can_be_stood_on(KITCHEN.but(stage=(50.0, 50.0, 54.0, 54.0)))
    assert not can_be_stood_on(room(0.25, 0.25))
    assert can_be_stood_on(place_of("car_interior"))


def test_a_wall_without_length_takes_no_floor() -> None:
    first, *rest = KITCHEN.walls
    point = KITCHEN.but(walls=(first.but(end=first.start), *rest))
    assert floor_of(point).reached.sum() >= floor_of(KITCHEN).reached.sum()


def test_a_floor_is_no_larger_than_people_go() -> None:
    floor = floor_of(place_of("field").but(stage=(-250.0, -250.0, 250.0, 250.0)))
    assert floor.clear.size < 200_000


def test_a_lift_keeps_eight_apart() -> None:
    floor = floor_of(place_of("lift"))
    spots: list[tuple[float, float]] = []
    for _ in range(8):
        spots.append(floor.spot_near((0.0, 0.0), spots))
    assert min(math.dist(a, b) for a, b in combinations(spots, 2)) >= 0.4
