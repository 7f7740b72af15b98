"""Words that steer the film: cuts, intercuts, montages, flashbacks, supers, and what only looks like them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.breakdown import break_down
from planner.breakdown.markers import bullets, marker_of, transition_in, without_tail
from planner.characters import cast_sheets
from planner.facts import SceneFacts
from screenplay.fountain import parse


def facts(text: str) -> tuple[SceneFacts, ...]:
    script = parse(text)
    return break_down(script, cast_sheets(script, ()))


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("SMASH CUT TO:", "smash_cut"), ("HARD CUT TO:", "smash_cut"), ("MATCH CUT TO:", "match_cut"),
        ("DISSOLVE TO:", "dissolve"), ("CROSSFADE TO:", "dissolve"), ("FADE TO:", "dissolve"), ("FADE IN:", "fade_in"),
        ("FADE UP ON:", "fade_in"), ("FADE OUT.", "fade_out"), ("FADE TO BLACK.", "fade_out"), ("WIPE TO:", "wipe"),
        ("CUT TO:", "cut"), ("CUT TO BLACK.", "cut"), ("JUMP CUT TO:", "cut"), ("CUT SUR :", "cut"),
        ("FONDU AU NOIR", "fade_out"), ("FONDU ENCHAÎNÉ", "dissolve"), ("SCHNITT AUF:", "cut"),
        ("ÜBERBLENDUNG:", "dissolve"), ("AUFBLENDE:", "fade_in"), ("CORTE A:", "cut"), ("FUNDIDO A NEGRO", "fade_out"),
        ("DISSOLVENZA INCROCIATA", "dissolve"), ("THE DOOR OPENS.", None), ("CUT!", None), ("BACK TO WORK.", None),
        ("WIPE THE TABLE.", None), ("ANNA CUTS THE ROPE", None), ("Cut to the bone, he bleeds.", None),
        ("A fade of light.", None), ("CUTTING BOARDS EVERYWHERE.", None), ("THE END OF THE ROAD IS NEAR AHEAD", None),
    ],
)  # fmt: skip
def test_ways_from_picture_to_picture(text: str, way: str | None) -> None:
    assert transition_in(text) == way


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("INTERCUT WITH:", "intercut"), ("INTERCUT - ANNA'S FLAT / BOB'S CAR", "intercut"),
        ("INTERCUT PHONE CALL", "intercut"), ("Intercut between Anna and Bob.", "intercut"),
        ("PARALLELMONTAGE:", "intercut"), ("MONTAGE ALTERNÉ", "intercut"), ("END INTERCUT", "end_intercut"),
        ("MONTAGE - ANNA LEARNS TO COOK", "montage"), ("TRAINING MONTAGE", "montage"),
        ("SERIES OF SHOTS:", "montage"), ("SÉQUENCE MONTAGE", "montage"), ("END MONTAGE", "end_montage"),
        ("END OF SERIES OF SHOTS", "end_montage"), ("FLASHBACK:", "flashback"), ("BEGIN FLASHBACK", "flashback"),
        ("RÜCKBLENDE:", "flashback"), ("END FLASHBACK", "end_flashback"), ("BACK TO PRESENT DAY", "end_flashback"),
        ("RETOUR AU PRÉSENT", "end_flashback"), ("BACK TO SCENE", "return"), ('SUPER: "1943"', "super"),
        ("TITLE CARD: Three days later", "super"), ('CHYRON - "LONDON"', "super"), ("THREE DAYS LATER", "lapse"),
        ("LATER", "lapse"), ("A montage of photographs on the wall.", None), ("Flashback or not, he runs.", None),
        ("He intercuts the film.", None), ("SUPER MARIO jumps.", None), ("The title of the book.", None),
        ("MONTAGE POSTERS cover the wall.", None), ("Later, Anna sleeps.", None), ("CARD TABLES line the room.", None),
        ("A MAN ENTERS LATER", None),
    ],
)  # fmt: skip
def test_markers(text: str, kind: str | None) -> None:
    found = marker_of(text)
    assert (found.kind if found else None) == kind


def test_a_cut_at_the_end_of_a_paragraph_is_set_off() -> None:
    assert without_tail("He dials. INTERCUT.") == ("He dials.", "INTERCUT.")
    assert without_tail("Bob falls. SMASH CUT TO:") == ("Bob falls.", "SMASH CUT TO:")
    assert without_tail("He takes the CUT.") == ("He takes the CUT.", "")


def test_lists() -> None:
    assert bullets("- The sea.\n- A street,\nempty.") == [(0, "The sea."), (1, "A street,\nempty.")]
    assert bullets("A) One.\nB) Two.") == [(0, "One."), (1, "Two.")]
    assert bullets("-- One.") == [(0, "One.")]
    assert bullets("A man. He waits.") == []


def test_the_next_picture_comes_in_as_the_writer_asks() -> None:
    first, second, third = facts(
        "FADE IN:\n\nINT. A - DAY\n\nANNA waits. SMASH CUT TO:\n\nINT. B - DAY\n\nBOB waits.\n\nDISSOLVE TO:\n\n"
        "Bob sleeps.\n\nFADE OUT.\n\nINT. C - DAY\n\nANNA\nHm.\n\nBOB\nHm.\n"
    )
    assert [step.transition for step in first.steps] == ["fade_in"]
    assert [(step.text, step.transition) for step in second.steps] == [
        ("BOB waits.", "smash_cut"),
        ("Bob sleeps.", "dissolve"),
    ]
    assert [step.transition for step in third.steps] == ["fade_out", "cut"]


CALL = """
INT. ANNA'S FLAT - NIGHT

ANNA sits. She dials.

INTERCUT WITH:

INT. BOB'S CAR - NIGHT

BOB drives with a phone at his ear.

BOB
It's me.

ANNA
I know.

END INTERCUT

BOB
Damn.

INT. HALL - DAY

BOB waits.

BOB
Hello.

INTERCUT - HALL / ANNA'S FLAT

ANNA
You again.

Anna laughs.
"""


def test_in_an_intercut_everybody_is_where_they_are() -> None:
    _, car, hall = facts(CALL)
    assert car.where == (("anna", "int_anna_s_flat"),)
    assert [(step.character, step.place) for step in car.steps if step.character] == [
        ("bob", None),
        ("anna", "int_anna_s_flat"),
        ("bob", None),
    ]
    assert hall.where == (("anna", "int_anna_s_flat"),)
    assert [step.place for step in hall.steps] == [None, None, "int_anna_s_flat", "int_anna_s_flat"]


def test_a_call_without_an_intercut_stays_in_its_place() -> None:
    _, car, _ = facts(CALL.replace("INTERCUT WITH:\n\n", "").replace("END INTERCUT\n\n", ""))
    assert car.where == ()
    assert {step.place for step in car.steps} == {None}


def test_a_montage_is_a_picture_an_item() -> None:
    gym, home = facts(
        "INT. GYM - DAY\n\nANNA waits.\n\nANNA\nGo.\n\nMONTAGE - ANNA TRAINS\n\n-- She runs.\n\n"
        "-- HOME: Anna sleeps.\n\nEND MONTAGE\n\nAnna sits.\n\nINT. HOME - NIGHT\n\nSERIES OF SHOTS:\n\n"
        "- The sea.\n- A street.\n\nAnna wakes.\n"
    )
    assert [(step.text, step.montage) for step in gym.steps] == [
        ("ANNA waits.", False), ("Go.", False), ("She runs.", True), ("HOME: Anna sleeps.", True),
        ("Anna sits.", False),
    ]  # fmt: skip
    assert [step.place for step in gym.steps] == [None, None, None, "int_home", None]
    assert [(step.text, step.montage, step.lines) for step in home.steps] == [
        ("The sea.", True, (20, 22)), ("A street.", True, (23, 23)), ("Anna wakes.", False, (25, 25))
    ]  # fmt: skip


def test_a_list_is_over_when_somebody_speaks() -> None:
    (scene,) = facts("INT. A - DAY\n\nANNA waits.\n\nSERIES OF SHOTS:\n\n- The sea.\n\nANNA\nHm.\n\nShe sits.\n")
    assert [step.montage for step in scene.steps] == [False, True, False, False]


def test_a_voice_over_goes_on_through_a_montage() -> None:
    (scene,) = facts(
        "INT. A - DAY\n\nANNA waits.\n\nMONTAGE:\n\n-- The sea.\n\nANNA (V.O.)\nHm.\n\n-- A street.\n\n"
        "END MONTAGE\n\nANNA\nSo.\n"
    )
    assert [step.montage for step in scene.steps] == [False, True, True, True, False]


def test_an_intercut_call_finds_the_caller_where_they_were_last() -> None:
    *_, hall = facts(
        "INT. FLAT - NIGHT\n\nANNA waits.\n\nINT. CAR - NIGHT\n\nBOB drives.\n\nINT. HALL - NIGHT\n\nANNA waits. "
        "Her PHONE RINGS.\n\nBOB (V.O.)\nHello.\n\nINTERCUT PHONE CALL\n\nBOB\nHello?\n\nANNA\nHm.\n"
    )
    assert hall.where == (("bob", "int_car"),)
    assert [step.place for step in hall.steps if step.character] == [None, "int_car", None]


def test_a_list_outside_of_a_montage_is_one_paragraph() -> None:
    (scene,) = facts("INT. A - DAY\n\n- ANNA waits.\n- She sits.\n\nANNA\nHm.\n")
    assert len(scene.steps) == 2


def test_words_over_the_picture_are_read_and_nobody_acts() -> None:
    (scene,) = facts(
        'EXT. PORT - DAY\n\nThe sea. SUPER: "Anna enters the rain, 1943"\n\nANNA takes a LETTER.\n\nANNA\nHm.\n'
    )
    assert [step.text for step in scene.steps[:2]] == ["The sea.", 'SUPER: "Anna enters the rain, 1943"']
    written = scene.steps[1]
    assert (written.doings, written.mentions, written.insert, written.insert_text) == ((), (), None, "")
    assert scene.weather == "clear"


PIECES = st.sampled_from([
    "ANNA sits.", "CUT TO:", "MONTAGE - X", "- A sea.\n- B street.", "END MONTAGE", "INTERCUT WITH:", "FLASHBACK:",
    "INT. B - NIGHT", "INT. C - NEXT MORNING", "ANNA\nHello.", "BOB (V.O.)\nHm.", "CLOSE ON ANNA", 'SUPER: "1943"',
    "TEN DAYS LATER", "BACK TO SCENE", "END FLASHBACK", "SPLIT SCREEN: Anna.", "He dials. INTERCUT.", "POV",
    "FADE OUT.",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_order_of_steering_words_keeps_lines_in_order(pieces: list[str]) -> None:
    found = facts("INT. A - DAY\n\nANNA and BOB wait.\n\n" + "\n\n".join(pieces) + "\n\nANNA\nBye.\n\nBOB\nBye.\n")
    reached = 1
    for scene in found:
        assert scene.steps
        assert all(a.lines[1] < b.lines[0] or a.lines == b.lines for a, b in pairwise(scene.steps))
        assert scene.flashback or scene.story_day >= reached
        reached = max(reached, scene.story_day)
        assert {who for who, _ in scene.where} <= {"anna", "bob"}
        assert all(step.seconds > 0 for step in scene.steps)
