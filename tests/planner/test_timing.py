"""Timing: seconds grow with the words, and pauses are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.timing import action_seconds, manner_pace, pause_seconds, speech_seconds, syllables

LINE = "He taught me this line. Every stop, every pothole, every drunk by name."


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("box", "en", 1), ("careful", "en", 3), ("table", "en", 2), ("smile", "en", 1), ("stopped", "en", 1),
        ("waited", "en", 2), ("fenêtre", "fr", 2), ("dimanche", "fr", 2), ("Straße", "de", 2), ("quería", "es", 2),
        ("1984", "en", 8), ("你好吗", "zh", 3), ("こんにちは", "ja", 5), ("...", "en", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == pytest.approx(count, abs=1 if word in ("careful", "quería") else 0)


def test_a_line_takes_what_a_voice_takes() -> None:
    # The measured voice speaks 18.8 characters a second; 5 % and a breath come on top.
    measured = len(LINE) / 18.8 * 1.05 + 0.25
    assert speech_seconds(LINE) == pytest.approx(measured, rel=0.25)


def test_pauses_and_manner() -> None:
    assert speech_seconds(LINE, parenthetical="beat") == pytest.approx(speech_seconds(LINE) + 1.0)
    assert pause_seconds("long pause") > pause_seconds("beat") > pause_seconds("sighs") > pause_seconds("to Anna") == 0
    assert (
        speech_seconds(LINE, parenthetical="slowly")
        > speech_seconds(LINE)
        > speech_seconds(LINE, parenthetical="quickly")
    )
    assert manner_pace("to Anna") == 1.0


def test_pace_of_the_voice_counts() -> None:
    assert speech_seconds(LINE, pace=0.8) > speech_seconds(LINE) > speech_seconds(LINE, pace=1.2)


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "de", "es", "zh", "xx"]))
def test_any_text_has_a_time(text: str, language: str) -> None:
    assert 0.5 <= speech_seconds(text, language) < 400
    assert 1.2 <= action_seconds(text) <= 7.0


@given(st.text("abc. ,", max_size=60), st.text("abc. ,", max_size=60))
def test_more_words_never_take_less(a: str, b: str) -> None:
    assert speech_seconds(f"{a} word {b}") >= speech_seconds(a) - 0.01
    assert action_seconds(f"{a} word {b}") >= action_seconds(a)


def test_what_is_done_takes_its_time() -> None:
    assert action_seconds("Silence.") == 1.2
    assert action_seconds("He enters.", ("enter",)) == pytest.approx(2.4)
    assert action_seconds("He hugs her, she cries.", ("hug", "cry")) == pytest.approx(2.6 + 0.7 * 2.2)
    assert action_seconds("word " * 100) == 7.0
