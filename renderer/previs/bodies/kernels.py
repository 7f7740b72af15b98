"""The two loops over all vertices that run every frame, compiled: skinning and normals."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@njit(cache=True, fastmath=False)
def skinned(rest: Floats, bones: Ints, shares: Floats, moves: Floats) -> Floats:
    """Linear blend skinning: ``rest`` (n, 3) metres, four ``bones`` and ``shares`` (n, 4), ``moves`` (b, 3, 4)."""
    out = np.empty_like(rest)
    none = np.float32(0.0)
    for v in range(rest.shape[0]):
        a, b, c, d = none, none, none, none
        e, f, g, h = none, none, none, none
        i, j, k, m = none, none, none, none
        for n in range(4):
            share = shares[v, n]
            if share > none:
                bone = bones[v, n]
                a += share * moves[bone, 0, 0]
                b += share * moves[bone, 0, 1]
                c += share * moves[bone, 0, 2]
                d += share * moves[bone, 0, 3]
                e += share * moves[bone, 1, 0]
                f += share * moves[bone, 1, 1]
                g += share * moves[bone, 1, 2]
                h += share * moves[bone, 1, 3]
                i += share * moves[bone, 2, 0]
                j += share * moves[bone, 2, 1]
                k += share * moves[bone, 2, 2]
                m += share * moves[bone, 2, 3]
        x, y, z = rest[v, 0], rest[v, 1], rest[v, 2]
        out[v, 0] = a * x + b * y + c * z + d
        out[v, 1] = e * x + f * y + g * z + h
        out[v, 2] = i * x + j * y + k * z + m
    return out


@njit(cache=True, fastmath=False)
def smooth_normals(points: Floats, faces: Ints, weld: Ints, welds: int) -> Floats:
    """Area-weighted unit normals (n, 3), outward; vertices of the same ``weld`` share one: smooth seams."""
    total = np.zeros((welds, 3), np.float32)
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        ux, uy, uz = points[b, 0] - points[a, 0], points[b, 1] - points[a, 1], points[b, 2] - points[a, 2]
        vx, vy, vz = points[c, 0] - points[a, 0], points[c, 1] - points[a, 1], points[c, 2] - points[a, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for corner in (a, b, c):
            w = weld[corner]
            total[w, 0] += nx
            total[w, 1] += ny
            total[w, 2] += nz
    out = np.empty_like(points)
    for v in range(points.shape[0]):
        w = weld[v]
        x, y, z = total[w, 0], total[w, 1], total[w, 2]
        length = np.sqrt(x * x + y * y + z * z)
        if length > 1e-20:
            out[v, 0], out[v, 1], out[v, 2] = x / length, y / length, z / length
        else:
            out[v, 0], out[v, 1], out[v, 2] = 0.0, 0.0, 1.0
    return out
