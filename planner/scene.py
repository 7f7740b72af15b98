"""One scene from its facts to its plan: beats, blocking, coverage, cameras, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from film.base import LineSpan
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import DialogueLine, ScenePlan
from film.screenplay import Scene
from film.shot import Setup, Shot
from planner.beats import Span, beats_of
from planner.brief import Brief
from planner.camera.axis import axes_of
from planner.coverage.cover import cover
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.facts import SceneFacts, Step
from planner.staging.blocking import Staged, block
from prompts import fill

OPENING_SECONDS = 2.2
"""How long an empty look at a new place lasts before people speak or come in."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Setup letters as on a slate: without I and O, which read as digits."""
_RESTLESS = {"enter", "exit", "cross", "approach", "run", "sit", "rise", "retreat", "lie", "fall"}
_IDIOMS = {
    "establishing": "establishing shot", "master": "master", "two_shot": "two-shot", "ots": "over the shoulder",
    "single": "single", "reaction": "reaction", "insert": "insert", "pov": "point of view", "moving": "moving shot",
}  # fmt: skip


def plan_scene(
    scene: Scene,
    label: str,
    facts: SceneFacts,
    place: PlaceSheet,
    cast: Mapping[str, CharacterSheet],
    brief: Brief,
    establish: bool,
    elsewhere: Mapping[str, PlaceSheet] | None = None,
) -> ScenePlan:
    """The plan of one scene.  ``label`` is its number as shots carry it; ``establish``: the place is new here.

    ``elsewhere`` are the sheets, by id, of the other places that its steps may name.
    """
    picture = brief.format
    steps = _steps(scene, facts, establish)
    heights = {name: cast[name].build.height for name in facts.present}
    staged = block(place, facts, steps, heights, picture.rate, elsewhere)
    names = {name: sheet.name for name, sheet in cast.items()}
    stage = Stage(
        place=place,
        staged=staged,
        axes=axes_of(staged, place),
        heights=heights,
        names=names,
        rate=picture.rate,
        aspect=picture.aspect,
        time=facts.time_of_day,
        style=brief.style,
    )
    takes = cover(stage, establish)
    beats = beats_of(steps)
    setups, letters = _setups(takes)
    return ScenePlan(
        id=scene.id,
        number=scene.number,
        text=scene.text,
        heading=scene.heading,
        lines=scene.lines,
        place=place.id,
        time_of_day=facts.time_of_day,
        weather=facts.weather,
        story_day=facts.story_day,
        ambience=facts.ambience,
        breakdown=facts.breakdown,
        beats=tuple(span.beat for span in beats),
        dialogue=_dialogue(staged, label),
        setups=setups,
        shots=tuple(
            _shot(take, f"{label}-{letter}{i}", letter, _beat_at(beats, take), stage, label)
            for i, (take, letter) in enumerate(zip(takes, letters, strict=True), start=1)
        ),
    )


def _steps(scene: Scene, facts: SceneFacts, establish: bool) -> tuple[Step, ...]:
    """The script's steps; a moment of the place alone before them where they begin at once, or where there are none."""
    if not facts.steps:
        return (_moment(scene),)
    steps = _held_to_the_end(facts.steps)
    first = steps[0]
    restless = any(doing.verb in _RESTLESS for doing in first.doings) and bool(facts.from_start or first.doings)
    if establish and (first.kind == "speech" or restless or first.insert or first.direction):
        return (_moment(scene), *steps)
    return steps


def _held_to_the_end(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A last moment in which nobody does anything is given to the one who goes away in the step before it."""
    if len(steps) < 2:
        return steps
    going, end = steps[-2:]
    empty = end.kind == "action" and not (end.doings or end.mentions or end.insert or end.direction or end.sounds)
    if not empty or not any(doing.verb == "exit" for doing in going.doings):
        return steps
    seconds = round(going.seconds + end.seconds, 3)
    return (*steps[:-2], going.but(lines=(going.lines[0], end.lines[1]), seconds=seconds))


def _moment(scene: Scene) -> Step:
    head: LineSpan = (scene.lines[0], scene.lines[0])
    return Step(kind="action", lines=head, text=scene.text, seconds=OPENING_SECONDS, tension=0.2)


def _dialogue(staged: Sequence[Staged], label: str) -> tuple[DialogueLine, ...]:
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


def _setups(takes: Sequence[Take]) -> tuple[tuple[Setup, ...], list[str]]:
    """One setup for each camera placement, lettered in the order of first use; the letter of every take."""
    found: dict[tuple[object, ...], Setup] = {}
    letters = []
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
        letters.append(found[same].id)
    return tuple(found.values()), letters


def letter(index: int) -> str:
    """A, B ... Z without I and O, then AA, AB ..."""
    first, rest = divmod(index, len(_LETTERS))
    return (letter(first - 1) if first else "") + _LETTERS[rest]


def _beat_at(beats: Sequence[Span], take: Take) -> str:
    step = take.pieces[0][0]
    return next(span.beat.id for span in beats if span.first <= step < span.end)


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
        insert=intent.insert if intent.idiom == "insert" else None,
        frames=take.frames,
        covers=take.covers,
        description=_description(take, stage),
        camera=candidate.keys,
        marks=take.marks,
        props=take.props,
        speech=tuple(speech.but(line=lines[index]) for index, speech in take.speech),
        sounds=take.sounds,
        place=take.place,
        transition=take.transition,
        notes=take.notes,
    )


def _description(take: Take, stage: Stage) -> str:
    intent, candidate = take.intent, take.candidate
    wanted = [name for name in intent.subjects if name in take.subjects] or list(take.subjects)
    who = " and ".join(stage.names.get(name, name) for name in wanted) or "nobody"
    if intent.idiom == "insert" and intent.insert:
        who = f"{intent.insert.replace('_', ' ')} with {who}" if wanted else intent.insert.replace("_", " ")
    return fill(
        "shot",
        size=candidate.size,
        idiom=_IDIOMS[intent.idiom],
        subjects=who,
        lens=f"{candidate.lens:g}",
        angle=intent.angle,
        move=candidate.move,
        place=stage.place_at(take.pieces[0][0]).name,
        time=stage.time,
    )


def label_of(number: str, taken: frozenset[str]) -> str:
    """The scene's number as ids carry it: letters and digits only, and no two scenes the same."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", number).strip("_") or "0"
    if plain not in taken:
        return plain
    return next(f"{plain}x{i}" for i in range(2, len(taken) + 3) if f"{plain}x{i}" not in taken)
