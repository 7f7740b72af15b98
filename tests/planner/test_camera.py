"""Cameras: projection, framing by size, the axis, what hides what, and that a camera is always found."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.camera import CameraKey, View, gate_of, view_at
from film.place import Fixture, Opening, Wall
from film.plan import ScenePlan
from film.shot import Shot, ShotProp, Size
from film.staging import Mark, stance_at
from planner.body import eye_point, proxy_of
from planner.camera.arrays import bodies_of, ground_of, places_of
from planner.camera.candidate import rows_of
from planner.camera.framing import HEADROOM, SPAN, distance, size_of
from planner.camera.kernels import picture, space
from planner.camera.walls import in_wall, out_of_room
from planner.geometry import make_boxes, part, project, side_of, walled
from planner.solids import solids_of, with_props
from tests.planner.scenes import facts_of, place_of, planned, speech

GATE = gate_of(16 / 9)
coordinates = st.floats(-8, 8)


@given(st.tuples(coordinates, coordinates, coordinates), st.tuples(coordinates, coordinates, st.floats(0, 3)))
def test_projecting_many_points_is_projecting_each(point: tuple, position: tuple) -> None:
    view = View(position=position, target=(9.0, 9.0, 1.0), roll=8.0, focal_mm=35.0, gate=GATE)
    one, many = view.project(point), project(view, np.array([point], dtype=float))[0]
    if abs(one[2]) > 1e-3:
        assert np.allclose(one, many, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("size", list(SPAN))
@pytest.mark.parametrize("lens", [18, 35, 75])
def test_a_size_spans_what_its_table_says(size: Size, lens: float) -> None:
    metres = SPAN[size] * 1.75
    away = distance(metres, lens, GATE)
    view = View(position=(0, 0, 1), target=(away, 0, 1), roll=0, focal_mm=lens, gate=GATE)
    assert math.isclose(view.project((away, 0, 1 + metres / 2))[1], 1.0, rel_tol=1e-6)
    assert size_of(metres, 1.75) == size


def talk(kind: str) -> ScenePlan:
    """Eight lines of two people in a place of a kind."""
    steps = [speech(("anna", "ben")[i % 2], f"Line {i} it is.", 3 + 2 * i, tension=i / 8) for i in range(8)]
    return planned(kind, facts_of(steps, ("anna", "ben")))[0]


def head_of(shot: Shot, name: str, frame: int, height: float) -> tuple[float, float, float]:
    """Where a character's head is in the frame."""
    body = proxy_of(stance_at([mark for mark in shot.marks if mark.character == name], frame, 24.0), height)
    x, y, z = body.head
    return view_at(shot.camera, frame, GATE).project((x, y, z))


@pytest.mark.parametrize("kind", ["street", "kitchen", "bar", "bus_interior", "hospital_room", "corridor"])
def test_faces_of_singles_are_whole_in_the_frame(kind: str) -> None:
    heights = {"anna": 1.72, "ben": 1.84}
    for shot in talk(kind).shots:
        if shot.idiom in ("single", "ots", "reaction") and not shot.notes:
            x, y, depth = head_of(shot, shot.subjects[0], shot.frames // 2, heights[shot.subjects[0]])
            assert depth > 0
            assert abs(x) < 0.8
            assert -0.2 < y < 0.95


@pytest.mark.parametrize("kind", ["street", "kitchen", "bar", "bus_interior", "hospital_room", "corridor"])
def test_all_cameras_of_a_talk_are_on_one_side_of_its_axis(kind: str) -> None:
    scene = talk(kind)
    setups = [setup for setup in scene.setups if setup.axis is not None and setup.idiom != "establishing"]
    assert setups
    for setup in setups:
        assert setup.axis is not None
        assert side_of(setup.axis.a, setup.axis.b, setup.position) * setup.axis.side > 0


def test_an_over_the_shoulder_pair_looks_past_the_inner_shoulders() -> None:
    for shot in talk("street").shots:
        if shot.idiom == "ots":
            focus, over = (head_of(shot, name, 0, 1.78) for name in shot.subjects[:2])
            assert over[2] < focus[2]
            assert (focus[0] < 0) != (over[0] < 0)
            assert abs(over[0]) > 0.45


def test_a_wall_hides_from_its_visible_side_only() -> None:
    wall = Wall(
        start=(0, 0), end=(4, 0), height=2.5, openings=(Opening(kind="door", at=1, width=1, height=2.0),)
    )  # the room is above it
    inside, outside = np.array([3.0, 2.0, 1.5]), np.array([3.0, -2.0, 1.5])
    assert walled([wall], inside, outside[None, :])[0]
    assert not walled([wall], outside, inside[None, :])[0]
    assert not walled([wall], np.array([1.5, 2.0, 1.5]), np.array([[1.5, -2.0, 1.5]]))[0]


@given(st.floats(-180, 180), st.floats(0.3, 2), st.floats(0.3, 2))
def test_a_box_hides_what_is_behind_it_and_holds_what_is_in_it(yaw: float, depth: float, width: float) -> None:
    fixture = Fixture(id="one", kind="box", position=(0, 0, 0), yaw=yaw, size=(depth, width, 1.0))
    boxes = make_boxes([part(fixture, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))])
    assert boxes.holds(np.array([[0.0, 0.0, 0.5]]))[0]
    assert not boxes.holds(np.array([[3.0, 0.0, 0.5]]))[0]
    eye = np.array([5.0, 0.0, 0.5])
    assert boxes.between(eye, np.array([[-5.0, 0.0, 0.5], [-5.0, 0.0, 9.0]])).tolist() == [True, False]
    assert not boxes.between(eye, np.array([[-5.0, 0.0, 0.5]]), frozenset({"one"}))[0]


def test_no_camera_stands_in_the_thickness_of_a_wall() -> None:
    place = place_of("kitchen")
    wall = place.walls[0]
    x, y = ((a + b) / 2 for a, b in zip(wall.start, wall.end, strict=True))
    assert in_wall(place, (x, y, 1.5))
    assert not in_wall(place, (0.0, 0.0, 1.5))
    assert out_of_room(place, (30.0, 0.0, 1.5)) > 20
    assert out_of_room(place, (0.0, 0.0, 1.5)) == 0


@given(st.integers(0, 2**31), st.sampled_from(("kitchen", "bar", "bus_interior", "forest", "theatre")))
def test_the_compiled_rays_are_those_of_the_geometry(seed: int, kind: str) -> None:
    place, chance = place_of(kind), np.random.default_rng(seed)
    _, sight, _, walls, gaps = places_of(place, solids_of(place))
    sight[:, 9] = -1.0
    eye, points = chance.uniform((-4, -4, 0.2), (4, 4, 2.4)), chance.uniform((-4, -4, 0.1), (4, 4, 2.0), (13, 3))
    boxed, hidden = np.zeros(13, dtype=bool), np.zeros(13, dtype=bool)
    space.hide_by_boxes(eye, points, sight, walls, boxed)
    space.hide_by_walls(eye, points, walls, gaps, hidden)
    assert boxed.tolist() == solids_of(place).sight.between(eye, points).tolist()
    assert hidden.tolist() == walled(place.walls, eye, points).tolist()


@given(st.floats(-5, 60), st.floats(-30, 30), st.tuples(coordinates, coordinates, coordinates))
def test_the_compiled_camera_is_the_one_of_the_film(frame: float, roll: float, point: tuple) -> None:
    keys = tuple(
        CameraKey(
            frame=at,
            position=(at / 9, -4.0 - (at == 20), 1.5),
            target=(0.3, 2.0 + at * at / 99, 1.0),
            roll=roll,
            focal_mm=35.0 + at,
        )
        for at in (0, 20, 31, 48)
    )
    view = view_at(keys, frame, GATE)
    body = proxy_of(stance_at([Mark(character="a", frame=0, position=(*point[:2], 0), yaw=0)], 0, 24), 1.8)
    place = place_of("field")
    _, points, radii, faces, there = bodies_of([{"a": body}])
    rows, at = rows_of(keys), np.array([frame])
    around, asked = places_of(place, solids_of(place)), np.ones(1, dtype=np.bool_)
    seen = picture.watch(rows, GATE, at, points, radii, faces, there, around, asked, math.inf)[0, 0]
    x, y, z = body.head
    film = view.project((x, y, z))
    if abs(film[2]) > 1e-3:
        assert np.allclose(seen[:3], film, rtol=1e-6, atol=1e-6)


def test_what_hangs_on_a_wall_goes_with_it_when_the_camera_is_behind() -> None:
    place = place_of("kitchen")
    ground = ground_of(place)
    name = next(name for name, wall in ground.wall_of.items() if wall >= 0)
    wall = ground.walls[ground.wall_of[name]]
    fixture = next(each for each in place.fixtures if each.id == name)
    _, _, _, walls, _ = places_of(place, solids_of(place))
    box = np.array([(*fixture.position[:2], 1.0, *(s / 2 for s in fixture.size), 1.0, 0.0, 2.0, ground.wall_of[name])])
    x, y = fixture.position[:2]
    outside, inside = (np.array([x - wall[3] * m, y + wall[2] * m, 1.2]) for m in (-2.0, 2.0))
    assert space.gone(box, 0, walls, outside)
    assert not space.gone(box, 0, walls, inside)


def test_a_large_prop_hides_who_sits_behind_it() -> None:
    box = ShotProp(prop="box", kind="box", position=(1.0, 0.0, 0.4))
    solids = with_props(solids_of(place_of("field")), (box,))
    eye, behind = np.array([0.0, 0.0, 0.5]), np.array([[2.0, 0.0, 0.6]])
    assert solids.sight.between(eye, behind)[0]
    held = with_props(solids_of(place_of("field")), (box.but(holder="anna"),))
    assert not held.sight.between(eye, behind)[0]


def test_a_body_hides_who_stands_behind_it() -> None:
    near, far = (
        proxy_of(stance_at([Mark(character="a", frame=0, position=(x, 0, 0), yaw=0)], 0, 24), 1.8) for x in (2, 4)
    )
    eye = np.array([0.0, 0.0, 1.6])
    behind, before = np.zeros(13, dtype=bool), np.zeros(13, dtype=bool)
    space.hide_by_body(eye, far.points, near.points, near.radii, behind)
    space.hide_by_body(eye, near.points, far.points, far.radii, before)
    assert behind[0]
    assert not before.any()


def test_bodies_have_the_measures_of_the_figure() -> None:
    assert eye_point((0, 0, 0), 0, "stand", None, 1.8)[2] == pytest.approx(1.8 * 0.935)
    assert eye_point((0, 0, 0), 0, "sit", 0.45, 1.8)[2] == pytest.approx(0.45 + 1.8 * 0.455)
    lying = proxy_of(
        stance_at([Mark(character="a", frame=0, position=(0, 0, 0), yaw=0, pose="lie", seat=0.5)], 0, 24), 1.8
    )
    assert lying.head[0] < -0.5
    assert lying.points[:, 2].min() >= 0.5
    assert lying.face[2] == 1.0


def test_closer_sizes_span_less_and_keep_the_head() -> None:
    spans = list(SPAN.values())
    assert spans == sorted(spans, reverse=True)
    assert all(HEADROOM[size] > 0 for size in SPAN if size != "ECU")


def test_every_camera_stands_free_in_every_kind_of_place() -> None:
    for kind in ("lift", "cell", "bathroom", "car_interior", "train_interior", "forest"):
        scene = talk(kind)
        assert all(shot.subjects for shot in scene.shots[1:]), kind
        assert place_of(kind).fixtures
