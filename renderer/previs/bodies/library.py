"""The pose library: an attitude for every pose of ``film.staging``, seated or on its feet."""

from __future__ import annotations

from dataclasses import replace

from film.staging import Pose
from renderer.previs.bodies.attitude import (
    HANGING,
    ON_THIGH,
    POINTING,
    Arm,
    Attitude,
    Base,
    Footing,
    Put,
    Swing,
    Vector,
)
from renderer.previs.bodies.cycles import CYCLES
from renderer.previs.bodies.gestures import (
    AIMED,
    AT_BROW,
    AT_EAR,
    AT_EYES,
    BEFORE_CHEST,
    BEHIND,
    CHIN_FIST,
    CROSS_OVER,
    CROSS_UNDER,
    FOLDED,
    HANDLE,
    LAUGH_HAND,
    LOAD,
    LYING,
    OFFER,
    ON_FACE,
    ON_KNEE,
    ON_TABLE,
    POCKET,
    REACH,
    TO_FLOOR,
    UNDER_ELBOW,
    UP,
    WHEEL,
)

_BASES: dict[Pose, Base] = {
    "sit": "sit", "drive": "sit", "kneel": "kneel", "pray": "knees", "crouch": "crouch", "pick_up": "crouch",
    "lie": "lie", "lean": "lean",
}  # fmt: skip
_FIGHTING = Footing(sink=0.05, stagger=0.22, wide=0.06)
_STANDING: dict[Pose, Attitude] = {
    "stand": Attitude(),
    "sit": Attitude(spine=(4, 0, 0), head=(-2, 0, 0), left=ON_THIGH, right=ON_THIGH),
    "lie": Attitude(spine=(0, 0, 0), head=(6, 0, 0), left=LYING, right=LYING),
    "kneel": Attitude(pelvis=(4, 0, 0), spine=(8, 0, 0), left=ON_KNEE),
    "crouch": Attitude(pelvis=(22, 0, 0), spine=(22, 0, 0), head=(-24, 0, 0), left=ON_KNEE, right=ON_KNEE),
    "lean": Attitude(pelvis=(-9, 0, 0), spine=(2, 0, 0), head=(6, 3, 0), left=POCKET, right=POCKET),
    "point": Attitude(pelvis=(2, 0, 3), spine=(4, 0, 9), head=(0, 0, -6), footing=Footing(sink=0.006, stagger=0.07)),
    "reach": Attitude(
        pelvis=(9, 0, 4), spine=(15, 0, 14), head=(-8, 0, -8), right=REACH, footing=Footing(sink=0.02, stagger=0.13)
    ),
    "phone": Attitude(head=(3, 0, 0), right=AT_EAR),
    "hold": Attitude(spine=(3, 0, 0), head=(16, 0, -4), right=BEFORE_CHEST),
    "wave": Attitude(spine=(0, -2, 0)),
    "drive": Attitude(spine=(-2, 0, 0), left=WHEEL, right=WHEEL),
    "write": Attitude(pelvis=(3, 0, 0), spine=(11, 0, 0), head=(20, 0, 0), left=ON_TABLE),
    "eat": Attitude(pelvis=(2, 0, 0), spine=(9, 0, 0), head=(9, 0, 0), left=ON_TABLE),
    "drink": Attitude(head=(-4, 0, 0)),
    "hands_up": Attitude(spine=(-2, 0, 0), left=UP, right=UP),
    "arms_crossed": Attitude(spine=(-1, 0, 0), left=CROSS_UNDER, right=CROSS_OVER),
    "cover_face": Attitude(spine=(14, 0, 0), head=(22, 0, 0), left=ON_FACE, right=ON_FACE),
    "slump": Attitude(pelvis=(-6, 0, 0), spine=(40, 4, 0), head=(34, 6, 0), shrug=-7, footing=Footing(sink=0.05)),
    "type": Attitude(pelvis=(2, 0, 0), spine=(8, 0, 0), head=(9, 0, 0)),
    "carry": Attitude(pelvis=(-3, 0, 0), spine=(-4, 0, 0), left=LOAD, right=LOAD),
    "aim": Attitude(
        spine=(3, 0, 0), head=(5, 4, 0), left=AIMED, right=AIMED, footing=Footing(sink=0.018, stagger=0.14, wide=0.05)
    ),
    "pick_up": Attitude(pelvis=(30, 0, 0), spine=(36, 0, 14), head=(-14, 0, -6), left=ON_KNEE, right=TO_FLOOR),
    "open_door": Attitude(
        pelvis=(7, 0, 4), spine=(11, 0, 18), head=(-2, 0, -10), right=HANDLE, footing=Footing(sink=0.015, stagger=0.10)
    ),
    "hand_over": Attitude(
        pelvis=(5, 0, 2), spine=(9, 0, 11), head=(-4, 0, -6), right=OFFER, footing=Footing(sink=0.008, stagger=0.08)
    ),
    "hug": Attitude(pelvis=(3, 0, 0), spine=(6, 0, 0), head=(10, -11, 14)),
    "kiss": Attitude(pelvis=(3, 0, 0), spine=(4, 0, 0), head=(0, -14, 4)),
    "guard": Attitude(pelvis=(6, 0, -14), spine=(10, 0, -10), head=(2, 0, 20), footing=_FIGHTING),
    "strike": Attitude(footing=_FIGHTING),
    "shove": Attitude(spine=(9, 0, 0), head=(-8, 0, 0), footing=Footing(sink=0.05, stagger=0.22)),
    "dance": Attitude(),
    "clap": Attitude(spine=(2, 0, 0)),
    "cheer": Attitude(footing=Footing(wide=0.05)),
    "laugh": Attitude(right=LAUGH_HAND),
    "cry": Attitude(pelvis=(3, 0, 0), spine=(24, 2, 0), head=(30, 7, 0), left=UNDER_ELBOW, right=AT_EYES),
    "nod": Attitude(),
    "shake_head": Attitude(),
    "shrug": Attitude(spine=(-2, 0, 0)),
    "think": Attitude(spine=(3, 0, 0), head=(10, -5, -8), left=UNDER_ELBOW, right=CHIN_FIST),
    "pray": Attitude(pelvis=(3, 0, 0), spine=(7, 0, 0), head=(26, 0, 0), left=FOLDED, right=FOLDED),
    "salute": Attitude(spine=(-4, 0, 0), head=(-2, 0, 0), right=AT_BROW),
}
SUNK = Attitude(base="sit", pelvis=(-22, 0, 0), spine=(24, 0, 0), head=(14, 0, 0), left=BEHIND, right=BEHIND)
"""Down on the floor, on the way between feet and back: hands behind the hips."""
_IDLE: tuple[Arm, ...] = (HANGING, POCKET, ON_KNEE)


def base_of(pose: Pose, seat: float | None) -> Base:
    """What carries a pose: ``seat`` (metres, None on the feet) puts an upper-body pose on a seat."""
    if seat is not None and pose != "lie":
        return "sit"
    return _BASES.get(pose, "stand")


def attitude(pose: Pose, seat: float | None, seconds: float, aim: Vector | None) -> Attitude:
    """The attitude of a pose at a time, carried as ``base_of`` says.

    ``aim`` is the unit direction from the right shoulder, in the chest's frame, that ``point`` points in.
    """
    posed = replace(_STANDING[pose], base=base_of(pose, seat))
    cycle = CYCLES.get(pose)
    if cycle is not None:
        posed = cycle(posed, seconds)
    if posed.base == "sit":
        posed = _seated(pose, posed)
    return replace(posed, right=_pointing(aim)) if pose == "point" else posed


def _seated(pose: Pose, posed: Attitude) -> Attitude:
    """An idle arm rests on the thigh; a trunk that folds needs no help from the hips."""
    pelvis = (-4.0, 0.0, posed.pelvis[2] * 0.3) if pose != "slump" else (-14.0, 0.0, 0.0)
    left, right = (ON_THIGH if arm in _IDLE else _off_the_lap(arm) for arm in (posed.left, posed.right))
    return replace(posed, pelvis=pelvis, left=left, right=right)


def _off_the_lap(arm: Arm) -> Arm:
    """A hand that would be in the thighs of who sits, kept over them."""
    if isinstance(arm, Put) and arm.anchor == "shoulders" and arm.offset[2] < -0.58:
        return replace(arm, offset=(arm.offset[0], arm.offset[1], -0.58))
    return arm


def _pointing(aim: Vector | None) -> Arm:
    """The right arm straight along ``aim`` (its y is turned to the arm's own side)."""
    x, y, z = aim if aim is not None else (1.0, -0.12, 0.02)
    x = max(x, 0.05)  # nobody points through his own back
    ahead = (x, min(max(-y, -0.8), 2.0), z)
    return Swing(ahead, (ahead[0], ahead[1] - 0.03, ahead[2] + 0.04), ahead, (0.0, -0.6, -1.0), POINTING)
