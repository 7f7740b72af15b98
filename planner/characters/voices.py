"""A voice for everybody who speaks, measurably apart from every other of the same speaker.

Two voices are apart when they differ by 1.5 semitones of pitch or 0.06 of formant ratio; listeners
tell talkers by just these two first.  Age lowers and slows, childhood raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from film.cast import Build, Voice
from film.names import digest

SEMITONES, FORMANT = 1.5, 0.06
_PITCHES = (-4.0, -2.5, -1.0, 0.0, 1.0, 2.5, 4.0)
_FORMANTS = (0.88, 0.94, 1.0, 1.06, 1.12)
_PACES = (0.94, 0.97, 1.0, 1.03, 1.06)
_SLOWEST, _QUICKEST = 0.75, 1.25
"""Beyond these a synthesised voice sounds like a machine."""


class Asked(NamedTuple):
    """How a voice is asked to be beside what name and body suggest: semitones higher, and its pace times so much."""

    pitch: float = 0.0
    pace: float = 1.0


def voice_for(name: str, build: Build, others: Sequence[Voice], asked: Asked | None = None) -> Voice:
    """The voice nearest to what name and body suggest that is clearly apart from ``others``, given before it."""
    speaker = "low" if build.gender > 0.5 or (build.gender == 0.5 and _share(name, "speaker") < 0.5) else "high"
    if build.age < 14:
        speaker = "high"
    same = [voice for voice in others if voice.speaker == speaker]
    taken = dict.fromkeys((voice.pitch, voice.formant) for voice in same)
    pitch, formant, pace = _wish(name, build)
    if asked is not None:
        pitch, pace = pitch + asked.pitch, round(min(max(pace * asked.pace, _SLOWEST), _QUICKEST), 2)
    options = sorted(
        ((p, f) for p in _PITCHES for f in _FORMANTS),
        key=lambda option: (abs(option[0] - pitch) / SEMITONES + abs(option[1] - formant) / FORMANT, option),
    )
    for apart in (2.0, 1.5, 1.0):
        for option in options:
            if all(apartness(option, other) >= apart for other in taken):
                return Voice(speaker=speaker, pitch=option[0], formant=option[1], pace=pace)
    # The grid is full: repeat the least used corner and let the pace tell them apart.
    option = min(options, key=lambda o: sum((voice.pitch, voice.formant) == o for voice in same))
    return Voice(speaker=speaker, pitch=option[0], formant=option[1], pace=_PACES[len(same) % len(_PACES)])


def apartness(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How many times the least audible difference two (pitch, formant) pairs are apart; 1 is enough to tell."""
    return round(max(abs(a[0] - b[0]) / SEMITONES, abs(a[1] - b[1]) / FORMANT), 6)


def _wish(name: str, build: Build) -> tuple[float, float, float]:
    pitch = -2.0 + 4.0 * _share(name, "pitch")
    formant = 0.94 + 0.12 * _share(name, "formant")
    pace = _PACES[int(_share(name, "pace") * len(_PACES))]
    if build.age < 14:
        return 4.0, 1.12, 1.05
    if build.age < 20:
        return pitch + 1.0, formant + 0.03, pace + 0.02
    if build.age > 62:
        return pitch - 1.5, formant - 0.03, round(pace - 0.07, 2)
    # A big body has a long throat: formants fall with height.
    return pitch, formant - 0.3 * (build.height - 1.72), pace


def _share(name: str, key: str) -> float:
    return int(digest([name, key])[:13], 16) / 16**13
