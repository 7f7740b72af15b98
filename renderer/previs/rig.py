"""The light as arrays for the shader."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from renderer.previs.colour import Floats
from renderer.previs.frame import HUES, Lamps
from renderer.previs.light import Light
from renderer.previs.people import Posed
from renderer.previs.shadow import Chart

_BALLS = {"foot_l": 0.09, "foot_r": 0.09, "pelvis": 0.17}
"""Parts of a body that darken the floor or seat they touch, and their radii in metres."""


def lamps_of(light: Light, chart: Chart, map_: Floats, portals: Floats) -> Lamps:
    """The light of a place with its static shadows; contacts and cover come with the frame and the set."""
    hues = {"zenith": light.sky.zenith, "horizon": light.sky.horizon, "glow": light.sky.glow}
    rows = [hues[name] if name in hues else getattr(light, name) for name in HUES]
    sunny = max(light.sun) > 0.05
    numbers = (light.haze, light.exposure, light.wet, light.windows_lit, light.sky.stars, chart.cell)
    return Lamps(
        to_key=np.asarray(light.to_key, np.float32),
        to_sun=np.asarray(light.to_sun, np.float32),
        hues=np.asarray(rows, np.float32),
        points=np.ascontiguousarray(light.points),
        portals=np.ascontiguousarray(portals if sunny else portals[:0]),
        numbers=np.asarray(numbers, np.float32),
        chart=map_,
        chart_axes=chart.axes,
        cover=np.zeros((2, 2), np.float32),
        cover_at=np.asarray((1.0, -1e6, -1e6), np.float32),
        contacts=np.zeros((0, 4), np.float32),
        room=np.asarray(light.room, np.float32),
        slope=np.asarray(light.slope, np.float32),
    )


def contacts(bodies: Iterable[Posed]) -> Floats:
    """Balls at feet and hips, for the darkness where a body touches the ground."""
    rows = [(*body.joints[name], radius) for body in bodies for name, radius in _BALLS.items()]
    return np.asarray(rows, np.float32).reshape(-1, 4)
