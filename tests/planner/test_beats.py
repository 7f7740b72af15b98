"""Beats: one change of intention each, all steps in one, ids that outlive a rewording."""

from __future__ import annotations

from planner.beats import beats_of
from tests.planner.scenes import action, doing, speech


def test_talk_action_and_talk_again_are_three_beats() -> None:
    steps = [speech("anna", "Hello.", 3), speech("ben", "Hi.", 5), action("Ben waves.", 7), speech("anna", "Bye.", 9)]
    spans = beats_of(steps)
    assert [(span.first, span.end) for span in spans] == [(0, 2), (2, 3), (3, 4)]
    assert [span.beat.lines for span in spans] == [(3, 5), (7, 7), (9, 9)]


def test_arrivals_and_exits_are_beats_of_their_own() -> None:
    come = action("Ben comes in.", 3, doings=(doing("ben", "enter"),))
    go = action("Ben goes.", 5, doings=(doing("ben", "exit"),))
    assert [span.beat.kind for span in beats_of([come, go])] == ["arrival", "exit"]


def test_news_ends_its_beat() -> None:
    steps = [speech("anna", "He is dead.", 3, reveal=True), speech("ben", "When?", 5)]
    assert [span.beat.kind for span in beats_of(steps)] == ["reveal", "dialogue"]


def test_a_reworded_line_keeps_its_beats_id() -> None:
    old = beats_of([speech("anna", "Hello.", 3), speech("ben", "Hi.", 5)])
    new = beats_of([speech("anna", "Good evening.", 3), speech("ben", "Hi.", 5)])
    assert [span.beat.id for span in old] == [span.beat.id for span in new]


def test_equal_beats_have_ids_of_their_own() -> None:
    steps = [speech("anna", "One.", 3), action("A pause.", 5), speech("anna", "Two.", 7), action("A pause.", 9)]
    ids = [span.beat.id for span in beats_of(steps)]
    assert len(set(ids)) == len(ids) == 4


def test_no_steps_no_beats() -> None:
    assert beats_of([]) == ()
