"""Cameras for groups and places: masters and establishing shots."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from film.base import Vec3
from film.place import PlaceSheet
from film.shot import Size
from planner.camera.arrays import ground_of
from planner.camera.batch import Batch, grid, half_width, standing
from planner.camera.brief import CameraBrief
from planner.camera.framing import HEADROOM, TOP_ABOVE_HEAD, distance, metres_at, point, sizes_of, span, suited
from planner.camera.kernels.aim import steepest, to_walls
from planner.camera.kernels.codes import FS, MWS, SIZES
from planner.camera.kernels.ground import Integers
from planner.geometry import Array

_LENSES: dict[Size, tuple[float, ...]] = {"EWS": (18, 25), "WS": (25, 18), "FS": (35, 25, 18)}
_SIDES = 16
_OTHER_SIZE = 3.0
"""What each size beyond the next one to that asked weighs, thrice a close one: it shows no place."""
_HEADROOM = 0.6
"""The least of a size's headroom that a wide keeps; where a company is spread, its nearest head asks for it."""
_FREE = 0.3
"""Metres that a camera with its back to a wall keeps from it."""


def wides(brief: CameraBrief) -> Batch:
    """From every side at which the company, or the empty place, fits: as far as the size asks or the room gives."""
    size: Size = brief.intent.size if brief.intent.size in _LENSES else "FS"
    heads = [point(brief.middle[name]) for name in brief.intent.subjects if name in brief.middle]
    centre = _centre(heads, brief.place, size)
    kit = suited(_LENSES[size], brief)
    x0, y0, x1, y1 = brief.place.stage
    long_way = 0.0 if x1 - x0 >= y1 - y0 else 90.0
    yaws = long_way + 360 / _SIDES * (np.arange(_SIDES, dtype=np.float64) + 0.5)
    reach = _reach(brief.place, centre, yaws)
    j, i, near = grid(tuple(range(len(kit))), tuple(range(_SIDES)), (0.0, 1.0))
    lens, side = np.array(kit)[j.astype(int)], i.astype(int)
    away = np.array([_far_enough(brief, heads, centre, size, each) for each in kit])[j.astype(int)]
    metres = np.where(near > 0, np.minimum(away, reach[side]), away)
    prior = 0.3 * j + 0.6 * (1 - metres / away) + 0.05 * ((side + brief.intent.variant) % 2)
    named = _named(brief, heads, size, metres, lens)
    prior = prior + _OTHER_SIZE * np.maximum(np.abs(named - SIZES.index(size)) - 1, 0)
    prior = prior + 2 * _OTHER_SIZE * np.maximum(named - MWS, 0)
    kept = (near == 0) | (metres < away)
    angle = np.radians(yaws[side])
    height = np.full(len(lens), _eye_height(brief, size))
    eye = np.stack([centre[0] + np.cos(angle) * metres, centre[1] + np.sin(angle) * metres, height], axis=1)
    target = np.broadcast_to((centre[0], centre[1], 0.75 * centre[2]), eye.shape)
    if heads:
        target = _under_their_heads(brief, eye, centre, lens, named)
    return standing(eye[kept], target[kept], lens[kept], named[kept], prior[kept])


def _under_their_heads(brief: CameraBrief, eye: Array, centre: Vec3, lens: Array, named: Integers) -> Array:
    """Targets on the company's middle, raised where its highest head would have too little room at any sample."""
    heads, up = zip(
        *(
            (bodies[name].head, TOP_ABOVE_HEAD * brief.heights[name])
            for _, bodies in brief.samples
            for name in brief.intent.subjects
            if name in bodies
        ),
        strict=True,
    )
    crowns = np.array(heads)
    crowns[:, 2] += up
    highest = steepest(eye, crowns)
    room = (
        (1 - 2 * _HEADROOM * np.array([HEADROOM[size] for size in SIZES]))[named]
        * half_width(lens, brief.gate)
        / brief.gate.aspect
    )
    away = np.hypot(centre[0] - eye[:, 0], centre[1] - eye[:, 1])
    usual = np.arctan2(np.where(named < FS, 0.75, 0.62) * centre[2] - eye[:, 2], away)
    level = eye[:, 2] + away * np.tan(np.clip(np.maximum(usual, highest - np.arctan(room)), -0.9, 0.5))
    return np.stack([np.full(len(eye), centre[0]), np.full(len(eye), centre[1]), level], axis=1)


def _named(brief: CameraBrief, heads: Sequence[Vec3], size: Size, metres: Array, lens: Array) -> Integers:
    """What each frame really is, by what it spans at the company's middle; an empty place is what was asked."""
    if not heads:
        return np.full(len(metres), SIZES.index(size))
    return sizes_of(metres_at(metres, lens, brief.gate), _tallest(brief))


def _tallest(brief: CameraBrief) -> float:
    return max((brief.heights[name] for name in brief.intent.subjects if name in brief.middle), default=1.72)


def _far_enough(brief: CameraBrief, heads: Sequence[Vec3], centre: Vec3, size: Size, lens: float) -> float:
    """The distance at which people have the size asked for, and at which all of them are in the frame."""
    radius = max((math.dist(head[:2], centre[:2]) for head in heads), default=0.5) + 0.45
    for_all = distance(2 * radius / 0.9 / brief.gate.aspect, lens, brief.gate) + radius * 0.5
    return max(distance(span(size, _tallest(brief)), lens, brief.gate), for_all)


def _eye_height(brief: CameraBrief, size: Size) -> float:
    """A little above the people for a wide, higher out of doors, below any ceiling."""
    place, reach = brief.place, brief.reach
    eye = 1.55 if size == "FS" else 1.9 if place.enclosure != "open" else 2.4
    highest = min(reach.crane if place.enclosure == "open" else reach.highest, (place.ceiling or math.inf) - 0.3)
    return max(min(eye, highest), reach.lowest)


def _centre(heads: Sequence[Vec3], place: PlaceSheet, size: Size) -> Vec3:
    """The middle of the company; a wider frame leans to the middle of the place."""
    x0, y0, x1, y1 = place.stage
    middle = ((x0 + x1) / 2, (y0 + y1) / 2, 1.5)
    if not heads:
        return middle
    mean = tuple(sum(head[i] for head in heads) / len(heads) for i in range(3))
    lean = 0.0 if size == "FS" else 0.25
    x, y = (mean[i] + (middle[i] - mean[i]) * lean for i in (0, 1))
    return x, y, mean[2]


def _reach(place: PlaceSheet, centre: Vec3, yaws: Array) -> Array:
    """(n,) how far a camera may go from the centre and stay in the room (or near the stage, out of doors)."""
    if not place.walls:
        x0, y0, x1, y1 = place.stage
        return np.full(len(yaws), max(x1 - x0, y1 - y0) * 0.75 + 4.0)
    return np.maximum(to_walls(ground_of(place).walls, centre[0], centre[1], yaws) - _FREE, 0.6)
