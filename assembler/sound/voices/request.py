"""What is asked of a voice, and what a voice must be able to do."""

from __future__ import annotations

from typing import Any, Protocol

from assembler.sound.samples import Samples
from assembler.sound.voices.text import spoken_text
from film.base import Model
from film.cast import CharacterSheet, Voice
from film.plan import DialogueLine


class LineRequest(Model):
    """One line to speak: ``text`` is already what is said aloud, ``parenthetical`` how it is said."""

    text: str
    voice: Voice = Voice()
    language: str = "en"
    parenthetical: str = ""


class VoiceBackend(Protocol):
    """Somebody who can read a line aloud.  Equal requests give equal samples."""

    @property
    def name(self) -> str:
        """A short word for messages and recipes."""

    def speaks(self, language: str) -> bool:
        """Whether a language (``en``, ``en-GB``, ``ko``) can be spoken here and now."""

    def recipe(self, request: LineRequest) -> dict[str, Any]:
        """All that decides the samples, as plain JSON values: backend and version, words, voice, delivery."""

    def speak(self, request: LineRequest) -> Samples:
        """The line at 48 kHz without silence around it; no samples when nothing in it can be said.

        Raises CutError when the language or the voice is not to be had, with what to install.
        """


def line_request(line: DialogueLine, sheet: CharacterSheet) -> LineRequest:
    """The line as its character says it."""
    return LineRequest(
        text=spoken_text(line.text),
        voice=sheet.voice,
        language=line.language,
        parenthetical=line.parenthetical.strip(),
    )


def primary(language: str) -> str:
    """``en`` of ``en-GB``, lower case; empty for what is no language tag."""
    return language.strip().lower().replace("_", "-").split("-")[0]
