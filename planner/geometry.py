"""Plane and space: directions, oriented boxes, and what stands between two points.

Points are numpy arrays in metres, world axes; a box is a fixture's block, turned by its yaw.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from film.base import Vec2, Vec3
from film.camera import View
from film.place import Fixture, Wall

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PLACES = 4
"""Decimals that a plan keeps: a tenth of a millimetre, so that equal staging is equal to the byte."""


def heading(a: Sequence[float], b: Sequence[float]) -> float:
    """Yaw in degrees of the way from ``a`` to ``b``."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def along(yaw: float) -> Vec2:
    """Unit vector of a yaw in degrees."""
    return math.cos(math.radians(yaw)), math.sin(math.radians(yaw))


def off(a: float, b: float) -> float:
    """How far yaw ``b`` is from ``a``, in degrees, -180 to 180, positive counter-clockwise."""
    return (b - a + 180) % 360 - 180


def rounded(point: Sequence[float]) -> Vec3:
    """A point as a plan writes it (minus zero is zero)."""
    x, y, z = (round(float(value), PLACES) + 0.0 for value in point)
    return x, y, z


def side_of(a: Sequence[float], b: Sequence[float], point: Sequence[float]) -> float:
    """Metres that ``point`` lies left (positive) or right of the line from ``a`` to ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    return (dx * (point[1] - a[1]) - dy * (point[0] - a[0])) / length


@dataclass(frozen=True, eq=False)
class Boxes:
    """n oriented boxes: ``centre`` (n, 3), ``half`` sizes (n, 3), ``turn`` (n, 2) as cosine and sine of the yaw.

    They are equal only to themselves, so that what is made of them once can be looked up.
    """

    ids: tuple[str, ...]
    centre: Array
    half: Array
    turn: Array

    def local(self, points: Array) -> Array:
        """(n, m, 3): the m points seen from every box's middle, along its own axes."""
        delta = points[None, :, :] - self.centre[:, None, :]
        cos, sin = self.turn[:, 0, None], self.turn[:, 1, None]
        x = delta[..., 0] * cos + delta[..., 1] * sin
        y = delta[..., 1] * cos - delta[..., 0] * sin
        return np.stack([x, y, delta[..., 2]], axis=-1)

    def holds(self, points: Array, margin: float = 0.0) -> Flags:
        """(m,): whether a point lies in any box grown by ``margin`` metres."""
        if not self.ids:
            return np.zeros(len(points), dtype=bool)
        within = np.abs(self.local(points)) <= self.half[:, None, :] + margin
        return np.asarray(within.all(axis=2).any(axis=0))

    def between(self, eye: Array, points: Array, skip: frozenset[str] = frozenset()) -> Flags:
        """(m,): whether any box (but those named in ``skip``) stands between the eye and a point: the slab test."""
        keep = np.array([name not in skip for name in self.ids], dtype=bool)
        if not keep.any():
            return np.zeros(len(points), dtype=bool)
        start = self.local(eye[None, :])[keep]
        ray = self.local(points)[keep] - start
        safe = np.where(np.abs(ray) < 1e-9, 1e-9, ray)
        half = self.half[keep][:, None, :]
        one, two = (-half - start) / safe, (half - start) / safe
        near = np.minimum(one, two).max(axis=2)
        far = np.maximum(one, two).min(axis=2)
        return np.asarray(((near < far) & (far > 0.01) & (near < 0.985)).any(axis=0))


def make_boxes(blocks: Sequence[tuple[str, Vec3, Vec3, float]]) -> Boxes:
    """Boxes from (id, middle, full size, yaw)."""
    turn = [along(yaw) for *_, yaw in blocks]
    return Boxes(
        ids=tuple(name for name, *_ in blocks),
        centre=np.array([middle for _, middle, _, _ in blocks], dtype=float).reshape(-1, 3),
        half=np.array([size for _, _, size, _ in blocks], dtype=float).reshape(-1, 3) / 2,
        turn=np.array(turn, dtype=float).reshape(-1, 2),
    )


def joined(one: Boxes, two: Boxes) -> Boxes:
    """The boxes of both."""
    return Boxes(
        ids=one.ids + two.ids,
        centre=np.concatenate([one.centre, two.centre]),
        half=np.concatenate([one.half, two.half]),
        turn=np.concatenate([one.turn, two.turn]),
    )


def part(fixture: Fixture, low: Vec3, high: Vec3) -> tuple[str, Vec3, Vec3, float]:
    """The part of a fixture between two corners given as shares of its own depth, width and height (0 to 1)."""
    size = [fixture.size[i] * (high[i] - low[i]) for i in range(3)]
    x = fixture.size[0] * ((low[0] + high[0]) / 2 - 0.5)
    y = fixture.size[1] * ((low[1] + high[1]) / 2 - 0.5)
    cos, sin = along(fixture.yaw)
    px, py, pz = fixture.position
    middle = (px + x * cos - y * sin, py + x * sin + y * cos, pz + fixture.size[2] * (low[2] + high[2]) / 2)
    return fixture.id, middle, (size[0], size[1], size[2]), fixture.yaw


def nearest_point(fixtures: Sequence[Fixture], kinds: Sequence[str], spot: Vec2) -> Vec2 | None:
    """The floor point nearest to a spot on any fixture of the kinds; None when there is none."""
    points = [_nearest_on(each, spot) for each in fixtures if each.kind in kinds]
    return min(points, key=lambda point: (round(math.dist(point, spot), 6), point), default=None)


def _nearest_on(fixture: Fixture, spot: Vec2) -> Vec2:
    cos, sin = along(fixture.yaw)
    dx, dy = spot[0] - fixture.position[0], spot[1] - fixture.position[1]
    half_x, half_y = fixture.size[0] / 2, fixture.size[1] / 2
    x = min(max(dx * cos + dy * sin, -half_x), half_x)
    y = min(max(dy * cos - dx * sin, -half_y), half_y)
    return fixture.position[0] + x * cos - y * sin, fixture.position[1] + x * sin + y * cos


def walled(walls: Sequence[Wall], eye: Array, points: Array) -> Flags:
    """(m,): whether a wall's visible side stands between the eye and a point.

    A wall is seen from its left only, so it hides nothing from an eye on its right; doors and
    windows are looked through.
    """
    hidden = np.zeros(len(points), dtype=bool)
    for wall in walls:
        from_eye = side_of(wall.start, wall.end, eye.tolist())
        if from_eye <= 0:
            continue
        hidden |= _crosses(wall, eye, points, from_eye)
    return hidden


def _crosses(wall: Wall, eye: Array, points: Array, from_eye: float) -> Flags:
    ax, ay = wall.start
    length = math.dist(wall.start, wall.end) or 1.0
    ux, uy = (wall.end[0] - ax) / length, (wall.end[1] - ay) / length
    side = ux * (points[:, 1] - ay) - uy * (points[:, 0] - ax)
    behind = side < -0.02
    share = from_eye / np.where(behind, from_eye - side, 1.0)
    at = eye[None, :] + (points - eye[None, :]) * share[:, None]
    run = (at[:, 0] - ax) * ux + (at[:, 1] - ay) * uy
    solid = behind & (run >= 0) & (run <= length) & (at[:, 2] <= wall.height)
    for gap in wall.openings:
        through = (run >= gap.at) & (run <= gap.at + gap.width) & (at[:, 2] >= gap.sill)
        solid &= ~(through & (at[:, 2] <= gap.sill + gap.height))
    return np.asarray(solid)


def project(view: View, points: Array) -> Array:
    """(m, 3): ``View.project`` of every point at once: x and y from -1 to 1 across the frame, depth in metres."""
    right, up, forward = (np.array(axis) for axis in view.axes())
    ray = points - np.array(view.position)
    depth = ray @ forward
    safe = np.where(np.abs(depth) > 1e-9, depth, 1e-9)
    return np.stack([ray @ right / safe / view.half_width, ray @ up / safe / view.half_height, depth], axis=1)
