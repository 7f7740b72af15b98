"""Reads a .glb as another program would: nodes at an instant, skinned vertices, a camera's projection."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

_KINDS = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
_SIZES = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
TO_Z_UP = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]])


class Reader:
    """A document: ``document`` is its JSON."""

    def __init__(self, data: bytes) -> None:
        magic, version, length = struct.unpack_from("<III", data)
        assert (magic, version, length) == (0x46546C67, 2, len(data))
        size, kind = struct.unpack_from("<II", data, 12)
        assert kind == 0x4E4F534A
        self.document: dict[str, Any] = json.loads(data[20 : 20 + size])
        block, kind = struct.unpack_from("<II", data, 20 + size)
        assert kind == 0x004E4942
        self.block = data[28 + size : 28 + size + block]
        assert len(self.block) == block == self.document["buffers"][0]["byteLength"]
        nodes = self.document["nodes"]
        self.parents = {child: n for n, node in enumerate(nodes) for child in node.get("children", ())}
        moves = self.document.get("animations", [{"channels": [], "samplers": []}])[0]
        self.channels = {
            (_what(channel["target"]), channel["target"]["path"]): moves["samplers"][channel["sampler"]]
            for channel in moves["channels"]
        }

    def numbers(self, index: int) -> np.ndarray:
        """An accessor's rows."""
        accessor = self.document["accessors"][index]
        view = self.document["bufferViews"][accessor["bufferView"]]
        size = _SIZES[accessor["type"]]
        raw = np.frombuffer(self.block, _KINDS[accessor["componentType"]], accessor["count"] * size, view["byteOffset"])
        return raw.reshape(-1, size).astype(float)

    def node(self, name: str) -> int:
        """A node by name."""
        (number,) = (n for n, node in enumerate(self.document["nodes"]) if node["name"] == name)
        return number

    def value(self, node: int | str, path: str, seconds: float, otherwise: Any) -> np.ndarray:
        """What a channel says at the last key before an instant."""
        sampler = self.channels.get((node, path))
        if sampler is None:
            return np.asarray(otherwise, float)
        times, rows = self.numbers(sampler["input"])[:, 0], self.numbers(sampler["output"])
        return rows[max(int(np.searchsorted(times, seconds + 1e-4)) - 1, 0)]

    def matrix(self, number: int, seconds: float) -> np.ndarray:
        """A node's place in the world (4, 4)."""
        node, own = self.document["nodes"][number], np.eye(4)
        turn = self.value(number, "rotation", seconds, node.get("rotation", [0, 0, 0, 1]))
        scale = self.value(number, "scale", seconds, node.get("scale", [1, 1, 1]))
        own[:3, :3] = _turned(turn / np.linalg.norm(turn)) * scale
        own[:3, 3] = self.value(number, "translation", seconds, node.get("translation", [0, 0, 0]))
        return self.matrix(self.parents[number], seconds) @ own if number in self.parents else own

    def vertices(self, name: str, seconds: float) -> np.ndarray:
        """A mesh's vertices (n, 3) in the world, skinned where it has a skin."""
        number = self.node(name)
        node = self.document["nodes"][number]
        attributes = self.document["meshes"][node["mesh"]]["primitives"][0]["attributes"]
        rest = self.numbers(attributes["POSITION"]) + self.morphed(number, seconds)
        rest = np.column_stack([rest, np.ones(len(rest))])
        if "skin" not in node:
            return (rest @ self.matrix(number, seconds).T)[:, :3]
        skin = self.document["skins"][node["skin"]]
        inverse = self.numbers(skin["inverseBindMatrices"]).reshape(-1, 4, 4).swapaxes(1, 2)
        bones = np.stack([self.matrix(joint, seconds) for joint in skin["joints"]]) @ inverse
        joints, weights = self.numbers(attributes["JOINTS_0"]).astype(int), self.numbers(attributes["WEIGHTS_0"])
        return np.einsum("nk,nkij,nj->ni", weights, bones[joints], rest)[:, :3]

    def morphed(self, number: int, seconds: float) -> Any:
        """How far a mesh's morph targets move its vertices (n, 3); nothing without any."""
        mesh = self.document["meshes"][self.document["nodes"][number]["mesh"]]
        sampler = self.channels.get((number, "weights"))
        if sampler is None:
            return 0.0
        times, weights = self.numbers(sampler["input"])[:, 0], self.numbers(sampler["output"])
        row = weights.reshape(len(times), -1)[max(int(np.searchsorted(times, seconds + 1e-4)) - 1, 0)]
        targets = mesh["primitives"][0]["targets"]
        return sum(share * self.numbers(each["POSITION"]) for share, each in zip(row, targets, strict=True))

    def project(self, camera: str, seconds: float, points: np.ndarray) -> np.ndarray:
        """Points (n, 3) as the camera sees them: -1 to 1 across the frame, y up."""
        number = self.node(camera)
        index = self.document["nodes"][number]["camera"]
        lens = self.document["cameras"][index]["perspective"]
        fov = float(np.ravel(self.value(f"/cameras/{index}/perspective/yfov", "pointer", seconds, lens["yfov"]))[0])
        half = np.tan(fov / 2)
        space = np.column_stack([points, np.ones(len(points))]) @ np.linalg.inv(self.matrix(number, seconds)).T
        return np.column_stack([space[:, 0] / lens["aspectRatio"], space[:, 1]]) / -space[:, 2:3] / half


def _what(target: dict[str, Any]) -> int | str:
    """The node that a channel moves, or the pointer to what else it changes."""
    if "node" in target:
        return int(target["node"])
    return str(target["extensions"]["KHR_animation_pointer"]["pointer"])


def _turned(q: np.ndarray) -> np.ndarray:
    x, y, z, w = q
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
