"""The camera of a frame as the kernels want it, with the small unrest of a camera held by hand."""

from __future__ import annotations

import math

import numpy as np

from film.base import Vec3
from film.camera import View, view_at
from film.names import digest
from film.plan import Format
from film.shot import Shot
from renderer.previs.colour import Floats
from renderer.previs.frame import Eye

_SWAY = {"handheld": 1.0, "steadicam": 0.25}
"""How much of a full hand-held sway a move has."""


def view_of(shot: Shot, frame: int, film: Format) -> View:
    """The shot's camera at a frame; a hand-held one drifts by a slow sum of sines, about half a degree."""
    view = view_at(shot.camera, frame, film.aspect)
    sway = _SWAY.get(shot.move, 0.0)
    if not sway:
        return view
    seconds = float(frame / film.rate)
    phase = int(digest([key.model_dump() for key in shot.camera])[:6], 16) % 997
    reach = math.dist(view.position, view.target)
    right, up, _ = view.axes()
    across = reach * 0.0065 * sway * _drift(seconds, phase)
    along = reach * 0.0050 * sway * _drift(seconds, phase + 31)
    roll = 0.35 * sway * _drift(seconds * 0.7, phase + 63)
    target: Vec3 = (
        view.target[0] + right[0] * across + up[0] * along,
        view.target[1] + right[1] * across + up[1] * along,
        view.target[2] + right[2] * across + up[2] * along,
    )
    return view._replace(target=target, roll=view.roll + roll)


def _drift(seconds: float, phase: int) -> float:
    """A wander between about -1 and 1 with no beat that the eye can find."""
    return (
        0.55 * math.sin(1.7 * seconds + phase)
        + 0.30 * math.sin(3.9 * seconds + 1.3 * phase)
        + 0.15 * math.sin(8.3 * seconds + 2.1 * phase)
    )


def eye_of(view: View, film: Format, side: int) -> Eye:
    """The view over a grid of ``side`` by ``side`` samples a pixel."""
    columns, rows = film.width * side, film.height * side
    lens = (columns / 2 / view.half_width, rows / 2 / view.half_height, columns / 2 - 0.5, rows / 2 - 0.5)
    return Eye(
        position=np.asarray(view.position, np.float32),
        axes=np.asarray(view.axes(), np.float32),
        lens=np.asarray(lens, np.float32),
        pixel=np.asarray([view.half_width * 2 / film.width], np.float32),
    )


def seen_from(points: Floats, eye: Eye) -> Floats:
    """World points (n, 3) in camera space: right, up, depth."""
    return np.ascontiguousarray((points - eye.position) @ eye.axes.T)
