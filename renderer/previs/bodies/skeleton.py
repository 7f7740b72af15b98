"""The bones of one body at rest, and how they turn: lengths, frames, forward and two-bone inverse kinematics."""

from __future__ import annotations

import math

import numpy as np

from renderer.previs.bodies.asset import Asset, Body
from renderer.previs.bodies.attitude import Curl
from renderer.previs.bodies.turns import (
    Array,
    Integers,
    about,
    basis,
    bent,
    cross,
    curl_fingers,
    joints_of,
    pitch,
    unit,
    vec,
)

SIDES = ("L", "R")
SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
_FINGERS_IN, _THUMB_IN = 0.88, 0.38
"""Shares of the rest hand's spread that a hand at ease takes back."""
NECK = ("neck01", "neck02", "neck03")


class Limb:
    """Two bones and what is at their end, at rest: joints a, b, c (3,), lengths, the rest frames."""

    def __init__(self, a: Array, b: Array, c: Array, hinge: Array) -> None:
        self.upper, self.lower = float(np.linalg.norm(b - a)), float(np.linalg.norm(c - b))
        self.upper_frame = basis(b - a, hinge).T
        self.lower_frame = basis(c - b, hinge).T

    @property
    def length(self) -> float:
        """Metres when straight."""
        return self.upper + self.lower

    def bent(self, start: Array, end: Array, pole: Array) -> Array:
        """Where the middle joint (3,) is when the limb goes from ``start`` towards ``end``, bent to ``pole``."""
        middle: Array = bent(start, end, pole, self.upper, self.lower)
        return middle


class Skeleton:
    """One body's bones.  ``index`` gives a bone's number by name, ``above`` (b,) the ``parents`` as an array."""

    def __init__(self, body: Body, baked: Asset) -> None:
        self.heads = body.heads
        self.parents = baked.parents
        self.above = np.array(baked.parents, np.int64)
        self.index = {name: number for number, name in enumerate(baked.bone_names)}
        self.points = {name: body.points[number] for number, name in enumerate(baked.point_names)}
        self.steps = np.array([self.heads[i] - self.heads[max(p, 0)] for i, p in enumerate(baked.parents)])
        self.arms = {side: self._arm(side) for side in SIDES}
        self.legs = {side: self._leg(side) for side in SIDES}
        self.hand_frames = {side: self._hand(side) for side in SIDES}
        self.palms = {side: self._palm(side) for side in SIDES}
        self.fingers = {side: self._fingers(side) for side in SIDES}
        self.gathers = {side: self._gathers(side) for side in SIDES}
        self.hips = (self.head("upperleg01.L") + self.head("upperleg01.R")) / 2
        self.shoulders = (self.head("upperarm01.L") + self.head("upperarm01.R")) / 2
        self.ankle = float(self.head("foot.L")[2])
        self.head_height = float(self.points["crown"][2] - self.points["mouth"][2]) * 1.28

    def head(self, bone: str) -> Array:
        """Where a bone begins (3,) at rest."""
        point: Array = self.heads[self.index[bone]]
        return point

    def _arm(self, side: str) -> Limb:
        a, b, c = (self.head(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist"))
        return Limb(a, b, c, cross(b - a, c - b))

    def _leg(self, side: str) -> Limb:
        a, b, c = (self.head(f"{name}.{side}") for name in ("upperleg01", "lowerleg01", "foot"))
        return Limb(a, b, c, vec(1, 0, 0))

    def _hand(self, side: str) -> Array:
        """The rest hand's frame, transposed: columns along the fingers, out of the palm, third."""
        wrist, middle = self.head(f"wrist.{side}"), self.head(f"finger3-1.{side}")
        across = self.head(f"finger2-1.{side}") - self.head(f"finger5-1.{side}")
        palm = cross(middle - wrist, across) if side == "L" else cross(across, middle - wrist)
        return basis(middle - wrist, palm).T

    def _palm(self, side: str) -> Array:
        """From the wrist to where the palm holds something, at rest."""
        frame = self.hand_frames[side]
        along = self.head(f"finger3-1.{side}") - self.head(f"wrist.{side}")
        palm: Array = along * 0.85 + frame[1] * 0.22 * float(np.linalg.norm(along))
        return palm

    def _fingers(self, side: str) -> tuple[Integers, Array, Array]:
        """Of the finger bones (15,): their numbers, the axes (15, 3) they curl about at rest, degrees at full curl."""
        frame = self.hand_frames[side]
        across = unit(self.head(f"finger5-1.{side}") - self.head(f"finger2-1.{side}"))
        numbers, axes, full = [], [], []
        for finger in range(1, 6):
            for joint, degrees in ((1, 68.0), (2, 88.0), (3, 58.0)):
                axis = across if side == "L" else -across
                if finger == 1:
                    # The thumb folds over the palm about its own hinge.
                    along = unit(self.head(f"finger1-2.{side}") - self.head(f"finger1-1.{side}"))
                    axis = unit(cross(along, frame[1] + 0.6 * across))
                    degrees *= 0.55 if joint == 1 else 0.7
                numbers.append(self.index[f"finger{finger}-{joint}.{side}"])
                axes.append(axis)
                full.append(degrees)
        return np.array(numbers, np.int64), np.array(axes), np.array(full)

    def _gathers(self, side: str) -> Array:
        """Per finger the turn (5, 3, 3) in the palm's plane that brings the rest hand's spread fingers together."""
        palm = self.hand_frames[side][1]
        ahead = self._flat(side, 3, palm)
        turns = []
        for finger in range(1, 6):
            own = self._flat(side, finger, palm)
            spread = math.degrees(math.atan2(float(cross(own, ahead) @ palm), float(own @ ahead)))
            turns.append(about(palm, spread * (_THUMB_IN if finger == 1 else _FINGERS_IN)))
        return np.array(turns)

    def _flat(self, side: str, finger: int, palm: Array) -> Array:
        """Which way a finger runs in the palm's plane, at rest."""
        along = self.head(f"finger{finger}-3.{side}") - self.head(f"finger{finger}-1.{side}")
        return unit(along - palm * float(along @ palm))

    def curled(self, turns: Array, side: str, curl: Curl) -> None:
        """Sets the finger bones of ``turns`` (b, 3, 3) from the hand's."""
        bones, axes, full = self.fingers[side]
        # Each joint of a finger turns with those before it.
        degrees = np.cumsum(full.reshape(5, 3) * np.array(curl)[:, None], axis=1).ravel()
        curl_fingers(turns, turns[self.index[f"wrist.{side}"]], bones, axes, degrees, self.gathers[side])

    def placed(self, turns: Array, hips: Array) -> Array:
        """Joint positions (b, 3) when the bones turn by ``turns`` (b, 3, 3) and the hips' middle is at ``hips``."""
        where: Array = joints_of(turns, self.steps, self.above, self.root(turns, hips))
        return where

    def root(self, turns: Array, hips: Array) -> Array:
        """Where the first bone begins (3,), given the hips' middle."""
        first: Array = hips - turns[0] @ (self.hips - self.heads[0])
        return first

    def ankle_over(self, angle: float, flat: float) -> float:
        """Metres from the floor to the ankle of a foot with its heel up by ``angle`` degrees.

        ``flat`` is how much of the angle the toes take back, 0 to 1.
        """
        ankle, ball = self.head("foot.L"), self.head("toe.L")
        turn, toes = pitch(angle), pitch(angle * (1 - flat))
        hinge = turn @ (ball - ankle)
        lowest = [turn @ _under(point, ankle) for point in (self.points["heel.L"], ball)]
        lowest += [hinge + toes @ _under(point, ball) for point in (ball, self.points["toes.L"])]
        return -float(min(point[2] for point in lowest))


def _under(point: Array, origin: Array) -> Array:
    """From ``origin`` to the floor below a point of the foot at rest."""
    return vec(point[0] - origin[0], 0.0, -origin[2])
