"""Workers: a death is made good once, a hanging one is ended, and a step counts as life."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

from storyreel.workers import Outcome, Pool, Step, Task


def die(times: int, log: Path, step: Step) -> None:
    """Ends its own process the first ``times`` times."""
    with log.open("a") as file:
        file.write("tried\n")
    step(1)
    if len(log.read_text().splitlines()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)


def hang(step: Step) -> None:
    """Takes one step and no other."""
    step(1)
    time.sleep(600)


def plod(step: Step) -> None:
    """Takes longer than it may be silent, and is never silent for so long."""
    for done in range(6):
        time.sleep(0.5)
        step(done)


def outcomes(*tasks: Task, jobs: int = 1) -> dict[str, Outcome]:
    """How each task ended, by name."""
    with Pool(jobs, {}) as pool:
        return {outcome.task.name: outcome for outcome in pool.run(tasks, lambda _task, _done: None)}


def test_a_task_whose_worker_died_is_tried_once_more(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert outcomes(Task("fragile", 1, partial(die, 1, log)))["fragile"].reason == ""
    assert log.read_text().count("tried") == 2


def test_a_task_whose_worker_dies_twice_has_failed_and_the_next_goes_on(tmp_path: Path) -> None:
    log, other = tmp_path / "log", tmp_path / "other"
    ended = outcomes(Task("deadly", 2, partial(die, 9, log)), Task("well", 1, partial(die, 0, other)))
    assert ended["deadly"].reason == "its process was ended by SIGKILL (out of memory?)"
    assert ended["well"].reason == ""
    assert log.read_text().count("tried") == 2


def test_a_task_that_hangs_has_failed_and_the_next_goes_on(tmp_path: Path) -> None:
    stuck = Task("stuck", 2, hang, patience=2.0)
    ended = outcomes(stuck, Task("well", 1, partial(die, 0, tmp_path / "log")))
    assert ended["stuck"].reason == "it hung: nothing was done for 2 seconds"
    assert ended["well"].reason == ""


def test_slow_is_not_hung() -> None:
    assert outcomes(Task("slow", 6, plod, patience=2.5))["slow"].reason == ""
