"""A scene's takes written down as its plan: lettered setups, numbered shots, dialogue; then words and framing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from film.cast import CharacterSheet
from film.plan import DialogueLine
from film.shot import Setup, Shot
from planner.beats import Span
from planner.coverage.focus import focused
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.framing import shot_framing
from planner.staging.blocking import Staged
from planner.wording import described

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Setup letters as on a slate: without I and O, which read as digits."""


def dialogue_of(staged: Sequence[Staged], label: str) -> tuple[DialogueLine, ...]:
    """Every line of a scene at its frame of it."""
    lines, at = [], 0
    for index, each in enumerate(staged):
        step = each.step
        if each.speech is not None and step.character is not None:
            line = DialogueLine(
                id=_line_id(staged, index, label),
                character=step.character,
                text=step.text,
                parenthetical=step.parenthetical,
                extension=step.extension,
                language=step.language,
                start=at + each.speech[0],
                frames=each.speech[1],
                lines=step.lines,
            )
            lines.append(line)
        at += each.frames
    return tuple(lines)


def _line_id(staged: Sequence[Staged], index: int, label: str) -> str:
    """The scene's number and the speech's own: a reworded line keeps it."""
    return f"{label}-L{sum(each.speech is not None for each in staged[: index + 1])}"


def setups_of(takes: Sequence[Take]) -> tuple[tuple[Setup, ...], list[Setup]]:
    """One setup for each camera placement, lettered in the order of first use; the one of every take."""
    found: dict[tuple[object, ...], Setup] = {}
    used = []
    for take in takes:
        intent, first = take.option.intent, take.option.candidate.keys[0]
        size = take.option.candidate.size
        same = (
            intent.idiom,
            size,
            intent.angle,
            intent.subjects,
            first.position,
            first.target,
            first.focal_mm,
            first.roll,
        )
        if same not in found:
            found[same] = Setup(
                id=letter(len(found)),
                idiom=intent.idiom,
                size=size,
                angle=intent.angle,
                lens_mm=first.focal_mm,
                subjects=intent.subjects,
                position=first.position,
                target=first.target,
                axis=take.axis,
            )
        used.append(found[same])
    return tuple(found.values()), used


def letter(index: int) -> str:
    """A, B ... Z without I and O, then AA, AB ..."""
    first, rest = divmod(index, len(_LETTERS))
    return (letter(first - 1) if first else "") + _LETTERS[rest]


def _beat_at(beats: Sequence[Span], take: Take) -> str:
    step = take.pieces[0][0]
    return next(span.beat.id for span in beats if span.first <= step < span.end)


def shots_of(
    takes: Sequence[Take], used: Sequence[Setup], beats: Sequence[Span], stage: Stage, label: str
) -> list[Shot]:
    """The shots as all but their words and their framing: what the proof reads."""
    return [
        _shot(take, f"{label}-{setup.id}{i}", setup.id, _beat_at(beats, take), stage, label)
        for i, (take, setup) in enumerate(zip(takes, used, strict=True), start=1)
    ]


def _shot(take: Take, name: str, setup: str, beat: str, stage: Stage, label: str) -> Shot:
    intent, candidate = take.intent, take.candidate
    lines = {index: _line_id(stage.staged, index, label) for index, _ in take.speech}
    return Shot(
        id=name,
        setup=setup,
        beat=beat,
        idiom=intent.idiom,
        size=candidate.size,
        angle=intent.angle,
        lens_mm=candidate.lens,
        move=candidate.move,
        subjects=take.subjects,
        insert=_thing(take),
        frames=take.frames,
        covers=take.covers,
        description="",
        camera=candidate.keys,
        marks=take.marks,
        props=take.props,
        speech=tuple(speech.but(line=lines[index]) for index, speech in take.speech),
        sounds=take.sounds,
        place=take.place,
        split=take.split,
        transition=take.transition,
        notes=take.notes,
    )


def _thing(take: Take) -> str | None:
    """The prop that an insert is of."""
    shown = take.intent.insert if take.intent.idiom == "insert" else None
    return shown if any(prop.prop == shown for prop in take.props) else None


def told(shot: Shot, setup: Setup, take: Take, sheets: Mapping[str, CharacterSheet], stage: Stage) -> Shot:
    """The shot with its focus, where it has everybody in its picture, and in one line of words."""
    shot = focused(shot, take, stage)
    place = stage.place_at(take.pieces[0][0]).name
    words = described(shot, setup, stage.names, place, stage.time)
    return shot.but(framing=shot_framing(shot, sheets, stage.gate, stage.fps), description=words)
