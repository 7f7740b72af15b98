"""The horizon of the pictures against the camera that was planned: how it leans, and how far up or down it looks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from film.camera import View
from film.clips import Clip, Horizon
from film.findings import Finding
from planner.continuity.measured.room import Part, Room

LEVEL, TILT = 1.0, 1.5
"""Degrees by which the picture may lean, and look up or down, otherwise than planned."""
UNREST = 1.0
"""Degrees more of a camera in the hand."""
_STEEP = 0.6
"""The least share of up in the camera's own up for which there is a horizon to speak of: about 50 degrees down."""


class Attitude(NamedTuple):
    """How a camera is held: degrees of roll, clockwise for the viewer, and of pitch, upwards."""

    roll: float
    pitch: float


def attitude(view: View) -> Attitude | None:
    """How a planned camera is held; None for one that looks nearly straight up or down."""
    right, up, forward = view.axes()
    if up[2] < _STEEP:
        return None
    return Attitude(math.degrees(math.atan2(-right[2], up[2])), math.degrees(math.asin(max(-1, min(forward[2], 1)))))


def seen_attitude(horizon: Horizon, view: View) -> Attitude:
    """How a camera with the lens of ``view`` is held that has this horizon."""
    # The middle of the horizon is a direction without rise: tangent t over the axis, seen through a roll r,
    # is -tan(pitch) / cos(roll).
    over = (1 - 2 * horizon.height) * view.half_height
    pitch = -math.degrees(math.atan(over * math.cos(math.radians(horizon.roll))))
    return Attitude(horizon.roll, pitch)


def level(room: Room, clip: Clip) -> Iterator[Finding]:
    """Rule ``measured_horizon``: the worst frame, where most frames that tell are off."""
    for number, part in enumerate(room.parts()):
        off = [each for one in clip.measured for each in _off(room, part, one.frame, one.horizons[number:][:1])]
        wrong = [each for each in off if each[0] > 1]
        if wrong and 2 * len(wrong) > len(off):
            yield _told(room, part, max(wrong))


def _off(
    room: Room, part: Part, frame: int, seen: tuple[Horizon | None, ...]
) -> Iterator[tuple[float, int, float, float, float]]:
    """How far off a frame is, as a share of what may be: with the frame, and measured, asked and allowed degrees.

    The two are told apart by the sign of the last: roll is positive, pitch negative.
    """
    view = part.view(frame)
    asked = attitude(view)
    if asked is None or not seen or seen[0] is None:
        return
    got, more = seen_attitude(seen[0], view), UNREST * room.sway
    roll = (abs(got.roll - asked.roll) / (LEVEL + more), frame, got.roll, asked.roll, LEVEL + more)
    pitch = (abs(got.pitch - asked.pitch) / (TILT + more), frame, got.pitch, asked.pitch, -(TILT + more))
    yield max(roll, pitch)


def _told(room: Room, part: Part, worst: tuple[float, int, float, float, float]) -> Finding:
    _, frame, got, asked, limit = worst
    if limit > 0:
        side = "right" if got > asked else "left"
        what = f"leans {abs(got - asked):.1f} degrees to the {side} of the {asked:.1f} degrees asked"
    else:
        what = f"looks {abs(got - asked):.1f} degrees {'higher' if got > asked else 'lower'} than asked"
    half = "" if part.width == 1 else f" in its {'left' if part.left == 0 else 'right'} half"
    return room.finding(
        "measured_horizon",
        f"{what}{half}.",
        f"Level the camera of {room.shot.id}, or write its roll into the camera's keys.",
        frame=frame, measure=round(abs(got - asked), 2), limit=abs(limit), unit="degrees",
    )  # fmt: skip
