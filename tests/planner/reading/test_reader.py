"""Everything asked in one batch, answers kept with what they were about, and a plan made with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest

import planner
from planner.brief import Brief
from planner.llm.backends.replay import Replay
from planner.llm.budget import estimated
from planner.llm.record import Record, line_of
from planner.llm.seam import Answered, Completion, Identity, Request, Usage
from planner.planning import plan
from planner.reading.reader import Questions, questions_of, read_with
from planner.reading.reading import Reading
from prompts.book import PromptBook
from screenplay.reader import read_bytes
from tests.planner.reading.shot_wishes import NIGHT_BUS, night_bus, reading_with, wishes

BUS = "int_night_bus_night"


class Silent:
    """A model that answers nothing that keeps any form; it counts what it is asked."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def ready(self) -> Identity:
        return Identity(name="/models/silent-8b/", revision="0123456789abcdef", context=16_000)

    def count(self, text: str) -> int:
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        self.batches.append([request.name for request in requests])
        for place, request in enumerate(requests):
            yield Answered(place, Completion(text="no", usage=Usage(input=10, output=1), seconds=0.5))
            assert request.answer_schema is not None

    def close(self) -> None:
        """Nothing is held."""


def asked() -> Questions:
    """The questions about the sample."""
    return questions_of(night_bus()[0], PromptBook())


def by_hand(folder: Path) -> Replay:
    """A model that answers the questions about shots by hand, and no other."""
    lines = [
        line_of(
            Record(key="", name=f"shots {scene}", model="by-hand", completion=Completion(text=answer.model_dump_json()))
        )
        for scene, answer in wishes().items()
    ]
    file = folder / "answers.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    return Replay(str(file))


def test_questions_of_one_kind_stand_together_and_begin_alike() -> None:
    rooms = [room for room, _ in groupby(each.room for each in asked().asked)]
    assert rooms == ["scenes", "people", "places", "shots"]
    for _, found in groupby(asked().asked, key=lambda each: each.room):
        assert len({each.question.system for each in found}) == 1


def test_every_question_has_the_name_that_people_know_it_by() -> None:
    names = {each.question.name for each in asked().asked}
    assert {f"scene {BUS}", f"shots {BUS}", "person mara", "place int_night_bus"} <= names
    assert len(names) == len(asked())


def test_a_choice_of_scenes_asks_about_them_and_who_is_in_them() -> None:
    chosen = asked().only({"ext_bus_stop_night"})
    assert {each.question.name for each in chosen.asked if each.room in ("scenes", "shots", "people")} == {
        "scene ext_bus_stop_night", "shots ext_bus_stop_night", "person mara",
    }  # fmt: skip
    assert {each.id for each in chosen.asked if each.room == "places"} == {"ext_bus_stop"}
    assert len(asked().only(())) == len(asked())


def test_a_question_costs_the_same_in_a_longer_script() -> None:
    script = NIGHT_BUS.read_text(encoding="utf-8")
    more = "".join(f"\n\nINT. ROOM {number} - DAY\n\nRain. A chair stands there.\n" for number in range(30))
    longer = questions_of(read_bytes((script + more).encode(), NIGHT_BUS), PromptBook())
    keys = {each.question.name: each.question.request(0).key for each in longer.asked}
    assert all(keys[each.question.name] == each.question.request(0).key for each in asked().asked)


def test_all_is_asked_in_one_batch_and_what_is_not_answered_is_left_to_rules() -> None:
    model = Silent()
    reading = read_with(night_bus()[0], model, PromptBook())
    assert model.batches[0] == [each.question.name for each in asked().asked]
    assert len(model.batches) == 2  # and once more, with what was wrong
    assert reading.model == "silent-8b@01234567"
    assert all(item.why == "the model answered in prose: 'no'" and item.asked == 2 for item in reading.items)
    assert reading.usage == Usage(input=20 * len(asked()), output=2 * len(asked()))
    assert reading.seconds == len(asked())
    assert (reading.scenes, reading.people, reading.places, reading.shots) == ({}, {}, {}, {})


def test_a_plan_with_a_reading_that_holds_nothing_is_the_plan_by_rules() -> None:
    script, _ = night_bus()
    reading = read_with(script, Silent(), PromptBook(), scenes=("ext_bus_depot_night",))
    assert plan(script, Brief(reading=reading)).model_dump_json() == plan(script, Brief()).model_dump_json()


def test_a_reading_is_kept_as_json_and_comes_back_the_same(tmp_path: Path) -> None:
    reading = read_with(night_bus()[0], by_hand(tmp_path), PromptBook())
    assert set(reading.shots) == set(wishes())
    assert [item.name for item in reading.items if not item.why] == [f"shots {scene}" for scene in wishes()]
    again = Reading.model_validate_json(reading.model_dump_json())
    assert again == reading
    assert json.loads(again.model_dump_json())["schema_version"] == 1


def test_what_a_model_read_stands_in_the_plan_with_its_name(tmp_path: Path) -> None:
    script, _ = night_bus()
    reading = read_with(script, by_hand(tmp_path), PromptBook(), scenes=(BUS,))
    made = planner.plan(script, Brief(reading=reading))
    assert [scene.read_by for scene in made.scenes] == ["", "by-hand", ""]
    assert [bool(scene.proposals) for scene in made.scenes] == [False, True, False]
    assert made.scenes[0] == planner.plan(script, Brief()).scenes[0]


def test_an_answer_about_words_that_have_changed_is_void_and_that_is_told() -> None:
    reading = reading_with(night_bus()[1], wishes())
    text = NIGHT_BUS.read_text(encoding="utf-8").replace("Cake?", "A cake?")
    script = read_bytes(text.encode(), NIGHT_BUS)
    made = planner.plan(script, Brief(reading=reading))
    assert [scene.read_by for scene in made.scenes] == ["by hand", "", "by hand"]
    assert made.scenes[1].proposals == ()
    note = "INT. NIGHT BUS - NIGHT was changed after a language model read it: it is as rules read it"
    assert note in made.notes
    assert [scene.id for scene in made.scenes] == list(wishes())


def test_an_answer_about_a_scene_that_is_gone_says_nothing() -> None:
    reading = reading_with(night_bus()[1], wishes())
    text = NIGHT_BUS.read_text(encoding="utf-8")
    script = read_bytes(text[: text.index("EXT. BUS DEPOT")].encode(), NIGHT_BUS)
    made = planner.plan(script, Brief(reading=reading))
    assert len(made.scenes) == 2
    assert not any("language model" in note for note in made.notes)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_seed_is_the_requests(seed: int) -> None:
    class Seeds(Silent):
        def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
            assert {request.seed for request in requests} == {seed}
            return super().answers(requests)

    assert read_with(night_bus()[0], Seeds(), PromptBook(), seed).items
