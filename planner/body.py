"""A body as a handful of balls: enough to prove framing and hiding without a mesh.

Shares of the standing height h follow common figure-drawing canons: eyes 0.935, shoulders 0.82,
hips 0.53, knees 0.285; seated, the top of the head is 0.52 h above the seat.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from film.base import Vec3
from film.staging import Pose, Stance
from planner.geometry import Array, along

HEAD_RADIUS = 0.12
EYES, HEAD, SHOULDERS, HIPS, KNEES = 0.935, 0.93, 0.82, 0.53, 0.285
SITTING_TOP, SITTING_EYES = 0.52, 0.455
LYING_EYES = 0.42

_LOWERED: dict[str, float] = {"kneel": 0.26, "pray": 0.26, "crouch": 0.36, "pick_up": 0.40, "slump": 0.06}
"""How much of its height a pose takes off a body on its own feet."""

# Columns: forward, left, up (shares of the height), radius in metres.
_STANDING = np.array(
    [
        (0.01, 0.0, HEAD, HEAD_RADIUS),
        (0.0, 0.0, 0.99, 0.03),
        (0.02, 0.0, 0.87, 0.06),
        (0.0, 0.11, SHOULDERS, 0.07),
        (0.0, -0.11, SHOULDERS, 0.07),
        (0.0, 0.0, 0.75, 0.15),
        (0.0, 0.0, 0.63, 0.14),
        (0.0, 0.06, HIPS, 0.11),
        (0.0, -0.06, HIPS, 0.11),
        (0.0, 0.06, KNEES, 0.07),
        (0.0, -0.06, KNEES, 0.07),
        (0.03, 0.06, 0.03, 0.05),
        (0.03, -0.06, 0.03, 0.05),
    ]
)
_SITTING_UP = np.array([0.45, 0.51, 0.39, 0.335, 0.335, 0.25, 0.14, 0.05, 0.05])
_HEAD_ROWS = (0, 1, 2)
_TORSO_ROWS = (3, 4, 5, 6)


@dataclass(frozen=True)
class Proxy:
    """One body at an instant: ``points`` (13, 3) with ``radii`` (13,), and the way the face looks."""

    points: Array
    radii: Array
    face: Vec3

    @property
    def head(self) -> Array:
        """The middle of the head."""
        return np.asarray(self.points[0])

    @property
    def head_rows(self) -> tuple[int, ...]:
        """Rows of ``points`` that make the head."""
        return _HEAD_ROWS

    @property
    def torso_rows(self) -> tuple[int, ...]:
        """Rows of ``points`` that make shoulders, chest and belly."""
        return _TORSO_ROWS


def eye_point(position: Vec3, yaw: float, pose: Pose, seat: float | None, height: float) -> Vec3:
    """Where the eyes are."""
    x, y, z = position
    cos, sin = along(yaw)
    if pose == "lie":
        return x - cos * LYING_EYES * height, y - sin * LYING_EYES * height, z + (seat or 0.0) + 0.16
    if seat is not None:
        return x + cos * 0.03, y + sin * 0.03, z + seat + SITTING_EYES * height
    return x, y, z + (EYES - _LOWERED.get(pose, 0.0)) * height


def proxy_of(stance: Stance, height: float) -> Proxy:
    """The balls of a stance; a body between two poses takes them in proportion."""
    a = _figure(stance.pose_a, stance.seat_a, height)
    b = _figure(stance.pose_b, stance.seat_b, height)
    local = a if b is a else a + (b - a) * stance.blend
    cos, sin = along(stance.yaw)
    points = np.empty((len(local), 3))
    points[:, 0] = stance.position[0] + local[:, 0] * cos - local[:, 1] * sin
    points[:, 1] = stance.position[1] + local[:, 0] * sin + local[:, 1] * cos
    points[:, 2] = stance.position[2] + local[:, 2]
    return Proxy(points=points, radii=local[:, 3], face=_face(stance, points[0].tolist(), cos, sin))


@lru_cache(maxsize=4096)
def _figure(pose: Pose, seat: float | None, height: float) -> Array:
    """(13, 4): the body along its own axes in metres, radii last."""
    rows = _STANDING.copy()
    rows[:, :3] *= height
    rows[:, 3] *= height / 1.75
    if pose == "lie":
        forward, left, up = rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy()
        rows[:, 0] = HIPS * height - up
        rows[:, 1] = left
        rows[:, 2] = (seat or 0.0) + 0.12 + forward
        return rows
    if seat is not None:
        rows[:9, 2] = seat + _SITTING_UP * height
        rows[9:11, 0] = 0.25 * height
        rows[9:11, 2] = seat + 0.06
        rows[11:, 0] = 0.27 * height
        rows[11:, 2] = 0.04
        return rows
    lowered = _LOWERED.get(pose, 0.0) * height
    rows[:9, 2] -= lowered
    rows[9:11, 2] = np.maximum(rows[9:11, 2] - lowered, 0.08)
    return rows


def _face(stance: Stance, head: Sequence[float], cos: float, sin: float) -> Vec3:
    """Where the face points: at what it looks at, as far as a neck turns (75 degrees) from the body's own way."""
    if "lie" in (stance.pose_a, stance.pose_b) and stance.blend > 0.5 and stance.pose_b == "lie":
        return 0.0, 0.0, 1.0
    if stance.look is None:
        return cos, sin, 0.0
    x, y, z = stance.look[0] - head[0], stance.look[1] - head[1], stance.look[2] - head[2]
    flat = math.hypot(x, y)
    if flat < 1e-6:
        return cos, sin, 0.0
    turn = math.degrees(math.atan2(cos * y - sin * x, cos * x + sin * y))
    fx, fy = along(stance.yaw + min(max(turn, -75.0), 75.0))
    slope = min(max(z / flat, -0.7), 0.7)
    norm = math.sqrt(1 + slope * slope)
    return fx / norm, fy / norm, slope / norm
