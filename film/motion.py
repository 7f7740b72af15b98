"""How a shot's camera moves, as a viewer would name it: one reading for every board that shows it."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from film.base import Vec3
from film.camera import Gate, View, view_at
from film.shot import Shot

_MOVED, _ADRIFT = 0.04, 0.12
"""Metres from which on a camera moves; one that is held or on its legs may drift."""
_TURNED = 3.0
"""Degrees from which on it turns."""
_ZOOMED = 1.08


class Motion(NamedTuple):
    """``amount`` is metres to the right, up or forward; degrees to the right or up; for a zoom last over first lens."""

    kind: Literal["pan", "tilt", "truck", "crane", "dolly", "zoom"]
    amount: float

    @property
    def onward(self) -> bool:
        """To the right, up, forward or closer."""
        return self.amount > (1 if self.kind == "zoom" else 0)


def motions(shot: Shot, gate: Gate) -> tuple[Motion, ...]:
    """What the camera does between its first key and its last; nothing for one that is only held by hand."""
    first = view_at(shot.camera, shot.camera[0].frame, gate)
    last = view_at(shot.camera, shot.camera[-1].frame, gate)
    right, up, forward = first.axes()
    x, y, z = (b - a for a, b in zip(first.position, last.position, strict=True))
    way = (x, y, z)
    across, rise, along = _dot(way, right), _dot(way, up), _dot(way, forward)
    largest = max(abs(across), abs(rise), abs(along))
    zoom = last.focal_mm / first.focal_mm
    zoomed = (Motion("zoom", zoom),) if max(zoom, 1 / zoom) > _ZOOMED else ()
    if largest < (_ADRIFT if shot.move in ("static", "handheld") else _MOVED):
        return (*_turn(first, last), *zoomed)
    if abs(along) == largest:
        return (Motion("dolly", along),)
    return (Motion("truck", across) if abs(across) == largest else Motion("crane", rise), *zoomed)


def _turn(first: View, last: View) -> tuple[Motion, ...]:
    """The greater of both turns."""
    right, up, forward = first.axes()
    ahead = last.axes()[2]
    turned = math.degrees(math.atan2(_dot(ahead, right), _dot(ahead, forward)))
    tilted = math.degrees(math.atan2(_dot(ahead, up), _dot(ahead, forward)))
    if max(abs(turned), abs(tilted)) < _TURNED:
        return ()
    return (Motion("pan", turned) if abs(turned) >= abs(tilted) else Motion("tilt", tilted),)


def _dot(a: Vec3, b: Vec3) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
