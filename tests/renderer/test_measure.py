"""What is measured of a frame against lens arithmetic: heights, heads, the horizon, light."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import FrameMeasure, HeadSeen, Sighting
from film.place import Fixture
from film.plan import Format
from film.shot import Half, Shot
from film.staging import Mark
from renderer.measure import Meter, measure, measured_frames
from renderer.measure.horizon import Lens, horizon_of
from renderer.measure.light import grey_of, light_of
from renderer.previs.eye import view_of
from renderer.previs.painter import Picture
from renderer.previs.people import id_bytes
from renderer.previs.split import Artist, artist_of
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, field, request, room, shot

SIZE = Format(width=320, height=180)
ANN = CharacterSheet(id="ann", name="ANN")
AHEAD = CameraKey(frame=0, position=(0.0, -4.0, 0.9), target=(0.0, 0.0, 0.9), focal_mm=24)


def alone(camera: CameraKey = AHEAD, **changes: Any) -> Shot:
    """Ann by herself, seen from the south."""
    mark = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=-90)
    return shot(subjects=("ann",), camera=(camera,), marks=(mark,), frames=1).but(**changes)


def asked(what: Shot, **changes: Any) -> ShotRequest:
    """It in a field, in a size that tells."""
    return request(shot=what, place=field(), cast=(ANN,), format=SIZE).but(**changes)


def met(what: ShotRequest) -> tuple[Artist, list[FrameMeasure]]:
    """A shot of ball bodies, measured."""
    artist = artist_of(what, BallBody)
    meter = Meter(what.shot.frames, id_bytes(what.shot))
    for frame in range(what.shot.frames):
        picture = artist.draw(frame)
        meter.see(frame, picture, artist.parts(frame) if frame in meter.wanted else ())
    return artist, meter.measures


def head_of(found: FrameMeasure) -> HeadSeen:
    (sight,) = found.sightings
    assert sight.head is not None
    return sight.head


def outline(of: CameraKey, middle: tuple[float, float, float], half: tuple[float, float, float]) -> tuple[float, float]:
    """The first and last row, as shares of the height, that an upright ellipsoid fills: tangents of its outline."""
    view = view_of(alone(of), 0, SIZE)
    rows = []
    for a in np.linspace(0, math.pi, 181):
        for b in np.linspace(0, 2 * math.pi, 361):
            point = (
                middle[0] + half[0] * math.sin(a) * math.cos(b),
                middle[1] + half[1] * math.sin(a) * math.sin(b),
                middle[2] + half[2] * math.cos(a),
            )
            rows.append(0.5 - view.project(point)[1] / 2)
    return min(rows), max(rows)


@pytest.mark.parametrize("metres", [3.0, 4.0, 9.0])
def test_a_figure_is_as_high_as_the_lens_makes_it_within_a_pixel(metres: float) -> None:
    camera = AHEAD.model_copy(update={"position": (0.0, -metres, 0.9), "focal_mm": 20.0})
    (found,) = met(asked(alone(camera)))[1]
    box, tall = found.sightings[0].box, ANN.build.height
    assert box is not None
    top, _ = outline(camera, (0, 0, tall - 0.12), (0.1, 0.1, 0.13))
    _, foot = outline(camera, (0, 0, tall * 0.42), (0.2, 0.25, tall * 0.42))
    assert box[1] == pytest.approx(top, abs=1 / SIZE.height)
    assert box[3] == pytest.approx(foot, abs=1 / SIZE.height)
    assert found.sightings[0].seen == pytest.approx(1.0, abs=0.01)


def test_a_whole_head_is_neither_cut_nor_hidden_and_has_its_room() -> None:
    (found,) = met(asked(alone()))[1]
    head = head_of(found)
    assert head.cut == 0.0
    assert head.hidden == pytest.approx(0.0, abs=0.03)
    top, _ = outline(AHEAD, (0, 0, ANN.build.height - 0.12), (0.1, 0.1, 0.13))
    assert head.box[1] == pytest.approx(top, abs=1 / SIZE.height)


def test_a_head_over_the_frames_edge_is_cut_by_its_share() -> None:
    whole = head_of(met(asked(alone()))[1][0]).box
    # Lowered by so much that the middle of the head lies on the frame's edge.
    down = (whole[1] + whole[3]) / 2 * 2 * 4.0 * view_of(alone(), 0, SIZE).half_height
    camera = AHEAD.model_copy(update={"position": (0.0, -4.0, 0.9 - down), "target": (0.0, 0.0, 0.9 - down)})
    (found,) = met(asked(alone(camera)))[1]
    # The upper half of a round head that is fifteen rows high is the smaller one.
    assert head_of(found).cut == pytest.approx(0.45, abs=0.06)
    assert head_of(found).box[3] == pytest.approx((whole[3] - whole[1]) / 2, abs=1.5 / SIZE.height)


def test_what_stands_before_somebody_is_counted() -> None:
    block = Fixture(id="block", kind="counter", position=(0.0, -1.0, 0.0), size=(3.0, 0.3, 0.9))
    (found,) = met(asked(alone(), place=field(fixtures=(block,))))[1]
    (sight,) = found.sightings
    assert sight.seen is not None
    assert 0.3 < sight.seen < 0.75
    assert head_of(found).hidden < 0.05
    wall = block.but(size=(3.0, 0.3, 2.2))
    (found,) = met(asked(alone(), place=field(fixtures=(wall,))))[1]
    assert head_of(found).hidden > 0.9
    assert found.sightings[0].box is None


def test_a_half_of_a_split_screen_is_measured_in_its_own_columns() -> None:
    right = Half(subjects=("bo",), camera=(AHEAD,), marks=(alone().marks[0].but(character="bo"),))
    both = asked(alone(split=right), beside=field(id="g"), cast=(ANN, ANN.but(id="bo")))
    (found,) = met(both)[1]
    one, two = found.sightings
    assert one.head is not None
    assert two.head is not None
    assert (one.head.box[0] + one.head.box[2]) / 2 == pytest.approx(0.25, abs=0.01)
    assert (two.head.box[0] + two.head.box[2]) / 2 == pytest.approx(0.75, abs=0.01)
    assert one.seen == pytest.approx(1.0, abs=0.02)
    assert two.seen == pytest.approx(1.0, abs=0.02)
    assert [each is not None for each in found.horizons] == [True, True]


LOOKS = [
    CameraKey(frame=0, position=(1.2, -1.6, 1.5), target=(-0.4, 1.0, 0.6), focal_mm=20),
    CameraKey(frame=0, position=(-1.5, -1.0, 1.2), target=(1.0, 1.2, 1.3), focal_mm=35),
    CameraKey(frame=0, position=(0.0, -1.9, 2.3), target=(0.2, 0.9, 0.0), focal_mm=18),
]


def drawn(camera: CameraKey, indoors: bool) -> tuple[Picture, Any]:
    what = asked(alone(camera), place=room() if indoors else field())
    artist = artist_of(what, BallBody)
    return artist.draw(0), artist.parts(0)[0].lens


@pytest.mark.parametrize("indoors", [True, False])
@pytest.mark.parametrize("roll", [-20.0, -1.0, 0.0, 0.3, 12.0])
@pytest.mark.parametrize("camera", LOOKS[:2])
def test_a_rolled_camera_is_measured_within_a_fifth_of_a_degree(camera: CameraKey, roll: float, indoors: bool) -> None:
    key = camera.model_copy(update={"roll": roll})
    picture, lens = drawn(key, indoors)
    found = horizon_of(picture.depth, picture.normal, picture.ids, lens)
    assert found is not None
    assert found.roll == pytest.approx(roll, abs=0.2)


@pytest.mark.parametrize("camera", LOOKS)
def test_the_horizon_lies_where_level_lines_end(camera: CameraKey) -> None:
    picture, lens = drawn(camera, indoors=True)
    found = horizon_of(picture.depth, picture.normal, picture.ids, lens)
    assert found is not None
    view = view_of(alone(camera), 0, SIZE)
    x, y, _ = (b - a for a, b in zip(camera.position, camera.target, strict=True))
    far = (camera.position[0] + 1e6 * x, camera.position[1] + 1e6 * y, camera.position[2])
    assert found.height == pytest.approx(0.5 - view.project(far)[1] / 2, abs=1 / SIZE.height)


def test_a_rafter_beside_one_wall_tells_no_horizon() -> None:
    """One wall and a beam that leans are square to one direction together, which is not up."""
    lens = Lens(160.0, 160.0, 79.5, 44.5)
    rows, columns = np.mgrid[0:90, 0:160]
    ray = np.stack([(columns - lens.cx) / lens.fx, (lens.cy - rows) / lens.fy, -np.ones(rows.shape)], axis=2)
    wall, beam = np.array([-0.29, 0.0, 0.957]), np.array([0.84, 0.43, 0.33])
    metres = 3.0 / -(ray @ wall)
    normal = np.tile(np.round(wall * 127 + 128).astype(np.uint8), (90, 160, 1))
    metres[:10, :30], normal[:10, :30] = (1.0 / -(ray @ beam))[:10, :30], np.round(beam * 127 + 128)
    assert horizon_of(metres.astype(np.float32), normal, np.zeros((90, 160), np.uint8), lens) is None


def test_where_nothing_tells_there_is_no_horizon() -> None:
    picture, lens = drawn(LOOKS[0], indoors=True)
    assert horizon_of(np.full_like(picture.depth, np.inf), picture.normal, picture.ids, lens) is None
    assert horizon_of(picture.depth, picture.normal, np.ones_like(picture.ids), lens) is None


@settings(max_examples=30, deadline=None)
@given(
    level=st.integers(0, 255),
    left=st.integers(0, 20),
    top=st.integers(0, 10),
    wide=st.integers(1, 11),
    high=st.integers(1, 7),
)
def test_light_and_boxes_are_counted_to_the_pixel(level: int, left: int, top: int, wide: int, high: int) -> None:
    rgb = np.full((18, 32, 3), level, np.uint8)
    ids = np.zeros((18, 32), np.uint8)
    ids[top : top + high, left : left + wide] = 3
    found = measure(5, rgb, ids, {"ann": 3, "bo": 4})
    assert found.luma == pytest.approx(level / 255, abs=1e-4)
    assert found.black == (1.0 if level < 8 else 0.0)
    assert found.burnt == (1.0 if level >= 245 else 0.0)
    ann, bo = found.sightings
    assert bo == Sighting(character="bo", pixels=0.0)
    assert ann.pixels == pytest.approx(wide * high / (18 * 32), abs=1e-6)
    assert ann.box == pytest.approx((left / 32, top / 18, (left + wide) / 32, (top + high) / 18), abs=1e-5)
    assert ann.luma == pytest.approx(level / 255, abs=1e-4)
    assert light_of(rgb, ids).rows[3, 0] == wide * high
    assert float(grey_of(rgb, 4).mean()) == pytest.approx(level, abs=0.01)


def test_the_face_is_lit_as_the_picture_has_it_and_none_is_told_of_a_back() -> None:
    from renderer.previs.bodies import Mannequin

    close = CameraKey(frame=0, position=(0.0, -1.6, 1.6), target=(0.0, 0.0, 1.55), focal_mm=35)
    for yaw, faced in ((-90.0, True), (90.0, False)):
        what = asked(alone(close, marks=(Mark(character="ann", frame=0, position=(0, 0, 0), yaw=yaw),)))
        artist = artist_of(what, Mannequin)
        meter = Meter(1, id_bytes(what.shot))
        picture = artist.draw(0)
        meter.see(0, picture, artist.parts(0))
        head = head_of(meter.measures[0])
        assert head.cut < 0.02
        assert (head.face is not None) is faced
        if head.face is not None:
            assert 0.2 < head.face < 0.9


def test_measures_do_not_depend_on_labels_or_on_who_measured_before() -> None:
    what = asked(alone(frames=14))
    one, two = met(what)[1], met(what)[1]
    assert one == two
    assert [each.frame for each in one] == list(measured_frames(14))
    named = met(what.but(look=Look(labels=True)))[1]
    assert [each.sightings[0].box for each in named] == [each.sightings[0].box for each in one]
    assert [each.horizons for each in named] == [each.horizons for each in one]
