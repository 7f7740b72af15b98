"""What is far away: a city, hills, a forest, the sea."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from film.place import Backdrop, PlaceSheet
from renderer.previs.colour import linear, mix, times
from renderer.previs.mesh import (
    ASPHALT,
    GLOWS,
    NO_SHADOW,
    PLAIN,
    WATER,
    WINDOWS,
    Mesh,
    ball,
    block,
    empty,
    join,
    prism,
    quad,
)
from renderer.previs.sets.chance import FACADES, GREENS, Dice
from renderer.previs.sets.ground import ground_look, ground_to_horizon
from renderer.previs.sets.shore import surf
from renderer.previs.sets.trees import tree_shape

_SNOW = "#c9d2dc"


def far_away(place: PlaceSheet, snow: float) -> Mesh:
    """The ground to the horizon and the backdrop all round a place that stands; ``snow`` is how white its ground is."""
    inside = place.enclosure != "open"
    if inside and place.backdrop in ("none", "interior"):
        return empty()
    dice = Dice(place.backdrop, place.stage)
    clear = _clearance(place)
    parts = [_ground(place, inside, snow), _ring(place, clear, dice), surf(place)]
    return join(parts).painted(add_flags=NO_SHADOW)


def _ground(place: PlaceSheet, inside: bool, snow: float) -> Mesh:
    if not inside:
        colour, pattern = ground_look(place.ground, place.ground_colour)
        return ground_to_horizon(0.0, mix(colour, linear(_SNOW), snow), pattern)
    looks: dict[Backdrop, tuple[str, int]] = {
        "city": ("#55565a", ASPHALT),
        "suburb": ("#5c6a45", PLAIN),
        "country": ("#66733f", PLAIN),
        "forest": ("#4a4a30", PLAIN),
        "mountains": ("#6a6f58", PLAIN),
        "sea": ("#2f5264", WATER),
    }
    hex_colour, pattern = looks.get(place.backdrop, ("#5a5a58", PLAIN))
    return ground_to_horizon(-0.35, mix(linear(hex_colour), linear(_SNOW), snow), pattern)


def _clearance(place: PlaceSheet) -> float:
    """How far from the origin the backdrop may begin: behind everything that stands in the place."""
    reach = [abs(value) for value in place.stage]
    reach += [abs(c) for wall in place.walls for point in (wall.start, wall.end) for c in point]
    reach += [
        max(abs(f.position[0]), abs(f.position[1])) + max(f.size[:2]) / 2
        for f in place.fixtures
        if max(f.size[:2]) < 40
    ]
    return min(max(reach, default=8.0), 45.0)


def _ring(place: PlaceSheet, clear: float, dice: Dice) -> Mesh:
    match place.backdrop:
        case "city":
            return _city(clear + 10, dice)
        case "suburb":
            return join([_homes(clear + 9, dice), _trees(clear + 6, 26, dice)])
        case "country":
            return join([_hills(dice, 160, 900, "#5c6b44"), _trees(clear + 18, 22, dice)])
        case "forest":
            return _trees(clear + 3, 110, dice, deep=34)
        case "mountains" if place.ground == "sand":
            return join([_peaks(dice, "#8a6a52", bare=True), _hills(dice, 150, 420, "#9a7d58")])
        case "mountains":
            return join([_peaks(dice), _hills(dice, 150, 500, "#56633f"), _trees(clear + 15, 18, dice, pines=True)])
        case "sea":
            return _sea(clear)
        case _:
            return empty()


def _city(near: float, dice: Dice) -> Mesh:
    """Two rings of blocks, the farther the higher."""
    parts = []
    for distance, count, low, high in ((near, 26, 9, 17), (near + 38, 30, 16, 34), (near + 110, 34, 22, 70)):
        for i in range(count):
            angle = (i + dice.between(-0.25, 0.25)) / count * math.tau
            r = distance + dice.between(2, 16)
            width = math.tau * r / count * dice.between(0.62, 0.98)
            tall = round(dice.between(low, high) / 3) * 3.0 + 0.8
            paint = times(linear(dice.one_of(*FACADES)), dice.between(0.75, 1.1))
            tower = block(0, 0, 0, (dice.between(9, 14), width, tall), paint, WINDOWS)
            parts.append(tower.placed((math.cos(angle) * r, math.sin(angle) * r, 0.0), math.degrees(angle)))
    return join(parts)


def _homes(near: float, dice: Dice) -> Mesh:
    parts = []
    for i in range(16):
        angle = (i + dice.between(-0.2, 0.2)) / 16 * math.tau
        r = near + dice.between(4, 14)
        parts.append(_home(dice).placed((math.cos(angle) * r, math.sin(angle) * r, 0.0), math.degrees(angle) + 180))
    return join(parts)


def _home(dice: Dice) -> Mesh:
    wide, deep, tall = dice.between(7, 10), dice.between(6, 8), 5.4
    wall, roof = (
        linear(dice.one_of("#a79c8a", "#93897c", "#a38f78", "#8e9391")),
        linear(dice.one_of("#5b3f35", "#4a4a4c", "#6a4a3a")),
    )
    gable = [(-deep / 2 - 0.3, tall), (deep / 2 + 0.3, tall), (0.0, tall + 2.6)]
    return join(
        [block(0, 0, 0, (deep, wide, tall), wall, WINDOWS), prism(gable, -wide / 2 - 0.3, wide / 2 + 0.3, roof, "y")]
    )


def _trees(near: float, count: int, dice: Dice, *, deep: float = 26.0, pines: bool = False) -> Mesh:
    parts = []
    for i in range(count):
        angle = i * 2.399963 + dice.between(-0.1, 0.1)  # the golden angle: no rows, no heaps
        r = near + deep * math.sqrt((i + 0.5) / count) * dice.between(0.7, 1.0)
        leaf = linear(dice.one_of(*GREENS))
        pine = pines or dice.between(0, 1) < 0.25
        shape = tree_shape(dice.between(6, 11), 0.4, leaf, pine=pine, turn=dice.between(0, 360), sides=6)
        parts.append(shape.placed((math.cos(angle) * r, math.sin(angle) * r, 0.0)))
    return join(parts)


def _hills(dice: Dice, near: float, far: float, colour: str) -> Mesh:
    parts = []
    for i in range(14):
        angle = (i + dice.between(-0.4, 0.4)) / 14 * math.tau
        r = dice.between(near, far)
        long, high = r * dice.between(0.3, 0.5), r * dice.between(0.04, 0.09)
        paint = times(linear(colour), dice.between(0.8, 1.15))
        hill = ball((0, 0, 0), (long * 0.6, long, high), paint, 20)
        parts.append(
            hill.placed((math.cos(angle) * r * 1.4, math.sin(angle) * r * 1.4, -high * 0.1), math.degrees(angle))
        )
    return join(parts)


def _peaks(dice: Dice, stone: str = "#5f6774", *, bare: bool = False) -> Mesh:
    """A jagged skyline at three hundred metres, near enough for the haze to leave it; its upper part in snow."""
    parts = []
    count, r = 46, 310.0
    heights = [dice.between(24, 86) * (0.5 if bare else 1.0) for _ in range(count)]
    for i in range(count):
        a, b = i / count * math.tau, (i + 1) / count * math.tau
        left = (math.cos(a) * r, math.sin(a) * r)
        right = (math.cos(b) * r, math.sin(b) * r)
        h0, h1 = heights[i], heights[(i + 1) % count]
        rock = times(linear(stone), dice.between(0.65, 1.05))
        low = [(*right, 0.0), (*left, 0.0), (*left, h0 * 0.6), (*right, h1 * 0.6)]
        high = [(*right, h1 * 0.6), (*left, h0 * 0.6), (*left, h0), (*right, h1)]
        parts += [quad(low, rock), quad(high, rock if bare else mix(rock, linear("#d5dde6"), 0.75))]
    return join(parts)


def _sea(clear: float) -> Mesh:
    """Water from behind the place to the horizon, on the side that y points to."""
    shore = clear + 4
    blue = linear("#2c5468")
    water = [
        quad(
            [(x0, y0, 0.03), (x1, y0, 0.03), (x1, y1, 0.03), (x0, y1, 0.03)],
            blue,
            pattern=WATER,
            uv=[(x0, y0), (x1, y0), (x1, y1), (x0, y1)],
        )
        for x0, x1 in ((-1400, -60), (-60, 60), (60, 1400))
        for y0, y1 in ((shore, shore + 60), (shore + 60, 1400))
    ]
    return join(water)


def dimmed(mesh: Mesh, bright: float) -> Mesh:
    """The view with its matt colours made brighter or darker against the room; its lights stay as they are."""
    matt = (mesh.flags & GLOWS) == 0
    colours = np.where(matt[:, None], np.minimum(mesh.colours * np.float32(bright), 1.0), mesh.colours)
    return replace(mesh, colours=colours.astype(np.float32))
