"""Staging, whatever happens: random scenes in any place, read back frame by frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from film.place import PlaceSheet
from film.staging import Stance, stance_at
from film.timecode import parse_rate
from planner.facts import SceneFacts, Step
from planner.places.library import KINDS
from planner.solids import solids_of
from planner.staging.blocking import Staged, block
from tests.planner.scenes import HEIGHTS, action, doing, facts_of, place_of, speech

RATE = parse_rate(24)
FPS = 24.0
EVERY = 3
APART, BESIDE = 0.44, 0.28
"""Metres between the middles of two bodies on their feet, and of one on its feet and one that sits or lies."""
FASTEST = 5.5
"""Metres per second of a run at its quickest, ramps included."""
VERBS = (
    "enter", "exit", "sit", "rise", "lie", "kneel", "cross", "approach", "retreat", "turn", "look", "point", "reach",
    "take", "give", "put", "open", "phone", "hang_up", "read", "write", "eat", "drink", "drive", "wave", "hug", "fall",
    "run", "wait", "stand", "hold", "cry", "laugh", "nod",
)  # fmt: skip
WORDS = (None, "door", "window", "table", "chair", "bed", "car", "bench", "counter")


def people_of(count: int) -> tuple[str, ...]:
    return tuple(f"p{i}" for i in range(count))


@st.composite
def scenes(draw: st.DrawFn) -> tuple[str, SceneFacts]:
    """A kind of place and what happens there."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    names = people_of(draw(st.integers(1, 8)))
    start = tuple(name for name in names if draw(st.integers(0, 3)))
    who, target = st.sampled_from(names), st.sampled_from((*names, *WORDS))
    doings = st.lists(st.builds(doing, who, st.sampled_from(VERBS), target), min_size=1, max_size=4)
    steps: list[Step] = []
    for line in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            steps.append(action("So it goes.", line + 2, doings=tuple(draw(doings))))
        else:
            steps.append(speech(draw(who), "So it goes.", line + 2, 1.5))
    return kind, facts_of(steps, names, start)


def blocked(kind: str, facts: SceneFacts) -> tuple[PlaceSheet, tuple[Staged, ...]]:
    place = place_of(kind)
    heights = {name: HEIGHTS[i % len(HEIGHTS)] for i, name in enumerate(facts.present)}
    return place, block(place, facts, facts.steps, heights, RATE)


def faults(place: PlaceSheet, staged: Sequence[Staged]) -> list[str]:
    """Everything that could not be played on a real floor."""
    found = []
    for index, each in enumerate(staged):
        found += [f"step {index}: {fault}" for fault in _in_step(place, each)]
    return found + list(_jumps(staged))


def _in_step(place: PlaceSheet, each: Staged) -> Iterator[str]:
    seen: set[str] = set()
    before: dict[str, Stance] = {}
    for frame in sorted({*range(0, each.frames, EVERY), each.frames - 1}):
        now = {name: stance_at(track, frame, FPS) for name, track in each.tracks.items()}
        for kind, fault in (*_in_things(place, now), *_in_one_another(now), *_too_fast(before, now)):
            if kind not in seen:
                seen.add(kind)
                yield f"{fault} at frame {frame} of {each.frames}"
        before = now


def carried(stance: Stance) -> bool:
    """On a seat or bed, or on the way to or from it."""
    return stance.seat_a is not None or stance.seat_b is not None


def _in_things(place: PlaceSheet, now: Mapping[str, Stance]) -> Iterator[tuple[str, str]]:
    boxes = solids_of(place).floor
    for name, stance in now.items():
        if carried(stance):
            continue
        x, y, _ = stance.position
        column = np.array([(x, y, height) for height in (0.1, 0.5, 1.0, 1.5)])
        if boxes.holds(column).any():
            hit = [id for k, id in enumerate(boxes.ids) if _alone(boxes, k, column)]
            yield f"{name} thing", f"{name} is in {', '.join(hit)} ({x:.2f}, {y:.2f})"
        outside = [_beyond(wall.start, wall.end, (x, y)) for wall in place.walls]
        if place.enclosure == "room" and any(outside):
            yield f"{name} wall", f"{name} is in a wall ({x:.2f}, {y:.2f})"


def _alone(boxes: object, k: int, column: np.ndarray) -> bool:
    local = boxes.local(column)[k]  # type: ignore[attr-defined]
    return bool((np.abs(local) <= boxes.half[k]).all(axis=1).any())  # type: ignore[attr-defined]


def _beyond(a: tuple[float, float], b: tuple[float, float], spot: tuple[float, float]) -> bool:
    length = math.dist(a, b) or 1.0
    return ((b[0] - a[0]) * (spot[1] - a[1]) - (b[1] - a[1]) * (spot[0] - a[0])) / length < 0.05


def _in_one_another(now: Mapping[str, Stance]) -> Iterator[tuple[str, str]]:
    for (a, one), (b, two) in combinations(now.items(), 2):
        apart = math.dist(one.position[:2], two.position[:2])
        limit = BESIDE if carried(one) or carried(two) else APART
        if apart < limit:
            yield f"{a} {b}", f"{a} and {b} are {apart:.2f} m apart"


def _too_fast(before: Mapping[str, Stance], now: Mapping[str, Stance]) -> Iterator[tuple[str, str]]:
    for name in before.keys() & now.keys():
        gone = math.dist(before[name].position, now[name].position)
        if gone > FASTEST * EVERY / FPS:
            yield f"{name} speed", f"{name} jumps {gone:.2f} m"


def _jumps(staged: Sequence[Staged]) -> Iterator[str]:
    for index, (one, two) in enumerate(pairwise(staged)):
        for name in (one.tracks.keys() & two.tracks.keys()) - set(one.left):
            a, b = one.tracks[name][-1], two.tracks[name][0]
            if math.dist(a.position, b.position) > 0.01 or a.seat != b.seat:
                yield f"step {index}: {name} jumps {math.dist(a.position, b.position):.2f} m to the next"


@settings(max_examples=60, deadline=None)
@given(scenes())
def test_any_scene_could_be_played_on_a_real_floor(drawn: tuple[str, SceneFacts]) -> None:
    place, staged = blocked(*drawn)
    assert faults(place, staged) == []


@settings(max_examples=15, deadline=None)
@given(scenes())
def test_the_same_scene_is_staged_the_same_and_every_line_is_there(drawn: tuple[str, SceneFacts]) -> None:
    _, one = blocked(*drawn)
    _, two = blocked(*drawn)
    assert one == two
    assert [each.step for each in one] == list(drawn[1].steps)
    for each in one:
        assert all(track[-1].frame < each.frames and track[0].frame == 0 for track in each.tracks.values())
        assert set(each.after) | set(each.left) == set(each.tracks)


def test_the_reading_of_a_staging_finds_what_could_not_be_played() -> None:
    place, (one,) = blocked("kitchen", facts_of([action("They wait.", 2)], people_of(2)))
    table = next(fixture for fixture in place.fixtures if fixture.kind == "table")
    a, b = one.tracks["p0"][0], one.tracks["p1"][0]
    on_table = replace(one, tracks={"p0": (a.but(position=(*table.position[:2], 0.0)),), "p1": (b,)})
    assert any("table" in fault for fault in faults(place, [on_table]))
    in_wall = replace(one, tracks={"p0": (a.but(position=(9.0, 0.0, 0.0)),), "p1": (b,)})
    assert any("wall" in fault for fault in faults(place, [in_wall]))
    through = (a, a.but(frame=40, position=(b.position[0] * 2 - a.position[0], b.position[1] * 2 - a.position[1], 0.0)))
    assert any("apart" in fault for fault in faults(place, [replace(one, tracks={"p0": through, "p1": (b,)})]))
    away = replace(one, tracks={"p0": (a.but(position=(a.position[0] + 1.0, *a.position[1:])),), "p1": (b,)})
    assert any("next" in fault for fault in faults(place, [one, away]))


def test_who_rises_for_an_embrace_does_not_clip_the_corner_of_their_chair() -> None:
    names = people_of(6)
    doings = (doing("p2", "sit", "chair"), doing("p2", "hug", "p0"))
    place, staged = blocked("hospital_room", facts_of([action("So it goes.", 2, doings=doings)], names, names[2:]))
    assert faults(place, staged) == []
