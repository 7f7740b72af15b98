"""Where everybody is when the scene opens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from film.base import Vec2
from film.place import PlaceSheet, Seat
from film.staging import Pose
from planner.facts import SceneFacts
from planner.geometry import along, heading
from planner.staging.floor import floor_of, roomy_spot
from planner.staging.person import STRIDE_APART, Person
from planner.staging.targets import find, free_seats, seat_cost

_SITTING_PLACES = {
    "cafe", "restaurant", "office", "classroom", "church", "waiting_room", "courtroom", "dining_room",
    "living_room", "interview_room", "conference_room", "bar", "boat",
}  # fmt: skip
_STILL: dict[str, Pose] = {
    "sit": "sit", "drive": "drive", "lie": "lie", "kneel": "kneel", "read": "hold", "write": "write", "eat": "eat",
    "drink": "drink", "phone": "phone", "hold": "hold", "cry": "cover_face",
}  # fmt: skip
_MOVING = {"enter", "exit", "cross", "approach", "retreat", "run", "fall"}
_WALK_LENGTH = 4.5
"""Metres that people who come on together walk at most."""
_SETTLED = {"sit", "drive", "write", "eat"}


def opening(place: PlaceSheet, facts: SceneFacts, heights: Mapping[str, float]) -> dict[str, Person]:
    """Everybody who is there from the start, in order of appearance."""
    poses = opening_poses(facts)
    people: dict[str, Person] = {}
    for name in facts.from_start:
        if _sits(name, place, facts, poses):
            seat = _seat_for(name, place, facts, people, "lie" if poses.get(name) == "lie" else "sit")
            if seat is not None:
                people[name] = seated(name, heights[name], seat, poses.get(name))
    standing = [name for name in facts.from_start if name not in people]
    for name, person in _stand(standing, place, facts, heights, people).items():
        people[name] = person.but(pose=poses.get(name, person.pose), base=_base(poses.get(name)))
    return {name: people[name] for name in facts.from_start}


def opening_poses(facts: SceneFacts) -> dict[str, Pose]:
    """What people are doing already as the scene opens: said at once, before anybody speaks or moves."""
    poses: dict[str, Pose] = {}
    gone: set[str] = set()
    for step in facts.steps[:2]:
        if step.kind == "speech":
            break
        for doing in step.doings:
            if doing.verb in _MOVING or doing.verb == "rise":
                gone.add(doing.character)
            elif doing.verb in _STILL and doing.character not in gone and doing.character in facts.from_start:
                poses.setdefault(doing.character, _STILL[doing.verb])
    return poses


def _base(pose: Pose | None) -> Pose:
    return pose if pose in ("lie", "kneel") else "stand"


def _sits(name: str, place: PlaceSheet, facts: SceneFacts, poses: Mapping[str, Pose]) -> bool:
    verbs = [doing.verb for step in facts.steps for doing in step.doings if doing.character == name]
    first = next((verb for verb in verbs if verb in ("rise", "sit", "stand", "kneel", *_MOVING)), None)
    early = [d.verb for s in facts.steps[:2] if s.kind == "action" for d in s.doings if d.character == name]
    if (
        poses.get(name) in ("sit", "lie", "drive")
        or first == "rise"
        or (poses.get(name) == "write" and first != "stand")
    ):
        return True
    if place.enclosure == "vehicle":
        return "stand" not in early
    if first in ("sit", "stand", "kneel") or any(verb in _MOVING for verb in early):
        return False
    return place.kind in _SITTING_PLACES or any(verb in _SETTLED for verb in early)


def _seat_for(name: str, place: PlaceSheet, facts: SceneFacts, people: Mapping[str, Person], pose: str) -> Seat | None:
    seats = free_seats(place, people, name, pose) or free_seats(place, people, name, "sit")
    drivers = {doing.character for step in facts.steps for doing in step.doings if doing.verb == "drive"}
    at_wheel = [seat for seat in seats if "driver" in seat.role]
    car = place.enclosure == "vehicle" and len(place.seats) <= 6
    if at_wheel and (name in drivers or (car and not people and not drivers)):
        return at_wheel[0]
    seats = [seat for seat in seats if "driver" not in seat.role]
    word = next((d.target for s in facts.steps[:2] for d in s.doings if d.character == name and d.verb == "sit"), None)
    wish = _wish(place, word) or _seats_middle(place)
    return min(seats, key=lambda seat: (seat_cost(seat, people.values(), wish), seat.id), default=None)


def _wish(place: PlaceSheet, word: str | None) -> Vec2 | None:
    nobody = Person(id="", height=1.7, position=(*roomy_spot(place), 0.0), yaw=0.0)
    target = find(word, place, floor_of(place), {}, nobody)
    return None if target is None else (target.look[0], target.look[1])


def _seats_middle(place: PlaceSheet) -> Vec2:
    seats = [seat for seat in place.seats if seat.pose == "sit"] or list(place.seats)
    if not seats:
        return roomy_spot(place)
    return sum(s.position[0] for s in seats) / len(seats), sum(s.position[1] for s in seats) / len(seats)


def seated(name: str, height: float, seat: Seat, pose: Pose | None = None) -> Person:
    """Somebody on a seat, looking where it faces."""
    x, y, z = seat.position
    taken: Pose = "lie" if seat.pose == "lie" else pose if pose not in (None, "lie", "kneel") else "sit"
    base: Pose = "lie" if seat.pose == "lie" else "drive" if taken == "drive" else "sit"
    person = Person(name, height, (x, y, 0.0), seat.yaw, taken, seat=z, seat_id=seat.id, base=base)
    return person.but(look=person.ahead(3.0))


def _stand(
    names: Sequence[str],
    place: PlaceSheet,
    facts: SceneFacts,
    heights: Mapping[str, float],
    people: Mapping[str, Person],
) -> dict[str, Person]:
    """Those on their feet: at what the script names, before who sits, facing each other, or on an open arc."""
    floor = floor_of(place)
    placed: dict[str, Person] = {}
    taken = [person.spot for person in people.values()]
    bound = None if people else _bound_for(names, place, facts)
    wishes = _abreast(len(names), place, bound) if bound else _formation(len(names), place, list(people.values()))
    for name, wish in zip(names, wishes, strict=True):
        me = Person(name, heights[name], (*wish, 0.0), 0.0)
        word = _stands_at(name, facts)
        target = find(word, place, floor, {**people, **placed}, me)
        spot = floor.spot_near(target.stand if target and target.stand else wish, taken)
        taken.append(spot)
        placed[name] = me.but(position=(*spot, 0.0))
    if bound:
        return {name: _towards(me, bound) for name, me in placed.items()}
    return _facing(placed, people, place)


def _bound_for(names: Sequence[str], place: PlaceSheet, facts: SceneFacts) -> Vec2 | None:
    """Where all of them go together before anybody speaks, if they do: they come on side by side."""
    first = next((step for step in facts.steps if step.kind == "speech" or step.doings), None)
    if first is None or first.kind == "speech" or len(names) < 2:
        return None
    ways = {d.character: d.target for d in first.doings if d.verb in ("cross", "approach", "run")}
    goals = {ways.get(name) for name in names}
    return _wish(place, goals.pop()) if len(goals) == 1 else None


def _abreast(count: int, place: PlaceSheet, bound: Vec2) -> list[Vec2]:
    """In a row across the way, a walk's length from where they go."""
    start = roomy_spot(place)
    far = math.dist(start, bound)
    if far < _WALK_LENGTH:
        x0, y0, x1, y1 = place.stage
        corners = [(x0, y0), (x0, y1), (x1, y0), (x1, y1), ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)]
        start = max(corners, key=lambda spot: (min(round(math.dist(spot, bound), 3), _WALK_LENGTH), spot[1], spot[0]))
        far = math.dist(start, bound)
    share = max(1 - _WALK_LENGTH / max(far, 0.01), 0.0)
    x, y = start[0] + (bound[0] - start[0]) * share, start[1] + (bound[1] - start[1]) * share
    cos, sin = along(heading((x, y), bound))
    return [(x - sin * (i - (count - 1) / 2) * 0.75, y + cos * (i - (count - 1) / 2) * 0.75) for i in range(count)]


def _towards(person: Person, bound: Vec2) -> Person:
    turned = person.but(yaw=heading(person.spot, bound))
    return turned.but(look=turned.ahead(3.0))


def _stands_at(name: str, facts: SceneFacts) -> str | None:
    for step in facts.steps[:2]:
        for doing in step.doings:
            if doing.character == name and doing.verb in ("stand", "wait", "lie", "kneel", "look", "open", "put"):
                return doing.target
    return None


def _formation(count: int, place: PlaceSheet, seated_people: Sequence[Person]) -> list[Vec2]:
    """Wished spots: two a stride apart, more on three quarters of a circle, seated people closing it."""
    if seated_people:
        cx = sum(each.position[0] + along(each.yaw)[0] * STRIDE_APART for each in seated_people) / len(seated_people)
        cy = sum(each.position[1] + along(each.yaw)[1] * STRIDE_APART for each in seated_people) / len(seated_people)
        return [(cx + 0.7 * (i - (count - 1) / 2), cy) for i in range(count)]
    x, y = roomy_spot(place)
    x0, y0, x1, y1 = place.stage
    long_way = 0.0 if x1 - x0 >= y1 - y0 else 90.0
    if count <= 1:
        return [(x, y)] * count
    if count == 2:
        cos, sin = along(long_way)
        return [
            (x - cos * STRIDE_APART / 2, y - sin * STRIDE_APART / 2),
            (x + cos * STRIDE_APART / 2, y + sin * STRIDE_APART / 2),
        ]
    radius = max(0.95, 0.36 * count)
    turns = [long_way + 90 + (i / (count - 1) - 0.5) * 230 for i in range(count)]
    return [(x + radius * along(turn)[0], y + radius * along(turn)[1]) for turn in turns]


def _facing(placed: Mapping[str, Person], people: Mapping[str, Person], place: PlaceSheet) -> dict[str, Person]:
    """Everybody turned to the middle of the company; who is alone looks into the place."""
    everybody = [*people.values(), *placed.values()]
    x0, y0, x1, y1 = place.stage
    turned = {}
    for name, me in placed.items():
        rest = [each for each in everybody if each.id != me.id]
        spot = _mean([each.spot for each in rest]) if rest else ((x0 + x1) / 2, (y0 + y1) / 2)
        yaw = heading(me.spot, spot) if math.dist(me.spot, spot) > 0.3 else 90.0
        person = me.but(yaw=yaw)
        turned[name] = person.but(look=person.ahead(3.0))
    return turned


def _mean(spots: Sequence[Vec2]) -> Vec2:
    return sum(spot[0] for spot in spots) / len(spots), sum(spot[1] for spot in spots) / len(spots)
