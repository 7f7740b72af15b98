"""The director's commands on a real reel: plan, check, excuse, boards, styles."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.storyreel.conftest import ROOT
from tests.storyreel.test_cli import call, refused

yaml = YAML()


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one_table and the reel planned from it."""
    folder = tmp_path_factory.mktemp("directing")
    shutil.copy(ROOT / "samples" / "one_table.fountain", folder)
    ended = call("plan", "one_table.fountain", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture
def folder(planned: Path, tmp_path: Path) -> Path:
    """The same, to be spoilt."""
    return shutil.copytree(planned, tmp_path / "work")


def edit(scene: Path, **changes: object) -> str:
    """Changes the second shot that shows somebody over a shoulder or alone; its id."""
    document = yaml.load(scene)
    shots = [shot for shot in document["shots"] if shot["idiom"] in ("ots", "single")]
    shots[1].update(changes)
    yaml.dump(document, scene)
    return str(shots[1]["id"])


def mirrored(scene: Path) -> list[dict[str, object]]:
    """The same shot's camera on the other side of the one it looks at."""
    document = yaml.load(scene)
    shot = [each for each in document["shots"] if each["idiom"] in ("ots", "single")][1]
    keys = [dict(key) for key in shot["camera"]]
    for key in keys:
        (x, y, z), (tx, ty, tz) = key["position"], key["target"]
        key["position"], key["target"] = [2 * tx - x, 2 * ty - y, z], [tx, ty, tz]
    return keys


def test_a_plan_of_ours_has_nothing_to_mend(folder: Path) -> None:
    ended = call("check", "one_table.reel", "--json", cwd=folder)
    assert ended.returncode == 0, ended.stdout
    report = json.loads(ended.stdout)
    assert report["findings"] == []
    assert report["cuts"] == report["shots"] - 1 > 5


def test_a_camera_moved_across_is_found_and_excused(folder: Path) -> None:
    scene = folder / "one_table.reel" / "scenes" / "001.yaml"
    shot = edit(scene, camera=mirrored(scene))
    found = call("check", "one_table.reel", "--json", cwd=folder)
    assert found.returncode == 1, found.stderr
    findings = [each for each in json.loads(found.stdout)["findings"] if shot in each["shots"]]
    assert findings
    assert {"rule", "shots", "line", "measure", "limit", "excused", "message"} <= findings[0].keys()
    told = call("check", "one_table.reel", cwd=folder)
    assert told.returncode == 1
    assert findings[0]["message"].split(";")[0][:40] in told.stdout
    rules = {each["rule"] for each in findings}
    edit(scene, excuses=[{"rule": rule, "note": "as she turns on him"} for rule in sorted(rules)])
    excused = call("check", "one_table.reel", cwd=folder)
    assert excused.returncode == 0, excused.stdout
    assert "On purpose:" in excused.stdout
    assert "as she turns on him" in excused.stdout
    page = (folder / "one_table.reel" / "check.html").read_text(encoding="utf-8")
    assert "as she turns on him" in page


def test_check_writes_nothing_but_its_page(folder: Path) -> None:
    reel = folder / "one_table.reel"
    before = {path: path.read_bytes() for path in reel.rglob("*") if path.is_file()}
    assert call("check", "one_table.reel", cwd=folder).returncode == 0
    after = {path: path.read_bytes() for path in reel.rglob("*") if path.is_file() and path.name != "check.html"}
    assert after == before


def test_the_papers_need_no_rendering(folder: Path) -> None:
    ended = call("boards", "one_table.reel", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    assert "no shot is rendered yet" in ended.stderr
    reel = folder / "one_table.reel"
    for name in ("overheads.pdf", "lined_script.pdf"):
        assert (reel / name).read_bytes().startswith(b"%PDF")
    assert (reel / "shotlist.xlsx").read_bytes().startswith(b"PK")
    assert b"HELEN" in (reel / "shotlist.csv").read_bytes().upper()
    assert not (reel / "boards.pdf").exists()


@pytest.mark.parametrize("command", ["check", "boards"])
def test_what_is_no_reel_is_refused_in_one_line(folder: Path, command: str) -> None:
    assert "not a reel's folder" in refused(call(command, "one_table.fountain", cwd=folder))
    (folder / "empty").mkdir()
    assert "not a screenplay or a reel" in refused(call(command, "empty", cwd=folder))


def test_a_style_changes_the_plan_and_its_page_can_be_had(folder: Path) -> None:
    page = call("styles", "one_er", cwd=folder)
    (folder / "mine.yaml").write_text(page.stdout, encoding="utf-8")
    shots = []
    for style in ("classical", "mine.yaml"):
        ended = call("plan", "one_table.fountain", "-o", f"{style}.reel", "--style", style, "--json", cwd=folder)
        assert ended.returncode == 0, ended.stderr
        shots.append(sum(len(scene["shots"]) for scene in json.loads(ended.stdout)["scenes"]))
    assert shots[1] < shots[0] / 1.5
    assert 'style: "../mine.yaml"' in (folder / "mine.yaml.reel" / "reel.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_check_looks_at_what_the_last_run_drew_whatever_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.fountain").write_text(
        "INT. ROOM - DAY\n\nANNA stands at the window.\n\nANNA\nYes.\n", encoding="utf-8"
    )
    assert call("plan", "a.fountain", cwd=tmp_path).returncode == 0
    made = call("make", "a.reel", "--size", "128x72", "--passes", "id", "--no-labels", "--quiet", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    report = json.loads(call("check", "a.reel", "--json", cwd=tmp_path).stdout)
    assert report["measured"] == report["shots"] > 0
    papers = call("boards", "a.reel", cwd=tmp_path)
    assert "no shot is rendered" not in papers.stderr
    assert (tmp_path / "a.reel" / "boards.pdf").is_file()
