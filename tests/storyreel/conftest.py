"""Scripts, runs and programs with the fake stages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from tests.storyreel import fakes
from tests.storyreel import llm_desk as llm_desk_module

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """\
# INT. HALL - DAY
ANNA: Hello.
BEN: Good day.
# EXT. YARD - NIGHT
BEN: Cold here.
ANNA: Yes.
"""


@dataclass
class Desk:
    """A folder with a script, and what the fake stages made."""

    folder: Path

    @property
    def script(self) -> Path:
        """The script's file."""
        return self.folder / "play.txt"

    @property
    def reel(self) -> Path:
        """The reel's folder."""
        return self.folder / "play.reel"

    @property
    def log(self) -> list[str]:
        """A line for each thing made."""
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []

    def write(self, text: str) -> None:
        """Writes the script and forgets what was made."""
        self.script.write_text(text, encoding="utf-8")
        (self.folder / "log").unlink(missing_ok=True)

    def run(self, target: Path | None = None, scenes: str = "", jobs: int = 1, **options: Any) -> Run:
        """A run with the fake stages."""
        project = project_of(target or self.script, None if target else self.reel, options)
        return Run(project, fakes.stages(), Silence(), jobs, scenes)

    def rendered(self) -> list[str]:
        """What was rendered, in order of the alphabet."""
        return sorted(line.removeprefix("rendered ") for line in self.log if line.startswith("rendered "))

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Starts the program with the fake stages."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.storyreel.fake_program", *map(str, words)],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), fakes.LOG: str(self.folder / "log")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs the program with the fake stages to its end."""
        with self.start(*words) as process:
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(words, process.returncode, out, err)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the script of two scenes and four speeches on it."""
    made = Desk(tmp_path)
    made.write(SCRIPT)
    monkeypatch.setenv(fakes.LOG, str(tmp_path / "log"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("STORYREEL_LLM", raising=False)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def llm_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> llm_desk_module.Desk:
    """A desk with a script to be read by a language model, and none configured."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("STORYREEL_LLM", "STORYREEL_LLM_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return llm_desk_module.Desk(tmp_path)


def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Waits for something that another process does."""
    import time

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def alive(pids: Sequence[int]) -> list[int]:
    """Those of the processes that still run."""
    return [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
