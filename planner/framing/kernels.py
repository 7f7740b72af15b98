"""The loops over bones, points and edges, compiled: one body at one instant costs some microseconds."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from planner.geometry import Array

Ints = npt.NDArray[np.int64]

NEAR = 0.05
"""Metres before the lens at which the picture begins."""


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def matrices_of(table: Array, rows: Ints, weights: Array) -> Array:
    """(b, 3, 3): rotations between some rows of quaternions ``table`` (r, b, 4): their weighted, aligned mean."""
    bones = table.shape[1]
    out = np.empty((bones, 3, 3))
    for bone in range(bones):
        first = table[rows[0], bone]
        w, x, y, z = 0.0, 0.0, 0.0, 0.0
        for i in range(len(rows)):
            other = table[rows[i], bone]
            same = first[0] * other[0] + first[1] * other[1] + first[2] * other[2] + first[3] * other[3]
            share = weights[i] if same >= 0 else -weights[i]
            w += share * other[0]
            x += share * other[1]
            y += share * other[2]
            z += share * other[3]
        length = math.sqrt(w * w + x * x + y * y + z * z)
        w, x, y, z = w / length, x / length, y / length, z / length
        turn = out[bone]
        turn[0, 0], turn[0, 1], turn[0, 2] = 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)
        turn[1, 0], turn[1, 1], turn[1, 2] = 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)
        turn[2, 0], turn[2, 1], turn[2, 2] = 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)
    return out


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def joints_of(turns: Array, steps: Array, parents: Ints, hips: Array, hang: Array) -> Array:
    """(b, 3): where bones begin whose ``turns`` are given, the hips' middle at ``hips``, ``hang`` above the root's."""
    where = np.empty_like(steps)
    for i in range(3):
        where[0, i] = hips[i] - (turns[0, i, 0] * hang[0] + turns[0, i, 1] * hang[1] + turns[0, i, 2] * hang[2])
    for bone in range(1, len(parents)):
        parent = parents[bone]
        turn = turns[parent]
        for i in range(3):
            step = turn[i, 0] * steps[bone, 0] + turn[i, 1] * steps[bone, 1] + turn[i, 2] * steps[bone, 2]
            where[bone, i] = where[parent, i] + step
    return where


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def skinned(points: Array, bones: Ints, shares: Array, turns: Array, where: Array, heads: Array) -> Array:
    """(k, 3): the net's ``points`` gone with their bones (linear blend skinning)."""
    out = np.zeros_like(points)
    for k in range(len(points)):
        for j in range(4):
            share = shares[k, j]
            if share > 0.0:
                bone = bones[k, j]
                x, y, z = points[k, 0] - heads[bone, 0], points[k, 1] - heads[bone, 1], points[k, 2] - heads[bone, 2]
                for i in range(3):
                    turn = turns[bone, i, 0] * x + turns[bone, i, 1] * y + turns[bone, i, 2] * z
                    out[k, i] += share * (turn + where[bone, i])
    return out


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _within(point: Array, plane: int) -> float:
    """How far a projected point is within the near plane (0) or the left, right, bottom or top one; negative beyond."""
    if plane == 0:
        return float(point[2] - NEAR)
    part = 0 if plane < 3 else 1
    return float(point[2] + point[part] if plane % 2 else point[2] - point[part])


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _projected(points: Array, eye: Array, axes: Array, half: Array) -> tuple[Array, Ints]:
    """(k, 3) x, y and depth, the picture being where x and y are within the depth; (k,) bits of the planes beyond."""
    seen, outside = np.empty((len(points), 3)), np.zeros(len(points), np.int64)
    for k in range(len(points)):
        x, y, z = points[k, 0] - eye[0], points[k, 1] - eye[1], points[k, 2] - eye[2]
        for i in range(3):
            seen[k, i] = axes[i, 0] * x + axes[i, 1] * y + axes[i, 2] * z
        seen[k, 0] /= half[0]
        seen[k, 1] /= half[1]
        for plane in range(5):
            if _within(seen[k], plane) < 0.0:
                outside[k] |= 1 << plane
    return seen, outside


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def box_of(points: Array, edges: Ints, eye: Array, axes: Array, half: Array) -> Array:
    """(4,): left, top, right, bottom of what the frame shows of a net, as shares of it, y down; nan when nothing.

    ``axes`` (3, 3) are the camera's right, up and forward, ``half`` the tangents of half its fields of view.  Every
    edge is clipped to the picture in homogeneous coordinates (Liang and Barsky 1984); the ends of what is left of all
    of them bound the outline.
    """
    seen, outside = _projected(points, eye, axes, half)
    left, top, right, bottom = 9.0, -9.0, -9.0, 9.0
    for k in range(len(points)):
        if outside[k] == 0:
            x, y = seen[k, 0] / seen[k, 2], seen[k, 1] / seen[k, 2]
            left, right, bottom, top = min(left, x), max(right, x), min(bottom, y), max(top, y)
    for e in range(len(edges)):
        first, second = edges[e, 0], edges[e, 1]
        if outside[first] & outside[second] or outside[first] | outside[second] == 0:
            continue
        a, b = seen[first], seen[second]
        start, end = 0.0, 1.0
        for plane in range(5):
            one, two = _within(a, plane), _within(b, plane)
            if one < 0.0:
                start = max(start, one / (one - two))
            elif two < 0.0:
                end = min(end, one / (one - two))
        if start <= end:
            for t in (start, end):
                depth = a[2] + (b[2] - a[2]) * t
                x, y = (a[0] + (b[0] - a[0]) * t) / depth, (a[1] + (b[1] - a[1]) * t) / depth
                left, right, bottom, top = min(left, x), max(right, x), min(bottom, y), max(top, y)
    out = np.full(4, np.nan)
    if left <= right:
        out[0], out[1], out[2], out[3] = (left + 1) / 2, (1 - top) / 2, (right + 1) / 2, (1 - bottom) / 2
    return out


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def _bent(nod: float, tilt: float, turn: float) -> Array:
    """(3, 3): a roll (left side up), then a pitch forward, then a turn to the left, all in degrees."""
    a, b, c = math.radians(turn), math.radians(nod), math.radians(tilt)
    yaw = np.array(((math.cos(a), -math.sin(a), 0.0), (math.sin(a), math.cos(a), 0.0), (0.0, 0.0, 1.0)))
    pitch = np.array(((math.cos(b), 0.0, math.sin(b)), (0.0, 1.0, 0.0), (-math.sin(b), 0.0, math.cos(b))))
    roll = np.array(((1.0, 0.0, 0.0), (0.0, math.cos(c), -math.sin(c)), (0.0, math.sin(c), math.cos(c))))
    turned: Array = yaw @ pitch @ roll
    return turned


@njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def look_to(turns: Array, neck: Ints, shares: Array, chest: int, eyes: Array, point: Array, tilt: float) -> None:
    """Turns ``neck`` (down to head and jaw, each by its share) from ``eyes`` to a point, within what a neck can do:
    70 degrees aside, 35 up or down.  ``tilt`` is the pose's own, in degrees.
    """
    base = turns[chest].copy()
    way = base.T @ (point - eyes)
    far = math.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2)
    if far < 1e-6:
        return
    aside = math.degrees(math.atan2(way[1], way[0]))
    # Behind the back the two sides meet: the head comes back to the middle there.
    turn = min(max(aside, -70.0), 70.0) * (1.0 - max(abs(aside) - 140.0, 0.0) / 40.0)
    nod = min(max(-math.degrees(math.asin(min(max(way[2] / far, -1.0), 1.0))), -35.0), 35.0)
    for i in range(len(neck)):
        turns[neck[i]] = base @ _bent(nod * shares[i], tilt * shares[i], turn * shares[i])
