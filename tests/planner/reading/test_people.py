"""Sheets with what a model read of people in them: words before guesses, guesses that give way, nobody taken for
another."""

from __future__ import annotations

from itertools import combinations
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from film.cast import CharacterSheet, Garment, HairStyle, Voice
from planner.characters import dress, palette
from planner.characters.voices import apartness
from planner.characters.wardrobe import colour_of
from planner.reading import people
from planner.reading.ground import Ground
from planner.reading.people import PersonAnswer
from planner.reading.people.answer import Colour, Gender, HairColour, Height, Muscle, Pace, Pitch, Skin, Weight
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading.people_answers import answer

BOOK = PromptBook()
SCRIPT = """
INT. HALL - DAY

ANNA, 40, in a red coat, waits. BEN, young, comes in with CARL and DORA. A boy, EMIL, nine, hides.

BEN
You are late, Anna.

ANNA
I am never late.

CARL
(in a deep voice)
She is my sister. Her dark skin shines in the sun, and her coat is all she has.

DORA
Ben, my son, let her be. Emil is small for his age.

EMIL
Mama!

INT. BARN - DAY

Anna comes in, now in a black dress. Dora has grey hair, and heavy boots.

DORA
Anna.

EXT. FIELD - DAY

Ben is forty if a day.
"""
GROUND = Ground.of(parse(SCRIPT))
QUESTIONS = people.questions(GROUND, BOOK)


def held(who: str, **told: Any) -> tuple[PersonAnswer, tuple[str, ...]]:
    grounded = QUESTIONS[who].ground(answer(**told))
    return grounded.answer, grounded.problems


def laid(**answers: PersonAnswer) -> dict[str, CharacterSheet]:
    sheets, _ = people.with_people(GROUND.cast, answers, GROUND)
    return {sheet.id: sheet for sheet in sheets}


def number(who: str, words: str) -> int:
    """The excerpt of a question that has the words."""
    lines = [line for line in QUESTIONS[who].text.splitlines() if words in line]
    return int(lines[0].split("|")[0])


def fates(**answers: PersonAnswer) -> dict[str, tuple[str, str]]:
    _, proposals = people.with_people(GROUND.cast, answers, GROUND)
    return {proposal.text.partition(": ")[2]: (proposal.verdict, proposal.why) for proposal in proposals}


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


def test_other_clothes_are_put_on_where_they_are_told() -> None:
    at = number("anna", "black dress")
    told, _ = held("anna", wardrobe=[(at, "in a black dress", "black dress", "black", "black", None, None)])
    cast, _ = people.with_people(GROUND.cast, {"anna": told}, GROUND)
    worn = dress(cast, GROUND.facts).worn
    hall, barn, _ = (scene.scene for scene in GROUND.facts)
    assert worn[barn]["anna"] == "black_dress"
    assert worn[hall]["anna"] != "black_dress"
    anna = next(sheet for sheet in dress(cast, GROUND.facts).cast if sheet.id == "anna")
    assert anna.dressed(worn[barn]["anna"]).palette.top == colour_of("black")


@pytest.mark.parametrize("garment", ["long_skirt", "beard"])
def test_what_is_worn_later_on_is_not_worn_always(garment: Garment) -> None:
    told, _ = held("anna", garments=[(number("anna", "black dress"), "in a black dress", garment)])
    assert laid(anna=told)["anna"].wears == GROUND.sheets["anna"].wears
    assert [verdict for verdict, _ in fates(anna=told).values()] == ["refused"]


def test_kin_look_alike_and_others_do_not() -> None:
    at = number("dora", "my son")
    for text, alike in (("his mother", True), ("his mother-in-law", False), ("his boss", False)):
        told, _ = held("dora", relations=[(at, "my son", "ben", text)])
        skins = {name: sheet.palette.skin for name, sheet in laid(dora=told).items()}
        assert (skins["ben"] == skins["dora"]) == alike
        assert skins["ben"] == GROUND.sheets["ben"].palette.skin


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
    assert emil.build.height < 1.5
    assert emil.wears == ()


def test_a_guessed_colour_gives_way_and_a_told_one_does_not() -> None:
    red = answer(top=(None, "", "red"))
    sheets = laid(dora=red)
    assert palette.min_distance(sheets["dora"].palette.top, [sheets["anna"].palette.top]) >= 30
    assert fates(dora=red)["red top"][0] == "adjusted"
    assert sheets["anna"] == GROUND.sheets["anna"]


def test_our_guess_gives_way_to_what_the_script_tells() -> None:
    ground = Ground.of(parse("INT. A - DAY\n\nANNA waits. BEN waits.\n\nANNA\nIl porte du bleu.\n\nBEN\nOui.\n"))
    question = people.questions(ground, BOOK)["ben"]
    top = ground.sheets["anna"].palette.top
    name = next(name for name in get_args(Colour) if palette.min_distance(colour_of(name), [top]) < palette.FAR)
    at = question.text.splitlines()[-1].split("|")[0]
    told = question.ground(answer(top=(int(at), "Oui", name))).answer
    sheets = {sheet.id: sheet for sheet in people.with_people(ground.cast, {"ben": told}, ground)[0]}
    assert sheets["ben"].palette.top == colour_of(name)
    assert palette.min_distance(sheets["anna"].palette.top, [sheets["ben"].palette.top]) >= palette.FAR


def test_a_voice_follows_the_words_and_stays_apart() -> None:
    at = number("carl", "deep voice")
    told, _ = held("carl", sound=(at, "in a deep voice", "low", "slow"))
    sheets = laid(carl=told)
    before = GROUND.sheets["carl"].voice
    assert sheets["carl"].voice.pitch < before.pitch or sheets["carl"].voice.pitch == -4
    assert sheets["carl"].voice.pace < before.pace
    assert "voice" not in sheets["carl"].guessed


def _guess(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.tuples(st.none(), st.just(""), st.sampled_from(get_args(values)))


@st.composite
def _answers(draw: st.DrawFn) -> PersonAnswer:
    fields = {
        "gender": Gender, "height": Height, "weight": Weight, "muscle": Muscle, "hair": HairStyle,
        "hair_colour": HairColour, "skin": Skin, "top": Colour, "bottom": Colour, "shoes": Colour,
    }  # fmt: skip
    told = {name: draw(_guess(values)) for name, values in fields.items()}
    told["age"] = draw(st.none() | st.tuples(st.none(), st.just(""), st.integers(1, 100)))
    told["sound"] = draw(
        st.none() | st.tuples(st.none(), st.just(""), st.sampled_from(get_args(Pitch)), st.sampled_from(get_args(Pace)))
    )
    told["garments"] = [(None, "", each) for each in draw(st.lists(st.sampled_from(get_args(Garment)), max_size=4))]
    evident = draw(st.booleans())
    if evident:
        told["wardrobe"] = [
            (
                1,
                "waits",
                draw(st.text(max_size=20)),
                *draw(st.tuples(*[st.sampled_from([None, "red", "navy"])] * 3)),
                None,
            )
        ]
    return answer(**{name: row for name, row in told.items() if row is not None})


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(QUESTIONS)), _answers()))
def test_whatever_is_answered_the_cast_is_told_apart(answers: dict[str, PersonAnswer]) -> None:
    held = {who: QUESTIONS[who].ground(each).answer for who, each in answers.items()}
    sheets, _ = people.with_people(GROUND.cast, held, GROUND)
    again, _ = people.with_people(GROUND.cast, held, GROUND)
    assert sheets == again
    assert [CharacterSheet.model_validate(sheet.model_dump()) for sheet in sheets] == list(sheets)
    for one, two in combinations(sheets, 2):
        if GROUND.screenplay.scenes[0].id and {"palette.top"} & {*one.guessed, *two.guessed}:
            assert palette.min_distance(one.palette.top, [two.palette.top]) >= palette.APART
        if one.voice != Voice() != two.voice and one.voice.speaker == two.voice.speaker:
            pair = [(each.voice.pitch, each.voice.formant) for each in (one, two)]
            assert apartness(*pair) >= 1
    for sheet in sheets:
        assert sheet.palette.skin == GROUND.sheets[sheet.id].palette.skin
        assert sheet.build.age == GROUND.sheets[sheet.id].build.age or "build.age" in GROUND.sheets[sheet.id].guessed
        assert sheet.build.age > 12 or sheet.build.height < 1.75


def test_other_clothes_outlive_being_written_into_a_sheet() -> None:
    at = number("anna", "black dress")
    told, _ = held("anna", wardrobe=[(at, "in a black dress", "black dress", "navy", "navy", None, None)])
    cast, _ = people.with_people(GROUND.cast, {"anna": told}, GROUND)
    once = dress(cast, GROUND.facts)
    again = dress(once.cast, GROUND.facts)
    assert again == once
    assert [outfit.id for outfit in once.cast[0].wardrobe][-1] == "black_dress"
