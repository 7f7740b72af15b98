"""Ground as long as the script needs: two who stand thirty paces apart have them, where the place is open."""

from __future__ import annotations

from film.place import Entrance, Fixture, FixtureKind
from planner.breakdown.distances import distance_at
from planner.places.clearance import box, corners, overlap
from planner.places.layout import Layout
from planner.places.lists import plain

LONGEST = 45.0
"""Metres of ground at most that a place is given to play on."""
_SPARE = 1.5
"""Metres beyond each of the two."""
_EDGE = 2.0
_AT_THE_END = 0.7
_STEP = 0.5
_GIVES_WAY: frozenset[FixtureKind] = frozenset(
    ("tree", "pine", "bush", "rock", "barrel", "crate", "bench", "flower_bed", "bicycle", "cart")
)
"""What stands where it was put by nobody and may as well stand elsewhere."""


def lengthen(plan: Layout, text: str) -> None:
    """Draw the stage of an open place out along x to the greatest distance between people that ``text`` tells.

    It goes as far as buildings and walls leave it; entrances at its ends move out with it.
    """
    words = plain(text).split()
    told = [found.metres for at in range(len(words)) if (found := distance_at(words[at : at + 8])) is not None]
    metres = max((each for each in told if each <= LONGEST), default=0.0)
    if plan.enclosure != "open" or plan.stage is None:
        return
    x0, y0, x1, y1 = plan.stage
    half = min(metres / 2 + _SPARE, plan.width / 2 - _EDGE)
    while half > (x1 - x0) / 2 and any(_bars(thing, (-half, y0, half, y1)) for thing in plan.fixtures):
        half -= _STEP
    if half <= (x1 - x0) / 2:
        return
    stage = (-half, y0, half, y1)
    gone = {thing.id for thing in plan.fixtures if thing.solid and overlap(corners(thing, 0.1), box(stage))}
    plan.fixtures[:] = [thing for thing in plan.fixtures if thing.id not in gone]
    plan.seats[:] = [seat for seat in plan.seats if seat.fixture not in gone]
    plan.entrances[:] = [_moved_out(entrance, half) for entrance in plan.entrances]
    plan.stage = stage


def _bars(thing: Fixture, stage: tuple[float, float, float, float]) -> bool:
    return thing.solid and thing.kind not in _GIVES_WAY and overlap(corners(thing), box(stage))


def _moved_out(entrance: Entrance, half: float) -> Entrance:
    """An entrance at an end of the way, beyond the new end."""
    x, y = entrance.position
    if entrance.yaw not in (0.0, 180.0) or abs(x) >= half:
        return entrance
    return entrance.but(position=((half + _AT_THE_END) * (1.0 if x > 0 else -1.0), y))
