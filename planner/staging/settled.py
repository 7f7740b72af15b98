"""Who sits as a scene opens, and on which seat: where it is good to talk, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from film.base import Vec2
from film.place import PlaceSheet, Seat
from film.staging import Pose
from planner.facts import SceneFacts
from planner.geometry import PLACES
from planner.staging.floor import Floor, floor_of, roomy_spot
from planner.staging.person import Person
from planner.staging.posts import KEPT, posts_of
from planner.staging.seating import own_seat
from planner.staging.targets import find, free_seats, named, seat_cost

MOVING = {"enter", "exit", "cross", "approach", "retreat", "run", "fall"}
"""Doings after which somebody is no longer where a scene found them."""
_SITTING_PLACES = {
    "cafe", "restaurant", "office", "classroom", "church", "waiting_room", "courtroom", "dining_room",
    "living_room", "interview_room", "conference_room", "bar", "boat",
}  # fmt: skip
_GROUND = {"floor", "ground", "street", "road", "pavement", "grass", "sand", "snow", "dirt", "mud", "carpet", "tiles"}
_SETTLED = {"sit", "drive", "write", "eat"}


def sits(name: str, place: PlaceSheet, facts: SceneFacts, poses: Mapping[str, Pose]) -> bool:
    """Whether somebody of the opening company sits: by what they do, by the kind of place, in a vehicle."""
    verbs = [doing.verb for step in facts.steps for doing in step.doings if doing.character == name]
    first = next((verb for verb in verbs if verb in ("rise", "sit", "stand", "kneel", *MOVING)), None)
    early = [d.verb for s in facts.steps[:2] if s.kind == "action" for d in s.doings if d.character == name]
    if (
        poses.get(name) in ("sit", "lie", "drive")
        or first == "rise"
        or (poses.get(name) == "write" and first != "stand")
    ):
        return True
    if place.enclosure == "vehicle":
        return "stand" not in early
    if first in ("sit", "stand", "kneel") or any(verb in MOVING for verb in early):
        return False
    return place.kind in _SITTING_PLACES or any(verb in _SETTLED for verb in early)


def seat_for(name: str, place: PlaceSheet, facts: SceneFacts, people: Mapping[str, Person], pose: str) -> Seat | None:
    """The seat that somebody takes or lies down on; None for who stays on their feet or lies on the floor."""
    seats = free_seats(place, people, name, pose)
    if pose == "lie" and (not seats or _on_the_floor(name, facts)):
        on_it = any(named(word, place) for word in _words(name, facts, "lie"))
        if place.enclosure != "vehicle" and not on_it:
            return None
        seats = seats or free_seats(place, people, name, "sit")
    drivers = {doing.character for step in facts.steps for doing in step.doings if doing.verb == "drive"}
    drivers |= {who for who, post in posts_of(facts).items() if post in ("driver", "pilot")}
    at_wheel = [seat for seat in seats if "driver" in seat.role]
    car = place.enclosure == "vehicle" and len(place.seats) <= 6
    if at_wheel and (name in drivers or (car and not people and not drivers)):
        return at_wheel[0]
    seats = [seat for seat in seats if "driver" not in seat.role]
    word = next(_words(name, facts, "sit"), None)
    own = own_seat(word, seats) if not named(word, place) else None
    if own is not None:
        return own
    if word is None and pose == "sit":
        seats = [seat for seat in seats if seat.role not in KEPT]
    wish = wished(place, word) or _seats_middle(place)
    return min(seats, key=lambda seat: (seat_cost(seat, people.values(), wish), seat.id), default=None)


def _words(name: str, facts: SceneFacts, verb: str) -> Iterator[str | None]:
    """What somebody's first doings of a kind are aimed at."""
    return (d.target for s in facts.steps[:2] for d in s.doings if d.character == name and d.verb == verb)


def _on_the_floor(name: str, facts: SceneFacts) -> bool:
    """Whether the words have somebody lie on the bare ground."""
    said = [
        *_words(name, facts, "lie"),
        *(p.target for s in facts.steps[:2] for p in s.positions if p.character == name),
    ]
    return any(token in _GROUND for word in said if word for token in word.lower().split())


def wished(place: PlaceSheet, word: str | None) -> Vec2 | None:
    """The floor point of the thing that a word names; None where the place has none."""
    nobody = Person(id="", height=1.7, position=(*roomy_spot(place), 0.0), yaw=0.0)
    target = find(word, place, floor_of(place), {}, nobody)
    return None if target is None else (target.look[0], target.look[1])


def _seats_middle(place: PlaceSheet) -> Vec2:
    seats = [seat for seat in place.seats if seat.pose == "sit" and seat.role not in KEPT] or list(place.seats)
    if not seats:
        return roomy_spot(place)
    return sum(s.position[0] for s in seats) / len(seats), sum(s.position[1] for s in seats) / len(seats)


def seated(name: str, height: float, seat: Seat, floor: Floor, pose: Pose | None = None) -> Person:
    """Somebody on a seat, looking where it faces."""
    ground = floor.ground(seat.position)
    up = round(seat.position[2] - ground[2], PLACES)
    taken: Pose = "lie" if seat.pose == "lie" else pose if pose not in (None, "lie", "kneel") else "sit"
    base: Pose = "lie" if seat.pose == "lie" else "drive" if taken == "drive" else "sit"
    person = Person(name, height, ground, seat.yaw, taken, seat=up, seat_id=seat.id, base=base)
    return person.but(look=person.ahead(3.0))
