"""Which joint of a model's skeleton is which of ours: by VRM's own list, or by what rigs call their bones.

Names are those of Mixamo and Ready Player Me (LeftUpLeg), VRM and Unity (leftUpperLeg), VRoid (J_Bip_L_UpperLeg),
3ds Max (Bip01 L Thigh), Unreal (thigh_l), Blender's Rigify (DEF-thigh.L) and MakeHuman, whose bones are ours
(upperleg01.L).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from renderer.previs.models.container import Source

Joints = dict[str, int]
"""Node numbers by the name of our bone."""

NEEDED = (
    "root", "head",
    *(f"{bone}.{side}" for side in "LR" for bone in ("upperarm01", "lowerarm01", "wrist")),
    *(f"{bone}.{side}" for side in "LR" for bone in ("upperleg01", "lowerleg01", "foot")),
)  # fmt: skip
"""Without one of these nobody can be acted."""

_MIDDLE = {
    "root": ("hips", "hip", "pelvis", "root"),
    "neck01": ("neck", "neck1", "neck01"),
    "head": ("head",),
    "jaw": ("jaw", "jawroot", "jawmaster"),
}
_SIDED = {
    "clavicle": ("shoulder", "clavicle", "collar", "collarbone"),
    "upperarm01": ("upperarm", "arm", "uparm", "upperarm01", "shoulderjoint"),
    "lowerarm01": ("lowerarm", "forearm", "lowarm", "lowerarm01", "elbow"),
    "wrist": ("hand", "wrist"),
    "upperleg01": ("upperleg", "upleg", "thigh", "upperleg01"),
    "lowerleg01": ("lowerleg", "leg", "lowleg", "calf", "shin", "lowerleg01", "knee"),
    "foot": ("foot", "ankle"),
    "toe": ("toe", "toes", "toebase", "ball", "toe0"),
}
_FINGERS = {"thumb": 1, "index": 2, "middle": 3, "mid": 3, "ring": 4, "pinky": 5, "little": 5}
_JOINTS = {"proximal": 1, "intermediate": 2, "distal": 3, "metacarpal": 0}
_VRM = {
    "hips": "root", "neck": "neck01", "head": "head", "jaw": "jaw", "Shoulder": "clavicle", "UpperArm": "upperarm01",
    "LowerArm": "lowerarm01", "Hand": "wrist", "UpperLeg": "upperleg01", "LowerLeg": "lowerleg01", "Foot": "foot",
    "Toes": "toe",
}  # fmt: skip
_NOISE = frozenset(
    {
        "mixamorig", "def", "org", "bip", "bip01", "bip001", "j", "c", "b", "cc", "base", "bone", "bind", "jnt",
        "joint", "armature", "rig", "skeleton", "valve", "biped",
    }
)  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SIDES = {"l": "L", "left": "L", "r": "R", "right": "R"}
_OWN = re.compile(
    r"(?:^|\s)((?:root|spine0[1-5]|neck0[1-3]|head|jaw)|(?:clavicle|shoulder01|(?:upper|lower)(?:arm|leg)0[12]|wrist"
    r"|finger[1-5]-[1-3]|foot|toe)\.[LR])$"
)


def bones_of(source: Source, names: Sequence[str], parents: Sequence[int], joints: Sequence[int]) -> Joints:
    """Our bones by the nodes that play them; ``joints`` are the nodes that skins hang on.

    The spine's bones, and a hand's that have no names, are left out where nothing tells them.
    """
    found = _vrm(source) or _own(names, joints) or _named(names, parents, joints)
    return _with_spine(found, parents) if set(NEEDED) <= found.keys() else found


def missing(found: Mapping[str, int]) -> tuple[str, ...]:
    """The bones that are needed and not there."""
    return tuple(bone for bone in NEEDED if bone not in found)


def _own(names: Sequence[str], joints: Sequence[int]) -> Joints:
    """A skeleton of our own, as the export of scenes writes it."""
    found = {match[1]: joint for joint in joints if (match := _OWN.search(names[joint]))}
    return found if "upperarm02.L" in found else {}


def _named(names: Sequence[str], parents: Sequence[int], joints: Sequence[int]) -> Joints:
    """By words in the names; of two for one bone the one nearer to the root is it."""
    deep = {joint: _depth(joint, parents) for joint in joints}
    found: Joints = {}
    for joint in sorted(joints, key=lambda each: (deep[each], each)):
        bone = _bone(names[joint])
        if bone is not None:
            found.setdefault(bone, joint)
    if "head" in found and "root" not in found:
        found |= _root(found, parents)
    return found


def _bone(name: str) -> str | None:
    """The bone of ours that a name means."""
    words = [word.casefold() for word in _WORDS.findall(name.rsplit(":", 1)[-1].rsplit("|", 1)[-1])]
    side = next((_SIDES[word] for word in words if word in _SIDES), "")
    rest = [word for word in words if word not in _SIDES and word not in _NOISE]
    if not rest or {"twist", "roll", "end", "ik", "pole", "helper", "mch", "ctrl"} & set(rest):
        return None
    finger = next((_FINGERS[word] for word in rest if word in _FINGERS), None)
    if finger and side:
        return _finger(finger, rest, side)
    table = _SIDED if side else _MIDDLE
    cores = ["".join(rest), "".join(word for word in rest if not word.isdigit())]  # exporters count what has one name
    bone = next((bone for core in cores for bone, known in table.items() if core in known), None)
    return f"{bone}.{side}" if bone and side else bone


def _finger(finger: int, words: Sequence[str], side: str) -> str | None:
    counted = [int(word) for word in words if word.isdigit()]
    joint = next((_JOINTS[word] for word in words if word in _JOINTS), counted[0] if counted else 1)
    return f"finger{finger}-{joint}.{side}" if 1 <= joint <= 3 else None


def _root(found: Mapping[str, int], parents: Sequence[int]) -> Joints:
    """What both thighs hang on."""
    above = {parents[found[f"upperleg01.{side}"]] for side in "LR" if f"upperleg01.{side}" in found}
    return {"root": above.pop()} if len(above) == 1 and -1 not in above else {}


def _vrm(source: Source) -> Joints:
    """VRM 0 and 1 say which node is which bone of a human."""
    extensions = source.document.get("extensions")
    extensions = extensions if isinstance(extensions, dict) else {}
    found: Joints = {}
    for name in ("VRMC_vrm", "VRM"):
        human = extensions.get(name, {})
        bones = human.get("humanoid", {}).get("humanBones") if isinstance(human, dict) else None
        rows = bones.items() if isinstance(bones, dict) else ((row.get("bone"), row) for row in _dicts(bones))
        for bone, row in rows:
            node = row.get("node") if isinstance(row, dict) else None
            ours = _vrm_bone(str(bone))
            if ours and isinstance(node, int) and 0 <= node < len(source.document.get("nodes", [])):
                found[ours] = node
    return found


def _dicts(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _vrm_bone(name: str) -> str | None:
    side = "L" if name.startswith("left") else "R" if name.startswith("right") else ""
    core = name.removeprefix("left").removeprefix("right")
    if core in _VRM:
        return f"{_VRM[core]}.{side}" if side else _VRM[core]
    words = [word.casefold() for word in _WORDS.findall(core)]
    finger = next((_FINGERS[word] for word in words if word in _FINGERS), None)
    if finger == 1 and "metacarpal" in words:
        return f"finger1-1.{side}"
    return _finger(finger, words, side) if finger and side else None


def _with_spine(found: Joints, parents: Sequence[int]) -> Joints:
    """The joints between hips and neck as bones of our spine, evenly, from below."""
    top = found.get("neck01", found["head"])
    between: list[int] = []
    node = parents[top]
    while node >= 0 and node != found["root"]:
        between.insert(0, node)
        node = parents[node]
    taken = set(found.values())
    chain = [each for each in between if each not in taken] if node == found["root"] else []
    for number, joint in enumerate(chain[-5:]):
        count = min(len(chain), 5)
        found.setdefault(f"spine0{5 - (number * 5) // count}", joint)
    return found


def _depth(node: int, parents: Sequence[int]) -> int:
    depth = 0
    while parents[node] >= 0:
        node, depth = parents[node], depth + 1
    return depth
