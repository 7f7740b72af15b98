"""A language model in a run: asked before anything else, counted, kept, replaced by rules where it has no answer."""

from __future__ import annotations

import re

import pytest

from film.errors import PlanError
from planner.reading.reading import Item
from storyreel import pipeline, showing
from storyreel import stages as real
from storyreel.draft import merged, read_draft
from storyreel.llm.memory import in_force
from storyreel.project import project_of
from storyreel.report import Report
from storyreel.stages import Stages
from tests.storyreel import fakes
from tests.storyreel.llm_desk import (
    BAR,
    HALL,
    SPEC,
    STREET,
    Absent,
    Desk,
    Meek,
    Telling,
    Told,
    files,
    planned,
    told,
)


@pytest.fixture
def desk(llm_desk: Desk) -> Desk:
    return llm_desk


def test_everything_is_asked_once_and_counted(desk: Desk) -> None:
    model = Meek()
    _, report, run = planned(desk, model)
    assert report is not None
    asked = len(model.asked)
    assert asked >= report.questions >= 3
    assert (report.by_model, report.by_rules) == (report.questions, ())
    assert (report.requests, report.answered_before) == (asked, 0)
    assert report.usage.input == 100 * asked
    assert report.cost is None
    assert told(run).bars == [("Reading", report.questions)]
    assert told(run).moved == report.questions
    assert model.closed

    written = files(desk.reel)
    _, again, run = planned(desk, model)
    assert len(model.asked) == asked
    assert again is not None
    assert (again.requests, again.usage.input, again.by_model) == (0, 0, report.by_model)
    assert again.answered_before == asked
    assert told(run).bars == []
    assert files(desk.reel) == written


def test_an_unchanged_scene_is_not_asked_again(desk: Desk) -> None:
    desk.write(HALL, BAR)
    model = Meek()
    planned(desk, model)
    model.asked.clear()
    desk.write(STREET, HALL, BAR)
    planned(desk, model)
    assert [name for name in model.asked if "street" in name]
    # The first scene of before comes after another one now, which is part of the question about it.
    assert [name for name in model.asked if "hall" in name or "bar" in name] == ["scene int_hall_day"]


def test_only_the_chosen_scenes_are_asked_and_what_was_read_of_others_stays(desk: Desk) -> None:
    model = Meek()
    planned(desk, model, scenes="1")
    assert [name for name in model.asked if "hall" in name]
    assert not [name for name in model.asked if "bar" in name or "yard" in name]
    first = in_force(desk.run().project.reel)
    model.asked.clear()
    planned(desk, model, scenes="2")
    both = in_force(desk.run().project.reel)
    assert first is not None
    assert both is not None
    assert not [name for name in model.asked if "hall" in name or "yard" in name]
    assert {item.name for item in first.items} < {item.name for item in both.items}
    assert set(first.shots) < set(both.shots)


def test_the_price_is_told_before_and_after(desk: Desk) -> None:
    planned(desk, None)
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("llm_price: null", "llm_price: {input: 1000, output: 5000}"))
    model = Meek()
    before = pipeline.estimate(desk.run(model))
    assert model.asked == []
    assert before.cost == pytest.approx((before.usage.input * 1000 + before.usage.output * 5000) / 1e6)
    _, report, run = planned(desk, model)
    assert report is not None
    assert report.cost == pytest.approx(len(model.asked) * (100 * 1000 + 10 * 5000) / 1e6)
    assert f"{before.cost:.4f}" in told(run).lines[0]


def test_an_estimate_asks_and_writes_nothing(desk: Desk) -> None:
    model = Meek()
    found = pipeline.estimate(desk.run(model))
    assert (model.asked, desk.reel.exists()) == ([], False)
    assert found.answered == 0
    assert found.usage.input > 0
    assert found.usage.output > 0
    planned(desk, model, scenes="1")
    known = len(set(model.asked))
    assert pipeline.estimate(desk.run(model)).answered == known
    assert pipeline.estimate(desk.run(model)).questions == found.questions


def test_without_a_model_a_plan_is_by_rules_and_says_so_once(desk: Desk) -> None:
    made, report, run = planned(desk, None)
    assert told(run).lines == ["no language model is configured: planned by rules"]
    assert (report, run.told) == (None, [])
    assert {scene.read_by for scene in made.scenes} == {""}


def test_none_forgets_what_was_read_and_keeps_what_was_paid_for(desk: Desk) -> None:
    by_rules, _, _ = planned(desk, None)
    model = Meek()
    planned(desk, model)
    asked = len(model.asked)
    made, report, run = planned(desk, None, llm="none")
    assert (report, told(run).lines) == (None, [])
    assert made == by_rules
    assert not desk.reading.exists()
    planned(desk, model)
    assert len(model.asked) == asked


@pytest.mark.parametrize("model", [None, Absent()], ids=["not configured", "not there"])
def test_without_the_model_what_it_read_before_stays_in_force(desk: Desk, model: Meek | None) -> None:
    read, _, _ = planned(desk, Meek())
    settings = desk.reel / "reel.yaml"
    settings.write_text(re.sub(r"^llm: .*", "llm: auto", settings.read_text(), flags=re.MULTILINE))
    made, report, run = planned(desk, model)
    assert made == read
    assert report is not None
    assert (report.by_model, report.requests) == (report.questions, 0)
    assert "planned by what meek read before, else by rules" in "".join([*told(run).lines, *run.told])
    assert desk.reading.exists()


def test_who_asks_nothing_plans_by_what_was_read(desk: Desk) -> None:
    read, _, _ = planned(desk, Meek())
    run = desk.run()
    project = run.project
    assert merged(run.stages, project, read_draft(run.stages, project)).plan == read
    run.asks = False
    assert pipeline.plan(run) == read


def test_who_asks_nothing_says_what_changed_since(desk: Desk) -> None:
    planned(desk, Meek())
    desk.write(HALL, BAR.replace("One for you.", "None for you."), STREET)
    run = desk.run()
    run.asks = False
    made = pipeline.plan(run)
    assert [bool(scene.read_by) for scene in made.scenes] == [True, False, False]
    assert run.told == ["scene 2 changed after meek read the script: by rules until storyreel plan has it read again"]


def test_a_prompt_of_ones_own_is_asked_with_instead(desk: Desk) -> None:
    from storyreel.llm.own_prompts import copied

    model = Meek()
    planned(desk, model)
    path = copied("shots", desk.reel)
    model.asked.clear()
    planned(desk, model)
    assert model.asked == []  # a copy says the same
    path.write_text(path.read_text().replace("== text ==\n", "== text ==\nBe brief.\n"))
    planned(desk, model)
    assert model.asked
    assert {name.partition(" ")[0] for name in model.asked} == {"shots"}


def test_a_recording_of_what_was_answered_makes_the_same_plan_without_the_model(desk: Desk) -> None:
    read, _, _ = planned(desk, Telling())
    (desk.folder / "given.jsonl").write_bytes(desk.answers.read_bytes())
    project = project_of(desk.script, desk.folder / "again.reel", {"llm": "replay:given.jsonl"})
    run = pipeline.Run(project, Stages(), Told(), 1, asks=True, required=True)
    assert pipeline.plan(run) == read
    assert told(run).lines == [f"meek, recorded: {len(read_items(desk))} questions, which cost nothing"]
    assert run.reading is not None
    assert (run.reading.requests, run.reading.usage.input) == (0, 0)
    assert run.reading.answered_before == len(desk.answers.read_text().splitlines())
    assert not (project.reel.private / "answers.jsonl").exists()


def test_the_report_of_a_film_says_what_was_read(desk: Desk) -> None:
    run = desk.run(Telling())
    run.stages = fakes.stages(read=real.read, plan=real.plan, language_model=run.stages.language_model)
    report = pipeline.make(run)
    written = Report.model_validate_json((desk.reel / "report.json").read_bytes())
    assert written == report
    assert report.reading is not None
    assert report.reading.requests > 0
    assert report.reading.proposals.taken > 0
    assert "  proposals: " in showing.report(report)
    assert not [finding for finding in report.findings if finding.rule == "reading"]
    run = desk.run(Absent())
    run.stages = fakes.stages(read=real.read, plan=real.plan, language_model=run.stages.language_model)
    report = pipeline.make(run)
    assert [finding.message for finding in report.findings if finding.rule == "reading"]
    assert report.rendered == 0  # what was read before is in force


def read_items(desk: Desk) -> tuple[Item, ...]:
    reading = in_force(desk.run().project.reel)
    assert reading is not None
    return reading.items


def test_a_first_run_writes_down_who_reads(desk: Desk) -> None:
    planned(desk, Meek())
    assert f'llm: "{SPEC}"' in (desk.reel / "reel.yaml").read_text()
    with pytest.raises(PlanError, match="no server answers"):
        planned(desk, Absent(), required=True)
