"""The connection to a server: HTTP by OpenAI's client, held to one address, one key and one size of trouble.

Left to itself the client goes where the environment and the server send it: through any proxy that a variable names,
after redirects, to whatever an answer unpacks to.  Here

- the key is STORYREEL_VIDEO_KEY, or OPENAI_API_KEY where that may go (see ``film.servers``),
- a proxy (HTTPS_PROXY, ALL_PROXY, but for NO_PROXY) is used for https alone, where it sees neither key nor words,
- a redirect is an answer like any other and tells what to name instead,
- answers are asked for unpacked and cut off at a bound,
- nothing is tried again behind our back: who counts attempts and waits is ``asking``.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import IO, Any

from film.errors import RenderError
from film.servers import key_of, proxy_of, trusted, waited
from renderer.generative.backends.videos.forms import Form
from renderer.generative.backends.videos.trouble import (
    AttemptError,
    BrokenError,
    GivenUpError,
    RefusalError,
    broken,
)

_CONNECT = 15.0
"""Seconds that a connection may take to be made."""
_SAID = 1 << 16
"""Bytes of an error's body that are read."""
_ANSWER = 1 << 20
"""Bytes of a job's state."""
_LIST = 1 << 24
"""Bytes of a list: of a service's models, which has some hundred kilobytes, or of the jobs that a server keeps."""
_KEY = "STORYREEL_VIDEO_KEY"
_HEADERS = frozenset({"host", "content-type", "content-length", "accept", "connection", "user-agent",
                      "transfer-encoding", "idempotency-key", "cookie"})  # fmt: skip
"""Headers that go out.  A cookie is the server's own: by it whoever shares out requests finds the one of several that
has the job."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:=~-]{0,199}")
"""Names of jobs that can stand in a path and lead nowhere else."""


class Wire:
    """A connection to one server, for one event loop.  What asks it raises AttemptError."""

    def __init__(self, url: str, environment: Mapping[str, str], timeout: float) -> None:
        library = _library()
        self.url = url
        self._key = key_of(environment, url, _KEY, RenderError)
        self._http = library.DefaultAsyncHttpxClient(
            trust_env=False,
            proxy=proxy_of(environment, url, RenderError),
            verify=trusted(environment, RenderError),
            follow_redirects=False,
            timeout=library.Timeout(timeout, connect=min(timeout, _CONNECT)),
            event_hooks={"request": [self._ours], "response": [self._refused]},
        )

    async def close(self) -> None:
        """Ends it."""
        await self._http.aclose()

    async def read(self, path: str, most: int = _LIST) -> bytes:
        """What stands at a path of this server, ``most`` bytes of it."""
        async with self._asked("GET", path) as response:
            return await _beginning(response, most)

    async def listed(self) -> dict[str, Any]:
        """The videos that the server keeps."""
        return self._told(await self.read("/videos"))

    async def create(self, form: Form, key: str) -> dict[str, Any]:
        """Asks for a film.  ``key`` is the same for every attempt at the same job."""
        headers = {"Idempotency-Key": key}
        sent: dict[str, Any] = {"json": form.fields} if form.as_json else {"files": [*_parts(form.fields), *form.files]}
        async with self._asked("POST", "/videos", headers=headers, **sent) as response:
            return self._told(await _beginning(response, _ANSWER))

    async def state(self, job: str) -> tuple[dict[str, Any], float | None]:
        """How far a job is, and in how many seconds the server wants to be asked again, where it says so."""
        async with self._asked("GET", f"/videos/{job}") as response:
            return self._told(await _beginning(response, _ANSWER)), waited(self._headers(response))

    async def fetch(self, job: str, file: IO[bytes], most: int) -> None:
        """Writes the film of a job into ``file``.  Raises GivenUpError for one of more than ``most`` bytes."""
        got = 0
        async with self._asked("GET", f"/videos/{job}/content") as response:
            async for piece in response.aiter_raw():
                got += len(piece)
                if got > most:
                    raise GivenUpError("refused", f"the server's film has more than {most / 1e6:.0f} MB")
                file.write(piece)

    async def forget(self, job: str) -> None:
        """Ends a job, and has the server throw away what it made."""
        async with self._asked("DELETE", f"/videos/{job}"):
            pass

    def without_key(self, text: str) -> str:
        """A server's words without the key, should it repeat that."""
        return text.replace(self._key, "...") if self._key else text

    @asynccontextmanager
    async def _asked(self, method: str, path: str, **sent: Any) -> AsyncIterator[Any]:
        with _network():
            async with self._http.stream(method, f"{self.url}{path}", **sent) as response:
                yield response

    async def _refused(self, response: Any) -> None:
        """Raises RefusalError for an answer that is none, with the beginning of what it says."""
        if response.status_code < 300:
            return
        body = await _beginning(response, _SAID)
        try:
            said = json.dumps(self._told(body))
        except BrokenError:
            said = self.without_key(body.decode("utf-8", "replace"))
        raise RefusalError(response.status_code, self._headers(response), said)

    def _told(self, body: bytes) -> dict[str, Any]:
        """An answer that is one object, without our key.  Raises BrokenError for any other."""
        try:
            found = json.loads(body.decode("utf-8"))
            found = json.loads(self.without_key(json.dumps(found, ensure_ascii=False)))
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        page = "a page for people" if body.lstrip()[:1] == b"<" else "something that is no JSON"
        raise BrokenError(f"the server answers with {page}")

    def _headers(self, response: Any) -> dict[str, str]:
        return {name.lower(): self.without_key(value) for name, value in response.headers.items()}

    async def _ours(self, request: Any) -> None:
        """Takes out whatever the environment put into a request."""
        for name in set(request.headers.keys()) - _HEADERS:
            del request.headers[name]
        request.headers["Accept-Encoding"] = "identity"
        request.headers["Connection"] = "close"  # an old one may be closed while we ask: was the job taken then?
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"


def id_in(state: Mapping[str, Any]) -> str:
    """The name of a job.  Raises GivenUpError where it is none that can stand in an address."""
    name = state.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name) or ".." in name:
        raise GivenUpError("failed", "the server took the job under a name that none can have")
    return name


def _parts(fields: Mapping[str, Any]) -> list[tuple[str, tuple[None, str]]]:
    """Fields as parts of a form, which stays one of several parts where there is no file."""
    return [(name, (None, _text(value))) for name, value in fields.items()]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


async def _beginning(response: Any, most: int) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most:
            break
    return bytes(body[:most])


@contextmanager
def _network() -> Iterator[None]:
    """Whatever breaks between here and there is BrokenError, whichever layer of the client it comes from."""
    try:
        yield
    except (AttemptError, GivenUpError, RenderError):
        raise
    except Exception as error:  # a layer's errors have no common root but this
        raise broken(error) from None


def _library() -> Any:
    try:
        import openai
    except ImportError:
        what = "a server is asked through the package openai, which is not installed"
        raise RenderError(what, do="Install it: pip install 'storyreel[videos]'") from None
    return openai
