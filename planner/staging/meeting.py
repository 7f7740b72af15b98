"""Doings of two: handing something over, and an embrace.  Both people act, at the same time."""

from __future__ import annotations

import math

from film.base import Vec2, Vec3
from film.staging import Pose
from planner.facts import Doing
from planner.geometry import heading, off
from planner.staging.floor import Floor
from planner.staging.moment import Scene
from planner.staging.person import Person
from planner.staging.track import WALK, Track
from planner.staging.traffic import play
from planner.staging.ways import Obstacle

_STANDING_ARM, _SITTING_ARM = 0.34, 0.30
"""How far a hand reaches before the hips, as a share of the height (see ``hands``)."""
_ACROSS = 8.4
"""Degrees that a body turns to its left so that its right hand comes to the middle: the angle of the shoulder."""
EMBRACE = 0.5
"""Metres between two bodies that hold each other."""
_MEET_SECONDS, _PART_SECONDS = 0.6, 0.5


def give(track: Track, doing: Doing, scene: Scene) -> None:
    """The giver comes within reach, both turn and reach, both hands meet, both draw back."""
    other = _partner(doing, scene, track.person)
    partner = scene.tracks.get(other.id) if other is not None else None
    if other is None or partner is None or partner.person.pose == "lie":
        _offer(track, "reach")
        return
    reach = _arm(track.person) + _arm(other)
    _come_near(track, other, scene, reach)
    if math.dist(track.person.spot, partner.person.spot) > 1.7 * reach:
        _offer(track, "reach")
        return
    _together(track, partner)
    for one, two in ((track, partner), (partner, track)):
        one.become(_reaching(one.person, two.person), _MEET_SECONDS)
    _together(track, partner)
    for one, two in ((track, partner), (partner, track)):
        back: Pose = "sit" if one.person.seated and one.person.base == "stand" else one.person.base
        one.become(one.person.but(pose=back, look=two.person.eyes), _PART_SECONDS)


def hug(track: Track, doing: Doing, scene: Scene) -> None:
    """Up to each other, arms round each other."""
    other = scene.people.get(doing.target or "") or _partner(doing, scene, track.person)
    partner = scene.tracks.get(other.id) if other is not None else None
    if other is None or partner is None or other.id == track.person.id or other.pose == "lie":
        return
    _come_near(track, other, scene, EMBRACE)
    if math.dist(track.person.spot, partner.person.spot) > 1.7 * EMBRACE:
        return
    _together(track, partner)
    for one, two in ((track, partner), (partner, track)):
        one.become(one.person.looking(two.person.eyes, 5.0).but(pose="reach"), _MEET_SECONDS)


def _partner(doing: Doing, scene: Scene, me: Person) -> Person | None:
    """The one named; else the nearest."""
    named = scene.people.get(doing.target or "")
    if named is not None and named.id != me.id:
        return named
    rest = scene.rest(me.id)
    return min(rest, key=lambda each: (round(math.dist(each.spot, me.spot), 3), each.id), default=None)


def _arm(person: Person) -> float:
    return person.height * (_SITTING_ARM if person.seated else _STANDING_ARM)


def _come_near(track: Track, other: Person, scene: Scene, metres: float) -> None:
    """Within reach, before somebody who sits; nothing for two who can reach each other where they are."""
    me = track.person
    apart = math.dist(me.spot, other.spot)
    if me.seated and apart <= 1.5 * metres:
        return
    if abs(apart - metres) < 0.15 and (not other.seated or abs(off(other.yaw, heading(other.spot, me.spot))) <= 60):
        return
    others = [spot for each in scene.rest(me.id) if each.id != other.id for spot in each.ground]
    front = other.yaw if other.seated else None
    spot = scene.floor.ring_spot(other.spot, metres, me.spot, others, front)
    spot = spot or scene.floor.ring_spot(other.spot, metres, me.spot, others)
    if spot is not None:
        bodies = [each for each in scene.bodies(me.id) if each.away(other.spot) > 0.01]
        near = [each._replace(metres=min(each.metres, metres)) for each in scene.bodies(me.id) if each not in bodies]
        way = [*bodies, *near]
        play(track, scene.tracks, lambda: _walk(track, scene.floor, spot, way, other.eyes))


def _walk(track: Track, floor: Floor, spot: Vec2, way: list[Obstacle], look: Vec3) -> None:
    track.walk(floor, spot, way, WALK, look)


def _reaching(one: Person, two: Person) -> Person:
    """An arm out to the other, the body turned so that the hands meet."""
    hands = one.but(pose="reach", look=two.eyes)
    return hands if one.seated else hands.but(yaw=heading(one.spot, two.spot) + _ACROSS)


def _offer(track: Track, pose: Pose) -> None:
    """A hand out where nobody can be reached."""
    track.become(track.person.but(pose=pose), _MEET_SECONDS)


def _together(one: Track, two: Track) -> None:
    """Who is there first waits for the other."""
    frame = max(one.frame, two.frame)
    one.wait(frame)
    two.wait(frame)
