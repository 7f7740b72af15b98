"""Rain and snow between the camera and what it sees."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from film.camera import View
from film.place import Enclosure
from film.plan import Weather
from renderer.previs.colour import Bytes, Floats
from renderer.previs.patterns import scatter
from renderer.previs.precision import F

_LAYERS = ((2.5, 90), (5.0, 160), (10.0, 260))
"""Metres from the camera and drops in each sheet of rain or snow."""


def fall(rgb: Bytes, depth: Floats, weather: Weather, enclosure: Enclosure, view: View, seconds: float) -> None:
    """Draw what falls into ``rgb`` (h, w, 3), hidden by whatever stands nearer than it; nothing under a roof."""
    if weather not in ("rain", "snow") or enclosure != "open":
        return
    _, _, forward = view.axes()
    # Sheets hang in the world: turning the camera slides them across the frame.
    turn = math.atan2(forward[1], forward[0]) / (2 * math.atan(view.half_width))
    tilt = forward[2] / max(2 * view.half_height, 1e-3)
    snow = weather == "snow"
    for number, (metres, count) in enumerate(_LAYERS):
        across = 2 * view.half_width * metres
        speed = (1.1 if snow else 8.5) / (across / view.aspect)
        length = (0.0 if snow else 0.32) / (across / view.aspect)
        size = (0.016 if snow else 0.004) / across
        _sheet(
            rgb,
            depth,
            F(metres),
            count,
            number,
            seconds * speed - tilt,
            turn,
            length,
            max(size, 0.0007 if not snow else 0.0015),
            snow,
            seconds,
        )


@njit(cache=True, error_model="numpy", nogil=True)
def _sheet(
    rgb: Bytes, depth: Floats, metres: float, count: int, layer: int, sunk: float, turn: float, length: float,
    size: float, snow: bool, seconds: float,
) -> None:  # fmt: skip
    height, width = depth.shape
    for drop in range(count):
        x = scatter(drop, layer * 131 + 1) + turn
        y = scatter(drop, layer * 131 + 2) + sunk * (0.8 + 0.4 * scatter(drop, layer * 131 + 3))
        if snow:
            x += 0.02 * math.sin(seconds * 1.3 + drop)
        x, y = x - math.floor(x), (y - math.floor(y)) * (1 + length) - length
        reach = max(size * width * 0.5, 0.5)
        left, right = x * width - reach, x * width + reach
        top = y * height - (reach if snow else 0.0)
        bottom = y * height + (reach if snow else max(length * height, 3.0))
        for row in range(max(0, math.floor(top)), min(height, math.ceil(bottom))):
            for column in range(max(0, math.floor(left)), min(width, math.ceil(right))):
                if depth[row, column] < metres:
                    continue
                cover = min(right, column + 1.0) - max(left, float(column))
                if snow:
                    dx, dy = column + 0.5 - x * width, row + 0.5 - y * height
                    cover = min(max(reach + 0.5 - math.sqrt(dx * dx + dy * dy), 0.0), 1.0)
                share = min(max(cover, 0.0), 1.0) * (0.75 if snow else 0.2)
                for c in range(3):
                    old = rgb[row, column, c]
                    rgb[row, column, c] = np.uint8(old + (min(old * 0.5 + 150.0, 232.0) - old) * share)
