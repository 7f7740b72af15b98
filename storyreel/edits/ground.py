"""What a director's floor plan says that cannot be built or stood on: each with its place in the file."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Sequence

from film.place import FixtureKind, Opening, PlaceSheet, Wall
from planner.staging.floor import can_be_stood_on
from storyreel.edits.layout import Path, names_of
from storyreel.edits.problems import Problem
from storyreel.wrong import colour_meant, shortened

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_SLACK = 0.01
"""Metres that rounding may put between two things."""
_SHORTEST_WALL = 0.05
_FARTHEST = {"room": 1.0, "vehicle": 2.0, "open": 30.0}
"""Metres from the walls and the stage at which one may still come in."""
_WIDEST = 500.0
"""Metres that the walls of a place span at most: a hangar or a street, not a county."""
_LARGEST = 40.0
"""Metres of a thing that is no ground, front or vehicle: it is built of parts, and more of them the larger it is."""
_LONG: frozenset[FixtureKind] = frozenset(
    {
        "kerb", "railing", "fence", "low_wall", "curtain", "rug", "platform", "stairs", "road_line", "water", "rock",
        "building", "house", "shop_front", "stone_building", "train", "sign", "box", "column", "pole", "panel",
    }
)  # fmt: skip


def place_problems(place: PlaceSheet) -> Iterator[Problem]:
    """What of a place no carpenter could build, nobody could enter or stand in, in the order of its file."""
    found = tuple(_building_problems(place))
    yield from found
    if not found and not can_be_stood_on(place):
        what = "nobody can stand anywhere on the stage"
        yield Problem(what, ("stage",), "Let it lie within the walls, with floor that no furniture covers")


def _building_problems(place: PlaceSheet) -> Iterator[Problem]:
    left, low, right, high = place.stage
    if not (left < right and low < high):
        what = f"the stage {list(place.stage)} is no floor to stand on"
        yield Problem(what, ("stage",), "It is min x, min y, max x, max y in metres")
    if place.ceiling is not None and place.ceiling <= 0:
        what = f"the ceiling is at {place.ceiling:g} m"
        yield Problem(what, ("ceiling",), "It is metres above the floor, or null for none")
    yield from _span_problems(place)
    for wall, name in zip(place.walls, names_of([{} for _ in place.walls]), strict=True):
        yield from _wall_problems(wall, name)
    for fixture in place.fixtures:
        if min(fixture.size) <= 0:
            what = f"{fixture.id} has the size {list(fixture.size)}"
            yield Problem(what, ("fixtures", fixture.id, "size"), "It is depth, width and height in metres, above 0")
        elif max(fixture.size) > _LARGEST and fixture.kind not in _LONG and fixture.model is None:
            what = f"{fixture.id}, a {fixture.kind}, is {max(fixture.size):g} m long"
            yield Problem(what, ("fixtures", fixture.id, "size"), f"It is at most {_LARGEST:g} m")
    for called in ("fixtures", "seats", "stands", "entrances"):
        yield from _twin_problems(called, [item.id for item in getattr(place, called)])
    yield from _seat_problems(place)
    yield from _way_problems(place)
    yield from _colour_problems(place)


def _span_problems(place: PlaceSheet) -> Iterator[Problem]:
    """A place too wide for anybody to walk through, or for any machine to lay its floor."""
    for axis in (0, 1):
        along = [point[axis] for wall in place.walls for point in (wall.start, wall.end)]
        if along and max(along) - min(along) > _WIDEST:
            what = f"the walls span {max(along) - min(along):g} m"
            yield Problem(what, ("walls",), f"It is metres; a place is at most {_WIDEST:g} m wide")
            return


def _wall_problems(wall: Wall, name: str) -> Iterator[Problem]:
    here, called = ("walls", name), f"wall {name.strip('#')}"
    length = math.dist(wall.start, wall.end)
    if length < _SHORTEST_WALL:
        yield Problem(f"{called} has no length", (*here, "end"), "Let it end elsewhere than it starts, or take it out")
        return
    if wall.height <= 0:
        yield Problem(f"{called} is {wall.height:g} m high", (*here, "height"), "It is metres above the floor")
    for opening, which in zip(wall.openings, names_of([{"kind": each.kind} for each in wall.openings]), strict=True):
        said = _opening_said(opening, length, wall.height)
        if said:
            what = f"the {opening.kind} in {called} {said}"
            do = f"The wall is {length:.2f} m long and {wall.height:g} m high; at counts from its start"
            yield Problem(what, (*here, "openings", which), do)


def _opening_said(opening: Opening, length: float, height: float) -> str:
    """Why there can be no such hole in a wall; nothing where there can."""
    if opening.width <= 0 or opening.height <= 0:
        return f"is {opening.width:g} m by {opening.height:g} m"
    if opening.at < -_SLACK or opening.at + opening.width > length + _SLACK:
        return f"lies from {opening.at:g} to {opening.at + opening.width:g} m"
    if opening.sill < 0 or opening.sill + opening.height > height + _SLACK:
        return f"reaches from {opening.sill:g} to {opening.sill + opening.height:g} m above the floor"
    return ""


def _seat_problems(place: PlaceSheet) -> Iterator[Problem]:
    known = sorted(fixture.id for fixture in place.fixtures)
    for seat in place.seats:
        if seat.fixture not in known:
            nearest = difflib.get_close_matches(seat.fixture, known, n=1)
            do = f"Did you mean {nearest[0]}?" if nearest else "Name one of the fixtures"
            yield Problem(f"seat {seat.id} is on {seat.fixture}, which is not there", ("seats", seat.id, "fixture"), do)


def _way_problems(place: PlaceSheet) -> Iterator[Problem]:
    """Entrances that lie where nobody could come from."""
    left, low, right, high = place.stage
    across = [left, right, *(point[0] for wall in place.walls for point in (wall.start, wall.end))]
    along = [low, high, *(point[1] for wall in place.walls for point in (wall.start, wall.end))]
    for entrance in place.entrances:
        x, y = entrance.position
        away = max(min(across) - x, x - max(across), min(along) - y, y - max(along))
        if away > _FARTHEST[place.enclosure]:
            what = f"{entrance.id} lies {away:.1f} m outside of the place"
            yield Problem(what, ("entrances", entrance.id), "Put it on the floor just inside a door")


def _colour_problems(place: PlaceSheet) -> Iterator[Problem]:
    """Colours and lights that no renderer can mix."""
    walls, lamps = (names_of([{} for _ in each]) for each in (place.walls, place.lamps))
    colours: list[tuple[str | None, Path]] = [
        (place.ground_colour, ("ground_colour",)),
        *((wall.colour, ("walls", name, "colour")) for wall, name in zip(place.walls, walls, strict=True)),
        *((fixture.colour, ("fixtures", fixture.id, "colour")) for fixture in place.fixtures),
        *((lamp.colour, ("lamps", name, "colour")) for lamp, name in zip(place.lamps, lamps, strict=True)),
    ]
    for colour, path in colours:
        if colour is not None and not _COLOUR.fullmatch(colour):
            yield Problem(f"{'.'.join(path)} is {shortened(repr(colour))}", path, colour_meant(colour))
    for lamp, name in zip(place.lamps, lamps, strict=True):
        if lamp.power < 0:
            yield Problem(
                f"lamp {name.strip('#')} has the power {lamp.power:g}", ("lamps", name), "0 is out, 1 lights a room"
            )


def _twin_problems(called: str, ids: Sequence[str]) -> Iterator[Problem]:
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Problem(f"two {called} are called {id}", (called, f"{id}#2"), "Give one another id")
