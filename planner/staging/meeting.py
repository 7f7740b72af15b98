"""Doings of two: handing something over, an embrace, a fight.  Both people act, at the same time."""

from __future__ import annotations

import math
from collections.abc import Callable

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
EMBRACE = 0.47
"""Metres between two bodies that hold each other."""
_BLOW = 0.85
"""Metres from which a fist meets somebody."""
_MEET_SECONDS, _PART_SECONDS = 0.6, 0.5
_GIVING: Pose = "hand_over"
_TAKING: Pose = "reach"
Shared = Callable[[Track, Doing, Scene], None]


def give(track: Track, doing: Doing, scene: Scene) -> None:
    """The giver comes within reach, both turn and reach, both hands meet, both draw back."""
    other = _partner(doing, scene, track.person)
    partner = scene.tracks.get(other.id) if other is not None else None
    if track.person.down:
        return
    if other is None or partner is None or partner.person.pose == "lie":
        _offer(track, "reach")
        return
    reach = _arm(track.person) + _arm(other)
    _come_near(track, other, scene, reach)
    if math.dist(track.person.spot, partner.person.spot) > 1.7 * reach:
        _offer(track, "reach")
        return
    _together(track, partner)
    for one, two, hand in ((track, partner, _GIVING), (partner, track, _TAKING)):
        one.become(_reaching(one.person, two.person, hand), _MEET_SECONDS)
    _together(track, partner)
    for one, two in ((track, partner), (partner, track)):
        back: Pose = "sit" if one.person.seated and one.person.base == "stand" else one.person.base
        one.become(one.person.but(pose=back, look=two.person.eyes), _PART_SECONDS)


def embrace(pose: Pose) -> Shared:
    """Up to each other, arms round each other: to ``hug`` or ``kiss``."""

    def play(track: Track, doing: Doing, scene: Scene) -> None:
        other = scene.people.get(doing.target or "") or _partner(doing, scene, track.person)
        partner = _met(track, other, scene, EMBRACE)
        if partner is None:
            return
        for one, two in ((track, partner), (partner, track)):
            one.become(one.person.looking(two.person.eyes, 5.0).but(pose=pose), _MEET_SECONDS)

    return play


def fight(pose: Pose) -> Shared:
    """Up to somebody, then a blow or a shove at them, which they meet with raised arms; at a thing only a hand out."""

    def play(track: Track, doing: Doing, scene: Scene) -> None:
        other = scene.people.get(doing.target or "")
        if track.person.down or (doing.target is not None and other is None):
            if not track.person.down:
                _offer(track, "reach")
            return
        partner = _met(track, other or _partner(doing, scene, track.person), scene, _BLOW)
        if partner is None:
            return
        answer: Pose = "guard" if pose == "strike" and not partner.person.seated else partner.person.pose
        for one, two, done in ((track, partner, pose), (partner, track, answer)):
            one.become(one.person.looking(two.person.eyes, 5.0).but(pose=done), _MEET_SECONDS)

    return play


def _met(track: Track, other: Person | None, scene: Scene, metres: float) -> Track | None:
    """The track of somebody whom ``track`` has come up to; None when there is no getting near."""
    partner = scene.tracks.get(other.id) if other is not None else None
    if other is None or partner is None or other.id == track.person.id or "lie" in (other.pose, track.person.pose):
        return None
    _come_near(track, other, scene, metres)
    if math.dist(track.person.spot, partner.person.spot) > 1.7 * metres:
        return None
    _together(track, partner)
    return partner


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


def _reaching(one: Person, two: Person, pose: Pose) -> Person:
    """An arm out to the other, the body turned so that the hands meet."""
    hands = one.but(pose=pose, look=two.eyes)
    return hands if one.seated else hands.but(yaw=heading(one.spot, two.spot) + _ACROSS)


def _offer(track: Track, pose: Pose) -> None:
    """A hand out where nobody can be reached."""
    track.become(track.person.but(pose=pose), _MEET_SECONDS)


def _together(one: Track, two: Track) -> None:
    """Who is there first waits for the other."""
    frame = max(one.frame, two.frame)
    one.wait(frame)
    two.wait(frame)
