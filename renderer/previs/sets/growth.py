"""What lies and grows on open ground: tufts of grass, flowers, stones, fallen leaves, reeds; and snow on all of it.

It is low enough that people walk over it, and few enough that no line drawing of the shot is lost in it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from film.base import Vec2
from film.place import Fixture, PlaceSheet
from renderer.previs.colour import Rgb, linear, mix, times
from renderer.previs.mesh import NO_SHADOW, Mesh, cylinder, empty, join, solid_of
from renderer.previs.sets.chance import Dice
from renderer.previs.sets.ground import ground_look

_NATURAL = frozenset({"grass", "sand", "earth", "snow"})
_NEAR, _FAR = 1.2, 19.0
"""Metres from the middle of the stage between which things are strewn, the more the nearer."""
_COUNT = {"grass": 170, "earth": 110, "sand": 60, "snow": 30}
_FLOWERS = ("#d8cfa0", "#c9b04a", "#b98aa8", "#d0d4cf")
_SNOW = "#c9d2dc"
_BANKS = 70
"""Reeds along the water, where it does not break on sand."""


def is_wild(place: PlaceSheet) -> bool:
    """Whether nobody has paved the ground."""
    return place.enclosure == "open" and place.ground in _NATURAL


def growth(place: PlaceSheet, snow: float) -> Mesh:
    """What is strewn over unpaved ground about the stage, none of it inside what stands or lies there."""
    if not is_wild(place) or place.moving:
        return empty()
    dice = Dice(place.kind, place.stage, "growth")
    ground, _ = ground_look(place.ground, place.ground_colour)
    ground = mix(ground, linear(_SNOW), snow)
    parts = []
    for number in range(round(_COUNT[place.ground] * (1 - 0.6 * snow))):
        at = _strewn(place, dice)
        if not any(_under(fixture, at) for fixture in place.fixtures):
            thing = _thing(place, number, ground, dice)
            parts.append(thing.placed((*at, 0.0), dice.between(0, 360)))
    if place.ground != "sand":
        parts += [_reeds(fixture, ground, dice) for fixture in place.fixtures if fixture.kind == "water"]
    return join(parts).painted(add_flags=NO_SHADOW)


def snowed(mesh: Mesh, snow: float) -> Mesh:
    """The mesh with snow on what looks up; lights stay as they are."""
    if snow <= 0 or not len(mesh.faces):
        return mesh
    up = mesh.normals[mesh.faces].mean(1)[:, 2]
    lies = np.clip((up - 0.35) / 0.4, 0.0, 1.0) * np.float32(min(snow * 1.15, 0.9))
    lies = np.where((mesh.flags & 2) == 0, lies, 0.0)[:, None].astype(np.float32)
    white = np.asarray(linear(_SNOW), np.float32)
    return replace(mesh, colours=np.asarray(mesh.colours + (white - mesh.colours) * lies, np.float32))


def _strewn(place: PlaceSheet, dice: Dice) -> Vec2:
    x0, y0, x1, y1 = place.stage
    far, turn = _NEAR + (_FAR - _NEAR) * dice.between(0, 1) ** 1.4, dice.between(0, math.tau)
    return (x0 + x1) / 2 + far * math.cos(turn), (y0 + y1) / 2 + far * math.sin(turn)


def _under(fixture: Fixture, at: Vec2) -> bool:
    """Whether the point lies under a fixture, or within a hand of it."""
    turn = math.radians(fixture.yaw)
    dx, dy = at[0] - fixture.position[0], at[1] - fixture.position[1]
    along, across = dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)
    return abs(along) < fixture.size[0] / 2 + 0.1 and abs(across) < fixture.size[1] / 2 + 0.1


def _thing(place: PlaceSheet, number: int, ground: Rgb, dice: Dice) -> Mesh:
    """The next thing of the ground's own kind."""
    luck = dice.between(0, 1)
    if place.ground == "grass":
        if luck < 0.1:
            return _flower(linear(_FLOWERS[number % len(_FLOWERS)]), dice)
        return _tuft(times(ground, 0.8 + 0.5 * luck), dice, 0.08 + 0.1 * luck)
    if place.backdrop == "forest" and luck < 0.6:
        return _leaf(linear(("#6b4a2c", "#7d5a30", "#54482f")[number % 3]), dice)
    if place.ground == "earth" and luck < 0.45:
        return _tuft(mix(ground, linear("#6d7340"), 0.6), dice, 0.07 + 0.08 * luck)
    return _pebble(times(mix(ground, linear("#8a857c"), 0.6), 0.7 + 0.5 * luck), dice)


def _tuft(green: Rgb, dice: Dice, tall: float) -> Mesh:
    """Five blades that lean apart."""
    points, colours = [], []
    for i in range(5):
        turn, lean = i / 5 * math.tau + dice.between(-0.4, 0.4), tall * dice.between(0.3, 0.9)
        x, y, h = 0.02 * math.cos(turn), 0.02 * math.sin(turn), tall * dice.between(0.7, 1.1)
        side = (-math.sin(turn) * 0.012, math.cos(turn) * 0.012)
        tip = (x + math.cos(turn) * lean, y + math.sin(turn) * lean, h)
        points += [(x - side[0], y - side[1], 0.0), (x + side[0], y + side[1], 0.0), tip]
        colours.append(times(green, dice.between(0.85, 1.15)))
    return _loose(points, colours)


def _flower(petal: Rgb, dice: Dice) -> Mesh:
    """A tuft with three heads above it."""
    tuft = _tuft(linear("#5c6f38"), dice, 0.12)
    heads = [
        cylinder(0, 0, 0, 0.015, 0.022, petal, sides=5).placed(
            (dice.between(-0.06, 0.06), dice.between(-0.06, 0.06), dice.between(0.1, 0.17))
        )
        for _ in range(3)
    ]
    return join([tuft, *heads])


def _pebble(stone: Rgb, dice: Dice) -> Mesh:
    wide = dice.between(0.025, 0.09)
    return cylinder(0, 0, -0.01, wide * 0.7, wide, stone, top=wide * 0.45, sides=5)


def _leaf(brown: Rgb, dice: Dice) -> Mesh:
    long = dice.between(0.05, 0.12)
    a, b, c, d = (-long, 0.0, 0.006), (0.0, -long * 0.5, 0.012), (long, 0.0, 0.02), (0.0, long * 0.5, 0.014)
    return _loose([a, b, c, a, c, d], [brown, times(brown, 0.9)])


def _reeds(water: Fixture, ground: Rgb, dice: Dice) -> Mesh:
    """Tall tufts along the two long banks of a stretch of water."""
    turn = math.radians(water.yaw)
    half, long = water.size[0] / 2, min(water.size[1] / 2, 30.0)
    parts = []
    for i in range(_BANKS):
        along, side = dice.between(-long, long), 1 if i % 2 else -1
        away = side * (half + dice.between(-0.5, 0.25))
        x = water.position[0] + away * math.cos(turn) - along * math.sin(turn)
        y = water.position[1] + away * math.sin(turn) + along * math.cos(turn)
        blades = _tuft(mix(ground, linear("#6f7a45"), 0.6), dice, dice.between(0.35, 0.8))
        parts.append(blades.placed((x, y, 0.0)))
    return join(parts)


def _loose(points: list[tuple[float, float, float]], colours: list[Rgb]) -> Mesh:
    """Triangles of three points each, lit as the ground is: their normals look up."""
    up = np.tile(np.asarray((0.0, 0.0, 1.0), np.float32), (len(points), 1))
    faces = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
    return solid_of(np.asarray(points, np.float32), up, faces, np.asarray(colours, np.float32))
