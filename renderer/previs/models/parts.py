"""A glTF scene as parts: each mesh of each node, with the matrix it stands by, its triangles and its material.

Animations, morph targets, cameras and lights are left alone: what is drawn is the file as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from renderer.previs.models.container import Source, listed, refused
from renderer.previs.models.numbers import numbers

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_NODES = 50_000
_FARTHEST = 1e7
_MODES = {4: "triangles", 5: "strip", 6: "fan"}


@dataclass(frozen=True)
class Part:
    """Triangles ``faces`` (m, 3) over ``points`` (n, 3) in the node's own space.

    ``normals`` (n, 3), ``uv`` (n, 2), ``tints`` (n, 3), ``joints`` and ``shares`` (n, 4) or more are None where the
    file has none.  ``material`` is an index or None.
    """

    node: int
    skin: int | None
    points: Rows
    faces: Ints
    material: int | None
    normals: Rows | None
    uv: Rows | None
    tints: Rows | None
    joints: Ints | None
    shares: Rows | None


@dataclass(frozen=True)
class Tree:
    """The nodes: their parents (-1 for none), matrices in the scene (n, 4, 4) and names; which of them are shown."""

    parents: tuple[int, ...]
    world: Matrix
    names: tuple[str, ...]
    shown: tuple[int, ...]


def tree_of(source: Source) -> Tree:
    """The nodes of a model.  Raises RenderError for nodes that are their own parents or are not there."""
    nodes = listed(source.document, "nodes")
    if len(nodes) > MOST_NODES:
        raise refused(f"it has {len(nodes)} nodes, more than {MOST_NODES}", "Join its parts and export it again")
    parents = [-1] * len(nodes)
    for number, node in enumerate(nodes):
        for child in _indices(node.get("children", []), len(nodes)):
            if parents[child] >= 0 or child == number:
                raise refused(f"its node {child} hangs on two others")
            parents[child] = number
    world = np.tile(np.eye(4), (len(nodes), 1, 1))
    order = _from_the_roots(nodes, parents)
    for number in order:
        own = _matrix(nodes[number])
        world[number] = own if parents[number] < 0 else world[parents[number]] @ own
    if not np.isfinite(world).all() or np.abs(world).max(initial=0.0) > _FARTHEST:
        raise refused("a node of it stands nowhere: its matrix is not finite")
    names = tuple(str(node.get("name", "")) for node in nodes)
    return Tree(tuple(parents), world, names, tuple(_shown(source, nodes, parents, order)))


def parts_of(source: Source, tree: Tree, most: int) -> list[Part]:
    """Every triangle that the scene shows.  Raises RenderError for damaged ones, none, or more than ``most``."""
    nodes, meshes = listed(source.document, "nodes"), listed(source.document, "meshes")
    parts: list[Part] = []
    total = 0
    for number in tree.shown:
        if "mesh" not in nodes[number]:
            continue
        (mesh,) = _indices([nodes[number]["mesh"]], len(meshes))
        skin = nodes[number].get("skin")
        for primitive in _primitives(meshes[mesh]):
            part = _part(source, number, skin if isinstance(skin, int) else None, primitive)
            total += len(part.faces)
            if total > most:
                raise refused(
                    f"it has more than {most:,} triangles", "Reduce it (Decimate in Blender) and export again"
                )
            if len(part.faces):
                parts.append(part)
    if not parts:
        raise refused("it has no triangles to draw")
    return parts


def _from_the_roots(nodes: list[dict[str, Any]], parents: list[int]) -> list[int]:
    order = [number for number, parent in enumerate(parents) if parent < 0]
    for number in order:  # grows while it is gone through
        order += nodes[number].get("children", [])
    if len(order) != len(nodes):
        raise refused("its nodes hang on each other in a circle")
    return order


def _shown(source: Source, nodes: list[dict[str, Any]], parents: list[int], order: list[int]) -> Iterator[int]:
    """The nodes of the scene that the file opens with; all where it names none."""
    scenes = listed(source.document, "scenes")
    first = source.document.get("scene", 0)
    if scenes and not (isinstance(first, int) and 0 <= first < len(scenes)):
        raise refused(f"it opens with the scene {first!r}, which is not there")
    roots = _indices(scenes[first].get("nodes", []), len(nodes)) if scenes else [n for n in order if parents[n] < 0]
    shown = set(roots)
    for number in order:
        if number in shown or parents[number] in shown:
            shown.add(number)
            yield number


def _matrix(node: dict[str, Any]) -> Matrix:
    if "matrix" in node:
        return _row(node["matrix"], 16).reshape(4, 4).T
    x, y, z, w = _row(node.get("rotation", (0.0, 0.0, 0.0, 1.0)), 4)
    length = x * x + y * y + z * z + w * w
    s = 2.0 / length if length > 1e-12 else 0.0
    turn = np.array(
        [
            [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
            [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
            [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
        ]
    )
    matrix = np.eye(4)
    matrix[:3, :3] = turn * _row(node.get("scale", (1.0, 1.0, 1.0)), 3)
    matrix[:3, 3] = _row(node.get("translation", (0.0, 0.0, 0.0)), 3)
    return matrix


def _row(values: object, count: int) -> Rows:
    try:
        row = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        row = np.zeros(0)
    if row.shape != (count,):
        raise refused("a node of it has a damaged matrix")
    return row


def _primitives(mesh: dict[str, Any]) -> list[dict[str, Any]]:
    found = mesh.get("primitives", [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise refused("a mesh of it is damaged")
    return [each for each in found if each.get("mode", 4) in _MODES and "POSITION" in each.get("attributes", {})]


def _part(source: Source, node: int, skin: int | None, primitive: dict[str, Any]) -> Part:
    given = primitive["attributes"]
    _check_packed(source, primitive)
    points = numbers(source, given["POSITION"], "VEC3", "corners").astype(np.float64)
    faces = _faces(source, primitive, len(points))
    if len(faces) and not np.isfinite(points[faces]).all():
        raise refused("its corners are not finite numbers", "Look for a broken modifier and export it again")
    if len(faces) and np.abs(points[faces]).max() > _FARTHEST:
        raise refused("its corners lie farther out than any scene")
    read = {name: _attribute(source, given, name, len(points)) for name in ("NORMAL", "TEXCOORD_0", "COLOR_0")}
    joints, shares = (_hung(source, given, name, len(points)) for name in ("JOINTS", "WEIGHTS"))
    material = primitive.get("material")
    tints = read["COLOR_0"]
    return Part(
        node,
        skin if joints is not None and shares is not None else None,
        points,
        faces,
        material if isinstance(material, int) else None,
        read["NORMAL"],
        read["TEXCOORD_0"],
        None if tints is None else _as_shares(tints)[:, :3],
        None if joints is None else joints.astype(np.int64),
        None if shares is None else _as_shares(shares),
    )


def _check_packed(source: Source, primitive: dict[str, Any]) -> None:
    extensions = primitive.get("extensions")
    if isinstance(extensions, dict) and "KHR_draco_mesh_compression" in extensions:
        accessor = primitive["attributes"]["POSITION"]
        accessors = listed(source.document, "accessors")
        if isinstance(accessor, int) and accessor < len(accessors) and "bufferView" not in accessors[accessor]:
            raise refused("it is compressed with Draco", "Export it without compression")


def _attribute(source: Source, given: dict[str, Any], name: str, count: int) -> Rows | None:
    """An attribute's rows; None where it is missing or of another shape, which costs looks and no more."""
    if name not in given:
        return None
    kinds = {"NORMAL": ("VEC3",), "TEXCOORD_0": ("VEC2",), "COLOR_0": ("VEC3", "VEC4")}[name]
    accessors = listed(source.document, "accessors")
    index = given[name]
    kind = accessors[index].get("type") if isinstance(index, int) and 0 <= index < len(accessors) else None
    if kind not in kinds:
        return None
    rows = numbers(source, index, kind, name.lower())
    if len(rows) != count:
        raise refused(f"it has {len(rows)} {name} for {count} corners")
    return np.nan_to_num(rows.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)


def _hung(source: Source, given: dict[str, Any], name: str, count: int) -> npt.NDArray[Any] | None:
    """Joints or weights of all sets side by side (n, 4 k)."""
    rows: list[npt.NDArray[Any]] = []
    while f"{name}_{len(rows)}" in given and len(rows) < 4:
        rows.append(numbers(source, given[f"{name}_{len(rows)}"], "VEC4", name.lower()))
        if len(rows[-1]) != count:
            raise refused(f"it has {len(rows[-1])} {name} for {count} corners")
        if name == "JOINTS" and rows[-1].dtype.kind not in "iu":
            raise refused("its JOINTS are no whole numbers")
    return np.concatenate(rows, axis=1) if rows else None


def _as_shares(rows: npt.NDArray[Any]) -> Rows:
    whole = np.iinfo(rows.dtype).max if rows.dtype.kind in "iu" else 1
    return np.clip(np.nan_to_num(rows.astype(np.float64)) / whole, 0.0, None)


def _faces(source: Source, primitive: dict[str, Any], count: int) -> Ints:
    """Corners by threes, of a list, a strip or a fan; what is no triangle is left out."""
    if "indices" in primitive:
        order = numbers(source, primitive["indices"], "SCALAR", "triangles").astype(np.int64)
    else:
        order = np.arange(count)
    if len(order) and not 0 <= int(order.min()) <= int(order.max()) < count:
        raise refused(f"its triangles name corner {int(order.max())} of {count}")
    mode = _MODES[primitive.get("mode", 4)]
    if mode == "triangles":
        faces = order[: len(order) // 3 * 3].reshape(-1, 3)
    elif mode == "fan":
        faces = np.column_stack(
            [np.full(max(len(order) - 2, 0), order[0] if len(order) else 0), order[1:-1], order[2:]]
        )
    else:
        faces = np.column_stack([order[:-2], order[1:-1], order[2:]])
        faces[1::2] = faces[1::2, [1, 0, 2]]
    a, b, c = faces.T
    return np.asarray(faces[(a != b) & (b != c) & (c != a)], np.int64)


def _indices(values: object, count: int) -> list[int]:
    if not isinstance(values, list) or not all(isinstance(each, int) and 0 <= each < count for each in values):
        raise refused("its nodes name what is not there")
    return values
