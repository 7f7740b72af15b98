"""Staging: where people are, how they get there, whom they look at."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.staging import Mark, stance_at
from film.timecode import parse_rate
from planner.geometry import heading, off
from planner.solids import solids_of
from planner.staging.blocking import Staged, block
from planner.staging.floor import floor_of, route
from planner.staging.slices import cut, marks_of
from tests.planner.scenes import action, doing, facts_of, place_of, speech

RATE = parse_rate(24)
FPS = 24.0


def staged(kind: str, steps: list, *names: str, start: tuple[str, ...] | None = None) -> tuple[Staged, ...]:
    """Steps blocked in a place of a kind."""
    return block(place_of(kind), facts_of(steps, names, start), steps, dict.fromkeys(names, 1.75), RATE)


def test_a_pair_stands_apart_and_face_to_face() -> None:
    people = staged("street", [speech("anna", "Hello.", 3)], "anna", "ben")[0].after
    a, b = people["anna"], people["ben"]
    assert 1.0 <= math.dist(a.spot, b.spot) <= 1.6
    assert abs(off(a.yaw, heading(a.spot, b.spot))) < 15
    assert abs(off(b.yaw, heading(b.spot, a.spot))) < 15


@pytest.mark.parametrize("count", [3, 5, 6])
def test_a_group_faces_its_middle_and_nobody_stands_in_another(count: int) -> None:
    names = tuple(f"p{i}" for i in range(count))
    people = list(staged("park", [action("They wait.", 3)], *names)[0].after.values())
    middle = np.mean([each.spot for each in people], axis=0)
    assert all(abs(off(each.yaw, heading(each.spot, middle))) < 60 for each in people)
    gaps = [math.dist(a.spot, b.spot) for i, a in enumerate(people) for b in people[i + 1 :]]
    assert min(gaps) >= 0.5


def test_listeners_look_at_the_speaker_and_the_speaker_at_the_one_spoken_to() -> None:
    steps = [speech("anna", "Hello.", 3), speech("ben", "Hi.", 5), speech("carl", "Oh.", 7)]
    one, two, three = staged("park", steps, "anna", "ben", "carl")
    for step, speaker in ((one, "anna"), (two, "ben"), (three, "carl")):
        people = step.after
        for name, person in people.items():
            assert person.look is not None
            if name != speaker:
                assert math.dist(person.look, people[speaker].eyes) < 0.05
    assert math.dist(two.after["ben"].look or (0, 0, 0), two.after["anna"].eyes) < 0.05


def test_a_driver_sits_at_the_wheel_and_the_other_beside() -> None:
    step = action("Anna drives.", 3, doings=(doing("anna", "drive"),))
    people = staged("car_interior", [step], "anna", "ben")[0].after
    assert people["anna"].pose == "drive"
    assert people["anna"].seated
    assert people["ben"].seated


def test_who_enters_comes_from_a_door_and_who_exits_ends_at_one() -> None:
    steps = [
        action("Ben comes in.", 3, doings=(doing("ben", "enter"),)),
        action("Ben goes.", 5, doings=(doing("ben", "exit"),)),
    ]
    come, go = staged("kitchen", steps, "anna", "ben", start=("anna",))
    door = place_of("kitchen").entrances[0].position
    assert math.dist(come.tracks["ben"][0].position[:2], door) < 0.2
    assert math.dist(go.tracks["ben"][-1].position[:2], door) < 0.2
    assert go.tracks["ben"][-1].frame >= go.frames - 3
    assert "ben" not in go.after


def test_sitting_down_ends_on_the_seat_and_rising_leaves_it() -> None:
    steps = [
        action("Anna sits.", 3, doings=(doing("anna", "sit"),)),
        action("Anna rises.", 5, doings=(doing("anna", "rise"),)),
    ]
    sits, rises = staged("kitchen", steps, "anna", "ben")
    assert sits.after["anna"].seat_id in {seat.id for seat in place_of("kitchen").seats}
    assert sits.after["anna"].pose == "sit"
    assert not rises.after["anna"].seated


def test_a_speech_has_air_before_and_after() -> None:
    one = staged("street", [speech("anna", "Hello.", 3, 1.0)], "anna", "ben")[0]
    assert one.speech == (4, 24)
    assert one.frames == 4 + 24 + 6


@pytest.mark.parametrize("kind", ["kitchen", "bar", "bus_interior", "office"])
def test_ways_go_round_what_stands_in_them(kind: str) -> None:
    place = place_of(kind)
    floor, solid = floor_of(place), solids_of(place).floor
    x0, y0, x1, y1 = place.stage
    ends = [floor.spot_near(spot) for spot in ((x0, y0), (x1, y1), (x0, y1), (x1, y0))]
    for fixture in place.fixtures:
        if fixture.kind in ("table", "counter", "desk", "vehicle_seat"):
            x, y, _ = fixture.position
            ends += [floor.spot_near((x - 1.2, y), room=0.3), floor.spot_near((x + 1.2, y), room=0.3)]
    for start, goal in itertools.pairwise(ends):
        points = [start, *route(floor, start, goal)]
        for a, b in itertools.pairwise(points):
            line = np.linspace((*a, 0.5), (*b, 0.5), 60)
            assert not solid.holds(line).any()


marks = st.lists(
    st.tuples(st.integers(1, 40), st.floats(-3, 3), st.floats(-3, 3), st.sampled_from(("stand", "sit", "hold"))),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(marks, st.integers(0, 60), st.integers(21, 60))
def test_a_cut_loses_no_ground(drawn: list, start: int, frames: int) -> None:
    frame, track = 0, []
    for gap, x, y, pose in drawn:
        track.append(Mark(character="anna", frame=frame, position=(x, y, 0.0), yaw=0.0, pose=pose))
        frame += gap
    part = cut(track, start, start + frames, FPS)
    assert [mark.frame for mark in part] == sorted({mark.frame for mark in part})
    assert part[0].frame == 0
    assert part[-1].frame < frames
    for at in (0, frames - 1):
        here, there = stance_at(track, start + at, FPS).position, stance_at(part, at, FPS).position
        assert math.dist(here, there) < 0.001


def test_marks_of_steps_follow_each_other() -> None:
    steps = [action("Anna walks.", 3, doings=(doing("anna", "cross", "door"),)), speech("anna", "Well.", 5)]
    both = staged("kitchen", steps, "anna", "ben")
    track = marks_of(both, [(0, 0, both[0].frames), (1, 0, both[1].frames)], FPS)["anna"]
    assert track[-1].frame <= both[0].frames + both[1].frames - 1
    assert math.dist(track[-1].position, both[1].after["anna"].position) < 0.01
