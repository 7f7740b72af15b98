"""The question about a scene: what it shows, what it hangs on, how it is divided and its answers joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from assembler.sound.effects import effect
from film.screenplay import Screenplay
from planner.llm.asking import ask
from planner.llm.backends.replay import Replay
from planner.llm.question import Question, schema_of
from planner.llm.record import Record, line_of
from planner.llm.seam import Completion
from planner.reading.ground import Ground
from planner.reading.scenes import SceneAnswer, questions, source_of
from planner.reading.scenes.answer import Sound, narrowed
from planner.reading.scenes.asking import joined
from planner.reading.scenes.matter import matter_of, matters
from prompts.book import PromptBook
from screenplay import read
from tests.planner.reading.scene_answers import BY_SCENE, answer

NIGHT_BUS = Path("samples/night_bus.fountain")


def script(text: str, folder: Path) -> Screenplay:
    file = folder / "script.fountain"
    file.write_text(text, encoding="utf-8")
    return read(file)


def asked(screenplay: Screenplay) -> dict[str, Question[SceneAnswer]]:
    return questions(Ground.of(screenplay), PromptBook())


def test_a_question_shows_headings_people_and_the_numbered_page_with_the_manner_of_every_speech() -> None:
    ground = Ground.of(read(Path("samples/the_understudy.fountain")))
    text = questions(ground, PromptBook())["int_theatre_night"].text
    assert "The scene before: EXT. ALLEY - NIGHT" in text
    assert "paragraph 0: INT. THEATRE - NIGHT" in text
    assert "- grace: GRACE, 44, the stage manager" in text
    assert '3| GRACE (O.S.) (whispering): "If by your art."' in text


def test_every_played_scene_has_a_question_by_its_name_and_all_begin_alike() -> None:
    found = asked(read(NIGHT_BUS))
    assert [question.name for question in found.values()] == [f"scene {name}" for name in found]
    assert len({question.system for question in found.values()}) == 1
    assert "$" not in next(iter(found.values())).system


def test_an_unchanged_scene_is_asked_the_same_whatever_is_put_in_elsewhere(tmp_path: Path) -> None:
    before = read(NIGHT_BUS)
    source = NIGHT_BUS.read_text(encoding="utf-8")
    more = source.replace(
        "INT. NIGHT BUS", "EXT. ROOF - DAY\n\nKALI, 9, throws a paper boat.\n\nKALI\nGo.\n\nINT. NIGHT BUS", 1
    )
    after = script(more, tmp_path)
    old, new = asked(before), asked(after)
    kept = ("ext_bus_stop_night", "ext_bus_depot_night")
    assert all(old[name].request(0).key == new[name].request(0).key for name in kept)
    where, now = Ground.of(before), Ground.of(after)
    assert all(source_of(where, name) == source_of(now, name) for name in kept)
    assert source_of(where, "int_night_bus_night") != source_of(now, "int_night_bus_night")  # another scene before it
    assert source_of(where, "ext_roof_day") == ""


def test_the_prompts_own_example_is_an_answer_that_holds(tmp_path: Path) -> None:
    system = PromptBook().fill("scene", before="", heading="", people="", part="", page="").system
    page = system.partition("The page:\n")[2].partition("\n\nThe answer:")[0]
    lines = ["INT. TICKET OFFICE - LATER", ""]
    for line in page.splitlines():
        speaker, colon, said = line.partition("| ")[2].partition(": ")
        manner = "(out of breath)\n" if "breath" in speaker else ""
        lines += [f"{speaker.partition(' (')[0]}\n{manner}{said}" if colon else line.partition("| ")[2], ""]
    ground = Ground.of(script("\n".join(lines), tmp_path))
    given = SceneAnswer.model_validate_json(system.partition("The answer:\n")[2])
    matter = matter_of(ground, ground.facts[0].scene)
    assert matter is not None
    people = {each.who for each in given.people}
    known = given.but(people=tuple(each for each in given.people if each.who in matter.people))
    assert {"ada", "jonas", "piet"} <= people & set(matter.people)
    question = questions(ground, PromptBook())[matter.scene]
    assert question.ground(known).problems == ()


def test_the_answers_type_knows_only_the_scenes_people_and_paragraphs() -> None:
    told = dict(BY_SCENE["one_table"])["int_kitchen_morning"].model_dump(mode="json")
    narrow = narrowed(("helen", "tom"), 1, 15)
    assert narrow.model_validate(told)
    for change in ({"who": "gandalf"}, {"paragraph": 16}, {"verb": "teleport"}, {"more": 1}):
        wrong = {**told, "actions": [{**told["actions"][0], **change}]}
        with pytest.raises(ValidationError):
            narrow.model_validate(wrong)


def test_every_field_of_the_schema_is_required_and_every_list_and_string_is_bounded() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("type") == "object":
                assert node["required"] == list(node["properties"])
                assert node["additionalProperties"] is False
            if node.get("type") == "array":
                assert "maxItems" in node
            if node.get("type") == "string" and "const" not in node:
                assert "enum" in node or "maxLength" in node, node
            if node.get("type") == "integer":
                assert {"minimum", "maximum"} <= node.keys()
            for each in node.values():
                walk(each)

    walk(schema_of(narrowed(("helen", "tom"), 1, 15)))
    walk(schema_of(narrowed(("helen",), 1, 1)))


def test_a_scene_of_nobody_can_be_asked_about(tmp_path: Path) -> None:
    found = asked(script("EXT. DESERT - DAY\n\nWind over the dunes.\n", tmp_path))
    question = next(iter(found.values()))
    assert "(nobody)" in question.text
    told = answer(weather=(1, "Wind over the dunes", "wind"), beats=[(1, None, "Nothing", 0)])
    assert question.answer.model_validate_json(told.model_dump_json())
    runs = {"paragraph": 1, "quote": "Wind", "who": "nobody", "verb": "run", "target": None}
    with pytest.raises(ValidationError):
        question.answer.model_validate({**told.model_dump(), "actions": [runs]})


def test_the_library_makes_every_sound_that_can_be_answered() -> None:
    assert all(effect(name, 1) is not None for name in get_args(Sound))


def test_a_question_is_halved_with_its_numbers_and_its_answers_joined() -> None:
    question = asked(read(NIGHT_BUS))["int_night_bus_night"]
    assert question.smaller is not None
    one, two = question.smaller()
    assert "1| The last bus" in one.text
    assert "39| The bus slows down." in two.text
    assert "39|" not in one.text
    assert one.name != two.name != question.name
    assert one.max_tokens < question.max_tokens
    first = answer(
        people=[(2, "Mara comes in", "mara", "comes", ""), (3, "sits DEV", "dev", "absent", "")],
        actions=[(2, "Mara comes in", "mara", "enter", None)],
        props=[(2, "box", "box", "mara")],
        time=(0, "NIGHT", "night"),
    )
    second = answer(
        people=[(30, "Mara looks", "mara", "from_start", "to know"), (32, "Dev takes off", "dev", "from_start", "")],
        actions=[(34, "opens the box", "mara", "open", "box")],
        props=[(34, "box", "box", None), (35, "KEY", "key", None)],
    )
    whole = joined([first, second])
    assert [(each.who, each.there, each.wants) for each in whole.people] == [
        ("mara", "comes", "to know"), ("dev", "comes", ""),
    ]  # fmt: skip
    assert [each.verb for each in whole.actions] == ["enter", "open"]
    assert [(each.name, each.holder) for each in whole.props] == [("box", "mara"), ("KEY", None)]
    assert whole.time is not None


@pytest.mark.parametrize("name", sorted(BY_SCENE))
def test_the_hand_written_answers_fit_their_questions_and_the_script(name: str, tmp_path: Path) -> None:
    ground = Ground.of(read(Path("samples") / f"{name}.fountain"))
    found = questions(ground, PromptBook())
    told = dict(BY_SCENE[name])
    records = (
        Record(key="", name=f"scene {scene}", model="by hand", completion=Completion(text=each.model_dump_json()))
        for scene, each in told.items()
    )
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(map(line_of, records)), encoding="utf-8")
    outcomes = ask([found[scene] for scene in told], Replay(str(file)))
    assert [outcome.problems for outcome in outcomes] == [()] * len(told)
    assert [outcome.asked for outcome in outcomes] == [1] * len(told)
    assert [outcome.answer for outcome in outcomes] == list(told.values())


def test_a_scene_that_goes_on_may_be_about_those_of_the_one_before(tmp_path: Path) -> None:
    text = "EXT. ROAD - DAY\n\nANNA and BEN get in.\n\nANNA\nGo.\n\nBEN\nYes.\n\nINT. CAR - {}\n\nAnna drives.\n"
    at_once = Ground.of(script(text.format("CONTINUOUS"), tmp_path))
    later = Ground.of(script(text.format("NIGHT"), tmp_path))
    people = [matter.people for ground in (at_once, later) for matter in list(matters(ground))[1:]]
    assert [list(each) for each in people] == [["anna", "ben"], ["anna"]]
