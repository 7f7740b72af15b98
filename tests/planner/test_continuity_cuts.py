"""Glimpses and the rules of a cut: what holds of any camera, any two people, any mirror."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from film.base import Vec2, Vec3
from film.camera import View, gate_of
from film.staging import Stance
from planner.body import Proxy, proxy_of
from planner.continuity.cuts import NEUTRAL_MOTION, Line, axis_faults, cut_faults, direction_faults, line_of, lines_of
from planner.continuity.glimpse import Glimpse, Moment, glimpse_of, looked_at
from tests.planner.clean_cut import ANNA, BEN, TALL, eyes

HEAD_HEIGHT = 1.6
PLACES = {"anna": ANNA, "ben": BEN}


def body(name: str, flip: float = 1.0) -> Proxy:
    """Anna and Ben face to face on the x axis, moved off it so that a mirror changes something."""
    x, y, z = PLACES[name]
    other = "ben" if name == "anna" else "anna"
    ox, oy, oz = eyes(PLACES[other], other)
    shift = 0.3 * (name == "ben")
    stance = Stance(
        position=(x, (y + shift) * flip, z),
        yaw=flip * (0.0 if name == "anna" else 180.0),
        pose_a="stand",
        pose_b="stand",
        seat_a=None,
        seat_b=None,
        blend=1.0,
        look=(ox, (oy + 0.3 - shift) * flip, oz),
    )
    return proxy_of(stance, TALL[name])


def moment(flip: float = 1.0, walk: Vec2 | None = None) -> Moment:
    """They look at each other; Ben walks where a walk is given."""
    moves = {} if walk is None else {"ben": (walk[0], walk[1] * flip)}
    return Moment(TALL, {"anna": "ben", "ben": "anna"}, moves)


def view(position: Vec3, target: Vec3, focal: float, flip: float = 1.0) -> View:
    """A camera, mirrored over the x axis for a flip of -1."""
    return View(
        position=(position[0], position[1] * flip, position[2]),
        target=(target[0], target[1] * flip, target[2]),
        roll=0.0,
        focal_mm=focal,
        gate=gate_of(16 / 9),
    )


def glimpse(
    position: Vec3, at: str = "anna", focal: float = 35.0, flip: float = 1.0, walk: Vec2 | None = None
) -> Glimpse:
    """What a camera aimed at somebody shows."""
    x, y, _ = PLACES[at]
    bodies = {name: body(name, flip) for name in PLACES}
    return glimpse_of(view(position, (x, y, HEAD_HEIGHT), focal, flip), bodies, moment(flip, walk), None, at)


spots = st.tuples(st.floats(-4, 4), st.floats(-4, 4), st.floats(0.5, 2.5))
lenses = st.sampled_from((18.0, 35.0, 75.0))
who = st.sampled_from(("anna", "ben"))


def rules(before: Glimpse, after: Glimpse) -> list[tuple[str, tuple[str, ...], float]]:
    """The faults of a cut, roughly."""
    return [(fault.rule, fault.people, round(fault.measure, 0)) for fault in cut_faults(before, after)]


@given(spots, spots, who, who, lenses)
def test_a_mirrored_world_cuts_the_same(a: Vec3, b: Vec3, first: str, second: str, lens: float) -> None:
    assume(all(math.dist(spot[:2], PLACES[name][:2]) > 0.7 for spot in (a, b) for name in PLACES))
    plain = rules(glimpse(a, first, lens), glimpse(b, second, lens))
    assert rules(glimpse(a, first, lens, -1.0), glimpse(b, second, lens, -1.0)) == plain


@given(spots, who, lenses)
def test_a_glimpse_projects_as_the_renderer_does(spot: Vec3, name: str, lens: float) -> None:
    assume(math.dist(spot[:2], PLACES[name][:2]) > 0.5)
    shown = glimpse(spot, name, lens)
    x, y, depth = view(spot, (*PLACES[name][:2], HEAD_HEIGHT), lens).project(shown.people[name].head)
    assert shown.people[name].x == pytest.approx(x)
    assert shown.people[name].y == pytest.approx(y)
    span = 2 * depth * 24.89 / 2 / lens / (16 / 9)
    assert shown.people[name].scale == pytest.approx(TALL[name] / span)


@given(spots, spots, who, who)
def test_the_axis_breaks_only_between_the_two_sides(a: Vec3, b: Vec3, first: str, second: str) -> None:
    assume(all(math.dist(spot[:2], PLACES[name][:2]) > 0.7 for spot in (a, b) for name in PLACES))
    one, two = glimpse(a, first), glimpse(b, second)
    broken = any(fault.rule == "axis" for fault in cut_faults(one, two))
    heads = [one.people[name].head for name in ("anna", "ben")]

    def side(eye: Vec3) -> float:
        (ax, ay, _), (bx, by, _) = heads
        return (bx - ax) * (eye[1] - ay) - (by - ay) * (eye[0] - ax)

    sides = line_of(one, "anna", "ben").side, line_of(two, "anna", "ben").side
    assert broken == (sides[0] * sides[1] == -1)
    if broken:
        assert side(a) * side(b) < 0


@given(spots, who)
def test_a_shot_cut_against_itself_is_a_jump_and_nothing_else(spot: Vec3, name: str) -> None:
    assume(all(math.dist(spot[:2], PLACES[each][:2]) > 0.7 for each in PLACES))
    shown = glimpse(spot, name)
    assert {fault.rule for fault in cut_faults(shown, shown)} <= {"thirty_degrees"}
    assert bool(cut_faults(shown, shown)) == (shown.main is not None)


@given(st.floats(0, 360), st.floats(0, 360))
def test_a_walk_keeps_its_side_of_the_screen(first: float, second: float) -> None:
    def round_ben(yaw: float) -> Vec3:
        return 1.0 + 3 * math.cos(math.radians(yaw)), 3 * math.sin(math.radians(yaw)), 1.5

    one, two = (glimpse(round_ben(yaw), "ben", walk=(1.0, 0.0)) for yaw in (first, second))
    across = [math.degrees(math.asin(max(min(each.people["ben"].motion, 1.0), -1.0))) for each in (one, two)]
    wanted = across[0] * across[1] < 0 and min(abs(each) for each in across) > NEUTRAL_MOTION
    assume(all(abs(abs(each) - NEUTRAL_MOTION) > 0.01 for each in across))
    assert bool(list(direction_faults(one, two))) == wanted


def test_a_shoulder_shot_has_a_side_and_a_camera_on_the_line_has_none() -> None:
    over_anna = glimpse((-1.9, -0.75, 1.65), "ben", 50)
    assert line_of(over_anna, "anna", "ben").side == -1
    from_behind = glimpse((-3.0, -0.3, 1.7), "ben", 50)
    assert line_of(from_behind, "anna", "ben").side == 0


def test_a_group_draws_the_lines_of_those_who_answer_a_look() -> None:
    shown = glimpse((0.0, -4.0, 1.6), "anna", 18)
    figures = dict(shown.people)
    figures["ben"] = figures["ben"]._replace(at=None)
    assert list(lines_of(shown._replace(people=figures, main="ben"))) == []
    assert list(lines_of(shown._replace(people=figures, main="anna"))) == [("anna", "ben")]


def test_a_neutral_line_breaks_nothing() -> None:
    pair = ("anna", "ben")
    assert list(axis_faults({pair: Line(0, 3.0)}, {pair: Line(1, 40.0)})) == []
    assert [fault.rule for fault in axis_faults({pair: Line(-1, 12.0)}, {pair: Line(1, 40.0)})] == ["axis"]


def test_who_is_looked_at_is_the_nearest_head() -> None:
    bodies = {name: body(name) for name in PLACES}
    looks: dict[str, Vec3 | None] = {"anna": eyes((1.0, 0.3, 0.0), "ben"), "ben": (5.0, 5.0, 1.0)}
    assert looked_at(looks, bodies) == {"anna": "ben"}
