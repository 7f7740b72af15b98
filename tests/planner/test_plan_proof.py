"""A cut is made again without what the proof has against it, and at last held in one wide picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest

from film.camera import gate_of
from film.findings import Finding, Rule
from film.plan import ScenePlan
from film.style import Style
from film.timecode import parse_rate
from planner.camera.axis import axes_of
from planner.coverage.cover import HELD, Cutting
from planner.coverage.stage import Stage
from planner.coverage.take import Take
from planner.facts import Step
from planner.proving import Proven, proven
from planner.staging.blocking import block
from tests.planner.scenes import CLASSICAL, action, doing, facts_of, place_of, speech

RATE = parse_rate(24)


def talk(count: int = 6) -> list[Step]:
    return [speech(("anna", "ben")[i % 2], f"Line {i} it is.", 3 + 2 * i, 3.0, tension=0.8) for i in range(count)]


def stage_of(steps: Sequence[Step], coverage: Style = CLASSICAL, kind: str = "kitchen") -> Stage:
    place, facts = place_of(kind), facts_of(steps, ("anna", "ben"))
    heights = {"anna": 1.7, "ben": 1.8}
    staged = block(place, facts, steps, heights, RATE)
    names = {name: name.title() for name in heights}
    return Stage(place, staged, axes_of(staged), heights, names, RATE, gate_of(16 / 9), "day", coverage)


def cameras(takes: Sequence[Take]) -> list[object]:
    return [(take.pieces, take.candidate.keys) for take in takes]


def fault(rule: Rule, *shots: str) -> Finding:
    return Finding(rule=rule, shots=shots, scene="one", line=3, message="It does not hold.", mend="Mend it.")


class Stub:
    """A cutting that says what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, int | None]] = []

    def takes(self) -> tuple[Take, ...]:
        return ()

    def mend(self, _takes: Sequence[Take], at: int, before: int | None, _rule: str) -> None:
        self.told.append(("mend", at, before))

    def hold(self, _takes: Sequence[Take], at: int, before: int | None) -> None:
        self.told.append(("hold", at, before))


def judged_by(rounds: Sequence[Sequence[Finding]]) -> tuple[Stub, Proven]:
    """What comes of a cut against which the proof has these findings, round by round, the last for ever."""
    stub, left = Stub(), list(rounds)
    plan = cast(ScenePlan, SimpleNamespace(shots=tuple(SimpleNamespace(id=name) for name in ("A1", "B2", "C3"))))

    def judged(takes: Sequence[Take]) -> Proven:
        found = left.pop(0) if len(left) > 1 else left[0]
        return Proven(takes, (), plan, tuple(found))

    return stub, proven(cast(Cutting, stub), judged)


def test_a_cut_that_holds_is_taken_as_it_is() -> None:
    stub, best = judged_by([[]])
    assert (stub.told, best.findings) == ([], ())


def test_what_the_proof_finds_is_mended_shot_by_shot() -> None:
    stub, best = judged_by([[fault("axis", "A1", "B2"), fault("camera_body", "C3")], []])
    assert (stub.told, best.findings) == ([("mend", 1, 0), ("mend", 2, None)], ())


def test_what_is_the_stagings_is_no_reason_to_cut_again() -> None:
    stub, best = judged_by([[fault("crowding", "A1")]])
    assert (stub.told, [each.rule for each in best.findings]) == ([], ["crowding"])


def test_what_cannot_be_mended_is_held_and_the_best_is_kept() -> None:
    least = fault("camera_body", "C3")
    stub, best = judged_by([[least, fault("axis", "A1", "B2")], [least], [least, fault("reach", "A1")]])
    assert {how for how, _, _ in stub.told} == {"mend", "hold"}
    assert best.findings == (least,)


def test_a_moved_shot_is_left_standing_before_its_setup_is_refused() -> None:
    cutting = Cutting(stage_of([*talk(), action("Anna thinks.", 30, 4.0)], Style(movement=1.0)), True)
    first = cutting.takes()
    at = next(row for row, take in enumerate(first) if len(take.candidate.keys) > 1 and take.intent.idiom != "moving")
    cutting.mend(first, at, None)
    second = cutting.takes()
    assert [take.pieces for take in second] == [take.pieces for take in first]
    assert len(second[at].candidate.keys) == 1
    cutting.mend(second, at, None)
    third = cutting.takes()
    moment = first[at].pieces[0][:2]
    assert all(take.option.key != first[at].option.key for take in third if take.pieces[0][:2] == moment)


def test_a_refused_cut_is_not_made_again() -> None:
    cutting = Cutting(stage_of(talk(), Style(movement=0.0)), True)
    first = cutting.takes()
    cutting.mend(first, 2, 1)
    pairs = [(a.option.key, b.option.key) for a, b in pairwise(first)]
    second = cutting.takes()
    assert pairs[1] not in [(a.option.key, b.option.key) for a, b in pairwise(second)]


def test_a_one_er_that_must_not_join_is_cut() -> None:
    cutting = Cutting(stage_of(talk(10), Style(coverage="one_er"), "street"), True)
    joined = cutting.takes()
    cutting.mend(joined, 0, None)
    assert len(cutting.takes()) > len(joined)


@pytest.mark.parametrize("kind", ["kitchen", "tent_interior", "car_interior", "field"])
def test_a_stretch_that_is_held_is_one_wide_picture_of_all(kind: str) -> None:
    steps = [*talk(), action("Ben sits.", 30, 3.0, doings=(doing("ben", "sit"),))]
    cutting = Cutting(stage_of(steps, kind=kind), True)
    takes = cutting.takes()
    cutting.hold(takes, 1, None)
    held = cutting.takes()
    assert [take.intent.idiom for take in held] == ["establishing"]
    assert HELD in held[0].notes
    assert set(held[0].subjects) == {"anna", "ben"}
    cutting.hold(held, 0, None)
    again = cutting.takes()
    assert cameras(again) != cameras(held) or kind in ("tent_interior", "car_interior")


def test_the_same_cut_is_mended_alike_every_time() -> None:
    made = []
    for _ in range(2):
        cutting = Cutting(stage_of(talk(), Style(movement=0.0)), True)
        cutting.mend(cutting.takes(), 2, 1)
        made.append(cameras(cutting.takes()))
    assert made[0] == made[1]
