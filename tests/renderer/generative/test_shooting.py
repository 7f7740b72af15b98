"""Takes of all shots: what is asked of a model in which order, what is tried again, where it ends."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ProjectError
from renderer.generative.shooting import Errand, Purse, best, foresee, shoot
from tests.renderer.generative.shooting_desk import Fake, Flat, Unit, take_of


def free() -> Purse:
    return Purse(None, Flat())


def asked(model: Fake) -> list[str]:
    return [f"{job.shot}/{job.take}" + (f".{job.piece}" if job.piece else "") for job in model.jobs]


def test_every_shot_gets_its_takes_once() -> None:
    unit, model = Unit(), Fake(room=3)
    slates = shoot(model, [Errand("a"), Errand("b", wanted=2), Errand("c")], unit, free())
    assert sorted(unit.made) == [("a", 1), ("b", 1), ("b", 2), ("c", 1)]
    assert {shot: slate.take and slate.take.number for shot, slate in slates.items()} == {"a": 1, "b": 1, "c": 1}
    assert model.texts == ["a", "b", "c"]


def test_what_was_made_before_is_not_asked_again() -> None:
    unit, model = Unit(kept={("a", 2): take_of("a", 2), ("b", 1): take_of("b", 1)}), Fake()
    slates = shoot(model, [Errand("a"), Errand("b", wanted=2)], unit, free())
    assert asked(model) == ["b/2"]
    assert [(tried.number, tried.made) for tried in slates["a"].tried.values()] == [(2, False)]
    assert [(n, tried.made) for n, tried in sorted(slates["b"].tried.items())] == [(1, False), (2, True)]


def test_a_bad_take_is_tried_again_with_the_next_number_and_the_best_is_taken() -> None:
    unit, model = Unit(bad=lambda _, number: number != 3), Fake(room=2)
    slates = shoot(model, [Errand("a", attempts=5)], unit, free())
    assert asked(model) == ["a/1", "a/2", "a/3"]
    assert slates["a"].take is not None
    assert slates["a"].take.number == 3


def test_attempts_end_and_the_first_of_equals_is_taken() -> None:
    unit, model = Unit(bad=lambda _, __: True), Fake()
    slates = shoot(model, [Errand("a", attempts=3)], unit, free())
    assert asked(model) == ["a/1", "a/2", "a/3"]
    assert slates["a"].take is not None
    assert slates["a"].take.number == 1
    assert slates["a"].missing == 0


def test_a_rejected_take_makes_room_for_another() -> None:
    unit = Unit(kept={("a", number): take_of("a", number) for number in (1, 2, 3)})
    model = Fake()
    slates = shoot(model, [Errand("a", attempts=3, rejected=frozenset({1, 2, 3}))], unit, free())
    assert asked(model) == ["a/4"]
    assert slates["a"].take is not None
    assert slates["a"].take.number == 4


def test_a_chosen_take_is_good_enough_whatever_its_faults() -> None:
    unit, model = Unit(kept={("a", 1): take_of("a", 1, bad=True)}), Fake()
    slates = shoot(model, [Errand("a", chosen=1)], unit, free())
    assert (asked(model), slates["a"].take) == ([], unit.kept["a", 1])


def test_more_takes_are_more_than_there_are() -> None:
    unit = Unit(kept={("a", number): take_of("a", number) for number in (1, 2)})
    model = Fake()
    shoot(model, [Errand("a", attempts=1, more=2)], unit, free())
    assert asked(model) == ["a/3", "a/4"]


def test_pieces_come_in_order_each_with_the_end_of_the_one_before() -> None:
    unit, model = Unit(pieces={"a": (9, 7, 5)}), Fake(room=3)
    shoot(model, [Errand("a"), Errand("b")], unit, free())
    assert [name for name in asked(model) if name.startswith("a")] == ["a/1", "a/1.1", "a/1.2"]
    heads = {(job.shot, job.piece): head for job, head in zip(model.jobs, model.heads, strict=True)}
    assert heads == {("a", 0): None, ("a", 1): 7, ("a", 2): 15, ("b", 0): None}


def test_jobs_of_one_shape_come_together() -> None:
    unit = Unit(pieces={"a": (5,), "b": (9,), "c": (5,), "d": (9,)})
    model = Fake()
    shoot(model, [Errand(shot) for shot in "abcd"], unit, free())
    assert asked(model) == ["a/1", "c/1", "b/1", "d/1"]


def test_a_shot_that_goes_on_waits_for_the_take_before_it() -> None:
    unit, model = Unit(bad=lambda shot, number: shot == "a" and number == 1), Fake(room=4)
    shoot(model, [Errand("a"), Errand("b", after="a"), Errand("c", after="b")], unit, free())
    assert asked(model) == ["a/1", "a/2", "b/1", "c/1"]
    assert (unit.orders["b", 1], unit.orders["c", 1]) == ("a/2", "b/1")


def test_a_shot_goes_on_from_nothing_where_the_one_before_has_no_take() -> None:
    unit, model = Unit(), Fake(troubles={"a": "memory"})
    slates = shoot(model, [Errand("a"), Errand("b", after="a")], unit, free())
    assert unit.orders["b", 1] == ""
    assert slates["b"].take is not None


@pytest.mark.parametrize(("trouble", "tries"), [("failed", 3), ("overdue", 3), ("memory", 1), ("refused", 1)])
def test_trouble_stops_one_shot_alone(trouble: str, tries: int) -> None:
    unit, model = Unit(), Fake(room=2, troubles={"b": trouble})  # type: ignore[dict-item]
    slates = shoot(model, [Errand("a"), Errand("b"), Errand("c")], unit, free())
    assert [name for name in asked(model) if name.startswith("b")] == [f"b/{n + 1}" for n in range(tries)]
    assert (slates["b"].take, slates["b"].why) == (None, "b could not be made")
    assert sorted(unit.made) == [("a", 1), ("c", 1)]


def test_a_shot_that_cannot_be_ordered_is_told_and_stops_no_other() -> None:
    unit, model = Unit(refused=frozenset({"a"})), Fake()
    slates = shoot(model, [Errand("a"), Errand("b")], unit, free())
    assert slates["a"].why == "a: no model makes this"
    assert asked(model) == ["b/1"]


@pytest.mark.parametrize("error", [ValueError, ProjectError])
def test_frames_that_make_no_take_fail_it_and_a_full_disk_stops_all(error: type[Exception]) -> None:
    unit, model = Unit(broken=frozenset({"a"}), error=error), Fake()
    if error is ProjectError:
        with pytest.raises(ProjectError):
            shoot(model, [Errand("a"), Errand("b")], unit, free())
        return
    slates = shoot(model, [Errand("a", attempts=2), Errand("b")], unit, free())
    assert slates["a"].why == "ValueError: what came is no picture"
    assert sorted(unit.made) == [("b", 1)]


def test_a_model_that_is_gone_leaves_what_was_made() -> None:
    unit, model = Unit(), Fake(gone=2)
    slates = shoot(model, [Errand("a"), Errand("b"), Errand("c"), Errand("d")], unit, free())
    assert sorted(unit.made) == [("a", 1), ("b", 1)]
    assert {shot: slate.why for shot, slate in slates.items() if slate.take is None} == {
        "c": "the server is gone",
        "d": "the server is gone",
    }


def test_a_take_is_judged_while_the_model_makes_the_next() -> None:
    unit, model = Unit(gate=threading.Event()), Fake()
    ended = unit.ended

    def seen(filmed: object) -> None:
        ended(filmed)  # type: ignore[arg-type]
        if len(model.jobs) == 2:
            assert unit.made == []
            assert unit.gate is not None
            unit.gate.set()

    unit.ended = seen  # type: ignore[method-assign, assignment]
    shoot(model, [Errand("a"), Errand("b")], unit, free())
    assert sorted(unit.made) == [("a", 1), ("b", 1)]


def test_what_ended_a_process_is_not_begun_again() -> None:
    unit, model = Unit(), Fake()
    slates = shoot(model, [Errand("a", attempts=3, lost={1: "it died"}), Errand("b")], unit, free())
    assert asked(model) == ["b/1"]
    assert slates["a"].why == "it died"


def test_what_may_have_ended_a_process_is_alone_under_way() -> None:
    unit, model = Unit(pieces={"b": (5, 5)}), Fake(room=4)
    errands = [Errand("a"), Errand("b", alone=frozenset({1})), Errand("c"), Errand("d", alone=frozenset({1}))]
    shoot(model, errands, unit, free())
    assert asked(model) == ["a/1", "c/1", "b/1", "b/1.1", "d/1"]
    assert unit.book[-6:] == [f"{word} {job}" for job in ("b/1.0", "b/1.1", "d/1.0") for word in ("begun", "ended")]


def test_what_was_done_before_a_run_was_killed_is_not_done_again() -> None:
    unit, model = Unit(pieces={"a": (9, 7, 5), "b": (5,)}), Fake()
    done = Fake(room=1)
    shoot(done, [Errand("a"), Errand("b")], Unit(pieces=unit.pieces), free())
    made = {f"{job.shot}/{job.take}.{job.piece}": done.outcome(job) for job in done.jobs}
    unit.spool = {name: filmed for name, filmed in made.items() if name in ("a/1.0", "b/1.0")}
    purse = free()
    slates = shoot(model, [Errand("a"), Errand("b")], unit, purse)
    assert asked(model) == ["a/1.1", "a/1.2"]
    assert model.heads == [7, 15]
    assert purse.spent == 7 + 5
    assert all(slate.take is not None for slate in slates.values())


def test_foreseen_is_what_is_missing_and_nothing_is_begun() -> None:
    unit = Unit(kept={("a", 1): take_of("a", 1)}, refused=frozenset({"c"}))
    slates = foresee([Errand("a"), Errand("b", wanted=2), Errand("c")], unit)
    assert {shot: slate.missing for shot, slate in slates.items()} == {"a": 0, "b": 2, "c": 0}
    assert (unit.book, unit.made) == ([], [])


@given(
    lengths=st.lists(st.lists(st.integers(3, 12), min_size=1, max_size=3), min_size=1, max_size=6),
    limit=st.integers(0, 60),
    room=st.integers(1, 4),
)
def test_the_budget_is_never_passed(lengths: list[list[int]], limit: int, room: int) -> None:
    """Whatever is under way, in whatever order it comes."""
    unit = Unit(pieces={f"s{n}": sizes for n, sizes in enumerate(lengths)}, bad=lambda _, number: number < 2)
    model, purse = Fake(room=room), Purse(limit, Flat())
    slates = shoot(model, [Errand(shot) for shot in unit.pieces], unit, purse)
    assert purse.spent == sum(job.frames for job in model.jobs) <= limit
    for shot, slate in slates.items():
        whole = sum(unit.pieces[shot])
        budget = [each for each in slate.tried.values() if each.trouble == "budget"]
        assert not budget or purse.spent + whole > limit
        assert all(take.number in slate.tried for take in slate.takes)
    assert len(set(asked(model))) == len(model.jobs)


@given(
    bad=st.sets(st.tuples(st.integers(0, 4), st.integers(1, 4))),
    chain=st.lists(st.booleans(), min_size=5, max_size=5),
    room=st.integers(1, 5),
    kept=st.sets(st.tuples(st.integers(0, 4), st.integers(1, 3))),
    wanted=st.integers(1, 3),
)
def test_every_shot_ends_well_or_out_of_attempts(
    bad: set[tuple[int, int]], chain: list[bool], room: int, kept: set[tuple[int, int]], wanted: int
) -> None:
    def is_bad(shot: str, number: int) -> bool:
        return (int(shot), number) in bad

    before = {(str(s), n): take_of(str(s), n, bad=(s, n) in bad) for s, n in kept}
    unit, model = Unit(bad=is_bad, kept=dict(before)), Fake(room=room)
    errands = [Errand(str(n), wanted, 4, after=str(n - 1) if n and on else "") for n, on in enumerate(chain)]
    slates = shoot(model, errands, unit, free())
    assert not {(job.shot, job.take) for job in model.jobs} & before.keys()
    for slate in slates.values():
        good = [take for take in slate.takes if not take.faults]
        assert len(good) >= wanted or len(slate.tried) >= 4
        assert slate.take is best(slate.takes, (), None)
    for first, second in pairwise(errands):
        if second.after:
            chosen = slates[first.shot].take
            assert chosen is not None
            orders = {unit.orders[second.shot, number] for number in slates[second.shot].tried}
            assert orders == {f"{chosen.shot}/{chosen.number}"}
