"""A server of OpenAI's protocol on this machine, for tests: it answers like a model that keeps every schema, or
misbehaves as it is told.

``LocalServer`` runs in a thread of its own.  ``then`` lines up what it does with the next requests for an answer;
without that it ``answer``s them.  ``hits`` are the requests that came, ``times`` when those for an answer did,
``open`` the connections that are and ``most_open`` as many as there ever were at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple, Self

from tests.planner.llm.examples import example_of

_TOKEN = 4
"""Letters of its tokens."""


class Hit(NamedTuple):
    """A request that came: its path, its headers (lower case) and its JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Reply:
    """The way back to whoever asks."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def send(self, data: bytes) -> None:
        """Bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """A head; the body ends where the connection does."""
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode())

    async def whole(self, status: int, body: Any, kind: str = "application/json", **headers: str) -> None:
        """Head and body at once."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        await self.head(status, kind, Content_Length=str(len(data)), **headers)
        await self.send(data)

    async def event(self, **delta: Any) -> None:
        """Some of an answer, as the next event."""
        await self.send(event(delta))

    async def end(self, finish: str, usage: Mapping[str, Any] | None) -> None:
        """The end of an answer, and its bill."""
        await self.send(event({}, finish))
        if usage is not None:
            await self.send(b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\n")
        await self.send(b"data: [DONE]\n\n")


Behaviour = Callable[["LocalServer", Reply, dict[str, Any]], Awaitable[None]]


def event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """An event of a streamed answer."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return b"data: " + json.dumps({"choices": [choice]}, ensure_ascii=False).encode() + b"\n\n"


async def answer(server: LocalServer, reply: Reply, body: dict[str, Any]) -> None:
    """What a model would say: an example of the schema, cut off at its bound."""
    words = "\n".join(message["content"] for message in body["messages"])
    read = len(words) // _TOKEN
    most = body.get("max_tokens") or body.get("max_completion_tokens") or 1000
    if read + most > server.context:
        said = f"This model's maximum context length is {server.context} tokens, and this is {read + most} tokens."
        return await reply.whole(400, {"error": {"message": said, "code": "context_length_exceeded"}})
    form = body.get("response_format", {}).get("json_schema", {}).get("schema")
    seed = str(body.get("seed"))
    text = example_of(form, words + seed) if form else hashlib.sha256((words + seed).encode()).hexdigest()
    tokens = [text[at : at + _TOKEN] for at in range(0, len(text), _TOKEN)]
    await reply.head()
    for token in tokens[:most]:
        await reply.event(content=token)
    usage = {
        "prompt_tokens": read,
        "completion_tokens": min(most, len(tokens)),
        "prompt_tokens_details": {"cached_tokens": read // 2},
    }
    billed = usage if body.get("stream_options", {}).get("include_usage") else None
    await reply.end("stop" if len(tokens) <= most else "length", billed)
    return None


class LocalServer:
    """Use as ``with LocalServer() as server``; ``server.url`` ends in /v1."""

    def __init__(self) -> None:
        self.context = 4096
        self.key: str | None = None
        self.models: Any = {"data": [{"id": "reader", "owned_by": "vllm", "max_model_len": self.context}]}
        self.pages: dict[str, Any] = {}
        self.hits: list[Hit] = []
        self.times: list[float] = []
        self.open = 0
        self.most_open = 0
        self._faults: list[BaseException] = []
        self._script: deque[Behaviour] = deque()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="local-server", daemon=True)
        self._up = threading.Event()
        self._port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        assert not self._faults, "the server of the test is broken itself"

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The requests for an answer that came."""
        return [hit.body for hit in self.hits if hit.path.endswith("/chat/completions")]

    def then(self, *behaviours: Behaviour) -> None:
        """What it does with the next requests for an answer."""
        self._script.extend(behaviours)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._port = server.sockets[0].getsockname()[1]
        self._up.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            hit = await _heard(reader)
            self.hits.append(hit)
            # Whoever asks sends nothing more: when there is something to read, it is that they have gone away.
            both = [asyncio.ensure_future(each) for each in (self._answer(hit, Reply(writer)), reader.read(1))]
            _, pending = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for each in pending:
                each.cancel()
            self._faults += [
                each
                for each in await asyncio.gather(*both, return_exceptions=True)
                if isinstance(each, Exception) and not isinstance(each, ConnectionError)
            ]
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        except ValueError:  # somebody speaks TLS
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        finally:
            self.open -= 1
            writer.close()

    async def _answer(self, hit: Hit, reply: Reply) -> None:
        if self.key is not None and hit.headers.get("authorization") != f"Bearer {self.key}":
            await reply.whole(401, {"error": {"message": f"wrong key {hit.headers.get('authorization')}"}})
        elif hit.path == "/v1/models":
            await _page(reply, self.models)
        elif hit.path in self.pages:
            await _page(reply, self.pages[hit.path])
        elif hit.path == "/v1/chat/completions":
            self.times.append(self._loop.time())
            behaviour = self._script.popleft() if self._script else answer
            await behaviour(self, reply, hit.body)
        else:
            await reply.whole(404, {"detail": "Not Found"})


async def _page(reply: Reply, page: Any) -> None:
    if callable(page):
        await page(reply)
    elif isinstance(page, str):
        await reply.whole(200, page.encode(), "text/html")
    else:
        await reply.whole(200, page)


async def _heard(reader: asyncio.StreamReader) -> Hit:
    method = await reader.readexactly(3)
    if not method.isalpha():
        raise ValueError(f"{method!r} begins no request")
    head = (method + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    data = await reader.readexactly(int(headers.get("content-length", "0")))
    return Hit(request.split(" ")[1], headers, json.loads(data) if data else {})


def refused(status: int, body: Any = "no", **headers: str) -> Behaviour:
    """A status that is no answer."""

    async def behave(_: LocalServer, reply: Reply, __: dict[str, Any]) -> None:
        await reply.whole(status, {"error": {"message": body}} if isinstance(body, str) else body, **headers)

    return behave


def sends(*pieces: bytes, hangs: bool = False) -> Behaviour:
    """A stream of these bytes, which then breaks off or hangs."""

    async def behave(_: LocalServer, reply: Reply, __: dict[str, Any]) -> None:
        await reply.head()
        for piece in pieces:
            await reply.send(piece)
        if hangs:
            await asyncio.sleep(3600)

    return behave


def greets_and_loads(seconds: float) -> Behaviour:
    """An answer that begins with an empty event at once, and goes on so much later."""

    async def behave(_: LocalServer, reply: Reply, __: dict[str, Any]) -> None:
        await reply.head()
        await reply.event(role="assistant", content="")
        await asyncio.sleep(seconds)
        await reply.event(content="{}")
        await reply.end("stop", None)

    return behave


async def drips(_: LocalServer, reply: Reply, __: dict[str, Any]) -> None:
    """A byte now and a byte then, for ever: never silent and never done."""
    await reply.head()
    while True:
        await reply.send(b":")
        await asyncio.sleep(0.02)


async def hangs(_: LocalServer, __: Reply, ___: dict[str, Any]) -> None:
    """Nothing at all."""
    await asyncio.sleep(3600)


async def leaves(_: LocalServer, __: Reply, ___: dict[str, Any]) -> None:
    """The end of the connection, without a word."""


def takes_no(*parts: str) -> Behaviour:
    """A server that refuses requests in which one of these words stands, and answers all others."""

    async def behave(server: LocalServer, reply: Reply, body: dict[str, Any]) -> None:
        server.then(behave)
        found = next((part for part in parts if f'"{part}"' in json.dumps(body)), None)
        if found is None:
            await answer(server, reply, body)
        else:
            await reply.whole(400, {"error": {"message": f"Unsupported parameter: '{found}' is not supported."}})

    return behave
