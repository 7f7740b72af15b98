"""Places: every kind leaves room to play in, and the words of a heading find their place."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.place import Fixture, PlaceSheet
from film.screenplay import Heading, Setting
from planner.places import place_id, place_sheets
from planner.places.clearance import around, bounds, box, corners, largest_clear, overlap, walkable
from planner.places.library import KINDS
from planner.places.variety import Variety
from planner.places.wanted import furnish
from planner.places.words import kind_of
from screenplay.fountain import parse

STANDING = {"lift"}
WISHES = "a piano, a fireplace, a bed, a television, a sofa, a tree, a car, a bench, an armchair, a bicycle, a desk"
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


def sheet_of(kind: str, name: str, wishes: str = "") -> PlaceSheet:
    layout = KINDS[kind](Variety(name))
    furnish(layout, wishes)
    return layout.sheet("id", name, ())


def problems(sheet: PlaceSheet) -> list[str]:
    """Everything that would spoil a take: overlaps, blocked stages and doors, seats that nobody reaches."""
    return [*_overlaps(sheet), *_outside(sheet), *_openings(sheet), *_unreachable(sheet), *_stage(sheet)]


def _solids(sheet: PlaceSheet) -> list[Fixture]:
    return [thing for thing in sheet.fixtures if thing.solid]


def _overlaps(sheet: PlaceSheet) -> list[str]:
    found = [f"{a.id} in {b.id}" for a, b in combinations(_solids(sheet), 2) if overlap(corners(a), corners(b))]
    for thing in _solids(sheet):
        if overlap(corners(thing), box(sheet.stage)):
            found.append(f"{thing.id} on the stage")
        blocked = [e.id for e in sheet.entrances if overlap(corners(thing), box(around(e.position, 0.2)))]
        found += [f"{thing.id} in {entrance}" for entrance in blocked]
    return found


def _area(sheet: PlaceSheet) -> tuple[float, float, float, float]:
    if sheet.walls:
        return bounds([wall.start for wall in sheet.walls])
    x0, y0, x1, y1 = sheet.stage
    return x0 - 9, y0 - 6, x1 + 9, y1 + 6


def _outside(sheet: PlaceSheet) -> list[str]:
    if not sheet.walls:
        return []
    x0, y0, x1, y1 = _area(sheet)
    found = []
    for thing in sheet.fixtures:
        left, bottom, right, top = bounds(corners(thing))
        if left < x0 - 1e-3 or bottom < y0 - 1e-3 or right > x1 + 1e-3 or top > y1 + 1e-3:
            found.append(f"{thing.id} outside")
        if sheet.ceiling is not None and thing.position[2] + thing.size[2] > sheet.ceiling + 1e-6:
            found.append(f"{thing.id} through the ceiling")
    return found


def _openings(sheet: PlaceSheet) -> list[str]:
    found = []
    for wall in sheet.walls:
        before = 0.0
        for opening in wall.openings:
            if opening.at < before - 1e-6 or opening.at + opening.width > math.dist(wall.start, wall.end) + 1e-6:
                found.append(f"{opening.kind} at {opening.at} does not fit its wall")
            if opening.sill + opening.height > wall.height:
                found.append(f"{opening.kind} higher than its wall")
            before = opening.at + opening.width
    return found


def _unreachable(sheet: PlaceSheet) -> list[str]:
    if sheet.kind in ("car_interior", "truck_cab"):  # nobody walks in a car: its doors are beside the seats
        return [] if len(sheet.entrances) == 2 else ["a car has two doors"]
    x0, y0, x1, y1 = sheet.stage
    feet = walkable(_area(sheet), _solids(sheet), ((x0 + x1) / 2, (y0 + y1) / 2)).tolist()
    spots = [(seat.id, seat.position[:2], 1.1) for seat in sheet.seats]
    spots += [(entrance.id, entrance.position, 0.4) for entrance in sheet.entrances]
    return [id for id, spot, reach in spots if min(math.dist(spot, foot) for foot in feet) > reach]


def _stage(sheet: PlaceSheet) -> list[str]:
    x0, y0, x1, y1 = sheet.stage
    narrow = sheet.enclosure != "vehicle" and (min(x1 - x0, y1 - y0) < 1.3 or (x1 - x0) * (y1 - y0) < 3.0)
    sitting = [seat for seat in sheet.seats if seat.pose == "sit"]
    return [
        *(["a narrow stage"] if narrow else []),
        *(["nobody gets in"] if not sheet.entrances else []),
        *(["nowhere to sit"] if len(sitting) < 2 and sheet.kind not in STANDING else []),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_leaves_room(kind: str) -> None:
    assert problems(sheet_of(kind, "anna's place")) == []


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(KINDS)), names)
def test_any_name_leaves_room(kind: str, name: str) -> None:
    assert problems(sheet_of(kind, name)) == []


@pytest.mark.parametrize("kind", ["kitchen", "living_room", "bedroom", "bar", "office", "street", "park", "bus_stop"])
def test_what_the_script_mentions_fits_or_stays_away(kind: str) -> None:
    assert problems(sheet_of(kind, "x", WISHES)) == []


def test_a_blocked_stage_is_noticed() -> None:
    layout = KINDS["kitchen"](Variety("a"))
    layout.stage = layout.clear_stage()
    x0, y0, x1, y1 = layout.stage
    layout.put("piano", ((x0 + x1) / 2, (y0 + y1) / 2))
    assert "piano_1 on the stage" in problems(layout.sheet("id", "a", ()))


def test_furniture_is_added_where_it_is_mentioned() -> None:
    assert "piano" in {thing.kind for thing in sheet_of("living_room", "a", "She sits down at an old piano.").fixtures}
    assert "piano" not in {thing.kind for thing in sheet_of("living_room", "a", "She hums.").fixtures}
    assert "bus" in {thing.kind for thing in sheet_of("bus_stop", "a", "The NIGHT BUS pulls in.").fixtures}


def test_table_seats_face_each_other_in_a_kitchen() -> None:
    a, b = sheet_of("kitchen", "a").seats[:2]
    assert abs(a.yaw - b.yaw) == 180
    assert 1.0 < math.dist(a.position, b.position) < 1.8


def test_largest_clear_of_an_empty_room_is_nearly_all_of_it() -> None:
    x0, y0, x1, y1 = largest_clear((-2, -2, 2, 2), [], 0.2)
    assert (x1 - x0) == pytest.approx(3.6, abs=0.25)
    assert (y1 - y0) == pytest.approx(3.6, abs=0.25)


def heading(setting: Setting | None, place: str, sub: str = "") -> Heading:
    whole = f"{place} - {sub}" if sub else place
    return Heading(setting=setting, place=whole, location=place, sub_location=sub)


@pytest.mark.parametrize(
    ("setting", "place", "sub", "kind"),
    [
        ("INT", "NIGHT BUS", "", "bus_interior"),
        ("EXT", "BUS STOP", "", "bus_stop"),
        ("EXT", "BUS DEPOT", "", "yard"),
        ("INT", "HOUSE", "KITCHEN", "kitchen"),
        ("INT", "HOTEL KITCHEN", "", "kitchen"),
        ("INT", "HOSPITAL", "CORRIDOR", "corridor"),
        ("INT", "HOSPITAL ROOM", "", "hospital_room"),
        ("INT/EXT", "POLICE CAR", "", "car_interior"),
        ("EXT", "THEATRE", "", "storefront"),
        ("INT", "THEATRE", "", "theatre"),
        ("EXT", "CITY STREET", "", "street"),
        ("EXT", "RUE", "", "street"),
        ("INT", "CAFÉ", "", "cafe"),
        ("INT", "KÜCHE", "", "kitchen"),
        ("EXT", "WALD", "", "forest"),
        ("INT", "COCINA", "", "kitchen"),
        ("EXT", "PLAYA", "", "beach"),
        ("EXT", "STRASSE", "", "street"),
        ("INT", "POLICE STATION", "", "police_station"),
        ("INT", "MOTEL ROOM", "", "hotel_room"),
        ("EXT", "VILLAGE", "", "village_square"),
        ("EXT", "CHURCH", "", "church_exterior"),
        ("INT", "CHURCH", "", "church"),
        ("EXT", "CASTLE", "", "castle"),
        ("INT", "CASTLE", "THRONE ROOM", "throne_room"),
        ("INT", "SUBWAY CAR", "", "subway_car"),
        ("EXT", "BATTLEFIELD", "", "battlefield"),
        ("INT", "TRUCK", "", "truck_cab"),
        ("INT", "AIRPORT TERMINAL", "", "terminal"),
        ("INT", "CUCINA", "", "kitchen"),
        ("EXT", "SPIAGGIA", "", "beach"),
        ("INT", "COZINHA", "", "kitchen"),
        ("EXT", "PRAÇA", "", "street"),
        ("INT", "КВАРТИРА МАШИ – КУХНЯ", "", "kitchen"),
        ("INT", "医院", "", "hospital_room"),
        ("EXT", "公園", "", "park"),
        ("INT", "SOMEWHERE ELSE", "", "room"),
        ("EXT", "SOMEWHERE ELSE", "", "exterior"),
    ],
)
def test_kinds_by_heading(setting: Setting, place: str, sub: str, kind: str) -> None:
    assert kind_of(heading(setting, place, sub)) == kind


def test_action_decides_where_the_heading_is_silent() -> None:
    assert kind_of(heading("INT", "RICK'S"), "A smoky bar. Dancers.") == "bar"


def test_same_place_has_one_sheet_inside_and_outside_two() -> None:
    script = parse(
        "INT. HOUSE - KITCHEN - DAY\n\nA.\n\nEXT. HOUSE - DAY\n\nB.\n\nINT. THE HOUSE - KITCHEN - NIGHT\n\nC.\n\n"
        "INT. HOUSE - NIGHT\n\nD.\n"
    )
    sheets, of_scene = place_sheets(script)
    first, second, third, fourth = (of_scene[scene.id] for scene in script.scenes)
    assert first == third
    assert len({first, second, fourth}) == 3
    assert [sheet.id for sheet in sheets] == [first, second, fourth]
    assert sheets[0].evidence == ((1, 1), (9, 9))


@given(names, names)
def test_ids_tell_places_apart_in_any_script(a: str, b: str) -> None:
    same = " ".join(a.split()).casefold() == " ".join(b.split()).casefold()
    if same:
        assert place_id(heading("INT", a)) == place_id(heading("INT", a))
    assert place_id(heading("INT", a)) != place_id(heading("EXT", a))


def test_places_in_other_scripts_differ() -> None:
    assert place_id(heading("INT", "家")) != place_id(heading("INT", "公园"))


def test_parked_buses_stand_still() -> None:
    sheets, _ = place_sheets(parse("INT. BUS (PARKED) - DAY\n\nRain.\n\nINT. TRAM - DAY\n\nRain.\n"))
    assert [sheet.moving for sheet in sheets] == [False, True]


def test_a_poster_that_is_read_aloud_and_a_named_sign_hang_on_the_fronts() -> None:
    text = 'A theatre with a crooked sign. A poster by the door: "THE TEMPEST - TONIGHT".'
    hung = {thing.kind: thing.text for thing in sheet_of("street", "city street", text).fixtures if thing.text}
    assert hung["picture"] == "THE TEMPEST - TONIGHT"
    assert hung["sign"] == "THEATRE"
    assert not any(thing.text for thing in sheet_of("street", "city street", "Rain.").fixtures)
