"""What a word of the script means on the floor plan: a person, a seat, a piece of furniture, a door, a window."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from film.base import Vec2, Vec3
from film.place import Entrance, Fixture, Opening, PlaceSheet, Seat, Wall
from planner.geometry import along, heading, rounded
from planner.staging.floor import Floor
from planner.staging.person import STRIDE_APART, Person

_SAME: dict[str, tuple[str, ...]] = {
    "couch": ("sofa",), "settee": ("sofa",), "tv": ("screen",), "television": ("screen",), "computer": ("monitor",),
    "laptop": ("desk", "table"), "refrigerator": ("fridge",), "oven": ("stove",), "cooker": ("stove",),
    "bookshelf": ("bookcase", "shelf"), "cabinet": ("cupboard", "filing_cabinet"), "closet": ("wardrobe",),
    "tub": ("bath",), "bathtub": ("bath",), "grave": ("grave",), "headstone": ("grave",), "fire": ("campfire",
    "fireplace"), "wheel": ("steering_wheel",), "trash": ("bin",), "rail": ("railing",), "lamppost": ("lamp_post",),
    "bike": ("bicycle",), "taxi": ("car",), "cab": ("car",), "lorry": ("truck",), "stool": ("stool",), "seat":
    ("vehicle_seat", "bench", "chair", "pew"), "bed": ("bed", "hospital_bed"), "table": ("table", "round_table",
    "coffee_table", "desk"), "water": ("water",), "counter": ("counter", "bar"), "shop": ("shop_front",),
    "casket": ("coffin",), "bunk": ("bunk_bed",), "hay": ("hay_bale",), "wagon": ("cart",), "stall": ("market_stall",),
    "board": ("whiteboard",), "blackboard": ("whiteboard",), "lectern": ("podium",), "pulpit": ("podium",),
    "helm": ("steering_wheel",), "dais": ("platform",), "stage": ("platform",),
}  # fmt: skip
_DOORS = {"door", "doorway", "exit", "entrance", "gate", "hall", "hallway", "outside", "corridor", "stairs", "doors"}
_WINDOWS = {"window", "windows", "windscreen", "windshield", "pane"}


@dataclass(frozen=True)
class Target:
    """Something to go to or look at: where to stand for it (None: nowhere), and the point that eyes meet."""

    look: Vec3
    stand: Vec2 | None = None
    person: str | None = None
    fixture: Fixture | None = None


def find(word: str | None, place: PlaceSheet, floor: Floor, people: Mapping[str, Person], me: Person) -> Target | None:
    """The nearest thing that the word names, or None when the floor plan has nothing of the kind."""
    if not word:
        return None
    if word in people and word != me.id:
        return to_person(people[word], floor, people, me)
    tokens = _tokens(word)
    if tokens & _WINDOWS:
        window = _nearest_opening(place, floor, people, me)
        if window is not None:
            return window
    fixture = nearest(_named(place, tokens), me)
    if fixture is not None:
        return to_fixture(fixture, floor, people, me)
    if tokens & _DOORS and place.entrances:
        return to_entrance(entrance_near(place, me.spot), floor, people, me)
    return None


def named(word: str | None, place: PlaceSheet) -> list[Fixture]:
    """The things of the place that a word names."""
    return _named(place, _tokens(word or ""))


def _tokens(word: str) -> set[str]:
    return set(re.findall(r"[a-z]+", word.lower()))


def _named(place: PlaceSheet, tokens: set[str]) -> list[Fixture]:
    kinds = set(tokens)
    for token in tokens:
        kinds |= set(_SAME.get(token, ()))
        if token.endswith("s"):
            kinds.add(token[:-1])
    return [each for each in place.fixtures if each.kind in kinds or set(each.kind.split("_")) <= tokens]


def nearest(fixtures: Iterable[Fixture], me: Person) -> Fixture | None:
    """The fixture closest to somebody."""
    return min(fixtures, key=lambda each: (_far(each.position, me), each.id), default=None)


def _far(point: tuple[float, ...], me: Person) -> float:
    return (point[0] - me.position[0]) ** 2 + (point[1] - me.position[1]) ** 2


def to_person(other: Person, floor: Floor, people: Mapping[str, Person], me: Person) -> Target:
    """Standing to talk to somebody: before them if they cannot turn, else on this side of them."""
    yaw = other.yaw if other.seated else heading(other.spot, me.spot)
    cos, sin = along(yaw)
    wish = other.position[0] + cos * STRIDE_APART, other.position[1] + sin * STRIDE_APART
    others = [each.spot for each in people.values() if each.id != me.id]
    return Target(look=other.eyes, stand=floor.spot_near(wish, others), person=other.id)


def to_fixture(fixture: Fixture, floor: Floor, people: Mapping[str, Person], me: Person) -> Target:
    """Standing at a thing: before its front, where the floor is free."""
    cos, sin = along(fixture.yaw)
    reach = fixture.size[0] / 2 + 0.4
    x, y, z = fixture.position
    others = [each.spot for each in people.values() if each.id != me.id]
    stand = floor.spot_near((x + cos * reach, y + sin * reach), others)
    height = z + min(fixture.size[2] * 0.9, 1.6)
    return Target(look=rounded((x, y, height)), stand=stand, fixture=fixture)


def to_entrance(entrance: Entrance, floor: Floor, people: Mapping[str, Person], me: Person) -> Target:
    """Standing before a door, looking through it."""
    cos, sin = along(entrance.yaw)
    x, y = entrance.position
    others = [each.spot for each in people.values() if each.id != me.id]
    stand = floor.spot_near((x + cos * 0.3, y + sin * 0.3), others)
    return Target(look=rounded((x - cos, y - sin, me.eyes[2])), stand=stand)


def entrance_near(place: PlaceSheet, spot: Vec2) -> Entrance:
    """The entrance closest to a spot.  The place must have one."""
    return min(place.entrances, key=lambda e: ((e.position[0] - spot[0]) ** 2 + (e.position[1] - spot[1]) ** 2, e.id))


def _nearest_opening(place: PlaceSheet, floor: Floor, people: Mapping[str, Person], me: Person) -> Target | None:
    """The window closest to somebody, with room to stand before it."""
    found = [(wall, each) for wall in place.walls for each in wall.openings if each.kind == "window"]
    if not found:
        return None
    wall, window = min(found, key=lambda pair: _far(_at_opening(pair[0], pair[1], 0.0), me))
    others = [each.spot for each in people.values() if each.id != me.id]
    look = _at_opening(wall, window, 1.5)
    stand = floor.spot_near(_at_opening(wall, window, -0.6), others)
    return Target(look=rounded((*look, me.eyes[2])), stand=stand)


def _at_opening(wall: Wall, opening: Opening, beyond: float) -> Vec2:
    """The floor point before (negative) or beyond the middle of an opening."""
    (ax, ay), (bx, by) = wall.start, wall.end
    length = math.dist(wall.start, wall.end) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    run = opening.at + opening.width / 2
    return ax + ux * run + uy * beyond, ay + uy * run - ux * beyond


def free_seats(place: PlaceSheet, people: Mapping[str, Person], me: str, pose: str = "sit") -> list[Seat]:
    """Seats that nobody else is on."""
    taken = {each.seat_id for each in people.values() if each.id != me}
    return [seat for seat in place.seats if seat.pose == pose and seat.id not in taken]


def seat_cost(seat: Seat, others: Iterable[Person], wish: Vec2) -> float:
    """How ill a seat suits: far from the wish, or with its back to somebody it should talk with."""
    x, y, _ = seat.position
    cost = 0.35 * math.dist((x, y), wish)
    for other in others:
        apart = math.dist((x, y), other.spot)
        cost += abs(apart - 1.1) + (3.0 if apart < 0.35 else 0.0)
        cost += _turned_away(seat.yaw, (x, y), other.spot)
        if other.seated:
            cost += _turned_away(other.yaw, other.spot, (x, y))
    return cost


def _turned_away(yaw: float, here: Vec2, there: Vec2) -> float:
    turn = abs((heading(here, there) - yaw + 180) % 360 - 180)
    return 0.0 if turn <= 60 else (turn - 60) / 45 if turn <= 105 else 4.0
