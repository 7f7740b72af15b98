"""The rig we keep: MakeHuman's default bones with faces, toes and hips merged into their parents."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from tools.bodybake.source import Array, Source

_SPINE = ("root", "spine05", "spine04", "spine03", "spine02", "spine01", "neck01", "neck02", "neck03", "head", "jaw")
_SIDE = (
    "clavicle", "shoulder01", "upperarm01", "upperarm02", "lowerarm01", "lowerarm02", "wrist",
    *(f"finger{finger}-{joint}" for finger in range(1, 6) for joint in range(1, 4)),
    "upperleg01", "upperleg02", "lowerleg01", "lowerleg02", "foot",
)  # fmt: skip
BONES = (*_SPINE, *(f"{name}.{side}" for side in "LR" for name in _SIDE), "toe.L", "toe.R")
"""Parents stand before their children."""


def parents(source: Source) -> tuple[int, ...]:
    """Each kept bone's parent, -1 for the root."""
    found = []
    for bone in BONES:
        if bone.startswith("toe."):
            found.append(BONES.index(f"foot.{bone[-1]}"))
        else:
            above = source.bones[bone]["parent"]
            found.append(BONES.index(_kept(source, above)) if above else -1)
    return tuple(found)


def weights(source: Source) -> sparse.csr_matrix:
    """Skin weights (source vertices, kept bones)."""
    return source.weights({bone: BONES.index(_kept(source, bone)) for bone in source.bones})


def _kept(source: Source, bone: str) -> str:
    while bone not in BONES:
        if bone.startswith("toe"):
            return f"toe.{bone[-1]}"
        bone = source.bones[bone]["parent"]
    return bone


POINTS = (
    "crown", "eye.L", "eye.R", "ear.L", "ear.R", "mouth", "tip1.L", "tip1.R", "tip2.L", "tip2.R", "tip3.L", "tip3.R",
    "tip4.L", "tip4.R", "tip5.L", "tip5.R", "toes.L", "toes.R", "heel.L", "heel.R", "seat", "back", "chest",
)  # fmt: skip


def heads(source: Source, shape: Array) -> Array:
    """Where each kept bone begins (bones, 3) on a source shape."""
    return np.array([source.joint(shape, source.bones[_toe(bone)]["head"]) for bone in BONES])


def _toe(bone: str) -> str:
    return f"toe2-1.{bone[-1]}" if bone.startswith("toe.") else bone


class Landmarks:
    """Points of the body that poses aim at, as source vertices picked once on the template."""

    def __init__(self, source: Source, template: Array) -> None:
        self._source = source
        body = np.unique(source.groups["body"])
        points = template[body]
        head = points[:, 2] > source.cube(template, "joint-head")[2] - 0.01
        torso = (np.abs(points[:, 1]) < 0.1) & (points[:, 2] > -0.2) & (points[:, 2] < 0.55)
        chest = torso & (points[:, 2] > 0.36) & (points[:, 2] < 0.42) & (np.abs(points[:, 1]) < 0.03)
        self._picked = {
            "seat": body[torso][np.argmin(points[torso, 0] + 0.6 * points[torso, 2])],
            "back": body[chest][np.argmin(points[chest, 0])],
            "chest": body[chest][np.argmax(points[chest, 0])],
        }
        for side, sign in (("L", 1), ("R", -1)):
            self._picked[f"ear.{side}"] = body[head][np.argmax(points[head, 1] * sign)]
            foot = points[:, 1] * sign > 0
            low = foot & (points[:, 2] < source.cube(template, "joint-l-ankle")[2] - 0.03)
            self._picked[f"heel.{side}"] = body[low][np.argmin(points[low, 0])]
            self._picked[f"toes.{side}"] = body[low][np.argmax(points[low, 0])]

    def of(self, shape: Array) -> Array:
        """The landmarks (points, 3) on a source shape."""
        return np.array([self._point(shape, name) for name in POINTS])

    def _point(self, shape: Array, name: str) -> Array:
        if name in self._picked:
            return shape[self._picked[name]]
        if name == "crown":
            body = shape[np.unique(self._source.groups["body"])]
            return body[np.argmax(body[:, 2])]
        if name == "mouth":
            return self._source.cube(shape, "joint-mouth")
        letter = name[-1].lower()
        return self._source.cube(shape, f"joint-{letter}-{_CUBES[name[:-2]]}")


_CUBES = {"eye": "eye"} | {f"tip{finger}": f"finger-{finger}-4" for finger in range(1, 6)}
