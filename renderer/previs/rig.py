"""The light as arrays for the shader."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from renderer.previs.colour import Floats
from renderer.previs.contact import CONTACT_REACH
from renderer.previs.eye import seen_from
from renderer.previs.frame import HUES, Eye, Lamps
from renderer.previs.light import Light
from renderer.previs.mesh import Ints
from renderer.previs.people import Posed
from renderer.previs.raster import NEAR
from renderer.previs.shadow import Chart

_BALLS = {"foot_l": 0.09, "foot_r": 0.09, "pelvis": 0.17}
"""Parts of a body that darken the floor or seat they touch, and their radii in metres."""

_FAR = 1 << 20
"""A column or row beyond any picture."""


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
        contact_boxes=np.zeros((0, 4), np.int32),
        room=np.asarray(light.room, np.float32),
        slope=np.asarray(light.slope, np.float32),
    )


def contact_boxes(balls: Floats, eye: Eye, side: int) -> Ints:
    """First and last column, first and last row (n, 4), in pixels, that what the balls darken may cover.

    A cube about a ball's reach lies within the rectangle of its corners; one about the lens may be anywhere.
    """
    seen, reach = seen_from(balls[:, :3], eye), balls[:, 3] * math.sqrt(CONTACT_REACH)
    boxes = np.empty((len(balls), 4), np.int32)
    for box, (x, y, z), far in zip(boxes, seen.tolist(), reach.tolist(), strict=True):
        box[:] = (0, _FAR, 0, _FAR)
        if z + far < NEAR:
            box[:] = (_FAR, 0, _FAR, 0)
        elif z - far > NEAR:
            columns = [eye.lens[2] + eye.lens[0] * (x + s * far) / (z + t * far) for s in (-1, 1) for t in (-1, 1)]
            rows = [eye.lens[3] - eye.lens[1] * (y + s * far) / (z + t * far) for s in (-1, 1) for t in (-1, 1)]
            ends = (min(columns), max(columns), min(rows), max(rows))
            box[:] = [
                min(max(math.floor(end / side) + way, -1), _FAR) for end, way in zip(ends, (-1, 1, -1, 1), strict=True)
            ]
    return boxes


def contacts(bodies: Iterable[Posed]) -> Floats:
    """Balls at feet and hips, for the darkness where a body touches the ground."""
    rows = [(*body.joints[name], radius) for body in bodies for name, radius in _BALLS.items()]
    return np.asarray(rows, np.float32).reshape(-1, 4)
