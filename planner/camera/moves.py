"""A standing camera made to move: pushed in, craned down or away, trucked along, carried by hand.

::

    dolly     o----->  X      towards what it looks at, ``PUSH`` of the way at most
    crane     o   X           establishing: comes down to its place; last shot: draws back and up
    truck     o--->           sideways, what it looks at stays in the middle
    handheld  o~o~o           the same way; the renderer adds the operator's breath and step
"""

from __future__ import annotations

import math
from dataclasses import replace

from film.base import Vec3
from film.camera import CameraKey
from film.shot import Idiom, Move
from planner.camera.candidate import Candidate, key

PUSH = 0.12
"""Share of the distance that a push in covers: felt, not noticed."""
_PUSH_SECONDS = 4.0
"""A push that lasts so long covers all of it; a shorter one as much less, down to a half."""
_CRANE_DOWN, _CRANE_UP, _PULL = 0.8, 0.06, 0.14
_TRUCK = 0.07


def moved(candidate: Candidate, move: Move, idiom: Idiom, frames: int, fps: float) -> Candidate:
    """The candidate with the move that its intent asks for; any other move leaves it as it is."""
    if frames < 2:
        return candidate
    if move == "dolly":
        # Going in past a shoulder loses it.
        return candidate if idiom == "ots" else pushed(candidate, frames, fps)
    if move == "crane":
        return _lowered(candidate, frames) if idiom == "establishing" else _withdrawn(candidate, frames)
    if move == "truck":
        return _trucked(candidate, frames)
    return replace(candidate, move=move) if move == "handheld" else candidate


def pushed(candidate: Candidate, frames: int, fps: float) -> Candidate:
    """The same camera going slowly in on what it looks at, over the whole shot."""
    first = candidate.keys[0]
    share = PUSH * min(max(frames / fps / _PUSH_SECONDS, 0.5), 1.0)
    x, y, z = (first.position[i] + (first.target[i] - first.position[i]) * share for i in range(3))
    flat = (x, y, first.position[2] + (z - first.position[2]) * 0.5)
    return _between(candidate, "dolly", first, key(frames - 1, flat, first.target, first.focal_mm, first.roll))


def _lowered(candidate: Candidate, frames: int) -> Candidate:
    """From above down to where the candidate stands, the aim coming down a little with it."""
    end = candidate.keys[0]
    (x, y, z), (tx, ty, tz) = end.position, end.target
    start = key(0, (x, y, z + _CRANE_DOWN), (tx, ty, tz + 0.25 * _CRANE_DOWN), end.focal_mm, end.roll)
    return _between(candidate, "crane", start, end.but(frame=frames - 1))


def _withdrawn(candidate: Candidate, frames: int) -> Candidate:
    """Back and a little up from where the candidate stands."""
    start = candidate.keys[0]
    x, y, z = (start.position[i] - (start.target[i] - start.position[i]) * _PULL for i in range(3))
    up = _CRANE_UP * math.dist(start.position, start.target)
    back = key(frames - 1, (x, y, max(z, start.position[2]) + up), start.target, start.focal_mm, start.roll)
    return _between(candidate, "crane", start, back)


def _trucked(candidate: Candidate, frames: int) -> Candidate:
    """Sideways by a share of the distance, half of it on either side of where the candidate stands."""
    first = candidate.keys[0]
    dx, dy = first.target[0] - first.position[0], first.target[1] - first.position[1]
    ends: list[CameraKey] = []
    for frame, share in ((0, -_TRUCK / 2), (frames - 1, _TRUCK / 2)):
        position: Vec3 = (first.position[0] - dy * share, first.position[1] + dx * share, first.position[2])
        target: Vec3 = (first.target[0] - dy * share / 2, first.target[1] + dx * share / 2, first.target[2])
        ends.append(key(frame, position, target, first.focal_mm, first.roll))
    return _between(candidate, "truck", *ends)


def _between(candidate: Candidate, move: Move, start: CameraKey, end: CameraKey) -> Candidate:
    return replace(candidate, keys=(start, end), move=move)
