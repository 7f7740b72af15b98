"""The program killed while it films: no finished take is made twice, none is lost, and the film ends as if nothing was.

The program says on the way what it does in its reel's folder (Python's audit events), and is killed with all of its
processes at one of these moments, whichever that is.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.storyreel.conftest import ROOT, SCRIPT
from tests.storyreel.video_desk import SIZE, Desk


def start(desk: Desk, *words: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "tests.storyreel.video_program", "make", str(desk.script), "-o", str(desk.reel)]
    return subprocess.Popen(
        [*program, "--size", SIZE, "--renderer", "diffusers:good", "--jobs", "1", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), "FAKE_LOG": str(desk.folder / "log"), "FAKE_SLOW": "0.05"},
        cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=170)
    assert process.returncode == 0, err
    return out


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reel with its previs, filmed by nobody yet, and beside it one that was filmed in peace."""
    desk = Desk(tmp_path_factory.mktemp("filmed"))
    desk.script.write_text(SCRIPT, encoding="utf-8")
    ended(start(desk, "--renderer", "previs", "--no-labels", "--passes", "depth,normal,id,pose,inverse_depth"))
    settings = desk.reel / "reel.yaml"
    settings.write_text(settings.read_text().replace("video_device: auto", "video_device: cpu"))
    shutil.copytree(desk.reel, desk.folder / "clean.reel")
    clean = Desk(desk.folder)
    ended(start(clean, "-o", str(desk.folder / "clean.reel")))
    return desk.folder


def takes(reel: Path) -> dict[str, bytes]:
    return {path.relative_to(reel).as_posix(): path.read_bytes() for path in sorted(reel.glob("takes/*/*.mp4"))}


@pytest.mark.slow
@pytest.mark.parametrize("after", ["filmed 1-A1/1", "begun 1-A2/1", "filmed 2-A2/1"])
def test_killed_at_any_moment_no_take_is_lost_or_made_twice(planned: Path, tmp_path: Path, after: str) -> None:
    shutil.copy(planned / "play.txt", tmp_path / "play.txt")
    shutil.copytree(planned / "play.reel", tmp_path / "play.reel")
    desk = Desk(tmp_path)
    process = start(desk)
    end = time.monotonic() + 120
    while after not in desk.log and time.monotonic() < end and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    made = finished(desk)
    time.sleep(0.3)  # its workers follow it
    before = list(desk.log)
    said = ended(start(desk))
    now = desk.log[len(before) :]
    assert not {f"begun {take}" for take in made} & set(now)
    assert max(Counter(line for line in desk.log if line.startswith("filmed")).values()) <= 2
    assert takes(desk.reel) == takes(planned / "clean.reel")
    assert re.search(r"\d takes? made, \d found", said)
    assert not (desk.reel / ".storyreel" / "pieces").exists()


def finished(desk: Desk) -> set[str]:
    """Takes whose frames are on the disk, by name: those that became takes, and those that wait for that."""
    pages = [*desk.reel.rglob("store/*/*/take.json"), *desk.reel.rglob("pieces/store/*/*/manifest.json")]
    found = [re.search(r'"shot":"([^"]+)"', page.read_text()) for page in pages]
    return {f"{match[1]}/1" for match in found if match}
