"""Where in the frame somebody is, which way they face and where they look, as the camera has it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from film.base import Vec3
from film.camera import View
from film.cast import CharacterSheet
from film.staging import Stance
from renderer.generative.wording.sides import Side, eyes_of, middle_of, turn_to

_LEFT, _RIGHT = 0.4, 0.6
"""Shares of the frame's width that its left, middle and right part."""
_NEAR = 0.62
"""Of two distances from the camera, the ratio from which on the nearer one is foreground."""
_AT = 0.8
"""Metres from somebody's eyes within which a look is a look at them."""
_NECK = math.radians(75)
"""How far a head turns on its shoulders."""


class Sight(NamedTuple):
    """Somebody as the camera has them at a frame: x and y from -1 to 1, metres away."""

    view: View
    frame: int
    stance: Stance
    eyes: Vec3
    x: float
    away: float

    @property
    def inside(self) -> bool:
        """Whether the frame has them, left to right."""
        return self.away > 0 and abs(self.x) <= 1


def sight_of(side: Side, sheet: CharacterSheet, frame: int) -> Sight:
    """Somebody with marks, at a frame."""
    view, stance = side.view(frame), side.stance(sheet.id, frame)
    assert stance is not None, "asked for people with marks only"
    x, _, away = view.project(middle_of(stance, sheet))
    return Sight(view, frame, stance, eyes_of(stance, sheet), x, away)


def in_frame(side: Side, sheet: CharacterSheet, sight: Sight) -> str:
    """``on the left of the frame``, with the foreground where another one seen is much farther away."""
    share = (sight.x + 1) / 2
    if not sight.inside:
        return "entering from the left" if sight.x < 0 else "entering from the right"
    across = "left" if share < _LEFT else "right" if share > _RIGHT else "centre"
    others = [
        sight_of(side, other, sight.frame) for other in side.people if other.id != sheet.id and _placed(side, other)
    ]
    aways = [other.away for other in others if other.inside]
    if aways and sight.away < _NEAR * min(aways):
        return f"in the {across} foreground"
    if aways and max(aways) < _NEAR * sight.away and side.people[0].id != sheet.id:
        return f"in the {across} background"
    return f"on the {across} of the frame" if across != "centre" else "in the centre of the frame"


def _placed(side: Side, sheet: CharacterSheet) -> bool:
    return any(mark.character == sheet.id for mark in side.marks)


def turned(sight: Sight) -> str:
    """How the face is turned to the camera: by its look where there is one."""
    return facing(sight.view, sight.eyes, _face(sight))


def _face(sight: Sight) -> Vec3:
    """The way that the face points: towards what it looks at, but no farther round than a neck turns."""
    yaw = math.radians(sight.stance.yaw)
    if sight.stance.look is not None:
        x, y, _ = (b - a for a, b in zip(sight.eyes, sight.stance.look, strict=True))
        if math.hypot(x, y) > 0.05:
            turn = (math.atan2(y, x) - yaw + math.pi) % (2 * math.pi) - math.pi
            yaw += max(-_NECK, min(_NECK, turn))
    return math.cos(yaw), math.sin(yaw), 0.0


def facing(view: View, eyes: Vec3, way: Vec3) -> str:
    """A way of looking as the camera at ``view`` sees it: from the front, three-quarter, in profile, from behind."""
    to_camera = tuple(a - b for a, b in zip(view.position, eyes, strict=True))
    across, _ = turn_to(view, way)
    flat = math.hypot(to_camera[0], to_camera[1]) or 1.0
    cosine = (way[0] * to_camera[0] + way[1] * to_camera[1]) / flat
    angle = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    hand = "right" if across > 0 else "left"
    if angle < 22:
        return "facing the camera"
    if angle < 65:
        return f"in three-quarter view facing {hand}"
    if angle < 115:
        return f"in profile facing {hand}"
    return f"seen from behind, turned {hand}" if angle < 155 else "seen from behind"


def gaze(side: Side, sheet: CharacterSheet, sight: Sight, names: Mapping[str, str]) -> str:
    """``looks at Dev``, ``looks off screen to the left``; "" where no look is told or it leads into the frame."""
    look = sight.stance.look
    if look is None:
        return ""
    for other in sorted(side.people, key=lambda each: each.id):
        stance = side.stance(other.id, sight.frame)
        if other.id != sheet.id and stance is not None and math.dist(look, eyes_of(stance, other)) < _AT:
            return f"looks at {names[other.id]}"
    down = look[2] - sight.eyes[2] < -0.5 * math.dist(look, sight.eyes)
    if down:
        return "looks down"
    x, _, away = sight.view.project(look)
    if away <= 0 or abs(x) > 1:
        across, _ = turn_to(sight.view, _minus(look, sight.eyes))
        if abs(across) > 0.3:
            return f"looks off screen to the {'right' if across > 0 else 'left'}"
    return ""


def direction(view: View, way: Vec3) -> str:
    """A way on the floor as the camera has it: to the left, to the right, towards the camera or away from it."""
    across, away = turn_to(view, way)
    if abs(across) >= 0.5:
        return f"to the {'right' if across > 0 else 'left'}"
    return "away from the camera" if away > 0 else "towards the camera"


def _minus(a: Vec3, b: Vec3) -> Vec3:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]
