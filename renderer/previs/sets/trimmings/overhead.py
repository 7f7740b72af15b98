"""What is under the ceiling of some places: trusses, pipes, chandeliers, the lockers of an airliner."""

from __future__ import annotations

import math

import numpy as np

from film.place import PlaceSheet
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import GLOWS, NO_SHADOW, Mesh, block, box, cylinder, empty, join, ring, rod

_IRON = linear("#3a3d40")


def overhead_of(place: PlaceSheet, lit: float) -> Mesh:
    """What belongs under this ceiling."""
    if place.ceiling is None or not place.walls:
        return empty()
    xs = [x for wall in place.walls for x, _ in (wall.start, wall.end)]
    ys = [y for wall in place.walls for _, y in (wall.start, wall.end)]
    area, top = (min(xs), min(ys), max(xs), max(ys)), place.ceiling
    match place.kind:
        case "warehouse" | "gym":
            mesh = _trusses(area, top, _IRON)
        case "swimming_pool":
            mesh = _trusses(area, top, linear("#8a8f90"))
        case "basement":
            mesh = _pipes(area, top)
        case "hall":
            mesh = _chandelier(0.0, top, lit)
        case "throne_room":
            mesh = join([_chandelier(x, top, lit) for x in (area[0] / 2, area[2] / 2)])
        case "ship_cabin":
            mesh = _beams(area, top, times(linear(place.walls[0].colour), 0.55))
        case "plane_interior":
            mesh = _lockers(area, top)
        case "train_interior":
            mesh = _racks(area)
        case _:
            return empty()
    return mesh.painted(add_flags=NO_SHADOW)


def _trusses(area: tuple[float, float, float, float], top: float, iron: Rgb) -> Mesh:
    """Girders across, with their zigzag."""
    x0, y0, x1, y1 = area
    parts = []
    for x in np.linspace(x0, x1, max(3, round((x1 - x0) / 3.5)) + 1)[1:-1].tolist():
        parts += [box((x - 0.06, y0, z), (x + 0.06, y1, z + 0.08), iron) for z in (top - 0.6, top - 0.1)]
        steps = max(4, round((y1 - y0) / 0.9))
        ys = np.linspace(y0, y1, steps + 1).tolist()
        for i in range(steps):
            low, high = (top - 0.55, top - 0.08) if i % 2 else (top - 0.08, top - 0.55)
            parts.append(rod((x, ys[i], low), (x, ys[i + 1], high), 0.03, iron, 4))
    return join(parts)


def _pipes(area: tuple[float, float, float, float], top: float) -> Mesh:
    x0, y0, x1, y1 = area
    return join(
        rod((x0, y, top - 0.12), (x1, y, top - 0.12), r, linear(c), 8)
        for y, r, c in ((y1 - 0.5, 0.09, "#7d7a72"), (y1 - 0.8, 0.05, "#8a5a3c"), (y0 + 1.1, 0.06, "#6a6d70"))
    )


def _beams(area: tuple[float, float, float, float], top: float, wood: Rgb) -> Mesh:
    x0, y0, x1, y1 = area
    return join(
        box((x - 0.08, y0, top - 0.16), (x + 0.08, y1, top), wood) for x in np.linspace(x0 + 0.4, x1 - 0.4, 5).tolist()
    )


def _chandelier(x: float, top: float, lit: float) -> Mesh:
    """A ring of candles on a chain."""
    z = min(top - 0.9, 3.6)
    brass, on = linear("#9a7b42"), lit > 0.2
    parts = [rod((x, 0, z), (x, 0, top), 0.015, brass, 4), ring((x, 0, z), (0, 0, 1), 0.7, 0.025, brass, 10)]
    for i in range(7):
        a, b = x + 0.7 * math.cos(i / 7 * math.tau), 0.7 * math.sin(i / 7 * math.tau)
        parts.append(block(a, b, z, (0.035, 0.035, 0.14), linear("#d8d0b8")))
        flame = cylinder(a, b, z + 0.14, z + 0.22, 0.02, (1.9, 1.4, 0.7) if on else (0.6, 0.55, 0.45), top=0, sides=5)
        parts.append(flame.painted(add_flags=GLOWS) if on else flame)
    parts += [
        rod((x + 0.7 * math.cos(t), 0.7 * math.sin(t), z), (x, 0, z + 0.6), 0.008, brass, 4) for t in (0, 2.1, 4.2)
    ]
    return join(parts)


def _lockers(area: tuple[float, float, float, float], top: float) -> Mesh:
    """Closed lockers along both sides over the seats, their lids apart, a strip of light under them."""
    x0, y0, x1, y1 = area
    parts = []
    for side, y in ((-1, y0), (1, y1)):
        low, high = sorted((y, y - side * 0.62))
        for i in range(int((x1 - x0) / 1.1)):
            x = x0 + 1.1 * i
            parts.append(box((x + 0.01, low, top - 0.52), (x + 1.08, high, top - 0.12), linear("#c9c7bf")))
            edge = y - side * 0.62
            parts.append(
                box((x + 0.45, edge - 0.01, top - 0.46), (x + 0.65, edge + 0.01, top - 0.42), linear("#8d8b84"))
            )
        strip = box((x0, y - side * 0.66 - 0.02, top - 0.1), (x1, y - side * 0.66 + 0.02, top - 0.07), (1.1, 1.08, 1.0))
        parts.append(strip.painted(add_flags=GLOWS))
    return join(parts)


def _racks(area: tuple[float, float, float, float]) -> Mesh:
    """Luggage racks over the windows, with a case here and there."""
    x0, y0, x1, y1 = area
    parts = []
    for side, y in ((-1, y0), (1, y1)):
        for k in range(4):
            at = y - side * (0.06 + 0.1 * k)
            parts.append(rod((x0 + 0.3, at, 1.98), (x1 - 0.3, at, 1.98), 0.012, linear("#9a9c9a"), 5))
        for i, (x, wide, tint) in enumerate(((-3.4, 0.6, "#5a3f36"), (0.4, 0.5, "#3f4f5a"), (2.8, 0.7, "#6a5a3a"))):
            if (i + side) % 2:
                low, high = sorted((y - side * 0.05, y - side * 0.36))
                parts.append(box((x, low, 2.0), (x + wide, high, 2.22), linear(tint)))
    return join(parts)
