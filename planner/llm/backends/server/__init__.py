"""Any server that speaks OpenAI's protocol: vLLM, Ollama, llama.cpp, a paid service.

::

    Server ──flow (a thread with an event loop)──▶ Talk, one a request ──▶ Client ──HTTP──▶ server
       │                                             ├ terms    what the server takes
       └ looking  there? key? model? context?        ├ events   what it streams
                                                     └ trouble  what went wrong, and what to do
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing

from film.errors import PlanError
from film.servers import key_of
from planner.llm.backends.server.client import Client
from planner.llm.backends.server.flow import flow
from planner.llm.backends.server.looking import CONTEXT, context_of, identity_of
from planner.llm.backends.server.talk import Session, Talk
from planner.llm.backends.server.terms import Terms
from planner.llm.budget import Manners, estimated
from planner.llm.seam import Answered, Completion, Identity, Request

_KEY = "STORYREEL_LLM_KEY"
_LOOK = 30.0
"""Seconds that looking at a server may take."""


class Server:
    """A model behind an address.

    ``environment`` is where the key is taken from (see ``client``), a proxy, and
    STORYREEL_LLM_CONTEXT, how many tokens fit where the server does not say.
    """

    def __init__(self, url: str, model: str, manners: Manners, environment: Mapping[str, str]) -> None:
        self._url, self._model, self._manners = url.rstrip("/"), model, manners
        self._environment = environment
        self._identity: Identity | None = None
        self._session = Session(Terms(), CONTEXT)

    def __repr__(self) -> str:
        return f"Server({self._url!r}, {self._model!r})"

    def ready(self) -> Identity:
        """Who answers there; looked for once, and again after the server was gone.  Raises PlanError."""
        if self._identity is None or self._session.gone is not None:
            with closing(flow(self._look)) as found:
                self._identity = next(found)
            self._session.gone, self._session.context = None, self._identity.context
        return self._identity

    def count(self, text: str) -> int:
        """Tokens of a text, estimated: servers do not count for others."""
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """The answers as they come, ``Manners.at_once`` requests under way at a time.  Raises PlanError."""
        if self._session.gone is not None:
            raise self._session.gone
        if not requests:
            return
        if self._manners.deadline is not None:
            self._session.until = min(self._session.until, time.monotonic() + self._manners.deadline)

        async def work(hand: Callable[[Answered], None]) -> None:
            await self._work(requests, hand)

        yield from flow(work)

    def close(self) -> None:
        """Nothing is held between answers."""

    def _client(self, timeout: float) -> Client:
        return Client(self._url, key_of(self._environment, self._url, _KEY, PlanError), self._environment, timeout)

    async def _look(self, hand: Callable[[Identity], None]) -> None:
        context = context_of(self._environment)
        limit = min(_LOOK, self._manners.timeout)
        try:
            async with asyncio.timeout(limit), self._client(limit) as client:
                hand(await identity_of(client, self._url, self._model, context))
        except TimeoutError:
            what = f"no answer within {limit:g} seconds"
            raise PlanError(what, where=self._url, do="Look at the server, or allow it more time") from None

    async def _work(self, requests: Sequence[Request], hand: Callable[[Answered], None]) -> None:
        left = iter(enumerate(requests))
        blind = self._identity is not None and not self._identity.sees

        async def one(client: Client) -> None:
            for place, request in left:
                if blind and any(message.pictures for message in request.messages):
                    hand(Answered(place, Completion(finish="failed", why="the model sees no pictures")))
                    continue
                talk = Talk(client, self._url, self._model, self._manners, self._session)
                hand(Answered(place, await talk.completion(request)))

        try:
            async with self._client(self._manners.timeout) as client, asyncio.TaskGroup() as group:
                for _ in range(min(self._manners.at_once, len(requests))):
                    group.create_task(one(client))
        except BaseExceptionGroup as errors:
            error = _first(errors)
            if isinstance(error, PlanError):
                self._session.gone = error
            raise error from None


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error that a group is about: that the model is gone, before any other."""
    gone = errors.subgroup(PlanError)
    return (gone or errors).exceptions[0]
