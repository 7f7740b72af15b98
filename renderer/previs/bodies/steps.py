"""Walking and running: where the feet are after so many metres, and what the body does with it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from film.camera import ease
from film.staging import BLEND_SECONDS, Gait
from renderer.previs.bodies.legs import Carriage, Foot, carriage
from renderer.previs.bodies.skeleton import SIDES, Skeleton
from renderer.previs.bodies.turns import pitch, vec, yaw

_STRIKE = {"walk": -16.0, "run": -6.0}
_PUSH = {"walk": 40.0, "run": 46.0}
_DUTY = {"walk": 0.62, "run": 0.36}
"""Share of a cycle that a foot is down; below one half both feet leave the floor, which is what running is."""
_HIP_TURN = 40.0
"""Degrees that a leg turns outward or inward in the hip, with ease."""


@dataclass(frozen=True)
class Walk:
    """How far somebody has walked, how fast, how fully (0 to 1), metres ``left`` once the walk fades out.

    ``aside`` is how many degrees the path leads to the left of where the body looks, ``climb`` how many metres it
    rises in one.
    """

    gait: Gait
    travelled: float
    speed: float
    weight: float
    left: float | None
    aside: float
    climb: float = 0.0

    @property
    def ahead(self) -> float:
        """How much feet roll and arms swing: all when the body looks along the path, not at all from a side step on."""
        return max(math.cos(math.radians(self.aside)), 0.0)


@dataclass(frozen=True)
class Step:
    """Walking at an instant: the carriage, and what arms and trunk do with it (degrees)."""

    carriage: Carriage
    swing: float
    bend: float
    twist: float
    lean: float
    tilt: float


def stride(skeleton: Skeleton, gait: Gait, speed: float) -> float:
    """Metres of two steps: longer when faster, by the leg's length (Alexander's dynamic similarity, 1976)."""
    leg = skeleton.legs["L"].length + skeleton.ankle
    froude = max(speed, 0.25) ** 2 / (9.81 * leg)
    return leg * min(max(2.3 * math.pow(froude, 0.3), 0.7), 1.75 if gait == "walk" else 2.6)


def closing(travelled: float, speed: float, weight: float) -> float | None:
    """Metres left to go once a walk fades out; None while it fades in or goes on.

    A stance does not say which end of the walk it is at, but while a walk begins its weight is never
    below the ease of the time walked.
    """
    if weight >= 1.0 or speed <= 0.0 or weight >= ease(travelled / speed / BLEND_SECONDS) - 1e-6:
        return None
    # The inverse of smoothstep.
    return (0.5 - math.sin(math.asin(min(max(1 - 2 * weight, -1.0), 1.0)) / 3)) * BLEND_SECONDS * speed


def stepping(skeleton: Skeleton, walk: Walk) -> Step:
    """The step after so many metres.  At 0 the left foot stands under the hips and the right one passes it.

    While a foot is down its goal moves back along the path exactly as the body goes forward on it, so
    it does not slide, wherever the body looks.  With metres ``left`` to go, each foot makes a last
    short step to stand under the hips at the end.
    """
    gait, weight = walk.gait, walk.weight
    length, duty = stride(skeleton, gait, walk.speed), _DUTY[gait]
    phase = walk.travelled / length
    base = carriage("stand", skeleton, 0.0, 0.0)
    feet = {}
    for side, offset in zip(SIDES, (duty / 2, duty / 2 + 0.5), strict=True):
        foot = _cycled(skeleton, base.feet[side], (phase + offset) % 1.0, length, walk)
        foot = foot if walk.left is None else _closed(foot, base.feet[side], walk.left, walk.speed)
        foot = foot if walk.climb == 0.0 else _climbing(foot, base.feet[side], walk.climb)
        feet[side] = _aside(foot, base.feet[side], walk, 1.0 if side == "L" else -1.0)
    leg, wave = skeleton.legs["L"].length, math.cos(2 * math.pi * phase)
    swing = math.sin(2 * math.pi * phase) * weight * walk.ahead
    bob = math.cos(4 * math.pi * phase) * weight * leg
    down = 0.5 * abs(walk.climb) * duty * length / 2 * weight  # so that the leg below reaches
    lean = weight * math.cos(math.radians(walk.aside))
    if gait == "run":
        hips = vec(0.0, 0.0, base.hips[2] - down - 0.085 * weight * leg - 0.032 * bob)
        return Step(Carriage(hips, feet), 42 * swing, 88 * weight, 9 * swing, 12 * lean, 0.0)
    hips = vec(0.0, 0.022 * weight * wave * leg, base.hips[2] - down - 0.034 * weight * leg + 0.018 * bob)
    return Step(
        Carriage(hips, feet),
        24 * swing,
        14 * weight,
        6 * swing,
        3 * lean + 16 * lean * max(walk.climb, 0.0),
        2.2 * weight * wave,
    )


def _climbing(foot: Foot, rest: Foot, climb: float) -> Foot:
    """A foot on a way that rises: up or down by where on it the foot is."""
    return replace(foot, ankle=foot.ankle + vec(0.0, 0.0, climb * float(foot.ankle[0] - rest.ankle[0])))


def _aside(foot: Foot, rest: Foot, walk: Walk, sign: float) -> Foot:
    """A foot of a path that leads ``walk.aside`` degrees to the left of where the body looks.

    The way goes along the path; the foot itself and where it stands turn to it as far as a hip lets
    them, and not at all when the body walks backwards.
    """
    if walk.aside == 0.0:
        return foot
    hip = yaw(_HIP_TURN * math.sin(math.radians(walk.aside)) * walk.weight)
    out = math.degrees(math.atan2(hip[1, 0], hip[0, 0])) * sign
    way = yaw(walk.aside) @ (foot.ankle - rest.ankle)
    return replace(foot, ankle=hip @ rest.ankle + way, knee=hip @ foot.knee, out=foot.out + out)


def _cycled(skeleton: Skeleton, rest: Foot, phase: float, length: float, walk: Walk) -> Foot:
    """One foot at its own phase: down from 0 to the duty, then swung forward."""
    gait, weight = walk.gait, walk.weight
    run, duty, size = gait == "run", _DUTY[gait], skeleton.legs["L"].length
    reach = duty * length / 2
    width = rest.ankle[1] * (1 - (0.55 if run else 0.35) * weight)
    if phase < duty:
        through = phase / duty
        push = _PUSH[gait] * (max(through - 0.52, 0.0) / 0.48) ** 2
        strike = _STRIKE[gait] * max(1 - through / 0.14, 0.0)
        angle = (push + strike) * weight * walk.ahead
        return _rolled(skeleton, rest, (reach * (1 - 2 * through), width), angle, 0.0, 1.0)
    through = (phase - duty) / (1 - duty)
    glide = ease(through)
    # Feet leave the floor at once when a walk begins: it begins at its full speed.
    # On stairs they go over the edge of a tread.
    lift = (
        ((0.30 if run else 0.10) + 0.22 * min(abs(walk.climb), 0.7))
        * size
        * math.sin(math.pi * through**0.8)
        * math.sqrt(math.sqrt(weight))
    )
    hang = (22.0 if run else 12.0) * math.sin(math.pi * through)
    angle = (_PUSH[gait] * (1 - glide) + _STRIKE[gait] * glide + hang) * weight * walk.ahead
    toes = 1 - 0.65 * ease(through / 0.25)
    return _rolled(skeleton, rest, (reach * (2 * glide - 1), width), angle, lift, toes)


def _closed(foot: Foot, rest: Foot, left: float, speed: float) -> Foot:
    """The last step: the foot never passes the end, and is lifted there if it stands short of it."""
    end = rest.ankle[0] + left
    ankle = foot.ankle.copy()
    ankle[0] = min(ankle[0], end)
    done = ease((1 - left / (BLEND_SECONDS * speed) - 0.35) / 0.65)
    gap = end - ankle[0]
    ankle[0] += gap * done
    arc = 0.07 * min(gap / 0.25, 1.0) * math.sin(math.pi * done)
    ankle[2] += arc
    return replace(foot, ankle=ankle, up=foot.up + arc)


def _rolled(skeleton: Skeleton, rest: Foot, place: tuple[float, float], angle: float, lift: float, flat: float) -> Foot:
    """The foot whose flat ankle would be at ``place`` (x, y), rolled over its ball (heel up) or its heel (toes up).

    However it is rolled, its lowest point is ``lift`` above the floor.
    """
    ankle, ball, heel = skeleton.head("foot.L"), skeleton.head("toe.L"), skeleton.points["heel.L"]
    pivot = vec(ball[0], 0, ball[2]) if angle > 0 else vec(heel[0], 0, 0)
    arm = vec(ankle[0], 0, ankle[2]) - pivot
    across = float((pitch(angle) @ arm - arm)[0])
    where = vec(place[0] + rest.ankle[0] + across, place[1], lift + skeleton.ankle_over(angle, flat))
    return replace(rest, ankle=where, pitch=angle, out=rest.out * 0.7, flat=flat, up=lift)
