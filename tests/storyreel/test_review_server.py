"""The review page over HTTP: decisions are written, and nobody but the browser that was let in gets anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from film.errors import ProjectError
from storyreel.review import Server
from storyreel.video.choices import Choice
from tests.storyreel.reference_desk import LEAVE
from tests.storyreel.review_desk import FILM, Browser, ReviewDesk


@pytest.fixture
def desk(tmp_path: Path) -> ReviewDesk:
    made = ReviewDesk(tmp_path)
    made.take(made.shot, 1)
    made.take(made.shot, 2)
    return made


@pytest.fixture
def browser(desk: ReviewDesk) -> Iterator[Browser]:
    with desk.browser() as made:
        yield made


def test_the_printed_address_lets_a_browser_in_once_and_for_all(browser: Browser) -> None:
    path = browser.server.address.split(str(browser.server.port))[1]
    answer = browser.ask(path, Cookie=None)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert browser.ask("/", Cookie=cookie.split(";")[0]).status == 200
    assert browser.server.address.startswith("http://127.0.0.1:")


def test_decisions_are_written_and_the_browser_goes_back_to_the_shot(desk: ReviewDesk, browser: Browser) -> None:
    answer = browser.send({"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2)})
    assert (answer.status, answer.headers["Location"]) == (303, f"/#shot-{desk.shot}")
    assert desk.choices.of(desk.shot) == Choice(take=2)
    browser.send({"act": "reject", "shot": desk.shot, "number": 2, "content": desk.made(2), "reason": "her hand melts"})
    assert desk.choices.of(desk.shot) == Choice(rejected={2: "her hand melts"})
    assert "her hand melts" in browser.page()


def test_an_image_that_a_model_made_is_approved_on_the_page(desk: ReviewDesk) -> None:
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, view: front, made_by: flux, {LEAVE}}}")
    with desk.browser() as browser:
        assert "waits for approval" in browser.page()
        answer = browser.send({"act": "reference", "number": 1, "content": _content(desk)})
        assert answer.headers["Location"] == "/#reference-1"
        assert "approved, made by flux" in browser.page()
    (reference,) = next(sheet for sheet in desk.plan().plan.cast if sheet.id == "anna").references
    assert reference.approved
    assert len(reference.content) == 64


def _content(desk: ReviewDesk) -> str:
    looked = desk.material.references.entries[0].looked
    assert looked is not None
    return looked.content


def test_what_cannot_be_decided_is_told_on_the_page(desk: ReviewDesk, browser: Browser) -> None:
    answer = browser.send({"act": "use", "shot": desk.shot, "number": 9})
    assert answer.status == 409
    assert "this take is not there any more" in answer.text
    assert 'role="alert"' in answer.text
    (desk.reel.folder / "choices.yaml").write_text("shots: [")
    answer = browser.ask("/")
    assert answer.status == 409
    assert "choices.yaml" in answer.text


def test_films_are_sent_whole_and_in_parts(browser: Browser) -> None:
    film = next(path for path in browser.media() if browser.ask(path).body == FILM)
    whole = browser.ask(film)
    assert (whole.status, whole.headers["Content-Type"]) == (200, "video/mp4")
    part = browser.ask(film, Range="bytes=100-299")
    assert (part.status, part.body) == (206, FILM[100:300])
    assert part.headers["Content-Range"] == f"bytes 100-299/{len(FILM)}"
    assert browser.ask(film, Range="bytes=-5").body == FILM[-5:]
    beyond = browser.ask(film, Range=f"bytes={len(FILM)}-")
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    head = browser.ask(film, "HEAD")
    assert (head.headers["Content-Length"], head.body) == (str(len(FILM)), b"")


def test_every_file_on_the_page_is_sent(browser: Browser) -> None:
    media = browser.media()
    assert len(media) == 6, "previs and two takes, each with its board"
    assert {browser.ask(path).status for path in media} == {200}
    assert browser.ask("/style.css").headers["Content-Type"].startswith("text/css")
    assert browser.ask("/review.js").headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": None},
        {"Cookie": "storyreel-1=x"},
        {"Cookie": "storyreel-{port}=x"},
        {"Cookie": "a=b; =;;; \x07"},
    ],
)
def test_who_was_not_let_in_gets_nothing(desk: ReviewDesk, browser: Browser, headers: dict[str, str | None]) -> None:
    headers = {name: value and value.format(port=browser.server.port) for name, value in headers.items()}
    for path in ("/", "/style.css", *browser.media(), "/?key=wrong", "/?key="):
        answer = browser.ask(path, **headers)
        assert answer.status == 403
        assert desk.shot not in answer.text
    assert (
        browser.send({"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2)}, **headers).status == 403
    )
    assert desk.choices.of(desk.shot) == Choice()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", None, ""])
def test_another_name_that_leads_here_gets_nothing(desk: ReviewDesk, browser: Browser, host: str | None) -> None:
    key = browser.server.address.split("=")[1]
    assert browser.ask("/", Host=host).status in (400, 421)
    answer = browser.ask(f"/?key={key}", Host=host)
    assert answer.status in (400, 421)
    assert "Set-Cookie" not in answer.headers
    assert browser.send({"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2)}, Host=host).status in (
        400,
        403,
    )
    assert desk.choices.of(desk.shot) == Choice()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_form_of_another_page_decides_nothing(
    desk: ReviewDesk, browser: Browser, headers: dict[str, str | None]
) -> None:
    assert (
        browser.send({"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2)}, **headers).status == 403
    )
    assert desk.choices.of(desk.shot) == Choice()


def test_a_form_without_the_pages_word_decides_nothing(desk: ReviewDesk, browser: Browser) -> None:
    for word in ("", "wrong", "é"):
        assert (
            browser.send({"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2), "word": word}).status
            == 403
        )
    assert desk.choices.of(desk.shot) == Choice()


def test_a_body_that_is_no_form_decides_nothing(desk: ReviewDesk, browser: Browser) -> None:
    fields: dict[str, str | int] = {"act": "use", "shot": desk.shot, "number": 2, "content": desk.made(2)}
    for headers in (
        {"Content_Type": "text/plain"},
        {"Content_Type": "multipart/form-data; boundary=x"},
        {"Content_Length": "999999999999"},
        {"Content_Length": "-5"},
        {"Content_Length": "²"},
    ):
        assert browser.send(fields, **headers).status == 400, headers
    many = {f"f{index}": index for index in range(50)}
    assert browser.send({**many, **fields}).status == 400
    assert browser.ask("/elsewhere", "POST", "a=b", Content_Type="application/x-www-form-urlencoded").status == 400
    assert desk.choices.of(desk.shot) == Choice()


@pytest.mark.parametrize(
    "path", ["/media/", "/media/../reel.yaml", "/media/%2e%2e/reel.yaml", "//etc/passwd", "/server.py"]
)
def test_only_files_of_the_page_are_sent(browser: Browser, path: str) -> None:
    assert browser.ask(path).status == 404


def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser) -> None:
    for path in ("/", "/style.css", "/nowhere", browser.media()[0]):
        headers = browser.ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert browser.ask("/").headers["Cache-Control"] == "no-store"


def test_a_port_that_is_taken_is_told_in_one_line(browser: Browser, desk: ReviewDesk) -> None:
    for port in (browser.server.port, 99999):
        with pytest.raises(ProjectError, match=f"port {port}"):
            Server(desk.review, port)
    assert browser.server.server_address[0] == "127.0.0.1"
