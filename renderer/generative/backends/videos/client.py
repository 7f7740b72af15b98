"""A video model behind a server of /v1/videos."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from film.errors import RenderError
from renderer.generative.backends.videos.asking import Asking, Speech
from renderer.generative.backends.videos.looking import Found, found_at
from renderer.generative.backends.videos.loop import Loop
from renderer.generative.backends.videos.patience import Session
from renderer.generative.backends.videos.wire import Wire
from renderer.generative.backends.videos.words import counted
from renderer.generative.means import Means
from renderer.generative.seam import Filmed, Identity, Queue

_LOOK = 30.0
"""Seconds that looking at a server may take."""


class Videos:
    """A model at an address; ``model`` is its name there, "" for the only one.

    ``environment`` is where the key is taken from (see ``wire``), a proxy, and certificates.
    """

    def __init__(self, url: str, model: str, means: Means, environment: Mapping[str, str]) -> None:
        self._url, self._model, self._means = url.rstrip("/"), model, means
        self._environment = environment
        self._found: Found | None = None
        self._session = Session()

    def __repr__(self) -> str:
        return f"Videos({self._url!r}, {self._model!r})"

    def ready(self) -> Identity:
        """Who answers there; looked for once, and again after the server was gone.  Raises RenderError."""
        return self._look().identity

    def count(self, text: str) -> int:
        """Tokens of a prompt, estimated from above: servers do not count for others."""
        return counted(text)

    def film(self, queue: Queue) -> Iterator[Filmed]:
        """Films the jobs, ``Means.at_once`` under way at a time.  Raises RenderError; see ``VideoModel``."""
        found = self._look()
        with Loop[Filmed]() as loop:
            wire = Wire(self._url, self._environment, self._means.timeout)
            try:
                yield from self._films(queue, loop, wire, found)
            finally:
                loop.cancel()
                loop.run(wire.close())
        if self._session.gone is not None:
            raise self._session.gone

    def close(self) -> None:
        """Nothing is held between films."""

    def _films(self, queue: Queue, loop: Loop[Filmed], wire: Wire, found: Found) -> Iterator[Filmed]:
        model = found.identity
        speech = Speech(found.model, found.dialect, model.abilities, model.needs, found.devices)
        while True:
            while len(loop) < self._means.at_once and self._session.gone is None:
                if (work := queue.take()) is None:
                    break
                loop.begin(Asking(wire, speech, self._means, self._session).filmed(work))
            if not len(loop):
                return
            yield loop.next()

    def _look(self) -> Found:
        if self._found is None or self._session.gone is not None:
            limit = min(_LOOK, self._means.timeout)
            with Loop[Found]() as loop:
                self._found = loop.run(self._looked(limit))
            self._session.gone = None
        return self._found

    async def _looked(self, limit: float) -> Found:
        wire = Wire(self._url, self._environment, limit)
        try:
            async with asyncio.timeout(limit):
                return await found_at(wire, self._model)
        except TimeoutError:
            what = f"no answer within {limit:g} seconds"
            raise RenderError(what, where=self._url, do="Look at the server, or allow it more time") from None
        finally:
            await wire.close()
