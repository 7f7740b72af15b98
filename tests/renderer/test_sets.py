"""Every fixture and prop has a finite mesh of its own size, and places are closed where they should be."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.place import Fixture, FixtureKind, Ground, PlaceSheet, Wall
from film.plan import TimeOfDay, Weather
from film.shot import PropKind, ShotProp
from renderer.previs.lettering import drawable, written
from renderer.previs.light import light_of
from renderer.previs.mesh import ONE_SIDED, Mesh
from renderer.previs.props import grip, prop_mesh
from renderer.previs.sets import MAKERS, build, fixture_mesh
from renderer.previs.sets.ground import ground_look
from renderer.previs.sets.shore import surf
from tests.renderer.tiny_shots import field, room

OVERHANGS = {"tree": 4.0, "pine": 2.0, "lamp_post": 1.2, "hospital_bed": 0.05, "dashboard": 0.02}
"""Metres by which a crown or an arm may reach beyond the foot's size."""
RISES = {"bed": 0.5, "hospital_bed": 0.5, "altar": 0.5, "sink": 0.3, "bath": 0.2, "boat": 0.0}
"""Metres by which a headboard, a tap or a candle may rise above the size's height."""
SIZES = {
    "building": (8.0, 10.0, 9.0), "house": (8.0, 9.0, 6.0), "shop_front": (6.0, 7.0, 7.0), "shelter": (1.3, 3.6, 2.5),
    "phone_box": (0.9, 0.9, 2.4), "tent": (2.2, 1.8, 1.3), "campfire": (0.9, 0.9, 0.5), "lamp_post": (0.3, 0.3, 5.0),
    "fireplace": (0.45, 1.4, 1.15), "toilet": (0.68, 0.4, 0.8), "car": (4.3, 1.8, 1.45), "van": (5.2, 2.0, 2.2),
    "bus": (11.0, 2.5, 3.0), "truck": (7.5, 2.4, 3.0), "train": (22.0, 2.8, 3.6),
}  # fmt: skip
"""What is never as small as a piece of furniture."""


def whole(mesh: Mesh) -> None:
    assert len(mesh.faces) > 0
    assert mesh.faces.max() < len(mesh.vertices)
    assert np.isfinite(mesh.vertices).all()
    assert np.isfinite(mesh.colours).all()
    assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1, atol=1e-3)
    assert mesh.texture.max() < len(mesh.images)


def test_there_is_a_maker_for_every_kind() -> None:
    assert set(MAKERS) == set(get_args(FixtureKind))


@pytest.mark.parametrize("kind", get_args(FixtureKind))
@pytest.mark.parametrize("lit", [0.0, 1.0])
def test_fixtures_fill_their_size_and_no_more(kind: FixtureKind, lit: float) -> None:
    size = SIZES.get(kind, (0.7, 0.9, 1.1))
    mesh = fixture_mesh(Fixture(id="x", kind=kind, position=(0, 0, 0), size=size, text="No 7"), lit)
    whole(mesh)
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    out, up = OVERHANGS.get(kind, 0.012), RISES.get(kind, 0.012)
    assert (high[:2] <= np.array(size[:2]) / 2 + out).all(), (kind, high)
    assert (low[:2] >= -np.array(size[:2]) / 2 - out).all(), (kind, low)
    assert low[2] >= -0.01, (kind, low)
    assert high[2] <= size[2] + up, (kind, high)
    assert high[2] >= size[2] * 0.75 or size[2] < 0.05 or kind == "boat", (kind, high)


def test_a_fixture_stands_where_and_how_the_sheet_says() -> None:
    there = fixture_mesh(Fixture(id="x", kind="sofa", position=(2, 3, 0), yaw=90, size=(0.9, 2.0, 0.8)), 0)
    low, high = there.vertices.min(0), there.vertices.max(0)
    assert np.allclose((low + high)[:2] / 2, (2, 3), atol=0.03)
    assert high[0] - low[0] == pytest.approx(2.0, abs=0.03)


@pytest.mark.parametrize("kind", get_args(PropKind))
@pytest.mark.parametrize("in_hand", [False, True])
def test_props_have_the_size_of_things_that_people_handle(kind: PropKind, in_hand: bool) -> None:
    mesh = prop_mesh(ShotProp(prop="p", kind=kind, text="Read me", colour="#804020"), in_hand=in_hand)
    whole(mesh)
    extent = mesh.vertices.max(0) - mesh.vertices.min(0)
    assert 0.01 < extent.max() < 1.2
    if not in_hand:
        assert -0.002 <= mesh.vertices[:, 2].min() <= 0.02


def test_what_is_written_on_a_phone_shows_on_its_face() -> None:
    blank = prop_mesh(ShotProp(prop="p", kind="phone"), in_hand=True).images[0]
    lettered = prop_mesh(ShotProp(prop="p", kind="phone", text="COME HOME"), in_hand=True).images[0]
    assert (blank != lettered).any()


@pytest.mark.parametrize("side", ["left", "right"])
def test_bags_hang_true_whatever_the_hand_does(side: str) -> None:
    hand = np.eye(4)
    hand[:3, :3] = np.linalg.qr(np.array([[0.2, 1, 0.3], [0.1, -0.4, 1], [-1, 0.2, 0.1]]))[0]
    frame = grip("bag", hand, side)
    assert np.allclose(frame[:3, 2], (0, 0, 1))
    assert np.linalg.det(frame[:3, :3]) == pytest.approx(1, abs=1e-6)


HOSTILE = st.text(max_size=80) | st.sampled_from(
    ["", " ", "\x00\x1b[2J", "א\u202eב", "👩‍👩‍👧", "%s{0}\\n'\";:", "W" * 5000, "\u0301" * 40]
)


@settings(max_examples=30, deadline=None)
@given(HOSTILE)
def test_no_text_breaks_the_lettering(text: str) -> None:
    image = written(text, 64, 24, (255, 255, 255), (0, 0, 0))
    assert image.shape == (24, 64, 3)
    if not drawable(text):
        assert not image.any()
    whole(fixture_mesh(Fixture(id="s", kind="sign", position=(0, 0, 0), size=(0.06, 0.9, 0.45), text=text), 1.0))


@pytest.mark.parametrize("ground", get_args(Ground))
def test_every_ground_has_a_look(ground: Ground) -> None:
    colour, _ = ground_look(ground, None)
    assert max(colour) <= 1


@pytest.mark.parametrize("time", get_args(TimeOfDay))
@pytest.mark.parametrize("weather", get_args(Weather))
def test_light_is_finite_and_never_nothing(time: TimeOfDay, weather: Weather) -> None:
    for place in (room(), field()):
        light = light_of(place, time, weather)
        assert np.isfinite([*light.key, *light.above, *light.below, *light.to_key, light.haze]).all()
        assert max(light.above) > 0.05
        assert light.to_key[2] > 0


def test_walls_are_one_sided_and_leave_their_windows_open() -> None:
    built = build(room(fixtures=()), light_of(room(), "day", "clear")).still
    walls = built.faces[(built.flags & ONE_SIDED) > 0]
    middles = built.vertices[walls].mean(1)
    inside_window = (abs(middles[:, 1] - 2.0) < 1e-3) & (abs(middles[:, 0]) < 0.6) & (abs(middles[:, 2] - 1.5) < 0.4)
    assert not inside_window.any()


def test_places_without_walls_and_broken_walls_can_be_built() -> None:
    bare = PlaceSheet(id="b", name="B", kind="void", enclosure="room", stage=(-1, -1, 1, 1), ground="wood")
    dot = bare.but(walls=(Wall(start=(0, 0), end=(0, 0), height=2),))
    for place in (bare, dot, field(moving=True), room(enclosure="vehicle", moving=True, backdrop="city")):
        built = build(place, light_of(place, "night", "rain"))
        assert np.isfinite(built.still.vertices).all()
        if built.passing is not None:
            assert np.isfinite(built.passing.at(12.3).vertices).all()


def test_a_rock_as_wide_as_a_house_is_a_dune_that_fills_its_size() -> None:
    mesh = fixture_mesh(Fixture(id="d", kind="rock", position=(0, 0, 0), size=(6.5, 15.0, 2.0)), 0.0)
    whole(mesh)
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    assert (high <= (3.27, 7.52, 2.01)).all()
    assert high[2] > 1.5
    assert low[2] >= -0.01


def test_waves_break_only_where_there_is_sand() -> None:
    sea = Fixture(id="w", kind="water", position=(0, 20, 0), yaw=270, size=(30.0, 60.0, 0.01), solid=False)
    waves = surf(field(ground="sand", fixtures=(sea,)))
    whole(waves)
    assert 0.5 < waves.vertices[:, 1].min() < 5.0
    assert not len(surf(field(fixtures=(sea,))).faces)
