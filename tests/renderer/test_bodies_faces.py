"""Faces, starts, burdens and crowds: what shows of a feeling, and that each body lives by itself."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from film.camera import CameraKey
from film.cast import Build, CharacterSheet
from film.plan import Extra, Format
from film.shot import Shot, ShotProp
from film.staging import Mark, Mood, Stance
from renderer.previs.bodies import Mannequin, Moment, Posed
from renderer.previs.bodies.outfit import linear
from renderer.previs.people import Player, cast_of, crowd
from renderer.previs.props import grip
from renderer.previs.thinning import COARSEST, grain, thinned

FPS = 24.0
BODY = 18
"""Where the 68 points of the face begin among a figure's landmarks."""


@pytest.fixture(scope="module")
def ann() -> Mannequin:
    return Mannequin(CharacterSheet(id="ann", name="ANN", build=Build(gender=0.0, height=1.68)))


def standing(mood: Mood | None = None) -> Stance:
    return Stance((0.0, 0.0, 0.0), 0.0, "stand", "stand", None, None, 1.0, mood_a=mood, mood_b=mood)


def on_head(figure: Mannequin, posed: Posed) -> np.ndarray:
    """The face's points (70, 3) in the head's own axes, in millimetres."""
    number = figure.rig.skeleton.index["head"]
    points = figure.landmarks(posed)[BODY : BODY + 70] - posed.places[number]
    return np.asarray(points @ posed.turns[number] * 1000)


def moved(figure: Mannequin, mood: Mood) -> np.ndarray:
    """How far each point of the face is from where it is without a mood (70, 3), millimetres."""
    now = Moment(0.4, 0.0, 7)
    return on_head(figure, figure.pose(standing(mood), now)) - on_head(figure, figure.pose(standing(), now))


def test_brows_and_mouth_say_what_is_felt(ann: Mannequin) -> None:
    angry, sad, happy, afraid = (moved(ann, mood) for mood in ("angry", "sad", "happy", "afraid"))
    inner, corners = (21, 22), (48, 54)
    assert angry[list(inner), 2].max() < -3
    assert sad[list(inner), 2].min() > 3
    assert afraid[list(inner), 2].min() > 3
    assert happy[list(corners), 2].min() > 3
    assert sad[list(corners), 2].max() < -3
    assert happy[48, 1] < -1 < 1 < happy[54, 1]  # drawn apart


@pytest.mark.parametrize("mood", get_args(Mood))
def test_a_face_moves_in_front_and_evenly(ann: Mannequin, mood: Mood) -> None:
    way = moved(ann, mood)
    assert 1.0 < np.linalg.norm(way, axis=1).max() < 14
    pairs = [(17, 26), (21, 22), (48, 54), (36, 45)]
    for right, left in pairs:
        assert way[right, 2] == pytest.approx(way[left, 2], abs=2.0)
    still = ann.pose(standing(), Moment(0.4, 0.0, 7))
    felt = ann.pose(standing(mood), Moment(0.4, 0.0, 7))
    crown = [on.joints["head_top"] - on.places[ann.rig.skeleton.index["head"]] for on in (still, felt)]
    assert np.linalg.norm(crown[0]) == pytest.approx(np.linalg.norm(crown[1]), abs=1e-6)


def test_who_takes_something_in_starts_each_in_their_own_time(ann: Mannequin) -> None:
    def back(figure: Mannequin, seconds: float, reacts: bool) -> float:
        return float(figure.pose(standing(), Moment(seconds, 0.0, 7, reacts=reacts)).joints["head"][0])

    gone = [back(ann, t / 24, True) - back(ann, t / 24, False) for t in range(72)]
    assert max(abs(value) for value in gone[:6]) < 1e-6
    assert min(gone) < -0.015
    assert abs(gone[-1]) < 0.6 * abs(min(gone))
    assert max(abs(b - a) for a, b in pairwise(gone)) < 0.02
    bob = Mannequin(CharacterSheet(id="bob", name="BOB"))
    other = [back(bob, t / 24, True) - back(bob, t / 24, False) for t in range(72)]
    first = [next(n for n, value in enumerate(path) if value < -0.003) for path in (gone, other)]
    assert first[0] != first[1]


def test_only_a_reaction_shot_reacts_and_only_who_is_silent() -> None:
    marks = tuple(Mark(character=name, frame=0, position=(0, y, 0), yaw=0) for name, y in (("ann", 0), ("bob", 1)))
    shot = Shot(
        id="1", setup="A", beat="b", idiom="reaction", size="CU", angle="eye", lens_mm=50, move="static",
        subjects=("ann", "bob"), frames=48, covers=((1, 1),), description="", marks=marks,
        camera=(CameraKey(frame=0, position=(3, 0, 1.5), target=(0, 0, 1.5)),),
        speech=({"line": "1", "character": "bob", "start": 4, "frames": 12},),  # type: ignore[arg-type]
    )  # fmt: skip
    sheets = [CharacterSheet(id=name, name=name) for name in ("ann", "bob")]
    assert [player.reacts for player in cast_of(shot, sheets, Mannequin)] == [True, False]
    assert not any(player.reacts for player in cast_of(shot.but(idiom="single"), sheets, Mannequin))


def test_a_suitcase_hangs_still_and_clear_of_the_leg(ann: Mannequin) -> None:
    start = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0)
    marks = (start, start.but(frame=72, position=(3.6, 0, 0)))
    walker = Player(CharacterSheet(id="ann", name="A"), ann, marks, (), 7, 1, laden=(False, True))
    bearings = []
    for frame in range(20, 60):
        posed = walker.at(frame, FPS)
        frame_of = grip("suitcase", posed.hands["right"], "right")
        bearings.append(math.degrees(math.atan2(frame_of[1, 0], frame_of[0, 0])))
        assert posed.hands["right"][1, 3] < posed.joints["knee_r"][1] - 0.10
    assert max(abs(b - a) for a, b in pairwise(bearings)) < 6
    assert np.ptp(bearings) < 25


def test_what_stands_upright_in_a_hand_turns_evenly_with_it() -> None:
    bearings = []
    for degrees in range(-45, 46, 5):
        turn = math.radians(degrees)
        hand = np.eye(4)
        hand[:3, 0] = (math.sin(turn), 0.0, -math.cos(turn))  # fingers down, swinging ahead and back
        hand[:3, 2] = (math.cos(turn), 0.0, math.sin(turn))
        hand[:3, 1] = np.cross(hand[:3, 2], hand[:3, 0])
        frame = grip("suitcase", hand, "right")
        bearings.append(math.degrees(math.atan2(frame[1, 0], frame[0, 0])))
    assert max(abs(bearing) for bearing in bearings[1:]) < 5


def test_a_beard_covers_the_jaw_on_both_sides_and_goes_with_it() -> None:
    sheet = CharacterSheet(id="bob", name="BOB", build=Build(gender=1.0), wears=("beard",))
    figure, bare = Mannequin(sheet), Mannequin(sheet.but(wears=()))
    hair = np.abs(figure.colours - linear(sheet.palette.hair)).max(axis=1) < 1e-6
    hair[: len(bare.faces)] = False
    shut, talks = (figure.pose(standing(), Moment(t, talk, 7)) for t, talk in ((0.4, 0.0), (0.45, 1.0)))
    jaw = figure.landmarks(shut)[BODY : BODY + 17]
    worn = shut.vertices[np.unique(figure.faces[hair])]
    for point in jaw[2:15]:
        assert np.linalg.norm(worn - point, axis=1).min() < 0.03
    lips = figure.landmarks(shut)[BODY + 62]
    assert np.linalg.norm(worn - lips, axis=1).min() > 0.006
    chin = np.unique(figure.faces[hair])[np.argmin(worn[:, 2])]
    index = figure.rig.skeleton.index["head"]
    ways = [(posed.vertices[chin] - posed.places[index]) @ posed.turns[index] for posed in (shut, talks)]
    assert np.linalg.norm(ways[1] - ways[0]) > 0.001


def extras(count: int) -> list[Extra]:
    return [
        Extra(
            sheet=CharacterSheet(id=f"x{n}", name="X"),
            mark=Mark(character=f"x{n}", frame=0, position=(0, n, 0), yaw=0, look=(3, 0, 1.5)),
        )
        for n in range(count)
    ]


def test_extras_stand_each_in_their_own_way() -> None:
    shapes = [mesh.vertices - mesh.vertices.mean(axis=0) for mesh in crowd(extras(4), Mannequin)]
    for one in range(4):
        for two in range(one):
            if shapes[one].shape == shapes[two].shape:
                assert np.abs(shapes[one] - shapes[two]).max() > 0.01
    again = crowd(extras(4), Mannequin)
    assert [mesh.vertices.tobytes() for mesh in again] == [m.vertices.tobytes() for m in crowd(extras(4), Mannequin)]


def test_who_is_far_away_has_fewer_triangles_and_the_same_outline() -> None:
    (whole,) = crowd(extras(1), Mannequin)
    (near,) = crowd(extras(1), Mannequin, grain=lambda _: 0.004)
    (far,) = crowd(extras(1), Mannequin, grain=lambda _: 0.03)
    assert len(near.faces) == len(whole.faces)
    assert len(far.faces) < 0.4 * len(whole.faces)
    assert np.abs(far.vertices.min(axis=0) - whole.vertices.min(axis=0)).max() < 0.03
    assert np.abs(far.vertices.max(axis=0) - whole.vertices.max(axis=0)).max() < 0.03
    assert far.faces.max() < len(far.vertices)
    assert len(far.colours) == len(far.faces) == len(far.texture)
    assert np.abs(np.linalg.norm(far.normals, axis=1) - 1).max() < 1e-3
    assert len(thinned(whole, 9.0).faces) == len(thinned(whole, COARSEST).faces) > 300


def test_grain_is_what_a_pixel_shows() -> None:
    film = Format(width=1920, height=1080)
    key = CameraKey(frame=0, position=(10.0, 0.0, 0.0), target=(0, 0, 0), focal_mm=50)
    assert grain((0.0, 0.0, 0.0), (key,), film) == pytest.approx(10 * film.gate.height / 50 / 1080)
    nearer = key.but(frame=9, position=(5.0, 0.0, 0.0))
    assert grain((0.0, 0.0, 0.0), (key, nearer), film) == pytest.approx(5 * film.gate.height / 50 / 1080)


def test_a_prop_in_a_left_hand_is_no_burden_on_the_right() -> None:
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=0)
    shot = Shot(
        id="1", setup="A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=50, move="static",
        subjects=("ann",), frames=48, covers=((1, 1),), description="", marks=(mark,),
        camera=(CameraKey(frame=0, position=(3, 0, 1.5), target=(0, 0, 1.5)),),
        props=(ShotProp(prop="case", kind="suitcase", holder="ann", hand="left"),
               ShotProp(prop="cup", kind="cup", holder="ann", hand="right")),
    )  # fmt: skip
    (player,) = cast_of(shot, [CharacterSheet(id="ann", name="A")], Mannequin)
    assert player.laden == (True, False)
