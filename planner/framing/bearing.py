"""What a mood does to the net of a body: how far it turns each bone of trunk, head and arms.

The turns are the renderer's own, baked from somebody who stands at ease.  Arms that are busy go with the chest alone.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from film.staging import Mood, Stance
from planner.framing.kernels import matrices_of
from planner.framing.net import Ints, net
from planner.geometry import Array

_LEGS = ("upperleg", "lowerleg", "foot", "toe")
_ARMS = ("clavicle", "shoulder", "upperarm", "lowerarm", "wrist", "finger")


def borne(turns: Array, stance: Stance) -> Array:
    """The bones (b, 3, 3) of a stance, turned as its moods have them; nobody bears a mood who lies."""
    for mood, share in felt(stance):
        turns = _shared(mood, share, _hanging(stance)) @ turns
    return turns


def bowed(turns: Array, stance: Stance, bones: Ints, shares: Array) -> None:
    """Lets neck and head, which look at a point, hang or rise by their moods' own angles."""
    for mood, share in felt(stance):
        angles = net().mood_heads[mood]
        for bone, part in zip(bones.tolist(), shares.tolist(), strict=True):
            turns[bone] = turns[bone] @ _bend([angle * share * part for angle in angles])


def felt(stance: Stance) -> tuple[tuple[Mood, float], ...]:
    """The moods of a stance and how much of each shows."""
    ends = ((stance.mood_a, stance.pose_a, 1 - stance.blend), (stance.mood_b, stance.pose_b, stance.blend))
    return tuple((mood, share) for mood, pose, share in ends if mood is not None and share > 0 and pose != "lie")


def _hanging(stance: Stance) -> tuple[bool, bool]:
    """Whether left and right arm are idle and on no lap, so that they hang as the mood has them."""
    if stance.gait is not None or stance.seat_a is not None or stance.seat_b is not None:
        return False, False
    baked = net()
    one, two = (baked.hangs[baked.rows[f"{pose}/feet/+/0"]] for pose in (stance.pose_a, stance.pose_b))
    return one[0] and two[0], one[1] and two[1]


def _shared(mood: Mood, share: float, hanging: tuple[bool, bool]) -> Array:
    """(b, 3, 3): how far each bone is turned by so much of a mood."""
    table = _table(mood, hanging)
    return np.asarray(matrices_of(table, np.array([0, 1]), np.array([1 - share, share])))


@cache
def _table(mood: Mood, hanging: tuple[bool, bool]) -> Array:
    """(2, b, 4): no turn, and the whole of it."""
    baked = net()
    plain, moved = (baked.turns[baked.rows[row]] for row in ("stand/feet/+/0", f"mood/{mood}"))
    whole = _times(moved, plain * np.array((1.0, -1.0, -1.0, -1.0)))
    for name, bone in baked.bones.items():
        if name.startswith(_LEGS):
            whole[bone] = (1.0, 0.0, 0.0, 0.0)
        elif name.startswith(_ARMS) and not hanging[name.endswith("R")]:
            whole[bone] = whole[baked.bones["spine01"]]
    none = np.zeros_like(whole)
    none[:, 0] = 1.0
    return np.stack((none, whole))


def _times(a: Array, b: Array) -> Array:
    """The products (b, 4) of unit quaternions, w first."""
    w, x, y, z = a.T
    p, q, r, s = b.T
    rows = (w * p - x * q - y * r - z * s, w * q + x * p + y * s - z * r,
            w * r - x * s + y * p + z * q, w * s + x * r - y * q + z * p)  # fmt: skip
    return np.stack(rows, axis=1)


def _bend(angles: list[float]) -> Array:
    """A turn (3, 3): to the left, then forward, then its left side up, in degrees (pitch, roll, yaw)."""
    (cp, sp), (cr, sr), (cy, sy) = ((math.cos(math.radians(a)), math.sin(math.radians(a))) for a in angles)
    yaw = np.array(((cy, -sy, 0.0), (sy, cy, 0.0), (0.0, 0.0, 1.0)))
    pitch = np.array(((cp, 0.0, sp), (0.0, 1.0, 0.0), (-sp, 0.0, cp)))
    return np.asarray(yaw @ pitch @ np.array(((1.0, 0.0, 0.0), (0.0, cr, -sr), (0.0, sr, cr))))
