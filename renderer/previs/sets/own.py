"""A user's own set in the place of ours: what of it goes away with a wall, and whether it has a floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from film.model3d import Model3D
from film.place import PlaceSheet, Wall
from renderer.previs.mesh import ONE_SIDED, Mesh
from renderer.previs.models.thing import set_of
from renderer.previs.sets.shell import floor_and_ceiling

_NEAR_WALL = 0.3
"""Metres from a wall of the plan within which what the model has there belongs to it."""
_NEAR_FLOOR = 0.25
"""Metres above or below z = 0 at which something is the floor that people stand on."""
_LOOKS = 5
"""Along each side of the stage, how often the model is asked for a floor."""


def own_set(model: Model3D, walls: Sequence[Wall]) -> list[tuple[Mesh, int]]:
    """The model in stretches, each with the wall that it goes away with: first what goes with none (-1)."""
    mesh = set_of(model)
    owner = np.full(len(mesh.faces), -1)
    for number, wall in enumerate(walls):
        owner[(owner < 0) & _at_wall(mesh, wall)] = number
    return [(stretch(mesh, owner == number), number) for number in (-1, *range(len(walls)))]


def has_floor(place: PlaceSheet, meshes: Iterable[Mesh]) -> bool:
    """Whether the model has a floor under most of the stage."""
    left, low, right, high = place.stage
    xs, ys = np.meshgrid(np.linspace(left, right, _LOOKS + 2)[1:-1], np.linspace(low, high, _LOOKS + 2)[1:-1])
    points = np.stack([xs.ravel(), ys.ravel()], 1)
    floored = np.zeros(len(points), bool)
    for mesh in meshes:
        corners = mesh.vertices[mesh.faces].astype(np.float64)
        flat = corners[np.abs(corners[..., 2]).max(1) < _NEAR_FLOOR] if len(corners) else corners
        floored |= np.array([_covered(point, flat) for point in points], bool)
    return bool(floored.mean() >= 0.5)


def bare_floor(place: PlaceSheet) -> Mesh:
    """Our floor without a ceiling over it."""
    ours = floor_and_ceiling(place)
    return stretch(ours, (ours.flags & ONE_SIDED) == 0)


def _at_wall(mesh: Mesh, wall: Wall) -> npt.NDArray[np.bool_]:
    """Which triangles (m,) lie at a wall or behind it with all their corners."""
    start, along = np.asarray(wall.start), np.asarray(wall.end) - np.asarray(wall.start)
    away = mesh.vertices[:, :2].astype(np.float64) - start
    length = max(float(np.hypot(*along)), 1e-6)
    into_the_room = (along[0] * away[:, 1] - along[1] * away[:, 0]) / length
    return np.asarray((into_the_room < _NEAR_WALL)[mesh.faces].all(1))


def _covered(point: npt.NDArray[np.float64], triangles: npt.NDArray[np.float64]) -> bool:
    """Whether a point of the plan lies in one of the triangles (m, 3, 3) seen from above."""
    a, b, c = triangles[:, 0, :2], triangles[:, 1, :2], triangles[:, 2, :2]
    sides = np.stack([_side(a, b, point), _side(b, c, point), _side(c, a, point)])
    return bool(((sides >= 0).all(0) | (sides <= 0).all(0)).any())


def _side(
    a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], point: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    return np.asarray((b[:, 0] - a[:, 0]) * (point[1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (point[0] - a[:, 0]))


def stretch(mesh: Mesh, kept: npt.NDArray[np.bool_] | slice) -> Mesh:
    """Some of a mesh's triangles as a mesh of its own, with the corners that they have."""
    used, inverse = np.unique(mesh.faces[kept], return_inverse=True)
    return replace(
        mesh,
        vertices=mesh.vertices[used],
        normals=mesh.normals[used],
        uv=mesh.uv[used],
        faces=inverse.reshape(-1, 3).astype(np.int32),
        colours=mesh.colours[kept],
        pattern=mesh.pattern[kept],
        flags=mesh.flags[kept],
        texture=mesh.texture[kept],
    )
