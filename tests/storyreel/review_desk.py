"""A reel with references, stills and takes of its shots, and a browser that asks for its review page."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from film.clips import Clip
from film.plan import Plan
from film.takes import Evidence, LeftOut, Spent, Take
from renderer.render import BOARD, PICTURE
from storyreel.review import Review, Server
from storyreel.review.deciding import made_from
from storyreel.review.material import Material, material_of
from storyreel.video.choices import Choices, read_choices
from storyreel.video.record import CameraReport, ShotRecord, write_record
from storyreel.video.stills import StillPage
from tests.storyreel.reference_desk import TODAY, Desk, picture, shots

FILM = bytes(range(256)) * 40
"""What stands for a film: the page sends it and never looks into it."""
HOSTILE = '"><script>alert(1)</script>&\u202e'


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as words."""
        return self.body.decode()


class ReviewDesk(Desk):
    """The kitchen's reel with takes and stills in its store."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.planned: Plan = self.plan().plan
        self.shot = shots(self.planned)[0].id
        self.other = shots(self.planned)[1].id

    def take(self, shot: str, number: int, **changes: object) -> Path:
        """A take in the store and in the camera report; the folder that it lies in."""
        made = Take(
            shot=shot, number=number, seed=40 + number, model="wan", revision="", given=("depth",),
            jobs=({"prompt": "A kitchen by day.", "negative": "blurry"},),
            left_out=(LeftOut(what="pose", why="one at a time"),),
            evidence=(Evidence(measure="motion", value=0.4, limit=1.0, message="moves as planned"),),
            spent=Spent(gpu_seconds=12.0), clip=clip(shot),
        ).but(**changes)  # fmt: skip
        recipe = {"kind": "take", "shot": shot, "number": number, "seed": made.seed}

        def make(folder: Path) -> None:
            (folder / PICTURE).write_bytes(FILM)
            (folder / BOARD).write_bytes(picture(60 + number))
            (folder / "take.json").write_text(made.model_dump_json())

        folder = self.reel.store.build(recipe, make)
        self._record(shot, number, folder.name)
        return folder

    def _record(self, shot: str, number: int, key: str) -> None:
        from storyreel.video.record import read_record

        before = read_record(self.reel) or CameraReport(renderer="diffusers:wan", model="wan", passes=())
        known = before.shots.get(shot, ShotRecord(previs="p"))
        shot_record = known.but(takes={**known.takes, number: key})
        write_record(self.reel, before.but(shots={**before.shots, shot: shot_record}))

    def made(self, number: object) -> str:
        """What the first shot's take of a number was made from; "" for none."""
        takes = {each.take.number: made_from(each) for each in self.material.shots[0].takes}
        return takes.get(int(str(number)), "") if str(number).isdigit() else ""

    def still(self, shot: str, colour: int = 120) -> str:
        """A still in the store; its sha256."""
        page = StillPage(shot=shot, model="flux", revision="", prompt="A kitchen.", negative="people", seed=7)

        def make(folder: Path) -> None:
            (folder / "still.png").write_bytes(picture(colour, 160, 90))
            (folder / "still.json").write_text(page.model_dump_json())

        folder = self.reel.store.build({"kind": "still", "shot": shot, "colour": colour}, make)
        from renderer.generative.brief import content_of

        return content_of(folder / "still.png")

    def previs(self, shot: str) -> Clip:
        """The previs of a shot, in the store."""

        def make(folder: Path) -> None:
            (folder / PICTURE).write_bytes(FILM[:999])
            (folder / BOARD).write_bytes(picture(30))

        return clip(shot).at(self.reel.store.build({"kind": "previs", "shot": shot}, make))

    @property
    def review(self) -> Review:
        """What is reviewed, with the previs of the first shot."""
        return Review(self.reel, self.plan().plan, {self.shot: self.previs(self.shot)}, TODAY)

    @property
    def material(self) -> Material:
        """What there is."""
        return material_of(self.review)

    @property
    def choices(self) -> Choices:
        """What was decided so far."""
        return read_choices(self.reel)

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """A browser that has opened the printed address."""
        with Server(self.review) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            try:
                yield Browser(server)
            finally:
                server.shutdown()
                thread.join()


class Browser:
    """Asks a server, as a browser on this machine does."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookie = f"storyreel-{server.port}={server.key}"

    def ask(self, path: str, method: str = "GET", body: str | None = None, /, **headers: str | None) -> Answer:
        """One request; a header that is None is left out."""
        given = {"Host": f"127.0.0.1:{self.server.port}", "Cookie": self.cookie}
        told = {**given, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None and "Content-Length" not in told:
                connection.putheader("Content-Length", str(len(body.encode())))
            connection.endheaders(None if body is None else body.encode())
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def page(self) -> str:
        """The page."""
        answer = self.ask("/")
        assert answer.status == 200, answer.text
        return answer.text

    def send(self, fields: dict[str, str | int], **headers: str | None) -> Answer:
        """A form as the page has it; a word of its own stands for the page's."""
        body = urlencode({"word": self.server.word, **fields})
        kind = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.server.port}"}
        return self.ask("/decide", "POST", body, **{**kind, **headers})

    def media(self) -> list[str]:
        """Every address of a file on the page, in its order."""
        return re.findall(r'(?:src|poster)="(/media/[0-9a-f]+)"', self.page())


def clip(shot: str) -> Clip:
    """A clip as it lies in its own folder."""
    return Clip(shot=shot, frames=24, rate=Fraction(24), width=160, height=90, picture=Path(PICTURE), board=Path(BOARD))
