"""Doors that open: where a leaf hangs, and how far open it is at each frame of a shot, from place and marks alone.

Nothing of it is stored.  Planner and renderer read the same from the same marks: a leaf stands open while somebody
comes in or goes out by it, and is ajar while somebody has a hand on its handle::

        room        \\|
    ----------o======|-------  wall: o hinge, | handle; the leaf swings out of the room, where nobody stands
               `.
                 `.  leaf, open

A leaf of a vehicle or a lift slides along the wall instead.  Doorways wider than ``TWO_LEAVES`` have two leaves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.camera import ease
from film.place import Opening, PlaceSheet, Wall
from film.staging import Mark, stance_at

OPEN_DEGREES = 88.0
"""How far a leaf swings that somebody goes through."""
TWO_LEAVES = 1.25
SET_BACK, THICK = 0.11, 0.04
"""Metres from a wall's face to its leaf, and through the leaf; it turns about its outer edge."""
HANDLE_IN, HANDLE_UP = 0.075, 1.06
"""Metres of the handle from the leaf's free edge, and over the threshold."""
_GRIP = 0.05
"""Metres from the leaf's face to the middle of its handle."""
_AT_DOOR = 0.75
"""Metres from the middle of a doorway within which somebody who comes or goes is in it."""
_GONE = 0.8
"""Metres that somebody walks at least who comes or goes."""
_OUTWARD = 75.0
"""Degrees from straight out by which who goes out may be turned when they get to the door."""
_SOON, _LATELY = 0.8, 1.5
"""Seconds after a shot begins by which who comes in walks, and before it ends in which who goes out arrives."""
_TO_OPEN, _TO_CLOSE, _LINGER = 0.8, 1.2, 0.15
_PUSH = 0.45
"""Seconds in which a hand pushes a leaf ajar."""
_HAND = 1.4
"""Metres from a handle within which ``open_door`` is about it."""
_ARM = 0.56
"""Metres, seen from above, from a body's middle to a handle that its hand can hold."""
_MOST_AJAR = 40.0
_CLOSE, _SHOULDER = 0.36, 0.14
"""Metres back from a handle and to its left at which its opener stands."""

_Keys = tuple[tuple[float, float], ...]


class Leaf(NamedTuple):
    """One leaf: the wall it is in, the foot of its hinge, the ways along it when closed and out of the room, its size.

    ``along`` points from the hinge to the handle; both ways are unit vectors.  ``doorway`` counts the place's doorways.
    """

    doorway: int
    wall: int
    hinge: Vec2
    along: Vec2
    out: Vec2
    width: float
    sill: float
    height: float
    slides: bool

    def turn(self, share: float) -> float:
        """Degrees that it has swung when it is open by a share from 0 to 1."""
        return 0.0 if self.slides else OPEN_DEGREES * share

    def foot(self, share: float) -> Vec2:
        """The floor point of its hinge, or of the edge that would hang on one if it did not slide."""
        back = 0.95 * self.width * share if self.slides else 0.0
        x, y = self.hinge
        deep = SET_BACK + THICK
        return x + self.out[0] * deep - self.along[0] * back, y + self.out[1] * deep - self.along[1] * back

    def point(self, along: float, out: float, up: float, share: float) -> Vec3:
        """A point of the leaf in the place: metres along it from the hinge, out from its outer face, over the sill."""
        turn = math.radians(self.turn(share))
        cos, sin = math.cos(turn), math.sin(turn)
        a, o = along * cos - out * sin, along * sin + out * cos
        x, y = self.foot(share)
        return x + self.along[0] * a + self.out[0] * o, y + self.along[1] * a + self.out[1] * o, self.sill + up

    def handle(self, share: float) -> Vec3:
        """Where a hand from the room holds it."""
        return self.point(self.width - HANDLE_IN, -THICK - _GRIP, HANDLE_UP, share)


class Swing(NamedTuple):
    """How far one leaf is open over a shot: shares at frames, eased between; ``number`` is its own in ``leaves_of``."""

    number: int
    keys: tuple[tuple[float, float], ...]

    def at(self, frame: float) -> float:
        """The share at a frame, 0 closed and 1 open."""
        before, after = self.keys[0], self.keys[-1]
        for key in self.keys:
            if key[0] <= frame:
                before = key
            else:
                after = key
                break
        if after[0] <= before[0]:
            return before[1]
        return before[1] + (after[1] - before[1]) * ease((frame - before[0]) / (after[0] - before[0]))


def leaves_of(place: PlaceSheet) -> tuple[Leaf, ...]:
    """Every leaf of the place's doors, wall by wall."""
    slides = place.enclosure == "vehicle" or place.kind == "lift"
    found: list[Leaf] = []
    doorway = 0
    for number, wall in enumerate(place.walls):
        for opening in wall.openings:
            if opening.kind == "door" and math.dist(wall.start, wall.end) > 1e-3:
                found += _leaves(doorway, number, wall, opening, slides)
                doorway += 1
    return tuple(found)


def _leaves(doorway: int, number: int, wall: Wall, door: Opening, slides: bool) -> Iterator[Leaf]:
    length = math.dist(wall.start, wall.end)
    way = (wall.end[0] - wall.start[0]) / length, (wall.end[1] - wall.start[1]) / length
    out = way[1], -way[0]
    two = door.width > TWO_LEAVES
    width = door.width / 2 if two else door.width
    for end in ("start", "end") if two else (door.hinge,):
        at = door.at if end == "start" else door.at + door.width
        along = way if end == "start" else (-way[0], -way[1])
        hinge = wall.start[0] + way[0] * at, wall.start[1] + way[1] * at
        yield Leaf(doorway, number, hinge, along, out, width, door.sill, door.height, slides)


def swings(place: PlaceSheet, marks: Sequence[Mark], frames: int, fps: float) -> tuple[Swing, ...]:
    """The leaves that are not closed all through a shot of so many frames, in the order of ``leaves_of``."""
    leaves = leaves_of(place)
    people: dict[str, list[Mark]] = {}
    for mark in marks:
        people.setdefault(mark.character, []).append(mark)
    found = []
    for doorway in dict.fromkeys(leaf.doorway for leaf in leaves):
        own = [number for number, leaf in enumerate(leaves) if leaf.doorway == doorway]
        door = [leaves[number] for number in own]
        used = sorted({frame for each in people.values() for frame in _passing(each, door, frames, fps)})
        opened = _opened(used, frames, fps)
        for number in own:
            push = max((_pushed(place, number, each, fps) for each in people.values()), default=())
            keys = _merged(push, opened)
            found += [Swing(number, keys)] if keys else []
    return tuple(found)


def handle_near(mark: Mark, place: PlaceSheet) -> tuple[int, Leaf] | None:
    """The leaf that somebody who plays ``open_door`` has a hand on, with its number in ``leaves_of``."""
    near = [
        (round(math.dist(leaf.handle(0.0)[:2], mark.position[:2]), 3), number, leaf)
        for number, leaf in enumerate(leaves_of(place))
    ]
    best = min(near, default=None)
    return None if best is None or best[0] > _HAND else best[1:]


def hand_on(place: PlaceSheet, marks: Sequence[Mark], frame: float, fps: float) -> Vec3 | None:
    """Where the handle is at a frame that somebody, whose marks these are, has a hand on; None for who opens none."""
    held = next((found for found in (handle_near(m, place) for m in marks if m.pose == "open_door") if found), None)
    if held is None:
        return None
    number, leaf = held
    return leaf.handle(Swing(number, _pushed(place, number, marks, fps)).at(frame))


def before(leaf: Leaf) -> Vec2:
    """Where somebody stands who pushes a leaf: in the room, the handle before their right shoulder."""
    x, y, _ = leaf.handle(0.0)
    (ox, oy), right = leaf.out, (leaf.out[1], -leaf.out[0])
    return x - ox * _CLOSE - right[0] * _SHOULDER, y - oy * _CLOSE - right[1] * _SHOULDER


def ajar(leaf: Leaf, mark: Mark) -> float:
    """The share by which somebody at a mark can push a leaf and keep the hand on its handle."""
    share = 0.0
    for degrees in range(1, int(_MOST_AJAR) + 1):
        then = degrees / OPEN_DEGREES
        if math.dist(leaf.handle(then)[:2], mark.position[:2]) > _ARM:
            break
        share = then
    return share


def _middle(leaves: Sequence[Leaf]) -> Vec2:
    """The middle of a doorway, at the wall's face."""
    xs = [leaf.hinge[0] + leaf.along[0] * leaf.width / 2 for leaf in leaves]
    ys = [leaf.hinge[1] + leaf.along[1] * leaf.width / 2 for leaf in leaves]
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _passing(marks: Sequence[Mark], leaves: Sequence[Leaf], frames: int, fps: float) -> Iterator[int]:
    """The frames in which somebody is in a doorway by which they come in, go out or pass."""
    middle, places = _middle(leaves), [mark.position[:2] for mark in marks]
    if sum(math.dist(a, b) for a, b in pairwise(places)) < _GONE:
        return
    comes = math.dist(places[0], middle) < _AT_DOOR and _walks_by(marks) <= _SOON * fps
    last = marks[-1]
    out = math.degrees(math.atan2(leaves[0].out[1], leaves[0].out[0]))
    bound = last.pose != "open_door" and abs((last.yaw - out + 180) % 360 - 180) < _OUTWARD
    arrives = _arrives(marks) >= frames - 1 - _LATELY * fps
    goes = math.dist(places[-1], middle) < _AT_DOOR and arrives and bound
    if not (comes or goes or any(_crosses(a, b, middle) for a, b in pairwise(places))):
        return
    for frame in range(frames):
        x, y, _ = stance_at(marks, frame, fps).position
        if math.dist((x, y), middle) < _AT_DOOR:
            yield frame


def _walks_by(marks: Sequence[Mark]) -> float:
    """The frame at which somebody is first about to be elsewhere."""
    return next((a.frame for a, b in pairwise(marks) if a.position != b.position), math.inf)


def _arrives(marks: Sequence[Mark]) -> float:
    """The frame from which on somebody is where they end."""
    return next((b.frame for a, b in reversed([*pairwise(marks)]) if a.position != b.position), -1.0)


def _crosses(a: Vec2, b: Vec2, middle: Vec2) -> bool:
    """Whether a straight way leads through a doorway's middle."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    if square < 1e-9:
        return False
    share = ((middle[0] - a[0]) * dx + (middle[1] - a[1]) * dy) / square
    return 0 < share < 1 and math.dist((a[0] + dx * share, a[1] + dy * share), middle) < 0.25


def _opened(used: Sequence[int], frames: int, fps: float) -> _Keys:
    """Open before the first used frame of each stretch, closed after the last; open at once where a shot begins so."""
    keys: list[tuple[float, float]] = []
    pause = (_TO_OPEN + _LINGER + _TO_CLOSE) * fps
    for number, frame in enumerate(used):
        if number == 0 or frame - used[number - 1] > pause:
            keys += [(0.0, 1.0)] if frame < 2 else [(frame - _TO_OPEN * fps, 0.0), (float(frame), 1.0)]
        if number + 1 == len(used) or used[number + 1] - frame > pause:
            shuts = frame + _LINGER * fps
            if shuts < frames - 1:
                keys += [(shuts, 1.0), (shuts + _TO_CLOSE * fps, 0.0)]
    return tuple((round(frame, 3), share) for frame, share in keys)


def _pushed(place: PlaceSheet, leaf: int, marks: Sequence[Mark], fps: float) -> _Keys:
    """Ajar from when somebody's hand is on the handle; already so for who holds it when the shot begins."""
    for number, mark in enumerate(marks):
        held = handle_near(mark, place) if mark.pose == "open_door" else None
        if held is not None and held[0] == leaf:
            share = ajar(held[1], mark)
            return ((0.0, share),) if number == 0 else ((mark.frame, 0.0), (round(mark.frame + _PUSH * fps, 3), share))
    return ()


def _merged(push: _Keys, opened: _Keys) -> _Keys:
    """First ajar, then open from there."""
    before = [key for key in push if not opened or key[0] < opened[0][0]]
    if not before or not opened:
        return tuple(before) or opened
    frame, share = opened[0]
    return (*before, (frame, share if share else before[-1][1]), *opened[1:])
