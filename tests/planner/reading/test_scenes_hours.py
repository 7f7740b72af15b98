"""When scenes play, with what an answer tells of it, along the story's calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.facts import SceneFacts
from planner.reading.ground import Ground
from planner.reading.scenes import with_scenes
from screenplay import read
from tests.planner.reading.scene_answers import answer

DAYS = """INT. ROOM - NIGHT

ANNA sleeps. Rain.

INT. KITCHEN

The same room by daylight, a week on. Anna eats.

EXT. GARDEN - DAY

Anna digs.

INT. ROOM - CONTINUOUS

Anna rests.
"""


def days(folder: Path, **told: Any) -> tuple[SceneFacts, ...]:
    file = folder / "days.fountain"
    file.write_text(DAYS, encoding="utf-8")
    ground = Ground.of(read(file))
    return with_scenes(ground.facts, {ground.facts[1].scene: answer(**told)}, ground)


def when(facts: tuple[SceneFacts, ...]) -> list[tuple[int, str]]:
    return [(each.story_day, each.time_of_day) for each in facts]


def test_a_silent_heading_takes_its_time_and_day_from_the_answer_and_hands_them_on(tmp_path: Path) -> None:
    rules = days(tmp_path)
    assert when(rules) == [(1, "night"), (1, "night"), (2, "day"), (2, "day")]
    read = days(tmp_path, time=(1, "by daylight", "day"), day=(1, "a week on", "later"))
    assert when(read) == [(1, "night"), (4, "day"), (4, "day"), (4, "day")]
    assert read[0] == rules[0]
    assert {(each.kind, each.verdict) for each in read[1].proposals} == {("time", "taken")}


def test_a_look_back_is_a_memory_and_the_story_goes_on_where_it_was(tmp_path: Path) -> None:
    read = days(tmp_path, day=(1, "a week on", "earlier"))
    assert [(each.story_day, each.flashback) for each in read] == [(1, False), (0, True), (2, False), (2, False)]


def test_the_scripts_own_words_for_time_and_day_stand(tmp_path: Path) -> None:
    file = tmp_path / "days.fountain"
    file.write_text(DAYS, encoding="utf-8")
    ground = Ground.of(read(file))
    told = answer(time=(1, "Anna rests", "night"), day=(1, "Anna rests", "next"))
    *others, last = with_scenes(ground.facts, {ground.facts[3].scene: told}, ground)
    assert tuple(others) == ground.facts[:3]
    assert (last.story_day, last.time_of_day) == (ground.facts[3].story_day, "night")  # CONTINUOUS names no time
    assert [(each.text, each.verdict) for each in last.proposals] == [
        ("time of day: night", "taken"), ("day: next", "refused"),
    ]  # fmt: skip


def test_weather_is_handed_on_within_a_day_until_the_words_say_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "rain.fountain"
    heads = (
        "EXT. ROAD - DAY\n\nANNA walks.",
        "EXT. HILL - DAY\n\nAnna climbs.",
        "EXT. TOP - DAY\n\nThe fog has lifted.",
    )
    file.write_text("\n\n".join(heads), encoding="utf-8")
    ground = Ground.of(read(file))
    told = {ground.facts[0].scene: answer(weather=(1, "ANNA walks", "rain"))}
    read_ = with_scenes(ground.facts, told, ground)
    assert [each.weather for each in read_] == ["rain", "rain", "clear"]
    assert [each.ambience for each in read_][:2] == ["rain", "rain"]
