"""What is overhead indoors: a flat ceiling, the roof of a barn or a hall of timber, the canvas of a tent."""

from __future__ import annotations

import math

import numpy as np

from film.base import Vec3
from film.place import PlaceSheet
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import BOARDS, NO_SHADOW, ONE_SIDED, PLAIN, Mesh, box, join, quad, rod

_TIMBERED = {"barn": 0.34, "longhouse": 0.36}
"""How much higher the ridge is than the walls, as a share of the depth under it."""
_CANVAS = {"tent_interior": 0.22}
_RAFTERS, _BEAMS = 1.7, 3.0
"""Metres from rafter to rafter, and from one beam across to the next."""

Area = tuple[float, float, float, float]


def overhead(place: PlaceSheet, area: Area, top: float, colour: Rgb) -> Mesh:
    """The inside of the roof over ``area`` (low x, low y, high x, high y) on walls ``top`` high, seen from below."""
    timber, canvas = _TIMBERED.get(place.kind), _CANVAS.get(place.kind)
    wall = linear(place.walls[0].colour) if place.walls else colour
    if timber is not None:
        rise = timber * (area[3] - area[1])
        return join([_slopes(area, top, rise, times(wall, 0.7), BOARDS), _frame(area, top, rise, times(wall, 0.42))])
    if canvas is not None:
        rise = canvas * (area[3] - area[1])
        return join([_slopes(area, top, rise, times(wall, 1.05), PLAIN), _ropes(area, top, rise)])
    x0, y0, x1, y1 = area
    flat = quad([(x0, y1, top), (x1, y1, top), (x1, y0, top), (x0, y0, top)], colour)
    return flat.painted(add_flags=ONE_SIDED | NO_SHADOW)


def _slopes(area: Area, top: float, rise: float, colour: Rgb, pattern: int) -> Mesh:
    """Two slopes up to a ridge along x, and the gables at its ends."""
    x0, y0, x1, y1 = area
    middle, ridge = (y0 + y1) / 2, top + rise
    south: list[Vec3] = [(x0, middle, ridge), (x1, middle, ridge), (x1, y0, top), (x0, y0, top)]
    north: list[Vec3] = [(x0, y1, top), (x1, y1, top), (x1, middle, ridge), (x0, middle, ridge)]
    west: list[Vec3] = [(x0, y1, top), (x0, middle, ridge), (x0, middle, ridge), (x0, y0, top)]
    east: list[Vec3] = [(x1, y0, top), (x1, middle, ridge), (x1, middle, ridge), (x1, y1, top)]
    parts = [quad(south, colour, pattern=pattern), quad(north, times(colour, 0.9), pattern=pattern)]
    parts += [_gable(corners, times(colour, 0.95)) for corners in (west, east)]
    return join(parts).painted(add_flags=ONE_SIDED | NO_SHADOW)


def _gable(corners: list[Vec3], colour: Rgb) -> Mesh:
    """A triangle as a quad of which two corners meet; its normal is that of its first three different ones."""
    a, tip, b = corners[0], corners[1], corners[3]
    flat = quad([a, tip, tip, b], colour)
    normal = np.cross(np.subtract(tip, a), np.subtract(b, a))
    flat.normals[:] = normal / max(float(np.linalg.norm(normal)), 1e-9)
    return flat


def _frame(area: Area, top: float, rise: float, wood: Rgb) -> Mesh:
    """Rafters under both slopes, beams across at the height of the walls, the ridge."""
    x0, y0, x1, y1 = area
    middle, ridge = (y0 + y1) / 2, top + rise
    parts = [box((x0, middle - 0.1, ridge - 0.24), (x1, middle + 0.1, ridge - 0.02), wood)]
    for x in np.linspace(x0 + 0.1, x1 - 0.1, max(2, math.ceil((x1 - x0) / _RAFTERS))).tolist():
        parts += [rod((x, y, top - 0.06), (x, middle, ridge - 0.06), 0.075, wood, 4) for y in (y0, y1)]
    for x in np.linspace(x0, x1, max(3, math.ceil((x1 - x0) / _BEAMS)) + 1)[1:-1].tolist():
        parts.append(box((x - 0.11, y0, top - 0.13), (x + 0.11, y1, top + 0.1), times(wood, 1.2)))
        parts.append(
            box((x - 0.08, middle - 0.08, top + 0.1), (x + 0.08, middle + 0.08, ridge - 0.1), times(wood, 1.1))
        )
    return join(parts).painted(add_flags=NO_SHADOW)


def _ropes(area: Area, top: float, rise: float) -> Mesh:
    """A ridge pole on two posts, seams of the canvas, and a line across from which a lamp hangs."""
    x0, y0, x1, y1 = area
    middle, ridge, wood, rope = (y0 + y1) / 2, top + rise, linear("#6a5038"), linear("#c2b48f")
    parts = [rod((x0, middle, ridge - 0.05), (x1, middle, ridge - 0.05), 0.05, wood, 6)]
    parts += [rod((x, middle, 0.0), (x, middle, ridge - 0.05), 0.05, wood, 8) for x in (x0 + 0.12, x1 - 0.12)]
    for x in np.linspace(x0, x1, 5)[1:-1].tolist():
        parts += [rod((x, y, top), (x, middle, ridge - 0.01), 0.012, rope, 4) for y in (y0, y1)]
        parts += [rod((x, y, 0.0), (x, y, top), 0.014, rope, 4) for y in (y0, y1)]
    parts.append(rod((x0, middle, top), (x1, middle, top), 0.008, rope, 4))
    return join(parts).painted(add_flags=NO_SHADOW)
