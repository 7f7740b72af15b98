"""How somebody is placed at an instant, and where others look to meet the eyes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from film.base import Vec2, Vec3
from film.staging import Mark, Mood, Pose
from planner import body
from planner.geometry import PLACES, along, heading, off, rounded

STRIDE_APART = 1.25
"""Metres between two people who stand and talk: personal to social distance."""

_LYING = (0.53, -0.44, 0.27, -0.22)
"""Feet, head, knees and shoulders of a lying body before its hips, in heights (see ``body``)."""


@dataclass(frozen=True)
class Person:
    """One body at rest.  ``seat_id`` is the seat it is on, ``seat`` its height; ``base`` the pose it falls back to."""

    id: str
    height: float
    position: Vec3
    yaw: float
    pose: Pose = "stand"
    seat: float | None = None
    seat_id: str | None = None
    look: Vec3 | None = None
    base: Pose = "stand"
    mood: Mood | None = None

    @property
    def spot(self) -> Vec2:
        """The floor point under the hips."""
        return self.position[0], self.position[1]

    @property
    def eyes(self) -> Vec3:
        """Where the eyes are."""
        return rounded(body.eye_point(self.position, self.yaw, self.pose, self.seat, self.height))

    @property
    def ground(self) -> tuple[Vec2, ...]:
        """The floor points that the body takes: under the hips, and along a body that lies on the floor."""
        if self.pose != "lie" or self.seat_id is not None:
            return (self.spot,)
        cos, sin = along(self.yaw)
        (x, y), h = self.spot, self.height
        return self.spot, *((x + cos * share * h, y + sin * share * h) for share in _LYING)

    @property
    def seated(self) -> bool:
        """Carried by a seat or bed, so that the body's yaw is not free."""
        return self.seat is not None

    @property
    def down(self) -> bool:
        """Lying on the floor, where somebody stays until they get up or are lifted."""
        return self.pose == "lie" and self.seat_id is None

    def mark(self, frame: int) -> Mark:
        """The mark that puts the person there."""
        first = self._mark
        return first if frame == 0 else first.model_copy(update={"frame": frame})

    @cached_property
    def _mark(self) -> Mark:
        """The mark at frame 0, written once: whoever holds still is asked for it at every step."""
        return Mark(
            character=self.id,
            frame=0,
            position=rounded(self.position),
            yaw=round(self.yaw, PLACES),
            pose=self.pose,
            look=None if self.look is None else rounded(self.look),
            seat=self.seat,
            mood=self.mood,
        )

    def but(self, **changes: object) -> Person:
        """The same person placed otherwise."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def looking(self, point: Vec3, limit: float = 25.0) -> Person:
        """Looking at a point; who stands turns the whole body when the head would turn further than ``limit``."""
        if math.dist(point[:2], self.spot) < 0.05:
            return self.but(look=rounded(point))
        wanted = heading(self.spot, point)
        turn = not self.seated and self.pose != "lie" and abs(off(self.yaw, wanted)) > limit
        return self.but(look=rounded(point), yaw=wanted if turn else self.yaw)

    def ahead(self, metres: float) -> Vec3:
        """A point in front of the body at eye height."""
        cos, sin = along(self.yaw)
        x, y, z = self.eyes
        return rounded((x + cos * metres, y + sin * metres, z))


def faces(a: Person, b: Person, limit: float = 70.0) -> bool:
    """Whether the body of ``a`` is turned towards ``b`` within ``limit`` degrees."""
    return abs(off(a.yaw, heading(a.spot, b.spot))) <= limit
