"""What a server says and sends, as it may be meant to harm: failed jobs, names, words, keys, films that do not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from film.errors import RenderError
from renderer.generative.backends.videos import patience
from renderer.generative.backends.videos.client import Videos
from renderer.generative.seam import Filmed
from tests.renderer.generative.server import (
    LocalServer,
    Plan,
    answers,
    cut,
    endless,
    refused,
)
from tests.renderer.generative.server_desk import Line, filmed, job, soon
from tests.renderer.generative.server_films import film

KEY = "sk-very-secret-0123456789"
SIZE = (64, 32)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def one(server: LocalServer, **means: object) -> Filmed:
    return filmed(server, job(0), **means)["1-A0"]


def test_a_torn_film_is_fetched_again(server: LocalServer) -> None:
    whole = film("x", 0, SIZE, 9, 24)
    server.fetches.append(cut(whole[: len(whole) // 2]))
    assert one(server).trouble is None
    server.fetches.extend([cut(whole[: len(whole) // 2])] * 2)
    got = one(server, attempts=2)
    assert got.trouble == "failed"
    assert "cannot be read" in got.why


@pytest.mark.parametrize("status", [200, 500, 400, 422])
def test_a_failed_job_says_why(server: LocalServer, status: int) -> None:
    said = {"error": {"code": 500, "message": "the engine died"}}
    server.plans.append(Plan(stages=("in_progress", "failed"), said=said, error_status=status))
    got = filmed(server, job(0), job(1), at_once=1)
    assert got["1-A0"].trouble == "failed"
    assert got["1-A0"].why == "the server's job failed: the engine died"
    assert got["1-A0"].frames is None
    assert got["1-A1"].trouble is None


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ({"message": "CUDA out of memory. Tried to allocate 20 GiB"}, "memory"),
        ({"code": "moderation_blocked", "message": "no"}, "refused"),
        ("it was flagged as unsafe", "refused"),
        ({"message": 7}, "failed"),
        (None, "failed"),
        ([1], "failed"),
    ],
)
def test_the_reason_decides_the_trouble(server: LocalServer, words: object, trouble: str) -> None:
    server.plans.append(Plan(stages=("failed",), said={"error": words}))
    assert one(server).trouble == trouble


@pytest.mark.parametrize("stage", ["cancelled", "expired", "deleted"])
def test_a_job_that_the_server_ended_is_told(server: LocalServer, stage: str) -> None:
    server.plans.append(Plan(stages=("queued", stage)))
    assert one(server).why == f"the server's job is {stage}"


def test_a_servers_words_are_told_on_one_harmless_line(server: LocalServer) -> None:
    words = "\x1b[31mred\x00\n\u202eevil " + "long " * 10_000
    server.plans.append(Plan(stages=("failed",), said={"error": {"message": words}}))
    why = one(server).why
    assert why.isprintable()
    assert "red" in why
    assert len(why) < 250


@pytest.mark.parametrize("status", [400, 422])
def test_what_the_server_does_not_take_is_refused_in_its_words(server: LocalServer, status: int) -> None:
    server.creates.append(refused(status, {"detail": "num_frames must be 4k+1"}))
    got = one(server)
    assert got.trouble == "refused"
    assert got.why == f"the server answered {status}: num_frames must be 4k+1"


@pytest.mark.parametrize(
    "name",
    ["../models", "..", ".", "a/b", "a?b=c", "http://elsewhere/x", "a%2fb", "a b", "", "x" * 300, "..a", "a..b", "ü", 7,
     None, ["a"], "a\n"],
)  # fmt: skip
def test_no_name_of_a_job_leads_elsewhere(server: LocalServer, name: object) -> None:
    server.creates.append(answers(json.dumps({"id": name, "status": "queued"}).encode()))
    got = one(server)
    assert got.trouble == "failed"
    assert "under a name that none can have" in got.why
    assert [hit.path for hit in server.hits] == ["/v1/models", "/v1/videos", "/v1/videos"]


@pytest.mark.parametrize("name", ["video_gen_0a1b", "a" * 200, "68c2-ab.c:d=~", "0"])
def test_names_of_jobs_as_servers_give_them_are_taken(server: LocalServer, name: str) -> None:
    server.plans.append(Plan(id=name))
    assert one(server).trouble is None


def test_an_endless_film_is_cut_off(server: LocalServer) -> None:
    server.fetches.append(endless)
    got = one(server)
    assert got.trouble == "refused"
    assert "MB" in got.why


def test_an_endless_answer_is_cut_off(server: LocalServer) -> None:
    server.looks.extend([answers(b'{"status": "' + b"x" * (1 << 21))] * 2)
    assert one(server).trouble is None
    assert len(server.looks) == 0


def test_a_redirect_is_not_followed(server: LocalServer) -> None:
    with LocalServer() as other:
        other.key = KEY
        server.fetches.append(refused(302, Location=f"{other.url}/videos/stolen/content"))
        with pytest.raises(RenderError, match="sends us on to another address") as error:
            list(Videos(server.url, "", soon(), {"STORYREEL_VIDEO_KEY": KEY}).film(Line(job(0))))
        assert other.url in str(error.value)
        assert not other.hits


def test_the_key_is_in_no_word_of_ours(server: LocalServer) -> None:
    server.key = KEY
    words = {"error": {"message": f"{KEY} was here"}}
    server.creates.append(refused(400, words))
    server.plans.append(Plan(stages=("failed",), said=words))
    model = Videos(server.url, "", soon(at_once=1), {"STORYREEL_VIDEO_KEY": KEY})
    told = [each.why for each in model.film(Line(job(0), job(1)))]
    assert all("... was here" in why for why in told)
    assert KEY not in f"{told} {model!r}"


@pytest.mark.parametrize("status", [200, 500])
def test_the_key_is_in_no_word_of_ours_however_it_is_written(server: LocalServer, status: int) -> None:
    server.key = KEY
    written = "".join(f"\\u{ord(char):04x}" for char in KEY)
    before = "x" * 150  # the message is cut off within the key
    body = f'{{"id": "a", "status": "failed", "error": {{"message": "{before}{written}"}}}}'
    server.looks.append(answers(body.encode(), status=status))
    (got,) = Videos(server.url, "", soon(), {"STORYREEL_VIDEO_KEY": KEY}).film(Line(job(0)))
    assert got.why.startswith("the server's job failed: xxx")
    assert KEY[:6] not in got.why


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(size=(32, 64)), "the film is 32 x 64; 64 x 32 was asked for"),
        (Plan(frames=8), "the film has 8 frames; 9 were asked for"),
        (Plan(frames=8, rate=12), None),
        (Plan(frames=4, rate=12), "the film has 4 frames at 12 a second; 9 at 24 were asked for"),
        (Plan(film=b"<html>no film</html>"), "the server sends a page for people for a film"),
        (Plan(film=b"{}"), "the server sends something that is no mp4 for a film"),
        (Plan(film=b""), "the server sends something that is no mp4 for a film"),
    ],
)
def test_films_that_do_not_fit_are_told(server: LocalServer, plan: Plan, words: str | None) -> None:
    server.plans.append(plan)
    got = filmed(server, job(0), job(1), at_once=1)
    assert got["1-A0"].why == (words or "")
    assert (got["1-A0"].frames is None) == (words is not None)
    assert got["1-A1"].trouble is None
