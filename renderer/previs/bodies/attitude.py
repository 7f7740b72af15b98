"""What a pose asks of a body, in words of its own proportions: nothing here knows a bone.

Directions are in the chest's frame (x forward, y outward to the arm's own side, z up), so that one
description serves both arms and every build.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Vector = tuple[float, float, float]
Angles = tuple[float, float, float]
"""Degrees: forward pitch, roll (left side up), yaw to the left."""

Curl = tuple[float, float, float, float, float]
"""How far thumb, index, middle, ring and little finger are bent: 0 straight, 1 a fist."""

RELAXED: Curl = (0.20, 0.24, 0.29, 0.34, 0.40)
OPEN: Curl = (0.12, 0.13, 0.17, 0.22, 0.28)
FLAT: Curl = (0.05, 0.06, 0.08, 0.10, 0.14)
GRIP: Curl = (0.38, 0.46, 0.51, 0.55, 0.58)
PEN: Curl = (0.52, 0.50, 0.55, 0.64, 0.70)
FIST: Curl = (0.9, 0.95, 1.0, 1.0, 1.0)
POINTING: Curl = (0.7, 0.02, 0.9, 0.95, 0.95)

Anchor = Literal["shoulders", "ear", "mouth", "face", "thigh", "knee", "hip", "table", "spot"]
Base = Literal["stand", "sit", "kneel", "knees", "crouch", "lie", "lean"]


@dataclass(frozen=True)
class Swing:
    """An arm by the directions of its two bones; ``hang`` keeps it clear of the hips, however wide."""

    upper: Vector
    fore: Vector
    hand: Vector
    palm: Vector
    curl: Curl = RELAXED
    hang: bool = False


@dataclass(frozen=True)
class Put:
    """An arm by where its palm is: ``offset`` from an anchor, in arm lengths, in level body axes.

    At ``ear``, ``mouth`` and ``face`` the axes are the head's and the offset is in head heights.  At ``table`` x and y
    are from the shoulders and z is metres over the hips' seat; at ``spot`` all is metres from the floor under the body.
    ``elbow`` is where the elbow points.
    """

    anchor: Anchor
    offset: Vector
    elbow: Vector
    hand: Vector
    palm: Vector
    curl: Curl = RELAXED


@dataclass(frozen=True)
class Between:
    """An arm on its way from ``a`` to ``b``, ``t`` of it done."""

    a: Swing | Put
    b: Swing | Put
    t: float


Arm = Swing | Put | Between

HANGING = Swing(
    upper=(0.02, 0.13, -1.0), fore=(0.22, 0.05, -1.0), hand=(0.20, -0.04, -1.0), palm=(-0.42, -0.9, 0.0), hang=True
)


ON_THIGH = Put("thigh", (0.0, 0.0, 0.012), (-0.9, 0.45, -0.5), (0.9, -0.25, -0.10), (-0.1, -0.15, -1.0), OPEN)


@dataclass(frozen=True)
class Footing:
    """How somebody on their feet stands otherwise than at ease; all but ``out`` in shares of the leg.

    ``sink`` lowers the hips and ``aside`` moves them to the left; ``stagger`` puts the left foot so far forward and the
    right one as far back, ``wide`` each so far out; ``lift`` is how high left and right foot are held.
    """

    sink: float = 0.0
    aside: float = 0.0
    stagger: float = 0.0
    wide: float = 0.0
    lift: tuple[float, float] = (0.0, 0.0)


AT_EASE = Footing()


@dataclass(frozen=True)
class Attitude:
    """A whole pose: what carries the body, how trunk and head bend, where the arms are.

    ``shrug`` is how far the shoulders are drawn up, in degrees of the collar bones; ``sway`` how the head moves about
    wherever it looks; ``jaw`` how far the mouth is open beyond speech, in degrees.  ``top`` is how high over the
    floor the table is that the hands are on, in metres; None where nobody knows.
    """

    base: Base = "stand"
    pelvis: Angles = (0.0, 0.0, 0.0)
    spine: Angles = (0.0, 0.0, 0.0)
    head: Angles = (0.0, 0.0, 0.0)
    left: Arm = field(default=HANGING)
    right: Arm = field(default=HANGING)
    footing: Footing = AT_EASE
    shrug: float = 0.0
    sway: Angles = (0.0, 0.0, 0.0)
    jaw: float = 0.0
    top: float | None = None
