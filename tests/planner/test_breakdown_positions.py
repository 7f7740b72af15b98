"""Where the words have people: relations, distances, and who shares a place."""

from __future__ import annotations

import pytest

from planner.breakdown.discourse import Discourse
from planner.breakdown.distances import distance_at
from planner.breakdown.grammar import Reader
from planner.characters import Named, Naming

PEOPLE = [Named("anna", "ANNA"), Named("ben", "BEN"), Named("kid", "THE KID"), Named("cora", "CORA")]
GENDERS = {"anna": 0.0, "ben": 1.0, "kid": 1.0, "cora": 0.0}


def where(*texts: str) -> list[str]:
    """The positions of the last text as ``who relation target metres number``, after the others were read."""
    scene = Discourse(GENDERS, frozenset(("letter", "box")))
    reader = Reader(Naming(PEOPLE), scene)
    for text in texts:
        scene.positions.clear()
        reader.read(text)
    return [
        " ".join(str(part) for part in (p.character, p.relation, p.target, p.metres, p.number) if part is not None)
        for p in scene.positions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the far end, THE KID waits beside a horse trough.", ["kid far_end", "kid beside trough"]),
        ("Anna sits at the far end of the bar.", ["anna far_end bar"]),
        ("Anna waits across the street.", ["anna across street"]),
        ("Ben stands on the other side of the counter.", ["ben across counter"]),
        ("Ben stands in the doorway.", ["ben in doorway"]),
        ("Anna reads on the bench.", ["anna on bench"]),
        ("Anna chops carrots at the counter.", ["anna at counter"]),
        ("Anna and Ben stand side by side.", ["ben beside anna"]),
        ("Anna and Ben stand thirty paces apart.", ["ben apart anna 22.5"]),
        ("Anna and Ben sit face to face.", ["ben opposite anna"]),
        ("Ben leans against the wall.", ["ben at wall"]),
        ("Anna stands with her back to us.", ["anna back_to camera"]),
        ("Ben is behind the long, scarred bar.", ["ben behind bar"]),
        ("On the balcony, Anna smokes.", ["anna on balcony"]),
        ("Anna at the monitors, typing.", ["anna at monitor"]),
        ("Behind the desk sits BEN.", ["ben behind desk"]),
        ("Anna sits in front of the fireplace.", ["anna before fireplace"]),
        ("Ben crouches near the body. Anna kneels by the well.", ["anna beside well"]),
        ("Anna stands in the middle of the street.", ["anna middle street"]),
        ("Ben waits by the car window.", ["ben beside window"]),
        ("Ben in a wheelchair, and Anna beside him.", ["ben in wheelchair", "anna beside ben"]),
    ],
)  # fmt: skip
def test_relations_to_things(text: str, expected: list[str]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna stops a few feet away.", ["anna apart ben 1.22"]),
        ("Anna stops ten metres from Ben.", ["anna apart ben 10.0"]),
        ("Anna stands two steps behind him.", ["anna behind ben 1.5"]),
        ("Anna sits opposite him.", ["anna opposite ben"]),
        ("Anna stands behind Ben.", ["anna behind ben"]),
        ("Anna sits down across from Ben.", ["anna opposite ben"]),
    ],
)
def test_relations_to_people(text: str, expected: list[str]) -> None:
    assert where("Ben waits.", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna looks at the door.", "Anna walks to the far end of the bar.", "Anna puts the letter on the table.",
        "Anna reads the letter on the table.", "Anna waves at the window.", "Anna speaks on the phone.",
        "A letter lies on the table.", "Anna stands in a red coat.", "Anna waits in silence.",
        "Anna knocks at the door.",
        "Anna runs across the street.", "Anna takes two steps back.", "Anna looks in the mirror.",
    ],
)  # fmt: skip
def test_what_is_no_position(text: str) -> None:
    assert where(text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [("Anna stops at the door.", True), ("Anna sits at the table.", True), ("Anna waits at the door.", False)],
)
def test_a_place_where_a_walk_ends_is_not_where_it_begins(text: str, ends: bool) -> None:
    scene = Discourse(GENDERS, frozenset())
    Reader(Naming(PEOPLE), scene).read(text)
    assert [position.moving for position in scene.positions] == [ends]


def test_who_is_with_somebody_is_where_they_are_and_tables_are_told_apart() -> None:
    found = where("At one table sits ANNA (30) with her lawyer, BEN (45). At the other, THE KID (50), and CORA (26).")
    assert found == ["anna at table 1", "ben at table 1", "kid at table 2", "cora at table 2"]


@pytest.mark.parametrize(
    ("words", "metres"),
    [
        ("thirty paces off .", 22.5),
        ("half a dozen yards apart", 5.48),
        ("inches from her", 0.15),
        ("12 feet away", 3.66),
        ("two blocks away", 180.0),
    ],
)
def test_distances(words: str, metres: float) -> None:
    found = distance_at(words.split())
    assert found is not None
    assert found.metres == metres


@pytest.mark.parametrize("words", ["feet on the table", "a step back", "three steps to the", "two doors down"])
def test_no_distances(words: str) -> None:
    assert distance_at(words.split()) is None
