"""What goes wrong between us and a server, sorted by what is to be done about it.

::

    AttemptError
     ├─ BrokenError    no connection, or it broke off        ─▶ ``reached``: whether anybody can have heard us
     └─ RefusalError   the server said no, in its own words  ─▶ ``judged``
    GivenUpError       nothing more is tried for this job    ─▶ the trouble that its outcome tells
"""

from __future__ import annotations

import errno
import json
import re
import ssl
from collections.abc import Mapping
from typing import Any, Literal

from film.servers import waited
from renderer.generative.backends.videos.words import told
from renderer.generative.seam import Trouble

_QUOTED = 160
"""Letters of a server's own words that a message repeats."""
_FILTERED = re.compile(r"content[ _](?:filter|management|policy)|moderation|flagged|safety")
_EMPTY = re.compile(
    r"insufficient[ _](?:quota|funds|balance|credit)|billing|exceeded your current quota|out of credits"
)
_MEMORY = re.compile(r"out of memory|outofmemory|cuda_?\s?oom|not enough (?:gpu |device )?memory")
_NOBODY = frozenset({"ConnectError", "ConnectTimeout", "ProxyError", "gaierror"})
_SILENT = frozenset({"ReadTimeout", "WriteTimeout"})
"""Errors of the layers below that mean that there is no connection, or one on which nothing comes; their classes move
between releases."""
_NOBODY_ERRORS = frozenset({errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH})
_UNTAKEN = frozenset({408, 425, 429, 503})
"""Answers that say that a request was not dealt with: RFC 9110, 15.5.9 and 15.6.4; RFC 8470, 5.2; RFC 6585, 4."""

What = Literal["again", "broken", "refused", "key", "empty", "absent", "elsewhere", "terms"]
"""To be tried again; broken inside; refused by a filter; a wrong key; no money left; nothing there; sent on to another
address; or something in the request that this server does not take."""


class AttemptError(Exception):
    """An attempt that brought no answer; ``why`` is for a message."""

    why: str


class BrokenError(AttemptError):
    """The connection broke off.  ``reached`` is whether there was a server at all."""

    def __init__(self, why: str, *, reached: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.reached = reached


class RefusalError(AttemptError):
    """A server's no: its status, its headers (lower case) and the beginning of its body."""

    def __init__(self, status: int, headers: Mapping[str, str], body: str) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.headers = headers
        self.body = _object(body)
        self._searched = body.lower()
        said = told(_message(self.body, body), _QUOTED)
        self.why = f"the server answered {status}{f': {said}' if said else ''}"

    @property
    def untaken(self) -> bool:
        """Whether the server says that it has not dealt with the request."""
        return self.status in _UNTAKEN

    def judged(self) -> What:
        """What is to be done about it."""
        if self.status == 402 or (self.status in (403, 429) and _EMPTY.search(self._searched)):
            return "empty"
        if self.status in (400, 403, 422) and _FILTERED.search(self._searched):
            return "refused"
        if self.status in (401, 403):
            return "key"
        if self.status in (404, 405, 501):
            return "absent"
        if 300 <= self.status < 400:
            return "elsewhere"
        if self.untaken:
            return "again"
        return "broken" if self.status >= 500 else "terms"

    def wait(self) -> float | None:
        """Seconds that the server asks us to wait; None where it does not say."""
        return waited(self.headers)


class GivenUpError(Exception):
    """Nothing more is tried for a job, for the reason that its outcome tells."""

    def __init__(self, trouble: Trouble, why: str) -> None:
        super().__init__(why)
        self.trouble: Trouble = trouble
        self.why = why


def trouble_in(words: str) -> Trouble:
    """What a server's reason for a failure means."""
    said = words.lower()
    return "memory" if _MEMORY.search(said) else "refused" if _FILTERED.search(said) else "failed"


def message_of(error: object) -> str:
    """The words of an ``error`` as servers give them: an object with a message and a code, or words alone."""
    if isinstance(error, dict):
        parts = [error.get("code"), error.get("message")]
        return ": ".join(part for part in parts if isinstance(part, str) and part)
    return error if isinstance(error, str) else ""


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
    if any(type(each).__name__ in _SILENT for each in chain):
        return BrokenError("the server did not answer in time")
    nobody = any(type(each).__name__ in _NOBODY or getattr(each, "errno", 0) in _NOBODY_ERRORS for each in chain)
    return BrokenError("no server answers there", reached=False) if nobody else BrokenError("the connection broke off")


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _message(said: Mapping[str, Any], text: str) -> str:
    """The message of OpenAI's errors, of vLLM's and of FastAPI's, else the body itself."""
    message = message_of(said.get("error")) or said.get("message") or said.get("detail")
    if message is None:
        return "" if "<" in text[:200] else text  # a page for people says nothing to one of ours
    return message if isinstance(message, str) else json.dumps(message)
