"""Down on the floor: where a body that falls comes to lie, clear of furniture, walls and people, from head to feet."""

from __future__ import annotations

import math
from collections.abc import Sequence

from film.base import Vec2
from planner.geometry import along
from planner.staging.floor import Floor
from planner.staging.person import Person

_ROOM = 0.15
"""Metres that a lying body keeps from what stands on the floor."""
_BESIDE = 0.5
"""Metres that it keeps from the feet of others."""
_TURNS = (0.0, 40.0, -40.0, 80.0, -80.0, 120.0, -120.0, 160.0, 200.0)
_SLIPS = (0.0, 0.35, 0.7)
"""Metres that the hips come to lie from where the feet stood: as far as a fall carries them."""


def lying(me: Person, floor: Floor, others: Sequence[Vec2]) -> Person:
    """Down on the back, turned and shifted as little as leaves room for head and feet."""
    down = me.but(pose="lie", base="lie", seat=0.0, seat_id=None)
    best = (math.inf, 0.0)
    found = down
    for metres in _SLIPS:
        for way in (0.0,) if metres == 0.0 else tuple(45.0 * k for k in range(8)):
            cos, sin = along(me.yaw + way)
            there = down.but(position=floor.ground((me.position[0] + metres * cos, me.position[1] + metres * sin)))
            for turn in _TURNS:
                laid = there.but(yaw=me.yaw + turn)
                cost = _cramped(laid, floor, others), abs(turn) / 90 + metres
                if cost < best:
                    best, found = cost, laid
        if best[0] == 0:
            break
    return found


def _cramped(down: Person, floor: Floor, others: Sequence[Vec2]) -> int:
    """How much of the body lies where something or somebody is."""
    blocked = sum(not floor.free(each, _ROOM) for each in down.ground)
    level = down.position[2]
    blocked += sum(floor.ground(each)[2] != level for each in down.ground)
    return blocked + sum(math.dist(a, b) < _BESIDE for a in down.ground for b in others)
