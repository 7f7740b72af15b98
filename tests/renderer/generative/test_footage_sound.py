"""What a model made to be heard, with its take."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from film.errors import RenderError
from renderer.generative.footage import load_take, write_take
from renderer.generative.seam import Heard
from tests.renderer.generative.footage_desk import LONG, MODEL, Watcher, filmed, heard, order


def sound_of(folder: Path) -> tuple[int, np.ndarray]:
    with wave.open(str(folder / "sound.wav")) as file:
        assert file.getsampwidth() == 2
        assert file.getframerate() == 48_000
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
    return data.shape[1], data.T / 32767


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_sound_is_exactly_as_long_as_the_shot(rate: int, channels: int, tmp_path: Path) -> None:
    asked = order()
    pieces = [piece._replace(heard=heard(piece.job, rate, channels=channels)) for piece in filmed(asked)]
    take = write_take(asked, pieces, LONG, MODEL, Watcher(), tmp_path)
    count, sound = sound_of(tmp_path)
    assert count == channels
    assert sound.shape == (channels, 40 * 2000)
    assert np.abs(sound[:, 2000:-2000] - 0.5).max() < 0.02
    assert take.clip.sound == Path("sound.wav")
    assert load_take(tmp_path).clip.sound == tmp_path / "sound.wav"


def test_the_sound_of_a_head_is_heard_once(tmp_path: Path) -> None:
    asked = order()
    one, two = filmed(asked)
    after = one.job.frames * 3000
    pieces = [one._replace(heard=heard(one.job, 48_000, 0.25)), two._replace(heard=heard(two.job, 48_000, -0.25))]
    write_take(asked, pieces, LONG, MODEL, Watcher(), tmp_path)
    _, sound = sound_of(tmp_path)
    assert (sound[:, : after - 1000] > 0.24).all()
    assert (sound[:, after:] < -0.24).all()
    assert np.abs(np.diff(sound[0])).max() < 0.001


def test_a_piece_that_is_silent_is_silence(tmp_path: Path) -> None:
    asked = order()
    one, two = filmed(asked)
    write_take(asked, [one._replace(heard=heard(one.job)), two], LONG, MODEL, Watcher(), tmp_path)
    _, sound = sound_of(tmp_path)
    assert not sound[:, one.job.frames * 3000 + 100 :].any()
    assert sound[:, 4000].all()


@pytest.mark.filterwarnings("error")
def test_a_sound_that_is_no_number_or_too_loud_is_held(tmp_path: Path) -> None:
    asked = order()
    loud = heard(asked.order.jobs[0], 24_000, 9.0)
    loud.samples[0, 1000:1100] = np.nan
    write_take(asked, filmed(asked, heard=loud), LONG, MODEL, Watcher(), tmp_path)
    _, sound = sound_of(tmp_path)
    assert np.abs(sound[0, 2050:2150]).max() < 0.2
    assert (sound[0, 2400:20_000] > 0.95).all()
    assert sound.max() <= 1


@pytest.mark.parametrize(
    "broken",
    [Heard(np.zeros((2, 100), np.float32), 0), Heard(np.zeros((2, 0), np.float32), 48_000),
     Heard(np.zeros((0, 5), np.float32), 48_000), Heard(np.zeros((2, 2, 5), np.float32), 48_000)],
)  # fmt: skip
def test_a_sound_that_is_none_makes_no_take(broken: Heard, tmp_path: Path) -> None:
    asked = order()
    with pytest.raises(RenderError, match="sound"):
        write_take(asked, filmed(asked, heard=broken), LONG, MODEL, Watcher(), tmp_path)


def test_without_a_sound_there_is_no_file(tmp_path: Path) -> None:
    asked = order()
    take = write_take(asked, filmed(asked), LONG, MODEL, Watcher(), tmp_path)
    assert take.clip.sound is None
    assert {path.name for path in tmp_path.iterdir()} == {"picture.mp4", "board.png", "take.json"}
