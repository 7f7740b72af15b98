"""How pictures move, measured: against shifts that are known, against the flow pass, against lens arithmetic."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import FrameMeasure
from film.plan import Format
from film.staging import Mark
from renderer.measure import Meter
from renderer.measure.change import Watch
from renderer.measure.light import grey_of
from renderer.measure.motion import Passes, body_way, pyramid, ways
from renderer.previs.painter import Picture
from renderer.previs.people import id_bytes
from renderer.previs.split import artist_of
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, request, room, shot

SIZE = Format(width=480, height=270)
ALL = slice(0, 300)


def cloth(seed: int, rows: int = 260, columns: int = 420) -> np.ndarray:
    """A picture (rows, columns) of luma with structure of every size, as pictures of the world have it."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft2(rng.normal(size=(rows, columns)))
    down, across = np.fft.fftfreq(rows)[:, None], np.fft.rfftfreq(columns)[None]
    size = np.maximum(np.hypot(down, across), 1 / rows)
    soft = np.fft.irfft2(spectrum / size * np.exp(-((size / 0.22) ** 2)), s=(rows, columns))
    return np.asarray(128 + 45 * soft / soft.std())


def shifted(picture: np.ndarray, right: float, down: float) -> np.ndarray:
    """The picture moved by so much (by the shift theorem), as a luma of whole steps, cut to 170 x 300."""
    rows, columns = picture.shape
    v, u = np.fft.fftfreq(rows)[:, None], np.fft.rfftfreq(columns)[None]
    moved = np.fft.irfft2(np.fft.rfft2(picture) * np.exp(-2j * np.pi * (u * right + v * down)), s=picture.shape)
    return np.round(np.clip(moved[45:215, 60:360], 0, 255)).astype(np.float32)


def flat(ids: np.ndarray | None = None) -> Passes:
    """Passes of a wall three metres off."""
    ids = np.zeros((170, 300), np.uint8) if ids is None else ids
    return Passes(ids, np.full((170, 300), 3.0, np.float32))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99), right=st.floats(-25, 25), down=st.floats(-12, 12))
def test_a_shift_is_measured_within_a_tenth_of_a_pixel(seed: int, right: float, down: float) -> None:
    picture = cloth(seed)
    found, lost = ways(pyramid(shifted(picture, 0, 0)), pyramid(shifted(picture, right, down)), flat(), ALL)
    assert len(found) >= 12
    assert lost <= len(found) / 3
    assert float(np.median([each.right for each in found])) == pytest.approx(right, abs=0.1)
    assert float(np.median([each.down for each in found])) == pytest.approx(down, abs=0.1)


def test_two_pictures_of_nothing_in_common_have_no_way_between_them() -> None:
    found, lost = ways(pyramid(shifted(cloth(1), 0, 0)), pyramid(shifted(cloth(2), 0, 0)), flat(), ALL)
    assert lost > 2 * len(found)


def test_a_wall_without_texture_says_nothing() -> None:
    grey = pyramid(np.full((170, 300), 90.0, np.float32))
    assert ways(grey, grey, flat(), ALL) == ((), 0)


def test_a_straight_edge_says_nothing_of_its_own_way() -> None:
    edge = np.where(np.arange(300) > 150, 200.0, 60.0).astype(np.float32) * np.ones((170, 1), np.float32)
    assert ways(pyramid(edge), pyramid(edge), flat(), ALL)[0] == ()


def test_somebody_moves_by_themselves_before_what_stands() -> None:
    back, body = cloth(5), cloth(6)
    before, after = shifted(back, 0, 0), shifted(back, 0, 0)
    before[60:140, 80:120] = shifted(body, 0, 0)[60:140, 80:120]
    after[62:142, 87:127] = shifted(body, 7, 2)[62:142, 87:127]
    ids = np.zeros((170, 300), np.uint8)
    ids[62:142, 87:127] = 4
    way = body_way(pyramid(before), pyramid(after), flat(ids), 4, (62, 87, 142, 127))
    assert way == pytest.approx((7, 2), abs=0.3)
    found, _ = ways(pyramid(before), pyramid(after), flat(ids), ALL)
    assert float(np.median([abs(each.right) + abs(each.down) for each in found])) < 0.05


def moving(**changes: Any) -> ShotRequest:
    """A pan through a room with a tiled floor."""
    keys = (
        CameraKey(frame=0, position=(-0.9, -1.9, 1.7), target=(-0.9, 1.0, 0.5), focal_mm=18),
        CameraKey(frame=24, position=(-0.9, -1.9, 1.7), target=(0.9, 1.0, 0.5), focal_mm=18),
    )
    mark = Mark(character="ann", frame=0, position=(0.4, 0.2, 0.0), yaw=-90)
    what = shot(subjects=("ann",), camera=keys, marks=(mark,), frames=25, move="pan").but(**changes)
    return request(
        shot=what, place=room(ground="tile"), cast=(CharacterSheet(id="ann", name="ANN"),), format=SIZE,
        look=Look(labels=False, passes=("id", "flow")),
    )  # fmt: skip


def test_a_pan_goes_as_its_flow_within_a_third_of_a_pixel() -> None:
    artist = artist_of(moving(), BallBody)
    before, after = artist.draw(11), artist.draw(12)
    assert before.flow is not None
    found, _ = ways(
        pyramid(grey_of(before.rgb)), pyramid(grey_of(after.rgb)), Passes(after.ids, after.depth), slice(0, SIZE.width)
    )
    off = []
    for each in found:
        # The flow of the earlier frame is told where the point was.
        column, row = each.x * SIZE.width - each.right, each.y * SIZE.height - each.down
        if 2 <= row < SIZE.height - 2 and 2 <= column < SIZE.width - 2:
            right, down = before.flow[int(row), int(column)]
            off.append(float(np.hypot(each.right - right, each.down - down)))
            assert right < -2
    assert len(off) >= 6
    assert float(np.median(off)) < 0.3


def walked(speed: float) -> list[FrameMeasure]:
    """Ann crosses the picture at so many metres a second, four metres from a lens that stands."""
    far = CameraKey(frame=0, position=(0.0, -4.0, 0.9), target=(0.0, 0.0, 0.9), focal_mm=24)
    marks = (
        Mark(character="ann", frame=0, position=(-speed / 2, 0.0, 0.0), yaw=0),
        Mark(character="ann", frame=24, position=(speed / 2, 0.0, 0.0), yaw=0),
    )
    what = moving(camera=(far,), marks=marks, move="static")
    artist = artist_of(what, BallBody)
    meter = Meter(25, id_bytes(what.shot))
    for frame in (11, 12):
        meter.see(frame, artist.draw(frame), artist.parts(frame))
    return meter.measures


@pytest.mark.parametrize("speed", [0.9, 1.8])
def test_a_walker_crosses_the_picture_as_fast_as_the_lens_has_it(speed: float) -> None:
    (found,) = walked(speed)
    way = found.sightings[0].way
    assert way is not None
    # A walk takes 0.4 s at most, a third of it, to set off and to stop.
    metres = speed / (24 - 2 * min(0.4 * 24, 24 / 3) / 2)
    pixels = metres / 4.0 * SIZE.width / 2 / (24.89 / 2 / 24)
    assert way[0] == pytest.approx(pixels, abs=0.1 * pixels + 0.3)
    assert way[1] == pytest.approx(0.0, abs=0.5)


def coloured(level: float, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.clip(level + rng.normal(0, 12, (90, 160, 3)), 0, 255).astype(np.uint8)


def test_frames_that_repeat_are_counted_and_a_way_there_is_none() -> None:
    watch = Watch()
    for seed in (0, 1, 1, 1, 1, 2):
        watch.see(coloured(100, seed))
    told = watch.told()
    assert told.repeats == 3
    watch.see(coloured(100, 3))
    assert watch.told(last=True).repeats == 0


def test_a_run_of_repeats_goes_on_over_a_measured_frame() -> None:
    watch = Watch()
    for _ in range(4):
        watch.see(coloured(100))
    assert watch.told().repeats == 3
    for _ in range(2):
        watch.see(coloured(100))
    assert watch.told().repeats == 5


def test_a_cut_leaps_and_a_steady_change_does_not() -> None:
    steady, cut = Watch(), Watch()
    for frame in range(12):
        steady.see(np.full((90, 160, 3), 20 + 15 * frame, np.uint8))
        cut.see(np.full((90, 160, 3), 60 if frame < 6 else 160, np.uint8))
    assert steady.told(last=True).leap < 0.001
    assert cut.told(last=True).leap == pytest.approx(100 / 255, abs=0.005)


def test_one_black_frame_between_two_that_are_measured_is_told() -> None:
    watch = Watch()
    for frame in range(7):
        watch.see(np.full((90, 160, 3), 0 if frame == 3 else 120, np.uint8))
    told = watch.told(last=True)
    assert (told.darkest, told.brightest) == pytest.approx((0.0, 120 / 255), abs=0.001)


def test_a_name_in_the_picture_is_no_point_of_the_set() -> None:
    artist = artist_of(moving(), BallBody)
    pictures = [artist.draw(frame) for frame in (11, 12)]
    meter = Meter(25, {"ann": 1})
    for frame, picture in zip((11, 12), pictures, strict=True):
        whole = (0.0, 0.0, float(SIZE.width), float(SIZE.height))
        named = Picture(picture.rgb, picture.depth, picture.normal, picture.ids, lettered=(whole,))
        meter.see(frame, named, artist.parts(frame))
    assert meter.measures[0].ways == ()
