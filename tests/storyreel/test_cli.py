"""The command line: one line for what is wrong, one object on stdout, quick to answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storyreel.conftest import ROOT, Desk

PROGRAM = [sys.executable, "-m", "storyreel"]


def call(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the real program."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )


def refused(ended: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what is wrong."""
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


BAD_FILES = {
    "missing.fountain": None,
    "empty.fountain": b"",
    "blank.fountain": b"\n \n\t\n",
    "binary.fountain": bytes(range(256)) * 64,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "video.mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(500),
}


@pytest.mark.parametrize("command", ["make", "read", "plan"])
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_script_is_one_line_within_two_seconds_and_leaves_nothing(
    tmp_path: Path, command: str, name: str
) -> None:
    data = BAD_FILES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    line = refused(call(command, name, cwd=tmp_path))
    assert name in line
    assert line.startswith("storyreel: ")
    assert {path.name for path in tmp_path.iterdir()} <= {name}


@pytest.mark.parametrize("command", ["make", "read", "plan", "render", "cut"])
def test_a_folder_that_is_no_reel_is_refused(tmp_path: Path, command: str) -> None:
    (tmp_path / "folder").mkdir()
    assert "folder" in refused(call(command, "folder", cwd=tmp_path))
    assert not list((tmp_path / "folder").iterdir())


@pytest.mark.parametrize("command", ["render", "cut"])
def test_render_and_cut_want_a_reel(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.fountain").write_text("INT. A - DAY\n\nX.\n")
    assert "is not a reel's folder" in refused(call(command, "a.fountain", cwd=tmp_path))


def test_a_script_with_no_scene_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.fountain").write_text("Title: Nothing\n\n")
    refused(call("make", "a.fountain", cwd=tmp_path))


@pytest.mark.parametrize(
    "words",
    [
        ["--size", "big"],
        ["--fps", "0"],
        ["--seed", "-4"],
        ["--passes", "shadow"],
        ["--size", "63x90"],
        ["--scenes", "99"],
        ["--scenes", "2-1"],
        ["--scenes", "-"],
    ],
)
def test_a_bad_option_is_named(desk: Desk, words: list[str]) -> None:
    ended = desk.call("make", desk.script, *words)
    assert words[0] in refused(ended)
    assert not desk.reel.exists()


def test_plan_refuses_a_scene_that_is_not_there_before_it_makes_a_folder(desk: Desk) -> None:
    assert "no scene '7'" in refused(desk.call("plan", desk.script, "--scenes", "7"))
    assert not desk.reel.exists()


@pytest.mark.parametrize("place", ["taken/x.reel", "taken/new/x.reel", "play.txt/x.reel"])
def test_a_path_through_a_file_is_one_line_and_leaves_nothing(desk: Desk, place: str) -> None:
    (desk.folder / "taken").write_text("a file")
    assert "not a folder" in refused(desk.call("make", desk.script, "-o", place))
    assert (desk.folder / "taken").read_text() == "a file"


@pytest.mark.parametrize("words", [["--jobs", "0"], ["--colour"], ["--scenes"], ["another.txt"], []])
def test_a_usage_error_is_one_line_and_ends_with_2(desk: Desk, words: list[str]) -> None:
    ended = desk.call("make", *([desk.script] if words else []), *words)
    assert "--help" in refused(ended)


def test_a_broken_settings_file_is_named_by_its_line(desk: Desk) -> None:
    assert desk.call("make", desk.script, "-q").returncode == 0
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("fps:", "pfs:"))
    line = next(n for n, text in enumerate(settings.read_text().splitlines(), 1) if text.startswith("pfs"))
    assert f"reel.yaml:{line}: unknown name pfs. Did you mean fps?" in refused(desk.call("make", desk.reel))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(desk: Desk) -> None:
    closed = desk.folder / "closed"
    closed.mkdir(mode=0o500)
    assert "permission denied" in refused(desk.call("make", desk.script, "-o", closed / "x.reel"))


def test_a_missing_font_is_told_before_anything_is_spent(desk: Desk) -> None:
    code = (
        "from pathlib import Path; from assembler.lettering import faces; faces.FOLDER = Path('nowhere')\n"
        "from storyreel import stages; from tests.storyreel import fakes; stages.Stages = fakes.stages\n"
        "from storyreel.cli import app; app(['make', 'play.txt'])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "nowhere" in refused(ended)
    assert desk.log == []
    assert not desk.reel.exists()


def test_make_says_what_it_made_and_where(desk: Desk) -> None:
    ended = desk.call("make", desk.script)
    assert ended.returncode == 0
    first = ended.stdout.splitlines()[0]
    assert first == f"{desk.reel / 'film.mp4'}  0:09, 2 scenes, 4 shots"
    assert "4 rendered, 0 reused" in ended.stdout
    assert "Rendering 100 %" in ended.stderr


def test_json_is_one_object_on_stdout(desk: Desk) -> None:
    ended = desk.call("make", desk.script, "--json")
    report = json.loads(ended.stdout)
    assert set(report) >= {
        "reel", "film", "frames", "rate", "scenes", "shots", "rendered", "reused", "failed", "findings", "seconds",
    }  # fmt: skip
    assert report["rate"] == "24/1"
    assert set(report["seconds"]) == {"read", "plan", "render", "cut", "total"}
    assert json.loads((desk.reel / "report.json").read_text()) == report


def test_quiet_says_nothing_on_stderr(desk: Desk) -> None:
    assert desk.call("make", desk.script, "--quiet").stderr == ""


def test_plan_json_has_what_a_checker_of_geometry_needs(desk: Desk) -> None:
    ended = desk.call("plan", desk.script, "--json")
    assert ended.returncode == 0, ended.stderr
    scene = json.loads(ended.stdout)["scenes"][0]
    assert set(scene) >= {"id", "setups", "shots"}
    shot = scene["shots"][0]
    assert set(shot) >= {
        "id", "setup", "size", "angle", "lens_mm", "move", "subjects", "frames", "covers", "camera", "marks",
    }  # fmt: skip
    assert set(shot["camera"][0]) >= {"frame", "position", "target", "roll", "focal_mm"}
    assert (desk.reel / "scenes" / "001.yaml").exists()


def test_plan_for_people_is_a_line_a_shot(desk: Desk) -> None:
    said = desk.call("plan", desk.script).stdout
    assert "1-A1" in said
    assert str(desk.reel) in said


def test_a_reel_is_made_again_from_its_folder(desk: Desk) -> None:
    desk.call("make", desk.script, "-q")
    assert "0 rendered, 4 reused" in desk.call("make", desk.reel, "-q").stdout
    assert "0 rendered, 4 reused" in desk.call("cut", desk.reel, "-q").stdout
    assert "0 rendered, 4 reused" in desk.call("render", desk.reel, "-q").stdout
    desk.script.unlink()
    assert "is not there" in refused(desk.call("make", desk.reel))


def test_version_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys; from storyreel.cli import app\n"
        "try: app(['make', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'numba', 'PIL', 'av', 'scipy', 'moviepy', 'onnxruntime', 'opentimelineio', 'fpdf'}\n"
        "heavy.add('moderngl')\n"
        "sys.exit(f'loaded {heavy & sys.modules.keys()}' if heavy & sys.modules.keys() else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert call("--version").stdout.startswith("storyreel ")


def test_doctor_looks_at_what_a_film_takes() -> None:
    ended = call("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(ended.stdout)["checks"]}
    assert set(checks) == {
        "python", "cores", "memory", "disk", "ffmpeg", "fonts", "voices", "compiled code", "gpu", "language model",
        "video model",
    }  # fmt: skip
    assert all(checks[name]["well"] for name in ("python", "ffmpeg", "fonts", "voices"))
    assert "en" in checks["voices"]["says"]
    assert ended.returncode == (0 if all(check["well"] for check in checks.values()) else 1)


def test_a_script_cannot_command_the_terminal(tmp_path: Path) -> None:
    heading = "INT. \x1b[31mRED\x07 \u202eELTIT - DAY"
    (tmp_path / "a.fountain").write_text(f"{heading}\n\nX stands.\n", encoding="utf-8")
    said = call("read", "a.fountain", cwd=tmp_path).stdout
    assert "RED" in said
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert json.loads(call("read", "a.fountain", "--json", cwd=tmp_path).stdout)["scenes"]


def test_a_name_that_the_terminal_cannot_show_is_no_crash(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*PROGRAM, "read", os.fsdecode(b"r\xe9sum\xe9.fountain")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "there is no such file" in refused(ended)
