"""Clothes, colours, voices and likeness: nobody is taken for another, whatever a model says."""

from __future__ import annotations

from itertools import combinations
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.cast import CharacterSheet, Garment, HairStyle, Voice
from planner.characters import dress, palette
from planner.characters.voices import apartness
from planner.characters.wardrobe import colour_of
from planner.reading import people
from planner.reading.ground import Ground
from planner.reading.people import PersonAnswer
from planner.reading.people.answer import Colour, Gender, HairColour, Height, Muscle, Pace, Pitch, Skin, Weight
from screenplay.fountain import parse
from tests.planner.reading.people_answers import answer
from tests.planner.reading.people_script import BOOK, GROUND, QUESTIONS, fates, held, laid, number


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


def test_clothes_of_a_later_scene_are_not_those_they_come_in_with() -> None:
    told, problems = held("anna", top=(number("anna", "black dress"), "in a black dress", "black"))
    assert problems == ()
    assert laid(anna=told)["anna"].palette.top == GROUND.sheets["anna"].palette.top
    assert fates(anna=told)["black top"][0] == "refused"
