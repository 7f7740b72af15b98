"""The cheap half of a proof, compiled: where the camera stands and goes, whom it is near to, its side of the axis."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from planner.camera.kernels import codes
from planner.camera.kernels.compiled import inner
from planner.camera.kernels.picture import Places, between_keys, turned_from
from planner.camera.kernels.space import apart, holds, in_wall, outside
from planner.geometry import Array, Flags

Integers = npt.NDArray[np.int64]
Company = tuple[Array, Array, Array, Array, Flags, Integers]
"""Frames (s,), balls (s, p, 13, 3), their radii (s, p, 13), faces (s, p, 3), who is there (s, p), ranks (p,)."""
RULE, BODILY = 40.0, 400.0
"""What a broken rule weighs, and one that no camera can break: to be where something is.  Wishes weigh ones."""
WILD, WILD_METRE, WILD_FAR = 12.0, 0.7, 6.0
"""A wall that must fly is had only where nothing inside will do; and the less the farther behind it."""
FACE_LIMIT, PROFILE_LIMIT, BACK = 75.0, 92.0, 110.0
"""Degrees off the face at which it is lost; a profile is meant to be one; in a two-shot a back is none."""
SHOULDER_BACK = 95.0
"""Degrees off its face from which on the foreground of an OTS is a back."""
_OTHER_END = 0.3
"""What a face that is turned away at one end of a shot weighs, where it is seen at the other."""
_BODY_MARGIN = 0.12
_STEP, _STEP_NEAR = 0.12, 0.25
"""Metres between two looks along the way of a camera that moves: at what stands, and at who stands or walks."""
_FASTEST = 1.5
"""How much faster than on the average a camera goes at most between two keys."""
_NEAREST, _NEAREST_OVER = 0.5, 0.38


@inner
def stand(keys: Array, place: Places, wish: Array, most: float) -> tuple[float, int]:
    """Cost and broken rules of where the camera is, all along its way; infinite once it is more than ``most``."""
    broken, worst, cost = 0, 0.0, 0.0
    row = np.empty(9)
    for i in range(len(keys)):
        after = keys[min(i + 1, len(keys) - 1)]
        steps = max(math.ceil(_FASTEST * apart(keys[i, 1:4], after[1:4]) / _STEP), 1)
        for k in range(steps):
            between_keys(keys, keys[i, 0] + (after[0] - keys[i, 0]) * (k / steps), row)
            bits, metres = _stand_at(row[1:4], place, wish)
            broken, worst = broken | bits, max(worst, metres)
            cost = WILD + WILD_METRE * worst + WILD_FAR * max(worst - 2.0, 0.0) if worst > 0 else 0.0
            cost += BODILY * bits_in(broken)
            if cost > most:
                return np.inf, broken
    return cost, broken


@inner
def _stand_at(point: Array, place: Places, wish: Array) -> tuple[int, float]:
    body, walls = place[0], place[3]
    metres = outside(walls, point) if wish[codes.W_ENCLOSED] > 0 else 0.0
    if wish[codes.W_IDIOM] == codes.POV:
        return 0, 0.0
    broken = codes.IN_WALL if in_wall(walls, point) else 0
    if holds(body, point, _BODY_MARGIN):
        broken |= codes.IN_FIXTURE
    too_high = point[2] > wish[codes.W_HIGHEST] or (metres == 0 and point[2] > wish[codes.W_CEILING] - 0.1)
    if point[2] < wish[codes.W_LOWEST] or too_high:
        broken |= codes.OUT_OF_REACH
    return broken, metres


@inner
def bits_in(bits: int) -> int:
    """How many rules are broken."""
    count = 0
    while bits:
        count += bits & 1
        bits >>= 1
    return count


@inner
def too_near(keys: Array, company: Company, wish: Array) -> bool:
    """Whether the camera comes too near to anybody, also between the samples, bodies going straight there."""
    frames, points, _, _, there, _ = company
    row = np.empty(9)
    way = apart(keys[len(keys) - 1, 1:4], keys[0, 1:4])
    for s in range(len(frames)):
        after = min(s + 1, len(frames) - 1)
        steps = max(math.ceil(_FASTEST * way / _STEP_NEAR / max(len(frames) - 1, 1)), 2) if after > s else 1
        for k in range(steps if len(keys) > 1 else 1):
            t = k / steps
            between_keys(keys, frames[s] + (frames[after] - frames[s]) * t, row)
            for p in range(points.shape[1]):
                if not there[s, p] or (wish[codes.W_IDIOM] == codes.POV and p == wish[codes.W_OVER]):
                    continue
                close = p == wish[codes.W_OVER] or wish[codes.W_IDIOM] == codes.INSERT
                limit = _NEAREST_OVER if close else _NEAREST
                if _touches(row[1:4], points[s, p], points[after, p], t, limit):
                    return True
    return False


@inner
def _touches(eye: Array, body: Array, after: Array, t: float, limit: float) -> bool:
    """Whether head, chest or hips of a body on its way are nearer than a limit."""
    if apart(eye, body[5]) > limit + 1.2 and apart(eye, after[5]) > limit + 1.2 and t == 0:
        return False
    for j in range(9):
        gap = 0.0
        for axis in range(3):
            gap += (body[j, axis] + (after[j, axis] - body[j, axis]) * t - eye[axis]) ** 2
        if gap < limit * limit:
            return True
    return False


@inner
def across_axis(keys: Array, wish: Array) -> bool:
    """Whether the camera begins or ends on the other side of the line of action."""
    idiom = wish[codes.W_IDIOM]
    if wish[codes.W_SIDE] == 0 or idiom in (codes.POV, codes.INSERT, codes.ESTABLISHING):
        return False
    ax, ay, bx, by = wish[codes.W_AXIS], wish[codes.W_AXIS + 1], wish[codes.W_AXIS + 2], wish[codes.W_AXIS + 3]
    length = max(math.hypot(bx - ax, by - ay), 1e-9)
    for i in (0, len(keys) - 1):
        side = ((bx - ax) * (keys[i, 2] - ay) - (by - ay) * (keys[i, 1] - ax)) / length
        if side * wish[codes.W_SIDE] < 0.02:
            return True
    return False


@inner
def turned(keys: Array, company: Company, wish: Array) -> tuple[float, int]:
    """How far faces that matter are turned away; who turns round shows the face before or after."""
    count = len(company[0])
    first, why = _turned_at(keys[0, 1:4], 0, company, wish)
    last, later = _turned_at(keys[len(keys) - 1, 1:4], count - 1, company, wish)
    between, row = 0.0, np.empty(9)
    for s in range(1, count - 1):
        between_keys(keys, company[0][s], row)
        between += _turned_at(row[1:4], s, company, wish)[0] / (count - 2)
    if last < first:
        return last + _OTHER_END * first + 0.2 * between, later
    return first + _OTHER_END * last + 0.2 * between, why


@inner
def _turned_at(eye: Array, s: int, company: Company, wish: Array) -> tuple[float, int]:
    _, points, _, faces, there, ranks = company
    idiom, cost, broken = wish[codes.W_IDIOM], 0.0, 0
    shows = idiom in (codes.INSERT, codes.POV, codes.ESTABLISHING, codes.MASTER)
    limit = PROFILE_LIMIT if wish[codes.W_PROFILE] > 0 else FACE_LIMIT
    for p in range(len(ranks)):
        if ranks[p] < 0 or not there[s, p]:
            continue
        turn = turned_from(points[s, p], faces[s, p], eye)
        if shows:
            cost += (1.5 if idiom == codes.MASTER else 0.3) * (turn > 100)
        elif ranks[p] == 0 or (ranks[p] == 1 and idiom == codes.TWO_SHOT):
            faced = BACK if idiom == codes.TWO_SHOT else limit
            if turn > faced and idiom in (codes.SINGLE, codes.OTS, codes.REACTION, codes.TWO_SHOT):
                cost, broken = cost + RULE, codes.TURNED
            cost += max(turn - 60, 0) / 12 * (0.4 if idiom == codes.MOVING else 1.0)
    return cost, broken


@inner
def fronted(keys: Array, company: Company, wish: Array) -> bool:
    """Whether the foreground of an OTS, which is meant to be a back, shows its face at any sample."""
    frames, points, _, faces, there, _ = company
    over, row = int(wish[codes.W_OVER]), np.empty(9)
    if wish[codes.W_IDIOM] != codes.OTS or over < 0:
        return False
    for s in range(len(frames)):
        between_keys(keys, frames[s], row)
        if there[s, over] and turned_from(points[s, over], faces[s, over], row[1:4]) < SHOULDER_BACK:
            return True
    return False


@inner
def jump(keys: Array, size: int, wish: Array) -> float:
    """A cut on the same person that changes neither the angle by 30 degrees nor the size by two is a jump."""
    before = wish[codes.W_BEFORE : codes.W_BEFORE + 7]
    if before[0] < 0 or abs(before[0] - size) >= 2:
        return 0.0
    key = keys[0]
    if apart(before[1:4], key[1:4]) < 0.01:
        return 0.0
    one = math.atan2(before[2] - before[5], before[1] - before[4])
    two = math.atan2(key[2] - key[5], key[1] - key[4])
    turn = abs((math.degrees(two - one) + 180) % 360 - 180)
    return 2.5 * (1 - turn / 30) + 1.0 if turn < 30 else 0.0


@inner
def quick(keys: Array, size: int, place: Places, company: Company, wish: Array, most: float) -> tuple[float, int]:
    """What speaks against a candidate before anything is projected; infinite once it is more than ``most``.

    Whom it comes too near to is the dearest question and is asked only of those that break no other rule here.
    """
    cost, broken = turned(keys, company, wish)
    cost += jump(keys, size, wish)
    if across_axis(keys, wish):
        cost, broken = cost + RULE, broken | codes.ACROSS
    if fronted(keys, company, wish):
        cost, broken = cost + RULE, broken | codes.NO_SHOULDER
    if cost > most:
        return np.inf, broken
    extra, why = stand(keys, place, wish, most - cost)
    cost, broken = cost + extra, broken | why
    if broken == 0 and too_near(keys, company, wish):
        return cost + BODILY, codes.TOO_NEAR
    return cost, broken
