"""Which shots move, how a camera moves, and how repeats are varied."""

from __future__ import annotations

import math

import pytest

from film.plan import ScenePlan
from film.shot import Idiom, Move
from planner.camera.candidate import fixed
from planner.camera.moves import moved
from tests.planner.scenes import action, doing, facts_of, planned, speech

STANDING = fixed((0.0, -3.0, 1.6), (0.0, 0.0, 1.5), 50.0, "MCU", 0.0)


def scene_of(*steps: object, kind: str = "street", start: tuple[str, ...] | None = None) -> ScenePlan:
    """The plan of a scene of two."""
    return planned(kind, facts_of(steps, ("anna", "ben"), start))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(("move", "idiom", "nearer"), [("dolly", "single", True), ("crane", "single", False)])
def test_a_push_comes_nearer_and_the_last_look_draws_back(move: Move, idiom: Idiom, nearer: bool) -> None:
    keys = moved(STANDING, move, idiom, 96, 24.0).keys
    first, last = (math.dist(each.position, each.target) for each in (keys[0], keys[-1]))
    assert (last < first) is nearer
    assert 0.03 < abs(1 - last / first) < 0.2
    assert (keys[0].frame, keys[-1].frame) == (0, 95)


def test_a_crane_comes_down_on_an_establishing_shot() -> None:
    keys = moved(STANDING, "crane", "establishing", 72, 24.0).keys
    assert keys[0].position[2] > keys[-1].position[2] == STANDING.position[2]


def test_a_carried_camera_is_where_it_stands_until_it_is_drawn() -> None:
    carried = moved(STANDING, "handheld", "moving", 72, 24.0)
    assert (carried.keys, carried.move) == (STANDING.keys, "handheld")


def test_news_is_pushed_in_on_and_small_talk_is_not() -> None:
    talk = [speech("anna", "He is dead.", 3 + 2 * i, 3.0, reveal=i == 3) for i in range(4)]
    calm = [speech("anna" if i % 2 else "ben", "Fine.", 3 + 2 * i, 3.0) for i in range(4)]
    assert any(shot.move == "dolly" for shot in scene_of(*talk).shots)
    assert [shot.move for shot in scene_of(*calm).shots[2:-1]] == ["static"] * (len(scene_of(*calm).shots) - 3)


def test_the_last_look_of_a_scene_draws_back() -> None:
    steps = [speech("anna", "Stay.", 3), speech("ben", "No, I will not stay here.", 5, 3.0)]
    assert scene_of(*steps).shots[-1].move == "crane"


def test_a_run_is_carried_by_hand() -> None:
    run = action("Anna runs to Ben.", 3, 4.0, doings=(doing("anna", "enter"), doing("anna", "run", "ben")))
    shots = scene_of(run, speech("ben", "Well?", 5), start=("ben",)).shots
    assert "handheld" in {shot.move for shot in shots if shot.idiom == "moving"}


def test_two_who_go_to_the_same_door_arrive_side_by_side() -> None:
    both = action(
        "They walk to the door.", 3, 4.0, doings=(doing("anna", "cross", "door"), doing("ben", "cross", "door"))
    )
    look = action("They look in.", 5, 3.0, doings=(doing("anna", "look"), doing("ben", "look")))
    shot = scene_of(both, look, kind="yard").shots[-1]
    last = {mark.character: mark for mark in shot.marks}
    assert 0.55 < math.dist(last["anna"].position, last["ben"].position) < 1.1
    assert abs((last["anna"].yaw - last["ben"].yaw + 180) % 360 - 180) < 60


def test_an_empty_last_moment_belongs_to_who_walks_away() -> None:
    steps = [action("Anna walks away.", 3, 4.0, doings=(doing("anna", "exit"),)), action("The end.", 5, 1.2)]
    last = planned("street", facts_of(steps, ("anna",)))[0].shots[-1]
    assert "anna" in last.subjects
    assert last.covers == ((3, 5),)
