"""Shot sizes as lens arithmetic.

The height that the frame spans at the subject, in statures h (Super 35, spherical lenses):

====  =====  =========================================  ==========
size  span   what it holds                              lens (mm)
====  =====  =========================================  ==========
EWS   3.6 h  people about a quarter of the frame         18  25
WS    1.9 h  the body about half of the frame           25  18  35
FS    1.18h  the body 85 % of the frame                 35  25  50
MWS   0.72h  from mid-thigh up                          35  50  25
MS    0.56h  from the waist up                          50  35  75
MCU   0.40h  from the chest up                          50  75  35
CU    0.28h  head and shoulders, the head about half    75  50  100
ECU   0.17h  part of the face, or a thing               100 75
====  =====  =========================================  ==========

Distance = span x focal length / height of the picture on the sensor.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import overload

import numpy as np

from film.base import Vec3
from film.camera import Gate
from film.shot import Size
from planner.body import Proxy
from planner.camera.brief import CameraBrief
from planner.camera.kernels.ground import Integers
from planner.geometry import Array

SPAN: dict[Size, float] = {
    "EWS": 3.6, "WS": 1.9, "FS": 1.18, "MWS": 0.72, "MS": 0.56, "MCU": 0.4, "CU": 0.28, "ECU": 0.17,
}  # fmt: skip
HEADROOM: dict[Size, float] = {
    "EWS": 0.3, "WS": 0.2, "FS": 0.08, "MWS": 0.09, "MS": 0.1, "MCU": 0.09, "CU": 0.06, "ECU": -0.06,
}  # fmt: skip
"""Share of the frame's height between its top and the top of the head."""
_SPANS = np.array(list(SPAN.values()))
LENSES: dict[Size, tuple[float, ...]] = {
    "EWS": (18, 25), "WS": (25, 18, 35), "FS": (35, 25, 50), "MWS": (35, 50, 25), "MS": (50, 35, 75, 25),
    "MCU": (50, 75, 35, 25), "CU": (75, 50, 100, 35), "ECU": (100, 75, 50),
}  # fmt: skip
THING_FILLS = 0.48
"""Share of the frame's height that an insert's thing fills: enough to be read, not so much that it lies nowhere."""
TOP_ABOVE_HEAD = 0.06
"""The top of the head above its middle, in statures."""


def lenses(size: Size, brief: CameraBrief) -> tuple[float, ...]:
    """The lenses for a size, preferred first: those of the kit that are nearest to the ones that suit it.

    Wider ones come first where there is no room to step back.
    """
    wanted = LENSES[size]
    if brief.place.enclosure == "vehicle" and size in ("MS", "MWS", "FS"):
        wanted = tuple(sorted(wanted))
    return suited(wanted, brief)


def suited(wanted: tuple[float, ...], brief: CameraBrief) -> tuple[float, ...]:
    """The lenses of the kit that are nearest to the ones wanted, each once."""
    return nearest(wanted, brief.lens_kit, brief.longer)


@lru_cache(maxsize=256)
def nearest(wanted: tuple[float, ...], kit: tuple[float, ...], longer: float) -> tuple[float, ...]:
    """For each focal length wanted the kit's nearest to ``longer`` times it by ratio, the shorter of two as near."""
    sought = (each * longer for each in wanted)
    return tuple(dict.fromkeys(min(kit, key=lambda lens: (abs(math.log(lens / each)), lens)) for each in sought))


def span(size: Size, height: float, seated: bool = False) -> float:
    """Metres that the frame's height spans at a subject of this height."""
    if seated and size in ("FS", "MWS"):
        return {"FS": 0.92, "MWS": 0.64}[size] * height
    return SPAN[size] * height


@overload
def distance(metres: float, lens: float, gate: Gate) -> float: ...
@overload
def distance(metres: float | Array, lens: Array, gate: Gate) -> Array: ...
def distance(metres: float | Array, lens: float | Array, gate: Gate) -> float | Array:
    """How far a lens, or each of several, must be for the frame's height to span so many metres."""
    return metres * lens / gate.height


@overload
def metres_at(away: float, lens: float, gate: Gate) -> float: ...
@overload
def metres_at(away: Array, lens: Array, gate: Gate) -> Array: ...
def metres_at(away: float | Array, lens: float | Array, gate: Gate) -> float | Array:
    """What the frame's height spans at a distance."""
    return away * gate.height / lens


def size_of(metres: float, height: float) -> Size:
    """The size whose span is nearest (as a ratio) to what a frame spans."""
    share = max(metres / height, 1e-6)
    return min(SPAN, key=lambda size: max(SPAN[size] / share, share / SPAN[size]))


def sizes_of(metres: Array, height: float) -> Integers:
    """(n,) the same for many frames at once, as codes: places in the order of the sizes."""
    share = np.maximum(metres / height, 1e-6)[:, None]
    return np.asarray(np.maximum(_SPANS / share, share / _SPANS).argmin(axis=1))


def head_at(size: Size) -> float:
    """Where the crown of the head is up the frame, -1 to 1, for the size's headroom."""
    return 1 - 2 * HEADROOM[size]


def crown(body: Proxy, height: float) -> Array:
    """The top of the head: over its middle for whoever is upright."""
    return np.asarray(body.head + np.array((0.0, 0.0, TOP_ABOVE_HEAD * height)))


def point(body: Proxy) -> Vec3:
    """The middle of the head."""
    x, y, z = body.head.tolist()
    return x, y, z
