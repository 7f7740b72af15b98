"""What a body does between two marks."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.staging import Mark, stance_at, turned

FPS = 24.0
SEATED = Mark(character="a", frame=0, position=(0, 0, 0), yaw=0, pose="sit", seat=0.45)
RISEN = Mark(character="a", frame=24, position=(0, 0, 0), yaw=0)
ACROSS = Mark(character="a", frame=72, position=(2, 1, 0), yaw=180)


def test_before_the_first_mark_and_after_the_last_nothing_moves() -> None:
    marks = [SEATED, RISEN, ACROSS]
    assert stance_at(marks, -5, FPS).position == SEATED.position
    assert stance_at(marks, 500, FPS).position == ACROSS.position
    assert stance_at(marks, 500, FPS).gait is None


def test_rising_happens_on_the_spot() -> None:
    halfway = stance_at([SEATED, RISEN], 20, FPS)
    assert (halfway.pose_a, halfway.pose_b) == ("sit", "stand")
    assert (halfway.seat_a, halfway.seat_b) == (0.45, None)
    assert 0 < halfway.blend < 1
    assert halfway.gait is None


def test_a_walk_faces_the_way_it_goes() -> None:
    middle = stance_at([RISEN, ACROSS], 48, FPS)
    assert middle.gait == "walk"
    assert middle.gait_weight == pytest.approx(1)
    assert middle.yaw == pytest.approx(math.degrees(math.atan2(1, 2)))
    assert middle.travelled == pytest.approx(math.dist((0, 0), (2, 1)) / 2)


def test_the_path_is_known_while_the_body_still_turns_to_it() -> None:
    path = math.degrees(math.atan2(1, 2))
    assert stance_at([SEATED, RISEN], 20, FPS).heading is None
    for frame in (25, 48, 71):
        assert stance_at([RISEN.but(yaw=-120), ACROSS], frame, FPS).heading == pytest.approx(path)
    assert abs(stance_at([RISEN.but(yaw=-120), ACROSS], 25, FPS).yaw - path) > 90
    assert stance_at([RISEN, ACROSS], 90, FPS).heading is None


def test_haste_is_a_run() -> None:
    assert stance_at([RISEN, ACROSS.but(frame=36)], 30, FPS).gait == "run"


@given(frame=st.integers(0, 95))
def test_nobody_jumps(frame: int) -> None:
    marks = [SEATED, RISEN, ACROSS, ACROSS.but(frame=96, yaw=90)]
    a, b = stance_at(marks, frame, FPS), stance_at(marks, frame + 1, FPS)
    assert math.dist(a.position, b.position) < 0.1
    assert abs((b.yaw - a.yaw + 180) % 360 - 180) < 30


@given(a=st.floats(-720, 720), b=st.floats(-720, 720))
def test_turning_takes_the_short_way(a: float, b: float) -> None:
    assert abs(turned(a, b, 1) - a) <= 180 + 1e-9
    assert math.cos(math.radians(turned(a, b, 1))) == pytest.approx(math.cos(math.radians(b)), abs=1e-6)


def walk(*spots: tuple[float, float], every: int = 24) -> list[Mark]:
    """Marks a second apart, held for a second before and after."""
    marks = [Mark(character="a", frame=i * every, position=(*spot, 0), yaw=0) for i, spot in enumerate(spots, start=1)]
    return [marks[0].but(frame=0), *marks, marks[-1].but(frame=marks[-1].frame + every)]


def speeds(marks: list[Mark]) -> list[float]:
    """Metres per second between the frames."""
    spots = [stance_at(marks, frame, FPS).position for frame in range(marks[-1].frame + 1)]
    return [math.dist(a, b) * FPS for a, b in pairwise(spots)]


def test_a_walk_starts_and_ends_softly() -> None:
    found = speeds(walk((0, 0), (1.2, 0), (2.4, 0)))
    assert max(abs(b - a) for a, b in pairwise(found)) < 0.4
    assert max(found) < 1.8


def test_a_corner_is_walked_through_without_a_stop() -> None:
    marks = walk((0, 0), (1.5, 0), (1.5, 1.5))
    corner = marks[2].frame
    around = [stance_at(marks, frame, FPS) for frame in range(corner - 6, corner + 7)]
    assert min(speeds(marks)[corner - 6 : corner + 5]) > 0.8
    assert all(stance.gait_weight == pytest.approx(1) for stance in around)
    assert all(0 < b.travelled - a.travelled < 0.1 for a, b in pairwise(around))
    assert len({stance.speed for stance in around}) == 1
    assert max(abs(b.yaw - a.yaw) for a, b in pairwise(around)) < 25
    assert stance_at(marks, corner, FPS).position == pytest.approx((1.5, 0, 0))
    assert stance_at(marks, corner, FPS).yaw == pytest.approx(45, abs=1)


def test_a_walk_that_a_cut_opens_is_under_way() -> None:
    marks = [Mark(character="a", frame=f, position=(f * 0.05, 0, 0), yaw=0) for f in (0, 1, 40, 41)]
    assert all(stance_at(marks, frame, FPS).gait_weight == 1 for frame in range(41))
    assert speeds(marks)[1:-1] == pytest.approx([1.2] * 39, abs=0.05)


@pytest.mark.parametrize("back", [False, True])
def test_a_seat_within_reach_is_taken_without_a_step(back: bool) -> None:
    before = Mark(character="a", frame=0, position=(0.6, 0, 0), yaw=0)
    seat = Mark(character="a", frame=24, position=(0, 0, 0), yaw=0, pose="sit", seat=0.45)
    marks = [seat.but(frame=0), before.but(frame=24)] if back else [before, seat]
    found = [stance_at(marks, frame, FPS) for frame in range(25)]
    assert all(stance.gait is None for stance in found)
    assert 0.2 < found[13].position[0] < 0.4
    assert 0.3 < found[13].blend < 0.7


def test_a_seat_out_of_reach_is_walked_to() -> None:
    before = Mark(character="a", frame=0, position=(1.5, 0, 0), yaw=0)
    seat = Mark(character="a", frame=24, position=(0, 0, 0), yaw=0, pose="sit", seat=0.45)
    assert stance_at([before, seat], 12, FPS).gait == "walk"


def test_a_pose_that_changes_on_a_walk_changes_little_by_little() -> None:
    marks = [RISEN, ACROSS.but(pose="phone")]
    blends = [stance_at(marks, frame, FPS).blend for frame in range(RISEN.frame, ACROSS.frame)]
    assert blends[0] == 0
    assert blends[-1] == 1
    assert all(0 <= b - a < 0.15 for a, b in pairwise(blends))
