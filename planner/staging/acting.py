"""What a doing means in marks: one small function a verb, gathered in ``ACTS``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from film.base import Vec2, Vec3
from film.place import Entrance, PlaceSheet
from film.staging import Pose
from planner.facts import Doing, Step
from planner.geometry import along, heading
from planner.staging.floor import Floor, roomy_spot
from planner.staging.hands import hand_point
from planner.staging.person import Person
from planner.staging.targets import (
    Target,
    entrance_near,
    find,
    free_seats,
    seat_cost,
    to_person,
)
from planner.staging.track import RUN, WALK, Track

PASSING: tuple[Pose, ...] = ("point", "reach", "wave", "hands_up", "cover_face")
"""Poses that last for their step only."""


_WAYS = ("street", "road", "pavement", "sidewalk", "path", "beach", "lane", "alley")
_WALKS = ("cross", "approach", "run", "enter", "exit")
ABREAST = 0.75
"""Metres between two who walk or stand side by side."""
FARTHEST = 5.0
"""Metres of a coming or going that are played: about four seconds."""


@dataclass(frozen=True)
class Scene:
    """What a doing can see: the place, its floor, where everybody is now, and the step it belongs to.

    ``about`` is the thing or place that people last went to or opened.
    """

    place: PlaceSheet
    floor: Floor
    people: Mapping[str, Person]
    step: Step
    about: str | None = None

    def others(self, me: str) -> list[Vec2]:
        """Where the others are."""
        return [each.spot for each in self.people.values() if each.id != me]

    def target(self, doing: Doing, me: Person) -> Target | None:
        """What the doing is aimed at, if the floor plan or the company has it."""
        return find(doing.target, self.place, self.floor, self.people, me)


def act(track: Track, doing: Doing, scene: Scene) -> None:
    """Grow the character's track by one doing.  A verb without a body of its own changes nothing."""
    ACTS.get(doing.verb, _nothing)(track, doing, scene)


def _nothing(_track: Track, _doing: Doing, _scene: Scene) -> None:
    """Laughing, nodding and waiting are played where one stands."""


def _go(track: Track, doing: Doing, scene: Scene, speed: float = WALK) -> None:
    me = track.person
    target = scene.target(doing, me) or _company(scene, me)
    goal, look = target.stand or me.spot, target.look
    leader = _leader(doing, scene)
    if leader is not None:
        goal, look = _abreast(leader, me, target, scene)
    track.walk(scene.floor, goal, scene.others(me.id), speed, look)
    track.look(look)


def _leader(doing: Doing, scene: Scene) -> Person | None:
    """Whom somebody walks beside: whom the text names, or who goes the same way in the step and was named first."""
    beside = scene.people.get(doing.target or "")
    if doing.verb == "cross" and beside is not None:
        walks = any(each.character == beside.id and each.verb in _WALKS for each in scene.step.doings)
        return beside if walks else None
    for other in scene.step.doings:
        if other.character == doing.character:
            return None
        if (other.verb, other.target) == (doing.verb, doing.target) and doing.target not in scene.people:
            return scene.people.get(other.character) if doing.target else None
    return None


def _abreast(leader: Person, me: Person, target: Target, scene: Scene) -> tuple[Vec2, Vec3]:
    """A spot beside the one who leads, on the side one comes from, and the same thing to look at."""
    ahead = leader.ahead(3.0) if target.person == leader.id else target.look
    cos, sin = along(heading(leader.spot, ahead))
    side = (
        1.0 if (me.position[1] - leader.position[1]) * cos - (me.position[0] - leader.position[0]) * sin > 0 else -1.0
    )
    wish = leader.position[0] - sin * side * ABREAST, leader.position[1] + cos * side * ABREAST
    others = [each for each in scene.others(me.id) if math.dist(each, leader.spot) > 0.01]
    spot = scene.floor.spot_near(wish, others)
    return spot, ahead


def _company(scene: Scene, me: Person) -> Target:
    """Where somebody goes who is told no goal: to the others, or to the middle of the floor."""
    rest = [each for each in scene.people.values() if each.id != me.id]
    if rest:
        other = min(rest, key=lambda each: (round(math.dist(each.spot, me.spot), 3), each.id))
        return to_person(other, scene.floor, scene.people, me)
    spot = roomy_spot(scene.place)
    if math.dist(spot, me.spot) < 0.8:
        x0, y0, x1, y1 = scene.place.stage
        spot = scene.floor.spot_near(((x0 + x1) / 2 + (x1 - x0) / 4, (y0 + y1) / 2))
    cos, sin = along(heading(me.spot, spot))
    return Target(look=(spot[0] + 2 * cos, spot[1] + 2 * sin, me.height * 0.92), stand=spot)


def _cross(track: Track, doing: Doing, scene: Scene) -> None:
    sits = any(each.verb == "sit" and each.character == doing.character for each in scene.step.doings)
    if sits and doing.target not in scene.people:
        return  # The way across is the way to the seat.
    if scene.target(doing, track.person) is None and len(scene.people) > 1:
        _wander(track, doing, scene)
    else:
        _go(track, doing, scene)


def _wander(track: Track, _doing: Doing, scene: Scene) -> None:
    """Across the floor to its other side, when nothing says where to."""
    me = track.person
    x0, y0, x1, y1 = scene.place.stage
    wish = x0 + x1 - me.position[0], y0 + y1 - me.position[1]
    near = min(1.0, 3.0 / max(math.dist(wish, me.spot), 0.1))
    wish = me.position[0] + (wish[0] - me.position[0]) * near, me.position[1] + (wish[1] - me.position[1]) * near
    goal = scene.floor.spot_near(wish, scene.others(me.id))
    track.walk(scene.floor, goal, scene.others(me.id))


def _run(track: Track, doing: Doing, scene: Scene) -> None:
    _go(track, doing, scene, RUN)


def _retreat(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    target = scene.target(doing, me)
    away = heading(target.look, me.spot) if target else me.yaw + 180
    cos, sin = along(away)
    goal = scene.floor.spot_near((me.position[0] + cos * 1.4, me.position[1] + sin * 1.4), scene.others(me.id))
    track.walk(scene.floor, goal, scene.others(me.id))
    if target:
        track.look(target.look)


def _exit(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    if not scene.place.entrances:
        return
    door = _way_out(scene.place, me) if doing.target in _WAYS else entrance_near(scene.place, me.spot)
    goal = door.position
    if scene.place.enclosure == "open":
        cos, sin = along(door.yaw)
        beyond = goal[0] - cos * 0.8, goal[1] - sin * 0.8
        goal = beyond if scene.floor.room(beyond) >= 0.2 else goal
    goal = _within(scene.floor, me, goal, FARTHEST)
    speed = RUN if any(each.verb == "run" and each.character == me.id for each in scene.step.doings) else WALK
    track.walk(scene.floor, goal, scene.others(me.id), speed)


def _way_out(place: PlaceSheet, me: Person) -> Entrance:
    """Down the street: the nearest way out of an open place that is a walk away, so that somebody is seen to go."""
    far = [each for each in place.entrances if math.dist(each.position, me.spot) >= FARTHEST]
    if place.enclosure != "open" or not far:
        return entrance_near(place, me.spot)
    return min(far, key=lambda each: (round(math.dist(each.position, me.spot), 3), each.id))


def _within(floor: Floor, me: Person, goal: Vec2, metres: float) -> Vec2:
    """As far towards a goal as a shot follows: the cut takes people the rest of a long way."""
    far = math.dist(me.spot, goal)
    if far <= metres:
        return goal
    share = metres / far
    x, y = me.position[0] + (goal[0] - me.position[0]) * share, me.position[1] + (goal[1] - me.position[1]) * share
    return floor.spot_near((x, y))


def _sit(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    if me.seated and me.pose != "lie":
        return
    seats = free_seats(scene.place, scene.people, me.id)
    target = scene.target(doing, me)
    if target and target.fixture and any(seat.fixture == target.fixture.id for seat in seats):
        seats = [seat for seat in seats if seat.fixture == target.fixture.id]
    wish = (target.look[0], target.look[1]) if target else me.spot
    rest = [each for each in scene.people.values() if each.id != me.id]
    seat = min(seats, key=lambda each: (seat_cost(each, rest, wish), each.id), default=None)
    if seat is not None:
        track.sit(scene.floor, seat, scene.others(me.id))
    else:
        track.become(me.but(pose="crouch", base="crouch"), 0.8)


def _lie(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    beds = free_seats(scene.place, scene.people, me.id, "lie")
    if beds and me.pose != "lie":
        bed = min(beds, key=lambda each: (round(math.dist(each.position[:2], me.spot), 3), each.id))
        track.sit(scene.floor, bed, scene.others(me.id))
    elif me.pose != "lie":
        _fall(track, doing, scene)


def _fall(track: Track, _doing: Doing, scene: Scene) -> None:
    me = track.person
    spot = scene.floor.spot_near(me.spot, scene.others(me.id), 0.5) if me.seated else me.spot
    track.become(me.but(position=(*spot, 0.0), pose="lie", base="lie", seat=0.0, seat_id=None), 0.8)


def _rise(track: Track, _doing: Doing, scene: Scene) -> None:
    track.rise(scene.floor)


def _turn(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    target = scene.target(doing, me)
    if target is not None:
        track.become(me.looking(target.look, 5.0), 0.7)
    elif not me.seated:
        rest = [each for each in scene.people.values() if each.id != me.id]
        away = heading(me.spot, rest[0].spot) if rest and doing.target else me.yaw + 120
        turned = me.but(yaw=away)
        track.become(turned.but(look=turned.ahead(3.0)), 0.7)


def _look(track: Track, doing: Doing, scene: Scene) -> None:
    target = scene.target(doing, track.person)
    limit = 50.0
    if doing.target is None and _together(doing, scene):
        target, limit = find(scene.about, scene.place, scene.floor, scene.people, track.person), 10.0
    if target is not None:
        track.become(track.person.looking(target.look, limit), 0.5)


def _together(doing: Doing, scene: Scene) -> bool:
    """Whether somebody else does the same in the same step: they look at what they came for."""
    return any(each.verb == doing.verb and each.character != doing.character for each in scene.step.doings)


def _gesture(pose: Pose) -> Callable[[Track, Doing, Scene], None]:
    """A pose towards the target, who is approached first when the arm would not reach."""

    def play(track: Track, doing: Doing, scene: Scene) -> None:
        target = scene.target(doing, track.person)
        here = track.person.spot
        too_far = target is not None and target.stand is not None and math.dist(here, target.look[:2]) > 1.5
        if pose == "reach" and too_far and not track.person.seated and target is not None and target.stand is not None:
            track.walk(scene.floor, target.stand, scene.others(track.person.id), WALK, target.look)
        me = track.person if target is None else track.person.looking(target.look, 15.0)
        track.become(me.but(pose=pose), 0.6)

    return play


def _occupied(pose: Pose) -> Callable[[Track, Doing, Scene], None]:
    """A pose that keeps the eyes on the hands (a letter, a plate), or ahead (a phone at the ear)."""

    def play(track: Track, _doing: Doing, _scene: Scene) -> None:
        me = track.person.but(pose=pose)
        track.become(me.but(look=me.ahead(3.0) if pose == "phone" else hand_point(me)), 0.7)

    return play


def _base(track: Track, _doing: Doing, _scene: Scene) -> None:
    base: Pose = "sit" if track.person.seated and track.person.base != "lie" else track.person.base
    track.pose(base, 0.6)


def _kneel(track: Track, _doing: Doing, scene: Scene) -> None:
    track.rise(scene.floor)
    track.become(track.person.but(pose="kneel", base="kneel"), 0.9)


def _hug(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    other = scene.people.get(doing.target or "")
    if other is None or other.id == me.id:
        return
    away = heading(other.spot, me.spot)
    cos, sin = along(away)
    close = scene.floor.spot_near((other.position[0] + cos * 0.52, other.position[1] + sin * 0.52))
    track.walk(scene.floor, close, [], WALK, other.eyes)
    track.become(track.person.looking(other.eyes, 5.0).but(pose="reach"), 0.6)


def drop_in(scene: Scene, name: str, height: float) -> Person:
    """Somebody about to come in: at the door nearest to the company, facing into the place."""
    spot = next((each.spot for each in scene.people.values()), roomy_spot(scene.place))
    if not scene.place.entrances:
        free = scene.floor.spot_near((scene.place.stage[0], spot[1]), [each.spot for each in scene.people.values()])
        return Person(name, height, (*free, 0.0), heading(free, spot))
    door = entrance_near(scene.place, spot)
    cos, sin = along(door.yaw)
    back = 0.8 if scene.place.enclosure == "open" else 0.0
    x, y = door.position[0] - cos * back, door.position[1] - sin * back
    if back and scene.floor.room((x, y)) < 0.2:
        x, y = door.position
    far = math.dist((x, y), spot)
    if far > FARTHEST + 1:
        share = 1 - (FARTHEST + 1) / far
        x, y = scene.floor.spot_near((x + (spot[0] - x) * share, y + (spot[1] - y) * share))
    person = Person(name, height, (x, y, 0.0), heading((x, y), spot) if far > 0.5 else door.yaw)
    return person.but(look=person.ahead(3.0))


ACTS: dict[str, Callable[[Track, Doing, Scene], None]] = {
    "enter": _go, "approach": _go, "cross": _cross, "run": _run, "retreat": _retreat, "exit": _exit, "sit": _sit,
    "lie": _lie, "fall": _fall, "rise": _rise, "stand": _rise, "turn": _turn, "look": _look, "hug": _hug,
    "kneel": _kneel, "point": _gesture("point"), "reach": _gesture("reach"), "take": _gesture("reach"),
    "give": _gesture("reach"), "put": _gesture("reach"), "open": _gesture("reach"), "wave": _gesture("wave"),
    "phone": _occupied("phone"), "read": _occupied("hold"), "hold": _occupied("hold"), "write": _occupied("write"),
    "eat": _occupied("eat"), "drink": _occupied("drink"), "drive": _occupied("drive"), "hang_up": _base,
    "cry": _gesture("cover_face"),
}  # fmt: skip
"""Verb to body.  ``exit`` and ``enter`` are also told apart by the blocking, which adds and removes people."""
