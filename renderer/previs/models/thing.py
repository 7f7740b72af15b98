"""Meshes out of models: a fixture in its box, a prop as large as ours, a whole set in its own metres."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from film.base import Vec3
from film.model3d import Model3D
from renderer.previs.colour import Bytes
from renderer.previs.mesh import GLOWS, ONE_SIDED, Mesh, join
from renderer.previs.models.container import refused
from renderer.previs.models.loading import MOST_IN_A_SET, MOST_TRIANGLES, Loaded, as_it_stands, load
from renderer.previs.models.paint import Material, tinted, within_one_tile
from renderer.previs.models.parts import Part

Rows = npt.NDArray[np.float64]

_AXES = {"y": np.array([(0, 0, 1), (1, 0, 0), (0, 1, 0)], float), "z": np.array([(0, -1, 0), (1, 0, 0), (0, 0, 1)])}
"""Ours out of the file's: glTF looks along +z and is y up; what is z up looks along -y, as in Blender."""
_SMALLEST = 1e-9
PERSON, THING, SET = (0.1, 10.0), (0.001, 500.0), (0.5, 5000.0)
"""Metres from which and up to which the longest side of each may be: a model scaled to less cannot be seen."""


def in_box(model: Model3D, size: Vec3) -> Mesh:
    """The model standing on the middle of its foot, as large as a box (depth, width, height) takes it."""
    mesh = own_metres(model, MOST_TRIANGLES)
    low, high = bounds(mesh)
    fit = min(side / max(float(extent), _SMALLEST) for side, extent in zip(size, high - low, strict=True) if extent > 0)
    scale = 1.0 if model.scale is not None else fit
    check_size(float((high - low).max()) * scale, THING)
    foot = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2])
    return _moved(mesh, np.asarray(foot), scale, np.zeros(3))


def in_place_of(ours: Mesh, model: Model3D, *, upright: bool) -> Mesh:
    """The model where ours is and as long as it; what stands ``upright`` keeps its foot, all else its middle."""
    mesh = own_metres(model, MOST_TRIANGLES)
    (low, high), (left, right) = bounds(mesh), bounds(ours)
    fit = float((right - left).max()) / max(float((high - low).max()), _SMALLEST)
    scale = 1.0 if model.scale is not None else fit
    check_size(float((high - low).max()) * scale, THING)
    middle, there = (low + high) / 2, (left + right) / 2
    if upright:
        middle[2], there[2] = low[2], left[2]
    return _moved(mesh, middle, scale, there)


def set_of(model: Model3D) -> Mesh:
    """A whole place in its own metres, its origin the place's; what the file gives one side is seen from that alone."""
    mesh = own_metres(model, MOST_IN_A_SET, one_sided=True)
    low, high = bounds(mesh)
    check_size(float((high - low).max()), SET)
    return mesh


def check_size(longest: float, may: tuple[float, float]) -> None:
    """Raise RenderError for a model whose longest side, in metres as it is drawn, is not what it ``may`` be."""
    if not may[0] <= longest <= may[1]:
        do = "Mend its scale, or take it out: a person, a thing is then made to fit"
        raise refused(f"it would be {longest:.3g} m large, and {may[0]:g} to {may[1]:g} m can be drawn", do)


def own_metres(model: Model3D, most: int, *, one_sided: bool = False) -> Mesh:
    """The model z up, looking along +x, its metres times ``scale``.  Raises RenderError for a broken one."""
    loaded = load(model, most)
    cos, sin = math.cos(math.radians(model.yaw)), math.sin(math.radians(model.yaw))
    turn = np.array([(cos, -sin, 0), (sin, cos, 0), (0, 0, 1)]) @ _AXES[model.up] * (model.scale or 1.0)
    mesh = join([_mesh(loaded, part, turn, one_sided) for part in loaded.parts])
    if not len(mesh.faces) or not float(np.ptp(mesh.vertices, axis=0).max()) > 0:
        raise refused("nothing of it can be seen")
    return mesh


def bounds(mesh: Mesh) -> tuple[Rows, Rows]:
    """The lowest and the highest x, y, z of what is drawn."""
    used = mesh.vertices[np.unique(mesh.faces)].astype(np.float64)
    return used.min(0), used.max(0)


def _moved(mesh: Mesh, origin: Rows, scale: float, there: Rows) -> Mesh:
    vertices = (mesh.vertices.astype(np.float64) - origin) * scale + there
    return Mesh(**{**vars(mesh), "vertices": vertices.astype(np.float32)})


def _mesh(loaded: Loaded, part: Part, turn: Rows, one_sided: bool) -> Mesh:
    points, mirrored = as_it_stands(loaded, part)
    colours, there = loaded.paints.face_colours(part)
    faces = part.faces[there]
    if mirrored:
        faces = faces[:, ::-1]
    corners = (points @ turn.T)[faces]
    material = loaded.paints.material(part)
    uv, shown = _picture_uv(part, material, faces)
    images: tuple[Bytes, ...] = ()
    if material.picture is not None and shown.any():
        images = (tinted(loaded.paints.picture(material.picture), material.colour),)
    count = len(faces)
    flags = (GLOWS if material.glows else 0) | (ONE_SIDED if one_sided and not material.two_sided else 0)
    return Mesh(
        vertices=corners.reshape(-1, 3).astype(np.float32),
        normals=_normals(loaded, part, faces, corners, turn).reshape(-1, 3).astype(np.float32),
        uv=uv.reshape(-1, 2).astype(np.float32),
        faces=np.arange(3 * count, dtype=np.int32).reshape(-1, 3),
        colours=colours[there].astype(np.float32),
        pattern=np.zeros(count, np.uint8),
        flags=np.full(count, flags, np.uint8),
        texture=np.where(shown, 0, -1).astype(np.int32),
        images=images,
    )


def _picture_uv(part: Part, material: Material, faces: npt.NDArray[np.int64]) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Each corner's place in the picture (m, 3, 2), and which triangles (m,) show it; what tiles over shows a mean."""
    if material.picture is None or part.uv is None:
        return np.zeros((len(faces), 3, 2)), np.zeros(len(faces), bool)
    return within_one_tile(material.on(part.uv)[faces])


def _normals(loaded: Loaded, part: Part, faces: npt.NDArray[np.int64], corners: Rows, turn: Rows) -> Rows:
    """The file's own normals (m, 3, 3) turned with it; flat ones where it has none or a skin moves them."""
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat = np.repeat(_unit(flat)[:, None], 3, 1)
    if part.normals is None or part.skin is not None:
        return flat
    matrix = turn @ loaded.tree.world[part.node][:3, :3]
    if abs(np.linalg.det(matrix)) < 1e-18:
        return flat
    turned = _unit(part.normals @ np.linalg.inv(matrix))[faces]
    return np.where(np.abs(turned).sum(-1, keepdims=True) > 0.5, turned, flat)


def _unit(rows: Rows) -> Rows:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-20))
