"""Boxes, walls and balls in the way of a ray, compiled.

Rows of arrays, in metres, world axes:

``boxes`` (b, 10): middle x y z; half depth, width, height; cosine and sine of the yaw; radius of the ball round it;
index of the wall that it belongs to and goes away with, -1 for none.
``walls`` (w, 8): start x y; unit vector to the end x y; length; height; first and end row of its openings.
``gaps`` (g, 4): metres from the wall's start, width, sill, height.
"""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels.compiled import entry, inner
from planner.geometry import Array, Flags

IN_FRONT, BEHIND = 0.12, 0.2
"""Metres before and behind a wall's line that no camera can be in: its thickness, and a lens with its hood."""
_CORNER = 0.2
"""Metres past a wall's ends that its corner takes."""
_CHEST = 5  # the ball in the middle of a body
_BODY = 0.9
"""Share of a ball's radius that hides: the flesh between balls is thinner than they are."""


@inner
def apart(a: Array, b: Array) -> float:
    """Metres between two points."""
    return math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)


@inner
def wall_side(wall: Array, x: float, y: float) -> float:
    """Metres from the wall's line, positive on the room's side."""
    return float(wall[2] * (y - wall[1]) - wall[3] * (x - wall[0]))


@inner
def holds(boxes: Array, point: Array, margin: float) -> bool:
    """Whether a point lies in any box grown by ``margin``."""
    x, y, z = point[0], point[1], point[2]
    for i in range(len(boxes)):
        if abs(z - boxes[i, 2]) > boxes[i, 5] + margin:
            continue
        dx, dy = x - boxes[i, 0], y - boxes[i, 1]
        if dx * dx + dy * dy > (boxes[i, 8] + 2 * margin) ** 2:
            continue
        cos, sin = boxes[i, 6], boxes[i, 7]
        if abs(dx * cos + dy * sin) <= boxes[i, 3] + margin and abs(dy * cos - dx * sin) <= boxes[i, 4] + margin:
            return True
    return False


@entry
def gone(boxes: Array, index: int, walls: Array, eye: Array) -> bool:
    """Whether a box has been struck with its wall, because the camera is behind that."""
    wall = int(boxes[index, 9])
    if wall < 0:
        return False
    aside = walls[wall, 2] * (eye[1] - walls[wall, 1]) - walls[wall, 3] * (eye[0] - walls[wall, 0])
    return bool(aside < 0.0)


@inner
def near_ray(x: float, y: float, z: float, radius: float, eye: Array, end: Array) -> bool:
    """Whether a ball touches the way from the eye to a point."""
    rx, ry, rz = end[0] - eye[0], end[1] - eye[1], end[2] - eye[2]
    cx, cy, cz = x - eye[0], y - eye[1], z - eye[2]
    t = (cx * rx + cy * ry + cz * rz) / max(rx * rx + ry * ry + rz * rz, 1e-12)
    t = min(max(t, 0.0), 1.0)
    return bool((cx - t * rx) ** 2 + (cy - t * ry) ** 2 + (cz - t * rz) ** 2 <= radius * radius)


@inner
def box_near_ray(boxes: Array, index: int, wide: float, eye: Array, end: Array) -> bool:
    """Whether the ball round a box, grown by ``wide``, touches the way from the eye to a point."""
    return near_ray(boxes[index, 0], boxes[index, 1], boxes[index, 2], boxes[index, 8] + wide, eye, end)


@inner
def crosses(boxes: Array, index: int, eye: Array, x: float, y: float, z: float) -> bool:
    """Whether a box stands between the eye and a point: the slab test along the box's own axes."""
    cos, sin = boxes[index, 6], boxes[index, 7]
    dx, dy = eye[0] - boxes[index, 0], eye[1] - boxes[index, 1]
    rx, ry = x - eye[0], y - eye[1]
    near, far = -1e30, 1e30
    for axis in range(3):
        if axis == 0:
            start, ray = dx * cos + dy * sin, rx * cos + ry * sin
        elif axis == 1:
            start, ray = dy * cos - dx * sin, ry * cos - rx * sin
        else:
            start, ray = eye[2] - boxes[index, 2], z - eye[2]
        if abs(ray) < 1e-9:
            ray = 1e-9
        half = boxes[index, 3 + axis]
        one, two = (-half - start) / ray, (half - start) / ray
        near, far = max(near, min(one, two)), min(far, max(one, two))
    return near < far and far > 0.01 and near < 0.985


@entry
def hide_by_boxes(eye: Array, points: Array, boxes: Array, walls: Array, hidden: Flags) -> None:
    """Mark in ``hidden`` (m,) the points (m, 3) that a box stands before."""
    middle = np.zeros(3)
    for j in range(len(points)):
        for k in range(3):
            middle[k] += points[j, k] / len(points)
    wide = 0.0
    for j in range(len(points)):
        wide = max(wide, apart(points[j], middle))
    for i in range(len(boxes)):
        if not box_near_ray(boxes, i, wide, eye, middle) or gone(boxes, i, walls, eye):
            continue
        for j in range(len(points)):
            if not hidden[j] and crosses(boxes, i, eye, points[j, 0], points[j, 1], points[j, 2]):
                hidden[j] = True


@entry
def hide_by_walls(eye: Array, points: Array, walls: Array, gaps: Array, hidden: Flags) -> None:
    """Mark the points that a wall's visible side stands before; doors and windows are looked through.

    A wall is seen from its left only, so it hides nothing from an eye on its right.
    """
    for i in range(len(walls)):
        wall = walls[i]
        from_eye = wall_side(wall, eye[0], eye[1])
        if from_eye <= 0:
            continue
        for j in range(len(points)):
            side = wall_side(wall, points[j, 0], points[j, 1])
            if hidden[j] or side >= -0.02:
                continue
            share = from_eye / (from_eye - side)
            x, y = eye[0] + (points[j, 0] - eye[0]) * share, eye[1] + (points[j, 1] - eye[1]) * share
            z = eye[2] + (points[j, 2] - eye[2]) * share
            run = (x - wall[0]) * wall[2] + (y - wall[1]) * wall[3]
            if run < 0 or run > wall[4] or z > wall[5]:
                continue
            solid = True
            for k in range(int(wall[6]), int(wall[7])):
                gap = gaps[k]
                if gap[0] <= run <= gap[0] + gap[1] and gap[2] <= z <= gap[2] + gap[3]:
                    solid = False
            if solid:
                hidden[j] = True


@entry
def hide_by_body(eye: Array, points: Array, body: Array, radii: Array, hidden: Flags) -> None:
    """Mark the points that a ball of a body stands before."""
    for j in range(len(points)):
        if hidden[j]:
            continue
        rx, ry, rz = points[j, 0] - eye[0], points[j, 1] - eye[1], points[j, 2] - eye[2]
        length = max(math.sqrt(rx * rx + ry * ry + rz * rz), 1e-9)
        for k in range(len(body)):
            x, y, z = body[k, 0] - eye[0], body[k, 1] - eye[1], body[k, 2] - eye[2]
            along = (x * rx + y * ry + z * rz) / length
            if 0.05 < along < length - 0.05:
                gap = x * x + y * y + z * z - along * along
                if gap < (radii[k] * _BODY) ** 2:
                    hidden[j] = True
                    break


@entry
def outlines(points: Array, radii: Array) -> Array:
    """(s, p, 4): bodies (s, p, 13, 3) from above: x y of the chest, metres from it to the farthest skin, head to feet.

    Bodies stand where they stand whatever camera looks, so this is asked once for all candidates.
    """
    samples, people, balls = radii.shape
    found = np.zeros((samples, people, 4))
    for s in range(samples):
        for p in range(people):
            x, y = points[s, p, _CHEST, 0], points[s, p, _CHEST, 1]
            reach = long = 0.0
            for k in range(balls):
                reach = max(reach, math.hypot(points[s, p, k, 0] - x, points[s, p, k, 1] - y) + radii[s, p, k])
                long = max(
                    long, math.hypot(points[s, p, k, 0] - points[s, p, 0, 0], points[s, p, k, 1] - points[s, p, 0, 1])
                )
            found[s, p, 0], found[s, p, 1], found[s, p, 2], found[s, p, 3] = x, y, reach, long
    return found


@entry
def beside(outline: Array, who: int, eye: Array, x: float, y: float, wide: float) -> bool:
    """Whether, from above, somebody is clear of the strip ``wide`` metres about the way from the eye to a point.

    The way to anything within ``wide`` of the point is nowhere farther from the way to the point itself.
    """
    bx, by = outline[who, 0] - eye[0], outline[who, 1] - eye[1]
    rx, ry = x - eye[0], y - eye[1]
    t = min(max((bx * rx + by * ry) / max(rx * rx + ry * ry, 1e-12), 0.0), 1.0)
    reach = outline[who, 2] + wide
    return bool((bx - t * rx) ** 2 + (by - t * ry) ** 2 > reach * reach)


@entry
def outside(walls: Array, point: Array) -> float:
    """Metres that a point lies behind the farthest wall that it is behind; 0 inside."""
    worst = 0.0
    for i in range(len(walls)):
        worst = max(worst, -wall_side(walls[i], point[0], point[1]))
    return worst


@entry
def in_wall(walls: Array, point: Array) -> bool:
    """Whether a point is in the thickness of a wall or against it."""
    for i in range(len(walls)):
        wall = walls[i]
        run = (point[0] - wall[0]) * wall[2] + (point[1] - wall[1]) * wall[3]
        if -_CORNER < run < wall[4] + _CORNER and -BEHIND < wall_side(wall, point[0], point[1]) < IN_FRONT:
            return True
    return False
