"""The arrows a board artist draws on a panel: how the camera moves, and where people go.

A pan, tilt, truck or crane is one arrow along the edge of the frame; a push in is four arrows from the corners towards
the middle, a pull out four towards the corners; somebody who walks has an arrow from where they stand to where they go.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from film.base import Vec2
from film.camera import Gate, View, view_at
from film.motion import motions
from film.shot import Shot
from film.staging import Mark

_CHEST = 1.1
"""Metres above the floor at which a walk is drawn."""
_WALK = 0.5
"""Metres from which on going somewhere is drawn."""
_EDGE = 0.07
_SHORTEST = 0.06
"""Of the frame: an arrow shorter than this says nothing."""


class Arrow(NamedTuple):
    """From tail to head in shares of the frame, x right and y down; what of it is outside the frame is not drawn."""

    of: Literal["camera", "person"]
    tail: Vec2
    head: Vec2


def arrows(shot: Shot, gate: Gate) -> tuple[Arrow, ...]:
    """The arrows of a shot, the camera's first.  A hand-held camera that stays where it is has none."""
    return (*_camera(shot, gate), *_people(shot, gate))


def _camera(shot: Shot, gate: Gate) -> Iterator[Arrow]:
    for motion in motions(shot, gate):
        if motion.kind in ("dolly", "zoom"):
            yield from _corners(inwards=motion.onward)
        elif motion.kind in ("pan", "truck"):
            yield _edge(motion.amount, 0.0)
        else:
            yield _edge(0.0, motion.amount)


def _edge(across: float, up: float) -> Arrow:
    """An arrow along the bottom edge, or up or down the right one."""
    if across:
        ends = (0.35, 0.65) if across > 0 else (0.65, 0.35)
        return Arrow("camera", (ends[0], 1 - _EDGE), (ends[1], 1 - _EDGE))
    ends = (0.65, 0.35) if up > 0 else (0.35, 0.65)
    return Arrow("camera", (1 - _EDGE * 0.7, ends[0]), (1 - _EDGE * 0.7, ends[1]))


def _corners(*, inwards: bool) -> Iterator[Arrow]:
    for x in (0, 1):
        for y in (0, 1):
            outer = (abs(x - 0.035), abs(y - 0.045))
            inner = (abs(x - 0.13), abs(y - 0.15))
            yield Arrow("camera", outer, inner) if inwards else Arrow("camera", inner, outer)


def _people(shot: Shot, gate: Gate) -> Iterator[Arrow]:
    view = view_at(shot.camera, shot.frames // 2, gate)
    for subject in shot.subjects:
        marks = [mark for mark in shot.marks if mark.character == subject]
        if len(marks) < 2 or math.dist(marks[0].position, marks[-1].position) < _WALK:
            continue
        ends = [_seen(view, mark) for mark in (marks[0], marks[-1])]
        if ends[0] is None or ends[1] is None:
            continue
        cut = _within(ends[0], ends[1])
        if cut is not None and math.dist(*cut) >= _SHORTEST:
            yield Arrow("person", *cut)


def _seen(view: View, mark: Mark) -> Vec2 | None:
    x, y, depth = view.project((mark.position[0], mark.position[1], mark.position[2] + _CHEST))
    return ((x + 1) / 2, (1 - y) / 2) if depth > 0.2 else None


def _within(tail: Vec2, head: Vec2) -> tuple[Vec2, Vec2] | None:
    """The part of a line inside the frame, by Liang and Barsky's clipping."""
    enter, leave = 0.0, 1.0
    for start, step in ((tail[0], head[0] - tail[0]), (tail[1], head[1] - tail[1])):
        low, high = 0.03 - start, 0.97 - start
        if abs(step) < 1e-9:
            if low > 0 or high < 0:
                return None
            continue
        first, last = sorted((low / step, high / step))
        enter, leave = max(enter, first), min(leave, last)
    if enter >= leave:
        return None
    return _mix(tail, head, enter), _mix(tail, head, leave)


def _mix(a: Vec2, b: Vec2, t: float) -> Vec2:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
