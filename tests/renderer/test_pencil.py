"""The board in pencil: lines where the geometry ends, tone where the light goes, arrows where things move."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from film.camera import CameraKey
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from renderer.previs.bodies import Mannequin
from renderer.previs.eye import eye_of, view_of
from renderer.previs.painter import Painter
from renderer.previs.pencil import Study
from renderer.previs.pencil.arrows import Band, bands, inner_frame, stamp
from renderer.previs.pencil.cracks import CREASE, END, FIGURE, SEAM, cracks
from renderer.previs.pencil.graphite import draw
from renderer.previs.pencil.sheet import focus_of
from renderer.previs.pencil.strokes import Strokes, followed, handmade
from renderer.previs.pencil.study import LIGHT, SHEET, sized
from renderer.previs.pencil.tone import STEPS, hatch, steps_of
from renderer.previs.split import artist_of
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import TINY, request, room, shot

WALK = (
    Mark(character="ann", frame=0, position=(-0.9, 0.4, 0.0), yaw=0),
    Mark(character="ann", frame=40, position=(1.0, 0.4, 0.0), yaw=0),
)


def study(**changes: Any) -> Study:
    """A flat wall three metres away, squarely lit."""
    view, shape = view_of(shot(), 0, TINY), (60, 90)
    plain = Study(
        view=view,
        eye=eye_of(view, TINY, 1),
        inverse=np.full(shape, 1 / 3, np.float32),
        owner=np.zeros(shape, np.uint8),
        surface=np.zeros(shape, np.int32),
        normal=np.broadcast_to(np.array([0, -1, 0], np.float32), (*shape, 3)).copy(),
        light=np.full(shape, 0.9, np.float32),
        image=np.full(shape, -1, np.float32),
    )
    return plain._replace(**changes)


def kinds(made: Study) -> set[int]:
    return {int(kind) for part in cracks(made) for kind in np.unique(part)} - {0}


def test_a_flat_wall_has_no_lines_and_each_difference_its_own() -> None:
    plain = study()
    assert kinds(plain) == set()
    half = np.arange(90)[None, :] >= 45
    deep = np.where(half, plain.inverse / 2, plain.inverse).astype(np.float32)
    turned = plain.normal.copy()
    turned[:, 45:] = (1, 0, 0)
    assert kinds(plain._replace(inverse=deep)) == {END}
    assert kinds(plain._replace(surface=(plain.surface + half).astype(np.int32))) == {SEAM}
    assert kinds(plain._replace(normal=turned)) == {CREASE}
    assert kinds(plain._replace(owner=(plain.owner + half).astype(np.uint8))) == {FIGURE}


def test_a_floor_seen_flat_has_no_lines() -> None:
    slope = np.linspace(0.02, 0.9, 60, dtype=np.float32)[:, None]
    assert kinds(study(inverse=np.broadcast_to(slope, (60, 90)).copy())) == set()


def boxed() -> Strokes:
    """The outline of a box as it is followed on the grid."""
    owner = np.zeros((60, 90), np.uint8)
    owner[15:45, 20:70] = 1
    made = study(owner=owner)
    return followed(*cracks(made), made.inverse)


def test_a_box_is_one_line_and_four_strokes() -> None:
    raw = boxed()
    assert len(raw.kinds) == 1
    assert len(raw.points) == 2 * (30 + 50) + 1
    strokes = handmade(raw, 7.0)
    assert 4 <= len(strokes.kinds) <= 5
    assert set(strokes.kinds) == {FIGURE}
    assert strokes.points[:, 0].min() == pytest.approx(19.5)
    assert strokes.points[:, 0].max() == pytest.approx(69.5)


def test_specks_are_left_out() -> None:
    owner = np.zeros((60, 90), np.uint8)
    owner[30, 40] = 1
    made = study(owner=owner)
    assert len(handmade(followed(*cracks(made), made.inverse), 7.0).kinds) == 0


def test_people_have_heavier_lines_than_things_and_near_ones_than_far() -> None:
    def ink(kind: int, inverse: float) -> float:
        points = np.column_stack([np.linspace(10, 80, 24), np.full(24, 30), np.full(24, inverse)]).astype(np.float32)
        paper = np.zeros((60, 90), np.float32)
        strokes = Strokes(points, np.array([0, 24], np.int32), np.array([kind], np.uint8))
        draw(paper, strokes, np.zeros((60, 90), np.uint8), 0.5)
        return float(paper.sum())

    assert ink(FIGURE, 0.5) > 1.3 * ink(END, 0.5) > 1.3 * ink(CREASE, 0.5)
    assert ink(END, 0.5) > 1.3 * ink(END, 0.1)


def test_the_darker_it_is_the_more_graphite_and_never_black() -> None:
    light = np.repeat(np.linspace(0.02, 0.9, 90, dtype=np.float32)[None], 60, 0)
    made = study(light=light)
    assert (np.diff(steps_of(made)) < 0).all()
    assert len(steps_of(made)) == STEPS
    paper = np.zeros((60, 90), np.float32)
    hatch(paper, made, 1 / 3, np.zeros(0, np.int32))
    bands_ = [float(paper[:, first : first + 18].mean()) for first in range(0, 90, 18)]
    assert bands_ == sorted(bands_, reverse=True)
    assert bands_[-1] == 0
    assert paper[:, :18].mean() < 0.8


def test_a_night_keeps_its_paper_whites() -> None:
    light = np.repeat(np.linspace(0.02, 0.25, 90, dtype=np.float32)[None], 60, 0)
    paper = np.zeros((60, 90), np.float32)
    hatch(paper, study(light=light), 1 / 3, np.zeros(0, np.int32))
    assert paper[:, -8:].mean() < 0.1 < paper[:, :40].mean()


def test_words_on_a_thing_are_copied() -> None:
    image = np.full((60, 90), -1, np.float32)
    image[20:40, 20:40], image[28:32, 25:35] = 0.95, 0.1
    paper = np.zeros((60, 90), np.float32)
    hatch(paper, study(image=image, light=np.full((60, 90), 0.02, np.float32)), 1 / 3, np.zeros(0, np.int32))
    assert paper[28:32, 25:35].mean() > 0.5
    assert paper[21:27, 21:39].mean() < 0.05


def test_skin_is_lighter_than_cloth_in_the_same_light() -> None:
    surface = np.repeat((np.arange(90) >= 45).astype(np.int32)[None], 60, 0)
    light = np.full((60, 90), 0.30, np.float32)
    light[:20], light[50:] = 0.9, 0.05
    made = study(owner=np.ones((60, 90), np.uint8), surface=surface, light=light)
    paper = np.zeros((60, 90), np.float32)
    hatch(paper, made, 1 / 3, np.array([1], np.int32))
    assert paper[20:50, 45:].mean() < paper[20:50, :45].mean()


def test_what_the_drawing_is_about_is_its_people() -> None:
    owner, inverse = np.zeros((60, 90), np.uint8), np.full((60, 90), 0.1, np.float32)
    owner[20:40, 30:60], inverse[20:40, 30:60] = 1, 0.5
    assert focus_of(study(owner=owner, inverse=inverse)) == pytest.approx(0.5)
    assert focus_of(study(inverse=np.zeros((60, 90), np.float32))) == 1.0


def arrows_of(asked: ShotRequest, frame: int = 0) -> tuple[Band, ...]:
    view = view_of(asked.shot, frame, asked.format)
    return bands(asked.shot, view, frame, 24.0, np.zeros((360, 640), np.float32))


def test_somebody_who_walks_has_a_band_on_the_floor_to_where_they_go() -> None:
    down = (CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 0.1), focal_mm=18),)
    walking = request(shot=shot(subjects=("ann",), frames=41, marks=WALK, camera=down))
    band = arrows_of(walking)[0]
    assert band.of == "people"
    assert band.middle[0, 0] < band.middle[-1, 0]
    view = view_of(walking.shot, 0, walking.format)
    x, y, _ = view.project((1.0, 0.4, 0.02))
    assert band.middle[-1] == pytest.approx(((x + 1) / 2 * 640, (1 - y) / 2 * 360), abs=1)
    assert arrows_of(walking, 40) == ()
    assert arrows_of(request()) == ()


def test_a_band_is_hidden_by_what_stands_before_it() -> None:
    band = arrows_of(request(shot=shot(subjects=("ann",), frames=41, marks=WALK)))[0]
    free, hidden = np.full((360, 640, 3), 120, np.uint8), np.full((360, 640, 3), 120, np.uint8)
    stamp(free, [band], np.zeros((360, 640), np.float32))
    stamp(hidden, [band], np.full((360, 640), 5, np.float32))
    assert (free != 120).any()
    assert (hidden == 120).all()


@pytest.mark.parametrize(
    ("to", "aim", "focal", "count", "of"),
    [
        ((0.0, -1.9, 1.5), (1.5, 1.0, 1.0), 20, 1, "pan"),
        ((0.8, -1.9, 1.5), (0.8, 1.0, 1.0), 20, 1, "truck"),
        ((0.0, -1.9, 2.4), (0.0, 1.0, 1.9), 20, 1, "crane"),
        ((0.0, -0.9, 1.5), (0.0, 1.0, 1.0), 20, 4, "push"),
        ((0.0, -1.9, 1.5), (0.0, 1.0, 1.0), 50, 4, "zoom"),
        ((0.0, -1.9, 1.5), (0.0, 1.0, 1.0), 20, 0, "static"),
    ],
)
def test_the_camera_has_its_arrows(
    to: tuple[float, float, float], aim: tuple[float, float, float], focal: float, count: int, of: str
) -> None:
    keys = (*shot().camera, CameraKey(frame=40, position=to, target=aim, focal_mm=focal))
    asked = request(shot=shot(frames=41, camera=keys, move="static" if of == "static" else "dolly"))
    made = arrows_of(asked)
    assert len(made) == count
    assert {band.of for band in made} <= {"camera"}
    if of in ("pan", "truck"):
        assert made[0].middle[0, 0] < made[0].middle[-1, 0]
        assert (np.ptp(made[0].middle[:, 1]) > 5) == (of == "pan")
    if of == "crane":
        assert made[0].middle[0, 1] > made[0].middle[-1, 1]
    if of == "push":
        half, _, x, y = inner_frame(asked.shot, view_of(asked.shot, 0, asked.format))
        assert 0.3 < half < 0.85
        assert abs(x) + half < 1
        assert abs(y) + half < 1


def test_a_sheet_is_as_large_whatever_the_film() -> None:
    for width, height in ((256, 144), (1920, 1080), (540, 960), (1920, 800)):
        film = Format(width=width, height=height)
        for points in (SHEET, LIGHT):
            made = sized(film, points)
            assert made.width * made.height == pytest.approx(points, rel=0.02)
            assert made.aspect == pytest.approx(film.aspect, rel=0.01)


@pytest.fixture(scope="module")
def painter() -> Painter:
    """Two people in a room, one of them walking."""
    return Painter(request(shot=shot(frames=41, marks=(*WALK, shot().marks[1]))), Mannequin)


def test_a_drawing_is_the_same_to_the_byte_whatever_was_drawn_before(painter: Painter) -> None:
    first = painter.sketch(20)
    painter.draw(20)
    painter.draw(3)
    assert (painter.sketch(20) == first).all()
    assert first.dtype == np.uint8
    assert (first != painter.sketch(0)).any()


def test_a_drawing_has_dark_lines_where_people_end(painter: Painter) -> None:
    rgb = painter.sketch(0)
    ids = np.asarray(
        Image.fromarray(painter.draw(0).ids).resize((rgb.shape[1], rgb.shape[0]), Image.Resampling.NEAREST)
    )
    rim = np.zeros(ids.shape, bool)
    # A pixel of the tiny film is nine of the sheet.
    for dy, dx in ((0, 9), (9, 0), (0, -9), (-9, 0)):
        rim |= ids != np.roll(ids, (dy, dx), (0, 1))
    dark = rgb.mean(2) < 110
    assert dark[rim].mean() > 2 * dark[~rim].mean()


def test_a_split_screen_has_both_halves_on_one_sheet() -> None:
    here = shot()
    half = Half(place="room", subjects=("bo",), camera=here.camera, marks=(here.marks[1],))
    asked = request(shot=here.but(subjects=("ann",), marks=(here.marks[0],), split=half), beside=room())
    rgb = artist_of(asked, Mannequin).sketch(0)
    dark = np.flatnonzero((rgb.max(2) < 40).all(0))
    assert len(dark) == 4
    assert dark.mean() == pytest.approx(rgb.shape[1] / 2, rel=0.02)


def test_a_clip_has_its_drawing_unless_the_look_wants_none(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with_it = render_shot(request(), tmp_path / "a").at(tmp_path / "a")
    assert with_it.drawing is not None
    with Image.open(with_it.drawing) as sheet:
        assert sheet.size == (sized(TINY, SHEET).width, sized(TINY, SHEET).height)
    plain = render_shot(request(look=Look(labels=False, drawing=False)), tmp_path / "b")
    assert plain.drawing is None
    assert not (tmp_path / "b" / "drawing.png").exists()
