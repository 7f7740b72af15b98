"""Depth, edges and flow against geometry worked out by hand and against each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey
from film.cast import CharacterSheet
from film.plan import Format
from film.staging import Mark
from renderer.previs.bodies import Mannequin
from renderer.previs.eye import view_of
from renderer.previs.painter import Painter, Picture
from renderer.previs.passes.cameras import intrinsics, trajectory_line, world_to_camera
from renderer.previs.passes.edges import CREASE, OUTLINE, edges, lines, softedge
from renderer.previs.passes.motion import flow_of_words, flow_picture, flow_words
from renderer.previs.passes.words import depth_bytes, depth_of_bytes, inverse_bytes, inverse_span
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, field, request, room, shot

FILM = Format(width=192, height=108)
FLOW = Look(labels=False, passes=("flow",))


def key(frame: int, x: float, y: float, z: float, to: tuple[float, float, float], mm: float = 24) -> CameraKey:
    return CameraKey(frame=frame, position=(x, y, z), target=to, focal_mm=mm)


MOVING = (key(0, -0.3, -1.8, 1.6, (0, 1, 0.8)), key(4, 0.3, -1.5, 1.5, (0.1, 1, 0.9), 30))


def empty(**changes: object) -> ShotRequest:
    taken = shot(subjects=(), marks=(), frames=5, camera=MOVING)
    return request(shot=taken, format=FILM, look=FLOW).but(**changes)


def matrices(asked: ShotRequest, frame: int) -> tuple[np.ndarray, np.ndarray]:
    view = view_of(asked.shot, frame, asked.format)
    return intrinsics(view, asked.format), world_to_camera(view)


def world_of(picture: Picture, asked: ShotRequest, frame: int) -> tuple[np.ndarray, np.ndarray]:
    """The pixels' middles (h, w, 2) and the points (h, w, 3) that depth says they show."""
    lens, pose = matrices(asked, frame)
    rows, columns = np.mgrid[: asked.format.height, : asked.format.width] + 0.5
    rays = np.stack([columns, rows, np.ones_like(rows)], -1) @ np.linalg.inv(lens).T
    depth = np.where(np.isfinite(picture.depth), picture.depth, 1e6)
    return np.stack([columns, rows], -1), (rays * depth[..., None] - pose[:, 3]) @ pose[:, :3]


def pixels_of(points: np.ndarray, asked: ShotRequest, frame: int) -> tuple[np.ndarray, np.ndarray]:
    """Where points (..., 3) are in the picture, and how far away."""
    lens, pose = matrices(asked, frame)
    seen = (points @ pose[:, :3].T + pose[:, 3]) @ lens.T
    return seen[..., :2] / seen[..., 2:], seen[..., 2]


def test_depth_through_the_matrices_is_the_floor_and_the_walls() -> None:
    asked = empty(place=room(fixtures=()))
    picture = Painter(asked, BallBody).draw(2)
    _, points = world_of(picture, asked, 2)
    floor = np.abs(points[..., 2]) < 0.02
    assert floor.mean() > 0.15
    assert np.percentile(np.abs(points[floor][:, 2]), 90) < 1e-4  # the rest is the foot of the skirting board
    far = (np.abs(points[..., 1] - 2.0) < 0.1) & (points[..., 2] > 0.2) & (points[..., 2] < 0.8)
    assert far.mean() > 0.05
    assert np.median(np.abs(points[far][:, 1] - 2.0)) < 1e-5


def test_flow_of_the_floor_is_what_the_matrices_say() -> None:
    asked = empty(place=field())
    painter = Painter(asked, BallBody)
    picture = painter.draw(1)
    assert picture.flow is not None
    middles, points = world_of(picture, asked, 1)
    ground = (np.abs(points[..., 2]) < 0.01) & (picture.depth < 15)
    samples = painter.canvas.triangle.reshape(FILM.height, painter.side, FILM.width, painter.side)
    whole = samples.min((1, 3)) == samples.max((1, 3))
    then, _ = pixels_of(points, asked, 2)
    assert ground.mean() > 0.2
    missed = np.abs((then - middles) - picture.flow)[ground]
    assert whole[ground].mean() > 0.9
    assert missed[whole[ground]].max() < 1e-3
    assert missed.max() < 0.2  # a pixel of two triangles shows the mean of one's samples
    assert np.abs(picture.flow[ground]).max() > 1.0


def test_flow_leads_to_the_same_depth_in_the_next_frame() -> None:
    asked = empty()
    painter = Painter(asked, BallBody)
    now, then = painter.draw(1), painter.draw(2)
    assert now.flow is not None
    middles, points = world_of(now, asked, 1)
    _, wanted = pixels_of(points, asked, 2)
    there = np.floor(middles + now.flow).astype(int)
    inside = (there >= 0).all(-1) & (there[..., 0] < FILM.width) & (there[..., 1] < FILM.height)
    found = then.depth[there[inside][:, 1], there[inside][:, 0]]
    close = np.abs(found - wanted[inside]) < 0.02 * wanted[inside]
    assert inside.mean() > 0.75
    assert close.mean() > 0.97


def test_the_sky_moves_only_as_the_camera_turns() -> None:
    up = (key(0, 0, 0, 1.6, (0, 9, 4)), key(2, 3, 0, 1.6, (3, 9, 4)))
    turned = (key(0, 0, 0, 1.6, (0, 9, 4)), key(2, 0, 0, 1.6, (1, 9, 4)))
    for camera, still in ((up, True), (turned, False)):
        asked = empty(place=field(), shot=shot(subjects=(), marks=(), camera=camera))
        picture = Painter(asked, BallBody).draw(0)
        assert picture.flow is not None
        sky = np.isinf(picture.depth)
        assert sky.any()
        assert bool(np.abs(picture.flow[sky]).max() < 1e-3) is still
        middles, points = world_of(picture, asked, 0)  # a thousand kilometres away
        then, _ = pixels_of(points, asked, 1)
        assert np.abs(then - middles - picture.flow)[sky].max() < 0.01


def test_flow_follows_a_walking_body() -> None:
    """Points of the face are where flow says a frame later."""
    walk = (Mark(character="ann", frame=0, position=(-0.6, 0.4, 0.0), yaw=-60),)
    walk += (Mark(character="ann", frame=20, position=(0.4, 0.2, 0.0), yaw=-60),)
    camera = (key(0, 0.2, -1.5, 1.6, (-0.1, 0.4, 1.5), 35),)
    taken = shot(subjects=("ann",), marks=walk, frames=20, camera=camera)
    asked = request(
        shot=taken, place=room(fixtures=()), format=FILM, cast=(CharacterSheet(id="ann", name="ANN"),),
        look=Look(labels=False, passes=("flow", "pose")),
    )  # fmt: skip
    painter = Painter(asked, Mannequin)
    now, then = painter.draw(9), painter.draw(10)
    assert now.flow is not None
    (before,), (after,) = now.figures, then.figures
    face = before.parts()[1]
    both = np.flatnonzero(before.seen[face] & after.seen[face]) + face.start
    assert len(both) > 20
    for number in both:
        x, y = before.points[number]
        if now.ids[int(y), int(x)]:
            step = after.points[number] - before.points[number]
            assert np.abs(now.flow[int(y), int(x)] - step).max() < 0.35
    speed = np.hypot(*np.moveaxis(now.flow, -1, 0))
    assert speed[now.ids > 0].mean() > 1.0
    assert speed[now.ids == 0].max() < 1e-3


def test_a_frame_drawn_for_its_flow_is_the_frame_itself() -> None:
    walk = (*shot().marks, Mark(character="ann", frame=4, position=(0.1, 0.4, 0.0), yaw=40))
    taken = shot(marks=walk, frames=5, camera=MOVING)
    with_flow, without = (Painter(request(shot=taken, look=look), BallBody) for look in (FLOW, Look(labels=False)))
    for frame in (0, 1, 1, 3):
        a, b = with_flow.draw(frame), without.draw(frame)
        assert np.array_equal(a.rgb, b.rgb)
        assert np.array_equal(a.depth, b.depth)


@settings(max_examples=40, deadline=None)
@given(st.floats(-511, 511, width=32), st.floats(-511, 511, width=32))
def test_stored_flow_is_within_a_hundredth_of_a_pixel(u: float, v: float) -> None:
    flow = np.full((2, 3, 2), (u, v), np.float32)
    flow[0, 0] = np.nan
    flow[0, 1] = 9000.0
    back = flow_of_words(flow_words(flow))
    assert np.isnan(back[0, :2]).all()
    assert np.abs(back[1] - flow[1]).max() < 0.0101


def test_the_colour_wheel_turns_from_red_on_the_right_to_cyan_on_the_left() -> None:
    flow = np.zeros((1, 4, 2), np.float32)
    flow[0, :3] = (8, 0), (-8, 0), (4, 0)
    right, left, slow, still = flow_picture(flow)[0].astype(int)
    assert right[0] == 255
    assert right[1:].max() < 20
    assert left[0] < 20
    assert left[1:].min() > 150
    assert 120 < slow[2] < 135
    assert (still == 255).all()


def test_inverse_depth_is_bright_near_and_nothing_is_black() -> None:
    metres = np.array([[0.5, 1.0, 2.0, 10.0, 90.0, np.inf]], np.float32)
    grey = inverse_bytes(metres, (1.0, 10.0))[0].astype(int)
    assert grey[0] == grey[1] == 255
    assert grey[2] == pytest.approx(1 + 254 * (0.5 - 0.1) / 0.9, abs=1)
    assert grey[3] == grey[4] == 1
    assert grey[5] == 0


def test_a_floor_before_the_lens_does_not_eat_the_peoples_range() -> None:
    metres = np.full((90, 160), 8.0, np.float32)
    metres[60:] = np.linspace(4.0, 0.4, 30, dtype=np.float32)[:, None]
    ids = np.zeros(metres.shape, np.uint8)
    metres[20:70, 70:90], ids[20:70, 70:90] = 4.0, 1
    near, far = inverse_span([(metres, ids)])
    assert near == pytest.approx(2.0)
    assert far == pytest.approx(8.0)
    assert inverse_span([(metres, 0 * ids)])[0] < 0.6
    assert inverse_span([(np.full_like(metres, np.inf), ids)]) == (1.0, 10.0)


def test_depth_is_linear_ends_at_the_sky_and_comes_back() -> None:
    metres = np.array([[0.0, 1.0, 32.7675, 65.535, 900.0, np.inf]], np.float32)
    picture = depth_bytes(metres, (0.0, 65.535))
    words = picture[..., 0].astype(int) * 256 + picture[..., 1]
    assert words.tolist() == [[0, 1000, 32768, 65535, 65535, 65535]]
    assert not picture[..., 2].any()
    back = depth_of_bytes(picture, (0.0, 65.535))[0]
    assert back[:3] == pytest.approx(metres[0, :3], abs=0.00051)
    assert np.isinf(back[3:]).all()


@given(st.integers(0, 65534), st.sampled_from([65.535, 655.35]))
def test_every_word_of_depth_comes_back(word: int, far: float) -> None:
    metres = np.full((1, 1), word * far / 65535, np.float32)
    picture = depth_bytes(metres, (0.0, far))
    assert int(picture[0, 0, 0]) * 256 + int(picture[0, 0, 1]) == word
    assert depth_of_bytes(picture, (0.0, far))[0, 0] == pytest.approx(float(metres[0, 0]), rel=1e-6)


def plane(slope: float, far: float) -> tuple[np.ndarray, np.ndarray]:
    """Depth and normals of a plane seen under a slant."""
    inverse = 1 / far + slope * np.arange(40, dtype=np.float32)[:, None] * np.ones((1, 60), np.float32)
    return 1 / inverse, np.full((40, 60, 3), (128, 255, 128), np.uint8)


@pytest.mark.parametrize("slope", [0.0, 0.002, 0.05])
def test_a_plane_has_no_lines_whatever_its_slant(slope: float) -> None:
    metres, normal = plane(slope, 9.0)
    assert not lines(metres, normal, np.zeros(metres.shape, np.uint8)).any()


def test_lines_are_where_things_end_break_and_begin() -> None:
    metres, normal = plane(0.0, 4.0)
    ids = np.zeros(metres.shape, np.uint8)
    metres[:, 20:] = 6.0
    normal[30:] = (128, 128, 255)
    ids[5:9, 40:50] = 1
    strength = lines(metres, normal, ids)
    assert (strength[2:29, 19] == OUTLINE).all()
    assert not strength[2:29, 20].any()
    assert (strength[29, :18] == CREASE).all()
    assert (strength[5:9, [39, 49]] == OUTLINE).all()
    assert not strength[12:28, 25:].any()
    assert set(np.unique(edges(strength))) == {0, 255}
    soft = softedge(strength)
    assert soft[15, 18] > 0
    assert soft[15, 19] > soft[15, 18]
    assert not soft[15, 22:].any()


def test_the_trajectory_says_what_the_matrices_say() -> None:
    view = view_of(empty().shot, 3, FILM)
    parts = trajectory_line(3, view, FILM).split(" ")
    assert len(parts) == 19
    assert int(parts[0]) == 125_000
    lens = intrinsics(view, FILM)
    assert [float(part) for part in parts[1:5]] == pytest.approx([lens[0, 0] / 192, lens[1, 1] / 108, 0.5, 0.5])
    assert np.array([float(part) for part in parts[7:]]).reshape(3, 4) == pytest.approx(world_to_camera(view), abs=1e-8)
    turn = world_to_camera(view)[:, :3]
    assert np.linalg.det(turn) == pytest.approx(1)
    x, y, deep = view.project((0.2, 0.9, 1.1))
    seen, away = pixels_of(np.array([0.2, 0.9, 1.1]), empty(), 3)
    assert seen == pytest.approx([(x + 1) * 96, (1 - y) * 54])
    assert away == pytest.approx(deep)
