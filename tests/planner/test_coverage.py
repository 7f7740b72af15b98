"""Coverage: which idiom plays what, and where a line may be cut."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.plan import Prop, ScenePlan
from planner.coverage.clauses import cut_shares
from planner.coverage.intent import SIZES, tighter
from planner.facts import Step
from tests.planner.scenes import action, doing, facts_of, planned, speech


def scene_of(
    steps: Sequence[Step], *names: str, kind: str = "street", establish: bool = True, **more: object
) -> ScenePlan:
    """The plan of steps with these people there from the start."""
    return planned(kind, facts_of(steps, names, **more), establish)[0]


def talk(count: int, **more: object) -> list[Step]:
    """A talk of two in lines of two seconds."""
    return [speech(("anna", "ben")[i % 2], f"Line {i} it is.", 3 + 2 * i, **more) for i in range(count)]


def test_a_new_place_is_established_and_a_known_one_is_not() -> None:
    assert scene_of(talk(4), "anna", "ben").shots[0].idiom == "establishing"
    assert scene_of(talk(4), "anna", "ben", establish=False).shots[0].idiom == "two_shot"


def test_two_who_face_each_other_are_shot_over_both_shoulders() -> None:
    shots = [shot for shot in scene_of(talk(6), "anna", "ben").shots if shot.idiom == "ots"]
    assert {shot.subjects[0] for shot in shots} == {"anna", "ben"}
    assert all(len(shot.subjects) == 2 for shot in shots)
    assert len({shot.size for shot in shots[:2]}) == 1


def test_the_camera_comes_closer_as_the_talk_gets_tense() -> None:
    calm = scene_of(talk(10, tension=0.2), "anna", "ben").shots[-1]
    tense = scene_of(talk(10, tension=0.9), "anna", "ben").shots[-1]
    assert SIZES.index(tense.size) > SIZES.index(calm.size)


def test_news_ends_on_the_face_that_hears_it() -> None:
    steps = [*talk(2), speech("anna", "He is dead.", 20, reveal=True)]
    last = scene_of(steps, "anna", "ben").shots[-1]
    assert (last.idiom, last.subjects[0], last.speech) == ("reaction", "ben", ())


def test_a_long_line_is_cut_between_its_sentences_and_heard_whole() -> None:
    steps = [*talk(1), speech("ben", "It was late. I was tired. Nobody had called me.", 20, 9.0)]
    scene = scene_of(steps, "anna", "ben")
    parts = [speech for shot in scene.shots for speech in shot.speech if speech.line == scene.dialogue[-1].id]
    assert len(parts) == 2
    assert sum(part.frames for part in parts) == scene.dialogue[-1].frames


def test_short_lines_are_held_in_one_shot() -> None:
    steps = [*talk(2), speech("anna", "Yes?", 20, 0.6), speech("ben", "No.", 22, 0.6)]
    scene = scene_of(steps, "anna", "ben")
    assert len(scene.shots[-1].speech) == 2


def test_a_thing_to_see_close_gets_an_insert_with_the_hand_that_holds_it() -> None:
    phone = Prop(id="phone", name="phone", kind="phone", lines=(5, 5))
    read = action(
        "Ben reads the phone.", 5, 4.0, doings=(doing("ben", "read", "phone"),), props=("phone",), insert="phone"
    )
    shots = scene_of([*talk(1), read], "anna", "ben", props=(phone,)).shots
    assert [(shot.insert, shot.size, shot.subjects) for shot in shots if shot.idiom == "insert"] == [
        ("phone", "ECU", ("ben",))
    ]


def test_a_voice_over_stays_on_who_hears_it() -> None:
    steps = [speech("anna", "Hello?", 3), speech("ben", "It is me.", 5, extension="V.O."), speech("anna", "You.", 7)]
    scene = planned("street", facts_of(steps, ("anna",)))[0]
    voice = next(shot for shot in scene.shots if any(speech.character == "ben" for speech in shot.speech))
    assert voice.subjects == ("anna",)
    assert not voice.speech[0].seen


@pytest.mark.parametrize(("word", "idiom", "size"), [("close", "single", "CU"), ("wide", "master", "WS")])
def test_the_writers_camera_words_are_obeyed(word: str, idiom: str, size: str) -> None:
    step = action("The camera word.", 30, 3.0, direction=word, mentions=("anna",))
    last = scene_of([*talk(2), step], "anna", "ben").shots[-1]
    assert (last.idiom, last.size) == (idiom, size)


def test_a_pov_does_not_show_its_owner() -> None:
    step = action("POV of Anna.", 30, 3.0, direction="pov", mentions=("anna",), doings=(doing("anna", "look", "ben"),))
    last = scene_of([*talk(2), step], "anna", "ben").shots[-1]
    assert (last.idiom, last.subjects) == ("pov", ("ben",))


@given(st.text(alphabet="ab .,!", max_size=80), st.integers(1, 4))
def test_lines_are_never_cut_inside_a_word(text: str, parts: int) -> None:
    for share in cut_shares(text, parts, 0.1):
        at = round(share * len(text))
        assert text[at - 1] in " .,!"
        assert 0.1 <= share <= 0.9


def test_sizes_stop_at_the_ends_of_their_row() -> None:
    assert tighter("ECU") == "ECU"
    assert tighter("EWS", -1) == "EWS"
    assert tighter("MS", 2) == "CU"
