"""Walls with their doors and windows, floor and ceiling.

Walls, ceiling and skirting are one-sided, and all that belongs to a wall is struck while the camera
stands behind it (see wild): a camera that had to step back through a wall looks in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from film.base import Vec3
from film.place import Opening, PlaceSheet, Wall
from renderer.previs.colour import Floats, Rgb, linear, mix, times
from renderer.previs.mesh import (
    BOARDS,
    BRICK,
    CONCRETE,
    FABRIC,
    GLOWS,
    NO_SHADOW,
    ONE_SIDED,
    PLAIN,
    Mesh,
    box,
    join,
    quad,
)
from renderer.previs.sets.ground import floor_patch, ground_look
from renderer.previs.sets.roofs import overhead

_SKIRTING = 0.09
_REVEAL = 0.14
_FRAME = 0.06
_BEYOND = 1.6
"""Metres of passage that are built behind an archway or a door, enough for its leaf to swing in."""

_PATTERNS = {"barn": BOARDS, "longhouse": BOARDS, "ship_cabin": BOARDS, "basement": BRICK, "cell": BRICK,
             "garage": BRICK, "warehouse": CONCRETE, "church": CONCRETE, "throne_room": CONCRETE,
             "stairwell": CONCRETE, "tent_interior": FABRIC}  # fmt: skip
"""What walls are made of where they are not plastered; such walls have no skirting."""

Rect = tuple[float, float, float, float]
"""Along the wall from, height from, along to, height to."""


def walls_of(place: PlaceSheet) -> list[Mesh]:
    """Each wall with its doors and windows, in the sheet's order."""
    return [_wall(wall, place) for wall in place.walls]


def floor_and_ceiling(place: PlaceSheet) -> Mesh:
    """What is underfoot and overhead; nothing out of doors, where the ground is the backdrop's."""
    parts: list[Mesh] = []
    if place.enclosure != "open":
        low_x, low_y, high_x, high_y = floor_area(place)
        colour, pattern = ground_look(place.ground, place.ground_colour)
        parts.append(floor_patch(low_x, low_y, high_x, high_y, 0.0, colour, pattern, 6.0))
        top = place.ceiling if place.ceiling is not None else _tallest(place)
        if top:
            ceiling_colour = (
                mix(linear(place.walls[0].colour), (0.8, 0.8, 0.78), 0.6) if place.walls else (0.6, 0.6, 0.58)
            )
            parts.append(overhead(place, (low_x, low_y, high_x, high_y), top, ceiling_colour))
    return join(parts)


def floor_area(place: PlaceSheet) -> Rect:
    """What the walls enclose, or the stage with a margin where there are none."""
    points = [point for wall in place.walls for point in (wall.start, wall.end)]
    if not points:
        x0, y0, x1, y1 = place.stage
        return x0 - 1, y0 - 1, x1 + 1, y1 + 1
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def portals(place: PlaceSheet) -> Floats:
    """The windows as shade.Lamps wants them: corner, across, up, width, height; at most the eight largest."""
    rows: list[tuple[float, ...]] = []
    for wall in place.walls:
        across = _along(wall)
        for o in wall.openings:
            if o.kind == "window":
                x, y = wall.start[0] + across[0] * o.at, wall.start[1] + across[1] * o.at
                rows.append((x, y, o.sill, across[0], across[1], 0.0, 0.0, 0.0, 1.0, o.width, o.height))
    rows.sort(key=lambda row: (-row[9] * row[10], row))
    return np.asarray(rows[:8], np.float32).reshape(-1, 11)


def _tallest(place: PlaceSheet) -> float:
    return max((wall.height for wall in place.walls), default=0.0)


def has_windows(wall: Wall) -> bool:
    """Whether one looks out through the wall; then its doors lead out too."""
    return any(o.kind == "window" for o in wall.openings)


def _along(wall: Wall) -> tuple[float, float]:
    length = max(math.dist(wall.start, wall.end), 1e-6)
    return (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length


def _wall(wall: Wall, place: PlaceSheet) -> Mesh:
    """Built along +x with the room at +y, then turned into its place."""
    length = math.dist(wall.start, wall.end)
    if length < 1e-3:
        return join([])
    colour, pattern = linear(wall.colour), _PATTERNS.get(place.kind, PLAIN)
    parts = [_panel(rect, colour, pattern) for rect in _solid_parts(wall, length)]
    doors = [(o.at, o.at + o.width) for o in wall.openings if o.sill < _SKIRTING]
    for low, high in [] if place.kind in _PATTERNS else _gaps(doors, length):
        parts.append(_skirting(low, high, mix(colour, (0.75, 0.73, 0.7), 0.35)))
    outward = place.enclosure == "vehicle" or (place.backdrop not in ("none", "interior") and has_windows(wall))
    for o in wall.openings:
        parts.append(_opening(o, colour, place, outward))
    flat = join(parts).painted(add_flags=NO_SHADOW)
    yaw = math.degrees(math.atan2(wall.end[1] - wall.start[1], wall.end[0] - wall.start[0]))
    return flat.placed((wall.start[0], wall.start[1], 0.0), yaw)


def _panel(rect: Rect, colour: Rgb, pattern: int) -> Mesh:
    x0, z0, x1, z1 = rect
    corners = [(x1, 0.0, z0), (x0, 0.0, z0), (x0, 0.0, z1), (x1, 0.0, z1)]
    uv = [(x1, z0), (x0, z0), (x0, z1), (x1, z1)]
    return quad(corners, colour, uv=uv, pattern=pattern).painted(add_flags=ONE_SIDED)


def _skirting(low: float, high: float, colour: Rgb) -> Mesh:
    """Its face alone: a top edge of a centimetre would only glitter."""
    y = 0.012
    board = quad([(high, y, 0.0), (low, y, 0.0), (low, y, _SKIRTING), (high, y, _SKIRTING)], colour)
    return board.painted(add_flags=ONE_SIDED)


def _solid_parts(wall: Wall, length: float) -> Iterator[Rect]:
    """The wall without its openings, as rectangles."""
    holes = sorted(
        (max(o.at, 0.0), min(o.at + o.width, length), o) for o in wall.openings if o.at < length and o.at + o.width > 0
    )
    for low, high in _gaps([(a, b) for a, b, _ in holes], length):
        yield low, 0.0, high, wall.height
    for low, high, o in holes:
        if o.sill > 0:
            yield low, 0.0, high, min(o.sill, wall.height)
        if o.sill + o.height < wall.height:
            yield low, o.sill + o.height, high, wall.height


def _gaps(taken: list[tuple[float, float]], length: float) -> Iterator[tuple[float, float]]:
    at = 0.0
    for low, high in sorted(taken):
        if low > at + 1e-4:
            yield at, low
        at = max(at, high)
    if at < length - 1e-4:
        yield at, length


def _opening(o: Opening, colour: Rgb, place: PlaceSheet, outward: bool) -> Mesh:
    """A door's or window's frame and what is behind it; ``outward`` doors lead out of doors."""
    x0, x1, z0, z1 = o.at, o.at + o.width, o.sill, o.sill + o.height
    metal = place.enclosure == "vehicle"
    wood = linear("#3a3f45") if metal else mix(colour, linear("#e8e2d6"), 0.55)
    parts = [
        _reveal(x0, x1, z0, z1, times(colour, 0.8), closed_below=o.kind == "window"),
        _frame(x0, x1, z0, z1, wood, o.kind != "window"),
    ]
    if o.kind == "window":
        parts.append(_window(x0, x1, z0, z1, wood, metal))
    elif o.kind == "arch" or not outward:
        parts.append(_passage(x0, x1, z1, times(colour, 0.55)))
    return join(parts)


def _reveal(x0: float, x1: float, z0: float, z1: float, colour: Rgb, *, closed_below: bool) -> Mesh:
    """The thickness of the wall seen inside its opening."""
    d = -_REVEAL
    sides: list[list[Vec3]] = [
        [(x0, d, z0), (x0, 0, z0), (x0, 0, z1), (x0, d, z1)],
        [(x1, 0, z0), (x1, d, z0), (x1, d, z1), (x1, 0, z1)],
        [(x0, d, z1), (x0, 0, z1), (x1, 0, z1), (x1, d, z1)],
    ]
    if closed_below:
        sides.append([(x0, d, z0), (x1, d, z0), (x1, 0, z0), (x0, 0, z0)])
    return join(quad(side, colour).painted(add_flags=ONE_SIDED) for side in sides)


def _frame(x0: float, x1: float, z0: float, z1: float, colour: Rgb, to_floor: bool) -> Mesh:
    f, low = _FRAME, z0 if to_floor else z0 - _FRAME
    parts = [
        box((x0 - f, -0.01, low), (x0, 0.018, z1 + f), colour),
        box((x1, -0.01, low), (x1 + f, 0.018, z1 + f), colour),
        box((x0, -0.01, z1), (x1, 0.018, z1 + f), colour),
    ]
    return join(parts)


def _window(x0: float, x1: float, z0: float, z1: float, colour: Rgb, metal: bool) -> Mesh:
    bar = 0.035
    parts = [
        box((x0, -_REVEAL, z0), (x0 + bar, -_REVEAL + 0.04, z1), colour),
        box((x1 - bar, -_REVEAL, z0), (x1, -_REVEAL + 0.04, z1), colour),
        box((x0, -_REVEAL, z0), (x1, -_REVEAL + 0.04, z0 + bar), colour),
        box((x0, -_REVEAL, z1 - bar), (x1, -_REVEAL + 0.04, z1), colour),
    ]
    if not metal:
        middle, cross = (x0 + x1) / 2, z0 + (z1 - z0) * 0.55
        parts += [
            box((middle - bar / 2, -_REVEAL, z0), (middle + bar / 2, -_REVEAL + 0.035, z1), colour),
            box((x0, -_REVEAL, cross), (x1, -_REVEAL + 0.035, cross + bar), colour),
            box((x0 - 0.08, -0.02, z0 - 0.04), (x1 + 0.08, 0.07, z0), colour),
        ]
    return join(parts)


def _passage(x0: float, x1: float, z1: float, colour: Rgb) -> Mesh:
    """What is behind an archway or a door: a stretch of dim passage that ends in a wall."""
    d = -_REVEAL - _BEYOND
    a, b = x0 - 0.8, x1 + 0.8
    faces: list[tuple[list[Vec3], Rgb]] = [
        ([(b, d, 0), (a, d, 0), (a, d, z1 + 0.3), (b, d, z1 + 0.3)], times(colour, 0.8)),
        ([(a, d, 0), (a, -_REVEAL, 0), (a, -_REVEAL, z1 + 0.3), (a, d, z1 + 0.3)][::-1], colour),
        ([(b, -_REVEAL, 0), (b, d, 0), (b, d, z1 + 0.3), (b, -_REVEAL, z1 + 0.3)][::-1], colour),
        ([(a, d, 0), (b, d, 0), (b, -_REVEAL, 0), (a, -_REVEAL, 0)], times(colour, 0.6)),
        ([(a, -_REVEAL, z1 + 0.3), (b, -_REVEAL, z1 + 0.3), (b, d, z1 + 0.3), (a, d, z1 + 0.3)], times(colour, 0.7)),
    ]
    return join(quad(corners, tint).painted(add_flags=ONE_SIDED) for corners, tint in faces)


def panes(place: PlaceSheet, tint: Rgb) -> Mesh:
    """Frosted glass where nothing lies behind a window, glowing with the daylight that it lets in."""
    parts = []
    for wall in place.walls:
        yaw = math.degrees(math.atan2(wall.end[1] - wall.start[1], wall.end[0] - wall.start[0]))
        for o in wall.openings:
            if o.kind == "window":
                x0, x1, z0, z1, d = o.at, o.at + o.width, o.sill, o.sill + o.height, -_REVEAL - 0.01
                pane = quad([(x1, d, z0), (x0, d, z0), (x0, d, z1), (x1, d, z1)], tint).painted(
                    add_flags=ONE_SIDED | GLOWS
                )
                parts.append(pane.placed((wall.start[0], wall.start[1], 0.0), yaw))
    return join(parts)
