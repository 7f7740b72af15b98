"""Characters: who is in the script, what it says of their looks, and that they are told apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.cast import Build, CharacterSheet, Voice
from film.cielab import to_lab
from planner.characters import Named, Naming, cast_sheets
from planner.characters.description import age_of, gender_in, hair_of
from planner.characters.palette import APART, GREYS, SKINS, TOPS, hair_shades, min_distance, top_for
from planner.characters.voices import apartness, voice_for
from planner.characters.wardrobe import hair_colour_in, worn_in
from screenplay.fountain import parse

SCRIPT = """
INT. BUS - NIGHT

MARA, 34, a nurse in a green coat, sits by the window. She looks up. The PHONE RINGS. SMASH CUT TO black.

Two rows behind her sits DEV, 61, a tall man in a grey cap and a blue jacket. THUNDER. A SIGN reads "STOP".

THE DRIVER, sixty, bald, drives. PASSENGERS sleep. A thin woman, RUTH, in her seventies, knits.

Suddenly a BOY OF NINE laughs.

DEV
Cake?

MARA (V.O.)
No.

MAN #2 (O.S.)
Quiet!

DEV AND MARA
Sorry.
"""


def cast(text: str = SCRIPT) -> dict[str, CharacterSheet]:
    return {sheet.name: sheet for sheet in cast_sheets(parse(text), ())}


def test_speakers_and_silent_people_and_nobody_else() -> None:
    assert [*cast()] == ["MARA", "DEV", "THE DRIVER", "RUTH", "BOY OF NINE", "MAN #2"]


def test_a_role_beside_a_name_is_no_second_person() -> None:
    people = cast(
        "INT. A - DAY\n\nA BOY OF NINE, TEO, peeks out. MIA (40), a DOCTOR, waits. The COP, OTTO (50), nods.\n"
    )
    assert [*people] == ["TEO", "MIA", "OTTO"]
    assert people["TEO"].build.age == 9


def test_looks_come_from_the_words() -> None:
    people = cast()
    assert (people["MARA"].build.age, people["DEV"].build.age, people["THE DRIVER"].build.age) == (34, 61, 60)
    assert people["RUTH"].build.age == 75
    assert people["BOY OF NINE"].build.age == 9
    assert people["BOY OF NINE"].build.height < 1.45
    assert [people[name].build.gender for name in ("MARA", "DEV", "RUTH", "BOY OF NINE", "MAN #2")] == [0, 1, 0, 1, 1]
    assert people["DEV"].build.height > people["MARA"].build.height
    assert people["RUTH"].build.weight < 0.35
    assert (people["DEV"].hair, people["THE DRIVER"].hair) == ("cap", "bald")
    assert people["MARA"].palette.top == worn_in("a green coat").top
    assert people["DEV"].palette.top == worn_in("blue jacket").top


def test_evidence_and_guesses_are_told() -> None:
    mara = cast()["MARA"]
    assert mara.evidence == ((4, 4),)
    assert "palette.top" not in mara.guessed
    assert "build.age" not in mara.guessed
    assert {"hair", "palette.skin", "build.height"} <= set(mara.guessed)


@pytest.mark.parametrize(
    ("words", "age"),
    [
        (", 34, a nurse", 34), (" (40s), exhausted", 45), (", late 20s,", 28), (", mid-30s", 35), (", sixty, bald", 60),
        (", in her sixties,", 65), (", early fifties", 52), (", a boy of nine,", 9), (", forty-two, thin", 42),
        (", a nine-year-old", 9), (", 45 ans, manteau", 45), (", elderly, thin", 76), (", a teenage girl", 16),
        (", two rows behind", None), (", the director", None),
    ],
)  # fmt: skip
def test_ages(words: str, age: float | None) -> None:
    assert age_of(words) == age


@pytest.mark.parametrize(
    ("name", "described", "later", "gender"),
    [
        ("ANNA", "", "", 0.0), ("THOMAS", "", "", 1.0), ("WAITRESS", "", "", 0.0), ("OLD MAN", "", "", 1.0),
        ("ZORBLAX", "", "He sits.", 1.0), ("ZORBLAX", "", "", 0.5), ("MAX", "", "walks beside her with a torch.", 1.0),
        ("SAM", "a young woman", "", 0.0), ("ALEX", "", "looks up. She smiles.", 0.0),
    ],
)  # fmt: skip
def test_genders(name: str, described: str, later: str, gender: float) -> None:
    assert gender_in(name, described, later).share == gender


def test_clothes_and_hair() -> None:
    assert worn_in("manteau rouge, cheveux longs").top == worn_in("a red coat").top
    assert worn_in("a white shirt under a black coat").top == worn_in("a black coat").top
    assert worn_in("blue uniform").bottom == worn_in("blue uniform").top is not None
    assert worn_in("by the red door") == (None, None, None)
    assert hair_of("long white hair") == "long"
    assert hair_of("with a ponytail") == "bun"
    assert hair_of("in a long cloak") is None
    assert hair_colour_in("long white hair") != hair_colour_in("short dark hair")


def test_the_cast_of_a_scene_is_told_apart_by_its_tops() -> None:
    names = ["ANNA", "BEN", "CARLA", "DIRK", "EVA", "FINN"]
    text = "INT. ROOM - DAY\n\nAll sit.\n\n" + "".join(f"{name}\nYes.\n\n" for name in names)
    tops = [sheet.palette.top for sheet in cast(text).values()]
    assert all(min_distance(a, [b]) >= APART for a, b in combinations(tops, 2))


def test_who_comes_later_changes_nobody() -> None:
    before = "INT. ROOM - DAY\n\nANNA\nHello.\n\nBEN\nHello.\n"
    after = before + "\nCOP\nHands up!\n\nEXT. PARK - DAY\n\nZoe, 20, in a red coat, walks.\n\nZOE\nHm.\n"
    old, new = cast(before), cast(after)
    assert {name: new[name] for name in old} == old


def test_wanted_scenes_choose_who_but_not_how() -> None:
    script = parse("INT. A - DAY\n\nANNA\nHi.\n\nINT. B - DAY\n\nBEN\nHi.\n")
    everybody = {sheet.id: sheet for sheet in cast_sheets(script, ())}
    chosen = cast_sheets(script, [script.scenes[1].id])
    assert [sheet.id for sheet in chosen] == ["ben"]
    assert chosen[0] == everybody["ben"]


@settings(max_examples=40)
@given(
    st.lists(st.text("ABCDEFGHIJ", min_size=1, max_size=8), unique=True, max_size=14), st.sampled_from([0.0, 0.5, 1.0])
)
def test_voices_of_one_speaker_are_apart(names: list[str], gender: float) -> None:
    voices: list[Voice] = []
    for name in names:
        voices.append(voice_for(name, Build(gender=gender), voices))
    for a, b in combinations(voices, 2):
        assert a.speaker != b.speaker or apartness((a.pitch, a.formant), (b.pitch, b.formant)) >= 1


def test_age_and_gender_are_heard() -> None:
    child, old, man = (Build(age=8, gender=1), Build(age=75, gender=1), Build(age=35, gender=1))
    assert voice_for("TIM", child, []).speaker == "high"
    assert voice_for("TIM", old, []).speaker == voice_for("TIM", man, []).speaker == "low"
    assert voice_for("TIM", old, []).pitch <= voice_for("TIM", man, []).pitch
    assert voice_for("TIM", old, []).pace < voice_for("TIM", man, []).pace


def test_lab_of_known_colours() -> None:
    assert to_lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.01)
    assert to_lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


def test_skin_is_never_washed_out_and_each_can_be_told() -> None:
    assert max(to_lab(skin)[0] for skin in SKINS) <= to_lab("#dcae8e")[0]
    assert all(min_distance(a, [b]) > 6 for a, b in combinations(SKINS, 2))


def test_hair_greys_with_the_years_unless_the_script_says_otherwise() -> None:
    def lightness(age: float) -> float:
        return sum(to_lab(shade)[0] for shade in hair_shades(age, SKINS[-1])) / len(hair_shades(age, SKINS[-1]))

    assert lightness(30) < lightness(60) < lightness(70)
    people = cast("INT. A - DAY\n\nEVA, 70, with red hair, and OTTO, 74, sit.\n\nEVA\nYes.\n\nOTTO\nYes.\n")
    assert people["EVA"].palette.hair == hair_colour_in("red hair")
    assert people["OTTO"].palette.hair in GREYS


def test_a_taken_colour_is_left_to_its_owner() -> None:
    mine = top_for("ANNA", [], [])
    assert mine in TOPS
    assert min_distance(top_for("ANNA", [mine], [mine]), [mine]) > 30


def test_naming_finds_short_forms_and_roles() -> None:
    naming = Naming(
        [Named("a", "DR. ELENA REYES"), Named("d", "DRIVER"), Named("w", "WILL"), Named("o", "OFFICER KIM")]
    )
    text = "Reyes waits. The driver will call Will. Kim's hat."
    assert [(m.character, m.owns) for m in naming.mentions(text)] == [
        ("a", False),
        ("d", False),
        ("w", False),
        ("o", True),
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    cast_sheets(parse(f"INT. ROOM - DAY\n\n{text}\n\nANNA\nHi.\n"), ())
