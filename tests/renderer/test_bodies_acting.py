"""Actions in time, moods and clothes: nothing jumps, moods show, what is worn goes with its wearer."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from film.cast import Build, CharacterSheet, Garment, Outfit, Palette
from film.staging import Mark, Mood, Pose, Stance, stance_at
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.bodies.cycles import CYCLES
from renderer.previs.bodies.outfit import linear

NOW = Moment(seconds=1.3, speaking=0.0, seed=7)
FPS = 24.0


@pytest.fixture(scope="module")
def man() -> Mannequin:
    return Mannequin(CharacterSheet(id="bob", name="BOB", build=Build(gender=1.0, height=1.8)))


def held(pose: Pose, **other: object) -> Stance:
    fields: dict[str, object] = {"position": (0.0, 0.0, 0.0), "yaw": 0.0, "pose_a": pose, "pose_b": pose, "blend": 1.0}
    return Stance(**(fields | {"seat_a": None, "seat_b": None} | other))  # type: ignore[arg-type]


def played(figure: Mannequin, marks: list[Mark]) -> list[Posed]:
    last = marks[-1].frame
    return [figure.pose(stance_at(marks, at / 2, FPS), Moment(at / 2 / FPS, 0.0, 7)) for at in range(2 * last + 1)]


@pytest.mark.parametrize("pose", sorted(CYCLES))
@pytest.mark.parametrize("seat", [None, 0.46])
def test_what_moves_moves_without_a_jump(man: Mannequin, pose: Pose, seat: float | None) -> None:
    path = [man.pose(held(pose, seat_a=seat, seat_b=seat), Moment(at / FPS, 0.0, 7)) for at in range(120)]
    hands = np.array([[posed.joints[name] for name in ("hand_l", "hand_r", "head_top")] for posed in path])
    fastest = np.linalg.norm(np.diff(hands, axis=0), axis=2).max()
    assert 0.0004 < fastest < (0.36 if pose == "strike" else 0.17)  # metres a frame: a fist goes at 8 m/s


@pytest.mark.parametrize("pose", ["nod", "shake_head"])
def test_a_head_nods_and_shakes_whatever_it_looks_at(man: Mannequin, pose: Pose) -> None:
    axis = 2 if pose == "nod" else 1
    moves = []
    for doing in (pose, "stand"):
        stance = held(doing, look=(3.0, 0.3, 1.6))
        faces = [man.pose(stance, Moment(at / FPS, 0.0, 7)) for at in range(48)]
        moves.append(np.ptp([(posed.joints["mouth"] - posed.joints["head"])[axis] for posed in faces]))
    assert moves[0] > 3 * moves[1]


def test_a_fall_folds_before_it_lies(man: Mannequin) -> None:
    start = Mark(character="bob", frame=0, position=(0, 0, 0), yaw=0)
    path = played(man, [start, start.but(frame=20, pose="lie", seat=0.0)])
    hips = np.array([posed.joints["pelvis"][2] for posed in path])
    heads = np.array([posed.joints["head_top"][2] for posed in path])
    assert (np.diff(hips) < 0.01).all()
    half = int(np.argmin(np.abs(hips - 0.2)))
    assert heads[half] > 0.6  # sits up while the hips reach the floor
    assert path[half].joints["knee_l"][2] > hips[half] + 0.15
    assert heads[-1] < 0.35
    assert min(float(posed.vertices[:, 2].min()) for posed in path) > -0.05


def test_who_sits_down_bends_forward_on_the_way(man: Mannequin) -> None:
    start = Mark(character="bob", frame=0, position=(0.45, 0, 0), yaw=0)
    path = played(man, [start, start.but(frame=24, position=(0.0, 0.0, 0.0), pose="sit", seat=0.45)])
    ahead = [posed.joints["head"][0] - posed.joints["pelvis"][0] for posed in path]
    assert max(ahead) > 0.15 + max(ahead[0], ahead[-1])


@pytest.mark.parametrize("mood", get_args(Mood))
def test_every_mood_shows(man: Mannequin, mood: Mood) -> None:
    plain, moved = man.pose(held("stand"), NOW), man.pose(held("stand", mood_a=mood, mood_b=mood), NOW)
    assert np.abs(moved.vertices - plain.vertices).max() > 0.05
    half = man.pose(held("stand", mood_b=mood, blend=0.5), NOW)
    assert 0 < np.abs(half.vertices - plain.vertices).max() < np.abs(moved.vertices - plain.vertices).max()


def dressed(*worn: Garment, **build: float) -> Mannequin:
    return Mannequin(CharacterSheet(id="bob", name="BOB", build=Build(**build), wears=worn))


@pytest.mark.parametrize("garment", get_args(Garment))
@pytest.mark.parametrize("build", [{}, {"age": 7, "height": 1.2}, {"weight": 1.0, "gender": 1.0}])
def test_every_garment_is_worn_in_every_pose(garment: Garment, build: dict[str, float]) -> None:
    bare, figure = dressed(**build), dressed(garment, **build)
    assert len(figure.faces) > len(bare.faces) or (figure.colours != bare.colours).any()
    for pose, seat in (("stand", None), ("sit", 0.45), ("kneel", None), ("lie", 0.0), ("dance", None)):
        stance = held(pose, seat_a=seat, seat_b=seat)
        points = figure.pose(stance, NOW).vertices
        own = bare.pose(stance, NOW).vertices
        assert np.isfinite(points).all()
        assert np.abs(points[: len(own)] - own).max() < 0.08  # arms keep clear of cloth
        worn = points[len(own) :]
        if len(worn):
            gaps = np.linalg.norm(worn[:, None, :] - own[None, ::7, :], axis=2).min(axis=1)
            assert gaps.max() < 0.32


def test_a_skirt_bares_the_legs_and_covers_the_thighs_of_who_sits() -> None:
    figure = dressed("skirt", gender=0.0, height=1.68)
    posed = figure.pose(held("sit", seat_a=0.45, seat_b=0.45), NOW)
    cloth = posed.vertices[len(dressed(gender=0.0, height=1.68).pose(held("sit"), NOW).vertices) :]
    assert cloth[:, 0].max() > posed.joints["knee_l"][0] - 0.08
    skin = np.abs(figure.colours - linear(Palette().skin)).max(axis=1) < 1e-6
    shins = posed.vertices[np.unique(figure.faces[skin])]
    assert (shins[:, 2] < 0.3).sum() > 20


def test_an_outfit_adds_to_what_the_sheet_always_wears() -> None:
    coat = Outfit(id="coat", wears=("long_coat",))
    sheet = CharacterSheet(id="bob", name="BOB", wears=("glasses",), wardrobe=(coat,))
    assert sheet.dressed("coat").wears == ("glasses", "long_coat")
    assert sheet.dressed(None).wears == ("glasses",)


def test_a_way_between_any_two_poses_is_even(man: Mannequin) -> None:
    poses: tuple[Pose, ...] = ("stand", "pick_up", "guard", "pray", "hug", "aim", "dance", "cry", "stand")
    marks = [
        Mark(character="bob", frame=24 * at, position=(0, 0, 0), yaw=0, pose=pose) for at, pose in enumerate(poses)
    ]
    joints = [np.array(list(posed.joints.values())) for posed in played(man, marks)]
    assert max(float(np.linalg.norm(b - a, axis=1).max()) for a, b in pairwise(joints)) < 0.16
