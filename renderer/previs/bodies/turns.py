"""Small rotations and vectors in numpy: degrees in, 3x3 matrices out, right-handed, x forward, y left, z up."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def vec(x: float, y: float, z: float) -> Array:
    """A vector (3,)."""
    return np.array((x, y, z), np.float64)


def unit(v: Array) -> Array:
    """A vector of length one; forward when there is none."""
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
    return v / length if length > 1e-9 else vec(1.0, 0.0, 0.0)


def cross(a: Array, b: Array) -> Array:
    """The cross product (numpy's own is slow on single vectors)."""
    return vec(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def roll(degrees: float) -> Array:
    """About x: the left side rises."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((1, 0, 0), (0, c, -s), (0, s, c)), np.float64)


def pitch(degrees: float) -> Array:
    """About y: the head goes forward and down."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((c, 0, s), (0, 1, 0), (-s, 0, c)), np.float64)


def yaw(degrees: float) -> Array:
    """About z: turns to the left."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array(((c, -s, 0), (s, c, 0), (0, 0, 1)), np.float64)


def bend(angles: tuple[float, float, float], share: float = 1.0) -> Array:
    """A turn, then a pitch, then a roll, each by ``share`` of its degrees (pitch, roll, yaw)."""
    turned: Array = yaw(angles[2] * share) @ pitch(angles[0] * share) @ roll(angles[1] * share)
    return turned


def about(axis: Array, degrees: float) -> Array:
    """About any unit axis (Rodrigues)."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y, z = axis
    k = 1 - c
    return np.array(
        (
            (c + x * x * k, x * y * k - z * s, x * z * k + y * s),
            (y * x * k + z * s, c + y * y * k, y * z * k - x * s),
            (z * x * k - y * s, z * y * k + x * s, c + z * z * k),
        ),
        np.float64,
    )


def basis(along: Array, aside: Array) -> Array:
    """Columns: ``along``, what of ``aside`` is square to it, and the third."""
    first = unit(along)
    second = aside - first * float(first @ aside)
    if float(second @ second) < 1e-10:
        second = cross(vec(0, 0, 1) if abs(first[2]) < 0.9 else vec(1, 0, 0), first)
    second = unit(second)
    return np.stack((first, second, cross(first, second)), axis=1)


def quaternions(matrices: Array) -> Array:
    """Unit quaternions (k, 4), w first, of rotation matrices (k, 3, 3) (Shepperd's largest-term method)."""
    m = matrices
    d0, d1, d2 = m[:, 0, 0], m[:, 1, 1], m[:, 2, 2]
    terms = np.stack([1 + d0 + d1 + d2, 1 + d0 - d1 - d2, 1 - d0 + d1 - d2, 1 - d0 - d1 + d2], axis=1)
    table = np.empty((len(m), 4, 4))
    table[:, np.arange(4), np.arange(4)] = terms
    pairs = (
        (0, 1, m[:, 2, 1] - m[:, 1, 2]),
        (0, 2, m[:, 0, 2] - m[:, 2, 0]),
        (0, 3, m[:, 1, 0] - m[:, 0, 1]),
        (1, 2, m[:, 1, 0] + m[:, 0, 1]),
        (1, 3, m[:, 0, 2] + m[:, 2, 0]),
        (2, 3, m[:, 2, 1] + m[:, 1, 2]),
    )
    for i, j, value in pairs:
        table[:, i, j] = table[:, j, i] = value
    best = table[np.arange(len(m)), np.argmax(terms, axis=1)]
    return np.asarray(best / np.linalg.norm(best, axis=1, keepdims=True))


def matrices(quaternion: Array) -> Array:
    """Rotation matrices (k, 3, 3) of unit quaternions (k, 4)."""
    w, x, y, z = quaternion.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), 2, 0)


def blended(a: Array, b: Array, t: float) -> Array:
    """Rotations (k, 3, 3) between two sets, the short way (normalised linear interpolation)."""
    if t <= 0.0:
        return a
    if t >= 1.0:
        return b
    qa, qb = quaternions(a), quaternions(b)
    qb = np.where((qa * qb).sum(axis=1, keepdims=True) < 0, -qb, qb)
    mixed = qa * (1 - t) + qb * t
    return matrices(mixed / np.linalg.norm(mixed, axis=1, keepdims=True))
