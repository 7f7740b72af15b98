"""How a company stands when a scene opens and nothing says where: facing each other, on an arc, or abreast."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from film.base import Vec2
from film.place import PlaceSheet
from planner.geometry import along, heading
from planner.staging.floor import Floor, roomy_spot
from planner.staging.person import STRIDE_APART, Person

_WALK_LENGTH = 4.5
"""Metres that people who come on together walk at most."""
_OFF_THE_LINE = 2.6
"""Metres from the line between two who stand far apart to those who watch them."""
_EDGE = 0.3


def formation(count: int, place: PlaceSheet, seated_people: Sequence[Person]) -> list[Vec2]:
    """Wished spots: two a stride apart, more on three quarters of a circle, seated people closing it."""
    if seated_people:
        cx = sum(each.position[0] + along(each.yaw)[0] * STRIDE_APART for each in seated_people) / len(seated_people)
        cy = sum(each.position[1] + along(each.yaw)[1] * STRIDE_APART for each in seated_people) / len(seated_people)
        return [(cx + 0.7 * (i - (count - 1) / 2), cy) for i in range(count)]
    x, y = roomy_spot(place)
    long_way = _long_way(place)
    if count <= 1:
        return [(x, y)] * count
    if count == 2:
        return _either_side((x, y), long_way, STRIDE_APART)
    radius = max(0.95, 0.36 * count)
    turns = [long_way + 90 + (i / (count - 1) - 0.5) * 230 for i in range(count)]
    return [(x + radius * along(turn)[0], y + radius * along(turn)[1]) for turn in turns]


def far_apart(metres: float, place: PlaceSheet, floor: Floor) -> list[Vec2]:
    """Two spots so many metres from each other along the stage's long way, as far as it goes."""
    x0, y0, x1, y1 = place.stage
    long_way = _long_way(place)
    room = (x1 - x0 if long_way == 0.0 else y1 - y0) - 2 * _EDGE
    spots = _either_side(((x0 + x1) / 2, (y0 + y1) / 2), long_way, max(min(metres, room), STRIDE_APART))
    return [floor.spot_near(spot) for spot in spots]


def watching(count: int, place: PlaceSheet) -> list[Vec2]:
    """Where those stand who look on at two far apart: in a row beside the line, nobody between them."""
    x0, y0, x1, y1 = place.stage
    long_way = _long_way(place)
    deep = (y1 - y0 if long_way == 0.0 else x1 - x0) / 2 - _EDGE
    cos, sin = along(long_way + 90)
    out = min(_OFF_THE_LINE, max(deep, 0.0))
    x, y = (x0 + x1) / 2 + cos * out, (y0 + y1) / 2 + sin * out
    cos, sin = along(long_way)
    return [(x + cos * (i - (count - 1) / 2) * 0.9, y + sin * (i - (count - 1) / 2) * 0.9) for i in range(count)]


def abreast(count: int, place: PlaceSheet, bound: Vec2) -> list[Vec2]:
    """In a row across the way, a walk's length from where they go."""
    start = roomy_spot(place)
    far = math.dist(start, bound)
    if far < _WALK_LENGTH:
        x0, y0, x1, y1 = place.stage
        corners = [(x0, y0), (x0, y1), (x1, y0), (x1, y1), ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)]
        start = max(corners, key=lambda spot: (min(round(math.dist(spot, bound), 3), _WALK_LENGTH), spot[1], spot[0]))
        far = math.dist(start, bound)
    share = max(1 - _WALK_LENGTH / max(far, 0.01), 0.0)
    x, y = start[0] + (bound[0] - start[0]) * share, start[1] + (bound[1] - start[1]) * share
    cos, sin = along(heading((x, y), bound))
    return [(x - sin * (i - (count - 1) / 2) * 0.75, y + cos * (i - (count - 1) / 2) * 0.75) for i in range(count)]


def towards(person: Person, bound: Vec2) -> Person:
    """Turned to where somebody goes."""
    turned = person.but(yaw=heading(person.spot, bound))
    return turned.but(look=turned.ahead(3.0))


def facing(placed: Mapping[str, Person], people: Mapping[str, Person], place: PlaceSheet) -> dict[str, Person]:
    """Everybody turned to the middle of the company; who is alone looks into the place."""
    everybody = [*people.values(), *placed.values()]
    x0, y0, x1, y1 = place.stage
    turned = {}
    for name, me in placed.items():
        rest = [each for each in everybody if each.id != me.id]
        spot = _mean([each.spot for each in rest]) if rest else ((x0 + x1) / 2, (y0 + y1) / 2)
        yaw = heading(me.spot, spot) if math.dist(me.spot, spot) > 0.3 else 90.0
        person = me.but(yaw=yaw)
        turned[name] = person.but(look=person.ahead(3.0))
    return turned


def _long_way(place: PlaceSheet) -> float:
    x0, y0, x1, y1 = place.stage
    return 0.0 if x1 - x0 >= y1 - y0 else 90.0


def _either_side(middle: Vec2, yaw: float, metres: float) -> list[Vec2]:
    cos, sin = along(yaw)
    x, y = middle
    return [(x - cos * metres / 2, y - sin * metres / 2), (x + cos * metres / 2, y + sin * metres / 2)]


def _mean(spots: Sequence[Vec2]) -> Vec2:
    return sum(spot[0] for spot in spots) / len(spots), sum(spot[1] for spot in spots) / len(spots)
