"""Who does what, sentence by sentence."""

from __future__ import annotations

import pytest

from planner.breakdown.discourse import Discourse
from planner.breakdown.grammar import Reader
from planner.characters import Named, Naming

PEOPLE = [Named("mara", "MARA"), Named("dev", "DEV"), Named("agnes", "SISTER AGNES"), Named("driver", "DRIVER")]
GENDERS = {"mara": 0.0, "dev": 1.0, "agnes": 0.0, "driver": 0.5}


def did(*texts: str) -> list[str]:
    """The doings of the last text, after the others were read."""
    scene = Discourse(GENDERS, frozenset(("phone", "box", "key", "letter")))
    reader = Reader(Naming(PEOPLE), scene)
    for text in texts[:-1]:
        reader.read(text)
    deeds = reader.read(texts[-1])
    return [f"{d.doing.character} {d.doing.verb} {d.doing.target or ''}".strip() for d in deeds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara enters, looks around and sits down.", ["mara enter", "mara look", "mara sit"]),
        ("Mara and Dev walk to the door.", ["mara cross door", "dev cross door"]),
        ("Mara puts the phone down and picks up the letter.", ["mara put phone", "mara take letter"]),
        ("Mara hands Dev the key.", ["mara give dev"]),
        ("Two rows behind Mara sits DEV. He watches her.", ["dev sit", "dev look mara"]),
        ("Mara looks at Dev, who turns away.", ["mara look dev", "dev turn"]),
        ("Mara slumps into a chair.", ["mara sit chair"]),
        ("The driver, who watches Mara, waves.", ["driver look mara", "driver wave"]),
        ("Mara, sitting on the bed, dials.", ["mara sit bed", "mara phone"]),
        ("Mara gets up, steps off and runs away.", ["mara rise", "mara exit", "mara exit"]),
        ("Sister Agnes takes a step back and takes a seat.", ["agnes retreat", "agnes sit"]),
        ("Mara opens the letter and reads.", ["mara open letter", "mara read"]),
        ("Mara answers the phone. She hangs up.", ["mara phone phone", "mara hang_up"]),
        ("Mara enters, followed by Dev.", ["mara enter", "dev enter"]),
        ("Dev turns to leave. Mara grabs his hand.", ["dev turn", "dev exit", "mara take dev"]),
    ],
)
def test_plain_sentences(text: str, expected: list[str]) -> None:
    assert did(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mara does not turn. Mara never sits. Mara and Dev do not sit.",
        "As if to break the key, Mara smiles.",
        "The bus leaves. A door opens.",
        "Mara opens her mouth. Dev closes his eyes.",
        "Dev takes off his smile.",
        'A sign: "Mara sits down."',
        "Mara's watch. Mara's walk is slow.",
        "Light falls on Mara.",
    ],
)
def test_nothing_is_done(text: str) -> None:
    assert did(text) == []


def test_pronouns_mean_whom_the_text_named_last() -> None:
    assert did("Mara enters. Dev waits.", "She looks at him.") == ["mara look dev"]
    assert did("Mara enters. Dev waits.", "They sit.") == ["mara sit", "dev sit"]
    assert did("Mara's PHONE BUZZES.", "Mara takes it out.") == ["mara take phone"]


def test_they_are_not_those_they_look_at() -> None:
    assert did("Mara, Dev and Sister Agnes sit.", "They both look at Mara.") == ["dev look mara", "agnes look mara"]


def test_a_clause_about_a_thing_has_no_doer() -> None:
    assert did("Mara waits as the bus leaves.") == ["mara wait"]
    assert did("Mara sits and the bus leaves.") == ["mara sit"]
