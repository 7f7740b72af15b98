"""One character's marks through one step, written as acting: turn, walk, sit, rise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.place import Seat
from film.staging import BLEND_SECONDS, RAMP_SECONDS, SEAT_SECONDS, Mark, Pose
from planner.geometry import PLACES, along, heading, off
from planner.levels import edges
from planner.staging.floor import CLOSEST, Floor
from planner.staging.person import Person
from planner.staging.ways import Obstacle, route

WALK, RUN = 1.25, 3.4
"""Metres per second."""
TURN_SECONDS = 0.5
FRONTS = (0.42, 0.55, 0.68)
"""Metres before (or beside) a seat's hip point where its sitter stands, the nearest that is free."""
_ROOM = 0.09
_STRIDE = 0.3
"""Metres in which a foot comes from the floor onto a platform, or down."""
_BESIDE_A_CAR = 0.78
"""Metres from a car's seat to where somebody stands beside its door."""


class Point(NamedTuple):
    """Where somebody is at a frame of the step: a mark before it is written."""

    frame: int
    person: Person


class Track:
    """Grows one character's marks in step frames; ``person`` is where it has got to, ``frame`` when.

    ``door`` is the entrance by which the character came in or went out last.
    """

    def __init__(self, person: Person, fps: float, frame: int = 0) -> None:
        self.points: list[Point] = [Point(frame, person)]
        self.person = person
        self.frame = frame
        self.door: str | None = None
        self.fps = fps

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks so far."""
        return tuple(person.mark(frame) for frame, person in self.points)

    @property
    def moves(self) -> bool:
        """Whether anything but eyes and arms has moved."""
        first = self.points[0].person.position
        return any(point.person.position != first for point in self.points)

    @property
    def travelled(self) -> float:
        """Metres from where it began to the farthest mark."""
        first = self.points[0].person.position
        return max(math.dist(point.person.position, first) for point in self.points)

    def back_to(self, count: int) -> None:
        """Forget all but the first ``count`` points."""
        del self.points[count:]
        self.frame, self.person = self.points[-1]

    def wait(self, frame: int) -> None:
        """Hold until a frame."""
        if frame > self.frame:
            self._put(self.person, frame)

    def become(self, person: Person, seconds: float = BLEND_SECONDS) -> None:
        """Turn or change pose on the spot within ``seconds``; nothing when nothing changes."""
        if replace(person, base=self.person.base, seat_id=self.person.seat_id) == self.person:
            self.person = person
            self.points[-1] = Point(self.points[-1].frame, person)
            return
        self._put(person, self.frame + self._frames(seconds))

    def delay(self, frames: int, first: int = 1) -> None:
        """Start everything from the ``first``-th point on later."""
        late = [Point(frame + frames, person) for frame, person in self.points[first:]]
        if not late or frames <= 0:
            return
        before = self.points[first - 1]
        # The hold ends where the first of the late points used to begin blending.
        self.points[first:] = [Point(before.frame + frames, before.person), *late]
        self.frame = self.points[-1].frame

    def glance(self, point: Vec3, frames: int) -> None:
        """Follow something with the eyes for some frames."""
        self._put(self.person.looking(point, 60.0), self.frame + max(frames, 1))

    def look(self, point: Vec3, seconds: float = TURN_SECONDS) -> None:
        """Look at a point, turning the body where it must."""
        self.become(self.person.looking(point), seconds)

    def pose(self, pose: Pose, seconds: float = BLEND_SECONDS) -> None:
        """Take a pose where one is."""
        self.become(self.person.but(pose=pose), seconds)

    def walk(
        self, floor: Floor, goal: Vec2, avoid: Sequence[Obstacle], speed: float = WALK, look: Vec3 | None = None
    ) -> bool:
        """Go to a spot round what stands in the way; rise first, look ahead on the way, arrive looking at ``look``.

        False, and nothing done beyond rising, when no way leads there; as far as it goes when people bar it.
        """
        if not self.rise(floor, avoid):
            return False
        if math.dist(self.person.spot, goal) < 0.12:
            return True
        points = _stepping(floor, self.person.spot, route(floor, self.person.spot, goal, avoid))
        if not points:
            return False
        if self.person.pose not in ("stand", "hold", "phone"):
            self.pose("stand", 0.4)
        for i, point in enumerate(points):
            yaw, ground = heading(self.person.spot, point), floor.ground(point)
            cos, sin = along(yaw)
            ahead = (point[0] + 2 * cos, point[1] + 2 * sin, ground[2] + self.person.height * 0.9)
            last = i == len(points) - 1
            step = self.person.but(position=ground, yaw=yaw, look=look if last and look else ahead)
            seconds = math.dist(self.person.spot, point) / speed + ((i == 0) + last) * RAMP_SECONDS / 2
            self._put(step, self.frame + self._frames(max(seconds, 0.2)))
        return math.dist(points[-1], goal) < 0.12

    def sit(self, floor: Floor, seat: Seat, avoid: Sequence[Obstacle]) -> bool:
        """Go before or beside a seat, turn and sit down; False when there is no getting there."""
        x, y, height = seat.position
        side, out = way_to_seat(floor, (x, y), seat.yaw, self.person.spot, avoid)
        cos, sin = along(side)
        if not self.walk(floor, (x + cos * out, y + sin * out), avoid):
            return False
        ground = floor.ground((x, y))
        ahead = (x + 3 * along(seat.yaw)[0], y + 3 * along(seat.yaw)[1], ground[2] + self.person.height * 0.75)
        stood = self.person.but(yaw=seat.yaw, look=ahead, pose="stand")
        self.become(stood, 0.5 if abs(off(self.person.yaw, seat.yaw)) < 100 else 0.8)
        pose: Pose = "lie" if seat.pose == "lie" else "sit"
        up = round(height - ground[2], PLACES)
        sat = self.person.but(position=ground, pose=pose, base=pose, seat=up, seat_id=seat.id)
        self._put(sat, self.frame + self._frames(SEAT_SECONDS))
        return True

    def rise(self, floor: Floor, avoid: Sequence[Obstacle] = ()) -> bool:
        """Stand up before the seat; nothing for who stands, False for who has no room to."""
        if self.person.seat_id is None:
            if self.person.pose in ("lie", "kneel", "crouch", "slump", "pray"):
                self.become(self.person.but(pose="stand", base="stand", seat=None), 0.9)
            return True
        x, y = self.person.spot
        side, out = way_to_seat(floor, (x, y), self.person.yaw, None, avoid)
        cos, sin = along(side)
        spot = (x + cos * out, y + sin * out)
        if floor.blocked(spot) or any(each.away(spot) < min(each.metres, CLOSEST) - 0.02 for each in avoid):
            return False
        up = self.person.but(position=floor.ground(spot), pose="stand", base="stand", seat=None, seat_id=None)
        self._put(up, self.frame + self._frames(SEAT_SECONDS))
        return True

    def _frames(self, seconds: float) -> int:
        return max(round(seconds * self.fps), 1)

    def _put(self, person: Person, frame: int) -> None:
        self.person = person
        self.frame = frame
        self.points.append(Point(frame, person))


def _stepping(floor: Floor, start: Vec2, points: Sequence[Vec2]) -> list[Vec2]:
    """The waypoints with one before and one behind every edge of a platform, so that the step is made there."""
    found: list[Vec2] = []
    here = start
    for there in points:
        length = math.dist(here, there)
        near = [share + side * _STRIDE / 2 / length for share in edges(floor.tops, here, there) for side in (-1, 1)]
        shares = sorted({share for share in near if _STRIDE / 4 < share * length < length - _STRIDE / 4})
        found += [(here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share) for share in shares]
        found.append(there)
        here = there
    return found


def way_to_seat(
    floor: Floor, seat: Vec2, yaw: float, come_from: Vec2 | None = None, avoid: Sequence[Obstacle] = ()
) -> tuple[float, float]:
    """The direction and metres from a seat to where its sitter stands: before it, or beside it at a table or in a car.

    Of the free ones the foremost and nearest; where none is free the least bad.
    """
    ways = []
    for turn in (0.0, 90.0, -90.0):
        for rank, out in enumerate(FRONTS if turn == 0.0 else (*FRONTS, _BESIDE_A_CAR)):
            cos, sin = along(yaw + turn)
            spot = (seat[0] + cos * out, seat[1] + sin * out)
            tight = floor.room(spot) < _ROOM or not floor.holds(spot)
            stranded = not floor.reached[floor.at(spot)]
            crowded = any(each.away(spot) < each.metres for each in avoid)
            far = 0.0 if come_from is None else round(math.dist(spot, come_from), 3)
            ways.append((tight, crowded, stranded, turn != 0.0, rank, far, turn, out))
    *_, turn, out = min(ways)
    return yaw + turn, out
