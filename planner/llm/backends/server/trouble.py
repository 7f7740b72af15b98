"""What goes wrong between us and a server, sorted by what is to be done about it.

::

    AttemptError
     ├─ LateError     no whole answer in time                        ─▶ given up
     ├─ BrokenError    the connection or the stream broke off           ─▶ try again
     └─ RefusalError   the server said no: a status and its own words   ─▶ see ``judged``
"""

from __future__ import annotations

import errno
import json
import re
import ssl
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from film.servers import waited
from planner.llm.neutral import told

_QUOTED = 160
"""Letters of a server's own words that a message repeats."""
_OVERLONG = re.compile(
    r"context[ _-]?(?:length|window|size)|maximum context|max_model_len|prompt (?:is )?too long|input (?:is )?too long"
    r"|too many tokens|reduce the length|max(?:_completion)?_tokens(?: must be at least| is too large)"
)
_FILTERED = re.compile(r"content[ _](?:filter|management|policy)|moderation|flagged|safety")
_EMPTY = re.compile(
    r"insufficient[ _](?:quota|funds|balance|credit)|billing|exceeded your current quota|out of credits"
)
_NOBODY = frozenset({"ConnectError", "ConnectTimeout", "ProxyError", "gaierror"})
"""Errors of the layers below that mean that there is no connection; their classes move between releases."""
_NOBODY_ERRORS = frozenset({errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH})
_AGAIN = frozenset({408, 409, 425, 429})

What = Literal["again", "overlong", "refused", "key", "empty", "model", "elsewhere", "terms"]
"""To be tried again; too long; refused by a filter; a wrong key; no money left; no such model; sent on to another
address; or something in the request that this server does not take."""


class AttemptError(Exception):
    """An attempt that brought no answer."""


class BrokenError(AttemptError):
    """The connection or the stream broke off.  ``reached`` is whether there was a server at all."""

    def __init__(self, why: str, *, reached: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.reached = reached


class LateError(AttemptError):
    """The time for the answer is over."""


class Words(NamedTuple):
    """A server's own words about an error, in lower case where they are searched."""

    message: str
    searched: str


class RefusalError(AttemptError):
    """A server's no: its status, its headers (lower case) and the beginning of its body."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.headers = headers
        self.words = _words(body)

    @staticmethod
    def told(event: Mapping[str, Any]) -> RefusalError:
        """An error that came in the stream itself, where its status is a field of it if it is told at all."""
        error = event.get("error")
        code = error.get("code") if isinstance(error, dict) else event.get("code")
        known = isinstance(code, int) and 400 <= code < 600
        return RefusalError(int(code) if known else 500, {}, json.dumps(event).encode())  # type: ignore[arg-type]

    @property
    def quoted(self) -> str:
        """The status and what the server said, for a message."""
        said = told(self.words.message, _QUOTED)
        return f"the server answered {self.status}{f': {said}' if said else ''}"

    def judged(self) -> What:
        """What is to be done about it."""
        said = self.words.searched
        if self.status == 402 or (self.status in (403, 429) and _EMPTY.search(said)):
            return "empty"
        if self.status in (400, 403, 422) and _FILTERED.search(said):
            return "refused"
        if self.status in (401, 403):
            return "key"
        if self.status in (404, 405):
            return "model"
        if 300 <= self.status < 400:
            return "elsewhere"
        if self.status == 413 or (self.status not in _AGAIN and _OVERLONG.search(said)):
            return "overlong"
        return "again" if self.status in _AGAIN else "terms"

    def wait(self) -> float | None:
        """Seconds that the server asks us to wait; None where it does not say."""
        return waited(self.headers)


def _words(body: bytes) -> Words:
    """What a body says: the message of OpenAI's errors, of vLLM's and of FastAPI's, else the body itself."""
    text = body.decode("utf-8", "replace")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    message: Any = None
    if isinstance(said, dict):
        inner = said.get("error")
        message = inner.get("message") if isinstance(inner, dict) else inner
        message = message or said.get("message") or said.get("detail")
    if message is None:
        message = "" if "<" in text[:200] else text  # a page for people says nothing to one of ours
    return Words(message if isinstance(message, str) else json.dumps(message), text.lower())


def broken(error: BaseException) -> AttemptError:
    """What an error of the client means: the innermost of the errors that it stands for says it best.

    One of ours in there, which some releases of the client take for one of the network, is what it was.
    """
    chain = [error]
    while (inner := chain[-1].__cause__ or chain[-1].__context__) is not None and inner not in chain:
        chain.append(inner)
    for each in reversed(chain):
        if isinstance(each, AttemptError):
            return each
        if isinstance(each, ssl.SSLCertVerificationError):
            return BrokenError(f"its certificate does not hold: {each.verify_message}", reached=False)
        if isinstance(each, ssl.SSLError):
            return BrokenError("it does not speak TLS; is its address http:// rather than https://?", reached=False)
    nobody = any(type(each).__name__ in _NOBODY or getattr(each, "errno", 0) in _NOBODY_ERRORS for each in chain)
    return BrokenError("no server answers there", reached=False) if nobody else BrokenError("the connection broke off")
