"""The parts of talking to a server that need none: streams, waits, and what went wrong."""

from __future__ import annotations

import json
import ssl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.llm.backends.server.events import Events, Heard
from planner.llm.backends.server.flow import flow
from planner.llm.backends.server.trouble import BrokenError, RefusalError, broken

SAID = [{"choices": [{"delta": {"content": word}}]} for word in ("caf\u00e9 ", "दरवाज़ा", "🎬", "\n\r\u2028")]


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_stream_is_the_same_however_it_is_cut(cuts: list[int], end: str) -> None:
    shown = "".join(f"data: {json.dumps(each, ensure_ascii=False)}{end}{end}: keep alive{end}{end}" for each in SAID)
    data = (shown + f"data: [DONE]{end}{end}").encode()
    events, found, at, turn = Events(), [], 0, 0
    while at < len(data):
        found += list(events.fed(data[at : at + cuts[turn % len(cuts)]]))
        at += cuts[turn % len(cuts)]
        turn += 1
    assert found == SAID
    assert events.done


def test_an_event_over_several_lines_is_one() -> None:
    events = Events()
    assert list(events.fed(b'data: {"a":\ndata: 1}\n\n')) == [{"a": 1}]


@pytest.mark.parametrize("data", [b"data: " + b"x" * (1 << 20), b"data: x\n" * (1 << 20)])
def test_an_event_without_end_is_not_kept(data: bytes) -> None:
    with pytest.raises(BrokenError, match="without end"):
        list(Events().fed(data))


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_broken(data: bytes) -> None:
    events, heard = Events(), Heard(100)
    try:
        for event in [*events.fed(b"data: " + data + b"\n\n"), *events.ended()]:
            heard.take(event)
    except (BrokenError, RefusalError):
        return
    assert isinstance(heard.text, str)


NAMES = ["choices", "delta", "message", "content", "index", "finish_reason", "usage", "refusal", "error", "code"]
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["choices", "usage", "error"]), JSONS))
def test_any_event_is_heard_or_refused(event: dict[str, object]) -> None:
    heard = Heard(100)
    heard.begun = True
    if event.get("error"):
        with pytest.raises(RefusalError) as caught:
            heard.take(event)
        assert len(caught.value.quoted) < 300
        return
    heard.take(event)
    usage = heard.usage(7, 3)
    assert usage.cached <= usage.input


@pytest.mark.parametrize(
    ("status", "body", "what"),
    [
        (401, b"{}", "key"),
        (403, b'{"error": {"message": "Your input was flagged"}}', "refused"),
        (403, b"<html>", "key"),
        (402, b"", "empty"),
        (429, b'{"error": {"code": "insufficient_quota"}}', "empty"),
        (429, b'{"error": {"message": "Rate limit: reduce the length of your prompts"}}', "again"),
        (404, b'{"error": {"message": "no model x"}}', "model"),
        (302, b"", "elsewhere"),
        (413, b"", "overlong"),
        (422, b'{"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]}', "terms"),
        (500, b"{}", "terms"),
        (500, b'{"error": "context size exceeded"}', "overlong"),
        (409, b"{}", "again"),
    ],
)
def test_a_refusal_is_sorted(status: int, body: bytes, what: str) -> None:
    assert RefusalError(status, {}, body).judged() == what


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error": {"message": "no\\nway"}}', ": no way"),
        (b'{"error": "no"}', ": no"),
        (b'{"object": "error", "message": "no"}', ": no"),
        (b'{"detail": "no"}', ": no"),
        (b"no", ": no"),
        (b"<html><h1>502</h1></html>", ""),
        (b"\xff\xfe", ": \ufffd\ufffd"),
        (b'{"error": {"message": "' + b"x" * 999 + b'"}}', ": " + "x" * 160),
    ],
)
def test_a_refusal_is_quoted(body: bytes, words: str) -> None:
    assert RefusalError(418, {}, body).quoted == f"the server answered 418{words}"


def test_a_certificate_that_does_not_hold_is_told() -> None:
    inner = ssl.SSLCertVerificationError(1, "no")
    inner.verify_message = "self-signed certificate"
    outer = ConnectionError("deep below")
    outer.__cause__ = inner
    assert broken(outer).why == "its certificate does not hold: self-signed certificate"
    assert not broken(outer).reached
    assert broken(ConnectionResetError()).reached


def test_an_error_in_the_work_reaches_its_reader() -> None:
    async def work(hand: object) -> None:
        assert callable(hand)
        hand(1)
        raise KeyError("mine")

    read = flow(work)
    assert next(read) == 1
    with pytest.raises(KeyError, match="mine"):
        next(read)
