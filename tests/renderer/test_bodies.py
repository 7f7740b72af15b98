"""Mannequins: height, planted feet, seats, hands, looks, and that nothing is random."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from film.cast import Build, CharacterSheet, HairStyle, Palette
from film.staging import Mark, Pose, Stance, stance_at
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.bodies.library import base_of

NOW = Moment(seconds=1.3, speaking=0.0, seed=7)
POSES = get_args(Pose)


def sheet(name: str = "anna", hair: HairStyle = "short", **build: float) -> CharacterSheet:
    return CharacterSheet(id=name, name=name.upper(), build=Build(**build), hair=hair)


def holding(pose: Pose, seat: float | None = None, **other: object) -> Stance:
    return Stance((0.0, 0.0, 0.0), 0.0, pose, pose, seat, seat, 1.0)._replace(**other)


@pytest.fixture(scope="module")
def man() -> Mannequin:
    return Mannequin(sheet(gender=1.0, height=1.8))


@pytest.fixture(scope="module")
def child() -> Mannequin:
    return Mannequin(sheet("kim", "bob", age=7, gender=0.2, height=1.2))


@pytest.mark.parametrize(
    "build",
    [
        {"age": 8, "gender": 0.0, "height": 1.25},
        {"age": 25, "gender": 1.0, "height": 2.02, "muscle": 1.0},
        {"age": 45, "gender": 0.0, "height": 1.55, "weight": 1.0},
        {"age": 75, "gender": 0.5, "height": 1.7, "weight": 0.0},
        {"age": 2, "gender": 0.5, "height": 0.85},
    ],
)
def test_stands_as_tall_as_asked_in_its_shoes(build: dict[str, float]) -> None:
    figure = Mannequin(sheet(hair="bald", **build))
    posed = figure.pose(holding("stand"), NOW)
    tall = posed.vertices[:, 2].max() - posed.vertices[:, 2].min()
    # Weight on one leg lowers the crown a little.
    assert tall == pytest.approx(build["height"], abs=0.01)


@pytest.mark.parametrize("pose", POSES)
def test_every_pose_is_finite_smooth_and_on_the_floor(man: Mannequin, child: Mannequin, pose: Pose) -> None:
    for figure in (man, child):
        posed = figure.pose(holding(pose), NOW)
        assert np.isfinite(posed.vertices).all()
        assert np.abs(np.linalg.norm(posed.normals, axis=1) - 1).max() < 1e-3
        if pose != "drive":  # a driver sits, on a seat of the usual height
            assert posed.vertices[:, 2].min() == pytest.approx(0.0, abs=0.012)


@pytest.mark.parametrize("pose", [pose for pose in POSES if base_of(pose, None) == "stand" and pose != "dance"])
def test_both_soles_stand_on_the_floor(man: Mannequin, pose: Pose) -> None:
    posed = man.pose(holding(pose, position=(2.0, 1.0, 0.5)), NOW)
    feet = posed.vertices[posed.vertices[:, 2] < 0.53]
    for ankle in (posed.joints["foot_l"], posed.joints["foot_r"]):
        near = feet[np.linalg.norm(feet[:, :2] - ankle[:2], axis=1) < 0.12]
        assert near[:, 2].min() == pytest.approx(0.5, abs=0.006)


@pytest.mark.parametrize("seat", [0.40, 0.46, 0.75])
@pytest.mark.parametrize("pose", ["sit", "phone", "write", "arms_crossed"])
def test_hips_rest_on_the_seat(man: Mannequin, pose: Pose, seat: float) -> None:
    posed = man.pose(holding(pose, seat), NOW)
    hips = posed.joints["pelvis"]
    assert np.linalg.norm(hips[:2]) < 0.02
    behind = np.abs(posed.vertices[:, 0] - hips[0]) < 0.10
    seated = posed.vertices[behind & (np.abs(posed.vertices[:, 1]) < 0.16)]
    assert seated[:, 2].min() == pytest.approx(seat, abs=0.02)
    assert abs(posed.joints["knee_l"][2] - hips[2]) < 0.10


def test_feet_reach_the_floor_from_a_chair_and_hang_from_a_stool(man: Mannequin) -> None:
    assert man.pose(holding("sit", 0.46), NOW).vertices[:, 2].min() == pytest.approx(0.0, abs=0.008)
    assert man.pose(holding("sit", 0.80), NOW).vertices[:, 2].min() > 0.05


@pytest.mark.parametrize("surface", [0.0, 0.55])
def test_lies_on_the_surface(man: Mannequin, surface: float) -> None:
    posed = man.pose(holding("lie", surface), NOW)
    assert posed.vertices[:, 2].min() == pytest.approx(surface, abs=0.03)
    assert posed.vertices[:, 2].max() < surface + 0.45


@pytest.mark.parametrize("seat", [None, 0.46])
def test_the_phone_is_at_the_ear(man: Mannequin, child: Mannequin, seat: float | None) -> None:
    for figure in (man, child):
        posed = figure.pose(holding("phone", seat, look=(3.0, 1.0, 1.4)), NOW)
        assert np.linalg.norm(posed.hands["right"][:3, 3] - posed.joints["ear_r"]) < 0.08


def facing(posed: Posed) -> np.ndarray:
    """The level direction of the face: square to the line of the eyes."""
    across = posed.joints["eye_l"] - posed.joints["eye_r"]
    ahead = np.cross(across, [0.0, 0.0, 1.0])
    return np.asarray(ahead / np.linalg.norm(ahead))


@settings(max_examples=25, deadline=None)
@given(bearing=some.floats(-65, 65), body=some.floats(-180, 180))
def test_the_head_turns_to_what_it_looks_at(man: Mannequin, bearing: float, body: float) -> None:
    world = np.radians(bearing + body)
    point = (4 * np.cos(world), 4 * np.sin(world), 1.6)
    posed = man.pose(holding("stand", yaw=body, look=point), Moment(0.0, 0.0, 0))
    aim = np.array([np.cos(world), np.sin(world), 0.0])
    assert np.degrees(np.arccos(np.clip(facing(posed) @ aim, -1, 1))) < 7


def test_the_head_does_not_turn_further_than_a_neck_does(man: Mannequin) -> None:
    posed = man.pose(holding("stand", look=(-1.0, 3.0, 1.6)), Moment(0.0, 0.0, 0))
    assert 60 < np.degrees(np.arctan2(facing(posed)[1], facing(posed)[0])) < 80


@pytest.mark.parametrize("point", [(4.0, 1.0, 1.0), (3.0, -3.0, 2.5)])
def test_points_where_it_looks(man: Mannequin, point: tuple[float, float, float]) -> None:
    joints = man.pose(holding("point", look=point), NOW).joints
    arm = joints["hand_r"] - joints["shoulder_r"]
    wanted = np.array(point) - joints["shoulder_r"]
    cosine = arm @ wanted / np.linalg.norm(arm) / np.linalg.norm(wanted)
    assert np.degrees(np.arccos(cosine)) < 8


@pytest.mark.parametrize(("speed", "metres"), [(0.9, 4.0), (1.4, 5.0), (3.4, 8.0)])
def test_a_planted_foot_does_not_slide(man: Mannequin, speed: float, metres: float) -> None:
    frames = round(metres / speed * 24)
    marks = [
        Mark(character="anna", frame=0, position=(0.0, 0.0, 0.0), yaw=0.0),
        Mark(character="anna", frame=frames, position=(metres, 0.0, 0.0), yaw=0.0),
    ]
    path = [man.pose(stance_at(marks, frame, 24), Moment(frame / 24, 0.0, 0)) for frame in range(frames + 6)]
    for side in "lr":
        toe = np.array([posed.joints[f"toe_{side}"] for posed in path])
        down = toe[:, 2] < toe[:, 2].min() + 0.004
        assert down.sum() > frames / 5
        for stance in np.split(toe, np.flatnonzero(np.diff(down)) + 1)[0 if down[0] else 1 :: 2]:
            assert np.ptp(stance[:, 0]) < 0.03
    assert min(float(posed.vertices[:, 2].min()) for posed in path) > -0.012


@pytest.mark.parametrize("aside", [-150.0, -60.0, 40.0, 90.0, 180.0])
def test_feet_step_along_the_path_wherever_the_body_looks(man: Mannequin, aside: float) -> None:
    path = np.array([np.cos(np.radians(aside)), np.sin(np.radians(aside))])
    frames = []
    for metres in np.arange(0.0, 1.6, 0.02):
        place = (float(path[0] * metres), float(path[1] * metres), 0.0)
        walking = {"gait": "walk", "gait_weight": 1.0, "travelled": float(metres), "speed": 1.2, "heading": aside}
        frames.append(man.pose(holding("stand", position=place, **walking), Moment(0.0, 0.0, 0)))
    for side in "lr":
        toe = np.array([posed.joints[f"toe_{side}"] for posed in frames])
        down = toe[:, 2] < toe[:, 2].min() + 0.002
        assert down.sum() > len(frames) / 5
        for stance in np.split(toe, np.flatnonzero(np.diff(down)) + 1)[0 if down[0] else 1 :: 2]:
            assert np.ptp(stance[:, :2], axis=0).max() < 0.03
    assert min(float(posed.vertices[:, 2].min()) for posed in frames) > -0.012


def test_fingers_at_ease_lie_together(man: Mannequin) -> None:
    skeleton = man._skeleton
    turns = np.broadcast_to(np.eye(3), (len(skeleton.parents), 3, 3)).copy()
    skeleton.curled(turns, "L", (0.0,) * 5)

    def spread(a: int, b: int) -> float:
        index, ways = skeleton.index, []
        for finger in (a, b):
            last, first = (index[f"finger{finger}-{joint}.L"] for joint in (3, 2))
            ways.append(turns[first] @ (skeleton.heads[last] - skeleton.heads[first]))
        one, two = (way / np.linalg.norm(way) for way in ways)
        return float(np.degrees(np.arccos(one @ two)))

    assert max(spread(2, 3), spread(3, 4)) < 5
    assert spread(2, 5) < 10


def test_a_walk_has_no_jump(man: Mannequin) -> None:
    marks = [
        Mark(character="anna", frame=0, position=(0.0, 0.0, 0.0), yaw=90.0),
        Mark(character="anna", frame=10, position=(0.0, 0.0, 0.0), yaw=90.0),
        Mark(character="anna", frame=58, position=(2.6, 0.0, 0.0), yaw=-90.0),
        Mark(character="anna", frame=90, position=(2.6, 0.0, 0.0), yaw=-90.0, pose="sit", seat=0.45),
    ]
    path = np.array([man.pose(stance_at(marks, f, 24), Moment(f / 24, 0.0, 0)).vertices for f in range(96)])
    assert np.linalg.norm(np.diff(path, axis=0), axis=2).max() < 0.35


def test_same_stance_and_moment_give_the_same_bytes() -> None:
    first, second = Mannequin(sheet()), Mannequin(sheet())
    first.pose(holding("lie"), Moment(9.0, 1.0, 3))
    for pose in ("wave", "sit"):
        one, two = first.pose(holding(pose), NOW), second.pose(holding(pose), NOW)
        assert one.vertices.tobytes() == two.vertices.tobytes()
        assert one.normals.tobytes() == two.normals.tobytes()


def test_counts_never_change(man: Mannequin) -> None:
    counts = {man.pose(holding(pose), NOW).vertices.shape for pose in POSES}
    assert len(counts) == 1
    assert man.faces.max() == next(iter(counts))[0] - 1
    assert man.colours.shape == man.faces.shape


def test_normals_look_outward(man: Mannequin) -> None:
    posed = man.pose(holding("stand"), NOW)
    chest = posed.joints["chest"] - [0, 0, 0.1]
    torso = np.abs(posed.vertices - chest).max(axis=1) < 0.13
    outward = posed.vertices[torso] - chest
    level = (outward[:, :2] * posed.normals[torso, :2]).sum(axis=1)
    assert (level > 0).mean() > 0.95


def test_speaking_opens_the_jaw_and_moves_the_hands(man: Mannequin) -> None:
    silent = [man.pose(holding("stand"), Moment(t / 6, 0.0, 1)) for t in range(36)]
    spoken = [man.pose(holding("stand"), Moment(t / 6, 1.0, 1)) for t in range(36)]
    lift = [np.ptp([posed.joints["hand_l"][2] for posed in path]) for path in (silent, spoken)]
    assert lift[1] > lift[0] + 0.1
    assert np.abs(silent[3].vertices - spoken[3].vertices).max() > 0.003


def test_it_breathes_and_each_in_its_own_time(man: Mannequin) -> None:
    early, late = (man.pose(holding("stand"), Moment(t, 0.0, 1)).vertices for t in (0.0, 1.7))
    assert 0.0005 < np.abs(early - late).max() < 0.04
    other = Mannequin(sheet("boris", gender=1.0, height=1.8)).pose(holding("stand"), Moment(0.0, 0.0, 1))
    assert abs(other.joints["head"][1] - man.pose(holding("stand"), Moment(0.0, 0.0, 1)).joints["head"][1]) > 1e-4


def test_grips_are_right_handed_frames(man: Mannequin) -> None:
    for grip in man.pose(holding("hold"), NOW).hands.values():
        assert np.linalg.det(grip[:3, :3]) == pytest.approx(1.0, abs=1e-6)
        assert grip[3].tolist() == [0, 0, 0, 1]
    standing = man.pose(holding("stand"), NOW)
    for name in ("left", "right"):
        assert standing.hands[name][2, 0] < -0.7  # fingers hang down
        assert standing.hands[name][0, 2] > 0.5  # thumbs forward


@pytest.mark.parametrize("hair", get_args(HairStyle))
def test_every_hair_style_is_worn(hair: HairStyle) -> None:
    bald = len(Mannequin(sheet(hair="bald")).faces)
    figure = Mannequin(CharacterSheet(id="anna", name="A", hair=hair, palette=Palette(hair="#ff0000", top="#00ff00")))
    assert (len(figure.faces) > bald) is (hair != "bald")
    assert figure.pose(holding("stand"), NOW).vertices[:, 2].max() < 1.80
    assert len(figure.faces) <= 15_000


@pytest.mark.parametrize("hair", ["short", "bob", "long", "bun"])
def test_hair_grows_at_temples_and_nape(hair: HairStyle) -> None:
    figure = Mannequin(CharacterSheet(id="anna", name="A", hair=hair, palette=Palette(hair="#ff0000", top="#00ff00")))
    posed = figure.pose(holding("stand"), NOW)
    red = figure.faces[np.abs(figure.colours - [1, 0, 0]).max(axis=1) < 1e-6]
    hair_points = posed.vertices[np.unique(red)] - posed.joints["head_top"]
    ear, eye = (posed.joints[name] - posed.joints["head_top"] for name in ("ear_l", "eye_l"))
    level = np.abs(hair_points[:, 2] - eye[2]) < 0.02
    temple = level & (hair_points[:, 0] > ear[0] + 0.005) & (hair_points[:, 1] > 0.05)
    nape = (hair_points[:, 0] < ear[0] - 0.06) & (hair_points[:, 2] < ear[2])
    assert temple.sum() >= 3
    assert nape.sum() >= 5
