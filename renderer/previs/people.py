"""The shot's people, posed frame by frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from film.cast import CharacterSheet
from film.names import digest
from film.plan import Extra
from film.shot import Shot, Speech
from film.staging import Mark, Stance, stance_at
from renderer.previs.bodies import Moment
from renderer.previs.bodies.footfalls import Shifts
from renderer.previs.colour import Floats
from renderer.previs.mesh import Ints, Mesh, solid_of

Joints = Mapping[str, npt.NDArray[np.floating[Any]]]

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
        return Moment(seconds=frame / fps, speaking=speaking(self.speech, frame), seed=self.seed)

    def mesh(self) -> Mesh:
        """The body's triangles, as at the first frame."""
        posed = self.at(0, 24.0)
        return solid_of(posed.vertices, posed.normals, self.body.faces, self.body.colours)


def cast_of(shot: Shot, sheets: Sequence[CharacterSheet], body: Callable[[CharacterSheet], Body]) -> tuple[Player, ...]:
    """Everybody the frame shows, in the order of the shot's subjects, then whoever only holds a prop."""
    by_id = {sheet.id: sheet for sheet in sheets}
    marked = {mark.character for mark in shot.marks}
    bytes_ = id_bytes(shot)
    holders = [
        thing.holder
        for thing in shot.props
        if thing.prop == shot.insert and thing.holder and thing.holder not in bytes_
    ]
    names = [*bytes_, *dict.fromkeys(name for name in holders if name in marked)]
    return tuple(
        Player(
            sheet=by_id[name],
            body=body(by_id[name]),
            marks=tuple(mark for mark in shot.marks if mark.character == name),
            speech=tuple(speech for speech in shot.speech if speech.character == name),
            seed=int(digest(name)[:8], 16),
            byte=bytes_.get(name, 0),
        )
        for name in names
    )


def crowd(extras: Sequence[Extra], body: Callable[[CharacterSheet], Body]) -> list[Mesh]:
    """The extras as part of the set: one held pose each, nobody in the id pass."""
    players = (
        Player(extra.sheet, body(extra.sheet), (extra.mark,), (), int(digest(extra.mark.character)[:8], 16), 0)
        for extra in extras
    )
    return [player.mesh() for player in players]


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
