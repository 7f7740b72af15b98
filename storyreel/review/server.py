"""The page on loopback: who may ask, what is sent, and what a form does.

Only 127.0.0.1 is listened on.  A browser is let in by the key of the address that is printed, which becomes a cookie;
a form also brings a word that only the page itself holds, so that no other page in the same browser can send one.  A
request under another name than the server's own is refused: a stranger's name that was made to lead to 127.0.0.1 is
one (DNS rebinding).
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, quote, urlsplit

from film.errors import FilmError, ProjectError
from storyreel.references.approving import approve
from storyreel.review.deciding import Decision, decision_of
from storyreel.review.markup import tag
from storyreel.review.material import Review, material_of, with_approved
from storyreel.review.page import Desk, page
from storyreel.review.shelf import Shelf, Shown, Span, span_of
from storyreel.video.choices import decide

HOST = "127.0.0.1"
_LONGEST_FORM = 16_384
_CHUNK = 1 << 18
_SECONDS = 60
"""After which a silent connection is closed."""
_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_STATIC = {"/style.css": "text/css; charset=utf-8", "/review.js": "text/javascript; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Serves the review of one reel until it is shut down.

    ``port`` 0 takes any that is free.  Raises ProjectError where it cannot be had.
    """

    daemon_threads = True

    def __init__(self, review: Review, port: int = 0) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            do = "Choose another with --port, or leave it away"
            raise ProjectError(f"cannot be listened on: {error}", where=f"port {port}", do=do) from None
        self.review = review
        self.key, self.word = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self.shelf = Shelf(review.reel.folder, secrets.token_bytes(32))
        self.deciding = threading.Lock()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to open, with the key."""
        return f"http://{HOST}:{self.port}/?key={self.key}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may be asked."""
        return f"{HOST}:{self.port}", f"localhost:{self.port}"

    def shown(self, said: str = "") -> str:
        """The page as things stand.  Raises FilmError."""
        return page(material_of(self.review), Desk(self.shelf, self.word), said)

    def decide(self, form: dict[str, str]) -> str:
        """Does what a form asks for; the place on the page to go back to.  Raises FilmError."""
        with self.deciding:
            decision = decision_of(form, material_of(self.review))
            return self._approve(decision, form) if decision.reference else self._choose(decision)

    def _choose(self, decision: Decision) -> str:
        decide(self.review.reel, decision.shot, decision.choice)
        return f"shot-{decision.shot}"

    def _approve(self, decision: Decision, form: dict[str, str]) -> str:
        reel, plan = self.review.reel, self.review.plan
        done = approve(reel.folder, plan, decision.reference, self.review.today)
        self.review = self.review._replace(plan=with_approved(plan, done, reel.folder))
        return f"reference-{form['number']}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "storyreel"
    sys_version = ""
    timeout = _SECONDS

    def do_GET(self) -> None:
        """The page, its style and script, and its media."""
        where = urlsplit(self.path)
        if not self._is_named():
            return self._tell(HTTPStatus.MISDIRECTED_REQUEST, "This is not the address of a review.")
        if where.path == "/" and "key" in (asked := parse_qs(where.query)):
            return self._let_in(asked["key"][0])
        if not self._is_let_in():
            return self._tell(HTTPStatus.FORBIDDEN, "Open the address that storyreel review printed.")
        if where.path == "/":
            return self._page()
        if where.path in _STATIC:
            file = files("storyreel.review").joinpath(where.path[1:])
            return self._send(HTTPStatus.OK, file.read_bytes(), _STATIC[where.path])
        shown = self.server.shelf.find(where.path.removeprefix("/media/"))
        if shown is None or not where.path.startswith("/media/"):
            return self._tell(HTTPStatus.NOT_FOUND, "There is no such page.")
        return self._media(shown)

    def do_HEAD(self) -> None:
        """The same without what is in it."""
        self.do_GET()

    def do_POST(self) -> None:
        """A decision."""
        if not self._is_named() or not self._is_let_in() or not self._is_ours():
            self.close_connection = True
            return self._tell(HTTPStatus.FORBIDDEN, "Open the address that storyreel review printed.")
        form = self._form()
        if form is None or urlsplit(self.path).path != "/decide":
            self.close_connection = True
            return self._tell(HTTPStatus.BAD_REQUEST, "This is no form of the review.")
        if not _same(form.get("word", ""), self.server.word):
            return self._tell(HTTPStatus.FORBIDDEN, "Load the page again: this form is of another one.")
        try:
            place = self.server.decide(form)
        except FilmError as error:
            return self._page(str(error), HTTPStatus.CONFLICT)
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/#{quote(place)}")
        return self._end(0)

    def _is_named(self) -> bool:
        return self.headers.get("Host", "").lower() in self.server.names

    def _is_ours(self) -> bool:
        """A form that a browser sends says which page it comes from: one of ours, or it is not taken."""
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site", "same-origin")
        return site == "same-origin" and (origin is None or origin in {f"http://{name}" for name in self.server.names})

    def _is_let_in(self) -> bool:
        try:
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self.server.key)

    @property
    def _cookie(self) -> str:
        return f"storyreel-{self.server.port}"

    def _let_in(self, key: str) -> None:
        if not _same(key, self.server.key):
            return self._tell(HTTPStatus.FORBIDDEN, "Open the address that storyreel review printed.")
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        self.send_header("Set-Cookie", f"{self._cookie}={key}; HttpOnly; SameSite=Strict; Path=/")
        return self._end(0)

    def _form(self) -> dict[str, str] | None:
        """The fields of a form, each once; None for what is none or too long."""
        length, kind = self.headers.get("Content-Length", ""), self.headers.get("Content-Type", "")
        if not (length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= _LONGEST_FORM):
            return None
        if kind.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            return None
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        try:
            fields = parse_qs(body, keep_blank_values=True, max_num_fields=20)
        except ValueError:
            return None
        return {name: values[0] for name, values in fields.items()}

    def _page(self, said: str = "", status: HTTPStatus = HTTPStatus.OK) -> None:
        try:
            shown = self.server.shown(said)
        except FilmError as error:
            return self._tell(HTTPStatus.CONFLICT, str(error))
        return self._send(status, shown.encode(), "text/html; charset=utf-8")

    def _tell(self, status: HTTPStatus, words: str) -> None:
        shown = f"<!DOCTYPE html>\n{tag('title', 'review')}{tag('p', words)}\n"
        self._send(status, shown.encode(), "text/html; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self._end(len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _media(self, shown: Shown) -> None:
        """A file, or the part of it that a player asks for."""
        try:
            stream = shown.file.open("rb")
        except OSError:
            return self._tell(HTTPStatus.NOT_FOUND, "The file is gone.")
        with stream:
            size = stream.seek(0, 2)
            span = span_of(self.headers.get("Range"), size)
            if span is None:
                self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                self.send_header("Content-Range", f"bytes */{size}")
                return self._end(0)
            self.send_response(HTTPStatus.PARTIAL_CONTENT if span.part else HTTPStatus.OK)
            self.send_header("Content-Type", shown.kind)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Cache-Control", "private, no-cache")
            if span.part:
                self.send_header("Content-Range", f"bytes {span.first}-{span.last}/{size}")
            self._end(span.length)
            stream.seek(span.first)
            return None if self.command == "HEAD" else self._pour(stream.read, span)

    def _pour(self, read: Callable[[int], bytes], span: Span) -> None:
        left = span.length
        while left > 0 and (block := read(min(left, _CHUNK))):
            self.wfile.write(block)
            left -= len(block)
        if left:  # the file was cut short under us, and the length that was promised cannot be kept
            self.close_connection = True

    def _end(self, length: int) -> None:
        self.send_header("Content-Length", str(length))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.end_headers()

    def handle(self) -> None:
        """A player that goes away in the middle of a film is no error."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def log_message(self, format: str, *_: object) -> None:
        """Nothing is told of requests: their addresses hold the key."""
        del format


def _same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode(), b.encode())
