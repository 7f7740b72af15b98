"""Shot sizes as lens arithmetic.

The height that the frame spans at the subject, in statures h (Super 35 width, the film's aspect):

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

Distance = span x aspect x focal length / sensor width.
"""

from __future__ import annotations

from film.camera import SENSOR_WIDTH_MM
from film.place import PlaceSheet
from film.shot import Size
from planner.body import Proxy

SPAN: dict[Size, float] = {
    "EWS": 3.6, "WS": 1.9, "FS": 1.18, "MWS": 0.72, "MS": 0.56, "MCU": 0.4, "CU": 0.28, "ECU": 0.17,
}  # fmt: skip
HEADROOM: dict[Size, float] = {
    "EWS": 0.3, "WS": 0.2, "FS": 0.08, "MWS": 0.09, "MS": 0.1, "MCU": 0.09, "CU": 0.06, "ECU": -0.06,
}  # fmt: skip
"""Share of the frame's height between its top and the top of the head."""
LENSES: dict[Size, tuple[float, ...]] = {
    "EWS": (18, 25), "WS": (25, 18, 35), "FS": (35, 25, 50), "MWS": (35, 50, 25), "MS": (50, 35, 75, 25),
    "MCU": (50, 75, 35), "CU": (75, 50, 100, 35), "ECU": (100, 75, 50),
}  # fmt: skip
TOP_ABOVE_HEAD = 0.06
"""The top of the head above its middle, in statures."""


def lenses(size: Size, place: PlaceSheet) -> tuple[float, ...]:
    """The lens kit for a size, preferred first; wider ones first where there is no room to step back."""
    kit = LENSES[size]
    return tuple(sorted(kit)) if place.enclosure == "vehicle" and size in ("MS", "MWS", "FS") else kit


def span(size: Size, height: float, seated: bool = False) -> float:
    """Metres that the frame's height spans at a subject of this height."""
    if seated and size in ("FS", "MWS"):
        return {"FS": 0.92, "MWS": 0.64}[size] * height
    return SPAN[size] * height


def distance(metres: float, lens: float, aspect: float) -> float:
    """How far a lens must be for the frame's height to span so many metres."""
    return metres * aspect * lens / SENSOR_WIDTH_MM


def size_of(metres: float, height: float) -> Size:
    """The size whose span is nearest (as a ratio) to what a frame spans."""
    share = max(metres / height, 1e-6)
    return min(SPAN, key=lambda size: max(SPAN[size] / share, share / SPAN[size]))


def centre_height(body: Proxy, size: Size, metres: float, height: float) -> float:
    """The world height of the frame's middle that gives the head its headroom."""
    top = float(body.head[2]) + TOP_ABOVE_HEAD * height
    return top + HEADROOM[size] * metres - metres / 2
