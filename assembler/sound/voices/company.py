"""The voices together: each line goes to the first that speaks its language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assembler.sound.samples import Samples, write_mono
from assembler.sound.voices.espeak import PROGRAM, EspeakVoice
from assembler.sound.voices.hibari import HibariVoice
from assembler.sound.voices.request import LineRequest, VoiceBackend
from film.errors import CutError


class Company:
    """Several voices that answer as one."""

    def __init__(self, members: Sequence[VoiceBackend]) -> None:
        self._members = tuple(members)

    @property
    def name(self) -> str:
        """The members' names in the order in which they are asked."""
        return "+".join(member.name for member in self._members)

    def speaks(self, language: str) -> bool:
        """Whether any of them does."""
        return any(member.speaks(language) for member in self._members)

    def recipe(self, request: LineRequest) -> dict[str, Any]:
        """The recipe of whoever would speak; that nobody would is a recipe of its own."""
        for member in self._members:
            if member.speaks(request.language):
                return member.recipe(request)
        return {"backend": "none", "text": request.text, "language": request.language}

    def speak(self, request: LineRequest) -> Samples:
        """The line by the first who speaks the language; raises CutError when nobody does."""
        for member in self._members:
            if member.speaks(request.language):
                return member.speak(request)
        raise CutError(
            f"no voice here speaks the language {request.language!r}",
            do=f"Install {PROGRAM} with that language; until then its lines are silent and captioned",
        )


def default_backend() -> VoiceBackend:
    """English by hibari-tts; whatever else an installed espeak-ng can say."""
    return Company((HibariVoice(), EspeakVoice()))


def speak_to(request: LineRequest, backend: VoiceBackend, path: Path) -> None:
    """Speak one line into a mono 24-bit 48 kHz WAV.

    A line in which nothing can be said gives a file of no samples.  Raises CutError as the backend does.
    """
    write_mono(path, backend.speak(request))
