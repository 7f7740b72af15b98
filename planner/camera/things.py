"""Cameras for inserts: a thing in a hand or on a table, seen close and from a little above."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate, fixed
from planner.camera.framing import distance
from planner.geometry import along

THING_SPAN = 0.42
"""Metres that the frame's height spans at the thing: a phone with the hand that holds it."""
_TURNS = (150, 130, 110, 90, 165, 70, 50, 30, 10)
_LIFTS = (38.0, 24.0, 52.0, 12.0)


def inserts(brief: CameraBrief, extra: float = 0.0) -> Iterator[Candidate]:
    """Round the thing: over the holder's shoulder first, so that what can be read stands upright."""
    if brief.thing is None:
        return
    x, y, z = brief.thing
    yaw = brief.holder_yaw
    for j, lens in enumerate((100.0, 75.0, 50.0)):
        away = distance(THING_SPAN, lens, brief.aspect)
        for i, turn in enumerate(_TURNS):
            for sign in (-1, 1):
                for k, lift in enumerate(_LIFTS):
                    flat, up = away * math.cos(math.radians(lift)), away * math.sin(math.radians(lift))
                    cos, sin = along((yaw or 0.0) + sign * turn)
                    position = (x + cos * flat, y + sin * flat, z + up)
                    prior = extra + 0.1 * i + 0.2 * j + 0.1 * k
                    yield fixed(position, (x, y, z), lens, "ECU", prior)
