"""The camera as a pinhole with a real sensor, and how it moves between its keys.

The planner proves framing with it and the renderer draws with it, so both mean the same picture.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from film.base import Model, Vec3

SENSOR_WIDTH_MM = 24.89
"""Super 35 full aperture width; the height is extracted to the film's aspect."""


class CameraKey(Model):
    """Where the camera is at one frame of the shot.  ``roll`` in degrees, clockwise for the viewer."""

    frame: int
    position: Vec3
    target: Vec3
    roll: float = 0.0
    focal_mm: float = 35.0


class View(Model):
    """A camera at an instant, able to project."""

    position: Vec3
    target: Vec3
    roll: float
    focal_mm: float
    aspect: float

    @property
    def half_width(self) -> float:
        """Tangent of half the horizontal field of view."""
        return SENSOR_WIDTH_MM / 2 / self.focal_mm

    @property
    def half_height(self) -> float:
        """Tangent of half the vertical field of view."""
        return self.half_width / self.aspect

    def axes(self) -> tuple[Vec3, Vec3, Vec3]:
        """Unit vectors (right, up, forward) in the world."""
        forward = _unit(_minus(self.target, self.position))
        level = _cross(forward, (0.0, 0.0, 1.0))
        right = _unit(level) if _length(level) > 1e-6 else (1.0, 0.0, 0.0)
        up = _cross(right, forward)
        roll = math.radians(self.roll)
        cos, sin = math.cos(roll), math.sin(roll)
        rolled_right = _plus(_times(right, cos), _times(up, -sin))
        rolled_up = _plus(_times(up, cos), _times(right, sin))
        return rolled_right, rolled_up, forward

    def project(self, point: Vec3) -> tuple[float, float, float]:
        """(x, y, depth): x and y are -1 to 1 across the frame, x right, y up; depth in metres, <= 0 behind."""
        right, up, forward = self.axes()
        ray = _minus(point, self.position)
        depth = _dot(ray, forward)
        safe = depth if abs(depth) > 1e-9 else 1e-9
        return _dot(ray, right) / safe / self.half_width, _dot(ray, up) / safe / self.half_height, depth


def view_at(keys: Sequence[CameraKey], frame: float, aspect: float) -> View:
    """The camera at a frame: held before the first key and after the last, eased in between."""
    index = bisect_right([key.frame for key in keys], frame)
    a = keys[max(index - 1, 0)]
    b = keys[min(index, len(keys) - 1)]
    t = 0.0 if b.frame <= a.frame else ease((frame - a.frame) / (b.frame - a.frame))
    return View(
        position=_mix(a.position, b.position, t),
        target=_mix(a.target, b.target, t),
        roll=a.roll + (b.roll - a.roll) * t,
        focal_mm=a.focal_mm + (b.focal_mm - a.focal_mm) * t,
        aspect=aspect,
    )


def ease(t: float) -> float:
    """Smoothstep: 0 to 1 with no jolt at either end."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def _plus(a: Vec3, b: Vec3) -> Vec3:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _minus(a: Vec3, b: Vec3) -> Vec3:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _times(a: Vec3, k: float) -> Vec3:
    return a[0] * k, a[1] * k, a[2] * k


def _mix(a: Vec3, b: Vec3, t: float) -> Vec3:
    return _plus(_times(a, 1 - t), _times(b, t))


def _dot(a: Vec3, b: Vec3) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vec3, b: Vec3) -> Vec3:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _length(a: Vec3) -> float:
    return math.sqrt(_dot(a, a))


def _unit(a: Vec3) -> Vec3:
    length = _length(a)
    return _times(a, 1 / length) if length > 1e-12 else (1.0, 0.0, 0.0)
