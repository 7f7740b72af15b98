"""Truths of geometry: planes, the near plane, heights through a lens, joints in the id pass, motion between frames."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from film.base import Vec3
from film.camera import CameraKey, View
from film.cast import Build, CharacterSheet
from film.plan import Format
from film.staging import Mark, Pose
from renderer.previs.bodies import Mannequin
from renderer.previs.eye import eye_of, seen_from, view_of
from renderer.previs.mesh import Mesh, join, quad
from renderer.previs.painter import Painter
from renderer.previs.passes.cameras import intrinsics, world_to_camera
from renderer.previs.raster import NEAR, clear, rasterise
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import BallBody, BallPose, field, request, shot

FILM = Format(width=128, height=72)
LARGE = Format(width=384, height=216)
HALF = 60.0
"""Metres from the middle of a drawn plane to its edges."""

near_points = st.tuples(*(st.floats(-3, 3) for _ in range(3)))
directions = st.tuples(st.floats(0, 360), st.floats(-70, 70))


def along(way: tuple[float, float]) -> np.ndarray:
    yaw, pitch = map(math.radians, way)
    return np.array([math.cos(yaw) * math.cos(pitch), math.sin(yaw) * math.cos(pitch), math.sin(pitch)])


def looking(position: Vec3, way: tuple[float, float], focal: float, roll: float = 0.0) -> View:
    x, y, z = (a + b for a, b in zip(position, along(way).tolist(), strict=True))
    return View(position=position, target=(x, y, z), roll=roll, focal_mm=focal, gate=FILM.gate)


def inverse_depth(mesh: Mesh, at: View) -> np.ndarray:
    """1 / depth at the middle of every pixel; 0 where nothing is."""
    eye = eye_of(at, FILM, 1)
    nearest, triangle = np.zeros((72, 128), np.float32), np.zeros((72, 128), np.int32)
    clear(nearest, triangle)
    planes = np.zeros((len(mesh.faces), 9), np.float32)
    rasterise(seen_from(mesh.vertices, eye), mesh.faces, mesh.flags, eye.lens, 0, planes, nearest, triangle)
    return nearest.astype(np.float64)


def rays(at: View) -> np.ndarray:
    """World directions (72, 128, 3) of the pixels' middles, one metre deep."""
    right, up, forward = (np.asarray(axis) for axis in at.axes())
    rows, columns = np.mgrid[:72, :128] + 0.5
    x, y = columns / 64 - 1, 1 - rows / 36
    return forward + right * x[..., None] * at.half_width + up * y[..., None] * at.half_height


def plane(through: Sequence[float], normal: np.ndarray) -> tuple[Mesh, np.ndarray, np.ndarray]:
    """A large square, and the two directions that it lies along."""
    across = np.cross(normal, (0.0, 0.0, 1.0) if abs(normal[2]) < 0.9 else (1.0, 0.0, 0.0))
    across /= np.linalg.norm(across)
    up = np.cross(normal, across)
    corners = [
        tuple(np.asarray(through) + HALF * (a * across + b * up)) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return quad(corners, (1, 1, 1)), across, up


@settings(max_examples=150, deadline=None)
@given(near_points, directions, near_points, directions, st.floats(-180, 180), st.floats(12, 100))
def test_every_plane_is_as_deep_as_it_is_and_cut_at_the_near_plane_alone(
    through: Vec3, facing: tuple[float, float], position: Vec3, way: tuple[float, float], roll: float, focal: float
) -> None:
    """Floors and walls at any slant, most of them crossing the near plane: no pixel of them is missing or too many."""
    normal, at = along(facing), looking(position, way, focal, roll)
    away = float(normal @ (np.asarray(through) - position))
    assume(abs(away) > 0.02)
    mesh, across, up = plane(through, normal)
    wanted = rays(at) @ normal / away
    with np.errstate(divide="ignore"):
        points = np.asarray(position) + rays(at) / wanted[..., None] - through
    sides = np.maximum(np.abs(points @ across), np.abs(points @ up))
    drawn = inverse_depth(mesh, at)
    there = (wanted > 0) & (wanted < 0.98 / NEAR) & (sides < 0.95 * HALF)
    nowhere = (wanted < 0) | (wanted > 1.02 / NEAR) | (sides > 1.05 * HALF)
    assert (drawn[there] > 0).all()
    assert not drawn[nowhere].any()
    assert np.abs(drawn[there] - wanted[there]).max(initial=0.0) < 1e-3 * max(wanted[there].max(initial=1.0), 1.0)


def test_a_room_crossed_by_the_near_plane_has_no_holes() -> None:
    """A lens a few centimetres from a wall and above the floor: floor, walls and ceiling meet without a gap."""
    low, high = (-2.0, -2.0, 0.0), (2.0, 2.0, 2.6)
    corners = [(x, y, z) for z in (low[2], high[2]) for x, y in ((-2, -2), (2, -2), (2, 2), (-2, 2))]
    sides = [(0, 1, 2, 3), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    box = join([quad([corners[n] for n in side], (1, 1, 1)) for side in sides])
    for position in ((1.97, 0.0, 0.02), (-1.96, -1.96, 1.3), (0.0, 1.99, 2.58), (1.96, 1.96, 0.03)):
        for yaw in range(0, 360, 15):
            at = looking(position, (yaw, -10.0), 14.0)
            towards = rays(at)
            with np.errstate(divide="ignore"):
                reach = [
                    np.where(towards[..., n] > 0, (high[n] - position[n]), (low[n] - position[n])) / towards[..., n]
                    for n in range(3)
                ]
            depth = np.min(reach, axis=0)
            drawn = inverse_depth(box, at)
            beyond = depth > 1.05 * NEAR
            assert (drawn[beyond] > 0).all()
            assert np.allclose(1 / drawn[beyond], depth[beyond], rtol=2e-3)


class Board(BallBody):
    """Somebody as flat and as exact as a cutout: half a metre wide, facing -y."""

    def pose(self, stance: Any, moment: Any, shifts: Any = None) -> BallPose:
        found = super().pose(stance, moment, shifts)
        x, y, _ = stance.position
        corners = [(x - 0.25, y, 0.0), (x + 0.25, y, 0.0), (x + 0.25, y, self.height), (x - 0.25, y, self.height)]
        mesh = quad(corners, (0.5, 0.5, 0.5))
        self.faces, self.colours = mesh.faces, mesh.colours
        return BallPose(mesh.vertices, mesh.normals, found.joints, found.hands)


def alone(camera: CameraKey, build: Build, mark: Mark, film: Format = LARGE) -> ShotRequest:
    taken = shot(subjects=("ann",), marks=(mark,), camera=(camera,), frames=1)
    sheet = CharacterSheet(id="ann", name="ANN", build=build)
    return request(shot=taken, place=field(), cast=(sheet,), format=film, look=Look(labels=False, supersample=1))


def rows_of(ids: np.ndarray) -> tuple[int, int]:
    """First row and one past the last on which somebody is."""
    rows = np.flatnonzero(ids.any(1))
    return int(rows[0]), int(rows[-1]) + 1


@settings(max_examples=25, deadline=None)
@given(
    st.floats(18, 135), st.floats(0.3, 0.85), st.floats(0.9, 2.2),
    st.sampled_from([Format(width=384, height=216), Format(width=384, height=160), Format(width=216, height=384)]),
)  # fmt: skip
def test_a_subject_is_as_high_in_frame_as_the_lens_makes_it(
    focal: float, share: float, tall: float, film: Format
) -> None:
    """Height in frame = height x focal length / distance / height of the gate: the similar triangles of any lens."""
    far = tall * focal / (share * film.gate.height)
    camera = CameraKey(frame=0, position=(0, -far, tall / 2), target=(0, 0, tall / 2), focal_mm=focal)
    asked = alone(camera, Build(height=tall), Mark(character="ann", frame=0, position=(0, 0, 0), yaw=-90), film)
    top, bottom = rows_of(Painter(asked, Board).draw(0).ids)
    assert bottom - top == pytest.approx(share * film.height, abs=1.0)
    assert (top + bottom) / 2 == pytest.approx(film.height / 2, abs=1.0)


POSES: tuple[tuple[Pose, float | None], ...] = (
    ("stand", None), ("point", None), ("hands_up", None), ("crouch", None), ("kneel", None), ("sit", 0.45),
    ("phone", 0.45), ("lie", 0.0),
)  # fmt: skip


@pytest.mark.parametrize(("name", "seat"), POSES)
@pytest.mark.parametrize("bearing", [-90.0, -35.0, 60.0, 170.0])
def test_a_body_is_where_its_corners_project_and_its_joints_are_on_it(
    name: Pose, seat: float | None, bearing: float
) -> None:
    x, y = 3.6 * math.cos(math.radians(bearing)), 3.6 * math.sin(math.radians(bearing))
    camera = CameraKey(frame=0, position=(x, y, 1.7), target=(0.0, 0.0, 0.9), focal_mm=21)
    mark = Mark(character="ann", frame=0, position=(0, 0, 0), yaw=-90, pose=name, seat=seat)
    asked = alone(camera, Build(height=1.7), mark)
    painter = Painter(asked, Mannequin)
    ids, view = painter.draw(0).ids, view_of(asked.shot, 0, LARGE)
    body = painter.players[0].at(0, 24.0)
    seen = np.array([view.project(tuple(point)) for point in body.vertices[np.unique(painter.players[0].body.faces)]])
    columns, rows = (seen[:, 0] + 1) * LARGE.width / 2, (1 - seen[:, 1]) * LARGE.height / 2
    top, bottom = rows_of(ids)
    left, right = rows_of(ids.T)
    edges = (max(rows.min(), 0), min(rows.max(), LARGE.height), max(columns.min(), 0), min(columns.max(), LARGE.width))
    assert (top, bottom, left, right) == pytest.approx(edges, abs=1.0)
    inner = ("head", "neck", "pelvis", "hip_l", "hip_r", "knee_l", "knee_r", "elbow_l", "elbow_r", "hand_l", "hand_r")
    for joint in inner:
        across, up, _ = view.project(tuple(float(part) for part in body.joints[joint]))
        column, row = int((across + 1) * LARGE.width / 2), int((1 - up) * LARGE.height / 2)
        assert ids[row - 1 : row + 2, column - 1 : column + 2].any(), joint


def matrices(asked: ShotRequest, frame: int) -> tuple[np.ndarray, np.ndarray]:
    view = view_of(asked.shot, frame, asked.format)
    return intrinsics(view, asked.format), world_to_camera(view)


@pytest.mark.parametrize("camera_moves", [False, True])
def test_flow_and_two_depths_tell_of_the_same_motion(camera_moves: bool) -> None:
    """A body that slides two metres a second, before a camera that stands or rides: each of its pixels, taken to
    space by depth, moved on and seen by the next frame's camera, is where flow says, as deep as the next depth says.
    """
    first = CameraKey(frame=0, position=(-0.4, -3.2, 1.6), target=(0.0, 0.6, 1.0), focal_mm=24)
    keys = (first, first.but(frame=24, position=(0.6, -2.6, 1.3))) if camera_moves else (first,)
    walk = tuple(Mark(character="ann", frame=f, position=(-1 + f / 12, 0.5, 0.0), yaw=0) for f in (0, 24))
    taken = shot(subjects=("ann",), marks=walk, camera=keys, frames=24)
    asked = request(
        shot=taken, place=field(), cast=(CharacterSheet(id="ann", name="ANN"),), format=LARGE,
        look=Look(labels=False, passes=("flow",), supersample=1),
    )  # fmt: skip
    painter = Painter(asked, BallBody)
    now, then = painter.draw(12), painter.draw(13)
    steps = [painter.players[0].at(frame, 24.0).vertices.mean(0) for frame in (12, 13)]
    assert now.flow is not None
    (lens, pose), (next_lens, next_pose) = matrices(asked, 12), matrices(asked, 13)
    rows, columns = np.mgrid[: LARGE.height, : LARGE.width] + 0.5
    towards = np.stack([columns, rows, np.ones_like(rows)], -1) @ np.linalg.inv(lens).T
    hers, solid = now.ids > 0, np.isfinite(now.depth)
    space = (towards[solid] * now.depth[solid][:, None] - pose[:, 3]) @ pose[:, :3]
    space = space + np.where(hers[solid][:, None], steps[1] - steps[0], 0.0)
    seen = space @ next_pose[:, :3].T + next_pose[:, 3]
    spots = (seen @ next_lens.T)[:, :2] / seen[:, 2:]
    missed = np.abs(spots - np.stack([columns, rows], -1)[solid] - now.flow[solid]).max(1)
    assert np.percentile(missed, 99.9) < 0.02
    assert np.percentile(missed[hers[solid]], 99) < 0.02
    assert np.abs(now.flow[hers]).max() > 2.0
    column, row = np.floor(spots).astype(int).T
    inside = (column >= 0) & (column < LARGE.width) & (row >= 0) & (row < LARGE.height)
    found = then.depth[row[inside], column[inside]]
    # Over one pixel the ground's inverse depth changes by about one over the camera's height in pixels: 0.002.
    close = np.abs(1 / found - 1 / seen[inside, 2]) < 0.002 + 0.01 / seen[inside, 2]
    body = hers[solid][inside]
    covered = body != (then.ids[row[inside], column[inside]] > 0)
    assert covered.mean() < 0.05
    assert close[~covered].mean() > 0.99
    assert close[body & ~covered].mean() > 0.99


@pytest.mark.parametrize(("high", "low"), [(2.6, 0.0), (0.1, 9.0)], ids=["down", "up"])
def test_a_camera_looks_straight_down_and_up(high: float, low: float) -> None:
    """There is no level line to hold the picture by; it is a picture all the same, of who is below and above."""
    camera = CameraKey(frame=0, position=(0.3, 0.0, high), target=(0.3, 0.0, low), focal_mm=14)
    mark = Mark(character="ann", frame=0, position=(0.5, 0.3, 0), yaw=0)
    picture = Painter(alone(camera, Build(height=1.7), mark), BallBody).draw(0)
    rows, columns = np.nonzero(picture.ids)
    assert 0.02 < len(rows) / picture.ids.size < 0.6
    assert columns.mean() > LARGE.width / 2
    assert np.isinf(picture.depth).mean() == pytest.approx(0.0 if high > low else 0.85, abs=0.15)


@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 4096), (4096, 64)])
def test_the_smallest_and_the_narrowest_pictures_are_drawn_and_sketched(width: int, height: int) -> None:
    painter = Painter(request(format=Format(width=width, height=height)), BallBody)
    assert painter.draw(0).rgb.shape == (height, width, 3)
    assert painter.sketch(0).std() > 5
