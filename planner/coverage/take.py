"""A stretch of a setup as a shot: its marks, who is in it, what is spoken and heard in it, how it cuts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from film.base import LineSpan
from film.camera import CameraKey, Gate, view_at
from film.shot import Axis, Half, Idiom, ShotProp, SoundCue, Speech, Transition
from film.staging import Mark
from planner.body import Proxy
from planner.camera.candidate import Candidate
from planner.camera.candidate import key as key_of
from planner.camera.sight import look
from planner.camera.visible import mouth_seen, visible
from planner.continuity.glimpse import Glimpse, Moment, glimpse_of
from planner.continuity.scenes import MONTAGE
from planner.coverage.company import Bearing
from planner.coverage.intent import Intent
from planner.coverage.joins import REDRAWS
from planner.coverage.option import Option
from planner.coverage.stage import Stage
from planner.coverage.things import holder_of
from planner.geometry import heading, off
from planner.staging.blocking import Staged
from planner.staging.properties import carrying
from planner.staging.slices import Piece, length, marks_of

_EVERY = 8
"""Frames between the instants at which a shot with a walk or a move is looked at."""
_AVERTED = 95.0
"""Degrees between a face and the one it talks to from which on it plainly looks elsewhere."""
_NO_AXIS = ("pov", "insert", "establishing")


@dataclass(frozen=True)
class Draft:
    """A shot as far as the rules of a cut ask: ``glimpses`` are its first and last frame as they see them."""

    option: Option
    intent: Intent
    candidate: Candidate
    pieces: tuple[Piece, ...]
    frames: int
    subjects: tuple[str, ...]
    glimpses: tuple[Glimpse, Glimpse]


@dataclass(frozen=True)
class Take(Draft):
    """A shot before it has a number."""

    axis: Axis | None
    marks: tuple[Mark, ...]
    props: tuple[ShotProp, ...]
    speech: tuple[tuple[int, Speech], ...]
    sounds: tuple[SoundCue, ...]
    covers: tuple[LineSpan, ...]
    notes: tuple[str, ...]
    place: str | None
    transition: Transition
    split: Half | None = None


def drafted(option: Option, pieces: tuple[Piece, ...], start: int, stage: Stage) -> Draft:
    """The shot that plays ``pieces`` on a setup whose own camera is at its frame ``start`` when the shot begins."""
    frames = length(pieces)
    candidate = replace(option.candidate, keys=shifted(option.candidate.keys, start, frames, stage.gate))
    last = stage.staged[pieces[-1][0]]
    samples = [(at, bodies) for at, _, bodies in _samples(pieces, stage, len(candidate.keys) > 1)]
    holding = holder_of(option.intent, last.props) if option.intent.idiom == "insert" else None
    subjects = visible(candidate.keys, samples, option.intent, option.brief, holding)
    intent = replace(option.intent, pieces=pieces)
    if intent.idiom == "ots" and intent.over not in subjects:
        intent = replace(intent, idiom="single", subjects=intent.subjects[:1], over=None)
    glimpses = glimpses_of(candidate, intent, pieces, subjects, stage)
    return Draft(option, intent, candidate, pieces, frames, subjects, glimpses)


def take_of(option: Option, pieces: tuple[Piece, ...], start: int, stage: Stage) -> Take:
    """The same with all that is played and heard in it."""
    return played(drafted(option, pieces, start, stage), stage)


def played(draft: Draft, stage: Stage) -> Take:
    """A draft with its marks, its things and what is spoken and heard in it."""
    option, pieces, subjects = draft.option, draft.pieces, draft.subjects
    last = stage.staged[pieces[-1][0]]
    tracks = carrying(marks_of(stage.staged, pieces, stage.fps), last.props, option.intent.insert)
    speech = _speech(pieces, stage, draft.candidate, subjects)
    intent = replace(draft.intent, idiom=_idiom(draft.intent, speech, stage, pieces))
    return Take(
        option=option,
        intent=intent,
        candidate=draft.candidate,
        pieces=pieces,
        frames=draft.frames,
        subjects=subjects,
        glimpses=draft.glimpses,
        axis=option.axis if intent.idiom not in _NO_AXIS else None,
        marks=tuple(mark for name in tracks for mark in tracks[name]),
        props=props_of(last, subjects),
        speech=speech,
        sounds=_sounds(pieces, stage),
        covers=tuple(dict.fromkeys(stage.staged[index].step.lines for index, _, _ in pieces)),
        notes=(*option.notes, *_montage(pieces, stage), *_told(pieces, stage)),
        place=_place(pieces, stage),
        transition=stage.staged[pieces[0][0]].step.transition if pieces[0][1] == 0 else "cut",
    )


def props_of(staged: Staged, seen: Sequence[str]) -> tuple[ShotProp, ...]:
    """What lies in the place and what those who are seen have in hand; who is on a call has a phone of their own."""
    held = tuple(prop for prop in staged.props if prop.holder is None or prop.holder in seen)
    calling = {name for name in seen if name in staged.after and staged.after[name].pose == "phone"}
    calling -= {prop.holder for prop in held if prop.kind == "phone"}
    return (*held, *(ShotProp(prop=f"phone_of_{name}", kind="phone", holder=name) for name in sorted(calling)))


def retaken(take: Take, candidate: Candidate, stage: Stage) -> Take:
    """The same shot with another camera on it: whom it shows and how it cuts are looked at again."""
    samples = [(at, bodies) for at, _, bodies in _samples(take.pieces, stage, True)]
    subjects = visible(candidate.keys, samples, take.intent, take.option.brief)
    glimpses = glimpses_of(candidate, take.intent, take.pieces, subjects, stage)
    return replace(take, candidate=candidate, subjects=subjects, glimpses=glimpses)


def glimpses_of(
    candidate: Candidate, intent: Intent, pieces: Sequence[Piece], subjects: Sequence[str], stage: Stage
) -> tuple[Glimpse, Glimpse]:
    """The first and the last frame of a shot as the rules of a cut see them."""
    frames = length(pieces)
    ends = ((0, pieces[0][0], pieces[0][1]), (frames - 1, pieces[-1][0], pieces[-1][2] - 1))
    first, last = (
        glimpse_of(
            view_at(candidate.keys, at, stage.gate),
            stage.company.at(step, frame),
            _moment(stage, pieces, step, frame),
            subjects,
            intent.focus,
            intent.idiom in REDRAWS,
        )
        for at, step, frame in ends
    )
    return first, last


def _moment(stage: Stage, pieces: Sequence[Piece], step: int, frame: int) -> Moment:
    """What people do; who speaks in the shot with the back to whoever looks at them is taken to look at them."""
    moment, bearing = stage.company.moment(step, frame), stage.company.bearing(step, frame)
    speakers = dict.fromkeys(stage.staged[index].step.character for index, _, _ in pieces)
    looks = dict(moment.looks)
    for name in speakers:
        for other, at in moment.looks.items():
            if at == name and at not in looks and bearing.looks.get(at) is not None and _averted(bearing, at, other):
                looks[at] = other
    return moment._replace(looks=looks)


def _averted(bearing: Bearing, name: str, other: str) -> bool:
    """Whether somebody turns plainly away from somebody."""
    body, partner = bearing.bodies[name], bearing.bodies[other]
    faces = math.degrees(math.atan2(body.face[1], body.face[0]))
    return abs(off(faces, heading(body.head.tolist(), partner.head.tolist()))) > _AVERTED


def shifted(keys: Sequence[CameraKey], start: int, frames: int, gate: Gate) -> tuple[CameraKey, ...]:
    """A setup's keys in a shot's own frames: those within it, and one where the shot cuts its move."""
    if len(keys) == 1:
        return (keys[0].but(frame=0),) if keys[0].frame else tuple(keys)
    first, last = keys[0].frame - start, keys[-1].frame - start
    if first >= frames - 1 or last <= 0:
        return (keys[0 if first > 0 else -1].but(frame=0),)
    at = {key.frame - start: key.but(frame=key.frame - start) for key in keys if 0 <= key.frame - start < frames}
    for edge in ([0] if first < 0 else []) + ([frames - 1] if last > frames - 1 else []):
        view = view_at(keys, edge + start, gate)
        at[edge] = at.get(edge) or key_of(edge, view.position, view.target, view.focal_mm, view.roll)
    return tuple(at[frame] for frame in sorted(at))


def _samples(pieces: Sequence[Piece], stage: Stage, moving: bool) -> list[tuple[int, int, Mapping[str, Proxy]]]:
    """(shot frame, step, bodies) at the instants between which anything changes."""
    found: list[tuple[int, int, Mapping[str, Proxy]]] = []
    at = 0
    for step, start, end in pieces:
        walks = moving or bool(stage.staged[step].movers)
        inner = range(start, end, _EVERY) if walks else (start, (start + end) // 2)
        for frame in sorted({*inner, end - 1}):
            bodies = stage.company.at(step, frame)
            if moving or not found or not _same(bodies, found[-1][2]):
                found.append((at + frame - start, step, bodies))
        at += end - start
    return found


def _same(one: Mapping[str, Proxy], two: Mapping[str, Proxy]) -> bool:
    return one.keys() == two.keys() and all(one[name] is two[name] for name in one)


def _idiom(intent: Intent, speech: Sequence[tuple[int, Speech]], stage: Stage, pieces: Sequence[Piece]) -> Idiom:
    """A single of somebody who only hears is a reaction."""
    if intent.idiom != "single":
        return intent.idiom
    speakers = {each.character for _, each in speech}
    news = any(stage.staged[step].step.reveal for step, _, _ in pieces)
    silent = intent.focus not in speakers
    return "reaction" if silent and (speakers or (news and not _does(intent.focus, stage, pieces))) else "single"


def _does(name: str | None, stage: Stage, pieces: Sequence[Piece]) -> bool:
    return any(d.character == name for step, _, _ in pieces for d in stage.staged[step].step.doings)


def _place(pieces: Sequence[Piece], stage: Stage) -> str | None:
    place = stage.place_at(pieces[0][0]).id
    return None if place == stage.place.id else place


def _told(pieces: Sequence[Piece], stage: Stage) -> tuple[str, ...]:
    """What the breakdown has to say of the steps that are played."""
    return tuple(dict.fromkeys(note for index, _, _ in pieces for note in stage.staged[index].step.notes))


def _montage(pieces: Sequence[Piece], stage: Stage) -> tuple[str, ...]:
    """What a shot of a montage says of itself, so that nobody asks of its cuts that time goes on over them."""
    return (f"a {MONTAGE}",) if any(stage.staged[index].step.montage for index, _, _ in pieces) else ()


def _speech(
    pieces: Sequence[Piece], stage: Stage, candidate: Candidate, subjects: Sequence[str]
) -> tuple[tuple[int, Speech], ...]:
    """(step, its part of the line) for every line heard in the shot; the line's id is put in later."""
    found, at = [], 0
    for index, start, end in pieces:
        staged = stage.staged[index]
        who = staged.step.character
        if staged.speech is not None and who is not None:
            first, frames = staged.speech
            a, b = max(first, start), min(first + frames, end)
            if b > a:
                middle = (a + b) // 2
                heard = staged.step.extension == "" and who in subjects
                seen = heard and _mouth(who, at + middle - start, index, middle, stage, candidate)
                line = Speech(line="", character=who, start=at + a - start, frames=b - a, seen=seen)
                found.append((index, line))
        at += end - start
    return tuple(found)


def _mouth(name: str, at: int, step: int, frame: int, stage: Stage, candidate: Candidate) -> bool:
    view = view_at(candidate.keys, at, stage.gate)
    seen = look(view, stage.company.at(step, frame), (name,), stage.place_at(step), stage.solids_at(step))
    return name in seen and mouth_seen(seen[name])


def _sounds(pieces: Sequence[Piece], stage: Stage) -> tuple[SoundCue, ...]:
    cues, at = [], 0
    for index, start, end in pieces:
        step = stage.staged[index].step
        if start == 0:
            cues += [SoundCue(name=name, start=at, lines=step.lines) for name in step.sounds]
        at += end - start
    return tuple(cues)
