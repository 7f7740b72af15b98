"""How long a script plays, and which way it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.screenplay import Element, ElementType, Profile, Screenplay
from planner.brief import Brief
from planner.planning import plan
from screenplay import fountain
from screenplay.pages import profile_of, running_minutes

DATA = Path(__file__).parent / "data"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.fountain"))

SPEECHES = {
    "en": "I have waited here for you since the morning, and now you tell me that we are late.",
    "ru": "Я жду тебя здесь с самого утра, а теперь ты говоришь мне, что мы опоздали.",
    "zh": "我从早上就在这里等你，现在你却告诉我我们迟到了。",
    "ja": "朝からずっとここで待っていたのに、もう遅刻だなんて言うの。",
    "ko": "아침부터 여기서 너를 기다렸는데 이제 와서 우리가 늦었다고 하는구나.",
    "hi": "मैं सुबह से यहाँ तुम्हारा इंतज़ार कर रही हूँ, और अब तुम कहते हो कि हमें देर हो गई।",
}
"""The same words."""


def script(name: str) -> Screenplay:
    return fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8"))


def made(type_: ElementType, text: str, dual: str | None = None) -> Element:
    return Element.model_validate({"id": "e", "type": type_, "text": text, "lines": (1, 1), "dual": dual})


def longest(*elements: Element, profile: Profile = "film") -> float:
    return running_minutes(list(elements) * 60, profile)[1]


@pytest.mark.parametrize(("name", "minutes"), [("vikings", 113.0), ("mostly_genius", 26.0)])
def test_a_page_a_minute_lies_within_and_half_a_minute_for_a_multi_camera_one(name: str, minutes: float) -> None:
    found = script(name)
    low, high = running_minutes(found.elements, profile_of(found.title_page, found.elements))
    assert low < minutes < high


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_planned_reel_is_as_long_as_its_script_says(path: Path) -> None:
    found = fountain.parse(path.read_text(encoding="utf-8"))
    planned = plan(found, Brief())
    low, high = running_minutes(found.elements, "film")
    assert low <= float(planned.frames / planned.format.rate) / 60 <= high


@pytest.mark.parametrize("language", [each for each in SPEECHES if each != "en"])
@pytest.mark.parametrize("type_", ["dialogue", "action"])
def test_the_same_words_take_about_as_long_in_any_script(language: str, type_: ElementType) -> None:
    english, other = longest(made(type_, SPEECHES["en"])), longest(made(type_, SPEECHES[language]))
    assert 0.65 < other / english < 1.5


def test_a_song_is_slower_a_pause_longer_and_a_multi_camera_speech_faster() -> None:
    line = made("dialogue", SPEECHES["en"])
    assert longest(made("lyrics", SPEECHES["en"])) > 1.5 * longest(line)
    assert longest(made("parenthetical", "(beat)"), line) > longest(made("parenthetical", "(smiling)"), line)
    assert longest(made("parenthetical", "(a long pause)")) > longest(made("parenthetical", "(pause)"))
    assert longest(line, profile="multicam") < 0.85 * longest(line)


def test_of_dual_dialogue_the_longer_side_counts() -> None:
    long, short = SPEECHES["en"] * 2, SPEECHES["en"]
    dual = (made("character", "A", "left"), made("dialogue", long, "left"))
    beside = (made("character", "B", "right"), made("dialogue", short, "right"))
    assert longest(*dual, *beside) == pytest.approx(longest(*dual), abs=0.2)
    assert longest(*dual, *beside) == pytest.approx(longest(made("dialogue", long)), abs=0.2)


def test_nothing_takes_no_time() -> None:
    assert running_minutes(()) == (0.0, 0.0)


def _multicam(acts: str) -> str:
    body = "\n\n".join("ANNA CROSSES TO THE BAR.\n\nANNA\n(TO BOB) Sit down, please." for _ in range(30))
    return f"{acts}INT. BAR - DAY\n\n{body}\n"


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("Format: multicam", "multicam"),
        ("Template: Multi-Camera Sitcom", "multicam"),
        ("fmt: a4 multicam dsd", "multicam"),
        ("Format: Single-camera sitcom", "film"),
        ("Format: Feature film", "film"),
        ("Title: Sitcom", "film"),
    ],
)
def test_the_title_page_says_how_it_is_set(title: str, profile: Profile) -> None:
    found = fountain.parse(f"{title}\n\nINT. BAR - DAY\n\nShe sits.\n")
    assert profile_of(found.title_page, found.elements) == profile


def test_a_multi_camera_script_shows_itself() -> None:
    for text in (_multicam(""), _multicam("> ACT ONE <\n\n"), _multicam("").replace("(TO BOB) ", "") + "\n> TAG <\n"):
        assert profile_of({}, fountain.parse(text).elements) == "multicam"
    found = script("mostly_genius")
    assert profile_of({}, found.elements) == "multicam"


def test_a_film_script_is_none() -> None:
    quiet = _multicam("").replace("(TO BOB) ", "")
    few = "INT. BAR - DAY\n\nA SHOT.\n\nANNA\n(TO BOB) Sit.\n"
    for text in (quiet, few, _multicam("> ACT ONE <\n\n").replace("ANNA CROSSES", "Anna crosses")):
        assert profile_of({}, fountain.parse(text).elements) == "film"
    assert profile_of({}, script("vikings").elements) == "film"
    for path in SAMPLES:
        assert fountain.parse(path.read_text(encoding="utf-8")).profile == "film"
