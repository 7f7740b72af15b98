"""The pinhole that planner and renderer share."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.camera import SENSOR_WIDTH_MM, CameraKey, View, view_at

metres = st.floats(-20, 20)
points = st.tuples(metres, metres, metres)


def looking(position: tuple[float, float, float], target: tuple[float, float, float], **more: float) -> View:
    return View(
        position=position, target=target, roll=more.get("roll", 0), focal_mm=more.get("focal", 35), aspect=16 / 9
    )


@given(position=points, target=points)
def test_the_target_is_in_the_middle(position: tuple[float, float, float], target: tuple[float, float, float]) -> None:
    if math.dist(position, target) < 0.1:
        return
    x, y, depth = looking(position, target).project(target)
    assert (x, y) == pytest.approx((0, 0), abs=1e-6)
    assert depth == pytest.approx(math.dist(position, target))


def test_right_is_right_and_up_is_up() -> None:
    view = looking((0, -5, 1), (0, 0, 1))
    assert view.project((1, 0, 1))[0] > 0
    assert view.project((0, 0, 2))[1] > 0
    assert view.project((0, -9, 1))[2] < 0


def test_the_edge_of_the_frame_is_half_the_sensor_over_the_lens() -> None:
    view = looking((0, 0, 0), (0, 1, 0), focal=50)
    x, _, _ = view.project((SENSOR_WIDTH_MM / 2 / 50 * 4, 4, 0))
    assert x == pytest.approx(1)


def test_a_positive_roll_turns_the_camera_clockwise() -> None:
    upright, rolled = looking((0, 0, 0), (0, 1, 0)), looking((0, 0, 0), (0, 1, 0), roll=10)
    above = (0.0, 1.0, 0.2)
    assert upright.project(above)[0] == pytest.approx(0)
    assert rolled.project(above)[0] < 0, "the world leans to the left when the camera rolls clockwise"


@given(frame=st.floats(-50, 200))
def test_between_two_keys_the_camera_stays_between_them(frame: float) -> None:
    keys = [
        CameraKey(frame=0, position=(0, 0, 1), target=(0, 5, 1), focal_mm=35),
        CameraKey(frame=100, position=(2, 0, 1), target=(0, 5, 1), focal_mm=50),
    ]
    view = view_at(keys, frame, 16 / 9)
    assert 0 <= view.position[0] <= 2
    assert 35 <= view.focal_mm <= 50
    if frame <= 0:
        assert view.position == (0, 0, 1)
    if frame >= 100:
        assert view.focal_mm == 50
