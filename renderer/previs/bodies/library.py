"""The pose library: an attitude for every pose of ``film.staging``, seated or on its feet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from film.camera import ease
from film.staging import Pose
from renderer.previs.bodies.attitude import (
    FLAT,
    GRIP,
    HANGING,
    ON_THIGH,
    OPEN,
    PEN,
    POINTING,
    RELAXED,
    Arm,
    Attitude,
    Base,
    Between,
    Put,
    Swing,
    Vector,
)

_ON_TABLE = Put("shoulders", (0.62, -0.06, -0.50), (-0.3, 0.9, -0.7), (0.75, -0.65, 0.0), (0.0, -0.1, -1.0), OPEN)
_WHEEL = Put("shoulders", (0.80, 0.00, -0.34), (-0.1, 0.8, -1.0), (0.55, -0.30, 0.75), (0.6, -0.75, -0.3), GRIP)
_AT_EAR = Put("ear", (0.17, 0.10, -0.22), (0.30, 0.55, -1.0), (-0.70, -0.15, 0.80), (0.20, -1.0, -0.1), GRIP)
_BEFORE_CHEST = Put("shoulders", (0.46, -0.16, -0.34), (-0.25, 0.7, -1.0), (0.85, -0.5, 0.25), (-0.1, -0.8, 0.5), GRIP)
_AT_MOUTH = Put("mouth", (0.44, 0.10, -0.26), (0.25, 0.55, -1.0), (0.15, -0.85, 0.5), (-0.75, -0.45, 0.0), GRIP)
_TO_MOUTH = Put("mouth", (0.42, 0.02, -0.30), (0.25, 0.55, -1.0), (-0.35, -0.55, 0.65), (-0.8, -0.4, -0.5), GRIP)
_PLATE = Put("shoulders", (0.58, -0.12, -0.46), (-0.2, 0.9, -0.7), (0.8, -0.5, -0.15), (-0.1, -0.45, -0.9), GRIP)
_REACH = Put("shoulders", (0.98, -0.08, -0.22), (-0.2, 0.6, -1.0), (1.0, -0.1, -0.05), (0.0, -0.70, -0.70), OPEN)
_UP = Swing((0.12, 0.85, 0.20), (0.12, 0.12, 1.0), (0.08, 0.02, 1.0), (1.0, -0.15, 0.0), FLAT)
_POCKET = Put("hip", (0.10, 0.05, -0.02), (-0.9, 0.8, -0.4), (0.35, -0.15, -1.0), (-0.2, -1.0, 0.0), RELAXED)
_ON_FACE = Put("face", (0.40, 0.16, -0.05), (0.55, 0.55, -1.0), (-0.25, -0.22, 1.0), (-1.0, -0.1, -0.2), FLAT)
_CROSS_UNDER = Put(
    "shoulders", (0.33, -0.60, -0.42), (-0.1, 0.8, -1.0), (0.10, -1.0, 0.12), (-1.0, -0.1, 0.15), RELAXED
)
_CROSS_OVER = Put("shoulders", (0.40, -0.58, -0.36), (0.1, 0.8, -1.0), (-0.20, -1.0, 0.35), (-1.0, 0.1, 0.1), RELAXED)
_ON_KNEE = Put("knee", (-0.03, 0.0, 0.10), (-0.5, 0.5, -0.8), (0.85, -0.4, -0.35), (-0.35, -0.1, -0.95), RELAXED)
_LYING = Swing((-0.05, 0.34, -1.0), (0.12, 0.10, -1.0), (0.05, 0.0, -1.0), (-0.7, -0.7, 0.0), RELAXED)

_BASES: dict[Pose, Base] = {
    "sit": "sit",
    "drive": "sit",
    "kneel": "kneel",
    "crouch": "crouch",
    "lie": "lie",
    "lean": "lean",
}
_STANDING: dict[Pose, Attitude] = {
    "stand": Attitude(),
    "sit": Attitude(spine=(4, 0, 0), head=(-2, 0, 0), left=ON_THIGH, right=ON_THIGH),
    "lie": Attitude(spine=(0, 0, 0), head=(6, 0, 0), left=_LYING, right=_LYING),
    "kneel": Attitude(pelvis=(4, 0, 0), spine=(8, 0, 0), left=_ON_KNEE),
    "crouch": Attitude(pelvis=(22, 0, 0), spine=(22, 0, 0), head=(-24, 0, 0), left=_ON_KNEE, right=_ON_KNEE),
    "lean": Attitude(pelvis=(-7, 0, 0), spine=(3, 0, 0), head=(4, 0, 0), left=_POCKET, right=_POCKET),
    "point": Attitude(spine=(1, 0, 4)),
    "reach": Attitude(pelvis=(4, 0, 0), spine=(10, 0, 8), head=(-2, 0, 0), right=_REACH),
    "phone": Attitude(head=(3, 0, 0), right=_AT_EAR),
    "hold": Attitude(head=(10, 0, 0), right=_BEFORE_CHEST),
    "wave": Attitude(spine=(0, -2, 0)),
    "drive": Attitude(spine=(-2, 0, 0), left=_WHEEL, right=_WHEEL),
    "write": Attitude(pelvis=(3, 0, 0), spine=(11, 0, 0), head=(20, 0, 0), left=_ON_TABLE),
    "eat": Attitude(pelvis=(2, 0, 0), spine=(9, 0, 0), head=(9, 0, 0), left=_ON_TABLE),
    "drink": Attitude(head=(-4, 0, 0)),
    "hands_up": Attitude(spine=(-2, 0, 0), left=_UP, right=_UP),
    "arms_crossed": Attitude(spine=(-1, 0, 0), left=_CROSS_UNDER, right=_CROSS_OVER),
    "cover_face": Attitude(spine=(14, 0, 0), head=(22, 0, 0), left=_ON_FACE, right=_ON_FACE),
    "slump": Attitude(pelvis=(-6, 0, 0), spine=(30, 3, 0), head=(30, 5, 0)),
}


def attitude(pose: Pose, seat: float | None, seconds: float, aim: Vector | None) -> Attitude:
    """The attitude of a pose at a time.

    ``seat`` (metres, None on the feet) puts an upper-body pose on a seat; ``aim`` is the unit
    direction from the right shoulder, in the chest's frame, that ``point`` points in.
    """
    base = _BASES.get(pose, "stand")
    if seat is not None and pose != "lie":
        base = "sit"
    posed = replace(_STANDING[pose], base=base)
    if base == "sit":
        posed = _seated(pose, posed)
    moving = _MOVING.get(pose)
    if moving is not None:
        posed = replace(posed, right=moving(seconds))
    return replace(posed, right=_pointing(aim)) if pose == "point" else posed


def _seated(pose: Pose, posed: Attitude) -> Attitude:
    """An idle arm rests on the thigh; a trunk that folds needs no help from the hips."""
    pelvis = (-4.0, 0.0, 0.0) if pose != "slump" else (-14.0, 0.0, 0.0)
    left = ON_THIGH if posed.left in (HANGING, _POCKET, _ON_KNEE) else posed.left
    right = ON_THIGH if posed.right in (HANGING, _POCKET, _ON_KNEE) else posed.right
    return replace(posed, pelvis=pelvis, left=left, right=right)


def _pointing(aim: Vector | None) -> Arm:
    """The right arm straight along ``aim`` (its y is turned to the arm's own side)."""
    x, y, z = aim if aim is not None else (1.0, -0.12, 0.02)
    x = max(x, 0.05)  # nobody points through his own back
    ahead = (x, min(max(-y, -0.8), 2.0), z)
    return Swing(ahead, (ahead[0], ahead[1] - 0.03, ahead[2] + 0.04), ahead, (0.0, -0.6, -1.0), POINTING)


def _waving(seconds: float) -> Arm:
    side = 0.30 + 0.42 * math.sin(2 * math.pi * 1.5 * seconds)
    return Swing((0.28, 0.80, 0.05), (0.15, side, 1.0), (0.10, side * 1.25, 1.0), (1.0, 0.0, -0.1), FLAT)


def _writing(seconds: float) -> Arm:
    along, jitter = 0.10 * ((seconds / 5.0) % 1.0), 0.012 * math.sin(2 * math.pi * 2.3 * seconds)
    offset = (0.56 + jitter, -0.22 + along, -0.47)
    return Put("shoulders", offset, (-0.3, 0.9, -0.7), (0.85, -0.45, -0.15), (-0.1, -0.65, -0.75), PEN)


def _between(low: Put, high: Put, seconds: float, period: float, held: float) -> Arm:
    """Up to the mouth for ``held`` of each period, else down."""
    phase = (seconds / period) % 1.0
    rise = ease(phase / 0.18) * (1 - ease((phase - 0.18 - held) / 0.18))
    return Between(low, high, rise)


_MOVING: dict[Pose, Callable[[float], Arm]] = {
    "wave": _waving,
    "write": _writing,
    "eat": lambda seconds: _between(_PLATE, _TO_MOUTH, seconds, 4.0, 0.2),
    "drink": lambda seconds: _between(_BEFORE_CHEST, _AT_MOUTH, seconds, 6.0, 0.45),
}
