"""The stems: exact lengths, lines in their time and nowhere else, one loudness, nothing that crashes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from assembler.sound.ambience import CROSS_FRAMES, layers, sound_of, stretches
from assembler.sound.cues import cues
from assembler.sound.dialogue import lines, side
from assembler.sound.loudness import level, true_peak
from assembler.sound.master import CEILING_DBTP, limiting
from assembler.sound.mix import DUCK_DB, ducking, write_stems
from assembler.sound.samples import RATE, decibels
from assembler.sound.tape import Tape, recorded
from film.errors import CutError
from film.shot import SoundCue
from film.staging import Mark
from tests.assembler.sound_film import CARD, cut_of, film, line, mixed, r128, read, scene


@pytest.mark.parametrize("rate", ["24", "24000/1001", "25", "30000/1001"])
def test_every_stem_is_as_long_as_the_picture_to_the_sample(tmp_path: Path, rate: str) -> None:
    plan = film(scene("1", 97, (line("a", 5, 48),)), rate=Fraction(rate))
    stems = mixed(tmp_path, plan, a=1.5)
    wanted = round(Fraction(97 + 2 * CARD) * RATE / Fraction(rate))
    assert [len(read(path)) for path in (stems.dx, stems.fx, stems.mix)] == [wanted] * 3
    assert sorted(path.name for path in stems.dx.parent.iterdir()) == ["dx.wav", "fx.wav", "mix.wav"]


def test_a_line_sounds_inside_its_range_and_nowhere_else(tmp_path: Path) -> None:
    plan = film(scene("1", 120, (line("a", 24, 36), line("b", 84, 24, "ben"))))
    sound = read(mixed(tmp_path, plan, a=1.2, b=0.9).dx)
    start, end = (CARD + 24) * 2000, (CARD + 24 + 36) * 2000
    assert np.abs(sound[start : start + int(1.2 * RATE)]).max() > 0.05
    assert np.abs(sound[: start - 1]).max() == 0
    assert np.abs(sound[end : (CARD + 84) * 2000 - 1]).max() == 0
    assert np.abs(sound[(CARD + 84 + 24) * 2000 :]).max() == 0


def test_speech_that_is_too_long_is_hurried_and_then_cut_and_both_are_told(tmp_path: Path) -> None:
    plan = film(scene("1", 200, (line("a", 0, 24), line("b", 60, 24, "ben"))))
    stems = mixed(tmp_path, plan, a=1.4, b=2.5)
    sound = read(stems.dx)
    for start in (CARD, CARD + 60):
        assert np.abs(sound[(start + 18) * 2000 : (start + 22) * 2000]).max() > 0.03
        assert np.abs(sound[(start + 24) * 2000 : (start + 30) * 2000]).max() == 0
    assert "ANNA: spoken 1.40 times as fast" in stems.findings[0]
    assert "BEN" in stems.findings[1]
    assert "cut off" in stems.findings[1]


def test_a_line_without_a_voice_is_silent_and_said_so(tmp_path: Path) -> None:
    plan = film(scene("1", 96, (line("a", 0, 48),)))
    stems = mixed(tmp_path, plan)
    assert np.abs(read(stems.dx)).max() == 0
    assert any("1 spoken lines of ANNA are silent" in finding for finding in stems.findings)
    assert np.abs(read(stems.fx)).max() > 0


def test_a_film_with_speech_meets_r128_by_ffmpegs_own_meter(tmp_path: Path) -> None:
    dialogue = tuple(line(f"l{index}", 10 + 60 * index, 54) for index in range(8))
    plan = film(scene("1", 500, dialogue, "street_day"))
    stems = mixed(tmp_path, plan, **{each.id: 2.2 for each in dialogue})
    measured = r128(stems.mix)
    assert abs(measured["input_i"] + 23) < 1
    assert measured["input_tp"] < CEILING_DBTP
    assert abs((level(read(stems.mix)) or 0) - measured["input_i"]) < 0.1
    assert not stems.findings


def test_the_stems_add_up_to_the_mix_and_are_the_same_bytes_again(tmp_path: Path) -> None:
    plan = film(scene("1", 60, (line("a", 5, 40),), "bus", (SoundCue(name="HORN", start=50, lines=(3, 3)),)))
    first, second = mixed(tmp_path / "one", plan, a=1.5), mixed(tmp_path / "two", plan, a=1.5)
    assert [path.read_bytes() for path in (first.dx, first.fx, first.mix)] == [
        path.read_bytes() for path in (second.dx, second.fx, second.mix)
    ]
    assert np.abs(read(first.dx) + read(first.fx) - read(first.mix)).max() < 3 / 2**23


def test_air_stands_well_under_speech_and_steps_back_for_it(tmp_path: Path) -> None:
    plan = film(scene("1", 192, (line("a", 96, 72),), "bar"))
    stems = mixed(tmp_path, plan, a=2.9)
    dx, fx = read(stems.dx), read(stems.fx)
    at = (CARD + 96) * 2000
    under, before = fx[at : at + 3 * RATE], fx[at - 3 * RATE : at - RATE // 2]
    assert (level(dx) or 0) - (level(under) or 0) > 15
    assert (level(under) or 0) < (level(before) or 0) - 3


def test_an_unknown_sound_is_a_finding_and_a_known_one_is_heard(tmp_path: Path) -> None:
    sounds = (
        SoundCue(name="KNOCK at the door", start=30, lines=(7, 7)),
        SoundCue(name="Zorgblat\n", start=40, lines=(8, 8)),
    )
    quiet = mixed(tmp_path / "quiet", film(scene("1", 96, ambience="silence")))
    loud = mixed(tmp_path / "loud", film(scene("1", 96, ambience="silence", sounds=sounds)))
    assert np.abs(read(quiet.fx)).max() == 0
    sound = read(loud.fx)
    assert np.abs(sound[: (CARD + 30) * 2000 - 1]).max() == 0
    assert np.abs(sound[(CARD + 30) * 2000 : (CARD + 31) * 2000]).max() > 0.01
    assert next(finding for finding in loud.findings if "Zorgblat" in finding).startswith("line 8:")


def test_scenes_cross_at_equal_power() -> None:
    plan = film(scene("1", 100, ambience="rain"), scene("2", 100, ambience="car"))
    one, two = stretches(plan, cut_of(plan))
    overlap = one.start + one.samples - two.start
    assert overlap == one.fall == two.rise == CROSS_FRAMES * 2000
    (_, out), (_, into) = next(sound_of(one)), next(sound_of(two))
    assert np.abs(out[-1]).max() < 1e-5
    assert np.abs(into[0]).max() < 1e-5
    assert one.start == 0  # a second of air under the title card, which lasts a second


def test_a_long_scene_comes_in_pieces_that_reach_from_end_to_end() -> None:
    plan = film(scene("1", 24 * 130, ambience="church"))
    (stretch,) = stretches(plan, cut_of(plan))
    pieces = [(start, len(air)) for start, air in sound_of(stretch)]
    assert len(pieces) == 3
    assert max(length for _, length in pieces) < 61 * RATE
    assert pieces[0][0] == stretch.start
    assert pieces[-1][0] + pieces[-1][1] == stretch.start + stretch.samples


def test_weather_is_heard_outside_and_through_walls() -> None:
    inside = scene("1", 48).but(weather="rain")
    outside = scene("2", 48, ambience="forest", place="wood").but(weather="rain", time_of_day="night")
    plan = film(inside, outside)
    assert [(layer.ambience, layer.muffled is not None) for layer in layers(plan, inside)] == [
        ("room", False),
        ("rain", True),
    ]
    assert [(layer.ambience, layer.muffled is not None) for layer in layers(plan, outside)] == [
        ("night_outdoors", False),
        ("rain", False),
    ]


def test_a_voice_comes_from_where_its_speaker_stands() -> None:
    said = line("a", 0, 24)
    places = {"left": -1.0, "middle": 0.0, "right": 1.0}
    sides = {}
    for name, x in places.items():
        mark = Mark(character="anna", frame=0, position=(x, 0, 0), yaw=-90)
        one = scene("1", 48, (said,), marks=(mark,))
        sides[name] = side(film(one), one, said)
    assert sides["left"] == -sides["right"] < 0 == sides["middle"]


def test_a_voice_over_is_a_narrator_until_somebody_holds_a_phone() -> None:
    said = line("a", 0, 24, extension="V.O.")
    phone = Mark(character="ben", frame=0, position=(0, 0, 0), yaw=0, pose="phone")
    heard = [
        lines(plan, cut_of(plan))[0].hearing
        for plan in (
            film(scene("1", 48, (said,))),
            film(scene("1", 48, (said,), marks=(phone,))),
            film(scene("1", 48, (said.but(extension="O.S."),))),
            film(scene("1", 48, (said.but(parenthetical="(on the radio)"),))),
            film(scene("1", 48, (said.but(extension="", parenthetical="(into phone)"),))),
        )
    ]
    assert heard == ["plain", "telephone", "away", "telephone", "plain"]


def test_a_telephone_has_no_bass(tmp_path: Path) -> None:
    plan = film(scene("1", 96, (line("a", 0, 72, extension="V.O.", how="(phone)"),)))
    sound = read(mixed(tmp_path, plan, a=2.5).dx)[:, 0]
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    assert power[(hertz > 150) & (hertz < 200)].sum() < 0.05 * power[(hertz > 500) & (hertz < 600)].sum()


def test_the_limiter_keeps_true_peaks_down_and_leaves_the_rest_alone() -> None:
    rng = np.random.default_rng(0)
    sound = np.zeros((RATE, 2), np.float32)
    sound[20000:20200] = rng.uniform(-2, 2, (200, 2)).astype(np.float32)
    sound[:10000] = 0.1
    held = limiting(sound)
    assert true_peak(sound * held[:, None]) <= decibels(CEILING_DBTP)
    assert np.all(held[:10000] == 1)


def test_ducking_stays_down_between_close_lines() -> None:
    plan = film(scene("1", 240, (line("a", 48, 24), line("b", 76, 24, "ben"), line("c", 180, 24))))
    placed = lines(plan, cut_of(plan))
    gain = ducking(placed, 0, (240 + 2 * CARD) * 2000)
    down = np.float32(decibels(DUCK_DB))
    first, last = (CARD + 48) * 2000, (CARD + 100) * 2000
    assert np.allclose(gain[first:last], down, atol=1e-3)
    assert gain[first - RATE] == 1
    assert gain[(CARD + 150) * 2000] == 1
    assert np.array_equal(ducking(placed, first, 1000), gain[first : first + 1000])


def test_cues_outside_the_cut_are_left_out() -> None:
    plan = film(
        scene(
            "1",
            48,
            sounds=(SoundCue(name="ring", start=10, lines=(1, 1)), SoundCue(name="ring", start=60, lines=(2, 2))),
        )
    )
    assert [cue.start for cue in cues(plan, cut_of(plan))] == [(CARD + 10) * 2000]


def test_a_tape_adds_what_overlaps_and_drops_what_hangs_over(tmp_path: Path) -> None:
    ones = np.ones((10, 2), np.float32)
    with Tape(tmp_path / "t", 30) as tape:
        tape.lay(ones, -5)
        tape.lay(ones, 2)
        tape.lay(ones, 25)
        tape.lay(ones, 90)
    assert recorded(tmp_path / "t")[:, 0].tolist() == [1, 1] + [2] * 3 + [1] * 7 + [0] * 13 + [1] * 5


def test_a_broken_wav_and_a_missing_folder_are_one_line(tmp_path: Path) -> None:
    plan = film(scene("1", 48, (line("a", 0, 24),)))
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\0\0\0\0junk")
    with pytest.raises(CutError, match="not a WAV file"):
        write_stems(plan, cut_of(plan), {"a": broken}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["broken.wav"]
    with pytest.raises(CutError, match="cannot be written"):
        write_stems(plan, cut_of(plan), {}, tmp_path / "nowhere")
