"""What many cameras show of many people at many instants, and how alike two of them are, compiled.

Axes are instants T, setups S, people P.  A picture is that of ``planner.coverage.picture``.
"""

from __future__ import annotations

import math

import numpy as np

from film.camera import Gate
from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.ground import Integers
from planner.camera.kernels.picture import between_keys, put_camera
from planner.geometry import Array, Flags

NUMBERS = 7
"""x, y, depth, fractional index of the size, scale, turn of the face, its look across the screen."""
_NEAREST = 0.05
_APART = 2.0
"""How far apart in half frames two places on the screen are at most."""


@entry
def show(
    keys: Array, frames: Integers, gate: Gate, head: Array, face: Array, stature: Array, spans: Array
) -> tuple[Array, Array, Array, Array]:
    """(7, T, S, P) numbers, (T, S, P, 3) ways to the camera, (T, S, 3) eyes and ways to the right.

    ``keys`` (S, k, 9) and ``frames`` (T, S) of each setup's camera; ``head`` and ``face`` (T, P, 3); ``stature`` (P,);
    ``spans`` the logarithms of the statures that the sizes span, from the tightest size to the widest.
    """
    instants, setups, people = len(frames), len(keys), len(stature)
    numbers, to = np.empty((NUMBERS, instants, setups, people)), np.empty((instants, setups, people, 3))
    eye, right = np.empty((instants, setups, 3)), np.empty((instants, setups, 3))
    row, cam = np.empty(9), np.empty(14)
    for t in range(instants):
        for s in range(setups):
            between_keys(keys[s], frames[t, s], row)
            put_camera(row, gate.width, gate.height, cam)
            eye[t, s], right[t, s] = cam[:3], cam[3:6]
            for p in range(people):
                _show_one(cam, head[t, p], face[t, p], stature[p], spans, numbers[:, t, s, p], to[t, s, p])
    return numbers, to, eye, right


@inner
def _show_one(cam: Array, head: Array, face: Array, stature: float, spans: Array, numbers: Array, to: Array) -> None:
    x, y, z = head[0] - cam[0], head[1] - cam[1], head[2] - cam[2]
    depth = x * cam[9] + y * cam[10] + z * cam[11]
    safe = max(depth, _NEAREST)
    span = 2 * cam[13] * safe / stature
    gap = max(math.sqrt(x * x + y * y + z * z), 1e-6)
    to[0], to[1], to[2] = -x / gap, -y / gap, -z / gap
    numbers[0] = (x * cam[3] + y * cam[4] + z * cam[5]) / safe / cam[12]
    numbers[1] = (x * cam[6] + y * cam[7] + z * cam[8]) / safe / cam[13]
    numbers[2] = depth
    numbers[3] = _size(math.log(span), spans)
    numbers[4] = 1 / span
    across, towards = face[0] * to[1] - face[1] * to[0], face[0] * to[0] + face[1] * to[1]
    numbers[5] = abs(math.degrees(math.atan2(across, towards)))
    numbers[6] = face[0] * cam[3] + face[1] * cam[4] + face[2] * cam[5]


@inner
def _size(span: float, spans: Array) -> float:
    """The index of a size, 0 the widest, between the two whose spans it lies between."""
    last = len(spans) - 1
    if span <= spans[0]:
        return float(last)
    for k in range(last):
        if span < spans[k + 1]:
            return float(last - k - (span - spans[k]) / (spans[k + 1] - spans[k]))
    return 0.0


@entry
def jumps(shown: Flags, mains: Integers, to: Array, scale: Array, turn: float, growth: float, leeway: float) -> Flags:
    """(T, S, S): cuts on one subject from nearly the same side in nearly the same size.

    ``turn`` in degrees and ``growth``, a logarithm, are each enough by itself; ``mains`` (S,) whom setups are about.
    """
    instants, setups = shown.shape[:2]
    found = np.zeros((instants, setups, setups), dtype=np.bool_)
    for t in range(instants):
        for j in range(setups):
            p = mains[j]
            if p < 0 or not shown[t, j, p]:
                continue
            for i in range(setups):
                same = mains[i] == p and shown[t, i, p]
                if not same and (mains[i] < 0 or not _alike(shown[t, i], shown[t, j])):
                    continue
                cosine = to[t, i, p, 0] * to[t, j, p, 0] + to[t, i, p, 1] * to[t, j, p, 1]
                cosine += to[t, i, p, 2] * to[t, j, p, 2]
                round_them = math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))
                grown = abs(math.log(scale[t, i, p] / scale[t, j, p]))
                found[t, i, j] = math.hypot(round_them / turn, grown / growth) < leeway
    return found


@inner
def _alike(one: Flags, two: Flags) -> bool:
    """Whether two pictures show the same people, more than one."""
    count = 0
    for p in range(len(one)):
        if one[p] != two[p]:
            return False
        count += one[p]
    return count > 1


@entry
def shifts(seen: Flags, x: Array) -> Array:
    """(T, S, S): how far on the average those who are in both pictures are from where they were, in half frames."""
    instants, setups, people = seen.shape
    found = np.zeros((instants, setups, setups))
    for t in range(instants):
        for i in range(setups):
            for j in range(setups):
                total, count = 0.0, 0
                for p in range(people):
                    if seen[t, i, p] and seen[t, j, p]:
                        total += min(abs(x[t, i, p] - x[t, j, p]), _APART)
                        count += 1
                found[t, i, j] = total / max(count, 1)
    return found
