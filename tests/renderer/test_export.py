"""Scenes for other programs: what a reader of glTF and of USD's text finds is where the film has it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.errors import RenderError
from film.names import digest
from film.place import Fixture
from film.plan import Beat, Extra, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Half, Setup, ShotProp
from film.staging import Mark
from renderer.export import scene_files
from renderer.export.curves import quaternions, there
from renderer.export.gltf import glb
from renderer.export.stage import Stage, stage_of
from renderer.export.usd import usda
from renderer.export.usdtext import prim_name, unlike
from renderer.previs.bodies import Mannequin
from renderer.previs.eye import view_of
from renderer.previs.people import cast_of
from renderer.request import ShotRequest
from tests.renderer.gltf_reader import TO_Z_UP, Reader, _turned
from tests.renderer.tiny_shots import request, room, shot

RATE = 24.0


def first() -> ShotRequest:
    """Ann walks with a box in her hand, a letter lies on the table, a stranger stands by, and the lens zooms."""
    keys: tuple[CameraKey, ...] = (CameraKey(frame=0, position=(0, -1.9, 1.5), target=(0, 1, 1), focal_mm=20),)
    keys += (CameraKey(frame=5, position=(0.4, -1.7, 1.4), target=(0, 1, 1.1), focal_mm=30, roll=4),)
    marks = (*shot().marks, Mark(character="ann", frame=5, position=(-0.2, 0.7, 0.0), yaw=40, mood="happy"))
    props = (
        ShotProp(prop="box", kind="box", holder="ann"),
        ShotProp(prop="letter", kind="letter", position=(0.9, 0.9, 0.75), text="COME HOME"),
    )
    stranger = Extra(
        sheet=CharacterSheet(id="extra-1", name="Guest"),
        mark=Mark(character="extra-1", frame=0, position=(0.0, 1.4, 0.0), yaw=270),
    )
    return asked(shot(camera=keys, marks=marks, props=props, frames=6), extras=(stranger,))


def second() -> ShotRequest:
    """Bo alone."""
    return asked(shot(id="1-B2", subjects=("bo",), frames=4))


def asked(taken: object, **changes: object) -> ShotRequest:
    people = tuple(CharacterSheet(id=name, name=name.upper()) for name in ("ann", "bo"))
    sign = Fixture(id="sign", kind="sign", position=(0, 1.95, 1.6), yaw=270, size=(0.05, 0.8, 0.3), text="EXIT")
    return request(shot=taken, cast=people, place=room(fixtures=(*room().fixtures, sign))).but(**changes)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return stage_of("scene-1", [first(), second()])


@pytest.fixture(scope="module")
def file(stage: Stage) -> Reader:
    return Reader(glb(stage))


def posed(request_: ShotRequest, name: str, frame: int) -> np.ndarray:
    """A body's vertices as the renderer has them."""
    (player,) = (each for each in cast_of(request_.shot, request_.cast, Mannequin) if each.sheet.id == name)
    return np.asarray(player.at(frame, RATE).vertices, float)


def test_a_stage_runs_through_the_shots(stage: Stage) -> None:
    assert stage.frames == 10
    assert [(camera.name, camera.first) for camera in stage.cameras] == [("1-A1", 0), ("1-B2", 6)]
    assert {actor.name: len(actor.frames) for actor in stage.actors} == {"ann": 6, "bo": 10}
    names = {thing.name: len(thing.frames) for thing in stage.things}
    assert names["room table"] == names["room floor"] == 10
    assert names["extra-1"] == names["letter"] == names["box in hand"] == 6


@pytest.mark.parametrize(("frame", "name"), [(0, "ann"), (3, "ann"), (5, "bo"), (8, "bo")])
def test_skinned_bodies_are_the_renderers(file: Reader, frame: int, name: str) -> None:
    own, at = (first(), frame) if frame < 6 else (second(), frame - 6)
    found = file.vertices(f"{name} body", frame / RATE) @ TO_Z_UP.T
    assert np.abs(found - posed(own, name, at)).max() < 1e-4


@pytest.mark.parametrize("frame", [0, 2, 5, 7])
def test_a_point_is_seen_where_our_own_camera_sees_it(file: Reader, frame: int) -> None:
    own, at, name = (first(), frame, "1-A1") if frame < 6 else (second(), frame - 6, "1-B2")
    view = view_of(own.shot, at, own.format)
    points = np.array([(-0.5, 0.6, 1.2), (0.5, 0.9, 0.3), (0.1, 1.8, 2.2)])
    wanted = [view.project(tuple(point))[:2] for point in points.tolist()]
    assert file.project(name, frame / RATE, points @ TO_Z_UP) == pytest.approx(np.array(wanted), abs=1e-4)


def test_who_is_not_in_a_shot_is_not_there(file: Reader) -> None:
    here, gone = (np.ptp(file.vertices("ann body", seconds), axis=0).max() for seconds in (2 / RATE, 7 / RATE))
    assert here > 1.5
    assert gone < 1e-6
    assert np.ptp(file.vertices("box in hand", 8 / RATE), axis=0).max() < 1e-6
    assert np.ptp(file.vertices("bo body", 8 / RATE), axis=0).max() > 1.5


def test_a_prop_stays_in_the_hand(file: Reader) -> None:
    (player,) = (each for each in cast_of(first().shot, first().cast, Mannequin) if each.sheet.id == "ann")
    for frame in (0, 5):
        hand = player.at(frame, RATE).hands["right"][:3, 3]
        box = file.vertices("box in hand", frame / RATE) @ TO_Z_UP.T
        assert np.linalg.norm(box.mean(0) - hand) < 0.3


def test_materials_are_by_colour_and_signs_keep_their_words(file: Reader) -> None:
    materials = file.document["materials"]
    assert len({material["name"] for material in materials}) > 5
    assert any("baseColorTexture" in material["pbrMetallicRoughness"] for material in materials)
    skin = next(m for m in materials if m["name"] == "colour c99f7f")
    assert skin["pbrMetallicRoughness"]["baseColorFactor"][0] == pytest.approx(0.584, abs=0.002)
    assert file.document["extensionsUsed"] == ["KHR_animation_pointer", "KHR_lights_punctual"]
    assert file.document["scenes"][0]["extras"]["shots"][1] == {"shot": "1-B2", "first": 6, "frames": 4}


def test_every_accessor_lies_in_the_block_and_says_its_bounds(file: Reader) -> None:
    for number, accessor in enumerate(file.document["accessors"]):
        rows = file.numbers(number)
        assert np.isfinite(rows).all()
        if "min" in accessor:
            assert rows.min(0) == pytest.approx(accessor["min"])
            assert rows.max(0) == pytest.approx(accessor["max"])
    for mesh in file.document["meshes"]:
        for primitive in mesh["primitives"]:
            count = file.document["accessors"][primitive["attributes"]["POSITION"]]["count"]
            assert file.numbers(primitive["indices"]).max() < count


def test_the_same_scene_gives_the_same_bytes(stage: Stage) -> None:
    again = stage_of("scene-1", [first(), second()])
    assert digest([glb(stage).hex(), *usda(stage)[0].splitlines()]) == digest(
        [glb(again).hex(), *usda(again)[0].splitlines()]
    )


def test_usd_has_the_cameras_bodies_and_pictures(stage: Stage) -> None:
    text, pictures = usda(stage)
    assert text.startswith("#usda 1.0\n")
    assert text.count("{") == text.count("}")
    assert 'upAxis = "Z"' in text
    assert "endTimeCode = 9" in text
    assert len(re.findall(r'def Camera "', text)) == 2
    assert len(re.findall(r'def SkelRoot "(?:ann|bo)"', text)) == 2
    assert "float focalLength.timeSamples = { 0: 0.2," in text
    assert 'token visibility.timeSamples = { 0: "inherited", 6: "invisible" }' in text
    assert all(f"@./{name}@" in text for name in pictures)
    assert len(pictures) >= 2
    assert all(data.startswith(b"\x89PNG") for data in pictures.values())


def test_both_halves_of_a_split_screen_have_a_camera() -> None:
    half = Half(subjects=("bo",), camera=shot().camera, marks=(shot().marks[1],))
    split = asked(shot(split=half, subjects=("ann",), marks=(shot().marks[0],)), beside=room(id="hall"))
    stage = stage_of("s", [split])
    assert [camera.name for camera in stage.cameras] == ["1-A1 left", "1-A1 right"]
    assert {actor.name for actor in stage.actors} == {"ann", "bo"}
    assert {thing.name.split(" ")[0] for thing in stage.things} >= {"room", "hall"}
    assert stage.frames == 3


def test_a_shot_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(RenderError, match="carl"):
        stage_of("s", [asked(shot(subjects=("carl",)))])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*(st.floats(-1, 1) for _ in range(4))), min_size=1, max_size=5))
def test_quaternions_turn_as_their_matrices_do(rows: list[tuple[float, ...]]) -> None:
    given_ = np.array([row if np.linalg.norm(row) > 0.1 else (0, 0, 0, 1) for row in rows], float)
    turns = np.stack([_turned(row / np.linalg.norm(row)) for row in given_])
    found = quaternions(turns)
    assert np.abs(np.stack([_turned(row) for row in found]) - turns).max() < 1e-9
    assert ((found[1:] * found[:-1]).sum(1) >= -1e-12).all()


def test_names_are_ones_that_usd_allows() -> None:
    assert prim_name("12A-B3") == "_12A_B3"
    assert unlike(["Łucja", "Žucja", "a b", "a.b"]) == ["_ucja", "_ucja_2", "a_b", "a_b_2"]
    assert there([1, 2, 5], 7) == [(0, False), (1, True), (3, False), (5, True), (6, False)]


def tiny_plan() -> Plan:
    """One scene of the two shots."""
    scene = ScenePlan(
        id="the room/1", number="1", text="INT. ROOM - DAY", lines=(1, 2), place="room", time_of_day="day",
        heading=Heading(setting="INT", place="ROOM", location="ROOM", time="DAY"),
        beats=(Beat(id="b1", kind="action", lines=(1, 2), text="They meet."),),
        setups=(
            Setup(
                id="A", idiom="two_shot", size="WS", angle="eye", lens_mm=20, subjects=("ann", "bo"),
                position=(0, -1.9, 1.5), target=(0, 1, 1),
            ),
        ),
        shots=(first().shot, second().shot),
    )  # fmt: skip
    return Plan(title="A", format=first().format, cast=first().cast, places=(first().place,), scenes=(scene,))


def test_files_are_named_after_scenes() -> None:
    plan = tiny_plan()
    (binary,) = scene_files(plan, "glb")
    assert list(binary) == ["1-the_room_1.glb"]
    assert len(Reader(binary["1-the_room_1.glb"]).document["cameras"]) == 2
    (files,) = scene_files(plan, "usd")
    text, *pictures = files
    assert text == "1-the_room_1.usda"
    assert b'def Camera "_1_B2"' in files[text]
    assert all(picture.encode() in files[text] for picture in pictures)
