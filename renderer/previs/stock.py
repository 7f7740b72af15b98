"""All triangles of a shot in one set of arrays: what stands still first, then each moving thing in its own slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import Scene
from renderer.previs.mesh import Ints, Mesh, join


@dataclass(frozen=True)
class Slice:
    """Where one mesh lies: its vertices and its triangles, both half-open."""

    vertices: slice
    faces: slice


@dataclass(frozen=True)
class Stock:
    """``vertices`` and ``scene.normals`` of the moving slices are written anew for each frame."""

    vertices: Floats
    scene: Scene
    still: Slice
    moving: tuple[Slice, ...]

    def place(self, part: Slice, vertices: Floats, normals: Floats) -> None:
        """Put a moving thing where it is now."""
        self.vertices[part.vertices] = vertices
        self.scene.normals[part.vertices] = normals

    def local(self, part: Slice) -> Ints:
        """The slice's faces, counted from its own first vertex."""
        return np.ascontiguousarray(self.scene.faces[part.faces] - np.int32(part.vertices.start))


def stock_of(still: Mesh, moving: Sequence[tuple[Mesh, int]]) -> Stock:
    """Lay out the still mesh and the moving ones, each with the byte of the character it belongs to (0: a thing)."""
    meshes = [still, *(mesh for mesh, _ in moving)]
    whole = join(meshes)
    slices, v, f = [], 0, 0
    owner = np.zeros(len(whole.faces), np.uint8)
    for mesh, byte in zip(meshes, [0, *(byte for _, byte in moving)], strict=True):
        slices.append(Slice(slice(v, v + len(mesh.vertices)), slice(f, f + len(mesh.faces))))
        owner[f : f + len(mesh.faces)] = byte
        v, f = v + len(mesh.vertices), f + len(mesh.faces)
    texels, sheets = _atlas(whole.images)
    scene = Scene(
        faces=np.ascontiguousarray(whole.faces),
        normals=np.ascontiguousarray(whole.normals),
        uv=np.ascontiguousarray(whole.uv),
        colours=np.ascontiguousarray(whole.colours),
        pattern=whole.pattern,
        flags=whole.flags,
        texture=whole.texture,
        owner=owner,
        surface=_surfaces(whole, owner),
        planes=np.zeros((len(whole.faces), 9), np.float32),
        texels=texels,
        sheets=sheets,
    )
    return Stock(np.ascontiguousarray(whole.vertices), scene, slices[0], tuple(slices[1:]))


def _surfaces(mesh: Mesh, owner: Bytes) -> Ints:
    """A number for each triangle (m,), the same for all of one owner, texture, colour and flags."""
    kind = owner.astype(np.uint32) << 8 | mesh.flags
    rows = np.column_stack([mesh.colours.view(np.uint32), mesh.texture.view(np.uint32), kind])
    table = np.ascontiguousarray(rows).view([("", np.uint32)] * rows.shape[1]).ravel()
    return np.asarray(np.unique(table, return_inverse=True)[1], np.int32)


def _atlas(images: Sequence[Bytes]) -> tuple[Bytes, Ints]:
    texels = [np.zeros((1, 3), np.uint8)]
    sheets = []
    start = 1
    for image in images:
        height, width = image.shape[:2]
        sheets.append((start, width, height))
        texels.append(image.reshape(-1, 3))
        start += width * height
    return np.ascontiguousarray(np.concatenate(texels)), np.asarray(sheets, np.int32).reshape(-1, 3)
