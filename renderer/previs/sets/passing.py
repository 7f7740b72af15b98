"""The view from something that rides: one stretch of roadside that passes by and repeats without a seam."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from film.base import Vec3
from film.place import Backdrop, PlaceSheet
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.light import underground
from renderer.previs.mesh import (
    ASPHALT,
    CONCRETE,
    GLOWS,
    NO_SHADOW,
    ONE_SIDED,
    PLAIN,
    WATER,
    WINDOWS,
    Mesh,
    ball,
    box,
    cylinder,
    join,
    quad,
)
from renderer.previs.sets.backdrop import dimmed
from renderer.previs.sets.bodywork import DRAUGHT
from renderer.previs.sets.chance import FACADES, GREENS, Dice
from renderer.previs.sets.ground import floor_patch
from renderer.previs.sets.trees import tree_shape

_PERIOD = 72.0

_SPEED = {"bus": 8.0, "subway": 15.0, "car": 12.0, "train": 20.0, "boat": 4.0, "ship": 4.0}
"""Metres a second by a word in the kind of the place; of two words the first counts."""
_BELOW = {"train": 2.2, "subway": 1.0, "bus": 0.9, "boat": DRAUGHT, "ship": 1.7}
"""Metres from the floor down to what passes, by a word in the kind of the place."""


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
    heading = 0.0 if place.backdrop == "sea" else heading_of(place)
    floor = -next((low for word, low in _BELOW.items() if word in place.kind), 0.35)
    if underground(place):
        whole, bright = _tunnel(), 1.0
    elif place.backdrop == "sea":
        whole = _open_sea(dice)
    else:
        whole = _road(place, dice)
    whole = whole.painted(add_flags=NO_SHADOW).placed((0.0, 0.0, floor))
    speed = next((speed for word, speed in _SPEED.items() if word in place.kind), 10.0)
    return Passing(dimmed(whole, bright).placed((0.0, 0.0, 0.0), heading), heading, speed)


def _road(place: PlaceSheet, dice: Dice) -> Mesh:
    """The road or the track with what stands along it, and the ground beyond."""
    side = _roadside(place.backdrop, dice)
    repeats = [side.placed((i * _PERIOD, 0.0, 0.0)) for i in range(-2, 4)]
    colour, pattern = (linear("#48494c"), ASPHALT) if "train" not in place.kind else (linear("#5d584f"), CONCRETE)
    length = 3 * _PERIOD
    road = floor_patch(-length, -7, length, 7, 0.0, colour, pattern, 24.0)
    far = linear("#54564f" if place.backdrop == "city" else "#59663f")
    verge = [floor_patch(-length, y0, length, y1, -0.02, far, PLAIN, 72.0) for y0, y1 in ((-300, -7), (7, 300))]
    return join([*repeats, road, *verge])


def _tunnel() -> Mesh:
    """A tube of dark concrete with cables along it, a rib every six metres and a lamp at every second one."""
    length, half, top, wall = 2 * _PERIOD, 4.4, 4.4, linear("#2b2c2d")
    faces: list[list[Vec3]] = [
        [(-length, -half, 0), (-length, -half, top), (length, -half, top), (length, -half, 0)],
        [(length, half, 0), (length, half, top), (-length, half, top), (-length, half, 0)],
        [(-length, half, top), (length, half, top), (length, -half, top), (-length, -half, top)],
        [(-length, -half, 0), (length, -half, 0), (length, half, 0), (-length, half, 0)],
    ]
    parts = [
        quad(face, times(wall, tint)).painted(add_flags=ONE_SIDED)
        for face, tint in zip(faces, (1.0, 1.0, 0.7, 0.8), strict=True)
    ]
    for side in (-1, 1):
        parts += [_strip(side, half, -length, length, z, z + 0.08, times(wall, 0.5)) for z in (1.4, 1.65, 2.9)]
        for i in range(int(-length / 6), int(length / 6)):
            parts.append(_strip(side, half, 6.0 * i, 6.0 * i + 0.4, 0.0, top, times(wall, 1.6)))
            if i % 2 == 0:
                lamp = _strip(side, half, 6.0 * i + 2.6, 6.0 * i + 3.4, 2.2, 2.36, (1.5, 1.25, 0.8))
                parts.append(lamp.painted(add_flags=GLOWS))
    return join(parts)


def _strip(side: int, half: float, x0: float, x1: float, z0: float, z1: float, colour: Rgb) -> Mesh:
    """A flat thing on a tunnel's wall, seen from the track alone: a camera outside looks through."""
    y = side * (half - 0.02)
    corners: list[Vec3] = [(x0, y, z0), (x0, y, z1), (x1, y, z1), (x1, y, z0)]
    return quad(corners if side < 0 else corners[::-1], colour).painted(add_flags=ONE_SIDED)


def _open_sea(dice: Dice) -> Mesh:
    """Water to the horizon with crests of foam that drift by."""
    far, near, blue = 1400.0, 2 * _PERIOD, linear("#24485a")
    water = [floor_patch(x0, y0, x1, y1, 0.0, blue, WATER, 700.0)
             for x0, x1 in ((-far, -near), (-near, near), (near, far))
             for y0, y1 in ((-far, -near), (-near, near), (near, far))]  # fmt: skip
    crests = [_crest(dice) for _ in range(46)]
    foam = join(crests)
    return join([*water, *(foam.placed((i * _PERIOD, 0.0, 0.0)) for i in range(-2, 3))])


def _crest(dice: Dice) -> Mesh:
    """A low ridge of water somewhere beside the ship, white along its top."""
    side = 1 if dice.between(0, 1) < 0.5 else -1
    x, y = dice.between(0, _PERIOD), side * (4.5 + 60 * dice.between(0, 1) ** 1.7)
    wide, high = dice.between(1.6, 4.2), dice.between(0.1, 0.3)
    top: list[Vec3] = [(0.0, -wide * 0.5, high), (0.0, wide * 0.5, high)]
    face: list[Vec3] = [(0.8, -wide * 0.6, 0.0), (0.8, wide * 0.6, 0.0), top[1], top[0]]
    back: list[Vec3] = [(-0.8, wide * 0.6, 0.0), (-0.8, -wide * 0.6, 0.0), top[0], top[1]]
    foam: list[Vec3] = [(0.12, -wide * 0.5, high * 0.86), (0.12, wide * 0.4, high * 0.86), top[1], top[0]]
    swell = join([quad(face, linear("#2c566a")), quad(back, linear("#234a5c"))])
    return join([swell, quad(foam, linear("#b9c8cc")).placed((0.01, 0.0, 0.01))]).placed(
        (x, y, 0.0), dice.between(-25, 25)
    )


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
