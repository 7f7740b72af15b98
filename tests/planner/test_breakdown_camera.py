"""The writer's own camera: what is asked for, and what only looks like a direction."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.breakdown import break_down
from planner.breakdown.camera import Scenery, asked_in, hushed
from planner.characters import Named, Naming, cast_sheets
from planner.facts import Step
from screenplay.fountain import parse

NAMING = Naming([Named("anna", "ANNA KOWALSKI", ("ANNA",)), Named("bob", "BOB")])
SCENERY = Scenery(NAMING, frozenset({"letter", "phone", "key"}), "bob", "anna", "anna")


def asked(text: str) -> list[dict[str, str]]:
    """What each direction of a paragraph asks for, without its wording."""
    cameras = (each.camera.model_dump() for each in asked_in(text, SCENERY))
    return [{key: value for key, value in camera.items() if value and key != "text"} for camera in cameras]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CLOSE ON - ANNA'S HANDS", {"size": "CU", "subject": "anna", "detail": "hands"}),
        ("Close on Anna's keys.", {"size": "CU", "subject": "key"}),
        ("CLOSE UP on her face.", {"size": "CU", "subject": "anna", "detail": "face"}),
        ("CU - BOB", {"size": "CU", "subject": "bob"}),
        ("CLOSE ON THE DOOR HANDLE.", {"size": "CU", "subject": "handle"}),
        ("EXTREME CLOSE UP - Bob's eye.", {"size": "ECU", "subject": "bob", "detail": "eye"}),
        ("MEDIUM CLOSE UP of Bob.", {"size": "MCU", "subject": "bob"}),
        ("MEDIUM SHOT - BOB", {"size": "MS", "subject": "bob"}),
        ("COWBOY SHOT of Bob.", {"size": "MWS", "subject": "bob"}),
        ("FULL SHOT - ANNA", {"size": "FS", "subject": "anna"}),
        ("WIDE SHOT: Anna, small against the water.", {"size": "WS", "subject": "anna"}),
        ("WIDER.", {"size": "WS"}),
        ("EXTREME WIDE SHOT of the valley.", {"size": "EWS", "subject": "valley"}),
        ("ANGLE ON BOB", {"subject": "bob"}),
        ("ON ANNA, listening.", {"subject": "anna"}),
        ("BACK TO ANNA, crying.", {"subject": "anna"}),
        ("ON THE LETTER.", {"subject": "letter"}),
        ("INSERT - THE LETTER", {"idiom": "insert", "subject": "letter"}),
        ("INSERT: the phone", {"idiom": "insert", "subject": "phone"}),
        ("ANNA'S POV", {"idiom": "pov", "whose": "anna"}),
        ("ANNA'S POV - THE BOAT drifts away", {"idiom": "pov", "whose": "anna", "subject": "boat"}),
        ("POV BOB: Anna smiles.", {"idiom": "pov", "whose": "bob", "subject": "anna"}),
        ("HER POV: Bob.", {"idiom": "pov", "whose": "anna", "subject": "bob"}),
        ("FROM ANNA'S POINT OF VIEW: the boat.", {"idiom": "pov", "whose": "anna", "subject": "boat"}),
        ("THROUGH ANNA'S EYES: Bob.", {"idiom": "pov", "whose": "anna", "subject": "bob"}),
        ("THE KILLER'S POV - Anna at the window.", {"idiom": "pov", "subject": "anna"}),
        ("OVER ANNA'S SHOULDER we see Bob smile.", {"idiom": "ots", "whose": "anna", "subject": "bob"}),
        ("Over Anna's shoulder, Bob smiles.", {"idiom": "ots", "whose": "anna", "subject": "bob"}),
        ("OVER THE SHOULDER OF BOB - Anna.", {"idiom": "ots", "whose": "bob", "subject": "anna"}),
        ("TWO SHOT - ANNA AND BOB", {"idiom": "two_shot", "subject": "anna"}),
        ("REVERSE ANGLE - BOB", {"idiom": "single", "subject": "bob"}),
        ("REACTION SHOT of Bob.", {"idiom": "reaction", "subject": "bob"}),
        ("ESTABLISHING SHOT of the house.", {"idiom": "establishing", "size": "WS", "subject": "house"}),
        ("AERIAL SHOT: fishing boats.", {"idiom": "establishing", "size": "EWS", "angle": "high", "subject": "boats"}),
        ("LOW ANGLE on Bob. He laughs.", {"angle": "low", "subject": "bob"}),
        ("HIGH ANGLE - Anna.", {"angle": "high", "subject": "anna"}),
        ("BIRD'S EYE VIEW of the bench.", {"angle": "overhead", "subject": "bench"}),
        ("DUTCH ANGLE ON ANNA", {"angle": "dutch", "subject": "anna"}),
        ("LOW ANGLE CLOSE ON BOB.", {"angle": "low", "size": "CU", "subject": "bob"}),
        ("We PUSH IN ON Anna as she reads.", {"move": "dolly", "subject": "anna"}),
        ("we push in on Anna.", {"move": "dolly", "subject": "anna"}),
        ("PULL BACK TO REVEAL Bob, asleep.", {"away": True, "move": "dolly", "size": "WS", "subject": "bob"}),
        ("CAMERA PANS TO the lighthouse.", {"move": "pan", "subject": "lighthouse"}),
        ("The camera pans across the room.", {"move": "pan", "subject": "room"}),
        ("Anna walks. TILT DOWN to her boots.", {"move": "tilt", "subject": "anna", "detail": "boots"}),
        ("TRACKING SHOT - Anna walks.", {"idiom": "moving", "move": "truck", "subject": "anna"}),
        ("TRACKING Anna through the crowd.", {"idiom": "moving", "move": "truck", "subject": "anna"}),
        ("CRANE UP to reveal the city.", {"away": True, "move": "crane", "subject": "city"}),
        ("SLOW ZOOM IN on Anna.", {"move": "zoom", "subject": "anna"}),
        ("HANDHELD. We follow Anna.", {"idiom": "moving", "move": "handheld", "subject": "anna"}),
        ("RACK FOCUS to Bob.", {"move": "rack_focus", "subject": "bob"}),
        ("RACK FOCUS FROM ANNA TO BOB.", {"move": "rack_focus", "subject": "bob", "whose": "anna"}),
        ("Rack focus from Anna to Bob.", {"move": "rack_focus", "subject": "bob", "whose": "anna"}),
        ("The camera racks focus from Anna to Bob.", {"move": "rack_focus", "subject": "bob", "whose": "anna"}),
        ("We pull focus to Bob.", {"move": "rack_focus", "subject": "bob"}),
        ("FOCUS SHIFTS TO Bob.", {"move": "rack_focus", "subject": "bob"}),
        ("BASCULE DE POINT SUR Bob.", {"move": "rack_focus", "subject": "bob"}),
        ("SCHÄRFENVERLAGERUNG AUF Bob.", {"move": "rack_focus", "subject": "bob"}),
        ("DOLLY ZOOM on Anna.", {"move": "dolly_zoom", "subject": "anna"}),
        ("Vertigo effect on Bob.", {"move": "dolly_zoom", "subject": "bob"}),
        ("TRAVELLING COMPENSÉ SUR Anna.", {"move": "dolly_zoom", "subject": "anna"}),
        ("WHIP PAN TO BOB", {"move": "pan", "quick": True, "subject": "bob"}),
        ("CRASH ZOOM IN on Anna.", {"move": "zoom", "quick": True, "subject": "anna"}),
        ("PAN LEFT to Anna.", {"move": "pan", "way": "left", "subject": "anna"}),
        ("We crane up over the bench.", {"move": "crane", "away": True, "subject": "bench"}),
        ("STEADICAM on Bob.", {"move": "steadicam", "subject": "bob"}),
        ("The camera follows them down the hall.", {"idiom": "moving", "move": "steadicam"}),
        ("REVEAL BOB standing in the door.", {"subject": "bob"}),
        ("We see a boat far off.", {"subject": "boat"}),
        ("GROS PLAN SUR la lettre.", {"size": "CU", "subject": "lettre"}),
        ("TRÈS GROS PLAN sur les yeux de Bob.", {"size": "ECU", "subject": "bob", "detail": "yeux"}),
        ("PLAN LARGE - la mer.", {"size": "WS", "subject": "mer"}),
        ("CONTRE-PLONGÉE sur Bob.", {"angle": "low", "subject": "bob"}),
        ("La caméra avance vers Bob.", {"move": "dolly", "subject": "bob"}),
        ("On suit Anna dans la rue.", {"idiom": "moving", "move": "steadicam", "subject": "anna"}),
        ("NAHAUFNAHME: Bob", {"size": "CU", "subject": "bob"}),
        ("TOTALE - Der Hafen.", {"size": "WS", "subject": "hafen"}),
        ("Die Kamera schwenkt auf Bob.", {"move": "pan", "subject": "bob"}),
        ("PRIMER PLANO DE ANNA", {"size": "CU", "subject": "anna"}),
        ("PLANO DETALLE - la carta", {"idiom": "insert", "subject": "carta"}),
        ("Vemos a Bob.", {"subject": "bob"}),
    ],
)
def test_directions(text: str, wanted: dict[str, str]) -> None:
    assert asked(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "He RACKS the slide.", "She RACKS a shell.", "Her eyes shift focus.", "Anna closes the door.",
        "CLOSE the door! she mouths.", "A pan of soup on the stove.", "He follows her.",
        "She pushes in the door.", "Bob pulls back the curtain.", "TWO SHOTS ring out.", "A wide street.",
        "A WIDE river.", "MS. JONES enters.", "He inserts a key.", "Close on his heels comes the dog.",
        "The camera falls to the floor.", "A security camera pans across the lot.", "Anna's camera zooms in.",
        "He throws a bag over his shoulder.", "Over his shoulder hangs a bag.", "They are close.",
        "From his point of view he is right.", "The crane lifts a box.", "CRANES tower over the port.",
        "BOB TRACKS the deer.", "TRACKING DOGS bark.", "A HANDHELD radio.", "AERIAL antennas on the roof.",
        'A sign: "CLOSE ON SUNDAYS".', "Anna tilts her head.", "On the table lies a letter.", "He reveals a secret.",
        "Bob zooms off in his car.", "Bob opens the door to reveal Anna.", "They follow the road we took.",
        "On the way, Anna sleeps.", "ANNA KOWALSKI, 34, a DUTCH painter.", "Bob takes a SHOT.",
        "A MASTER of disguise.", "A full house. A long shot at the title.", "The dolly rolls over the cable.",
        "On the phone.", "BANG! A CLOSE call.", "He gets up close.", "BACK TO WORK.", "He focuses on the letter.",
        "INSERTS of cork in his shoes.", "A PAN clatters.", "The STATIC on the radio.", "Anna pans for gold.",
    ],
)  # fmt: skip
def test_words_that_only_look_like_directions(text: str) -> None:
    assert asked(text) == []


def test_two_pictures_are_two_directions() -> None:
    assert asked("PAN TO Bob. CLOSE ON the letter.") == [
        {"move": "pan", "subject": "bob"},
        {"size": "CU", "subject": "letter"},
    ]


@given(st.lists(st.sampled_from(["CLOSE ON", "Anna", "Bob's", "POV", " - ", ". ", "we see", "PAN TO", "é", "\n"])))
def test_hushing_keeps_every_other_letter_in_its_place(words: list[str]) -> None:
    text = " ".join(words)
    found = asked_in(text, SCENERY)
    quiet = hushed(text, found)
    assert len(quiet) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, quiet, strict=True))
    spans = [span for each in found for span in each.spans]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def steps(action: str) -> tuple[Step, ...]:
    """The steps of a scene with Anna, Bob and a letter."""
    script = parse(
        "INT. ROOM - DAY\n\nANNA, 30, and BOB, 40, sit at a table with a LETTER.\n\n"
        f"{action}\n\nANNA\nWell?\n\nBOB\nWell.\n"
    )
    return break_down(script, cast_sheets(script, ()))[0].steps[1:]


def test_a_camera_word_is_never_acted() -> None:
    close, *_ = steps("CLOSE ON Anna. CAMERA PANS TO Bob.")
    assert close.doings == ()
    (facts,) = break_down(
        script := parse("INT. ROOM - DAY\n\nCAMERA PANS across the room. WE SEE Anna enter.\n\nANNA\nHi.\n"),
        cast_sheets(script, ()),
    )
    assert facts.breakdown.props == ()
    assert facts.breakdown.cast == ("anna",)
    assert [doing.verb for step in facts.steps for doing in step.doings] == ["enter"]


def test_a_paragraph_is_cut_where_another_picture_begins() -> None:
    first, second, *_ = steps("Anna takes the letter. CLOSE ON the letter. She opens it.")
    assert (first.text, first.camera, first.lines) == ("Anna takes the letter.", None, (5, 5))
    assert second.camera is not None
    assert (second.camera.idiom, second.insert, second.lines) == ("insert", "letter", (5, 5))
    assert [doing.verb for doing in second.doings] == ["open"]


def test_a_line_of_its_own_speaks_of_what_follows() -> None:
    merged, said, _ = steps("LOW ANGLE ON BOB\n\nHe turns.")
    assert merged.lines == (5, 7)
    assert merged.camera is not None
    assert (merged.camera.angle, merged.camera.subject) == ("low", "bob")
    spoken, _ = steps("CLOSE ON ANNA")
    assert (spoken.kind, spoken.lines) == ("speech", (5, 8))
    assert spoken.camera is not None
    assert (spoken.camera.size, spoken.camera.subject) == ("CU", "anna")
    assert said.camera is None


def test_a_reverse_is_of_whoever_was_not_seen() -> None:
    _, reverse, *_ = steps("CLOSE ON ANNA, waiting.\n\nREVERSE ANGLE. A long silence.")
    assert reverse.camera is not None
    assert reverse.camera.subject == "bob"


def test_what_we_merely_see_is_no_new_picture() -> None:
    (step, *_) = steps("Anna opens the letter and we see a photograph.")
    assert step.camera is None
    assert [doing.verb for doing in step.doings] == ["open"]


def test_a_heading_can_ask_for_the_wide() -> None:
    script = parse("EXT. HOUSE - DAY - ESTABLISHING\n\nSnow.\n\nINT. HOUSE - DAY\n\nANNA waits.\n\nANNA\nHm.\n")
    first, second = break_down(script, cast_sheets(script, ()))
    assert first.steps[0].camera is not None
    assert first.steps[0].camera.idiom == "establishing"
    assert second.steps[0].camera is None
