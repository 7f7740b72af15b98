"""Split screens: two people side by side in one frame, each before a camera of their own, in the same place or in two.

::

    steps    | Anna: "Come."  (kitchen) | Bob: "I can't."  (harbour) |
    left     | Anna speaks              | Anna as she was left       |   one shot, two cameras
    right    | Bob as he will be        | Bob speaks                 |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from film.camera import Gate, View, view_at
from film.place import PlaceSheet
from film.shot import Half, ShotProp, Speech
from film.staging import Mark
from planner.body import Proxy
from planner.camera import solve as solver
from planner.camera.candidate import Candidate
from planner.camera.sight import look
from planner.camera.solve import Solved
from planner.camera.visible import mouth_seen
from planner.coverage.intent import Intent
from planner.coverage.option import Wanted
from planner.coverage.setups import brief_of
from planner.coverage.stage import Stage
from planner.coverage.take import Take, props_of, take_of
from planner.coverage.timeline import Moments
from planner.staging.attention import heard_in_place
from planner.staging.slices import Piece, cut

_CHOICES = 6
"""How many cameras on a person are looked at for one from which they face the other half."""
_UNSPLIT = "the screen is not split: no two cameras were found here that keep the rules"
_ALONE = "nobody else is there to fill the other half of the split screen"


@dataclass(frozen=True)
class _Side:
    """One half: who is in it, where, and the camera on them."""

    name: str
    place: PlaceSheet
    solved: Solved
    marks: tuple[Mark, ...]
    props: tuple[ShotProp, ...]

    @property
    def candidate(self) -> Candidate:
        """The camera."""
        return self.solved.candidate


def with_splits(takes: Sequence[Take], stage: Stage, plain: Moments) -> tuple[Take, ...]:
    """The same shots, neighbours that the writer splits the screen for being one shot with two halves.

    A split that would begin in ``plain`` is played in one frame, with a note.
    """
    found: list[Take] = []
    for split, run in groupby(takes, key=lambda take: _is_split(take, stage)):
        shots = list(run)
        if split and shots[0].pieces[0][:2] in plain:
            found += [replace(shots[0], notes=(*shots[0].notes, _UNSPLIT)), *shots[1:]]
        else:
            found += [_joined(shots, stage)] if split else shots
    return tuple(found)


def _is_split(take: Take, stage: Stage) -> bool:
    words = stage.staged[take.pieces[0][0]].step.camera
    return words is not None and words.split


def _joined(takes: Sequence[Take], stage: Stage) -> Take:
    first = takes[0]
    pieces = tuple(piece for take in takes for piece in take.pieces)
    pair = _pair(pieces, stage)
    if len(pair) < 2:
        return replace(first, notes=(*first.notes, _ALONE)) if len(takes) == 1 else _held(takes, pieces, stage)
    left, right = (_side(name, i, pieces, stage) for i, name in enumerate(pair))
    whole = take_of(first.option, pieces, 0, stage)
    intent = replace(whole.intent, idiom="single", subjects=(left.name,), size=left.candidate.size, insert=None)
    home = stage.place.id
    return replace(
        whole,
        option=replace(first.option, intent=intent, candidate=left.candidate, axis=None),
        intent=intent,
        candidate=left.candidate,
        axis=None,
        subjects=(left.name,),
        marks=left.marks,
        props=left.props,
        speech=tuple(_speech(whole, (left, right), stage)),
        notes=tuple(dict.fromkeys((*left.solved.notes, *right.solved.notes))),
        place=None if left.place.id == home else left.place.id,
        split=Half(
            place=None if right.place.id == home else right.place.id,
            subjects=(right.name,),
            camera=right.candidate.keys,
            marks=right.marks,
            props=right.props,
        ),
    )


def _held(takes: Sequence[Take], pieces: tuple[Piece, ...], stage: Stage) -> Take:
    """One shot of whoever is there, where nobody fills the other half."""
    whole = take_of(takes[0].option, pieces, 0, stage)
    return replace(whole, notes=(*whole.notes, _ALONE))


def _pair(pieces: Sequence[Piece], stage: Stage) -> tuple[str, ...]:
    """The two whom the words of the split name first, who speak in it, or who are there."""
    steps = [stage.staged[index] for index in dict.fromkeys(index for index, _, _ in pieces)]
    named = [name for each in steps for name in each.step.mentions]
    spoken = [each.step.character for each in steps if each.step.character and not each.step.extension]
    there = [name for each in steps for name in each.after]
    known = {name for each in stage.staged for name in each.tracks}
    return tuple(dict.fromkeys(name for name in (*named, *spoken, *there) if name in known))[:2]


def _side(name: str, number: int, pieces: Sequence[Piece], stage: Stage) -> _Side:
    home = _home(name, pieces, stage)
    frames = {index: (start, end) for index, start, end in pieces}
    own = [index for index in frames if name in stage.staged[index].tracks]
    moments = tuple((index, (frames[index][0] + frames[index][1]) // 2) for index in own[:2])
    if not own:
        moments = ((home, stage.staged[home].frames - 1),)
    solved = _solved(name, number, moments, stage)
    marks = tuple(_marks(name, home, pieces, stage))
    return _Side(name, stage.place_at(home), solved, marks, props_of(stage.staged[own[-1] if own else home], (name,)))


def _home(name: str, pieces: Sequence[Piece], stage: Stage) -> int:
    """The step that says where somebody is: of the split, else the nearest before it, else behind it."""
    first, last = pieces[0][0], pieces[-1][0]
    order = (*range(first, last + 1), *range(first - 1, -1, -1), *range(last + 1, len(stage.staged)))
    return next((index for index in order if name in stage.staged[index].tracks), first)


def _solved(name: str, number: int, moments: tuple[tuple[int, int], ...], stage: Stage) -> Solved:
    """A camera on somebody for half the frame's width, from which they look towards the other half where it can be."""
    wanted = Wanted(Intent("single", "MS", (name,), ()), moments)
    brief = replace(brief_of(wanted, stage), gate=stage.gate.half(), axis=None)
    choices = solver.alternatives(brief, _CHOICES) or (solver.solve(brief),)
    body = brief.middle[name]
    return max(choices, key=lambda each: round(_inward(each.candidate, body, brief.gate), 1) * (-1 if number else 1))


def _inward(candidate: Candidate, body: Proxy, gate: Gate) -> float:
    """How far somebody looks to the right of the screen, -1 to 1; hardly counted beyond a three-quarter view."""
    right, _, _ = view_at(candidate.keys, 0, gate).axes()
    return max(min(body.face[0] * right[0] + body.face[1] * right[1], 0.6), -0.6)


def _marks(name: str, home: int, pieces: Sequence[Piece], stage: Stage) -> Iterator[Mark]:
    """Somebody's marks over the split: their own while their place plays, held while the other one does."""
    at, held, shown = 0, _last_mark(name, home, pieces, stage), -1
    for index, start, end in pieces:
        track = stage.staged[index].tracks.get(name)
        if track is not None and stage.place_at(index).id == stage.place_at(home).id:
            for mark in cut(track, start, end, stage.fps):
                if mark.frame + at > shown:
                    held = mark.but(frame=mark.frame + at)
                    shown = held.frame
                    yield held
        elif shown < 0:
            held, shown = held.but(frame=at), at
            yield held
        at += end - start
    if shown < at - 1:
        yield held.but(frame=at - 1)


def _last_mark(name: str, home: int, pieces: Sequence[Piece], stage: Stage) -> Mark:
    """How somebody stands before the split begins for them."""
    track = stage.staged[home].tracks[name]
    return track[-1] if home < pieces[0][0] else track[0]


def _speech(whole: Take, sides: Sequence[_Side], stage: Stage) -> Iterator[tuple[int, Speech]]:
    """Every line of the split; the mouth is seen in whichever half its speaker is in."""
    for index, line in whole.speech:
        step = stage.staged[index]
        side = next((each for each in sides if each.name == line.character), None)
        seen = False
        if side is not None and step.speech is not None and heard_in_place(step.step, step.after) is not None:
            view = view_at(side.candidate.keys, 0, stage.gate.half())
            seen = _mouth(view, side, index, step.speech[0] + step.speech[1] // 2, stage)
        yield index, line.but(seen=seen)


def _mouth(view: View, side: _Side, index: int, frame: int, stage: Stage) -> bool:
    found = look(view, stage.company.at(index, frame), (side.name,), side.place, stage.solids_at(index))
    return side.name in found and mouth_seen(found[side.name])
