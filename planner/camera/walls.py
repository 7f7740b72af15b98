"""Walls that a camera may stand behind.

A wall is seen from the room only and what hangs on it goes with it, so a camera may stand outside a small room as on
a stage with wild walls.  It had better not: inside is truer, and the wall must be flown for it.
"""

from __future__ import annotations

import numpy as np

from film.base import Vec3
from film.place import PlaceSheet
from planner.camera.arrays import ground_of
from planner.camera.kernels import space


def out_of_room(place: PlaceSheet, position: Vec3) -> float:
    """Metres that a point lies behind a wall of an enclosed place; 0 inside and out of doors."""
    if place.enclosure == "open":
        return 0.0
    return float(space.outside(ground_of(place).walls, np.array(position)))


def in_wall(place: PlaceSheet, position: Vec3) -> bool:
    """Whether a camera would be in the thickness of a wall or against it."""
    return bool(space.in_wall(ground_of(place).walls, np.array(position)))
