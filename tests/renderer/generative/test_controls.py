"""Passes read as control videos."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from film.clips import PassName
from film.errors import RenderError
from film.plan import Format
from renderer.encode import Encoder, pass_stream, picture_stream
from renderer.generative.brief import content_of
from renderer.generative.seam import Control, ControlKind, Fit
from renderer.generative.shaping.controls import control_frames
from renderer.yuv import yuv420

FRAMES = 60
WHOLE = Fit(width=64, height=64, inner_width=64, inner_height=64)


def grey(frame: int) -> np.ndarray:
    return np.full((64, 64), 4 * frame, np.uint8)


def coloured(frame: int) -> np.ndarray:
    return np.full((64, 64, 3), (4 * frame, 255 - frame, frame), np.uint8)


def written(folder: Path, kind: PassName, rate: Fraction = Fraction(24)) -> Path:
    path = folder / f"{kind}.mkv"
    make = coloured if kind in ("pose", "flow_colour") else grey
    with Encoder(pass_stream(kind, Format(width=64, height=64, rate=rate)), path) as encoder:
        for frame in range(FRAMES):
            encoder.write(make(frame))
    return path


def control(kind: ControlKind, path: Path, frames: Sequence[int]) -> Control:
    return Control(kind=kind, file=path, content=content_of(path), frames=tuple(frames))


@pytest.mark.parametrize("kind", ["inverse_depth", "edges", "softedge"])
def test_a_grey_pass_has_three_equal_channels_as_they_were_drawn(kind: ControlKind, tmp_path: Path) -> None:
    video = control_frames(control(kind, written(tmp_path, kind), [0, 1, 1, 5, 59, 59]), WHOLE)
    assert video.shape == (6, 64, 64, 3)
    assert [int(frame[0, 0, 0]) for frame in video] == [0, 4, 4, 20, 236, 236]
    assert (video == video[:, :1, :1, :1]).all()


def test_a_coloured_pass_keeps_its_colours(tmp_path: Path) -> None:
    video = control_frames(control("pose", written(tmp_path, "pose"), [3, 50]), WHOLE)
    assert [frame[9, 9].tolist() for frame in video] == [[12, 252, 3], [200, 205, 50]]


def test_each_frame_of_a_flow_is_steered_by_the_way_from_the_one_before(tmp_path: Path) -> None:
    video = control_frames(control("flow_colour", written(tmp_path, "flow_colour"), [0, 1, 2, 10]), WHOLE)
    assert [int(frame[0, 0, 2]) for frame in video] == [0, 0, 1, 9]


def test_frames_may_come_in_any_order(tmp_path: Path) -> None:
    video = control_frames(control("edges", written(tmp_path, "edges", Fraction(24000, 1001)), [9, 0, 30, 9]), WHOLE)
    assert [int(frame[0, 0, 0]) for frame in video] == [36, 0, 120, 36]


def test_it_is_placed_in_the_model_s_frame(tmp_path: Path) -> None:
    fit = Fit(width=48, height=32, left=8, inner_width=32, inner_height=32)
    path = written(tmp_path, "edges")
    video = control_frames(control("edges", path, [20]), fit)
    assert video.shape == (1, 32, 48, 3)
    assert (video[0, :, 8:40] == 80).all()
    assert not video[0, :, :8].any()
    assert not video[0, :, 40:].any()


def test_a_frame_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no frame 60"):
        control_frames(control("edges", written(tmp_path, "edges"), [0, 60]), WHOLE)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no such pass"):
        control_frames(control("pose", written(tmp_path, "edges"), [0]), WHOLE)
    with pytest.raises(RenderError, match="no such pass"):
        control_frames(control("edges", written(tmp_path, "pose"), [0]), WHOLE)
    picture = tmp_path / "picture.mp4"
    format_ = Format(width=64, height=64)
    with Encoder(picture_stream(format_), picture) as encoder:
        encoder.write(yuv420(coloured(1)))
    with pytest.raises(RenderError, match="cannot be read"):
        control_frames(control("edges", picture, [0]), WHOLE)


def test_a_file_that_was_exchanged_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "edges")
    asked = control("edges", path, [0])
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(RenderError, match="not the one"):
        control_frames(asked, WHOLE)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(100), b"#EXTM3U\nfile:///etc/passwd\n", b"<svg/>"])
def test_what_is_no_film_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edges.mkv"
    path.write_bytes(content)
    with pytest.raises(RenderError, match=r"edges\.mkv: .*Draw the previs again"):
        control_frames(control("edges", path, [0]), WHOLE)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "edges")
    path.write_bytes(path.read_bytes()[:600])
    with pytest.raises(RenderError, match=r"edges\.mkv"):
        control_frames(control("edges", path, [59]), WHOLE)


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    asked = Control(kind="edges", file=tmp_path / "edges.mkv", content="0" * 64, frames=(0,))
    with pytest.raises(RenderError, match=r"edges\.mkv: the pass cannot be read: No such file"):
        control_frames(asked, WHOLE)
