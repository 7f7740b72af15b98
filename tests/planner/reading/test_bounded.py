"""What is asked is bounded: by the scene, not by the script; and what is put in elsewhere changes no question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from film.screenplay import Screenplay
from planner.llm.budget import estimated
from planner.reading import people, places, scenes, shots
from planner.reading.reader import Asked, Questions, questions_of
from prompts.book import PromptBook
from screenplay import read
from screenplay.fountain import parse

ROOT = Path(__file__).resolve().parents[3]
FEATURE = ROOT / "tests/screenplay/data/vikings.fountain"
UNDERSTUDY = (ROOT / "samples/the_understudy.fountain").read_text(encoding="utf-8")
SAMPLES = tuple(sorted((ROOT / "samples").glob("*.fountain")))

ABOUT_ONE = 2_000
"""Tokens of the text of a question about somebody or a place, of however many pages."""
BESIDE_A_PAGE = 900
"""Tokens of a question about a scene beside its page: who is in it, the headings."""
WHOLE = 20_000
"""Tokens of the question about the longest scene of a feature with its answer; a model with less is asked in parts."""
SOURCES = {
    "scenes": scenes.source_of,
    "people": people.source_of,
    "places": places.source_of,
    "shots": shots.source_of,
}

SCENE = """\
INT. LAUNDROMAT - NIGHT

Machines turn. ROSA, 60, folds a sheet. EMIL, 20, reads on a bench.

ROSA
It is only water.

Emil looks up from his book.

"""


@cache
def asked_about(path: Path) -> Questions:
    """The questions about a script in a file."""
    return questions_of(read(path), PromptBook())


def by_name(script: Screenplay) -> tuple[Questions, dict[tuple[str, str], Asked]]:
    """The questions about a script, by room and id."""
    questions = questions_of(script, PromptBook())
    return questions, {(each.room, each.id): each for each in questions.asked}


@pytest.mark.parametrize("path", [*SAMPLES, FEATURE], ids=lambda path: path.stem)
def test_no_question_grows_with_the_script(path: Path) -> None:
    questions = asked_about(path)
    pages = {facts.scene: questions.ground.page(facts) for _, facts in questions.ground.scenes}
    assert {each.room for each in questions.asked} == set(SOURCES)
    for each in questions.asked:
        text = estimated(each.question.text)
        if each.room in ("people", "places"):
            assert text <= ABOUT_ONE, (each.id, text)
        else:
            assert text <= 1.1 * estimated(pages[each.id].shown) + BESIDE_A_PAGE, (each.id, text)
        request = each.question.request(0)
        whole = sum(estimated(message.text) for message in request.messages) + request.max_tokens
        assert whole <= WHOLE, (each.room, each.id, whole)


def test_questions_of_one_kind_begin_alike() -> None:
    """So that a model reads the beginning once."""
    asked = asked_about(FEATURE).asked
    for room in SOURCES:
        assert len({each.question.system for each in asked if each.room == room}) == 1
        assert len({each.question.shared for each in asked if each.room == room}) <= 2


def test_a_scene_put_in_changes_only_the_question_about_what_follows() -> None:
    before, old = by_name(parse(UNDERSTUDY))
    after, new = by_name(parse(UNDERSTUDY.replace("EXT. ALLEY - NIGHT", f"{SCENE}EXT. ALLEY - NIGHT")))
    assert set(old) <= set(new)
    added = {name for name in new if name not in old}
    assert {room for room, _ in added} == set(SOURCES)
    changed = {name for name in old if old[name].question.request(0).key != new[name].question.request(0).key}
    # The next scene is told the heading before it.
    assert changed <= {("scenes", "ext_alley_night")}
    moved = {
        name for name in old if SOURCES[name[0]](before.ground, name[1]) != SOURCES[name[0]](after.ground, name[1])
    }
    assert moved == changed


def test_a_paragraph_put_in_changes_only_the_questions_about_its_scene_place_and_people() -> None:
    _, old = by_name(parse(UNDERSTUDY))
    text = UNDERSTUDY.replace("MAX\nAre you nervous?", "Max drops the torch.\n\nMAX\nAre you nervous?")
    assert text != UNDERSTUDY
    _, new = by_name(parse(text))
    assert set(old) == set(new)
    changed = {name for name in old if old[name].question.request(0).key != new[name].question.request(0).key}
    here = {("scenes", "int_corridor_evening"), ("shots", "int_corridor_evening")}
    assert here <= changed <= here | {("people", "max"), ("places", "int_corridor")}


def test_another_film_behind_it_changes_nothing() -> None:
    _, old = by_name(parse(UNDERSTUDY))
    body = (ROOT / "samples/night_bus.fountain").read_text(encoding="utf-8").partition("\n\n")[2]
    _, new = by_name(parse(f"{UNDERSTUDY}\n\n{body}"))
    assert {name for name in old if old[name].question.request(0).key != new[name].question.request(0).key} == set()
