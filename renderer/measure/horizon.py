"""The horizon of a picture, from its own normals and depth: how far it leans and how high it lies.

Most of what is built or grown level shares one direction, up: floors and table tops face it, walls stand square to it.
The direction that most surfaces agree on is taken (a vote over the picture's own normals, as in the search for a
Manhattan frame: Coughlan and Yuille, "Manhattan World", 1999, but for the one axis that gravity gives).  Normals have
eight bits, a fifth of a degree; the depth has more.  So the planes that voted are looked at again by their depth: of
every three neighbouring samples on them the plane is taken, and of all these planes the median::

      p -- right       normal = (right - p) x (down - p)
      |
     down
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.clips import Horizon
from renderer.measure.light import Bytes, Floats

_SAMPLES = 12000
"""How many pixels are looked at, about."""
_KINDS = 48
"""How many of the commonest normals vote."""
_UPRIGHT = 0.5
"""The least share of up in the normal of what may be a floor: who looks more than 60 degrees down sees none."""
_LEVEL, _SQUARE = math.cos(math.radians(1.2)), math.sin(math.radians(1.2))
_FEW = 60
"""Samples from which on a plane is believed."""
_AGREED = 0.2
"""The share of all normals that must agree on what is up."""
_WALL = 0.04
"""The share of all normals from which on one of them is a wall's: a rafter beside one wall leans with it in any way."""
_ASIDE = 0.25
"""The least sine between two walls for them to say what stands upright."""

_Array = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]


class Lens(NamedTuple):
    """Pixels by the tangent across and down, and the column and row of the axis, in the grid of the passes."""

    fx: float
    fy: float
    cx: float
    cy: float


class _Field(NamedTuple):
    """Samples of the set: their normals (n, 3), right, up and to the viewer, as the normal pass and as depth has them.

    ``exact`` is nan where the three samples are not of one plane.
    """

    normals: _Array
    exact: _Array


def horizon_of(depth: Floats, normal: Bytes, ids: Bytes, lens: Lens) -> Horizon | None:
    """The horizon of a picture: depth (h, w) in metres, normal (h, w, 3), ids (h, w).  None where nothing tells it."""
    field = _sampled(depth, normal, ids, lens)
    if len(field.normals) < 2 * _FEW:
        return None
    guess = _elected(*_kinds(field.normals), len(field.normals))
    if guess is None:
        return None
    up = _refined(field, guess)
    if up is None or up[1] < 0.2:
        return None
    roll = math.degrees(math.atan2(-up[0], up[1]))
    row = lens.cy - lens.fy * up[2] / up[1]
    return Horizon(roll=round(roll, 3), height=round((row + 0.5) / depth.shape[0], 4))


def _sampled(depth: Floats, normal: Bytes, ids: Bytes, lens: Lens) -> _Field:
    height, width = ids.shape
    step = max(int(math.sqrt(height * width / _SAMPLES)), 1)
    rows, columns = np.mgrid[step // 2 : height : step, step // 2 : width : step]
    metres, bytes_ = depth[rows, columns].astype(np.float64), normal[rows, columns]
    keep = (ids[rows, columns] == 0) & np.isfinite(metres) & bytes_.any(axis=2)
    metres[~keep] = np.nan
    points = np.stack([(columns - lens.cx) / lens.fx, (lens.cy - rows) / lens.fy, -np.ones(rows.shape)], axis=2)
    points *= metres[:, :, None]
    exact = np.full(points.shape, np.nan)
    across, down = points[:-1, 1:] - points[:-1, :-1], points[1:, :-1] - points[:-1, :-1]
    exact[:-1, :-1] = np.cross(down, across)
    normals = (bytes_[keep].astype(np.float64) - 128) / 127
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    found = exact[keep]
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    found[~(np.einsum("ij,ij->i", found, normals) > _LEVEL)] = np.nan
    return _Field(normals, found)


def _kinds(normals: _Array) -> tuple[_Array, npt.NDArray[np.intp]]:
    """The commonest of normals (n, 3), unit vectors by eight bits a part (k, 3), and how many are of each."""
    parts = np.round(normals * 127).astype(np.int64) + 128
    packed, counts = np.unique(parts @ np.array((65536, 256, 1)), return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_KINDS]
    found = np.stack([packed[order] // 65536, packed[order] // 256 % 256, packed[order] % 256], axis=1) - 128.0
    return found / np.linalg.norm(found, axis=1, keepdims=True), counts[order]


def _elected(kinds: _Array, counts: npt.NDArray[np.intp], total: int) -> _Array | None:
    """The direction that most normals are along or square to."""
    rising = [each if each[1] > 0 else -each for each in kinds if abs(each[1]) > _UPRIGHT]
    large = counts >= _WALL * total
    walls = [each for each in kinds[large] if abs(each[1]) <= 1 - _UPRIGHT][:8]
    for i, one in enumerate(walls):
        for two in walls[:i]:
            cross = np.cross(one, two)
            size = float(np.linalg.norm(cross))
            if size > _ASIDE and abs(cross[1]) > _UPRIGHT * size:
                rising.append(cross / size * np.sign(cross[1]))
    best: tuple[float, _Array | None] = (_AGREED * total, None)
    for each in rising:
        along = np.abs(kinds @ each)
        level = counts[along > _LEVEL].sum()
        # One wall by itself is square to many directions: what lies level must speak as well, or walls of two ways.
        votes = float(level + counts[along < _SQUARE].sum())
        if votes > best[0]:
            best = (votes, each)
    return best[1]


def _refined(field: _Field, guess: _Array) -> _Array | None:
    """The direction as the depth has it: of what lies level, else of what is square to the walls."""
    along = field.normals @ guess
    floor = _median(field.exact[along > _LEVEL])
    if floor is None:
        ceiling = _median(field.exact[along < -_LEVEL])
        floor = None if ceiling is None else -ceiling
    if floor is not None:
        return floor
    walls = _walls(field, np.abs(along) < _SQUARE)
    if len(walls) < 2:
        return None
    _, sizes, ways = np.linalg.svd(np.array(walls))
    if sizes[1] < _ASIDE:
        return None
    up: _Array = ways[-1] * np.sign(ways[-1][1])
    return up


def _walls(field: _Field, upright: _Flags) -> list[_Array]:
    """The normals of the largest walls."""
    left, found = upright.copy(), []
    for _ in range(4):
        if left.sum() < _FEW:
            break
        kinds, _ = _kinds(field.normals[left])
        alike = field.normals @ kinds[0] > _LEVEL
        wall = _median(field.exact[left & alike])
        if wall is not None:
            found.append(wall)
        left &= ~alike
    return found


def _median(normals: _Array) -> _Array | None:
    """The unit normal that most of those (n, 3) that are known agree on; None of too few."""
    known = normals[np.isfinite(normals[:, 0])]
    if len(known) < _FEW:
        return None
    middle = np.median(known, axis=0)
    return np.asarray(middle / np.linalg.norm(middle))
