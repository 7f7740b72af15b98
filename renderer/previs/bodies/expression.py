"""What a face shows: brows, lids and the corners of the mouth, moved in the rest pose before the body is posed.

Each way to move a face is a field over the head: some of the 70 points of ``landmarks`` are pulled, and the skin about
them follows, less with the distance::

    up  o   o  in   o   o  up       brows: inner, middle, outer
          ~~~   ~~~                 upper lids
            \\___/                   corners of the mouth

Which parts go together in a feeling is after Ekman and Friesen ("Facial Action Coding System", 1978, and its table of
emotions): inner brows raised and corners down in sadness, brows drawn down and together in anger, all brows and lids
raised in fear, corners up and out in joy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.staging import Mood, Pose, Stance
from renderer.previs.bodies.asset import Asset, Body
from renderer.previs.bodies.kernels import Floats
from renderer.previs.bodies.landmarks import face_vertices

Vector = tuple[float, float, float]
"""Millimetres of a grown head: forward, outward to its own side, up."""


class Look(NamedTuple):
    """How far the parts of a face are moved."""

    inner: Vector = (0.0, 0.0, 0.0)
    middle: Vector = (0.0, 0.0, 0.0)
    outer: Vector = (0.0, 0.0, 0.0)
    lid: Vector = (0.0, 0.0, 0.0)
    corner: Vector = (0.0, 0.0, 0.0)
    cheek: Vector = (0.0, 0.0, 0.0)


RESTING = "resting"
_REST = Look(inner=(0, 0, 2.0), corner=(0, 0.5, 2.4))
"""What takes the frown off the baked face, whose brows and mouth look grim by themselves: every body wears it."""
_STARTLED = Look((0, 0, 7), (0, 0, 8), (0, 0, 6), (0, 0, 2.0), (0, -1, -1))
_LOOKS: dict[str, Look] = {
    "angry": Look((2, -3, -8), (1, -1, -4), (0, 1, 4), (0, 0, -1.0), (0, -2, -4)),
    "sad": Look((0, -2, 9), (0, 0, 1), (0, 1, -5), (0.5, 0, -1.6), (-1, -1, -7)),
    "happy": Look((0, 0, 1), (0, 0, 3), (0, 0, 2), (0, 0, 0), (-3, 5, 8), (2, 1, 3)),
    "afraid": Look((0, -3, 9), (0, 0, 7), (0, 0, 2), (0, 0, 2.0), (-1, 4, -4)),
    "tired": Look((0, 0, 1), (0, 0, -2), (0, 0, -3), (1.0, 0, -3.0), (0, 0, -4)),
    "proud": Look((0, 0, 1), (0, 0, 4), (0, 0, 3), (0.5, 0, -1.6), (-1, 2, 3)),
}
_POSES: dict[Pose, tuple[Mood, float]] = {
    "laugh": ("happy", 1.2), "cheer": ("happy", 1.2), "clap": ("happy", 0.7), "dance": ("happy", 0.7),
    "wave": ("happy", 0.6), "hug": ("happy", 0.5), "kiss": ("happy", 0.4), "cry": ("sad", 1.3),
    "cover_face": ("sad", 1.0), "slump": ("tired", 1.0), "strike": ("angry", 1.0), "shove": ("angry", 1.0),
    "guard": ("angry", 0.7), "aim": ("angry", 0.5), "hands_up": ("afraid", 0.9),
}  # fmt: skip
"""What a face does of itself in a pose, where no mood says otherwise."""

_POINTS: dict[str, tuple[tuple[int, int], float]] = {
    "inner": ((21, 22), 17.0), "middle": ((19, 24), 17.0), "outer": ((17, 26), 17.0), "lid": ((37, 44), 11.0),
    "corner": ((48, 54), 19.0), "cheek": ((48, 54), 34.0),
}  # fmt: skip
"""The right and the left face point that a part is pulled by, and how many millimetres about it follow."""

Feeling = Mapping[str, float]
"""How much of each look a face shows, by its name."""


def feeling(stance: Stance, start: float) -> dict[str, float]:
    """What the face of somebody in a stance shows; ``start`` is how startled they are, 0 to 1."""
    felt: dict[str, float] = {"startled": start} if start > 0.0 else {}
    ends = ((stance.mood_a, stance.pose_a, 1.0 - stance.blend), (stance.mood_b, stance.pose_b, stance.blend))
    for mood, pose, share in ends:
        shown, strength = (mood, 1.0) if mood is not None else _POSES.get(pose, (None, 0.0))
        if shown is not None and share * strength > 0.0:
            felt[shown] = felt.get(shown, 0.0) + share * strength
    return felt


class Face:
    """The looks of one head: which vertices of the figure they move, and where to.

    ``kept`` are the baked vertices that the figure's first are.
    """

    def __init__(self, body: Body, baked: Asset, kept: npt.NDArray[np.int64]) -> None:
        points: dict[str, npt.NDArray[np.float64]] = dict(zip(baked.point_names, body.points, strict=True))
        size = float(points["crown"][2] - points["ear.L"][2]) / 0.116 / 1000.0
        looks: dict[str, Look] = {RESTING: _REST, "startled": _STARTLED, **_LOOKS}
        rest = body.vertices[kept].astype(np.float64)
        spread = {name: self._spread(part, rest, body, size) for name, part in _POINTS.items()}
        still = ~_pliant(baked)[kept]
        fields = {}
        for name, look in looks.items():
            field = np.zeros((len(kept), 3))
            for part, pull in look._asdict().items():
                for shares, side in zip(spread[part], (-1.0, 1.0), strict=True):
                    field += shares[:, None] * np.array((pull[0], side * pull[1], pull[2])) * size
            field[still] = 0.0
            fields[name] = field
        self.moved = np.flatnonzero(np.any([np.abs(field).max(axis=1) > 1e-5 for field in fields.values()], axis=0))
        self.fields = {name: field[self.moved].astype(np.float32) for name, field in fields.items()}

    @staticmethod
    def _spread(
        part: tuple[tuple[int, int], float], rest: npt.NDArray[np.float64], body: Body, size: float
    ) -> list[npt.NDArray[np.float64]]:
        """How much each vertex follows the right and the left point of a part, 1 at the point itself."""
        numbers, reach = part
        rows = []
        for number in numbers:
            middle = body.vertices[face_vertices()[number]].astype(np.float64)
            far = np.linalg.norm(rest - middle, axis=1) / (reach * size)
            rows.append(np.where(far < 1.0, (1 - np.minimum(far, 1.0) ** 2) ** 2, 0.0))
        return rows

    def shown(self, rest: Floats, felt: Feeling) -> Floats:
        """The figure at rest (n, 3) with what is felt in its face; the same array where nothing is."""
        if not felt:
            return rest
        out = rest.copy()
        out[self.moved] += sum(self.fields[name] * np.float32(share) for name, share in felt.items())
        return out


def _pliant(baked: Asset) -> npt.NDArray[np.bool_]:
    """Which baked vertices are skin of the head, brows or lips: what moves; eyeballs and hair do not."""
    soft = [baked.tag_names.index(name) for name in ("skin", "brow", "lips")]
    touched = np.zeros(len(baked.weld), np.bool_)
    touched[np.unique(baked.faces[np.isin(baked.tags, soft)])] = True
    return touched
