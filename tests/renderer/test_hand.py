"""How a camera is carried: by hand and on a steadicam, with an unrest that is its shot's own."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from film.camera import CameraKey, View
from film.shot import Move, Shot
from film.staging import Mark
from renderer.previs.eye import view_of
from tests.renderer.tiny_shots import TINY, shot

Doubles = npt.NDArray[np.float64]


def carried(move: Move, fps: int = 24, seconds: float = 8.0, **changes: Any) -> list[View]:
    """A camera of 35 mm that stands, or as the changes say, at every frame of some seconds."""
    key = CameraKey(frame=0, position=(0, -3, 1.6), target=(0, 0, 1.5), focal_mm=35)
    taken = shot(move=move, frames=round(seconds * fps), camera=(key,)).but(**changes)
    return [view_of(taken, frame, TINY.but(rate=fps)) for frame in range(round(seconds * fps))]


def turns(views: list[View]) -> Doubles:
    """Degrees aside and up from the first key's axis."""
    axes = np.array([each.axes()[2] for each in views])
    return np.asarray(np.degrees(np.column_stack([np.arctan2(axes[:, 0], axes[:, 1]), np.arcsin(axes[:, 2])])))


def ways(views: list[View]) -> Doubles:
    return np.array([each.position for each in views]) - (0, -3, 1.6)


def test_a_camera_that_is_not_carried_stands_still() -> None:
    assert len(set(carried("static"))) == 1
    assert len(set(carried("dolly"))) == 1


def test_a_carried_camera_is_never_still_and_never_far_off() -> None:
    for move, degrees, metres in (("handheld", 0.45, 0.02), ("steadicam", 0.1, 0.04)):
        views = carried(move)  # type: ignore[arg-type]
        assert len(set(views)) == len(views)
        aside = turns(views) - np.array([0.0, math.degrees(math.asin(-0.1 / math.dist((0, -3, 1.6), (0, 0, 1.5))))])
        assert 0.1 * degrees < np.abs(aside).max() <= degrees
        assert 0.1 * metres < np.linalg.norm(ways(views), axis=1).max() <= metres


def test_a_steadicam_floats_and_hardly_turns() -> None:
    hand, floating = carried("handheld"), carried("steadicam")
    assert turns(floating).std(0).max() < 0.35 * turns(hand).std(0).min()
    assert np.abs(np.diff(ways(floating), axis=0)).max() < np.abs(np.diff(ways(hand), axis=0)).max()


def test_the_same_shot_is_carried_alike_and_another_take_is_not() -> None:
    assert carried("handheld") == carried("handheld")
    other = (*shot().marks[:1], Mark(character="bo", frame=0, position=(0.6, 0.6, 0.0), yaw=180))
    assert carried("handheld") != carried("handheld", marks=other)
    assert carried("handheld") == carried("handheld", id="9-Z9", description="called otherwise")


def test_a_hand_moves_alike_at_every_rate() -> None:
    fast = carried("handheld", 48)[::2]
    for one, two in zip(carried("handheld", 24), fast, strict=True):
        assert one.position == pytest.approx(two.position, abs=1e-9)
        assert one.target == pytest.approx(two.target, abs=1e-9)


@pytest.mark.parametrize("move", ["handheld", "steadicam"])
def test_a_hand_does_not_jitter(move: Move) -> None:
    views = carried(move, 60, 20.0)
    for values in (*turns(views).T, *ways(views).T):
        power = np.abs(np.fft.rfft((values - values.mean()) * np.hanning(len(values)))) ** 2
        rates = np.fft.rfftfreq(len(values), 1 / 60)
        assert power[rates > 3].sum() < 1e-3 * power.sum()
        assert power[rates < 1].sum() > 0.5 * power.sum()


def test_a_walk_with_the_camera_is_felt_in_steps() -> None:
    keys = (
        CameraKey(frame=0, position=(0, -12, 1.6), target=(0, 0, 1.5), focal_mm=35),
        CameraKey(frame=191, position=(0, -1.5, 1.6), target=(0, 9, 1.5), focal_mm=35),
    )
    for move, least, most in (("handheld", 0.01, 0.05), ("steadicam", 0.001, 0.012)):
        heights = np.array([each.position[2] for each in carried(move, camera=keys)]) - 1.6  # type: ignore[arg-type]
        power = np.abs(np.fft.rfft(heights * np.hanning(len(heights))))
        rates = np.fft.rfftfreq(len(heights), 1 / 24)
        steps = (rates > 1.6) & (rates < 2.2)
        standing = np.array([each.position[2] for each in carried(move)]) - 1.6  # type: ignore[arg-type]
        still = np.abs(np.fft.rfft(standing * np.hanning(len(standing))))
        assert power[steps].max() > 3 * still[steps].max()
        assert least < 4 * power[steps].max() / len(heights) < most


def test_a_long_lens_is_carried_more_steadily() -> None:
    def far(focal: float) -> Shot:
        key = CameraKey(frame=0, position=(0, -3, 1.6), target=(0, 0, 1.5), focal_mm=focal)
        return shot(move="handheld", camera=(key,), frames=96)

    for focal in (18.0, 50.0, 200.0):
        views = [view_of(far(focal), frame, TINY) for frame in range(96)]
        high = 2 * math.degrees(math.atan(views[0].half_height))
        assert np.ptp(turns(views), axis=0).max() < 0.05 * high
