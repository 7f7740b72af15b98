"""Who goes down, who is brought down, and who gets up again."""

from __future__ import annotations

import pytest

from planner.breakdown import break_down
from planner.breakdown.discourse import Discourse
from planner.breakdown.grammar import Reader
from planner.breakdown.lexicon import FORMS
from planner.characters import Named, Naming, cast_sheets
from screenplay.fountain import parse

PEOPLE = [Named("kid", "THE KID"), Named("anna", "ANNA"), Named("boris", "BORIS")]


def did(text: str, *verbs: str) -> list[str]:
    """(who verb target) of the verbs asked for, in order."""
    reader = Reader(Naming(PEOPLE), Discourse({"kid": 0.5, "anna": 0.0, "boris": 1.0}, frozenset(("gun",))))
    deeds = [deed.doing for deed in reader.read(text)]
    return [f"{d.character} {d.verb} {d.target or ''}".strip() for d in deeds if d.verb in verbs]


@pytest.mark.parametrize(
    "text",
    [
        "The Kid falls.", "The Kid spits. The Kid collapses.", "The Kid crumples to the floor.", "The Kid drops dead.",
        "The Kid drops.", "The Kid tumbles down the stairs.", "The Kid staggers and topples over.", "The Kid is shot.",
        "The Kid dies.", "The Kid gets knocked to the ground.", "Boris shoots the Kid dead.", "Boris kills the Kid.",
        "Boris knocks the Kid out.", "Anna knocks out THE KID with a tray.", "Boris throws the Kid to the floor.",
        "A bullet knocks the Kid over.", "The Kid passes out.", "The Kid loses his balance.",
    ],
)  # fmt: skip
def test_the_kid_goes_down(text: str) -> None:
    assert did(text, "fall") == ["kid fall"]


@pytest.mark.parametrize(
    "text",
    [
        "The Kid falls asleep.", "The Kid falls silent.", "The Kid falls in love.",
        "The gun falls from the Kid's hand.",
        "Light falls on the Kid.", "Boris shoots the Kid a look.", "Boris throws the Kid a rope.",
        "The Kid drops the gun on the floor.", "Night falls. The Kid waits.", "The Kid does not fall.",
        "Boris knocks at the door.", "The Kid is struck by an idea.",
    ],
)  # fmt: skip
def test_nobody_goes_down(text: str) -> None:
    assert did(text, "fall") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna gets to her feet.", ["anna rise"]), ("Anna struggles up.", ["anna rise"]),
        ("Anna pushes herself up.", ["anna rise"]), ("Anna scrambles to her feet.", ["anna rise"]),
        ("Boris helps Anna to her feet.", ["anna rise"]), ("Boris pulls her up. Anna nods.", []),
        ("Anna stands. Boris hauls the Kid upright.", ["anna rise", "kid rise"]),
        ("Anna drops to her knees.", ["anna kneel"]), ("Anna falls to her knees beside Boris.", ["anna kneel boris"]),
        ("Anna sinks into an armchair.", ["anna sit armchair"]), ("Anna falls onto the bed.", ["anna lie bed"]),
        ("Anna throws herself onto the sofa.", ["anna lie sofa"]), ("Anna falls off the chair.", []),
    ],
)  # fmt: skip
def test_what_they_come_down_on_and_how_they_get_up(text: str, expected: list[str]) -> None:
    assert did(text, "rise", "kneel", "sit", "lie") == expected


def test_who_lies_does_not_fall_again_and_who_dies_in_a_chair_stays_in_it() -> None:
    screenplay = parse(
        "INT. BAR - NIGHT\n\nANNA sits at the bar.\n\nBORIS falls. Anna dies.\n\nBoris dies. He gets up. Boris falls.\n"
        "\nANNA\nNo.\n\nBORIS\nNo.\n"
    )
    (facts,) = break_down(screenplay, cast_sheets(screenplay, ()))
    deeds = [[(d.character, d.verb) for d in step.doings] for step in facts.steps if step.kind == "action"]
    assert deeds[1] == [("boris", "fall"), ("anna", "react")]
    assert deeds[2] == [("boris", "react"), ("boris", "rise"), ("boris", "fall")]


def test_him_is_whoever_of_that_gender_was_named_last() -> None:
    assert did("Anna waits. Boris walks to the Kid and kneels beside him.", "kneel") == ["boris kneel kid"]
    assert did("The Kid slaps Boris. Anna kicks him.", "strike") == ["kid strike boris", "anna strike boris"]


@pytest.mark.parametrize(
    ("base", "progressive"), [("chop", "chopping"), ("die", "dying"), ("write", "writing"), ("open", "opening")]
)
def test_progressives_are_spelled_as_in_english(base: str, progressive: str) -> None:
    assert FORMS[progressive].base == base


def test_a_noun_in_s_is_no_second_verb() -> None:
    assert did("Anna turns on the stage lights.", "hold", "reach", "turn") == ["anna reach lights"]
    assert did("Anna opens a box of matches and lights a candle.", "hold") == ["anna hold candle"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna crosses her arms. She paces, biting her nails.", ["anna cross"]),
        ("Anna rises slowly, blood on her hands.", ["anna rise"]),
        ("Boris leads the Kid away in handcuffs.", ["boris exit kid", "kid exit"]),
        ("Boris waits. Anna flings her arms around him.", ["anna hug boris"]),
        ("Boris is asleep on the couch.", ["boris lie"]), ("Anna goes down hard.", ["anna fall"]),
        ("Anna brings the cups to the table.", ["anna cross table"]), ("Anna hands Boris a key.", ["anna give boris"]),
        ("Anna makes her way to the bar.", ["anna cross bar"]), ("Boris chases Anna.", ["boris run anna"]),
    ],
)  # fmt: skip
def test_phrases_whose_words_mislead(text: str, expected: list[str]) -> None:
    assert did(text, "cross", "rise", "exit", "hug", "lie", "fall", "give", "eat", "run") == expected
