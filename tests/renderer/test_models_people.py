"""Models of people: other programs' skeletons found by their names, stood as ours, acted as ours; others stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from film.cast import Build, CharacterSheet
from film.model3d import Model3D
from film.staging import Mark, Pose, stance_at
from renderer.export.gltf import glb
from renderer.export.stage import stage_of
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.models.names import _bone
from renderer.previs.models.person import Statue, body_for, why_it_stands
from tests.renderer.model_files import Naming, a_box, a_person, mixamo, nobody_knows, unreal, with_json
from tests.renderer.tiny_shots import request, shot

SHEET = CharacterSheet(id="p", name="P", build=Build(height=1.9))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Model3D]:
    folder = tmp_path_factory.mktemp("models")

    def put(name: str, data: bytes) -> Model3D:
        (folder / name).write_bytes(data)
        return Model3D(file=str(folder / name))

    return put


def posed(body: Mannequin, pose: Pose, seat: float | None = None) -> Posed:
    mark = Mark(character="p", frame=0, position=(1, 2, 0), yaw=50, pose=pose, seat=seat)
    return body.pose(stance_at((mark,), 0, 24.0), Moment(seconds=0, speaking=0, seed=3))


@pytest.mark.parametrize(
    ("name", "bone"),
    [
        ("mixamorig:LeftUpLeg", "upperleg01.L"),
        ("mixamorigRightHandIndex2_032", "finger2-2.R"),
        ("J_Bip_L_UpperLeg", "upperleg01.L"),
        ("Bip01 R Forearm", "lowerarm01.R"),
        ("ValveBiped.Bip01_R_Forearm", "lowerarm01.R"),
        ("thigh_l", "upperleg01.L"),
        ("DEF-upper_arm.L.001", "upperarm01.L"),
        ("CC_Base_L_Calf", "lowerleg01.L"),
        ("Head_05", "head"),
        ("J_Bip_C_Hips", "root"),
        ("lowerarm_twist_01_l", None),
        ("mixamorig:HeadTop_End", None),
        ("LeftEye", None),
    ],
)
def test_bones_are_known_by_their_names(name: str, bone: str | None) -> None:
    assert _bone(name) == bone


@pytest.mark.parametrize(("naming", "raised"), [(mixamo, 40.0), (mixamo, 0.0), (unreal, 25.0)])
@pytest.mark.parametrize(("pose", "seat"), [("stand", None), ("sit", 0.45), ("phone", None), ("lie", 0.5)])
def test_another_rig_is_acted_as_our_own(
    files: Callable[[str, bytes], Model3D], naming: Naming, raised: float, pose: Pose, seat: float | None
) -> None:
    """Our body on another skeleton, bound in an A or a T and in centimetres, does what ours does."""
    model = files(f"{naming.__name__}{raised:g}.glb", a_person(naming, raised=raised))
    assert why_it_stands(model) == ""
    ours, theirs = (
        posed(Mannequin(SHEET.but(build=Build())), pose, seat),
        posed(body_for(SHEET.but(build=Build(), model=model)), pose, seat),
    )
    far = {name: float(np.linalg.norm(ours.joints[name] - theirs.joints[name])) for name in ours.joints}
    assert max(far.values()) < 0.07, far
    edges = [np.stack([each.vertices.min(0), each.vertices.max(0)]) for each in (ours, theirs)]
    assert np.abs(edges[0] - edges[1]).max() < 0.07


@pytest.mark.parametrize("raised", [0.0, 40.0, -20.0])
def test_every_bind_pose_is_stood_as_our_rest_is(files: Callable[[str, bytes], Model3D], raised: float) -> None:
    """Arms and legs run as ours do, to a degree, however the arms were when the skin was bound."""
    ours = Mannequin(SHEET.but(build=Build())).rig.skeleton
    model = files(f"rest{raised:g}.glb", a_person(raised=raised))
    theirs = body_for(SHEET.but(build=Build(), model=model)).rig.skeleton
    for first, last in (("upperarm01", "lowerarm01"), ("lowerarm01", "wrist"), ("upperleg01", "lowerleg01")):
        for side in "LR":
            along = [each.head(f"{last}.{side}") - each.head(f"{first}.{side}") for each in (ours, theirs)]
            cosine = along[0] @ along[1] / np.linalg.norm(along[0]) / np.linalg.norm(along[1])
            assert cosine > 0.9998, (first, side)


def test_a_person_is_as_tall_as_the_sheet_says_and_stands_on_the_floor(
    files: Callable[[str, bytes], Model3D],
) -> None:
    body = body_for(SHEET.but(model=files("tall.glb", a_person())))
    rest = body.rig.rest
    assert float(rest[:, 2].max()) == pytest.approx(1.9, abs=1e-3)
    assert float(rest[:, 2].min()) == pytest.approx(0.0, abs=1e-3)
    metres = body_for(SHEET.but(model=files("tall.glb", a_person()).but(scale=1.0)))
    assert float(metres.rig.rest[:, 2].max()) == pytest.approx(1.74, abs=0.05)


def test_colours_are_the_models(files: Callable[[str, bytes], Model3D]) -> None:
    found = {tuple(row) for row in body_for(SHEET.but(model=files("c.glb", a_person()))).colours.round(1).tolist()}
    assert len(found) > 4


def test_vrm_says_itself_which_bone_is_which(files: Callable[[str, bytes], Model3D]) -> None:
    """Names that mean nothing, and the list of VRM 1."""
    plain = files("plain.vrm", a_person(nobody_knows))
    assert "no hips" in why_it_stands(plain)

    def told(document: dict[str, Any]) -> None:
        names = [node["name"] for node in document["nodes"] if "name" in node]
        known = {"hips": "Hips", "head": "Head", "neck": "Neck"}
        for side, word in (("L", "left"), ("R", "right")):
            for theirs, ours in (("UpperArm", "Arm"), ("LowerArm", "ForeArm"), ("Hand", "Hand"), ("UpperLeg", "UpLeg"),
                                 ("LowerLeg", "Leg"), ("Foot", "Foot")):  # fmt: skip
                known[f"{word}{theirs}"] = f"{ours}|{side}"
        bones = {}
        for vrm, name in known.items():
            word, _, side = name.partition("|")
            bones[vrm] = {"node": names.index(nobody_knows(word, side))}
        document["extensions"] = {"VRMC_vrm": {"humanoid": {"humanBones": bones}}}

    assert why_it_stands(files("told.vrm", with_json(a_person(nobody_knows), told))) == ""


@pytest.mark.parametrize(("data", "why"), [(a_box(), "no skeleton"), (a_person(nobody_knows), "no hips")])
def test_what_cannot_be_acted_stands(files: Callable[[str, bytes], Model3D], data: bytes, why: str) -> None:
    model = files(f"{why}.glb", data)
    assert why in why_it_stands(model)
    body = body_for(SHEET.but(model=model))
    assert isinstance(body, Statue)
    standing, sitting = posed(body, "stand"), posed(body, "sit", 0.45)
    assert np.array_equal(standing.vertices, sitting.vertices)
    low, high = standing.vertices.min(0), standing.vertices.max(0)
    assert low[2] == pytest.approx(0.0, abs=1e-3)
    assert np.ptp(body.rig.rest, axis=0).max() == pytest.approx(1.9, abs=1e-3)
    assert ((low + high) / 2)[:2] == pytest.approx((1, 2), abs=0.4)
    assert np.isfinite(body.landmarks(standing)).all()


def test_our_own_export_comes_back_as_the_same_person(files: Callable[[str, bytes], Model3D], tmp_path: Path) -> None:
    """A scene as we write it for other programs, read as a person: the same joints, up to the height of the hair."""
    taken = request(shot=shot(subjects=("bo",), frames=1))
    del tmp_path

    def alone(document: dict[str, Any]) -> None:
        names = [node.get("name") for node in document["nodes"]]
        root = next(node for node in document["nodes"] if names.index("bo") in node.get("children", []))
        root["children"] = [names.index("bo")]
        document.pop("animations", None)

    model = files("own.glb", with_json(glb(stage_of("x", [taken])), alone))
    sheet = CharacterSheet(id="bo", name="BO")
    ours, theirs = posed(Mannequin(sheet), "phone"), posed(body_for(sheet.but(model=model)), "phone")
    assert len(theirs.vertices) > 5000
    for name in ours.joints:
        assert np.linalg.norm(ours.joints[name] - theirs.joints[name]) < 0.05, name


def test_a_model_is_exported_on_its_bones(files: Callable[[str, bytes], Model3D]) -> None:
    sheet = CharacterSheet(id="ann", name="ANN", model=files("e.glb", a_person()))
    taken = request(cast=(sheet, CharacterSheet(id="bo", name="BO")))
    (actor,) = (each for each in stage_of("x", [taken]).actors if each.name == "ann")
    assert len(actor.body.rig.rest) == len(body_for(sheet).rig.rest)
    assert len(actor.turns) == taken.shot.frames
