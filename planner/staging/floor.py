"""Where feet can be: a grid over the stage, and free spots on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from film.base import Vec2, Vec3
from film.place import PlaceSheet
from planner.geometry import Array, Boxes, Flags, along
from planner.levels import Top, level, tops_of
from planner.memo import once_for
from planner.solids import solids_of

BODY = 0.22
"""Metres that the middle of a standing body keeps from anything solid."""
EASY = 1.0
"""Metres that people keep between them where there is room."""
APART = 0.6
"""Metres that two standing bodies keep between their middles where it can be."""
CLOSEST = 0.48
"""Metres that they keep where the floor is full."""
TIGHT = 0.1
UPRIGHT = 1.6
"""Metres of ceiling below which nobody stands: people stand beside a car, not in it."""
_HEIGHTS = (0.1, 0.5, 1.0, 1.5)
_BESIDE = 1.1
"""Metres round an entrance outside the walls that belong to the floor."""
_FARTHEST = 40.0
"""Metres from the middle of the stage beyond which nobody is followed."""
_RING = 24
_SHIN, _LEANING = 0.3, 0.1
_CRACK = 0.03
"""Metres by which things are wider for feet, so that nobody slips between two that touch."""

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Floor:
    """The stage and all that is reached from it as cells of ``cell`` metres.

    ``clear`` (nx, ny) is the way to the nearest solid thing or wall; ``stage`` the cells people stand on;
    ``reached`` those that can be walked to; ``middles`` (nx, ny, 2) the spot in the middle of each.
    ``things`` are the solid ones themselves, ``tops`` the low platforms that people step onto.
    """

    origin: Vec2
    cell: float
    clear: Array
    stage: Flags
    reached: Flags
    middles: Array
    things: Boxes
    tops: tuple[Top, ...] = ()

    def at(self, spot: Sequence[float]) -> Cell:
        """The cell of a spot, the nearest one on the grid for a spot beside it."""
        nx, ny = self.clear.shape
        i = round((spot[0] - self.origin[0]) / self.cell - 0.5)
        j = round((spot[1] - self.origin[1]) / self.cell - 0.5)
        return min(max(i, 0), nx - 1), min(max(j, 0), ny - 1)

    def middle(self, cell: Cell) -> Vec2:
        """The spot in the middle of a cell."""
        return self.origin[0] + (cell[0] + 0.5) * self.cell, self.origin[1] + (cell[1] + 0.5) * self.cell

    def room(self, spot: Sequence[float]) -> float:
        """Metres from a spot to the nearest solid thing."""
        return float(self.clear[self.at(spot)])

    def blocked(self, spot: Sequence[float]) -> bool:
        """Whether feet would be in a thing, farther than a hip leans over a table's edge."""
        x, y, z = self.ground(spot)
        return bool(self.things.holds(np.array([[x, y, z + _SHIN]]), -_LEANING).any())

    def ground(self, spot: Sequence[float]) -> Vec3:
        """The point of the ground under a spot: on the floor, or on the platform that stands there."""
        return spot[0], spot[1], level(self.tops, spot)

    def away(self, spot: Sequence[float]) -> Array:
        """(nx, ny): metres from a spot to the middle of every cell."""
        return np.asarray(np.hypot(self.middles[..., 0] - spot[0], self.middles[..., 1] - spot[1]))

    def spot_near(self, wish: Sequence[float], others: Sequence[Vec2] = (), room: float = BODY) -> Vec2:
        """The best spot near a wish: on the stage, ``room`` from things, away from others; the best there is."""
        gaps = [self.away(other) for other in others]
        cost = self.away(wish)
        for gap in gaps:
            cost = cost + 2.5 * np.maximum(EASY - gap, 0.0)
        nearest = np.minimum.reduce(gaps) if gaps else np.full(cost.shape, EASY)
        for apart in (APART, CLOSEST):
            for need, where in ((room, self.stage), (TIGHT, self.stage), (TIGHT, ~self.stage)):
                usable = (nearest >= apart) & where & self.reached & (self.clear >= need)
                if usable.any():
                    return self._best(np.where(usable, cost, np.inf))
        usable = self.reached & (self.clear >= TIGHT)
        return self._best(np.where(usable, -nearest, np.inf)) if usable.any() else (float(wish[0]), float(wish[1]))

    def spot_on(self, top: Top, others: Sequence[Vec2] = ()) -> Vec2 | None:
        """The free spot nearest to the middle of a platform's top; None where it has no room."""
        cos, sin = top.turn
        dx, dy = self.middles[..., 0] - top.middle[0], self.middles[..., 1] - top.middle[1]
        usable = self.reached & (self.clear >= BODY)
        usable &= np.abs(dx * cos + dy * sin) <= top.half[0] - BODY
        usable &= np.abs(dy * cos - dx * sin) <= top.half[1] - BODY
        for other in others:
            usable &= self.away(other) >= APART
        return self._best(np.where(usable, self.away(top.middle), np.inf)) if usable.any() else None

    def _best(self, cost: Array) -> Vec2:
        index = int(np.argmin(cost))
        return self.middle((index // cost.shape[1], index % cost.shape[1]))

    def ring_spot(
        self, centre: Vec2, metres: float, come_from: Vec2, others: Sequence[Vec2] = (), front: float | None = None
    ) -> Vec2 | None:
        """A free spot exactly so far from ``centre``, the nearest to where one comes from; None when there is none.

        ``front`` is the yaw of somebody who cannot turn: the spot lies within 60 degrees of it.
        """
        start = math.degrees(math.atan2(come_from[1] - centre[1], come_from[0] - centre[0]))
        if front is not None:
            start = front + min(max((start - front + 180) % 360 - 180, -60.0), 60.0)
        turns = [start + (i + 1) // 2 * (360 / _RING) * (1 if i % 2 else -1) for i in range(_RING)]
        for turn in turns:
            if front is not None and abs((turn - front + 180) % 360 - 180) > 60.5:
                continue
            cos, sin = along(turn)
            spot = centre[0] + cos * metres, centre[1] + sin * metres
            if self.free(spot) and all(math.dist(spot, other) >= CLOSEST for other in others):
                return spot
        return None

    def free(self, spot: Sequence[float], room: float = BODY) -> bool:
        """Whether a body can walk to a spot and stand there."""
        cell = self.at(spot)
        return bool(self.reached[cell]) and float(self.clear[cell]) >= room and self.holds(spot)

    def holds(self, spot: Sequence[float]) -> bool:
        """Whether a spot lies on the grid."""
        nx, ny = self.clear.shape
        x, y = spot[0] - self.origin[0], spot[1] - self.origin[1]
        return bool(0 <= x <= nx * self.cell and 0 <= y <= ny * self.cell)


@once_for(64)
def floor_of(place: PlaceSheet) -> Floor:
    """The grid of a place: 0.1 m cells on a small stage, 0.2 m on a large one."""
    x0, y0, x1, y1 = _reach(place)
    cell = 0.1 if (x1 - x0) * (y1 - y0) <= 60 else 0.2
    nx, ny = max(round((x1 - x0) / cell), 1), max(round((y1 - y0) / cell), 1)
    xs: Array = x0 + (np.arange(nx, dtype=np.float64) + 0.5) * cell
    ys: Array = y0 + (np.arange(ny, dtype=np.float64) + 0.5) * cell
    middles = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    things = solids_of(place).floor
    taken = _behind_walls(place, middles) | _in_things(things, xs, ys)
    sx0, sy0, sx1, sy1 = place.stage
    stage = ((xs >= sx0) & (xs <= sx1))[:, None] & ((ys >= sy0) & (ys <= sy1))[None, :]
    clear = _clearance(taken, cell)
    return Floor((x0, y0), cell, clear, stage, _reached(clear, stage), middles, things, tops_of(place))


def _reach(place: PlaceSheet) -> tuple[float, float, float, float]:
    """The stage grown to hold every seat with its sitter's feet, every stand, and every entrance."""
    xs = [place.stage[0], place.stage[2]]
    ys = [place.stage[1], place.stage[3]]
    spots = [seat.position[:2] for seat in place.seats]
    spots += [stand.position for stand in place.stands] + [door.position for door in place.entrances]
    for spot in spots:
        xs += [spot[0] - 0.7, spot[0] + 0.7]
        ys += [spot[1] - 0.7, spot[1] + 0.7]
    (left, right), (low, high) = (_near_the_stage(*ends) for ends in ((xs[0], xs[1], xs), (ys[0], ys[1], ys)))
    return left, low, right, high


def _near_the_stage(a: float, b: float, reach: Sequence[float]) -> tuple[float, float]:
    """From the least to the greatest of a reach, as far from the middle of the stage as anybody plays."""
    middle = (a + b) / 2
    return max(min(reach), middle - _FARTHEST), min(max(reach), middle + _FARTHEST)


def _behind_walls(place: PlaceSheet, middles: Array) -> Flags:
    """(nx, ny): cells in or behind a wall of an enclosed place, but for the ground at a car's doors."""
    behind = np.zeros(middles.shape[:2], dtype=bool)
    if place.enclosure == "open":
        return behind
    x, y = middles[..., 0], middles[..., 1]
    for wall in place.walls:
        (ax, ay), (bx, by) = wall.start, wall.end
        length = math.dist(wall.start, wall.end)
        if length < _CRACK:
            continue  # It has no side to be behind.
        behind |= ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length < 0.05
    if place.ceiling is None or place.ceiling >= UPRIGHT:
        return behind
    outside = np.zeros(behind.shape, dtype=bool)
    for door in place.entrances:
        outside |= np.hypot(x - door.position[0], y - door.position[1]) < _BESIDE
    return ~(outside & behind)


def _in_things(boxes: Boxes, xs: Array, ys: Array) -> Flags:
    """(nx, ny): cells whose middle lies in a solid thing anywhere from the ankles to the head."""
    taken = np.zeros((len(xs), len(ys)), dtype=bool)
    for (cx, cy, cz), (hx, hy, hz), (cos, sin) in zip(boxes.centre, boxes.half, boxes.turn, strict=True):
        if not any(abs(height - cz) <= hz for height in _HEIGHTS):
            continue
        hx, hy = hx + _CRACK, hy + _CRACK
        wide, deep = hx * abs(cos) + hy * abs(sin), hx * abs(sin) + hy * abs(cos)
        i = slice(int(np.searchsorted(xs, cx - wide)), int(np.searchsorted(xs, cx + wide, side="right")))
        j = slice(int(np.searchsorted(ys, cy - deep)), int(np.searchsorted(ys, cy + deep, side="right")))
        dx, dy = (xs[i] - cx)[:, None], (ys[j] - cy)[None, :]
        taken[i, j] |= (np.abs(dx * cos + dy * sin) <= hx) & (np.abs(dy * cos - dx * sin) <= hy)
    return taken


def _clearance(taken: Flags, cell: float) -> Array:
    if not taken.any():
        return np.full(taken.shape, 10.0)
    # Slow to import, and needed only once somebody is on their feet.
    from scipy.ndimage import distance_transform_edt

    return np.asarray(distance_transform_edt(~taken), dtype=float) * cell


def areas_of(free: Flags) -> npt.NDArray[np.int32]:
    """(nx, ny): which area of cells joined side by side each free one belongs to, from 1 on; 0 for the others."""
    from scipy.ndimage import label

    areas, _ = label(free)
    return np.asarray(areas)


def _reached(clear: Array, stage: Flags) -> Flags:
    """(nx, ny): the cells joined to the stage; all free ones where no stage is free, as round a car."""
    free = clear >= TIGHT
    areas = areas_of(free)
    counts = np.bincount(areas[stage & free].ravel(), minlength=1)
    return np.asarray(areas == int(np.argmax(counts))) if counts.any() else free


def can_be_stood_on(place: PlaceSheet) -> bool:
    """Whether a floor plan has room for one body on its stage: the stage lies within the walls, clear of furniture."""
    floor = floor_of(place)
    low = place.ceiling is not None and place.ceiling < UPRIGHT
    return low or bool((floor.reached & floor.stage & (floor.clear >= TIGHT)).any())


@once_for(64)
def roomy_spot(place: PlaceSheet) -> Vec2:
    """The best open floor to play on: wide, and near the stage's middle (computed once for a sheet)."""
    floor = floor_of(place)
    x0, y0, x1, y1 = place.stage
    far = floor.away(((x0 + x1) / 2, (y0 + y1) / 2))
    middles = floor.middles
    edge = np.minimum.reduce([middles[..., 0] - x0, x1 - middles[..., 0], middles[..., 1] - y0, y1 - middles[..., 1]])
    merit = np.minimum(floor.clear, 1.2) + 0.5 * np.minimum(edge, 1.2) - 0.35 * far
    best = floor.reached & (floor.clear >= BODY) & floor.stage
    index = int(np.argmax(np.where(best, merit, np.where(floor.reached, -100.0, -200.0) + merit)))
    return floor.middle((index // merit.shape[1], index % merit.shape[1]))
