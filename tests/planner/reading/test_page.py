"""A page of script as a model is shown it: its numbers, where a quote stands, and where it parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.reading.page import Page


def page(*paragraphs: tuple[str, str]) -> Page:
    """A page of (speaker, words); action has no speaker."""
    return Page.of(((number, number), words, speaker) for number, (speaker, words) in enumerate(paragraphs, 10))


SCENE = page(
    ("", "Ann waits."), ("ANN", "Are you there?"), ("BEN", "I am."), ("", "He sits down beside her."),
    ("BEN", "Cold, isn't it?"), ("ANN", "It is cold."),
)  # fmt: skip


def test_numbers_count_within_the_page_and_speeches_have_their_speaker() -> None:
    assert SCENE.shown.splitlines()[:2] == ["1| Ann waits.", "2| ANN: Are you there?"]
    assert SCENE.paragraphs[3].lines == (13, 13)


def test_a_quote_is_found_in_the_paragraph_nearest_to_where_it_was_said_to_stand() -> None:
    assert SCENE.place_of("cold", 1) == 5
    assert SCENE.place_of("cold", 6) == 6
    assert SCENE.place_of("warm", 3) is None


def test_a_page_parts_where_talk_turns_into_action() -> None:
    assert [len(half.paragraphs) for half in SCENE.halves()] == [3, 3]
    assert SCENE.halves()[1].paragraphs[0].text == "He sits down beside her."
    assert SCENE.halves()[1].paragraphs[0].number == 4


def test_a_turn_far_from_the_middle_is_not_waited_for() -> None:
    late = page(("ANN", "a" * 40), ("BEN", "b" * 40), ("ANN", "c" * 40), ("BEN", "d" * 40), ("", "e"))
    assert [len(half.paragraphs) for half in late.halves()] == [2, 3]


def test_one_paragraph_cannot_be_parted() -> None:
    assert page(("", "Alone.")).halves() == (page(("", "Alone.")),)


@given(st.lists(st.tuples(st.sampled_from(["", "ANN"]), st.text(max_size=30)), min_size=2, max_size=12))
def test_halves_are_the_page_and_neither_is_empty(paragraphs: list[tuple[str, str]]) -> None:
    whole = page(*paragraphs)
    first, second = whole.halves()
    assert first.paragraphs
    assert second.paragraphs
    assert first.paragraphs + second.paragraphs == whole.paragraphs
