"""The silhouette that the planner measures, against the mannequin that the renderer draws."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from film.camera import CameraKey, View, gate_of
from film.cast import Build, CharacterSheet, HairStyle
from film.place import PlaceSheet
from film.plan import Format
from film.shot import Half, Shot
from film.staging import Mark, Pose
from planner.framing import box_in, framed_frames, framing_of, shot_framing
from renderer.measure import measure, measured_frames
from renderer.previs.bodies import Mannequin
from renderer.previs.painter import Painter
from renderer.previs.people import id_bytes
from renderer.request import Look, ShotRequest

SMALL = Format(width=192, height=108)
FIELD = PlaceSheet(id="f", name="Field", kind="field", enclosure="open", stage=(-3, -3, 3, 3), ground="grass")
HERE = (0.0, 0.0, 0.0)


def seen_from(x: float, y: float, z: float, at: float, focal: float = 35.0) -> CameraKey:
    """A camera that looks at a point over the middle of the floor."""
    return CameraKey(frame=0, position=(x, y, z), target=(0.0, 0.0, at), focal_mm=focal)


def one(who: CharacterSheet, mark: Mark, camera: CameraKey) -> Shot:
    """A shot of one person that lasts a frame."""
    return Shot(
        id="1-A1", setup="A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=35, move="static",
        subjects=(who.id,), frames=1, covers=((1, 1),), description="", camera=(camera,), marks=(mark,),
    )  # fmt: skip


def drawn(who: CharacterSheet, shot: Shot) -> tuple[float, float, float, float]:
    """The box that the renderer's id pass shows of a person."""
    request = ShotRequest(
        shot=shot, place=FIELD, cast=(who,), time_of_day="day", weather="clear", format=SMALL,
        look=Look(labels=False, passes=("id",), supersample=1.0),
    )  # fmt: skip
    picture = Painter(request, Mannequin).draw(0)
    found = measure(0, picture.rgb, picture.ids, id_bytes(shot)).sightings[0].box
    assert found is not None
    return found


CASES = [
    ("stand", None, Build(), "short", seen_from(3.2, 1.0, 1.5, 0.9)),
    ("stand", None, Build(age=6, height=1.16), "long", seen_from(0.2, 2.2, 1.1, 0.75)),
    ("stand", None, Build(age=80, height=1.58, weight=0.9), "bun", seen_from(-1.4, 0.6, 1.5, 1.35, 50)),
    ("sit", 0.45, Build(gender=1, height=1.9, weight=0.8), "cap", seen_from(2.4, -1.0, 1.2, 0.8)),
    ("write", 0.45, Build(gender=0, height=1.62), "bob", seen_from(1.6, 0.9, 1.3, 0.9, 50)),
    ("lie", 0.5, Build(), "bald", seen_from(0.3, 3.0, 1.4, 0.6, 25)),
    ("kneel", None, Build(gender=1, muscle=0.9), "hood", seen_from(2.6, 2.0, 1.0, 0.7)),
    ("crouch", None, Build(), "short", seen_from(-2.5, 1.5, 1.1, 0.6)),
    ("hands_up", None, Build(), "short", seen_from(3.6, 0.4, 1.4, 1.0, 25)),
    ("arms_crossed", None, Build(gender=1), "short", seen_from(1.9, 0.3, 1.6, 1.4, 75)),
    ("slump", 0.45, Build(), "long", seen_from(2.0, -1.4, 1.0, 0.8)),
]


@pytest.mark.parametrize(("pose", "seat", "build", "hair", "camera"), CASES, ids=[case[0] for case in CASES])
def test_the_drawn_body_lies_where_it_was_foreseen(
    pose: Pose, seat: float | None, build: Build, hair: HairStyle, camera: CameraKey
) -> None:
    who = CharacterSheet(id="ann", name="ANN", build=build, hair=hair)
    shot = one(who, Mark(character="ann", frame=0, position=HERE, yaw=20.0, pose=pose, seat=seat), camera)
    foreseen = shot_framing(shot, {"ann": who}, SMALL.gate, 24.0)
    left, top, right, bottom = drawn(who, shot)
    assert len(foreseen) == 1
    pixel = 1 / SMALL.height
    assert foreseen[0].top == pytest.approx(top, abs=0.02 + pixel)
    assert foreseen[0].bottom == pytest.approx(bottom, abs=0.02 + pixel)
    assert foreseen[0].x == pytest.approx((left + right) / 2, abs=0.02)


@pytest.mark.parametrize("frame", [4, 13, 30])
def test_a_walker_is_foreseen_too(frame: int) -> None:
    who = CharacterSheet(id="ann", name="ANN")
    marks = (
        Mark(character="ann", frame=0, position=(-2.0, 0.0, 0.0), yaw=0),
        Mark(character="ann", frame=60, position=(1.5, 0.4, 0.0), yaw=0),
    )
    shot = one(who, marks[0], seen_from(0.0, -4.0, 1.4, 0.9, 25)).but(frames=61, marks=marks)
    request = ShotRequest(
        shot=shot, place=FIELD, cast=(who,), time_of_day="day", weather="clear", format=SMALL,
        look=Look(labels=False, passes=("id",), supersample=1.0),
    )  # fmt: skip
    picture = Painter(request, Mannequin).draw(frame)
    got = measure(frame, picture.rgb, picture.ids, id_bytes(shot)).sightings[0].box
    view = View(position=(0.0, -4.0, 1.4), target=(0.0, 0.0, 0.9), roll=0, focal_mm=25, gate=SMALL.gate)
    foreseen = box_in(view, "ann", marks, who, frame, 24.0)
    assert got is not None
    assert foreseen == pytest.approx(got, abs=0.025)


def test_frames_are_among_those_that_are_measured() -> None:
    for frames in (1, 2, 12, 13, 25, 90, 241):
        assert set(framed_frames(frames)) <= set(measured_frames(frames))


def test_who_is_behind_the_camera_has_no_framing() -> None:
    who = CharacterSheet(id="ann", name="ANN")
    away = CameraKey(frame=0, position=(2.0, 0.0, 1.5), target=(5.0, 0.0, 1.5))
    track = (Mark(character="ann", frame=0, position=HERE, yaw=0),)
    assert framing_of((away,), {"ann": track}, {"ann": who}, gate_of(16 / 9), 24.0, 30) == ()


def test_a_split_screen_frames_each_half_for_its_width() -> None:
    ann, bo = (CharacterSheet(id=name, name=name) for name in ("ann", "bo"))
    camera = seen_from(3.0, 0.0, 1.5, 1.2)
    shot = one(ann, Mark(character="ann", frame=0, position=HERE, yaw=0), camera)
    right = Half(
        subjects=("bo",), camera=(camera,), marks=(Mark(character="bo", frame=0, position=HERE, yaw=0),)
    )  # fmt: skip
    both = {
        each.character: each
        for each in shot_framing(shot.but(split=right), {"ann": ann, "bo": bo}, gate_of(16 / 9), 24.0)
    }
    assert both["ann"].x == pytest.approx(0.25, abs=0.03)
    assert both["bo"].x == pytest.approx(0.75, abs=0.03)


@settings(max_examples=30, deadline=None)
@given(
    age=st.floats(3, 90),
    weight=st.floats(0, 1),
    gender=st.floats(0, 1),
    grown=st.floats(0.9, 1.1),
    yaw=st.floats(-180, 180),
    pose=st.sampled_from(["stand", "sit", "lie", "kneel", "phone", "drink", "point"]),
)
@example(age=67, weight=1, gender=1, grown=0.90625, yaw=0, pose="kneel")
def test_any_body_is_as_tall_as_its_pose_lets_it(
    age: float, weight: float, gender: float, grown: float, yaw: float, pose: Pose
) -> None:
    height = min(0.8 + 0.058 * age, 1.74) * grown
    who = CharacterSheet(id="ann", name="ANN", build=Build(age=age, weight=weight, gender=gender, height=height))
    mark = Mark(character="ann", frame=0, position=HERE, yaw=yaw, pose=pose, seat=0.0 if pose == "lie" else None)
    far = View(position=(60.0, 0.0, 0.0), target=(0.0, 0.0, 0.0), roll=0, focal_mm=200, gate=gate_of(16 / 9))
    box = box_in(far, "ann", (mark,), who, 0, 24.0)
    assert box is not None
    metres = 2 * far.half_height * 60
    tall, feet = (0.5 - box[1]) * metres, (0.5 - box[3]) * metres
    assert abs(feet) < 0.06 * height
    # Hair and a hand that points up may rise above the crown.
    assert 0.06 * height < tall < 1.12 * height
    if pose == "stand":
        assert tall > 0.97 * height
