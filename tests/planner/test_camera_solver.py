"""Solved cameras, random people in random places: where cameras can be, showing what was asked, always the same."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.camera import View, gate_of, view_at
from film.place import PlaceSheet
from film.shot import Axis, Idiom, Move, Size
from film.staging import Mark
from film.style import Reach
from planner.camera.brief import CameraBrief, sample
from planner.camera.framing import crown, head_at, span
from planner.camera.solve import Solved, alternatives, solve
from planner.camera.walls import in_wall, out_of_room
from planner.coverage.intent import Intent
from planner.geometry import heading, off, side_of
from planner.places.library import KINDS
from planner.solids import solids_of
from tests.planner.scenes import HEIGHTS, place_of

GATE, FRAMES = gate_of(16 / 9), 48
NAMES = ("anna", "ben", "cleo", "dan", "eve", "finn")
IDIOMS: tuple[Idiom, ...] = ("single", "reaction", "ots", "two_shot", "master", "establishing", "moving", "pov")
BODILY = {"inside a fixture", "in a wall", "too near to somebody", "out of the camera's reach"}
"""Rules that no picture is worth."""


@dataclass(frozen=True)
class Company:
    """People in a place: where each stands, sits or walks."""

    place: PlaceSheet
    marks: dict[str, tuple[Mark, ...]]
    heights: dict[str, float]


def stood(name: str, spot: tuple[float, float], yaw: float, frame: int = 0) -> Mark:
    """Somebody on their feet."""
    return Mark(character=name, frame=frame, position=(*spot, 0.0), yaw=yaw)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """One to six people who stand on free floor, or sit, and look at one another; the first may walk."""
    place = place_of(draw(st.sampled_from(sorted(KINDS))))
    solids, (x0, y0, x1, y1) = solids_of(place), place.stage
    marks: dict[str, tuple[Mark, ...]] = {}
    spots: list[tuple[float, float]] = []
    shares = st.floats(0, 1)
    for i, name in enumerate(NAMES[: draw(st.integers(1, 6))]):
        spot = (x0 + (x1 - x0) * draw(shares), y0 + (y1 - y0) * draw(shares))
        crowded = any(math.dist(spot, other) < 0.6 for other in spots)
        if crowded or solids.floor.holds(np.array([(*spot, 0.5)]), 0.2)[0]:
            continue
        look = (*spots[0], 1.5) if spots else None
        yaw = heading(spot, spots[0]) if spots else draw(st.floats(-180, 180))
        mark = stood(name, spot, yaw).but(look=look)
        marks[name] = (mark,)
        spots.append(spot)
        if i == 0 and draw(st.booleans()):
            end = (spot[0] * draw(shares), spot[1] * draw(shares))
            marks[name] = (mark, stood(name, end, heading(spot, end) if end != spot else yaw, FRAMES - 1))
    if len(spots) > 1 and len(marks[min(marks)]) == 1:
        first = min(marks)
        marks[first] = (marks[first][0].but(look=(*spots[1], 1.5), yaw=heading(spots[0], spots[1])),)
    return Company(place, marks, {name: HEIGHTS[i % len(HEIGHTS)] for i, name in enumerate(NAMES)})


@st.composite
def briefs(draw: st.DrawFn, idioms: tuple[Idiom, ...] = IDIOMS) -> CameraBrief:
    """Any intent for any company."""
    company = draw(companies())
    there = tuple(company.marks)
    idiom = draw(st.sampled_from(idioms))
    if not there or (len(there) < 2 and idiom in ("ots", "two_shot", "pov")):
        idiom = "single" if there else "establishing"
    sizes: tuple[Size, ...] = ("WS", "FS") if idiom in ("master", "establishing") else ("FS", "MWS", "MS", "MCU", "CU")
    moves: tuple[Move, ...] = (
        ("pan",) if idiom == "moving" else ("static", "static", "dolly", "truck", "handheld", "crane")
    )
    subjects = there if idiom in ("master", "establishing") else there[: 2 if idiom in ("ots", "two_shot") else 1]
    intent = Intent(
        idiom=idiom,
        size=draw(st.sampled_from(sizes)),
        subjects=subjects,
        pieces=((0, 0, FRAMES),),
        move=draw(st.sampled_from(moves)),
        angle=draw(st.sampled_from(("eye", "eye", "high", "low", "dutch"))),
        over=there[1] if idiom in ("ots", "pov") else None,
        variant=draw(st.integers(0, 2)),
    )
    axis = None
    if len(there) > 1 and draw(st.booleans()):
        a, b = (company.marks[name][0].position[:2] for name in there[:2])
        axis = Axis(a=a, b=b, side=draw(st.sampled_from((1, -1))))
    return brief_of(company, intent, axis)


def brief_of(company: Company, intent: Intent, axis: Axis | None = None) -> CameraBrief:
    """The brief of an intent for a company, seen at five frames."""
    frames = [round((FRAMES - 1) * i / 4) for i in range(5)]
    return CameraBrief(
        intent=intent,
        place=company.place,
        solids=solids_of(company.place),
        gate=GATE,
        frames=FRAMES,
        samples=sample(company.marks, company.heights, frames, 24.0),
        heights=company.heights,
        seated={name: track[0].seat is not None for name, track in company.marks.items()},
        axis=axis,
    )


def pair_in(kind: str, apart: float = 1.8) -> Company:
    """Two people face to face in the middle of a place."""
    place = place_of(kind)
    x0, y0, x1, y1 = place.stage
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    marks = {
        "anna": (stood("anna", (x - apart / 2, y), 0.0),),
        "ben": (stood("ben", (x + apart / 2, y), 180.0),),
    }
    return Company(place, marks, {"anna": 1.72, "ben": 1.84})


def project(view: View, point: np.ndarray) -> tuple[float, float, float]:
    """Where a point is in the picture."""
    return view.project((float(point[0]), float(point[1]), float(point[2])))


@settings(max_examples=120, deadline=None)
@given(briefs())
def test_no_camera_is_where_something_is(brief: CameraBrief) -> None:
    solved = solve(brief)
    assert not BODILY & set(solved.verdict.broken)
    if solved.intent.idiom == "pov":
        return
    reach = brief.reach.crane if brief.place.enclosure == "open" else brief.reach.highest
    for frame in range(0, FRAMES, 3):
        eye = view_at(solved.candidate.keys, frame, GATE).position
        assert not brief.solids.body.holds(np.array([eye]), 0.1)[0]
        assert not in_wall(brief.place, eye)
        assert brief.reach.lowest - 0.06 <= eye[2] <= reach + 0.06
        if brief.place.ceiling is not None and out_of_room(brief.place, eye) == 0:
            assert eye[2] < brief.place.ceiling
    for frame, bodies in brief.samples:
        eye = np.array(view_at(solved.candidate.keys, frame, GATE).position)
        assert all(np.linalg.norm(body.points[:9] - eye, axis=1).min() > 0.3 for body in bodies.values())


@settings(max_examples=80, deadline=None)
@given(briefs(("single", "reaction", "ots")))
def test_the_head_is_as_high_and_as_large_as_its_size_asks(brief: CameraBrief) -> None:
    brief = replace(brief, intent=replace(brief.intent, move="static"))
    solved = solve(brief)
    name = solved.intent.focus
    if name is None or solved.intent.idiom not in ("single", "reaction", "ots") or solved.verdict.broken:
        return
    frame, bodies = brief.samples[len(brief.samples) // 2]
    view = view_at(solved.candidate.keys, frame, GATE)
    asked = brief.intent.size if not solved.notes else solved.candidate.size
    x, y, depth = project(view, crown(bodies[name], brief.heights[name]))
    if view.roll == 0 and len(solved.candidate.keys) == 1:
        assert y == pytest.approx(head_at(asked), abs=0.1)
    metres = 2 * view.half_height * depth
    wanted = span(asked, brief.heights[name], brief.seated.get(name, False))
    if len(solved.candidate.keys) == 1:
        assert metres == pytest.approx(wanted, rel=0.05)
    assert abs(x) < 0.8


@settings(max_examples=60, deadline=None)
@given(briefs())
def test_the_same_brief_gives_the_same_camera(brief: CameraBrief) -> None:
    again = replace(brief, samples=tuple((frame, dict(bodies)) for frame, bodies in brief.samples))
    assert solve(again) == solve(brief)


@settings(max_examples=60, deadline=None)
@given(briefs())
def test_a_camera_behind_a_wall_says_so(brief: CameraBrief) -> None:
    solved = solve(brief)
    behind = any(out_of_room(brief.place, key.position) > 0 for key in solved.candidate.keys)
    if solved.intent.idiom != "pov":
        assert behind == any("wall must fly" in note or "vehicle must go" in note for note in solved.notes)


@settings(max_examples=60, deadline=None)
@given(briefs(), st.integers(1, 4))
def test_alternatives_are_proven_and_apart(brief: CameraBrief, count: int) -> None:
    found = alternatives(brief, count)
    assert len(found) <= count
    assert not any(each.verdict.broken for each in found)
    for i, one in enumerate(found):
        for two in found[:i]:
            a, b = one.candidate.keys[0], two.candidate.keys[0]
            turn = abs(off(heading(a.target, a.position), heading(b.target, b.position)))
            assert turn >= 25 or one.candidate.size != two.candidate.size
    best = solve(brief)
    if found and not best.verdict.broken and best.intent == brief.intent:
        assert found[0].candidate == best.candidate


SIZES_OF_PAIRS: tuple[Size, ...] = ("MS", "MCU")


@pytest.mark.parametrize("kind", ["street", "living_room", "warehouse", "park"])
@pytest.mark.parametrize("size", SIZES_OF_PAIRS)
@pytest.mark.parametrize("side", [1, -1])
def test_the_two_sides_of_an_ots_pair_match(kind: str, size: Size, side: int) -> None:
    company = pair_in(kind)
    a, b = (company.marks[name][0].position[:2] for name in ("anna", "ben"))
    axis = Axis(a=a, b=b, side=1 if side > 0 else -1)
    found: list[tuple[Solved, float, float]] = []
    for name, over in (("anna", "ben"), ("ben", "anna")):
        intent = Intent("ots", size, (name, over), ((0, 0, FRAMES),), over=over)
        brief = brief_of(company, intent, axis)
        solved = solve(brief)
        assert solved.intent.idiom == "ots", solved.notes
        view = view_at(solved.candidate.keys, 0, GATE)
        face, shoulder = (project(view, brief.first[each].head) for each in (name, over))
        assert side_of(a, b, view.position) * side > 0
        assert shoulder[2] < face[2]
        found.append((solved, face[0], shoulder[0]))
    one, two = found
    assert one[0].candidate.lens == two[0].candidate.lens
    assert one[1] == pytest.approx(-two[1], abs=0.02)
    assert one[2] == pytest.approx(-two[2], abs=0.02)
    assert abs(one[1]) == pytest.approx(0.28, abs=0.02)


@pytest.mark.parametrize("apart", [0.9, 1.6, 2.6])
def test_a_two_shot_stands_evenly_in_the_frame(apart: float) -> None:
    company = pair_in("park", apart)
    intent = Intent("two_shot", "MS", ("anna", "ben"), ((0, 0, FRAMES),))
    brief = brief_of(company, intent)
    solved = solve(brief)
    view = view_at(solved.candidate.keys, 0, GATE)
    left, right = sorted(project(view, brief.first[name].head)[0] for name in ("anna", "ben"))
    assert left == pytest.approx(-right, abs=0.01)
    assert 0.15 < right < 0.62
    assert (solved.candidate.size == "MS") == (not solved.notes)


def test_the_look_has_room_before_it() -> None:
    company = pair_in("park")
    for name, to_the_right in (("anna", True), ("ben", False)):
        a, b = (company.marks[each][0].position[:2] for each in ("anna", "ben"))
        brief = brief_of(company, Intent("single", "MCU", (name,), ((0, 0, FRAMES),)), Axis(a=a, b=b, side=-1))
        view = view_at(solve(brief).candidate.keys, 0, GATE)
        x = project(view, brief.first[name].head)[0]
        assert (x < -0.1) if to_the_right else (x > 0.1)


def test_lenses_come_out_of_the_kit_and_heights_out_of_the_reach() -> None:
    company = pair_in("warehouse")
    for idiom, size in (("single", "CU"), ("single", "FS"), ("two_shot", "MS"), ("master", "WS"), ("ots", "MS")):
        over = "ben" if idiom == "ots" else None
        intent = Intent(idiom, size, ("anna", "ben"), ((0, 0, FRAMES),), over=over)  # type: ignore[arg-type]
        brief = replace(
            brief_of(company, intent), lens_kit=(28.0, 40.0), reach=Reach(lowest=1.0, highest=1.35, crane=2.0)
        )
        solved = solve(brief)
        assert solved.candidate.lens in (28.0, 40.0)
        assert 1.0 <= solved.candidate.position[2] <= 1.35


def test_a_push_keeps_the_headroom() -> None:
    company = pair_in("park")
    brief = brief_of(company, Intent("single", "MCU", ("anna",), ((0, 0, FRAMES),), move="dolly"))
    solved = solve(brief)
    assert solved.candidate.move == "dolly"
    heights = [
        project(view_at(solved.candidate.keys, frame, GATE), crown(brief.first["anna"], 1.72))[1]
        for frame in (0, FRAMES // 2, FRAMES - 1)
    ]
    assert heights == pytest.approx([head_at("MCU")] * 3, abs=0.03)
