"""What is kept from frame to frame changes no byte, and work grows as the film and the scene do."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey
from film.place import Fixture
from film.staging import Mark
from renderer.previs.canvas import Canvas
from renderer.previs.eye import eye_of, view_of
from renderer.previs.frame import Eye
from renderer.previs.kept import Places, mark_covered, mark_lit
from renderer.previs.mesh import ball
from renderer.previs.painter import Painter, Picture
from renderer.previs.raster import reach
from renderer.previs.rig import contact_boxes
from renderer.request import DRAFT, Look, ShotRequest
from tests.renderer.tiny_shots import TINY, BallBody, field, request, room, shot

STANDS = CameraKey(frame=0, position=(0.0, -1.9, 1.5), target=(0.0, 1.0, 1.0), focal_mm=20)


def crossing(x: float = 0.9, **changes: object) -> ShotRequest:
    """Ann walks past Bo before a camera that stands."""
    marks = (
        Mark(character="ann", frame=0, position=(-x, 0.6, 0.0), yaw=0),
        Mark(character="ann", frame=24, position=(x, 0.2, 0.0), yaw=0),
        Mark(character="bo", frame=0, position=(0.5, 0.9, 0.0), yaw=180),
    )
    return request(shot=shot(frames=24, marks=marks, camera=(STANDS,)), look=Look(labels=False)).but(**changes)


def canvas_of(painter: Painter) -> Canvas:
    assert isinstance(painter.canvas, Canvas)
    return painter.canvas


def alike(a: Picture, b: Picture) -> bool:
    parts = ((a.rgb, b.rgb), (a.depth, b.depth), (a.normal, b.normal), (a.ids, b.ids))
    return all(np.array_equal(mine, theirs) for mine, theirs in parts)


@pytest.mark.parametrize("place", [room(), field()], ids=["room", "field"])
@pytest.mark.parametrize("supersample", [0.5, 1.0, 2.0])
@settings(max_examples=6, deadline=None)
@given(x=st.floats(-1.5, 1.5), height=st.floats(0.3, 2.2), hour=st.sampled_from(["day", "night", "evening"]))
def test_what_is_kept_changes_no_byte(place: object, supersample: float, x: float, height: float, hour: str) -> None:
    key = STANDS.but(position=(0.3, -1.9, height))
    asked = crossing(x, place=place, look=Look(labels=False, supersample=supersample), time_of_day=hour)
    asked = asked.but(shot=asked.shot.but(camera=(key,)))
    keeping, anew = Painter(asked, BallBody), Painter(asked, BallBody)
    for frame in (0, 1, 9, 20):
        kept = keeping.draw(frame)
        anew.canvas.draw_anew()
        assert alike(kept, anew.draw(frame))
    assert canvas_of(keeping).painted < canvas_of(anew).painted


@pytest.mark.parametrize("place", [room(), field()], ids=["room", "field"])
def test_a_draft_knows_who_is_at_each_pixel_and_lights_four_at_a_time(place: object) -> None:
    asked = crossing(place=place)
    fine, coarse = (
        Painter(asked.but(look=Look(labels=False, supersample=samples)), BallBody) for samples in (1.0, 0.5)
    )
    one, four = fine.draw(0), coarse.draw(0)
    assert np.array_equal(one.ids, four.ids)
    assert np.array_equal(np.isinf(one.depth), np.isinf(four.depth))
    near = np.isfinite(one.depth)
    assert four.depth[near] == pytest.approx(one.depth[near], rel=1e-3)
    assert canvas_of(coarse).painted < 0.4 * canvas_of(fine).painted
    off = np.abs(one.rgb.astype(int) - four.rgb).max(-1)
    assert off.mean() < 4
    assert (off > 24).mean() < 0.04
    turned = np.abs(one.normal.astype(int) - four.normal).max(-1)
    assert (turned > 24).mean() < 0.01


@pytest.mark.parametrize("hour", ["day", "night"])
def test_shadow_and_dark_beside_a_body_are_painted_where_it_does_not_stand(hour: str) -> None:
    """Feet darken the floor before them, and a shadow falls beside: the very pixels that keeping could forget."""
    asked = crossing(place=field(), time_of_day=hour)
    keeping, anew = Painter(asked, BallBody), Painter(asked, BallBody)
    empty = Painter(asked.but(shot=asked.shot.but(subjects=(), marks=())), BallBody).draw(0)
    for frame in (0, 1, 20):
        kept = keeping.draw(frame)
    whole = anew.draw(20)
    moving = canvas_of(anew).triangle >= anew.stock.still.faces.stop
    covered = moving.reshape(TINY.height, anew.side, TINY.width, anew.side).any((1, 3))
    lit = (whole.rgb != empty.rgb).any(-1) & ~covered
    assert lit.sum() > 20
    assert np.array_equal(kept.rgb[lit], whole.rgb[lit])
    assert np.array_equal(kept.rgb, whole.rgb)


def test_a_camera_that_stops_sees_what_one_that_stands_does() -> None:
    arrives = (STANDS.but(position=(0.0, -1.9, 1.2)), STANDS.but(frame=10), STANDS.but(frame=20))
    moving = crossing().but(shot=crossing().shot.but(camera=arrives, move="dolly"))
    arriving, standing = Painter(moving, BallBody), Painter(crossing(), BallBody)
    for frame in range(8, 14):
        picture = arriving.draw(frame)
    standing.draw(0)
    assert alike(picture, standing.draw(13))


def test_a_standing_camera_paints_only_what_changed() -> None:
    painter = Painter(crossing(), BallBody)
    pixels = TINY.width * TINY.height
    painter.draw(0)
    first = canvas_of(painter).painted
    assert first >= pixels
    painter.draw(1)
    painter.draw(2)
    before = canvas_of(painter).painted
    painter.draw(3)
    assert 0 < canvas_of(painter).painted - before < 0.7 * pixels


def test_with_nobody_there_a_standing_camera_paints_nothing_twice() -> None:
    painter = Painter(request(shot=shot(subjects=(), marks=())), BallBody)
    for frame in range(3):
        painter.draw(frame)
    painted, rastered = canvas_of(painter).painted, canvas_of(painter).rastered
    painter.draw(3)
    assert (canvas_of(painter).painted, canvas_of(painter).rastered) == (painted, rastered)


def test_work_grows_with_the_frames_and_no_faster() -> None:
    turning = (STANDS, STANDS.but(frame=24, target=(0.8, 1.0, 1.0)))
    for camera, move in (((STANDS,), "static"), (turning, "pan")):
        asked = crossing().but(shot=crossing().shot.but(camera=camera, move=move))
        painter, work = Painter(asked, BallBody), []
        for frame in range(24):
            before = (canvas_of(painter).painted, canvas_of(painter).rastered)
            painter.draw(frame)
            work.append((canvas_of(painter).painted - before[0], canvas_of(painter).rastered - before[1]))
        # From the third frame on each costs about what the one before it cost.
        fragments, triangles = np.array(work[2:], float).T
        assert triangles.max() == triangles.min()
        assert fragments[11:].sum() == pytest.approx(fragments[:11].sum(), rel=0.35)


def test_work_grows_with_the_triangles_and_no_faster() -> None:
    def work(tables: int) -> tuple[int, int, int]:
        fixtures = tuple(
            Fixture(id=f"t{n}", kind="table", position=(-0.8 + 0.8 * (n % 3), 0.4 * (n // 3), 0), size=(0.4, 0.3, 0.75))
            for n in range(tables)
        )
        painter = Painter(request(place=room(fixtures=fixtures)), BallBody)
        painter.draw(0)
        return len(painter.stock.scene.faces), canvas_of(painter).rastered, canvas_of(painter).painted

    (few, few_done, few_painted), (many, many_done, many_painted) = work(1), work(9)
    assert (few_done, many_done) == (few, many)
    # However much stands in a room, a pixel is lit about once: it is known what it shows before it is lit.
    assert many_painted < 1.3 * few_painted


@settings(max_examples=60, deadline=None)
@given(
    at=st.tuples(st.floats(-3, 3), st.floats(-6, 4), st.floats(-1, 3)),
    radius=st.floats(0.05, 0.3),
    focal=st.floats(18, 85),
)
def test_all_that_a_ball_darkens_is_in_its_box(at: tuple[float, float, float], radius: float, focal: float) -> None:
    eye = _eye(focal)
    box = contact_boxes(np.array([[*at, radius]], np.float32), eye, 2)[0]
    far = radius * 40**0.5
    cloud = ball(at, (far, far, far), (1, 1, 1), 12).vertices
    seen = (cloud - eye.position) @ eye.axes.T
    for x, y, z in seen[seen[:, 2] > 0.06]:
        column, row = (eye.lens[2] + eye.lens[0] * x / z) / 2, (eye.lens[3] - eye.lens[1] * y / z) / 2
        if 0 <= column < TINY.width and 0 <= row < TINY.height:
            assert box[0] <= column <= box[1] + 1
            assert box[2] <= row <= box[3] + 1


@settings(max_examples=60, deadline=None)
@given(at=st.tuples(st.floats(-3, 3), st.floats(-6, 4), st.floats(-1, 3)), size=st.floats(0.05, 1.5))
def test_all_that_a_body_covers_is_in_its_reach(at: tuple[float, float, float], size: float) -> None:
    eye = _eye(28)
    points = ((ball(at, (size, size, size), (1, 1, 1), 12).vertices - eye.position) @ eye.axes.T).astype(np.float32)
    left, right, top, bottom = reach(points, eye.lens, 144, 256)
    before = points[points[:, 2] > 0.05]
    columns = eye.lens[2] + eye.lens[0] * before[:, 0] / before[:, 2]
    rows = eye.lens[3] - eye.lens[1] * before[:, 1] / before[:, 2]
    inside = (columns >= 0) & (columns < 256) & (rows >= 0) & (rows < 144)
    assert ((columns[inside] >= left - 1) & (columns[inside] <= right + 1)).all()
    assert ((rows[inside] >= top - 1) & (rows[inside] <= bottom + 1)).all()


def test_pixels_are_marked_for_what_covers_them_and_for_changed_light() -> None:
    triangle = np.full((8, 8), 3, np.int32)
    triangle[5, 2] = 9
    todo = np.zeros((4, 4), np.uint8)
    mark_covered(triangle, 2, 9, np.array([[0, 7, 0, 7]], np.int32), todo)
    assert np.argwhere(todo).tolist() == [[2, 1]]
    cell, touched = np.full(16, -1, np.int32), np.zeros((2, 2), np.uint8)
    touched[1, 0] = touched[0, 0] = 1
    cell[7] = 2
    table = np.full((6, 16), 50, np.float32)
    table[:3, 13] = 0
    table[3:, 13] = (0, 0, 1)
    table[:3, 14], table[3:, 14] = table[:3, 13], (0, 0, -1)  # as near, and turned away
    spans = np.array([[*table[:3].min(1), *table[:3].max(1)]], np.float32)
    places = Places(np.arange(16, dtype=np.int32), cell, table, spans, np.array([[0, 0, 1, 1]], np.int32))
    balls = np.array([[0, 0, 0.1, 0.1]], np.float32)
    lamps = canvas_of(Painter(request(), BallBody)).lamps
    lit = lamps._replace(contacts=balls, contact_boxes=np.array([[0, 3, 0, 3]], np.int32))
    todo[:] = 0
    mark_lit(places, touched, np.array([[0, 1, 0, 1]], np.int32), lit, todo)
    assert np.flatnonzero(todo).tolist() == [7, 13]


def test_a_draft_is_a_look_that_costs_less() -> None:
    plain, draft = Look(labels=False), Look(labels=False).but(**DRAFT)
    assert (draft.samples, draft.passes) == (1, ("id",))
    full, quick = (Painter(crossing(look=look), BallBody) for look in (plain, draft))
    assert full.draw(0).rgb.shape == quick.draw(0).rgb.shape
    pixels = TINY.width * TINY.height
    assert pixels / 4 <= canvas_of(quick).painted < pixels / 2 < pixels < canvas_of(full).painted
    assert float(Fraction(quick.canvas.triangle.size, full.canvas.triangle.size)) == 0.25


def _eye(focal: float) -> Eye:
    taken = shot(camera=(STANDS.but(focal_mm=focal),))
    return eye_of(view_of(taken, 0, TINY), TINY, 2)
