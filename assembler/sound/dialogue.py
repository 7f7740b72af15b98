"""Where each spoken line lies in the film and how it is heard: first as values, then as sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import numpy as np

from assembler.sound.loudness import level
from assembler.sound.samples import RATE, Samples, Stereo, decibels
from assembler.sound.tempo import faster
from assembler.sound.texture import banded, echoing, panned, room_response
from assembler.sound.voices.shape import faded
from assembler.soundtrack import samples_in
from film.base import Model
from film.camera import view_at
from film.plan import DialogueLine, Plan, ScenePlan
from film.shot import Shot
from film.staging import stance_at
from film.timeline import Timeline

Hearing = Literal["plain", "telephone", "away"]
"""``plain`` in the place or as a narrator, ``telephone`` through a line, ``away`` from outside the frame."""

FASTEST = 1.6
"""Speech is understood with ease up to about this speed-up; beyond it words are lost."""

WIDEST = 0.3
"""How far from the middle a voice is put, 1 being one loudspeaker alone: dialogue stays near the screen's middle."""

_HEARD_APART = re.compile(
    r"\b(phone|telephone|radio|intercom|speaker|tv|television|recorded|machine|filtered|headset)\b"
)
_CLOSE_ENOUGH, _HURRIED = 1.02, 1.3
_PLACE_ECHOES = {"room": (0.28, -19.0), "vehicle": (0.1, -20.0), "open": (0.06, -26.0)}
_CHURCH_ECHO = (2.0, -11.0)
_HEAD_HEIGHT = 1.55


class Line(Model):
    """One line on the film's samples.  ``echo`` is the place's: seconds, and dB to the voice."""

    id: str
    who: str
    said_at: int
    start: int
    samples: int
    hearing: Hearing
    side: float
    echo: tuple[float, float]


def lines(plan: Plan, timeline: Timeline) -> tuple[Line, ...]:
    """Every captioned line of the film, in its order."""
    records = {caption.line: caption.record for caption in timeline.captions}
    rate = timeline.format.rate
    found = []
    for scene, line in _spoken(plan):
        record = records.get(line.id)
        if record is None:
            continue
        start, end = samples_in(record.start, rate), samples_in(min(record.end, timeline.frames), rate)
        hearing = _hearing(scene, line)
        found.append(
            Line(
                id=line.id,
                who=next((sheet.name for sheet in plan.cast if sheet.id == line.character), line.character),
                said_at=line.lines[0],
                start=start,
                samples=max(0, end - start),
                hearing=hearing,
                side=0.0 if line.extension == "V.O." or hearing == "telephone" else side(plan, scene, line),
                echo=_echo(plan, scene),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.start, each.id)))


def placed(line: Line, spoken: Samples) -> tuple[Stereo, str]:
    """The line as it is heard, no longer than its time, and what had to be done to it ("" for nothing)."""
    fitted, finding = _fitted(line, spoken)
    if not len(fitted):
        return np.zeros((0, 2), np.float32), finding
    rng = np.random.default_rng(7)
    seconds, echo = line.echo
    if line.hearing == "telephone":
        heard = telephoned(fitted)
    elif line.hearing == "away":
        heard = echoing(
            banded(fitted, None, 3800, 1) * np.float32(decibels(-3.5)), room_response(max(seconds, 0.25), rng), -10
        )
    else:
        heard = echoing(fitted, room_response(seconds, rng), echo)
    return panned(faded(heard[: line.samples], 0, int(0.06 * RATE)), line.side), finding


def telephoned(voice: Samples) -> Samples:
    """The voice through a line (300 to 3400 Hz, ITU-T G.712) and a small loudspeaker that bends what is loud."""
    narrow = banded(voice, 330, 3300, 3)
    bent = banded((np.tanh(narrow * 5) / 5).astype(np.float32), 330, 3300, 2)
    before, after = level(voice), level(bent)
    if before is None or after is None:
        return bent
    return (bent * np.float32(decibels(before - after - 1.5))).astype(np.float32)


def side(plan: Plan, scene: ScenePlan, line: DialogueLine) -> float:
    """How far left (-) or right (+) of the middle the speaker is where the line starts, up to ``WIDEST``."""
    shot, frame = _shot_of(scene, line)
    marks = [mark for mark in shot.marks if mark.character == line.character] if shot else []
    if shot is None or not marks:
        return 0.0
    x, y, z = stance_at(marks, frame, float(plan.format.rate)).position
    across, _, depth = view_at(shot.camera, frame, plan.format.gate).project((x, y, z + _HEAD_HEIGHT))
    if depth <= 0:
        return 0.0
    return float(np.clip(across, -1, 1)) * WIDEST


def _fitted(line: Line, spoken: Samples) -> tuple[Samples, str]:
    if not len(spoken) or not line.samples:
        return spoken[:0], ""
    ratio = len(spoken) / line.samples
    if ratio <= 1:
        return spoken, ""
    where = f"line {line.said_at}, {line.who}"
    if ratio <= _CLOSE_ENOUGH:
        return spoken[: line.samples], ""
    short = faster(spoken, min(ratio * 1.005, FASTEST))
    if ratio <= FASTEST:
        told = (
            f"{where}: spoken {ratio:.2f} times as fast to fit {line.samples / RATE:.1f} s" if ratio > _HURRIED else ""
        )
        return short[: line.samples], told
    kept = faded(short[: line.samples], 0, int(0.25 * RATE))
    return (
        kept,
        f"{where}: {len(spoken) / RATE:.1f} s of speech do not fit {line.samples / RATE:.1f} s; its end is cut off",
    )


def _hearing(scene: ScenePlan, line: DialogueLine) -> Hearing:
    apart = bool(_HEARD_APART.search(line.parenthetical.lower()))
    if line.extension == "V.O.":
        return "telephone" if apart or _somebody_phones(scene, line) else "plain"
    if line.extension == "O.S.":
        return "telephone" if apart else "away"
    return "plain"


def _somebody_phones(scene: ScenePlan, line: DialogueLine) -> bool:
    """Whether a voice from elsewhere comes through a phone that is in use while it speaks."""
    heard_in = [shot for shot in scene.shots if any(speech.line == line.id for speech in shot.speech)]
    return any(
        any(mark.pose == "phone" for mark in shot.marks)
        or any(prop.kind == "phone" and prop.holder is not None for prop in shot.props)
        for shot in heard_in
    )


def _shot_of(scene: ScenePlan, line: DialogueLine) -> tuple[Shot | None, int]:
    """The shot in which the line starts, rather one that shows its speaker, and the frame of it."""
    found = [(shot, speech) for shot in scene.shots for speech in shot.speech if speech.line == line.id]
    if not found:
        return None, 0
    shot, speech = next(((shot, speech) for shot, speech in found if speech.seen), found[0])
    return shot, speech.start


def _echo(plan: Plan, scene: ScenePlan) -> tuple[float, float]:
    return _CHURCH_ECHO if scene.ambience == "church" else _PLACE_ECHOES[plan.place_of(scene).enclosure]


def _spoken(plan: Plan) -> Iterator[tuple[ScenePlan, DialogueLine]]:
    return ((scene, line) for scene in plan.scenes for line in scene.dialogue)
