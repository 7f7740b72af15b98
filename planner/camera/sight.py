"""What a camera sees of each body: projected, clipped and tested against everything that may hide it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from film.camera import View
from film.place import PlaceSheet
from planner.body import Proxy
from planner.camera.arrays import bodies_of, places_of
from planner.camera.kernels.picture import watch
from planner.solids import Solids


class Seen(NamedTuple):
    """One body in one frame.

    ``x``, ``y``, ``depth`` of the head as ``View.project``; ``hides_head`` and ``hides_torso`` the shares that
    something stands before; ``area`` the share of the frame that is filled by what is visible; ``left`` and ``right``
    ends of the upper body, clipped to the frame; ``crossed`` the share of the head's width that something thin, a pole
    or a rail, stands before; ``turn`` degrees between the face and the way to the camera; ``head_out`` how far the head
    reaches over the frame's edge, in half frames, 0 inside.
    """

    x: float
    y: float
    depth: float
    hides_head: float
    hides_torso: float
    area: float
    left: float
    right: float
    crossed: float
    turn: float
    head_out: float

    @property
    def in_front(self) -> bool:
        """Whether the head is before the camera."""
        return self.depth > 0.05

    def head_hidden(self) -> float:
        """Share of the head that something stands before."""
        return self.hides_head


def look(
    view: View, bodies: Mapping[str, Proxy], wanted: tuple[str, ...], place: PlaceSheet, solids: Solids
) -> dict[str, Seen]:
    """What is seen of the wanted bodies, all bodies given standing in each other's way."""
    names, points, radii, faces, there = bodies_of([bodies])
    if not names:
        return {}
    keys = np.array([(0.0, *view.position, *view.target, view.roll, view.focal_mm)])
    asked = np.array([name in wanted for name in names])
    around = places_of(place, solids)
    seen = watch(keys, view.gate, np.zeros(1), points, radii, faces, there, around, asked, math.inf)[0]
    return {name: Seen(*row) for name, row in zip(names, seen.tolist(), strict=True) if name in wanted}
