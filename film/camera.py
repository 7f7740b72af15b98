"""The camera as a pinhole with a real sensor, and how it moves between its keys.

The planner proves framing with it and the renderer draws with it, so both mean the same picture.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

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


class View(NamedTuple):
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
    """The camera at a frame: held before the first key and after the last, one smooth way through those between.

    It sets off from rest and comes to rest; between two keys alone that is ``ease``.  Inner keys are passed without a
    stop: each coordinate goes by the monotone cubic of Fritsch & Butland (SIAM J. Sci. Stat. Comput. 5, 1984), which
    never swings beyond its keys.
    """
    if len(keys) == 1:
        return _view(_numbers(keys[0]), aspect)
    index = bisect_right([key.frame for key in keys], frame)
    first, last = max(index - 1, 0), min(index, len(keys) - 1)
    a, b = keys[first], keys[last]
    if b.frame <= a.frame:
        return _view(_numbers(a), aspect)
    span, t = b.frame - a.frame, (frame - a.frame) / (b.frame - a.frame)
    at, to = _numbers(a), _numbers(b)
    share = ease(t)
    if first == 0 and last == len(keys) - 1:
        return _view([p + (q - p) * share for p, q in zip(at, to, strict=True)], aspect)
    leaving, arriving = _slopes(keys, first), _slopes(keys, last)
    way = zip(at, to, leaving, arriving, strict=True)
    return _view([_cubic(p, q, m * span, n * span, t, share) for p, q, m, n in way], aspect)


def _numbers(key: CameraKey) -> tuple[float, ...]:
    return *key.position, *key.target, key.roll, key.focal_mm


def _view(numbers: Sequence[float], aspect: float) -> View:
    x, y, z, tx, ty, tz, roll, focal = numbers
    return View((x, y, z), (tx, ty, tz), roll, focal, aspect)


def _slopes(keys: Sequence[CameraKey], index: int) -> list[float]:
    """How fast each number changes at a key, per frame: not at all at both ends."""
    if index in (0, len(keys) - 1):
        return [0.0] * 8
    before, here, after = keys[index - 1 : index + 2]
    into, away = here.frame - before.frame, after.frame - here.frame
    if not into or not away:
        return [0.0] * 8
    numbers = zip(_numbers(before), _numbers(here), _numbers(after), strict=True)
    return [_slope((q - p) / into, (r - q) / away, into, away) for p, q, r in numbers]


def _slope(into: float, away: float, before: int, after: int) -> float:
    """The weighted harmonic mean of two slopes; 0 where they turn round."""
    if into * away <= 0:
        return 0.0
    one, two = 2 * after + before, after + 2 * before
    return (one + two) / (one / into + two / away)


def _cubic(p: float, q: float, m: float, n: float, t: float, eased: float) -> float:
    """Hermite's cubic from ``p`` to ``q`` with slopes ``m`` and ``n`` over t from 0 to 1, ``eased`` by ``ease``."""
    return p + (q - p) * eased + t * (1 - t) * (m * (1 - t) - n * t)


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


def _dot(a: Vec3, b: Vec3) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vec3, b: Vec3) -> Vec3:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _length(a: Vec3) -> float:
    return math.sqrt(_dot(a, a))


def _unit(a: Vec3) -> Vec3:
    length = _length(a)
    return _times(a, 1 / length) if length > 1e-12 else (1.0, 0.0, 0.0)
