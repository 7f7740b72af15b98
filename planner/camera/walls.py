"""Walls that a camera may stand behind, and what that costs.

A wall is seen from the room only, so a camera may stand outside a small room as on a stage with
wild walls.  It had better not: inside is truer, and a window's frame and curtains stay in the way.
"""

from __future__ import annotations

import math

from film.base import Vec3
from film.place import PlaceSheet, Wall
from planner.geometry import side_of

WALL_BEFORE, WALL_BEHIND = 0.12, 0.5
IN_WALL, THROUGH_WINDOW, THROUGH_PANES = 32.0, 32.0, 6.0
"""Broken rules, but for vehicles, whose sides are all panes."""
_FRAME = 0.7
"""Metres to either side of an opening within which its frame or curtain comes into the picture."""


def out_of_room(place: PlaceSheet, position: Vec3) -> float:
    """Metres that a point lies behind a wall of an enclosed place; 0 inside and out of doors."""
    if place.enclosure == "open" or not place.walls:
        return 0.0
    return max(0.0, *(-side_of(wall.start, wall.end, position) for wall in place.walls))


def in_wall(place: PlaceSheet, position: Vec3) -> float:
    """The cost of a camera in the thickness of a wall or against it, where frames and curtains are."""
    for wall in place.walls:
        length = math.dist(wall.start, wall.end)
        ux, uy = (wall.end[0] - wall.start[0]) / (length or 1.0), (wall.end[1] - wall.start[1]) / (length or 1.0)
        run = (position[0] - wall.start[0]) * ux + (position[1] - wall.start[1]) * uy
        if -0.3 < run < length + 0.3 and -WALL_BEHIND < side_of(wall.start, wall.end, position) < WALL_BEFORE:
            return IN_WALL
    return 0.0


def through_window(place: PlaceSheet, position: Vec3, aim: Vec3) -> float:
    """The cost of looking from behind a wall past the frame of one of its doors or windows."""
    if place.enclosure == "open":
        return 0.0
    cost = THROUGH_PANES if place.enclosure == "vehicle" else THROUGH_WINDOW
    return max((cost for wall in place.walls if _past_frame(wall, position, aim)), default=0.0)


def _past_frame(wall: Wall, position: Vec3, aim: Vec3) -> bool:
    behind, before = side_of(wall.start, wall.end, position), side_of(wall.start, wall.end, aim)
    if behind >= 0 or before <= 0:
        return False
    share = behind / (behind - before)
    x, y = (position[i] + (aim[i] - position[i]) * share for i in (0, 1))
    run = math.dist(wall.start, (x, y))
    return any(gap.at - _FRAME < run < gap.at + gap.width + _FRAME for gap in wall.openings)
