"""Doors and windows that words ask for, where a wall has room and everybody still gets everywhere."""

from __future__ import annotations

from typing import Literal

from planner.places.arrange import Stood, bare, unreached
from planner.places.clearance import around, box, corners, overlap
from planner.places.layout import DOOR_HEIGHT, Layout, Side
from planner.places.stand import SIDES

OpeningKind = Literal["door", "window", "arch"]

_WIDTHS: dict[OpeningKind, float] = {"door": 0.9, "window": 1.2, "arch": 1.4}
_SILL, _LINTEL = 0.9, 2.1
_CLEAR = 0.55
"""Metres round a point just inside a door that stay free."""


def openings_of(plan: Layout, kind: OpeningKind) -> int:
    """How many openings of a kind the walls have."""
    return sum(opening.kind == kind for side in SIDES for opening in plan.openings[side])


def open_wall(plan: Layout, kind: OpeningKind) -> Stood:
    """One more door, window or archway, on the wall that has fewest."""
    if plan.enclosure != "room" or plan.wall_colour is None:
        return Stood(False, "there is no wall for it")
    before = unreached(plan)
    low, high = (_SILL, _LINTEL) if kind == "window" else (0.0, DOOR_HEIGHT)
    for side in sorted(SIDES, key=lambda side: (len(plan.openings[side]), side)):
        half = plan.length_of(side) / 2
        for u in (0.25 * index * sign for index in range(int(half / 0.25) + 1) for sign in (1, -1)):
            if not bare(plan, side, u, _WIDTHS[kind] + 0.1, (low, high)):
                continue
            if kind == "window":
                plan.window(side, u, _WIDTHS[kind], height=round(_LINTEL - _SILL, 3), sill=_SILL)
                return Stood(True)
            if _opened(plan, kind, side, u):
                if unreached(plan) <= before:
                    return Stood(True)
                del plan.openings[side][-1], plan.entrances[-1]
    return Stood(False, "no wall has room for it")


def _opened(plan: Layout, kind: OpeningKind, side: Side, u: float) -> bool:
    """Put a door in, if the floor behind it is free."""
    spot = box(around(plan.by_wall(side, u, 0.5), _CLEAR))
    if any(thing.solid and overlap(spot, corners(thing)) for thing in plan.fixtures):
        return False
    plan.door(side, u, _WIDTHS[kind], arch=kind == "arch")
    return True
