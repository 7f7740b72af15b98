"""Where a place has room for a crowd, whoever plays in it: seats, queues, and standing spots in small groups.

They hang on the place alone and keep their order, so that somebody of the cast who stands elsewhere moves nobody of
the crowd but those in the way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from film.base import Vec2, Vec3
from film.place import Fixture, PlaceSheet, Seat
from planner.geometry import PLACES, Array, Flags, along, heading, rounded
from planner.levels import level, stood_on, tops_of
from planner.solids import solids_of
from planner.staging.crowd.chance import share
from planner.staging.floor import UPRIGHT, floor_of

SlotKind = Literal["house", "seat", "queue", "group", "post"]

BODY_ROOM = 0.34
"""Metres from the middle of somebody standing to the nearest solid thing."""
GROUPS_APART = 1.9
"""Metres between the middles of two groups, so that the crowd has gaps to look through."""
DOOR_ROOM = 1.1
"""Metres round an entrance that nobody stands in."""
_BEYOND = (4.5, 2.6)
"""Metres along and across that a crowd out of doors spreads beyond the stage, towards the longer side first."""
_QUEUE = 3
_QUEUE_STEP = 0.75
_RINGS = {1: 0.0, 2: 0.36, 3: 0.48}
"""Metres from a group's middle to each of its people: talking distance (Hall 1966, the near personal zone)."""
_HEIGHTS = (0.1, 0.5, 1.0, 1.5)
_HOUSES = frozenset({"audience", "pew", "public", "pupil"})
_KEPT = frozenset({
    "driver", "judge", "witness", "juror", "counsel", "accused", "clerk", "teacher", "shopkeeper", "receptionist",
    "desk", "officer", "suspect", "king", "queen", "patient", "bunk", "bedside", "window", "weights",
})  # fmt: skip
"""Seats that are somebody's own."""
_SAT_ON = frozenset({"chair", "armchair", "sofa", "bench", "stool", "vehicle_seat", "pew"})
_WET = frozenset({"water", "boat"})


class Slot(NamedTuple):
    """Room for one.  ``id`` is theirs for good, ``group`` whom they are with, ``eyes`` a floor point that they face.

    ``house`` is a seat among rows that look at one thing, ``post`` a stand or seat of somebody's part.
    """

    id: str
    kind: SlotKind
    position: Vec3
    yaw: float
    seat: float | None
    group: str
    eyes: Vec2 | None

    @property
    def spot(self) -> Vec2:
        """The floor point under the hips."""
        return self.position[0], self.position[1]


@lru_cache(maxsize=64)
def slots_of(place: PlaceSheet) -> tuple[Slot, ...]:
    """All slots of a place: seats in the order in which they fill, then queues, then groups on the floor."""
    seats = tuple(_seats(place))
    queues = tuple(_queues(place))
    return (*seats, *queues, *_groups(place, [slot.spot for slot in (*seats, *queues)]))


def post_slots(place: PlaceSheet, roles: Sequence[str]) -> list[Slot]:
    """The seats and stands of these parts, in the order of the plan: the jury's two rows, the guards' stands."""
    slots = []
    for seat in place.seats:
        if seat.role in roles and seat.pose == "sit":
            at, up = _on(place, seat)
            slots.append(Slot(f"seat_{seat.id}", "post", at, seat.yaw, up, f"at_{seat.fixture}", None))
    for stand in place.stands:
        if stand.role in roles:
            at = rounded((*stand.position, level(tops_of(place), stand.position)))
            slots.append(Slot(f"stand_{stand.id}", "post", at, stand.yaw, None, f"at_{stand.id}", None))
    return slots


def order(place: PlaceSheet, name: str) -> float:
    """0 to 1: when a thing of the place is taken, the same whatever else stands there."""
    return share(place.id, name)


def _seats(place: PlaceSheet) -> Iterator[Slot]:
    kinds = {fixture.id: fixture.kind for fixture in place.fixtures}
    free = [
        seat
        for seat in place.seats
        if seat.pose == "sit" and seat.role not in _KEPT and kinds.get(seat.fixture, "chair") in _SAT_ON
    ]
    middle = ((place.stage[0] + place.stage[2]) / 2, (place.stage[1] + place.stage[3]) / 2)

    def taken(seat: Seat) -> tuple[float, str]:
        if seat.role in _HOUSES:
            # A house fills from the front and the middle, but never quite evenly.
            return round(math.dist(seat.position[:2], middle) + 3.0 * order(place, seat.id), 3), seat.id
        return round(order(place, seat.id), 6), seat.id

    for seat in sorted(free, key=taken):
        at, up = _on(place, seat)
        kind: SlotKind = "house" if seat.role in _HOUSES else "seat"
        yield Slot(f"seat_{seat.id}", kind, at, seat.yaw, up, f"at_{_table(place, seat)}", None)


def _on(place: PlaceSheet, seat: Seat) -> tuple[Vec3, float]:
    """The ground under a seat, and how high over it the seat is."""
    x, y, z = seat.position
    ground = level(tops_of(place), (x, y))
    return rounded((x, y, ground)), round(z - ground, PLACES)


def _table(place: PlaceSheet, seat: Seat) -> str:
    """The table a seat belongs to, its bench, or itself."""
    near = [
        (round(math.dist(each.position[:2], seat.position[:2]), 3), each.id)
        for each in place.fixtures
        if each.kind in ("table", "round_table", "coffee_table")
    ]
    metres, table = min(near, default=(math.inf, seat.fixture))
    return table if metres < 1.4 else seat.fixture


def _queues(place: PlaceSheet) -> Iterator[Slot]:
    """A line before each counter that people are served at; one or two at each of many stalls."""
    counters = sorted((each for each in place.fixtures if each.kind == "counter"), key=lambda each: each.id)
    if place.kind in ("kitchen", "garage", "laboratory") or not counters:
        return
    long = _QUEUE if len(counters) <= 2 else 1
    room = _Room(place)
    for counter in sorted(counters, key=lambda each: order(place, each.id)):
        cos, sin = along(counter.yaw)
        for index in range(long):
            reach = counter.size[0] / 2 + 0.5 + index * _QUEUE_STEP
            aside = 0.1 * (order(place, f"{counter.id} {index}") - 0.5)
            spot = _beside(counter, reach, aside + (0.2 if long == 1 else 0.0))
            if not room.free(spot):
                break
            name = f"queue_{counter.id}_{index}"
            at = (spot[0] - cos, spot[1] - sin)
            yield Slot(name, "queue", rounded((*spot, 0.0)), heading(spot, at), None, f"queue_{counter.id}", at)


def _beside(fixture: Fixture, ahead: float, left: float) -> Vec2:
    cos, sin = along(fixture.yaw)
    x, y, _ = fixture.position
    return x + cos * ahead - sin * left, y + sin * ahead + cos * left


def _groups(place: PlaceSheet, taken: Sequence[Vec2]) -> Iterator[Slot]:
    """Ones, twos and threes on the open floor, each facing the middle of their group."""
    if place.ceiling is not None and place.ceiling < UPRIGHT:
        return
    room = _Room(place)
    middles: list[Vec2] = []
    for name, middle in room.lattice():
        size = (2, 3, 2, 1, 3, 2)[int(order(place, f"{name} size") * 6)]
        if any(math.dist(middle, other) < GROUPS_APART for other in middles):
            continue
        turn = 360 * order(place, f"{name} turn")
        spots = [_ring(middle, _RINGS[size], turn + 360 * index / size) for index in range(size)]
        if any(math.dist(spot, each) < 0.8 for spot in spots for each in taken) or not room.free(*spots):
            continue
        middles.append(middle)
        for index, spot in enumerate(spots):
            yaw = heading(spot, middle) if size > 1 else turn
            yield Slot(f"{name}_{index}", "group", rounded((*spot, 0.0)), yaw, None, name, middle if size > 1 else None)


def _ring(middle: Vec2, metres: float, yaw: float) -> Vec2:
    cos, sin = along(yaw)
    return middle[0] + cos * metres, middle[1] + sin * metres


class _Room:
    """Where bodies of a crowd can stand: the floor indoors, and out of doors the ground round the stage as well."""

    def __init__(self, place: PlaceSheet) -> None:
        self.place = place
        self.area = _area(place)
        self.solid = solids_of(place).floor
        self.kept_off = [each for each in place.fixtures if each.kind in _WET or stood_on(each)]
        self.paved = [each for each in place.fixtures if each.kind == "kerb" and each.size[2] < 0.03]
        self.floor = None if place.enclosure == "open" else floor_of(place)

    def free(self, *spots: Vec2) -> bool:
        """Whether people can stand there, out of the doors' way."""
        return bool(self._free(np.array(spots)).all())

    def lattice(self) -> list[tuple[str, Vec2]]:
        """Spots half a metre apart with their names, in the order in which they are tried."""
        x0, y0, x1, y1 = self.area
        xs = np.arange(math.ceil(x0 / 0.5), math.floor(x1 / 0.5) + 1)
        ys = np.arange(math.ceil(y0 / 0.5), math.floor(y1 / 0.5) + 1)
        cells = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
        free = self._free(np.asarray(cells, dtype=np.float64) * 0.5)
        named = [(f"spot_{i}_{j}", (i * 0.5, j * 0.5)) for i, j in cells[free].tolist()]
        return sorted(named, key=lambda each: order(self.place, each[0]))

    def _free(self, spots: Array) -> Flags:
        x0, y0, x1, y1 = self.area
        x, y = spots[:, 0], spots[:, 1]
        free = (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        for door in self.place.entrances:
            free &= np.hypot(x - door.position[0], y - door.position[1]) >= DOOR_ROOM
        for height in _HEIGHTS:
            points = np.column_stack([spots, np.full(len(spots), height)])
            free &= ~self.solid.holds(points, BODY_ROOM if height > 0.3 else BODY_ROOM - 0.1)
        for fixture in self.kept_off:
            free &= ~_over(fixture, spots, 0.3)
        if self.paved and self.place.ground == "asphalt":
            free &= np.logical_or.reduce([_over(fixture, spots, -0.25) for fixture in self.paved])
        if self.floor is not None:
            top = np.array(self.floor.clear.shape) - 1
            cells = np.clip(np.round((spots - self.floor.origin) / self.floor.cell - 0.5).astype(int), 0, top)
            free &= self.floor.reached[cells[:, 0], cells[:, 1]]
            free &= self.floor.clear[cells[:, 0], cells[:, 1]] >= BODY_ROOM - 0.05
        return np.asarray(free)


def _over(fixture: Fixture, spots: Array, margin: float) -> Flags:
    """(n,): whether spots lie over a fixture's footprint grown by ``margin`` metres."""
    cos, sin = along(fixture.yaw)
    dx, dy = spots[:, 0] - fixture.position[0], spots[:, 1] - fixture.position[1]
    along_it, across = np.abs(dx * cos + dy * sin), np.abs(dy * cos - dx * sin)
    return np.asarray((along_it <= fixture.size[0] / 2 + margin) & (across <= fixture.size[1] / 2 + margin))


def _area(place: PlaceSheet) -> tuple[float, float, float, float]:
    """Indoors wherever the floor is; out of doors the stage and what lies round it."""
    x0, y0, x1, y1 = place.stage
    if place.enclosure != "open":
        floor = floor_of(place)
        nx, ny = floor.clear.shape
        return (floor.origin[0], floor.origin[1], floor.origin[0] + nx * floor.cell, floor.origin[1] + ny * floor.cell)
    long, wide = _BEYOND
    dx, dy = (long, wide) if x1 - x0 >= y1 - y0 else (wide, long)
    return x0 - dx, y0 - dy, x1 + dx, y1 + dy
