"""The film's sound: dialogue, air and effects laid in time, brought to level, written as stems."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from assembler.sound.ambience import sound_of, stretches
from assembler.sound.cues import Cue, cues
from assembler.sound.dialogue import Line, lines, placed
from assembler.sound.effects import effect
from assembler.sound.master import TARGET_LUFS, deliver, gain_for, measured
from assembler.sound.samples import RATE, Samples, Stereo, read_mono
from assembler.sound.tape import Tape, recorded
from assembler.sound.texture import panned
from assembler.soundtrack import samples_in
from film.base import Model
from film.errors import CutError
from film.plan import Plan
from film.timeline import Timeline

DUCK_DB = -6.0
"""How far air and effects step back while somebody speaks."""

_DOWN_SECONDS, _UP_SECONDS = 0.15, 0.5
_TOLERANCE_LU = 1.0


class Stems(Model):
    """The film's sound as 48 kHz stereo 24-bit WAV files of one length: dialogue, effects, both together.

    ``findings`` is what a listener should know, one sentence each: lines nobody could speak, speech
    that had to hurry, sounds nobody could make.
    """

    dx: Path
    fx: Path
    mix: Path
    findings: tuple[str, ...] = ()


def write_stems(plan: Plan, timeline: Timeline, spoken: Mapping[str, Path], folder: Path) -> Stems:
    """Mix the film into ``folder``: ``dx.wav``, ``fx.wav`` and ``mix.wav``, each as long as the picture to the sample.

    ``spoken`` is a WAV for each dialogue line by its id; a line without one stays silent and is
    reported.  Raises CutError when a WAV cannot be read or the folder not be written.
    """
    samples = samples_in(timeline.frames, timeline.format.rate)
    film_lines = lines(plan, timeline)
    stems = {name: folder / f"{name}.wav" for name in ("dx", "fx", "mix")}
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".mix-") as scratch:
            dx, fx = Path(scratch) / "dx", Path(scratch) / "fx"
            with Tape(dx, samples) as tape:
                said = _lay_dialogue(tape, film_lines, spoken)
            with Tape(fx, samples) as tape:
                heard = _lay_effects(tape, plan, timeline, film_lines)
            dialogue, effects = recorded(dx), recorded(fx)
            loudness = measured(dialogue, effects)
            gain = gain_for(loudness)
            deliver(dialogue, effects, gain, **stems)
            del dialogue, effects
    except OSError as error:
        raise CutError(f"the sound cannot be written: {error.strerror}", where=folder, do="Free some space") from error
    return Stems(**stems, findings=(*said, *heard, *_loudness_finding(loudness, gain)))


def ducking(film_lines: Sequence[Line], start: int, samples: int) -> Samples:
    """The gain of everything but speech, shape (samples,), from sample ``start`` of the film.

    ::

        ------\\                      /------   1
               \\____________________/          DUCK_DB
              |      line      |
    """
    at, level = [-1], [0.0]
    for line in film_lines:
        down, up = line.start - int(_DOWN_SECONDS * RATE), line.start + line.samples + int(_UP_SECONDS * RATE)
        if down <= at[-1]:
            # The next line comes before the air is back: it stays down.
            if up > at[-1]:
                at[-2:], level[-2:] = [max(at[-2], line.start + line.samples), up], [DUCK_DB, 0.0]
            continue
        at += [down, line.start, line.start + line.samples, up]
        level += [0.0, DUCK_DB, DUCK_DB, 0.0]
    decibel = np.interp(np.arange(start, start + samples), at, level)
    return (10 ** (decibel / 20)).astype(np.float32)


def _lay_dialogue(tape: Tape, film_lines: Sequence[Line], spoken: Mapping[str, Path]) -> list[str]:
    findings = []
    silent: list[Line] = []
    for line in film_lines:
        path = spoken.get(line.id)
        if path is None:
            silent.append(line)
            continue
        sound, finding = placed(line, read_mono(path))
        tape.lay(sound, line.start)
        findings += [finding] if finding else []
    if silent:
        who = ", ".join(sorted({line.who for line in silent}))
        findings.append(f"line {silent[0].said_at}: {len(silent)} spoken lines of {who} are silent and only captioned")
    return findings


def _lay_effects(tape: Tape, plan: Plan, timeline: Timeline, film_lines: Sequence[Line]) -> list[str]:
    """Air and cues in the order of their starts, stepping back under speech."""
    findings = []
    waiting = deque(cues(plan, timeline))
    for start, air in (piece for stretch in stretches(plan, timeline) for piece in sound_of(stretch)):
        while waiting and waiting[0].start < start:
            findings += _lay_cue(tape, waiting.popleft(), film_lines)
        _lay_ducked(tape, air, start, film_lines)
    for cue in waiting:
        findings += _lay_cue(tape, cue, film_lines)
    return findings


def _lay_cue(tape: Tape, cue: Cue, film_lines: Sequence[Line]) -> list[str]:
    sound = effect(cue.name, cue.seed)
    if sound is None:
        return [f'line {cue.said_at}: no sound is known for "{cue.name[:60]}"; lay it in the edit']
    _lay_ducked(tape, panned(sound, 0.0), cue.start, film_lines)
    return []


def _lay_ducked(tape: Tape, sound: Stereo, start: int, film_lines: Sequence[Line]) -> None:
    tape.lay(sound * ducking(film_lines, start, len(sound))[:, None], start)


def _loudness_finding(loudness: float | None, gain: float) -> list[str]:
    if loudness is None:
        return ["the film is silent"]
    if abs(loudness + gain - TARGET_LUFS) <= _TOLERANCE_LU:
        return []
    return [
        f"the film stands at {loudness + gain:.1f} LUFS, not {TARGET_LUFS:.0f}: it has too little speech to judge by"
    ]
