"""One request until it is answered or given up: attempts, waits between them, and the time that it all may take.

Every wait that a server asks for holds all requests back, so that a limit is not run into by each of them in turn.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from film.errors import PlanError
from planner.llm.backends.server.client import Client
from planner.llm.backends.server.events import Events, Heard, object_in
from planner.llm.backends.server.looking import no_money, sent_on, wrong_key
from planner.llm.backends.server.terms import Terms, sent
from planner.llm.backends.server.trouble import AttemptError, BrokenError, LateError, RefusalError
from planner.llm.budget import Manners, estimated, read_by
from planner.llm.neutral import told
from planner.llm.seam import Completion, Request, Usage

FIRST_WAIT = 0.5
"""Seconds before the second attempt; each further one waits twice as long, up to half a minute."""
_LONGEST_WAIT = 30.0
_LIMITED = 4
"""How much longer than a failing server one is left alone that says that it is asked too often."""
_SILENCE = 1 / 3
"""The share of an answer's time after which a stream that has fallen silent is given up."""
_THOUGHT = (4096, 16384)
"""Tokens for thinking that a model gets that was cut off before it said anything."""
_BILL = 5.0
"""Seconds that a finished answer is waited for to tell what it cost."""
_FORM = re.compile(r"grammar|response_format|json_schema")
_QUOTED = 160
_WHOLE = 1 << 24
"""Bytes of an answer that is not streamed."""


@dataclass
class Session:
    """What is learnt of a server while it is asked, shared by all requests.

    ``until`` is when the time for all answers is over, ``held`` until when a server wants to be left alone and
    ``heard`` when it last began to answer, by the monotonic clock; ``context`` is how many tokens fit.
    """

    terms: Terms
    context: int
    until: float = float("inf")
    held: float = 0.0
    heard: float = 0.0
    gone: PlanError | None = None


class Talk:
    """One request to one server.  ``completion`` is what came of it."""

    def __init__(self, client: Client, url: str, model: str, manners: Manners, session: Session) -> None:
        self._client, self._url, self._model = client, url, model
        self._manners, self._session = manners, session

    async def completion(self, request: Request) -> Completion:
        """The answer.  Raises PlanError where nobody can be answered any more."""
        begun = time.monotonic()
        until = min(begun + self._manners.timeout, self._session.until)
        usage, failures = Usage(), 0
        done: Completion | float | None = None
        while not (why := await self._turn(until)):
            terms = self._session.terms
            heard = Heard(request.max_tokens + self._room(request, terms))
            try:
                await self._listen(request, terms, heard, until)
                done = None if self._thinks_too_long(request, heard, terms) else self._answered(request, heard, terms)
            except AttemptError as trouble:
                done = self._mended(trouble, terms, failures, request.key, begun)
            usage = usage + _cost(request, heard)
            if isinstance(done, Completion):
                break
            if done is not None:
                failures += 1
                await asyncio.sleep(min(done, max(0.0, until - time.monotonic())))
        ended = done if isinstance(done, Completion) else Completion(finish="failed", why=why)
        return ended.but(usage=usage, seconds=time.monotonic() - begun, why=self._client.without_key(ended.why))

    async def _turn(self, until: float) -> str:
        """Waits until the server may be asked; why it cannot be in time, else ""."""
        while (left := self._session.held - time.monotonic()) > 0:
            if self._session.held >= until:
                return f"the server wants to be left alone for {left:.0f} seconds, longer than there is time"
            await asyncio.sleep(left)
        return self._late() if time.monotonic() >= until else ""

    async def _listen(self, request: Request, terms: Terms, heard: Heard, until: float) -> None:
        """Sends the request and hears the answer out.  Raises AttemptError for one that does not end as it should."""
        body = sent(request, self._model, terms, self._room(request, terms))
        try:
            async with asyncio.timeout(until - time.monotonic()), self._client.asked(body) as (pieces, streamed):
                heard.begun, self._session.heard = True, time.monotonic()
                await (self._stream(pieces, heard) if streamed else _at_once(pieces, heard))
        except (AttemptError, TimeoutError) as trouble:
            if heard.finish:
                return  # once an answer has ended, what follows is only its bill
            if isinstance(trouble, TimeoutError):
                raise LateError from None
            raise
        if not heard.finish:
            raise BrokenError("the connection broke off")

    async def _stream(self, pieces: AsyncIterator[bytes], heard: Heard) -> None:
        events = Events()
        patience: float | None = None  # the first words may have to wait for the questions of others
        while not events.done and not heard.over:
            try:
                async with asyncio.timeout(patience):
                    piece = await anext(pieces, None)
            except TimeoutError:
                raise BrokenError("the server fell silent") from None
            for event in events.ended() if piece is None else events.fed(piece):
                heard.take(event)
            if piece is None:
                break
            if heard.spoken:
                patience = _BILL if heard.finish else self._manners.timeout * _SILENCE
        if events.done and heard.text:
            heard.finish = heard.finish or "stop"  # some servers end by ending

    def _mended(
        self, trouble: AttemptError, terms: Terms, failures: int, key: str, begun: float
    ) -> Completion | float | None:
        """What to do about trouble: give up with this, wait so many seconds, or ask at once in other terms."""
        if isinstance(trouble, LateError):
            return Completion(finish="failed", why=self._late())
        last = failures + 1 >= self._manners.attempts
        wait = _growing(failures, key)
        if isinstance(trouble, BrokenError):
            if last and not trouble.reached and self._session.heard < begun:
                raise PlanError(trouble.why, where=self._url, do="Start the server, or check the address")
            return Completion(finish="failed", why=f"{trouble.why}, {failures + 1} times") if last else wait
        assert isinstance(trouble, RefusalError)
        return self._refused(trouble, terms, wait, last)

    def _refused(self, trouble: RefusalError, terms: Terms, wait: float, last: bool) -> Completion | float | None:
        what = trouble.judged()
        if what == "terms" and (plainer := self._plainer(trouble, terms)) is not None:
            if self._session.terms == terms:
                self._session.terms = plainer
            return None
        if what in ("overlong", "refused"):
            return Completion(finish="overlong" if what == "overlong" else "refused", why=trouble.quoted)
        if what == "again" or trouble.status >= 500:
            return self._again(trouble, wait, last)
        if what == "terms":
            return Completion(finish="failed", why=trouble.quoted)
        raise _gone(trouble, self._url)

    def _again(self, refusal: RefusalError, wait: float, last: bool) -> Completion | float:
        asked = refusal.wait()
        # Who says when to come again may say so more often than we would try a server that merely fails.
        if last and asked is None:
            return Completion(finish="failed", why=refusal.quoted)
        if refusal.status == 429 and asked is None:
            wait *= _LIMITED
        wait = max(wait, asked or 0.0)
        if asked is not None or refusal.status == 429:
            self._session.held = max(self._session.held, time.monotonic() + wait)
            return 0.0
        return wait

    def _plainer(self, refusal: RefusalError, terms: Terms) -> Terms | None:
        if refusal.status >= 500 and not _FORM.search(refusal.words.searched):
            return None
        return terms.without(refusal.words.searched)

    def _room(self, request: Request, terms: Terms) -> int:
        """Tokens for thinking that there is room for."""
        return max(0, min(terms.thought, self._session.context - read_by(request) - request.max_tokens))

    def _thinks_too_long(self, request: Request, heard: Heard, terms: Terms) -> bool:
        """Whether a model thought until it was cut off; it gets more room then, this time and from now on."""
        if heard.finish != "length" or not heard.only_thought:
            return False
        more = replace(terms, thought=next((room for room in _THOUGHT if room > terms.thought), terms.thought))
        if self._room(request, more) <= self._room(request, terms):
            return False
        thought = max(self._session.terms.thought, more.thought)
        self._session.terms = replace(self._session.terms, thought=thought)
        return True

    def _answered(self, request: Request, heard: Heard, terms: Terms) -> Completion:
        """What was heard as a completion.  A server that heeds no schema is told it in words from now on."""
        if heard.refusal or heard.finish == "content_filter":
            return Completion(finish="refused", why=told(heard.refusal, _QUOTED) or "the server's filter held it back")
        text = heard.text
        if request.answer_schema is not None and not terms.told and "{" not in text:
            self._session.terms = replace(self._session.terms, told=True)
        return Completion(text=text, finish="length" if heard.finish == "length" else "stop")

    def _late(self) -> str:
        if self._manners.deadline is not None and time.monotonic() >= self._session.until:
            return f"the time for all answers, {self._manners.deadline:g} seconds, is over"
        return f"no whole answer came within {self._manners.timeout:g} seconds"


async def _at_once(pieces: AsyncIterator[bytes], heard: Heard) -> None:
    """An answer that is one object: of a server that does not stream."""
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > _WHOLE:
            raise BrokenError("the server sends an answer without end")
    heard.take(object_in(bytes(body)))


def _cost(request: Request, heard: Heard) -> Usage:
    return heard.usage(read_by(request), estimated(heard.text))


def _growing(failures: int, key: str) -> float:
    """Seconds to wait after so many failures; requests differ a little, by their keys, so as not to come in step."""
    share = int(key[:4], 16) / 0xFFFF
    return float(min(_LONGEST_WAIT, FIRST_WAIT * 2**failures) * (0.75 + share / 2))


def _gone(refusal: RefusalError, url: str) -> PlanError:
    what = refusal.judged()
    if what == "key":
        return wrong_key(url)
    if what == "empty":
        return no_money(url)
    if what == "elsewhere":
        return sent_on(refusal, url)
    return PlanError(refusal.quoted, where=url, do="Check the address and the model's name")
