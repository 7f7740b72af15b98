"""Wild walls: what stands or hangs on a wall goes away with it when the camera is behind it.

A studio strikes a wall of the set to make room for the camera.  A bare wall is drawn from its front
alone and needs no more; its frames, doors, mirrors and curtains are solid and would stay in the way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from film.base import Vec2
from film.place import Fixture, Wall
from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import STRUCK, Ints

_DEEP = 0.3
"""Metres from a wall within which a thing belongs to it."""


@dataclass(frozen=True)
class Wild:
    """Which still triangles belong to which wall: ``wall_of`` (m,) is a wall's index or -1."""

    walls: tuple[Wall, ...]
    wall_of: Ints

    def struck(self, flags: Bytes, position: Floats) -> Bytes:
        """The triangles' flags with STRUCK on all that belongs to a wall the camera at ``position`` is behind."""
        behind = [i for i, wall in enumerate(self.walls) if inside(wall, (float(position[0]), float(position[1]))) < 0]
        if not behind:
            return flags
        drawn = flags.copy()
        drawn[: len(self.wall_of)][np.isin(self.wall_of, behind)] |= STRUCK
        return drawn


def inside(wall: Wall, point: Vec2) -> float:
    """Metres from the wall's line to the point, positive on the room's side."""
    dx, dy = wall.end[0] - wall.start[0], wall.end[1] - wall.start[1]
    length = max(math.hypot(dx, dy), 1e-6)
    return (dx * (point[1] - wall.start[1]) - dy * (point[0] - wall.start[0])) / length


def wall_behind(fixture: Fixture, walls: Sequence[Wall]) -> int:
    """The wall that a thing hangs on or stands flat against, -1 for none."""
    cos, sin = math.cos(math.radians(fixture.yaw)), math.sin(math.radians(fixture.yaw))
    x, y, _ = fixture.position
    a, b = fixture.size[0] / 2, fixture.size[1] / 2
    corners = [(x + s * a * cos - t * b * sin, y + s * a * sin + t * b * cos) for s in (-1, 1) for t in (-1, 1)]
    near = [index for index, wall in enumerate(walls) if max(inside(wall, corner) for corner in corners) < _DEEP]
    return near[0] if near else -1
