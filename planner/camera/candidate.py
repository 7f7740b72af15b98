"""A camera that might do, and the small geometry that makes one from a direction and a distance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from film.base import Vec3
from film.camera import SENSOR_WIDTH_MM, CameraKey
from film.shot import Move, Size
from planner.geometry import PLACES, rounded


@dataclass(frozen=True)
class Candidate:
    """Camera keys with what speaks against them before any proof (``prior``, 0 is ideal)."""

    keys: tuple[CameraKey, ...]
    size: Size
    lens: float
    move: Move
    prior: float
    note: str = ""

    @property
    def position(self) -> Vec3:
        """Where it starts."""
        return self.keys[0].position


def key(frame: int, position: Vec3, target: Vec3, lens: float, roll: float = 0.0) -> CameraKey:
    """A camera key with the plan's decimals."""
    return CameraKey(
        frame=frame, position=rounded(position), target=rounded(target), roll=roll, focal_mm=round(lens, PLACES)
    )


def fixed(
    position: Vec3, target: Vec3, lens: float, size: Size, prior: float, note: str = "", roll: float = 0.0
) -> Candidate:
    """A camera that does not move."""
    return Candidate((key(0, position, target, lens, roll),), size, lens, "static", prior, note)


def polar(centre: Vec3, yaw: float, metres: float, height: float) -> Vec3:
    """The point at a world height, ``metres`` from ``centre`` in the direction of ``yaw`` on the plan."""
    angle = math.radians(yaw)
    return centre[0] + math.cos(angle) * metres, centre[1] + math.sin(angle) * metres, height


def shifted(position: Vec3, target: Vec3, lens: float, share: float) -> Vec3:
    """The target that puts what was in the middle at ``share`` (-1 left edge to 1 right edge) of the frame."""
    dx, dy = target[0] - position[0], target[1] - position[1]
    flat = math.hypot(dx, dy) or 1.0
    metres = -share * SENSOR_WIDTH_MM / 2 / lens * flat
    return target[0] + dy / flat * metres, target[1] - dx / flat * metres, target[2]


def screen_side(position: Vec3, target: Vec3, direction: Vec3) -> float:
    """Where a direction goes on the screen: 1 to the right, -1 to the left, 0 to or from the camera."""
    dx, dy = target[0] - position[0], target[1] - position[1]
    flat = math.hypot(dx, dy) or 1.0
    return (direction[0] * dy - direction[1] * dx) / flat
