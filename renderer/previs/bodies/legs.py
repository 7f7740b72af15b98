"""Where the feet and hips are: bases that carry the body, two-bone legs, walking and running."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from renderer.previs.bodies.attitude import Base, Footing
from renderer.previs.bodies.skeleton import SIDES, Skeleton
from renderer.previs.bodies.turns import Array, basis, cross, pitch, vec, yaw


@dataclass(frozen=True)
class Foot:
    """A foot's goal in the body's frame: ankle (3,), heel up by ``pitch`` and turned out by ``out`` degrees.

    ``flat`` keeps the toes on the floor while the heel is up.  ``knee`` is where the knee points.  ``up`` is how many
    metres over the floor the foot is held.
    """

    ankle: Array
    pitch: float
    out: float
    knee: Array
    flat: float = 1.0
    up: float = 0.0


@dataclass(frozen=True)
class Carriage:
    """What carries the body: the hips' middle (3,) and both feet."""

    hips: Array
    feet: dict[str, Foot]


def carriage(base: Base, skeleton: Skeleton, seat: float, under: float) -> Carriage:
    """The carriage of a base.  ``seat`` metres, ``under`` how far the hip joints rest above what carries the body."""
    leg = skeleton.legs["L"]
    if base == "sit":
        return _seated(skeleton, seat + under)
    if base == "lie":
        hips = vec(0.0, 0.0, seat + under)
        ankle = vec(leg.length * 0.985, 0.105, hips[2] - 0.012)
        return Carriage(hips, _mirrored(Foot(ankle, -72.0, 16.0, vec(0.1, 0.25, 1.0), 0.0), skeleton))
    if base == "kneel":
        return _kneeling(skeleton, under)
    if base == "knees":
        one = _kneeling(skeleton, under)
        return Carriage(one.hips, _mirrored(_grown(one.feet["R"], skeleton), skeleton))
    if base == "crouch":
        ball = vec(0.17 * leg.length, 0.155, 0.0)
        foot = _on_ball(skeleton, ball, 26.0, 14.0, vec(1.0, 0.30, 0.15))
        return Carriage(vec(-0.07, 0.0, skeleton.ankle + 0.40 * leg.length + under), _mirrored(foot, skeleton))
    forward = 0.13 if base == "lean" else -0.018
    ankle = vec(forward, 0.105 if base == "lean" else 0.115, skeleton.ankle)
    height = math.sqrt((0.995 * leg.length) ** 2 - forward**2)
    return Carriage(vec(0.0, 0.0, skeleton.ankle + height), _mirrored(Foot(ankle, 0.0, 8.0, vec(1, 0.12, 0)), skeleton))


def _seated(skeleton: Skeleton, height: float) -> Carriage:
    """Thighs level and feet flat on the floor where the shins reach it, else hanging."""
    leg, ankle = skeleton.legs["L"], skeleton.ankle
    hang = height - 0.03 - leg.lower - ankle
    forward = leg.upper * (0.97 if hang > -0.10 else 0.86)
    spread = 0.125
    if hang <= 0.0:
        foot = Foot(vec(forward, spread, ankle), 0.0, 7.0, vec(0.8, 0.10, 0.9))
    else:
        foot = Foot(vec(forward - 0.05, spread, ankle + hang), min(hang * 120, 22.0), 6.0, vec(0.8, 0.12, 0.9), 0.0)
    return Carriage(vec(0.0, 0.0, height), _mirrored(foot, skeleton))


def _kneeling(skeleton: Skeleton, under: float) -> Carriage:
    """On the right knee, the left foot before the body."""
    leg, ankle = skeleton.legs["L"], skeleton.ankle
    hips = vec(0.0, 0.0, under + 0.985 * leg.upper)
    left = Foot(vec(0.98 * leg.upper, 0.13, ankle), 0.0, 6.0, vec(1.0, 0.15, 0.6))
    right = Foot(vec(-0.93 * leg.lower, -0.11, skeleton.ankle_over(62.0, 1.0)), 62.0, 2.0, vec(0.7, -0.05, -1.0))
    return Carriage(hips, {"L": left, "R": right})


def _grown(right: Foot, skeleton: Skeleton) -> Foot:
    """A right foot as the left one of a grown leg."""
    flip = vec(1, -1, 1)
    return replace(
        right, ankle=right.ankle * flip / vec(1, skeleton.legs["L"].length / 0.85, 1), knee=right.knee * flip
    )


def footed(ground: Carriage, footing: Footing, skeleton: Skeleton, share: float) -> Carriage:
    """A standing carriage with its feet set otherwise, by ``share`` (0 to 1) of it."""
    leg = skeleton.legs["L"].length * share
    hips = ground.hips + vec(0.0, footing.aside * leg, -footing.sink * leg)
    feet = {}
    for side, sign, lift in zip(SIDES, (1.0, -1.0), footing.lift, strict=True):
        foot = ground.feet[side]
        move = vec(sign * footing.stagger * leg, sign * footing.wide * leg, lift * leg)
        up = 70.0 * lift * share
        knee = foot.knee + vec(0.0, sign * 0.25 * share, 0.0) if footing.wide or footing.stagger else foot.knee
        out = foot.out + (22.0 * share if footing.stagger and side == "R" else 0.0)
        feet[side] = replace(
            foot, ankle=foot.ankle + move, knee=knee, pitch=foot.pitch + up, out=out, up=foot.up + lift * leg
        )
    return Carriage(hips, feet)


def _mirrored(left: Foot, skeleton: Skeleton) -> dict[str, Foot]:
    """Both feet from the left's; sideways places were given for a grown leg of 0.85 m."""
    size = skeleton.legs["L"].length / 0.85
    ankle, knee = left.ankle.copy(), left.knee
    ankle[1] *= size
    flip = vec(1, -1, 1)
    return {"L": replace(left, ankle=ankle), "R": replace(left, ankle=ankle * flip, knee=knee * flip)}


def _on_ball(skeleton: Skeleton, ball: Array, up: float, out: float, knee: Array) -> Foot:
    """A left foot with its heel up, pivoting on the ball at (x, y) of ``ball``."""
    rest = skeleton.head("toe.L")
    pivot = vec(ball[0], ball[1], rest[2])
    return Foot(pivot + pitch(up) @ (skeleton.head("foot.L") - rest) * vec(1, 0, 1), up, out, knee)


def mixed(a: Carriage, b: Carriage, t: float) -> Carriage:
    """Between two carriages: the hips glide, the feet step over one after the other."""
    if t <= 0.0:
        return a
    if t >= 1.0:
        return b
    feet = {}
    for side, late in (("L", 0.0), ("R", 0.4)):
        own = min(max((t - late) / 0.6, 0.0), 1.0)
        own = own * own * (3 - 2 * own)
        one, two = a.feet[side], b.feet[side]
        ankle = one.ankle + (two.ankle - one.ankle) * own
        far = min(float(np.hypot(*(two.ankle - one.ankle)[:2])) / 0.3, 1.0)
        arc = 0.07 * far * math.sin(math.pi * own)
        ankle[2] += arc
        feet[side] = Foot(
            ankle,
            one.pitch + (two.pitch - one.pitch) * own,
            one.out + (two.out - one.out) * own,
            one.knee + (two.knee - one.knee) * own,
            one.flat + (two.flat - one.flat) * own,
            one.up + (two.up - one.up) * own + arc,
        )
    return Carriage(a.hips + (b.hips - a.hips) * t, feet)


def set_legs(skeleton: Skeleton, turns: Array, where: Array, feet: dict[str, Foot]) -> None:
    """Turns the leg bones so that the ankles reach their goals, given joints (b, 3) of the trunk."""
    index = skeleton.index
    for side in SIDES:
        goal, limb = feet[side], skeleton.legs[side]
        hip = where[index[f"upperleg01.{side}"]]
        knee = limb.bent(hip, goal.ankle, goal.knee)
        ahead = goal.knee
        upper = basis(knee - hip, _forward(knee - hip, goal.ankle - hip, ahead)) @ limb.upper_frame
        lower = basis(goal.ankle - knee, _forward(goal.ankle - knee, goal.ankle - hip, ahead)) @ limb.lower_frame
        for bone in ("upperleg01", "upperleg02"):
            turns[index[f"{bone}.{side}"]] = upper
        for bone in ("lowerleg01", "lowerleg02"):
            turns[index[f"{bone}.{side}"]] = lower
        out = yaw(goal.out if side == "L" else -goal.out)
        turns[index[f"foot.{side}"]] = out @ pitch(goal.pitch)
        turns[index[f"toe.{side}"]] = out @ pitch(goal.pitch * (1 - goal.flat))


def _forward(bone: Array, reach: Array, pole: Array) -> Array:
    """Where the front of a leg bone looks: square to the bone, in the plane of the bent leg, on the knee's side."""
    front: Array = cross(cross(reach, pole), bone)
    return front
