"""Where hands are in each pose, near enough to aim a camera at what they hold."""

from __future__ import annotations

from typing import Literal

from film.base import Vec3
from planner.geometry import along, rounded
from planner.staging.person import Person

# Forward and left in shares of the height, up in shares of the height above the floor (or the seat); right hand.
_STANDING: dict[str, tuple[float, float, float]] = {
    "hold": (0.14, -0.07, 0.69), "phone": (0.04, -0.07, 0.91), "reach": (0.34, -0.05, 0.72),
    "point": (0.38, -0.11, 0.79),
    "eat": (0.21, -0.08, 0.65), "drink": (0.14, -0.07, 0.69), "write": (0.22, -0.05, 0.64), "wave": (0.1, -0.3, 0.99),
    "cover_face": (0.15, -0.02, 0.88), "hand_over": (0.32, -0.05, 0.69), "open_door": (0.30, -0.09, 0.58),
    "type": (0.20, -0.05, 0.64), "aim": (0.33, -0.01, 0.82), "pick_up": (0.24, -0.05, 0.06),
    "carry": (0.22, -0.06, 0.60),
    "cry": (0.10, -0.01, 0.86), "salute": (0.08, -0.12, 0.93),
}  # fmt: skip
_HANGING = (0.05, -0.11, 0.44)
_SEATED: dict[str, tuple[float, float, float]] = {
    "hold": (0.12, -0.06, 0.21), "phone": (0.01, -0.06, 0.43), "reach": (0.3, -0.04, 0.24),
    "point": (0.36, -0.11, 0.34),
    "eat": (0.18, -0.07, 0.17), "drink": (0.12, -0.06, 0.21), "write": (0.18, -0.04, 0.17),
    "drive": (0.22, -0.11, 0.21),
    "cover_face": (0.12, -0.02, 0.41), "hand_over": (0.30, -0.05, 0.22), "type": (0.20, -0.05, 0.18),
    "aim": (0.32, -0.01, 0.37), "cry": (0.10, -0.01, 0.40),
}  # fmt: skip
_LAP = (0.16, -0.08, 0.11)
_BOTH_HANDS = ("eat", "write", "drive", "cover_face", "type", "aim", "carry")


def hand_point(person: Person, hand: Literal["left", "right"] = "right") -> Vec3:
    """The grip of a hand in the world, in metres."""
    pose = person.pose if hand == "right" or person.pose in _BOTH_HANDS else person.base
    table, rest = (_SEATED, _LAP) if person.seated else (_STANDING, _HANGING)
    forward, left, up = (share * person.height for share in table.get(pose, rest))
    up += person.seat or 0.0
    if hand == "left":
        left = -left
    cos, sin = along(person.yaw)
    x, y, z = person.position
    return rounded((x + forward * cos - left * sin, y + forward * sin + left * cos, z + up))
