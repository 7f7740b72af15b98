"""A skinned human of any rig on our bones: stood in our rest pose once, then acted as our own mannequins are.

The file's bind pose counts (an A or a T, whatever its animations do): which way it looks, what is up and how tall it
is are read off its joints.  Each limb is turned so that it runs as ours does at rest, feet stay flat and heads level;
joints keep the model's own proportions.  What has no bone of ours goes with the nearest above it that has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from renderer.previs.bodies.asset import Asset, Body
from renderer.previs.bodies.turns import basis, cross, unit
from renderer.previs.models.loading import Loaded, Skin, blended_points
from renderer.previs.models.names import Joints
from renderer.previs.models.parts import Part

Rows = npt.NDArray[np.float64]

_LIMBS = {"upperarm01": "lowerarm01", "lowerarm01": "wrist", "upperleg01": "lowerleg01", "lowerleg01": "foot"}
"""Which bone each limb's bone runs to."""
_FLAT = 1e-9
_SNAP = 0.8
"""Cosine of the angle up to which what is up is one of the file's own axes."""


@dataclass(frozen=True)
class Fitted:
    """A model in our rest pose: ``points`` (n, 3), on its own joints ``nodes`` (n, k) by ``shares`` (n, k).

    ``heads`` are where its joints are now, by node; ``flipped`` says part by part whether it is inside out.
    """

    points: Rows
    nodes: npt.NDArray[np.int64]
    shares: Rows
    heads: dict[int, Rows]
    flipped: tuple[bool, ...]


class Bind:
    """The model as it was hung on its bones: all skins in the space of the one that most hangs on."""

    def __init__(self, loaded: Loaded, bones: Joints) -> None:
        self.loaded, self.bones = loaded, bones
        weight = [0] * len(loaded.skins)
        for part in loaded.parts:
            if part.skin is not None:
                weight[part.skin] += len(part.faces)
        self.main = loaded.skins[int(np.argmax(weight))]
        self._at = _bound(self.main)
        for skin in loaded.skins:
            shared = next((joint for joint in skin.joints if joint in self._at), None)
            if shared is not None:
                bridge = self._at[shared] @ skin.inverse[skin.joints.index(shared)]
                for joint, matrix in _bound(skin).items():
                    self._at.setdefault(joint, bridge @ matrix)

    def at(self, node: int) -> Rows:
        """A node's matrix (4, 4): its own, or its place under the nearest above it that has one."""
        if node in self._at:
            return self._at[node]
        tree = self.loaded.tree
        above = tree.parents[node]
        while above >= 0 and above not in self._at:
            above = tree.parents[above]
        if above < 0:
            above = next((n for n in self.bones.values() if n in self._at), self.main.joints[0])
        return np.asarray(self._at[above] @ _inverse(tree.world[above]) @ tree.world[node])

    def place(self, bone: str) -> Rows:
        """Where one of our bones begins (3,)."""
        return self.at(self.bones[bone])[:3, 3]

    def hung(self, part: Part) -> tuple[Rows, npt.NDArray[np.int64], Rows, bool]:
        """A part's points (n, 3), the nodes and shares (n, k) that it hangs on, and whether it is inside out."""
        if part.skin is None or part.joints is None or part.shares is None:
            matrix = self.at(part.node)
            points = part.points @ matrix[:3, :3].T + matrix[:3, 3]
            nodes = np.full((len(points), 1), part.node)
            return points, nodes, np.ones((len(points), 1)), bool(np.linalg.det(matrix[:3, :3]) < 0)
        skin = self.loaded.skins[part.skin]
        moves = np.stack([self.at(joint) for joint in skin.joints]) @ skin.inverse
        total = np.maximum(part.shares.sum(1, keepdims=True), _FLAT)
        return blended_points(part, moves), np.asarray(skin.joints)[part.joints], part.shares / total, False


def upright(bind: Bind) -> Rows:
    """The turn (3, 3) after which the model is z up and looks along +x."""
    left = sum(
        (bind.place(f"{bone}.L") - bind.place(f"{bone}.R") for bone in ("upperleg01", "upperarm01")), np.zeros(3)
    )
    up = unit(bind.place("head") - bind.place("root"))
    axis = int(np.argmax(np.abs(up)))
    if abs(up[axis]) > _SNAP:
        up = np.eye(3)[axis] * np.sign(up[axis])
    left = unit(left - up * float(left @ up))
    return np.stack([cross(left, up), left, up])


def fitted(bind: Bind, turn: Rows, ours: Body, baked: Asset) -> Fitted:
    """The model stood as our body ``ours`` stands at rest, in its own units, its origin where it was."""
    tree, own = bind.loaded.tree, dict(zip(baked.bone_names, ours.heads, strict=True))
    rows = [bind.hung(part) for part in bind.loaded.parts]
    nodes = sorted({int(n) for row in rows for n in np.unique(row[1])} | set(bind.bones.values()))
    rest = {node: turn @ bind.at(node)[:3, 3] for node in _with_those_above(nodes, tree.parents)}
    turns = _turns(bind, rest, own)
    heads: dict[int, Rows] = {}
    for node in sorted(rest, key=lambda each: _depth(each, tree.parents)):
        above = tree.parents[node]
        heads[node] = heads[above] + turns[above] @ (rest[node] - rest[above]) if above in heads else rest[node]
    width = max(row[1].shape[1] for row in rows)
    points = np.concatenate([_posed(row, turn, rest, turns, heads) for row in rows])
    at = np.concatenate([np.pad(row[1], ((0, 0), (0, width - row[1].shape[1]))) for row in rows])
    shares = np.concatenate([np.pad(row[2], ((0, 0), (0, width - row[2].shape[1]))) for row in rows])
    return Fitted(points, at, shares, heads, tuple(row[3] for row in rows))


def _turns(bind: Bind, rest: dict[int, Rows], own: dict[str, Rows]) -> dict[int, Rows]:
    """For every node how it turns in the world from its rest to ours (3, 3)."""
    bone_of = {node: bone for bone, node in bind.bones.items()}
    parents, turns = bind.loaded.tree.parents, dict[int, Rows]()
    for node in sorted(rest, key=lambda each: _depth(each, parents)):
        above = turns.get(parents[node], np.eye(3))
        turns[node] = _turn(bone_of.get(node, ""), bind.bones, rest, own, above)
    return turns


def _turn(bone: str, bones: Joints, rest: dict[int, Rows], own: dict[str, Rows], above: Rows) -> Rows:
    name, _, side = bone.partition(".")

    def theirs(other: str) -> Rows:
        return rest[bones[f"{other}.{side}"]]

    if name in _LIMBS:
        after = _LIMBS[name]
        return _shortest(theirs(after) - theirs(name), own[f"{after}.{side}"] - own[bone]) @ np.eye(3)
    if name == "wrist" and {f"finger{n}-1.{side}" for n in (2, 3, 5)} <= bones.keys():
        hands = [
            basis(place("finger3-1") - place("wrist"), place("finger2-1") - place("finger5-1"))
            for place in (theirs, lambda other: own[f"{other}.{side}"])
        ]
        return np.asarray(hands[1] @ hands[0].T)
    if name.startswith("finger") and name[-1] in "12":
        after = f"{name[:-1]}{int(name[-1]) + 1}"
        if f"{after}.{side}" in bones:
            along = above @ (theirs(after) - theirs(name))
            return _shortest(along, own[f"{after}.{side}"] - own[bone]) @ above
    if name == "foot" and f"toe.{side}" in bones:
        level = np.array([1.0, 1.0, 0.0])
        return _shortest((theirs("toe") - theirs("foot")) * level, (own[f"toe.{side}"] - own[bone]) * level)
    return np.eye(3) if (not side and bone) or name in ("clavicle", "foot") else above


def _shortest(a: Rows, b: Rows) -> Rows:
    """The least turn (3, 3) that brings one direction to another (Rodrigues); none where one has no length."""
    if np.linalg.norm(a) < _FLAT or np.linalg.norm(b) < _FLAT:
        return np.eye(3)
    a, b = unit(a), unit(b)
    axis, cos = cross(a, b), float(a @ b)
    if cos < -0.999999:
        aside = unit(cross(a, np.array([1.0, 0.0, 0.0]) if abs(a[0]) < 0.9 else np.array([0.0, 1.0, 0.0])))
        return np.asarray(2 * np.outer(aside, aside) - np.eye(3))
    k = np.array([(0, -axis[2], axis[1]), (axis[2], 0, -axis[0]), (-axis[1], axis[0], 0)])
    return np.asarray(np.eye(3) + k + k @ k / (1 + cos))


def _posed(
    row: tuple[Rows, npt.NDArray[np.int64], Rows, bool], turn: Rows, rest: dict[int, Rows], turns: dict[int, Rows],
    heads: dict[int, Rows],
) -> Rows:  # fmt: skip
    points, nodes, shares, _ = row
    level = points @ turn.T
    out = np.zeros_like(level)
    for node in np.unique(nodes).tolist():
        share = np.where(nodes == node, shares, 0.0).sum(1)
        used = np.flatnonzero(share)
        out[used] += share[used, None] * ((level[used] - rest[node]) @ turns[node].T + heads[node])
    return out


def _bound(skin: Skin) -> dict[int, Rows]:
    return {joint: _inverse(matrix) for joint, matrix in zip(skin.joints, skin.inverse, strict=True)}


def _inverse(matrix: Rows) -> Rows:
    """The inverse (4, 4); one that has none moves nothing."""
    return np.asarray(np.linalg.inv(matrix) if abs(np.linalg.det(matrix)) > 1e-30 else np.eye(4))


def _with_those_above(nodes: list[int], parents: tuple[int, ...]) -> set[int]:
    found: set[int] = set()
    for node in nodes:
        while node >= 0 and node not in found:
            found.add(node)
            node = parents[node]
    return found


def _depth(node: int, parents: tuple[int, ...]) -> int:
    depth = 0
    while parents[node] >= 0:
        node, depth = parents[node], depth + 1
    return depth
