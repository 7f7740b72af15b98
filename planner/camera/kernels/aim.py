"""The closed forms that put a point where it belongs in the pictures of many cameras at once, compiled.

::

    screen (x, y), -1 to 1          plan, seen from above
    +---------------+                     o point
    |     o (x, y)  |  height x         . '
    |               |                 . '   bearing off the axis: atan(u / (cos p - v sin p))
    +---------------+              eye ----> axis, pitched by p

``u`` and ``v`` are tangents right of and above the camera's axis, (n,); eyes and targets are (n, 3) in metres.
"""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.space import wall_side
from planner.geometry import Array

_STEEPEST = 0.3
"""The least share of its ray that an eye stands off on the plan, however high it is."""
_ROUNDS = 5
"""In so many rounds what B's own pitch bends of its bearing has settled."""
_BALANCED = 3
_NO_WALL = 60.0


@entry
def stand_off(point: Array, yaw: Array, depth: Array, rise: Array, u: Array, v: Array) -> Array:
    """Eyes from which a point has a depth when it is seen at (u, v).

    ``yaw`` in degrees is the way from the point to the eye, ``rise`` the eye's height over the point.
    """
    eyes = np.empty((len(yaw), 3))
    for i in range(len(yaw)):
        ray = depth[i] * math.sqrt(1 + u[i] * u[i] + v[i] * v[i])
        flat = math.sqrt(max(ray * ray - rise[i] * rise[i], (_STEEPEST * ray) ** 2))
        angle = math.radians(yaw[i])
        eyes[i, 0], eyes[i, 1] = point[0] + math.cos(angle) * flat, point[1] + math.sin(angle) * flat
        eyes[i, 2] = point[2] + rise[i]
    return eyes


@inner
def _pitch(rise: float, away: float, u: float, v: float) -> float:
    """The pitch of a level camera that sees a point at (u, v)."""
    slope = rise / max(away, 1e-9) * math.sqrt(1 + u * u + v * v) / math.sqrt(1 + v * v)
    return math.asin(min(max(slope, -1.0), 1.0)) - math.atan(v)


@inner
def _aim(eye: Array, point: Array, u: float, v: float, target: Array) -> None:
    """One target: a level camera has one pitch that puts the point at its height and one yaw for its side."""
    x, y, z = point[0] - eye[0], point[1] - eye[1], point[2] - eye[2]
    away = math.sqrt(x * x + y * y + z * z)
    pitch = _pitch(z, away, u, v)
    level, climb = math.cos(pitch), math.sin(pitch)
    yaw = math.atan2(y, x) + math.atan2(u, level - v * climb)
    depth = away / math.sqrt(1 + u * u + v * v)
    target[0] = eye[0] + math.cos(yaw) * level * depth
    target[1] = eye[1] + math.sin(yaw) * level * depth
    target[2] = eye[2] + climb * depth


@entry
def aim(eye: Array, point: Array, u: Array, v: Array, roll: float) -> Array:
    """Targets that make cameras at ``eye`` see a point at exactly (u, v), the target as deep as the point."""
    targets = np.empty((len(eye), 3))
    cos, sin = (math.cos(math.radians(roll)), math.sin(math.radians(roll))) if roll else (1.0, 0.0)
    for i in range(len(eye)):
        _aim(eye[i], point, u[i] * cos + v[i] * sin, v[i] * cos - u[i] * sin, targets[i])
    return targets


@entry
def balance(eye: Array, top: Array, a: Array, b: Array, v: Array) -> Array:
    """Targets that put ``top`` at its height and two heads as far right as left of the middle."""
    targets = np.empty((len(eye), 3))
    for i in range(len(eye)):
        u = 0.0
        _aim(eye[i], top, u, v[i], targets[i])
        for _ in range(_BALANCED):
            u -= (_across(eye[i], targets[i], a) + _across(eye[i], targets[i], b)) / 2
            _aim(eye[i], top, u, v[i], targets[i])
    return targets


@inner
def _across(eye: Array, target: Array, head: Array) -> float:
    """Tangent to the right of the camera's axis at which a point is seen."""
    x, y, z = target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]
    length = math.sqrt(x * x + y * y + z * z)
    x, y, z = x / length, y / length, z / length
    rx, ry, rz = head[0] - eye[0], head[1] - eye[1], head[2] - eye[2]
    return float((rx * y - ry * x) / math.hypot(x, y) / (rx * x + ry * y + rz * z))


@entry
def arc(eye: Array, top: float, other: float, apart: float, u: Array, v: Array, across: Array) -> Array:
    """(n,) how far round A, in radians from B, an eye at a distance and height sees A at (u, v) and B at ``across``.

    ``eye`` stands off A, which is ``top`` metres up at the origin; B is ``apart`` metres from it and ``other`` up.  nan
    where no place on the arc does.
    """
    turns = np.zeros(len(eye))
    for i in range(len(eye)):
        x, y, z = -eye[i, 0], -eye[i, 1], top - eye[i, 2]
        flat = math.hypot(x, y)
        pitch = _pitch(z, math.sqrt(x * x + y * y + z * z), u[i], v[i])
        level, climb = math.cos(pitch), math.sin(pitch)
        right, left = math.atan2(u[i], level - v[i] * climb), math.atan(across[i])
        for _ in range(_ROUNDS):
            angle = right - left
            share = flat * math.sin(angle) / apart
            turns[i] = math.asin(share) - angle if abs(share) < 1 else np.nan
            turn = turns[i] if abs(share) < 1 else 0.0
            near = max(apart * math.sin(turn) / math.sin(angle), 0.05)
            depth = near * math.cos(left) * level + (other - eye[i, 2]) * climb
            left = math.asin(min(max(across[i] * depth / near, -0.99), 0.99))
    return turns


@entry
def steepest(eye: Array, points: Array) -> Array:
    """(n,) the angle in radians up to whichever of the points (k, 3) is the highest as seen from each eye."""
    found = np.empty(len(eye))
    for i in range(len(eye)):
        best = -np.inf
        for k in range(len(points)):
            flat = max(math.hypot(points[k, 0] - eye[i, 0], points[k, 1] - eye[i, 1]), 0.5)
            best = max(best, math.atan2(points[k, 2] - eye[i, 2], flat))
        found[i] = best
    return found


@entry
def to_walls(walls: Array, x: float, y: float, yaws: Array) -> Array:
    """(n,) metres from a spot to the first wall that is met from its room's side, each way in degrees."""
    found = np.full(len(yaws), _NO_WALL)
    for i in range(len(yaws)):
        cos, sin = math.cos(math.radians(yaws[i])), math.sin(math.radians(yaws[i]))
        for k in range(len(walls)):
            wall = walls[k]
            inside, ahead = wall_side(wall, x, y), wall_side(wall, x + cos, y + sin)
            if inside <= 0 or ahead >= inside - 1e-9:
                continue
            metres = inside / (inside - ahead)
            run = (x + cos * metres - wall[0]) * wall[2] + (y + sin * metres - wall[1]) * wall[3]
            if -0.01 <= run <= wall[4] + 0.01:
                found[i] = min(found[i], metres)
    return found
