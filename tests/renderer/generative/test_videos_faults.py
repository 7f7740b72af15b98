"""A server that limits, fails, drops, garbles, hangs or lies: what comes of it, and how often it was paid."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import RenderError
from renderer.generative.backends.videos import asking, patience
from renderer.generative.backends.videos.asking import rarer
from renderer.generative.backends.videos.client import Videos
from renderer.generative.backends.videos.trouble import RefusalError
from renderer.generative.seam import Filmed
from tests.renderer.generative.server import (
    Fault,
    LocalServer,
    Plan,
    after,
    answers,
    cut,
    hangs,
    leaves,
    refused,
    takes_and_leaves,
)
from tests.renderer.generative.server_desk import Line, close, filmed, job, soon
from tests.renderer.generative.server_films import film, pictures

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


@pytest.mark.parametrize(
    "fault",
    [
        refused(429),
        refused(429, Retry_After="0.05"),
        refused(429, retry_after_ms="50"),
        refused(503, Retry_After="0"),
        refused(503),
        refused(408),
        refused(425),
        answers(b"<html>Too many</html>", "text/html", 429),
    ],
)
def test_who_was_not_let_in_asks_again_and_pays_once(server: LocalServer, fault: Fault) -> None:
    server.creates.extend([fault] * 3)
    assert one(server).trouble is None
    assert len(server.orders) == 1
    keys = {hit.headers["idempotency-key"] for hit in server.asked("POST")}
    assert len(server.asked("POST")) == 4
    assert len(keys) == 1


def test_a_full_queue_is_waited_for_longer_than_a_broken_server(server: LocalServer) -> None:
    server.creates.extend([refused(429)] * 6)
    assert one(server, attempts=2).trouble is None
    server.creates.extend([refused(503)] * 6)
    got = one(server, attempts=2)
    assert got.trouble == "failed"
    assert "503" in got.why


def test_each_film_has_a_key_of_its_own(server: LocalServer) -> None:
    filmed(server, job(0), job(1))
    filmed(server, job(0))
    assert len({hit.headers["idempotency-key"] for hit in server.asked("POST")}) == 3


def test_a_server_that_wants_to_be_left_alone_is_left_alone_by_all(server: LocalServer) -> None:
    server.creates.append(refused(429, Retry_After="0.4"))
    begun = time.monotonic()
    filmed(server, job(0), job(1), job(2), at_once=1)
    assert time.monotonic() - begun >= 0.4
    assert len(server.asked("POST")) == 4


def test_a_date_to_come_again_is_read_by_the_servers_clock(server: LocalServer) -> None:
    now = time.time() + 86_400
    server.creates.append(refused(429, Retry_After=formatdate(now + 1, usegmt=True), Date=formatdate(now, usegmt=True)))
    begun = time.monotonic()
    assert one(server).trouble is None
    assert time.monotonic() - begun >= 0.9


@pytest.mark.parametrize("failures", [0, 7])
def test_a_server_that_says_at_once_for_ever_is_asked_no_faster_for_it(failures: int) -> None:
    waiting = patience.Patience("http://localhost/v1", soon(), patience.Session(), "0" * 32)
    wait = waiting.held(RefusalError(503, {"retry-after": "0"}, ""), failures)
    assert wait == pytest.approx(patience.FIRST_WAIT * 0.75)


def test_longer_than_there_is_time_is_not_waited(server: LocalServer) -> None:
    server.creates.append(refused(429, Retry_After="86400"))
    got = one(server)
    assert got.trouble == "overdue"
    assert "86400 seconds" in got.why


@pytest.mark.parametrize(
    "fault", [refused(500), refused(502, "bad gateway"), leaves, answers(b"<html>hello", "text/html")]
)
def test_who_may_have_been_heard_does_not_ask_twice(server: LocalServer, fault: Fault) -> None:
    server.creates.append(fault)
    got = filmed(server, job(0), job(1), at_once=1)
    assert got["1-A0"].trouble == "failed"
    assert "asked once" in got["1-A0"].why
    assert got["1-A1"].trouble is None
    assert len(server.asked("POST")) == 2


def test_a_taken_job_whose_answer_is_lost_is_not_paid_for_twice(server: LocalServer) -> None:
    server.creates.append(takes_and_leaves)
    assert one(server).trouble == "failed"
    assert len(server.orders) == 1


@pytest.mark.parametrize(
    "fault",
    [leaves, refused(500), refused(502), refused(503), refused(429), refused(429, Retry_After="0.02"), refused(404),
     answers(b"<html>hello", "text/html"), answers(b"[1]"), answers(b"\xff\xfe")],
)  # fmt: skip
def test_a_look_that_fails_makes_no_second_job(server: LocalServer, fault: Fault) -> None:
    server.looks.extend([fault] * 3)
    assert one(server).trouble is None
    assert len(server.orders) == 1


@pytest.mark.parametrize(
    "fault", [leaves, refused(500), refused(404, "still in progress"), cut(b"", 100), refused(429, Retry_After="0.02")]
)
def test_a_fetch_that_fails_makes_no_second_job(server: LocalServer, fault: Fault) -> None:
    server.fetches.extend([fault] * 3)
    assert one(server).trouble is None
    assert len(server.orders) == 1


def test_a_server_that_is_away_for_a_while_loses_no_job(server: LocalServer) -> None:
    server.looks.extend([leaves, refused(502), refused(503)] * 2)
    server.fetches.extend([leaves, refused(502)] * 2)
    assert one(server, attempts=2).trouble is None


def test_a_server_that_knows_a_job_no_more_is_believed(server: LocalServer) -> None:
    server.looks.extend([refused(404)] * 9)
    assert "404" in one(server, attempts=2).why
    assert len(server.looks) == 7


def test_no_word_of_a_job_any_more_gives_it_up(server: LocalServer) -> None:
    server.looks.extend([leaves] * 30)
    got = one(server, attempts=3, timeout=1.0)
    assert got.trouble == "failed"
    assert "no word of job video_0000" in got.why
    assert server.orders[0].forgotten, "it may still be under way"


def test_a_job_that_never_ends_is_given_up_and_ended(server: LocalServer) -> None:
    server.plans.append(Plan(stages=("in_progress",)))
    got = filmed(server, job(0), job(1), deadline=1.0, at_once=1)
    assert got["1-A0"].trouble == "overdue"
    assert "within 1 seconds" in got["1-A0"].why
    assert server.orders[0].forgotten
    assert got["1-A1"].trouble is None


@pytest.mark.parametrize("kind", ["creates", "looks", "fetches"])
def test_a_server_that_falls_silent_is_not_waited_for(server: LocalServer, kind: str) -> None:
    getattr(server, kind).extend([hangs] * 9)
    got = one(server, timeout=0.2, attempts=2)
    assert got.trouble == "failed"
    assert "did not answer in time" in got.why
    assert len(server.orders) <= 1


@settings(max_examples=50)
@given(st.floats(0.01, 60), st.lists(st.none() | st.floats(0, 1e300) | st.just(float("inf")), max_size=20))
def test_looks_grow_rarer_within_bounds(first: float, asked: list[float | None]) -> None:
    wait = first
    for each in asked:
        before, wait = wait, rarer(wait, first, each)
        assert first <= wait <= max(first * 8, 30)
        assert each is not None or wait >= min(before, first * 8)


def test_one_of_several_servers_is_found_again(server: LocalServer) -> None:
    """Whoever shares out requests among servers tells which has a job by a cookie."""
    state = b'{"id": "video_0000", "status": "queued"}'
    server.plans.append(Plan(stages=("completed",)))
    server.looks.append(answers(state, Set_Cookie="worker=3; Path=/"))
    assert one(server).trouble is None
    assert [hit.headers.get("cookie") for hit in server.asked("GET", "/v1/videos/video")] == [
        None,
        "worker=3",
        "worker=3",
    ]


PASSING: list[Fault | None] = [None, None, refused(429), refused(429, Retry_After="0.01"), refused(503)]
BROKEN: list[Fault | None] = [None, refused(500), leaves, answers(b"<html>", "text/html")]


@pytest.mark.parametrize("seed", range(4))
def test_every_film_gets_through_what_passes(server: LocalServer, seed: int) -> None:
    rng = random.Random(seed)
    server.creates.extend(rng.choices(PASSING, k=14))
    server.looks.extend(rng.choices([*PASSING, *BROKEN, refused(404)], k=14))
    server.fetches.extend(rng.choices([*PASSING, *BROKEN, refused(404), cut(b"\0" * 900, 5000)], k=8))
    server.forgets.extend(rng.choices([*PASSING, *BROKEN, refused(409)], k=8))
    jobs = [job(number) for number in range(8)]
    got = filmed(server, *jobs, at_once=3, attempts=15)  # all that is planned may meet one job
    assert [got[each.shot].why for each in jobs] == [""] * 8
    assert all(close(got[each.shot], pictures(each.prompt, each.seed, SIZE, 9)) for each in jobs)
    assert len(server.orders) == 8


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_each_shot_is_filmed_or_told_and_none_is_paid_for_twice(
    server: LocalServer, seed: int
) -> None:
    rng = random.Random(seed)
    whole = film("x", 0, SIZE, 9, 24)
    server.creates.extend(rng.choices([*PASSING * 4, *BROKEN, takes_and_leaves, refused(400)], k=20))
    server.looks.extend(rng.choices([*PASSING, *BROKEN, refused(404)], k=30))
    torn = [cut(whole[:900]), cut(whole[:900], 5000)]
    server.fetches.extend(rng.choices([*PASSING, *BROKEN, refused(404), *torn], k=12))
    server.forgets.extend(rng.choices([*PASSING, *BROKEN, refused(409)], k=8))
    failed = Plan(stages=("in_progress", "failed"), said={"error": {"message": "worker died"}}, error_status=500)
    server.plans.extend(rng.choices([Plan(), Plan(), Plan(), failed, Plan(size=(32, 32)), Plan(frames=3)], k=12))
    jobs = [job(number) for number in range(12)]
    got = filmed(server, *jobs, at_once=3)
    for each in jobs:
        outcome = got[each.shot]
        assert (outcome.frames is None) == bool(outcome.why) == (outcome.trouble is not None)
        assert outcome.frames is None or close(outcome, pictures(each.prompt, each.seed, SIZE, 9))
    prompts = [order.fields["prompt"] for order in server.orders]
    assert len(prompts) == len(set(prompts)), "a shot was paid for twice"


def test_looks_are_no_closer_than_that(server: LocalServer) -> None:
    server.plans.append(Plan(stages=(*["in_progress"] * 4, "completed")))
    begun = time.monotonic()
    one(server, poll=0.05)
    assert time.monotonic() - begun >= 0.05 * (1 + 1.5 + 1.5**2 + 1.5**3 + 1.5**4)


def test_a_server_says_when_to_look_again(server: LocalServer) -> None:
    body = b'{"id": "x", "status": "in_progress"}'
    server.looks.extend([answers(body, openai_poll_after_ms="300"), answers(body, Retry_After="0.3")])
    begun = time.monotonic()
    assert one(server).trouble is None
    assert time.monotonic() - begun >= 0.6


@pytest.mark.parametrize(("status", "what"), [(401, "key"), (402, "money"), (404, "nobody makes videos")])
def test_where_nothing_further_can_be_made_it_ends(server: LocalServer, status: int, what: str) -> None:
    server.creates.append(refused(status))
    server.plans.append(Plan(stages=("queued", "in_progress", "in_progress", "completed")))
    got: list[Filmed] = []
    with pytest.raises(RenderError, match=what):
        got.extend(Videos(server.url, "", soon(at_once=1), {}).film(Line(job(0), job(1))))
    assert not server.orders


def test_what_is_under_way_is_told_before_the_end(server: LocalServer) -> None:
    server.creates.append(after(2, refused(402)))
    server.plans.extend([Plan(stages=("in_progress",))] * 2)
    got: list[Filmed] = []
    films = Videos(server.url, "", soon(at_once=3), {}).film(Line(*map(job, range(3))))
    with pytest.raises(RenderError, match="money"):
        got.extend(iter(films))
    assert len(got) == 3
    assert all(each.trouble for each in got)
    assert all(order.forgotten for order in server.orders)


def test_a_slow_farewell_loses_no_film(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_LEAVE", 1.5)
    server.plans.append(Plan(stages=("completed",)))
    server.forgets.append(hangs)
    assert one(server, deadline=1.0).trouble is None
