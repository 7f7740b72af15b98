"""A server that drips, limits, fails, drops, garbles or hangs: what comes of it, and how often it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import pytest

from film.errors import PlanError
from planner.llm.backends.server import Server, talk
from planner.llm.budget import Manners
from planner.llm.seam import Completion
from tests.planner.llm.contract import asked, collected
from tests.planner.llm.server import LocalServer, drips, event, greets_and_loads, hangs, leaves, refused, sends

WHOLE = event({"content": "{}"}, "stop")
DONE = b"data: [DONE]\n\n"


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Loads the client once, so that no short time of a test is spent on it."""
    with LocalServer() as local:
        collected(Server(local.url, "reader", Manners(), {}), asked(1))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "FIRST_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def got(server: LocalServer, count: int = 1, **manners: float) -> list[Completion]:
    model = Server(server.url, "reader", Manners.model_validate({"timeout": 20, **manners}), {})
    found = collected(model, asked(count))
    assert sorted(found) == list(range(count))
    return [found[place] for place in range(count)]


def test_what_is_answered_is_asked_once(server: LocalServer) -> None:
    got(server, 12, at_once=4)
    words = [body["messages"][-1]["content"] for body in server.asked]
    assert sorted(words) == sorted({request.messages[-1].text for request in asked(12)})
    assert server.most_open <= 4


def test_a_dripping_server_holds_nobody(server: LocalServer) -> None:
    server.then(drips)
    dripped, other = got(server, 2, timeout=2.5)
    assert dripped.finish == "failed"
    assert "2.5 seconds" in dripped.why
    assert other.finish == "stop"
    assert len(server.asked) == 2


def test_the_time_for_all_answers_ends(server: LocalServer) -> None:
    server.then(drips, drips, drips)
    completions = got(server, 5, deadline=1.5, at_once=1)
    assert {each.finish for each in completions} == {"failed"}
    assert all("the time for all answers" in each.why for each in completions)
    assert len(server.asked) <= 1, "it goes on asking when the time is over"


def test_a_stream_that_falls_silent_is_asked_anew(server: LocalServer) -> None:
    server.then(sends(event({"content": '{"mo'}), hangs=True))
    [completion] = got(server, timeout=6)
    assert completion.finish == "stop"
    assert len(server.asked) == 2


def test_the_first_words_may_be_long_in_coming(server: LocalServer) -> None:
    """Some servers greet at once and load the model then."""
    server.then(greets_and_loads(1.6))
    [completion] = got(server, timeout=4)
    assert completion.finish == "stop"
    assert len(server.asked) == 1


def test_a_limit_is_waited_for(server: LocalServer) -> None:
    server.then(refused(429, Retry_After="0.2"), refused(429))
    [completion] = got(server)
    assert completion.finish == "stop"
    assert completion.seconds >= 0.2
    assert len(server.asked) == 3


def test_a_limit_is_waited_for_more_often_than_a_failure(server: LocalServer) -> None:
    server.then(*[refused(429, Retry_After="0")] * 4)
    [completion] = got(server, attempts=2)
    assert completion.finish == "stop"


def test_a_limit_longer_than_there_is_time_fails_at_once(server: LocalServer) -> None:
    server.then(refused(429, Retry_After="1000"))
    completions = got(server, 3, at_once=1)
    assert {each.finish for each in completions} == {"failed"}
    assert all("left alone" in each.why for each in completions)
    assert len(server.asked) == 1, "the others ask although they were told not to"


def test_a_limit_holds_back_whoever_else_would_ask(server: LocalServer) -> None:
    server.then(refused(429, Retry_After="0.3"))
    got(server, 6, at_once=1)
    first, second = server.times[:2]
    assert second - first >= 0.3
    assert len(server.asked) == 7


def test_an_empty_account_ends_it_all(server: LocalServer) -> None:
    server.then(refused(429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}))
    model = Server(server.url, "reader", Manners(at_once=1), {})
    with pytest.raises(PlanError, match="no money left"):
        list(model.answers(asked(3)))
    with pytest.raises(PlanError, match="no money left"):
        list(model.answers(asked(3)))
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [408, 409, 425, 500, 502, 503, 529])
def test_what_may_pass_is_tried_again(server: LocalServer, status: int) -> None:
    server.then(refused(status), refused(status))
    [completion] = got(server)
    assert completion.finish == "stop"
    assert len(server.asked) == 3


def test_attempts_are_counted(server: LocalServer) -> None:
    server.then(*[refused(500, "out of <|im_start|> memory\nat line 3")] * 9)
    [completion] = got(server, attempts=3)
    assert completion.finish == "failed"
    assert completion.why == "the server answered 500: out of ‹|im_start|› memory at line 3"
    assert len(server.asked) == 3


def test_nobody_tries_again_behind_our_back(server: LocalServer) -> None:
    server.then(*[leaves] * 9)
    [completion] = got(server, attempts=3)
    assert completion.why == "the connection broke off, 3 times"
    assert completion.usage.input == 0, "a question that nobody took costs nothing"
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "pieces",
    [
        [event({"content": '{"mood": "ca'})],
        [b"data: {not json}\n\n", WHOLE, DONE],
        [b'data: {"choices": [{"delta": {"content": "caf\xc3"}}]}\n\n', WHOLE, DONE],
        [b"data: [1, 2]\n\n", WHOLE, DONE],
        [event({"content": "{}"})[:30]],
        [b"data: " + b"[" * 5000 + b"\n\n"],
        [b"<html><body>Sign in to the hotel's network</body></html>"],
        [b'data: {"error": {"message": "the engine died", "code": 500}}\n\n'],
        [b"data: " + b"x" * (1 << 20)],
        [b""],
    ],
)
def test_a_broken_stream_is_asked_anew(server: LocalServer, pieces: list[bytes]) -> None:
    server.then(sends(*pieces))
    [completion] = got(server)
    assert completion.finish == "stop"
    assert completion.text != "{}"
    assert len(server.asked) == 2


def test_a_stream_that_always_breaks_off_fails(server: LocalServer) -> None:
    server.then(*[sends(event({"content": '{"mo'}))] * 4)
    broken, other = got(server, 2, attempts=4, at_once=1)
    assert broken.finish == "failed"
    assert "broke off" in broken.why
    assert broken.usage.output >= 4, "tokens that were paid for and lost are not counted"
    assert broken.usage.input >= 4 * 10
    assert other.finish == "stop"


@pytest.mark.parametrize(
    "pieces",
    [
        [WHOLE, DONE],
        [WHOLE],
        [WHOLE, b"data: {gar"],
        [event({"content": "{}"}), DONE],
        [event({"content": "{}"}), b"data: [DONE]"],
        [event({"content": "{}"}).replace(b"\n", b"\r\n"), b"data:[DONE]\r\n\r\n"],
        [b": waiting\n\nevent: message\nretry: 3\n", WHOLE, DONE],
        [*[bytes([byte]) for byte in WHOLE], DONE],
        [event({"content": "x"}).replace(b'"index": 0', b'"index": 1'), WHOLE, DONE],
    ],
)
def test_whole_is_whole_however_it_ends(server: LocalServer, pieces: list[bytes]) -> None:
    server.then(sends(*pieces))
    [completion] = got(server)
    assert (completion.finish, completion.text) == ("stop", "{}")
    assert len(server.asked) == 1


def test_a_finished_answer_waits_not_long_for_its_bill(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "_BILL", 0.1)
    server.then(sends(WHOLE, hangs=True))
    [completion] = got(server)
    assert (completion.finish, completion.text) == ("stop", "{}")
    assert len(server.asked) == 1


def test_letters_in_two_halves_are_put_together(server: LocalServer) -> None:
    halves = rb'data: {"choices": [{"delta": {"content": "\ud83c"}}]}'
    rest = rb'data: {"choices": [{"delta": {"content": "\udfac \ud83c."}, "finish_reason": "stop"}]}'
    server.then(sends(halves + b"\n\n", rest + b"\n\n", DONE))
    [completion] = got(server)
    assert completion.text == "🎬 \ufffd."


def test_a_server_that_heeds_no_bound_is_cut_off(server: LocalServer) -> None:
    server.then(sends(event({"content": "x" * 160 * 40}), hangs=True))
    [completion] = got(server)
    assert completion.finish == "length"


def test_a_server_that_is_gone_ends_it_all() -> None:
    with LocalServer() as server:
        model = Server(server.url, "reader", Manners(attempts=2), {})
        model.ready()
    for _ in range(2):
        with pytest.raises(PlanError, match="no server answers there"):
            list(model.answers(asked(4)))


def test_a_wrong_key_midway_ends_it_all(server: LocalServer) -> None:
    model = Server(server.url, "reader", Manners(at_once=1), {"STORYREEL_LLM_KEY": "sk-secret"})
    answers = model.answers(asked(3))
    assert next(answers).completion.finish == "stop"
    server.key = "another"
    with pytest.raises(PlanError, match="does not accept the key") as caught:
        list(answers)
    assert "sk-secret" not in str(caught.value)


def test_a_key_that_a_server_repeats_is_in_no_message(server: LocalServer) -> None:
    said = {"error": {"message": "cannot serve Bearer sk-secret", "code": 400}}
    server.then(refused(400, said), sends(b"data: " + json.dumps(said).encode() + b"\n\n"))
    model = Server(server.url, "reader", Manners(), {"STORYREEL_LLM_KEY": "sk-secret"})
    for _ in range(2):
        [completion] = collected(model, asked(1)).values()
        assert completion.why == "the server answered 400: cannot serve Bearer ..."


@pytest.mark.parametrize("how", ["close", "interrupt"])
def test_leaving_early_leaves_no_connection(server: LocalServer, how: str) -> None:
    server.then(*[hangs] * 3)
    model = Server(server.url, "reader", Manners(at_once=4), {})
    answers = model.answers(asked(9))
    next(answers)
    _until(lambda: server.open >= 3)
    if how == "close":
        answers.close()  # type: ignore[attr-defined]
    else:
        with pytest.raises(KeyboardInterrupt):
            answers.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert [thread.name for thread in threading.enumerate() if thread.name == "storyreel-llm"] == []
    _until(lambda: server.open == 0)
    before = len(server.asked)
    assert sorted(collected(model, asked(2))) == [0, 1]
    assert len(server.asked) == before + 2


def _until(holds: object) -> None:
    assert callable(holds)
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.005)
