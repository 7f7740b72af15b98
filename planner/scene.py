"""One scene from its facts to its plan: beats, blocking, coverage, cameras, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import DialogueLine, ScenePlan
from film.screenplay import Scene
from film.shot import Setup, Shot, Size
from planner.beats import Span, beats_of
from planner.brief import Brief
from planner.camera.axis import axes_of
from planner.coverage.cover import cover
from planner.coverage.directed import obeyed
from planner.coverage.split import with_splits
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.facts import SceneFacts
from planner.framing import shot_framing
from planner.played import played
from planner.staging.blocking import Staged, block
from planner.staging.crowd import Bystanders, crowd_of, shot_cleared, stays_of
from planner.wishes import Wish, wish_of
from planner.wording import described

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Setup letters as on a slate: without I and O, which read as digits."""


@dataclass(frozen=True)
class Shared:
    """What all scenes of a film share: its cast and places by id, and what the director asks."""

    cast: Mapping[str, CharacterSheet]
    places: Mapping[str, PlaceSheet]
    brief: Brief


@dataclass(frozen=True)
class Entry:
    """How the film comes to a scene.

    ``label`` is its number as shots carry it, ``place`` the id of its place; ``establish``: the place is new here.
    ``came_from`` says by which of the place's entrances somebody left it before, ``wardrobe`` who wears which outfit.
    ``size`` is that of the shot before it.
    """

    label: str
    place: str
    establish: bool
    came_from: Mapping[str, str] = field(default_factory=dict)
    wardrobe: Mapping[str, str] = field(default_factory=dict)
    size: Size | None = None


class Planned(NamedTuple):
    """A scene's plan, by which entrance of which place (by id) people last came or went, and what the writer asks of
    shots (by id) that may break rules of the cut.
    """

    scene: ScenePlan
    doors: Mapping[str, Mapping[str, str]]
    asked: Mapping[str, Wish]


def plan_scene(scene: Scene, facts: SceneFacts, entry: Entry, shared: Shared) -> Planned:
    """The plan of one scene."""
    brief, cast, place, label = shared.brief, shared.cast, shared.places[entry.place], entry.label
    picture = brief.format
    steps = played(scene, facts, entry.establish, entry.size)
    heights = {name: cast[name].build.height for name in facts.present}
    staged = block(place, facts, steps, heights, picture.rate, shared.places, entry.came_from)
    names = {name: sheet.name for name, sheet in cast.items()}
    stage = Stage(
        place=place,
        staged=staged,
        axes=axes_of(staged),
        heights=heights,
        names=names,
        rate=picture.rate,
        aspect=picture.aspect,
        time=facts.time_of_day,
        style=brief.style,
    )
    dressed = {name: sheet.dressed(entry.wardrobe.get(name)) for name, sheet in cast.items() if name in heights}
    takes = obeyed(with_splits(cover(stage, entry.establish), stage), stage)
    extras = crowd_of(place, facts, staged, stage.axes, tuple(sheet.palette.top for sheet in dressed.values()))
    beats = beats_of(steps)
    setups, used = _setups(takes)
    planned = ScenePlan(
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
        wardrobe={name: entry.wardrobe[name] for name in sorted(entry.wardrobe)},
        extras=extras,
        setups=setups,
        shots=tuple(
            _told(
                _shot(take, f"{label}-{setup.id}{i}", setup.id, _beat_at(beats, take), stage, label),
                setup,
                take,
                dressed,
                stage,
            )
            for i, (take, setup) in enumerate(zip(takes, used, strict=True), start=1)
        ),
    )
    wishes = (wish_of(take, before, stage) for before, take in zip((None, *takes), takes, strict=False))
    asked = {shot.id: wish for shot, wish in zip(planned.shots, wishes, strict=True) if wish is not None}
    return Planned(_making_room(planned, facts, stage), _doors(staged), asked)


def _making_room(scene: ScenePlan, facts: SceneFacts, stage: Stage) -> ScenePlan:
    """The scene with whom of the crowd each shot sends away."""
    if not scene.extras:
        return scene
    crowd = Bystanders.of(scene.extras, stays_of(stage.place, facts, scene.extras))
    shots = tuple(shot_cleared(crowd, shot, stage.heights, stage.fps, stage.aspect) for shot in scene.shots)
    return scene.but(shots=shots)


def _doors(staged: Sequence[Staged]) -> dict[str, dict[str, str]]:
    """By which entrance of each place somebody came or went last."""
    found: dict[str, dict[str, str]] = {}
    for each in staged:
        if each.doors and not each.step.montage:
            found.setdefault(each.place.id, {}).update(each.doors)
    return found


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


def _setups(takes: Sequence[Take]) -> tuple[tuple[Setup, ...], list[Setup]]:
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


def _told(shot: Shot, setup: Setup, take: Take, sheets: Mapping[str, CharacterSheet], stage: Stage) -> Shot:
    """The shot with where it has everybody in its picture, and in one line of words."""
    place = stage.place_at(take.pieces[0][0]).name
    words = described(shot, setup, stage.names, place, stage.time)
    return shot.but(framing=shot_framing(shot, sheets, stage.aspect, stage.fps), description=words)


def label_of(number: str, taken: frozenset[str]) -> str:
    """The scene's number as ids carry it: letters and digits only, and no two scenes the same."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", number).strip("_") or "0"
    if plain not in taken:
        return plain
    return next(f"{plain}x{i}" for i in range(2, len(taken) + 3) if f"{plain}x{i}" not in taken)
