"""What walking, breathing, talking and feeling add to an attitude."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from film.staging import Mood
from renderer.previs.bodies.attitude import (
    FIST,
    GRIP,
    HANGING,
    ON_THIGH,
    OPEN,
    RELAXED,
    Angles,
    Arm,
    Attitude,
    Between,
    Put,
    Swing,
)
from renderer.previs.bodies.life import Life
from renderer.previs.bodies.steps import Step

_HEAVY = 0.2
"""How much of its swing an arm keeps that carries something heavy."""
_STARTS = 3.5
"""Degrees by which the trunk goes back in a start."""
_GESTURE = Put("shoulders", (0.52, 0.05, -0.50), (-0.5, 0.7, -1.0), (0.95, -0.28, 0.08), (0.1, -0.86, 0.45), OPEN)


@dataclass(frozen=True)
class Bearing:
    """What a mood does to a body: degrees of pelvis, spine and head, shoulders drawn up, and where idle arms are.

    ``arms`` are left and right, by ``share`` of the way from hanging.  A pelvis that goes back where the spine goes
    forward keeps the head over the feet: a body that sags, not one that bows.
    """

    pelvis: float
    spine: float
    head: Angles
    shrug: float = 0.0
    arms: tuple[Swing | Put, Swing | Put] | None = None
    share: float = 1.0


def _both(arm: Swing | Put) -> tuple[Swing | Put, Swing | Put]:
    return arm, arm


_FISTS = replace(HANGING, upper=(-0.22, 0.34, -1.0), fore=(0.62, 0.02, -1.0), hand=(0.55, -0.10, -1.0), curl=FIST)
_LIMP = replace(HANGING, upper=(0.14, 0.13, -1.0), fore=(0.26, 0.0, -1.0), hand=(0.16, -0.06, -1.0))
_LOOSE = replace(HANGING, upper=(-0.02, 0.30, -1.0), fore=(0.42, 0.22, -1.0), hand=(0.45, 0.10, -1.0), curl=OPEN)
_PRESSED = Put("shoulders", (0.34, -0.28, -0.30), (-0.2, 0.4, -1.0), (0.15, -0.55, 1.0), (-0.9, -0.4, 0.0), OPEN)
_AKIMBO = Put("hip", (0.02, 0.16, 0.22), (-0.5, 1.0, 0.0), (0.45, -0.7, -0.5), (-0.4, -0.6, -0.6), OPEN)
_HUGGED = Put("shoulders", (0.34, -0.62, -0.60), (-0.2, 0.7, -1.0), (0.10, -1.0, -0.25), (-1.0, -0.2, 0.0), RELAXED)
BEARINGS: dict[Mood, Bearing] = {
    "tired": Bearing(-8, 17, (15, 8, 0), -9, _both(_LIMP)),
    "proud": Bearing(3, -9, (-9, 0, 0), 3, _both(_AKIMBO)),
    "afraid": Bearing(-6, 12, (-5, 0, 0), 18, _both(_PRESSED), 0.95),
    "angry": Bearing(1, 12, (-5, 0, 0), 9, _both(_FISTS)),
    "sad": Bearing(-6, 14, (22, 6, 0), -5, (_LIMP, _HUGGED)),
    "happy": Bearing(3, -8, (-6, 6, 0), 3, _both(_LOOSE)),
}
"""After what people read from posture alone (Coulson, "Attributing emotion to static body postures", 2004): a chest
bent forward and a bowed head for sadness, backward for joy, forward with arms back for anger, drawn back for fear."""


def bearing(wanted: Attitude, moods: tuple[Mood | None, Mood | None], blend: float) -> Attitude:
    """The attitude in a mood, on the way from the first to the second by ``blend``."""
    for mood, share in ((moods[0], 1.0 - blend), (moods[1], blend)):
        if mood is not None and share > 0.0:
            wanted = _borne(wanted, BEARINGS[mood], share)
    return wanted


def _borne(wanted: Attitude, mood: Bearing, share: float) -> Attitude:
    if wanted.base == "lie":
        return wanted
    head = tuple(own + more * share for own, more in zip(wanted.sway, mood.head, strict=True))
    left, right = (_moved(arm, mood, number, share) for number, arm in enumerate((wanted.left, wanted.right)))
    return replace(
        wanted,
        pelvis=(wanted.pelvis[0] + mood.pelvis * share, wanted.pelvis[1], wanted.pelvis[2]),
        spine=(wanted.spine[0] + mood.spine * share, wanted.spine[1], wanted.spine[2]),
        sway=(head[0], head[1], head[2]),
        shrug=wanted.shrug + mood.shrug * share,
        left=left,
        right=right,
    )


def _moved(arm: Arm, mood: Bearing, number: int, share: float) -> Arm:
    """An idle arm, 0 the left and 1 the right, as the mood has it; busy hands stay."""
    if arm != HANGING or isinstance(arm, Between) or mood.arms is None:
        return arm
    return Between(arm, mood.arms[number], share * mood.share)


def living(wanted: Attitude, alive: Life, step: Step | None, laden: tuple[bool, bool] = (False, False)) -> Attitude:
    """The attitude with breath in the chest, weight on one leg or a walk in trunk and arms, and talking hands."""
    pelvis, spine = wanted.pelvis, wanted.spine
    spine = (spine[0] - 0.5 * alive.breath - _STARTS * alive.start, spine[1], spine[2])
    left, right = wanted.left, wanted.right
    wanted = replace(wanted, shrug=wanted.shrug + 6.0 * alive.start, jaw=wanted.jaw + 3.0 * alive.start)
    if step is not None:
        pelvis = (pelvis[0] + step.lean, pelvis[1] + step.tilt, pelvis[2] - step.twist * 0.6)
        spine = (spine[0], spine[1] - step.tilt, spine[2] + step.twist * 1.5)
        left = _swinging(left, step.swing * (_HEAVY if laden[0] else 1.0), step.bend * (not laden[0]))
        right = _swinging(right, -step.swing * (_HEAVY if laden[1] else 1.0), step.bend * (not laden[1]))
    left = _laden(left) if laden[0] else _talking(left, alive.gesture[0], alive.beat)
    right = _laden(right) if laden[1] else _talking(right, alive.gesture[1], alive.beat)
    return replace(wanted, pelvis=pelvis, spine=spine, left=left, right=right)


def shifted(wanted: Attitude, hip: float) -> Attitude:
    """Weight on one leg: the hip of the standing side is ``hip`` degrees higher (left positive), the trunk upright."""
    pelvis = (wanted.pelvis[0], wanted.pelvis[1] + hip, wanted.pelvis[2])
    spine = (wanted.spine[0], wanted.spine[1] - 1.5 * hip, wanted.spine[2])
    head = (wanted.head[0], wanted.head[1] + 0.4 * hip, wanted.head[2])
    return replace(wanted, pelvis=pelvis, spine=spine, head=head)


def _swinging(arm: Arm, degrees: float, bend: float) -> Arm:
    """A hanging arm that swings with the step, forward positive, its elbow bent by ``bend`` degrees."""
    if arm != HANGING or not isinstance(arm, Swing):
        return arm
    ahead = math.radians(min(max(degrees - 0.12 * bend, -60), 60))
    elbow = math.radians(min(max(degrees + bend + max(degrees, 0) * 0.5 + 9, -50), 150))
    inward = 0.22 * min(bend / 90, 1) * max(degrees, 0) / 40
    fore = (math.sin(elbow), 0.05 - inward, -math.cos(elbow))
    # Shares of a hanging arm, so that a walk grows out of standing without a jump.
    return replace(arm, upper=(0.02 + math.tan(ahead), 0.13, -1.0), fore=fore, hand=(fore[0], fore[1] - 0.09, fore[2]))


def _laden(arm: Arm) -> Arm:
    """A hanging arm that a weight draws straight, away from the leg."""
    if not isinstance(arm, Swing) or not arm.hang:
        return arm
    (x, y, z), (ahead, _, down) = arm.upper, arm.fore
    return replace(arm, upper=(x, y + 0.16, z), fore=(0.5 * ahead, 0.10, down), hand=(0.0, 0.02, -1.0), curl=GRIP)


def _talking(arm: Arm, share: float, beat: float) -> Arm:
    """A free arm that comes up before the body by ``share`` for a phrase."""
    if arm not in (HANGING, ON_THIGH) or share <= 0.0 or isinstance(arm, Between):
        return arm
    x, y, z = _GESTURE.offset
    return Between(arm, replace(_GESTURE, offset=(x + 0.02 * beat, y, z + 0.03 * beat)), share)
