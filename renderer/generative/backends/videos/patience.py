"""How long a server is waited for, how often it is asked again, and when nothing further can be asked of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from film.errors import RenderError
from renderer.generative.backends.videos.looking import refused
from renderer.generative.backends.videos.trouble import AttemptError, GivenUpError, RefusalError
from renderer.generative.means import Means

T = TypeVar("T")
FIRST_WAIT = 0.5
"""Seconds before a second attempt; each further one waits twice as long, up to half a minute."""
LONGEST_WAIT = 30.0


@dataclass
class Session:
    """What is learnt of a server while it is asked, shared by all jobs.

    ``held`` is until when it wants to be left alone and ``heard`` when it last answered, by the monotonic clock;
    ``spent`` the GPU-seconds of jobs that are over, ``running`` what tells those of jobs that are not; ``gone`` why
    nothing further can be made.
    """

    held: float = 0.0
    heard: float = 0.0
    spent: float = 0.0
    running: set[Callable[[], float]] = field(default_factory=set)
    gone: RenderError | None = None

    def within(self, limit: float | None) -> None:
        """Raises GivenUpError where the GPU-seconds that all jobs may take are used up."""
        if limit is not None and self.spent + sum(each() for each in self.running) >= limit:
            raise GivenUpError("budget", f"the {limit:g} GPU-seconds of all shots are used up")


class Patience:
    """One job's way of waiting.  ``key`` is the job's own, hexadecimal: by it jobs differ a little in their waits."""

    def __init__(self, url: str, means: Means, session: Session, key: str) -> None:
        self._url, self._means, self._session = url, means, session
        self._until = time.monotonic() + means.deadline
        self._share = 0.75 + int(key[:4], 16) / 0xFFFF / 2

    async def turn(self) -> None:
        """Waits until the server may be asked.  Raises GivenUpError where it never may."""
        while (left := self._session.held - time.monotonic()) > 0:
            if self._session.held > self._until:
                raise GivenUpError("overdue", f"the server wants to be left alone for {left:.0f} seconds")
            await asyncio.sleep(left)
        if self._session.gone is not None:
            raise GivenUpError("failed", self._session.gone.what)

    async def again(self, ask: Callable[[], Awaitable[T]], what: str) -> T:
        """What an asking brings that costs nothing, about a job that was dear, tried as often as may be and for as long
        as a server may be silent.  Raises GivenUpError, naming ``what``."""
        failures, begun = 0, time.monotonic()
        while True:
            await self.turn()
            try:
                return await ask()
            except AttemptError as trouble:
                if (wait := self._after(trouble, failures, begun)) is None:
                    raise GivenUpError("failed", f"{what}: {trouble.why}") from None
                failures += 1
                await asyncio.sleep(wait)

    def end(self, trouble: AttemptError) -> None:
        """Raises GivenUpError for what no job of this server's will get past, and ends the session by it."""
        if isinstance(trouble, RefusalError) and trouble.judged() in ("key", "empty", "elsewhere", "absent"):
            self._session.gone = refused(trouble, self._url)
            raise GivenUpError("failed", self._session.gone.what)

    def held(self, refusal: RefusalError, failures: int) -> float | None:
        """Seconds until a server may be asked again that has not dealt with a request; None where it may not.

        One that is merely asked too often is asked for as long as there is time, one that is not there for the moment
        as often as may be; who says when to come again is believed, by all jobs.
        """
        if (asked := refusal.wait()) is not None:
            self._session.held = max(self._session.held, time.monotonic() + asked)
            return self.growing(0)  # beside it, not after it: a server may say "at once" for ever
        return self.growing(failures) if refusal.status == 429 or self.more(failures) else None

    def more(self, failures: int) -> bool:
        """Whether there may be another attempt."""
        return failures + 1 < self._means.attempts

    def growing(self, failures: int) -> float:
        """Seconds to wait after so many failures."""
        return float(min(LONGEST_WAIT, FIRST_WAIT * 2**failures) * self._share)

    def _after(self, trouble: AttemptError, failures: int, begun: float) -> float | None:
        """Seconds until the next attempt at what costs nothing; None where there is none."""
        lasting = time.monotonic() - begun < self._means.timeout
        if isinstance(trouble, RefusalError):
            judged = trouble.judged()
            if judged in ("terms", "refused"):
                return None
            if judged == "absent":  # a server may know its own job a moment later, or in its next process
                lasting = False
            else:
                self.end(trouble)
            if trouble.untaken and (trouble.wait() is not None or not lasting):
                return self.held(trouble, failures)
        return self.growing(failures) if lasting or self.more(failures) else None
