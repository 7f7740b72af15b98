"""The breakdown: what scenes say of time, weather, people, props, inserts and sounds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.breakdown import break_down
from planner.breakdown.mood import is_news, tension
from planner.breakdown.sounds import sounds_in
from planner.breakdown.times import day_after, time_of_day, weather_in
from planner.characters import cast_sheets
from planner.facts import SceneFacts, Step
from screenplay.fountain import parse
from screenplay.headings import parse_heading

BUS = """
EXT. BUS STOP - NIGHT

Rain. MARA, 34, sits on the bench with a box on her knees. The BUS HISSES to a stop. Mara boards.

INT. BUS - CONTINUOUS

Passengers doze.

DRIVER
Ticket?

Mara comes in and sits by the window.

DEV (V.O.)
(over phone)
Where are you?

MARA
(beat)
On the bus.
(quietly)
I'm leaving you.

Mara's PHONE BUZZES. She takes it out and reads.

INSERT - THE PHONE

A message: "Don't open it alone."

BACK TO SCENE

CLOSE ON THE BOX

A brass KEY.

CUT TO:

EXT. DEPOT - NEXT MORNING

The rain has stopped. Mara walks to the gate. DEV, 61, comes out. They hug.
"""


def facts(text: str) -> tuple[SceneFacts, ...]:
    script = parse(text)
    return break_down(script, cast_sheets(script, ()))


def did(step: Step) -> list[tuple[str, str, str | None]]:
    return [(doing.character, doing.verb, doing.target) for doing in step.doings]


def test_time_weather_and_day_follow_the_headings() -> None:
    stop, bus, depot = facts(BUS)
    assert (stop.time_of_day, stop.weather, stop.story_day, stop.ambience) == ("night", "rain", 1, "rain")
    assert (bus.time_of_day, bus.weather, bus.story_day, bus.ambience) == ("night", "rain", 1, "bus")
    assert (depot.time_of_day, depot.weather, depot.story_day) == ("morning", "clear", 2)


def test_who_is_there_and_from_when() -> None:
    stop, bus, depot = facts(BUS)
    assert (stop.present, stop.from_start) == (("mara",), ("mara",))
    assert set(bus.present) == {"driver", "mara"}
    assert bus.from_start == ("driver",)
    assert depot.present == ("mara", "dev")
    assert depot.from_start == ("mara",)
    assert bus.breakdown.cast == ("driver", "mara", "dev")
    assert bus.breakdown.extras == ("passengers",)


def test_boarding_leaves_the_stop_and_enters_the_bus() -> None:
    stop, bus, _ = facts(BUS)
    assert did(stop.steps[0]) == [("mara", "sit", "bench"), ("mara", "exit", None)]
    assert did(bus.steps[2]) == [("mara", "enter", None), ("mara", "sit", "window")]


def test_a_step_for_each_speech_with_its_manner() -> None:
    bus = facts(BUS)[1]
    spoken = [(s.character, s.extension, s.parenthetical, s.text) for s in bus.steps if s.kind == "speech"]
    assert spoken == [
        ("driver", "", "", "Ticket?"),
        ("dev", "V.O.", "over phone", "Where are you?"),
        ("mara", "", "beat", "On the bus."),
        ("mara", "", "quietly", "I'm leaving you."),
    ]
    assert [s.reveal for s in bus.steps if s.kind == "speech"] == [False, False, False, True]


def test_inserts_carry_their_words_and_lines() -> None:
    bus = facts(BUS)[1]
    phone, box = bus.steps[-2:]
    assert (phone.insert, phone.insert_text) == ("phone", "Don't open it alone.")
    assert phone.lines == (27, 31)
    assert box.insert == "box"
    assert box.camera is not None
    assert box.camera.size == "CU"
    assert "key" in box.props


def test_steps_cover_every_played_line_once_and_in_order() -> None:
    for scene in facts(BUS):
        spans = [step.lines for step in scene.steps]
        assert spans == sorted(spans)
        assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_a_heading_alone_is_still_shown() -> None:
    (scene,) = facts("EXT. DESERT - DAY\n\n")
    assert len(scene.steps) == 1
    assert scene.steps[0].lines == (1, 1)


@pytest.mark.parametrize(
    ("heading", "time"),
    [
        ("INT. A - EARLY MORNING", "morning"), ("INT. A - LATE AFTERNOON", "day"), ("EXT. A - SUNSET", "dusk"),
        ("INT. A - NUIT", "night"), ("INNEN. A - ABENDDÄMMERUNG", "dusk"), ("INT. A - MAÑANA", "morning"),
        ("INT. A - 3 AM", "night"), ("INT. A - 18:30", "evening"), ("INT. A - 夜", "night"),
        ("INT. A - NOTTE", "night"),
        ("INT. A - MEIA-NOITE", "night"), ("ИНТ. ДОМ - НОЧЬ", "night"), ("INT. घर - रात", "night"),
        ("INT. 学校 - 夕方", "dusk"), ("INT. A - CONTINUOUS", "evening"), ("INT. A", "evening"),
        ("EXT. NIGHT CLUB", "evening"), ("INT. A - LATER THAT NIGHT", "night"),
    ],
)  # fmt: skip
def test_the_light_of_a_heading_in_many_languages(heading: str, time: str) -> None:
    assert time_of_day(parse_heading(heading), "evening") == time
    assert time_of_day(parse_heading("INT. A"), None) == "day"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("INT. A - MORNING", 3), ("INT. A - NEXT DAY", 3), ("INT. A - NIGHT", 2), ("INT. A - CONTINUOUS", 2),
        ("INT. A - TWO WEEKS LATER", 16), ("INT. A - DAYS LATER", 5), ("INT. A - HOURS LATER", 2),
        ("INT. A - LE LENDEMAIN MATIN", 3), ("INT. A - TROIS JOURS PLUS TARD", 5), ("INNEN. A - AM NÄCHSTEN TAG", 3),
        ("INNEN. A - EINE WOCHE SPÄTER", 9), ("INT. A - DOS DÍAS DESPUÉS", 4), ("INT. A - IL GIORNO DOPO", 3),
        ("INT. A - NO DIA SEGUINTE", 3), ("ИНТ. ДОМ - ДВЕ НЕДЕЛИ СПУСТЯ", 16), ("ИНТ. ДОМ - НА СЛЕДУЮЩИЙ ДЕНЬ", 3),
        ("INT. 家 - 翌朝", 3), ("INT. 家 - 三天后", 5), ("INT. घर - अगली सुबह", 3), ("INT. घर - दो दिन बाद", 4),
        ("INT. A - DAY 7", 7), ("INT. A - DAY 1", 2), ("INT. A - MORNING (FLASHBACK)", 2),
        ("INT. A - EARLIER THAT MORNING", 2), ("INT. A - UN AN PLUS TARD", 367),
    ],
)  # fmt: skip
def test_story_days(heading: str, day: int) -> None:
    found = parse_heading(heading)
    assert day_after(found, 2, time_of_day(found, "night"), "night") == day


def test_a_day_ends_only_when_the_clock_runs_back_past_a_night() -> None:
    assert day_after(parse_heading("INT. A - NIGHT"), 1, "night", "day") == 1
    assert day_after(parse_heading("INT. A - DAY"), 1, "day", "day") == 1
    assert day_after(parse_heading("INT. A - DAY"), 1, "day", "night") == 2


def test_weather_words() -> None:
    assert weather_in("Rain on an empty street.", "clear") == "rain"
    assert weather_in("The rain has stopped.", "rain") == "clear"
    assert weather_in("Il neige. La neige tombe.", "clear") == "snow"
    assert weather_in("A man waits.", "fog") == "fog"


def test_sounds_are_loud_words() -> None:
    assert sounds_in("Mara's PHONE BUZZES. THUNDER. A DOG barks. NINA waits.") == ("phone buzzes", "thunder")


def test_props_have_ids_and_kinds() -> None:
    (scene,) = facts(
        "INT. ROOM - DAY\n\nANNA, 30, takes a telephone, two keys and a LANTERN. A DRAGONFRUIT. SUDDENLY a SIGN.\n"
    )
    kinds = {prop.id: prop.kind for prop in scene.breakdown.props}
    assert kinds == {"phone": "phone", "key": "key", "lantern": "torch", "dragonfruit": "thing"}


def test_news_and_tension() -> None:
    assert is_news("I'm pregnant.", "")
    assert is_news("A patient. He died this morning.", "Bad news?")
    assert not is_news("Do I look like cake?", "Cake?")
    calm = tension("He pours the tea.", "", (), 0.0)
    loud = tension("GET OUT! Shut up!", "shouting", (), 1.0)
    assert 0 <= calm < 0.4 < 0.7 < loud <= 1


def test_french_is_read_too() -> None:
    (scene,) = facts(
        "Title: A\nLanguage: fr\n\nINT. CAFÉ - JOUR\n\nJEANNE, 45 ans, est assise près de la fenêtre. Une LETTRE.\n\n"
        "JEANNE\nJe la regarde.\n\nLUCIEN, 25 ans, entre. Jeanne prend la lettre et l'ouvre.\n\nLUCIEN\nEt alors ?\n"
    )
    assert did(scene.steps[0]) == [("jeanne", "sit", "window")]
    assert did(scene.steps[2]) == [
        ("lucien", "enter", None),
        ("jeanne", "take", "lettre"),
        ("jeanne", "open", "lettre"),
    ]


@settings(max_examples=60)
@given(st.text("ABab \n.,:!?()\"'-^@>", max_size=200))
def test_any_text_breaks_down(text: str) -> None:
    for scene in facts(f"INT. ROOM - DAY\n\nANNA\nHi.\n\n{text}\n"):
        assert scene.steps
        assert set(scene.from_start) <= set(scene.present)
        assert all(step.seconds > 0 for step in scene.steps)
