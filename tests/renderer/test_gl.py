"""One contract for all that a painter can draw on, and the tolerance between the kernels' pictures and OpenGL's."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pytest

from film.camera import CameraKey
from renderer.previs import gl
from renderer.previs.bodies import Mannequin
from renderer.previs.canvas import Canvas
from renderer.previs.easel import Easel, EaselMaker
from renderer.previs.eye import eye_of, seen_from, view_of
from renderer.previs.frame import Eye
from renderer.previs.gl.tolerance import between, edges
from renderer.previs.mesh import SAND, join, quad
from renderer.previs.painter import Painter
from renderer.previs.sets.wild import Wild
from renderer.previs.split import artist_of
from renderer.previs.stock import stock_of
from renderer.request import ShotRequest
from tests.renderer.gl_shots import LOOK, SMALL, card, shots
from tests.renderer.tiny_shots import BallBody, field, request, room, shot

__all__ = ["card"]
SHOTS = shots()
NOBODY = np.zeros((0, 4), np.float32)


@pytest.fixture(params=["numba", "gl"])
def easel(request: pytest.FixtureRequest) -> EaselMaker:
    """Each engine's canvas."""
    return Canvas if request.param == "numba" else gl.easel(request.getfixturevalue("card"))


def painted(asked: ShotRequest, easel: EaselMaker) -> tuple[Painter, Eye]:
    painter = Painter(asked, BallBody, easel)
    return painter, eye_of(view_of(asked.shot, 0, asked.format), asked.format, painter.side)


def alike(a: Any, b: Any) -> bool:
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("rgb", "depth", "normal", "ids"))


# The contract.


def test_a_sheet_has_the_picture_and_its_passes(easel: EaselMaker) -> None:
    painter, eye = painted(request(place=field(), format=SMALL), easel)
    points, sheet = painter.canvas.draw(eye, NOBODY)
    size = (SMALL.height, SMALL.width)
    assert [part.shape for part in sheet] == [(*size, 3), size, (*size, 3), size]
    assert [part.dtype for part in sheet] == [np.uint8, np.float32, np.uint8, np.uint8]
    assert all(part.flags.writeable and part.flags.c_contiguous for part in sheet)
    assert np.array_equal(points, seen_from(painter.stock.vertices, eye))
    sky = np.isinf(sheet.depth)
    assert 0.05 < sky.mean() < 0.6
    assert not sheet.normal[sky].any()
    assert not sheet.ids[sky].any()


def test_ids_and_depth_are_the_first_samples(easel: EaselMaker) -> None:
    painter, eye = painted(request(format=SMALL), easel)
    _, sheet = painter.canvas.draw(eye, NOBODY)
    shown = painter.canvas.triangle[::2, ::2]
    assert np.array_equal(sheet.ids, np.where(shown >= 0, painter.stock.scene.owner[shown], 0))
    assert set(np.unique(sheet.ids)) == {0, *(player.byte for player in painter.players)}


def test_a_floor_is_as_far_as_geometry_says_down_to_the_lens(easel: EaselMaker) -> None:
    low = CameraKey(frame=0, position=(0.0, 0.0, 1.0), target=(0.0, 1.0, 0.3), focal_mm=18)
    painter, eye = painted(request(place=field(), shot=shot(subjects=(), marks=(), camera=(low,))), easel)
    _, sheet = painter.canvas.draw(eye, NOBODY)
    rows, columns = np.mgrid[: sheet.depth.shape[0], : sheet.depth.shape[1]]
    x, y = (2 * columns + 0.5 - eye.lens[2]) / eye.lens[0], (eye.lens[3] - 2 * rows - 0.5) / eye.lens[1]
    way = np.stack([x, y, np.ones_like(x)], -1) @ eye.axes
    floor = sheet.depth < 8
    assert floor[-1].all()
    wanted = -eye.position[2] / way[floor][:, 2]
    off = np.abs(sheet.depth[floor] - wanted) / wanted
    assert (off < 1e-4).mean() > 0.97  # the rest is what stands on the ground


def test_planes_go_with_what_is_seen(easel: EaselMaker) -> None:
    painter, eye = painted(request(format=SMALL), easel)
    points, _ = painter.canvas.draw(eye, NOBODY)
    shown, scene = painter.canvas.triangle, painter.stock.scene
    rows, columns = np.nonzero(shown >= 0)
    t = shown[rows, columns]
    weights = np.einsum("nij,jn->in", scene.planes[t].reshape(-1, 3, 3), [columns, rows, np.ones_like(rows)])
    nearness = weights.sum(0)
    corners = points[scene.faces[t]][..., 2]
    inside = (nearness > 0) & (weights > -0.02 * np.abs(nearness)).all(0)
    assert inside.mean() > 0.99
    assert (1 / nearness[inside] <= corners.max(1)[inside] * 1.02).all()
    assert (1 / nearness[inside] >= corners.min(1)[inside] * 0.98).all()


def test_of_faces_that_coincide_the_first_is_seen_everywhere(easel: EaselMaker) -> None:
    painter, eye = painted(request(place=field(), shot=shot(subjects=(), marks=()), format=SMALL), easel)
    slanted = [(-3.1, 2.3, -0.2), (2.9, 3.7, 0.1), (3.3, 3.2, 2.9), (-2.8, 1.9, 2.6)]
    wall = np.array(slanted, np.float32)
    wall[3] = wall[0] + wall[2] - wall[1]
    first = quad([tuple(corner) for corner in wall.tolist()], (0.9, 0.1, 0.1))
    a, b = wall[1] - wall[0], wall[3] - wall[0]
    again = quad(
        [tuple(wall[0] + u * a + v * b) for u, v in ((0.1, 0.2), (0.8, 0.1), (0.9, 0.9), (0.2, 0.7))], (0, 0, 1)
    )
    light = painter._lamps()
    none = Wild((), np.full(4, -1, np.int32))
    canvas = easel(stock_of(join([first, again]), ()), none, SMALL, 2, light)
    canvas.draw(eye, NOBODY)
    assert (canvas.triangle >= 0).mean() > 0.3
    # On a card a sample in a hundred lies between two steps of the rounding.
    assert (canvas.triangle > 1).mean() <= (0 if easel is Canvas else 0.01)


def test_a_frame_depends_on_its_number_alone(easel: EaselMaker) -> None:
    asked = SHOTS["interior day"]
    forth, back = Painter(asked, BallBody, easel), Painter(asked, BallBody, easel)
    there = [forth.draw(frame) for frame in (0, 1, 2)]
    here = [back.draw(frame) for frame in (2, 1, 0)][::-1]
    assert all(alike(a, b) for a, b in zip(there, here, strict=True))
    assert not alike(there[0], there[2])


def test_who_stands_near_darkens_and_what_moves_casts_a_shadow(easel: EaselMaker) -> None:
    painter, eye = painted(request(place=field(), format=SMALL), easel)
    canvas, bodies = painter.canvas, painter.stock.moving[:2]
    painter.draw(0)
    _, free = canvas.draw(eye, NOBODY)
    _, near = canvas.draw(eye, np.array([[0, 1, 0.05, 0.3]], np.float32))
    assert near.rgb.sum() < free.rgb.sum()
    for part in bodies:
        gone = painter.stock.vertices[part.vertices] + np.float32([0, -50, 0])
        painter.stock.place(part, gone, painter.stock.scene.normals[part.vertices])
    _, empty = canvas.draw(eye, NOBODY)
    floor = (free.ids == 0) & (empty.ids == 0) & np.isfinite(empty.depth)
    shade = (empty.rgb.astype(int) - free.rgb).max(-1)[floor]
    assert (shade > 20).mean() > 0.005


def test_a_smaller_one_shows_the_same(easel: EaselMaker) -> None:
    painter, eye = painted(request(format=SMALL), easel)
    _, large = painter.canvas.draw(eye, NOBODY)
    half = SMALL.but(width=96, height=64)
    small: Easel = painter.canvas.smaller(half)
    _, sheet = small.draw(eye_of(view_of(request().shot, 0, half), half, 1), NOBODY)
    assert sheet.rgb.shape == (64, 96, 3)
    assert small.triangle.shape == (64, 96)
    assert sheet.rgb.mean() == pytest.approx(large.rgb.mean(), abs=4)
    assert set(np.unique(sheet.ids)) == set(np.unique(large.ids))


# The two engines beside each other.


@pytest.mark.parametrize("name", SHOTS)
@pytest.mark.parametrize("side", [1.0, 2.0])
def test_both_engines_draw_the_same_picture(card: gl.Machine, name: str, side: float) -> None:
    asked = SHOTS[name].but(look=LOOK.but(supersample=side))
    ours, theirs = artist_of(asked, Mannequin), artist_of(asked, Mannequin, gl.easel(card))
    for frame in (0, 2):
        found = between(ours.draw(frame), theirs.draw(frame))
        assert found.within, found


@pytest.mark.parametrize("hour", ["evening", "night"])
def test_both_engines_lay_every_pattern(card: gl.Machine, hour: str) -> None:
    lit = Painter(request(place=field(), time_of_day=hour), BallBody)
    side = CameraKey(frame=0, position=(3.0, -6.0, 4.0), target=(0.0, 4.0, 1.0), focal_mm=20)
    eye = eye_of(view_of(shot(camera=(side,)), 0, SMALL), SMALL, 2)
    strips = []
    for pattern in range(SAND + 1):
        x = pattern - 7.0
        floor = [(x, -4.0, 0.0), (x + 1, -4.0, 0.0), (x + 1, 6.0, 0.0), (x, 6.0, 0.0)]
        wall = [(x, 6.0, 0.0), (x + 1, 6.0, 0.0), (x + 1, 6.0, 7.0), (x, 6.0, 7.0)]
        strips += [quad(each, (0.6, 0.5, 0.4), pattern=pattern) for each in (floor, wall)]
    stock = stock_of(join(strips), ())
    none, light = Wild((), np.full(len(stock.scene.faces), -1, np.int32)), lit._lamps()
    ours, theirs = (easel(stock, none, SMALL, 2, light).draw(eye, NOBODY)[1] for easel in (Canvas, gl.easel(card)))
    assert set(np.unique(stock.scene.pattern)) == set(range(SAND + 1))
    found = between(ours, theirs)
    assert found.within, found
    assert found.levels < 0.05


def test_both_engines_know_where_each_point_goes(card: gl.Machine) -> None:
    asked = SHOTS["interior day"]
    ours, theirs = Painter(asked, Mannequin).draw(0), Painter(asked, Mannequin, gl.easel(card)).draw(0)
    assert ours.flow is not None
    assert theirs.flow is not None
    inside = ~edges(ours.depth, ours.ids)
    assert np.abs(ours.flow).max() > 1
    off = np.abs(ours.flow - theirs.flow).max(-1)[inside]
    assert (off > 0.05).mean() < 0.002


def test_both_engines_give_the_same_drawing(card: gl.Machine) -> None:
    asked = SHOTS["interior day"]
    ours = Painter(asked, Mannequin).sketch(1).astype(int)
    theirs = Painter(asked, Mannequin, gl.easel(card)).sketch(1).astype(int)
    assert np.abs(ours - theirs).mean() < 1
    assert (np.abs(ours - theirs) > 8).mean() < 0.01


def test_a_card_draws_the_same_bytes_twice(card: gl.Machine) -> None:
    asked = SHOTS["night with lamps, a sign, a mirror, a screen"]
    assert alike(*(Painter(asked, Mannequin, gl.easel(card)).draw(1) for _ in range(2)))


def test_more_people_than_a_line_of_balls_has_room_for(card: gl.Machine) -> None:
    balls = np.zeros((3000, 4), np.float32)
    balls[:] = 0, 1, 90, 0.1
    balls[-1] = 0, 1, 0.05, 0.3
    pictures = []
    for easel in (Canvas, gl.easel(card)):
        painter, eye = painted(request(place=field(), format=SMALL), easel)
        painter.canvas.draw(eye, balls)
        pictures.append(painter.canvas.draw(eye, balls[-5:])[1])
        assert between(painter.canvas.draw(eye, balls)[1], pictures[-1]).levels == 0
    assert between(*pictures).within


def test_a_shots_memory_goes_with_its_canvas(card: gl.Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    import moderngl

    asked = SHOTS["interior day"]
    Painter(asked, BallBody, gl.easel(card)).draw(0)  # the last frame drawn is the card's own, until the next
    gc.collect()
    counts, make, release = [0, 0], card.context.texture, moderngl.Texture.release

    def made(*args: Any, **options: Any) -> moderngl.Texture:
        counts[0] += 1
        return make(*args, **options)

    def released(texture: moderngl.Texture) -> None:
        counts[1] += 1
        release(texture)

    monkeypatch.setattr(card.context, "texture", made)
    monkeypatch.setattr(moderngl.Texture, "release", released)
    Painter(asked, BallBody, gl.easel(card)).draw(0)
    gc.collect()
    assert counts[0] == counts[1] > 10


def test_the_room_is_the_same_seen_from_outside(card: gl.Machine) -> None:
    """A wall that is struck and put back again: the card's list of triangles follows."""
    inside = request(place=room(), format=SMALL)
    outside = SHOTS["through a wild wall"].shot
    for easel in (gl.easel(card), Canvas):
        painter, eye = painted(inside, easel)
        before = painter.canvas.draw(eye, NOBODY)[1]
        painter.canvas.draw(eye_of(view_of(outside, 0, SMALL), SMALL, 2), NOBODY)
        assert alike(painter.canvas.draw(eye, NOBODY)[1], before)
