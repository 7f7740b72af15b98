"""Things stood where words have them: by the door, in a corner, in a row, on a table, on a wall.

Whatever is stood leaves a stage to play on, leaves every seat and entrance within reach, and hides no opening.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from film.base import Vec2
from film.place import Fixture, FixtureKind
from planner.places.clearance import Rect, box, corners, overlap, walkable
from planner.places.fronts import put_up
from planner.places.furniture import SIZES
from planner.places.layout import INWARD, Layout, Side
from planner.places.stand import LEAST, SIDES, along_walls, around_stage, clear_outside, fits, park

Where = Literal["anywhere", "by_door", "by_window", "middle", "corner", "back_wall", "in_row"]

HUNG: dict[FixtureKind, float] = {
    "picture": 1.3, "clock": 2.0, "sign": 1.9, "mirror": 1.0, "whiteboard": 0.95, "screen": 1.1,
}  # fmt: skip
"""What hangs on walls, and metres from the floor to its lower edge."""
ON_TOP: frozenset[FixtureKind] = frozenset(("telephone", "lamp_desk", "monitor"))
"""What stands on tables."""
BUILT: frozenset[FixtureKind] = frozenset(
    ("building", "house", "shop_front", "stone_building", "water", "kerb", "road_line", "platform", "train", "pole",
     "panel", "railing", "fence", "low_wall", "dashboard", "steering_wheel", "vehicle_seat", "curtain", "bottle_shelf",
     "shelter", "traffic_light", "toilet", "bath", "stairs", "boat", "box")
)  # fmt: skip
"""What is built with a place and never carried into it."""
_TOPS: tuple[FixtureKind, ...] = (
    "desk", "table", "nightstand", "round_table", "counter", "cupboard", "coffee_table", "bar", "filing_cabinet",
)  # fmt: skip
_DRIVEN: frozenset[FixtureKind] = frozenset(("car", "van", "truck", "bus"))
_LIT: dict[FixtureKind, float] = {"lamp_floor": 0.7, "lamp_desk": 0.4, "lamp_post": 2.0, "campfire": 2.0}
"""What gives light, and how much."""
_BY_DOOR, _BY_WINDOW, _CORNER, _BESIDE = 2.2, 1.6, 1.7, 1.0
"""Metres that still count as beside it."""
_STAYS = 0.7
"""How much of the stage has to stay when a place is furnished by words."""
_SEAT_NEAR, _ENTRANCE_NEAR = 1.0, 0.4
_MARGIN = (9.0, 6.0)
"""Metres round the stage of an open place on which feet are looked for."""


class Stood(NamedTuple):
    """Whether a thing stands, and why it does not or not where it was asked for; ``id`` is its own."""

    stands: bool
    why: str = ""
    id: str = ""


@dataclass
class Arranging:
    """A floor plan into which things are stood one after the other."""

    plan: Layout

    def __post_init__(self) -> None:
        x0, y0, x1, y1 = self.plan.clear_stage()
        self.least = max(LEAST, _STAYS * (x1 - x0) * (y1 - y0))
        self.out_of_reach = unreached(self.plan)

    def stand(self, kind: FixtureKind, where: Where = "anywhere", text: str = "") -> Stood:
        """Stand one thing; ``text`` is what is written on it."""
        plan = self.plan
        if plan.enclosure == "vehicle":
            return Stood(False, "a vehicle has its own furniture")
        if kind in BUILT:
            return Stood(False, "it is built with a place, not stood in it")
        if plan.ceiling is not None and SIZES[kind][2] > plan.ceiling:
            return Stood(False, "it is higher than the ceiling")
        if kind in HUNG:
            found = self._hang(kind, where, text)
        elif kind in ON_TOP:
            found = self._put_on_top(kind)
        elif kind == "lamp_ceiling":
            found = self._hang_lamp()
        elif kind == "rug":
            found = self._lay()
        else:
            found = self._stand(kind, where)
        if found.stands:
            self._light(kind)
        return found

    def _stand(self, kind: FixtureKind, where: Where) -> Stood:
        if self.plan.enclosure == "open":
            return self._stand_outside(kind, where)
        spots = [*along_walls(self.plan, kind), *(self._free(kind) if where == "middle" else ())]
        for spot in sorted(spots, key=lambda spot: self._away(kind, spot, where)):
            before = len(self.plan.fixtures), len(self.plan.seats)
            asked = self._away(kind, spot, where)[0] == 0
            if fits(self.plan, kind, spot[0], spot[1], self.least) and self._kept(before):
                return self._stood(asked)
        return Stood(False, "there is no room for it")

    def _stand_outside(self, kind: FixtureKind, where: Where) -> Stood:
        before = len(self.plan.fixtures), len(self.plan.seats)
        if kind in _DRIVEN:
            return (
                self._stood(True) if park(self.plan, kind) and self._kept(before) else Stood(False, "no room to park")
            )
        spots = [(spot, 270.0 if spot[1] > 0 else 90.0) for spot in around_stage(self.plan, kind)]
        x0, y0, x1, y1 = self.plan.clear_stage()
        spots += [((x, y), yaw) for x in (x0, x1) for y, yaw in ((y1 + 2.2, 270.0), (y0 - 1.6, 90.0))]
        if where in ("by_door", "in_row"):
            spots.sort(key=lambda spot: self._away(kind, spot, where))
        for spot, yaw in spots:
            if clear_outside(self.plan, kind, spot):
                self.plan.put(kind, (round(spot[0], 2), round(spot[1], 2)), yaw)
                if self._kept(before):
                    return self._stood(True)
        return Stood(False, "there is no room for it")

    def _kept(self, before: tuple[int, int]) -> bool:
        """Whether all that was within reach still is; else what was stood goes again."""
        if unreached(self.plan) <= self.out_of_reach:
            return True
        del self.plan.fixtures[before[0] :], self.plan.seats[before[1] :]
        return False

    def _stood(self, asked: bool) -> Stood:
        return Stood(True, "" if asked else "it stands where there is room for it", self.plan.fixtures[-1].id)

    def _free(self, kind: FixtureKind) -> Iterator[tuple[Vec2, float]]:
        """Points away from the walls, every half metre."""
        half = max(SIZES[kind][:2]) / 2 + 0.7
        across, along = (int((side / 2 - half) / 0.5) for side in (self.plan.width, self.plan.depth))
        for x in range(-across, across + 1):
            for y in range(-along, along + 1):
                yield from (((0.5 * x, 0.5 * y), yaw) for yaw in (90.0, 0.0))

    def _away(self, kind: FixtureKind, spot: tuple[Vec2, float], where: Where) -> tuple[int, float]:
        """0 where a spot is as asked, else 1; then how far from what it is asked to be near."""
        at, yaw = spot
        plan = self.plan
        if where == "middle":
            walls = min(plan.width / 2 - abs(at[0]), plan.depth / 2 - abs(at[1]))
            return int(walls < SIZES[kind][0] / 2 + 0.5), round(math.hypot(*at), 3)
        if where == "back_wall":
            door = plan.entrances[0].yaw if plan.entrances else 90.0
            return int(round(abs(yaw - door) % 360) != 180), 0.0
        marks, near = self._marks(kind, where)
        away = min((math.dist(at, mark) for mark in marks), default=None)
        if away is None:
            return int(where not in ("anywhere", "in_row")), 0.0
        return int(away > near + max(SIZES[kind][:2]) / 2), round(away, 3)

    def _marks(self, kind: FixtureKind, where: Where) -> tuple[list[Vec2], float]:
        """What a thing is asked to stand near, and how near."""
        plan = self.plan
        if where == "by_door":
            return [entrance.position for entrance in plan.entrances], _BY_DOOR
        if where == "by_window":
            return [middle for side in SIDES for middle in _windows(plan, side)], _BY_WINDOW
        if where == "corner":
            x, y = plan.width / 2, plan.depth / 2
            return [(x, y), (-x, y), (x, -y), (-x, -y)], _CORNER
        if where == "in_row":
            alike = [thing for thing in plan.fixtures if thing.kind == kind]
            return [(thing.position[0], thing.position[1]) for thing in alike[-1:]], _BESIDE
        return [], 0.0

    def _hang(self, kind: FixtureKind, where: Where, text: str) -> Stood:
        if self.plan.enclosure != "room":
            return (
                self._stood(True) if put_up(self.plan, kind, text) else Stood(False, "there is no wall to hang it on")
            )
        spots = sorted(along_walls(self.plan, kind), key=lambda spot: self._away(kind, spot, where))
        for at, yaw in spots:
            side = next(side for side in SIDES if INWARD[side] == yaw)
            u = at[0] if side in ("south", "north") else at[1]
            if bare(self.plan, side, u, SIZES[kind][1], (HUNG[kind], HUNG[kind] + SIZES[kind][2])):
                self.plan.hang(kind, side, u, HUNG[kind], text=text)
                return self._stood(self._away(kind, (at, yaw), where)[0] == 0)
        return Stood(False, "no wall has room for it")

    def _put_on_top(self, kind: FixtureKind) -> Stood:
        plan = self.plan
        tables = [thing for top in _TOPS for thing in plan.fixtures if thing.kind == top and thing.position[2] == 0]
        for table in tables:
            height = table.size[2]
            for across in (0.0, 0.3, -0.3):
                if abs(across) + SIZES[kind][1] / 2 > table.size[1] / 2:
                    continue
                turn = math.radians(table.yaw)
                x, y = table.position[0] - across * math.sin(turn), table.position[1] + across * math.cos(turn)
                shape = box(_around(x, y, SIZES[kind]))
                high = [thing for thing in plan.fixtures if thing is not table and _top(thing) > height]
                if not any(overlap(shape, corners(thing)) for thing in high):
                    plan.put(kind, (x, y, height), table.yaw)
                    return self._stood(True)
        return Stood(False, "nothing has room for it on top")

    def _hang_lamp(self) -> Stood:
        plan = self.plan
        x0, y0, x1, y1 = plan.clear_stage()
        at = (round((x0 + x1) / 2, 2), round((y0 + y1) / 2, 2))
        high = [thing for thing in plan.fixtures if _top(thing) > (plan.ceiling or 0.0) - SIZES["lamp_ceiling"][2]]
        if plan.ceiling is None or any(overlap(box(_around(*at, (0.5, 0.5, 0.3))), corners(thing)) for thing in high):
            return Stood(False, "there is no room for it under the ceiling")
        plan.ceiling_lamp(*at, 0.8)
        return self._stood(True)

    def _lay(self) -> Stood:
        plan = self.plan
        x0, y0, x1, y1 = plan.clear_stage()
        at = (round((x0 + x1) / 2, 2), round((y0 + y1) / 2, 2))
        left, bottom, right, top = _around(*at, SIZES["rug"])
        inside = left > -plan.width / 2 and right < plan.width / 2 and bottom > -plan.depth / 2 and top < plan.depth / 2
        laid = [thing for thing in plan.fixtures if thing.position[2] == 0 and _top(thing) < 0.05]
        if not inside or any(overlap(box((left, bottom, right, top)), corners(thing)) for thing in laid):
            return Stood(False, "there is no bare floor for it")
        plan.put("rug", at)
        return self._stood(True)

    def _light(self, kind: FixtureKind) -> None:
        thing = self.plan.fixtures[-1]
        if kind in _LIT:
            x, y, _ = thing.position
            self.plan.lamp(x, y, _top(thing) + 0.05, _LIT[kind], "#ff9a4a" if kind == "campfire" else "#ffd9a0")


def bare(plan: Layout, side: Side, u: float, width: float, heights: tuple[float, float]) -> bool:
    """Whether a stretch of wall is free from one height to the other: no opening in it, nothing on or before it."""
    low, high = heights
    if plan.ceiling is None or high > plan.ceiling - 0.05 or abs(u) + width / 2 > plan.length_of(side) / 2 - 0.1:
        return False
    start = u + plan.length_of(side) / 2 if side in ("south", "east") else plan.length_of(side) / 2 - u
    for opening in plan.openings[side]:
        apart = abs(start - opening.at - opening.width / 2) > (width + opening.width) / 2 + 0.1
        if not apart and opening.sill < high and opening.sill + opening.height > low:
            return False
    middle = plan.by_wall(side, u, 0.15)
    across = (0.3, width) if INWARD[side] in (0.0, 180.0) else (width, 0.3)
    shape = box(
        (middle[0] - across[0] / 2, middle[1] - across[1] / 2, middle[0] + across[0] / 2, middle[1] + across[1] / 2)
    )
    before = [thing for thing in plan.fixtures if _top(thing) > low and thing.position[2] < high]
    return not any(overlap(shape, corners(thing)) for thing in before)


def unreached(plan: Layout) -> frozenset[str]:
    """The ids of seats and entrances that feet do not reach from the middle of the stage."""
    x0, y0, x1, y1 = plan.clear_stage()
    across, along = _MARGIN
    area: Rect = plan.area if plan.enclosure != "open" else (x0 - across, y0 - along, x1 + across, y1 + along)
    feet = walkable(area, [thing for thing in plan.fixtures if thing.solid], ((x0 + x1) / 2, (y0 + y1) / 2))
    spots = [(seat.id, seat.position[:2], _SEAT_NEAR) for seat in plan.seats]
    spots += [(entrance.id, entrance.position, _ENTRANCE_NEAR) for entrance in plan.entrances]
    if not len(feet):
        return frozenset(name for name, _, _ in spots)
    away = {name: float(np.hypot(feet[:, 0] - at[0], feet[:, 1] - at[1]).min()) for name, at, _ in spots}
    return frozenset(name for name, _, near in spots if away[name] > near)


def _windows(plan: Layout, side: Side) -> list[Vec2]:
    """The middles of a side's windows on the floor."""
    half = plan.length_of(side) / 2
    middles = [opening.at + opening.width / 2 for opening in plan.openings[side] if opening.kind == "window"]
    return [plan.by_wall(side, at - half if side in ("south", "east") else half - at, 0.0) for at in middles]


def _top(thing: Fixture) -> float:
    return thing.position[2] + thing.size[2]


def _around(x: float, y: float, size: tuple[float, float, float]) -> Rect:
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2
