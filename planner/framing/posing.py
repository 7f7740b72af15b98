"""The net of somebody in a stance: which baked poses, carried how high, looking where.

The poses are the renderer's own, baked bone by bone, so a body folds and turns here as it will there.  Left out are
what moves a silhouette by millimetres: breath, talking hands, a nod on a word, where exactly a foot lands.
"""

from __future__ import annotations

import math
import zlib
from functools import cache
from typing import NamedTuple

import numpy as np

from film.base import Vec3
from film.camera import ease
from film.names import digest
from film.staging import BLEND_SECONDS, Pose, Stance
from planner.framing.bearing import borne, bowed
from planner.framing.kernels import joints_of, look_to, matrices_of, skinned
from planner.framing.net import Ints, Rest, carried, net
from planner.geometry import Array, along

_BASES: dict[Pose, str] = {
    "sit": "sit", "drive": "sit", "kneel": "kneel", "crouch": "crouch", "lie": "lie", "lean": "lean",
    "pray": "kneel", "pick_up": "crouch",
}  # fmt: skip
_MOVING: dict[Pose, float] = {"wave": 1 / 1.5, "eat": 4.0, "drink": 6.0}
_BEATS = 12
"""Seconds in which an arm has gone up and down, and at how many of its instants it was baked."""
_CHAIR = 0.45
_PHASES = 16
_OWN_EYES: tuple[Pose, ...] = ("hug", "cry", "pray")
"""Poses that look at nobody, whatever the stance says."""
_NECK = (("neck01", 0.16), ("neck02", 0.32), ("neck03", 0.48), ("head", 1.0), ("jaw", 1.0))
"""How much of a head's turn each bone has."""
_LEGS = ("upperleg01", "upperleg02", "lowerleg01", "lowerleg02", "foot", "toe")


class Idle(NamedTuple):
    """How somebody stands: on which leg, how many degrees the hip over it is up (left positive), for how long now."""

    side: str
    hip: float
    seconds: float = 0.0


class _Part(NamedTuple):
    """Rows of baked poses with their weights, for the trunk and for the legs, and where they put the hips.

    ``leant`` are the rows whose pelvis a trunk of another pose follows.
    """

    trunk: list[tuple[int, float]]
    legs: list[tuple[int, float]]
    hips: tuple[float, float, float]
    leant: list[tuple[int, float]] | None = None


@cache
def idle_of(character: str) -> Idle:
    """How a character stands, which is drawn from who it is."""
    own = zlib.crc32(f"{character}/{int(digest(character)[:8], 16)}".encode()) / 2**32
    hip = (1.0 if own < 0.5 else -1.0) * (2.2 + 1.4 * abs(own - 0.5))
    return Idle("+" if hip > 0 else "-", hip)


def posed(stance: Stance, rest: Rest, idle: Idle, seconds: float) -> Array:
    """(k, 3): the net of a body in a stance, in the world, so many seconds after the shot began."""
    idle = idle._replace(seconds=seconds)
    part = _part(stance.pose_b, stance.seat_b, stance, rest, idle)
    if stance.blend < 1.0 and (stance.pose_a, stance.seat_a) != (stance.pose_b, stance.seat_b):
        part = _mixed(_part(stance.pose_a, stance.seat_a, stance, rest, idle), part, stance.blend)
    elif stance.gait is not None and not _upright(stance.pose_b, stance.seat_b):
        part = _mixed(part, _part("stand", None, stance, rest, idle), stance.gait_weight)
    baked = net()
    turns = borne(_turns(part), stance)
    hips, hang = np.array(part.hips), rest.hips - rest.heads[0]
    where = joints_of(turns, rest.steps, baked.parents, hips, hang)
    kneeling = _shown("kneel", stance)
    if kneeling > 0.0 and part.hips[2] > rest.ankle:
        _plant(turns, where, rest, kneeling)
        where = joints_of(turns, rest.steps, baked.parents, hips, hang)
    if stance.look is not None:
        _face(turns, where, part, rest, stance)
        if stance.pose_b == "point":
            _point(turns, where, _own(stance))
        where = joints_of(turns, rest.steps, baked.parents, hips, hang)
    points = skinned(rest.points, rest.bones, rest.shares, turns, where, rest.heads)
    cos, sin = along(stance.yaw)
    spin = np.array(((cos, sin, 0.0), (-sin, cos, 0.0), (0.0, 0.0, 1.0)))
    return np.asarray(points @ spin + np.array(stance.position))


def _shown(pose: Pose, stance: Stance) -> float:
    """How much of a stance on the floor is a pose, 0 to 1."""
    ends = ((stance.pose_a, stance.seat_a, 1 - stance.blend), (stance.pose_b, stance.seat_b, stance.blend))
    return math.fsum(share for each, seat, share in ends if each == pose and seat is None)


def _plant(turns: Array, where: Array, rest: Rest, share: float) -> None:
    """Sets the front foot of who kneels on the floor, whatever the build's thigh and shin are to each other."""
    bones = net().bones
    hip, knee, ankle = (where[bones[f"{name}.L"]] for name in ("upperleg01", "lowerleg01", "foot"))
    goal = ankle + np.array((0.0, 0.0, (rest.ankle - ankle[2]) * share))
    far = min(float(np.linalg.norm(goal - hip)), 0.999 * rest.leg)
    ahead = (goal - hip) / np.linalg.norm(goal - hip)
    out = knee - hip - ahead * float((knee - hip) @ ahead)
    along_it = (far * far + rest.thigh**2 - rest.shin**2) / (2 * far)
    bent = ahead * along_it + out / np.linalg.norm(out) * math.sqrt(max(rest.thigh**2 - along_it**2, 0.0))
    for names, turn in (
        (("upperleg01", "upperleg02"), _between(knee - hip, bent)),
        (("lowerleg01", "lowerleg02"), _between(ankle - knee, ahead * far - bent)),
    ):
        for name in names:
            turns[bones[f"{name}.L"]] = turn @ turns[bones[f"{name}.L"]]


def _face(turns: Array, where: Array, part: _Part, rest: Rest, stance: Stance) -> None:
    """Turns neck and head to what is looked at, as far as the poses look at anything."""
    ends = ((stance.pose_a, 1 - stance.blend), (stance.pose_b, stance.blend))
    looking = sum(share for pose, share in ends if pose not in _OWN_EYES)
    if looking <= 0.0:
        return
    bones, shares = _neck()
    own = turns[bones]
    _look(turns, where, part, rest, _own(stance))
    bowed(turns, stance, bones, shares)
    if looking < 1.0:
        # The chordal mean of the two.
        left, _, right = np.linalg.svd(own + (turns[bones] - own) * looking)
        turns[bones] = left @ right


def _turns(part: _Part) -> Array:
    turns = matrices_of(net().turns, *_listed(part.trunk))
    if part.legs != part.trunk:
        legs = _leg_bones()
        if part.leant is not None:
            # The trunk of another pose leans and sways with the step.
            root = matrices_of(net().turns, *_listed(part.leant))[0]
            turns = root @ turns[0].T @ turns
        turns[legs] = matrices_of(_leg_turns(), *_listed(part.legs))
    return turns


def _listed(rows: list[tuple[int, float]]) -> tuple[Ints, Array]:
    return np.array([row for row, _ in rows]), np.array([weight for _, weight in rows])


@cache
def _leg_bones() -> Ints:
    return np.array([net().bones[f"{bone}.{side}"] for bone in _LEGS for side in "LR"])


@cache
def _leg_turns() -> Array:
    return np.ascontiguousarray(net().turns[:, _leg_bones()])


def _upright(pose: Pose, seat: float | None) -> bool:
    return seat is None and _BASES.get(pose, "stand") in ("stand", "lean")


def _part(pose: Pose, seat: float | None, stance: Stance, rest: Rest, idle: Idle) -> _Part:
    """One pose and what carries it, as the renderer sets it."""
    base = _BASES.get(pose, "stand")
    if seat is not None and pose != "lie":
        base = "sit"
    if base in ("stand", "lean"):
        return _on_feet(pose, base, stance, rest, idle)
    row = _beating(pose, "seat" if base == "sit" else "feet", idle)
    if base == "sit":
        height = (_CHAIR * rest.leg / 0.85 if seat is None else seat) + rest.under["sit"]
        return _Part(row, _seated(height / rest.leg), (0.0, 0.0, height))
    height = carried(base, rest, seat or 0.0) + rest.under[base]
    return _Part(row, row, (-0.07 if base == "crouch" else 0.0, 0.0, height))


def _on_feet(pose: Pose, base: str, stance: Stance, rest: Rest, idle: Idle) -> _Part:
    still = _beating(pose, "feet", idle)
    height = carried(base, rest, 0.0) - 0.006
    weight = stance.gait_weight if stance.gait is not None else 0.0
    height -= rest.leg * (1 - weight) * sum(net().drops[row] * share for row, share in still)
    aside = 0.0085 * idle.hip * (1 - weight) * rest.leg / 0.85
    if stance.gait is None or weight <= 0.0:
        return _Part(still, still, (0.0, aside, height))
    phase = stance.travelled / _stride(rest, stance)
    step = _stepping(stance.gait, phase, idle)
    going = _shared(still, step, weight)
    # Feet step their full length as soon as a walk begins; only its last step is shorter.
    legs = _shared(still, step, weight if _closing(stance) else min(3 * weight, 1.0))
    bob = math.cos(4 * math.pi * phase) * weight * rest.leg
    if stance.gait == "run":
        height += -0.085 * weight * rest.leg - 0.032 * bob
    else:
        height += -0.034 * weight * rest.leg + 0.018 * bob
        aside += 0.022 * weight * math.cos(2 * math.pi * phase) * rest.leg
    if pose == "stand":
        return _Part(going, legs, (0.0, aside, height))
    return _Part(still, legs, (0.0, aside, height), leant=going)


def _closing(stance: Stance) -> bool:
    """Whether a walk fades out: while it begins, its weight is never below the ease of the time walked."""
    return stance.gait_weight < ease(stance.travelled / max(stance.speed, 1e-6) / BLEND_SECONDS) - 1e-6


def _beating(pose: Pose, where: str, idle: Idle) -> list[tuple[int, float]]:
    """The rows of a pose at a time: one, or the two that a moving arm is between."""
    rows, period = net().rows, _MOVING.get(pose)
    if period is None:
        return [(rows[f"{pose}/{where}/{idle.side}/0"], 1.0)]
    at = idle.seconds / period % 1.0 * _BEATS
    first = int(at) % _BEATS
    here, then = (rows[f"{pose}/{where}/{idle.side}/{beat}"] for beat in (first, (first + 1) % _BEATS))
    return [(here, 1 - at + int(at)), (then, at - int(at))]


def _stepping(gait: str, phase: float, idle: Idle) -> list[tuple[int, float]]:
    at = phase % 1.0 * _PHASES
    first, share = int(at) % _PHASES, at - int(at)
    rows = net().rows
    here, then = rows[f"{gait}/{first}/{idle.side}"], rows[f"{gait}/{(first + 1) % _PHASES}/{idle.side}"]
    return [(here, 1 - share), (then, share)]


def _stride(rest: Rest, stance: Stance) -> float:
    """Metres of two steps: longer when faster, by the leg's length (Alexander's dynamic similarity, 1976)."""
    leg = rest.leg + rest.ankle
    froude = max(stance.speed, 0.25) ** 2 / (9.81 * leg)
    return leg * min(max(2.3 * math.pow(froude, 0.3), 0.7), 1.75 if stance.gait == "walk" else 2.6)


def _seated(height: float) -> list[tuple[int, float]]:
    """The legs of hips so many leg lengths over the floor."""
    rows, seats = net().rows, net().seats
    right = next((i for i, seat in enumerate(seats) if seat >= height), len(seats) - 1)
    left = max(right - 1, 0)
    t = 1.0 if right == left else min(max((height - seats[left]) / (seats[right] - seats[left]), 0.0), 1.0)
    return [(rows[f"seat/{left}"], 1 - t), (rows[f"seat/{right}"], t)]


def _shared(one: list[tuple[int, float]], two: list[tuple[int, float]], t: float) -> list[tuple[int, float]]:
    return [*((row, weight * (1 - t)) for row, weight in one), *((row, weight * t) for row, weight in two)]


def _mixed(a: _Part, b: _Part, t: float) -> _Part:
    x, y, z = (a.hips[i] + (b.hips[i] - a.hips[i]) * t for i in range(3))
    return _Part(_shared(a.trunk, b.trunk, t), _shared(a.legs, b.legs, t), (x, y, z), b.leant or a.leant)


def _own(stance: Stance) -> Vec3:
    """The point looked at, in the body's frame."""
    cos, sin = along(stance.yaw)
    x, y, z = (there - here for there, here in zip(stance.look or stance.position, stance.position, strict=True))
    return x * cos + y * sin, y * cos - x * sin, z


def _look(turns: Array, where: Array, part: _Part, rest: Rest, point: Vec3) -> None:
    """Turns neck and head to a point."""
    baked = net()
    head = baked.bones["head"]
    tilt = sum(baked.tilts[row] * weight for row, weight in part.trunk)
    eyes = where[head] + turns[head] @ (rest.eyes - rest.heads[head])
    bones, shares = _neck()
    look_to(turns, bones, shares, baked.bones["spine01"], eyes, np.array(point), tilt)


@cache
def _neck() -> tuple[Ints, Array]:
    return np.array([net().bones[name] for name, _ in _NECK]), np.array([share for _, share in _NECK])


def _point(turns: Array, where: Array, point: Vec3) -> None:
    """Turns the right arm towards a point, nearly straight; nobody points through his own back."""
    bones, chest = net().bones, turns[net().bones["spine01"]]
    shoulder = bones["upperarm01.R"]
    x, y, z = (chest.T @ (np.array(point) - where[shoulder])).tolist()
    far = math.sqrt(x * x + y * y + z * z) or 1.0
    way = chest @ np.array((max(x / far, 0.05), min(max(y / far, -2.0), 0.8), z / far))
    turn = _between(where[bones["wrist.R"]] - where[shoulder], way)
    for name, bone in bones.items():
        if name.endswith(".R") and name.startswith(("upperarm", "lowerarm", "wrist", "finger")):
            turns[bone] = turn @ turns[bone]


def _between(a: Array, b: Array) -> Array:
    """The shortest turn (3, 3) from one way to another (Rodrigues)."""
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    axis, cos = np.cross(a, b), float(a @ b)
    skew = np.array(((0.0, -axis[2], axis[1]), (axis[2], 0.0, -axis[0]), (-axis[1], axis[0], 0.0)))
    return np.asarray(np.eye(3) + skew + skew @ skew / max(1 + cos, 1e-6))
