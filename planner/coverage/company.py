"""Where everybody's body is at any frame of a scene, whom they look at, and how they move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from film.base import Vec2, Vec3
from film.staging import stance_at
from planner.body import Proxy, proxy_of
from planner.continuity.glimpse import Moment, looked_at
from planner.staging.blocking import Staged
from planner.staging.person import Person

Bodies = Mapping[str, Proxy]
_STEP = 3
"""Frames on either side from which a speed is taken."""


class Bearing(NamedTuple):
    """Everybody at an instant: bodies, the points looked at, metres per second over the ground."""

    bodies: Bodies
    looks: Mapping[str, Vec3 | None]
    moves: Mapping[str, Vec2]


class Company:
    """The people of a scene on their feet; asked twice for one instant it answers from memory."""

    def __init__(self, staged: Sequence[Staged], heights: Mapping[str, float], fps: float) -> None:
        self.staged = tuple(staged)
        self.heights = heights
        self.fps = fps
        self._known: dict[tuple[int, int], Bearing] = {}
        self._moments: dict[tuple[int, int], Moment] = {}
        self._resting: dict[int, Proxy] = {}

    def at(self, step: int, frame: int) -> Bodies:
        """Everybody's body at a frame of a step."""
        return self.bearing(step, frame).bodies

    def bearing(self, step: int, frame: int) -> Bearing:
        """Everybody's body, look and speed at a frame of a step."""
        key = (step, frame)
        if key not in self._known:
            self._known[key] = self._bearing(self.staged[step], frame)
        return self._known[key]

    def moment(self, step: int, frame: int) -> Moment:
        """The same as the rules of a cut take it."""
        key = (step, frame)
        if key not in self._moments:
            bearing = self.bearing(step, frame)
            self._moments[key] = Moment(self.heights, looked_at(bearing.looks, bearing.bodies), bearing.moves)
        return self._moments[key]

    def _bearing(self, staged: Staged, frame: int) -> Bearing:
        bodies: dict[str, Proxy] = {}
        looks: dict[str, Vec3 | None] = {}
        moves: dict[str, Vec2] = {}
        for name, track in staged.tracks.items():
            if frame >= track[-1].frame and name in staged.after:
                bodies[name], looks[name] = self._at_rest(staged.after[name]), staged.after[name].look
            elif frame <= track[0].frame and name in staged.before:
                bodies[name], looks[name] = self._at_rest(staged.before[name]), staged.before[name].look
            else:
                stance = stance_at(track, frame, self.fps)
                bodies[name], looks[name] = proxy_of(stance, self.heights[name]), stance.look
                if stance.gait is not None:
                    moves[name] = self._speed(staged, name, frame)
        return Bearing(bodies, looks, moves)

    def _at_rest(self, person: Person) -> Proxy:
        """The body of somebody who holds still: the very same value of ``staged``, as most are for many steps, once."""
        known = self._resting.get(id(person))
        if known is None:
            known = self._resting[id(person)] = at_rest(person)
        return known

    def _speed(self, staged: Staged, name: str, frame: int) -> Vec2:
        track = staged.tracks[name]
        first, last = max(frame - _STEP, track[0].frame), min(frame + _STEP, track[-1].frame)
        if last <= first:
            return 0.0, 0.0
        a, b = (stance_at(track, each, self.fps).position for each in (first, last))
        seconds = (last - first) / self.fps
        return (b[0] - a[0]) / seconds, (b[1] - a[1]) / seconds


def at_rest(person: Person) -> Proxy:
    """The body of somebody who holds still."""
    return proxy_of(stance_at((person.mark(0),), 0, 24.0), person.height)


def posture(person: Person) -> tuple[float, float, str]:
    """Where somebody is and whether on feet, seat or ground: while this stays, so may the camera."""
    low = person.pose if person.pose in ("lie", "kneel", "pray", "crouch") else "seat" if person.seated else "feet"
    return round(person.spot[0], 2), round(person.spot[1], 2), low
