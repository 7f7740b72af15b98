"""The continuity report: its words, its object, its page, and that a check writes nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from film.findings import Excuse, Finding
from film.plan import Plan
from planner import continuity
from storyreel import check, pipeline
from storyreel.check.chosen import chosen
from storyreel.check.page import page
from storyreel.check.report import CheckReport, report_of, text
from tests.storyreel import fakes
from tests.storyreel.conftest import Desk


def finding(**changes: Any) -> Finding:
    """A cut across the line."""
    base = Finding(
        rule="axis", shots=("1-A1", "1-A2"), line=3, measure=22.0, limit=0.0, unit="degrees",
        message="1-A2 is across the line.", mend="Move the camera.",
    )  # fmt: skip
    return base.but(**changes)


@pytest.fixture
def plan(desk: Desk) -> Plan:
    """The plan of the desk's script: two scenes of two shots."""
    return pipeline.plan(desk.run())


def told(plan: Plan, *findings: Finding, measured: int = 0) -> CheckReport:
    """A report on a plan."""
    return report_of("play.reel", plan, findings, measured)


def test_findings_stand_by_scene_and_line_and_end_in_counts(plan: Plan) -> None:
    late = finding(
        rule="coverage", shots=("2-A1",), line=5, measure=None, limit=None, unit="", message="Line 5 is lost."
    )
    lines = text(told(plan, late, finding(), measured=4)).splitlines()
    assert lines == [
        "1  INT. HALL - DAY",
        "  line 3    axis              1-A2 is across the line. [22 degrees, limit 0 degrees] Move the camera.",
        "2  EXT. YARD - NIGHT",
        "  line 5    coverage          Line 5 is lost. Move the camera.",
        "",
        "To break a rule on purpose, write excuses: [{rule: its name, note: why}] under the shot in scenes/, "
        "or in reel.yaml for the whole film.",
        "",
        "2 findings (4 shots, 2 cuts; all of the shots rendered and measured)",
    ]


def test_what_was_broken_on_purpose_is_listed_as_such(plan: Plan) -> None:
    report = told(plan, finding(), finding(excused="they have lost each other", by="director"))
    said = text(report)
    assert len(report.open) == 1
    assert "On purpose:" in said
    assert "the director's choice: they have lost each other" in said
    assert said.endswith("1 finding, 1 more on purpose (4 shots, 2 cuts; none of the shots rendered and measured)")


def test_a_rule_excused_for_the_film_is_the_directors_choice_wherever_it_breaks() -> None:
    excuse = Excuse(rule="axis", note="they have lost each other")
    other, written = finding(rule="eyeline"), finding(excused="SMASH CUT", by="writer")
    own = finding(excused="few words ask for much action", by="storyreel")
    told = chosen([finding(), other, written, own], [excuse])
    assert [(each.excused, each.by) for each in told] == [
        (excuse.note, "director"), ("", None), ("SMASH CUT", "writer"), (excuse.note, "director"),
    ]  # fmt: skip


def test_an_excuse_of_nothing_in_the_film_is_found_and_an_open_conflict_is_never_excused() -> None:
    idle = [Excuse(rule="reach", note="a crane"), Excuse(rule="measured_side", note="as I like")]
    (found,) = chosen([], idle)
    assert (found.rule, found.excused) == ("edit", "")
    assert found.message == 'reel.yaml excuses reach ("a crane"), which is not broken anywhere.'
    conflict, stale = chosen([finding(rule="edit")], [Excuse(rule="edit", note="leave me alone")])
    assert not conflict.excused
    assert "which nothing excuses" in stale.message


def test_a_check_takes_the_excuses_of_the_reel(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.plan(desk.run())
    monkeypatch.setattr(continuity, "check", lambda *_: (finding(),))
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("excuses: []", "excuses: [{rule: axis, note: on purpose}]"))
    report = check.check(fakes.stages(), desk.run().project)
    assert [each.excused for each in report.findings] == ["on purpose"]
    assert not report.open


def test_a_clean_plan_says_so(plan: Plan) -> None:
    assert text(told(plan)).startswith("nothing to mend (4 shots")


def test_the_object_has_the_keys_that_programs_read(plan: Plan) -> None:
    found = json.loads(told(plan, finding()).model_dump_json())["findings"]
    assert {"rule", "shots", "line", "measure", "limit", "excused", "message"} <= found[0].keys()
    assert found[0]["scene"] == plan.scenes[0].id


def test_the_page_is_whole_by_itself_and_takes_no_markup(plan: Plan) -> None:
    report = told(
        plan, finding(message='<script>alert("x")</script>', mend="a & b"), finding(excused="<b>", by="writer")
    )
    html = page(report, plan, {})
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "a &amp; b" in html
    assert "&lt;b&gt;" in html
    assert "http" not in html
    assert html.count('src="data:image/png;base64,') == 2


def test_a_check_reads_the_reel_and_writes_its_page_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run = desk.run()
    pipeline.make(run)
    monkeypatch.setattr(continuity, "check", lambda *_: (finding(),))
    before = files(desk.reel)
    report = check.check(fakes.stages(), run.project)
    after = files(desk.reel)
    assert after.keys() - before.keys() == {"check.html"}
    assert {name: stamp for name, stamp in after.items() if name != "check.html"} == before
    assert report.page == str(desk.reel / "check.html")
    assert [each.rule for each in report.open] == ["axis"]
    html = (desk.reel / "check.html").read_text(encoding="utf-8")
    assert html.count('src="data:image/jpeg;base64,') == 2


def test_a_check_renders_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continuity, "check", lambda *_: ())
    run = desk.run()
    pipeline.plan(run)
    report = check.check(fakes.stages(), run.project)
    assert desk.rendered() == []
    assert (report.shots, report.measured, report.findings) == (4, 0, ())


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of everything in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}
