"""Where everybody is over time: marks, and what a body does between two of them.

One reading of the marks for planner and renderer alike::

    mark a                              mark b
      | stands at a, looks along a.yaw     | is at b, looks along b.yaw, in b.pose
      |------------- walks ----------------|   when b is somewhere else: a straight walk (or run,
      |                                    |   above 2.6 m/s) that takes the whole interval
      |----------- holds a ------|= blend =|   when b is where a is: turns and changes pose in the
                                             last ``BLEND_SECONDS`` before b
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from film.base import Model, Vec3
from film.camera import ease

Pose = Literal[
    "stand", "sit", "lie", "kneel", "crouch", "lean", "point", "reach", "phone", "hold", "wave", "drive", "write",
    "eat", "drink", "hands_up", "arms_crossed", "cover_face", "slump",
]  # fmt: skip
Gait = Literal["walk", "run"]

BLEND_SECONDS = 0.6
RUN_ABOVE = 2.6
"""Metres per second above which a person runs: the usual change from walk to run is near 2 m/s."""
_STILL = 0.08


class Mark(Model):
    """Where a character is at one frame of the shot.

    ``position`` is the floor point under the hips.  ``seat`` is how many metres above it the hips
    rest when something carries the body: a chair under ``sit`` (or under an upper-body pose such
    as ``phone``), a bed under ``lie``, 0.0 for lying on the floor; None stands on its own feet.
    ``look`` is a point in the place that head and eyes turn to.
    """

    character: str
    frame: int
    position: Vec3
    yaw: float
    pose: Pose = "stand"
    look: Vec3 | None = None
    seat: float | None = None


class Stance(Model):
    """A body at an instant: between pose ``a`` and pose ``b`` by ``blend``, walking if ``gait`` is set.

    ``travelled`` is metres walked since the last mark, for the phase of the step; ``speed`` in m/s.
    """

    position: Vec3
    yaw: float
    pose_a: Pose
    pose_b: Pose
    seat_a: float | None
    seat_b: float | None
    blend: float
    gait: Gait | None = None
    gait_weight: float = 0.0
    travelled: float = 0.0
    speed: float = 0.0
    look: Vec3 | None = None


def stance_at(marks: Sequence[Mark], frame: float, fps: float) -> Stance:
    """The stance of one character whose marks these are, in frame order."""
    index = bisect_right([mark.frame for mark in marks], frame)
    a = marks[max(index - 1, 0)]
    b = marks[min(index, len(marks) - 1)]
    if b.frame <= a.frame:
        return _held(a)
    distance = math.dist(a.position[:2], b.position[:2])
    if distance < _STILL:
        return _turning(a, b, frame, fps)
    return _walking(a, b, frame, fps, distance)


def _held(mark: Mark) -> Stance:
    return Stance(
        position=mark.position,
        yaw=mark.yaw,
        pose_a=mark.pose,
        pose_b=mark.pose,
        seat_a=mark.seat,
        seat_b=mark.seat,
        blend=1.0,
        look=mark.look,
    )


def _turning(a: Mark, b: Mark, frame: float, fps: float) -> Stance:
    start = max(a.frame, b.frame - BLEND_SECONDS * fps)
    t = ease((frame - start) / (b.frame - start))
    return Stance(
        position=_mix(a.position, b.position, t),
        yaw=turned(a.yaw, b.yaw, t),
        pose_a=a.pose,
        pose_b=b.pose,
        seat_a=a.seat,
        seat_b=b.seat,
        blend=t,
        look=_look(a, b, t),
    )


def _walking(a: Mark, b: Mark, frame: float, fps: float, distance: float) -> Stance:
    interval = b.frame - a.frame
    seconds = interval / fps
    edge = min(BLEND_SECONDS, seconds / 3) * fps
    # Getting up and sitting down happen on the spot and have marks of their own; a walk that starts
    # or ends in a seat all the same changes pose on the way, under the walk.
    t = (frame - a.frame) / interval
    speed = distance / seconds
    heading = math.degrees(math.atan2(b.position[1] - a.position[1], b.position[0] - a.position[0]))
    into, out = ease((frame - a.frame) / edge), ease((b.frame - frame) / edge)
    weight = min(into, out)
    return Stance(
        position=_mix(a.position, b.position, t),
        yaw=turned(a.yaw, heading, into) if t < 0.5 else turned(heading, b.yaw, 1 - out),
        pose_a=a.pose,
        pose_b=b.pose,
        seat_a=a.seat,
        seat_b=b.seat,
        blend=ease((t - 0.25) * 2),
        gait="run" if speed > RUN_ABOVE else "walk",
        gait_weight=weight,
        travelled=distance * t,
        speed=speed,
        look=_look(a, b, t),
    )


def turned(a: float, b: float, t: float) -> float:
    """From yaw ``a`` towards yaw ``b`` the short way round, in degrees."""
    return a + ((b - a + 180) % 360 - 180) * t


def _look(a: Mark, b: Mark, t: float) -> Vec3 | None:
    if a.look is not None and b.look is not None:
        return _mix(a.look, b.look, t)
    return b.look if t > 0.5 else a.look


def _mix(a: Vec3, b: Vec3, t: float) -> Vec3:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t
