"""Which images a shot is given: the clothes worn, the side seen, how close."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.references import Reference, View
from storyreel.references.finding import Entry
from storyreel.references.showing import of_shot, turned_away
from tests.storyreel.reference_desk import Desk, shots


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def entry(view: View = "any", outfit: str | None = None, place: int = 0) -> Entry:
    reference = Reference(file=f"{view}{place}.png", view=view, outfit=outfit)
    return Entry(kind="person", id="anna", name="ANNA", place=place, reference=reference, sheet="cast/anna.yaml")


def best(
    desk: Desk, entries: list[Entry], change: Callable[..., object] = lambda shot: shot, worn: str = ""
) -> list[str]:
    """The files that the first shot of ANNA is given, in order."""
    plan = desk.plan().plan
    scene = plan.scenes[0].but(wardrobe={"anna": worn} if worn else {})
    shot = change(next(shot for shot in scene.shots if "anna" in shot.subjects))
    return [each.reference.file for each in of_shot(entries, plan, scene, shot).get("anna", [])]  # type: ignore[arg-type]


def facing(shot, away: float):  # type: ignore[no-untyped-def]
    """The shot with ANNA so many degrees turned away from its camera."""
    x, y, _ = shot.camera[0].position
    mark = next(mark for mark in shot.marks if mark.character == "anna")
    to_camera = math.degrees(math.atan2(y - mark.position[1], x - mark.position[0]))
    marks = [each.but(yaw=to_camera + away) if each.character == "anna" else each for each in shot.marks]
    return shot.but(marks=tuple(marks))


@pytest.mark.parametrize(("away", "first"), [(0, "front"), (50, "three_quarter"), (-95, "profile"), (175, "back")])
def test_a_wide_shot_is_given_the_side_that_it_sees(desk: Desk, away: float, first: str) -> None:
    views: list[View] = ["back", "face", "profile", "front", "three_quarter", "any"]
    entries = [entry(view) for view in views]
    assert best(desk, entries, lambda shot: facing(shot, away).but(size="FS"))[0] == f"{first}0.png"


@pytest.mark.parametrize(
    ("size", "away", "first"), [("CU", 0, "face"), ("CU", 60, "face"), ("CU", 170, "back"), ("WS", 0, "front")]
)
def test_a_close_shot_is_given_the_face_unless_it_looks_away(desk: Desk, size: str, away: float, first: str) -> None:
    entries = [entry("back"), entry("front"), entry("face")]
    assert best(desk, entries, lambda shot: facing(shot, away).but(size=size))[0] == f"{first}0.png"


def test_the_clothes_that_are_worn_go_before_all_else(desk: Desk) -> None:
    entries = [entry("front", "coat", 0), entry("back", "dress", 1), entry("face", "coat", 2), entry("front", None, 3)]
    given = best(desk, entries, lambda shot: facing(shot, 0).but(size="FS"), worn="dress")
    assert given == ["front3.png", "back1.png", "face2.png"]
    assert best(desk, entries[:1], worn="dress") == ["front0.png"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turn=st.floats(-720, 720))
def test_how_far_somebody_is_turned_away_is_a_half_circle(desk: Desk, turn: float) -> None:
    shot = next(shot for shot in shots(desk_plan(desk)) if "anna" in shot.subjects)
    away = turned_away(facing(shot, turn), "anna")
    assert away is not None
    assert 0 <= away <= 180
    folded = abs((turn + 180) % 360 - 180)
    assert away == pytest.approx(folded, abs=1e-6)
    assert turned_away(shot.but(marks=()), "anna") is None


_PLANS: dict[Path, object] = {}


def desk_plan(desk: Desk):  # type: ignore[no-untyped-def]
    """The desk's plan, made once."""
    if desk.reel.folder not in _PLANS:
        _PLANS[desk.reel.folder] = desk.plan().plan
    return _PLANS[desk.reel.folder]
