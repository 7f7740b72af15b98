"""A brief as arrays for the compiled proof: the place once for its sheet, everybody over the samples, the wish."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from film.base import Vec2
from film.place import Fixture, PlaceSheet, Wall
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.framing import THING_FILLS
from planner.camera.kernels import codes
from planner.camera.kernels.ground import Company
from planner.camera.kernels.picture import Places
from planner.geometry import Array, Boxes, along, nearest_point, side_of
from planner.memo import once_for
from planner.solids import Solids

_DEEP = 0.3
"""Metres from a wall within which a thing belongs to it and is struck with it, as the renderer strikes it."""
LANDMARKS = ("shelter", "building", "house", "shop_front", "stairs")
_NEARER = 0.1
"""Metres before its hand at which a thing is shown to the lens."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What of a place never changes: ``walls`` (w, 8), ``gaps`` (g, 4), each fixture's wall, its landmark."""

    walls: Array
    gaps: Array
    wall_of: Mapping[str, int]
    landmark: Vec2 | None


@once_for(64)
def ground_of(place: PlaceSheet) -> Ground:
    """The walls of a place as arrays (computed once for a sheet)."""
    walls: list[tuple[float, ...]] = []
    gaps: list[tuple[float, ...]] = []
    for wall in place.walls:
        length = math.dist(wall.start, wall.end) or 1.0
        ux, uy = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
        first = len(gaps)
        gaps += [(gap.at, gap.width, gap.sill, gap.height) for gap in wall.openings]
        walls.append((*wall.start, ux, uy, length, wall.height, first, len(gaps)))
    x0, y0, x1, y1 = place.stage
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return Ground(
        walls=np.array(walls, dtype=float).reshape(-1, 8),
        gaps=np.array(gaps, dtype=float).reshape(-1, 4),
        wall_of={each.id: _wall_behind(each, place.walls) for each in place.fixtures},
        landmark=nearest_point(place.fixtures, LANDMARKS, middle) if place.enclosure == "open" else None,
    )


def _wall_behind(fixture: Fixture, walls: Sequence[Wall]) -> int:
    """The wall that a thing hangs on or stands flat against, -1 for none."""
    cos, sin = along(fixture.yaw)
    x, y, _ = fixture.position
    a, b = fixture.size[0] / 2, fixture.size[1] / 2
    corners = [(x + s * a * cos - t * b * sin, y + s * a * sin + t * b * cos) for s in (-1, 1) for t in (-1, 1)]
    deep = [max(side_of(wall.start, wall.end, corner) for corner in corners) for wall in walls]
    return next((i for i, metres in enumerate(deep) if metres < _DEEP), -1)


def places_of(place: PlaceSheet, solids: Solids, without: str | None = None) -> Places:
    """The place for the kernels; ``without`` names a thing that does not hide itself."""
    ground = ground_of(place)
    sight = _rows(solids.sight, ground, without)
    return _rows(solids.body, ground), sight, _rows(solids.thin, ground), ground.walls, ground.gaps


def _rows(boxes: Boxes, ground: Ground, without: str | None = None) -> Array:
    """(b, 10) rows of ``planner.camera.kernels.space``."""
    rows = _packed(boxes, ground)
    return rows if without is None else rows[[name != without for name in boxes.ids]]


@lru_cache(maxsize=512)
def _packed(boxes: Boxes, ground: Ground) -> Array:
    reach = np.sqrt((boxes.half**2).sum(axis=1))[:, None]
    owner = np.array([ground.wall_of.get(name, -1) for name in boxes.ids], dtype=float).reshape(-1, 1)
    return np.ascontiguousarray(np.concatenate([boxes.centre, boxes.half, boxes.turn, reach, owner], axis=1))


def company_of(brief: CameraBrief) -> tuple[tuple[str, ...], Company]:
    """Everybody's names in a fixed order, and the arrays of their bodies over the samples."""
    subjects = {name: rank for rank, name in enumerate(brief.intent.subjects)}
    frames = np.array([frame for frame, _ in brief.samples], dtype=float)
    names, points, radii, faces, there = bodies_of([bodies for _, bodies in brief.samples])
    ranks = np.array([subjects.get(name, -1) for name in names], dtype=np.int64)
    return names, (frames, points, radii, faces, there, ranks)


Bodies = tuple[tuple[str, ...], Array, Array, Array, "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]"]


def bodies_of(samples: Sequence[Mapping[str, Proxy]]) -> Bodies:
    """Names, balls (s, p, 13, 3), radii (s, p, 13), faces (s, p, 3) and who is there (s, p)."""
    names = tuple(dict.fromkeys(name for bodies in samples for name in bodies))
    points, radii = np.zeros((len(samples), len(names), 13, 3)), np.zeros((len(samples), len(names), 13))
    faces, there = np.zeros((len(samples), len(names), 3)), np.zeros((len(samples), len(names)), dtype=np.bool_)
    for s, bodies in enumerate(samples):
        for p, name in enumerate(names):
            body = bodies.get(name)
            if body is not None:
                points[s, p], radii[s, p], faces[s, p], there[s, p] = body.points, body.radii, body.face, True
    return names, points, radii, faces, there


def wish_of(brief: CameraBrief, names: Sequence[str]) -> Array:
    """What the brief asks, as ``planner.camera.kernels.codes`` lays it out."""
    intent, place, wish = brief.intent, brief.place, np.zeros(codes.COLUMNS)
    open_air = place.enclosure == "open"
    wish[codes.W_IDIOM] = codes.IDIOMS.index(intent.idiom)
    wish[codes.W_OVER] = names.index(intent.over) if intent.over in names else -1
    wish[codes.W_PROFILE] = intent.variant == 1
    wish[codes.W_GATE : codes.W_GATE + 2] = brief.gate[:2]
    wish[codes.W_LOWEST], wish[codes.W_HIGHEST] = (
        brief.reach.lowest,
        brief.reach.crane if open_air else brief.reach.highest,
    )
    wish[codes.W_CEILING] = place.ceiling if place.ceiling is not None else math.inf
    wish[codes.W_ENCLOSED] = not open_air and bool(place.walls)
    if brief.axis is not None:
        wish[codes.W_SIDE], wish[codes.W_AXIS : codes.W_AXIS + 4] = brief.axis.side, (*brief.axis.a, *brief.axis.b)
    if brief.thing is not None:
        before = 0.0 if brief.thing_laid else _NEARER
        wish[codes.W_THING : codes.W_THING + 5] = (*brief.thing, 0.66 * THING_FILLS * brief.thing_span, before)
    wish[codes.W_BEFORE] = -1
    before_it = brief.before
    if before_it is not None and set(intent.subjects[:2]) & set(before_it.subjects[:2]):
        wish[codes.W_BEFORE : codes.W_BEFORE + 7] = (
            codes.SIZES.index(before_it.size),
            *before_it.position,
            *before_it.target,
        )
    wish[codes.W_WIDE] = intent.size in ("EWS", "WS")
    landmark = ground_of(place).landmark if intent.idiom == "establishing" else None
    if landmark is not None:
        wish[codes.W_LANDMARK : codes.W_LANDMARK + 3] = (1.0, *landmark)
    return wish
