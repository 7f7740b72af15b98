"""A beard and a moustache as shells over the face, laid between points of the face and thickest in their middle.

::

      nose            moustache: from under the nose to the upper lip
     =====
    ( lips )          beard: from a line across the cheek, round the lips, down over the jaw's outline
    \\  ..  /
     `-..-'           underneath: a little back under the jaw
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renderer.previs.bodies.asset import Asset, Body
from renderer.previs.bodies.landmarks import face_vertices
from renderer.previs.bodies.piece import Piece, strips

_Points = NDArray[np.float64]

_THICK = 9.0
_ROWS = 6
"""Millimetres in the middle of a beard; points from its upper to its lower edge."""
_RISE = (3.0, 6.0, 14.0, 26.0, 0.0)
"""How many millimetres over the corner of the mouth the beard's upper edge is, from there to the ear's lobe."""


def beard(body: Body, baked: Asset) -> Piece:
    """The hair of a face in the rest pose; its colours are still to be given."""
    head = _Face(body, baked)
    parts = [head.shell(*head.jaw(), _THICK), head.shell(*head.lip(), 0.8 * _THICK)]
    counts = [0, len(parts[0][0])]
    vertices = np.concatenate([points for points, _ in parts])
    faces = np.concatenate([faces + start for (_, faces), start in zip(parts, counts, strict=True)]).astype(np.int32)
    nearest = np.array([int(np.argmin(((head.skin - point) ** 2).sum(axis=1))) for point in vertices])
    numbers = head.numbers[nearest]
    colours = np.zeros((len(faces), 3), np.float32)
    return Piece(vertices.astype(np.float32), baked.bone_index[numbers], baked.bone_share[numbers], faces, colours)


class _Face:
    """The points of a face, its skin (n, 3) with the baked ``numbers`` (n,), and its size in metres a millimetre."""

    def __init__(self, body: Body, baked: Asset) -> None:
        points = dict(zip(baked.point_names, body.points, strict=True))
        self.mm = float(points["crown"][2] - points["ear.L"][2]) / 116.0
        self.marks = body.vertices[face_vertices()].astype(np.float64)
        self.ear = points["ear.L"]
        tags = [baked.tag_names.index(name) for name in ("skin", "lips")]
        faces = baked.faces[np.isin(baked.tags, tags)]
        low = float(self.ear[2]) - 150.0 * self.mm
        faces = faces[(body.vertices[faces][:, :, 2] > low).all(axis=1)]
        self.numbers = np.unique(faces)
        self.skin = body.vertices[self.numbers].astype(np.float64)
        self.triangles = body.vertices[faces].astype(np.float64)

    def jaw(self) -> tuple[_Points, _Points]:
        """Upper and lower edge (17, 3) of the beard, from ear to ear."""
        mm, marks = self.mm, self.marks
        low = marks[:17] + np.array((0.0, 0.0, -1.0)) * mm
        low[:, 0] -= 5.0 * mm
        for _ in range(3):  # an even line from ear to chin
            low[1:-1] = (low[:-2] + 2 * low[1:-1] + low[2:]) / 4
        high = np.empty_like(low)
        for side, corner, lips in ((-1, 48, (58, 59)), (1, 54, (56, 55))):
            for step in range(1, 9):
                jaw, place = marks[8 + side * step], high[8 + side * step]
                if step < 3:
                    place[:] = marks[lips[step - 1]] - np.array((0.0, 0.0, 4.0 - step)) * mm
                    continue
                share = (step - 3) / 5
                out = marks[corner] + np.array((0.0, side * 5.0, 0.0)) * mm
                lobe = marks[8 + side * 8]
                place[:] = out + (lobe - out) * share
                place[2] = max(
                    marks[corner][2] + np.interp(share, (0, 0.2, 0.4, 0.7, 1.0), _RISE) * mm, jaw[2] + 4 * mm
                )
        high[8] = marks[57] - np.array((0.0, 0.0, 4.0)) * mm
        return high, low

    def lip(self) -> tuple[_Points, _Points]:
        """Upper and lower edge (7, 3) of the moustache."""
        mm, marks = self.mm, self.marks
        low = marks[48:55] + np.array((0.0, 0.0, 1.5)) * mm
        low[0] += np.array((0.0, -5.0, -4.0)) * mm
        low[-1] += np.array((0.0, 5.0, -4.0)) * mm
        high = low.copy()
        high[:, 2] += np.array((2.0, 7.0, 9.0, 9.0, 9.0, 7.0, 2.0)) * mm
        return high, low

    def shell(self, high: _Points, low: _Points, thick: float) -> tuple[_Points, NDArray[np.int32]]:
        """A grid from an upper to a lower edge over the skin, and its triangles; its rim goes into the skin."""
        rows = []
        across = np.minimum(np.arange(len(high)), np.arange(len(high))[::-1])
        for share in np.linspace(0.0, 1.0, _ROWS):
            line = high + (low - high) * share
            bulge = np.sin(np.pi * min(max(share, 0.0), 1.0)) ** 0.6 * np.minimum(across, 1.0) if share < 1 else 0.0
            rows.append(self._over(line, thick * bulge * np.ones(len(line)) - 1.0))
        return np.concatenate(rows), strips(_ROWS, len(high), closed=False)

    def _over(self, line: _Points, off: NDArray[np.float64]) -> _Points:
        """The points (n, 3) carried out from the head's axis onto the skin and ``off`` (n,) millimetres beyond."""
        placed = line.copy()
        for number, point in enumerate(line):
            axis = np.array((self.ear[0] + 18.0 * self.mm, 0.0, point[2]))
            way = (point - axis) / max(float(np.linalg.norm(point - axis)), 1e-9)
            far = self._struck(axis, way)
            reach = float(np.linalg.norm(point - axis)) if far is None else far
            placed[number] = axis + way * (reach + off[number] * self.mm)
        return placed

    def _struck(self, start: _Points, way: _Points) -> float | None:
        """How far along a ray the outermost skin is (Moeller and Trumbore, 1997)."""
        a, b, c = self.triangles[:, 0], self.triangles[:, 1] - self.triangles[:, 0], self.triangles[:, 2]
        c = c - a
        p = np.cross(way, c)
        det = (b * p).sum(axis=1)
        safe = np.where(np.abs(det) < 1e-14, 1.0, det)
        t = start - a
        u = (t * p).sum(axis=1) / safe
        q = np.cross(t, b)
        v = q @ way / safe
        far = (c * q).sum(axis=1) / safe
        hit = (np.abs(det) >= 1e-14) & (u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6) & (far > 0)
        return float(far[hit].max()) if hit.any() else None
