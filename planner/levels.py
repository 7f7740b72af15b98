"""How high the ground is: the floor of the place, or the top of the low platform that stands there.

::

                 ________
      0.0  _____|  0.3   |_____     nobody sinks into a dais: feet go up at its edge
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from film.base import Vec2
from film.place import Fixture, PlaceSheet
from planner.geometry import along
from planner.memo import once_for

_STEP_UP = 0.45
"""Metres of a platform that one still steps onto: two risers of a stair (Neufert, "Architects' Data": 0.15 to 0.2)."""


class Top(NamedTuple):
    """The top of a platform: its middle, half its depth and width, the cosine and sine of its yaw, its height."""

    middle: Vec2
    half: Vec2
    turn: Vec2
    height: float

    def local(self, spot: Sequence[float]) -> Vec2:
        """A spot as metres along the platform's front and across it, from its middle."""
        dx, dy = spot[0] - self.middle[0], spot[1] - self.middle[1]
        cos, sin = self.turn
        return dx * cos + dy * sin, dy * cos - dx * sin

    def holds(self, spot: Sequence[float], inside: float = 0.0) -> bool:
        """Whether a spot is on it, ``inside`` metres from its edge at least."""
        u, v = self.local(spot)
        return abs(u) <= self.half[0] - inside and abs(v) <= self.half[1] - inside


def stood_on(fixture: Fixture) -> bool:
    """Whether a thing is a platform low enough to be stepped onto."""
    return fixture.kind == "platform" and fixture.position[2] + fixture.size[2] <= _STEP_UP


def top_of(fixture: Fixture) -> Top:
    """The top of one thing."""
    x, y, z = fixture.position
    return Top((x, y), (fixture.size[0] / 2, fixture.size[1] / 2), along(fixture.yaw), round(z + fixture.size[2], 4))


@once_for(64)
def tops_of(place: PlaceSheet) -> tuple[Top, ...]:
    """The tops that people stand on in a place (computed once for a sheet)."""
    return tuple(top_of(each) for each in place.fixtures if stood_on(each))


def level(tops: Sequence[Top], spot: Sequence[float]) -> float:
    """Metres from the floor of the place to the ground under a spot."""
    return max((top.height for top in tops if top.holds(spot)), default=0.0)


def edges(tops: Sequence[Top], a: Vec2, b: Vec2) -> Iterator[float]:
    """Where the straight way from ``a`` to ``b`` passes the edge of a top: shares of it, in order."""
    shares = {share for top in tops for share in _crossings(top, a, b)}
    yield from sorted(shares)


def _crossings(top: Top, a: Vec2, b: Vec2) -> Iterator[float]:
    """The shares of a way at which it comes onto a top and leaves it."""
    start, end = top.local(a), top.local(b)
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        if abs(run) < 1e-9:
            if abs(start[axis]) > top.half[axis]:
                return
            continue
        low, high = sorted((side * top.half[axis] - start[axis]) / run for side in (-1, 1))
        enter, leave = max(enter, low), min(leave, high)
    if enter >= leave:
        return
    yield from (share for share in (enter, leave) if 0.0 < share < 1.0)
