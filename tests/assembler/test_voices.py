"""Every voice keeps one contract; the voices of a cast are told apart; nothing a script holds can stop them."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assembler.sound.loudness import level
from assembler.sound.samples import RATE, Samples, read_mono, write_mono
from assembler.sound.voices import (
    Company,
    EspeakVoice,
    HibariVoice,
    LineRequest,
    VoiceBackend,
    default_backend,
    line_request,
    speak_to,
    spoken_text,
)
from assembler.sound.voices.delivery import delivery
from assembler.sound.voices.shape import PAUSE_SECONDS, SPEECH_LUFS
from assembler.sound.voices.text import LONGEST_SENTENCE, sentences
from film.cast import CharacterSheet, Voice
from film.errors import CutError
from film.plan import DialogueLine

WORDS = "He told me the house was sold."


@pytest.fixture(scope="session")
def hibari() -> HibariVoice:
    return HibariVoice()


@pytest.fixture(scope="session")
def said(hibari: HibariVoice) -> dict[str, Samples]:
    """One sentence by several people."""
    people = {
        "high": Voice(),
        "low": Voice(speaker="low"),
        "child": Voice(pitch=4, formant=1.15),
        "deep": Voice(speaker="low", pitch=-4, formant=0.94),
        "slow": Voice(pace=0.75),
    }
    return {name: hibari.speak(LineRequest(text=WORDS, voice=voice)) for name, voice in people.items()}


@pytest.fixture
def espeak(tmp_path: Path) -> EspeakVoice:
    """A program that behaves as espeak-ng does: lists voices, reads its input, writes the WAV it is told to."""
    tone = tmp_path / "tone.wav"
    write_mono(tone, (0.3 * np.sin(np.arange(RATE) / 20)).astype(np.float32))
    return EspeakVoice(program(tmp_path, f'cat > "{tmp_path}/heard"; printf "%s\\n" "$@" > "{tmp_path}/told"\n'
                                         f'while [ "$1" != "-w" ]; do shift; done; cp "{tone}" "$2"'))  # fmt: skip


def program(folder: Path, speak: str) -> str:
    path = folder / "espeak-ng"
    path.write_text(
        "#!/bin/sh\n"
        'case "$1" in\n'
        '--version) echo "eSpeak NG text-to-speech: 1.51  Data at: /usr";;\n'
        '--voices) echo "Pty Language"; echo " 5 ko --/M Korean x"; echo " 5 cmn --/M Mandarin x";;\n'
        f"*) {speak};;\nesac\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def pitch(samples: Samples) -> float:
    """Median pitch in Hz of the voiced stretches, by autocorrelation."""
    found = []
    size, low, high = RATE // 20, RATE // 420, RATE // 62
    for start in range(0, len(samples) - size, size // 2):
        piece = samples[start : start + size].astype(np.float64)
        if np.sqrt(np.mean(piece**2)) < 0.02:
            continue
        related = np.correlate(piece, piece, "full")[size - 1 :]
        best = low + int(np.argmax(related[low:high]))
        if related[best] > 0.55 * related[0]:
            found.append(RATE / best)
    return float(np.median(found))


def throat(samples: Samples, other: Samples) -> float:
    """How many times as high the resonances of the first voice lie as those of the second, saying the same words.

    The long-term spectra, smoothed over a third of an octave, are slid along the logarithm of the frequency.
    """
    one, two = (_envelope(each) for each in (samples, other))
    inner = slice(60, len(one) - 60)
    best = max(range(-60, 61), key=lambda shift: np.corrcoef(one[60 + shift : len(one) - 60 + shift], two[inner])[0, 1])
    return float(2 ** (best / 120))


def _envelope(samples: Samples) -> NDArray[np.float64]:
    """Decibels at 120 points an octave from 250 Hz to 6 kHz, each octave's tilt taken out."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    points = 250 * 2 ** (np.arange(550) / 120)
    summed = np.concatenate([[0.0], np.cumsum(power)])
    low, high = np.searchsorted(hertz, points / 2 ** (1 / 6)), np.searchsorted(hertz, points * 2 ** (1 / 6))
    decibel = 10 * np.log10((summed[high] - summed[low]) / (high - low) + 1e-12)
    slope = np.polynomial.polynomial.polyfit(np.arange(550), decibel, 1)
    return np.asarray(decibel - np.polynomial.polynomial.polyval(np.arange(550), slope))


BACKENDS = ["hibari", "espeak", "company"]


@pytest.fixture
def backend(request: pytest.FixtureRequest, hibari: HibariVoice, espeak: EspeakVoice) -> VoiceBackend:
    known: dict[str, VoiceBackend] = {"hibari": hibari, "espeak": espeak, "company": Company((hibari, espeak))}
    return known[request.param]


@pytest.mark.parametrize("backend", BACKENDS, indirect=True)
class TestContract:
    """What every backend must do."""

    def request_of(self, backend: VoiceBackend, text: str = "Yes.") -> LineRequest:
        return LineRequest(text=text, language="en" if backend.speaks("en") else "ko")

    def test_speech_is_48k_mono_float_at_one_loudness_without_silence_around_it(self, backend: VoiceBackend) -> None:
        sound = backend.speak(self.request_of(backend))
        assert sound.dtype == np.float32
        assert sound.ndim == 1
        assert abs((level(sound) or 0) - SPEECH_LUFS) < 3.5
        assert np.abs(sound).max() < 1
        assert np.abs(sound[: RATE // 10]).max() > 0.01
        assert np.abs(sound[-RATE // 5 :]).max() > 0.003

    def test_the_same_request_gives_the_same_bytes(self, backend: VoiceBackend) -> None:
        asked = self.request_of(backend)
        assert backend.speak(asked).tobytes() == backend.speak(asked).tobytes()

    def test_the_recipe_is_json_and_changes_with_words_and_voice(self, backend: VoiceBackend) -> None:
        asked = self.request_of(backend)
        recipe = backend.recipe(asked)
        assert recipe == backend.recipe(asked)
        assert {"backend", "text"} <= recipe.keys()
        assert recipe != backend.recipe(asked.but(text="No."))
        assert recipe != backend.recipe(asked.but(voice=Voice(speaker="low")))
        assert recipe != backend.recipe(asked.but(parenthetical="(whispers)"))

    def test_a_language_nobody_speaks_is_an_error_that_says_which(self, backend: VoiceBackend) -> None:
        for language in ("xx", "", "; rm -rf /", "-v"):
            assert not backend.speaks(language)
            with pytest.raises(CutError, match="Install"):
                backend.speak(LineRequest(text="a", language=language))
            backend.recipe(LineRequest(text="a", language=language))

    def test_nothing_to_say_is_no_samples(self, backend: VoiceBackend, tmp_path: Path) -> None:
        speak_to(self.request_of(backend, ""), backend, tmp_path / "empty.wav")
        assert len(read_mono(tmp_path / "empty.wav")) == 0


def test_no_voice_uses_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a voice wants the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    fresh = HibariVoice()
    assert len(fresh.speak(LineRequest(text="Yes.")))
    with pytest.raises(CutError, match="not on this machine"):
        fresh.speak(LineRequest(text="Yes.", voice=Voice(speaker="fenrir")))
    with pytest.raises(CutError, match="high, low"):
        fresh.speak(LineRequest(text="Yes.", voice=Voice(speaker="nobody")))


def test_low_and_high_are_two_people(said: dict[str, Samples]) -> None:
    assert 170 < pitch(said["high"]) < 250
    assert 95 < pitch(said["low"]) < 140
    assert 0.76 < throat(said["low"], said["high"]) < 0.92


def test_a_sheets_pitch_and_formant_move_the_voice(said: dict[str, Samples]) -> None:
    assert pitch(said["deep"]) < pitch(said["low"]) * 0.93
    assert pitch(said["child"]) > pitch(said["high"]) * 1.15
    assert 1.08 < throat(said["child"], said["high"]) < 1.25
    assert abs(throat(said["slow"], said["high"]) - 1) < 0.05


def test_pace_changes_time_and_not_pitch(said: dict[str, Samples]) -> None:
    assert 1.2 < len(said["slow"]) / len(said["high"]) < 1.45
    assert abs(pitch(said["slow"]) / pitch(said["high"]) - 1) < 0.2


def test_a_made_voice_hums_as_a_voice_does(said: dict[str, Samples]) -> None:
    """The power between a low voice's harmonics stays well below them: no hoarseness from the making."""
    sound = said["low"]
    size = RATE // 8
    best = 0.0
    for start in range(0, len(sound) - size, size // 4):
        piece = sound[start : start + size] * np.hanning(size)
        power = np.abs(np.fft.rfft(piece, 8 * size)) ** 2
        hertz = np.fft.rfftfreq(8 * size, 1 / RATE)
        peak = np.max(power[(hertz > 90) & (hertz < 1000)])
        floor = np.median(power[(hertz > 90) & (hertz < 1000)])
        best = max(best, 10 * np.log10(peak / max(floor, 1e-12)))
    assert best > 15


def test_a_whisper_has_no_pitch(hibari: HibariVoice) -> None:
    asked = LineRequest(text=WORDS, parenthetical="(whispering)")
    sound, plain = hibari.speak(asked), hibari.speak(asked.but(parenthetical=""))
    assert (level(sound) or 0) < (level(plain) or 0) - 4
    bass = [np.sum(np.abs(np.fft.rfft(each))[: len(each) * 350 // RATE] ** 2) for each in (sound, plain)]
    assert bass[0] < 0.05 * bass[1]


def test_delivery_reads_the_writers_direction() -> None:
    assert delivery("(whispers)").whisper
    assert delivery("shouting over the engine").level > 0
    assert delivery("(softly, not looking up)").level < 0
    assert delivery("(to Ben)") == delivery("")


def test_a_pause_of_talk_stands_between_sentences(hibari: HibariVoice) -> None:
    one, two = (hibari.speak(LineRequest(text=text)) for text in ("Yes.", "Yes. Yes."))
    assert abs(len(two) - 2 * len(one)) < (PAUSE_SECONDS + 0.15) * RATE


def test_long_speeches_and_long_words_are_spoken(hibari: HibariVoice) -> None:
    text = spoken_text("x" * 300 + " " + "and then he said " * 40)
    assert len(text) > 600
    assert all(len(each) <= LONGEST_SENTENCE for each in sentences(text))
    assert len(hibari.speak(LineRequest(text=text))) > 20 * RATE


@pytest.mark.parametrize(
    "text", ["...", "🙂🙂", "\x00\x1b[2J\x07", "(beat)", "[[note]]", "--", "你好", "<speak/>", "[a](/b/)", "\u202e"]
)
def test_hostile_lines_do_not_stop_the_voice(hibari: HibariVoice, text: str) -> None:
    sound = hibari.speak(LineRequest(text=spoken_text(text)))
    assert np.isfinite(sound).all()


def test_a_line_request_carries_the_characters_voice() -> None:
    line = DialogueLine(
        id="a", character="anna", text="*Well*...", parenthetical=" (softly) ", language="en-GB",
        start=0, frames=24, lines=(1, 1),
    )  # fmt: skip
    sheet = CharacterSheet(id="anna", name="ANNA", voice=Voice(speaker="low", pitch=2))
    assert line_request(line, sheet) == LineRequest(
        text="Well…", voice=sheet.voice, language="en-GB", parenthetical="(softly)"
    )


def test_espeak_gets_arguments_and_text_apart(espeak: EspeakVoice, tmp_path: Path) -> None:
    text = '-v en; $(touch hacked) "quoted" \n안녕'
    sound = espeak.speak(LineRequest(text=text, language="ko-KR", voice=Voice(speaker="low", pace=1.2, pitch=-3)))
    assert len(sound)
    assert (tmp_path / "heard").read_text() == text
    told = (tmp_path / "told").read_text().splitlines()
    assert told[:6] == ["-v", "ko+m2", "-s", "206", "-p", "35"]
    assert not (Path.cwd() / "hacked").exists()


def test_espeak_calls_mandarin_by_its_own_name(espeak: EspeakVoice) -> None:
    assert espeak.speaks("zh")
    assert espeak.speaks("zh-TW")
    assert not espeak.speaks("fr")


def test_a_program_that_fails_is_one_line(tmp_path: Path) -> None:
    broken = EspeakVoice(program(tmp_path, "exit 3"))
    with pytest.raises(CutError, match="did not speak"):
        broken.speak(LineRequest(text="a", language="ko"))
    silent = EspeakVoice(program(tmp_path, "true"))
    with pytest.raises(CutError, match="not a WAV file"):
        silent.speak(LineRequest(text="a", language="ko"))
    assert not EspeakVoice(str(tmp_path / "gone")).speaks("ko")


def test_without_programs_the_default_speaks_english_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    backend = default_backend()
    assert backend.speaks("en")
    assert not backend.speaks("ko")
    asked = LineRequest(text="안녕", language="ko")
    assert backend.recipe(asked)["backend"] == "none"
    with pytest.raises(CutError, match="'ko'"):
        backend.speak(asked)
