"""The view from something that rides: one stretch of roadside that passes by and repeats without a seam."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from film.base import Vec3
from film.place import Backdrop, PlaceSheet
from renderer.previs.colour import linear, times
from renderer.previs.mesh import (
    ASPHALT,
    CONCRETE,
    GLOWS,
    NO_SHADOW,
    PLAIN,
    WINDOWS,
    Mesh,
    ball,
    box,
    cylinder,
    join,
)
from renderer.previs.sets.backdrop import dimmed
from renderer.previs.sets.chance import FACADES, GREENS, Dice
from renderer.previs.sets.ground import floor_patch
from renderer.previs.sets.trees import tree_shape

_PERIOD = 72.0


_SPEED = {"bus": 8.0, "car": 12.0, "train": 20.0}


@dataclass(frozen=True)
class Passing:
    """A backdrop that rides past: ``heading`` in degrees is where the place travels to."""

    mesh: Mesh
    heading: float
    speed: float

    def at(self, seconds: float, on: float = 0.0) -> Mesh:
        """The backdrop after some seconds of travel, repeating without a seam; ``on`` more without starting over."""
        return self.mesh.placed(self.shift(seconds, on))

    def shift(self, seconds: float, on: float = 0.0) -> Vec3:
        """How far it has moved, as for ``at``."""
        back = -math.fmod(self.speed * seconds, _PERIOD) - self.speed * on
        turned = math.radians(self.heading)
        return math.cos(turned) * back, math.sin(turned) * back, 0.0


def passing_by(place: PlaceSheet, bright: float) -> Passing:
    """One period of roadside, repeated along the heading, for a place that rides; ``bright`` as for ``dimmed``."""
    dice = Dice(place.backdrop, "passing")
    heading = heading_of(place)
    side = _roadside(place.backdrop, dice)
    floor = -2.2 if "train" in place.kind else -0.9 if "bus" in place.kind else -0.35
    repeats = [side.placed((i * _PERIOD, 0.0, floor)) for i in range(-2, 4)]
    colour, pattern = (linear("#48494c"), ASPHALT) if "train" not in place.kind else (linear("#5d584f"), CONCRETE)
    length = 3 * _PERIOD
    road = floor_patch(-length, -7, length, 7, floor, colour, pattern, 24.0)
    far = linear("#54564f" if place.backdrop == "city" else "#59663f")
    verge = [floor_patch(-length, y0, length, y1, floor - 0.02, far, PLAIN, 72.0) for y0, y1 in ((-300, -7), (7, 300))]
    whole = join([*repeats, road, *verge]).painted(add_flags=NO_SHADOW)
    speed = next((speed for word, speed in _SPEED.items() if word in place.kind), 10.0)
    return Passing(dimmed(whole, bright).placed((0.0, 0.0, 0.0), heading), heading, speed)


def heading_of(place: PlaceSheet) -> float:
    """Where a riding place travels to: as most of its seats look."""
    yaws = Counter(round(seat.yaw / 90) * 90 % 360 for seat in place.seats)
    return float(max(yaws, key=lambda yaw: (yaws[yaw], -yaw))) if yaws else 0.0


def _roadside(kind: Backdrop, dice: Dice) -> Mesh:
    """Both sides of one period of the road, travelling towards +x."""
    parts = []
    if kind in ("city", "suburb", "none", "interior"):
        for side in (-1, 1):
            x = 0.0
            while x < _PERIOD - 6:
                wide = min(dice.between(9, 16), _PERIOD - x)
                tall = round(dice.between(7, 20) / 3) * 3 + 0.8 if kind != "suburb" else 5.4
                paint = times(linear(dice.one_of(*FACADES)), dice.between(0.75, 1.1))
                y = side * (13 if kind != "suburb" else 18)
                parts.append(
                    box(
                        (x + 0.5, min(y, y + side * 10), 0),
                        (x + wide - 0.5, max(y, y + side * 10), tall),
                        paint,
                        WINDOWS,
                    )
                )
                x += wide
            parts.append(box((0, side * 7 - 0.1, 0), (_PERIOD, side * 7 + 0.1, 0.15), linear("#77756f")))
        parts += [_street_lamp().placed((x, side * 7.5, 0), -90 * side) for side in (-1, 1) for x in (9.0, 33.0, 57.0)]
    trees = {"forest": 16, "country": 5, "suburb": 5, "mountains": 6, "sea": 2}.get(kind, 1)
    for side in (-1, 1):
        for i in range(trees):
            shape = tree_shape(
                dice.between(5, 9),
                0.35,
                linear(dice.one_of(*GREENS)),
                pine=kind == "mountains",
                turn=dice.between(0, 360),
                sides=6,
            )
            parts.append(
                shape.placed(
                    (
                        (i + dice.between(0.1, 0.9)) * _PERIOD / trees,
                        side * dice.between(9, 12 if kind != "forest" else 22),
                        0,
                    )
                )
            )
    if kind in ("country", "mountains"):
        for side in (-1, 1):
            parts.append(ball((_PERIOD / 2, side * 120, 0), (_PERIOD * 0.5, 40, 14), linear("#5c6b44"), 16))
    return join(parts)


def _street_lamp() -> Mesh:
    iron = linear("#2f3236")
    head = box((0.9, -0.12, 5.3), (1.5, 0.12, 5.4), (1.6, 1.15, 0.6))
    glowing = replace(head, flags=head.flags | np.uint8(GLOWS))
    return join([cylinder(0, 0, 0, 5.4, 0.07, iron, sides=6), box((0, -0.04, 5.35), (1.2, 0.04, 5.45), iron), glowing])
