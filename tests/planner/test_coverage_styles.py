"""What the styles do with one scene, the shape that tension gives it, and the chain that chooses the cut."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.shot import Shot
from film.style import Style
from planner.coverage.arc import heats
from planner.coverage.editing import LENGTH, Cut, Reel, cheapest
from planner.coverage.intent import SIZES
from planner.facts import Step
from planner.staging.blocking import Staged, block
from tests.planner.scenes import facts_of, place_of, planned, speech


def talk(turn: int | None = None, count: int = 12) -> list[Step]:
    """A talk of two in which news is told at a line."""
    return [speech(("anna", "ben")[i % 2], f"Line {i} it is.", 3 + 2 * i, 2.6, reveal=i == turn) for i in range(count)]


def shots_of(steps: list[Step], style: Style | None = None) -> tuple[Shot, ...]:
    """The shots of a talk in a kitchen."""
    return planned("kitchen", facts_of(steps, ("anna", "ben")), True, style or Style())[0].shots


def playing(shots: tuple[Shot, ...], line: int) -> list[Shot]:
    """The shots that play a script line."""
    return [shot for shot in shots if any(span[0] == line for span in shot.covers)]


def test_the_scene_is_closest_at_its_turn() -> None:
    shots = shots_of(talk(6))
    at_turn = max(SIZES.index(shot.size) for shot in playing(shots, 15))
    assert at_turn >= SIZES.index("CU")
    assert at_turn > max(SIZES.index(shot.size) for shot in playing(shots, 3))


def test_heat_rises_to_the_turn_and_falls_after_it() -> None:
    staged = planned_steps(talk(6))
    heat = heats(staged)
    assert max(heat) == heat[6]
    assert heat[0] < heat[4] < heat[5] < heat[6]
    assert heat[9] < heat[7]


def test_a_whisper_comes_nearer_and_a_shout_steps_back() -> None:
    plain, whispered, shouted = (
        heats(planned_steps([*talk(), speech("anna", "Come.", 40, 2.0, parenthetical=manner)]))[-1]
        for manner in ("", "whispering", "shouting")
    )
    assert shouted < plain < whispered


def planned_steps(steps: list[Step]) -> tuple[Staged, ...]:
    """The steps on their feet."""
    facts = facts_of(steps, ("anna", "ben"))
    return block(place_of("kitchen"), facts, facts.steps, {"anna": 1.7, "ben": 1.8}, Fraction(24))


def test_a_one_er_frames_anew_without_a_cut() -> None:
    one_er = shots_of(talk(6), Style(coverage="one_er", shot_seconds=40, setups=1.0, movement=0.9))
    longest = max(one_er, key=lambda shot: shot.frames)
    assert longest.move == "steadicam"
    assert len({key.position for key in longest.camera}) > 1
    assert len(one_er) * 3 <= len(shots_of(talk(6)))


def test_drawn_films_look_from_odd_angles_and_classical_ones_from_the_eyes() -> None:
    anime = Style(coverage="anime", closeness=0.5, tension=1.0, setups=0.1)
    assert {shot.angle for shot in shots_of(talk(6), anime)} - {"eye"}
    assert {shot.angle for shot in shots_of(talk(6))} == {"eye"}


def test_documentary_stands_off_with_longer_lenses() -> None:
    kit = (25.0, 35.0, 50.0, 75.0, 100.0, 135.0)
    lens = {
        coverage: np.median(
            [
                s.lens_mm
                for s in shots_of(talk(), Style(coverage=coverage, lens_kit=kit))
                if s.idiom in ("single", "ots")
            ]
        )
        for coverage in ("classical", "documentary")
    }
    assert lens["documentary"] >= lens["classical"]


@st.composite
def reels(draw: st.DrawFn) -> Reel:
    """A reel of a few atoms and setups."""
    n, s = draw(st.integers(1, 5)), draw(st.integers(2, 3))
    number = st.integers(0, 60).map(lambda tenth: tenth / 10)
    setups = [np.array(sorted(draw(st.sets(st.integers(0, s), min_size=2)))) for _ in range(n)]
    joins = [np.zeros((0, 0))] + [
        np.array(
            [[math.inf if one == two else draw(number) for two in setups[i].tolist()] for one in setups[i - 1].tolist()]
        )
        for i in range(1, n)
    ]
    return Reel(
        shown=[np.array([draw(number) for _ in here]) for here in setups],
        setups=setups,
        joins=joins,
        breaks=frozenset(draw(st.sets(st.integers(1, n)))),
        seconds=np.array([draw(st.integers(2, 12)) / 2 for _ in range(n)]),
        pace=np.ones(n),
        medians=np.full(s + 1, 3.0),
        base=np.array([draw(number) for _ in range(s + 1)]),
        spread=0.5,
        longest=9.0,
    )


@settings(max_examples=40, deadline=None)
@given(reels())
def test_no_other_cut_is_cheaper(reel: Reel) -> None:
    assert price(reel, cheapest(reel, {})) == pytest.approx(min(price(reel, cut) for cut in all_cuts(reel)))


def all_cuts(reel: Reel) -> list[tuple[Cut, ...]]:
    """Every way to cut it."""
    n = len(reel.shown)
    found = []
    for edges in itertools.product((False, True), repeat=n - 1):
        firsts = [0, *(i + 1 for i, edge in enumerate(edges) if edge)]
        spans = list(zip(firsts, [*firsts[1:], n], strict=True))
        choices = [sorted(set.intersection(*(set(reel.setups[i].tolist()) for i in range(a, b)))) for a, b in spans]
        found += [
            tuple(Cut(a, b, s) for (a, b), s in zip(spans, chosen, strict=True))
            for chosen in itertools.product(*choices)
        ]
    return found


def price(reel: Reel, cuts: tuple[Cut, ...]) -> float:
    """What a cut costs, by the book."""
    total = 0.0
    for before, cut in zip((None, *cuts), cuts, strict=False):
        seconds = float(reel.seconds[cut.first : cut.end].sum())
        if any(cut.first < each < cut.end for each in reel.breaks) or (
            cut.end - cut.first > 1 and seconds > reel.longest
        ):
            return math.inf
        at = [int(np.searchsorted(reel.setups[i], cut.setup)) for i in range(cut.first, cut.end)]
        total += sum(float(reel.shown[i][place]) for i, place in enumerate(at, start=cut.first))
        gap = math.log(seconds / float(reel.medians[cut.setup])) / reel.spread
        total += float(reel.base[cut.setup]) + LENGTH * gap * gap / 2
        if before is not None:
            row = int(np.searchsorted(reel.setups[cut.first - 1], before.setup))
            total += float(reel.joins[cut.first][row, at[0]])
    return total
