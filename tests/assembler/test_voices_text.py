"""What is said of a line as written: no markup, no directions, nothing that a voice would trip over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.sound.voices.text import LONGEST_SENTENCE, sentences, spoken_text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("I SAID STOP.", "I said stop."),
        ("Don't tell the FBI about IT.", "Don't tell the FBI about it."),
        ("*No* _way_... I didn't--", "No way… I didn't"),
        ("(beat) Fine (he shrugs (twice)).", "Fine."),
        ("He -- wait -- no. [[check]]", "He — wait — no."),
        ("“Quoted,” he said ‘so’.", "\"Quoted,\" he said 'so'."),
        ("a\0b\u202ec 🙂", "a b c"),
        ("(crying)", ""),
        ("?!", ""),
    ],
)
def test_text_is_said_as_people_say_it(written: str, said: str) -> None:
    assert spoken_text(written) == said


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_spoken_text_is_settled_and_clean(text: str) -> None:
    once = spoken_text(text)
    assert spoken_text(once) == once
    assert not set(once) & set("*_[]()<>{}\n\t\0")
    assert all(len(each) <= LONGEST_SENTENCE for each in sentences(once))
