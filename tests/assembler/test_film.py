"""The film file: every frame once and in order, sound and picture ending together, and nothing on failure."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler import encode as encoding
from assembler.cut import cut
from assembler.encode import write_film
from assembler.remux import stamps
from assembler.segments import count_frames
from assembler.soundtrack import samples_in
from film.errors import CutError
from film.plan import Format
from film.timecode import FrameRange
from film.timeline import Item, Timeline, Track
from tests.assembler.small_film import FORMAT, cards_for, clips_for, plan, read_barcode, scene, segment, soundtrack

RATES = [Fraction(24), Fraction(25), Fraction(24000, 1001), Fraction(30000, 1001)]


def timeline_of(folder: Path, lengths: list[int], format: Format = FORMAT) -> Timeline:
    """Segments end to end, their frames numbered through."""
    items, at = [], 0
    for index, frames in enumerate(lengths):
        whole = FrameRange(start=0, frames=frames)
        media = segment(folder / f"{index}.mp4", at, frames, format)
        items.append(Item(name=str(index), record=whole.shift(at), source=whole, available=whole, media=media))
        at += frames
    return Timeline(name="x", format=format, tracks=(Track(name="Picture", kind="video", items=tuple(items)),))


def frames_of(film: Path) -> list[int]:
    with av.open(str(film)) as container:
        return [read_barcode(frame.to_ndarray(format="gray")) for frame in container.decode(video=0)]


def heard_in(film: Path) -> np.ndarray:
    """Samples that a player hears, as ffmpeg decodes them: mono."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", f"file:{film}", "-map", "0:a", "-f", "f32le", "-"],
        capture_output=True,
        check=True,
    )
    return np.frombuffer(done.stdout, np.float32).reshape(-1, 2)[:, 0]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_frame_is_there_in_order_and_sound_ends_with_picture(rate: Fraction, tmp_path: Path) -> None:
    format = FORMAT.but(rate=rate)
    timeline = timeline_of(tmp_path, [7, 1, 60, 2, 13], format)
    mix = soundtrack(tmp_path / "mix.wav", 83, rate)
    report = write_film(timeline, mix, tmp_path / "film.mp4")

    assert frames_of(tmp_path / "film.mp4") == list(range(83))
    assert report.frames == 83
    assert report.samples == samples_in(83, rate)
    with av.open(str(tmp_path / "film.mp4")) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert picture.duration * picture.time_base == 83 / rate
        assert abs(sound.duration * sound.time_base - 83 / rate) < Fraction(1, 48000)
        assert (picture.start_time, sound.start_time) == (0, 0)
        assert picture.average_rate == rate
    heard = heard_in(tmp_path / "film.mp4")
    assert len(heard) == samples_in(83, rate)
    loud = np.flatnonzero(np.abs(heard) > 0.2)
    assert loud[0] < 20
    assert len(heard) - loud[-1] < 20


def test_a_whole_cut_with_its_cards(tmp_path: Path) -> None:
    film = plan()
    timeline = cut(film, clips_for(film, tmp_path), cards_for(film, tmp_path))
    write_film(timeline, soundtrack(tmp_path / "mix.wav", 84, Fraction(24), channels=2), tmp_path / "film.mp4")
    assert frames_of(tmp_path / "film.mp4")[6:-4] == list(range(74))
    assert not list(tmp_path.glob(".*"))


def test_the_same_cut_gives_the_same_bytes(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, [5, 6])
    mix = soundtrack(tmp_path / "mix.wav", 11, Fraction(24))
    write_film(timeline, mix, tmp_path / "a.mp4")
    write_film(timeline, mix, tmp_path / "b.mp4")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_the_index_stands_in_front(tmp_path: Path) -> None:
    write_film(timeline_of(tmp_path, [5]), soundtrack(tmp_path / "m.wav", 5, Fraction(24)), tmp_path / "film.mp4")
    content = (tmp_path / "film.mp4").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_another_encoder_setting_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = timeline_of(tmp_path, [5, 5])
    monkeypatch.setattr("film.segments.CRF", 30)
    segment(tmp_path / "1.mp4", 5, 5)
    with pytest.raises(CutError, match=r"1\.mp4: .*other encoder settings"):
        write_film(timeline, soundtrack(tmp_path / "m.wav", 10, Fraction(24)), tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("format", "said"), [(FORMAT.but(width=96), "width 96"), (FORMAT.but(rate=Fraction(25)), "rate 25")]
)
def test_another_size_or_rate_is_refused(tmp_path: Path, format: Format, said: str) -> None:
    timeline = timeline_of(tmp_path, [5, 5])
    segment(tmp_path / "1.mp4", 5, 5, format)
    with pytest.raises(CutError, match=said):
        write_film(timeline, soundtrack(tmp_path / "m.wav", 10, Fraction(24)), tmp_path / "film.mp4")


def test_a_clip_with_other_frames_is_refused(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, [5, 5])
    segment(tmp_path / "1.mp4", 5, 4)
    with pytest.raises(CutError, match=r"1\.mp4: the clip has 4 frames, not 5"):
        write_film(timeline, soundtrack(tmp_path / "m.wav", 10, Fraction(24)), tmp_path / "film.mp4")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut short", "not a film", "with sound"])
def test_a_damaged_clip_is_refused_and_the_old_film_stands(tmp_path: Path, damage: str) -> None:
    timeline = timeline_of(tmp_path, [5, 30])
    mix = soundtrack(tmp_path / "m.wav", 35, Fraction(24))
    film, clip = tmp_path / "film.mp4", tmp_path / "1.mp4"
    film.write_bytes(b"the film of yesterday")
    match damage:
        case "missing":
            clip.unlink()
        case "empty":
            clip.write_bytes(b"")
        case "cut short":
            clip.write_bytes(clip.read_bytes()[:-900])
        case "not a film":
            clip.write_text("no")
        case "with sound":
            write_film(timeline_of(tmp_path, [5, 30]), mix, clip)
            segment(tmp_path / "0.mp4", 0, 5)
    with pytest.raises(CutError, match=r"1\.mp4"):
        write_film(timeline, mix, film)
    assert film.read_bytes() == b"the film of yesterday"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(("samples", "said"), [(30000, "lasts"), (1, "lasts"), (None, "missing")])
def test_a_soundtrack_that_does_not_fit_is_refused(tmp_path: Path, samples: int | None, said: str) -> None:
    timeline = timeline_of(tmp_path, [10])
    mix = tmp_path / "m.wav"
    if samples is not None:
        soundtrack(mix, 10, Fraction(24), samples=samples)
    with pytest.raises(CutError, match=said):
        write_film(timeline, mix, tmp_path / "film.mp4")


@pytest.mark.parametrize("samples", [19000, 20001, 21000])
def test_a_soundtrack_less_than_a_frame_off_is_fitted(tmp_path: Path, samples: int) -> None:
    timeline = timeline_of(tmp_path, [10])
    mix = soundtrack(tmp_path / "m.wav", 10, Fraction(24), samples=samples)
    assert write_film(timeline, mix, tmp_path / "film.mp4").samples == 20000
    assert len(heard_in(tmp_path / "film.mp4")) == 20000


def test_a_gap_or_a_part_of_a_clip_is_refused(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, [10])
    mix = soundtrack(tmp_path / "m.wav", 10, Fraction(24))
    item = timeline.picture.items[0]
    gap = item.but(media=None)
    part = item.but(available=FrameRange(start=0, frames=12))
    for bad, said in ((gap, "gap"), (part, "whole clips")):
        with pytest.raises(CutError, match=said):
            write_film(timeline.but(tracks=(timeline.picture.but(items=(bad,)),)), mix, tmp_path / "film.mp4")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path, [10])
    mix = soundtrack(tmp_path / "m.wav", 10, Fraction(24))
    with pytest.raises(CutError, match=r"nowhere/film\.mp4: the film cannot be written"):
        write_film(timeline, mix, tmp_path / "nowhere" / "film.mp4")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = timeline_of(tmp_path, [40])
    mix = soundtrack(tmp_path / "m.wav", 40, Fraction(24))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encoding, "_interleaved", full)
    with pytest.raises(CutError, match="No space left on device"):
        write_film(timeline, mix, tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_a_film_with_a_packet_missing_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    timeline = timeline_of(tmp_path, [40])
    mix = soundtrack(tmp_path / "m.wav", 40, Fraction(24))
    whole = encoding._interleaved

    def dropped(*args: object) -> object:
        seen = 0
        for packet in whole(*args):
            seen += packet.stream.type == kind
            if packet.stream.type != kind or seen != 7:
                yield packet

    monkeypatch.setattr(encoding, "_interleaved", dropped)
    with pytest.raises(CutError, match="did not come out as cut"):
        write_film(timeline, mix, tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()


def test_names_with_everything_in_them_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s, [0:v] 100% "reel" ;rm : \\ 夜'
    folder.mkdir()
    timeline = timeline_of(folder, [5, 3])
    assert write_film(timeline, soundtrack(folder / "m.wav", 8, Fraction(24)), folder / "film.mp4").frames == 8
    assert count_frames(folder / "0.mp4") == 5


@given(st.integers(1, 60), st.integers(0, 1000))
def test_packets_in_showing_order_keep_it(frames: int, start: int) -> None:
    made = stamps(list(range(frames)), start, 2)
    assert [stamp.shown for stamp in made] == list(range(start, start + frames))
    assert [stamp.decoded for stamp in made] == list(range(start - 2, start + frames - 2))


@pytest.mark.parametrize("shown", [[0, 2], [0, 0, 1], [3, 4, 5, 0, 1, 2]])
def test_times_that_cannot_be_are_refused(shown: list[int]) -> None:
    with pytest.raises(ValueError, match="frames"):
        stamps(shown, 0, 2)


def test_scenes_of_one_frame(tmp_path: Path) -> None:
    film = plan(scene("1", (1,)), scene("2", (1, 1)))
    timeline = cut(film, clips_for(film, tmp_path), cards_for(film, tmp_path))
    write_film(timeline, soundtrack(tmp_path / "m.wav", 13, Fraction(24)), tmp_path / "film.mp4")
    assert frames_of(tmp_path / "film.mp4")[6:9] == [0, 1, 2]
