"""One job at a server, from asking for it until its film is here or it is given up.

::

    create ─▶ id ─▶ look, look, look ─▶ fetch ─▶ read ─▶ Filmed
      │              │                   │
      │              └ broken: look again, the job is still being made
      └ asked again only where it surely was not taken: no connection, 408, 425, 429, 503

Whatever happens after a job was taken, the server is told at the end that it may forget it, which also stops it.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from film.errors import RenderError
from film.takes import Spent
from renderer.generative.backends.videos.dialects import Dialect
from renderer.generative.backends.videos.forms import Form, form_of
from renderer.generative.backends.videos.looking import nobody
from renderer.generative.backends.videos.patience import LONGEST_WAIT, Patience, Session
from renderer.generative.backends.videos.reading import Read, TornError, UnfitError, read
from renderer.generative.backends.videos.state import State, failure_in, state_of
from renderer.generative.backends.videos.trouble import AttemptError, BrokenError, GivenUpError, RefusalError
from renderer.generative.backends.videos.wire import Wire, id_in
from renderer.generative.means import Means
from renderer.generative.seam import Abilities, Filmed, Need, Work

_GROWS = 1.5
_SLOWEST = 8
"""Every look at a job waits so much longer than the last one, up to so many times the first."""
_LEAVE = 5.0
"""Seconds that a server has to take note of our leaving."""
_BYTES_A_PIXEL = 4
_LEAST_BYTES = 64 << 20
"""A film may be somewhat larger than its pictures are unpacked: some servers pack without loss."""


@dataclass(frozen=True)
class Speech:
    """How a server is spoken to: the model's name there, the dialect, what it takes, what it cannot do without, and on
    how many devices it runs."""

    model: str
    dialect: Dialect
    abilities: Abilities
    needs: tuple[Need, ...] = ()
    devices: int = 1


def rarer(wait: float, first: float, asked: float | None) -> float:
    """Seconds until the next look after one ``wait`` long; ``first`` was the first, ``asked`` what the server wants.

    >>> rarer(2.0, 2.0, None), rarer(15.0, 2.0, None), rarer(2.0, 2.0, 0.0), rarer(2.0, 2.0, 5.0)
    (3.0, 16.0, 2.0, 5.0)
    """
    if asked is None:
        return min(wait * _GROWS, first * _SLOWEST)
    return max(first, min(asked, LONGEST_WAIT))


class Asking:
    """One job.  ``filmed`` is what came of it."""

    def __init__(self, wire: Wire, speech: Speech, means: Means, session: Session) -> None:
        self._wire, self._speech, self._means, self._session = wire, speech, means, session
        self._begun, self._key = time.monotonic(), uuid.uuid4().hex
        self._patience = Patience(wire.url, means, session, self._key)
        self._running: float | None = None
        self._took: float | None = None

    async def filmed(self, work: Work) -> Filmed:
        """The outcome.  Never raises but for a fault of ours, and when it is cancelled."""
        self._session.running.add(self._gpu_seconds)
        try:
            return await self._outcome(work)
        finally:
            self._session.running.discard(self._gpu_seconds)
            self._session.spent += self._gpu_seconds()

    async def _outcome(self, work: Work) -> Filmed:
        try:
            form = await asyncio.to_thread(self._form, work)
            async with asyncio.timeout(self._means.deadline) as clock:
                found = await self._made(work, form, clock)
        except TimeoutError:
            why = f"the server had not made it within {self._means.deadline:g} seconds"
            return Filmed(work.job, spent=self._spent(), made=self._by, trouble="overdue", why=why)
        except GivenUpError as end:
            why = self._wire.without_key(end.why)
            return Filmed(work.job, spent=self._spent(), made=self._by, trouble=end.trouble, why=why)
        except RenderError as error:
            return Filmed(work.job, made=self._by, trouble="refused", why=str(error))
        return Filmed(work.job, found.frames, found.heard, self._spent(), (*self._by, *found.notes))

    def _form(self, work: Work) -> Form:
        speech = self._speech
        form = form_of(work, speech.model, speech.dialect, speech.abilities)
        if "first" in speech.needs and not form.files:
            why = "the model begins every film with an image, and there is none of this shot: have its still made first"
            raise GivenUpError("refused", why)
        return form

    @property
    def _by(self) -> tuple[tuple[str, str], ...]:
        return (("server", self._speech.dialect.title),)

    async def _made(self, work: Work, form: Form, clock: asyncio.Timeout) -> Read:
        async with self._taken(form) as job:
            await self._done(job)
            found = await self._fetched(job, work)
            clock.reschedule(None)  # what is here is not lost to a slow farewell
            return found

    @asynccontextmanager
    async def _taken(self, form: Form) -> AsyncIterator[str]:
        """A job that the server took, until it may forget it."""
        job = await self._created(form)
        try:
            yield job
        finally:
            await self._forget(job)

    async def _created(self, form: Form) -> str:
        """Asks for the film until the server takes it or it is unknown whether it did."""
        failures = 0
        while True:
            await self._patience.turn()
            self._session.within(self._means.gpu_seconds)
            try:
                return id_in(await self._posted(form))
            except AttemptError as trouble:
                self._patience.end(trouble)
                if (wait := self._wait(trouble, failures)) is None:
                    raise self._unmade(trouble, failures + 1) from None
                failures += 1
                await asyncio.sleep(wait)

    async def _posted(self, form: Form) -> dict[str, Any]:
        """Asks once.  Whoever leaves while the server answers would leave a job behind that nobody knows of."""
        asked = asyncio.ensure_future(self._wire.create(form, self._key))
        try:
            said = await asyncio.shield(asked)
        except asyncio.CancelledError:
            with suppress(AttemptError, GivenUpError, TimeoutError):
                async with asyncio.timeout(_LEAVE):
                    await self._forget(id_in(await asked))
            raise
        self._session.heard = time.monotonic()
        return said

    def _wait(self, trouble: AttemptError, failures: int) -> float | None:
        """Seconds until a job may be asked for again; None where it may not."""
        if isinstance(trouble, RefusalError):
            return self._patience.held(trouble, failures) if trouble.untaken else None
        reached = isinstance(trouble, BrokenError) and trouble.reached
        return self._patience.growing(failures) if self._patience.more(failures) and not reached else None

    def _unmade(self, trouble: AttemptError, attempts: int) -> GivenUpError:
        if isinstance(trouble, BrokenError) and not trouble.reached:
            if self._session.heard < self._begun:
                self._session.gone = nobody(trouble, self._wire.url)
            return GivenUpError("failed", f"{trouble.why}, {attempts} times")
        if isinstance(trouble, RefusalError) and trouble.judged() in ("terms", "refused"):
            return GivenUpError("refused", trouble.why)
        if isinstance(trouble, RefusalError) and trouble.untaken:
            return GivenUpError("failed", f"{trouble.why}, {attempts} times")
        return GivenUpError("failed", f"{trouble.why}; it may be making the shot all the same, so it was asked once")

    async def _done(self, job: str) -> None:
        """Looks at a job until its film is there.  Raises GivenUpError where it will not be."""
        wait = self._means.poll
        while True:
            self._session.within(self._means.gpu_seconds)
            await asyncio.sleep(wait)
            state, asked = await self._patience.again(lambda: self._looked(job), f"no word of job {job} any more")
            wait = rarer(wait, self._means.poll, asked)
            self._note(state)
            if state.stage == "failed":
                raise GivenUpError(state.trouble, state.why)
            if state.stage == "done":
                return

    async def _looked(self, job: str) -> tuple[State, float | None]:
        try:
            said, asked = await self._wire.state(job)
            return state_of(said), asked
        except RefusalError as refusal:
            state = failure_in(refusal)
            if state is None:
                raise
            return state, None

    def _note(self, state: State) -> None:
        now = time.monotonic()
        self._session.heard = now
        if state.stage != "waiting" and self._running is None:
            self._running = now
        if state.took is not None:
            self._took = min(state.took, now - self._begun)
        elif state.stage in ("done", "failed") and self._running is not None:
            self._took = now - self._running

    async def _fetched(self, job: str, work: Work) -> Read:
        """The film, read.  One that comes torn is fetched again, as often as may be."""
        failures = 0
        while True:
            try:
                return await self._patience.again(lambda: self._once(job, work), "the film cannot be fetched")
            except UnfitError as error:  # no other seed makes it fit
                raise GivenUpError("refused", str(error)) from None
            except TornError as error:
                if not self._patience.more(failures):
                    raise GivenUpError("failed", str(error)) from None
            await asyncio.sleep(self._patience.growing(failures))
            failures += 1

    async def _once(self, job: str, work: Work) -> Read:
        fit = work.job.fit
        most = max(_BYTES_A_PIXEL * fit.width * fit.height * work.job.frames, _LEAST_BYTES)
        with tempfile.TemporaryFile() as file:
            await self._wire.fetch(job, file, most)
            return await asyncio.to_thread(read, file, work.job)

    async def _forget(self, job: str) -> None:
        with suppress(AttemptError, GivenUpError, TimeoutError):
            async with asyncio.timeout(_LEAVE):
                await self._wire.forget(job)

    def _gpu_seconds(self) -> float:
        """What the job took of the server's devices: as it says itself, else for as long as it was seen to run."""
        seen = 0.0 if self._running is None else time.monotonic() - self._running
        return (seen if self._took is None else self._took) * self._speech.devices

    def _spent(self) -> Spent:
        return Spent(gpu_seconds=self._gpu_seconds(), seconds=time.monotonic() - self._begun)
