"""Where feet stay: every foot that is down is held to one place of the floor until it is lifted again.

A stance knows an instant only, so a walk that bends, a body that turns on the spot or a hip that shifts would drag its
feet along.  Here a shot's frames are gone through once, in order, for each foot::

    ideal     ~~~~~~~down~~~~~~~/ air \\~~~~~~down~~~~~~~     where the gait or the pose would have it, turning with
    held      ---one place------/ air \\--another place--     the body; where it drifts too far, a step is put in
    shift     held less ideal, run down to nothing over the air

and what is added to the ideal is kept per frame, to be given to ``Actor.solve`` with the stance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from film.camera import ease
from film.staging import Stance
from renderer.previs.bodies.legs import Carriage, Foot
from renderer.previs.bodies.skeleton import SIDES, Skeleton
from renderer.previs.bodies.turns import Array, pitch, vec, yaw

_LIFTED = 0.002
"""Metres over the floor from which a foot is in the air."""
_STEP_SECONDS = 0.29
_STEP_HEIGHT = 0.055
_AHEAD_SECONDS = 0.26
"""How long after it is set down a foot's place is the best: it is set down where the body will be by then."""
_DRIFT, _TURN = 0.11, 30.0
"""Metres and degrees by which a foot at rest may miss its ideal place before it steps."""
_DRIFT_WALKING, _TURN_WALKING = 0.30, 70.0


class Shift(NamedTuple):
    """What is added to a foot's ideal: metres of its ball in the world, degrees to the left, metres up."""

    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    up: float = 0.0


Shifts = dict[str, Shift]
"""By side."""


class Ideal(NamedTuple):
    """A foot of a frame as the stance alone would have it, in the world; ``free`` feet are held by no floor."""

    x: float
    y: float
    turn: float
    down: bool
    free: bool
    walking: bool


class _Hold(NamedTuple):
    """A foot held from frame ``first`` to ``last``, both included."""

    first: int
    last: int
    x: float
    y: float
    turn: float


def ideals(skeleton: Skeleton, stance: Stance, ground: Carriage, free: bool) -> dict[str, Ideal]:
    """The feet of a carriage in a stance, by side."""
    spin, walking = yaw(stance.yaw), stance.gait is not None and stance.gait_weight > 0.0
    found = {}
    for side in SIDES:
        foot = ground.feet[side]
        ball = spin @ (foot.ankle + _to_ball(skeleton, foot, side)) + np.array(stance.position)
        turn = stance.yaw + _out(foot, side)
        found[side] = Ideal(float(ball[0]), float(ball[1]), turn, foot.up < _LIFTED, free, walking)
    return found


def footfalls(frames: Sequence[dict[str, Ideal]], fps: float) -> list[Shifts]:
    """What to add to the feet of each frame so that none slides."""
    held: dict[str, list[_Hold]] = {}
    for side in SIDES:
        other = held.get(SIDES[0], [])
        held[side] = _held(_unwound([frame[side] for frame in frames]), other, fps)
    rows = {side: _shifts(_unwound([frame[side] for frame in frames]), held[side]) for side in SIDES}
    return [{side: rows[side][number] for side in SIDES} for number in range(len(frames))]


def shifted_feet(skeleton: Skeleton, ground: Carriage, shifts: Shifts, body_yaw: float) -> Carriage:
    """A carriage whose feet are moved by their shifts."""
    back, feet = yaw(-body_yaw), {}
    for side in SIDES:
        foot, shift = ground.feet[side], shifts[side]
        sign = 1.0 if side == "L" else -1.0
        moved = replace(foot, out=foot.out + sign * shift.turn, knee=yaw(0.7 * shift.turn) @ foot.knee)
        across = _to_ball(skeleton, foot, side) - _to_ball(skeleton, moved, side)
        ankle = foot.ankle + across + back @ vec(shift.x, shift.y, shift.up)
        feet[side] = replace(moved, ankle=ankle)
    return Carriage(ground.hips, feet)


def _to_ball(skeleton: Skeleton, foot: Foot, side: str) -> Array:
    """From a foot's ankle to its ball, as the foot is turned and rolled."""
    rest = skeleton.head(f"toe.{side}") - skeleton.head(f"foot.{side}")
    return np.asarray(yaw(_out(foot, side)) @ pitch(foot.pitch) @ rest)


def _out(foot: Foot, side: str) -> float:
    return foot.out if side == "L" else -foot.out


def _unwound(feet: Sequence[Ideal]) -> list[Ideal]:
    """The same with no jump of 360 degrees between frames."""
    turns = np.unwrap([foot.turn for foot in feet], period=360.0).tolist()
    return [foot._replace(turn=turn) for foot, turn in zip(feet, turns, strict=True)]


def _held(feet: Sequence[Ideal], other: Sequence[_Hold], fps: float) -> list[_Hold]:
    """Where and when a foot is held; a step that is put in waits until the ``other`` foot is down."""
    holds: list[_Hold] = []
    frame, count = 0, len(feet)
    while frame < count:
        if not feet[frame].down or feet[frame].free:
            frame += 1
            continue
        last = frame
        while last + 1 < count and feet[last + 1].down and not feet[last + 1].free:
            last += 1
        after_free = frame == 0 or feet[frame - 1].free
        holds += _stretch(feet, frame, last, other, (fps, after_free))
        frame = last + 1
    return holds


def _stretch(
    feet: Sequence[Ideal], first: int, last: int, other: Sequence[_Hold], how: tuple[float, bool]
) -> list[_Hold]:
    """The places of a foot that stays down from ``first`` to ``last``, with steps between them where it must."""
    fps, at_once = how
    step, ahead = max(round(_STEP_SECONDS * fps), 2), round(_AHEAD_SECONDS * fps)
    holds = []
    while first <= last:
        best = feet[first if at_once else min(first + ahead, (first + last + 1) // 2)]
        end = first
        while end < last and (not _too_far(feet[end + 1], best) or _in_air(other, end + 1, step)):
            end += 1
        holds.append(_Hold(first, end, best.x, best.y, best.turn))
        if end + 1 + step > last:
            # No time is left for another step: what follows sets the foot down anew.
            break
        first, at_once = end + step, False
    return holds


def _too_far(foot: Ideal, best: Ideal) -> bool:
    drift, turn = (_DRIFT_WALKING, _TURN_WALKING) if foot.walking else (_DRIFT, _TURN)
    return math.hypot(foot.x - best.x, foot.y - best.y) > drift or abs(foot.turn - best.turn) > turn


def _in_air(other: Sequence[_Hold], frame: int, step: int) -> bool:
    """Whether the other foot is off the floor at some time of a step that begins here."""
    if not other or frame > other[-1].last or frame < other[0].first:
        return False
    return not any(hold.first <= frame and frame + step - 1 <= hold.last for hold in other)


def _shifts(feet: Sequence[Ideal], holds: Sequence[_Hold]) -> list[Shift]:
    """Held less ideal while held; between two holds what was left of the first runs out and the second's runs in."""
    rows = [Shift()] * len(feet)
    for hold in holds:
        for frame in range(hold.first, hold.last + 1):
            rows[frame] = _less(hold, feet[frame])
    gaps = [(-1, holds[0].first)] if holds else []
    gaps += [(a.last, b.first) for a, b in pairwise(holds)]
    gaps += [(holds[-1].last, len(feet))] if holds else []
    for start, end in gaps:
        before = rows[start] if start >= 0 else Shift()
        after = rows[end] if end < len(feet) else Shift()
        long = (end - start) if end < len(feet) and start >= 0 else min(end - start, 12)
        for frame in range(start + 1, end):
            t = min((frame - start) / long, 1.0) if start >= 0 else max(1 - (end - frame) / long, 0.0)
            rows[frame] = _run(before, after, t, not feet[frame].free)
    return rows


def _less(hold: _Hold, foot: Ideal) -> Shift:
    return Shift(hold.x - foot.x, hold.y - foot.y, hold.turn - foot.turn)


def _run(before: Shift, after: Shift, t: float, lifted: bool) -> Shift:
    """Between two shifts, lifted by how far it goes beyond the ideal."""
    share = ease(t)
    far = math.hypot(after.x - before.x, after.y - before.y) + abs(after.turn - before.turn) / 200.0
    up = _STEP_HEIGHT * min(far / 0.12, 1.0) * math.sin(math.pi * t) if lifted else 0.0
    x, y, turn = (a + (b - a) * share for a, b in zip(before[:3], after[:3], strict=True))
    return Shift(x, y, turn, up)
