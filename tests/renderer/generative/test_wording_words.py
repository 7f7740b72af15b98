"""Words as such: what is left of a script's after cleaning, colours, clothes, and the sheets of people and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.cast import Build, CharacterSheet, Outfit, Palette, Portrait
from film.place import Fixture
from film.plan import Prop
from prompts.book import PromptBook
from renderer.generative.wording import Limits, Sitting, sheet_worded
from renderer.generative.wording.cleaning import article, capped, cleaned, joined, phrase, sentences
from renderer.generative.wording.colours import colour_words, hair_words, light_words, skin_words
from renderer.generative.wording.people import clothes, looks, named
from renderer.generative.wording.places import light, seen, setting
from renderer.generative.wording.sides import sides_of
from tests.renderer.generative.wording_desk import brief, count
from tests.renderer.tiny_shots import field, room


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a (red:1.4) hat", "a red hat"),
        ("a <lora:evil:0.8> hat", "a lora:evil hat"),
        ("[day|night] {x|y}", "day night x y"),
        ("<|endoftext|></s>", "endoftext /s"),
        ("big++ small--", "big small"),
        ("one\r\ntwo\x00\x1b[31m\u202ethree\u200b", "one two 31m three"),
        ("she said \u201cno\u201d", "she said 'no'"),
        ("at 12:30 sharp", "at 12:30 sharp"),
    ],
)
def test_what_a_program_would_read_as_a_command_is_taken_out(dirty: str, clean: str) -> None:
    assert cleaned(dirty) == clean


@given(st.text(max_size=200))
def test_cleaning_is_done_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


def test_sentences_are_kept_whole_or_not_at_all() -> None:
    pieces = sentences("Mr. Ash waits. He counts to three! Then he goes")
    assert pieces == ["Mr. Ash waits.", "He counts to three!", "Then he goes."]
    assert capped(pieces, 40) == "Mr. Ash waits. He counts to three!"
    assert capped(pieces, 5) == ""
    assert phrase("far too long", 5) == ""


def test_lists_and_articles() -> None:
    assert joined(["a", "", "b", "c"]) == "a, b and c"
    assert [article(words) for words in ("green coat", "apron", "jeans", "shelf of bottles", "uniform", "her hat")] == [
        "a green coat", "an apron", "jeans", "a shelf of bottles", "a uniform", "her hat",
    ]  # fmt: skip


def test_colours_have_the_names_that_people_use() -> None:
    told = {"#9c3a32": "brick red", "#33598f": "blue", "#3f7048": "green", "#c9a032": "mustard yellow",
            "#684078": "purple", "#2d7f80": "teal", "#25262b": "black", "#ffffff": "white", "#27324f": "navy blue",
            "#6b4a32": "brown",
            "#c96a26": "orange", "#808080": "grey"}  # fmt: skip
    assert {colour: colour_words(colour) for colour in told} == told
    assert [skin_words(colour) for colour in ("#d5a284", "#a76f4c", "#533523")] == ["fair", "light brown", "deep brown"]
    assert [hair_words(colour) for colour in ("#1e1a19", "#b8945a", "#c6c1b9")] == ["black", "blond", "white"]
    assert [light_words(colour) for colour in ("#ffd9a0", "#cfe4ff", "#ffffff")] == [
        "warm yellowish", "cool bluish", "neutral white",
    ]  # fmt: skip


MARA = CharacterSheet(
    id="mara", name="MARA", build=Build(age=34, gender=0, height=1.64), hair="bob", palette=Palette(top="#3f7048"),
    wears=("glasses",), wardrobe=(Outfit(id="coat", text="her green coat and hat without hat"),),
)  # fmt: skip


def test_looks_are_built_where_no_portrait_says_them() -> None:
    assert looks(MARA, "Mara", True) == "Mara is a 34-year-old woman with lightly tanned skin and a dark brown bob."
    portrait = MARA.but(portrait=Portrait(looks="A scar over the left eye. " + "Long words follow here. " * 20))
    told = looks(portrait, "Mara", True)
    assert "A scar over the left eye." in told
    assert len(told) < 340
    assert "scar" not in looks(portrait, "Mara", False), "its language is the script's"


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (Build(age=9, gender=1, height=1.3), "a 9-year-old boy"),
        (Build(age=15, gender=0), "a 15-year-old teenage girl"),
        (Build(age=80, gender=1, height=1.95, weight=0.9), "an 80-year-old tall heavy-set man"),
        (Build(age=30), "a 30-year-old person"),
    ],
)
def test_age_and_build_are_told(build: Build, words: str) -> None:
    assert f" is {words} with " in looks(MARA.but(build=build), "Mara", True)


def test_clothes_are_the_outfits_words_and_the_palette_for_the_rest() -> None:
    assert clothes(MARA, "coat", "FS", True) == "a green coat, charcoal grey trousers, black shoes and glasses"
    assert clothes(MARA, "coat", "MS", True) == "a green coat and glasses"
    assert clothes(MARA, "coat", "MS", False) == "a green top and glasses"
    cloak = MARA.but(wears=(), wardrobe=(Outfit(id="cloak", text="a long cloak"),))
    assert clothes(cloak, "cloak", "MS", True) == "a long green cloak"
    dress = MARA.but(wears=("dress",))
    assert clothes(dress, None, "FS", True) == "a green dress and black shoes"
    assert named(MARA.but(name="D'ARTAGNAN"), ()) == "D'Artagnan"


def test_places_are_named_by_kind_where_the_name_says_nothing() -> None:
    assert setting(room(kind="bus_interior", enclosure="vehicle", name="NIGHT BUS"), True) == "Inside the night bus"
    assert setting(room(kind="kitchen", name="ANNA'S"), True) == "Inside a kitchen, Anna's"
    assert setting(room(kind="cafe", name="CAFÉ DU PORT"), False) == "Inside a cafe"
    assert setting(field(kind="beach", name="BEACH"), True) == "On the beach, outdoors"


def test_only_what_the_camera_sees_of_a_place_is_told() -> None:
    behind = Fixture(id="bed", kind="bed", position=(0, -3.5, 0), size=(2, 1, 0.5))
    before = Fixture(id="piano", kind="piano", position=(0, 1.0, 0), size=(1, 1.5, 1.1))
    look = seen(sides_of(brief(request={"place": room(fixtures=(behind, before))}))[0])
    assert look.things == ("a piano",)
    assert look.windows


def test_light_is_by_hour_weather_and_lamps() -> None:
    look = seen(sides_of(brief())[0])
    assert "daylight through the windows" in light(room(), look, "day", "clear")
    assert "rain on the window panes" in light(room(), look, "night", "rain")
    assert light(field(), look, "dusk", "fog") == "at dusk, dim blue light, fog hangs in the air"


def sheet(of: object, view: str, **sitting: object) -> str:
    return sheet_worded(of, view, Limits(negative=True), PromptBook(), count, Sitting(**sitting)).prompt  # type: ignore[arg-type]


def test_a_person_is_pictured_from_every_side_on_a_plain_ground() -> None:
    pages = {view: sheet(MARA, view, outfit="coat") for view in ("front", "three_quarter", "profile", "back", "face")}
    assert len(set(pages.values())) == 5
    assert all("34-year-old woman" in page and "Plain light grey" in page for page in pages.values())
    assert "from head to feet" in pages["back"]
    assert "shoes" not in pages["face"]
    assert "same person" in sheet(MARA, "back", shown=True)
    assert "same person" not in pages["back"]


def test_a_place_is_pictured_without_people_and_a_thing_alone() -> None:
    text = sheet_worded(room(), "reverse", Limits(negative=True), PromptBook(), count)
    assert "Inside the room" in text.prompt
    assert "opposite side" in text.prompt
    assert text.negative.startswith("people")
    prop = Prop(id="brass_key", name="brass key", kind="key", lines=(1, 1))
    assert "A brass key." in sheet(prop, "any")
    assert "A key." in sheet(prop, "any", english=False)
    assert "Look of film." in sheet(prop, "any", look="Look of film")


@given(st.sampled_from(["front", "face", "wide", "any"]), st.integers(70, 200))
def test_no_sheet_is_longer_than_the_model_reads(view: str, tokens: int) -> None:
    for of in (MARA, room(), Prop(id="key", name="key", kind="key", lines=(1, 1))):
        text = sheet_worded(of, view, Limits(tokens, True), PromptBook(), count)  # type: ignore[arg-type]
        assert max(count(text.prompt), count(text.negative)) <= tokens
