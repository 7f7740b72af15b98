"""How unsharp a lens draws what is off its plane of focus: the circle of confusion of a thin lens."""

from __future__ import annotations

from typing import NamedTuple

from film.camera import View

_LARGEST = 0.12
"""The largest circle in frame heights: beyond it a picture tells nothing more."""
_CLOSEST = 2.0
"""Focal lengths: a lens focuses no nearer than where it draws things at their own size."""


class Circle(NamedTuple):
    """The circle's diameter, up the frame and in pixels, at a depth d: ``infinite`` x (1 - ``focused`` / d).

    Negative before the plane of focus, positive behind it, and never more than ``largest``.
    """

    infinite: float
    focused: float
    largest: float


def circle_of(view: View, rows: int) -> Circle:
    """The circle of a view drawn ``rows`` pixels high; the view has a stop.

    On the sensor it is A f / (s - f) x |d - s| / d for a lens of focal length f and aperture A = f / stop that is
    focused on s (Greenleaf, "Photographic Optics", 1950).  An anamorphic lens has this height; sideways its aperture
    is as much smaller as it squeezes, so that bright points become upright ovals.

    >>> from film.camera import gate_of
    >>> view = View((0, 0, 0), (0, 2, 0), 0, 50.0, gate_of(4 / 3), None, 2.0)
    >>> round(circle_of(view, 1080).infinite, 1)
    37.1
    """
    if view.stop is None:
        raise ValueError("a view without a stop is sharp throughout")
    metres = view.focal_mm / 1000
    focused = max(view.focused, _CLOSEST * metres)
    on_sensor = view.focal_mm / view.stop * metres / (focused - metres)
    return Circle(on_sensor / view.gate.height * rows, focused, _LARGEST * rows)
