"""A camera that might do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from film.base import Vec3
from film.camera import CameraKey
from film.shot import Move, Size
from planner.geometry import PLACES, Array, rounded


@dataclass(frozen=True)
class Candidate:
    """Camera keys with what speaks against them before any proof (``prior``, 0 is ideal)."""

    keys: tuple[CameraKey, ...]
    size: Size
    lens: float
    move: Move
    prior: float

    @property
    def position(self) -> Vec3:
        """Where it starts."""
        return self.keys[0].position

    @cached_property
    def rows(self) -> Array:
        """(k, 9): its keys as the kernels read them."""
        return rows_of(self.keys)


def rows_of(keys: Sequence[CameraKey]) -> Array:
    """(k, 9): camera keys as the kernels read them."""
    return np.array([(key.frame, *key.position, *key.target, key.roll, key.focal_mm) for key in keys], dtype=float)


def key(frame: int, position: Vec3, target: Vec3, lens: float, roll: float = 0.0) -> CameraKey:
    """A camera key with the plan's decimals."""
    return CameraKey(
        frame=frame, position=rounded(position), target=rounded(target), roll=roll, focal_mm=round(lens, PLACES)
    )


def fixed(position: Vec3, target: Vec3, lens: float, size: Size, prior: float) -> Candidate:
    """A camera that does not move."""
    return Candidate((key(0, position, target, lens),), size, lens, "static", prior)
