r"""How much of somebody a picture shows: their own outline, as if nothing stood before it, against the id pass.

The body is drawn by itself, in a field three frames wide and high::

      +-----------------+
      |      .--.       |      head      all of its outline, wherever that is
      |   +--|::|--+    |      cut       what of it lies outside the frame
      |   |  '--' #|    |      hidden    what of it somebody or something stands before
      |   |  /  \ #|    |      seen      of the outline within the frame, the share that is this person in the id pass
      |   +---------+   |
      +-----------------+
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from film.clips import HeadSeen
from renderer.measure.horizon import Lens
from renderer.measure.light import Bytes, Floats

_ROWS = 270
"""Rows of the picture that an outline is counted in, at least, where it has so many."""
_NEAR = 0.05
"""Metres before the lens where things begin."""
_CHIN, _CROWN, _ROUND = -0.35, 1.35, 0.95
"""Where a head is: along the line from its joint (the skull's base) to its crown, and round it; shares of that line."""
_FACE, _TURNED = 0.55, 0.3
"""How far round the middle of eyes and mouth a face reaches, by the same line; the least cosine of its way to the lens
at which it is seen."""

_Ints = npt.NDArray[np.integer[Any]]
_Counts = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]


class Person(NamedTuple):
    """Somebody as a camera has them: ``points`` (n, 3) are right, up and depth in metres, ``faces`` (m, 3) of them.

    ``head`` (n,) marks the points of the head, ``face`` those of a face that the camera sees; ``byte`` is theirs in the
    id pass, ``lens`` that of its grid.
    """

    byte: int
    points: Floats
    faces: _Ints
    head: _Flags
    face: _Flags
    lens: Lens


class Shown(NamedTuple):
    """The share of the outline within the frame that is seen, and the head; None where there is none to be seen."""

    seen: float | None
    head: HeadSeen | None

    def placed(self, left: float, width: float) -> Shown:
        """The same, when the picture is a part of a frame: so many of its widths wide, from ``left`` on."""
        if self.head is None or (left, width) == (0.0, 1.0):
            return self
        x0, top, x1, bottom = self.head.box
        box = (round(left + x0 * width, 4), top, round(left + x1 * width, 4), bottom)
        return self._replace(head=self.head.but(box=box))


def head_points(vertices: Floats, base: _Counts, crown: _Counts) -> npt.NDArray[np.bool_]:
    """Which vertices (n, 3) are of the head, whose joint is at ``base`` and whose top at ``crown``: hair hangs out."""
    way = (crown - base).astype(np.float32)
    length = max(float(np.linalg.norm(way)), 1e-6)
    rays = vertices - base.astype(np.float32)
    along = rays @ (way / np.float32(length * length))
    aside = np.linalg.norm(rays - along[:, None] * way, axis=1) / np.float32(length)
    return np.asarray((along > _CHIN) & (along < _CROWN) & (aside < _ROUND))


def face_points(points: Floats, joints: Mapping[str, npt.NDArray[np.floating[Any]]]) -> _Flags:
    """Which points (n, 3) are of a face that looks at the lens, about; all in the camera's space, ``joints`` as well.

    None are where it looks away, all where the body has no eyes to tell.
    """
    if not {"eye_l", "eye_r", "mouth"} <= joints.keys():
        return np.ones(len(points), bool)
    base, way = joints["head"], joints["head_top"] - joints["head"]
    middle = (joints["eye_l"] + joints["eye_r"] + joints["mouth"]) / 3
    out = middle - (base + way / 2)
    facing = -float(out @ middle) / max(float(np.linalg.norm(out) * np.linalg.norm(middle)), 1e-9)
    if facing < _TURNED:
        return np.zeros(len(points), bool)
    near = np.linalg.norm(points - middle.astype(np.float32), axis=1) < _FACE * float(np.linalg.norm(way))
    return np.asarray(near)


def shown(person: Person, rgb: Bytes, ids: Bytes) -> Shown:
    """What rgb (h, w, 3) and ids (h, w) show of somebody."""
    height, width = ids.shape
    step = max(height // _ROWS, 1)
    rows, columns = -(-height // step), -(-width // step)
    mask = np.zeros((3 * rows, 3 * columns), np.uint8)
    fx, fy, cx, cy = (number / step for number in person.lens)
    marks = person.head.astype(np.uint8) * np.uint8(2) + person.face.astype(np.uint8) * np.uint8(4)
    _cover(person.points, person.faces, marks, np.array((fx, fy, cx + columns, cy + rows)), mask)
    counts = np.zeros(11)
    _count(mask, ids, rgb, step, person.byte, counts)
    inside, seen, whole, within, shown_of_it, luma, face, left, top, right, bottom = counts.tolist()
    share = round(seen / inside, 4) if inside else None
    if not whole:
        return Shown(share, None)
    box = (left / columns - 1, top / rows - 1, right / columns - 1, bottom / rows - 1)
    head = HeadSeen(
        box=(round(box[0], 4), round(box[1], 4), round(box[2], 4), round(box[3], 4)),
        cut=round(1 - within / whole, 4),
        hidden=round((within - shown_of_it) / whole, 4),
        face=round(luma / face / 255, 4) if face else None,
    )
    return Shown(share, head)


@njit(cache=True, nogil=True)
def _cover(points: Floats, faces: _Ints, marks: Bytes, lens: _Counts, mask: Bytes) -> None:
    """Mark the samples that triangles cover: 1, and what all three corners of one are marked with.

    A triangle that reaches behind the lens is left out: the picture begins in front of it.
    """
    rows, columns = mask.shape
    fx, fy, cx, cy = lens[0], lens[1], lens[2], lens[3]
    for f in range(len(faces)):
        i, j, k = faces[f, 0], faces[f, 1], faces[f, 2]
        if points[i, 2] < _NEAR or points[j, 2] < _NEAR or points[k, 2] < _NEAR:
            continue
        x0, y0 = cx + fx * points[i, 0] / points[i, 2], cy - fy * points[i, 1] / points[i, 2]
        x1, y1 = cx + fx * points[j, 0] / points[j, 2], cy - fy * points[j, 1] / points[j, 2]
        x2, y2 = cx + fx * points[k, 0] / points[k, 2], cy - fy * points[k, 1] / points[k, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0.0:
            continue
        if area < 0.0:
            x1, y1, x2, y2 = x2, y2, x1, y1
        bits = 1 | (marks[i] & marks[j] & marks[k])
        low, high = max(math.ceil(min(y0, y1, y2)), 0), min(math.floor(max(y0, y1, y2)), rows - 1)
        for row in range(low, high + 1):
            lo, hi = float(0), float(columns - 1)
            for ax, ay, bx, by in ((x0, y0, x1, y1), (x1, y1, x2, y2), (x2, y2, x0, y0)):
                # Inside is where (b - a) x (p - a) is not negative.
                slope, rest = by - ay, (bx - ax) * (row - ay) + (by - ay) * ax
                if slope > 0.0:
                    hi = min(hi, rest / slope)
                elif slope < 0.0:
                    lo = max(lo, rest / slope)
                elif rest < 0.0:
                    hi = lo - 1.0
            for column in range(math.ceil(lo), math.floor(hi) + 1):
                mask[row, column] |= bits


@njit(cache=True, nogil=True)
def _count(mask: Bytes, ids: Bytes, rgb: Bytes, step: int, byte: int, out: _Counts) -> None:
    """Samples of the outline within the frame and seen; of the head's outline, of it within the frame and seen; the
    face's luma and its samples that are seen; the head's first column and row, one past its last column and row.
    """
    rows, columns = mask.shape[0] // 3, mask.shape[1] // 3
    out[7], out[8] = mask.shape[1], mask.shape[0]
    for row in range(mask.shape[0]):
        for column in range(mask.shape[1]):
            bits = mask[row, column]
            if bits == 0:
                continue
            y, x = row - rows, column - columns
            within = 0 <= y < rows and 0 <= x < columns
            seen = within and ids[y * step, x * step] == byte
            out[0] += within
            out[1] += seen
            if bits & 2:
                out[2] += 1
                out[3] += within
                out[7], out[8] = min(out[7], column), min(out[8], row)
                out[9], out[10] = max(out[9], column + 1), max(out[10], row + 1)
                out[4] += seen
            if bits & 4 and seen:
                pixel = rgb[y * step, x * step]
                out[5] += 0.2126 * pixel[0] + 0.7152 * pixel[1] + 0.0722 * pixel[2]
                out[6] += 1
