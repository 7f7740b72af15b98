"""The lamps of an exported scene: as bright as our own, where and when they are on."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from film.place import Lamp as Practical
from film.place import Opening, PlaceSheet
from film.staging import Mark
from renderer.export.gltf import glb
from renderer.export.lights import Lamp, lamps_in
from renderer.export.stage import Stage, stage_of
from renderer.export.usd import usda
from renderer.previs.light import light_of
from renderer.request import ShotRequest
from tests.renderer.gltf_reader import TO_Z_UP, Reader
from tests.renderer.tiny_shots import field, request, room, shot

RATE = 24.0


def lit_room() -> PlaceSheet:
    """The room with a lamp on its table and a door in its south wall."""
    door = Opening(kind="door", at=1.55, width=0.9, height=2.05)
    walls = tuple(wall.but(openings=(door,)) if n == 0 else wall for n, wall in enumerate(room().walls))
    return room(lamps=(Practical(position=(0.9, 0.9, 1.1), colour="#ff8040", power=0.8),), walls=walls)


def asked(number: int, place: PlaceSheet, **changes: object) -> ShotRequest:
    return request(shot=shot(id=f"1-A{number}", **changes), place=place)


@pytest.fixture(scope="module")
def stage() -> Stage:
    marks = (
        Mark(character="ann", frame=0, position=(0.0, -1.5, 0.0), yaw=90),
        Mark(character="ann", frame=40, position=(0.0, 0.6, 0.0), yaw=90),
        *(mark for mark in shot().marks if mark.character == "bo"),
    )
    return stage_of("s", [asked(1, lit_room(), frames=44, marks=marks), asked(2, field(), frames=3)])


@pytest.fixture(scope="module")
def file(stage: Stage) -> Reader:
    return Reader(glb(stage))


def by_name(file: Reader, name: str) -> tuple[int, dict[str, object]]:
    """A light by its node's name: the node, the light."""
    number = file.node(name)
    index = file.document["nodes"][number]["extensions"]["KHR_lights_punctual"]["light"]
    return number, file.document["extensions"]["KHR_lights_punctual"]["lights"][index]


def test_lights_are_declared_and_named(file: Reader, stage: Stage) -> None:
    assert "KHR_lights_punctual" in file.document["extensionsUsed"]
    names = {light["name"] for light in file.document["extensions"]["KHR_lights_punctual"]["lights"]}
    assert names == {lamp.name for lamp in stage.lamps} == {"room sun", "room key", "room lamp 1", "f sun"}
    for light in file.document["extensions"]["KHR_lights_punctual"]["lights"]:
        assert light["type"] in ("directional", "point")
        assert max(light["color"]) == pytest.approx(1.0)
        assert light["intensity"] > 0


def test_the_sun_shines_from_where_ours_does(file: Reader) -> None:
    number, light = by_name(file, "f sun")
    own = light_of(field(), "day", "clear")
    shines = file.matrix(number, 45 / RATE)[:3, :3] @ (0.0, 0.0, -1.0)
    assert TO_Z_UP @ shines == pytest.approx(-np.asarray(own.to_key), abs=1e-5)
    assert light["intensity"] == pytest.approx(math.pi * max(own.key), rel=1e-3)


def test_a_practical_makes_a_card_as_bright_as_ours_some_way_off() -> None:
    place = lit_room()
    own = light_of(place, "night", "clear")
    lamp = next(each for each in lamps_in(place, own) if each.name.endswith("lamp 1"))
    x, y, z, red, *_, reach = own.points[0].tolist()
    assert lamp.place == pytest.approx((x, y, z))
    far = 6.0
    ours = red * reach**2 / (reach**2 + 2.2 * far**2)
    theirs = lamp.strength * lamp.colour[0] / far**2 / math.pi
    assert theirs == pytest.approx(ours, rel=0.2), "alike beyond its reach, where falling off is by the square"


def test_a_rooms_key_hangs_under_its_ceiling() -> None:
    place = lit_room()
    for hour in ("day", "night"):
        key = next(each for each in lamps_in(place, light_of(place, hour, "clear")) if each.name == "room key")
        assert place.ceiling is not None
        assert 1.0 < key.place[2] < place.ceiling
        metres = math.dist(key.place, (0.0, 0.0, 1.0))
        own = max(light_of(place, hour, "clear").key)
        assert key.strength / metres**2 / math.pi == pytest.approx(own, rel=1e-3)


def test_lamps_are_on_only_where_the_scene_is(file: Reader) -> None:
    lights = file.document["extensions"]["KHR_lights_punctual"]["lights"]
    index = next(n for n, light in enumerate(lights) if light["name"] == "room lamp 1")
    pointer = f"/extensions/KHR_lights_punctual/lights/{index}/intensity"
    on, off = (file.value(pointer, "pointer", seconds, None)[0] for seconds in (2 / RATE, 45 / RATE))
    assert on == pytest.approx(lights[index]["intensity"])
    assert off == 0


def test_turns_make_minus_z_shine_from_the_sun() -> None:
    for place in ((0.0, 0.0, 1.0), (0.3, -0.9, 0.2), (1.0, 0.0, 0.0)):
        turn = Lamp("s", "far", place, (1.0, 1.0, 1.0), 1.0).turn
        assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-9)
        assert turn @ (0.0, 0.0, 1.0) == pytest.approx(np.asarray(place) / np.linalg.norm(place))


def test_usd_has_the_same_lamps(stage: Stage) -> None:
    text, _ = usda(stage)
    assert len(re.findall(r'def DistantLight "', text)) == 2
    assert len(re.findall(r'def SphereLight "', text)) == 2
    assert len(re.findall(r'def DomeLight "', text)) == 2
    assert text.count("{") == text.count("}")
    own = next(lamp for lamp in stage.lamps if lamp.name == "f sun")
    block = text[text.index('def DistantLight "f_sun"') :]
    strength = re.search(r"inputs:intensity = ([\d.]+)", block)
    assert strength is not None
    assert float(strength[1]) == pytest.approx(own.strength, rel=1e-3)
    assert 'visibility.timeSamples = { 0: "invisible", 44: "inherited" }' in block


def test_doors_are_things_of_their_own_that_swing(file: Reader, stage: Stage) -> None:
    assert {thing.name for thing in stage.things} >= {"room door 1", "room wall 0"}
    first, last = (file.vertices("room door 1", seconds) for seconds in (0.0, 43 / RATE))
    assert np.linalg.norm(first - last, axis=1).max() > 0.8
    assert np.abs(file.vertices("room door 1", 42 / RATE) - last).max() < 0.3
