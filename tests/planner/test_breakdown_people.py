"""Crowds, how many of them, whose work gives them a place, and inserts of hands."""

from __future__ import annotations

import pytest

from film.words.numbers import count_in
from planner.breakdown import break_down
from planner.breakdown.crowds import crowds_in
from planner.characters import cast_sheets, dress
from planner.facts import SceneFacts
from screenplay.fountain import parse


def facts(text: str) -> tuple[SceneFacts, ...]:
    screenplay = parse(text)
    return break_down(screenplay, cast_sheets(screenplay, ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the boardwalk, TOWNSPEOPLE watch.", {"townspeople": None}),
        ("Eleven JURORS and a CROWD of reporters wait.", {"jurors": 11, "reporters": None}),
        ("Half a dozen COWBOYS lean on the bar.", {"cowboys": 6}), ("Two dozen soldiers march past.", {"soldiers": 24}),
        ("Twenty-five students sit at desks.", {"students": 25}), ("12 COPS burst in.", {"cops": 12}),
        ("A couple of drunks at the counter.", {"drunks": 2}), ("Three men in suits enter.", {"men": 3}),
        ("Angry villagers pour into the square.", {"villagers": None}), ("The crowd gasps.", {"crowd": None}),
        ("Anna guards the door.", {}), ("Anna sits and guards it badly.", {}), ("The jury box is empty.", {}),
        ("A police car stops.", {}), ("Anna hears voices.", {}), ("Anna nurses a drink.", {}),
    ],
)  # fmt: skip
def test_crowds(text: str, expected: dict[str, int | None]) -> None:
    assert {crowd.word: crowd.count for crowd in crowds_in(text)} == expected


def test_a_crowd_is_as_many_as_the_script_says_anywhere() -> None:
    (jurors,) = crowds_in("The jurors wait. Eleven jurors, all of them tired. The jurors rise.")
    assert jurors.count is not None
    assert jurors.count == 11


def test_a_loose_number_has_bounds_and_a_crowd_a_place() -> None:
    (mourners,) = crowds_in("A handful of mourners by the grave.")
    assert (mourners.least, mourners.most, mourners.relation, mourners.target) == (4, 6, "beside", "grave")
    (reporters,) = crowds_in("In the gallery, a crowd of reporters.")
    assert (reporters.least, reporters.relation, reporters.target) == (8, "in", "gallery")


@pytest.mark.parametrize(
    ("words", "exact"), [("half a dozen", 6), ("thirty-two", 32), ("two dozen", 24), ("a hundred", None), ("7", 7)]
)
def test_numbers(words: str, exact: int | None) -> None:
    found = count_in(words.split())
    assert found is not None
    assert found.exact == exact


@pytest.mark.parametrize("text", ["TOWNSPEOPLE watch.", "The townspeople watch.", "DR. VANCE is in the witness box."])
def test_a_verb_or_half_a_word_is_no_prop(text: str) -> None:
    (scene,) = facts(f"EXT. STREET - DAY\n\n{text}\n\nANNA\nHm.\n")
    assert scene.breakdown.props == ()


COURT = """
INT. COURTROOM - DAY

JUDGE OKORO (60) presides from the bench. DELIA MARSH (30, the accused) sits with her lawyer, PRYCE (45). The
prosecutor, HALE (50), waits. The FOREMAN sits with eleven JURORS. DR. VANCE (55) is in the witness box.

JUDGE OKORO
Sit.

DELIA
No.

PRYCE
Yes.

HALE
No.

DR. VANCE
Hm.

INT. SALOON - NIGHT

The BARTENDER pours. Pryce sits at the bar.

BARTENDER
Well?

INT. CAR - NIGHT

Hale sits behind the wheel. Pryce sleeps in the back.

HALE
Well?
"""


def test_posts_by_words_by_name_and_by_what_somebody_was_called() -> None:
    court, saloon, car = facts(COURT)
    assert {each.character: (each.post, each.said) for each in court.posts} == {
        "judge_okoro": ("judge", True), "delia": ("accused", False), "pryce": ("counsel", False),
        "hale": ("counsel", False), "foreman": ("juror", False), "dr_vance": ("witness", True),
    }  # fmt: skip
    assert [(each.character, each.post) for each in saloon.posts] == [("bartender", "bartender")]
    assert [(each.character, each.post, each.said) for each in car.posts] == [("hale", "driver", True)]


@pytest.mark.parametrize(
    ("name", "place", "post"),
    [
        ("THE PRIEST", "CHURCH", "priest"), ("BRIDE", "CHURCH", "bride"), ("TEACHER", "CLASSROOM", "teacher"),
        ("BUS DRIVER", "BUS", "driver"), ("PILOT", "PLANE", "pilot"), ("RECEPTIONIST", "HOTEL LOBBY", "receptionist"),
        ("BARMAID", "BAR", "bartender"), ("WAITER", "RESTAURANT", "waiter"), ("TEACHER", "KITCHEN", None),
        ("DRIVER", "BAR", None), ("JUDGE OKORO", "COURTROOM", "judge"),
    ],
)  # fmt: skip
def test_a_part_has_its_place_where_it_works(name: str, place: str, post: str | None) -> None:
    (scene,) = facts(f"INT. {place} - DAY\n\n{name} waits.\n\n{name}\nHm.\n")
    assert [each.post for each in scene.posts] == ([post] if post else [])


def test_the_words_of_a_post_may_stand_before_the_name() -> None:
    (scene,) = facts("INT. CAR - DAY\n\nBehind the wheel, ANNA yawns. BEN sleeps.\n\nANNA\nHm.\n")
    assert [(each.character, each.post) for each in scene.posts] == [("anna", "driver")]


@pytest.mark.parametrize(
    ("text", "detail", "idiom"),
    [
        ("INSERT - ANNA'S HAND\n\nIt hangs beside the holster.", "hand", "insert"),
        ("CLOSE ON - her fingers\n\nThey drum.", "fingers", "insert"), ("CLOSE ON Anna's boots.", "boots", "insert"),
        ("INSERT - ANNA'S EYES", "eyes", "single"), ("CLOSE ON Anna's eyes.", "eyes", "single"),
        ("ECU - ANNA'S FINGER on the trigger.", "finger", "insert"), ("CLOSE ON Anna.", None, "single"),
        ("CLOSE UP of her trembling hands.", "hands", "insert"),
        ("INSERT: Anna's wrist, the pulse.", "wrist", "insert"),
        ("CLOSE ON Anna, her hand on the door.", None, "single"),
    ],
)  # fmt: skip
def test_parts_of_a_body(text: str, detail: str | None, idiom: str) -> None:
    (scene,) = facts(f"INT. ROOM - DAY\n\nANNA waits.\n\n{text}\n\nANNA\nHm.\n")
    camera = next(step.camera for step in scene.steps if step.camera is not None)
    assert (camera.subject, camera.detail, camera.idiom) == ("anna", detail, idiom)


def test_a_picture_of_a_montage_plays_where_its_words_say_or_a_note_tells() -> None:
    _, _, scene = facts(
        "INT. OFFICE - DAY\n\nANNA waits.\n\nANNA\nHm.\n\nINT. VAULT - DAY\n\nAnna waits.\n\nINT. VAN - NIGHT\n\n"
        "Anna waits.\n\nMONTAGE\n\n- Anna at the office, typing.\n- Anna crosses a roof.\n"
        "- The vault door. Anna drills.\n- She smiles.\n"
    )
    shown = [(step.place, bool(step.notes)) for step in scene.steps if step.montage]
    assert shown == [("int_office", False), (None, True), ("int_vault", False), (None, False)]


def test_clothes_changed_in_view_are_told() -> None:
    screenplay = parse("INT. HALL - DAY\n\nBEN, 40, in a red coat, waits. He takes off his coat.\n\nBEN\nHm.\n")
    cast = cast_sheets(screenplay, ())
    told = break_down(screenplay, cast)
    assert dress(cast, told).notes[told[0].scene] == (
        "BEN takes off coat in this scene: it shows from the next scene on",
    )
