"""What can go wrong with a language model: one line each, rules go on or the run stops, nothing is half-written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from film.errors import FilmError, ProjectError
from storyreel import pipeline
from storyreel.draft import read_draft
from storyreel.llm.memory import in_force
from storyreel.llm.reading import Wanted, reader_of
from tests.storyreel.llm_desk import (
    HALL,
    Absent,
    Chatty,
    Desk,
    Dying,
    Failing,
    Meddling,
    Meek,
    files,
    planned,
    told,
)


@pytest.fixture
def desk(llm_desk: Desk) -> Desk:
    return llm_desk


def test_a_limit_stops_a_run_before_anything_is_spent(desk: Desk) -> None:
    planned(desk, None)
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("llm_limit: 0", "llm_limit: 50"))
    written, model = files(desk.reel), Meek()
    with pytest.raises(ProjectError, match=r"reel\.yaml: reading may take [\d,]+ tokens, and llm_limit is 50\. "):
        planned(desk, model)
    assert (model.asked, files(desk.reel)) == ([], written)
    assert pipeline.estimate(desk.run(model)).usage.input > 50


@pytest.mark.parametrize(
    "model", [Chatty(), Failing(), Dying(after=0), Meek(context=500)], ids=["prose", "failing", "gone", "small"]
)
def test_without_answers_a_plan_is_that_of_the_rules_and_marked(desk: Desk, model: Meek) -> None:
    by_rules, _, _ = planned(desk, None)
    made, report, _ = planned(desk, model)
    assert made == by_rules
    assert report is not None
    assert report.by_model == 0
    assert len(report.by_rules) == report.questions
    assert all(left.why for left in report.by_rules)


def test_a_model_that_is_not_there_is_one_line_and_rules_go_on(desk: Desk) -> None:
    made, report, run = planned(desk, Absent())
    line = "http://localhost:9/v1: no server answers. Start it: planned by rules"
    assert run.told == [line]
    assert (report, told(run).bars) == (None, [])
    assert made.scenes


def test_a_model_that_dies_midway_leaves_what_it_said(desk: Desk) -> None:
    _, report, run = planned(desk, Dying(after=2))
    assert report is not None
    assert report.by_model == 2
    assert [line for line in run.told if "the account is empty" in line]
    model = Meek()
    planned(desk, model)
    assert len(set(model.asked)) == report.questions - 2


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (None, "no language model is configured"),
        (Absent(), "no server answers"),
        (Chatty(), "got no answer: .*prose"),
        (Failing(), "got no answer: .*the server hung up"),
        (Dying(after=1), "got no answer: .*the account is empty"),
    ],
    ids=["none", "absent", "prose", "failing", "gone"],
)
def test_where_it_is_required_a_run_stops_and_writes_no_plan(desk: Desk, model: Meek | None, says: str) -> None:
    with pytest.raises(FilmError, match=says) as caught:
        planned(desk, model, required=True)
    assert "\n" not in str(caught.value)
    assert not (desk.reel / "scenes").exists()
    assert not desk.reading.exists()


def test_none_and_required_contradict_each_other(desk: Desk) -> None:
    with pytest.raises(ProjectError, match="rules alone"):
        planned(desk, None, required=True, llm="none")


def test_a_broken_reading_is_one_line_and_made_anew(desk: Desk) -> None:
    planned(desk, Meek())
    desk.reading.write_text("{")
    run = desk.run()
    run.asks = False
    with pytest.raises(ProjectError, match=r"reading\.json: is not what this storyreel wrote. Delete it"):
        pipeline.plan(run)
    model = Meek()
    planned(desk, model)
    assert model.asked == []
    assert in_force(run.project.reel) is not None


def test_an_edit_made_while_the_model_works_is_in_force(desk: Desk) -> None:
    planned(desk, None)
    scene = desk.reel / "scenes" / "001.yaml"
    before = re.search(r"tension: (\S+)", scene.read_text())
    assert before is not None

    def edit() -> None:
        scene.write_text(scene.read_text().replace(before[0], "tension: 0.93", 1))

    made, _, _ = planned(desk, Meddling(meddle=edit))
    assert made.scenes[0].beats[0].tension == 0.93
    assert "tension: 0.93" in scene.read_text()


def test_a_script_changed_while_the_model_works_is_for_the_next_run(desk: Desk) -> None:
    made, _, _ = planned(desk, Meddling(meddle=lambda: desk.write(HALL)))
    assert len(made.scenes) == 3


def test_a_damaged_line_of_the_kept_answers_is_told_of_and_costs_that_answer_alone(desk: Desk) -> None:
    model = Meek()
    planned(desk, model)
    asked = len(model.asked)
    lines = desk.answers.read_bytes().splitlines(keepends=True)
    desk.answers.write_bytes(b"".join([lines[0], b"\xffgarbage\n", *lines[2:]]))
    _, report, run = planned(desk, model)
    assert run.told == [f"{desk.answers}:2: this is no answer and left out. Take it out"]
    assert report is not None
    assert (report.by_model, len(model.asked)) == (report.questions, asked + 1)


def test_another_run_on_the_same_reel_is_refused_before_it_asks(desk: Desk) -> None:
    second = Meek()

    def start() -> None:
        with pytest.raises(ProjectError, match="another storyreel is at work"):
            planned(desk, second)

    planned(desk, Meddling(meddle=start))
    assert second.asked == []


def test_what_another_run_was_told_meanwhile_is_not_asked_again(desk: Desk) -> None:
    first, second = Meek(), Meek()
    run = desk.run(first)
    wanted = Wanted(run.project, read_draft(run.stages, run.project))
    with reader_of(wanted, run.stages.language_model) as reader:
        assert reader.estimate().answered == 0
        planned(desk, second)
        outcome = reader.read(run.project.reel, told(run))
    assert (first.asked, bool(second.asked)) == ([], True)
    assert outcome.report is not None
    assert outcome.report.by_model == outcome.report.questions


@pytest.mark.parametrize("broken", ["cast/anna.yaml", "scenes/001.yaml"])
def test_what_was_answered_survives_a_file_that_is_broken(desk: Desk, broken: str) -> None:
    planned(desk, None)
    (desk.reel / broken).write_text("schema_version: 1\nid: [\n")
    model = Meek()
    with pytest.raises(ProjectError):
        planned(desk, model)
    assert not desk.reading.exists()
    (desk.reel / broken).unlink()
    asked = len(model.asked)
    assert asked
    planned(desk, model)
    assert len(model.asked) == asked


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("shot", lambda text: text, "there is no such prompt"),
        ("shots", lambda _: "", "it has no part system"),
        ("shots", lambda text: text + "\n$nothing\n", r"nothing fills \$nothing"),
        ("shots", lambda text: re.sub(r"\$(\w+)", "gone", text), r"nothing in it takes \$"),
        ("shots", lambda text: text + "\n5 $ a page\n", "names no hole"),
    ],
    ids=["unknown", "empty", "strange hole", "missing holes", "bare dollar"],
)
def test_a_broken_prompt_stops_before_anything_is_asked(
    desk: Desk, name: str, change: Callable[[str], str], says: str
) -> None:
    from storyreel.llm.own_prompts import copied

    planned(desk, None)
    text = copied("shots", desk.reel).read_text()
    (desk.reel / "prompts" / "shots.txt").unlink()
    (desk.reel / "prompts" / f"{name}.txt").write_text(change(text))
    written, model = files(desk.reel), Meek()
    with pytest.raises(ProjectError, match=says) as caught:
        planned(desk, model)
    assert str(caught.value).startswith(f"{desk.reel / 'prompts' / name}.txt: ")
    assert "\n" not in str(caught.value)
    assert (model.asked, files(desk.reel)) == ([], written)
    planned(desk, None, llm="none")  # who asks nobody needs no prompt
