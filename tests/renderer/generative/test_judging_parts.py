"""The parts of the judging: clocks, cameras, lines, steadiness, colours."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judging_takes import brief_in
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Between
from film.errors import RenderError
from film.plan import Format
from renderer.generative.judging.clock import clock_of
from renderer.generative.judging.colour import lab_of
from renderer.generative.judging.outlines import drawing_of, edges_of, met
from renderer.generative.judging.passes import Footage
from renderer.generative.judging.planned import Planned
from renderer.generative.judging.steady import Trace, flicker, leap, longest_stop
from renderer.generative.seam import Control, Fit, Job, Manner, TakeOrder
from renderer.generative.shaping.rates import shown
from renderer.previs.passes.motion import flow_of_words
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, room
from tests.renderer.tiny_shots import shot as tiny_shot

FILM = Fraction(24)
KEY = CameraKey(frame=0, position=(-0.2, -1.9, 1.5), target=(-0.2, 1.0, 1.1), focal_mm=20)


def order(shows: Sequence[int], *pieces: tuple[int, int, tuple[int, ...] | None], rate: int = 16) -> TakeOrder:
    """An order of pieces: frames, those of them that are head, and the frames of the previs that steer it."""
    fit = Fit(width=16, height=16, inner_width=16, inner_height=16)
    jobs = tuple(
        Job(
            shot="1-A1", take=1, piece=number, prompt="", fit=fit, frames=frames, head=head, rate=Fraction(rate),
            seed=0, manner=Manner(),
            control=None if steers is None else Control(kind="pose", file=Path("p.mkv"), content="", frames=steers),
        )
        for number, (frames, head, steers) in enumerate(pieces)
    )  # fmt: skip
    return TakeOrder(shot="1-A1", number=1, jobs=jobs, shows=tuple(shows))


def test_without_an_order_every_frame_is_its_own() -> None:
    clock = clock_of(4, FILM, None)
    assert clock.planned == (0, 1, 2, 3)
    assert all(clock.fresh(frame) for frame in range(4))
    assert clock.before(3, 2) == 1
    assert clock.before(1, 2) is None


def test_sixteen_frames_a_second_are_held_against_the_frames_that_they_are_meant_to_be() -> None:
    clock = clock_of(7, FILM, order((0, 1, 1, 2, 3, 3, 4), (5, 0, None)))
    assert [float(moment) for moment in clock.moments] == [0, 1.5, 1.5, 3, 4.5, 4.5, 6]
    assert [clock.fresh(frame) for frame in range(7)] == [True, True, False, True, True, False, True]
    assert clock.before(5, 1) == 3, "frame 4 shows the same"


def test_where_a_pass_steers_its_frames_count_and_heads_do_not() -> None:
    clock = clock_of(6, FILM, order((0, 1, 2, 3, 4, 5), (4, 0, (0, 1, 2, 3)), (3, 1, (3, 4, 4)), rate=24))
    assert clock.planned == (0, 1, 2, 3, 4, 4)


def test_an_order_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="shows 2 frames"):
        clock_of(3, FILM, order((0, 1), (5, 0, None)))


@given(rate=st.integers(4, 60), frames=st.integers(1, 90))
def test_the_previs_is_never_read_backwards_nor_beyond_its_end(rate: int, frames: int) -> None:
    shows = shown(frames, FILM, Fraction(rate))
    clock = clock_of(frames, FILM, order(shows, (shows[-1] + 1, 0, None), rate=rate))
    assert list(clock.planned) == sorted(clock.planned)
    assert 0 <= clock.planned[0] <= clock.planned[-1] < frames
    # What is shown is the model's frame nearest in time, and the previs' frame nearest to that.
    assert all(abs(at - frame) <= (FILM / rate + 1) / 2 for frame, at in enumerate(clock.planned))


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planned:
    """A pan past a room, with its flow."""
    monkeypatch.setattr("renderer.render.body_for", BallBody)
    shot = tiny_shot(camera=(KEY, KEY.but(frame=9, target=(0.6, 1.0, 1.1))), frames=10)
    asked = ShotRequest(
        shot=shot, place=room(), cast=(CharacterSheet(id="ann", name="ANN"), CharacterSheet(id="bo", name="BO")),
        time_of_day="day", weather="clear", format=Format(width=320, height=180),
        look=Look(labels=False, drawing=False, supersample=1.0, passes=("depth", "normal", "id", "flow")),
    )  # fmt: skip
    return Planned(brief_in(tmp_path, asked, render_shot(asked, tmp_path)))


def test_the_camera_says_what_the_flow_pass_does(drawn: Planned) -> None:
    with av.open(str(drawn.clip.passes["flow"])) as file:
        words = [np.asarray(frame.to_ndarray(format="rgb48le"), np.uint16) for frame in file.decode(video=0)]
    flow, ids, off = flow_of_words(words[4]), drawn.ids(4), []
    metres = drawn.metres(5)
    assert metres is not None
    (part,) = drawn.parts
    for row in range(20, 160, 14):
        for column in range(20, 290, 18):
            right, down = flow[row, column]
            spot = (column + 0.5 + right, row + 0.5 + down)
            if ids[row, column] == 0 and 1 <= spot[0] < 319 and 1 <= spot[1] < 179:
                way = part.way(5, 4, spot, float(metres[int(spot[1]), int(spot[0])]))
                off.append(np.hypot(way[0] - right, way[1] - down))
    assert len(off) > 50
    assert np.median(np.hypot(*flow[90, 160])) > 1, "it pans"
    assert np.percentile(off, 90) < 0.15


def test_the_previs_own_picture_meets_its_lines_and_a_mirrored_one_does_not(drawn: Planned) -> None:
    metres, normal, rgb = drawn.metres(0), drawn.normal(0), drawn.rgb(0)
    assert metres is not None
    assert normal is not None
    drawing = drawing_of(metres, normal, drawn.ids(0), (1, 2))
    own, turned = met(edges_of(rgb, 1), drawing.lines), met(edges_of(rgb[:, ::-1], 1), drawing.lines)
    assert own is not None
    assert turned is not None
    assert own.agreement > 0.5
    assert turned.agreement < 0.2
    assert met(edges_of(rgb, 1), drawing.lines & False) is None


def test_a_picture_full_of_edges_meets_no_more_lines_than_chance(drawn: Planned) -> None:
    metres, normal = drawn.metres(0), drawn.normal(0)
    assert metres is not None
    assert normal is not None
    noise = np.random.default_rng(0).integers(0, 256, (180, 320, 3), dtype=np.uint8)
    found = met(edges_of(noise, 1), drawing_of(metres, normal, drawn.ids(0), ()).lines)
    assert found is not None
    assert found.chance > 0.3
    assert abs(found.agreement) < 0.1


def test_a_file_of_frames_is_read_forwards(drawn: Planned) -> None:
    film = Footage(drawn.clip.picture, "rgb24")
    one = film.at(3)
    assert film.at(3) is one
    with pytest.raises(ValueError, match="forwards"):
        film.at(2)
    with pytest.raises(RenderError, match="no frame 10"):
        film.at(10)


@pytest.mark.parametrize("content", [b"", b"no film", b"\x1a\x45\xdf\xa3" + bytes(64)])
def test_a_file_that_is_none_is_one_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "depth.mkv"
    file.write_bytes(content)
    with pytest.raises(RenderError, match="cannot be read"):
        Footage(file, "rgb24").at(0)
    with pytest.raises(RenderError, match="cannot be read"):
        Footage(tmp_path / "none.mkv", "gray").at(0)


def traced(lumas: Sequence[float]) -> Trace:
    trace = Trace()
    texture = np.random.default_rng(1).uniform(-0.1, 0.1, (180, 320, 1))
    for luma in lumas:
        trace.see(np.clip((luma + texture) * 255 * np.ones(3), 0, 255).astype(np.uint8))
    trace.end()
    return trace


@given(st.floats(-0.012, 0.012))
def test_light_that_rises_or_falls_does_not_flicker(slope: float) -> None:
    assert flicker([(0.5 + slope * frame, 0.0, 0.0) for frame in range(40)]).max() < 1e-9


def test_a_lamp_that_goes_on_is_no_flicker_and_a_jumping_one_is() -> None:
    assert flicker([(0.3 + 0.2 * (frame > 20), 0.0, 0.0) for frame in range(40)]).max() < 1e-9
    assert flicker([(0.5 + 0.02 * (frame % 2), 0.0, 0.0) for frame in range(40)]).max() == pytest.approx(0.02)
    assert flicker([(0.5, 0.0, 0.02 * (frame % 2)) for frame in range(40)]).max() == pytest.approx(0.02), "colour too"


def test_a_leap_is_where_it_is_and_not_where_the_plan_has_one() -> None:
    mine, still = traced([0.3] * 12 + [0.6] * 12), traced([0.3] * 24)
    size, at = leap(mine.events, still.events)
    assert at == 12
    assert size == pytest.approx(0.3, abs=0.03)
    assert leap(mine.events, mine.events)[0] == 0.0


def test_what_happened_between_two_frames_is_of_these_alone() -> None:
    """A lamp that goes on at frame 12 is known three frames after, as in the previs."""
    trace = traced([0.3] * 12 + [0.6] * 12)
    first, second, third = (trace.between(*two) for two in ((-1, 0), (0, 12), (12, 23)))
    assert (first.repeats, second.repeats, third.repeats) == (0, 11, 11)
    assert first.brightest == pytest.approx(0.3, abs=0.01)
    assert (second.darkest, second.brightest) == pytest.approx((0.3, 0.6), abs=0.01)
    assert third.darkest == pytest.approx(0.6, abs=0.01)
    assert (first.leap, second.leap) == (0, 0)
    assert third.leap == pytest.approx(0.3, abs=0.03)


def test_a_stop_counts_only_while_the_previs_goes_on() -> None:
    stands = [Between(repeats=min(number, 8), darkest=0, brightest=1) for number in range(12)]
    goes = [Between(darkest=0, brightest=1)] * 12
    assert longest_stop(stands, goes) == (11, 11)
    assert longest_stop(stands, stands) == (0, 0)
    assert longest_stop(goes, goes) == (0, 0)


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (100.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
    ],
)
def test_colours_are_those_of_cielab(rgb: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    """Values of the sRGB primaries as colour tables give them."""
    assert lab_of(np.full((20, 20, 3), rgb, np.uint8)) == pytest.approx(lab, abs=0.05)
