"""What the camera's moves do over their keys, where the lens is focused, and the same scene on every gate."""

from __future__ import annotations

import math
from functools import cache

import pytest

from film.camera import CameraKey, View, view_at
from film.plan import Format, Plan
from film.shot import Shot
from film.staging import stance_at
from film.style import Style
from planner import plan
from planner.body import proxy_of
from planner.brief import Brief
from planner.continuity import check
from screenplay.fountain import parse

TALK = """\
INT. LONG HALL - DAY

A long empty hall. ANNA stands by the door. BEN stands at the far end of the hall. A LETTER lies on the floor.

ANNA
You came all the way for this.

BEN
I came for you.

{direction}

Nobody moves for a long while.

BEN
Say something, please.

ANNA
I can not.
"""
FILM = Format(width=320, height=180)


@cache
def made(direction: str = "", stop: float | None = None, film: Format = FILM) -> Plan:
    """The scene with a direction in it."""
    return plan(parse(TALK.format(direction=direction)), Brief(format=film, style=Style(stop=stop)))


def asked(direction: str, move: str) -> Shot:
    """The shot that obeys it."""
    (shot,) = (shot for shot in made(direction).scenes[0].shots if shot.covers[0][0] == 11 and shot.move == move)
    return shot


def views(shot: Shot) -> list[View]:
    return [view_at(shot.camera, frame, FILM.gate) for frame in range(shot.frames)]


def head(shot: Shot, name: str, frame: int = 0) -> tuple[float, float, float]:
    """Where somebody's head is."""
    sheet = next(each for each in made().cast if each.id == name)
    track = [mark for mark in shot.marks if mark.character == name]
    x, y, z = proxy_of(stance_at(track, frame, 24.0), sheet.build.height).head.tolist()
    return x, y, z


@pytest.mark.parametrize("words", ["DOLLY ZOOM on Anna.", "VERTIGO EFFECT on Ben.", "DOLLY ZOOM OUT on Anna."])
def test_a_dolly_zoom_keeps_its_subject_as_tall_while_the_lens_changes(words: str) -> None:
    shot = asked(words, "dolly_zoom")
    name = "ben" if "Ben" in words else "anna"
    seen = views(shot)
    tall = [view.focal_mm / view.project(head(shot, name))[2] for view in seen]
    assert max(tall) / min(tall) < 1.01
    assert max(view.focal_mm for view in seen) / min(view.focal_mm for view in seen) > 1.2
    nearer = math.dist(seen[-1].position, head(shot, name)) < math.dist(seen[0].position, head(shot, name))
    assert nearer is ("OUT" not in words)
    assert (seen[-1].focal_mm < seen[0].focal_mm) is nearer
    assert all(18 <= key.focal_mm <= 100 for key in shot.camera)


@pytest.mark.parametrize("stop", [None, 2.8])
def test_a_rack_focus_goes_from_one_to_the_other_and_blurs_the_one_that_it_leaves(stop: float | None) -> None:
    shots = made("RACK FOCUS FROM Anna TO Ben.", stop).scenes[0].shots
    (shot,) = (each for each in shots if each.move == "rack_focus")
    assert {"anna", "ben"} <= set(shot.subjects)
    first, last = (view_at(shot.camera, frame, FILM.gate) for frame in (0, shot.frames - 1))
    for view, name in ((first, "anna"), (last, "ben")):
        assert view.focused == pytest.approx(view.project(head(shot, name))[2], abs=0.12)
    assert (first.position, first.target, first.focal_mm) == (last.position, last.target, last.focal_mm)
    assert shot.stop == stop if stop else 1.4 <= (shot.stop or 0) <= 5.6
    pulls = [view_at(shot.camera, frame, FILM.gate).focused for frame in range(shot.frames)]
    assert pulls == sorted(pulls)
    turning = [frame for frame in range(1, shot.frames) if pulls[frame] != pulls[frame - 1]]
    assert len(turning) <= 24, "a focus is pulled within a second"
    assert turning[0] > 8, "what it leaves is seen sharp first"


def test_a_focus_on_a_thing_comes_from_somewhere() -> None:
    shot = asked("RACK FOCUS TO the letter.", "rack_focus")
    assert shot.idiom == "insert"
    assert shot.camera[0].focus_m != shot.camera[-1].focus_m


@pytest.mark.parametrize(
    ("words", "move"),
    [("PAN TO Ben.", "pan"), ("PAN LEFT TO Ben.", "pan"), ("PAN RIGHT TO Ben.", "pan"), ("TILT UP to Ben.", "tilt")],
)
def test_a_camera_that_turns_stays_where_it_is(words: str, move: str) -> None:
    seen = views(asked(words, move))
    assert len({(view.position, view.focal_mm) for view in seen}) == 1
    yaws, climbs = zip(*(_angles(view) for view in seen), strict=True)
    turned = abs((yaws[-1] - yaws[0] + 180) % 360 - 180)
    moving, still = (turned, climbs[-1] - climbs[0]) if move == "pan" else (climbs[-1] - climbs[0], turned)
    assert abs(moving) > 6 > 3 > abs(still)
    if "LEFT" in words or "RIGHT" in words:
        assert (math.sin(math.radians(yaws[-1] - yaws[0])) > 0) is ("LEFT" in words)


def test_a_truck_goes_aside_and_looks_the_same_way() -> None:
    for words, side in (("TRUCK LEFT on Ben.", -1), ("TRUCK RIGHT on Ben.", 1)):
        first, *_, last = views(asked(words, "truck"))
        right = first.axes()[0]
        way = [b - a for a, b in zip(first.position, last.position, strict=True)]
        assert sum(a * b for a, b in zip(way, right, strict=True)) * side > 0.1
        assert abs(_angles(first)[0] - _angles(last)[0]) < 15


def test_a_pedestal_and_a_crane_go_up() -> None:
    raised = views(asked("PEDESTAL UP on Ben.", "pedestal"))
    (x, y, z), (u, v, w) = raised[0].position, raised[-1].position
    assert (x, y) == (u, v)
    assert w > z + 0.1
    craned = views(asked("CRANE DOWN to Ben.", "crane"))
    assert craned[0].position[2] > craned[-1].position[2] + 0.2


def test_a_zoom_changes_the_lens_alone() -> None:
    seen = views(asked("SLOW ZOOM IN on Ben.", "zoom"))
    assert len({(view.position, view.target) for view in seen}) == 1
    assert seen[-1].focal_mm > 1.2 * seen[0].focal_mm


@pytest.mark.parametrize(("words", "move"), [("WHIP PAN TO Anna.", "pan"), ("CRASH ZOOM IN on Ben.", "zoom")])
def test_a_jerk_of_the_camera_is_over_in_a_third_of_a_second(words: str, move: str) -> None:
    shot = asked(words, move)
    assert 0 < shot.camera[0].frame < shot.camera[-1].frame <= shot.camera[0].frame + 8


def test_nothing_is_out_of_focus_unless_somebody_asks() -> None:
    shots = made().scenes[0].shots
    assert {shot.stop for shot in shots} == {None}
    assert {key.focus_m for shot in shots for key in shot.camera} == {None}


def test_a_style_with_a_stop_focuses_its_close_shots_on_the_eyes() -> None:
    shots = [shot for shot in made("", 2.0).scenes[0].shots if shot.idiom != "pov"]
    close = [shot for shot in shots if shot.size in ("MCU", "CU", "ECU") and shot.lens_mm >= 40]
    assert close
    assert [shot.stop for shot in shots] == [2.0 if shot in close else None for shot in shots]
    for shot in close:
        for frame in range(0, shot.frames, 7):
            view = view_at(shot.camera, frame, FILM.gate)
            away = view.project(head(shot, shot.subjects[0], frame))[2]
            assert view.focused == pytest.approx(away, abs=0.12 + 0.03 * away)


@pytest.mark.parametrize(
    ("width", "height", "squeeze"),
    [(240, 180, 1), (320, 180, 1), (334, 180, 1), (430, 180, 1), (180, 320, 1), (430, 180, 2), (430, 180, 1.33)],
)
def test_a_scene_is_framed_alike_on_every_gate(width: int, height: int, squeeze: float) -> None:
    film = Format(width=width, height=height, squeeze=squeeze)
    done = made("", None, film)
    assert [finding.message for finding in check(done) if not finding.excused] == []
    spans = {"FS": 1.18, "MWS": 0.72, "MS": 0.56, "MCU": 0.4, "CU": 0.28}
    singles = [shot for shot in done.scenes[0].shots if shot.idiom in ("single", "reaction") and shot.size in spans]
    assert singles
    for shot in singles:
        view = view_at(shot.camera, 0, film.gate)
        name = shot.subjects[0]
        sheet = next(each for each in done.cast if each.id == name)
        x, y, depth = view.project(head(shot, name))
        # independent of film.camera: what of the sensor is used, over the lens
        used = min(24.89 / (width / height) * squeeze, 18.66)
        assert depth * used / shot.lens_mm / sheet.build.height == pytest.approx(spans[shot.size], rel=0.25)
        assert max(abs(x), abs(y)) < 0.9


def _angles(view: View) -> tuple[float, float]:
    """Degrees of yaw and of pitch."""
    x, y, z = view.axes()[2]
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(z))


def test_keys_without_a_focus_are_sharp_on_what_they_look_at() -> None:
    keys = (
        CameraKey(frame=0, position=(0, 0, 1), target=(0, 4, 1)),
        CameraKey(frame=10, position=(0, 2, 1), target=(0, 4, 1)),
    )
    assert [round(view_at(keys, frame, FILM.gate).focused, 6) for frame in (0, 5, 10)] == [4, 3, 2]
