"""A split screen: two cameras, two places, one picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from film.camera import CameraKey
from film.errors import RenderError
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.check import check
from renderer.previs.painter import Painter
from renderer.previs.people import id_bytes
from renderer.previs.split import SplitPainter, halves
from renderer.request import ShotRequest
from tests.renderer.tiny_shots import BallBody, field, request, shot

BO = Mark(character="bo", frame=0, position=(0.5, 0.6, 0.0), yaw=180)
ANN = Mark(character="ann", frame=0, position=(-0.5, 0.6, 0.0), yaw=0)
RIGHT = Half(
    place="f", subjects=("bo",), marks=(BO,),
    camera=(CameraKey(frame=0, position=(0.5, -2.4, 1.5), target=(0.5, 1.0, 1.0), focal_mm=20),),
)  # fmt: skip


def split(**changes: Any) -> ShotRequest:
    """Ann in the room on the left, Bo in the field on the right."""
    return request(shot=shot(subjects=("ann",), marks=(ANN,), split=RIGHT), beside=field()).but(**changes)


def test_each_half_is_the_picture_of_its_own_camera_and_place() -> None:
    wanted = split()
    picture = SplitPainter(wanted, BallBody).draw(0)
    left, right = (Painter(half, BallBody).draw(0) for half in halves(wanted))
    assert picture.rgb.shape == (72, 128, 3)
    assert np.array_equal(picture.rgb[:, :63], left.rgb[:, :63])
    assert np.array_equal(picture.rgb[:, 65:], right.rgb[:, 1:])
    assert not picture.rgb[:, 63:65].any()
    assert np.array_equal(picture.depth, np.hstack([left.depth, right.depth]))
    sky = np.isinf(picture.depth)
    assert sky[:, 64:].mean() > 0.25 > 0.1 > sky[:, :64].mean()  # a field, and a room with a window


def test_everybody_keeps_one_byte_over_both_halves() -> None:
    wanted = split()
    assert id_bytes(wanted.shot) == {"ann": 1, "bo": 2}
    ids = SplitPainter(wanted, BallBody).draw(0).ids
    assert set(np.unique(ids[:, :64])) == {0, 1}
    assert set(np.unique(ids[:, 64:])) == {0, 2}


def test_the_second_camera_decides_pixels_and_the_place_s_name_does_not() -> None:
    wanted = split()
    moved = RIGHT.but(camera=(RIGHT.camera[0].but(focal_mm=35),))
    assert split(shot=wanted.shot.but(split=moved)).recipe() != wanted.recipe()
    assert split(shot=wanted.shot.but(split=RIGHT.but(place="elsewhere"))).recipe() == wanted.recipe()
    assert split(beside=field(ground="sand")).recipe() != wanted.recipe()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (RIGHT.but(marks=()), "no mark for bo"),
        (RIGHT.but(camera=(RIGHT.camera[0].but(focal_mm=1),)), "a lens of 1 mm"),
        (RIGHT.but(marks=(BO.but(character="cy"),), subjects=("cy",)), "no sheet for cy"),
    ],
)
def test_a_right_half_without_a_picture_is_refused(wrong: Half, word: str) -> None:
    with pytest.raises(RenderError, match=word):
        check(split(shot=split().shot.but(split=wrong)))


def test_a_frame_too_narrow_or_a_half_without_a_place_is_refused() -> None:
    with pytest.raises(RenderError, match="too narrow"):
        halves(split(format=Format(width=120, height=72)))
    with pytest.raises(RenderError, match="without a right half"):
        halves(split(beside=None))


def test_an_odd_half_is_shared_out() -> None:
    left, right = halves(split(format=Format(width=150, height=72)))
    assert (left.format.width, right.format.width) == (74, 76)
