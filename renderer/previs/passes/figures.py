"""People as OpenPose's points in the picture, each tested for whether the picture shows it.

Orders are those of Cao et al. ("OpenPose", 2019) with the 18 points of COCO's model, 70 of the face, 21 a hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from renderer.previs.bodies.landmarks import BODY, FACE, HAND
from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import Eye

Points = npt.NDArray[np.float64]

_HEAD = (0, 14, 15, 16, 17)
"""Nose, eyes and ears: points on the skin, hidden by the own head when it is turned away."""

_ARMS = (3, 4, 6, 7)
"""Elbows and wrists: they go behind the own back, where no picture shows them."""

_SKIN, _FINGER, _ARM = 0.03, 0.06, 0.30
"""Metres of the own body that may lie before a point of the face, of a hand, of an arm, and it still be seen.  Nothing
else may lie before a point by more than the first of them."""


@dataclass(frozen=True)
class Figure:
    """One person in one frame: ``points`` (130, 2) in pixels, right and down from the picture's corner.

    ``seen`` (130,) is False for what lies outside the frame, behind somebody or something else, or on the far side of
    the own head.  A joint that only the own body hides counts as seen: it is where the picture shows it to be.
    """

    character: str
    points: Points
    seen: npt.NDArray[np.bool_]

    def shifted(self, right: float) -> Figure:
        """The same figure in a picture that begins so many pixels further left."""
        return replace(self, points=self.points + np.array([right, 0.0]))

    def parts(self) -> tuple[slice, slice, slice, slice]:
        """Where body, face, left hand and right hand are among the points."""
        face, left, right = BODY, BODY + FACE, BODY + FACE + HAND
        return slice(0, face), slice(face, left), slice(left, right), slice(right, right + HAND)

    def record(self) -> dict[str, Any]:
        """The person as OpenPose writes people: x, y and 1 for each point that is seen, 0, 0, 0 for the others."""
        body, face, left, right = (self._flat(part) for part in self.parts())
        return {
            "character": self.character,
            "pose_keypoints_2d": body,
            "face_keypoints_2d": face,
            "hand_left_keypoints_2d": left,
            "hand_right_keypoints_2d": right,
            "hidden": [
                [number, *(round(float(x), 1) for x in self.points[number])]
                for number in range(BODY)
                if not self.seen[number] and np.isfinite(self.points[number]).all()
            ],
        }

    def _flat(self, part: slice) -> list[float]:
        rows = np.column_stack([np.round(self.points[part], 2), np.ones(len(self.points[part]))])
        rows[~self.seen[part]] = 0.0
        return [float(number) for number in rows.ravel()]


def figure_of(character: str, byte: int, world: Points, eye: Eye, metres: Floats, ids: Bytes) -> Figure:
    """A person's points (130, 3) in metres as the picture shows them.

    ``eye`` looks through the samples of a picture whose depth and ids (h, w) these are; ``byte`` is the person's.
    """
    height, width = ids.shape
    space = (world - eye.position.astype(np.float64)) @ eye.axes.astype(np.float64).T
    ahead = space[:, 2] > 0.05
    deep = np.where(ahead, space[:, 2], np.nan)
    lens, side = eye.lens.astype(np.float64), (float(eye.lens[2]) + 0.5) * 2 / width
    right = (lens[2] + lens[0] * space[:, 0] / deep + 0.5) / side
    down = (lens[3] - lens[1] * space[:, 1] / deep + 0.5) / side
    points = np.column_stack([right, down])
    inside = ahead & (right >= 0) & (right < width) & (down >= 0) & (down < height)
    seen = np.zeros(len(points), bool)
    slack = _slack()
    for number in np.flatnonzero(inside):
        row, column = int(down[number]), int(right[number])
        near = slice(max(row - 1, 0), row + 2), slice(max(column - 1, 0), column + 2)
        clear = deep[number] - metres[near] < np.where(ids[near] == byte, slack[number], _SKIN)
        seen[number] = bool(clear[min(row, 1), min(column, 1)]) or bool(clear.mean() >= 0.5)
    return Figure(character, points, _facing(seen))


def _slack() -> Points:
    """For each point how much of the own body may lie before it."""
    slack = np.full(BODY + FACE + 2 * HAND, _FINGER)
    slack[:BODY] = np.inf
    slack[list(_ARMS)] = _ARM
    slack[list(_HEAD)] = _SKIN
    slack[BODY : BODY + FACE] = _SKIN
    return slack


def _facing(seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """No face is told from a few points of its far edge: half of eyes, brows, nose and mouth must be there."""
    inner = seen[BODY + 17 : BODY + FACE]
    if inner.mean() < 0.4:
        seen[BODY : BODY + FACE] = False
    return seen
