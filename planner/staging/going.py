"""Coming, going and crossing: where a walk leads, beside whom, and by which door."""

from __future__ import annotations

import math
from collections.abc import Mapping

from film.base import Vec2, Vec3
from film.place import Entrance, PlaceSheet
from planner.facts import Doing, Step
from planner.geometry import along, heading
from planner.staging.floor import APART, Floor, roomy_spot
from planner.staging.moment import Scene
from planner.staging.person import Person
from planner.staging.posts import post_seats, post_stand
from planner.staging.relations import ABREAST, Spot, far_side
from planner.staging.targets import Target, entrance_near, to_person
from planner.staging.track import RUN, TURN_SECONDS, WALK, Track

_WAYS = ("street", "road", "pavement", "sidewalk", "path", "beach", "lane", "alley")
_WALKS = ("cross", "approach", "run", "enter", "exit")
FARTHEST = 5.0
"""Metres of a coming or going that are played: about four seconds."""
_BEYOND = 0.8
_AT_DOOR = 0.3
_THERE = 0.4
"""Metres within which somebody is where the words have them."""
_WORKPLACE = 1.4
_ON_THAT_SIDE = 3.5
"""Metres from the far side's stand within which somebody is on that side of the street."""
_ENTHRONED = ("judge", "witness", "clerk", "king", "juror")
"""Who comes in to sit down where they always sit."""


def go(track: Track, doing: Doing, scene: Scene, speed: float = WALK) -> None:
    """To the target, beside whoever leads the same way; to the company where no goal is told."""
    me = track.person
    end = None if _sits_then(doing, scene.step) else scene.end(me)
    if end is not None:
        take(track, end, scene, speed)
        return
    if doing.verb == "enter" and doing.target is None and to_post(track, scene):
        return
    target = scene.target(doing, me) or _company(scene, me)
    goal, look = _own_side(target, me, scene) or target.stand or me.spot, target.look
    leader = _leader(doing, scene)
    if leader is not None:
        goal, look = _abreast(leader, me, target, scene)
    track.walk(scene.floor, goal, scene.bodies(me.id), speed, look)
    track.look(look)


def _sits_then(doing: Doing, step: Step) -> bool:
    """Whether who goes here sits down afterwards: "comes in and sits by the window" is one way, to the seat."""
    played = step.doings.index(doing) + 1 if doing in step.doings else 0
    later = step.doings[played:]
    return any(each.character == doing.character and each.verb in ("sit", "lie", "drive") for each in later)


def take(track: Track, spot: Spot, scene: Scene, speed: float = WALK) -> None:
    """To where the words have somebody, and turned as they have them."""
    me = track.person
    if spot.seat is not None:
        if me.seat_id != spot.seat.id:
            track.sit(scene.floor, spot.seat, scene.bodies(me.id))
        return
    if math.dist(me.spot, spot.stand) > _THERE:
        track.walk(scene.floor, spot.stand, scene.bodies(me.id), speed, spot.look)
    there = track.person
    if there.seat_id is None and not there.down:
        turned = there if spot.yaw is None else there.but(yaw=spot.yaw)
        track.become(turned.but(look=spot.look or turned.ahead(3.0)), TURN_SECONDS)


def to_post(track: Track, scene: Scene) -> bool:
    """Behind the bar, onto the bench: where one's part has its place here; False when it has none."""
    me = track.person
    post = scene.posts.get(me.id)
    if post is None:
        return False
    taken = [
        stand for stand in scene.place.stands if any(math.dist(stand.position, o) < APART for o in scene.others(me.id))
    ]
    stand = post_stand(post, scene.place, taken)
    if stand is not None:
        take(track, Spot(stand.position, stand.yaw), scene)
        return True
    seat = next((seat for seat in post_seats(post, scene.place, scene.people, me.id) if seat.pose == "sit"), None)
    if seat is None or post not in _ENTHRONED:
        return False
    return track.sit(scene.floor, seat, scene.bodies(me.id))


def _own_side(target: Target, me: Person, scene: Scene) -> Vec2 | None:
    """A thing that somebody works at is gone to from the side of their work: behind the bar, not before it."""
    post = scene.posts.get(me.id)
    stand = None if post is None else post_stand(post, scene.place, ())
    if stand is None or target.fixture is None or math.dist(stand.position, target.fixture.position[:2]) > _WORKPLACE:
        return None
    return stand.position


def _leader(doing: Doing, scene: Scene) -> Person | None:
    """Whom somebody walks beside: whom the text names, or who goes the same way in the step and was named first."""
    beside = scene.people.get(doing.target or "")
    if doing.verb == "cross" and beside is not None and beside.id != doing.character:
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
    across = (me.position[1] - leader.position[1]) * cos - (me.position[0] - leader.position[0]) * sin
    side = 1.0 if across > 0 else -1.0
    wish = leader.position[0] - sin * side * ABREAST, leader.position[1] + cos * side * ABREAST
    return scene.floor.spot_near(wish, scene.others(me.id)), ahead


def _company(scene: Scene, me: Person) -> Target:
    """Where somebody goes who is told no goal: to the others, or to the middle of the floor."""
    rest = scene.rest(me.id)
    if rest:
        other = min(rest, key=lambda each: (round(math.dist(each.spot, me.spot), 3), each.id))
        return to_person(other, scene.floor, scene.people, me)
    spot = roomy_spot(scene.place)
    if math.dist(spot, me.spot) < 0.8:
        x0, y0, x1, y1 = scene.place.stage
        spot = scene.floor.spot_near(((x0 + x1) / 2 + (x1 - x0) / 4, (y0 + y1) / 2))
    cos, sin = along(heading(me.spot, spot))
    return Target(look=(spot[0] + 2 * cos, spot[1] + 2 * sin, me.height * 0.92), stand=spot)


def cross(track: Track, doing: Doing, scene: Scene) -> None:
    """Across to the target, or to the other side of the floor."""
    end = scene.end(track.person)
    if end is not None and end.seat is None:
        take(track, end, scene)
        return
    sits = any(each.verb == "sit" and each.character == doing.character for each in scene.step.doings)
    if sits and doing.target not in scene.people:
        return  # The way across is the way to the seat.
    beyond = far_side(scene.place) if doing.target in _WAYS else None
    if beyond is not None:
        _over_the_street(track, beyond.position, doing, scene)
    elif scene.target(doing, track.person) is None and len(scene.people) > 1:
        _wander(track, scene)
    else:
        go(track, doing, scene)


def _over_the_street(track: Track, beyond: Vec2, doing: Doing, scene: Scene) -> None:
    """To its far side; from there back, to whoever waits."""
    me = track.person
    if math.dist(me.spot, beyond) < _ON_THAT_SIDE:
        go(track, doing, scene)
    else:
        track.walk(scene.floor, scene.ground.near(beyond, me.id), scene.bodies(me.id))


def _wander(track: Track, scene: Scene) -> None:
    """Across the floor to its other side, when nothing says where to."""
    me = track.person
    x0, y0, x1, y1 = scene.place.stage
    wish = x0 + x1 - me.position[0], y0 + y1 - me.position[1]
    near = min(1.0, 3.0 / max(math.dist(wish, me.spot), 0.1))
    wish = me.position[0] + (wish[0] - me.position[0]) * near, me.position[1] + (wish[1] - me.position[1]) * near
    track.walk(scene.floor, scene.floor.spot_near(wish, scene.others(me.id)), scene.bodies(me.id))


def run(track: Track, doing: Doing, scene: Scene) -> None:
    """To the target at a run."""
    go(track, doing, scene, RUN)


def retreat(track: Track, doing: Doing, scene: Scene) -> None:
    """A step and a half away, eyes on what one retreats from."""
    me = track.person
    target = scene.target(doing, me)
    away = heading(target.look, me.spot) if target else me.yaw + 180
    cos, sin = along(away)
    goal = scene.floor.spot_near((me.position[0] + cos * 1.4, me.position[1] + sin * 1.4), scene.others(me.id))
    track.walk(scene.floor, goal, scene.bodies(me.id))
    if target:
        track.look(target.look)


def leave(track: Track, doing: Doing, scene: Scene) -> None:
    """Out by a door: the one that is named, else the nearest; down the street by the far end of it."""
    me = track.person
    if not scene.place.entrances:
        return
    door = _way_out(scene.place, me) if doing.target in _WAYS else entrance_near(scene.place, me.spot)
    goal = _within(scene.floor, me, _threshold(scene.floor, scene.place, door), FARTHEST)
    others = scene.others(me.id)
    if any(math.dist(goal, other) < APART for other in others):
        goal = scene.floor.spot_near(goal, others)
    speed = RUN if any(each.verb == "run" and each.character == me.id for each in scene.step.doings) else WALK
    if math.dist(me.spot, goal) > _THERE:
        track.walk(scene.floor, goal, scene.bodies(me.id), speed)
    track.door = door.id


def _threshold(floor: Floor, place: PlaceSheet, door: Entrance) -> Vec2:
    """Where somebody is last seen at a door; out of doors a little beyond it, where there is ground."""
    cos, sin = along(door.yaw)
    beyond = door.position[0] - cos * _BEYOND, door.position[1] - sin * _BEYOND
    return beyond if place.enclosure == "open" and floor.free(beyond, _AT_DOOR) else door.position


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


def drop_in(
    place: PlaceSheet, floor: Floor, people: Mapping[str, Person], name: str, height: float, door: str | None = None
) -> tuple[Person, str | None]:
    """Somebody about to come in, and by which entrance: ``door``, else the one nearest to the company."""
    spot = next((each.spot for each in people.values()), roomy_spot(place))
    others = [ground for each in people.values() for ground in each.ground]
    if not place.entrances:
        free = floor.spot_near((place.stage[0], spot[1]), others)
        return Person(name, height, floor.ground(free), heading(free, spot)), None
    way = next((each for each in place.entrances if each.id == door), None) or entrance_near(place, spot)
    x, y = _threshold(floor, place, way)
    far = math.dist((x, y), spot)
    if far > FARTHEST + 1:
        share = 1 - (FARTHEST + 1) / far
        x, y = floor.spot_near((x + (spot[0] - x) * share, y + (spot[1] - y) * share), others)
    if any(math.dist((x, y), other) < APART for other in others):
        x, y = floor.spot_near((x, y), others)
    person = Person(name, height, floor.ground((x, y)), heading((x, y), spot) if far > 0.5 else way.yaw)
    return person.but(look=person.ahead(3.0)), way.id
