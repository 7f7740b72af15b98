"""Opening a door of the place by hand: which one, and where to stand so that the hand is on its handle."""

from __future__ import annotations

import math

from film.doors import Leaf, before, leaves_of
from planner.facts import Doing
from planner.geometry import rounded
from planner.staging.floor import TIGHT
from planner.staging.moment import Scene
from planner.staging.person import Person
from planner.staging.track import WALK, Track

DOORS = ("door", "gate", "hatch", "porte", "tur", "puerta")
_AT_IT = 1.6
"""Metres from a handle within which "opens it" is about that door."""


def open_by_hand(track: Track, doing: Doing, scene: Scene) -> bool:
    """To the handle of a door and a hand on it; False where no leaf of the place is meant or nobody can stand there."""
    me = track.person
    leaf = _meant(me, doing, scene)
    if me.seated or me.down or leaf is None:
        return False
    spot, handle = before(leaf), rounded(leaf.handle(0.0))
    others = scene.others(me.id)
    if not scene.floor.free(spot, TIGHT) or any(math.dist(spot, other) < TIGHT for other in others):
        return False
    if math.dist(me.spot, spot) > TIGHT and not track.walk(scene.floor, spot, scene.bodies(me.id), WALK, handle):
        return False
    track.become(track.person.looking(handle, 10.0), 0.4)
    track.become(track.person.but(pose="open_door"), 0.6)
    return True


def _meant(me: Person, doing: Doing, scene: Scene) -> Leaf | None:
    """The nearest leaf, if a door is named or somebody who stands at one opens what is not named."""
    near = [
        (round(math.dist(leaf.handle(0.0)[:2], me.spot), 3), number, leaf)
        for number, leaf in enumerate(leaves_of(scene.place))
    ]
    best = min(near, default=None)
    named = (doing.target or "").rpartition("_")[2]
    if best is None or not (named in DOORS or (not doing.target and best[0] < _AT_IT)):
        return None
    return best[2]
