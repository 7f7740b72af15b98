"""Worker processes that do one task at a time and never outlive the run.

A worker is a fresh interpreter (spawn) at the head of a process group of its own, so that ending
it ends its ffmpeg as well, and a Ctrl-C at the terminal reaches only the parent, which decides.
A worker that dies takes its task with it and nothing else: the task is tried once more by a new one.
A worker that hangs is ended, and its task has failed.

::

    parent ──task──▶ worker 1   ◀─ "step" n ... then "done" or "failed"
           ──task──▶ worker 2
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from film.errors import FilmError, ProjectError
from storyreel.files import is_refusal, refusal

_LONGEST_REASON = 300
_GLANCE = 1.0
"""Seconds between two looks for workers that hang."""
_GRACE = 3.0
"""Seconds that an idle worker has to end by itself once nobody has work for it."""

Step = Callable[[int], None]
"""Called with how much of the task's work is done."""


@dataclass(frozen=True)
class Task:
    """Work for a worker: ``run`` must be picklable; it is called with a ``Step``, and what it returns comes back.

    ``work`` is how much there is to do, in the unit that ``run`` reports (frames, mostly); ``patience``
    the seconds that may pass without a step.
    """

    name: str
    work: int
    run: Callable[[Step], object]
    patience: float = math.inf


@dataclass(frozen=True)
class Outcome:
    """How a task ended: ``reason`` is empty when all went well, else one line; ``trace`` is for whoever mends it.

    ``value`` is what ``run`` returned; ``died`` is True when the worker ended under it.
    """

    task: Task
    reason: str = ""
    trace: str = ""
    value: Any = None
    died: bool = False


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    place: int
    task: Task | None = None
    heard: float = 0.0

    def overdue(self) -> bool:
        """Its task may not be silent for so long."""
        return self.task is not None and time.monotonic() - self.heard > self.task.patience


class Pool:
    """Up to ``jobs`` workers, started when there is a task for them and ended with the block.

    ``environment`` is set in each worker before anything is imported there.  ``cold`` says that the
    first task fills a cache (compiled code) which the others want: they are held back until it has
    taken its first step.  ``places`` are what each worker's environment has besides, one for each of
    the ``jobs``: which graphics card is whose.
    """

    def __init__(
        self, jobs: int, environment: Mapping[str, str], *, cold: bool = False, places: Sequence[Mapping[str, str]] = ()
    ) -> None:
        self._jobs = jobs
        self._environments = [{**environment, **place} for place in places or ({},) * jobs]
        self._cold = cold
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, tasks: Sequence[Task], on_step: Callable[[Task, int], None]) -> Iterator[Outcome]:
        """Every task once, the longest first; outcomes as they come.

        Raises ProjectError when the disk refuses: every further task would meet the same.
        """
        waiting = sorted(tasks, key=lambda task: task.work)
        retried: set[Task] = set()
        while waiting or any(worker.task for worker in self._workers):
            self._hand_out(waiting)
            for outcome in self._outcomes(on_step):
                if outcome.died and outcome.task not in retried:
                    retried.add(outcome.task)
                    waiting.append(outcome.task)
                else:
                    yield outcome

    def _hand_out(self, waiting: list[Task]) -> None:
        while waiting and (worker := self._idle()):
            worker.task, worker.heard = waiting.pop(), time.monotonic()
            with contextlib.suppress(OSError):  # it died while it was idle: its pipe will say so
                worker.pipe.send(worker.task)

    def _idle(self) -> _Worker | None:
        free = next((worker for worker in self._workers if worker.task is None), None)
        if free:
            return free
        if len(self._workers) >= (1 if self._cold else self._jobs):
            return None
        taken = {worker.place for worker in self._workers}
        place = next(place for place in range(self._jobs) if place not in taken)
        self._workers.append(_start(self._environments[place], place))
        return self._workers[-1]

    def _outcomes(self, on_step: Callable[[Task, int], None]) -> Iterator[Outcome]:
        """What ended within a glance, and what hangs."""
        busy = [worker for worker in self._workers if worker.task]
        heard = set(wait([worker.pipe for worker in busy], _GLANCE))
        for worker in busy:
            if worker.pipe in heard:
                outcome = self._listen(worker, on_step)
                if outcome:
                    yield outcome
            elif worker.task and worker.overdue():
                self._dismiss(worker)
                yield Outcome(worker.task, f"it hung: nothing was done for {worker.task.patience:g} seconds")

    def _listen(self, worker: _Worker, on_step: Callable[[Task, int], None]) -> Outcome | None:
        task = worker.task
        assert task is not None
        try:
            kind, said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker, task)
        self._cold, worker.heard = False, time.monotonic()
        if kind == "step":
            on_step(task, said)
            return None
        if kind == "stop":
            raise said
        worker.task = None
        return Outcome(task, *said)

    def _bury(self, worker: _Worker, task: Task) -> Outcome:
        worker.process.join(5)
        code = worker.process.exitcode
        self._dismiss(worker)
        return Outcome(task, f"its process {_ending(code)}", died=True)

    def _dismiss(self, worker: _Worker) -> None:
        _end(worker)
        self._workers.remove(worker)


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with code {code}"
    hint = " (out of memory?)" if code == -signal.SIGKILL else ""
    return f"was ended by {signal.Signals(-code).name}{hint}"


def _start(environment: Mapping[str, str], place: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, dict(environment)), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, place)


def _end(worker: _Worker) -> None:
    """Ends the worker and whatever it started; one that is idle ends by itself, and gives back what it holds."""
    worker.pipe.close()
    if worker.task is None:
        worker.process.join(_GRACE)
    pid = worker.process.pid
    if pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join(5)


def _serve(pipe: Connection, environment: dict[str, str]) -> None:
    """The worker's life: tasks one by one until the pipe closes."""
    os.setpgid(0, 0)
    threading.Thread(target=_follow_parent, daemon=True).start()
    os.environ.update(environment)
    os.dup2(2, 1)  # what a library prints must not mix with the one JSON object on stdout
    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = pipe.recv()
            pipe.send(_attempt(task, pipe))


def _follow_parent() -> None:
    """Dies with the parent however it ends: a killed parent cannot say goodbye."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.killpg(0, signal.SIGKILL)


def _attempt(task: Task, pipe: Connection) -> tuple[str, object]:
    try:
        value = task.run(lambda done: pipe.send(("step", done)))
    except ProjectError as error:
        return "stop", error
    except Exception as error:
        if isinstance(error, OSError) and is_refusal(error):
            return "stop", refusal(error)
        return "done", (_reason(error), traceback.format_exc())
    return "done", ("", "", value)


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there was not enough memory"
    said = str(error) if isinstance(error, FilmError) else f"{type(error).__name__}: {error}"
    line = " ".join(said.split())
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"
