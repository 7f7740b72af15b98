"""Work of an event loop in a thread of its own: begun from ordinary code, its outcomes taken as they come.

A thread, so that jobs go on while their reader is busy with the last film, and for a reader who has a loop himself.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")
_LOOK = 0.5
"""Seconds between looks for an interrupt: where waiting for a queue cannot be interrupted (Windows), this is how long
Ctrl-C takes at most."""


class Loop(Generic[T]):
    """Tasks that each bring one outcome.  Use as ``with``; leaving cancels what is under way and waits for its end."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._ended: SimpleQueue[Future[T]] = SimpleQueue()
        self._under_way: set[Future[T]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="storyreel-videos", daemon=True)

    def __enter__(self) -> Loop[T]:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def __len__(self) -> int:
        """How many are under way."""
        return len(self._under_way)

    def begin(self, work: Coroutine[Any, Any, T]) -> None:
        """Begins a task."""
        future = asyncio.run_coroutine_threadsafe(self._watched(work), self._loop)
        self._under_way.add(future)
        future.add_done_callback(self._ended.put)

    def next(self) -> T:
        """The next outcome, as soon as there is one; raises what its task raised."""
        while True:
            with contextlib.suppress(Empty):
                future = self._ended.get(timeout=_LOOK)
                self._under_way.discard(future)
                return future.result()

    def run(self, work: Coroutine[Any, Any, S]) -> S:
        """What one task brings, waited for."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def cancel(self) -> None:
        """Cancels what is under way, and waits until all has been put away."""
        self.run(self._stop())

    async def _watched(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            return await work
        finally:
            self._tasks.discard(task)

    async def _stop(self) -> None:
        # Only what was begun here: tasks of a task's own may be what it puts itself away with.
        under_way = tuple(self._tasks)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
