"""The camera of a frame as the kernels want it."""

from __future__ import annotations

import numpy as np

from film.camera import View, view_at
from film.plan import Format
from film.shot import Shot
from renderer.previs.colour import Floats
from renderer.previs.frame import Eye
from renderer.previs.hand import carried


def view_of(shot: Shot, frame: int, film: Format) -> View:
    """The shot's camera at a frame, with the unrest of one that is carried and the shot's aperture."""
    view = view_at(shot.camera, frame, film.gate)._replace(stop=shot.stop)
    return carried(view, shot, frame, film)


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
