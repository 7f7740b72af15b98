"""Cameras for one person: singles and reactions, somebody on their back, and what somebody sees."""

from __future__ import annotations

import math

import numpy as np

from film.shot import Angle, Size
from planner.body import Proxy
from planner.camera.batch import Batch, aimed, grid, half_width, standing, stood_off
from planner.camera.brief import CameraBrief
from planner.camera.framing import crown, distance, head_at, lenses, span, suited
from planner.camera.kernels.codes import SIZES
from planner.geometry import Array

_TURNS: dict[int, tuple[int, ...]] = {
    0: (32, 22, 44, 55, 12, 66),
    1: (64, 70, 58, 50, 40, 82, 90),
    2: (32, 44, 22, 12, 55),
}
"""Degrees off the face, by variant: the three-quarter view of a dialogue, near profile, the other side."""
_CLOSE_TURNS = (46, 36, 20, 58, 28, 68)
"""As above for MCU and closer, where the look passes near the lens: 46 cuts with a shoulder's 20 one size off."""
_PREFERRED_SIDE = {0: 1, 1: 1, 2: -1}
LIFT: dict[Angle, float] = {"eye": 0.0, "high": 24.0, "low": -16.0, "overhead": 65.0, "dutch": 0.0}
"""Degrees that the camera stands above the head."""
_LEAD: dict[Size, float] = {
    "EWS": 0.2, "WS": 0.25, "FS": 0.28, "MWS": 0.32, "MS": 0.34, "MCU": 0.32, "CU": 0.24, "ECU": 0.16,
}  # fmt: skip
"""How far from the frame's middle a profile stands, in half frames: a third from the edge it looks away from.

A face that is turned less has less room before it (Mascelli, "The Five C's of Cinematography", 1965, on look room).
"""
_EYE_LEVEL = ("MS", "MCU", "CU", "ECU")
_DUTCH = 8.0
_LYING_TURNS = (60, 45, 75, 30, 90, 110, 15, 130)


def singles(brief: CameraBrief) -> Batch | None:
    """One person, the camera off the eyeline, room on the side of the look; None when they are not there."""
    name, variant = brief.intent.focus, brief.intent.variant % 3
    if name is None or name not in brief.middle:
        return None
    body, size = brief.middle[name], brief.intent.size
    if body.face[2] > 0.9:
        return _lying(brief, body, name)
    turns = _CLOSE_TURNS if variant == 0 and size in ("MCU", "CU", "ECU") else _TURNS[variant]
    kit = lenses(size, brief)
    i, sign, j = grid(tuple(range(len(turns))), (1.0, -1.0), tuple(range(len(kit))))
    turn, lens = np.array(turns, dtype=float)[i.astype(int)] * sign, np.array(kit)[j.astype(int)]
    prior = 0.25 * i + 0.5 * j + np.where(sign == _PREFERRED_SIDE[variant], 0.0, 0.6)
    return _framed(brief, body, name, turn, lens, prior)


def _framed(brief: CameraBrief, body: Proxy, name: str, turn: Array, lens: Array, prior: Array) -> Batch:
    """Cameras ``turn`` degrees off the face, the head where its size has it and the look into the picture."""
    size, angle = brief.intent.size, brief.intent.angle
    metres = span(size, brief.heights[name], brief.seated.get(name, False))
    depth = distance(metres, lens, brief.gate)
    wide = half_width(lens, brief.gate)
    profile = np.sin(np.radians(turn)) * math.hypot(body.face[0], body.face[1])
    u, v = _LEAD[size] * profile * wide, np.full(len(turn), head_at(size)) * wide / brief.gate.aspect
    top = crown(body, brief.heights[name])
    level = float(body.head[2]) if size in _EYE_LEVEL else max(0.8 * float(body.head[2]), 1.0)
    eye_z = within_reach(brief, level + depth * math.sin(math.radians(LIFT[angle])))
    yaw = math.degrees(math.atan2(body.face[1], body.face[0])) + turn
    eye = stood_off(top, yaw, depth, eye_z - top[2], u, v)
    roll = _DUTCH if angle == "dutch" else 0.0
    return standing(eye, aimed(eye, top, u, v, roll), lens, SIZES.index(size), prior, roll)


def within_reach(brief: CameraBrief, height: Array) -> Array:
    """Heights of cameras as the place and the camera's legs allow them."""
    place, reach = brief.place, brief.reach
    highest = reach.crane if place.enclosure == "open" else reach.highest
    if place.ceiling is not None:
        highest = min(highest, place.ceiling - 0.11)
    return np.clip(height, min(reach.lowest, highest), highest)


def _lying(brief: CameraBrief, body: Proxy, name: str) -> Batch:
    """Somebody on their back: from beside the chest or over the feet, looking down."""
    size = brief.intent.size
    head, feet = body.head, body.points[11]
    yaw = math.degrees(math.atan2(feet[1] - head[1], feet[0] - head[0]))
    metres = span(size, brief.heights[name]) * 0.9
    aim = head + 0.22 * metres * np.array([math.cos(math.radians(yaw)), math.sin(math.radians(yaw)), 0.0])
    first = 3 * (brief.intent.variant % 3)
    turns = np.array((*_LYING_TURNS[first:], *_LYING_TURNS[:first]), dtype=float)
    kit = lenses(size, brief)
    i, sign, j, k = grid(tuple(range(len(turns))), (1.0, -1.0), tuple(range(len(kit))), (0.0, 1.0, 2.0))
    lens, lift = np.array(kit)[j.astype(int)], np.radians(np.array((32.0, 45.0, 60.0)))[k.astype(int)]
    away = distance(metres, lens, brief.gate)
    none = np.zeros(len(i))
    eye = stood_off(aim, yaw + sign * turns[i.astype(int)], away, away * np.sin(lift), none, none)
    target = np.broadcast_to(aim, eye.shape)
    return standing(eye, target, lens, SIZES.index(size), 0.2 * i + 0.5 * j + 0.2 * k)


def views_of(brief: CameraBrief) -> Batch | None:
    """Through the eyes of ``intent.over``: at what it is about, or straight ahead."""
    owner = brief.middle.get(brief.intent.over or "")
    if owner is None:
        return None
    seen = brief.middle.get(brief.intent.focus or "")
    ahead = owner.head + 3 * np.array(owner.face)
    target = np.array(brief.thing) if brief.thing is not None else seen.head if seen is not None else ahead
    lens = np.array(suited((35.0, 25.0, 50.0), brief))
    eyes, aim = (np.tile(each, (len(lens), 1)) for each in (owner.head, target - (0.0, 0.0, 0.1)))
    return standing(eyes, aim, lens, SIZES.index(brief.intent.size), 0.3 * np.arange(float(len(lens))))
