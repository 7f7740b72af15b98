"""Cameras for one person and for two: singles, reactions, over-the-shoulder pairs, two-shots, POV."""

from __future__ import annotations

import math
from collections.abc import Iterator

from film.base import Vec3
from film.camera import SENSOR_WIDTH_MM
from film.shot import Size
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate, fixed, polar, screen_side, shifted
from planner.camera.framing import centre_height, distance, lenses, size_of, span
from planner.geometry import heading

_TURNS: dict[int, tuple[int, ...]] = {
    0: (32, 22, 44, 55, 12, 66),
    1: (64, 70, 58, 50, 40, 82, 90),
    2: (32, 44, 22, 12, 55),
}
"""Degrees off the face, by variant: the three-quarter view of a dialogue, near profile, the other side."""
_PREFERRED_SIDE = {0: 1, 1: 1, 2: -1}
_LIFT = {"eye": 0.0, "high": 24.0, "low": -16.0, "overhead": 65.0, "dutch": 0.0}
LEAD_ROOM = 0.2
SHOULDER = 0.8
"""Where across the frame the middle of an OTS foreground head stands: some of it is cut by the edge."""


def singles(brief: CameraBrief, size: Size | None = None, extra: float = 0.0) -> Iterator[Candidate]:
    """One person, the camera off the eyeline, room on the side of the look."""
    name = brief.intent.focus
    if name is None or name not in brief.middle:
        return
    size = size or brief.intent.size
    body = brief.middle[name]
    if body.face[2] > 0.9:
        yield from _lying(brief, body, name, size, extra)
        return
    face = math.degrees(math.atan2(body.face[1], body.face[0]))
    for i, turn in enumerate(_TURNS[brief.intent.variant % 3]):
        for sign in (1, -1):
            other_side = 0.0 if sign == _PREFERRED_SIDE[brief.intent.variant % 3] else 0.6
            for j, lens in enumerate(lenses(size, brief.place)):
                prior = extra + 0.25 * i + 0.5 * j + other_side
                yield _single(brief, body, name, face + sign * turn, lens, size, prior)


def _single(brief: CameraBrief, body: Proxy, name: str, yaw: float, lens: float, size: Size, prior: float) -> Candidate:
    height = brief.heights[name]
    metres = span(size, height, brief.seated.get(name, False))
    away = distance(metres, lens, brief.aspect)
    head = point(body)
    middle = centre_height(body, size, metres, height)
    lift = math.tan(math.radians(_LIFT[brief.intent.angle])) * away
    eye = float(head[2]) if size in ("MS", "MCU", "CU", "ECU") else max(0.8 * float(head[2]), 1.0)
    position = polar(head, yaw, away, max(eye + lift, 0.25))
    target = (head[0], head[1], middle)
    room = -LEAD_ROOM * screen_side(position, target, body.face)
    roll = 8.0 if brief.intent.angle == "dutch" else 0.0
    return fixed(position, shifted(position, target, lens, room), lens, size, prior, roll=roll)


def _lying(brief: CameraBrief, body: Proxy, name: str, size: Size, extra: float) -> Iterator[Candidate]:
    """Somebody on their back: from beside the chest or over the feet, looking down."""
    head, feet = body.head, body.points[11]
    yaw = math.degrees(math.atan2(feet[1] - head[1], feet[0] - head[0]))
    metres = span(size, brief.heights[name]) * 0.9
    down = 0.22 * metres
    cos, sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    aim = (float(head[0]) + cos * down, float(head[1]) + sin * down, float(head[2]))
    turns = (60, 45, 75, 30, 90, 110, 15, 130)
    first = 3 * (brief.intent.variant % 3)
    for i, turn in enumerate((*turns[first:], *turns[:first])):
        for sign in (1, -1):
            for j, lens in enumerate(lenses(size, brief.place)):
                for k, lift in enumerate((32.0, 45.0, 60.0)):
                    away = distance(metres, lens, brief.aspect)
                    flat, up = away * math.cos(math.radians(lift)), away * math.sin(math.radians(lift))
                    position = polar(aim, yaw + sign * turn, flat, aim[2] + up)
                    yield fixed(position, aim, lens, size, extra + 0.2 * i + 0.5 * j + 0.2 * k)


def point(body: Proxy) -> Vec3:
    """The middle of the head."""
    x, y, z = (float(value) for value in body.head)
    return x, y, z


def over_shoulders(brief: CameraBrief, extra: float = 0.0) -> Iterator[Candidate]:
    """Past the shoulder of ``intent.over`` at the focus: close to the axis, the focus away from the shoulder."""
    intent = brief.intent
    name, over = intent.focus, intent.over
    if name is None or over is None or name not in brief.middle or over not in brief.middle:
        return
    a, b = point(brief.middle[name]), point(brief.middle[over])
    base, apart = heading(a, b), math.dist(a[:2], b[:2])
    height = brief.heights[name]
    metres = span(intent.size, height, brief.seated.get(name, False))
    for j, lens in enumerate((35.0, 50.0, 75.0, 25.0) if intent.size == "MS" else (50.0, 75.0, 35.0)):
        away = distance(metres, lens, brief.aspect)
        if away < apart + 0.4 or away > apart + 3.0:
            continue
        for turn in range(6, 42, 3):
            for sign in (1, -1):
                position = polar(a, base + sign * turn, away, 0.45 * a[2] + 0.55 * b[2] + 0.06)
                target = (a[0], a[1], centre_height(brief.middle[name], intent.size, metres, height))
                target, shoulder = _aside(position, target, b, lens)
                prior = extra + 4.0 * abs(abs(shoulder) - SHOULDER) + 0.02 * turn + 0.3 * j
                yield fixed(position, target, lens, intent.size, prior)


def _aside(position: Vec3, target: Vec3, b: Vec3, lens: float) -> tuple[Vec3, float]:
    """The target that leaves the shoulder its side of the frame, and where the shoulder's head then is across it."""
    side = screen_side(position, target, (b[0] - position[0], b[1] - position[1], 0.0))
    aimed = shifted(position, target, lens, -0.24 if side > 0 else 0.24)
    way = (b[0] - position[0], b[1] - position[1], 0.0)
    flat = math.dist(position[:2], aimed[:2]) or 1.0
    ahead = (way[0] * (aimed[0] - position[0]) + way[1] * (aimed[1] - position[1])) / flat
    across = screen_side(position, aimed, way)
    return aimed, across / max(ahead, 0.1) / (SENSOR_WIDTH_MM / 2 / lens)


def two_shots(brief: CameraBrief, extra: float = 0.0) -> Iterator[Candidate]:
    """Two people across the frame: square to the line between them, or a little from either end."""
    intent = brief.intent
    pair = [name for name in intent.subjects[:2] if name in brief.middle]
    if len(pair) < 2:
        return
    a, b = (point(brief.middle[name]) for name in pair)
    tall = max(pair, key=lambda name: float(brief.middle[name].head[2]))
    metres = span(intent.size, brief.heights[tall], brief.seated.get(tall, False))
    centre = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)
    apart, line = math.dist(a[:2], b[:2]), heading(a, b)
    for j, lens in enumerate((35.0, 25.0, 50.0, 18.0)):
        for i, turn in enumerate((90, 72, 108, 55, 125, 40, 140, 25, 155)):
            wide = abs(math.sin(math.radians(turn))) * apart / 2 + 0.38
            deep = abs(math.cos(math.radians(turn))) * apart / 2
            fits = 2 * wide / 0.92 / brief.aspect
            away = distance(max(metres, fits), lens, brief.aspect) + deep
            height = max(metres, fits)
            for sign in (1, -1):
                position = polar(centre, line + sign * turn, away, max(0.93 * centre[2], 0.9))
                middle = centre_height(brief.middle[tall], intent.size, height, brief.heights[tall])
                prior = extra + 0.15 * i + 0.35 * j
                named = size_of(height, brief.heights[tall])
                yield fixed(position, (centre[0], centre[1], middle), lens, named, prior)


def views_of(brief: CameraBrief) -> Iterator[Candidate]:
    """Through the eyes of ``intent.over``: at what it is about, or straight ahead."""
    owner = brief.middle.get(brief.intent.over or "")
    if owner is None:
        return
    eyes = point(owner)
    seen = brief.middle.get(brief.intent.focus or "")
    ahead = (eyes[0] + 3 * owner.face[0], eyes[1] + 3 * owner.face[1], eyes[2] + 3 * owner.face[2])
    target = brief.thing or (point(seen) if seen else ahead)
    for j, lens in enumerate((35.0, 25.0, 50.0)):
        yield fixed(eyes, (target[0], target[1], target[2] - 0.1), lens, brief.intent.size, 0.3 * j)
