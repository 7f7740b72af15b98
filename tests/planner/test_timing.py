"""Timing: seconds grow with the words, and pauses are counted."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import Heading, Scene
from planner.facts import Step
from planner.timing import (
    action_seconds,
    film_notes,
    manner_pace,
    notes_of,
    paced,
    page_time,
    pause_seconds,
    reading_seconds,
    speech_seconds,
    syllables,
)
from screenplay.fountain import parse
from tests.planner.scenes import action, doing, facts_of, planned, speech

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
    assert 1.2 <= action_seconds(text) <= 20.0


@given(st.text("abc. ,", max_size=60), st.text("abc. ,", max_size=60))
def test_more_words_never_take_less(a: str, b: str) -> None:
    assert speech_seconds(f"{a} word {b}") >= speech_seconds(a) - 0.01
    assert action_seconds(f"{a} word {b}") >= action_seconds(a)


def test_what_is_done_takes_its_time() -> None:
    assert action_seconds("Silence.") == 1.2
    assert action_seconds("He enters.", ("enter",)) == pytest.approx(2.4)
    assert action_seconds("He hugs her, she cries.", ("hug", "cry")) == pytest.approx(2.6 + 0.7 * 2.2)
    assert action_seconds("word " * 100) == 7.0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("They fight.", 7), ("They fight for a long time.", 10), ("The armies clash in battle.", 12),
        ("Hours pass.", 6), ("She waits for ten seconds.", 10), ("They look at each other for a long moment.", 3.4),
        ("A car chase through the old town.", 7), ("Ils se battent.", 7), ("Sie warten stundenlang.", 6),
    ],
)  # fmt: skip
def test_few_words_may_stand_for_much(text: str, least: float) -> None:
    assert least <= action_seconds(text) <= 20


@pytest.mark.parametrize(
    "text", ["He wears a battered hat.", "She is a fighter.", "A long coat.", "He waits for Anna."]
)
def test_words_that_only_look_long(text: str) -> None:
    assert action_seconds(text) < 3


def test_a_long_way_takes_longer() -> None:
    near, far = "She walks to the door.", "She walks down the corridor."
    assert action_seconds(far, ("cross",)) > action_seconds(near, ("cross",)) + 1
    assert action_seconds("She looks across the street.", ("look",)) < 2


def test_words_on_the_screen_are_read() -> None:
    assert reading_seconds("1943") == 2.0
    assert reading_seconds("one two three four five six seven eight nine") > 3.5
    assert reading_seconds("", detail=True) == 1.6


def steps(count: int, seconds: float, talk: float = 0.0) -> tuple[Step, ...]:
    said = (speech("anna", "Hm.", 99, talk),) if talk else ()
    return (*(action("Anna waits.", 3 + 2 * i, seconds) for i in range(count)), *said)


def test_action_far_off_its_page_is_drawn_towards_it() -> None:
    assert paced(steps(4, 4.0), 4) == steps(4, 4.0)
    short = sum(step.seconds for step in paced(steps(4, 2.0), 8))
    assert short == pytest.approx(16.0)  # never more than twice
    assert sum(step.seconds for step in paced(steps(4, 5.0), 8)) >= page_time(0, 8).low
    long = sum(step.seconds for step in paced(steps(10, 7.0), 2))
    assert long == pytest.approx(52.5)  # never less than three quarters


def test_talk_and_what_is_told_to_be_long_keep_their_time() -> None:
    battle = action("A battle.", 3, 12.0)
    said = speech("anna", "Hm.", 9, 2.0)
    kept = paced((battle, said, action("She waits.", 5, 1.2)), 9)
    assert (kept[0], kept[1]) == (battle, said)
    assert kept[2].seconds == 2.4


@given(st.lists(st.floats(1.2, 7), min_size=1, max_size=12), st.floats(0.5, 60), st.integers(1, 40))
def test_pacing_never_leaves_a_scene_farther_off(seconds: list[float], talk: float, eighths: int) -> None:
    before = (*(action("x", i + 1, round(each, 3)) for i, each in enumerate(seconds)), speech("a", "x", 99, talk))
    after = paced(before, eighths)
    was, now = (page_time(sum(step.seconds for step in each), eighths) for each in (before, after))
    off = max(was.low - was.seconds, was.seconds - was.high, 0)
    assert max(now.low - now.seconds, now.seconds - now.high, 0) <= off + 0.01
    assert after[-1] == before[-1]
    assert all(0.75 - 1e-3 <= a.seconds / b.seconds <= 2 + 1e-3 for a, b in zip(after, before, strict=True))


def scene_of(eighths: int) -> Scene:
    heading = Heading(setting="INT", place="HERE", location="HERE", time="DAY")
    return Scene(
        id="one", number="1", heading=heading, text="INT. HERE - DAY", elements=(), lines=(1, 9), eighths=eighths
    )


def test_a_scene_off_its_page_says_why() -> None:
    said = [speech("anna", "Hello there.", 3, 2.0), speech("ben", "Hello.", 5, 2.0)]
    scene, _, _ = planned("kitchen", facts_of(said, ["anna", "ben"]))
    assert notes_of(scene, scene_of(1), Fraction(24)) == ()
    (note,) = notes_of(scene, scene_of(16), Fraction(24))
    assert note.startswith("Scene 1 plays 0:0")
    assert "against 2:00 by its 2 pages" in note
    fight = [action("They fight for a long time.", 3, 40.0, doings=(doing("anna", "turn"),), mentions=("anna",))]
    battle, _, _ = planned("kitchen", facts_of(fight, ["anna"]))
    (note,) = notes_of(battle, scene_of(1), Fraction(24))
    assert note.endswith("few words stand for long action.")


def test_a_film_off_its_pages_says_so() -> None:
    script = parse("INT. HERE - DAY\n\n" + "ANNA\nHello there, my dear old friend, how are you?\n\n" * 60)
    scene, _, _ = planned("kitchen", facts_of([speech("anna", "Hm.", 3, 2.0)], ["anna"]))
    short = scene.but(id=script.scenes[0].id)
    (note,) = film_notes([short], script, Fraction(24))
    assert note.startswith("The plan runs 0:")
    assert film_notes([], script, Fraction(24)) == ()
