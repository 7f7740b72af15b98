"""Where costly things are made: each is ordered by its recipe, looked up first, made by a worker if it is not there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from film.names import digest
from storyreel.progress import Progress
from storyreel.store import Store
from storyreel.workers import Pool, Step, Task

Make = Callable[[Path, Step], None]
"""Fills an empty folder and tells its steps; must be picklable."""


@dataclass(frozen=True)
class Order:
    """One thing wanted: all that decides its bytes, and how to make it.

    ``work`` is in steps of ``make``; ``patience`` in seconds without a step, after which it hangs.
    """

    name: str
    recipe: Mapping[str, Any]
    work: int
    make: Make
    patience: float = math.inf

    @property
    def key(self) -> str:
        """Orders of one key are one thing."""
        return digest(self.recipe)


@dataclass(frozen=True)
class Delivery:
    """What came of some orders, by key: folders, which of them were made now, and why others were not."""

    folders: Mapping[str, Path]
    made: frozenset[str]
    failed: Mapping[str, str]


@dataclass
class Workshop:
    """A store, the workers who fill it, and where to tell the progress.  ``traces`` are of what failed."""

    store: Store
    pool: Pool
    progress: Progress
    traces: list[str] = field(default_factory=list)

    def find(self, order: Order) -> Path | None:
        """The order's folder if it was made before."""
        return self.store.find(order.recipe)

    def deliver(self, what: str, orders: Sequence[Order]) -> Delivery:
        """Every order's folder; what is missing is made, and one that fails stops no other.

        Raises ProjectError when the disk refuses.
        """
        wanted = {order.key: order for order in orders}
        folders = {key: folder for key, order in wanted.items() if (folder := self.find(order))}
        missing = {key: order for key, order in wanted.items() if key not in folders}
        failed = self._make(what, missing) if missing else {}
        made = missing.keys() - failed.keys()
        folders.update({key: self.store.path(key) for key in made})
        return Delivery(folders, frozenset(made), failed)

    def _make(self, what: str, missing: Mapping[str, Order]) -> dict[str, str]:
        self.progress.begin(what, sum(order.work for order in missing.values()))
        tasks = {self._task(order): key for key, order in missing.items()}
        told = dict.fromkeys(tasks, 0)
        failed = {}

        def step(task: Task, done: int) -> None:
            done = min(done, task.work)
            self.progress.advance(max(done - told[task], 0))
            told[task] = max(done, told[task])

        for outcome in self.pool.run(list(tasks), step):
            step(outcome.task, outcome.task.work)
            if outcome.reason:
                failed[tasks[outcome.task]] = outcome.reason
                self.progress.note(f"{outcome.task.name} failed: {outcome.reason}")
                self.traces.append(outcome.trace)
        return failed

    def _task(self, order: Order) -> Task:
        return Task(order.name, order.work, partial(_build, self.store.root, order), order.patience)


def _build(root: Path, order: Order, step: Step) -> None:
    Store(root).build(order.recipe, partial(_fill, order.make, step))


def _fill(make: Make, step: Step, folder: Path) -> None:
    make(folder, step)
