"""Every kind of place as it is built: whole, within bounds, dressed without getting in anybody's way."""

from __future__ import annotations

import math

import numpy as np
import pytest

from film.cast import CharacterSheet
from film.doors import before, leaves_of, swings
from film.place import Opening, PlaceSheet
from film.staging import Mark
from planner.places.library import KINDS
from planner.places.variety import Variety
from renderer.previs.bodies import Mannequin
from renderer.previs.light import light_of, underground
from renderer.previs.mesh import GLOWS, Mesh
from renderer.previs.people import cast_of
from renderer.previs.sets import build
from renderer.previs.sets.growth import growth, snowed
from renderer.previs.sets.leaves import Door, closed, doors_of, leaf_mesh
from renderer.previs.sets.roofs import overhead
from renderer.previs.sets.shell import _reveal, floor_area
from renderer.previs.sets.trimmings import trimmings
from renderer.previs.sets.trimmings.walls import bare
from tests.renderer.tiny_shots import shot

INSIDE = [kind for kind in KINDS if KINDS[kind](Variety("x")).enclosure != "open"]


def place(kind: str) -> PlaceSheet:
    return KINDS[kind](Variety("here")).sheet("here", "Here", ())


def whole(mesh: Mesh) -> None:
    assert np.isfinite(mesh.vertices).all()
    assert np.isfinite(mesh.colours).all()
    assert mesh.colours.min() >= 0
    if len(mesh.faces):
        assert mesh.faces.max() < len(mesh.vertices)
        assert mesh.texture.max() < len(mesh.images)
        assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_is_whole_and_says_what_it_is_made_of(kind: str) -> None:
    here = place(kind)
    built = build(here, light_of(here, "night", "snow"))
    whole(built.still)
    assert (
        sum(count for _, count in built.parts)
        == len(built.still.faces)
        == len(built.wild.wall_of) + sum(count for name, count in built.parts if name in ("floor", "far away", "panes"))
    )
    if built.passing is not None:
        whole(built.passing.mesh)


@pytest.mark.parametrize("kind", INSIDE)
def test_trimmings_hang_on_walls_stand_on_tops_or_are_overhead(kind: str) -> None:
    here = place(kind)
    x0, y0, x1, y1 = floor_area(here)
    for mesh, wall in trimmings(here, 0.5):
        if not len(mesh.faces):
            continue
        whole(mesh)
        low, high = mesh.vertices.min(0), mesh.vertices.max(0)
        assert (low[:2] >= (x0 - 0.25, y0 - 0.25)).all()
        assert (high[:2] <= (x1 + 0.25, y1 + 0.25)).all()
        assert low[2] >= -0.01
        assert here.ceiling is not None
        assert high[2] <= here.ceiling + 0.01
        if wall >= 0:
            start, end = np.asarray(here.walls[wall].start), np.asarray(here.walls[wall].end)
            along = (end - start) / np.linalg.norm(end - start)
            away = mesh.vertices[:, :2] - start
            assert np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]).max() < 0.25


@pytest.mark.parametrize("kind", ["office", "kitchen", "corridor", "church"])
def test_what_is_bare_has_neither_doors_nor_windows_nor_furniture(kind: str) -> None:
    here = place(kind)
    for spot in bare(here, 1.0, 2.0, 0.5):
        for o in here.walls[spot.wall].openings:
            assert spot.high < o.at or spot.low > o.at + o.width or o.sill > 2.0


def test_the_void_behind_a_wall_is_not_seen_through_its_openings() -> None:
    """Whoever looks into a doorway from the room meets its sides: they face the opening."""
    door = Opening(kind="door", at=1.0, width=1.0, height=2.0)
    sides = _reveal(door.at, door.at + door.width, 0.0, door.height, (0.5, 0.5, 0.5), closed_below=False)
    middles, normals = sides.vertices[sides.faces].mean(1), sides.normals[sides.faces[:, 0]]
    towards = np.array([1.5, middles[0, 1], 1.0]) - middles
    assert (np.sum(towards * normals, axis=1) > 0).all()


def test_a_room_without_a_view_stands_in_the_dark_of_a_studio() -> None:
    inside, open_ = place("lift"), place("kitchen")
    assert max(light_of(inside, "day", "clear").sky.horizon) < 0.05
    assert max(light_of(inside, "day", "clear").pane) > 0.3, "its windows are bright all the same"
    assert max(light_of(open_, "day", "clear").sky.horizon) > 0.3


def test_no_day_comes_into_the_underground() -> None:
    metro, train = place("subway_car"), place("train_interior")
    assert underground(metro)
    assert not underground(train)
    by_day, by_night = (light_of(metro, hour, "clear") for hour in ("day", "night"))
    assert max(by_day.sun) == max(by_night.sun) == 0.0
    assert max(light_of(train, "day", "clear").sun) > 0.0
    passing = build(metro, light_of(metro, "day", "clear")).passing
    assert passing is not None
    dull = passing.mesh.colours[(passing.mesh.flags & GLOWS) == 0]
    assert dull.max() < 0.2


def test_a_ship_has_a_deck_under_its_people_and_the_sea_around() -> None:
    here = place("boat")
    built = build(here, light_of(here, "day", "clear"))
    decks = [name for name, count in built.parts if name == "bodywork" and count]
    assert decks
    up = built.still.normals[built.still.faces[:, 0]][:, 2] > 0.9
    low = np.abs(built.still.vertices[built.still.faces].mean(1)[:, 2]) < 0.01
    spans = built.still.vertices[built.still.faces[up & low]].reshape(-1, 3)
    x0, y0, x1, y1 = here.stage
    assert spans[:, 0].min() < x0
    assert spans[:, 0].max() > x1
    assert spans[:, 1].min() < y0
    assert spans[:, 1].max() > y1
    assert built.passing is not None
    assert built.passing.mesh.vertices[:, 2].min() < -0.5


def test_roofs_rise_over_barns_and_are_flat_elsewhere() -> None:
    area = (-4.0, -3.0, 4.0, 3.0)
    assert overhead(place("barn"), area, 3.0, (0.5, 0.5, 0.5)).vertices[:, 2].max() > 4.5
    assert np.allclose(overhead(place("office"), area, 3.0, (0.5, 0.5, 0.5)).vertices[:, 2], 3.0)


@pytest.mark.parametrize("kind", ["park", "field", "forest", "beach", "riverside"])
def test_what_grows_is_low_and_clear_of_what_stands_there(kind: str) -> None:
    here = place(kind)
    mesh = growth(here, 0.0)
    whole(mesh)
    assert len(mesh.faces) > 100
    reeds = any(each.kind == "water" for each in here.fixtures) and here.ground != "sand"
    assert mesh.vertices[:, 2].max() < (1.2 if reeds else 0.3)
    assert not len(growth(place("street"), 0.0).faces)


def test_snow_lies_on_what_looks_up_and_not_on_lamps() -> None:
    here = place("park")
    clear, white = (build(here, light_of(here, "day", weather)).still for weather in ("clear", "snow"))
    assert len(white.faces) < len(clear.faces), "little grows through snow"
    bench = build(here, light_of(here, "day", "clear"))
    again = snowed(bench.still, 0.7)
    up = bench.still.normals[bench.still.faces].mean(1)[:, 2]
    side = np.abs(up) < 0.3
    assert np.array_equal(again.colours[side], bench.still.colours[side])
    dark = (up > 0.9) & ((bench.still.flags & GLOWS) == 0) & (bench.still.colours.max(1) < 0.3)
    assert (again.colours[dark].sum(1) > bench.still.colours[dark].sum(1)).all()
    assert snowed(bench.still, 0.0) is bench.still


def coming_in(here: PlaceSheet) -> Door:
    """The first door that opens for somebody who walks in by it."""
    leaf = leaves_of(here)[0]
    x, y = (leaf.hinge[i] + leaf.along[i] * leaf.width / 2 - leaf.out[i] * 0.5 for i in (0, 1))
    end = x - leaf.out[0] * 2, y - leaf.out[1] * 2
    marks = (
        Mark(character="ann", frame=0, position=(x, y, 0.0), yaw=0.0),
        Mark(character="ann", frame=60, position=(*end, 0.0), yaw=0.0),
    )
    assert swings(here, marks, 72, 24.0)
    return doors_of(here, shot(marks=marks, subjects=("ann",), frames=72), 24.0)[0]


@pytest.mark.parametrize("kind", ["office", "bus_interior", "warehouse", "lift"])
def test_a_leaf_moves_from_open_to_where_the_closed_one_is(kind: str) -> None:
    here = place(kind)
    door = coming_in(here)
    eye = np.asarray(here.stage[:2])
    shut = door.at(71, eye)
    still = closed(here, door.leaf.wall, frozenset())
    assert np.abs(still.vertices[:, None] - shut.vertices[:4]).sum(2).min(0).max() < 1e-4
    moved = np.linalg.norm(door.at(0, eye).vertices - shut.vertices, axis=1).max()
    assert moved > 0.6
    out = np.asarray([*door.leaf.out, 0.0])
    face = np.asarray([*here.walls[door.leaf.wall].start, 0.0])
    for frame in range(0, 72, 6):
        assert ((door.at(frame, eye).vertices - face) @ out).min() > -0.001 or door.leaf.slides
    assert np.ptp(door.at(30, face[:2] + 3 * out[:2]).vertices, axis=0).max() == 0, "struck with its wall"


def test_an_open_door_is_not_in_the_still_set() -> None:
    here = place("office")
    light = light_of(here, "day", "clear")
    leaf = leaves_of(here)[0]
    count = len(leaf_mesh(leaf, here).faces)
    assert len(build(here, light).still.faces) - len(build(here, light, [0]).still.faces) == count


def test_a_hand_stays_on_the_handle_that_it_pushes() -> None:
    here = place("office")
    number, leaf = 0, leaves_of(here)[0]
    x, y = before(leaf)
    yaw = math.degrees(math.atan2(leaf.out[1], leaf.out[0]))
    stands = Mark(character="ann", frame=0, position=(x, y, 0.0), yaw=yaw)
    marks = (stands, stands.but(frame=20, pose="open_door"), stands.but(frame=60, pose="open_door"))
    taken = shot(marks=marks, subjects=("ann",), frames=61)
    (door,) = doors_of(here, taken, 24.0)
    assert door.swing.number == number
    assert door.swing.at(60) > 0.08
    (player,) = cast_of(taken, (CharacterSheet(id="ann", name="ANN"),), Mannequin, here)
    for frame in range(20, 61, 4):
        hand = player.at(frame, 24.0).hands["right"][:3, 3]
        assert np.linalg.norm(hand - leaf.handle(door.swing.at(frame))) < 0.02
