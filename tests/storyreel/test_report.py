"""What the last run drew with, out of its report: read, absent, or broken and told of in one line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from storyreel.cli.running import as_filmed
from storyreel.project import Project, Reel
from storyreel.report import Picture, Report, last_picture, last_renderer
from storyreel.settings import Settings
from tests.storyreel.conftest import Desk

PICTURE = Picture(size="320x180", fps=Fraction(24), labels=True, passes=("id",), supersample=1.0, boards="pencil")


def written(path: Path, text: str | None = None, picture: Picture = PICTURE) -> Path:
    report = Report(reel="r", film=None, frames=1, rate="24/1", scenes=1, shots=1, picture=picture)
    path.write_text(report.model_dump_json() if text is None else text, encoding="utf-8")
    return path


def test_the_last_runs_options_are_read(tmp_path: Path) -> None:
    told: list[str] = []
    assert last_picture(written(tmp_path / "report.json"), told.append)["size"] == "320x180"
    assert last_picture(tmp_path / "none.json", told.append) == {}
    assert told == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "EOF"),
        ('{"reel": "r"', "EOF"),
        ("not a report", "expected"),
        ('{"reel": "r", "film": null, "frames": 1, "rate": "24/1", "scenes": 1, "shots": 1, "colour": 1}', "colour"),
    ],
)
def test_a_broken_report_is_one_clear_line(tmp_path: Path, text: str, why: str) -> None:
    told: list[str] = []
    path = written(tmp_path / "report.json", text)
    assert last_picture(path, told.append) == {}
    (line,) = told
    assert line.startswith(f"{path}: cannot be read (")
    assert why in line
    assert "\n" not in line


def test_a_folder_in_its_place_is_told_too(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "report.json").mkdir()
    assert last_picture(tmp_path / "report.json", told.append) == {}
    assert len(told) == 1


def test_who_filmed_by_the_command_line_alone_is_who_is_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path / "a.fountain", Reel(tmp_path), Settings(script="a.fountain"))
    assert as_filmed(project) == project
    written(tmp_path / "report.json", picture=PICTURE.but(renderer="diffusers:../wan"))
    assert last_renderer(project.reel.report, print) == "diffusers:../wan"
    assert "renderer" not in last_picture(project.reel.report, print)
    assert as_filmed(project).settings.renderer == "diffusers:../wan"
    assert "diffusers:../wan of the last run" in capsys.readouterr().err
    own = Project(project.script, project.reel, project.settings.but(renderer="diffusers:own"))
    assert as_filmed(own) == own
    written(tmp_path / "report.json")
    assert as_filmed(project).settings.renderer == "previs"


@pytest.mark.parametrize("command", ["check", "boards"])
def test_the_commands_say_it_and_go_on(desk: Desk, command: str) -> None:
    from storyreel import pipeline

    pipeline.make(desk.run())
    (desk.reel / "report.json").write_text("{", encoding="utf-8")
    ended = desk.call(command, desk.reel)
    assert ended.returncode in (0, 1)
    lines = [line for line in ended.stderr.splitlines() if "report.json" in line]
    assert len(lines) == 1
    assert lines[0].startswith("storyreel: ")
    assert "Traceback" not in ended.stderr


def test_a_board_that_broke_in_the_store_is_a_finding_of_the_run(desk: Desk) -> None:
    from storyreel import pipeline

    first = pipeline.make(desk.run())
    assert not [each for each in first.findings if each.rule == "boards"]
    boards = sorted((desk.reel / ".storyreel").rglob("board.png"))
    for board in boards:
        board.chmod(0o644)
        board.write_bytes(bytes(board.stat().st_size))  # as long as it was: the store counts bytes
    again = pipeline.make(desk.run())
    told = [each.message for each in again.findings if each.rule == "boards"]
    assert len(told) == again.shots
    assert all("board.png cannot be read" in each for each in told)
