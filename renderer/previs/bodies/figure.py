"""From an attitude to turned bones: trunk, head and arms in the body's level frame (facing +x, hips given)."""

from __future__ import annotations

import math

import numpy as np

from renderer.previs.bodies.attitude import Angles, Arm, Attitude, Between, Put, Swing
from renderer.previs.bodies.skeleton import NECK, SPINE, Skeleton
from renderer.previs.bodies.turns import (
    Array,
    basis,
    bend,
    blended,
    cross,
    joint_of,
    pitch,
    roll,
    twisted,
    unit,
    vec,
    yaw,
)

_SPINE_SHARES = (0.10, 0.26, 0.50, 0.76, 1.0)
_NECK_SHARES = (0.16, 0.32, 0.48)
LOOK_YAW, LOOK_PITCH = 70.0, 35.0
"""Degrees a head turns and nods without the trunk: the usual active range of the neck, held a little short."""


_FOLLOWED = 0.3
"""How much of a trunk's lean an arm follows that hangs from it."""
_TO_TOP = 0.275
"""Metres from what a hand at a table is measured from up to the table's top, where that is known."""
_OVER_SEAT, _OVER_HAND = 0.09, 0.21
"""Metres from the hip joints down to a seat, and to what a hand that writes on its feet is measured from."""


class Trunk:
    """The turns of pelvis, spine and head, and where the joints above the hips are (in the body's frame)."""

    def __init__(self, skeleton: Skeleton, attitude: Attitude, hips: Array, gaze: tuple[float, float]) -> None:
        self.skeleton = skeleton
        self.turns = np.broadcast_to(np.eye(3), (len(skeleton.parents), 3, 3)).copy()
        self.hips = hips
        index = skeleton.index
        pelvis = self._lying() if attitude.base == "lie" else np.eye(3)
        pelvis = pelvis @ bend(attitude.pelvis)
        self.turns[index["root"]] = pelvis
        for bone, share in zip(SPINE, _SPINE_SHARES, strict=True):
            self.turns[index[bone]] = pelvis @ bend(attitude.spine, share)
        self.chest = self.turns[index["spine01"]]
        self.look(attitude, gaze)

    @staticmethod
    def _lying() -> Array:
        """On the back: what faced forward faces up, the head lies towards -x."""
        return pitch(-90)

    def look(self, attitude: Attitude, gaze: tuple[float, float]) -> None:
        """Turns neck and head by the attitude's own angles and a gaze (yaw, pitch) in degrees."""
        own, sway = attitude.head, attitude.sway
        look: Angles = (own[0] + gaze[1] + sway[0], own[1] + sway[1], own[2] + gaze[0] + sway[2])
        index = self.skeleton.index
        for bone, share in zip(NECK, _NECK_SHARES, strict=True):
            self.turns[index[bone]] = self.chest @ bend(look, share)
        self.turns[index["head"]] = self.turns[index["jaw"]] = self.chest @ bend(look)

    def open_jaw(self, degrees: float) -> None:
        """Lets the jaw fall."""
        self.turns[self.skeleton.index["jaw"]] = self.turns[self.skeleton.index["head"]] @ pitch(degrees)

    def where(self, bone: str) -> Array:
        """Where a bone begins (3,), following its parents up from the hips."""
        skeleton = self.skeleton
        root = skeleton.root(self.turns, self.hips)
        place: Array = joint_of(self.turns, skeleton.steps, skeleton.above, root, skeleton.index[bone])
        return place

    def landmark(self, name: str, bone: str) -> Array:
        """Where a point of the body is that goes with ``bone``."""
        skeleton = self.skeleton
        place: Array = self.where(bone) + self.turns[skeleton.index[bone]] @ (
            skeleton.points[name] - skeleton.head(bone)
        )
        return place


def gaze_towards(trunk: Trunk, target: Array, head: Angles) -> tuple[float, float]:
    """(yaw, pitch) degrees that bring the face from the attitude's own to ``target``, within what a neck can do."""
    eyes = (trunk.landmark("eye.L", "head") + trunk.landmark("eye.R", "head")) / 2
    ahead = trunk.chest.T @ unit(target - eyes)
    turn = math.degrees(math.atan2(ahead[1], ahead[0]))
    nod = -math.degrees(math.asin(min(max(float(ahead[2]), -1.0), 1.0)))
    # Behind the back the two sides meet: let the head come back to the middle there, without a jump.
    behind = max(abs(turn) - 140.0, 0.0) / 40.0
    turn = min(max(turn, -LOOK_YAW), LOOK_YAW) * (1 - behind)
    return turn - head[2], min(max(nod, -LOOK_PITCH), LOOK_PITCH) - head[0]


class Arms:
    """Solves arms on a trunk.  ``thighs`` gives hip and knee (3,) of each side, for hands that rest there.

    ``wanted`` is the attitude that they belong to.
    """

    def __init__(self, trunk: Trunk, thighs: dict[str, tuple[Array, Array]], girth: float, wanted: Attitude) -> None:
        self.trunk, self.thighs, self.girth = trunk, thighs, girth
        self.skeleton = trunk.skeleton
        self.shrug, self.top = wanted.shrug, wanted.top
        self.surface = float(trunk.hips[2]) - (_OVER_SEAT if wanted.base == "sit" else _OVER_HAND)

    def solve(self, side: str, arm: Arm) -> None:
        """Sets the turns of clavicle, arm, hand and fingers of a side."""
        if not isinstance(arm, Between):
            self._single(side, arm)
            return
        bones = self._bones(side)
        self._single(side, arm.a)
        if arm.t <= 0:
            return
        before = self.trunk.turns[bones].copy()
        self._single(side, arm.b)
        self.trunk.turns[bones] = blended(before, self.trunk.turns[bones], arm.t)

    def _bones(self, side: str) -> list[int]:
        first = self.skeleton.index[f"clavicle.{side}"]
        return list(range(first, self.skeleton.index[f"finger5-3.{side}"] + 1))

    def _single(self, side: str, arm: Swing | Put) -> None:
        if isinstance(arm, Swing):
            self._swing(side, arm)
        else:
            self._put(side, arm)
        self.skeleton.curled(self.trunk.turns, side, arm.curl)

    def _out(self, side: str, vector: tuple[float, float, float] | Array) -> Array:
        """A description's vector (y outward) in the frame's own (y to the left)."""
        return vec(vector[0], vector[1] if side == "L" else -vector[1], vector[2])

    def _swing(self, side: str, arm: Swing) -> None:
        chest, limb = self._hung() if arm.hang else self.trunk.chest, self.skeleton.arms[side]
        upper, fore = unit(self._out(side, arm.upper)), unit(self._out(side, arm.fore))
        if arm.hang:
            upper = unit(upper + self._out(side, (0.0, self.girth, 0.0)))
        self._raise(side, upper if not arm.hang else self.trunk.chest.T @ chest @ upper)
        elbow = chest @ upper * limb.upper
        self._set(side, elbow, elbow + chest @ fore * limb.lower, chest @ self._hand(side, arm))

    def _put(self, side: str, arm: Put) -> None:
        point, axes = self._anchored(side, arm)
        limb, skeleton = self.skeleton.arms[side], self.skeleton
        hand = axes @ self._hand(side, arm)
        wrist = point - hand @ skeleton.palms[side]
        shoulder = self.trunk.where(f"upperarm01.{side}")
        pole = axes @ self._out(side, arm.elbow)
        self._raise(side, self.trunk.chest.T @ unit(limb.bent(shoulder, wrist, pole) - shoulder))
        shoulder = self.trunk.where(f"upperarm01.{side}")
        elbow = limb.bent(shoulder, wrist, pole) - shoulder
        reach = unit(wrist - shoulder - elbow) * limb.lower
        self._set(side, elbow, elbow + reach, hand)

    def _hand(self, side: str, arm: Swing | Put) -> Array:
        return basis(self._out(side, arm.hand), self._out(side, arm.palm)) @ self.skeleton.hand_frames[side]

    def _anchored(self, side: str, arm: Put) -> tuple[Array, Array]:
        """The point (3,) where the palm goes, and the axes its description is in."""
        trunk, skeleton = self.trunk, self.skeleton
        if arm.anchor == "spot":
            return self._out(side, arm.offset), np.eye(3)
        if arm.anchor in ("ear", "mouth", "face"):
            name = {"ear": f"ear.{side}", "mouth": "mouth", "face": "mouth"}[arm.anchor]
            axes = trunk.turns[skeleton.index["head"]]
            origin, size = trunk.landmark(name, "head"), skeleton.head_height
            if arm.anchor == "face":
                origin = origin + axes @ vec(0, 0, 0.22 * size)
        else:
            axes, size = self._level(), skeleton.arms[side].length
            origin = self._origin(side, arm)
        if arm.anchor == "table":
            ahead, out, up = arm.offset
            place = origin + axes @ self._out(side, (ahead, out, 0.0)) * size
            over = self.surface + up * self._small() if self.top is None else self.top + up - _TO_TOP
            return vec(place[0], place[1], over), axes
        return origin + axes @ self._out(side, arm.offset) * size, axes

    def _origin(self, side: str, arm: Put) -> Array:
        hip, knee = self.thighs[side]
        flesh = vec(0, 0, 0.115 * self.skeleton.legs[side].upper / 0.42)
        if arm.anchor == "thigh":
            return np.asarray(hip + (knee - hip) * 0.72 + flesh)
        if arm.anchor == "knee":
            return np.asarray(knee + flesh * 0.4)
        if arm.anchor == "hip":
            return np.asarray(hip + self._level() @ self._out(side, (0.0, 0.10 + self.girth * 0.5, 0.0)))
        return (self.trunk.where("upperarm01.L") + self.trunk.where("upperarm01.R")) / 2 + self._level() @ self._out(
            side, (0.0, float(self.skeleton.head("upperarm01.L")[1]), 0.0)
        )

    def _small(self) -> float:
        """How much lower somebody small sits or stands to what their hands are on: 1 when grown."""
        return min(1.0, 0.35 + 0.65 * self.skeleton.arms["L"].length / 0.53)

    def _level(self) -> Array:
        """The body's axes turned with the chest about the vertical only."""
        ahead = self.trunk.chest[:, 0]
        level: Array = yaw(math.degrees(math.atan2(ahead[1], ahead[0])) if abs(ahead[2]) < 0.95 else 0.0)
        return level

    def _hung(self) -> Array:
        """The axes of an arm that hangs: down is nearly down, however trunk and shoulders lean."""
        ahead = self.trunk.chest[:, 0]
        if abs(ahead[2]) >= 0.95:
            return np.asarray(self.trunk.chest)
        leant: Array = self._level() @ pitch(-_FOLLOWED * math.degrees(math.asin(float(ahead[2]))))
        return leant

    def _raise(self, side: str, upper: Array) -> None:
        """Clavicle and shoulder follow a raised or forward upper arm (scapulo-humeral rhythm, about one in three)."""
        sign = 1.0 if side == "L" else -1.0
        up = max(float(upper[2]) + 0.45, 0.0) * 18.0 - 8.0 + self.shrug
        ahead = float(upper[0]) * 12.0 * (1.0 if upper[0] > 0 else 0.5)
        turns, index = self.trunk.turns, self.skeleton.index
        lift: Array = yaw(-sign * ahead) @ roll(sign * up)
        turns[index[f"clavicle.{side}"]] = self.trunk.chest @ lift
        turns[index[f"shoulder01.{side}"]] = self.trunk.chest @ yaw(-sign * ahead * 1.3) @ roll(sign * up * 1.8)

    def _set(self, side: str, elbow: Array, wrist: Array, hand: Array) -> None:
        """Turns the arm's bones so that they run shoulder - ``elbow`` - ``wrist`` (from the shoulder) to ``hand``."""
        limb, turns, index = self.skeleton.arms[side], self.trunk.turns, self.skeleton.index
        hinge = cross(elbow, wrist - elbow)
        if float(hinge @ hinge) < 1e-7:
            hinge = self.trunk.chest @ vec(0, -1 if side == "L" else 1, -0.3)
        upper = basis(elbow, hinge) @ limb.upper_frame
        lower = basis(wrist - elbow, hinge) @ limb.lower_frame
        turns[index[f"upperarm01.{side}"]] = upper
        turns[index[f"upperarm02.{side}"]] = upper
        turns[index[f"lowerarm01.{side}"]] = lower
        turns[index[f"lowerarm02.{side}"]] = twisted(lower, hand, unit(wrist - elbow), 0.6)
        turns[index[f"wrist.{side}"]] = hand
