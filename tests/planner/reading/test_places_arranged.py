"""Things stood where words have them: whatever is wished for, everybody still gets everywhere."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.place import FixtureKind
from planner.places.arrange import BUILT, HUNG, Arranging, Where, unreached
from planner.places.fronts import put_up
from planner.places.layout import INWARD, Layout
from planner.places.library import KINDS
from planner.places.openings import OpeningKind, open_wall, openings_of
from planner.places.stand import stand
from planner.places.variety import Variety
from tests.planner.test_places import problems


def plan_of(kind: str) -> Layout:
    return KINDS[kind](Variety("a"))


def test_standing_says_whether_it_fitted() -> None:
    kitchen, bus = plan_of("kitchen"), plan_of("bus_interior")
    assert stand(kitchen, "armchair")
    assert not stand(bus, "armchair")
    before = len(kitchen.fixtures)
    assert not stand(kitchen, "train")
    assert len(kitchen.fixtures) == before


def test_an_opening_that_shuts_somebody_off_is_not_made() -> None:
    lift = plan_of("lift")
    entrances = len(lift.entrances)
    while open_wall(lift, "door").stands:
        pass
    assert openings_of(lift, "door") == len(lift.entrances) >= entrances


@pytest.mark.parametrize("thing", ["armchair", "bookcase", "plant"])
def test_a_corner_is_a_corner_and_a_window_a_window(thing: FixtureKind) -> None:
    plan = plan_of("hall")
    stood = Arranging(plan).stand(thing, "corner")
    x, y, _ = plan.fixtures[-1].position
    assert stood == (True, "", plan.fixtures[-1].id)
    assert plan.width / 2 - abs(x) + plan.depth / 2 - abs(y) < 2.6


def test_the_middle_is_away_from_the_walls_where_there_is_room() -> None:
    plan = plan_of("hall")
    assert Arranging(plan).stand("table", "middle").stands
    x, y, _ = plan.fixtures[-1].position
    assert min(plan.width / 2 - abs(x), plan.depth / 2 - abs(y)) > 0.9
    assert problems(plan.sheet("id", "a", ())) == []


def test_the_back_wall_is_across_from_the_door() -> None:
    plan = plan_of("office")
    door = plan.entrances[0].yaw
    stood = Arranging(plan).stand("cupboard", "back_wall")
    assert stood.stands
    assert stood.why or (plan.fixtures[-1].yaw - door) % 360 == 180


def test_a_row_stands_side_by_side() -> None:
    plan = plan_of("hall")
    arranging = Arranging(plan)
    for _ in range(3):
        assert arranging.stand("locker", "in_row").stands
    a, b, c = (thing.position for thing in plan.fixtures[-3:])
    assert max(abs(a[0] - b[0]) + abs(a[1] - b[1]), abs(b[0] - c[0]) + abs(b[1] - c[1])) < 1.6


def test_a_telephone_stands_on_a_table_and_nowhere_else() -> None:
    plan = plan_of("office")
    assert Arranging(plan).stand("telephone").stands
    assert plan.fixtures[-1].position[2] > 0.3
    bare = plan_of("lift")
    assert Arranging(bare).stand("telephone") == (False, "nothing has room for it on top", "")


def test_what_hangs_hides_no_opening() -> None:
    plan = plan_of("living_room")
    arranging = Arranging(plan)
    while arranging.stand("picture").stands:
        pass
    for thing in (thing for thing in plan.fixtures[-3:] if thing.kind == "picture"):
        side = next(side for side, yaw in INWARD.items() if yaw == thing.yaw)
        u = thing.position[0] if side in ("south", "north") else thing.position[1]
        half = plan.length_of(side) / 2
        start = u + half if side in ("south", "east") else half - u
        spans = [(o.at, o.at + o.width) for o in plan.openings[side] if o.sill < HUNG["picture"] + 0.5]
        assert not any(low < start < high for low, high in spans)


def test_posters_are_put_up_on_fronts_until_they_are_full() -> None:
    street = plan_of("street")
    before = len(street.fixtures)
    while put_up(street, "picture", "TONIGHT"):
        pass
    posters = street.fixtures[before:]
    assert 1 <= len(posters) <= 4
    assert {poster.text for poster in posters} == {"TONIGHT"}
    assert len({poster.position for poster in posters}) == len(posters)
    assert not put_up(plan_of("forest"), "picture", "TONIGHT")
    assert not put_up(street, "sofa", "TONIGHT")


wishes = st.lists(
    st.tuples(st.sampled_from(get_args(FixtureKind)), st.sampled_from(get_args(Where)), st.integers(1, 4)), max_size=6
)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(KINDS)), wishes, st.lists(st.sampled_from(get_args(OpeningKind)), max_size=3))
def test_whatever_is_wished_for_the_place_can_be_played_in(
    kind: str, wished: list[tuple[FixtureKind, Where, int]], openings: list[OpeningKind]
) -> None:
    plan = KINDS[kind](Variety("x"))
    arranging = Arranging(plan)
    for thing, where, often in wished:
        for _ in range(often):
            before = len(plan.fixtures)
            stood = arranging.stand(thing, where)
            assert stood.stands == (len(plan.fixtures) > before)
            assert not (stood.stands and thing in BUILT)
            assert stood.stands or stood.why
    for opening in openings:
        open_wall(plan, opening)
    assert problems(plan.sheet("id", "x", ())) == []


def passage() -> Layout:
    """A passage so narrow that an armchair bars it, played in at its west end, a chair at the other."""
    plan = Layout("passage", "room", "wood", 9.0, 1.15, 2.6)
    plan.wall_colour, plan.stage = "#aaaaaa", (-4.3, -0.4, -2.3, 0.4)
    plan.put("chair", (4.1, 0.0), 180)
    plan.door("west", 0.0)
    return plan


def test_nothing_is_stood_in_somebodys_way() -> None:
    plan = passage()
    assert unreached(plan) == frozenset()
    stood = Arranging(plan).stand("armchair")
    assert stood == (False, "there is no room for it", "")
    assert unreached(plan) == frozenset()
    assert len(plan.seats) == 1


def test_a_door_opens_only_where_somebody_gets_to_it() -> None:
    plan = passage()
    plan.put("crate", (0.0, 0.0), size=(0.6, 1.1, 0.9))
    shut_off = unreached(plan)
    for _ in range(4):
        open_wall(plan, "door")
    assert len(plan.entrances) > 1
    assert unreached(plan) == shut_off
    assert all(entrance.position[0] < 0 for entrance in plan.entrances)
