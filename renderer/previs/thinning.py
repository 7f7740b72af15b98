"""Meshes with fewer triangles, for what is so far from the lens that nobody could tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from film.base import Vec3
from film.camera import CameraKey
from film.plan import Format
from renderer.previs.mesh import Mesh

FINEST = 0.012
"""Metres below which nothing is gained: a body's own triangles are about as large."""
COARSEST = 0.05
"""Metres from which on arms and legs would lose their shape."""


def grain(at: Vec3, camera: tuple[CameraKey, ...], film: Format) -> float:
    """How many metres one pixel shows of what stands at a point, at the nearest that any key of the camera has it."""
    spans = (_away(at, key.position) * film.gate.height / key.focal_mm / film.height for key in camera)
    return min(spans, default=0.0)


def thinned(mesh: Mesh, cell: float) -> Mesh:
    """The mesh with all vertices of a cube ``cell`` metres wide made one, and the triangles dropped that fold up in it.

    A cell of a pixel moves no outline by more than that (Rossignac and Borrel, "Multi-resolution 3D approximations for
    rendering complex scenes", 1993).
    """
    if cell < FINEST or not len(mesh.vertices):
        return mesh
    cubes = np.floor((mesh.vertices - mesh.vertices.min(axis=0)) / min(cell, COARSEST)).astype(np.int64)
    wide = cubes.max(axis=0) + 1
    keys = (cubes[:, 0] * wide[1] + cubes[:, 1]) * wide[2] + cubes[:, 2]
    _, first, of = np.unique(keys, return_index=True, return_inverse=True)
    count = np.bincount(of).astype(np.float32)[:, None]
    vertices = np.stack([np.bincount(of, mesh.vertices[:, axis]) for axis in range(3)], axis=1) / count
    normals = np.stack([np.bincount(of, mesh.normals[:, axis]) for axis in range(3)], axis=1)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    normals = np.where(length > 1e-6, normals / np.maximum(length, 1e-6), mesh.normals[first])
    faces = of[mesh.faces].astype(np.int32)
    a, b, c = faces.T
    whole = (a != b) & (b != c) & (c != a)
    return replace(
        mesh,
        vertices=vertices.astype(np.float32),
        normals=normals.astype(np.float32),
        uv=mesh.uv[first],
        faces=faces[whole],
        colours=mesh.colours[whole],
        pattern=mesh.pattern[whole],
        flags=mesh.flags[whole],
        texture=mesh.texture[whole],
    )


def _away(a: Vec3, b: Vec3) -> float:
    return float(np.linalg.norm(np.subtract(a, b)))
