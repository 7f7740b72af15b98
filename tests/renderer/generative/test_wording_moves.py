"""The camera's moves and people's places in words agree with the geometry they are read off."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from film.base import Vec3
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.shot import Move
from film.staging import Mark
from renderer.generative.wording.acting import acting
from renderer.generative.wording.lens import depth_of_field, lens
from renderer.generative.wording.moves import is_still, move
from renderer.generative.wording.placing import direction, facing
from renderer.generative.wording.sides import Side, sides_of
from tests.renderer.generative.wording_desk import brief, told

HERE, THERE = (0.0, -3.0, 1.5), (0.0, 1.0, 1.5)
NAMES = {"ann": "Ann", "bo": "Bo"}


def side(kind: Move, *keys: CameraKey, frames: int = 48) -> Side:
    """A shot whose camera has these keys."""
    return sides_of(brief({"move": kind, "camera": keys, "frames": frames}))[0]


def key(frame: int, position: Vec3 = HERE, target: Vec3 = THERE, focal: float = 35.0, **more: float) -> CameraKey:
    return CameraKey(frame=frame, position=position, target=target, focal_mm=focal, **more)


@pytest.mark.parametrize(
    ("kind", "last", "words"),
    [
        ("pan", key(47, target=(3.0, 1.0, 1.5)), "the camera pans right"),
        ("pan", key(47, target=(-3.0, 1.0, 1.5)), "the camera pans left"),
        ("tilt", key(47, target=(0.0, 1.0, 3.5)), "the camera tilts up"),
        ("tilt", key(47, target=(0.0, 1.0, 0.0)), "the camera tilts down"),
        ("dolly", key(47, position=(0.0, -2.0, 1.5)), "the camera pushes in"),
        ("dolly", key(47, position=(0.0, -4.0, 1.5)), "the camera pulls back"),
        ("truck", key(47, (1.0, -3.0, 1.5), (1.0, 1.0, 1.5)), "the camera trucks right"),
        ("truck", key(47, (-1.0, -3.0, 1.5), (-1.0, 1.0, 1.5)), "the camera trucks left"),
        ("crane", key(47, (0.0, -3.0, 3.0), (0.0, 1.0, 3.0)), "the camera cranes up"),
        ("pedestal", key(47, (0.0, -3.0, 0.5), (0.0, 1.0, 0.5)), "the camera sinks on a pedestal"),
        ("zoom", key(47, focal=70), "the camera zooms in"),
        ("zoom", key(47, focal=20), "the camera zooms out"),
        ("crane", key(47, (0.0, -5.0, 2.5), (0.0, 1.0, 2.5)), "the camera cranes up and pulls back"),
        ("dolly_zoom", key(47, (0.0, -1.0, 1.5), focal=18), "dolly zoom: the camera dollies in while"),
        ("static", key(47), "static camera, locked off, no camera movement"),
        ("handheld", key(47), "handheld camera with a slight natural shake"),
        ("steadicam", key(47, (0.0, -1.0, 1.5)), "smooth gliding steadicam: the camera pushes in"),
    ],
)  # fmt: skip
def test_a_move_is_told_with_its_way(kind: Move, last: CameraKey, words: str) -> None:
    told_ = move(side(kind, key(0), last)).replace("slowly ", "").replace("quickly ", "").replace(" a little", "")
    assert told_.startswith(words), told_
    assert is_still(side(kind, key(0), last)) == (kind == "static")


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 360), st.floats(12, 60))
def test_a_pan_goes_where_its_subject_does_not(x: float, y: float, yaw: float, turn: float) -> None:
    """Whatever stands where the camera looked comes to lie left of the middle in a pan right, and the other way."""
    a, b = math.radians(yaw), math.radians(yaw - turn)
    at = (x, y, 1.5)
    first = (x + 4 * math.cos(a), y + 4 * math.sin(a), 1.5)
    last = (x + 4 * math.cos(b), y + 4 * math.sin(b), 1.5)
    here = side("pan", key(0, at, first), key(47, at, last))
    across = here.view(47).project(first)[0]
    assert ("pans right" in move(here)) == (across < 0)
    back = side("pan", key(0, at, last), key(47, at, first))
    assert "pans left" in move(back)


def test_slow_and_fast_and_slight_are_told() -> None:
    def pushed(metres: float, frames: int) -> str:
        return move(side("dolly", key(0), key(frames - 1, (0.0, -3.0 + metres, 1.5)), frames=frames))

    assert pushed(0.2, 96) == "the camera slowly pushes in a little"
    assert pushed(2.0, 96) == "the camera pushes in"
    assert pushed(2.5, 24) == "the camera quickly pushes in"


def test_there_and_back_is_told_so() -> None:
    out = key(24, target=(3.0, 1.0, 1.5))
    assert "pans right, then " in move(side("pan", key(0), out, key(47)))
    assert "pans left" in move(side("pan", key(0), out, key(47)))


def test_a_rack_focus_says_which_way_it_is_pulled() -> None:
    near, far = key(0, focus_m=1.0), key(47, focus_m=4.0)
    assert "from the foreground to the background" in move(side("rack_focus", near, far))
    assert "from the background to the foreground" in move(
        side("rack_focus", key(0, focus_m=4.0), key(47, focus_m=1.0))
    )
    assert is_still(side("rack_focus", near, far))


def test_depth_of_field_is_shallow_for_long_open_lenses_alone() -> None:
    def told_(stop: float | None, focal: float) -> str:
        return lens(sides_of(brief({"stop": stop, "camera": (key(0, focal=focal),)}))[0])

    assert "shallow depth of field at f/2" in told_(2.0, 85)
    assert "deep depth of field at f/11" in told_(11, 25)
    assert "deep focus, everything sharp" in told_(None, 85)
    near, far = depth_of_field(50, 2.8, 3.0)
    assert (round(near, 2), round(far, 2)) == (2.77, 3.27)  # by the formula, on paper
    assert depth_of_field(18, 16, 3.0)[1] == math.inf


@given(st.floats(-180, 180), st.floats(-180, 180))
def test_a_face_turns_the_way_that_its_nose_points(camera_at: float, yaw: float) -> None:
    round_, way = math.radians(camera_at), math.radians(yaw)
    here = side("static", key(0, (4 * math.cos(round_), 4 * math.sin(round_), 1.5), (0.0, 0.0, 1.5)))
    view = here.view(0)
    nose = (0.3 * math.cos(way), 0.3 * math.sin(way), 1.5)
    off = abs((yaw - camera_at + 180) % 360 - 180)
    words = facing(view, (0.0, 0.0, 1.5), (math.cos(way), math.sin(way), 0.0))
    assert (words == "facing the camera") == (off < 22)
    assert words.startswith("seen from behind") == (off >= 115)
    assume(25 < off < 150)
    right = view.project(nose)[0] > 0
    assert words.endswith("right" if right else "left")


@given(st.floats(0.5, 3), st.floats(-170, 170))
def test_somebody_walks_to_the_side_of_the_frame_where_they_arrive(metres: float, yaw: float) -> None:
    way = math.radians(yaw)
    view = side("static", key(0)).view(0)
    step = (metres * math.cos(way), metres * math.sin(way), 0.0)
    words = direction(view, step)
    if "to the" in words:
        assert ("right" in words) == (step[0] > 0)
    else:
        assert ("away" in words) == (step[1] > 0)


def mark(who: str, x: float, y: float, frame: int = 0, **more: Any) -> Mark:
    return Mark(character=who, frame=frame, position=(x, y, 0.0), yaw=-90).but(**more)


def test_where_people_are_in_the_frame_is_told() -> None:
    marks = (mark("ann", -1.0, 1.0), mark("bo", 1.0, 1.0))
    prompt = told(brief({"marks": marks, "camera": (key(0, focal=20),)})).prompt
    assert "Ann is on the left of the frame, facing the camera." in prompt
    assert "Bo is on the right of the frame" in prompt


def test_of_two_the_near_one_is_in_the_foreground() -> None:
    marks = (mark("ann", 0.2, 2.0), mark("bo", -0.5, -1.5, yaw=90))
    prompt = told(brief({"marks": marks, "camera": (key(0, focal=20),)})).prompt
    assert "Bo is in the left foreground, seen from behind." in prompt
    assert "background," not in prompt, "whom the shot is about is not called background"


def acted(*marks: Mark, frames: int = 96, **shot: Any) -> str:
    """What Ann does."""
    here = sides_of(brief({"marks": (*marks, mark("bo", 0.5, 0.6)), "frames": frames, **shot}))[0]
    done = acting(here, CharacterSheet(id="ann", name="ANN"), NAMES)
    assert done is not None
    return done.does


def test_what_somebody_does_is_told_in_order() -> None:
    rises = [
        mark("ann", 0, 1, pose="sit", seat=0.45),
        mark("ann", 0, 1, 20),
        mark("ann", 1.5, 1, 60),
        mark("ann", 1.5, 1, 80, pose="wave"),
    ]
    assert acted(*rises) == "sits, then gets up, walks to the right and waves"
    kneels = [mark("ann", 0, 1, pose="kneel"), mark("ann", 0, 1, 20), mark("ann", 0, 1, 60, pose="kneel")]
    assert acted(*kneels) == "kneels, then gets up and kneels down"
    assert acted(mark("ann", 0, 1), mark("ann", -4, 1, 24)) == "stands, then runs to the left"
    assert acted(mark("ann", 0, 1, pose="hug", look=(0.5, 0.6, 1.5))) == "hugs Bo"
    assert acted(mark("ann", 0, 1, pose="reach"), size="CU") == "stands", "hands are not in a close-up"
    assert acted(mark("ann", 0, 1, pose="cry"), size="CU") == "cries"


def test_a_camera_follows_who_goes_its_way() -> None:
    def of(way: float) -> str:
        walk = (mark("ann", 0, 1), mark("ann", way, 1, 60), mark("bo", 0.5, 0.6))
        return told(
            brief({"marks": walk, "move": "pan", "camera": (key(0), key(60, target=(3.0, 1.0, 1.5))), "frames": 61})
        ).prompt

    assert "pans right, following Ann" in of(2.0)
    assert "following" not in of(-2.0)


def test_looks_and_moods_are_told() -> None:
    def of(**more: Any) -> str:
        return told(brief({"marks": (mark("ann", -0.5, 0.6, **more), mark("bo", 0.5, 0.6))})).prompt

    assert "Ann looks at Bo" in of(look=(0.5, 0.6, 1.6))
    assert "Ann looks off screen to the right" in of(look=(9.0, 0.0, 1.6))
    assert "Ann looks down and looks sad" in of(look=(-0.5, 0.3, 0.1), mood="sad")
