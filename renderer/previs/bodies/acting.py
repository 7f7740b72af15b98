"""From a stance to turned bones: which attitudes, on what ground, looking where, walking how."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from film.staging import Pose, Stance
from renderer.previs.bodies.attitude import HANGING, Arm, Attitude, Base
from renderer.previs.bodies.figure import Arms, Trunk, gaze_towards
from renderer.previs.bodies.habits import living, shifted
from renderer.previs.bodies.legs import Carriage, carriage, mixed, set_legs
from renderer.previs.bodies.library import attitude
from renderer.previs.bodies.life import Life, Moment, life
from renderer.previs.bodies.skeleton import SIDES, Skeleton
from renderer.previs.bodies.steps import Step, Walk, closing, stepping
from renderer.previs.bodies.turns import Array, blended, unit, vec, yaw

ON_FEET: tuple[Base, ...] = ("stand", "lean")
CHAIR = 0.45
"""Metres: a seat nobody gave the height of, for a grown leg."""


class Actor:
    """Solves stances for one skeleton.  ``under`` says per base how far the hip joints rest above what carries them."""

    def __init__(self, name: str, skeleton: Skeleton, girth: float, under: dict[Base, float]) -> None:
        self.name, self.skeleton, self.girth, self.under = name, skeleton, girth, under

    def solve(self, stance: Stance, moment: Moment) -> tuple[Array, Array]:
        """Bone turns (b, 3, 3) and joints (b, 3) in the body's frame: level, facing +x, floor at z = 0."""
        alive = life(self.name, moment)
        look = _look(stance)
        turns, ground = self._figure(stance.pose_b, stance.seat_b, stance, moment, alive, look)
        if stance.blend < 1.0 and (stance.pose_a, stance.seat_a) != (stance.pose_b, stance.seat_b):
            before, from_ground = self._figure(stance.pose_a, stance.seat_a, stance, moment, alive, look)
            turns, ground = blended(before, turns, stance.blend), mixed(from_ground, ground, stance.blend)
        elif stance.gait is not None and not _upright(stance.pose_b, stance.seat_b):
            walking, stepped = self._figure("stand", None, stance, moment, alive, look)
            turns, ground = blended(turns, walking, stance.gait_weight), mixed(ground, stepped, stance.gait_weight)
        set_legs(self.skeleton, turns, self.skeleton.placed(turns, ground.hips), ground.feet)
        return turns, self.skeleton.placed(turns, ground.hips)

    def probe(self, base: Base, height: float) -> tuple[Array, Array]:
        """A base as it would be if the hip joints rested on what carries them, to measure the flesh between."""
        ground = carriage(base, self.skeleton, height, 0.0)
        trunk = Trunk(self.skeleton, Attitude(base=base), ground.hips, (0.0, 0.0))
        self._arms(trunk, ground, HANGING, HANGING)
        set_legs(self.skeleton, trunk.turns, self.skeleton.placed(trunk.turns, ground.hips), ground.feet)
        return trunk.turns, self.skeleton.placed(trunk.turns, ground.hips)

    def _figure(
        self, pose: Pose, seat: float | None, stance: Stance, moment: Moment, alive: Life, look: Array | None
    ) -> tuple[Array, Carriage]:
        """Trunk, head and arms of one pose (b, 3, 3), and what carries it."""
        wanted = attitude(pose, seat, moment.seconds, None)
        standing = wanted.base in ON_FEET
        step = self._step(stance) if standing else None
        ground = step.carriage if step is not None else self._ground(wanted.base, seat)
        wanted = living(wanted, alive, step)
        if standing:
            idle = 1.0 - (stance.gait_weight if step is not None else 0.0)
            wanted = shifted(wanted, alive.hip * idle)
            aside = alive.sway + 0.0085 * alive.hip * idle * self.skeleton.legs["L"].length / 0.85
            ground = replace(ground, hips=ground.hips + vec(0.0, aside, -0.004))
        trunk = self._trunk(wanted, ground.hips, alive, look)
        right = self._pointing(trunk, seat, look) if pose == "point" else wanted.right
        self._arms(trunk, ground, wanted.left, right)
        return trunk.turns, ground

    def _trunk(self, wanted: Attitude, hips: Array, alive: Life, look: Array | None) -> Trunk:
        trunk = Trunk(self.skeleton, wanted, hips, (alive.turn, alive.nod))
        if look is not None:
            turn, nod = gaze_towards(trunk, look, wanted.head)
            trunk.look(wanted, (turn + 0.5 * alive.turn, nod + 0.7 * alive.nod))
        trunk.open_jaw(alive.jaw)
        return trunk

    def _arms(self, trunk: Trunk, ground: Carriage, left: Arm, right: Arm) -> None:
        thighs = {}
        for side in SIDES:
            hip, foot = trunk.where(f"upperleg01.{side}"), ground.feet[side]
            thighs[side] = (hip, self.skeleton.legs[side].bent(hip, foot.ankle, foot.knee))
        arms = Arms(trunk, thighs, self.girth)
        arms.solve("L", left)
        arms.solve("R", right)

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
        walk = Walk(stance.gait, stance.travelled, stance.speed, stance.gait_weight, left, aside)
        return stepping(self.skeleton, walk)

    def _ground(self, base: Base, seat: float | None) -> Carriage:
        if base in ON_FEET:
            return carriage(base, self.skeleton, 0.0, 0.0)
        chair = CHAIR * self.skeleton.legs["L"].length / 0.85 if base == "sit" else 0.0
        return carriage(base, self.skeleton, chair if seat is None else seat, self.under[base])


def _upright(pose: Pose, seat: float | None) -> bool:
    return attitude(pose, seat, 0.0, None).base in ON_FEET


def _look(stance: Stance) -> Array | None:
    """The point looked at, in the body's frame."""
    if stance.look is None:
        return None
    return np.asarray(yaw(-stance.yaw) @ (np.array(stance.look) - np.array(stance.position)))
