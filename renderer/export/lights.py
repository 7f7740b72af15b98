"""A place's light as lamps that other programs know: a sun or moon from afar, round practicals, a key, the sky's own.

Strengths make a white card as bright as our own renderer does, 1.0 being white: a surface of Lambert's sends back
albedo / pi of what falls on it, so light of our strength 1 is pi in lux (from afar) or in candela a metre away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from film.base import Vec3
from film.place import PlaceSheet
from renderer.previs.colour import Rgb
from renderer.previs.light import Light

_FALL = 2.2
"""How our practicals fall off: reach^2 / (reach^2 + 2.2 d^2) of their strength; see previs.lighting."""
_UNDER = 0.25
"""Metres under the ceiling at which a room's key hangs."""
_KEY_AT = 3.2
"""Metres from the middle of the stage to it, where there is no ceiling in the way."""


@dataclass
class Lamp:
    """A lamp that is on at ``frames``: ``far`` shines from ``place`` as a direction to it, ``point`` from there.

    ``colour`` is linear with its brightest part 1; ``strength`` in lux of what is far, else in candela, as above.
    """

    name: str
    kind: Literal["far", "point"]
    place: Vec3
    colour: Rgb
    strength: float
    frames: list[int] = field(default_factory=list)

    def add(self, frame: int) -> None:
        """It is on at a later frame, as for things."""
        if not self.frames or frame > self.frames[-1]:
            self.frames.append(frame)

    @property
    def turn(self) -> npt.NDArray[np.float64]:
        """The rotation (3, 3) by which a lamp that shines along its own -z shines from there."""
        z = np.asarray(self.place) / max(float(np.linalg.norm(self.place)), 1e-9)
        x = np.cross((0.0, 0.0, 1.0) if abs(z[2]) < 0.95 else (0.0, 1.0, 0.0), z)
        x /= np.linalg.norm(x)
        return np.column_stack([x, np.cross(z, x), z])


@dataclass
class Sky:
    """What comes from all sides in a place: linear light from ``above`` and from ``below``, at ``frames``."""

    name: str
    above: Rgb
    below: Rgb
    frames: list[int] = field(default_factory=list)

    @property
    def mean(self) -> Rgb:
        """Both together."""
        red, green, blue = ((a + b) / 2 for a, b in zip(self.above, self.below, strict=True))
        return red, green, blue


def lamps_in(place: PlaceSheet, light: Light) -> list[Lamp]:
    """The place's lamps: sun or moon where it shines at all, the key of an inside, the practicals."""
    found = []
    sun = light.sun if place.enclosure != "open" else light.key
    if max(sun) > 0.0:
        found.append(
            _lamp(f"{place.id} sun", "far", light.to_sun if place.enclosure != "open" else light.to_key, sun, 1.0)
        )
    if place.enclosure != "open":
        at, metres = _key_at(place, light.to_key)
        found.append(_lamp(f"{place.id} key", "point", at, light.key, metres * metres))
    for number, row in enumerate(light.points.tolist(), 1):
        x, y, z, red, green, blue, reach = row
        found.append(_lamp(f"{place.id} lamp {number}", "point", (x, y, z), (red, green, blue), reach * reach / _FALL))
    return found


def _lamp(name: str, kind: Literal["far", "point"], place: Vec3, light: Sequence[float], factor: float) -> Lamp:
    top = max(*light, 1e-6)
    colour = (light[0] / top, light[1] / top, light[2] / top)
    return Lamp(name, kind, place, colour, math.pi * top * factor)


def _key_at(place: PlaceSheet, to_key: Vec3) -> tuple[Vec3, float]:
    """Where a room's key hangs, under its ceiling, and how far that is from the middle of the stage."""
    x0, y0, x1, y1 = place.stage
    most = (place.ceiling or 2 * _KEY_AT) - _UNDER - 1.0
    metres = min(_KEY_AT, max(most, 0.2) / max(to_key[2], 0.1))
    x, y, z = (to_key[i] * metres for i in range(3))
    return ((x0 + x1) / 2 + x, (y0 + y1) / 2 + y, 1.0 + z), metres
