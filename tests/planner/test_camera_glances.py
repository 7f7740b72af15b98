"""Many pictures at once are those of each; large companies are looked at with work in proportion."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import CameraKey, gate_of, view_at
from film.staging import Stance, stance_at
from planner.body import Proxy, proxy_of
from planner.camera.candidate import rows_of
from planner.camera.framing import SPAN
from planner.camera.kernels import glances
from planner.continuity import floor
from planner.coverage import company
from planner.coverage.company import Company
from planner.coverage.intent import SIZES
from planner.geometry import Array
from planner.staging.blocking import Staged
from planner.staging.person import Person
from tests.planner.scenes import action, place_of

GATE, HEIGHT = gate_of(16 / 9), 1.75
SPANS = np.log(np.array([SPAN[size] for size in reversed(SIZES)]))
points = st.tuples(st.floats(-4, 4), st.floats(-4, 4), st.floats(0.5, 2.5))
spots = st.tuples(st.floats(-4, 4), st.floats(-4, 4), st.floats(-180, 180))


def body_at(x: float, y: float, yaw: float) -> Proxy:
    person = Person("anna", HEIGHT, (x, y, 0.0), yaw)
    return proxy_of(stance_at((person.mark(0),), 0, 24.0), HEIGHT)


def shown(keys: tuple[CameraKey, ...], frame: int, bodies: list[Proxy]) -> tuple[Array, Array, Array, Array]:
    head, face = np.array([[each.head for each in bodies]]), np.array([[each.face for each in bodies]])
    stature = np.full(len(bodies), HEIGHT)
    return glances.show(rows_of(keys)[None], np.array([[frame]]), GATE, head, face, stature, SPANS)


@settings(max_examples=60, deadline=None)
@given(points, points, points, st.integers(0, 60), st.floats(-10, 10), st.lists(spots, min_size=1, max_size=3))
def test_a_picture_is_that_of_the_camera_as_it_is_drawn(
    start: tuple[float, float, float], end: tuple[float, float, float], target: tuple[float, float, float], frame: int,
    roll: float, stand: list[tuple[float, float, float]],
) -> None:  # fmt: skip
    frames = (0, 20, 48)
    keys = tuple(
        CameraKey(frame=each, position=at, target=target, roll=roll, focal_mm=35.0)
        for each, at in zip(frames, (start, end, start), strict=True)
    )
    view = view_at(keys, frame, GATE)
    if math.dist(view.position[:2], target[:2]) < 0.3:
        return
    bodies = [body_at(*each) for each in stand]
    numbers, to, eye, right = shown(keys, frame, bodies)
    assert eye[0, 0] == pytest.approx(view.position)
    assert right[0, 0] == pytest.approx(view.axes()[0])
    for p, each in enumerate(bodies):
        head = each.head
        x, y, depth = view.project((float(head[0]), float(head[1]), float(head[2])))
        assert numbers[2, 0, 0, p] == pytest.approx(depth)
        assert to[0, 0, p] == pytest.approx((view.position - head) / np.linalg.norm(view.position - head))
        assert numbers[6, 0, 0, p] == pytest.approx(np.dot(each.face, view.axes()[0]))
        if depth > 0.05:
            span = 2 * view.half_height * depth / HEIGHT
            assert numbers[:2, 0, 0, p] == pytest.approx((x, y))
            assert numbers[4, 0, 0, p] == pytest.approx(1 / span)
            index = np.interp(math.log(span), SPANS, np.arange(len(SIZES))[::-1])
            assert numbers[3, 0, 0, p] == pytest.approx(index)
        yaws = [math.degrees(math.atan2(way[1], way[0])) for way in (each.face, to[0, 0, p])]
        assert numbers[5, 0, 0, p] == pytest.approx(abs((yaws[1] - yaws[0] + 180) % 360 - 180), abs=1e-6)


def test_a_cut_on_one_from_nearly_the_same_side_is_a_jump() -> None:
    yaws = np.radians([0.0, 12.0, 60.0, 0.0])
    to = np.zeros((1, 4, 2, 3))
    to[0, :, :, 0], to[0, :, :, 1] = np.cos(yaws)[:, None], np.sin(yaws)[:, None]
    scale = np.ones((1, 4, 2))
    scale[0, 3] = 2.0
    both, mains = np.ones((1, 4, 2), dtype=bool), np.array([0, 0, 0, 0])
    found = glances.jumps(both, mains, to, scale, 30.0, math.log(1.5), 1.0)[0]
    assert found.tolist() == [[i == j or {i, j} == {0, 1} for j in range(4)] for i in range(4)]
    other = glances.jumps(both, np.array([0, 1, 0, 0]), to, scale, 30.0, math.log(1.5), 1.0)[0]
    assert other[0, 1]
    both[0, 0, 1] = False
    alone = glances.jumps(both, np.array([0, 1, 0, 0]), to, scale, 30.0, math.log(1.5), 1.0)[0]
    assert not alone[0, 1]
    one_only = np.zeros((1, 4, 2), dtype=bool)
    one_only[..., 0] = True
    assert not glances.jumps(one_only, np.array([1, 0, 0, 0]), to, scale, 30.0, math.log(1.5), 1.0)[0, 0, 1]


@given(st.integers(0, 10_000))
def test_the_shift_is_that_of_those_who_are_in_both(seed: int) -> None:
    chance = np.random.default_rng(seed)
    seen, x = chance.random((2, 3, 4)) < 0.6, chance.uniform(-2, 2, (2, 3, 4))
    found = glances.shifts(seen, x)
    for t, i, j in np.ndindex(2, 3, 3):
        both = [min(abs(x[t, i, p] - x[t, j, p]), 2.0) for p in range(4) if seen[t, i, p] and seen[t, j, p]]
        assert found[t, i, j] == pytest.approx(sum(both) / max(len(both), 1))


def test_who_holds_still_for_many_steps_is_made_a_body_once(monkeypatch: pytest.MonkeyPatch) -> None:
    people = {f"p{i}": Person(f"p{i}", HEIGHT, (1.0 * i, 0.0, 0.0), 0.0) for i in range(30)}
    tracks = {name: (each.mark(0),) for name, each in people.items()}
    step = Staged(action("They wait.", 1), 48, None, tracks, people, people, (), (), (), (), place_of("field"))
    made: list[str] = []

    def counted(stance: Stance, height: float) -> Proxy:
        made.append("body")
        return proxy_of(stance, height)

    monkeypatch.setattr(company, "proxy_of", counted)
    there = Company([step] * 20, dict.fromkeys(people, HEIGHT), 24.0)
    for index in range(20):
        for frame in (0, 24, 47):
            assert len(there.at(index, frame)) == len(people)
    assert len(made) == len(people)


def test_a_mark_is_written_once_for_who_holds_still() -> None:
    person = Person("anna", HEIGHT, (1.00004, 2.0, 0.0), 10.00006, look=(1.0, 1.0, 1.5))
    assert person.mark(0) is person.mark(0)
    later = person.mark(7)
    assert (later.frame, later.position, later.yaw) == (7, (1.0, 2.0, 0.0), 10.0001)
    assert person.but(yaw=20.0).mark(0).yaw == 20.0


def test_of_a_crowd_only_the_near_are_measured() -> None:
    people = {f"p{i:02}": Person(f"p{i:02}", HEIGHT, (0.8 * (i % 8), 0.8 * (i // 8), 0.0), 0.0) for i in range(64)}
    people["close"] = Person("close", HEIGHT, (0.35, 0.0, 0.0), 0.0)
    stances = {name: [stance_at((each.mark(0),), 0, 24.0)] for name, each in people.items()}
    assert floor._near(stances, sorted(stances), 5) == [("close", "p00")]
