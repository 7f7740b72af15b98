"""The labels stand on lines, ids and words that their scripts have, and every scene and speech of a script has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.judging.gold import FOLDER, Gold, act_of, gold_of
from film.place import FixtureKind
from film.screenplay import Screenplay
from planner.llm.neutral import folded
from planner.places.library import KINDS
from planner.reading.ground import Ground
from screenplay import read

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = tuple(sorted([*(ROOT / "samples").glob("*.fountain"), *(ROOT / "benchmarks/scripts").glob("*.fountain")]))


@cache
def ground_of(script: Path) -> Ground:
    """The script as rules read it."""
    screenplay: Screenplay = read(script)
    return Ground.of(screenplay)


def lines_of(script: Path) -> list[str]:
    """The script's lines; line n stands at n - 1."""
    return script.read_text(encoding="utf-8").splitlines()


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> Path:
    """Each script that is labelled."""
    path: Path = request.param
    return path


def test_every_script_is_labelled_and_says_by_whom(script: Path) -> None:
    gold = gold_of(script)
    assert gold.script == script.name
    assert gold.judged == "labelled once, by reading; not a study"


def test_no_label_is_of_a_script_that_is_not_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {path.stem for path in SCRIPTS}


def test_every_scene_and_person_is_labelled_by_its_id(script: Path) -> None:
    gold, ground = gold_of(script), ground_of(script)
    assert [scene.scene for scene in gold.scenes] == [scene.id for scene, _ in ground.scenes]
    assert {person.id for person in gold.people} == set(ground.sheets)


def test_labels_of_a_scene_stand_on_its_paragraphs(script: Path) -> None:
    ground = ground_of(script)
    for gold, (_, facts) in zip(gold_of(script).scenes, ground.scenes, strict=True):
        starts = {step.lines[0]: step for step in facts.steps}
        speeches = {line for line, step in starts.items() if step.kind == "speech"}
        assert set(gold.cast) | set(gold.cast_perhaps) <= set(ground.sheets)
        assert gold.beats[0] == min(starts)
        assert {*gold.beats, *gold.beats_perhaps, *gold.actions, *gold.actions_perhaps} <= set(starts), gold.scene
        assert set(gold.moods) == speeches, gold.scene
        assert not {*gold.actions, *gold.actions_perhaps} & speeches


def test_props_stand_in_words_on_their_lines(script: Path) -> None:
    lines = lines_of(script)
    for gold in gold_of(script).scenes:
        for word, line in gold.props.items():
            # A telephone is the phone; everything else is called as the script calls it.
            assert folded(word) in folded(lines[line - 1]), (gold.scene, word)


def test_who_acts_is_of_the_cast_and_there(script: Path) -> None:
    for gold in gold_of(script).scenes:
        there = {*gold.cast, *gold.cast_perhaps}
        assert {act.who for _, act in gold.acts()} | {who for _, who, _ in gold.acts_perhaps()} <= there, gold.scene


def test_facts_stand_on_lines_that_name_or_mean_them(script: Path) -> None:
    lines, gold = lines_of(script), gold_of(script)
    for person in gold.people:
        said = person.said()
        assert not set(said) & set(person.unsaid), person.id
        for field, fact in said.items():
            assert all(lines[line - 1].strip() for line in fact.lines), (person.id, field)
        for word, line in person.words.items():
            assert folded(word) in folded(lines[line - 1]), (person.id, word)
        assert set(person.related) <= {each.id for each in gold.people} - {person.id}


def test_places_are_labelled_in_the_planners_words(script: Path) -> None:
    gold, ground, lines = gold_of(script), ground_of(script), lines_of(script)
    assert [place.id for place in gold.places] == [place.id for place in ground.places]
    for place in gold.places:
        assert set(place.kind) <= set(KINDS), place.id
        for words, line in place.fixtures.items():
            assert set(words.split("|")) <= set(get_args(FixtureKind)), (place.id, words)
            assert lines[line - 1].strip()


def test_a_verb_that_the_planner_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="no verb 'stroll'"):
        act_of("mara stroll")


def test_a_label_without_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="lines"):
        Gold.model_validate(
            {
                "script": "x",
                "judged": "x",
                "scenes": [],
                "places": [],
                "people": [{"id": "x", "age": {"is": 3, "lines": []}}],
            }
        )
