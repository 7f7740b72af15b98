"""A language model in a run: asked before anything else, counted, kept, replaced by rules where it has no answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from film.errors import FilmError, PlanError, ProjectError
from film.plan import Plan
from planner.reading.reading import Item
from storyreel import pipeline
from storyreel.draft import merged, read_draft
from storyreel.llm.reading import in_force
from storyreel.llm.report import ReadingReport
from storyreel.project import project_of
from storyreel.stages import Stages
from tests.storyreel.llm_desk import (
    BAR,
    HALL,
    SPEC,
    STREET,
    Absent,
    Chatty,
    Desk,
    Dying,
    Failing,
    Meddling,
    Meek,
    Telling,
    Told,
    told,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("STORYREEL_LLM", raising=False)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def plan(desk: Desk, model: Meek | None, **options: object) -> tuple[Plan, ReadingReport | None, pipeline.Run]:
    run = desk.run(model, **options)  # type: ignore[arg-type]
    return pipeline.plan(run), run.reading, run


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_everything_is_asked_once_and_counted(desk: Desk) -> None:
    model = Meek()
    _, report, run = plan(desk, model)
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
    _, again, run = plan(desk, model)
    assert len(model.asked) == asked
    assert again is not None
    assert (again.requests, again.usage.input, again.by_model) == (0, 0, report.by_model)
    assert again.answered_before == asked
    assert told(run).bars == []
    assert files(desk.reel) == written


def test_an_unchanged_scene_is_not_asked_again(desk: Desk) -> None:
    desk.write(HALL, BAR)
    model = Meek()
    plan(desk, model)
    model.asked.clear()
    desk.write(STREET, HALL, BAR)
    plan(desk, model)
    assert [name for name in model.asked if "street" in name]
    # The first scene of before comes after another one now, which is part of the question about it.
    assert [name for name in model.asked if "hall" in name or "bar" in name] == ["scene int_hall_day"]


def test_only_the_chosen_scenes_are_asked_and_what_was_read_of_others_stays(desk: Desk) -> None:
    model = Meek()
    plan(desk, model, scenes="1")
    assert [name for name in model.asked if "hall" in name]
    assert not [name for name in model.asked if "bar" in name or "yard" in name]
    first = in_force(desk.run().project.reel)
    model.asked.clear()
    plan(desk, model, scenes="2")
    both = in_force(desk.run().project.reel)
    assert first is not None
    assert both is not None
    assert not [name for name in model.asked if "hall" in name or "yard" in name]
    assert {item.name for item in first.items} < {item.name for item in both.items}
    assert set(first.shots) < set(both.shots)


def test_the_price_is_told_before_and_after(desk: Desk) -> None:
    plan(desk, None)
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("llm_price: null", "llm_price: {input: 1000, output: 5000}"))
    model = Meek()
    before = pipeline.estimate(desk.run(model))
    assert model.asked == []
    assert before.cost == pytest.approx((before.usage.input * 1000 + before.usage.output * 5000) / 1e6)
    _, report, run = plan(desk, model)
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
    plan(desk, model, scenes="1")
    known = len(set(model.asked))
    assert pipeline.estimate(desk.run(model)).answered == known
    assert pipeline.estimate(desk.run(model)).questions == found.questions


def test_a_limit_stops_a_run_before_anything_is_spent(desk: Desk) -> None:
    plan(desk, None)
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("llm_limit: 0", "llm_limit: 50"))
    written, model = files(desk.reel), Meek()
    with pytest.raises(ProjectError, match=r"reel\.yaml: reading may take [\d,]+ tokens, and llm_limit is 50\. "):
        plan(desk, model)
    assert (model.asked, files(desk.reel)) == ([], written)


def test_without_a_model_a_plan_is_by_rules_and_says_so_once(desk: Desk) -> None:
    planned, report, run = plan(desk, None)
    assert told(run).lines == ["no language model is configured: planned by rules"]
    assert (report, run.told) == (None, [])
    assert {scene.read_by for scene in planned.scenes} == {""}


@pytest.mark.parametrize("model", [Chatty(), Failing(), Dying(after=0)], ids=["prose", "failing", "gone"])
def test_without_answers_a_plan_is_that_of_the_rules_and_marked(desk: Desk, model: Meek) -> None:
    by_rules, _, _ = plan(desk, None)
    planned, report, _ = plan(desk, model)
    assert planned == by_rules
    assert report is not None
    assert report.by_model == 0
    assert len(report.by_rules) == report.questions
    assert all(left.why for left in report.by_rules)


def test_a_model_that_is_not_there_is_one_line_and_rules_go_on(desk: Desk) -> None:
    planned, report, run = plan(desk, Absent())
    line = "http://localhost:9/v1: no server answers. Start it: planned by rules"
    assert run.told == [line]
    assert (report, told(run).bars) == (None, [])
    assert planned.scenes


def test_a_model_that_dies_midway_leaves_what_it_said(desk: Desk) -> None:
    _, report, run = plan(desk, Dying(after=2))
    assert report is not None
    assert report.by_model == 2
    assert [line for line in run.told if "the account is empty" in line]
    model = Meek()
    plan(desk, model)
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
        plan(desk, model, required=True)
    assert "\n" not in str(caught.value)
    assert not (desk.reel / "scenes").exists()
    assert not desk.reading.exists()


def test_none_and_required_contradict_each_other(desk: Desk) -> None:
    with pytest.raises(ProjectError, match="rules alone"):
        plan(desk, None, required=True, llm="none")


def test_none_forgets_what_was_read_and_keeps_what_was_paid_for(desk: Desk) -> None:
    by_rules, _, _ = plan(desk, None)
    model = Meek()
    plan(desk, model)
    asked = len(model.asked)
    planned, report, run = plan(desk, None, llm="none")
    assert (report, told(run).lines) == (None, [])
    assert planned == by_rules
    assert not desk.reading.exists()
    plan(desk, model)
    assert len(model.asked) == asked


@pytest.mark.parametrize("model", [None, Absent()], ids=["not configured", "not there"])
def test_without_the_model_what_it_read_before_stays_in_force(desk: Desk, model: Meek | None) -> None:
    read, _, _ = plan(desk, Meek())
    settings = desk.reel / "reel.yaml"
    settings.write_text(re.sub(r"^llm: .*", "llm: auto", settings.read_text(), flags=re.MULTILINE))
    planned, _, run = plan(desk, model)
    assert planned == read
    assert "planned by what meek read before, else by rules" in "".join([*told(run).lines, *run.told])
    assert desk.reading.exists()


def test_who_asks_nothing_plans_by_what_was_read(desk: Desk) -> None:
    read, _, _ = plan(desk, Meek())
    run = desk.run()
    project = run.project
    assert merged(run.stages, project, read_draft(run.stages, project)).plan == read
    run.asks = False
    assert pipeline.plan(run) == read


def test_who_asks_nothing_says_what_changed_since(desk: Desk) -> None:
    plan(desk, Meek())
    desk.write(HALL, BAR.replace("One for you.", "None for you."), STREET)
    run = desk.run()
    run.asks = False
    planned = pipeline.plan(run)
    assert [bool(scene.read_by) for scene in planned.scenes] == [True, False, False]
    assert run.told == ["scene 2 changed after meek read the script: by rules until storyreel plan has it read again"]


def test_a_broken_reading_is_one_line_and_made_anew(desk: Desk) -> None:
    plan(desk, Meek())
    desk.reading.write_text("{")
    run = desk.run()
    run.asks = False
    with pytest.raises(ProjectError, match=r"reading\.json: is not what this storyreel wrote. Delete it"):
        pipeline.plan(run)
    model = Meek()
    plan(desk, model)
    assert model.asked == []
    assert in_force(run.project.reel) is not None


def test_an_edit_made_while_the_model_works_is_in_force(desk: Desk) -> None:
    plan(desk, None)
    scene = desk.reel / "scenes" / "001.yaml"
    before = re.search(r"tension: (\S+)", scene.read_text())
    assert before is not None

    def edit() -> None:
        scene.write_text(scene.read_text().replace(before[0], "tension: 0.93", 1))

    planned, _, _ = plan(desk, Meddling(meddle=edit))
    assert planned.scenes[0].beats[0].tension == 0.93
    assert "tension: 0.93" in scene.read_text()


def test_a_script_changed_while_the_model_works_is_for_the_next_run(desk: Desk) -> None:
    planned, _, _ = plan(desk, Meddling(meddle=lambda: desk.write(HALL)))
    assert len(planned.scenes) == 3


def test_another_run_on_the_same_reel_is_refused_before_it_asks(desk: Desk) -> None:
    second = Meek()

    def start() -> None:
        with pytest.raises(ProjectError, match="another storyreel is at work"):
            plan(desk, second)

    plan(desk, Meddling(meddle=start))
    assert second.asked == []


@pytest.mark.parametrize("broken", ["cast/anna.yaml", "scenes/001.yaml"])
def test_what_was_answered_survives_a_file_that_is_broken(desk: Desk, broken: str) -> None:
    plan(desk, None)
    (desk.reel / broken).write_text("schema_version: 1\nid: [\n")
    model = Meek()
    with pytest.raises(ProjectError):
        plan(desk, model)
    assert not desk.reading.exists()
    (desk.reel / broken).unlink()
    asked = len(model.asked)
    assert asked
    plan(desk, model)
    assert len(model.asked) == asked


def test_a_prompt_of_ones_own_is_asked_with_instead(desk: Desk) -> None:
    from storyreel.llm.own_prompts import copied

    model = Meek()
    plan(desk, model)
    path = copied("shots", desk.reel)
    model.asked.clear()
    plan(desk, model)
    assert model.asked == []  # a copy says the same
    path.write_text(path.read_text().replace("== text ==\n", "== text ==\nBe brief.\n"))
    plan(desk, model)
    assert model.asked
    assert {name.partition(" ")[0] for name in model.asked} == {"shots"}


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

    plan(desk, None)
    text = copied("shots", desk.reel).read_text()
    (desk.reel / "prompts" / "shots.txt").unlink()
    (desk.reel / "prompts" / f"{name}.txt").write_text(change(text))
    written, model = files(desk.reel), Meek()
    with pytest.raises(ProjectError, match=says) as caught:
        plan(desk, model)
    assert str(caught.value).startswith(f"{desk.reel / 'prompts' / name}.txt: ")
    assert "\n" not in str(caught.value)
    assert (model.asked, files(desk.reel)) == ([], written)


def test_a_recording_of_what_was_answered_makes_the_same_plan_without_the_model(desk: Desk) -> None:
    read, _, _ = plan(desk, Telling())
    (desk.folder / "given.jsonl").write_bytes(desk.answers.read_bytes())
    project = project_of(desk.script, desk.folder / "again.reel", {"llm": "replay:given.jsonl"})
    run = pipeline.Run(project, Stages(), Told(), 1, asks=True, required=True)
    assert pipeline.plan(run) == read
    assert told(run).lines == [f"meek, recorded: {len(read_items(desk))} questions, which cost nothing"]
    assert run.reading is not None
    assert (run.reading.requests, run.reading.usage.input) == (0, 0)
    assert run.reading.answered_before == len(desk.answers.read_text().splitlines())
    assert not (project.reel.private / "answers.jsonl").exists()


def read_items(desk: Desk) -> tuple[Item, ...]:
    reading = in_force(desk.run().project.reel)
    assert reading is not None
    return reading.items


def test_a_first_run_writes_down_who_reads(desk: Desk) -> None:
    plan(desk, Meek())
    assert f'llm: "{SPEC}"' in (desk.reel / "reel.yaml").read_text()
    with pytest.raises(PlanError, match="no server answers"):
        plan(desk, Absent(), required=True)
