"""The pinhole that planner and renderer share."""

from __future__ import annotations

import bisect
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from film.camera import SENSOR_HEIGHT_MM, SENSOR_WIDTH_MM, CameraKey, View, gate_of, view_at

metres = st.floats(-20, 20)
points = st.tuples(metres, metres, metres)


def looking(position: tuple[float, float, float], target: tuple[float, float, float], **more: float) -> View:
    return View(
        position=position, target=target, roll=more.get("roll", 0), focal_mm=more.get("focal", 35), gate=gate_of(16 / 9)
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


@pytest.mark.parametrize(
    ("aspect", "squeeze", "wide", "high"),
    [
        (1.33, 1, 24.82, 18.66), (1.375, 1, 24.89, 18.10), (16 / 9, 1, 24.89, 14.00), (1.85, 1, 24.89, 13.45),
        (2.39, 1, 24.89, 10.41), (1.0, 1, 18.66, 18.66), (9 / 16, 1, 10.50, 18.66), (2.39, 2, 44.60, 18.66),
        (2.39, 1.33, 33.10, 13.85), (2.39, 1.8, 44.60, 18.66), (16 / 9, 2, 33.17, 18.66),
    ],
)  # fmt: skip
def test_the_picture_is_the_largest_of_its_aspect_on_the_sensor(
    aspect: float, squeeze: float, wide: float, high: float
) -> None:
    gate = gate_of(aspect, squeeze)
    assert gate.width == pytest.approx(wide, abs=0.01)
    assert gate.height == pytest.approx(high, abs=0.01)
    assert gate.aspect == pytest.approx(aspect)
    assert gate.width / squeeze <= SENSOR_WIDTH_MM + 1e-9
    assert gate.height <= SENSOR_HEIGHT_MM + 1e-9


def test_half_a_split_screen_is_a_picture_of_its_own() -> None:
    assert gate_of(16 / 9).half() == gate_of(8 / 9)
    assert gate_of(2.39, 2.0).half() == gate_of(2.39 / 2, 2.0)


@given(near=st.floats(0.3, 50), far=st.floats(0.3, 50), frame=st.integers(0, 40))
def test_a_focus_is_pulled_smoothly_from_one_distance_to_the_other(near: float, far: float, frame: int) -> None:
    keys = [
        CameraKey(frame=at, position=(0, 0, 1), target=(0, 5, 1), focus_m=metres)
        for at, metres in ((10, near), (30, far))
    ]
    pulled = [view_at(keys, at, gate_of(2.0)).focused for at in (0, frame, frame + 0.5, 40)]
    assert pulled[0] == pytest.approx(near)
    assert pulled[3] == pytest.approx(far)
    assert min(near, far) - 1e-9 <= pulled[1] <= max(near, far) + 1e-9
    assert (pulled[2] - pulled[1]) * (far - near) >= -1e-9


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
    view = view_at(keys, frame, gate_of(16 / 9))
    assert 0 <= view.position[0] <= 2
    assert 35 <= view.focal_mm <= 50
    if frame <= 0:
        assert view.position == (0, 0, 1)
    if frame >= 100:
        assert view.focal_mm == 50


def path(*stops: tuple[int, float]) -> list[CameraKey]:
    return [CameraKey(frame=frame, position=(x, 0, 1), target=(x, 5, 1)) for frame, x in stops]


def along(keys: list[CameraKey]) -> list[float]:
    return [view_at(keys, frame, gate_of(16 / 9)).position[0] for frame in range(keys[-1].frame + 1)]


def test_a_camera_passes_its_inner_keys_without_a_stop() -> None:
    xs = along(path((0, 0.0), (24, 1.0), (48, 2.0), (72, 3.0)))
    steps = [b - a for a, b in itertools.pairwise(xs)]
    assert min(steps[20:52]) > 0.7 * 3 / 72
    assert steps[0] < 0.2 * max(steps) > steps[-1], "it sets off from rest and comes to rest"
    assert max(abs(b - a) for a, b in itertools.pairwise(steps)) < 0.15 * max(steps), "no jolt"


@given(
    st.lists(st.tuples(st.integers(1, 60), st.floats(-5, 5)), min_size=2, max_size=6),
    st.floats(0, 1),
)
def test_a_camera_never_swings_beyond_its_keys(stops: list[tuple[int, float]], share: float) -> None:
    frames = list(itertools.accumulate(gap for gap, _ in stops))
    keys = path(*((frame, round(x, 3)) for frame, (_, x) in zip(frames, stops, strict=True)))
    frame = frames[0] + share * (frames[-1] - frames[0])
    index = min(bisect.bisect_right(frames, frame), len(frames) - 1)
    ends = sorted(keys[i].position[0] for i in (index - 1, index))
    assert ends[0] - 1e-9 <= view_at(keys, frame, gate_of(16 / 9)).position[0] <= ends[1] + 1e-9


def test_a_camera_is_at_its_keys_and_waits_where_two_are_the_same() -> None:
    keys = path((0, 0.0), (10, 1.0), (30, 1.0), (50, 4.0))
    assert [view_at(keys, key.frame, gate_of(1.0)).position for key in keys] == [key.position for key in keys]
    assert view_at(keys, 20, gate_of(1.0)).position[0] == 1.0


@pytest.mark.parametrize("metres", [0.0, -2.0, float("nan"), float("inf")])
def test_a_focus_is_before_the_lens(metres: float) -> None:
    with pytest.raises(ValidationError):
        CameraKey(frame=0, position=(0, 0, 1), target=(0, 5, 1), focus_m=metres)
