"""What a camera sees of each body: projected, clipped and tested against everything that may hide it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from film.camera import View
from film.place import PlaceSheet
from planner.body import Proxy
from planner.geometry import Array, Flags, project, walled
from planner.solids import Solids

HEAD = slice(0, 3)
TORSO = slice(3, 7)


@dataclass(frozen=True)
class Seen:
    """One body in one frame.

    ``screen`` (13, 3) as ``View.project``; ``hidden`` (13,) flags; ``area`` the share of the frame
    that its visible balls fill; ``turn`` degrees between the face and the way to the camera;
    ``crossed`` the share of the head's width that something thin, a pole or a rail, stands before.
    """

    screen: Array
    radius: Array
    hidden: Flags
    area: float
    turn: float
    crossed: float = 0.0

    @property
    def head_x(self) -> float:
        """Where the head is across the frame, -1 to 1."""
        return float(self.screen[0, 0])

    @property
    def in_front(self) -> bool:
        """Whether the head is before the camera."""
        return bool(self.screen[0, 2] > 0.05)

    def head_out(self) -> float:
        """How far the head's ball reaches over the frame's edge, in half frames; 0 when it is inside."""
        if not self.in_front:
            return 2.0
        x, y = self.screen[0, 0], self.screen[0, 1]
        rx, ry = self.radius[0]
        return float(max(0.0, abs(x) + rx - 1.0, y + 0.9 * ry - 1.0, -y + ry - 1.0))

    def head_hidden(self) -> float:
        """Share of the head's points that something hides."""
        return float(self.hidden[HEAD].mean())

    def torso_hidden(self) -> float:
        """Share of the upper body's points inside the frame that something hides."""
        inside = np.abs(self.screen[TORSO, 1]) < 1
        return float(self.hidden[TORSO][inside].mean()) if inside.any() else 0.0

    def extent(self) -> tuple[float, float]:
        """Left and right end of head, shoulders and torso across the frame, clipped to it."""
        xs = np.concatenate([self.screen[:7, 0] - self.radius[:7, 0], self.screen[:7, 0] + self.radius[:7, 0]])
        return float(np.clip(xs.min(), -1, 1)), float(np.clip(xs.max(), -1, 1))


def look(
    view: View, bodies: Mapping[str, Proxy], wanted: tuple[str, ...], place: PlaceSheet, solids: Solids
) -> dict[str, Seen]:
    """What is seen of the wanted bodies, all bodies given standing in each other's way."""
    eye = np.array(view.position)
    return {name: _seen(view, eye, name, bodies, place, solids) for name in wanted if name in bodies}


def _seen(view: View, eye: Array, name: str, bodies: Mapping[str, Proxy], place: PlaceSheet, solids: Solids) -> Seen:
    body = bodies[name]
    screen = project(view, body.points)
    hidden = solids.sight.between(eye, body.points) | walled(place.walls, eye, body.points)
    for other, blocker in bodies.items():
        if other != name:
            hidden |= covered(eye, body.points, blocker)
    depth = np.maximum(screen[:, 2], 0.05)
    radius = np.stack([body.radii / depth / view.half_width, body.radii / depth / view.half_height], axis=1)
    area, crossed = _area(screen, radius, hidden), float(solids.thin.between(eye, _across_head(body, eye)).mean())
    return Seen(screen, radius, hidden, area, turned_from(body, eye), crossed)


def _across_head(body: Proxy, eye: Array) -> Array:
    """(7, 3): points from side to side of the head as the camera sees it, and a little beyond."""
    to = body.head - eye
    side = np.array([-to[1], to[0], 0.0]) / max(math.hypot(to[0], to[1]), 1e-6)
    return np.asarray(body.head + np.linspace(-1.2, 1.2, 7)[:, None] * body.radii[0] * side)


def covered(eye: Array, points: Array, blocker: Proxy) -> Flags:
    """(m,): whether a ball of the blocking body stands on the ray to a point."""
    ray = points - eye
    length = np.linalg.norm(ray, axis=1)
    unit = ray / np.maximum(length, 1e-9)[:, None]
    to = blocker.points - eye
    reach = unit @ to.T
    gap = np.sqrt(np.maximum((to**2).sum(axis=1)[None, :] - reach**2, 0.0))
    before = (reach > 0.05) & (reach < length[:, None] - 0.05)
    return np.asarray((before & (gap < blocker.radii[None, :] * 0.9)).any(axis=1))


def _area(screen: Array, radius: Array, hidden: Flags) -> float:
    """Share of the frame under the visible balls, each clipped to the frame (balls overlap a little)."""
    clip_x = np.minimum(screen[:, 0] + radius[:, 0], 1) - np.maximum(screen[:, 0] - radius[:, 0], -1)
    clip_y = np.minimum(screen[:, 1] + radius[:, 1], 1) - np.maximum(screen[:, 1] - radius[:, 1], -1)
    usable = (screen[:, 2] > 0.05) & ~hidden & (clip_x > 0) & (clip_y > 0)
    return float((clip_x * clip_y * usable).sum() / 4 * 0.6)


def turned_from(body: Proxy, eye: Array) -> float:
    """Degrees on the plan between where the face points and where the camera stands."""
    to = eye - body.head
    across = body.face[0] * to[1] - body.face[1] * to[0]
    towards = body.face[0] * to[0] + body.face[1] * to[1]
    return abs(math.degrees(math.atan2(across, towards))) if abs(across) + abs(towards) > 1e-9 else 0.0
