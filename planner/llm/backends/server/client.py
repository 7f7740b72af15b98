"""The connection to a server: OpenAI's client over HTTP, held to one address, one key and one size of trouble.

Left to itself the client goes where the environment and the server send it: through any proxy that a variable names,
also in the clear; after redirects; with the organisation, the project and the administrator's key of OpenAI's own
variables, whoever the server is.  Here

- the key is STORYREEL_LLM_KEY, or OPENAI_API_KEY where that may go (see ``film.servers``),
- a proxy (HTTPS_PROXY, ALL_PROXY, but for NO_PROXY) is used for https alone, where it sees neither key nor words,
- a redirect is an answer like any other and tells what to name instead,
- nothing is tried again behind our back: who counts attempts and waits is ``talk``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

from film.errors import PlanError
from film.servers import proxy_of, trusted
from planner.llm.backends.server.trouble import AttemptError, RefusalError, broken

_CONNECT = 15.0
"""Seconds that a connection may take to be made."""
_SAID = 1 << 16
"""Bytes of an error's body that are read."""
_HEADERS = frozenset({"host", "content-type", "content-length", "accept", "accept-encoding", "connection", "user-agent",
                      "x-stainless-raw-response"})  # fmt: skip
"""Headers that go out; by the last one the client knows that we read the stream ourselves."""
_NO_KEY = "none"
"""What a server that asks for no key is sent, since the client insists on one."""


class Client:
    """A connection to one server, for one event loop.  Use as ``async with``."""

    def __init__(self, url: str, key: str, environment: Mapping[str, str], timeout: float) -> None:
        library = _library()
        self._key = key or _NO_KEY
        self._http = library.DefaultAsyncHttpxClient(
            trust_env=False,
            proxy=proxy_of(environment, url, PlanError),
            verify=trusted(environment, PlanError),
            follow_redirects=False,
            timeout=library.Timeout(timeout, connect=min(timeout, _CONNECT)),
            event_hooks={"request": [self._ours], "response": [self._refused]},
        )
        self._openai = library.AsyncOpenAI(base_url=url, api_key=self._key, http_client=self._http, max_retries=0)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._openai.close()

    async def read(self, address: str, most: int) -> bytes:
        """What stands at an address of this server, ``most`` bytes of it.  Raises AttemptError."""
        body = bytearray()
        with _network():
            async with self._http.stream("GET", address) as response:
                async for piece in response.aiter_bytes():
                    body += piece
                    if len(body) > most:
                        break
        return bytes(body[:most])

    @asynccontextmanager
    async def asked(self, body: Mapping[str, Any]) -> AsyncIterator[tuple[AsyncIterator[bytes], bool]]:
        """The bytes that answer a request for a chat completion, and whether they are a stream of events.

        Raises AttemptError, now and while they are read.
        """
        async with AsyncExitStack() as stack:
            with _network():
                create = self._openai.chat.completions.with_streaming_response.create
                response = await stack.enter_async_context(create(**body))
            yield _pieces(response), "json" not in response.headers.get("content-type", "")

    def without_key(self, text: str) -> str:
        """A server's words without the key, should it repeat that."""
        return text.replace(self._key, "...") if self._key != _NO_KEY else text

    async def _refused(self, response: Any) -> None:
        """Raises RefusalError for an answer that is none, with the beginning of what it says."""
        if response.status_code < 300:
            return
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > _SAID:
                break
        headers = {name.lower(): value for name, value in response.headers.items()}
        said = self.without_key(bytes(body[:_SAID]).decode("utf-8", "replace"))
        raise RefusalError(response.status_code, headers, said.encode())

    async def _ours(self, request: Any) -> None:
        """Takes out whatever the environment put into a request."""
        for name in set(request.headers.keys()) - _HEADERS:
            del request.headers[name]
        request.headers["Authorization"] = f"Bearer {self._key}"


@contextmanager
def _network() -> Iterator[None]:
    """Whatever breaks between here and there is BrokenError, whichever layer of the client it comes from."""
    try:
        yield
    except (AttemptError, PlanError):
        raise
    except Exception as error:  # a layer's errors have no common root but this
        raise broken(error) from None


async def _pieces(response: Any) -> AsyncIterator[bytes]:
    with _network():
        async for piece in response.iter_bytes():
            yield piece


def _library() -> Any:
    try:
        import openai
    except ImportError:
        what = "a server is asked through the package openai, which is not installed"
        raise PlanError(what, do="Install it: pip install 'storyreel[llm]'") from None
    return openai
