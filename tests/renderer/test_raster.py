"""The visibility buffer against geometry worked out by hand, and against film.camera."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import View
from film.plan import Format
from renderer.previs.eye import eye_of, seen_from
from renderer.previs.mesh import ONE_SIDED, Mesh, ball, box, join, quad
from renderer.previs.raster import clear, rasterise
from renderer.previs.solids import Solids, closed_pieces
from renderer.previs.stock import stock_of

FILM = Format(width=128, height=72)


def view(**changes: Any) -> View:
    base = View(position=(0, -4, 1.5), target=(0, 0, 1.0), roll=0, focal_mm=28, gate=FILM.gate)
    return base._replace(**changes)


def buffers(mesh: Mesh, at: View) -> tuple[np.ndarray, np.ndarray]:
    """(1 / depth, triangle) at one sample a pixel."""
    eye = eye_of(at, FILM, 1)
    nearest, triangle = np.zeros((72, 128), np.float32), np.zeros((72, 128), np.int32)
    planes = np.zeros((len(mesh.faces), 9), np.float32)
    clear(nearest, triangle)
    rasterise(seen_from(mesh.vertices, eye), mesh.faces, mesh.flags, eye.lens, 0, planes, nearest, triangle)
    return nearest, triangle


def ray(at: View, row: int, column: int) -> np.ndarray:
    """The world direction of a pixel's middle, one metre deep."""
    right, up, forward = (np.asarray(axis) for axis in at.axes())
    x, y = (column + 0.5) / 128 * 2 - 1, 1 - (row + 0.5) / 72 * 2
    return forward + right * x * at.half_width + up * y * at.half_height


def floor(size: float = 60.0) -> Mesh:
    return quad([(-size, -size, 0), (size, -size, 0), (size, size, 0), (-size, size, 0)], (1, 1, 1))


def test_depth_of_a_floor_is_the_planes() -> None:
    at = view()
    nearest, triangle = buffers(floor(), at)
    for row, column in ((71, 0), (71, 127), (50, 64), (42, 10)):
        wanted = -at.position[2] / ray(at, row, column)[2]
        assert triangle[row, column] >= 0
        assert 1 / nearest[row, column] == pytest.approx(wanted, rel=1e-4)


def test_floor_under_the_camera_is_cut_and_not_dropped() -> None:
    at = view(position=(0, 0, 1.6), target=(0, 0.4, 0.0))
    _, triangle = buffers(floor(), at)
    assert (triangle >= 0).all()


def test_what_is_behind_the_camera_is_not_drawn() -> None:
    _, triangle = buffers(quad([(-1, -6, 0), (1, -6, 0), (1, -6, 2), (-1, -6, 2)], (1, 1, 1)), view())
    assert (triangle < 0).all()


@settings(max_examples=25, deadline=None)
@given(st.tuples(*(st.floats(-1.2, 1.2) for _ in range(3))), st.floats(-40, 40), st.floats(18, 85))
def test_a_point_falls_where_the_camera_model_says(
    point: tuple[float, float, float], roll: float, focal: float
) -> None:
    at = view(roll=roll, focal_mm=focal)
    x, y, depth = at.project(point)
    if max(abs(x), abs(y)) > 0.95:
        return
    size = depth * at.half_width / 128 * 3
    _, triangle = buffers(ball(point, (size, size, size), (1, 1, 1), 12), at)
    rows, columns = np.nonzero(triangle >= 0)
    assert abs(columns.mean() + 0.5 - (x + 1) * 64) < 1
    assert abs(rows.mean() + 0.5 - (1 - y) * 36) < 1


def test_a_closed_mesh_of_tiny_triangles_has_no_holes() -> None:
    at = view(position=(0, -9, 1.0), target=(0, 0, 1.0))
    mesh = ball((0, 0, 1), (0.5, 0.5, 0.5), (1, 1, 1), 160)
    nearest, triangle = buffers(mesh, at)
    hit = triangle >= 0
    depth = 1 / nearest[hit]
    assert hit.sum() > 50
    # A hole would show the far side, at 9.2 m or more.
    assert depth.max() < 9.05
    for row in np.flatnonzero(hit.any(1)):
        columns = np.flatnonzero(hit[row])
        assert columns[-1] - columns[0] + 1 == len(columns)


def test_one_sided_walls_are_seen_from_their_front_only() -> None:
    wall = quad([(-1, 0, 0), (1, 0, 0), (1, 0, 2), (-1, 0, 2)], (1, 1, 1)).painted(add_flags=ONE_SIDED)
    assert (buffers(wall, view())[1] >= 0).any()
    assert not (buffers(wall, view(position=(0, 4, 1.5)))[1] >= 0).any()


def test_the_nearer_of_two_wins_whatever_their_order() -> None:
    near = quad([(-1, -1, 0), (1, -1, 0), (1, -1, 2), (-1, -1, 2)], (1, 1, 1))
    far = quad([(-1, 1, 0), (1, 1, 0), (1, 1, 2), (-1, 1, 2)], (1, 1, 1))
    middle = (36, 64)
    assert buffers(join([near, far]), view())[1][middle] in (0, 1)
    assert buffers(join([far, near]), view())[1][middle] in (2, 3)
    assert math.isclose(1 / buffers(far, view())[0][middle], 5.0, rel_tol=0.05)


def test_pieces_are_closed_that_have_no_edge_and_face_outward() -> None:
    inside_out = box((4, 0, 0), (5, 1, 1), (1, 1, 1))
    inside_out = replace(inside_out, faces=inside_out.faces[:, ::-1].copy())
    open_box = box((8, 0, 0), (9, 1, 1), (1, 1, 1))
    open_box = replace(open_box, faces=open_box.faces[:-1])
    meshes = [
        box((0, 0, 0), (1, 1, 1), (1, 1, 1)),
        floor(),
        ball((0, 0, 9), (1, 1, 1), (1, 1, 1)),
        inside_out,
        open_box,
    ]
    whole = join(meshes)
    pieces = np.split(closed_pieces(whole.vertices, whole.faces), np.cumsum([len(mesh.faces) for mesh in meshes])[:-1])
    cube, ground, globe, *others = (sorted(set(piece.tolist())) for piece in pieces)
    assert sorted([cube, globe]) == [[0], [1]]
    assert ground == [-1]
    assert others == [[-1], [-1]]


@settings(max_examples=15, deadline=None)
@given(st.floats(-3, 3), st.floats(-5, -1.5), st.floats(0.2, 3), st.floats(18, 50))
def test_leaving_out_the_backs_of_closed_pieces_changes_no_picture(x: float, y: float, z: float, focal: float) -> None:
    things = [box((-1, -0.5, 0), (-0.2, 0.3, 0.8), (1, 1, 1)), ball((0.6, 0, 0.7), (0.4, 0.5, 0.6), (1, 1, 1), 14)]
    stock = stock_of(join([floor(), *things]), [])
    at = view(position=(x, y, z), focal_mm=focal)
    flags = Solids(stock).backless(stock.scene.flags, np.asarray(at.position, np.float32))
    whole = Mesh(stock.vertices, stock.scene.normals, stock.scene.uv, stock.scene.faces, stock.scene.colours,
                 stock.scene.pattern, stock.scene.flags, stock.scene.texture)  # fmt: skip
    (depth, seen), (depth_without, seen_without) = buffers(whole, at), buffers(replace(whole, flags=flags), at)
    assert (flags != stock.scene.flags).sum() == sum(len(thing.faces) for thing in things)
    # Along an edge on a row of samples either face may be named; a sliver seen edge-on may go.
    assert ((seen >= 0) != (seen_without >= 0)).sum() <= 3
    assert (np.abs(depth - depth_without) > 1e-4).sum() <= 3


def test_from_within_a_closed_piece_its_walls_are_seen() -> None:
    stock = stock_of(box((-1, -5, 0), (1, 1, 3), (1, 1, 1)), [])
    at = view()
    flags = Solids(stock).backless(stock.scene.flags, np.asarray(at.position, np.float32))
    assert np.array_equal(flags, stock.scene.flags)
