"""Numbers and places that cannot be drawn: one line with file and line before anything is spent, or a marked
shot in a whole film; an empty frame is found.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from film.errors import FilmError
from storyreel import pipeline
from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.stages import Stages
from tests.storyreel.conftest import ROOT

SCRIPT = """\
INT. KITCHEN - DAY

ANNA, 30, stands at the table. BEN, 60, puts a cup on the table.

ANNA
Tea.

BEN
Tea it is.
"""
SCENE, ANNA, PLACE = "scenes/001.yaml", "cast/anna.yaml", "places/int_kitchen.yaml"
OPTIONS = {"size": "128x72", "supersample": 1, "passes": ["id"]}
CAMERA = r"(- id: 1-A1.*?camera:\n)      - [^\n]*\n"
MARK = r"(- id: 1-A1.*?marks:\n      - \{character: \w+, frame: 0, position: )\[[^]]*\](, yaw: )[-\d.]+"
FIXTURE = r"(kind: )\w+(\n    position: \[[^]]*\]\n    yaw: \d+\n    size: )\[[^]]*\]"


class Edit(NamedTuple):
    """One edited value: file, what stands there, what is written, how the line begins in which it is found, and what
    is said of it.
    """

    file: str
    old: str
    new: str
    there: str
    says: str


def camera(keys: str, there: str, says: str) -> Edit:
    return Edit(SCENE, CAMERA, rf"\1{keys}\n", there, says)


def key(position: str = "[2, -1, 1.9]", target: str = "[0, 0, 1]", more: str = "", frame: int = 0) -> str:
    return f"      - {{frame: {frame}, position: {position}, target: {target}{more}}}"


AT_ITSELF = "the camera of shot 1-A1 at frame 0 stands where it looks"
LENS = r"the camera of shot 1-A1 at frame 0 has a lens of \S+ mm\. A lens is 8 to 600 mm"

REFUSED = {
    "a camera nowhere": camera(key("[.nan, 0, 1]"), "- {frame: 0, position: [.nan", r"camera.*is nan\. Write a number"),
    "a camera at infinity": camera(key("[0, -.inf, 1]"), "- {frame: 0, position: [0, -.inf", r"is -inf\. Write a num"),
    "a camera out of the world": camera(key("[1e30, 0, 1]"), "- {frame: 0, position: [1e30", "It is at most 5000"),
    "a target nowhere": camera(key(target="[0, .nan, 1]"), "- {frame: 0", r"target\.2 is nan"),
    "a roll without end": camera(key(more=", roll: 1e300"), "- {frame: 0", "roll is 1e[+]300. It is at most 36000"),
    "a camera where it looks": camera(key("[1, 1, 1]", "[1, 1, 1]"), "- {frame: 0", AT_ITSELF),
    "a camera a hair from it": camera(key("[1, 1, 1]", "[1, 1, 1.0000001]"), "- {frame: 0", AT_ITSELF),
    "no lens": camera(key(more=", focal_mm: 0"), "- {frame: 0", LENS),
    "a lens turned round": camera(key(more=", focal_mm: -35"), "- {frame: 0", LENS),
    "a telescope": camera(key(more=", focal_mm: 100000"), "- {frame: 0", LENS),
    "a lens of nothing": camera(key(more=", focal_mm: .nan"), "- {frame: 0", "focal_mm is nan"),
    "a key after the end": camera(f"{key()}\n{key(frame=900)}", "- {frame: 900", "after its last frame"),
    "a mark nowhere": Edit(SCENE, MARK, r"\1[.nan, 0, 0]\g<2>0", "- {character: ", r"position\.1 is nan"),
    "a mark out of the world": Edit(SCENE, MARK, r"\1[0, -1e30, 0]\g<2>0", "- {character: ", "It is at least -5000"),
    "a body turned to nowhere": Edit(SCENE, MARK, r"\1[0, 0, 0]\g<2>.inf", "- {character: ", r"yaw is inf"),
    "no frame": Edit(SCENE, r"(- id: 1-A1.*?frames: )\d+", r"\g<1>0", "frames: 0", "It is at least 1"),
    "frames for a year": Edit(SCENE, r"(- id: 1-A1.*?frames: )\d+", r"\g<1>999999999", "frames: 9", "at most 200000"),
    "a person of no height": Edit(ANNA, r"height: [\d.]+", "height: 0", "height", r"height is 0\. It is at least 0\.6"),
    "a person turned over": Edit(ANNA, r"height: [\d.]+", "height: -1.7", "height", "It is at least 0.6"),
    "a person of no number": Edit(ANNA, r"height: [\d.]+", "height: .nan", "height", "height is nan"),
    "a stage of no width": Edit(PLACE, r"stage: [^\n]*", "stage: [0, -1, 0, 1]", "stage", "is no floor to stand on"),
    "a room of ten kilometres": Edit(PLACE, r"start: \[[^]]*\]", "start: [-5000, -5000]", "walls", "at most 500 m"),
    "a room out of the world": Edit(
        PLACE, r"start: \[[^]]*\]", "start: [-1e6, 0]", "start: [-1e6", "It is at least -5000"
    ),
    "a wall nowhere": Edit(PLACE, r"start: \[[^]]*\]", "start: [.nan, 0]", "start: [.nan", "is nan"),
    "a ceiling in the sky": Edit(PLACE, r"ceiling: [\d.]+", "ceiling: 1e9", "ceiling", "It is at most 500"),
    "a bookcase of a kilometre": Edit(PLACE, FIXTURE, r"\1bookcase\2[0.3, 400, 2]", "size: [0.3, 400", "at most 40 m"),
    "a fence of a kilometre": Edit(PLACE, FIXTURE, r"\1fence\2[0.3, 1000, 2]", "size: [0.3, 1000", "It is at most 500"),
    "a thing of no size": Edit(PLACE, FIXTURE, r"\1box\2[0, 1, 1]", "size: [0, 1", "in metres, above 0"),
    "a lamp like a sun": Edit(PLACE, r"power: [\d.]+", "power: 1e30", "power", "It is at most 1000"),
    "a scale of nothing": Edit(
        ANNA, "model: null", "model: {file: m.glb, scale: 0}", "model", "scale is 0. It is more"
    ),
    "a scale turned over": Edit(ANNA, "model: null", "model: {file: m.glb, scale: -1}", "model", "It is more than 0"),
    "a scale of no number": Edit(ANNA, "model: null", "model: {file: m.glb, scale: .inf}", "model", "scale is inf"),
    "a size of one column": Edit("reel.yaml", r"size: \S+", "size: 1x4096", "size", "width and height are even, 64 to"),
    "an odd size": Edit("reel.yaml", r"size: \S+", "size: 961x540", "size", "width and height are even, 64 to 4096"),
    "a size beyond memory": Edit("reel.yaml", r"size: \S+", "size: 99999x99999", "size", "64 to 4096"),
}


def run_of(reel: Path, target: Path | None = None) -> Run:
    project = project_of(target or reel, reel if target else None, OPTIONS if target else {})
    return Run(project, Stages(), Silence(), jobs=1)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script and its reel, planned."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "tea.fountain").write_text(SCRIPT)
    pipeline.plan(run_of(folder / "tea.reel", folder / "tea.fountain"))
    return folder


@pytest.fixture
def reel(planned: Path, tmp_path: Path) -> Path:
    """A reel of one's own to spoil."""
    shutil.copytree(planned, tmp_path / "own")
    return tmp_path / "own" / "tea.reel"


def spoil(reel: Path, file: str, old: str, new: str) -> int:
    """Writes over what stands in a file; where that begins."""
    path = reel / file
    text = path.read_text()
    found = re.search(old, text, re.DOTALL)
    assert found, f"{old} is not in {file}"
    path.write_text(text[: found.start()] + found.expand(new) + text[found.end() :])
    return found.start()


def refusal(reel: Path) -> str:
    """The one line that is said, from the reel's folder on, and nothing is written."""
    with pytest.raises(FilmError) as caught:
        pipeline.plan(run_of(reel))
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 500 + len(str(reel))
    return said.removeprefix(f"{reel}/")


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_its_line(reel: Path, name: str) -> None:
    file, old, new, there, says = REFUSED[name]
    at = spoil(reel, file, old, new)
    said, text = refusal(reel), (reel / file).read_text()
    assert re.search(says, said), said
    line = text.count("\n", 0, text.index(there, 0 if there == "walls" else at)) + 1
    assert said.startswith(f"{file}:{line}: ")


def test_more_people_than_the_id_pass_has_bytes_are_refused(reel: Path) -> None:
    sheet = (reel / ANNA).read_text()
    spoil(reel, SCENE, r"(- id: 1-A1.*?subjects: )\[[^]]*\]", rf"\1[{', '.join(f'p{n}' for n in range(300))}]")
    assert "id: anna" in sheet
    assert re.match(r"scenes/001\.yaml:\d+: shot 1-A1 shows 300 people\. At most 255", refusal(reel))


@pytest.mark.slow
def test_a_shot_that_cannot_be_drawn_is_marked_and_the_others_are_rendered(reel: Path) -> None:
    """The camera rides through what it looks at: that is known of its way only, and only this shot has a slate."""
    there = r"(- id: 1-A1.*?frames: )\d+"
    spoil(reel, SCENE, there, r"\g<1>21")
    spoil(
        reel, SCENE, r"(- id: 1-A1.*?marks:\n)(?:      - [^\n]*\n)+", r"\1" + standing("anna", -1) + standing("ben", 1)
    )
    spoil(reel, SCENE, CAMERA, rf"\1{key('[1, 0, 1]', '[0, 0, 1]')}\n{key('[0, 0, 1]', '[1, 0, 1]', frame=20)}\n")
    ended = program("render", reel, "--json", "-q", "--jobs", "1")
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    report = json.loads(ended.stdout)
    (failure,) = report["failed"]
    assert failure["shot"] == "1-A1"
    assert "a camera at frame 10 that looks at itself. Mend the shot in its scene file" in failure["reason"]
    assert report["rendered"] == report["shots"] - 1
    assert list((reel / ".storyreel").rglob("card.mp4")), "no slate stands for it"


def standing(who: str, y: float) -> str:
    return f"      - {{character: {who}, frame: 0, position: [0.5, {y}, 0], yaw: 0}}\n"


def program(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The real program, to its end."""
    command = [sys.executable, "-m", "storyreel", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)


@pytest.mark.slow
def test_the_program_ends_with_2_in_one_line_and_renders_nothing(reel: Path) -> None:
    wrong = REFUSED["a camera nowhere"]
    spoil(reel, *wrong[:3])
    ended = program("render", reel, "-q")
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert re.search(wrong.says, line)
    assert not (reel / "report.json").exists()


@pytest.mark.slow
def test_a_frame_without_anybody_is_found(reel: Path) -> None:
    """At a wall, away from everybody; under the floor; straight up: each shot is there, and each says who is not."""
    cameras = [key("[0, 0, 1.5]", "[0, 9, 1.5]"), key("[0, -1, -1.5]", "[0, 0, -3]"), key("[0, 0, 1]", "[0, 0, 3]")]
    ids = re.findall(r"- id: (1-\w+)\n    setup", (reel / SCENE).read_text())[:3]
    for shot, camera_ in zip(ids, cameras, strict=False):
        spoil(reel, SCENE, rf"(- id: {shot}.*?camera:\n)      - [^\n]*\n", rf"\1{camera_}\n")
    report = pipeline.render(run_of(reel))
    assert report.failed == ()
    found = {(each.shots[0], name) for each in report.findings for name in ("ANNA", "BEN")
             if each.rule == "measured_presence" and name in each.message}  # fmt: skip
    assert found >= {(shot, name) for shot in ids for name in ("ANNA", "BEN")}
