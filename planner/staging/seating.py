"""Which seat a relation means: at one table, opposite him, at its far end, the one that goes by a name of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from film.base import Vec2
from film.place import Fixture, PlaceSheet, Seat
from planner.facts import Position, Relation
from planner.geometry import along, heading, off
from planner.staging.floor import APART, Floor
from planner.staging.person import Person
from planner.staging.posts import KEPT
from planner.staging.targets import free_seats, named

_KNEES = 0.8
"""Metres from a table's edge within which a seat belongs to it."""
_SEATS_CALLED = {
    "stand": ("witness",), "dock": ("accused",), "bench": ("judge",), "box": ("juror",), "wheel": ("driver",),
    "back": ("back",), "front": ("front",), "audience": ("audience",), "throne": ("king",), "bed": ("patient", "bunk"),
}  # fmt: skip
"""Words for the seats of somebody's part, where no piece of furniture goes by them."""


@dataclass(frozen=True)
class Ground:
    """What a relation is resolved on: the place, its floor, and who is where."""

    place: PlaceSheet
    floor: Floor
    people: Mapping[str, Person]

    def others(self, me: str) -> list[Vec2]:
        """The floor points that the others take."""
        return [spot for each in self.people.values() if each.id != me for spot in each.ground]

    def near(self, wish: Vec2, me: str) -> Vec2:
        """The wish where it is free, else the free spot nearest to it."""
        others = self.others(me)
        if self.floor.free(wish) and all(math.dist(wish, each) >= APART for each in others):
            return wish
        return self.floor.spot_near(wish, others)


def seats_at(thing: Fixture, seats: Sequence[Seat]) -> list[Seat]:
    """The seats of a thing: its own, or those drawn up to it that look at it."""
    own = [seat for seat in seats if seat.fixture == thing.id]
    return own or [seat for seat in seats if _drawn_up(seat, thing)]


def _drawn_up(seat: Seat, thing: Fixture) -> bool:
    """Whether a seat's sitter has a thing before the knees."""
    cos, sin = along(thing.yaw)
    dx, dy = seat.position[0] - thing.position[0], seat.position[1] - thing.position[1]
    out = math.hypot(
        max(abs(dx * cos + dy * sin) - thing.size[0] / 2, 0.0), max(abs(dy * cos - dx * sin) - thing.size[1] / 2, 0.0)
    )
    ahead, aside = along(seat.yaw)
    reach = seat.position[0] + 0.6 * ahead, seat.position[1] + 0.6 * aside
    return 0.0 < out < _KNEES and math.dist(reach, thing.position[:2]) < math.dist(
        seat.position[:2], thing.position[:2]
    )


def _things(told: Position, me: Person, ground: Ground) -> list[Fixture]:
    """What the word names, the nearest first, or in the order of the plan where the words number them."""
    found = named(told.target, ground.place)
    if told.number is not None:
        return sorted(found, key=lambda each: each.id)
    return sorted(found, key=lambda each: (round(math.dist(each.position[:2], me.spot), 3), each.id))


def thing_of(told: Position, me: Person, ground: Ground) -> Fixture | None:
    """The thing that a relation is to: the nearest that the word names, or the one of its number."""
    found = _things(told, me, ground)
    if not found:
        return None
    return found[((told.number or 1) - 1) % len(found)]


def seat_of(told: Position, me: Person, ground: Ground) -> Seat | None:
    """The free seat that the relation means."""
    free = free_seats(ground.place, ground.people, me.id)
    other = ground.people.get(told.target or "")
    if other is not None and other.seated:
        ranked = [(rank, seat) for seat in free if (rank := _beside_whom(told.relation, seat, other)) is not None]
        return min(ranked, key=lambda each: (each[0], each[1].id))[1] if ranked else None
    found = [thing for thing in _things(told, me, ground) if seats_at(thing, ground.place.seats)]
    if not found:
        if _things(told, me, ground):
            return None
        return _farthest(free, me, ground) if told.relation == "far_end" else own_seat(told.target, free)
    if told.number is not None:
        found = [found[(told.number - 1) % len(found)]]
    rest = [each for each in ground.people.values() if each.id != me.id]

    of_seat = {seat.id: thing for thing in reversed(found) for seat in seats_at(thing, ground.place.seats)}

    def cost(seat: Seat, rank: int) -> tuple[float, str]:
        apart = [math.dist(seat.position[:2], each.spot) for each in rest]
        if told.relation == "far_end":
            return round(-min(apart, default=0.0), 3), seat.id
        wrong = {"behind": 1, "before": -1, "opposite": -1, "across": -1}.get(told.relation, 0)
        front = _front_of(seat, of_seat[seat.id]) * wrong > 0
        facing = 10 * front + sum(
            abs(off(seat.yaw, heading(seat.position, each.spot))) > 100 for each in rest if each.seated
        )
        return round(rank + facing + (0.2 * min(apart) if apart else 0.0), 3), seat.id

    open_ = {seat.id for seat in free}
    seats = [
        (cost(seat, rank), seat)
        for rank, thing in enumerate(found)
        for seat in seats_at(thing, ground.place.seats)
        if seat.id in open_ and seat.pose == "sit"
    ]
    return min(seats, key=lambda each: each[0])[1] if seats else None


def _farthest(free: Sequence[Seat], me: Person, ground: Ground) -> Seat | None:
    """The seat at the far end of a place: the farthest from the others, or from the door."""
    others = ground.others(me.id) or [each.position for each in ground.place.entrances]
    seats = [seat for seat in free if seat.role not in KEPT]
    return max(
        seats,
        key=lambda seat: (round(min((math.dist(seat.position[:2], o) for o in others), default=0.0), 3), seat.id),
        default=None,
    )


def _front_of(seat: Seat, thing: Fixture) -> float:
    """Metres that a seat lies on the front side of a thing: the side away from whoever works at a desk."""
    cos, sin = along(thing.yaw)
    return (seat.position[0] - thing.position[0]) * cos + (seat.position[1] - thing.position[1]) * sin


def own_seat(word: str | None, free: Sequence[Seat]) -> Seat | None:
    """The seat that a place has a name for: the stand, the dock, the bench, the wheel, the back."""
    roles = {role for token in (word or "").lower().split() for role in _SEATS_CALLED.get(token, ())}
    return next((seat for seat in free if seat.role in roles), None)


def _beside_whom(relation: Relation, seat: Seat, other: Person) -> float | None:
    """How well a seat stands to somebody seated so; None: not at all."""
    apart = math.dist(seat.position[:2], other.spot)
    turn = abs(off(seat.yaw, other.yaw))
    ahead = abs(off(other.yaw, heading(other.spot, seat.position)))
    match relation:
        case "opposite" | "across" | "before":
            facing = abs(off(seat.yaw, heading(seat.position, other.spot))) < 60
            return round(apart, 3) if facing and ahead < 60 and apart < 3.5 else None
        case "behind":
            return round(apart, 3) if ahead > 120 and turn < 60 else None
        case "beside" | "at" | "near":
            return round(apart + turn / 90, 3) if apart < 1.4 else None
        case "far_end":
            return round(-apart, 3)
        case _:
            return None
