"""Headings of ten languages, told from running text and taken apart; what holds for any heading at all."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.screenplay import Heading
from screenplay.fountain.grammar import is_natural_heading
from screenplay.headings import label_of, looks_like_heading, parse_heading, prefix_of
from screenplay.headings.lexicon import OF_LANGUAGE, fold
from screenplay.headings.phrases import read_phrase

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "headings_more.jsonl").read_text(encoding="utf-8").splitlines()
]
HEADINGS = [case for case in CASES if case.get("heading", True)]
RUNNING_TEXT = [case["text"] for case in CASES if not case.get("heading", True)]


def _told(heading: Heading) -> dict[str, Any]:
    return {
        "setting": heading.setting,
        "location": heading.location,
        "sub": heading.sub_location,
        "time": heading.time,
        "modifiers": list(heading.modifiers),
        "part": heading.part_of_day,
        "relation": heading.relation,
    }


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in HEADINGS])
def test_headings_of_ten_languages(case: dict[str, Any]) -> None:
    wanted = {key: case[key] for key in ("setting", "location", "sub", "time", "modifiers", "part", "relation")}
    assert _told(parse_heading(case["text"])) == wanted
    assert _told(parse_heading(case["text"], case["lang"])) == wanted
    assert is_natural_heading(case["text"]) == case["natural"]
    assert looks_like_heading(case["text"]) or case["setting"] is None
    label = label_of(case["text"])
    assert "number" not in case or (label is not None and label.number == case["number"])


@pytest.mark.parametrize("text", RUNNING_TEXT)
def test_running_text_is_no_heading(text: str) -> None:
    assert not is_natural_heading(text)
    assert not looks_like_heading(text)


def test_a_known_language_decides_what_a_word_means() -> None:
    assert parse_heading("INT. STUDIO - TAG").part_of_day == "day"
    assert parse_heading("INT. STUDIO - TAG", "de").part_of_day == "day"
    assert parse_heading("INT. STUDIO - TAG", "en").sub_location == "TAG"
    assert parse_heading("INNEN. STUDIO - TAG").part_of_day == "day"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("0:00", "midnight"), ("3 AM", "night"), ("5:30", "dawn"), ("8 A.M.", "morning"), ("12:00", "noon"),
        ("15 UHR", "afternoon"), ("19.30 Uhr", "evening"), ("22h30", "night"), ("9 PM", "night"), ("12 AM", "midnight"),
        ("午後3時", "afternoon"), ("午後8時", "evening"), ("夜10時", "night"), ("深夜2時", "night"),
        ("下午三点", "afternoon"),
        ("晚上十点", "night"), ("रात 10 बजे", "night"), ("3 ЧАСА НОЧИ", "night"), ("3 heures du matin", "night"),
    ],
)  # fmt: skip
def test_the_clock_says_the_part_of_the_day(text: str, part: str) -> None:
    reading = read_phrase(text)
    assert reading is not None
    assert (reading.kind, reading.part) == ("time", part)


@pytest.mark.parametrize("code", OF_LANGUAGE)
def test_every_time_and_relation_in_the_lists_is_read_as_what_it_is(code: str) -> None:
    for phrase, word in OF_LANGUAGE[code].items():
        reading = read_phrase(phrase, code)
        if word.part:
            assert reading is not None, phrase
            assert (reading.kind, reading.part) == ("time", word.part), phrase
        elif word.relation and word.unit is None:
            assert reading is not None, phrase
            assert (reading.kind, reading.relation) == ("relation", word.relation), phrase


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


_PLACES = st.sampled_from(
    ["KITCHEN", "NIGHT BUS", "CAFÉ DE LA NUIT", "ST. MARY'S", "221B BAKER STREET", "Büro", "КУХНЯ"]
)
_TIMES = st.sampled_from(
    [
        "DAY",
        "NUIT",
        "FRÜHER MORGEN",
        "MÁS TARDE",
        "LATER THAT NIGHT",
        "CONTINUOUS",
        "НОЧЬ",
        "3:00 AM",
        "FLASHBACK",
        "XYZ",
    ]
)
_PREFIXES = st.sampled_from(["INT.", "EXT.", "INT./EXT.", "I/E", "INNEN.", "ИНТ.", ""])
_JOINTS = st.sampled_from([" - ", " – ", ", ", ". ", " / ", " ", "-"])


@given(_PREFIXES, st.lists(st.tuples(_PLACES | _TIMES, _JOINTS), min_size=1, max_size=5), st.booleans())
def test_no_word_of_a_heading_is_lost(prefix: str, parts: list[tuple[str, str]], bracketed: bool) -> None:
    body = "".join(text + joint for text, joint in parts[:-1]) + parts[-1][0]
    heading = parse_heading(f"{prefix} {body}" + (" (RAIN)" if bracketed else ""))
    kept = " ".join((heading.place, heading.time, *heading.modifiers))
    assert sorted(set(_words(body))) == sorted(set(_words(kept)) - ({"RAIN"} if bracketed else set()))
    assert set(_words(heading.location + " " + heading.sub_location)) == set(_words(heading.place))


@settings(max_examples=400)
@given(st.sampled_from([case["text"] for case in HEADINGS]), st.booleans(), st.integers(1, 4))
def test_case_and_spaces_change_nothing(text: str, lower: bool, spaces: int) -> None:
    heading = parse_heading(text)
    again = parse_heading((text.lower() if lower else text).replace(" ", " " * spaces) + " " * spaces)
    assert (again.setting, again.part_of_day, again.relation) == (
        heading.setting,
        heading.part_of_day,
        heading.relation,
    )
    assert [fold(words) for words in (again.location, again.time)] == [
        fold(words) for words in (heading.location, heading.time)
    ]


@given(st.text() | st.text("INTEXT./- ()（）・内外夜ИНТАU'", max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    heading = parse_heading(text)
    prefix_of(text)
    looks_like_heading(text)
    if heading.location or heading.sub_location:
        assert heading.place


TraceFunction = Callable[[FrameType, str, Any], Any]


def _steps(work: Callable[[], object]) -> int:
    """How many lines of our own code run, which counts work without a clock."""
    count = 0

    def trace(_frame: FrameType, _event: str, _arg: object) -> TraceFunction:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "unit", ["A - ", "A. ", "(", "()", " /", "INT. ", "INT./", "- ", "NIGHT - ", "・", "夜", "夜 ", "1-", "A, ", "A'"]
)
def test_long_headings_cost_no_more_steps_than_their_length(unit: str) -> None:
    short, long = (f"INT. {unit * count}DAY" for count in (200, 2000))
    small, large = (_steps(lambda text=text: (parse_heading(text), looks_like_heading(text))) for text in (short, long))  # type: ignore[misc]
    assert large <= 12 * small
