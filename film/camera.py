"""The camera as a pinhole with a real sensor, and how it moves between its keys.

The planner proves framing with it and the renderer draws with it, so both mean the same picture.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple

from pydantic import Field

from film.base import Degrees, Model, Vec3

SENSOR_WIDTH_MM, SENSOR_HEIGHT_MM = 24.89, 18.66
"""Super 35 full aperture (SMPTE ST 59, style C): what a lens may draw on; a picture is extracted from it."""


class Gate(NamedTuple):
    """The part of the sensor that the picture is taken from, in mm; ``width`` as it is once it is unsqueezed.

    An anamorphic lens squeezes the picture sideways: of a ``squeeze`` of 2 the sensor holds half this width.
    """

    width: float
    height: float
    squeeze: float = 1.0

    @property
    def aspect(self) -> float:
        """Width over height of the picture."""
        return self.width / self.height

    def half(self) -> Gate:
        """The gate of a camera that fills half of the picture's width, as in a split screen."""
        return gate_of(self.aspect / 2, self.squeeze)


def gate_of(aspect: float, squeeze: float = 1.0) -> Gate:
    """The largest picture of an aspect that the sensor takes.

    ::

        1.78            9:16         2.39, squeeze 2
        +--------+      +-+====+-+   +-+====+-+      the sensor's whole width down to an aspect of 1.33 times the
        +========+      | |    | |   | |    | |      squeeze, its whole height below that
        |        |      | |    | |   | |    | |
        +========+      | |    | |   | |    | |
        +--------+      +-+====+-+   +-+====+-+

    >>> [round(side, 2) for side in gate_of(16 / 9)[:2]], [round(side, 2) for side in gate_of(9 / 16)[:2]]
    ([24.89, 14.0], [10.5, 18.66])
    >>> [round(side, 2) for side in gate_of(2.39, 2.0)[:2]]
    [44.6, 18.66]
    """
    width = min(SENSOR_WIDTH_MM * squeeze, SENSOR_HEIGHT_MM * aspect)
    return Gate(width, width / aspect, squeeze)


_NEAREST_FOCUS = 1e-3
"""Metres."""


class CameraKey(Model):
    """Where the camera is at one frame of the shot.  ``roll`` in degrees, clockwise for the viewer.

    ``focus_m`` is how far along its axis it is focused, in metres; without it, on what it looks at.
    """

    frame: int
    position: Vec3
    target: Vec3
    roll: Degrees = 0.0
    focal_mm: float = 35.0
    focus_m: Annotated[float, Field(ge=0.05)] | None = None


class View(NamedTuple):
    """A camera at an instant, able to project.

    ``focus_m`` is the distance of the sharp plane where a key names one; ``stop`` the aperture, None for a picture that
    is sharp throughout.
    """

    position: Vec3
    target: Vec3
    roll: float
    focal_mm: float
    gate: Gate
    focus_m: float | None = None
    stop: float | None = None

    @property
    def aspect(self) -> float:
        """Width over height of the picture."""
        return self.gate.aspect

    @property
    def half_width(self) -> float:
        """Tangent of half the horizontal field of view."""
        return self.gate.width / 2 / self.focal_mm

    @property
    def focused(self) -> float:
        """Metres along the camera's axis at which the picture is sharp."""
        return self.focus_m if self.focus_m is not None else math.dist(self.position, self.target)

    @property
    def half_height(self) -> float:
        """Tangent of half the vertical field of view."""
        return self.gate.height / 2 / self.focal_mm

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


def view_at(keys: Sequence[CameraKey], frame: float, gate: Gate) -> View:
    """The camera at a frame: held before the first key and after the last, one smooth way through those between.

    It sets off from rest and comes to rest; between two keys alone that is ``ease``.  Inner keys are passed without a
    stop: each coordinate goes by the monotone cubic of Fritsch & Butland (SIAM J. Sci. Stat. Comput. 5, 1984), which
    never swings beyond its keys.  Focus goes so by its reciprocal, as the ring of a lens turns.
    """
    x, y, z, tx, ty, tz, roll, focal = _at(keys, frame, _numbers)
    focus = None
    if any(key.focus_m is not None for key in keys):
        focus = 1 / _at(keys, frame, _ring)[0]
    return View((x, y, z), (tx, ty, tz), roll, focal, gate, focus)


_Numbers = Callable[[CameraKey], tuple[float, ...]]


def _numbers(key: CameraKey) -> tuple[float, ...]:
    return *key.position, *key.target, key.roll, key.focal_mm


def _ring(key: CameraKey) -> tuple[float, ...]:
    metres = key.focus_m if key.focus_m is not None else math.dist(key.position, key.target)
    return (1 / max(metres, _NEAREST_FOCUS),)


def _at(keys: Sequence[CameraKey], frame: float, numbers: _Numbers) -> Sequence[float]:
    """The numbers of the keys at a frame."""
    if len(keys) == 1:
        return numbers(keys[0])
    index = bisect_right([key.frame for key in keys], frame)
    first, last = max(index - 1, 0), min(index, len(keys) - 1)
    a, b = keys[first], keys[last]
    if b.frame <= a.frame:
        return numbers(a)
    span, t = b.frame - a.frame, (frame - a.frame) / (b.frame - a.frame)
    at, to = numbers(a), numbers(b)
    share = ease(t)
    if first == 0 and last == len(keys) - 1:
        return [p + (q - p) * share for p, q in zip(at, to, strict=True)]
    leaving, arriving = _slopes(keys, first, numbers), _slopes(keys, last, numbers)
    way = zip(at, to, leaving, arriving, strict=True)
    return [_cubic(p, q, m * span, n * span, t, share) for p, q, m, n in way]


def _slopes(keys: Sequence[CameraKey], index: int, numbers: _Numbers) -> list[float]:
    """How fast each number changes at a key, per frame: not at all at both ends."""
    still = [0.0] * len(numbers(keys[index]))
    if index in (0, len(keys) - 1):
        return still
    before, here, after = keys[index - 1 : index + 2]
    into, away = here.frame - before.frame, after.frame - here.frame
    if not into or not away:
        return still
    rows = zip(numbers(before), numbers(here), numbers(after), strict=True)
    return [_slope((q - p) / into, (r - q) / away, into, away) for p, q, r in rows]


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
