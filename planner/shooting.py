"""One intent made a shot: its marks, its solved camera, who is in it, what is spoken and heard in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from film.base import LineSpan, Vec3
from film.camera import view_at
from film.place import PlaceSheet
from film.plan import TimeOfDay
from film.shot import Axis, ShotProp, SoundCue, Speech
from film.staging import Mark
from planner.body import Proxy
from planner.camera.brief import Before, CameraBrief, sample
from planner.camera.sight import look
from planner.camera.solve import Solved, solve
from planner.camera.things import middle_of, span_of
from planner.camera.visible import mouth_seen, visible
from planner.coverage.intent import Intent
from planner.geometry import rounded, side_of
from planner.solids import solids_of, with_props
from planner.staging.blocking import Staged
from planner.staging.hands import hand_point
from planner.staging.person import Person
from planner.staging.properties import carrying, shown_by
from planner.staging.slices import length, marks_of

_EVERY = 6


@dataclass(frozen=True)
class Set:
    """What all shots of a scene share."""

    place: PlaceSheet
    staged: tuple[Staged, ...]
    axes: tuple[Axis | None, ...]
    heights: Mapping[str, float]
    names: Mapping[str, str]
    rate: Fraction
    aspect: float
    time: TimeOfDay

    @property
    def fps(self) -> float:
        """Frames per second as a float, for reading marks."""
        return float(self.rate)


@dataclass(frozen=True)
class Take:
    """A shot before it has a number."""

    intent: Intent
    solved: Solved
    axis: Axis | None
    frames: int
    subjects: tuple[str, ...]
    marks: tuple[Mark, ...]
    props: tuple[ShotProp, ...]
    speech: tuple[tuple[int, Speech], ...]
    sounds: tuple[SoundCue, ...]
    covers: tuple[LineSpan, ...]


def shoot_all(intents: Sequence[Intent], stage: Set) -> tuple[Take, ...]:
    """The shots of a scene in order.

    A shot minds the camera before it only where a paragraph of action, or its own step, fixed that
    camera: no reworded line moves the camera of another line.
    """
    takes: list[Take] = []
    for intent in intents:
        before = takes[-1] if takes else None
        step = None if before is None else before.intent.pieces[-1][0]
        known = step is not None and (stage.staged[step].speech is None or step == intent.pieces[0][0])
        takes.append(shoot(intent, stage, before if known else None))
    return tuple(takes)


def shoot(intent: Intent, stage: Set, before: Take | None = None) -> Take:
    """The shot of an intent, ``before`` being the one it is cut against."""
    tracks = marks_of(stage.staged, intent.pieces, stage.fps)
    frames = length(intent.pieces)
    props = stage.staged[intent.pieces[-1][0]].props
    tracks = carrying(tracks, props, intent.insert)
    axis = axis_for(intent, stage)
    brief = _brief(intent, stage, tracks, frames, axis, props)
    solved = solve(brief if before is None else replace(brief, before=_cut_from(before)))
    keys = solved.candidate.keys
    samples = sample(tracks, stage.heights, _frames_to_look_at(frames), stage.fps)
    holding = _holder(intent, props) if solved.intent.idiom == "insert" else None
    subjects = visible(keys, samples, solved.intent, brief, holding)
    if solved.intent.idiom == "ots" and solved.intent.over not in subjects:
        solved = replace(solved, intent=replace(solved.intent, idiom="single", over=None))
    return Take(
        intent=intent,
        solved=solved,
        axis=axis if solved.intent.idiom not in ("pov", "insert", "establishing") else None,
        frames=frames,
        subjects=subjects,
        marks=tuple(mark for name in tracks for mark in tracks[name]),
        props=tuple(prop for prop in props if prop.holder is None or prop.holder in subjects),
        speech=_speech(intent, stage, solved, subjects, samples),
        sounds=_sounds(intent, stage),
        covers=tuple(dict.fromkeys(stage.staged[index].step.lines for index, _, _ in intent.pieces)),
    )


def _cut_from(take: Take) -> Before:
    last = take.solved.candidate.keys[-1]
    return Before(take.subjects, take.solved.candidate.size, last.position, last.target)


def _brief(
    intent: Intent, stage: Set, tracks: Mapping[str, Sequence[Mark]], frames: int, axis: Axis | None,
    props: Sequence[ShotProp],
) -> CameraBrief:  # fmt: skip
    last = stage.staged[intent.pieces[-1][0]]
    people = {**last.before, **last.after}
    moving = any(len({mark.position for mark in track}) > 1 for track in tracks.values())
    count = 7 if intent.idiom == "moving" else 5 if moving else 3 if intent.move != "static" else 2
    at = sorted({round((frames - 1) * i / (count - 1)) for i in range(count)})
    intent = replace(intent, subjects=tuple(name for name in intent.subjects if name in tracks))
    inserted = _inserted(intent, props)
    return CameraBrief(
        intent=intent,
        place=stage.place,
        solids=with_props(solids_of(stage.place), props),
        aspect=stage.aspect,
        frames=frames,
        samples=sample(tracks, stage.heights, at, stage.fps),
        heights=stage.heights,
        fps=stage.fps,
        seated={name: tracks[name][0].seat is not None for name in tracks},
        axis=axis,
        thing=_thing(intent, props, people),
        thing_span=span_of(inserted, props),
        thing_laid=inserted is not None and inserted.holder is None,
        holder_yaw=_holder_yaw(intent, props, people),
    )


def axis_for(intent: Intent, stage: Set) -> Axis | None:
    """The scene's axis; for others who talk or look across it their own line, seen from the same side."""
    index = intent.pieces[0][0]
    main, people = stage.axes[index], stage.staged[intent.pieces[-1][0]].after
    if main is None or intent.idiom not in ("ots", "two_shot", "single", "reaction"):
        return main
    pair = intent.subjects[:2] if intent.idiom in ("ots", "two_shot") else looking_pair(intent.focus, people)
    if len(pair) < 2 or any(name not in people for name in pair):
        return main if intent.idiom in ("ots", "two_shot") or _on_axis(main, people.get(intent.focus or "")) else None
    first, second = sorted(pair)
    a, b = people[first].spot, people[second].spot
    apart = max(abs(side_of(main.a, main.b, a)), abs(side_of(main.a, main.b, b)))
    if apart < 0.05:
        return main
    dx, dy, mx, my = b[0] - a[0], b[1] - a[1], main.b[0] - main.a[0], main.b[1] - main.a[1]
    along_it = dx * mx + dy * my
    if abs(along_it) < 0.35 * math.hypot(dx, dy) * math.hypot(mx, my):
        return None
    same = along_it >= 0
    flat_a, flat_b = rounded((*a, 0.0)), rounded((*b, 0.0))
    side = main.side if same else (-1 if main.side == 1 else 1)
    return Axis(a=flat_a[:2], b=flat_b[:2], side=side)


def _on_axis(axis: Axis, person: Person | None) -> bool:
    return person is not None and min(math.dist(axis.a, person.spot), math.dist(axis.b, person.spot)) < 0.3


def looking_pair(name: str | None, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Somebody and the one whose eyes they look at; nobody else when they look at nobody."""
    if name is None or name not in people or people[name].look is None:
        return ()
    look = people[name].look or (0.0, 0.0, 0.0)
    seen = [each.id for each in people.values() if each.id != name and math.dist(each.spot, look[:2]) < 0.3]
    return (name, seen[0]) if seen else (name,)


def _thing(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> Vec3 | None:
    if intent.insert is None:
        return None
    prop = _inserted(intent, props)
    if prop is not None and prop.holder is None:
        return middle_of(prop, props, None)
    name = prop.holder if prop is not None else intent.focus
    if name is None or name not in people:
        return None
    hand = hand_point(shown_by(people[name], prop), prop.hand if prop is not None else "right")
    return middle_of(prop, props, hand) if prop is not None else hand


def _inserted(intent: Intent, props: Sequence[ShotProp]) -> ShotProp | None:
    return next((each for each in props if each.prop == intent.insert), None)


def _holder(intent: Intent, props: Sequence[ShotProp]) -> str | None:
    prop = _inserted(intent, props)
    return prop.holder if prop is not None else intent.focus


def _holder_yaw(intent: Intent, props: Sequence[ShotProp], people: Mapping[str, Person]) -> float | None:
    name = _holder(intent, props) or intent.focus
    return people[name].yaw if name is not None and name in people else None


def _frames_to_look_at(frames: int) -> list[int]:
    return sorted({*range(0, frames, _EVERY), frames - 1})


def _speech(
    intent: Intent,
    stage: Set,
    solved: Solved,
    subjects: tuple[str, ...],
    samples: Sequence[tuple[int, Mapping[str, Proxy]]],
) -> tuple[tuple[int, Speech], ...]:
    """(step, its part of the line) for every line heard in the shot; the line's id is put in later."""
    found, at = [], 0
    for index, start, end in intent.pieces:
        staged = stage.staged[index]
        if staged.speech is not None and staged.step.character is not None:
            first, frames = staged.speech
            a, b = max(first, start), min(first + frames, end)
            if b > a:
                middle = at + (a + b) // 2 - start
                heard = staged.step.extension == "" and staged.step.character in subjects
                seen = heard and _mouth(staged.step.character, middle, stage, solved, samples)
                line = Speech(line="", character=staged.step.character, start=at + a - start, frames=b - a, seen=seen)
                found.append((index, line))
        at += end - start
    return tuple(found)


def _mouth(
    name: str, frame: int, stage: Set, solved: Solved, samples: Sequence[tuple[int, Mapping[str, Proxy]]]
) -> bool:
    at, bodies = min(samples, key=lambda each: abs(each[0] - frame))
    view = view_at(solved.candidate.keys, at, stage.aspect)
    seen = look(view, bodies, (name,), stage.place, solids_of(stage.place))
    return name in seen and mouth_seen(seen[name])


def _sounds(intent: Intent, stage: Set) -> tuple[SoundCue, ...]:
    cues, at = [], 0
    for index, start, end in intent.pieces:
        step = stage.staged[index].step
        if start == 0:
            cues += [SoundCue(name=name, start=at, lines=step.lines) for name in step.sounds]
        at += end - start
    return tuple(cues)
