"""Heads, horizon, light and motion of pictures held against the plan: clips written by hand, true and then false."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import View, gate_of
from film.clips import Clip, Horizon
from film.findings import Excuse
from film.place import Fixture
from film.shot import Shot
from planner.continuity.measured import measured
from planner.continuity.measured.horizon import attitude, seen_attitude
from planner.continuity.measured.moves import way_of
from tests.planner.measured_film import KEY, MARK, PAN, PLACE, clip, film, shot, told, with_head


@pytest.mark.parametrize("what", [shot(), shot(camera=PAN, move="pan"), shot(frames=1)])
def test_what_is_as_planned_is_no_finding(what: Shot) -> None:
    plan = film(what)
    assert told(plan, clip(plan)) == []


def test_a_head_cut_off_is_told_once_with_its_edge() -> None:
    plan = film(shot())
    broken = with_head(clip(plan), cut=0.4, box=(0.45, -0.04, 0.55, 0.06))
    (found,) = measured(plan, {"1-A1": broken})
    assert (found.rule, found.character, found.measure, found.limit) == ("measured_head", "ann", 0.4, 0.15)
    assert "frame's top" in found.message
    assert told(plan, with_head(clip(plan), cut=0.1)) == []


def test_a_head_that_the_plan_cuts_off_may_be_cut_off() -> None:
    close = KEY.model_copy(update={"position": (1.2, 0.0, 1.2), "target": (0.0, 0.0, 1.2), "focal_mm": 50.0})
    plan = film(shot(camera=(close,)))
    assert told(plan, with_head(clip(plan), cut=0.6)) == []


def test_a_hidden_head_is_told_unless_the_plan_hides_it() -> None:
    plan = film(shot())
    assert told(plan, with_head(clip(plan), hidden=0.8)) == ["measured_head"]
    tall = Fixture(id="w", kind="wardrobe", position=(1.0, 0.1, 0.0), size=(0.6, 3.0, 2.2))
    behind = film(shot(), place=PLACE.but(fixtures=(tall,)))
    assert told(behind, with_head(clip(behind), hidden=0.8)) == []


def leaning(of: Clip, roll: float = 0.0, lower: float = 0.0) -> Clip:
    """The clip with another horizon."""
    frames = []
    for one in of.measured:
        (level,) = one.horizons
        assert level is not None
        frames.append(one.but(horizons=(Horizon(roll=level.roll + roll, height=level.height + lower),)))
    return of.but(measured=tuple(frames))


def test_a_picture_that_leans_is_found_and_a_dutch_one_is_not() -> None:
    plan = film(shot())
    (found,) = measured(plan, {"1-A1": leaning(clip(plan), roll=2.0)})
    assert (found.rule, found.measure, found.limit, found.unit) == ("measured_horizon", 2.0, 1.0, "degrees")
    assert "right" in found.message
    assert told(plan, leaning(clip(plan), roll=-0.8)) == []
    dutch = film(shot(camera=(KEY.model_copy(update={"roll": 12.0}),), angle="dutch"))
    assert told(dutch, leaning(clip(dutch), roll=12.0)) == []
    assert told(dutch, clip(dutch)) == ["measured_horizon"]


def test_a_camera_that_looks_too_high_is_found_and_one_in_the_hand_may_a_little() -> None:
    plan = film(shot())
    (found,) = measured(plan, {"1-A1": leaning(clip(plan), lower=0.1)})
    assert (found.rule, found.limit) == ("measured_horizon", 1.5)
    assert "higher" in found.message
    carried = film(shot(move="handheld"))
    assert told(carried, leaning(clip(carried), lower=0.06)) == []
    assert told(plan, leaning(clip(plan), lower=0.06)) == ["measured_horizon"]


@settings(max_examples=60, deadline=None)
@given(roll=st.floats(-40, 40), pitch=st.floats(-40, 40), yaw=st.floats(-180, 180), focal=st.floats(12, 100))
def test_any_camera_is_told_by_its_horizon(roll: float, pitch: float, yaw: float, focal: float) -> None:
    a, b = math.radians(yaw), math.radians(pitch)
    ahead = (math.cos(a) * math.cos(b), math.sin(a) * math.cos(b), math.sin(b))
    view = View((0.0, 0.0, 0.0), ahead, roll, focal, gate_of(16 / 9))
    held = attitude(view)
    if held is None:
        return
    assert held == pytest.approx((roll, pitch), abs=1e-6)
    right, up, forward = view.axes()
    del right
    seen = Horizon(roll=roll, height=0.5 + forward[2] / up[2] / 2 / view.half_height)
    assert seen_attitude(seen, view) == pytest.approx((roll, pitch), abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"luma": 0.08}, "too dark"), ({"luma": 0.9}, "too bright"), ({"black": 0.5}, "black"),
        ({"burnt": 0.2}, "burnt"),
    ],
)  # fmt: skip
def test_a_picture_of_the_wrong_light_is_found(changes: dict[str, float], word: str) -> None:
    plan = film(shot())
    (found,) = measured(plan, {"1-A1": clip(plan, **changes)})
    assert found.rule == "measured_exposure"
    assert word in found.message


def test_night_must_read_as_night_out_of_doors_and_day_as_day() -> None:
    night = film(shot(), time_of_day="night")
    assert told(night, clip(night, luma=0.5)) == ["measured_exposure"]
    assert told(night, clip(night, luma=0.3)) == []
    inside = film(shot(), place=PLACE.but(enclosure="room"), time_of_day="night")
    assert told(inside, clip(inside, luma=0.5)) == []
    day = film(shot())
    assert told(day, clip(day, luma=0.2)) == ["measured_exposure"]


def test_a_face_is_judged_by_its_own_skin() -> None:
    plan = film(shot())
    assert told(plan, with_head(clip(plan), face=0.2)) == ["measured_exposure"]
    dark = plan.but(
        cast=(plan.cast[0].but(palette=plan.cast[0].palette.model_copy(update={"skin": "#5a3a2a"})),)
    )  # fmt: skip
    assert told(dark, with_head(clip(dark), face=0.2)) == []
    assert told(dark, with_head(clip(dark), face=0.6)) == ["measured_exposure"]
    # From behind, hidden or cut off there is no face to judge.
    assert told(plan, with_head(clip(plan), face=None)) == []


def test_a_jump_of_light_over_a_cut_is_found_and_an_excuse_is_heard() -> None:
    plan = film(shot(), shot(id="1-A2"))
    pair = clip(plan), clip(plan, "1-A2", luma=0.77)
    (found,) = measured(plan, {each.shot: each for each in pair})
    assert (found.rule, found.shots, found.measure) == ("measured_exposure", ("1-A1", "1-A2"), 0.27)
    faces = clip(plan), with_head(clip(plan, "1-A2"), face=0.42 * 0.55)
    assert told(plan, *faces) == ["measured_exposure"]
    noted = film(shot(), shot(id="1-A2", excuses=(Excuse(rule="measured_exposure", note="the door opens"),)))
    assert [each.excused for each in measured(noted, {each.shot: each for each in pair})] == ["the door opens"]


@pytest.mark.parametrize(("between", "word"), [({"darkest": 0.0}, "black frame"), ({"brightest": 1.0}, "white frame")])
def test_one_empty_frame_is_found(between: dict[str, float], word: str) -> None:
    plan = film(shot())
    whole = clip(plan)
    first, second, *rest = whole.measured
    assert second.between is not None
    broken = whole.but(measured=(first, second.but(between=second.between.but(**between)), *rest))
    (found,) = measured(plan, {"1-A1": broken})
    assert found.rule == "measured_exposure"
    assert word in found.message


def driven(of: Clip, times: float) -> Clip:
    """The clip with its set going so many times as far."""
    return of.but(
        measured=tuple(
            one.but(ways=tuple(each.but(right=each.right * times, down=each.down * times) for each in one.ways))
            for one in of.measured
        )
    )


@pytest.mark.parametrize(
    ("times", "word"), [(0.0, "stands still"), (-1.0, "the other way"), (2.0, "too fast"), (0.4, "too slowly")]
)
def test_a_camera_that_goes_otherwise_is_found(times: float, word: str) -> None:
    plan = film(shot(camera=PAN, move="pan"))
    (found,) = measured(plan, {"1-A1": driven(clip(plan), times)})
    assert found.rule == "measured_motion"
    assert word in found.message
    assert told(plan, driven(clip(plan), 1.15)) == []


def test_a_picture_that_moves_where_the_camera_stands_is_found() -> None:
    plan = film(shot())
    whole = clip(plan)
    slid = whole.but(
        measured=tuple(one.but(ways=tuple(each.but(right=4.0) for each in one.ways)) for one in whole.measured)
    )
    (found,) = measured(plan, {"1-A1": slid})
    assert found.rule == "measured_motion"
    assert "should not" in found.message


def test_what_rides_past_a_moving_place_is_not_held_against_it() -> None:
    rides = PLACE.but(moving=True)
    plan = film(shot(), place=rides)
    whole = clip(plan)
    passing = whole.but(
        measured=tuple(
            one.but(ways=tuple(each.but(right=-20.0) if each.metres != 4.0 else each for each in one.ways))
            for one in whole.measured
        )
    )
    assert told(plan, passing) == []
    assert told(film(shot()), passing) == ["measured_motion"]


WALK = (MARK.but(position=(0.0, -0.9, 0.0), yaw=90), MARK.but(frame=36, position=(0.0, 0.9, 0.0), yaw=90))


def walking(times: float) -> Clip:
    """Ann walks to the right of the picture, so many times as fast as she should."""
    plan = film(shot(marks=WALK))
    whole = clip(plan)
    frames = []
    for one in whole.measured:
        # 1.8 m in 36 frames, less the setting off and the stopping; 4.2 m before the lens.
        pixels = 1.8 / (36 - 9.6) / 4.2 * 960 / 2 / (24.89 / 2 / 24)
        ramp = 0.0 if one.frame in (0, 36) else 1.0
        frames.append(one.but(sightings=(one.sightings[0].but(way=(times * ramp * pixels, 0.0)),)))
    return whole.but(measured=tuple(frames))


def test_who_walks_twice_as_fast_or_backwards_is_found() -> None:
    plan = film(shot(marks=WALK))
    assert told(plan, walking(1.0)) == []
    for times, word in ((2.2, "2.2 times as fast"), (-1.0, "the other way"), (0.0, "still")):
        (found,) = measured(plan, {"1-A1": walking(times)})
        assert (found.rule, found.character) == ("measured_motion", "ann")
        assert word in found.message


def test_who_stands_and_slides_is_found() -> None:
    plan = film(shot())
    whole = clip(plan)

    def slid(pixels: float) -> Clip:
        return whole.but(
            measured=tuple(
                one.but(sightings=(one.sightings[0].but(way=(pixels, 0.0) if one.frame else None),))
                for one in whole.measured
            )
        )

    assert told(plan, slid(5.0)) == []
    assert told(plan, slid(30.0)) == ["measured_motion"]


def repeated(of: Clip, frames: int, leap: float = 0.0) -> Clip:
    """The clip with so many frames that repeat, and a leap."""
    return of.but(
        measured=tuple(
            one.but(between=one.between and one.between.but(repeats=frames if one.frame else 0, leap=leap))
            for one in of.measured
        )
    )


def test_a_frozen_picture_is_found_where_something_should_move() -> None:
    pan, still = film(shot(camera=PAN, move="pan")), film(shot())
    assert told(pan, repeated(clip(pan), 8)) == ["measured_motion"]
    assert told(pan, repeated(clip(pan), 4)) == []
    assert told(still, repeated(clip(still), 12)) == []


def test_a_cut_within_a_shot_is_found() -> None:
    plan = film(shot())
    (found,) = measured(plan, {"1-A1": repeated(clip(plan), 0, leap=0.2)})
    assert found.rule == "measured_motion"
    assert "leaps" in found.message


@settings(max_examples=40, deadline=None)
@given(
    x=st.floats(0.05, 0.95), y=st.floats(0.05, 0.95), metres=st.floats(1, 30), turn=st.floats(-2, 2),
    step=st.floats(-0.2, 0.2), focal=st.floats(18, 85),
)  # fmt: skip
def test_a_point_that_stands_is_where_both_cameras_have_it(
    x: float, y: float, metres: float, turn: float, step: float, focal: float
) -> None:
    now = View((0.0, 0.0, 1.5), (0.0, 5.0, 1.2), 0.0, focal, gate_of(16 / 9))
    before = View((step, 0.0, 1.5), (5 * math.sin(math.radians(turn)), 5.0, 1.2), 1.0, focal * 1.01, gate_of(16 / 9))
    right, up, forward = now.axes()
    across, over = (2 * x - 1) * now.half_width * metres, (1 - 2 * y) * now.half_height * metres
    point = [
        here + f * metres + r * across + u * over
        for here, f, r, u in zip(now.position, forward, right, up, strict=True)
    ]
    px, py, _ = before.project((point[0], point[1], point[2]))
    found = way_of(now, before, x, y, metres)
    assert found == pytest.approx((x - (px + 1) / 2, y - (1 - py) / 2), abs=1e-9)


def test_a_clip_that_measures_less_is_judged_by_what_it_has() -> None:
    plan = film(shot(camera=PAN, move="pan"))
    bare = clip(plan, ways=(), horizons=(), between=None)
    assert told(plan, bare) == []
