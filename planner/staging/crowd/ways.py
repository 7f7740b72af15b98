"""What the cast needs of the floor over a whole scene, and where the cameras of its main axis stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from film.base import Vec2
from film.shot import Axis
from film.staging import Mark
from planner.geometry import Array
from planner.staging.blocking import Staged
from planner.staging.crowd.slots import Slot

CLEAR = 0.9
"""Metres that a crowd keeps from every mark and path of the cast: out of personal space (Hall 1966)."""
PASSED = 0.3
"""Metres from a path at which somebody may sit: a walker turns a shoulder along a row of seats."""
CAMERA_SIDE, OVERLAP = 2.5, 0.8
"""Metres on the camera's side of the axis, and beyond its ends, that are kept for cameras."""


@dataclass(frozen=True, eq=False)
class Ways:
    """``legs`` (n, 4): the walked and held ways x0, y0, x1, y1; ``rests`` (m, 2): where somebody stays."""

    legs: Array
    rests: Array
    axes: tuple[Axis, ...]

    def bars(self, slot: Slot) -> bool:
        """Whether somebody there would be in the cast's way, or in their laps."""
        if slot.seat is None:
            return self._from_legs(slot.spot) < CLEAR
        return self._from_rests(slot.spot) < CLEAR or self._from_legs(slot.spot) < PASSED

    def before_camera(self, slot: Slot) -> bool:
        """Whether a slot lies between the cast and the side from which they are seen."""
        return any(_on_camera_side(axis, slot.spot) for axis in self.axes)

    @property
    def middle(self) -> Vec2 | None:
        """About where the cast plays, to the metre, so that a step aside turns no head; None without anybody."""
        if not len(self.rests):
            return None
        x, y = np.round(np.median(self.rests, axis=0))
        return float(x) + 0.0, float(y) + 0.0

    def _from_legs(self, spot: Vec2) -> float:
        if not len(self.legs):
            return math.inf
        start, way = self.legs[:, :2], self.legs[:, 2:] - self.legs[:, :2]
        to = np.array(spot) - start
        share = np.clip((to * way).sum(axis=1) / np.maximum((way * way).sum(axis=1), 1e-9), 0.0, 1.0)
        return float(np.hypot(*(to - way * share[:, None]).T).min())

    def _from_rests(self, spot: Vec2) -> float:
        return float(np.hypot(*(self.rests - spot).T).min()) if len(self.rests) else math.inf


def ways_of(staged: Sequence[Staged], place: str, axes: Sequence[Axis | None]) -> Ways:
    """The ways of everybody in a place (its id) over a scene; ``axes`` is the line of action of each step."""
    tracks = {track: None for each in staged if each.place.id == place for track in each.tracks.values()}
    legs = {leg: None for track in tracks for leg in _legs(track)}
    rests = {spot: None for track in tracks for spot in _rests(track)}
    drawn = {axis: None for axis, each in zip(axes, staged, strict=False) if axis and each.place.id == place}
    return Ways(
        legs=np.array(list(legs), dtype=np.float64).reshape(-1, 4),
        rests=np.array(list(rests), dtype=np.float64).reshape(-1, 2),
        axes=tuple(drawn),
    )


def _legs(track: Sequence[Mark]) -> list[tuple[float, float, float, float]]:
    spots = [mark.position[:2] for mark in track]
    return [(*a, *b) for a, b in pairwise(spots)] or [(*spot, *spot) for spot in spots]


def _rests(track: Sequence[Mark]) -> list[Vec2]:
    """Where somebody sits, begins, ends or holds: not the points that a walk passes."""
    held = [a.position[:2] for a, b in pairwise(track) if a.position == b.position or a.seat is not None]
    return [*held, track[0].position[:2], track[-1].position[:2]]


def _on_camera_side(axis: Axis, spot: Vec2) -> bool:
    (ax, ay), (bx, by) = axis.a, axis.b
    length = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    run = (spot[0] - ax) * ux + (spot[1] - ay) * uy
    off = (ux * (spot[1] - ay) - uy * (spot[0] - ax)) * axis.side
    return -OVERLAP <= run <= length + OVERLAP and -0.3 <= off <= CAMERA_SIDE
