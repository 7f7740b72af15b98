"""Several people on one floor at the same time: who would walk into whom, and who waits.

Tracks are read back with ``film.staging.stance_at``, the reading that the renderer uses, every few
frames.  Doings are played in the order of the script: who comes later waits for who came before, and
does not set off at all where waiting does not help.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from film.base import Vec2
from film.staging import Stance, stance_at
from planner.staging.floor import CLOSEST
from planner.staging.person import Person
from planner.staging.track import Track
from planner.staging.ways import Obstacle

PASSING = 0.46
"""Metres between the middles of two bodies that pass each other on their feet: shoulders turned, nobody touched."""
BESIDE = 0.3
"""The same where one of them is on a seat or bed: knees are drawn in."""
_ROUND = 0.52
_SAMPLE = 3
_WAIT = 8
"""Frames between two looks, and between two tries to set off."""


def obstacles(people: Mapping[str, Person], me: str) -> list[Obstacle]:
    """Everybody but ``me`` as what a walker goes round."""
    found = []
    for each in people.values():
        if each.id != me:
            metres = 0.36 if each.seat_id is not None else _ROUND
            found += [Obstacle(x, y, metres) for x, y in each.ground]
    return found


def grounds(people: Mapping[str, Person], me: str) -> list[Vec2]:
    """The floor points that everybody but ``me`` takes."""
    return [spot for each in people.values() if each.id != me for spot in each.ground]


def play(track: Track, tracks: Mapping[str, Track], doing: Callable[[], None]) -> None:
    """Do something with one track so that it meets nobody: at once, later, or not at all."""
    count, before = len(track.points), track.person
    doing()
    if len(track.points) == count or not _moved(track, count):
        return
    others = [each for name, each in tracks.items() if name != before.id]
    start = track.points[count - 1].frame
    latest = max((each.frame for each in others), default=start)
    moved = track.points[count:]
    for wait in range(0, max(latest - start, 0) + 2 * _WAIT, _WAIT):
        track.back_to(count)
        track.points += moved
        track.frame, track.person = track.points[-1]
        track.delay(wait, count)
        if not meets(track, others, start):
            return
    track.back_to(count)
    track.person = before


def _moved(track: Track, count: int) -> bool:
    here = track.points[count - 1].person.position
    return any(point.person.position != here for point in track.points[count:])


def meets(track: Track, others: Sequence[Track], start: int) -> bool:
    """Whether a track comes too near to another from frame ``start`` on."""
    end = max([track.frame, *(each.frame for each in others)])
    mine = _Reader(track)
    began = mine.at(start)
    near = [_Reader(each) for each in others]
    for frame in (*range(start, end, _SAMPLE), end):
        one = mine.at(frame)
        for reader in near:
            two = reader.at(frame)
            limit = BESIDE if _carried(one) or _carried(two) else PASSING
            apart = math.dist(one.position[:2], two.position[:2])
            # Who stands that near already, as after an embrace, may part.
            if apart < limit and apart < math.dist(began.position[:2], reader.at(start).position[:2]) - 0.02:
                return True
    return _settles_on(track, others)


def _settles_on(track: Track, others: Sequence[Track]) -> bool:
    """Whether somebody comes to rest on the place of another."""
    me = track.person
    for other in others:
        them = other.person
        limit = BESIDE if me.seat_id is not None or them.seat_id is not None else CLOSEST - 0.03
        if me.seat_id is not None and me.seat_id == them.seat_id:
            return True
        if min(math.dist(a, b) for a in me.ground for b in them.ground) < limit and not _held_close(track, other):
            return True
    return False


def _held_close(track: Track, other: Track) -> bool:
    began = math.dist(track.points[0].person.spot, other.points[0].person.spot)
    return math.dist(track.person.spot, other.person.spot) >= began - 0.02


class _Reader:
    """Stances of a track by frame; one look is enough for who does not move."""

    def __init__(self, track: Track) -> None:
        self._marks = track.marks if track.moves else (track.points[-1].person.mark(0),)
        self._fps = track.fps
        self._known: dict[int, Stance] = {}

    def at(self, frame: int) -> Stance:
        """The stance at a frame."""
        if len(self._marks) == 1:
            frame = 0
        if frame not in self._known:
            self._known[frame] = stance_at(self._marks, frame, self._fps)
        return self._known[frame]


def _carried(stance: Stance) -> bool:
    """On a seat or bed; who lies on the floor will want room to rise."""
    return bool(stance.seat_a or stance.seat_b)
