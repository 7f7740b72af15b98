"""The story's calendar: days, memories, lapses of time told in any of the reader's languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.breakdown import break_down
from planner.breakdown.lapses import lapse_in
from planner.characters import cast_sheets
from screenplay.fountain import parse


def days(*scenes: str) -> list[tuple[int, bool]]:
    """(story day, whether it is a flashback) of scenes with these headings and, behind a bar, paragraphs."""
    text = "\n\n".join(scene.replace(" | ", "\n\n") + "\n\nANNA waits.\n\nANNA\nHm." for scene in scenes)
    script = parse(f"{text}\n")
    return [(scene.story_day, scene.flashback) for scene in break_down(script, cast_sheets(script, ()))]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("THREE DAYS LATER", 3), ("A week later", 7), ("TWO MONTHS LATER", 60), ("ONE YEAR LATER", 365),
        ("SIX MONTHS EARLIER", -180), ("TWO DAYS AGO", -2), ("THE NEXT MORNING", 1), ("The following day", 1),
        ("LATER", 0), ("MOMENTS LATER", 0), ("TWO HOURS LATER", 0), ("LATER THAT NIGHT", 0),
        ("TROIS JOURS PLUS TARD", 3), ("LE LENDEMAIN", 1), ("DEUX ANS PLUS TÔT", -730), ("PLUS TARD", 0),
        ("EINE WOCHE SPÄTER", 7), ("AM NÄCHSTEN MORGEN", 1), ("DREI TAGE ZUVOR", -3), ("DOS DÍAS DESPUÉS", 2),
        ("AL DÍA SIGUIENTE", 1), ("UN AÑO ANTES", -365), ("TRE GIORNI DOPO", 3), ("IL GIORNO DOPO", 1),
        ("DOIS DIAS DEPOIS", 2), ("NO DIA SEGUINTE", 1), ("ДВЕ НЕДЕЛИ СПУСТЯ", 14), ("三天后", 3), ("翌朝", 1),
        ("दो दिन बाद", 2),
    ],
)  # fmt: skip
def test_lapses(words: str, span: int) -> None:
    found = lapse_in(words)
    assert found is not None
    assert (found.days, found.year, found.present) == (span, None, False)


@pytest.mark.parametrize(("words", "year"), [("1943", 1943), ("Marseille, 1943", 1943), ("SUMMER 2007", 2007)])
def test_years(words: str, year: int) -> None:
    found = lapse_in(words)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize("words", ["Berlin", "ROOM 1408B", "12,000 MILES", "THE DAY OF THE DEAD", "THREE MEN", ""])
def test_what_is_no_lapse(words: str) -> None:
    assert lapse_in(words) is None


@pytest.mark.parametrize(
    ("scenes", "expected"),
    [
        (["INT. A - DAY", "INT. B - NIGHT", "INT. A - MORNING"], [1, 1, 2]),
        (["INT. A - NIGHT", "INT. B - CONTINUOUS", "INT. C - LATER", "INT. D - SAME"], [1, 1, 1, 1]),
        (["INT. A - DAY", "INT. B - THE NEXT DAY", "INT. C - DAY"], [1, 2, 2]),
        (["INT. A - DAY", "INT. B - DAY | SUPER: \"THREE DAYS LATER\""], [1, 4]),
        (["INT. A - DAY | ANNA sits. | THREE DAYS LATER | She rises.", "INT. B - DAY"], [1, 4]),
        (["INT. A - NIGHT | SUPER: \"1943\"", "INT. B - DAY | SUPER: \"1945\"", "INT. C - DAY"], [1, 731, 731]),
        (["INT. A - NIGHT", "INT. B - THE NEXT MORNING | SUPER: \"The next morning\""], [1, 2]),
        (["INT. A - NUIT", "INT. B - LE LENDEMAIN MATIN", "INT. C - DEUX JOURS PLUS TARD"], [1, 2, 4]),
    ],
)  # fmt: skip
def test_days_run_on(scenes: list[str], expected: list[int]) -> None:
    assert days(*scenes) == [(day, False) for day in expected]


def test_a_lapse_behind_the_last_picture_speaks_of_the_next_scene() -> None:
    text = "INT. A - NIGHT\n\nANNA waits.\n\nANNA\nHm.\n\nTHE NEXT MORNING\n\nINT. B - MORNING\n\nANNA\nHm.\n"
    script = parse(text)
    assert [scene.story_day for scene in break_down(script, cast_sheets(script, ()))] == [1, 2]


def test_a_memory_has_a_day_of_its_own_and_the_story_goes_on_where_it_was() -> None:
    found = days(
        "INT. A - NIGHT", "INT. B - DAY (FLASHBACK)", "INT. B - CONTINUOUS (FLASHBACK)", "INT. A - NIGHT",
        "INT. C - DAY - FLASHBACK", "INT. A - NEXT MORNING",
    )  # fmt: skip
    assert found == [(1, False), (0, True), (0, True), (1, False), (-1, True), (2, False)]


def test_a_flashback_by_its_words_lasts_to_its_end() -> None:
    script = parse(
        "INT. A - DAY\n\nANNA waits.\n\nFLASHBACK TO:\n\nINT. B - DAY\n\nANNA\nHm.\n\nINT. C - DAY\n\nANNA\nHm.\n\n"
        "END FLASHBACK\n\nINT. A - DAY\n\nANNA\nHm.\n\nFLASHBACK:\n\nINT. D - DAY\n\nANNA\nHm.\n\nINT. A - DAY\n\n"
        "ANNA\nHm.\n"
    )
    found = [(scene.story_day, scene.flashback) for scene in break_down(script, cast_sheets(script, ()))]
    assert found == [(1, False), (0, True), (0, True), (1, False), (-1, True), (1, False)]


def test_what_is_dated_back_runs_on_until_it_has_caught_up() -> None:
    found = days(
        "INT. A - NIGHT", "INT. B - DAY | SUPER: \"TWO DAYS EARLIER\"", "INT. B - NEXT MORNING",
        "INT. C - DAY | SUPER: \"PRESENT DAY\"",
    )  # fmt: skip
    assert found == [(1, False), (-1, True), (0, True), (1, False)]


def test_weather_and_light_come_back_after_a_memory() -> None:
    script = parse(
        "EXT. A - NIGHT\n\nRain. ANNA waits.\n\nEXT. B - DAY (FLASHBACK)\n\nSnow. ANNA\n\nEXT. A - CONTINUOUS\n\n"
        "ANNA\nHm.\n"
    )
    rain, snow, back = break_down(script, cast_sheets(script, ()))
    assert (rain.weather, snow.weather) == ("rain", "snow")
    assert (back.weather, back.time_of_day) == ("rain", "night")


HEADINGS = st.sampled_from([
    "INT. A - DAY", "INT. A - NIGHT", "INT. A - MORNING", "INT. A - CONTINUOUS", "INT. A - LATER", "INT. A - DAY 3",
    "INT. A - DAY (FLASHBACK)", "INT. A - NEXT MORNING", "INT. A - TWO WEEKS LATER", "INT. A - DAY | SUPER: \"1950\"",
    "INT. A - DAY | SUPER: \"1940\"", "INT. A - DAY | SUPER: \"TWO DAYS EARLIER\"", "INT. A - PRESENT DAY", "INT. A",
])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(HEADINGS, min_size=1, max_size=10))
def test_only_memories_run_backwards(headings: list[str]) -> None:
    reached = 1
    for day, remembered in days(*headings):
        assert remembered == (day < reached)
        reached = max(reached, day)
