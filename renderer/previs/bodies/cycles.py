"""What moves in a pose as long as it is held: each a function of the still attitude and of seconds, without a jump.

Tempi are those of ordinary life: four nods in two seconds, claps near three a second, a dance at two steps a second
(120 beats a minute, the commonest tempo of dance music; Moelants, "Preferred tempo reconsidered", 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from film.camera import ease
from film.staging import Pose
from renderer.previs.bodies.attitude import FIST, FLAT, OPEN, PEN, Arm, Attitude, Between, Curl, Footing, Put, Swing
from renderer.previs.bodies.gestures import AT_MOUTH, BEFORE_CHEST, CHEER_UP, KEYS, PALMS_UP, PLATE, TO_MOUTH

Cycle = Callable[[Attitude, float], Attitude]


def wave(seconds: float, rate: float, turn: float = 0.0) -> float:
    """A sine of ``rate`` a second, -1 to 1, ``turn`` of it later."""
    return math.sin(2 * math.pi * (rate * seconds - turn))


def burst(seconds: float, period: float, length: float) -> float:
    """1 for the first ``length`` seconds of each period, else 0, coming and going within a third of a second."""
    phase = seconds % period
    return ease(phase / 0.3) * (1 - ease((phase - length + 0.3) / 0.3))


def _bent(attitude: Attitude, spine: float = 0.0, head: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Attitude:
    """Further forward by some degrees of the spine, the head moving by (pitch, roll, yaw)."""
    pitch, roll, yaw = attitude.spine
    return replace(attitude, spine=(pitch + spine, roll, yaw), sway=head)


def _waving(attitude: Attitude, seconds: float) -> Attitude:
    side = 0.30 + 0.42 * wave(seconds, 1.5)
    arm = Swing((0.28, 0.80, 0.05), (0.15, side, 1.0), (0.10, side * 1.25, 1.0), (1.0, 0.0, -0.1), FLAT)
    return replace(attitude, right=arm)


def _writing(attitude: Attitude, seconds: float) -> Attitude:
    along, jitter = 0.10 * ((seconds / 5.0) % 1.0), 0.012 * wave(seconds, 2.3)
    offset = (0.56 + jitter, -0.22 + along, 0.35)
    arm = Put("table", offset, (-0.3, 0.9, -0.7), (0.85, -0.45, -0.15), (-0.1, -0.65, -0.75), PEN)
    return replace(attitude, right=arm)


def _typing(attitude: Attitude, seconds: float) -> Attitude:
    """Both hands over the keys, fingers and wrists busy in bursts of words."""
    busy = 0.25 + 0.75 * burst(seconds, 3.1, 2.4)
    tap = (0.5 + 0.5 * wave(seconds, 4.1)) * busy, (0.5 + 0.5 * wave(seconds, 4.7, 0.3)) * busy
    arms = []
    for sign, down in zip((1.0, -1.0), tap, strict=True):
        x, y, z = KEYS.offset
        offset = (x, y + sign * 0.015 * wave(seconds, 0.7), z + 0.012 * (1 - down))
        thumb, *fingers = KEYS.curl
        one, two = 0.14 * down, 0.14 * (1 - down)
        curl: Curl = (thumb, fingers[0] + two, fingers[1] + one, fingers[2] + two, fingers[3] + one)
        arms.append(replace(KEYS, offset=offset, curl=curl))
    return replace(_bent(attitude, head=(2.5 * wave(seconds, 0.21), 0, 0)), left=arms[0], right=arms[1])


def _to_mouth(low: Put, high: Put, period: float, held: float) -> Cycle:
    """The right hand up to the mouth for ``held`` of each period, else down."""

    def cycle(attitude: Attitude, seconds: float) -> Attitude:
        phase = (seconds / period) % 1.0
        rise = ease(phase / 0.18) * (1 - ease((phase - 0.18 - held) / 0.18))
        return replace(attitude, right=Between(low, high, rise))

    return cycle


def _nodding(attitude: Attitude, seconds: float) -> Attitude:
    """Down and up, twice a second."""
    return _bent(attitude, 2.0, (5 + 17 * max(wave(seconds, 1.7), -0.6), 0, 0))


def _shaking(attitude: Attitude, seconds: float) -> Attitude:
    return _bent(attitude, 0.0, (4, 0, 32 * wave(seconds, 1.25)))


def _laughing(attitude: Attitude, seconds: float) -> Attitude:
    """Gusts of laughter: the trunk thrown back and shaking, then bent forward; a hand to the belly."""
    fit, shake = 0.5 + 0.5 * wave(seconds, 0.29), wave(seconds, 4.4)
    lean = -14 * fit + 30 * (1 - fit) + 2.2 * shake
    return replace(
        _bent(attitude, lean, (-16 * fit + 2 * shake, 4 * wave(seconds, 0.29), 0)),
        shrug=5 + 3.5 * shake,
        jaw=11 + 3 * shake,
    )


def _crying(attitude: Attitude, seconds: float) -> Attitude:
    """Sobs: short breaths that shake shoulders and head."""
    sob = max(wave(seconds, 2.2), 0.0) * (0.35 + 0.65 * burst(seconds, 3.4, 2.2))
    return replace(_bent(attitude, 4 * sob, (3 * sob, 0, 0)), shrug=9 * sob + 4, jaw=3 + 4 * sob)


def _clapping(attitude: Attitude, seconds: float) -> Attitude:
    """Palms before the chest that meet three times a second; the left one is held, the right one strikes."""
    apart = 0.5 + 0.5 * wave(seconds, 2.7)
    left = Put("spot", (0.0, 0.0, 0.0), (-0.4, 0.7, -1.0), (0.75, -0.35, 0.65), (0.25, -1.0, -0.1), FLAT)
    arms = []
    for turn, share in ((1.0, 0.35), (-1.0, 1.0)):
        offset = (0.58 + 0.02 * turn, -0.335 + 0.26 * apart * share, -0.16)
        arms.append(replace(left, anchor="shoulders", offset=offset))
    return replace(_bent(attitude, -1 + apart, (-2, 0, 0)), left=arms[0], right=arms[1])


def _cheering(attitude: Attitude, seconds: float) -> Attitude:
    """Fists thrown up, the body bouncing in the knees."""
    up = abs(wave(seconds, 1.1))
    x, y, z = CHEER_UP.upper
    arms = replace(CHEER_UP, upper=(x, y, z + 0.75 * up))
    sunk = attitude.footing
    return replace(
        _bent(attitude, -5 - 3 * up, (-8, 0, 0)),
        left=arms,
        right=arms,
        jaw=12,
        footing=replace(sunk, sink=0.03 * (1 - up)),
    )


def _dancing(attitude: Attitude, seconds: float) -> Attitude:
    """Two beats a second: weight from foot to foot, hips and shoulders against each other, arms in and out."""
    side, beat = wave(seconds, 1.0), abs(wave(seconds, 1.0, 0.25))
    lift = 0.16 * max(-side, 0.0) ** 1.5, 0.16 * max(side, 0.0) ** 1.5
    left = _dancing_arm(wave(seconds, 1.0, 0.1))
    right = _dancing_arm(-wave(seconds, 1.0, 0.1))
    return replace(
        attitude,
        pelvis=(2, 7 * side, 14 * wave(seconds, 0.5)),
        spine=(4, -13 * side, -16 * wave(seconds, 0.5, 0.06)),
        sway=(4 * beat, 7 * side, 10 * wave(seconds, 0.5)),
        left=left,
        right=right,
        footing=Footing(sink=0.035 + 0.035 * beat, aside=0.075 * side, wide=0.05, lift=lift),
    )


def _dancing_arm(up: float) -> Arm:
    """An elbow out, the forearm raised by turns."""
    return Swing(
        (0.25 + 0.20 * up, 0.72, -0.42 + 0.35 * up),
        (0.75, -0.15 - 0.25 * up, 0.55 + 0.75 * up),
        (0.6, -0.2, 0.8 + 0.4 * up),
        (0.1, -0.9, -0.2),
        OPEN,
    )


GUARD_HAND = Put("shoulders", (0.40, -0.15, 0.02), (-0.1, 0.7, -1.0), (0.25, -0.35, 1.0), (-0.4, -1.0, 0.0), FIST)
_BLOW = Put("shoulders", (1.04, -0.34, 0.10), (-0.1, 0.9, -0.5), (1.0, -0.2, 0.05), (0.0, -0.3, -1.0), FIST)
_DRAWN = Put("shoulders", (0.10, 0.16, -0.12), (-1.0, 0.6, -0.5), (0.9, -0.2, 0.25), (0.0, -0.9, 0.1), FIST)


def _guarding(attitude: Attitude, seconds: float) -> Attitude:
    """Fists up, weight going from foot to foot."""
    bob = wave(seconds, 1.1)
    x, y, z = GUARD_HAND.offset
    left = replace(GUARD_HAND, offset=(x + 0.16 + 0.02 * bob, y, z))
    right = replace(GUARD_HAND, offset=(x - 0.02 * bob, y, z - 0.02))
    footing = replace(attitude.footing, aside=0.02 * bob, sink=0.05 + 0.012 * wave(seconds, 2.2))
    return replace(attitude, left=left, right=right, footing=footing)


def _striking(attitude: Attitude, seconds: float) -> Attitude:
    """A blow of the right fist every second and a half: drawn back, thrown from the shoulder, back on guard."""
    phase = seconds % 1.5
    drawn = ease(phase / 0.32) * (1 - ease((phase - 0.56) / 0.1))
    thrown = ease((phase - 0.36) / 0.2) * (1 - ease((phase - 0.72) / 0.4))
    on_guard = _guarding(attitude, seconds)
    guard = replace(GUARD_HAND, offset=(0.40, -0.15, 0.0))
    right = Between(guard, _DRAWN, drawn) if thrown <= 0.0 else Between(_DRAWN if drawn > 0 else guard, _BLOW, thrown)
    turn = -22 * drawn + 30 * thrown
    return replace(
        on_guard,
        pelvis=(5 + 5 * thrown, 0, 0.5 * turn - 8),
        spine=(6 + 6 * thrown, 0, turn - 8),
        head=(-2, 0, 16 - 1.5 * turn),
        right=right,
        footing=replace(on_guard.footing, sink=0.05 + 0.03 * thrown),
    )


def _shoving(attitude: Attitude, seconds: float) -> Attitude:
    """Both palms thrust out from the chest every two seconds, the weight behind them."""
    phase = seconds % 2.0
    out = ease(phase / 0.22) * (1 - ease((phase - 0.9) / 0.6))
    arms = replace(PALMS_OUT, offset=(0.42 + 0.56 * out, -0.10, -0.16 + 0.06 * out))
    return replace(attitude, pelvis=(5 + 9 * out, 0, 0), left=arms, right=arms)


PALMS_OUT = Put("shoulders", (0.9, -0.10, -0.12), (-0.3, 0.9, -0.7), (0.35, -0.15, 1.0), (1.0, -0.15, -0.2), OPEN)


def _shrugging(attitude: Attitude, seconds: float) -> Attitude:
    """Shoulders and open hands up, then let go, every two and a half seconds."""
    up = burst(seconds + 0.2, 2.6, 1.9)
    down = 1 - up
    x, y, z = PALMS_UP.offset
    arms = replace(PALMS_UP, offset=(x, y, z - 0.10 * down))
    return replace(_bent(attitude, 0, (0, 7 * up, 0)), left=arms, right=arms, shrug=20 * up)


def _thinking(attitude: Attitude, seconds: float) -> Attitude:
    return _bent(attitude, 0, (1.5 * wave(seconds, 0.16), 2 * wave(seconds, 0.11), 0))


CYCLES: dict[Pose, Cycle] = {
    "wave": _waving, "write": _writing, "type": _typing, "nod": _nodding, "shake_head": _shaking,
    "eat": _to_mouth(PLATE, TO_MOUTH, 4.0, 0.2), "drink": _to_mouth(BEFORE_CHEST, AT_MOUTH, 6.0, 0.45),
    "laugh": _laughing, "cry": _crying, "clap": _clapping, "cheer": _cheering, "dance": _dancing,
    "guard": _guarding, "strike": _striking, "shove": _shoving, "shrug": _shrugging, "think": _thinking,
}  # fmt: skip
"""The poses that move, and how."""
