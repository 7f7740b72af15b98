"""What a place does to a picture, compiled: things before the lens, a landmark missed, an insert's thing covered."""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels import codes
from planner.camera.kernels.compiled import inner
from planner.camera.kernels.ground import Company
from planner.camera.kernels.picture import Places, project_to
from planner.camera.kernels.space import (
    apart,
    beside,
    box_near_ray,
    crosses,
    gone,
    hide_by_body,
    hide_by_boxes,
    hide_by_walls,
)  # fmt: skip
from planner.geometry import Array

_CLUTTER, _LANDMARK = 9.0, 4.0
_FOREGROUND, _FOREGROUND_METRES = 60.0, 3.0
"""A place is shown with nothing large within so many metres of the lens."""
_GRID = np.array([(x, y) for x in (-0.9, -0.55, -0.2, 0.2, 0.55, 0.9) for y in (-0.8, -0.3, 0.2, 0.7)])
"""Where across the frame to look for what stands in the foreground."""
_CORNERS = np.array([(0.0, 0.0), (-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)])


@inner
def room_in(cam: Array, place: Places, company: Company, wish: Array, screen: Array) -> float:
    """What the place does to the picture: clutter before the subject, a landmark missed, a wide look blocked."""
    depth = 0.0
    for p in range(len(company[5])):
        if company[5][p] == 0:
            depth = screen[p, 0, 2]
    cost = _CLUTTER * _filled(cam, 0.75 * depth, place) if depth > 0 else 0.0
    if wish[codes.W_LANDMARK] > 0:
        x, _, away = project_to(cam, wish[codes.W_LANDMARK + 1], wish[codes.W_LANDMARK + 2], 1.2)
        cost += 0.0 if away > _FOREGROUND_METRES and abs(x) < 0.9 else _LANDMARK
    return cost + _FOREGROUND * _filled(cam, _FOREGROUND_METRES, place) if wish[codes.W_WIDE] > 0 else cost


@inner
def _filled(cam: Array, depth: float, place: Places) -> float:
    """The share of the frame that things nearer than ``depth`` metres fill."""
    body, walls, eye = place[0], place[3], cam[:3]
    middle, point = np.empty(3), np.empty(3)
    for k in range(3):
        middle[k] = cam[k] + cam[9 + k] * depth
    wide = depth * math.hypot(cam[12], cam[13])
    taken = np.zeros(len(_GRID), dtype=np.bool_)
    for i in range(len(body)):
        if not box_near_ray(body, i, wide, eye, middle) or gone(body, i, walls, eye):
            continue
        for j in range(len(_GRID)):
            if not taken[j]:
                across, up = _GRID[j, 0] * cam[12], _GRID[j, 1] * cam[13]
                for k in range(3):
                    point[k] = cam[k] + (cam[9 + k] + across * cam[3 + k] + up * cam[6 + k]) * depth
                taken[j] = crosses(body, i, eye, point[0], point[1], point[2])
    return float(taken.mean())


@inner
def thing_seen(cam: Array, s: int, place: Places, company: Company, wish: Array, outline: Array) -> tuple[float, int]:
    """An insert's thing: its middle must be free, and its corners had better be."""
    thing, half, before = wish[codes.W_THING : codes.W_THING + 3], wish[codes.W_THING + 3], wish[codes.W_THING + 4]
    depth = apart(thing, cam[:3])
    cost = _CLUTTER * _filled(cam, 0.75 * depth, place)
    if half <= 0:
        return cost, 0
    face = np.empty((5, 3))
    for j in range(5):
        for k in range(3):
            across = _CORNERS[j, 0] * cam[3 + k] + _CORNERS[j, 1] * cam[6 + k]
            face[j, k] = thing[k] + half * across - before * cam[9 + k]
    _, points, radii, _, there, _ = company
    hidden = np.zeros(5, dtype=np.bool_)
    hide_by_walls(cam[:3], face, place[3], place[4], hidden)
    hide_by_boxes(cam[:3], face, place[1], place[3], hidden)
    for p in range(points.shape[1]):
        if there[s, p] and not beside(outline, p, cam[:3], thing[0], thing[1], 2 * half + before):
            hide_by_body(cam[:3], face, points[s, p], radii[s, p], hidden)
    if hidden[0]:
        return cost, codes.THING_HIDDEN
    return cost + 25.0 * hidden.mean(), 0
