"""The shot's people, posed frame by frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from film.base import Vec3
from film.cast import CharacterSheet
from film.doors import hand_on
from film.names import digest
from film.place import PlaceSheet
from film.plan import Extra
from film.shot import PropKind, Shot, Speech
from film.staging import Mark, Stance, stance_at
from renderer.previs.bodies import Moment
from renderer.previs.bodies.footfalls import Shifts
from renderer.previs.bodies.touch import NOTHING, Touch, touch_of
from renderer.previs.colour import Floats
from renderer.previs.mesh import Ints, Mesh, solid_of
from renderer.previs.thinning import thinned

Joints = Mapping[str, npt.NDArray[np.floating[Any]]]

_HEAVY: frozenset[PropKind] = frozenset({"suitcase", "bag"})
"""What hangs from a hand by its weight."""
_OPENING = 3
"""Frames in which a mouth starts and stops speaking."""


class Posed(Protocol):
    """A body at an instant; see bodies.Posed."""

    @property
    def vertices(self) -> Floats: ...
    @property
    def normals(self) -> Floats: ...
    @property
    def joints(self) -> Joints: ...
    @property
    def hands(self) -> Joints: ...


class Body(Protocol):
    """A character's body, made once a shot; see bodies.Mannequin."""

    @property
    def faces(self) -> Ints: ...
    @property
    def colours(self) -> Floats: ...
    def footfalls(self, frames: Sequence[tuple[Stance, Moment]], fps: float) -> Sequence[Shifts]: ...
    def pose(self, stance: Stance, moment: Moment, shifts: Shifts | None = None) -> Posed: ...
    def landmarks(self, posed: Any) -> npt.NDArray[np.float64]: ...


@dataclass(frozen=True)
class Player:
    """One character in the shot.  ``byte`` is their value in the id pass; 0 poses them for a prop's sake only."""

    sheet: CharacterSheet
    body: Body
    marks: tuple[Mark, ...]
    speech: tuple[Speech, ...]
    seed: int
    byte: int
    reacts: bool = False
    laden: tuple[bool, bool] = (False, False)
    touches: tuple[Touch, ...] = ()
    """What of the place their hands are on, mark by mark; empty where no place is known."""
    place: PlaceSheet | None = None
    steps: dict[float, Sequence[Shifts]] = field(default_factory=dict, compare=False)
    """What holds the feet to the floor, from the first mark to the last, by frames per second."""

    def at(self, frame: int, fps: float) -> Posed:
        """The body at a frame of the shot."""
        return self.body.pose(stance_at(self.marks, frame, fps), self.moment(frame, fps), self.feet(frame, fps))

    def feet(self, frame: int, fps: float) -> Shifts | None:
        """What holds the feet to the floor at a frame; nothing for who never moves."""
        if len(self.marks) < 2:
            return None
        first, last = self.marks[0].frame, self.marks[-1].frame
        if fps not in self.steps:
            frames = range(first, last + 1)
            stances = [(stance_at(self.marks, each, fps), self.moment(each, fps)) for each in frames]
            self.steps[fps] = self.body.footfalls(stances, fps)
        return self.steps[fps][min(max(frame, first), last) - first]

    def moment(self, frame: int, fps: float) -> Moment:
        """What the body lives through at a frame of the shot."""
        spoken, touch = speaking(self.speech, frame), self._touch(frame, fps)
        return Moment(frame / fps, spoken, self.seed, self.reacts, touch, self.laden)

    def _touch(self, frame: int, fps: float) -> Touch:
        """What the hands are on between the mark before a frame and the one after it."""
        if all(each == NOTHING for each in self.touches):
            return NOTHING
        after = min(bisect_right([mark.frame for mark in self.marks], frame), len(self.marks) - 1)
        here, then = self.touches[max(after - 1, 0)], self.touches[after]
        touch = here.then(then)
        if touch.handle is None or self.place is None:
            return touch
        return touch._replace(handle=hand_on(self.place, self.marks, frame, fps) or touch.handle)

    def mesh(self) -> Mesh:
        """The body's triangles, as at the first frame."""
        posed = self.at(0, 24.0)
        return solid_of(posed.vertices, posed.normals, self.body.faces, self.body.colours)


def cast_of(
    shot: Shot,
    sheets: Sequence[CharacterSheet],
    body: Callable[[CharacterSheet], Body],
    place: PlaceSheet | None = None,
) -> tuple[Player, ...]:
    """Everybody the frame shows, in the order of the shot's subjects, then whoever only holds a prop.

    Of a ``place`` their hands are on its tables, wheels and doors.
    """
    by_id = {sheet.id: sheet for sheet in sheets}
    marked = {mark.character for mark in shot.marks}
    bytes_ = id_bytes(shot)
    holders = [
        thing.holder
        for thing in shot.props
        if thing.prop == shot.insert and thing.holder and thing.holder not in bytes_
    ]
    names = [*bytes_, *dict.fromkeys(name for name in holders if name in marked)]
    speaks = {speech.character for speech in shot.speech}
    heavy = {(thing.holder, thing.hand) for thing in shot.props if thing.kind in _HEAVY}
    players = []
    for name in names:
        marks = tuple(mark for mark in shot.marks if mark.character == name)
        players.append(
            Player(
                sheet=by_id[name],
                body=body(by_id[name]),
                marks=marks,
                speech=tuple(speech for speech in shot.speech if speech.character == name),
                seed=int(digest(name)[:8], 16),
                byte=bytes_.get(name, 0),
                laden=((name, "left") in heavy, (name, "right") in heavy),
                reacts=shot.idiom == "reaction" and name not in speaks,
                touches=() if place is None else tuple(touch_of(mark, place) for mark in marks),
                place=place,
            )
        )
    return tuple(players)


def crowd(
    extras: Sequence[Extra],
    body: Callable[[CharacterSheet], Body],
    grain: Callable[[Vec3], float] | None = None,
) -> list[Mesh]:
    """The extras as part of the set: one held pose each, nobody in the id pass.

    Each is caught at an instant of their own, some of them as they speak.  ``grain`` says how many metres a pixel shows
    of what stands at a point: who is far away is made of fewer triangles.
    """
    meshes = []
    for extra in extras:
        seed = int(digest(extra.mark.character)[:8], 16)
        spoken = 1.0 if extra.mark.look is not None and seed % 3 == 0 else 0.0
        moment = Moment(seconds=seed % 89 / 9.0, speaking=spoken, seed=seed)
        figure = body(extra.sheet)
        posed = figure.pose(stance_at((extra.mark,), 0, 24.0), moment)
        mesh = solid_of(posed.vertices, posed.normals, figure.faces, figure.colours)
        meshes.append(mesh if grain is None else thinned(mesh, grain(extra.mark.position)))
    return meshes


def id_bytes(shot: Shot) -> dict[str, int]:
    """The id pass's byte for each subject with a mark: 1, 2, 3 ... in the shot's own order, then its right half's."""
    halves = (shot, shot.split) if shot.split is not None else (shot,)
    names = (name for half in halves for name in half.subjects if any(mark.character == name for mark in half.marks))
    return {name: byte for byte, name in enumerate(dict.fromkeys(names), 1)}


def speaking(lines: Sequence[Speech], frame: int) -> float:
    """How much the mouth speaks at a frame, 0 to 1."""
    loud = 0.0
    for line in lines:
        into, left = frame - line.start + 1, line.start + line.frames - frame
        if into > 0 and left > 0:
            loud = max(loud, min(into / _OPENING, left / _OPENING, 1.0))
    return loud
