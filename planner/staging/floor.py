"""Where feet can be: a grid over the stage, free spots on it, and ways across it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.ndimage import distance_transform_edt

from film.base import Vec2
from film.place import PlaceSheet
from planner.geometry import Array, Flags
from planner.solids import solids_of

BODY = 0.22
"""Metres that the middle of a standing body keeps from anything solid."""
EASY = 1.0
"""Metres that people keep between them where there is room."""
APART = 0.6
"""Metres that two standing bodies keep between their middles at least."""
_TIGHT = 0.1
_STEPS = [(dx, dy, math.hypot(dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Floor:
    """The stage and all that is reached from it as cells of ``cell`` metres.

    ``clear`` (nx, ny) is the way to the nearest solid thing or wall; ``stage`` the cells people stand on.
    """

    origin: Vec2
    cell: float
    clear: Array
    stage: Flags

    def at(self, spot: Sequence[float]) -> Cell:
        """The cell of a spot, the nearest one on the stage for a spot beside it."""
        nx, ny = self.clear.shape
        i = round((spot[0] - self.origin[0]) / self.cell - 0.5)
        j = round((spot[1] - self.origin[1]) / self.cell - 0.5)
        return min(max(i, 0), nx - 1), min(max(j, 0), ny - 1)

    def middle(self, cell: Cell) -> Vec2:
        """The spot in the middle of a cell."""
        return self.origin[0] + (cell[0] + 0.5) * self.cell, self.origin[1] + (cell[1] + 0.5) * self.cell

    def middles(self) -> Array:
        """(nx, ny, 2): all of them."""
        nx, ny = self.clear.shape
        xs = self.origin[0] + (np.arange(nx) + 0.5) * self.cell
        ys = self.origin[1] + (np.arange(ny) + 0.5) * self.cell
        return np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)

    def room(self, spot: Sequence[float]) -> float:
        """Metres from a spot to the nearest solid thing."""
        return float(self.clear[self.at(spot)])

    def spot_near(self, wish: Sequence[float], others: Sequence[Vec2] = (), room: float = BODY) -> Vec2:
        """The free spot nearest to a wish, as far from the others as people like it, nearer where there is no room."""
        middles = self.middles()
        cost = np.hypot(middles[..., 0] - wish[0], middles[..., 1] - wish[1])
        apart = np.ones(cost.shape, dtype=bool)
        for other in others:
            gap = np.hypot(middles[..., 0] - other[0], middles[..., 1] - other[1])
            apart &= gap >= APART
            cost = cost + 2.5 * np.maximum(EASY - gap, 0.0)
        for need, where in ((room, self.stage), (_TIGHT, self.stage), (_TIGHT, ~self.stage), (0.0, self.stage)):
            usable = apart & where & (self.clear >= need) & (self.clear > 0)
            if usable.any():
                index = int(np.argmin(np.where(usable, cost, np.inf)))
                return self.middle((index // cost.shape[1], index % cost.shape[1]))
        return float(wish[0]), float(wish[1])


@lru_cache(maxsize=64)
def floor_of(place: PlaceSheet) -> Floor:
    """The grid of a place: 0.1 m cells on a small stage, 0.2 m on a large one."""
    x0, y0, x1, y1 = _reach(place)
    cell = 0.1 if (x1 - x0) * (y1 - y0) <= 60 else 0.2
    nx, ny = max(round((x1 - x0) / cell), 1), max(round((y1 - y0) / cell), 1)
    everywhere = np.ones((nx, ny), dtype=bool)
    middles = Floor(origin=(x0, y0), cell=cell, clear=np.ones((nx, ny)), stage=everywhere).middles()
    spots = middles.reshape(-1, 2)
    boxes = solids_of(place).floor
    taken = _behind_walls(place, spots)
    for height in (0.1, 0.5, 1.0, 1.5):
        taken |= boxes.holds(np.column_stack([spots, np.full(len(spots), height)]))
    sx0, sy0, sx1, sy1 = place.stage
    on_x = (middles[..., 0] >= sx0) & (middles[..., 0] <= sx1)
    stage = on_x & (middles[..., 1] >= sy0) & (middles[..., 1] <= sy1)
    return Floor(origin=(x0, y0), cell=cell, clear=_clearance(taken.reshape(nx, ny), cell), stage=stage)


def _reach(place: PlaceSheet) -> tuple[float, float, float, float]:
    """The stage grown to hold every seat with its sitter's feet, and every entrance."""
    xs = [place.stage[0], place.stage[2]]
    ys = [place.stage[1], place.stage[3]]
    for spot in [*(seat.position[:2] for seat in place.seats), *(door.position for door in place.entrances)]:
        xs += [spot[0] - 0.7, spot[0] + 0.7]
        ys += [spot[1] - 0.7, spot[1] + 0.7]
    return min(xs), min(ys), max(xs), max(ys)


def _behind_walls(place: PlaceSheet, spots: Array) -> Flags:
    """(m,): spots in or behind a wall of an enclosed place."""
    behind = np.zeros(len(spots), dtype=bool)
    if place.enclosure == "open":
        return behind
    for wall in place.walls:
        (ax, ay), (bx, by) = wall.start, wall.end
        length = math.dist(wall.start, wall.end) or 1.0
        behind |= ((bx - ax) * (spots[:, 1] - ay) - (by - ay) * (spots[:, 0] - ax)) / length < 0.05
    return behind


def _clearance(taken: Flags, cell: float) -> Array:
    if not taken.any():
        return np.full(taken.shape, 10.0)
    return np.asarray(distance_transform_edt(~taken), dtype=float) * cell


def route(floor: Floor, start: Vec2, goal: Vec2, avoid: Sequence[Vec2] = ()) -> tuple[Vec2, ...]:
    """The waypoints after ``start``, ``goal`` last: round the solid things and the people, straight where it can be."""
    for room, people in ((BODY, avoid), (BODY, ()), (_TIGHT, ()), (0.01, ())):
        usable = _usable(floor, start, goal, room, people)
        cells = _search(usable, floor.at(start), floor.at(goal))
        if cells:
            return _straightened(floor, usable, [start, *(floor.middle(cell) for cell in cells[1:-1]), goal])
    return (goal,)


def _usable(floor: Floor, start: Vec2, goal: Vec2, room: float, people: Sequence[Vec2]) -> Flags:
    """Cells to walk on.  The last steps to either end may be tight: a seat, a door."""
    middles = floor.middles()
    usable = floor.clear >= room
    for x, y in people:
        usable &= np.hypot(middles[..., 0] - x, middles[..., 1] - y) >= 0.5
    for x, y in (start, goal):
        usable |= (np.hypot(middles[..., 0] - x, middles[..., 1] - y) < 0.45) & (floor.clear > 0)
    usable[floor.at(start)] = usable[floor.at(goal)] = True
    return usable


def _search(usable: Flags, start: Cell, goal: Cell) -> list[Cell]:
    """A*: cells from start to goal, empty when there is no way."""
    came: dict[Cell, Cell] = {}
    cost = {start: 0.0}
    heap = [(math.dist(start, goal), start)]
    done: set[Cell] = set()
    nx, ny = usable.shape
    while heap:
        _, here = heapq.heappop(heap)
        if here == goal:
            break
        if here in done:
            continue
        done.add(here)
        for dx, dy, length in _STEPS:
            there = here[0] + dx, here[1] + dy
            if not (0 <= there[0] < nx and 0 <= there[1] < ny) or not usable[there]:
                continue
            price = cost[here] + length
            if price < cost.get(there, math.inf):
                cost[there], came[there] = price, here
                heapq.heappush(heap, (price + math.dist(there, goal), there))
    return _walked_back(came, start, goal)


def _walked_back(came: dict[Cell, Cell], start: Cell, goal: Cell) -> list[Cell]:
    if goal != start and goal not in came:
        return []
    path = [goal]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]


def _straightened(floor: Floor, usable: Flags, path: list[Vec2]) -> tuple[Vec2, ...]:
    """String pulling: only the corners that the way really needs."""
    kept, here = [], 0
    while here < len(path) - 1:
        there = len(path) - 1
        while there > here + 1 and not _open_line(floor, usable, path[here], path[there]):
            there -= 1
        kept.append(path[there])
        here = there
    return tuple(kept)


def _open_line(floor: Floor, usable: Flags, a: Vec2, b: Vec2) -> bool:
    count = max(int(math.dist(a, b) / (floor.cell / 2)), 1)
    shares = [i / count for i in range(count + 1)]
    return all(usable[floor.at((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))] for t in shares)


def roomy_spot(place: PlaceSheet, wish: Vec2 | None = None) -> Vec2:
    """The best open floor to play on: wide, and near the wish (the stage's middle unless told)."""
    floor = floor_of(place)
    x0, y0, x1, y1 = place.stage
    cx, cy = wish or ((x0 + x1) / 2, (y0 + y1) / 2)
    middles = floor.middles()
    far = np.hypot(middles[..., 0] - cx, middles[..., 1] - cy)
    edge = np.minimum.reduce([middles[..., 0] - x0, x1 - middles[..., 0], middles[..., 1] - y0, y1 - middles[..., 1]])
    merit = np.minimum(floor.clear, 1.2) + 0.5 * np.minimum(edge, 1.2) - 0.35 * far
    index = int(np.argmax(np.where((floor.clear >= BODY) & floor.stage, merit, -100.0 + merit)))
    return floor.middle((index // merit.shape[1], index % merit.shape[1]))
