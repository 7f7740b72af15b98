"""Pieces of a set that are closed, as boxes, posts and balls are: of these only what faces the camera need be drawn."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import ONE_SIDED, Ints
from renderer.previs.raster import NEAR
from renderer.previs.stock import Slice, Stock

_GRAIN = 1e-5
"""Metres within which corners are one."""


class _Part(NamedTuple):
    """Where it lies in the stock, its triangles' corners counted from its own first, and each one's piece, -1: open."""

    at: Slice
    faces: Ints
    piece: Ints


class Solids:
    """The closed pieces of all that keeps its shape: the still set, and what moves as a whole."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        rigid = [part for part in stock.moving if not stock.scene.owner[part.faces].any()]
        self._parts = [_part(stock, part) for part in (stock.still, *rigid)]
        self._still = _boxes_of(self._parts[0], stock.vertices)

    def backless(self, flags: Bytes, position: Floats) -> Bytes:
        """The triangles' flags with ONE_SIDED on those of closed pieces, but for pieces that the camera may be in."""
        drawn = flags.copy()
        for part in self._parts:
            boxes = self._still if part is self._parts[0] else _boxes_of(part, self._stock.vertices)
            away = ((position < boxes[:, 0] - 2 * NEAR) | (position > boxes[:, 1] + 2 * NEAR)).any(1)
            drawn[part.at.faces] |= np.where(np.append(away, False)[part.piece], ONE_SIDED, 0).astype(np.uint8)
        return drawn


def _part(stock: Stock, at: Slice) -> _Part:
    faces = stock.local(at)
    return _Part(at, faces, closed_pieces(stock.vertices[at.vertices], faces))


def _boxes_of(part: _Part, vertices: Floats) -> Floats:
    boxes = np.empty((part.piece.max(initial=-1) + 1, 2, 3), np.float32)
    boxes[:, 0], boxes[:, 1] = np.inf, -np.inf
    _span(vertices[part.at.vertices], part.faces, part.piece, boxes)
    return boxes


def closed_pieces(vertices: Floats, faces: Ints) -> Ints:
    """The piece that each triangle (m, 3) belongs to, from 0 on; -1 where the piece has an edge, or is inside out.

    Closed is a piece whose every side is run along as often one way as the other.
    """
    if not len(faces):
        return np.zeros(0, np.int32)
    corner = _welded(vertices)[faces]
    many = int(corner.max()) + 1
    ends = np.concatenate([corner[:, (0, 1)], corner[:, (1, 2)], corner[:, (2, 0)]])
    way = np.sign(ends[:, 1] - ends[:, 0])
    side = ends.min(1) * many + ends.max(1)
    order = np.argsort(side, kind="stable")
    firsts = np.flatnonzero(np.diff(side[order], prepend=-1))
    uneven = np.zeros(len(side), bool)
    uneven[order] = np.repeat(np.add.reduceat(way[order], firsts) != 0, np.diff(firsts, append=len(side)))
    root = _joined(corner, many)[corner[:, 0]]
    outward = np.bincount(root, _volumes(vertices, faces), many) > 0
    outward[root[uneven.reshape(3, -1).any(0)]] = False
    number = np.where(outward, np.cumsum(outward) - 1, -1)
    return np.asarray(number[root], np.int32)


def _welded(vertices: Floats) -> np.ndarray:
    """A number for each vertex (n,), the same for all at one place."""
    low, high = vertices.min(0).astype(np.float64), vertices.max(0)
    grain = max(_GRAIN, float((high - low).max()) / (1 << 20))
    x, y, z = np.rint((vertices - low) / grain).astype(np.int64).T
    return np.asarray(np.unique(x << 42 | y << 21 | z, return_inverse=True)[1], np.int64)


def _volumes(vertices: Floats, faces: Ints) -> np.ndarray:
    """Six times the volume between each triangle and the vertices' middle."""
    a, b, c = ((vertices - vertices.mean(0)).astype(np.float64)[faces[:, k]] for k in range(3))
    return np.asarray(np.einsum("ij,ij->i", np.cross(a, b), c))


@njit(cache=True, error_model="numpy", nogil=True)
def _joined(corner: np.ndarray, many: int) -> np.ndarray:
    """The least corner of all that hang together, for each corner."""
    least = np.arange(many)
    for f in range(corner.shape[0]):
        for k in range(3):
            a, b = corner[f, 0], corner[f, k]
            while least[a] != a:
                a = least[a]
            while least[b] != b:
                b = least[b]
            least[max(a, b)] = min(a, b)
            least[corner[f, k]] = least[corner[f, 0]] = min(a, b)
    for n in range(many):
        least[n] = least[least[n]]
    return least


@njit(cache=True, error_model="numpy", nogil=True)
def _span(vertices: Floats, faces: Ints, piece: Ints, boxes: Floats) -> None:
    """Widen the pieces' boxes (n, 2, 3: low, high) to hold their triangles."""
    for f in range(faces.shape[0]):
        if piece[f] < 0:
            continue
        box = boxes[piece[f]]
        for k in range(3):
            for axis in range(3):
                x = vertices[faces[f, k], axis]
                box[0, axis], box[1, axis] = min(box[0, axis], x), max(box[1, axis], x)
