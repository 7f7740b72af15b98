"""OpenPose's points: on the body, hidden by what hides them, drawn in the colours that models know."""

from __future__ import annotations

import numpy as np
import pytest

from film.camera import CameraKey, View
from film.cast import CharacterSheet
from film.place import Fixture, PlaceSheet
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.previs.bodies import Mannequin
from renderer.previs.bodies.landmarks import BODY, FACE, HAND, face_vertices
from renderer.previs.eye import eye_of
from renderer.previs.painter import Painter, Picture
from renderer.previs.passes.drawing import COLOURS, LIMBS, drawn
from renderer.previs.passes.figures import Figure, figure_of
from renderer.previs.split import SplitPainter
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import request, room, shot

FILM = Format(width=320, height=180)
NOSE, NECK, RIGHT_SHOULDER, LEFT_SHOULDER, RIGHT_KNEE, LEFT_KNEE = 0, 1, 2, 5, 9, 12
EYES, EARS = [14, 15], [16, 17]


def asked(place: PlaceSheet | None = None, yaw: float = -90.0, **changes: object) -> ShotRequest:
    """Ann alone, 2.4 metres before the lens, facing it."""
    marks = (Mark(character="ann", frame=0, position=(0.0, 0.6, 0.0), yaw=yaw),)
    camera = (CameraKey(frame=0, position=(0.0, -1.8, 1.2), target=(0.0, 0.6, 0.95), focal_mm=16),)
    taken = shot(**{"subjects": ("ann",), "marks": marks, "camera": camera, "frames": 1} | changes)
    return request(
        shot=taken, place=place or room(fixtures=()), format=FILM, cast=(CharacterSheet(id="ann", name="ANN"),),
        look=Look(labels=False, passes=("pose",)),
    )  # fmt: skip


def seen(place: PlaceSheet | None = None, yaw: float = -90.0, **changes: object) -> tuple[Figure, Picture]:
    picture = Painter(asked(place, yaw, **changes), Mannequin).draw(0)
    (figure,) = picture.figures
    return figure, picture


def test_the_points_of_somebody_who_faces_the_lens_are_on_their_body() -> None:
    figure, picture = seen()
    assert figure.character == "ann"
    assert figure.points.shape == (BODY + FACE + 2 * HAND, 2)
    assert figure.seen[:BODY].all()
    assert figure.seen[BODY : BODY + FACE].mean() > 0.9
    columns, rows = np.floor(figure.points[figure.seen]).astype(int).T
    near = np.stack([picture.ids[rows + down, columns + right] for down in (-1, 0, 1) for right in (-1, 0, 1)])
    assert (near == 1).any(0).mean() > 0.98
    x, y = figure.points.T
    assert x[RIGHT_SHOULDER] < x[NECK] < x[LEFT_SHOULDER]
    assert y[NOSE] < y[NECK] < y[RIGHT_KNEE]
    assert y[NOSE] == pytest.approx(y[EARS].mean(), abs=4)


def test_a_joint_is_where_the_camera_model_projects_it() -> None:
    figure, _ = seen()
    request_ = asked()
    player = Painter(request_, Mannequin).players[0]
    joints = player.at(0, 24.0).joints
    key = request_.shot.camera[0]
    view = View(position=key.position, target=key.target, roll=0, focal_mm=key.focal_mm, gate=FILM.gate)
    for number, name in ((2, "shoulder_r"), (4, "hand_r"), (9, "knee_r"), (13, "foot_l")):
        x, y, _ = view.project(tuple(float(part) for part in joints[name]))
        assert figure.points[number] == pytest.approx([(x + 1) * 160, (1 - y) * 90], abs=0.02)


def test_from_behind_there_is_no_face() -> None:
    figure, picture = seen(yaw=90)
    assert not figure.seen[[NOSE, *EYES]].any()
    assert not figure.seen[BODY : BODY + FACE].any()
    assert figure.seen[[NECK, RIGHT_SHOULDER, LEFT_SHOULDER, RIGHT_KNEE]].all()
    assert figure.points[RIGHT_SHOULDER, 0] > figure.points[LEFT_SHOULDER, 0]
    assert not (drawn(picture.figures, 320, 180) == 255).all(2).any()


def test_from_the_side_there_is_one_ear() -> None:
    figure, _ = seen(yaw=0)
    assert figure.seen[EARS].tolist() == [True, False]


def test_what_a_crate_hides_is_marked_so() -> None:
    crate = Fixture(id="crate", kind="crate", position=(0.0, 0.0, 0.0), size=(0.4, 1.6, 0.85))
    figure, _ = seen(room(fixtures=(crate,)))
    assert not figure.seen[[RIGHT_KNEE, LEFT_KNEE, 10, 13]].any()
    assert figure.seen[[NOSE, NECK, RIGHT_SHOULDER, LEFT_SHOULDER]].all()
    record = figure.record()
    assert record["pose_keypoints_2d"][3 * RIGHT_KNEE : 3 * RIGHT_KNEE + 3] == [0, 0, 0]
    assert RIGHT_KNEE in {number for number, *_ in record["hidden"]}
    assert record["pose_keypoints_2d"][2] == 1
    assert [len(record[f"{part}_keypoints_2d"]) for part in ("pose", "face", "hand_left", "hand_right")] == [
        54, 210, 63, 63,
    ]  # fmt: skip


def test_somebody_in_front_hides_somebody_behind() -> None:
    marks = (
        Mark(character="ann", frame=0, position=(0.0, 0.9, 0.0), yaw=-90),
        Mark(character="bo", frame=0, position=(0.0, 0.2, 0.0), yaw=-90),
    )
    both = asked(marks=marks, subjects=("ann", "bo")).but(
        cast=tuple(CharacterSheet(id=name, name=name.upper()) for name in ("ann", "bo"))
    )
    ann, bo = Painter(both, Mannequin).draw(0).figures
    assert bo.seen[:BODY].all()
    assert ann.seen[[NECK, 8, 9, 11, 12]].sum() <= 1


def test_a_figure_out_of_frame_or_behind_the_lens_has_no_points() -> None:
    view = View(position=(0, 0, 1.5), target=(0, 5, 1.5), roll=0, focal_mm=24, gate=FILM.gate)
    eye = eye_of(view, FILM, 2)
    nothing = np.full((180, 320), np.inf, np.float32), np.zeros((180, 320), np.uint8)
    for place in ((0.0, -3.0, 1.5), (30.0, 5.0, 1.5), (0.0, 0.0, 1.5)):
        world = np.tile(np.array(place), (BODY + FACE + 2 * HAND, 1))
        figure = figure_of("ann", 1, world, eye, *nothing)
        assert not figure.seen.any()
        assert not any(figure.record()["pose_keypoints_2d"])
        assert not drawn([figure], 320, 180).any()


def test_the_face_is_a_face() -> None:
    """Jaw, brows, nose, eyes, mouth: in order from the right of the face, which the viewer sees on the left."""
    head = Mannequin(CharacterSheet(id="ann", name="ANN"))
    assert len(set(face_vertices().tolist())) > 66
    figure, _ = seen(
        camera=(CameraKey(frame=0, position=(0.0, -0.2, 1.6), target=(0.0, 0.6, 1.6), focal_mm=50),),
    )
    x, y = figure.points[BODY : BODY + FACE].T
    assert head.rig.rest.shape[1] == 3
    assert (np.diff(x[:17:2]) > 0).all()
    assert y[8] == y[:17].max()
    assert (np.diff(x[17:27]) > 0).all()
    assert (np.diff(y[27:31]) > 0).all()
    assert x[36] < x[39] < x[42] < x[45]
    assert y[17:27].max() < y[36:48].min() < y[30] < y[48:68].min() < y[8]
    assert x[48] == x[48:68].min()
    assert x[54] == x[48:68].max()
    assert x[48] <= x[60] < x[62] < x[64] <= x[54]
    assert (np.diff(x[48:55]) > 0).all()
    assert x[36] < x[68] < x[39]
    assert x[42] < x[69] < x[45]


def test_limbs_and_joints_have_openposes_colours() -> None:
    points = np.zeros((BODY + FACE + 2 * HAND, 2))
    points[2], points[3] = (100, 200), (300, 200)
    visible = np.zeros(len(points), bool)
    visible[[2, 3]] = True
    picture = drawn([Figure("ann", points, visible)], 512, 512)
    limb = LIMBS.index((2, 3))
    assert tuple(picture[200, 200]) == tuple(int(part * 0.6) for part in COLOURS[limb])
    assert tuple(picture[200, 100]) == COLOURS[2] == (255, 170, 0)
    assert tuple(picture[200, 300]) == COLOURS[3] == (255, 255, 0)
    assert not picture[190].any()
    assert len(LIMBS) == 17
    assert len(COLOURS) == 18


def test_both_halves_of_a_split_screen_have_their_figures() -> None:
    half = Half(subjects=("bo",), camera=asked().shot.camera, marks=(shot().marks[1].but(yaw=-90),))
    split = asked(split=half).but(
        beside=room(), cast=tuple(CharacterSheet(id=name, name=name) for name in ("ann", "bo"))
    )
    picture = SplitPainter(split, Mannequin).draw(0)
    ann, bo = picture.figures
    assert (ann.character, bo.character) == ("ann", "bo")
    assert ann.points[NECK, 0] < 160 < bo.points[NECK, 0] < 320
    x, y = bo.points[NECK]
    assert picture.ids[int(y), int(x)] == 2
