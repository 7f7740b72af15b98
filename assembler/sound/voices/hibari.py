"""English out of a small speech model that comes with its wheel, in as many voices as a cast needs.

``hibari-tts`` (Apache-2.0, model and dictionary inside the wheel) has one speaker in the package, an
American woman.  ``high`` is she, ``low`` a man made of her by ``vocoder``; a sheet's pitch and formant
then go from there.  Its other speakers are files that it would fetch from the network; here they
are used by name (``fenrir``, ``emma``, ``fable``, ``kore``) only when the file already lies where
that package keeps it, and nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from assembler.sound.samples import Samples, decibels, resampled
from assembler.sound.voices.delivery import Delivery, delivery
from assembler.sound.voices.request import LineRequest, primary
from assembler.sound.voices.shape import MAKING, joined, levelled
from assembler.sound.voices.text import sentences
from assembler.sound.voices.vocoder import Parts, revoiced, whispered
from film.base import Model
from film.errors import CutError

_MODEL_RATE = 24000


class Speaker(Model):
    """A voice of the model and how far from it a family of voices starts (semitones; ratio)."""

    model: str
    pitch: float = 0.0
    formant: float = 1.0


SPEAKERS = {
    "high": Speaker(model="heart"),
    "low": Speaker(model="heart", pitch=-10.5, formant=0.84),
}
_HER_OWN = ("heart", "fenrir", "emma", "fable", "kore")


class HibariVoice:
    """The voice backend that needs nothing but pip.  Loads its model on the first line it speaks."""

    name = "hibari"

    def __init__(self) -> None:
        self._models: dict[str, Any] = {}

    def speaks(self, language: str) -> bool:
        """English, of any country, when the package is installed."""
        return primary(language) == "en" and self._installed is not None

    def recipe(self, request: LineRequest) -> dict[str, Any]:
        """Version, words, voice and delivery."""
        return {
            "backend": self.name,
            "version": self._installed,
            "making": MAKING,
            "text": request.text,
            "voice": request.voice.model_dump(mode="json"),
            "delivery": delivery(request.parenthetical).model_dump(mode="json"),
            "language": primary(request.language),
        }

    def speak(self, request: LineRequest) -> Samples:
        """The line, sentence by sentence, with the pauses of talk between them."""
        if not self.speaks(request.language):
            raise CutError(
                f"no English voice for the language {request.language!r} here", do="Install hibari-tts, or espeak-ng"
            )
        how = delivery(request.parenthetical)
        said = [self._sentence(sentence, request, how) for sentence in sentences(request.text)]
        return levelled(joined([resampled(samples, _MODEL_RATE) for samples in said]), decibels(how.level))

    @cached_property
    def _installed(self) -> str | None:
        try:
            return version("hibari-tts")
        except ModuleNotFoundError:
            return None

    def _sentence(self, sentence: str, request: LineRequest, how: Delivery) -> Samples:
        speaker = _speaker(request.voice.speaker)
        model = self._model(speaker.model)
        pitch = 2 ** ((speaker.pitch + request.voice.pitch + how.pitch) / 12)
        formant = speaker.formant * request.voice.formant
        pace = request.voice.pace * how.pace
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(sentence.encode()).digest()[:8], "little"))
        pieces = [
            _sound(model, phonemes, pitch, formant, pace, how.whisper, rng) for phonemes in model.phonemize(sentence)
        ]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    def _model(self, name: str) -> Any:
        if name not in self._models:
            self._models[name] = _load(name)
        return self._models[name]


def _speaker(name: str) -> Speaker:
    if name in SPEAKERS:
        return SPEAKERS[name]
    if name in _HER_OWN:
        return Speaker(model=name)
    known = ", ".join([*SPEAKERS, *_HER_OWN])
    raise CutError(f"no speaker is called {name!r}", do=f"Use one of {known}")


def _load(name: str) -> Any:
    # The package takes half a second to load and carries no types; nothing here needs it before a line is spoken.
    try:
        path = import_module("hibari.voices").voice_path(name, download_missing=False)
    except FileNotFoundError as missing:
        where = Path(str(missing))
        raise CutError(
            f"the voice {name!r} is not on this machine ({where.name})",
            do=f"Put that file of the hibari project into {where.parent}, or use the speaker 'high' or 'low'",
        ) from None
    return import_module("hibari").Hibari(voice=name, model=path, threads=1)


def _sound(
    model: Any, phonemes: str, pitch: float, formant: float, pace: float, whisper: bool, rng: np.random.Generator
) -> Samples:
    ids = np.asarray([model.ids(phonemes)], np.int64)
    if ids.shape[1] < 3:
        return np.zeros(0, np.float32)
    speed = np.asarray([np.clip(pace, 0.5, 2.0)], np.float32)
    parts = Parts(*(output[0] for output in model.sess.run(None, {"ids": ids, "speed": speed})))
    if abs(pitch - 1) > 1e-3 or abs(formant - 1) > 1e-3:
        parts = revoiced(parts, pitch, formant, rng)
    if whisper:
        parts = whispered(parts, rng)
    sound = import_module("hibari.dsp").synth(
        parts.harmonic, parts.angle, parts.hiss, parts.breath, parts.breath_phase, parts.f0, rng
    )
    return np.asarray(sound, np.float32)
