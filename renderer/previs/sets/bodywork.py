"""What a vehicle is outside of its interior: bonnet, wheels and roof of a car or a truck, hull and deck of a ship.

An interior is a room of walls.  Cameras that step out of it look in through a wall that is struck, and others look
out over the bonnet: both should see what they sit in.
"""

from __future__ import annotations

from film.base import Vec2
from film.place import PlaceSheet
from renderer.previs.colour import Rgb, linear, times
from renderer.previs.mesh import BOARDS, GLOWS, NO_SHADOW, Mesh, box, disc, empty, join, prism
from renderer.previs.sets.ground import ground_look

_TYRE, _RIM, _CHROME = linear("#1c1d1f"), linear("#8d9194"), linear("#7d8286")
_UNDER = 0.34
"""Metres from the floor of a cabin down to the road, as ``passing`` has it."""
DRAUGHT = 1.1
"""Metres from a deck down to the water."""
_PAINTS = {"car_interior": "#7a2f2c", "truck_cab": "#3b5a78"}


def bodywork(place: PlaceSheet, lit: float) -> Mesh:
    """The outside of the place, if it is one that has any."""
    if place.kind in _PAINTS and place.walls:
        x = max(max(wall.start[0], wall.end[0]) for wall in place.walls)
        y = max(max(wall.start[1], wall.end[1]) for wall in place.walls)
        top = place.ceiling or 1.3
        paint = linear(_PAINTS[place.kind])
        return _car(x, y, top, paint, lit) if place.kind == "car_interior" else _truck(x, y, top, paint, lit)
    return _ship(place) if place.kind == "boat" else empty()


def _car(x: float, y: float, top: float, paint: Rgb, lit: float) -> Mesh:
    """A saloon about its cabin: ``x`` and ``y`` are half its inside, ``top`` its ceiling."""
    half, sill = y + 0.14, 0.7
    bonnet = [(x, -0.08), (x + 1.12, -0.06), (x + 1.18, 0.3), (x + 1.05, 0.52), (x, sill)]
    boot = [(-x - 0.72, 0.0), (-x, -0.08), (-x, sill + 0.04), (-x - 0.66, sill - 0.04)]
    roof = [(-x + 0.12, top + 0.02), (x - 0.42, top + 0.02), (x - 0.6, top + 0.09), (-x + 0.3, top + 0.09)]
    return join(
        [
            prism(bonnet, -half, half, paint, "y"),
            prism(boot, -half, half, paint, "y"),
            prism(roof, -y - 0.02, y + 0.02, times(paint, 1.1), "y"),
            *(box((-x, s * half - 0.04, -0.16), (x, s * half + 0.04, 0.06), times(paint, 0.7)) for s in (-1, 1)),
            box((x + 1.15, -half * 0.5, 0.16), (x + 1.19, half * 0.5, 0.34), linear("#202326")),
            box((x + 1.12, -half, -0.04), (x + 1.24, half, 0.1), _CHROME),
            box((-x - 0.8, -half, 0.0), (-x - 0.7, half, 0.14), _CHROME),
            *_lamps(x + 1.16, -x - 0.71, half - 0.04, 0.32, lit),
            *_wheels((x + 0.62, -x - 0.12), half, 0.31),
        ]
    )


def _truck(x: float, y: float, top: float, paint: Rgb, lit: float) -> Mesh:
    """A lorry about its cab: a short nose before it, the box of its load behind it."""
    half = y + 0.1
    nose = [(x, -0.4), (x + 0.5, -0.36), (x + 0.55, 0.3), (x + 0.4, 0.8), (x, 0.84)]
    return join(
        [
            prism(nose, -half, half, paint, "y"),
            box((-x - 5.0, -half - 0.1, 0.1), (-x - 0.35, half + 0.1, top + 0.9), linear("#8f918c")),
            box((-x - 5.0, -half * 0.5, -0.4), (x, half * 0.5, -0.02), linear("#2a2c2e")),
            box((-x, -half, top + 0.01), (x - 0.1, half, top + 0.12), times(paint, 1.1)),
            box((x + 0.53, -half * 0.6, 0.0), (x + 0.57, half * 0.6, 0.5), linear("#202326")),
            box((x + 0.45, -half, -0.4), (x + 0.6, half, -0.22), _CHROME),
            *_lamps(x + 0.53, -x - 5.0, half - 0.04, 0.08, lit),
            *_wheels((x + 0.1, -x - 3.4), half, 0.46),
        ]
    )


def _wheels(along: Vec2, half: float, radius: float) -> list[Mesh]:
    """Four wheels whose tyres stand on the road."""
    parts = []
    for x in along:
        for side in (-1, 1):
            z = radius - _UNDER
            parts.append(disc((x, side * (half - 0.1), z), (0, 1, 0), radius, 0.22, _TYRE, 18))
            parts.append(disc((x, side * (half + 0.01), z), (0, 1, 0), radius * 0.58, 0.02, _RIM, 14))
    return parts


def _lamps(front: float, back: float, half: float, z: float, lit: float) -> list[Mesh]:
    """Head and tail lamps; they burn when the place's lamps do."""
    on = lit > 0.3
    head: Rgb = (1.7, 1.6, 1.3) if on else (0.55, 0.55, 0.5)
    tail: Rgb = (0.9, 0.06, 0.04) if on else (0.28, 0.03, 0.03)
    parts = []
    for side in (-1, 1):
        low, high = sorted((side * half, side * (half - 0.3)))
        parts.append(box((front - 0.04, low, z), (front + 0.03, high, z + 0.16), head))
        parts.append(box((back - 0.02, low, z), (back + 0.04, high, z + 0.14), tail))
    return [part.painted(add_flags=GLOWS) for part in parts] if on else parts


def _ship(place: PlaceSheet) -> Mesh:
    """A deck under all that stands in the place, its planks along it, on a hull with its bow at +x."""
    xs = [f.position[0] + s * f.size[1 if f.yaw % 180 else 0] / 2 for f in place.fixtures for s in (-1, 1)]
    ys = [f.position[1] + s * f.size[0 if f.yaw % 180 else 1] / 2 for f in place.fixtures for s in (-1, 1)]
    stern, fore, half = min(xs) - 0.15, max(xs) + 0.1, max(map(abs, ys)) + 0.15
    deck, _ = ground_look(place.ground, place.ground_colour)
    outline: list[Vec2] = [(stern, -half), (fore, -half), (fore + 1.7, -half * 0.45), (fore + 2.4, 0.0)]
    outline += [(fore + 1.7, half * 0.45), (fore, half), (stern, half)]
    planks = prism(outline, -0.02, 0.0, deck).painted(BOARDS)
    wale = prism([(x * 1.004, y * 1.02) for x, y in outline], -0.2, -0.02, linear("#8a8272"))
    hull = prism([(x, y * 0.97) for x, y in outline], -DRAUGHT - 0.4, -0.2, linear("#2f4450"))
    return join([hull, wale, planks]).painted(add_flags=NO_SHADOW)
