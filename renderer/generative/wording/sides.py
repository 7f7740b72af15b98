"""A shot as one camera sees it: the whole picture, or one half of a split screen.

::

    shot ─┬─ Side            what stands before the camera, who is seen, where in the frame
          └─ Side (split)    the same for the right half
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from film.base import Vec3
from film.camera import CameraKey, Gate, View, view_at
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import Extra
from film.shot import Shot, ShotProp
from film.staging import Mark, Stance, stance_at
from renderer.generative.brief import ShotBrief
from renderer.generative.wording.cleaning import is_english

HEAD = 0.93
"""Share of a standing body's height at which the eyes are."""
_SEATED, _LYING = 0.62, 0.3
"""Metres from the hips to the eyes, of somebody who sits and of one who lies."""


class Side(NamedTuple):
    """What one camera sees.  ``where`` is "" or "on the left half of the screen"; ``others`` are on the set, unseen.

    ``english``: the script's words are."""

    shot: Shot
    where: str
    place: PlaceSheet
    people: tuple[CharacterSheet, ...]
    others: tuple[CharacterSheet, ...]
    camera: tuple[CameraKey, ...]
    gate: Gate
    marks: tuple[Mark, ...]
    props: tuple[ShotProp, ...]
    extras: tuple[Extra, ...]
    stop: float | None
    fps: float
    english: bool

    def view(self, frame: float) -> View:
        """The camera at a frame."""
        return view_at(self.camera, frame, self.gate)

    def marks_of(self, character: str) -> list[Mark]:
        """The marks of somebody, in frame order."""
        return sorted((mark for mark in self.marks if mark.character == character), key=lambda mark: mark.frame)

    def stance(self, character: str, frame: float) -> Stance | None:
        """How somebody is at a frame; None for one without marks."""
        marks = self.marks_of(character)
        return stance_at(marks, frame, self.fps) if marks else None

    @property
    def moments(self) -> tuple[int, ...]:
        """The shot's first frame, its middle and its last."""
        last = self.shot.frames - 1
        return tuple(sorted({0, last // 2, last}))


def sides_of(brief: ShotBrief) -> tuple[Side, ...]:
    """The whole picture as one side, or both halves of a split screen, left first."""
    request, shot = brief.request, brief.shot
    gate = request.format.gate
    split = shot.split
    left = Side(
        shot=shot,
        where="" if split is None else "on the left half of the screen",
        place=request.place,
        people=_seen(shot.subjects, request.cast),
        others=tuple(sheet for sheet in request.cast if sheet.id not in shot.subjects),
        camera=shot.camera,
        gate=gate if split is None else gate.half(),
        marks=shot.marks,
        props=shot.props,
        extras=request.extras,
        stop=shot.stop,
        fps=float(request.format.rate),
        english=is_english(brief.language),
    )
    if split is None:
        return (left,)
    right = left._replace(
        where="on the right half of the screen",
        place=request.beside or request.place,
        people=_seen(split.subjects, request.cast),
        others=tuple(sheet for sheet in request.cast if sheet.id not in split.subjects),
        camera=split.camera,
        marks=split.marks,
        props=split.props,
        extras=(),
        stop=split.stop,
    )
    return left, right


def _seen(subjects: Sequence[str], cast: Sequence[CharacterSheet]) -> tuple[CharacterSheet, ...]:
    sheets = {sheet.id: sheet for sheet in cast}
    return tuple(sheets[name] for name in dict.fromkeys(subjects) if name in sheets)


def eyes_of(stance: Stance, sheet: CharacterSheet) -> Vec3:
    """Where somebody's eyes are, near enough for a word: metres."""
    x, y, z = stance.position
    seat = stance.seat_a if stance.blend < 0.5 else stance.seat_b
    if seat is None:
        return x, y, z + HEAD * sheet.build.height
    lying = (stance.pose_a if stance.blend < 0.5 else stance.pose_b) == "lie"
    return x, y, z + seat + (_LYING if lying else _SEATED)


def middle_of(stance: Stance, sheet: CharacterSheet) -> Vec3:
    """The middle of somebody's upper body: metres."""
    x, y, z = eyes_of(stance, sheet)
    return x, y, z - 0.18 * sheet.build.height


def turn_to(view: View, way: Vec3) -> tuple[float, float]:
    """A way in the world (need not be a unit) as the camera has it: shares to the right and away from it, flat."""
    right, _, forward = view.axes()
    across = sum(a * b for a, b in zip(way, right, strict=True))
    away = sum(a * b for a, b in zip(way, forward, strict=True))
    length = math.hypot(across, away) or 1.0
    return across / length, away / length
