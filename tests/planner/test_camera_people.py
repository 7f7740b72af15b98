"""Cameras for people who sit, lie, kneel, crouch and walk: the size is measured on what such a body shows."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import gate_of, view_at
from film.place import Seat
from film.shot import Axis, Size
from film.staging import Mark, Pose, stance_at
from planner.body import proxy_of
from planner.camera.brief import CameraBrief, sample
from planner.camera.framing import SPAN
from planner.camera.kernels.codes import RULES
from planner.camera.sight import look
from planner.camera.solve import alternatives, solve
from planner.coverage.intent import Intent
from planner.places.library import KINDS
from planner.solids import solids_of
from tests.planner.scenes import place_of

GATE, FRAMES, TALL = gate_of(16 / 9), 120, 1.75
SEATS = [(kind, seat) for kind in sorted(KINDS) for seat in place_of(kind).seats]
SIZES: tuple[Size, ...] = ("FS", "MWS", "MS", "MCU", "CU")


def brief_of(kind: str, marks: dict[str, tuple[Mark, ...]], intent: Intent, count: int = 3) -> CameraBrief:
    """An intent for people all of one stature, seen at evenly spaced frames."""
    place, heights = place_of(kind), dict.fromkeys(marks, TALL)
    frames = [round((FRAMES - 1) * i / (count - 1)) for i in range(count)]
    samples = sample(marks, heights, frames, 24.0)
    seated = {name: track[0].seat is not None and track[0].pose != "lie" for name, track in marks.items()}
    return CameraBrief(intent, place, solids_of(place), GATE, FRAMES, samples, heights, seated)


def seated_in(seat: Seat, name: str = "anna") -> Mark:
    """Somebody in a seat or bed."""
    x, y, z = seat.position
    return Mark(character=name, frame=0, position=(x, y, 0.0), yaw=seat.yaw, pose=seat.pose, seat=z)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SEATS), st.sampled_from(SIZES))
def test_the_head_of_whoever_sits_or_lies_is_seen(where: tuple[str, Seat], size: Size) -> None:
    kind, seat = where
    marks = {"anna": (seated_in(seat),)}
    brief = brief_of(kind, marks, Intent("single", size, ("anna",), ((0, 0, FRAMES),)))
    for solved in alternatives(brief, 3):
        view = view_at(solved.candidate.keys, 0, GATE)
        seen = look(view, brief.first, ("anna",), brief.place, brief.solids)["anna"]
        assert seen.hides_head <= 0.34
        assert seen.head_out < (0.45 if size == "ECU" else 0.03)
        assert seen.turn < 93 or seat.pose == "lie"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([each for each in SEATS if each[1].pose == "lie"]), st.sampled_from(("MS", "MCU", "CU")))
def test_a_single_of_somebody_lying_is_as_large_as_one_of_somebody_standing(
    where: tuple[str, Seat], size: Size
) -> None:
    kind, seat = where
    brief = brief_of(kind, {"anna": (seated_in(seat),)}, Intent("single", size, ("anna",), ((0, 0, FRAMES),)))
    for solved in alternatives(brief, 3):
        view = view_at(solved.candidate.keys, 0, GATE)
        head = brief.first["anna"].head
        depth = view.project((float(head[0]), float(head[1]), float(head[2])))[2]
        assert 2 * view.half_height * depth / TALL == pytest.approx(SPAN[size], rel=0.22)


@pytest.mark.parametrize("pose", ["kneel", "crouch", "slump"])
@pytest.mark.parametrize("size", ["MS", "MCU", "CU"])
def test_whoever_is_down_is_met_at_eye_level(pose: Pose, size: Size) -> None:
    mark = Mark(character="anna", frame=0, position=(0, 0, 0), yaw=0, pose=pose)
    brief = brief_of("park", {"anna": (mark,)}, Intent("single", size, ("anna",), ((0, 0, FRAMES),)))
    solved = solve(brief)
    assert not solved.verdict.broken
    assert solved.candidate.position[2] == pytest.approx(float(brief.first["anna"].head[2]), abs=0.05)


def walk(points: list[tuple[float, float]], frames: list[int]) -> tuple[Mark, ...]:
    """A walk through points, facing along it."""
    marks = []
    for i, (spot, frame) in enumerate(zip(points, frames, strict=True)):
        a, b = points[max(i - 1, 0) if i == len(points) - 1 else i], points[min(i + 1, len(points) - 1)]
        yaw = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        marks.append(Mark(character="anna", frame=frame, position=(*spot, 0.0), yaw=yaw))
    return tuple(marks)


@settings(max_examples=60, deadline=None)
@given(st.floats(1.5, 6.0), st.floats(-90, 90), st.floats(1.5, 4.0), st.sampled_from(("FS", "MWS", "MS")))
def test_a_camera_that_follows_keeps_the_walker_in_place(one: float, turn: float, two: float, size: Size) -> None:
    angle = math.radians(turn)
    points = [(-one, 0.0), (0.0, 0.0), (two * math.cos(angle), two * math.sin(angle))]
    middle = round((FRAMES - 1) * one / (one + two))
    track = {"anna": walk(points, [0, middle, FRAMES - 1])}
    brief = brief_of("field", track, Intent("moving", size, ("anna",), ((0, 0, FRAMES),), move="pan"), 11)
    solved = solve(brief)
    if solved.intent.idiom != "moving":
        return
    for frame in range(0, FRAMES, 4):
        stance = stance_at(track["anna"], frame, 24.0)
        head = proxy_of(stance, TALL).head.tolist()
        x, y, depth = view_at(solved.candidate.keys, frame, GATE).project((head[0], head[1], head[2]))
        assert depth > 0
        assert abs(x) < 0.14 + 0.12, frame
        assert 0.4 < y < 0.98, frame


@pytest.mark.parametrize("end", [(5.0, 0.0), (-5.0, 0.0)])
def test_a_walker_has_room_ahead(end: tuple[float, float]) -> None:
    track = {"anna": walk([(0.0, 0.0), end], [0, FRAMES - 1])}
    brief = brief_of("field", track, Intent("moving", "FS", ("anna",), ((0, 0, FRAMES),), move="pan"), 7)
    solved = solve(brief)
    view = view_at(solved.candidate.keys, FRAMES // 2, GATE)
    x, y, z = brief.middle["anna"].head
    here, ahead = view.project((x, y, z))[0], view.project((x + end[0] / 5, y, z))[0]
    assert here * (ahead - here) < 0.01


def test_a_single_is_not_shot_past_somebody_who_stands_before_its_face() -> None:
    marks = {
        "anna": (Mark(character="anna", frame=0, position=(0, 0, 0), yaw=0, look=(3.0, 0.0, 1.6)),),
        "ben": (Mark(character="ben", frame=0, position=(0.75, 0, 0), yaw=180, look=(0.0, 0.0, 1.6)),),
    }
    brief = brief_of("field", marks, Intent("single", "MS", ("anna",), ((0, 0, FRAMES),)))
    for solved in alternatives(brief, 3):
        view = view_at(solved.candidate.keys, 0, GATE)
        seen = look(view, brief.first, ("anna", "ben"), brief.place, brief.solids)
        anna, ben = seen["anna"], seen["ben"]
        if ben.in_front and ben.depth < anna.depth:
            assert min(anna.right, ben.right) - max(anna.left, ben.left) < 0.6 * (anna.right - anna.left)


def test_a_two_shot_shows_no_back() -> None:
    marks = {
        "anna": (Mark(character="anna", frame=0, position=(0, 0.5, 0), yaw=0, look=(9.0, 0.5, 1.6)),),
        "ben": (Mark(character="ben", frame=0, position=(0, -0.5, 0), yaw=0, look=(9.0, -0.5, 1.6)),),
    }
    brief = brief_of("field", marks, Intent("two_shot", "MS", ("anna", "ben"), ((0, 0, FRAMES),)))
    found = alternatives(brief, 4)
    assert found
    assert all(solved.candidate.position[0] > -0.5 for solved in found)
    behind = Axis(a=(0.0, 0.5), b=(0.0, -0.5), side=-1)
    assert not any(each.candidate.position[0] < -0.5 for each in alternatives(replace(brief, axis=behind), 4))


def test_every_rule_has_one_name() -> None:
    assert len(set(RULES)) == len(RULES)
    assert np.all([rule == rule.lower() for rule in RULES])
