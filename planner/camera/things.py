"""Cameras for inserts: a thing in a hand or on a table, seen close, from above where it lies."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from film.base import Vec3
from film.shot import PropKind, ShotProp
from planner.camera.batch import Batch, grid, standing, stood_off
from planner.camera.brief import CameraBrief
from planner.camera.framing import THING_FILLS, distance, size_of, suited
from planner.camera.kernels.codes import ECU, SIZES
from planner.geometry import Array, rounded

THING_SPAN = 0.42
"""Metres that the frame's height spans at a thing that nothing is known of: a cup with the hand that holds it."""
_TALL: dict[PropKind, float] = {
    "phone": 0.155, "letter": 0.24, "photograph": 0.135, "newspaper": 0.4, "ticket": 0.09, "book": 0.21, "key": 0.1,
    "box": 0.25, "suitcase": 0.5, "bag": 0.3, "umbrella": 0.8, "instrument": 0.9, "laptop": 0.25, "coin": 0.05,
    "cup": 0.11, "glass": 0.12, "bottle": 0.3, "food": 0.16, "hat": 0.2, "cigarette": 0.09, "gun": 0.16, "knife": 0.2,
}  # fmt: skip
"""How tall things show in an insert, in metres: what lies is seen from above."""
_SMALLEST = 0.2
_HELD_UP = 0.04
"""How far above the grip the middle of a thing that is read lies, in metres."""
_READ: frozenset[PropKind] = frozenset(("phone", "letter", "photograph", "newspaper", "ticket", "book", "laptop"))
_FOOT: dict[PropKind, float] = {"phone": 0.45 * 0.155, "laptop": 0.1}
_LOW = 0.05
"""Where the grip is above the foot of a sheet that is held, in metres."""
_CONTENTS = 0.18
_CONTENTS_TALL = 0.17
"""Metres from a box's foot to what lies in it."""
_IN_IT = 0.15
_STATURE = 1.7
_AT_THE_HEAD, _HIDDEN_BY_IT = 0.32, 8.0
"""Metres from the middle of the head within which a thing is held to it, and the weight of what hides it then."""
_OVERHEAD = 1.5
"""Metres from which on a thing of the place is looked up at."""
_LARGE = 0.9
"""Metres of a frame from which on a thing stands in the place like furniture, and is seen from a person's height."""
_TURNS = (95, 80, 110, 65, 125, 50, 140, 30, 10)
_LIFTS = (38.0, 24.0, 52.0, 12.0)
_LIFTS_LAID = (62.0, 70.0, 46.0, 36.0)


def span_of(thing: ShotProp | None, props: Sequence[ShotProp] = ()) -> float:
    """Metres that the frame's height spans, for a thing to fill its share of it."""
    if thing is None or thing.kind not in _TALL:
        return THING_SPAN
    tall = _CONTENTS_TALL if thing.kind == "box" and holds_something(thing, props) else _TALL[thing.kind]
    return max(tall / THING_FILLS, _SMALLEST)


def holds_something(box: ShotProp, props: Sequence[ShotProp]) -> bool:
    """Whether something lies in an open box."""
    lying = [each for each in props if each.prop != box.prop and each.holder is None]
    return any(math.dist(each.position[:2], box.position[:2]) < _IN_IT for each in lying)


def middle_of(thing: ShotProp, props: Sequence[ShotProp], hand: Vec3 | None) -> Vec3:
    """The point that an insert looks at: the middle of the thing, what lies in an open box, or what a hand holds."""
    if thing.holder is not None and hand is not None:
        x, y, z = hand
        tall = _TALL.get(thing.kind, 0.0)
        up = tall / 2 - _FOOT.get(thing.kind, _LOW) if thing.kind in _READ else 0.0
        return rounded((x, y, z + up))
    x, y, z = thing.position
    if thing.kind == "box" and holds_something(thing, props):
        return rounded((x, y, z + _CONTENTS))
    tall = _TALL.get(thing.kind, 0.12)
    return rounded((x, y, z + (0.01 if thing.kind in _READ else min(tall / 2, 0.24))))


def inserts(brief: CameraBrief) -> Batch | None:
    """Round the thing: from beside the holder first, whose chest or shoulder would cover what is read."""
    if brief.thing is None:
        return None
    if brief.thing_span > _LARGE or (not brief.intent.subjects and brief.thing[2] > _OVERHEAD):
        return _large(brief, brief.thing)
    lifts = _LIFTS_LAID if brief.thing_laid else _LIFTS
    kit = suited((100.0, 75.0, 50.0), brief)
    j, i, sign, k = grid(tuple(range(len(kit))), tuple(range(len(_TURNS))), (-1.0, 1.0), tuple(range(len(lifts))))
    lens, turn = np.array(kit)[j.astype(int)], np.array(_TURNS, dtype=float)[i.astype(int)]
    lift = np.radians(np.array(lifts))[k.astype(int)]
    away = distance(brief.thing_span, lens, brief.gate)
    none = np.zeros(len(lens))
    eye = stood_off(brief.thing, (brief.holder_yaw or 0.0) + sign * turn, away, away * np.sin(lift), none, none)
    target = np.broadcast_to(brief.thing, eye.shape)
    return standing(eye, target, lens, ECU, 0.1 * i + 0.2 * j + 0.1 * k + _behind_a_head(brief, brief.thing, eye))


def _behind_a_head(brief: CameraBrief, thing: Vec3, eye: Array) -> Array:
    """What speaks against cameras that have the holder's head before a thing held to it: a phone at an ear."""
    holder = brief.middle.get(brief.intent.focus or "")
    if holder is None or math.dist(holder.head.tolist(), thing) > _AT_THE_HEAD:
        return np.zeros(len(eye))
    out, to = np.array(thing)[:2] - holder.head[:2], eye[:, :2] - np.array(thing)[:2]
    cosine = to @ out / np.maximum(np.linalg.norm(to, axis=1) * np.linalg.norm(out), 1e-6)
    return np.asarray(_HIDDEN_BY_IT * np.clip(0.6 - cosine, 0.0, 1.0))


def _large(brief: CameraBrief, thing: Vec3) -> Batch:
    """What stands in the place: before its front, from the height of a person, as near as the room asks."""
    kit = suited((50.0, 35.0, 25.0, 18.0), brief)
    turns, eyes, shares = (15.0, 30.0, 0.0, 50.0, 75.0, 110.0, 150.0), (1.5, 1.1, 2.0), (1.0, 0.75)
    j, i, sign, k, near = grid(
        tuple(range(len(kit))), tuple(range(len(turns))), (-1.0, 1.0), tuple(range(len(eyes))), shares
    )
    lens, turn = np.array(kit)[j.astype(int)], np.array(turns)[i.astype(int)]
    away = distance(brief.thing_span, lens, brief.gate) * near
    none = np.zeros(len(lens))
    rise = np.clip(np.array(eyes)[k.astype(int)] - thing[2], -0.8 * away, 0.8 * away)
    eye = stood_off(thing, (brief.holder_yaw or 0.0) + sign * turn, away, rise, none, none)
    target = np.broadcast_to(thing, eye.shape)
    size = SIZES.index(size_of(brief.thing_span, _STATURE))
    return standing(eye, target, lens, size, 0.15 * i + 0.2 * j + 0.1 * k + 2.0 * (1 - near))
