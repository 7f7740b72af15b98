"""One character's marks through one step, written as acting: turn, walk, sit, rise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from film.base import Vec2, Vec3
from film.place import Seat
from film.staging import BLEND_SECONDS, RAMP_SECONDS, SEAT_SECONDS, Mark, Pose
from planner.geometry import along, heading, off
from planner.staging.floor import Floor, route
from planner.staging.person import Person

WALK, RUN = 1.25, 3.4
"""Metres per second."""
TURN_SECONDS = 0.5
FRONTS = (0.42, 0.55, 0.68)
"""Metres before (or beside) a seat's hip point where its sitter stands, the nearest that is free."""
_ROOM = 0.09


class Track:
    """Grows one character's marks in step frames; ``person`` is where it has got to, ``frame`` when."""

    def __init__(self, person: Person, fps: float, frame: int = 0) -> None:
        self.person = person
        self.frame = frame
        self.marks: list[Mark] = [person.mark(frame)]
        self._fps = fps

    def wait(self, frame: int) -> None:
        """Hold until a frame."""
        if frame > self.frame:
            self._put(self.person, frame)

    def become(self, person: Person, seconds: float = BLEND_SECONDS) -> None:
        """Turn or change pose on the spot within ``seconds``; nothing when nothing changes."""
        if replace(person, base=self.person.base, seat_id=self.person.seat_id) == self.person:
            self.person = person
            return
        self._put(person, self.frame + self._frames(seconds))

    def delay(self, frames: int) -> None:
        """Start everything after the first mark later."""
        first, *rest = self.marks
        moved = [mark.but(frame=mark.frame + frames) for mark in rest]
        hold = [first.but(frame=frames)] if rest else []
        self.marks = [first, *hold, *moved]
        self.frame += frames

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
        self, floor: Floor, goal: Vec2, avoid: Sequence[Vec2], speed: float = WALK, look: Vec3 | None = None
    ) -> None:
        """Go to a spot round what stands in the way; rise first, look ahead on the way, arrive looking at ``look``."""
        self.rise(floor)
        if math.dist(self.person.spot, goal) < 0.12:
            return
        if self.person.pose not in ("stand", "hold", "phone"):
            self.pose("stand", 0.4)
        points = route(floor, self.person.spot, goal, avoid)
        for i, point in enumerate(points):
            yaw = heading(self.person.spot, point)
            ahead = (point[0] + 2 * along(yaw)[0], point[1] + 2 * along(yaw)[1], self.person.height * 0.9)
            step = self.person.but(
                position=(*point, 0.0), yaw=yaw, look=look if point == points[-1] and look else ahead
            )
            ramps = ((i == 0) + (i == len(points) - 1)) * RAMP_SECONDS / 2
            seconds = math.dist(self.person.spot, point) / speed + ramps
            self._put(step, self.frame + self._frames(max(seconds, 0.2)))

    def sit(self, floor: Floor, seat: Seat, avoid: Sequence[Vec2]) -> None:
        """Go before or beside a seat, turn and sit down."""
        x, y, height = seat.position
        side, out = way_to_seat(floor, (x, y), seat.yaw, self.person.spot)
        cos, sin = along(side)
        self.walk(floor, (x + cos * out, y + sin * out), avoid)
        ahead = (x + 3 * along(seat.yaw)[0], y + 3 * along(seat.yaw)[1], self.person.height * 0.75)
        stood = self.person.but(yaw=seat.yaw, look=ahead, pose="stand")
        self.become(stood, 0.5 if abs(off(self.person.yaw, seat.yaw)) < 100 else 0.8)
        pose: Pose = "lie" if seat.pose == "lie" else "sit"
        sat = self.person.but(position=(x, y, 0.0), pose=pose, base=pose, seat=height, seat_id=seat.id)
        self._put(sat, self.frame + self._frames(SEAT_SECONDS))

    def rise(self, floor: Floor) -> None:
        """Stand up before the seat; nothing for who stands."""
        if not self.person.seated:
            if self.person.pose in ("lie", "kneel", "crouch", "slump"):
                self.become(self.person.but(pose="stand", base="stand"), 0.9)
            return
        x, y = self.person.spot
        side, out = way_to_seat(floor, (x, y), self.person.yaw)
        cos, sin = along(side)
        up = self.person.but(
            position=(x + cos * out, y + sin * out, 0.0), pose="stand", base="stand", seat=None, seat_id=None
        )
        self._put(up, self.frame + self._frames(SEAT_SECONDS))

    def _frames(self, seconds: float) -> int:
        return max(round(seconds * self._fps), 1)

    def _put(self, person: Person, frame: int) -> None:
        self.person = person
        self.frame = frame
        self.marks.append(person.mark(frame))


def way_to_seat(floor: Floor, seat: Vec2, yaw: float, come_from: Vec2 | None = None) -> tuple[float, float]:
    """The direction and metres from a seat to where its sitter stands: before it, or beside it at a table."""
    ways = []
    for turn in (0.0, 90.0, -90.0):
        cos, sin = along(yaw + turn)
        for rank, out in enumerate(FRONTS):
            spot = (seat[0] + cos * out, seat[1] + sin * out)
            tight = floor.room(spot) < _ROOM
            far = 0.0 if come_from is None else math.dist(spot, come_from)
            ways.append((tight, turn != 0.0, rank, round(far, 3), turn, out))
    *_, turn, out = min(ways)
    return yaw + turn, out
