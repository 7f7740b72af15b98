"""From a stance to turned bones: which attitudes, on what ground, looking where, walking how."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from film.base import Vec3
from film.staging import Pose, Stance
from renderer.previs.bodies.attitude import AT_EASE, Arm, Attitude, Base
from renderer.previs.bodies.figure import Arms, Trunk, gaze_towards
from renderer.previs.bodies.footfalls import Ideal, Shifts, ideals, shifted_feet
from renderer.previs.bodies.gestures import HANDLE, WHEEL, held_at
from renderer.previs.bodies.habits import bearing, living, shifted
from renderer.previs.bodies.legs import Carriage, carriage, footed, mixed, set_legs
from renderer.previs.bodies.library import SUNK, attitude, base_of
from renderer.previs.bodies.life import Life, Moment, life
from renderer.previs.bodies.pairs import arms_about, drawn_near
from renderer.previs.bodies.skeleton import NECK, SIDES, Skeleton
from renderer.previs.bodies.steps import Step, Walk, closing, stepping
from renderer.previs.bodies.turns import Array, about, blended, cross, pitch, unit, vec, yaw

ON_FEET: tuple[Base, ...] = ("stand", "lean")
CHAIR = 0.45
"""Metres: a seat nobody gave the height of, for a grown leg."""
_LOW = 0.15
"""Metres up to which what somebody lies on is the floor."""
_HAND = 0.035
"""Metres that a finger keeps over the floor."""
_RISING = 26.0
"""Degrees that a trunk leans further forward half-way between a seat and its feet."""
_OWN_EYES: tuple[Pose, ...] = ("hug", "cry", "pray")
"""Poses that look at nobody."""
_FACE = (*NECK, "head", "jaw")


class _Scene(NamedTuple):
    """All that a figure is made of beside its pose."""

    stance: Stance
    moment: Moment
    alive: Life
    look: Array | None
    feet_only: bool = False


_NO_BONES: Array = np.zeros((0, 3, 3))


class Actor:
    """Solves stances for one skeleton.  ``under`` says per base how far the hip joints rest above what carries them."""

    def __init__(self, name: str, skeleton: Skeleton, girth: float, under: dict[Base, float]) -> None:
        self.name, self.skeleton, self.girth, self.under = name, skeleton, girth, under
        self.height = float(skeleton.points["crown"][2])

    def solve(self, stance: Stance, moment: Moment, shifts: Shifts | None = None) -> tuple[Array, Array]:
        """Bone turns (b, 3, 3) and joints (b, 3) in the body's frame: level, facing +x, floor at z = 0.

        ``shifts`` hold the feet to the floor; see footfalls.
        """
        turns, ground = self._set(_Scene(stance, moment, life(self.name, moment), _look(stance)))
        if shifts is not None:
            ground = shifted_feet(self.skeleton, ground, shifts, stance.yaw)
        set_legs(self.skeleton, turns, self.skeleton.placed(turns, ground.hips), ground.feet)
        return turns, self.skeleton.placed(turns, ground.hips)

    def feet(self, stance: Stance, moment: Moment) -> dict[str, Ideal]:
        """Where a stance alone would have the feet, in the world."""
        scene = _Scene(stance, moment, life(self.name, moment), None, feet_only=True)
        return ideals(self.skeleton, stance, self._set(scene)[1], _free(stance))

    def _set(self, scene: _Scene) -> tuple[Array, Carriage]:
        """Trunk, head and arms (b, 3, 3), and what carries them."""
        stance = scene.stance
        if stance.blend < 1.0 and (stance.pose_a, stance.seat_a) != (stance.pose_b, stance.seat_b):
            return self._changing(scene)
        figure = self._figure(stance.pose_b, stance.seat_b, scene)
        if stance.gait is not None and not _upright(stance.pose_b, stance.seat_b):
            return _blend(figure, self._figure("stand", None, scene), stance.gait_weight)
        return figure

    def _changing(self, scene: _Scene) -> tuple[Array, Carriage]:
        """Between two poses: getting down to lie and up from it goes over sitting, sitting down leans forward."""
        stance, t = scene.stance, scene.stance.blend
        before, after = base_of(stance.pose_a, stance.seat_a), base_of(stance.pose_b, stance.seat_b)
        one = self._figure(stance.pose_a, stance.seat_a, scene)
        two = self._figure(stance.pose_b, stance.seat_b, scene)
        if "lie" in (before, after) and before != after and "sit" not in (before, after):
            low = (stance.seat_b if after == "lie" else stance.seat_a) or 0.0
            midway = self._posed(SUNK if low < _LOW else attitude("sit", low, 0.0, None), low, scene)
            # Whoever falls does so faster and faster.
            t = t**1.35 if after == "lie" else t
            share = 0.55 if after == "lie" else 0.45
            if t < share:
                turns, ground = _blend(one, midway, t / share)
            else:
                turns, ground = _blend(midway, two, (t - share) / (1 - share))
            return self._hands_up(turns, ground.hips, low), ground
        turns, ground = _blend(one, two, t)
        if len(turns) and "sit" in (before, after) and before != after and "lie" not in (before, after):
            turns = self._leaning(turns, _RISING * math.sin(math.pi * t))
        return turns, ground

    def _hands_up(self, turns: Array, hips: Array, surface: float) -> Array:
        """Arms turned up about the shoulder until no hand is in what somebody lies down on."""
        if not len(turns):
            return turns
        where, index = self.skeleton.placed(turns, hips), self.skeleton.index
        for side in SIDES:
            shoulder, finger = where[index[f"upperarm01.{side}"]], where[index[f"finger3-3.{side}"]]
            arm = finger - shoulder
            far, wanted = float(np.linalg.norm(arm)), surface + _HAND - float(shoulder[2])
            if float(arm[2]) < wanted and far > abs(wanted):
                up = math.degrees(math.asin(wanted / far) - math.asin(float(arm[2]) / far))
                first, last = index[f"upperarm01.{side}"], index[f"finger5-3.{side}"]
                turns[first : last + 1] = about(unit(cross(arm, vec(0.0, 0.0, 1.0))), up) @ turns[first : last + 1]
        return turns

    def _leaning(self, turns: Array, degrees: float) -> Array:
        """Everything above the hips further forward, the face by half of it."""
        leant = np.asarray(pitch(degrees) @ turns)
        for bone in _FACE:
            number = self.skeleton.index[bone]
            leant[number] = pitch(degrees / 2) @ turns[number]
        return leant

    def probe(self, base: Base, height: float) -> tuple[Array, Array]:
        """A base as it would be if the hip joints rested on what carries them, to measure the flesh between."""
        ground = carriage(base, self.skeleton, height, 0.0)
        trunk = Trunk(self.skeleton, Attitude(base=base), ground.hips, (0.0, 0.0))
        self._arms(trunk, ground, Attitude(base=base))
        set_legs(self.skeleton, trunk.turns, self.skeleton.placed(trunk.turns, ground.hips), ground.feet)
        return trunk.turns, self.skeleton.placed(trunk.turns, ground.hips)

    def _figure(self, pose: Pose, seat: float | None, scene: _Scene) -> tuple[Array, Carriage]:
        """Trunk, head and arms of one pose (b, 3, 3), and what carries it."""
        wanted = attitude(pose, seat, scene.moment.seconds, None)
        return self._posed(wanted, seat, scene, pose)

    def _posed(
        self, wanted: Attitude, seat: float | None, scene: _Scene, pose: Pose = "stand"
    ) -> tuple[Array, Carriage]:
        """Trunk, head and arms of an attitude (b, 3, 3), and what carries it."""
        stance, alive, look = scene.stance, scene.alive, scene.look
        standing = wanted.base in ON_FEET
        step = self._step(stance) if standing else None
        ground = step.carriage if step is not None else self._ground(wanted.base, seat)
        if scene.feet_only:
            if standing and wanted.footing is not AT_EASE:
                ground = footed(ground, wanted.footing, self.skeleton, 1 - (stance.gait_weight if step else 0.0))
            return _NO_BONES, ground
        wanted = drawn_near(pose, bearing(wanted, (stance.mood_a, stance.mood_b), stance.blend), look, self.height)
        wanted = living(self._touching(wanted, scene), alive, step, scene.moment.laden)
        if standing:
            idle = 1.0 - (stance.gait_weight if step is not None else 0.0)
            if wanted.footing is not AT_EASE:
                ground = footed(ground, wanted.footing, self.skeleton, idle)
            wanted = shifted(wanted, alive.hip * idle)
            aside = alive.sway + 0.0085 * alive.hip * idle * self.skeleton.legs["L"].length / 0.85
            ground = replace(ground, hips=ground.hips + vec(0.0, aside, -0.006))
        trunk = self._trunk(wanted, ground.hips, alive, None if pose in _OWN_EYES else look)
        about = arms_about(pose, trunk, look, self.height)
        if about is not None:
            wanted = replace(wanted, left=about[0], right=about[1])
        if pose == "point":
            wanted = replace(wanted, right=self._pointing(trunk, seat, look))
        self._arms(trunk, ground, wanted)
        return trunk.turns, ground

    def _touching(self, wanted: Attitude, scene: _Scene) -> Attitude:
        """The attitude with its hands on what of the place they belong on."""
        touch, stance = scene.moment.touch, scene.stance
        if touch.top is not None:
            wanted = replace(wanted, top=touch.top - stance.position[2])
        if wanted.left == WHEEL and touch.wheel is not None:
            left, right = (_within(point, stance) for point in touch.wheel)
            wanted = replace(wanted, left=held_at(WHEEL, left, "L"), right=held_at(WHEEL, right, "R"))
        if wanted.right == HANDLE and touch.handle is not None:
            wanted = replace(wanted, right=held_at(HANDLE, _within(touch.handle, stance), "R"))
        return wanted

    def _trunk(self, wanted: Attitude, hips: Array, alive: Life, look: Array | None) -> Trunk:
        trunk = Trunk(self.skeleton, wanted, hips, (alive.turn, alive.nod))
        if look is not None:
            turn, nod = gaze_towards(trunk, look, wanted.head)
            trunk.look(wanted, (turn + 0.5 * alive.turn, nod + 0.7 * alive.nod))
        trunk.open_jaw(alive.jaw + wanted.jaw)
        return trunk

    def _arms(self, trunk: Trunk, ground: Carriage, wanted: Attitude) -> None:
        thighs = {}
        for side in SIDES:
            hip, foot = trunk.where(f"upperleg01.{side}"), ground.feet[side]
            thighs[side] = (hip, self.skeleton.legs[side].bent(hip, foot.ankle, foot.knee))
        arms = Arms(trunk, thighs, self.girth, wanted)
        arms.solve("L", wanted.left)
        arms.solve("R", wanted.right)

    def _pointing(self, trunk: Trunk, seat: float | None, look: Array | None) -> Arm:
        if look is None:
            return attitude("point", seat, 0.0, None).right
        x, y, z = trunk.chest.T @ unit(look - trunk.where("upperarm01.R"))
        return attitude("point", seat, 0.0, (float(x), float(y), float(z))).right

    def _step(self, stance: Stance) -> Step | None:
        if stance.gait is None:
            return None
        left = closing(stance.travelled, stance.speed, stance.gait_weight)
        aside = 0.0 if stance.heading is None else stance.heading - stance.yaw
        walk = Walk(stance.gait, stance.travelled, stance.speed, stance.gait_weight, left, aside, stance.climb)
        return stepping(self.skeleton, walk)

    def _ground(self, base: Base, seat: float | None) -> Carriage:
        if base in ON_FEET:
            return carriage(base, self.skeleton, 0.0, 0.0)
        chair = CHAIR * self.skeleton.legs["L"].length / 0.85 if base == "sit" else 0.0
        return carriage(base, self.skeleton, chair if seat is None else seat, self.under[base])


def _upright(pose: Pose, seat: float | None) -> bool:
    return base_of(pose, seat) in ON_FEET


def _blend(one: tuple[Array, Carriage], two: tuple[Array, Carriage], t: float) -> tuple[Array, Carriage]:
    turns = blended(one[0], two[0], t) if len(one[0]) else _NO_BONES
    return turns, mixed(one[1], two[1], t)


def _free(stance: Stance) -> bool:
    """Whether no floor holds the feet: seated and lying, and on the way to or from there."""
    if stance.blend >= 1.0 or (stance.pose_a, stance.seat_a) == (stance.pose_b, stance.seat_b):
        return not _upright(stance.pose_b, stance.seat_b)
    return not (_upright(stance.pose_a, stance.seat_a) and _upright(stance.pose_b, stance.seat_b))


def _look(stance: Stance) -> Array | None:
    """The point looked at, in the body's frame."""
    return None if stance.look is None else _within(stance.look, stance)


def _within(point: Vec3, stance: Stance) -> Array:
    """A point of the place in the body's frame (3,)."""
    return np.asarray(yaw(-stance.yaw) @ (np.array(point) - np.array(stance.position)))
