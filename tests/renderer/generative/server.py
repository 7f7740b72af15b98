"""A server of /v1/videos on this machine, for tests: it makes small films, or misbehaves as it is told.

``LocalServer`` runs in a thread of its own.  A film is decided by the prompt and the seed alone.  ``plans`` say how the
next jobs go, ``creates``, ``looks``, ``fetches`` and ``forgets`` what is done with the next requests of that kind
instead of answering them (None: they are answered).  ``orders`` are the films that were asked for and taken, so that
nothing is paid for twice unseen; ``hits`` all requests.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, NamedTuple, Self

from tests.renderer.generative.server_films import film


class Hit(NamedTuple):
    """A request that came: its method, path, headers (lower case) and body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Plan:
    """How a job goes: its stages, one a look, the last one for good; what is said besides; what its film is like, by
    what it has other than was asked for."""

    stages: tuple[str, ...] = ("queued", "in_progress", "completed")
    said: dict[str, Any] = field(default_factory=dict)
    error_status: int = 200
    size: tuple[int, int] | None = None
    frames: int | None = None
    rate: int | None = None
    sound: bool = False
    film: bytes | None = None
    id: str | None = None


@dataclass
class Order:
    """A film that was asked for and taken: fields, files by field, and how far it is."""

    id: str
    fields: dict[str, str]
    files: dict[str, bytes]
    plan: Plan
    looked: int = 0
    forgotten: bool = False

    @property
    def stage(self) -> str:
        return self.plan.stages[min(self.looked, len(self.plan.stages)) - 1]


class Reply:
    """The way back to whoever asks."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def send(self, data: bytes) -> None:
        """Bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """A head; the body ends where the connection does, unless its length is told."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        await self.send(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nConnection: close\r\n{more}\r\n".encode())

    async def whole(self, status: int, body: Any, kind: str = "application/json", **headers: str) -> None:
        """Head and body at once."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        await self.head(status, kind, Content_Length=str(len(data)), **headers)
        await self.send(data)


Fault = Callable[["LocalServer", Reply, Hit], Awaitable[None]]  # done with a request instead of answering it


class LocalServer:
    """Use as ``with LocalServer() as server``; ``server.url`` ends in /v1."""

    def __init__(self, owner: str = "vllm", model: str = "Wan-AI/Wan2.2-TI2V-5B-Diffusers", **card: Any) -> None:
        self.cards: Any = {"object": "list", "data": [{"id": model, "owned_by": owner, **card}]}
        self.key: str | None = None
        self.pages: dict[str, Fault] = {}
        self.hits: list[Hit] = []
        self.orders: list[Order] = []
        self.plans: deque[Plan] = deque()
        self.creates: deque[Fault | None] = deque()
        self.looks: deque[Fault | None] = deque()
        self.fetches: deque[Fault | None] = deque()
        self.forgets: deque[Fault | None] = deque()
        self.most_open = 0
        self._faults: list[BaseException] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="local-server", daemon=True)
        self._up, self._port = threading.Event(), 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        assert not self._faults, f"the server of the test is broken itself: {self._faults}"

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}/v1"

    def asked(self, method: str, path: str = "") -> list[Hit]:
        """The requests that came of a method, by what their path begins with."""
        return [hit for hit in self.hits if hit.method == method and hit.path.startswith(path)]

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
        try:
            hit = await _heard(reader)
            self.hits.append(hit)
            # Whoever asks sends nothing more: when there is something to read, it is that they have gone away.
            both = [asyncio.ensure_future(each) for each in (self._answer(hit, Reply(writer)), reader.read(1))]
            _, pending = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for each in pending:
                each.cancel()
            ended = await asyncio.gather(*both, return_exceptions=True)
            self._faults += [e for e in ended if isinstance(e, Exception) and not isinstance(e, ConnectionError)]
        except ConnectionError:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, hit: Hit, reply: Reply) -> None:
        path = hit.path.removeprefix("/v1")
        if self.key is not None and hit.headers.get("authorization") != f"Bearer {self.key}":
            await reply.whole(401, {"error": {"message": f"wrong key {hit.headers.get('authorization')}"}})
        elif path in self.pages:
            await self.pages[path](self, reply, hit)
        elif (hit.method, path) == ("GET", "/models"):
            await reply.whole(200, self.cards)
        elif (hit.method, path) == ("GET", "/videos"):
            await reply.whole(200, {"object": "list", "data": []})
        elif fault := self._fault(hit.method, path):
            await fault(self, reply, hit)
        elif (hit.method, path) == ("POST", "/videos"):
            await reply.whole(200, self._take(hit))
        else:
            await self._of_a_job(hit.method, path, reply)

    def _fault(self, method: str, path: str) -> Fault | None:
        faults = {"POST": self.creates, "DELETE": self.forgets}.get(method, self.looks)
        faults = self.fetches if path.endswith("/content") else faults
        return faults.popleft() if faults else None

    def _take(self, hit: Hit) -> dict[str, Any]:
        fields, files = _form(hit)
        plan = self.plans.popleft() if self.plans else Plan()
        order = Order(plan.id or f"video_{len(self.orders):04d}", fields, files, plan)
        self.orders.append(order)
        self.most_open = max(self.most_open, sum(not each.forgotten for each in self.orders))
        return {"id": order.id, "object": "video", "status": "queued", "progress": 0, "prompt": fields["prompt"]}

    async def _of_a_job(self, method: str, path: str, reply: Reply) -> None:
        _, _, name, *rest = path.split("/")
        order = next((each for each in self.orders if each.id == name and not each.forgotten), None)
        if order is None:
            await reply.whole(404, {"detail": "Video not found"})
        elif method == "DELETE":
            order.forgotten = True
            await reply.whole(200, {"id": name, "deleted": True, "object": "video.deleted"})
        elif rest == ["content"]:
            await reply.whole(200, self._film(order), "video/mp4")
        else:
            order.looked += 1
            said = {"id": name, "object": "video", "status": order.stage, "progress": 50, **order.plan.said}
            failed = order.stage == "failed"
            await reply.whole(order.plan.error_status if failed else 200, said)

    def _film(self, order: Order) -> bytes:
        plan, fields = order.plan, order.fields
        if plan.film is not None:
            return plan.film
        width, height = plan.size or tuple(int(side) for side in fields["size"].split("x"))
        rate = plan.rate or int(float(fields.get("fps", "24")))
        frames = plan.frames or int(fields.get("num_frames") or rate * int(fields["seconds"]))
        return film(fields["prompt"], int(fields.get("seed", "0")), (width, height), frames, rate, plan.sound)


async def _heard(reader: asyncio.StreamReader) -> Hit:
    begins = await reader.readexactly(3)
    if not begins.isalpha():
        raise ConnectionError("somebody speaks TLS")
    head = (begins + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    method, path, *_ = request.split(" ")
    return Hit(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


def _form(hit: Hit) -> tuple[dict[str, str], dict[str, bytes]]:
    """The fields and the files of a request, whichever form it has."""
    kind = hit.headers["content-type"]
    if kind == "application/json":
        return {name: str(value) for name, value in json.loads(hit.body).items()}, {}
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + hit.body)
    fields, files = dict[str, str](), dict[str, bytes]()
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if part.get_filename():
            files[name] = data
        else:
            fields[name] = data.decode()
    return fields, files


def refused(status: int, body: Any = "no", **headers: str) -> Fault:
    """A status that is no answer."""

    said = {"error": {"message": body}} if isinstance(body, str) else body
    return answers(json.dumps(said).encode(), status=status, **headers)


def answers(body: bytes, kind: str = "application/json", status: int = 200, **headers: str) -> Fault:
    """An answer as it is."""

    async def behave(_: LocalServer, reply: Reply, __: Hit) -> None:
        await reply.whole(status, body, kind, **headers)

    return behave


def after(orders: int, fault: Fault) -> Fault:
    """Something done once so many orders were taken."""

    async def behave(server: LocalServer, reply: Reply, hit: Hit) -> None:
        while len(server.orders) < orders:
            await asyncio.sleep(0.01)
        await fault(server, reply, hit)

    return behave


def cut(data: bytes, length: int | None = None) -> Fault:
    """The beginning of an answer of a given length, and the end of the connection."""

    more = {} if length is None else {"Content_Length": str(length)}

    async def behave(_: LocalServer, reply: Reply, __: Hit) -> None:
        await reply.head(200, "video/mp4", **more)
        await reply.send(data)

    return behave


async def endless(_: LocalServer, reply: Reply, __: Hit) -> None:
    """Bytes without end."""
    await reply.head(200, "video/mp4")
    while True:
        await reply.send(b"\0\0\0\x18ftypmp42" + bytes(1 << 20))


async def hangs(_: LocalServer, __: Reply, ___: Hit) -> None:
    """Nothing at all."""
    await asyncio.sleep(3600)


async def leaves(_: LocalServer, __: Reply, ___: Hit) -> None:
    """The end of the connection, without a word."""


async def takes_and_leaves(server: LocalServer, _: Reply, hit: Hit) -> None:
    """The end of the connection, without a word, after the order was taken."""
    server._take(hit)


async def takes_slowly(server: LocalServer, reply: Reply, hit: Hit) -> None:
    """An order that is taken at once and answered half a second later."""
    said = server._take(hit)
    await asyncio.sleep(0.5)
    await reply.whole(200, said)
