"""Many cameras at once: their keys as arrays, where they stand and what they are aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from film.base import Vec3
from film.camera import CameraKey, Gate
from film.shot import Move
from planner.camera.candidate import Candidate
from planner.camera.kernels import aim
from planner.camera.kernels.codes import SIZES
from planner.camera.kernels.ground import Integers
from planner.geometry import PLACES, Array


@dataclass(frozen=True)
class Batch:
    """n cameras: ``keys`` (n, k, 9) as the kernels read them, ``sizes`` (n,) as codes, ``prior`` (n,), ``moves``."""

    keys: Array
    sizes: Integers
    prior: Array
    moves: tuple[Move, ...]

    def candidate(self, index: int) -> Candidate:
        """One of them as camera keys; rows that only repeat the last key are left out."""
        rows = self.keys[index]
        kept = [i for i in range(len(rows)) if i == 0 or rows[i, 0] > rows[i - 1, 0]]
        keys = tuple(_key(rows[i]) for i in kept)
        return Candidate(
            keys, SIZES[int(self.sizes[index])], keys[0].focal_mm, self.moves[index], float(self.prior[index])
        )


def _key(row: Array) -> CameraKey:
    frame, x, y, z, tx, ty, tz, roll, focal = row.tolist()
    return CameraKey(frame=int(frame), position=(x, y, z), target=(tx, ty, tz), roll=roll, focal_mm=focal)


def tidy(numbers: Array) -> Array:
    """With the plan's decimals, minus zero being zero."""
    return np.round(numbers, PLACES) + 0.0


def standing(
    position: Array, target: Array, lens: Array, size: int | Integers, prior: Array, roll: float = 0.0
) -> Batch:
    """Cameras that do not move: (n, 3) positions and targets, (n,) lenses and priors, the size's code."""
    count = len(position)
    keys = np.zeros((count, 1, 9))
    keys[:, 0, 1:4], keys[:, 0, 4:7], keys[:, 0, 7], keys[:, 0, 8] = position, target, roll, lens
    still: Move = "static"
    return Batch(tidy(keys), np.full(count, size, dtype=np.int64), prior, (still,) * count)


def padded(candidates: Sequence[Candidate]) -> Array:
    """(n, k, 9): the keys of candidates, shorter ones repeating their last."""
    longest = max((len(each.keys) for each in candidates), default=1)
    keys = np.empty((len(candidates), longest, 9))
    for i, each in enumerate(candidates):
        keys[i, : len(each.rows)], keys[i, len(each.rows) :] = each.rows, each.rows[-1]
    return keys


def batch_of(candidates: Sequence[Candidate]) -> Batch:
    """Candidates as a batch; shorter ones repeat their last key."""
    keys = padded(candidates)
    return Batch(
        keys,
        np.array([SIZES.index(each.size) for each in candidates], dtype=np.int64),
        np.array([each.prior for each in candidates]),
        tuple(each.move for each in candidates),
    )


@lru_cache(maxsize=256)
def grid(*values: tuple[float, ...]) -> tuple[Array, ...]:
    """Every combination of the values, the last changing fastest: one (n,) array, not to be written to, for each."""
    arrays = tuple(each.ravel() for each in np.meshgrid(*values, indexing="ij"))
    for each in arrays:
        each.flags.writeable = False
    return arrays


def stood_off(point: Array | Vec3, yaw: Array, depth: Array, rise: Array, u: Array, v: Array) -> Array:
    """(n, 3) eyes from which a point has a depth when it is seen at (u, v), in tangents off the camera's axis.

    ``yaw`` in degrees is the way from the point to the eye, ``rise`` the eye's height over the point.
    """
    return aim.stand_off(np.asarray(point, dtype=float), yaw, depth, rise, u, v)


def aimed(eye: Array, point: Array | Vec3, u: Array, v: Array, roll: float = 0.0) -> Array:
    """(n, 3) targets that make cameras at ``eye`` see a point at exactly (u, v), the target as deep as the point."""
    return aim.aim(np.ascontiguousarray(eye), np.asarray(point, dtype=float), u, v, roll)


def half_width(lens: Array | float, gate: Gate) -> Array:
    """Tangent of half the horizontal field of view."""
    return np.asarray(gate.width / 2 / np.asarray(lens, dtype=float))
