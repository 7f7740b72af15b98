"""Work of an event loop handed over to ordinary code as it comes, from a thread that lives no longer than it is read.

A thread, so that answers go on coming in while their reader is busy with the last one, and so that it works for a
reader who has an event loop of his own.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Generator
from queue import Empty, Queue
from typing import TypeVar

T = TypeVar("T")
_LOOK = 0.5
"""Seconds between looks for an interrupt: where waiting for a queue cannot be interrupted (Windows), this is how long
Ctrl-C takes at most."""


def flow(work: Callable[[Callable[[T], None]], Awaitable[None]]) -> Generator[T, None, None]:
    """What ``work`` hands to the function it is given, in that order; what it raises, at the end.

    Closing the iterator, or an error in its reader, cancels the work and waits until it has put everything away.
    """
    handed: Queue[T | _End] = Queue()
    running = _Running()

    def run() -> None:
        error: BaseException | None = None
        try:
            asyncio.run(running.watched(work(handed.put)))
        except asyncio.CancelledError:
            pass
        except BaseException as caught:
            error = caught
        handed.put(_End(error))

    thread = threading.Thread(target=run, name="storyreel-llm", daemon=True)
    thread.start()
    try:
        while not isinstance(got := _next(handed), _End):
            yield got
        if got.error is not None:
            raise got.error
    finally:
        running.cancel()
        thread.join()


class _End:
    """The last thing handed over."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class _Running:
    """The task of a thread, so that another one can cancel it, even before it has begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._cancelled = False

    async def watched(self, work: Awaitable[None]) -> None:
        """The work as a task that can be cancelled."""
        with self._lock:
            self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
            if self._cancelled and self._task is not None:
                self._task.cancel()
        await work

    def cancel(self) -> None:
        """Cancels the work, unless it is over."""
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                with contextlib.suppress(RuntimeError):  # the loop is closed: the work is over
                    self._loop.call_soon_threadsafe(self._task.cancel)


def _next(handed: Queue[T]) -> T:
    while True:
        with contextlib.suppress(Empty):
            return handed.get(timeout=_LOOK)
