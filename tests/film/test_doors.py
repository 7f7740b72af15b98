"""Leaves swing out of the room round their hinge, for who comes, goes or has a hand on them, and for nobody else."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.doors import SET_BACK, THICK, Leaf, ajar, before, hand_on, leaves_of, swings
from film.place import Opening, PlaceSheet, Wall
from film.staging import Mark

FPS = 24.0


def room(**changes: Any) -> PlaceSheet:
    """Four metres square with one door of 0.9 m in the middle of the south wall, at y = -2."""
    door = Opening(kind="door", at=1.55, width=0.9, height=2.05).but(**changes.pop("door", {}))
    corners = [(-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0)]
    walls = tuple(
        Wall(start=a, end=b, height=2.6, openings=(door,) if n == 0 else ())
        for n, (a, b) in enumerate(pairwise([*corners, corners[0]]))
    )
    base = PlaceSheet(id="r", name="R", kind="room", enclosure="room", stage=(-1, -1, 1, 1), ground="wood", walls=walls)
    return base.but(**changes)


def mark(frame: int, y: float, yaw: float = 90.0, **fields: Any) -> Mark:
    return Mark(character="ann", frame=frame, position=(0.0, y, 0.0), yaw=yaw, **fields)


def only(place: PlaceSheet) -> Leaf:
    (leaf,) = leaves_of(place)
    return leaf


def test_a_leaf_hangs_in_its_doorway_and_swings_out_of_the_room() -> None:
    leaf = only(room())
    assert leaf.hinge == pytest.approx((0.45, -2.0))
    assert leaf.along == pytest.approx((-1.0, 0.0))
    closed = [leaf.point(a, 0.0, 0.0, 0.0) for a in (0.0, leaf.width)]
    assert closed[0][:2] == pytest.approx((0.45, -2.0 - SET_BACK - THICK))
    assert closed[1][:2] == pytest.approx((-0.45, -2.0 - SET_BACK - THICK))
    for share in (0.1, 0.5, 1.0):
        tip = leaf.point(leaf.width, 0.0, 1.0, share)
        assert tip[1] < -2.1
        assert math.dist(tip[:2], closed[0][:2]) == pytest.approx(leaf.width)
    assert leaf.point(leaf.width, 0.0, 0.0, 1.0)[0] == pytest.approx(0.45, abs=0.04)


def test_the_handle_is_at_the_edge_away_from_the_hinge() -> None:
    assert only(room()).handle(0.0)[0] == pytest.approx(-0.375)
    other = only(room(door={"hinge": "start"}))
    assert other.hinge == pytest.approx((-0.45, -2.0))
    assert other.handle(0.0)[0] == pytest.approx(0.375)
    assert other.handle(1.0)[1] < -2.5


def test_wide_doorways_have_two_leaves_and_vehicles_sliding_ones() -> None:
    left, right = leaves_of(room(door={"at": 1.2, "width": 1.6}))
    assert (left.width, right.width) == (0.8, 0.8)
    assert left.doorway == right.doorway
    assert left.point(left.width, 0, 0, 0.0)[0] == pytest.approx(right.point(right.width, 0, 0, 0.0)[0])
    leaf = only(room(enclosure="vehicle"))
    assert leaf.turn(1.0) == 0.0
    assert leaf.foot(1.0)[0] - leaf.foot(0.0)[0] == pytest.approx(0.95 * 0.9)


def test_who_comes_in_finds_the_door_open_and_it_closes_behind_them() -> None:
    (swing,) = swings(room(), [mark(0, -1.5), mark(48, 1.0)], 72, FPS)
    assert swing.at(0) == 1.0
    assert swing.at(71) == 0.0
    shares = [swing.at(frame) for frame in range(72)]
    assert all(a >= b for a, b in pairwise(shares))
    assert max(a - b for a, b in pairwise(shares)) < 0.1, "no leaf slams"


def test_who_goes_out_finds_it_open() -> None:
    (swing,) = swings(room(), [mark(0, 1.0, -90), mark(48, -1.5, -90)], 50, FPS)
    assert swing.at(0) == 0.0
    assert swing.at(48) == swing.at(49) == 1.0


def test_who_stands_by_a_door_or_only_crosses_the_room_leaves_it_closed() -> None:
    place = room()
    assert not swings(place, [mark(0, -1.5)], 50, FPS)
    assert not swings(place, [mark(0, 0.0), mark(40, 1.5)], 50, FPS)
    assert not swings(place, [mark(0, -1.5), mark(200, -1.5), mark(240, 1.0)], 250, FPS), "waits at it, then goes in"
    assert not swings(place, [mark(0, 1.0, -90), mark(48, -1.5, 90)], 50, FPS), "turns back to the room"


def test_a_hand_on_the_handle_pushes_the_leaf_ajar_and_stays_on_it() -> None:
    place = room()
    x, y = before(only(place))
    there = Mark(character="ann", frame=0, position=(x, y, 0.0), yaw=-90)
    marks = [there, there.but(frame=20, pose="open_door"), there.but(frame=40, pose="open_door")]
    (swing,) = swings(place, marks, 60, FPS)
    assert swing.at(20) == 0.0
    assert swing.at(40) == ajar(only(place), marks[1]) > 0.1
    for frame in range(20, 60):
        held = hand_on(place, marks, frame, FPS)
        assert held == pytest.approx(only(place).handle(swing.at(frame)))
        assert held is not None
        assert math.dist(held[:2], (x, y)) < 0.6, "within an arm's reach"
    assert hand_on(place, [there], 10, FPS) is None


def test_ajar_first_then_open_for_who_goes_on() -> None:
    place = room()
    x, y = before(only(place))
    opener = Mark(character="bo", frame=0, position=(x, y, 0.0), yaw=-90)
    marks = [opener, opener.but(frame=10, pose="open_door"), opener.but(frame=110, pose="open_door")]
    ann = [mark(0, 1.5, -90), mark(40, 1.5, -90), mark(110, -1.5, -90)]
    (swing,) = swings(place, [*marks, *ann], 112, FPS)
    pushed = ajar(only(place), marks[1])
    assert swing.at(10) == 0.0
    assert swing.at(30) == pytest.approx(pushed)
    assert swing.at(111) == 1.0
    shares = [swing.at(frame) for frame in range(112)]
    assert all(b >= a for a, b in pairwise(shares))


@given(
    st.lists(st.tuples(st.integers(1, 80), st.floats(-1.5, 1.5), st.floats(0, 360)), min_size=1, max_size=5),
    st.sampled_from(["stand", "open_door", "sit"]),
)
def test_a_leaf_never_jumps_and_never_comes_into_the_room(steps: list[tuple[int, float, float]], pose: Any) -> None:
    marks, frame = [], 0
    for wait, y, yaw in steps:
        marks.append(mark(frame, y, yaw, pose=pose))
        frame += wait
    for swing in swings(room(), marks, max(frame, 1), FPS):
        shares = [swing.at(each) for each in range(max(frame, 1))]
        assert all(0 <= share <= 1 for share in shares)
        assert all(abs(a - b) < 0.15 for a, b in pairwise(shares))
        for share in shares:
            assert only(room()).point(0.9, 0.0, 1.0, share)[1] < -2.0


def test_a_sheet_says_a_hinge_only_where_it_is_not_the_usual_one() -> None:
    assert "hinge" not in Opening(kind="door", at=0, width=1, height=2).model_dump(mode="json")
    assert Opening(kind="door", at=0, width=1, height=2, hinge="start").model_dump(mode="json")["hinge"] == "start"
