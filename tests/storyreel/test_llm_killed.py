"""The program killed while a model answers: nothing is paid for twice, and the reel is as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.storyreel.conftest import ROOT
from tests.storyreel.llm_desk import SPEC, Desk


def call(desk: Desk, kill: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Plans with a model that dies after so many answers (-1: never)."""
    program = [sys.executable, "-m", "tests.storyreel.llm_program", str(desk.folder / "log"), str(kill)]
    return subprocess.run(
        [*program, "plan", str(desk.script), "-o", str(desk.reel), "--llm", SPEC, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=desk.folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def log(desk: Desk) -> list[str]:
    return (desk.folder / "log").read_text().splitlines()


def files(desk: Desk) -> dict[str, bytes]:
    """What the reel is planned as."""
    paths = (path for path in desk.reel.rglob("*") if path.is_file() and path.name not in ("lock", "answers.jsonl"))
    return {path.relative_to(desk.reel).as_posix(): path.read_bytes() for path in paths}


def test_nothing_is_paid_for_twice_after_a_kill(tmp_path: Path) -> None:
    clean, desk = Desk(tmp_path / "clean"), Desk(tmp_path / "killed")
    assert call(clean, -1).returncode == 0
    for after in (2, 1, 0):
        assert call(desk, after).returncode == -signal.SIGKILL
        assert not desk.reading.exists()
    assert log(desk) == log(clean)[:3]
    ended = call(desk, -1)
    assert ended.returncode == 0, ended.stderr
    assert sorted(log(desk)) == sorted(set(log(clean)))
    assert ", 3 answered before" in ended.stdout
    assert files(desk) == files(clean)


def test_an_interrupted_run_says_so_and_keeps_its_answers(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    program = f"""
import os, runpy, signal, sys
import tests.storyreel.llm_desk as desk
answered = desk.Meek.completion
def stopped(self, request):
    if len(self.asked) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    return answered(self, request)
desk.Meek.completion = stopped
sys.argv = ["p", *{[str(tmp_path / "log"), "-1", "plan", str(desk.script), "-o", str(desk.reel), "--llm", SPEC]!r}]
runpy.run_module("tests.storyreel.llm_program", run_name="__main__")
"""
    stopped = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert stopped.returncode == 130, stopped.stderr
    assert stopped.stderr.endswith("storyreel: interrupted; run the same command again to go on from here\n")
    assert "Traceback" not in stopped.stderr
    kept = log(desk)[:2]
    assert len(desk.answers.read_text().splitlines()) == 2
    assert call(desk, -1).returncode == 0
    assert [log(desk).count(key) for key in kept] == [1, 1]
