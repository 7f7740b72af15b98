"""What walking, breathing, talking and feeling add to an attitude."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from film.staging import Mood
from renderer.previs.bodies.attitude import (
    FIST,
    HANGING,
    ON_THIGH,
    OPEN,
    Angles,
    Arm,
    Attitude,
    Between,
    Put,
    Swing,
)
from renderer.previs.bodies.life import Life
from renderer.previs.bodies.steps import Step

_GESTURE = Put("shoulders", (0.52, 0.05, -0.50), (-0.5, 0.7, -1.0), (0.95, -0.28, 0.08), (0.1, -0.86, 0.45), OPEN)


@dataclass(frozen=True)
class _Bearing:
    """What a mood does to a body: degrees of the spine and head, shoulders drawn up, and where idle arms are."""

    spine: float
    head: Angles
    shrug: float = 0.0
    arm: Swing | Put | None = None
    share: float = 1.0


_FISTS = replace(HANGING, upper=(-0.04, 0.26, -1.0), fore=(0.30, 0.02, -1.0), hand=(0.25, -0.08, -1.0), curl=FIST)
_PRESSED = Put("shoulders", (0.34, -0.28, -0.30), (-0.2, 0.4, -1.0), (0.15, -0.55, 1.0), (-0.9, -0.4, 0.0), OPEN)
_BEARINGS: dict[Mood, _Bearing] = {
    "tired": _Bearing(13, (13, 4, 0), -5),
    "proud": _Bearing(-7, (-9, 0, 0), 2, Put("hip", (0.02, 0.16, 0.22), (-0.5, 1.0, 0.0), (0.45, -0.7, -0.5),
                                             (-0.4, -0.6, -0.6), OPEN)),
    "afraid": _Bearing(9, (-3, 0, 0), 15, _PRESSED, 0.95),
    "angry": _Bearing(13, (-3, 0, 0), 7, _FISTS),
    "sad": _Bearing(10, (19, 5, 0), -4),
    "happy": _Bearing(-4, (-6, 4, 0), 0),
}  # fmt: skip
"""After what people read from posture alone (Coulson, "Attributing emotion to static body postures", 2004): a chest
bent forward and a bowed head for sadness, backward for joy, forward with arms back for anger, drawn back for fear."""


def bearing(wanted: Attitude, moods: tuple[Mood | None, Mood | None], blend: float) -> Attitude:
    """The attitude in a mood, on the way from the first to the second by ``blend``."""
    for mood, share in ((moods[0], 1.0 - blend), (moods[1], blend)):
        if mood is not None and share > 0.0:
            wanted = _borne(wanted, _BEARINGS[mood], share)
    return wanted


def _borne(wanted: Attitude, mood: _Bearing, share: float) -> Attitude:
    if wanted.base == "lie":
        return wanted
    head = tuple(own + more * share for own, more in zip(wanted.sway, mood.head, strict=True))
    left, right = (_moved(arm, mood, share) for arm in (wanted.left, wanted.right))
    return replace(
        wanted,
        spine=(wanted.spine[0] + mood.spine * share, wanted.spine[1], wanted.spine[2]),
        sway=(head[0], head[1], head[2]),
        shrug=wanted.shrug + mood.shrug * share,
        left=left,
        right=right,
    )


def _moved(arm: Arm, mood: _Bearing, share: float) -> Arm:
    """An idle arm as the mood has it; busy hands stay."""
    if arm != HANGING or isinstance(arm, Between) or mood.arm is None:
        return arm
    return Between(arm, mood.arm, share * mood.share)


def living(wanted: Attitude, alive: Life, step: Step | None) -> Attitude:
    """The attitude with breath in the chest, weight on one leg or a walk in trunk and arms, and talking hands."""
    pelvis, spine = wanted.pelvis, wanted.spine
    spine = (spine[0] - 0.5 * alive.breath, spine[1], spine[2])
    left, right = wanted.left, wanted.right
    if step is not None:
        pelvis = (pelvis[0] + step.lean, pelvis[1] + step.tilt, pelvis[2] - step.twist * 0.6)
        spine = (spine[0], spine[1] - step.tilt, spine[2] + step.twist * 1.5)
        left = _swinging(left, step.swing, step.bend)
        right = _swinging(right, -step.swing, step.bend)
    left = _talking(left, alive.gesture[0], alive.beat)
    right = _talking(right, alive.gesture[1], alive.beat)
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


def _talking(arm: Arm, share: float, beat: float) -> Arm:
    """A free arm that comes up before the body by ``share`` for a phrase."""
    if arm not in (HANGING, ON_THIGH) or share <= 0.0 or isinstance(arm, Between):
        return arm
    x, y, z = _GESTURE.offset
    return Between(arm, replace(_GESTURE, offset=(x + 0.02 * beat, y, z + 0.03 * beat)), share)
