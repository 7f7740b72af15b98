"""The camera of every frame as matrices, for programs that take a camera and not a picture.

Camera space is OpenCV's: x to the right, y down, z forward.  World space is the film's: metres, z up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from film.camera import View
from film.plan import Format

Matrix = npt.NDArray[np.float64]


def intrinsics(view: View, film: Format) -> Matrix:
    """K (3, 3): from camera space to pixels, the picture's top left corner at 0, 0, a pixel's middle at a half."""
    fx, fy = film.width / 2 / view.half_width, film.height / 2 / view.half_height
    return np.array([[fx, 0.0, film.width / 2], [0.0, fy, film.height / 2], [0.0, 0.0, 1.0]])


def world_to_camera(view: View) -> Matrix:
    """[R | t] (3, 4): from the world to camera space."""
    right, up, forward = (np.asarray(axis) for axis in view.axes())
    turn = np.stack([right, -up, forward])
    return np.column_stack([turn, -turn @ np.asarray(view.position)])


def camera_record(frame: int, view: View, film: Format) -> dict[str, Any]:
    """One frame's camera: K, [R | t], where it is, its lens in mm and both angles of view in degrees."""
    return {
        "frame": frame,
        "intrinsics": _rounded(intrinsics(view, film)),
        "world_to_camera": _rounded(world_to_camera(view)),
        "position": [round(number, 6) for number in view.position],
        "focal_mm": round(view.focal_mm, 4),
        **({} if view.stop is None else {"stop": view.stop, "focus_m": round(view.focused, 4)}),
        "fov": [round(float(np.degrees(2 * np.arctan(half))), 5) for half in (view.half_width, view.half_height)],
    }


def camera_head(film: Format) -> dict[str, Any]:
    """What holds for all frames of a shot."""
    return {
        "schema_version": 1,
        "axes": "camera: x right, y down, z forward; world: z up",
        "units": "metres; pixels from the top left corner, a pixel's middle at a half",
        "width": film.width,
        "height": film.height,
        "rate": f"{film.rate.numerator}/{film.rate.denominator}",
        "sensor_mm": [round(side, 5) for side in (film.gate.width, film.gate.height)],
        "squeeze": film.squeeze,
    }


def trajectory_line(frame: int, view: View, film: Format) -> str:
    """A frame's camera as a line of RealEstate10K (Zhou et al., "Stereo Magnification", 2018), which trajectories of
    camera-controlled models are written in: microseconds, K by shares of the picture, two zeros, [R | t] by rows."""
    k, pose = intrinsics(view, film), world_to_camera(view)
    lens = (k[0, 0] / film.width, k[1, 1] / film.height, k[0, 2] / film.width, k[1, 2] / film.height)
    time = round(Fraction(frame) / film.rate * 1_000_000)
    numbers = (round(float(number), 9) + 0.0 for number in (*lens, 0.0, 0.0, *pose.ravel()))
    return " ".join([str(time), *(f"{number:.9f}" for number in numbers)])


def _rounded(matrix: Matrix) -> list[list[float]]:
    return [[round(float(number), 9) + 0.0 for number in row] for row in matrix]
