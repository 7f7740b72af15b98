"""Small rotations and vectors: degrees in, 3x3 matrices out, right-handed, x forward, y left, z up.

A pose takes some thousand of them, so they are compiled: a call costs less than numpy's own bookkeeping.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


def vec(x: float, y: float, z: float) -> Array:
    """A vector (3,)."""
    return np.array((x, y, z), np.float64)


@njit("float64[::1](float64[:])", cache=True)
def unit(v: Array) -> Array:
    """A vector of length one; forward when there is none."""
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
    out = np.empty(3)
    if length > 1e-9:
        out[0], out[1], out[2] = v[0] / length, v[1] / length, v[2] / length
    else:
        out[0], out[1], out[2] = 1.0, 0.0, 0.0
    return out


@njit("float64[::1](float64[:], float64[:])", cache=True)
def cross(a: Array, b: Array) -> Array:
    """The cross product."""
    out = np.empty(3)
    out[0] = a[1] * b[2] - a[2] * b[1]
    out[1] = a[2] * b[0] - a[0] * b[2]
    out[2] = a[0] * b[1] - a[1] * b[0]
    return out


@njit("float64[:, ::1](float64)", cache=True)
def roll(degrees: float) -> Array:
    """About x: the left side rises."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c)))


@njit("float64[:, ::1](float64)", cache=True)
def pitch(degrees: float) -> Array:
    """About y: the head goes forward and down."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c)))


@njit("float64[:, ::1](float64)", cache=True)
def yaw(degrees: float) -> Array:
    """About z: turns to the left."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0)))


@njit("float64[:, ::1](float64, float64, float64)", cache=True)
def _bend(forward: float, rolled: float, turned: float) -> Array:
    cp, sp = math.cos(math.radians(forward)), math.sin(math.radians(forward))
    cr, sr = math.cos(math.radians(rolled)), math.sin(math.radians(rolled))
    cy, sy = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    return np.array(
        (
            (cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr),
            (sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr),
            (-sp, cp * sr, cp * cr),
        )
    )


def bend(angles: tuple[float, float, float], share: float = 1.0) -> Array:
    """A turn, then a pitch, then a roll, each by ``share`` of its degrees (pitch, roll, yaw)."""
    turned: Array = _bend(angles[0] * share, angles[1] * share, angles[2] * share)
    return turned


@njit("float64[:, ::1](float64[:], float64)", cache=True)
def about(axis: Array, degrees: float) -> Array:
    """About any unit axis (Rodrigues)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y, z = axis[0], axis[1], axis[2]
    k = 1.0 - c
    return np.array(
        (
            (c + x * x * k, x * y * k - z * s, x * z * k + y * s),
            (y * x * k + z * s, c + y * y * k, y * z * k - x * s),
            (z * x * k - y * s, z * y * k + x * s, c + z * z * k),
        )
    )


@njit("float64[:, ::1](float64[:], float64[:])", cache=True)
def basis(along: Array, aside: Array) -> Array:
    """Columns: ``along``, what of ``aside`` is square to it, and the third."""
    first = unit(along)
    second = aside - first * (first[0] * aside[0] + first[1] * aside[1] + first[2] * aside[2])
    if second[0] * second[0] + second[1] * second[1] + second[2] * second[2] < 1e-10:
        other = np.array((0.0, 0.0, 1.0)) if abs(first[2]) < 0.9 else np.array((1.0, 0.0, 0.0))
        second = cross(other, first)
    second = unit(second)
    third = cross(first, second)
    out = np.empty((3, 3))
    for i in range(3):
        out[i, 0], out[i, 1], out[i, 2] = first[i], second[i], third[i]
    return out


@njit("float64[:, ::1](float64[:, :], float64[:, :])", cache=True)
def times(a: Array, b: Array) -> Array:
    """The product of two matrices (3, 3)."""
    out = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = a[i, 0] * b[0, j] + a[i, 1] * b[1, j] + a[i, 2] * b[2, j]
    return out


@njit("float64[:, ::1](float64[:, :, :])", cache=True)
def quaternions(matrices: Array) -> Array:
    """Unit quaternions (k, 4), w first, of rotation matrices (k, 3, 3) (Shepperd's largest-term method)."""
    count = matrices.shape[0]
    out = np.empty((count, 4))
    for k in range(count):
        m = matrices[k]
        d0, d1, d2 = m[0, 0], m[1, 1], m[2, 2]
        a, b, c = m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]
        d, e, f = m[1, 0] + m[0, 1], m[0, 2] + m[2, 0], m[2, 1] + m[1, 2]
        w, x, y, z = 1 + d0 + d1 + d2, 1 + d0 - d1 - d2, 1 - d0 + d1 - d2, 1 - d0 - d1 + d2
        if w >= x and w >= y and w >= z:
            q0, q1, q2, q3 = w, a, b, c
        elif x >= y and x >= z:
            q0, q1, q2, q3 = a, x, d, e
        elif y >= z:
            q0, q1, q2, q3 = b, d, y, f
        else:
            q0, q1, q2, q3 = c, e, f, z
        length = math.sqrt(q0 * q0 + q1 * q1 + q2 * q2 + q3 * q3)
        out[k, 0], out[k, 1], out[k, 2], out[k, 3] = q0 / length, q1 / length, q2 / length, q3 / length
    return out


@njit("float64[:, :, ::1](float64[:, :])", cache=True)
def matrices(quaternion: Array) -> Array:
    """Rotation matrices (k, 3, 3) of unit quaternions (k, 4)."""
    out = np.empty((quaternion.shape[0], 3, 3))
    for k in range(quaternion.shape[0]):
        w, x, y, z = quaternion[k, 0], quaternion[k, 1], quaternion[k, 2], quaternion[k, 3]
        m = out[k]
        m[0, 0], m[0, 1], m[0, 2] = 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)
        m[1, 0], m[1, 1], m[1, 2] = 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)
        m[2, 0], m[2, 1], m[2, 2] = 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)
    return out


@njit("float64[:, :, ::1](float64[:, :, :], float64[:, :, :], float64)", cache=True)
def _between(a: Array, b: Array, t: float) -> Array:
    one, two = quaternions(a), quaternions(b)
    for k in range(one.shape[0]):
        same = one[k, 0] * two[k, 0] + one[k, 1] * two[k, 1] + one[k, 2] * two[k, 2] + one[k, 3] * two[k, 3]
        total = 0.0
        for i in range(4):
            one[k, i] = one[k, i] * (1 - t) + (two[k, i] if same >= 0 else -two[k, i]) * t
            total += one[k, i] * one[k, i]
        for i in range(4):
            one[k, i] /= math.sqrt(total)
    return matrices(one)


def blended(a: Array, b: Array, t: float) -> Array:
    """Rotations (k, 3, 3) between two sets, the short way (normalised linear interpolation)."""
    if t <= 0.0:
        return a
    if t >= 1.0:
        return b
    mixed: Array = _between(a, b, t)
    return mixed


@njit("float64[:, ::1](float64[:, :, :], float64[:, ::1], int64[::1], float64[:])", cache=True)
def joints_of(turns: Array, steps: Array, parents: Integers, first: Array) -> Array:
    """Where bones begin (b, 3): bone 0 at ``first`` (3,), each other ``steps`` (b, 3) from its parent as that turns."""
    out = np.empty_like(steps)
    for i in range(3):
        out[0, i] = first[i]
    for bone in range(1, parents.shape[0]):
        up = parents[bone]
        for i in range(3):
            way = turns[up, i, 0] * steps[bone, 0] + turns[up, i, 1] * steps[bone, 1] + turns[up, i, 2] * steps[bone, 2]
            out[bone, i] = out[up, i] + way
    return out


@njit("float64[::1](float64[:, :, :], float64[:, ::1], int64[::1], float64[:], int64)", cache=True)
def joint_of(turns: Array, steps: Array, parents: Integers, first: Array, bone: int) -> Array:
    """Where one bone begins (3,), as ``joints_of``."""
    out = first.copy()
    while bone > 0:
        up = parents[bone]
        for i in range(3):
            turn = turns[up, i]
            out[i] += turn[0] * steps[bone, 0] + turn[1] * steps[bone, 1] + turn[2] * steps[bone, 2]
        bone = up
    return out


@njit("float64[::1](float64[:], float64[:], float64[:], float64, float64)", cache=True)
def bent(start: Array, end: Array, pole: Array, upper: float, lower: float) -> Array:
    """The middle joint (3,) of two bones from ``start`` towards ``end``, bent to ``pole`` (the law of cosines)."""
    reach = end - start
    length = upper + lower
    far = math.sqrt(reach[0] * reach[0] + reach[1] * reach[1] + reach[2] * reach[2])
    far = min(max(far, 0.3 * length), 0.9985 * length)
    along = unit(reach)
    first = (far * far + upper * upper - lower * lower) / (2 * far)
    height = math.sqrt(max(upper * upper - first * first, 0.0))
    aside = unit(pole - along * (along[0] * pole[0] + along[1] * pole[1] + along[2] * pole[2]))
    return start + along * first + aside * height


@njit("float64[:, ::1](float64[:, :], float64[:, :], float64[:], float64)", cache=True)
def twisted(lower: Array, hand: Array, along: Array, share: float) -> Array:
    """The forearm near the wrist: ``lower`` turned about its own length by a share of the hand's twist."""
    turn = times(hand, lower.T)
    twist = (turn[2, 1] - turn[1, 2]) * along[0] + (turn[0, 2] - turn[2, 0]) * along[1]
    twist += (turn[1, 0] - turn[0, 1]) * along[2]
    # The twist part of a swing-twist split: the quaternion's part along the bone.
    angle = math.degrees(2 * math.atan2(twist, 1.0 + turn[0, 0] + turn[1, 1] + turn[2, 2]))
    return times(about(along, min(max(angle, -100.0), 100.0) * share), lower)


@njit("void(float64[:,:,:], float64[:,:], int64[::1], float64[:,::1], float64[::1], float64[:,:,::1])", cache=True)
def curl_fingers(turns: Array, hand: Array, bones: Integers, axes: Array, degrees: Array, gathers: Array) -> None:
    """Sets five fingers of three ``bones`` (15,) each, curled about ``axes`` (15, 3) by ``degrees`` (15,) in all."""
    for number in range(15):
        turn = times(about(axes[number], degrees[number]), gathers[number // 3])
        turns[bones[number]] = times(hand, turn)
