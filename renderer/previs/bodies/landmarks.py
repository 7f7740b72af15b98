"""The points of a body that OpenPose names: 18 of the body, 70 of the face, 21 of each hand.

Body points are joints.  Face points are vertices, chosen once on the baked head by where the 68 points of Gross et al.
("Multi-PIE", 2010), and two pupils, lie on any face; being skinned with it they follow jaw and head.  Hand points are
finger joints and finger tips (Simon et al., "Hand Keypoint Detection in Single Images", 2017).
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from film.cast import Build
from renderer.previs.bodies.asset import asset, body_of
from renderer.previs.bodies.skeleton import Skeleton
from renderer.previs.bodies.turns import Array

BODY, FACE, HAND = 18, 70, 21
"""How many points each part has; a figure's points are body, face, left hand and right hand in this order."""

_LIMBS = (
    "shoulder_r", "elbow_r", "hand_r", "shoulder_l", "elbow_l", "hand_l",
    "hip_r", "knee_r", "foot_r", "hip_l", "knee_l", "foot_l",
)  # fmt: skip
_NOSE, _PUPIL_R, _PUPIL_L = 30, 68, 69

_EYE = ((1.0, 0.0), (0.35, 0.55), (-0.35, 0.55), (-1.0, -0.05), (-0.35, -0.45), (0.35, -0.45))
"""An eye's points from its outer corner over the upper lid: shares of its half width, outward and up."""

_Points = NDArray[np.float64]


def landmarks(
    joints: dict[str, Array], vertices: NDArray[np.float32], kept: NDArray[np.int64], hands: dict[str, Array]
) -> Array:
    """The 130 points (130, 3) of a posed figure in the world.

    ``vertices`` are those of the figure, which wears the baked vertices ``kept``; ``hands`` has (21, 3) for each side.
    """
    face = vertices[np.searchsorted(kept, face_vertices())].astype(np.float64)
    neck = (joints["shoulder_l"] + joints["shoulder_r"]) / 2
    body = [face[_NOSE], neck, *(joints[name] for name in _LIMBS)]
    body += [face[_PUPIL_R], face[_PUPIL_L], joints["ear_r"], joints["ear_l"]]
    return np.concatenate([np.stack(body), face, hands["left"], hands["right"]])


def hand_points(skeleton: Skeleton, turns: Array, places: Array, side: str) -> Array:
    """Wrist, then four points a finger from the thumb on (21, 3); turns (b, 3, 3) and places (b, 3) of the bones."""
    rows = [places[skeleton.index[f"wrist.{side}"]]]
    for finger in range(1, 6):
        bones = [skeleton.index[f"finger{finger}-{joint}.{side}"] for joint in (1, 2, 3)]
        last = bones[-1]
        tip = places[last] + turns[last] @ (skeleton.points[f"tip{finger}.{side}"] - skeleton.heads[last])
        rows += [*places[bones], tip]
    return np.stack(rows)


@cache
def face_vertices() -> NDArray[np.int64]:
    """The baked vertices (70,) that are the face's points: jaw, brows, nose, eyes, mouth, right and left pupil.

    The right side of the face comes first, as a viewer meets it from left to right.
    """
    baked = asset()
    body = body_of(Build())
    points = {name: body.points[number] for number, name in enumerate(baked.point_names)}
    eye, mouth, ear = points["eye.L"], points["mouth"], points["ear.L"]
    head = _Head(body.vertices.astype(np.float64), float(mouth[0]), float(mouth[2] - 0.1))
    brow, lips = head.of("brow"), head.of("lips")
    corner, lip_line = float(lips[:, 1].max()), float(np.median(lips[:, 2]))
    chosen = head.jaw(ear, 17)
    high = float(np.median(brow[:, 2]))
    for side in (-1.0, 1.0):
        ys = np.linspace(float(brow[:, 1].max()), 0.3 * eye[1], 5)
        chosen += [head.front(side * y, high, ("brow", "skin")) for y in (ys if side < 0 else ys[::-1])]
    tip = head.tip(lip_line, float(eye[2]))
    chosen += [head.front(0.0, z) for z in np.linspace(eye[2], tip, 4)]
    base = tip - 0.3 * (tip - lip_line)
    chosen += [head.front(y, base) for y in np.linspace(-0.5, 0.5, 5) * eye[1]]
    half = 0.46 * float(eye[1])
    for side in (-1.0, 1.0):
        ring = [(side * (eye[1] + out * half), eye[2] + up * half) for out, up in _EYE]
        ring = ring if side < 0 else [ring[i] for i in (3, 2, 1, 0, 5, 4)]
        chosen += [head.front(y, z) for y, z in ring]
    chosen += head.mouth(corner)
    chosen += [head.front(side * eye[1], eye[2], ("iris",)) for side in (-1.0, 1.0)]
    return np.asarray(chosen, np.int64)


class _Head:
    """The baked head at rest, facing +x: vertices in front of ``back`` and above ``floor``, by tag."""

    def __init__(self, vertices: _Points, back: float, floor: float) -> None:
        self.vertices = vertices
        self.back, self.floor = back, floor

    def _numbers(self, *tags: str) -> NDArray[np.int64]:
        baked = asset()
        faces = np.isin(baked.tags, [baked.tag_names.index(tag) for tag in tags])
        numbers = np.unique(baked.faces[faces]).astype(np.int64)
        high: NDArray[np.bool_] = self.vertices[numbers, 2] > self.floor
        return np.asarray(numbers[high], np.int64)

    def of(self, tag: str) -> _Points:
        """The vertices (n, 3) of a tag."""
        return self.vertices[self._numbers(tag)]

    def front(self, y: float, z: float, tags: tuple[str, ...] = ("skin", "brow", "lips")) -> int:
        """The vertex seen nearest to (y, z) from before the face."""
        numbers = self._numbers(*tags)
        numbers = numbers[self.vertices[numbers, 0] > self.back]
        x0, y0, z0 = self.vertices[numbers].T
        return int(numbers[np.argmin((y0 - y) ** 2 + (z0 - z) ** 2 + 0.02 * (x0.max() - x0) ** 2)])

    def tip(self, low: float, high: float) -> float:
        """How high the tip of the nose is."""
        skin = self.of("skin")
        skin = skin[(skin[:, 2] > low) & (skin[:, 2] < high)]
        return float(skin[np.argmax(skin[:, 0]), 2])

    def jaw(self, ear: _Points, count: int) -> list[int]:
        """From the right ear along the jaw's outline to the left one: outermost at even bearings about the face."""
        baked = asset()
        numbers = self._numbers("skin")
        necks = [number for number, name in enumerate(baked.bone_names) if name.startswith("neck")]
        neck = np.where(np.isin(baked.bone_index[numbers], necks), baked.bone_share[numbers], 0.0).sum(1)
        numbers = numbers[neck < 0.25]
        x, y, z = self.vertices[numbers].T
        ahead = (x > float(ear[0]) + 0.02) & (z < float(ear[2]) + 0.01)
        numbers, y, z = numbers[ahead], y[ahead], z[ahead]
        bearing = np.arctan2(y, float(ear[2]) - z)
        reach = np.hypot(y, float(ear[2]) - z)
        chosen = []
        for wanted in np.linspace(-0.5, 0.5, count) * math.pi:
            near = np.abs(bearing - wanted) < 0.09
            best = np.argmax(np.where(near, reach - 0.3 * np.abs(bearing - wanted), -1.0))
            chosen.append(int(numbers[best]))
        return chosen

    def mouth(self, corner: float) -> list[int]:
        """Twelve points of the lips' outer edge from the right corner over the top, then eight of the inner one."""
        baked = asset()
        numbers = self._numbers("lips")
        jaw = baked.bone_names.index("jaw")
        weight = np.where(baked.bone_index[numbers] == jaw, baked.bone_share[numbers], 0.0).sum(1)
        upper, lower = numbers[weight < 0.5], numbers[weight >= 0.5]
        across = np.array([-0.62, -0.26, 0.0, 0.26, 0.62]) * corner
        ends = [int(numbers[np.argmin(side * self.vertices[numbers, 1])]) for side in (1.0, -1.0)]
        top = [self._edge(upper, y, 1.0) for y in across]
        bottom = [self._edge(lower, y, -1.0) for y in across[::-1]]
        within = np.array([-0.35, 0.0, 0.35]) * corner
        inner = [self._edge(upper, y, -1.0) for y in within]
        under = [self._edge(lower, y, 1.0) for y in within[::-1]]
        inside = [self.front(side * 0.8 * corner, self.vertices[ends[0], 2], ("lips",)) for side in (-1.0, 1.0)]
        return [ends[0], *top, ends[1], *bottom, inside[0], *inner, inside[1], *under]

    def _edge(self, numbers: NDArray[np.int64], y: float, up: float) -> int:
        """The highest (or lowest, ``up`` -1) of the vertices nearest to ``y``."""
        points = self.vertices[numbers]
        cost = np.abs(points[:, 1] - y) * 3.0 - up * points[:, 2]
        return int(numbers[np.argmin(cost)])
