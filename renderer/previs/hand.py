"""The unrest of a camera that is carried: an operator's breath, grip and step, the same for the same shot.

::

                 turn            float              step (only while the camera travels)
    handheld     up to 0.4 deg   up to 1.5 cm       2 cm up and down, twice a second
    steadicam    up to 0.07 deg  up to 3 cm, slow   5 mm: the arm takes the step, the gimbal the turn

Each axis goes by a sum of sines whose strength falls with their frequency, as the sway of a standing body and of a
held weight does: most of it below 1 Hz, nothing above 3 Hz but what reads as a fault of the picture.  It is a function
of seconds, so that 24 and 25 frames a second show one movement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from film.base import Vec3
from film.camera import CameraKey, View, view_at
from film.names import digest
from film.plan import Format
from film.shot import Shot
from film.staging import Mark


@dataclass(frozen=True)
class Rig:
    """How a camera is carried: the most it turns, in degrees, floats and steps, in metres, and how fast, in Hz."""

    turn: float
    roll: float
    drift: float
    step: float
    slowest: float
    fastest: float


RIGS = {
    "handheld": Rig(turn=0.4, roll=0.35, drift=0.015, step=0.02, slowest=0.15, fastest=2.4),
    "steadicam": Rig(turn=0.07, roll=0.12, drift=0.03, step=0.005, slowest=0.07, fastest=0.5),
}
_SINES = 6
_OF_THE_FRAME = 0.02
"""The share of the frame's height that a turn moves the picture by at most: an operator steadies a long lens."""
_PACE, _STEPS_A_SECOND = 1.4, 1.9
"""Metres and steps per second of a walk (Winter, "Biomechanics and Motor Control", 2009: 105 to 115 steps a minute)."""
_FASTER = 1.5
"""A run shakes so much more than a walk."""
_AXES = 6
"""Turns across, up and in the picture; ways across, up and along."""

Wave = tuple[tuple[float, float, float], ...]
"""Sines as (share, radians a second, phase); the shares are 1 together."""


def carried(view: View, shot: Shot, frame: int, film: Format) -> View:
    """The view as a carried camera really has it at a frame; any other shot's as it is."""
    rig = RIGS.get(shot.move)
    if rig is None:
        return view
    seconds = float(frame / film.rate)
    across, up, roll, x, y, z = (_sway(wave, seconds) for wave in _waves(shot.camera, shot.marks, rig))
    sideways, rise = _step(shot.camera, frame, film, rig)
    turn = min(math.radians(rig.turn), _OF_THE_FRAME * 2 * view.half_height)
    reach = math.dist(view.position, view.target)
    shift = (x * rig.drift + sideways, y * rig.drift + rise, 0.6 * z * rig.drift)
    aim = (shift[0] + across * turn * reach, shift[1] + up * turn * reach, shift[2])
    return view._replace(
        position=_moved(view.position, view, shift),
        target=_moved(view.target, view, aim),
        roll=view.roll + roll * rig.roll,
    )


@lru_cache(maxsize=32)
def _waves(camera: Sequence[CameraKey], marks: Sequence[Mark], rig: Rig) -> tuple[Wave, ...]:
    """A wave for each axis, by what makes the shot: another stretch of the same setup is another take."""
    seed = [[key.model_dump(mode="json") for key in camera], [mark.model_dump(mode="json") for mark in marks]]
    return tuple(_wave([int(byte) for byte in bytes.fromhex(digest([seed, axis]))], rig) for axis in range(_AXES))


def _wave(random: Sequence[int], rig: Rig) -> Wave:
    """Sines spread over the rig's frequencies by ratio, a little off it each; as strong as they are slow."""
    ratio = (rig.fastest / rig.slowest) ** (1 / _SINES)
    rates = [rig.slowest * ratio ** (i + random[i] / 256) for i in range(_SINES)]
    total = sum(1 / rate for rate in rates)
    phases = [2 * math.pi * random[_SINES + i] / 256 for i in range(_SINES)]
    return tuple((1 / rate / total, 2 * math.pi * rate, phase) for rate, phase in zip(rates, phases, strict=True))


def _sway(wave: Wave, seconds: float) -> float:
    """Between -1 and 1."""
    return sum(share * math.sin(rate * seconds + phase) for share, rate, phase in wave)


def _step(camera: Sequence[CameraKey], frame: int, film: Format, rig: Rig) -> tuple[float, float]:
    """Metres aside and up by which the operator's walk moves the camera: once aside for every two steps."""
    near = 0.25 * float(film.rate)
    before, after = (view_at(camera, frame + side * near, film.gate).position for side in (-1, 1))
    strength = min(math.dist(before, after) / 0.5 / _PACE, _FASTER) * rig.step
    phase = 2 * math.pi * _STEPS_A_SECOND * float(frame / film.rate)
    return 0.7 * strength * math.sin(phase / 2), strength * math.sin(phase)


def _moved(point: Vec3, view: View, by: Vec3) -> Vec3:
    """A point moved to the right, up and forward in the picture."""
    right, up, forward = view.axes()
    x, y, z = (point[i] + right[i] * by[0] + up[i] * by[1] + forward[i] * by[2] for i in range(3))
    return x, y, z
