"""A server's film as frames: bounded, conformed, refused."""

from __future__ import annotations

import io
import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.generative.backends.videos.reading import Read, TornError, UnfitError, read
from renderer.generative.seam import Fit, Job
from tests.renderer.generative.server_desk import job
from tests.renderer.generative.server_films import film, pictures

SIZE = (64, 32)


def got(data: bytes, wanted: Job | None = None) -> Read:
    return read(io.BytesIO(data), wanted or job(1))


def near(frames: np.ndarray, wanted: np.ndarray) -> bool:
    return frames.shape == wanted.shape and int(np.abs(frames.astype(int) - wanted).max()) <= 4


def test_frames_come_in_their_order() -> None:
    found = got(film("x", 1, SIZE, 9, 24))
    assert near(found.frames, pictures("x", 1, SIZE, 9))
    assert (found.heard, found.notes) == (None, ())


def test_more_than_was_asked_for_is_cut_off() -> None:
    found = got(film("x", 1, SIZE, 12, 24))
    assert near(found.frames, pictures("x", 1, SIZE, 9))
    assert found.notes == (("frames", "9 of 12"),)


def test_as_many_as_were_asked_for_are_taken_whatever_the_file_says() -> None:
    found = got(film("x", 1, SIZE, 9, 16))
    assert near(found.frames, pictures("x", 1, SIZE, 9))
    assert found.notes == (("rate", "the file says 16 a second; 24 was asked for"),)


@pytest.mark.parametrize(
    ("frames", "rate", "shows"),
    [
        (16, 48, [0, 2, 4, 6, 8, 10, 12, 14]),
        (10, 30, [0, 1, 2, 4, 5, 6, 7, 9]),
        (4, 12, [0, 0, 1, 1, 2, 2, 3, 3]),
    ],
)
def test_another_rate_is_conformed_by_time(frames: int, rate: int, shows: list[int]) -> None:
    found = got(film("x", 1, SIZE, frames, rate), job(1, frames=8))
    assert near(found.frames, pictures("x", 1, SIZE, frames)[shows])
    assert dict(found.notes)["frames"] == f"8 of {frames}"


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(24)])
def test_rates_that_files_round_are_one(rate: Fraction) -> None:
    assert got(film("x", 1, SIZE, 9, rate)).notes == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (film("x", 1, (32, 64), 9, 24), "the film is 32 x 64; 64 x 32 was asked for"),
        (film("x", 1, (640, 320), 1, 24), "the film is 640 x 320; 64 x 32 was asked for"),
        (film("x", 1, SIZE, 8, 24), "the film has 8 frames; 9 were asked for"),
        (film("x", 1, SIZE, 10, 60), "the film has 10 frames at 60 a second; 9 at 24 were asked for"),
    ],
)
def test_what_was_not_asked_for_is_told(data: bytes, words: str) -> None:
    with pytest.raises(UnfitError) as error:
        got(data)
    assert str(error.value) == words


@pytest.mark.parametrize("data", [b"", b"{}", b"<html>", bytes(1000), b"\0\0\0\x18ftypmp42" + bytes(5000)])
def test_what_is_no_film_is_told(data: bytes) -> None:
    with pytest.raises((TornError, UnfitError)):
        got(data)


def test_no_reader_but_that_of_an_mp4_is_begun(tmp_path: Path) -> None:
    """A playlist names files and addresses, which its reader would open."""
    file = tmp_path / "secret.mp4"
    file.write_bytes(film("x", 1, SIZE, 9, 24))
    for text in (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{file}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile {file}\n",
    ):
        for head in (b"", b"\0\0\0\x18ftypmp42"):
            with pytest.raises((TornError, UnfitError)):
                got(head + text.encode())


def test_a_film_in_a_codec_that_is_not_read_is_told() -> None:
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        video = file.add_stream("mjpeg", rate=24)
        video.width, video.height, video.pix_fmt = *SIZE, "yuvj420p"
        for picture in pictures("x", 1, SIZE, 9):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(video.encode(None))
    with pytest.raises(UnfitError, match="the film is in mjpeg"):
        got(stream.getvalue())


def test_a_film_without_a_picture_is_told() -> None:
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        voice = file.add_stream("aac", rate=8000, layout="mono")
        tone = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.float32), format="fltp", layout="mono")
        tone.rate = 8000
        file.mux(voice.encode(tone))
        file.mux(voice.encode(None))
    with pytest.raises(UnfitError, match="no picture"):
        got(stream.getvalue())


def test_a_picture_that_grows_inside_the_film_is_refused() -> None:
    """Its header says one size, its stream another from the fifth frame on."""
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=24, options={"qp": "4", "preset": "ultrafast", "bf": "0"})
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        large = av.CodecContext.create("libx264", "w")
        large.width, large.height, large.pix_fmt, large.time_base = 1280, 640, "yuv420p", Fraction(1, 24)
        for picture in pictures("x", 1, SIZE, 5):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(video.encode(None))
        frames = [av.VideoFrame.from_ndarray(each, format="rgb24") for each in pictures("x", 1, (1280, 640), 5)]
        for number, packet in enumerate([*(p for frame in frames for p in large.encode(frame)), *large.encode(None)]):
            packet.pts = packet.dts = 5 + number
            packet.time_base, packet.stream = Fraction(1, 24), video
            file.mux(packet)
    with pytest.raises(TornError, match="cannot be read"):  # by the decoder, before it takes memory for it
        got(stream.getvalue())


def test_what_is_heard_lasts_as_long_as_what_is_seen() -> None:
    heard = got(film("x", 1, SIZE, 9, 24, sound=True)).heard
    assert heard is not None
    assert heard.samples.dtype == np.float32
    assert heard.samples.shape == (1, 3000)
    assert heard.rate == 8000


def test_sound_in_six_channels_is_left_out() -> None:
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        voice = file.add_stream("aac", rate=8000, layout="5.1")
        for picture in pictures("x", 1, SIZE, 9):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(video.encode(None))
        tone = av.AudioFrame.from_ndarray(np.zeros((6, 4096), np.float32), format="fltp", layout="5.1")
        tone.rate = 8000
        file.mux(voice.encode(tone))
        file.mux(voice.encode(None))
    found = got(stream.getvalue())
    assert found.heard is None
    assert found.notes == (("sound", "left out: it is in no form that is read"),)


def test_colours_that_are_named_are_followed() -> None:
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=24, options={"qp": "4"})
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        video.codec_context.colorspace, video.codec_context.color_range = 1, 1
        red = np.ascontiguousarray(np.broadcast_to(np.array([200, 30, 40], np.uint8), (32, 64, 3)))
        for _ in range(9):
            frame = av.VideoFrame.from_ndarray(red, format="rgb24")
            file.mux(video.encode(frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1)))
        file.mux(video.encode(None))
    assert np.abs(got(stream.getvalue()).frames.astype(int) - red).max() <= 6


WHOLE = film("x", 1, SIZE, 9, 24, sound=True)


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE)), st.integers(0, 2**31), st.integers(0, 40))
def test_torn_and_spoilt_films_are_frames_or_told(length: int, seed: int, spoilt: int) -> None:
    rng = random.Random(seed)
    data = bytearray(WHOLE[:length])
    for _ in range(spoilt if data else 0):
        data[rng.randrange(len(data))] = rng.randrange(256)
    why, found = "", None
    try:
        found = got(bytes(data))
    except (TornError, UnfitError) as error:
        why = str(error)
    assert why.isprintable()
    if found is not None:
        assert found.frames.shape == (9, 32, 64, 3)
        assert found.heard is None or (np.abs(found.heard.samples) <= 1).all()


def test_a_large_film_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.generative.backends.videos.reading._frames", None)
    fit = Fit(width=62, height=32, inner_width=62, inner_height=32)
    with pytest.raises(UnfitError):
        got(film("x", 1, SIZE, 9, 24), job(1, fit=fit))
