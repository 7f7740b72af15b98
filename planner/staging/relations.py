"""Where a relation of the facts puts somebody: behind her, at one table, thirty paces apart, at the far end.

::

          behind  <-- [other] --> before, opposite, at
                         |
                       beside            apart: ``metres`` along the longest way the floor has

What the floor has no room for is staged as near to it as it goes, and a note says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from film.base import Vec2, Vec3
from film.place import Fixture, PlaceSheet, Seat, Stand
from planner.facts import Position, Relation
from planner.geometry import along, heading
from planner.levels import stood_on, top_of
from planner.staging.person import STRIDE_APART, Person
from planner.staging.seating import Ground, own_seat, seat_of, seats_at, thing_of
from planner.staging.targets import Target, entrance_near, find, to_entrance

ABREAST = 0.75
"""Metres between two who stand side by side."""
BEHIND = 0.95
"""Metres from somebody to who stands behind them: over the shoulder, nobody touched."""
_SHORT = 0.85
"""The share of the metres asked below which a note says what was staged."""
_SIT: frozenset[Relation] = frozenset(("at", "on", "in", "beside", "opposite", "far_end", "behind", "near", "across"))


@dataclass(frozen=True)
class Spot:
    """Where somebody comes to be: a floor point, or a ``seat``.

    ``yaw`` is where the body faces, None where the company decides; ``look`` what the eyes meet.  ``note`` says what
    was staged where the words could not be.
    """

    stand: Vec2
    yaw: float | None = None
    look: Vec3 | None = None
    seat: Seat | None = None
    note: str = ""


def spot_of(told: Position, me: Person, ground: Ground, *, sits: bool = False) -> Spot | None:
    """Where the words put somebody; None where they name nothing that the place or the company has.

    ``sits``: on a seat where one serves.
    """
    seat = seat_of(told, me, ground) if sits and told.relation in _SIT else None
    if seat is not None:
        return Spot(stand=seat.position[:2], seat=seat)
    other = ground.people.get(told.target or "")
    if other is not None and other.id != me.id:
        return _to_person(told, other, me, ground)
    if told.relation in ("far_end", "middle", "across") and thing_of(told, me, ground) is None:
        return _in_the_place(told, me, ground)
    target = find(told.target, ground.place, ground.floor, ground.people, me)
    if told.relation == "outside" and target is None and ground.place.entrances:
        target = to_entrance(entrance_near(ground.place, me.spot), ground.floor, ground.people, me)
    return None if target is None else _to_thing(told, target, me, ground)


def asks_a_seat(told: Position, me: Person, ground: Ground) -> bool:
    """Whether somebody of whom no more is said sits there: at a table, on a bench, in a chair."""
    if told.relation not in ("at", "on", "in"):
        return False
    thing = thing_of(told, me, ground)
    if thing is None:
        return own_seat(told.target, ground.place.seats) is not None
    return bool(seats_at(thing, ground.place.seats))


def _to_person(told: Position, other: Person, me: Person, ground: Ground) -> Spot:
    yaw = other.yaw if other.seated or told.relation == "behind" else heading(other.spot, me.spot)
    wishes: dict[Relation, Callable[[], tuple[Vec2, float | None]]] = {
        "behind": lambda: (_out(other.spot, other.yaw + 180, told.metres or BEHIND), other.yaw),
        "beside": lambda: (_aside(told.metres or ABREAST, other, me, ground), other.yaw),
        "apart": lambda: (_away(told, other, me, ground), None),
        "far_end": lambda: (_ends(ground, [other.spot])[0], None),
        "across": lambda: (_ends(ground, [other.spot])[0], None),
        "back_to": lambda: (me.spot, heading(other.spot, me.spot)),
    }
    usual = (_out(other.spot, yaw, told.metres or STRIDE_APART), None)
    wish, faces = wishes.get(told.relation, lambda: usual)()
    stand = wish if told.relation == "back_to" else ground.near(wish, me.id)
    if faces is None:
        faces = heading(stand, other.spot)
    look = None if told.relation in ("beside", "back_to") else other.eyes
    return Spot(stand, faces, look, note=_short_of(told, stand, other))


def _short_of(told: Position, stand: Vec2, other: Person) -> str:
    apart = math.dist(stand, other.spot)
    if told.metres is None or apart >= _SHORT * told.metres or told.metres - apart < 0.5:
        return ""
    return f"{told.character} and {other.id} {apart:.0f} m apart where {told.metres:.0f} m were asked: the floor ends"


def _out(spot: Vec2, yaw: float, metres: float) -> Vec2:
    cos, sin = along(yaw)
    return spot[0] + cos * metres, spot[1] + sin * metres


def _aside(metres: float, other: Person, me: Person, ground: Ground) -> Vec2:
    """To the side of somebody that is free, of two free ones the nearer."""
    sides = [_out(other.spot, other.yaw + turn, metres) for turn in (-90.0, 90.0)]
    others = [each for each in ground.others(me.id) if math.dist(each, other.spot) > 0.05]

    def cost(spot: Vec2) -> tuple[bool, float]:
        crowded = any(math.dist(spot, each) < 0.5 for each in others)
        return crowded or not ground.floor.free(spot), round(math.dist(spot, me.spot), 3)

    return min(sides, key=cost)


def _away(told: Position, other: Person, me: Person, ground: Ground) -> Vec2:
    """So many metres from somebody: straight away on the side one is on, or where the floor goes that far."""
    metres = told.metres or STRIDE_APART
    start = heading(other.spot, me.spot) if math.dist(me.spot, other.spot) > 0.3 else 0.0
    turns = [start + turn for turn in (0.0, 15.0, -15.0, 30.0, -30.0, 60.0, -60.0, 90.0, -90.0, 180.0)]
    spots = [_out(other.spot, turn, metres) for turn in turns]
    free = next((spot for spot in spots if ground.floor.free(spot)), None)
    return free or _out(other.spot, start, metres)


def _to_thing(told: Position, target: Target, me: Person, ground: Ground) -> Spot:
    thing = target.fixture
    stand, faces = target.stand or me.spot, None
    if thing is not None and told.relation in ("behind", "beside", "far_end", "across", "apart"):
        stand = ground.near(_round(told, thing, me, ground), me.id)
    if thing is not None and told.relation == "on" and stood_on(thing):
        return Spot(ground.floor.spot_on(top_of(thing), ground.others(me.id)) or stand)
    if told.relation == "back_to":
        return Spot(me.spot, heading(target.look, me.spot))
    if told.relation == "behind" and thing is not None:
        faces = thing.yaw
    return Spot(stand, faces, target.look if told.relation in ("at", "on", "before", "apart") else None)


def _round(told: Position, thing: Fixture, me: Person, ground: Ground) -> Vec2:
    """The point behind, beside, at the end of, or off a thing."""
    deep, wide = thing.size[0] / 2 + 0.45, thing.size[1] / 2 + 0.45
    spot = (thing.position[0], thing.position[1])
    if told.relation == "apart":
        return _out(spot, heading(spot, me.spot), max(told.metres or STRIDE_APART, deep))
    if told.relation in ("behind", "across"):
        return _out(spot, thing.yaw + 180, deep)
    ends = [_out(spot, thing.yaw + turn, wide) for turn in (90.0, -90.0)]
    if told.relation == "far_end":
        others = ground.others(me.id) or [each.position for each in ground.place.entrances]
        return max(ends, key=lambda end: (round(min((math.dist(end, each) for each in others), default=0.0), 3), end))
    return min(ends, key=lambda end: (not ground.floor.free(end), round(math.dist(end, me.spot), 3)))


def far_side(place: PlaceSheet) -> Stand | None:
    """Where somebody stands on the other side of the street; None where there is none."""
    return next((stand for stand in place.stands if stand.role == "far_side"), None)


def _in_the_place(told: Position, me: Person, ground: Ground) -> Spot:
    """The far end or the middle of the place, or the far side of its street."""
    beyond = far_side(ground.place)
    if told.relation == "across" and beyond is not None:
        return Spot(ground.near(beyond.position, me.id), beyond.yaw)
    if told.relation == "middle":
        x0, y0, x1, y1 = ground.place.stage
        return Spot(ground.near(((x0 + x1) / 2, (y0 + y1) / 2), me.id))
    others = ground.others(me.id) or [each.position for each in ground.place.entrances] or [me.spot]
    return Spot(ground.near(_ends(ground, others)[0], me.id))


def _ends(ground: Ground, others: Sequence[Vec2]) -> list[Vec2]:
    """The middles of the stage's four sides, the farthest from the others first."""
    x0, y0, x1, y1 = ground.place.stage
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    sides = [(x0 + 0.3, my), (x1 - 0.3, my), (mx, y0 + 0.3), (mx, y1 - 0.3)]
    return sorted(sides, key=lambda end: (-round(min(math.dist(end, each) for each in others), 3), end))
