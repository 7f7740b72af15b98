"""The arrows on a board: which way the camera moves on the picture, and where people walk in it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.boards.arrows import arrows
from film.base import Vec3
from film.camera import CameraKey, gate_of
from film.shot import Shot
from tests.assembler.paper_film import mark, shot

GATE = gate_of(16 / 9)
AT, AIM = (0.0, -3.0, 1.5), (0.0, 0.0, 1.5)


def moved(to: Vec3, aim: Vec3, focal: float = 35.0) -> Shot:
    """A camera that looks along +y and ends elsewhere."""
    keys = (CameraKey(frame=0, position=AT, target=AIM), CameraKey(frame=23, position=to, target=aim, focal_mm=focal))
    return shot("A1", ((3, 3),), camera=keys, marks=())


@pytest.mark.parametrize(
    ("to", "aim", "way"),
    [
        (AT, (2, 0, 1.5), (1, 0)),
        (AT, (-2, 0, 1.5), (-1, 0)),
        (AT, (0, 0, 3), (0, -1)),
        ((1, -3, 1.5), (1, 0, 1.5), (1, 0)),
        ((0, -3, 2.5), AIM, (0, -1)),
        ((0, -3, 0.5), (0, 0, 0.5), (0, 1)),
    ],
)
def test_a_move_has_one_arrow_the_way_it_goes(to: Vec3, aim: Vec3, way: tuple[int, int]) -> None:
    (arrow,) = arrows(moved(to, aim), GATE)
    step = (arrow.head[0] - arrow.tail[0], arrow.head[1] - arrow.tail[1])
    assert arrow.of == "camera"
    assert (round(math.copysign(bool(step[0]), step[0])), round(math.copysign(bool(step[1]), step[1]))) == way


@pytest.mark.parametrize(
    ("to", "focal", "inwards"), [((0, -2, 1.5), 35, True), ((0, -4, 1.5), 35, False), (AT, 70, True), (AT, 20, False)]
)
def test_a_push_or_a_zoom_has_four_from_the_corners(to: Vec3, focal: float, inwards: bool) -> None:
    found = arrows(moved(to, AIM, focal), GATE)
    assert len(found) == 4
    for arrow in found:
        assert (math.dist(arrow.head, (0.5, 0.5)) < math.dist(arrow.tail, (0.5, 0.5))) == inwards


def test_a_static_shot_of_people_who_stay_has_none() -> None:
    assert arrows(moved(AT, AIM), GATE) == ()
    assert arrows(shot("A1", ((3, 3),)), GATE) == ()


def test_who_walks_has_an_arrow_across_the_picture() -> None:
    walking = moved(AT, AIM).but(marks=(mark("anna", -1, 0), mark("anna", 1, 0, 23)))
    (arrow,) = arrows(walking, GATE)
    assert arrow.of == "person"
    assert arrow.tail[0] < 0.5 < arrow.head[0]
    assert arrows(walking.but(subjects=("ben",)), GATE) == ()


@given(st.tuples(*[st.floats(-30, 30)] * 4))
def test_arrows_stay_in_the_frame(walk: tuple[float, float, float, float]) -> None:
    marks = (mark("anna", walk[0], walk[1]), mark("anna", walk[2], walk[3], 23))
    for arrow in arrows(moved(AT, AIM).but(marks=marks), GATE):
        assert all(0 <= share <= 1 for share in (*arrow.tail, *arrow.head))
