"""Other languages through ``espeak-ng``, when the user has installed it.

It is GPL and is therefore never imported or shipped: it runs as a program of its own, with an
argument list (no shell) and the text through its standard input.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assembler.sound.samples import Samples, decibels, read_mono
from assembler.sound.voices.delivery import delivery
from assembler.sound.voices.request import LineRequest, primary
from assembler.sound.voices.shape import MAKING, joined, levelled
from film.cast import Voice
from film.errors import CutError

PROGRAM = "espeak-ng"

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_USUAL_WORDS_A_MINUTE = 172
_USUAL_PITCH = 50
_PITCH_A_SEMITONE = 5
_VARIANTS = {"high": ("f2", "f3", "f4", "f1", "f5"), "low": ("m3", "m1", "m7", "m2", "m4", "m6")}
"""The program's throats; the sheet's formant picks one, from the lowest resonances to the highest."""
_PATIENCE_SECONDS = 60


class EspeakVoice:
    """A formant synthesiser that speaks over a hundred languages, plainly."""

    name = "espeak-ng"

    def __init__(self, program: str | None = None) -> None:
        self._program = program or shutil.which(PROGRAM)

    def speaks(self, language: str) -> bool:
        """A language that the installed program lists."""
        return self._voice_for(language) is not None

    def recipe(self, request: LineRequest) -> dict[str, Any]:
        """The program's version and exactly what it is told."""
        return {
            "backend": self.name,
            "version": self._version,
            "making": MAKING,
            "text": request.text,
            "options": self._options(request) if self.speaks(request.language) else [],
            "level": delivery(request.parenthetical).level,
        }

    def speak(self, request: LineRequest) -> Samples:
        """The line; raises CutError when the program is missing, fails or does not know the language."""
        if not self._program or not self.speaks(request.language):
            raise CutError(
                f"no voice here speaks the language {request.language!r}",
                do=f"Install {PROGRAM} with that language; until then its lines are silent and captioned",
            )
        if not request.text:
            return np.zeros(0, np.float32)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "line.wav"
            self._run([*self._options(request), "-b", "1", "--stdin", "-w", str(path)], request.text)
            said = read_mono(path)
        return levelled(joined([said]), decibels(delivery(request.parenthetical).level))

    @cached_property
    def _version(self) -> str:
        words = self._run(["--version"], "").split() if self._program else []
        return next((word for word in words if word[0].isdigit()), "")

    @cached_property
    def _languages(self) -> frozenset[str]:
        if not self._program:
            return frozenset()
        try:
            listed = self._run(["--voices"], "")
        except CutError:
            # A program that cannot even list its voices speaks none; the lines' own error says what to do.
            return frozenset()
        rows = [line.split() for line in listed.splitlines()[1:]]
        return frozenset(row[1].lower() for row in rows if len(row) > 1)

    def _voice_for(self, language: str) -> str | None:
        tag = language.strip().lower().replace("_", "-")
        if not _TAG.fullmatch(tag):
            return None
        # The program calls Mandarin by its own code.
        named = (tag, primary(tag), {"zh": "cmn", "no": "nb"}.get(primary(tag), ""))
        near = sorted(known for known in self._languages if known.startswith(f"{primary(tag)}-"))
        return next((name for name in (*named, *near) if name in self._languages), None)

    def _options(self, request: LineRequest) -> list[str]:
        how = delivery(request.parenthetical)
        pace = round(_USUAL_WORDS_A_MINUTE * request.voice.pace * how.pace)
        pitch = round(_USUAL_PITCH + _PITCH_A_SEMITONE * (request.voice.pitch + how.pitch))
        variant = "whisper" if how.whisper else _variant(request.voice)
        voice = f"{self._voice_for(request.language)}+{variant}"
        return ["-v", voice, "-s", str(min(max(pace, 80), 350)), "-p", str(min(max(pitch, 0), 99))]

    def _run(self, arguments: list[str], text: str) -> str:
        command = [str(self._program), *arguments]
        try:
            done = subprocess.run(
                command, input=text.encode(), capture_output=True, timeout=_PATIENCE_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise CutError(
                f"{PROGRAM} did not speak: {error.__class__.__name__}", do=f"Try {PROGRAM} by itself, or remove it"
            ) from error
        return done.stdout.decode(errors="replace")


def _variant(voice: Voice) -> str:
    throats = _VARIANTS["low" if voice.speaker == "low" else "high"]
    place = (voice.formant - 0.85) / 0.3
    return throats[min(max(int(place * len(throats)), 0), len(throats) - 1)]
