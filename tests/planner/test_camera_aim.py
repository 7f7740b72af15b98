"""The compiled closed forms put points exactly where they belong in the picture of the camera as it is drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.camera import View, gate_of
from planner.camera.arrays import ground_of
from planner.camera.batch import aimed, stood_off
from planner.camera.kernels import aim
from planner.geometry import along, side_of
from tests.planner.scenes import place_of

GATE, LENS = gate_of(16 / 9), 35.0
TOP = np.array([0.4, -0.3, 1.7])


def view_of(eye: np.ndarray, target: np.ndarray, roll: float = 0.0) -> View:
    (x, y, z), (tx, ty, tz) = eye.tolist(), target.tolist()
    return View((x, y, z), (tx, ty, tz), roll, LENS, GATE)


def seen_at(view: View, point: np.ndarray) -> tuple[float, float, float]:
    """Tangents right of and above the axis, and the depth."""
    x, y, z = point.tolist()
    right, up, depth = view.project((x, y, z))
    return right * view.half_width, up * view.half_height, depth


@given(
    st.floats(-180, 180), st.floats(0.8, 20), st.floats(-0.4, 0.4), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3),
    st.floats(-15, 15),
)  # fmt: skip
def test_a_point_is_seen_where_and_as_deep_as_it_is_asked(
    yaw: float, depth: float, rise: float, u: float, v: float, roll: float
) -> None:
    one = [np.array([each]) for each in (yaw, depth, rise, u, v)]
    eye = stood_off(TOP, *one)
    view = view_of(eye[0], aimed(eye, TOP, one[3], one[4], roll)[0], roll)
    assert seen_at(view, TOP) == pytest.approx((u, v, depth), abs=1e-6)


@given(st.floats(-180, 180), st.floats(2.5, 12), st.floats(-0.1, 0.25), st.floats(0.5, 1.2))
def test_two_heads_stand_as_far_right_as_left(yaw: float, away: float, v: float, apart: float) -> None:
    a, b = TOP - (0, 0, 0.1), TOP + np.array((apart * math.cos(0.3), apart * math.sin(0.3), -0.2))
    eye = ((a + b) / 2 + (*(away * np.array(along(yaw))), 0.1))[None]
    view = view_of(eye[0], aim.balance(eye, TOP, a, b, np.array([v]))[0])
    (left, _, _), (right, _, _) = seen_at(view, a), seen_at(view, b)
    assert left == pytest.approx(-right, abs=2e-3)
    assert seen_at(view, TOP)[1] == pytest.approx(v, abs=1e-6)


@pytest.mark.parametrize("across", [-0.28, -0.24, -0.2])
def test_over_a_shoulder_both_are_where_they_belong(across: float) -> None:
    u, v, apart, depth = (np.array([each]) for each in (0.1, 0.1, 1.4, 2.6))
    top, other = np.array([0.0, 0.0, 1.7]), np.array([1.4, 0.0, 1.62])
    rise = np.array([0.6])
    lone = stood_off(top, np.zeros(1), depth, rise, u, v)
    turn = aim.arc(lone, 1.7, 1.62, float(apart[0]), u, v, np.array([across]))
    eye = stood_off(top, np.degrees(turn), depth, rise, u, v)
    view = view_of(eye[0], aimed(eye, top, u, v)[0])
    assert seen_at(view, top)[0] == pytest.approx(0.1, abs=1e-6)
    assert seen_at(view, other)[0] == pytest.approx(across, abs=2e-3)
    assert np.isnan(aim.arc(lone, 1.7, 1.62, 0.2, u, v, np.array([across]))).all()


@given(st.floats(-180, 180))
def test_the_first_wall_is_met_where_its_line_is_crossed(yaw: float) -> None:
    place = place_of("kitchen")
    x0, y0, x1, y1 = place.stage
    spot, (cos, sin) = ((x0 + x1) / 2, (y0 + y1) / 2), along(yaw)
    metres = float(aim.to_walls(ground_of(place).walls, *spot, np.array([yaw]))[0])
    end = (spot[0] + cos * metres, spot[1] + sin * metres)
    sides = [side_of(wall.start, wall.end, end) for wall in place.walls]
    assert min(abs(side) for side in sides) < 1e-6
    assert min(sides) > -0.02


def test_a_wall_is_met_only_where_it_is_and_the_nearest_first() -> None:
    walls = np.array([
        [2.0, -9.0, 0.0, 1.0, 3.0, 2.5, 0, 0],
        [3.0, -5.0, 0.0, 1.0, 10.0, 2.5, 0, 0],
        [4.0, -5.0, 0.0, 1.0, 10.0, 2.5, 0, 0],
        [1.0, 5.0, 0.0, -1.0, 10.0, 2.5, 0, 0],
    ])  # fmt: skip
    assert aim.to_walls(walls, 0.0, 0.0, np.array([0.0, 180.0])) == pytest.approx([3.0, 60.0])


def test_the_steepest_way_up_is_to_the_nearest_tall_head() -> None:
    eyes, heads = np.array([[0.0, 0.0, 1.0]]), np.array([[4.0, 0.0, 3.0], [2.0, 0.0, 2.5], [0.1, 0.0, 1.2]])
    assert aim.steepest(eyes, heads) == pytest.approx(math.atan2(1.5, 2.0))
    assert aim.steepest(eyes, heads[2:]) == pytest.approx(math.atan2(0.2, 0.5))
