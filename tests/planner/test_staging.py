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
from planner.staging.floor import floor_of
from planner.staging.hands import hand_point
from planner.staging.person import Person
from planner.staging.slices import cut, marks_of
from planner.staging.ways import Obstacle, route
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


def test_two_who_cross_do_not_meet_and_a_walker_goes_round_who_stands() -> None:
    floor = floor_of(place_of("park"))
    way = [(-2.0, 0.0), *route(floor, (-2.0, 0.0), (2.0, 0.0), [Obstacle(0.0, 0.0, 0.52)])]
    assert len(way) > 2
    line = np.concatenate([np.linspace(a, b, 40) for a, b in itertools.pairwise(way)])
    assert np.hypot(*line.T).min() >= 0.46


def test_what_is_handed_over_passes_from_hand_to_hand() -> None:
    step = action("Anna gives Ben the cup.", 3, doings=(doing("anna", "give", "ben"),))
    one = staged("park", [action("They wait.", 2), step], "anna", "ben")[1]
    reach = {
        name: next(mark for mark in track if mark.pose in ("hand_over", "reach")) for name, track in one.tracks.items()
    }
    assert reach["anna"].frame == reach["ben"].frame
    hands = [
        hand_point(Person(name, 1.75, mark.position, mark.yaw, mark.pose, seat=mark.seat))
        for name, mark in reach.items()
    ]
    assert math.dist(*hands) < 0.25
    assert one.after["anna"].pose == "stand"


def test_who_went_out_by_a_door_comes_back_by_it() -> None:
    steps = [
        action("Ben goes.", 3, doings=(doing("ben", "exit"),)),
        speech("anna", "Well.", 5),
        action("Anna sits.", 7, doings=(doing("anna", "sit"),)),
        action("Ben comes back.", 9, doings=(doing("ben", "enter"),)),
    ]
    out, _, _, back = staged("corridor", steps, "anna", "ben")
    assert out.doors["ben"] == back.doors["ben"]
    assert math.dist(out.tracks["ben"][-1].position, back.tracks["ben"][0].position) < 0.7
    corridor = place_of("corridor")
    far = corridor.entrances[-1]
    come = action("Ben comes in.", 3, doings=(doing("ben", "enter"),))
    told = facts_of([come], ("anna", "ben"), ("anna",))
    (one,) = block(corridor, told, [come], {"anna": 1.7, "ben": 1.8}, RATE, came_from={"ben": far.id})
    assert one.doors == {"ben": far.id}


def _call() -> tuple[Staged, ...]:
    steps = [
        action("Anna takes the phone.", 2, doings=(doing("anna", "phone"),), place="here"),
        speech("anna", "Ben?", 3, place="here"),
        speech("ben", "Yes.", 5, place="there"),
        speech("anna", "Come home.", 7, place="here"),
        speech("ben", "No.", 9, place="there"),
    ]
    told = facts_of(steps, ("anna", "ben"), ("anna", "ben"))
    there = place_of("office").but(id="there")
    return block(place_of("kitchen"), told, steps, {"anna": 1.7, "ben": 1.8}, RATE, {"there": there})


def test_a_call_between_two_places_is_played_in_both() -> None:
    steps = _call()
    assert [each.place.id for each in steps] == ["here", "here", "there", "here", "there"]
    assert [set(each.tracks) for each in steps] == [{"anna"}, {"anna"}, {"ben"}, {"anna"}, {"ben"}]
    assert steps[1].after["anna"].pose == "phone"
    assert steps[2].after["ben"].pose == "phone"
    assert not any(each.entered or each.left for each in steps)
    assert math.dist(steps[1].after["anna"].position, steps[3].before["anna"].position) < 0.001


def test_a_voice_from_the_far_end_is_heard_and_not_seen() -> None:
    steps = [speech("anna", "Ben?", 3), speech("ben", "Yes.", 5), speech("ben", "No.", 7, place="there")]
    told = facts_of(steps, ("anna", "ben")).but(where=(("ben", "there"),))
    there = {"there": place_of("office").but(id="there")}
    heard = block(place_of("kitchen"), told, steps, {"anna": 1.7, "ben": 1.8}, RATE, there)
    assert [set(each.tracks) for each in heard] == [{"anna"}, {"anna"}, {"ben"}]


def test_each_step_of_a_montage_has_a_company_of_its_own() -> None:
    steps = [
        speech("anna", "So.", 2),
        action("Anna reads.", 3, doings=(doing("anna", "read"),), montage=True, place="there"),
        action("Ben runs.", 4, doings=(doing("ben", "run"),), montage=True, place="there"),
        speech("ben", "So.", 5),
    ]
    told = facts_of(steps, ("anna", "ben"))
    there = place_of("park").but(id="there")
    talk, reads, runs, after = block(
        place_of("kitchen"), told, steps, {"anna": 1.7, "ben": 1.8}, RATE, {"there": there}
    )
    assert [set(each.tracks) for each in (talk, reads, runs, after)] == [
        {"anna", "ben"}, {"anna"}, {"ben"}, {"anna", "ben"},
    ]  # fmt: skip
    assert talk.after["anna"].position == after.before["anna"].position


def test_a_step_in_a_place_that_is_not_known_plays_in_the_scene() -> None:
    step = speech("anna", "Hello.", 3, place="nowhere")
    (one,) = staged("kitchen", [step], "anna", "ben")
    assert one.place.id == "here"
    assert set(one.tracks) == {"anna", "ben"}


def test_who_drives_has_the_wheel_whoever_is_named_first() -> None:
    steps = [speech("anna", "Slower.", 3), action("Ben drives.", 5, doings=(doing("ben", "drive"),))]
    people = staged("car_interior", steps, "anna", "ben")[1].after
    assert people["ben"].pose == "drive"
    seats = {seat.id: seat.role for seat in place_of("car_interior").seats}
    assert seats[people["ben"].seat_id or ""] == "driver"
    assert seats[people["anna"].seat_id or ""] != "driver"
