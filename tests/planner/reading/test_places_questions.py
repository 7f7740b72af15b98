"""Questions about places, and their answers held to the script: what no words put there is taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from planner.reading import places
from planner.reading.ground import Ground
from screenplay.fountain import parse
from tests.planner.reading import place_answers
from tests.planner.reading.place_answers import answer
from tests.planner.reading.place_script import BOOK, GROUND, QUESTIONS, SCRIPT


def test_every_place_that_something_is_told_of_is_asked_about() -> None:
    assert [*QUESTIONS] == ["int_rick_s", "int_bus", "ext_street", "int_study"]
    assert "Headings: INT. RICK'S - NIGHT" in QUESTIONS["int_rick_s"].text
    assert "1| Smoke. A long counter" in QUESTIONS["int_rick_s"].text


@pytest.mark.parametrize("name", ["la_lettre", "the_understudy"])
def test_good_answers_hold(name: str) -> None:
    ground = Ground.of(parse(Path(f"samples/{name}.fountain").read_text(encoding="utf-8")))
    questions = places.questions(ground, BOOK)
    for place, each in getattr(place_answers, name.upper()).items():
        read = questions[place].answer.model_validate_json(each.model_dump_json())
        assert questions[place].ground(read).problems == ()


def test_an_edit_elsewhere_changes_no_question() -> None:
    more = "INT. QUARRY OFFICE - DAY\n\nDust. A desk.\n\nANNA\nDust.\n\n"
    edited = SCRIPT.replace("INT. BUS", f"{more}INT. BUS").replace("two barrels", "three barrels")
    ground = Ground.of(parse(edited))
    now = places.questions(ground, BOOK)
    for place in ("int_rick_s", "int_bus", "int_study"):
        assert now[place].text == QUESTIONS[place].text
        assert places.source_of(ground, place) == places.source_of(GROUND, place)
    assert places.source_of(ground, "ext_street") != places.source_of(GROUND, "ext_street")


def test_a_question_about_a_place_does_not_grow_with_the_script() -> None:
    scene = "INT. HALL - DAY\n\nDay {n} in the hall: the windows are shut, the long table is laid for {n} guests.\n\n"
    for scenes in (60, 120):
        ground = Ground.of(parse("".join(scene.format(n=n) for n in range(scenes))))
        assert len(places.questions(ground, BOOK)["int_hall"].text) < 4600


def test_a_question_about_a_place_is_asked_in_parts_where_it_is_too_long() -> None:
    ground = Ground.of(parse("INT. HALL - DAY\n\nA long table.\n\nTwo doors.\n\nA piano.\n"))
    question = places.questions(ground, BOOK)["int_hall"]
    assert question.smaller is not None
    assert question.join is not None
    assert len(question.smaller()) == 2
    one = answer(kind=(None, "", "hall"), openings=[(2, "Two doors", "door", 2)])
    two = answer(kind=(1, "long table", "dining_room"), fixtures=[(3, "A piano", "piano", 1, "anywhere", None)] * 10)
    both = question.join([one, two, two])
    assert (both.kind, both.openings) == (two.kind, one.openings)
    assert len(both.fixtures) == 10


def test_words_nobody_wrote_are_on_no_sign() -> None:
    told = QUESTIONS["int_rick_s"].ground(
        answer(
            fixtures=[(1, "a sign", "sign", 1, "by_door", "OBEY"), (1, "a sign", "picture", 1, "anywhere", "no credit")]
        )
    )
    assert [each.text for each in told.answer.fixtures] == [None, "no credit"]
    assert told.problems == ("fixtures sign: no paragraph has the writing 'OBEY'",)


def test_what_no_words_put_there_is_taken_out() -> None:
    told = QUESTIONS["int_rick_s"].ground(answer(fixtures=[(1, "a grand fireplace", "fireplace", 1, "anywhere", None)]))
    assert told.answer.fixtures == ()
    assert told.problems == ("fixtures: paragraph 1 does not say 'a grand fireplace'",)


def test_a_kitchen_is_not_out_of_doors() -> None:
    told = QUESTIONS["ext_street"].ground(answer(kind=(None, "", "kitchen")))
    assert told.answer.kind is None
    assert told.problems == ("kind: 'kitchen' is none of the kinds",)
    with pytest.raises(ValidationError):
        QUESTIONS["ext_street"].answer.model_validate(answer(kind=(None, "", "kitchen")).model_dump())


def test_more_than_six_of_a_kind_or_ten_kinds_are_no_answer() -> None:
    with pytest.raises(ValidationError):
        answer(fixtures=[(1, "Smoke", "sofa", 40, "anywhere", None)])
    with pytest.raises(ValidationError):
        answer(fixtures=[(1, "Smoke", "sofa", 1, "anywhere", None)] * 40)
