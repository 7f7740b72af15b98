"""Ways across a floor: round what stands in them and round people, straight where it can be."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from film.base import Vec2
from planner.geometry import Array, Flags
from planner.staging.floor import BODY, TIGHT, Cell, Floor, areas_of

_ENDS = 0.45
"""Metres round either end of a way that may be tight: a seat, a door."""
_SIDEWAYS = 0.16
"""Metres that a body needs on either side of its middle where it squeezes along a row."""
_DIAGONAL = math.sqrt(2)
_HEIGHTS = (0.1, 0.5, 1.0, 1.5)
"""Metres above the floor at which a walker must pass."""


class Obstacle(NamedTuple):
    """A body on the floor, and the metres that a walker's middle keeps from its middle."""

    x: float
    y: float
    metres: float

    def away(self, spot: Sequence[float]) -> float:
        """Metres from its middle to a spot."""
        return math.hypot(spot[0] - self.x, spot[1] - self.y)


def route(floor: Floor, start: Vec2, goal: Vec2, avoid: Sequence[Obstacle] = ()) -> tuple[Vec2, ...]:
    """The waypoints after ``start``, ``goal`` last; none where the way is barred from the first step.

    Where people bar it the way ends at the spot nearest to the goal.
    """
    found: tuple[Vec2, ...] = ()
    for room in (BODY, _SIDEWAYS):
        usable = _usable(floor, start, goal, room, avoid)
        if _open_line(floor, usable, start, goal, avoid):
            return (goal,)
        if not _joined(usable, floor.at(start), floor.at(goal)):
            continue
        cells = _search(usable, floor.at(start), floor.at(goal))
        return _straightened(floor, usable, [start, *(floor.middle(cell) for cell in cells[1:-1]), goal], avoid)
    usable = _usable(floor, start, start, TIGHT, avoid)
    near = _nearest_joined(floor, usable, start, goal)
    if near is not None:
        cells = _search(usable, floor.at(start), floor.at(near))
        found = _straightened(floor, usable, [start, *(floor.middle(cell) for cell in cells[1:-1]), near], avoid)
    return found


def _usable(floor: Floor, start: Vec2, goal: Vec2, room: float, avoid: Sequence[Obstacle]) -> Flags:
    """Cells to walk on."""
    usable = floor.clear >= room
    for end in (start, goal):
        usable |= (floor.away(end) < _ENDS) & (floor.clear > 0)
    usable[floor.at(start)] = usable[floor.at(goal)] = True
    for each in avoid:
        # Who starts or ends nearer than usual may: not come nearer still.
        keep = min(each.metres + floor.cell / 4, each.away(start) - 0.01, each.away(goal) - 0.01)
        usable &= floor.away((each.x, each.y)) >= keep
    usable[floor.at(start)] = usable[floor.at(goal)] = True
    return usable


def _joined(usable: Flags, start: Cell, goal: Cell) -> bool:
    areas = areas_of(usable)
    return bool(areas[start] == areas[goal])


def _nearest_joined(floor: Floor, usable: Flags, start: Vec2, goal: Vec2) -> Vec2 | None:
    """The spot nearest to the goal that is reached from the start, if it is nearer by half a metre."""
    areas = areas_of(usable)
    open_cells = (areas == areas[floor.at(start)]) & (floor.clear >= TIGHT)
    if not open_cells.any():
        return None
    index = int(np.argmin(np.where(open_cells, floor.away(goal), np.inf)))
    near = floor.middle((index // usable.shape[1], index % usable.shape[1]))
    return near if math.dist(near, goal) < math.dist(start, goal) - 0.5 else None


def _search(usable: Flags, start: Cell, goal: Cell) -> list[Cell]:
    """A* over eight neighbours with the octile distance: cells from start to goal, which must be joined."""
    nx, ny = usable.shape
    width = ny + 2
    padded = np.zeros((nx + 2, width), dtype=bool)
    padded[1:-1, 1:-1] = usable
    free = padded.ravel().tolist()
    first, last = (start[0] + 1) * width + start[1] + 1, (goal[0] + 1) * width + goal[1] + 1
    # A step, its length, and the two cells beside it: no corner is cut.
    steps = [(step, 1.0, step, step) for step in (1, -1, width, -width)]
    steps += [(across + down, _DIAGONAL, across, down) for across in (1, -1) for down in (width, -width)]
    gx, gy = divmod(last, width)
    cost, came = {first: 0.0}, {first: first}
    heap = [(0.0, first)]
    done: set[int] = set()
    while heap:
        _, here = heapq.heappop(heap)
        if here == last:
            break
        if here in done:
            continue
        done.add(here)
        for step, length, across, down in steps:
            there = here + step
            if not free[there] or there in done or not (free[here + across] and free[here + down]):
                continue
            price = cost[here] + length
            if price < cost.get(there, math.inf):
                cost[there], came[there] = price, here
                x, y = divmod(there, width)
                dx, dy = abs(x - gx), abs(y - gy)
                heapq.heappush(heap, (price + max(dx, dy) + (_DIAGONAL - 1) * min(dx, dy), there))
    path = [last]
    while path[-1] != first:
        path.append(came[path[-1]])
    return [(cell // width - 1, cell % width - 1) for cell in reversed(path)]


def _straightened(floor: Floor, usable: Flags, path: list[Vec2], avoid: Sequence[Obstacle]) -> tuple[Vec2, ...]:
    """String pulling: only the corners that the way really needs."""
    kept, here = [], 0
    while here < len(path) - 1:
        there = len(path) - 1
        while there > here + 1 and not _open_line(floor, usable, path[here], path[there], avoid):
            there -= 1
        kept.append(path[there])
        here = there
    return tuple(kept)


def _open_line(floor: Floor, usable: Flags, a: Vec2, b: Vec2, avoid: Sequence[Obstacle]) -> bool:
    count = max(int(math.dist(a, b) / (floor.cell / 2)), 1)
    line = np.linspace(a, b, count + 1)
    cells = np.rint((line - floor.origin) / floor.cell - 0.5).astype(int)
    nx, ny = usable.shape
    rows, columns = cells[:, 0].clip(0, nx - 1), cells[:, 1].clip(0, ny - 1)
    if not usable[rows, columns].all():
        return False
    if floor.clear[rows, columns].min() <= 2 * floor.cell and _cuts_a_corner(floor, line):
        return False
    return all(_passes(each, a, b) for each in avoid)


def _passes(each: Obstacle, a: Vec2, b: Vec2) -> bool:
    """Whether the straight way keeps clear of a body, as far as its ends do."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(max(((each.x - a[0]) * dx + (each.y - a[1]) * dy) / length, 0.0), 1.0)
    nearest = each.away((a[0] + dx * share, a[1] + dy * share))
    return nearest >= min(each.metres, each.away(a), each.away(b)) - 1e-9


def _cuts_a_corner(floor: Floor, line: Array) -> bool:
    """Whether a way near things passes through one, but for its first and last half cell: cells are too coarse to
    tell, and so are steps along it."""
    if len(line) < 4:
        return False
    a, b = line[1].tolist(), line[-2].tolist()
    return any(floor.things.between(np.array((*a, height)), np.array([(*b, height)])).any() for height in _HEIGHTS)
