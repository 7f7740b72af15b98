"""Air and effects: every one is there, sounds like what it is called, stays under speech and never repeats."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from assembler.sound.beds import BED_LUFS, bed
from assembler.sound.effects import effect
from assembler.sound.effects.library import HIGHEST_PEAK
from assembler.sound.loudness import LoudnessMeter, level, true_peak
from assembler.sound.samples import RATE, Stereo
from film.plan import Ambience

SECONDS = 8
CREST_DB = 24
"""How far a peak may stand over the bed it lies in: a drop or a bird is heard, a bang would be an effect."""
AMBIENCES: list[Ambience] = [name for name in get_args(Ambience) if name != "silence"]


@pytest.fixture(scope="module")
def beds() -> dict[Ambience, Stereo]:
    return {name: bed(name, SECONDS * RATE, 11) for name in AMBIENCES}


def share(sound: Stereo, low: float, high: float) -> float:
    """The part of the power that lies between two frequencies in Hz."""
    power = np.abs(np.fft.rfft(sound, axis=0)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def loudness_over_time(sound: Stereo, low: float, high: float, step: float = 0.02) -> NDArray[np.float32]:
    """The level between two frequencies at every ``step`` seconds."""
    band = scipy.signal.sosfilt(scipy.signal.butter(2, (low, high), "bandpass", fs=RATE, output="sos"), sound[:, 0])
    size = int(step * RATE)
    power = np.square(band[: len(band) // size * size]).reshape(-1, size).mean(axis=1)
    return np.asarray(np.sqrt(power), np.float32)


def test_every_ambience_has_a_bed_and_a_level() -> None:
    assert set(BED_LUFS) == set(AMBIENCES)
    assert not bed("silence", 100, 1).any()
    assert bed("room", 0, 1).shape == (0, 2)


@pytest.mark.parametrize("name", AMBIENCES)
def test_a_bed_is_quiet_wide_and_finite(beds: dict[Ambience, Stereo], name: Ambience) -> None:
    sound = beds[name]
    assert sound.shape == (SECONDS * RATE, 2)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert abs((level(sound) or 0) - BED_LUFS[name]) < 4
    assert true_peak(sound) < 10 ** ((BED_LUFS[name] + CREST_DB) / 20)
    assert np.corrcoef(sound[:, 0], sound[:, 1])[0, 1] < 0.97


@pytest.mark.parametrize("name", AMBIENCES)
def test_a_bed_is_not_hiss(beds: dict[Ambience, Stereo], name: Ambience) -> None:
    """White noise has more than half its power above 8 kHz and as much below 4 kHz as its width says."""
    assert share(beds[name], 8000, RATE / 2) < 0.2
    assert share(beds[name], 0, 6000) > 0.7


def test_a_bed_is_the_same_for_its_seed_and_no_other() -> None:
    one, again, other = bed("street_day", RATE, 5), bed("street_day", RATE, 5), bed("street_day", RATE, 6)
    assert one.tobytes() == again.tobytes()
    assert one.tobytes() != other.tobytes()


def test_a_long_bed_does_not_repeat_and_has_no_seam() -> None:
    sound = bed("room", 62 * RATE, 3)
    assert not np.allclose(sound[:RATE], sound[60 * RATE : 61 * RATE], atol=1e-4)
    steps = np.abs(np.diff(sound[58 * RATE : 61 * RATE, 0]))
    assert steps.max() < 12 * np.median(steps) + 0.01


def test_a_hospital_beeps_and_a_train_clacks(beds: dict[Ambience, Stereo]) -> None:
    beeps = loudness_over_time(beds["hospital"], 940, 1040)
    assert beeps.max() > 4 * np.median(beeps)
    clacks = loudness_over_time(beds["train"], 1200, 3500)
    assert clacks.max() > 3 * np.median(clacks)


def test_crickets_sing_high_and_a_fridge_hums_low(beds: dict[Ambience, Stereo]) -> None:
    assert share(beds["night_outdoors"], 3500, 5500) > 5 * share(beds["night_outdoors"], 1800, 3000)
    assert share(beds["kitchen"], 40, 210) > 0.6


def test_the_sea_comes_and_goes(beds: dict[Ambience, Stereo]) -> None:
    swell = loudness_over_time(beds["beach"], 200, 2000, 0.25)
    assert np.percentile(swell, 95) > 2.5 * np.percentile(swell, 5)


def test_a_crowd_has_the_pitch_and_pauses_of_voices(beds: dict[Ambience, Stereo]) -> None:
    assert share(beds["crowd"], 200, 2500) > 0.6
    talk = loudness_over_time(beds["bar"], 300, 1500, 0.05)
    assert talk.std() / talk.mean() > 0.2


SOUNDS = {
    "PHONE RINGS": (1.5, 5), "a TEXT arrives": (0.3, 2), "phone buzzes": (0.5, 2), "KNOCK": (0.4, 2),
    "door SLAMS": (0.3, 2), "THUNDER": (3, 9), "car horn": (0.5, 2), "GLASS BREAKS": (0.8, 3), "GUNSHOT": (0.5, 3),
    "church bells": (4, 8), "footsteps": (2, 5), "alarm": (2, 4), "siren": (4, 8), "dog barks": (0.8, 3),
    "the doors HISS open": (0.8, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUNDS)
def test_an_effect_starts_at_once_ends_in_silence_and_keeps_below_speech(name: str) -> None:
    sound = effect(name, 3)
    assert sound is not None
    shortest, longest = SOUNDS[name]
    assert shortest < len(sound) / RATE < longest
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= HIGHEST_PEAK + 1e-6
    heard = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 10)
    assert heard[0] < 0.6 * RATE
    assert np.abs(sound[-100:]).max() < 0.01
    again = effect(name, 3)
    assert again is not None
    assert sound.tobytes() == again.tobytes()


def test_words_choose_the_sound_that_says_most() -> None:
    def same(one: str, other: str) -> bool:
        a, b = effect(one, 1), effect(other, 1)
        return a is not None and b is not None and a.tobytes() == b.tobytes()

    assert same("the doorbell rings", "DOORBELL")
    assert same("phone buzzing", "buzz")
    assert same("door slams shut", "SLAM")
    assert not same("door slams", "door")
    assert same("alarm clock rings", "alarm")


@pytest.mark.parametrize("name", ["", "music swells", "string quartet", "\0\n", "x" * 5000, "birthday", "🙂"])
def test_words_that_name_no_sound_make_none(name: str) -> None:
    assert effect(name, 1) is None


def test_loudness_is_what_the_standard_says() -> None:
    """A stereo sine of 997 Hz at -23 dBFS in both channels is -23 LUFS (EBU Tech 3341, case 1)."""
    tone = (10 ** (-23 / 20) * np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE)).astype(np.float32)
    sound = np.stack([tone, tone], axis=1)
    assert level(sound) == pytest.approx(-23, abs=0.1)
    softer = (sound * 10 ** (-25 / 20)).astype(np.float32)
    assert level(np.concatenate([softer, sound, softer])) == pytest.approx(
        -23, abs=0.3
    )  # the gate leaves the quiet out
    assert level(np.zeros((RATE, 2), np.float32)) is None
    assert level(np.zeros(0, np.float32)) is None


def test_loudness_does_not_depend_on_the_blocks() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, (3 * RATE, 2)).astype(np.float32)
    whole, parts = LoudnessMeter(2), LoudnessMeter(2)
    whole.add(sound)
    for start in range(0, len(sound), 7777):
        parts.add(sound[start : start + 7777])
    assert whole.integrated() == pytest.approx(parts.integrated(), abs=1e-6)


def test_a_true_peak_is_seen_between_the_samples() -> None:
    tone = np.sin(2 * np.pi * (RATE / 4) * np.arange(4800) / RATE + np.pi / 4).astype(np.float32)
    assert np.abs(tone).max() < 0.72
    assert true_peak(tone) == pytest.approx(1.0, abs=0.05)
