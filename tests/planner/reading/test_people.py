"""Sheets with what a model read of people in them: words before guesses, guesses that give way, nobody taken for
another."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from film.cast import HairStyle
from planner.characters import palette
from planner.reading import people
from planner.reading.ground import Ground
from screenplay.fountain import parse
from tests.planner.reading.people_answers import answer
from tests.planner.reading.people_script import BOOK, GROUND, QUESTIONS, SCRIPT, fates, held, laid, number


def test_no_answer_changes_nothing() -> None:
    assert people.with_people(GROUND.cast, {}, GROUND) == (GROUND.cast, ())
    before = {sheet.id: sheet for sheet in GROUND.cast}
    assert laid(anna=answer()) == before
    assert laid(nobody=answer()) == before


def test_evidence_is_grounded_and_guessed_no_longer() -> None:
    at = number("dora", "grey hair")
    told, problems = held("dora", hair_colour=(at, "grey hair", "grey"))
    dora = laid(dora=told)["dora"]
    assert problems == ()
    assert "palette.hair" not in dora.guessed
    lines = dora.grounds["palette.hair"]
    assert SCRIPT.splitlines()[lines[0][0] - 1].startswith("Anna comes in, now")
    assert dora.evidence[0] == GROUND.sheets["dora"].evidence[0]
    assert lines[0] in dora.evidence


def test_a_guess_takes_the_place_of_a_guess_and_stays_one() -> None:
    before = GROUND.sheets["dora"]
    style: HairStyle = "bob" if before.hair != "bob" else "long"
    dora = laid(dora=answer(hair=(None, "", style), weight=(None, "", "heavy")))["dora"]
    assert dora.hair == style
    assert dora.build.weight > before.build.weight + 0.1
    assert {"hair", "build.weight"} <= set(dora.guessed)
    assert dora.grounds == {}


def test_what_the_script_says_goes_before_a_guess() -> None:
    told = answer(top=(None, "", "green"), age=(None, "", 22))
    assert laid(anna=told)["anna"] == GROUND.sheets["anna"]
    assert fates(anna=told)["green top"][0] == "refused"
    assert fates(anna=told)["22 years old"] == ("refused", "the script says 40")


def test_words_that_rules_did_not_read_go_before_what_they_read() -> None:
    at = number("ben", "forty if a day")
    assert GROUND.sheets["ben"].build.age == 25
    ben = laid(ben=held("ben", age=(at, "forty if a day", 40))[0])["ben"]
    assert ben.build.age == 40
    again = fates(ben=held("ben", age=(number("ben", "young"), "young", 31))[0])
    assert again["31 years old"][0] == "refused"


def test_an_age_in_a_number_is_not_argued_with() -> None:
    told, problems = held("anna", age=(1, "ANNA, 40", 61))
    assert told.age is None
    assert problems == ("age: the script says 40",)


@pytest.mark.parametrize("years", [0, 300, -3])
def test_nobody_is_300_years_old(years: int) -> None:
    with pytest.raises(ValidationError):
        answer(age=(None, "", years))


def test_a_quote_that_is_nowhere_is_a_guess_and_a_miscounted_one_is_found() -> None:
    told, problems = held("anna", height=(1, "as tall as a tree", "tall"), top=(2, "in a red coat", "red"))
    assert told.height is not None
    assert told.height.excerpt is None
    assert problems == ("height: excerpt 1 does not say 'as tall as a tree'",)
    assert told.top is not None
    assert told.top.excerpt == 1


def test_a_name_says_nothing_of_anybody() -> None:
    told, problems = held("ben", gender=(1, "BEN", "male"))
    assert told.gender is not None
    assert told.gender.excerpt is None
    assert problems == ("gender: a name alone says nothing of it",)


def test_skin_is_never_guessed() -> None:
    guess = answer(skin=(None, "", "deep"))
    assert laid(anna=guess)["anna"].palette.skin == GROUND.sheets["anna"].palette.skin
    assert fates(anna=guess)["deep skin"] == ("refused", "the script says nothing of skin")
    told, problems = held("anna", skin=(1, "in a red coat", "fair"))
    assert told.skin is None
    assert problems == ("skin: 'in a red coat' does not speak of skin",)


def test_skin_that_the_script_tells_is_taken() -> None:
    ground = Ground.of(parse("INT. HALL - DAY\n\nANNA, 40, dark-skinned, waits.\n\nANNA\nYes.\n"))
    question = people.questions(ground, BOOK)["anna"]
    told = question.ground(answer(skin=(1, "dark-skinned", "deep")))
    (anna,), _ = people.with_people(ground.cast, {"anna": told.answer}, ground)
    assert told.problems == ()
    assert anna.palette.skin == palette.SKINS[-1]
    assert "palette.skin" not in anna.guessed


def test_relations_are_to_people_of_the_script_and_shown_in_it() -> None:
    at = number("dora", "my son")
    told, problems = held(
        "dora",
        relations=[(at, "my son", "ben", "his mother"), (at, "my son", "zorro", "x"), (None, "", "anna", "her friend")],
    )
    assert [relation.person for relation in told.relations] == ["ben"]
    assert len(problems) == 2
    dora = laid(dora=told)["dora"]
    assert dora.portrait is not None
    assert [(each.character, each.text) for each in dora.portrait.relations] == [("ben", "his mother")]


def test_only_those_they_meet_can_be_named() -> None:
    asked = QUESTIONS["anna"].answer
    with pytest.raises(ValidationError):
        asked.model_validate(answer(relations=[(1, "x", "zorro", "y")]).model_dump())


def test_a_relation_to_nobody_of_the_film_is_left_out() -> None:
    sheet = laid(dora=answer(relations=[(1, "x", "zorro", "her brother")], looks=(None, "", "Tired.")))["dora"]
    assert sheet.portrait is not None
    assert sheet.portrait.relations == ()
    assert sheet.portrait.looks == "Tired."
    assert "portrait.looks" in sheet.guessed


def test_words_in_which_rules_read_nothing_go_before_what_they_misread() -> None:
    ground = Ground.of(parse("INT. A - DAY\n\nRUB, 40, long as a heron, a blanket round him, waits.\n\nRUB\nYes.\n"))
    heavy = ground.sheets["rub"].build.weight
    told = people.questions(ground, BOOK)["rub"].ground(answer(weight=(1, "long as a heron", "thin"))).answer
    (rub,), _ = people.with_people(ground.cast, {"rub": told}, ground)
    assert rub.build.weight < heavy - 0.3


def test_a_child_is_no_giant() -> None:
    emil = laid(emil=answer(height=(None, "", "very_tall"), garments=[(None, "", "beard")]))["emil"]
    assert 0.04 < emil.build.height - GROUND.sheets["emil"].build.height < 0.1
    assert emil.wears == ()
