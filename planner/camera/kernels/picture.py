"""The pinhole and what it shows of a body, compiled; the same picture as ``film.camera.View``.

``keys`` (k, 9): frame; position x y z; target x y z; roll in degrees; focal length in mm.  Rows that repeat
the last one change nothing.  ``cam`` (14,): eye, right, up, forward; tangents of half the width and height.
``points`` (13, 3) and ``radii`` (13,) are ``planner.body.Proxy``'s: head in rows 0 to 2, torso in 3 to 6.
"""

from __future__ import annotations

import math

import numpy as np

from film.camera import Gate
from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.space import (
    beside,
    box_near_ray,
    crosses,
    gone,
    hide_by_body,
    hide_by_boxes,
    hide_by_walls,
    outlines,
)
from planner.geometry import Array, Flags

Places = tuple[Array, Array, Array, Array, Array]
"""Boxes that no camera is in, boxes that hide, thin boxes, walls, openings."""
_ACROSS = 7
_TALLEST = 2.3
"""Metres from a head beyond which nothing of its body is."""
UPPER, BALLS = 7, 13
"""How many balls make head and torso, and the whole body."""


@inner
def between_keys(keys: Array, frame: float, mixed: Array) -> None:
    """The row (9,) of the camera at a frame, as ``film.camera.view_at`` has it: a monotone cubic through the keys."""
    index = 0
    while index < len(keys) and keys[index, 0] <= frame:
        index += 1
    first, last = max(index - 1, 0), min(index, len(keys) - 1)
    span = keys[last, 0] - keys[first, 0]
    t = (frame - keys[first, 0]) / span if span > 0 else 0.0
    mixed[0] = frame
    for i in range(1, 9):
        p, q = keys[first, i], keys[last, i]
        bent = span * ((1 - t) * _slope(keys, first, i) - t * _slope(keys, last, i)) if span > 0 else 0.0
        mixed[i] = p + (q - p) * t * t * (3 - 2 * t) + t * (1 - t) * bent


@inner
def _slope(keys: Array, index: int, column: int) -> float:
    """How fast a number changes at a key, per frame: not at all at both ends and where it turns round."""
    if index == 0 or index == len(keys) - 1:
        return 0.0
    before, after = keys[index, 0] - keys[index - 1, 0], keys[index + 1, 0] - keys[index, 0]
    if before <= 0 or after <= 0:
        return 0.0
    into = (keys[index, column] - keys[index - 1, column]) / before
    away = (keys[index + 1, column] - keys[index, column]) / after
    if into * away <= 0:
        return 0.0
    one, two = 2 * after + before, after + 2 * before
    return float((one + two) / (one / into + two / away))


@inner
def put_camera(row: Array, width: float, height: float, cam: Array) -> None:
    """Eye, axes and field of view of a camera row; ``width`` and ``height`` of the gate in mm."""
    fx, fy, fz = row[4] - row[1], row[5] - row[2], row[6] - row[3]
    length = max(math.sqrt(fx * fx + fy * fy + fz * fz), 1e-12)
    fx, fy, fz = fx / length, fy / length, fz / length
    flat = math.hypot(fx, fy)
    rx, ry = (fy / flat, -fx / flat) if flat > 1e-6 else (1.0, 0.0)
    ux, uy, uz = ry * fz, -rx * fz, rx * fy - ry * fx
    cos, sin = math.cos(math.radians(row[7])), math.sin(math.radians(row[7]))
    cam[0], cam[1], cam[2] = row[1], row[2], row[3]
    cam[3], cam[4], cam[5] = rx * cos - ux * sin, ry * cos - uy * sin, -uz * sin
    cam[6], cam[7], cam[8] = ux * cos + rx * sin, uy * cos + ry * sin, uz * cos
    cam[9], cam[10], cam[11] = fx, fy, fz
    cam[12], cam[13] = width / 2 / row[8], height / 2 / row[8]


@inner
def project_to(cam: Array, x: float, y: float, z: float) -> tuple[float, float, float]:
    """x and y from -1 to 1 across the frame, depth in metres."""
    dx, dy, dz = x - cam[0], y - cam[1], z - cam[2]
    depth = dx * cam[9] + dy * cam[10] + dz * cam[11]
    safe = depth if abs(depth) > 1e-9 else 1e-9
    across = (dx * cam[3] + dy * cam[4] + dz * cam[5]) / safe / cam[12]
    return across, (dx * cam[6] + dy * cam[7] + dz * cam[8]) / safe / cam[13], depth


@inner
def before(cam: Array, points: Array) -> bool:
    """Whether a body may be in the frame: its head before the camera, and not all of it past a side of the frame.

    Of one so near that some of it may be behind the camera nothing is known yet.
    """
    dx, dy, dz = points[0, 0] - cam[0], points[0, 1] - cam[1], points[0, 2] - cam[2]
    depth = dx * cam[9] + dy * cam[10] + dz * cam[11]
    across = abs(dx * cam[3] + dy * cam[4] + dz * cam[5])
    past = across - depth * cam[12] >= _TALLEST * math.hypot(1.0, cam[12])
    return bool(depth > 0.05 and (depth < _TALLEST or not past))


@inner
def project_body(cam: Array, points: Array, radii: Array, screen: Array) -> None:
    """``screen`` (13, 5): x, y, depth of each ball, and its radius across and up the frame in half frames."""
    for j in range(len(points)):
        x, y, depth = project_to(cam, points[j, 0], points[j, 1], points[j, 2])
        screen[j, 0], screen[j, 1], screen[j, 2] = x, y, depth
        screen[j, 3] = radii[j] / max(depth, 0.05) / cam[12]
        screen[j, 4] = radii[j] / max(depth, 0.05) / cam[13]


@inner
def see_body(
    cam: Array, who: int, points: Array, radii: Array, there: Flags, outline: Array, place: Places, hidden: Flags,
    rows: int,
) -> None:  # fmt: skip
    """Mark which of the first ``rows`` balls of one body of ``points`` (p, 13, 3) something stands before."""
    _, sight, _, walls, gaps = place
    hidden[:] = False
    eye, body, marked = cam[:3], points[who, :rows], hidden[:rows]
    hide_by_walls(eye, body, walls, gaps, marked)
    hide_by_boxes(eye, body, sight, walls, marked)
    for other in range(len(points)):
        if other != who and there[other] and not beside(outline, other, eye, body[0, 0], body[0, 1], outline[who, 3]):
            hide_by_body(eye, body, points[other], radii[other], marked)


@inner
def crossed(cam: Array, head: Array, radius: float, place: Places) -> float:
    """The share of the head's width, and a little beyond, that something thin stands before."""
    thin, walls = place[2], place[3]
    if len(thin) == 0:
        return 0.0
    eye = cam[:3]
    dx, dy = head[0] - eye[0], head[1] - eye[1]
    flat = max(math.hypot(dx, dy), 1e-6)
    point = head.copy()
    count = 0
    for k in range(_ACROSS):
        off = (-1.2 + 2.4 * k / (_ACROSS - 1)) * radius / flat
        point[0], point[1] = head[0] - dy * off, head[1] + dx * off
        for i in range(len(thin)):
            if box_near_ray(thin, i, 0.0, eye, point) and crosses(thin, i, eye, point[0], point[1], point[2]):
                count += not gone(thin, i, walls, eye)
                break
    return count / _ACROSS


@inner
def head_out(screen: Array) -> float:
    """How far the head's ball reaches over the frame's edge, in half frames; 0 inside, 2 behind the camera."""
    x, y, depth, rx, ry = screen[0]
    if depth <= 0.05:
        return 2.0
    return float(max(0.0, abs(x) + rx - 1.0, y + 0.9 * ry - 1.0, -y + ry - 1.0))


@inner
def head_hidden(hidden: Flags) -> float:
    """Share of the head's points that something hides."""
    return (int(hidden[0]) + int(hidden[1]) + int(hidden[2])) / 3


@inner
def torso_hidden(screen: Array, hidden: Flags) -> float:
    """Share of the upper body's points inside the frame that something hides."""
    inside = count = 0
    for j in range(3, 7):
        if abs(screen[j, 1]) < 1:
            inside += 1
            count += hidden[j]
    return count / inside if inside else 0.0


@inner
def extent(screen: Array) -> tuple[float, float]:
    """Left and right end of head, shoulders and torso across the frame, clipped to it."""
    left, right = 1e9, -1e9
    for j in range(7):
        left, right = min(left, screen[j, 0] - screen[j, 3]), max(right, screen[j, 0] + screen[j, 3])
    return min(max(left, -1.0), 1.0), min(max(right, -1.0), 1.0)


@inner
def area(screen: Array, hidden: Flags) -> float:
    """Share of the frame under the visible balls, each clipped to it (balls overlap a little)."""
    total = 0.0
    for j in range(len(screen)):
        x, y, depth, rx, ry = screen[j]
        wide, tall = min(x + rx, 1.0) - max(x - rx, -1.0), min(y + ry, 1.0) - max(y - ry, -1.0)
        if depth > 0.05 and not hidden[j] and wide > 0 and tall > 0:
            total += wide * tall
    return total / 4 * 0.6


@inner
def turned_from(points: Array, face: Array, eye: Array) -> float:
    """Degrees on the plan between where the face points and where the camera stands."""
    tx, ty = eye[0] - points[0, 0], eye[1] - points[0, 1]
    across, towards = face[0] * ty - face[1] * tx, face[0] * tx + face[1] * ty
    if abs(across) + abs(towards) <= 1e-9:
        return 0.0
    return abs(math.degrees(math.atan2(across, towards)))


@entry
def watch(
    keys: Array, gate: Gate, frames: Array, points: Array, radii: Array, faces: Array, there: Flags, place: Places,
    asked: Flags, margin: float,
) -> Array:  # fmt: skip
    """What one camera shows of those who are ``asked`` (p,) over its samples, everybody standing in each other's way.

    (s, p, 11): head x, y, depth; share of the head and of the torso that is hidden; area; left and right end of the
    upper body; share of the head's width that something thin takes off it; degrees that the face is turned away; how
    far the head reaches over the frame's edge.  Rows of the absent, and of those not asked, are behind the camera; of
    heads behind it or farther than ``margin`` from the frame's middle (in half frames) only where they are is told.
    """
    count, company = points.shape[0], points.shape[1]
    seen = np.zeros((count, company, 11))
    row, cam, screen, hidden = np.empty(9), np.empty(14), np.empty((13, 5)), np.zeros(13, dtype=np.bool_)
    outline = outlines(points, radii)
    for s in range(count):
        between_keys(keys, frames[s], row)
        put_camera(row, gate.width, gate.height, cam)
        for p in range(company):
            if not there[s, p] or not asked[p]:
                seen[s, p, 2] = -1.0
                continue
            x, y, depth = project_to(cam, points[s, p, 0, 0], points[s, p, 0, 1], points[s, p, 0, 2])
            seen[s, p, 0], seen[s, p, 1], seen[s, p, 2] = x, y, depth
            if margin < np.inf and (depth <= 0.05 or abs(x) > margin or abs(y) > margin):
                continue
            project_body(cam, points[s, p], radii[s, p], screen)
            see_body(cam, p, points[s], radii[s], there[s], outline[s], place, hidden, BALLS)
            seen[s, p, 3], seen[s, p, 4] = head_hidden(hidden), torso_hidden(screen, hidden)
            seen[s, p, 5] = area(screen, hidden)
            seen[s, p, 6], seen[s, p, 7] = extent(screen)
            seen[s, p, 8] = crossed(cam, points[s, p, 0], radii[s, p, 0], place)
            seen[s, p, 9] = turned_from(points[s, p], faces[s, p], cam[:3])
            seen[s, p, 10] = head_out(screen)
    return seen
