"""Questions about people: whom they ask about, how long they are, and what an edit elsewhere changes: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.screenplay import Screenplay
from planner.characters.palette import SKINS
from planner.characters.wardrobe import colour_of, hair_colour_of
from planner.llm.budget import estimated
from planner.reading import people
from planner.reading.excerpts import Piece, chosen, cut, spread
from planner.reading.ground import Ground
from planner.reading.people.answer import EXCERPTS, Colour, HairColour, Skin
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading import people_answers

SAMPLES = Path("samples")
BOOK = PromptBook()
SCRIPT = """
INT. HALL - DAY

ANNA, 40, in a red coat, waits. BEN, 30, in a blue jacket, comes in.

BEN
You are late, Anna.

ANNA
I am never late.

The PORTER, 60, nods.

EXT. PARK - DAY

ANNA walks.

CARL
Hello.

CARL
Nobody here.
"""


def ground_of(text: str) -> Ground:
    return Ground.of(parse(text))


def asked(text: str) -> dict[str, str]:
    return {name: question.text for name, question in people.questions(ground_of(text), BOOK).items()}


def sample(name: str) -> Screenplay:
    return parse((SAMPLES / f"{name}.fountain").read_text(encoding="utf-8"))


def test_who_speaks_or_comes_twice_is_asked_about() -> None:
    assert [*asked(SCRIPT)] == ["anna", "ben", "carl"]


def test_a_question_shows_the_excerpts_about_one_person() -> None:
    anna = asked(SCRIPT)["anna"]
    assert "1| ANNA, 40, in a red coat, waits." in anna
    assert "BEN: You are late, Anna." in anna
    assert "Nobody here" not in anna
    assert "Others: ben (BEN), carl (CARL)" in anna


def test_names_of_questions_are_those_of_their_sheets() -> None:
    ground = ground_of(SCRIPT)
    names = {question.name for question in people.questions(ground, BOOK).values()}
    assert names == {"person anna", "person ben", "person carl"}
    assert people.source_of(ground, "porter") == ""


@pytest.mark.parametrize("words", ["Nobody here at all.", "A much longer speech about the weather, and the sea."])
def test_another_ones_words_change_no_question(words: str) -> None:
    before, after = SCRIPT, SCRIPT.replace("Nobody here.", words)
    old, new = asked(before), asked(after)
    assert {name: new[name] for name in ("anna", "ben")} == {name: old[name] for name in ("anna", "ben")}
    assert old["carl"] != new["carl"]
    for name in ("anna", "ben"):
        assert people.source_of(ground_of(before), name) == people.source_of(ground_of(after), name)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 9))
def test_a_scene_put_in_elsewhere_changes_nobodys_question(place: int) -> None:
    text = (SAMPLES / "the_understudy.fountain").read_text(encoding="utf-8")
    heads = [at for at in range(len(text)) if text.startswith(("INT.", "EXT."), at) and text[at - 1] == "\n"]
    at = heads[place % len(heads)]
    more = "EXT. QUARRY - DAY\n\nZOLTAN, 33, bald, in a green coat, digs.\n\nZOLTAN\nStones. Nothing but stones.\n\n"
    old, new = asked(text), asked(text[:at] + more + text[at:])
    assert {name: new[name] for name in old} == old
    assert "zoltan" in new


def test_a_question_does_not_grow_with_the_script() -> None:
    scene = (
        "INT. HALL {n} - DAY\n\nANNA, in a grey coat, crosses hall {n} and looks for the letter she lost.\n\n"
        "ANNA\nIs it here, in hall {n}, or is it gone for good?\n\n"
        "BEN\nAnna, it is in hall {n}, as ever, where you left it.\n\n"
    )
    sizes = {}
    for scenes in (40, 100):
        ground = ground_of("".join(scene.format(n=n) for n in range(scenes)))
        sizes[scenes] = [estimated(question.text) for question in people.questions(ground, BOOK).values()]
    assert all(size < 1500 for sizes_of in sizes.values() for size in sizes_of)
    assert max(sizes[100]) < 1.05 * max(sizes[40])


@pytest.mark.parametrize("name", ["la_lettre", "the_understudy"])
def test_good_answers_hold(name: str) -> None:
    ground = Ground.of(sample(name))
    questions = people.questions(ground, BOOK)
    answers = getattr(people_answers, name.upper())
    assert set(answers) == set(questions)
    for who, answer in answers.items():
        read = questions[who].answer.model_validate_json(answer.model_dump_json())
        assert questions[who].ground(read).problems == ()


def test_words_of_answers_are_words_of_the_house() -> None:
    assert all(colour_of(name).startswith("#") for name in get_args(Colour))
    assert all(hair_colour_of(name).startswith("#") for name in get_args(HairColour))
    assert len(get_args(Skin)) == len(SKINS)


@given(st.integers(0, 60))
def test_a_spread_visits_every_place_once(count: int) -> None:
    order = spread(count)
    assert sorted(order) == list(range(count))
    assert order[:2] == [0, count - 1][:count][:2] or count == 1


def test_chosen_keeps_to_its_budget_and_passes_over_what_is_too_long() -> None:
    pieces = [Piece((1, 1), "short"), Piece((2, 2), "long " * 60), Piece((3, 3), "brief")]
    assert [piece.text for piece in chosen(pieces, 40)] == ["short", "brief"]


def test_a_long_paragraph_is_cut_at_a_sentence_about_somebody() -> None:
    text = " ".join(["The street is empty and wet."] * 10) + " Anna, 40, comes. She waits." + " It rains." * 60
    assert cut(text, "Anna").startswith("Anna, 40, comes. She waits.")
    assert len(cut(text, "Anna")) <= 320
    assert len(cut("x" * 900)) == 320


def test_a_question_that_is_too_long_is_asked_in_parts() -> None:
    question = people.questions(ground_of(SCRIPT), BOOK)["anna"]
    assert question.smaller is not None
    assert question.join is not None
    parts = question.smaller()
    assert [part.name for part in parts] == ["person anna"] * 2
    assert all(len(part.text) < len(question.text) for part in parts)
    one = people_answers.answer(age=(None, "", 50), top=(1, "in a red coat", "red"), hair=(None, "", "bob"))
    two = people_answers.answer(
        age=(3, "never", 40), hair=(None, "", "long"), garments=[(None, "", "glasses"), (None, "", "hat")] * 2
    )
    both = question.join([one, two, two])
    assert (both.age, both.top, both.hair) == (two.age, one.top, one.hair)
    assert len(both.garments) == 4


def test_who_only_speaks_in_a_scene_left_out_is_not_asked_about() -> None:
    ground = ground_of("INT. A - DAY\n\nANNA waits.\n\nANNA\nYes.\n\nINT. B - DAY\n\nOMITTED\n")
    assert [*people.questions(ground, BOOK)] == ["anna"]
    assert people.source_of(ground, "nobody") == ""


def test_no_excerpt_has_a_number_that_no_answer_can_name() -> None:
    talk = "INT. HALL - DAY\n\nANNA waits.\n\n" + "".join(f"ANNA\nNo {n}.\n\nAnna nods.\n\n" for n in range(90))
    lines = asked(talk)["anna"].splitlines()
    numbers = [int(line.split("|")[0]) for line in lines if line[:1].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 10 < len(numbers) <= EXCERPTS
