"""A line of workers: each stage in a thread of its own, jobs in order, so that stages of different jobs overlap.

::

    put ─▶ stage 1 ─▶ stage 2 ─▶ stage 3 ─▶ get
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

_END = object()


class Line:
    """Stages in a row.  A stage is given what the one before made, and what it raises is raised by ``get``.

    ``prepare`` is called in each thread first: what torch keeps by thread has to be said again.
    """

    def __init__(self, stages: Sequence[Callable[[Any], Any]], prepare: Callable[[], None]) -> None:
        self._ways: list[queue.SimpleQueue[Any]] = [queue.SimpleQueue() for _ in range(len(stages) + 1)]
        self._threads = [
            threading.Thread(target=self._work, args=(stage, place, prepare), name=f"video-{place}", daemon=True)
            for place, stage in enumerate(stages)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, item: object) -> None:
        """Gives the first stage something to do."""
        self._ways[0].put(item)

    def get(self) -> Any:
        """What the last stage made next; waits for it."""
        item = self._ways[-1].get()
        if isinstance(item, BaseException):
            raise item
        return item

    def close(self) -> None:
        """Waits until every stage has ended what it does."""
        self._ways[0].put(_END)
        for thread in self._threads:
            thread.join()

    def _work(self, stage: Callable[[Any], Any], place: int, prepare: Callable[[], None]) -> None:
        prepare()
        inbox, outbox = self._ways[place], self._ways[place + 1]
        while (item := inbox.get()) is not _END:
            outbox.put(item if isinstance(item, BaseException) else _tried(stage, item))
            del item  # what it holds of the device's memory is the next stage's now
        outbox.put(_END)


def _tried(stage: Callable[[Any], Any], item: object) -> object:
    try:
        return stage(item)
    except BaseException as error:
        return error
