"""What a body does between two marks."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.staging import Mark, stance_at, turned

FPS = 24.0
SEATED = Mark(character="a", frame=0, position=(0, 0, 0), yaw=0, pose="sit", seat=0.45)
RISEN = Mark(character="a", frame=24, position=(0, 0, 0), yaw=0)
ACROSS = Mark(character="a", frame=72, position=(2, 1, 0), yaw=180)


def test_before_the_first_mark_and_after_the_last_nothing_moves() -> None:
    marks = [SEATED, RISEN, ACROSS]
    assert stance_at(marks, -5, FPS).position == SEATED.position
    assert stance_at(marks, 500, FPS).position == ACROSS.position
    assert stance_at(marks, 500, FPS).gait is None


def test_rising_happens_on_the_spot() -> None:
    halfway = stance_at([SEATED, RISEN], 20, FPS)
    assert (halfway.pose_a, halfway.pose_b) == ("sit", "stand")
    assert (halfway.seat_a, halfway.seat_b) == (0.45, None)
    assert 0 < halfway.blend < 1
    assert halfway.gait is None


def test_a_walk_faces_the_way_it_goes() -> None:
    middle = stance_at([RISEN, ACROSS], 48, FPS)
    assert middle.gait == "walk"
    assert middle.gait_weight == pytest.approx(1)
    assert middle.yaw == pytest.approx(math.degrees(math.atan2(1, 2)))
    assert middle.travelled == pytest.approx(math.dist((0, 0), (2, 1)) / 2)


def test_haste_is_a_run() -> None:
    assert stance_at([RISEN, ACROSS.but(frame=36)], 30, FPS).gait == "run"


@given(frame=st.integers(0, 95))
def test_nobody_jumps(frame: int) -> None:
    marks = [SEATED, RISEN, ACROSS, ACROSS.but(frame=96, yaw=90)]
    a, b = stance_at(marks, frame, FPS), stance_at(marks, frame + 1, FPS)
    assert math.dist(a.position, b.position) < 0.1
    assert abs((b.yaw - a.yaw + 180) % 360 - 180) < 30


@given(a=st.floats(-720, 720), b=st.floats(-720, 720))
def test_turning_takes_the_short_way(a: float, b: float) -> None:
    assert abs(turned(a, b, 1) - a) <= 180 + 1e-9
    assert math.cos(math.radians(turned(a, b, 1))) == pytest.approx(math.cos(math.radians(b)), abs=1e-6)
