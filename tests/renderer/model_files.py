"""Models as files: a box, a room, and our own body on the skeletons that other programs' rigs have."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from film.cast import CharacterSheet
from renderer.export.glb import Glb
from renderer.previs.bodies import Mannequin
from renderer.previs.bodies.turns import Array, about, cross, unit
from renderer.previs.mesh import Mesh, box

_KEPT = {
    "root": "Hips", "spine04": "Spine", "spine02": "Spine1", "spine01": "Spine2", "neck01": "Neck", "head": "Head",
    "clavicle": "Shoulder", "upperarm01": "Arm", "lowerarm01": "ForeArm", "wrist": "Hand", "upperleg01": "UpLeg",
    "lowerleg01": "Leg", "foot": "Foot", "toe": "ToeBase", "finger1": "HandThumb", "finger2": "HandIndex",
    "finger3": "HandMiddle", "finger4": "HandRing", "finger5": "HandPinky",
}  # fmt: skip
_UNREAL = {
    "Hips": "pelvis", "Spine": "spine_01", "Spine1": "spine_02", "Spine2": "spine_03", "Neck": "neck_01",
    "Head": "head", "Shoulder": "clavicle", "Arm": "upperarm", "ForeArm": "lowerarm", "Hand": "hand",
    "UpLeg": "thigh", "Leg": "calf", "Foot": "foot", "ToeBase": "ball",
}  # fmt: skip

Naming = Callable[[str, str], str]


def mixamo(name: str, side: str) -> str:
    """``mixamorig:LeftUpLeg``."""
    return f"mixamorig:{ {'L': 'Left', 'R': 'Right', '': ''}[side] }{name}"


def unreal(name: str, side: str) -> str:
    """``thigh_l``."""
    finger = name[4:-1].lower() + f"_0{name[-1]}" if name.startswith("Hand") and len(name) > 4 else ""
    return (finger or _UNREAL[name]) + (f"_{side.lower()}" if side else "")


def nobody_knows(name: str, side: str) -> str:
    """Names that say nothing."""
    return f"thing {name[::-1]} {side}"


def of_mesh(mesh: Mesh, **node: Any) -> bytes:
    """A mesh in glTF's axes as it is, one material."""
    file = Glb()
    attributes = {
        "POSITION": file.attribute(mesh.vertices.astype(np.float32), bounds=True),
        "NORMAL": file.attribute(mesh.normals.astype(np.float32)),
    }
    primitive = {"attributes": attributes, "indices": file.indices(mesh.faces), "material": 0}
    colour = [*mesh.colours[0].tolist(), 1.0]
    file.add("materials", {"pbrMetallicRoughness": {"baseColorFactor": colour}})
    file.add("meshes", {"primitives": [primitive]})
    file.add("nodes", {"mesh": 0, **node})
    file.add("scenes", {"nodes": [0]})
    return file.packed({"asset": {"version": "2.0"}, "scene": 0})


def a_box(width: float = 1.0, height: float = 2.0, depth: float = 4.0) -> bytes:
    """A red box in glTF's axes: y up, its front along z."""
    return of_mesh(box((-width / 2, 0, -depth / 2), (width / 2, height, depth / 2), (1.0, 0.0, 0.0)))


def a_person(naming: Naming = mixamo, *, raised: float = 40.0, unit_metres: float = 0.01) -> bytes:
    """Our average body with fewer bones, arms ``raised`` by degrees, z up in small units under a node that mends it."""
    figure = Mannequin(CharacterSheet(id="p", name="P"))
    rest, bones, shares, skeleton = figure.rig
    turns, where = _with_arms_raised(skeleton, raised)
    posed = figure.placed(turns, where).vertices / unit_metres
    where = where / unit_metres
    kept = [name for name in skeleton.index if _called(name) is not None]
    order = {name: number for number, name in enumerate(kept)}
    own = [_kept_above(skeleton, list(skeleton.index), number, order) for number in range(len(skeleton.parents))]
    file = Glb()
    for name in kept:
        number = skeleton.index[name]
        parent = skeleton.parents[number]
        start = where[skeleton.index[kept[own[parent]]]] if parent >= 0 else np.zeros(3)
        file.add("nodes", {"name": naming(*_called(name)), "translation": (where[number] - start).tolist()})
    nodes = file.lists["nodes"]
    for number, name in enumerate(kept):
        parent = skeleton.parents[skeleton.index[name]]
        if parent >= 0:
            nodes[own[parent]].setdefault("children", []).append(number)
    inverse = np.tile(np.eye(4, dtype=np.float32), (len(kept), 1, 1))
    inverse[:, 3, :3] = [-where[skeleton.index[name]] for name in kept]
    file.add("skins", {"joints": list(range(len(kept))), "inverseBindMatrices": file.numbers(inverse.reshape(-1, 16))})
    joints = np.where(shares > 0, np.asarray(own)[bones], 0).astype(np.uint16)
    attributes = {
        "POSITION": file.attribute(posed.astype(np.float32), bounds=True),
        "JOINTS_0": file.attribute(joints),
        "WEIGHTS_0": file.attribute(shares.astype(np.float32)),
    }
    tints = np.zeros((len(rest), 3), np.float32)
    tints[figure.faces] = figure.colours[:, None]
    attributes["COLOR_0"] = file.attribute(tints)
    file.add("meshes", {"primitives": [{"attributes": attributes, "indices": file.indices(figure.faces)}]})
    body = file.add("nodes", {"mesh": 0, "skin": 0})
    turn = [-math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5)]
    mended = {"name": "Armature", "rotation": turn, "scale": [unit_metres] * 3, "children": [0]}
    file.add("scenes", {"nodes": [file.add("nodes", mended), body]})
    return file.packed({"asset": {"version": "2.0"}, "scene": 0})


def with_json(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A GLB file with its JSON changed."""
    size = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20 : 20 + size])
    change(document)
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    rest = data[20 + size :]
    head = struct.pack("<III", 0x46546C67, 2, 20 + len(text) + len(rest)) + struct.pack("<II", len(text), 0x4E4F534A)
    return head + text + rest


def _called(bone: str) -> tuple[str, str] | None:
    name, _, side = bone.partition(".")
    if name.startswith("finger"):
        return _KEPT[name.split("-")[0]] + name[-1], side
    return (_KEPT[name], side) if name in _KEPT else None


def _kept_above(skeleton: Any, names: list[str], number: int, order: dict[str, int]) -> int:
    while names[number] not in order:
        number = skeleton.parents[number]
    return order[names[number]]


def _with_arms_raised(skeleton: Any, degrees: float) -> tuple[Array, Array]:
    """The rest pose with both arms turned up towards the sides: 40 degrees and more make a T of our A."""
    turns = np.tile(np.eye(3), (len(skeleton.parents), 1, 1))
    names = list(skeleton.index)
    for side, out in (("L", 1.0), ("R", -1.0)):
        along = skeleton.head(f"wrist.{side}") - skeleton.head(f"upperarm01.{side}")
        axis = unit(cross(along, np.array([0.0, out, 0.0])))
        first = skeleton.index[f"upperarm01.{side}"]
        last = skeleton.index[f"finger5-3.{side}"]
        turns[first : last + 1] = about(axis, degrees)
        assert names[last].startswith("finger5")
    where = np.zeros_like(skeleton.heads)
    where[0] = skeleton.heads[0]
    for bone in range(1, len(names)):
        parent = skeleton.parents[bone]
        where[bone] = where[parent] + turns[parent] @ skeleton.steps[bone]
    return turns, where
