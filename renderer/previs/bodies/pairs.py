"""Where arms and trunk go about somebody else: round a back in an embrace, up to a mouth, and along what is aimed."""

from __future__ import annotations

import math
from dataclasses import replace

from film.staging import Pose
from renderer.previs.bodies.attitude import FLAT, GRIP, Arm, Attitude, Put
from renderer.previs.bodies.figure import Trunk
from renderer.previs.bodies.turns import Array, unit, vec

NEAR = 0.40
"""Metres from middle to middle of two who embrace, where nobody says who is embraced."""
_FARTHEST = 0.9
_HALF = 0.08
"""Metres from the middle of a grown trunk to its back, clothes included."""
_MOUTH = 0.115
"""Metres of a grown mouth before the hips' middle."""
_TRUNK = 0.62
"""Metres from the hips up to the mouth of somebody grown."""


def drawn_near(pose: Pose, wanted: Attitude, look: Array | None, height: float) -> Attitude:
    """The attitude of an embrace or kiss leaning to the other, whose eyes are at ``look`` (3,) in the body's frame.

    ``height`` is one's own, in metres.  Each goes half the way.
    """
    if pose not in ("hug", "kiss"):
        return wanted
    size = height / 1.72
    apart = _apart(look)
    lean = math.degrees(math.asin(_leaning(pose, apart, size)))
    over = 0.0 if look is None else min(max(0.935 * height - float(look[2]), 0.0), 0.5)
    pelvis, spine = wanted.pelvis, wanted.spine
    bow = 45.0 * over / size
    return replace(wanted, pelvis=(pelvis[0] + lean, *pelvis[1:]), spine=(spine[0] + bow, *spine[1:]))


def arms_about(pose: Pose, trunk: Trunk, look: Array | None, height: float) -> tuple[Arm, Arm] | None:
    """Left and right arm of an embrace, a kiss or an aimed weapon, None for all other poses."""
    if pose == "aim" and look is not None:
        return _aimed(trunk, look)
    if pose not in ("hug", "kiss"):
        return None
    size = height / 1.72
    other = (float(look[2]) / 0.935 if look is not None else height) / 1.72
    apart, nearer = _apart(look), _leaning(pose, _apart(look), other)
    behind = apart + (_HALF if pose == "hug" else -0.01) * other
    # One arm over the shoulder blades, one under them, so that four arms pass each other.
    over, under = (1.25 * other, 1.08 * other) if pose == "hug" else (1.30 * other, 1.20 * other)
    inward = -0.10 if pose == "hug" else 0.16
    bearing = 0.0 if look is None else float(look[1])
    arms = []
    for sign, up in ((1.0, over), (-1.0, under)):
        # The other leans as well: the higher on the back, the nearer.
        back = behind - (nearer + 0.06) * (up - 0.92 * other)
        out = (0.02 if inward < 0 else inward) * size + sign * bearing
        hand = (0.25, -1.0, 0.12) if inward < 0 else (0.75, -0.75, 0.1)
        palm = (-1.0, -0.2, 0.0) if inward < 0 else (-0.2, -1.0, 0.0)
        arms.append(Put("spot", (back, out, up), (0.1, 1.0, -0.35), hand, palm, FLAT))
    return arms[0], arms[1]


def _leaning(pose: Pose, apart: float, size: float) -> float:
    """The sine by which somebody ``size`` times a grown body leans to another, each for half the way."""
    short = apart / 2 - (_MOUTH if pose == "kiss" else 0.16) * size
    return min(max(short / (_TRUNK * size), -0.05), 0.45)


def _apart(look: Array | None) -> float:
    return NEAR if look is None else min(math.hypot(float(look[0]), float(look[1])), _FARTHEST)


def _aimed(trunk: Trunk, look: Array) -> tuple[Arm, Arm]:
    """Both hands on what the right one holds, between the eyes and ``look``."""
    x, y, z = (float(value) for value in trunk.chest.T @ unit(look - trunk.where("neck01")))
    x = max(x, 0.25)
    reach = trunk.skeleton.arms["R"].length * 0.93
    origin = trunk.where("neck01") + trunk.chest @ unit(vec(x, y, z)) * reach
    along = trunk.chest @ vec(x, y, z)
    right = Put("spot", (float(origin[0]), -float(origin[1]), float(origin[2])), (-0.2, 0.8, -1.0),
                (float(along[0]), -float(along[1]), float(along[2])), (0.0, -1.0, 0.0), GRIP)  # fmt: skip
    left = Put("spot", (float(origin[0]) - 0.035, float(origin[1]) + 0.045, float(origin[2]) - 0.035),
               (-0.2, 0.8, -1.0), (float(along[0]), float(along[1]) - 0.2, float(along[2])), (0.0, -1.0, 0.1),
               GRIP)  # fmt: skip
    return left, right
