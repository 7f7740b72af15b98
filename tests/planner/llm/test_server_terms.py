"""What a server is sent, and how a request becomes plainer where it refuses something."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import Field

from film.base import Model
from planner.llm.backends.server import Server, talk
from planner.llm.backends.server.terms import Terms, sent
from planner.llm.budget import Manners
from planner.llm.question import schema_of
from planner.llm.seam import Completion, Message, Request
from tests.planner.llm.contract import Small, asked, collected
from tests.planner.llm.server import LocalServer, Reply, event, refused, sends, takes_no

DONE = b"data: [DONE]\n\n"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "FIRST_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


@pytest.fixture
def model(server: LocalServer) -> Server:
    return Server(server.url, "reader", Manners(timeout=20, at_once=1, attempts=2), {})


def only(model: Server, request: Request | None = None) -> Completion:
    [completion] = collected(model, [request or asked(1)[0]]).values()
    return completion


def test_all_that_decides_an_answer_is_sent() -> None:
    [request] = asked(1, seed=11)
    body = sent(request.but(temperature=0.5), "reader", Terms())
    assert (body["model"], body["max_tokens"], body["seed"], body["temperature"]) == ("reader", 160, 11, 0.5)
    assert body["response_format"]["json_schema"]["schema"] == request.answer_schema
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_a_picture_is_sent_before_the_words() -> None:
    picture = base64.b64encode(b"\x89PNG").decode()
    message = Message(role="user", text="Who is it?", pictures=(picture,))
    request = Request(name="look", messages=(message,), max_tokens=10)
    [shown] = sent(request, "reader", Terms())["messages"]
    assert shown["content"] == [
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{picture}"}},
        {"type": "text", "text": "Who is it?"},
    ]


def test_a_model_that_sees_nothing_is_sent_no_picture(model: Server, server: LocalServer) -> None:
    server.models = {"data": [{"id": "reader", "architecture": {"input_modalities": ["text"]}}]}
    model.ready()
    message = Message(role="user", text="Who is it?", pictures=("aGk=",))
    completion = only(model, Request(name="look", messages=(message,), max_tokens=10))
    assert (completion.finish, completion.why) == ("failed", "the model sees no pictures")
    assert server.asked == []


def test_the_form_steps_down_once_and_for_all(model: Server, server: LocalServer) -> None:
    server.then(takes_no("maxItems", "maxLength", "minimum"))
    assert only(model).finish == "stop"
    only(model)
    forms = [body["response_format"]["json_schema"] for body in server.asked]
    assert [("maxItems" in json.dumps(form)) for form in forms] == [True, False, False]
    assert forms[1]["schema"]["required"] == ["mood", "people", "paragraph", "quote"]
    assert "maxItems" not in json.dumps(forms[1])


def test_fields_that_are_named_like_bounds_stay() -> None:
    class Bounds(Model):
        format: Annotated[str, Field(max_length=9)]
        properties: Annotated[int, Field(ge=1, le=9)]
        minimum: tuple[int, ...]

    [request] = asked(1)
    body = sent(request.but(answer_schema=schema_of(Bounds)), "reader", Terms(form="bare"))
    schema = body["response_format"]["json_schema"]["schema"]
    assert schema["properties"] == {
        "format": {"type": "string"},
        "properties": {"type": "integer"},
        "minimum": {"type": "array", "items": {"type": "integer"}},
    }
    assert schema["required"] == ["format", "properties", "minimum"]


def test_without_schemas_the_form_is_told_in_words(model: Server, server: LocalServer) -> None:
    server.then(takes_no("json_schema"))
    assert only(model).finish == "stop"
    assert server.asked[-1]["response_format"] == {"type": "json_object"}
    assert '"paragraph"' in server.asked[-1]["messages"][0]["content"]


def test_without_any_form_it_is_words_alone(model: Server, server: LocalServer) -> None:
    server.then(takes_no("response_format"))
    assert only(model).finish == "stop"
    assert "response_format" not in server.asked[-1]
    assert '"paragraph"' in server.asked[-1]["messages"][0]["content"]
    assert len(server.asked) == 4
    only(model)
    assert len(server.asked) == 5


@pytest.mark.parametrize("part", ["temperature", "seed", "stream_options", "max_tokens"])
def test_what_a_server_does_not_take_is_left_out(model: Server, server: LocalServer, part: str) -> None:
    server.then(takes_no(part))
    assert only(model).finish == "stop"
    first, second = server.asked
    assert part in first
    assert part not in second
    if part == "max_tokens":
        assert second["max_completion_tokens"] == 160
    if part == "stream_options":
        assert only(model).usage.input >= 5, "nobody counted, so it has to be estimated"


def test_a_template_without_a_system_gets_one_message(model: Server, server: LocalServer) -> None:
    server.then(refused(400, "System role not supported"))
    assert only(model).finish == "stop"
    [message] = server.asked[1]["messages"]
    assert message["role"] == "user"
    assert message["content"].startswith("You read scripts.")


def test_requests_under_way_step_down_together(server: LocalServer) -> None:
    """Several refusals of one and the same part are one step, not several."""
    server.then(takes_no("maxItems"))
    model = Server(server.url, "reader", Manners(timeout=20, at_once=4), {})
    assert {each.finish for each in collected(model, asked(4)).values()} == {"stop"}
    assert "json_schema" in server.asked[-1]["response_format"]


def test_a_refusal_that_comes_late_takes_nothing_back(server: LocalServer) -> None:
    """One request has stepped down twice when the other is refused what was left out first."""

    async def late(server: LocalServer, reply: Reply, body: dict[str, Any]) -> None:
        while len(server.asked) < 4:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.1)
        await no_schema(server, reply, body)

    no_schema = refused(400, "json_schema is not supported")
    server.then(no_schema, late, no_schema)
    model = Server(server.url, "reader", Manners(timeout=20, at_once=2), {})
    assert {each.finish for each in collected(model, asked(2)).values()} == {"stop"}
    kinds = [body["response_format"]["type"] for body in server.asked]
    assert kinds == ["json_schema"] * 3 + ["json_object"] * 2


def test_what_nobody_can_leave_out_fails_with_the_servers_words(model: Server, server: LocalServer) -> None:
    server.then(refused(400, "Nobody is at home"))
    completion = only(model)
    assert completion.finish == "failed"
    assert completion.why == "the server answered 400: Nobody is at home"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "This model's maximum context length is 8192 tokens.", "type": "BadRequestError"}},
        {"error": {"message": "the request exceeds the available context size, try increasing it", "code": 400}},
        {"error": {"message": "prompt is too long: 210000 tokens > 200000 maximum"}},
        {"object": "error", "message": "max_tokens must be at least 1, got -186.", "code": 400},
    ],
)
def test_too_long_is_told_apart(model: Server, server: LocalServer, body: dict[str, Any]) -> None:
    server.then(refused(400, body))
    assert only(model).finish == "overlong"
    server.then(sends(b"data: " + json.dumps({**body, "error": body}).encode() + b"\n\n"))
    assert only(model).finish == "overlong"
    assert len(server.asked) == 2


def test_a_filter_refuses(model: Server, server: LocalServer) -> None:
    server.then(
        refused(400, {"error": {"message": "The response was filtered", "code": "content_filter"}}),
        sends(event({"content": "{"}, "content_filter"), DONE),
        sends(event({"refusal": "I cannot help\nwith that"}, "stop"), DONE),
    )
    whys = [only(model) for _ in range(3)]
    assert [each.finish for each in whys] == ["refused"] * 3
    assert whys[2].why == "I cannot help with that"
    assert len(server.asked) == 3


def test_thoughts_are_no_answer(model: Server, server: LocalServer) -> None:
    server.then(sends(event({"reasoning_content": "hm, {"}), event({"content": "{}"}, "stop"), DONE))
    assert only(model).text == "{}"


@pytest.mark.parametrize("how", [{"reasoning_content": "hm"}, {"reasoning": "hm"}, {"content": "<think> hm"}])
def test_a_model_that_thinks_itself_out_of_room_gets_more(
    model: Server, server: LocalServer, how: dict[str, str]
) -> None:
    server.context = 8192
    server.models = {"data": [{"id": "reader", "max_model_len": 8192}]}
    model.ready()
    bill = b'data: {"choices": [], "usage": {"prompt_tokens": 20, "completion_tokens": 160}}\n\n'
    server.then(sends(event(how, "length"), bill, DONE))
    completion = only(model)
    assert completion.finish == "stop"
    assert completion.usage.output > 160, "its thoughts were paid for"
    assert [body["max_tokens"] for body in server.asked] == [160, 160 + 4096]
    only(model)
    assert server.asked[-1]["max_tokens"] == 160 + 4096
    server.then(sends(event(how, "length"), DONE), sends(event(how, "length"), DONE))
    assert only(model).finish == "length", "there is no end to its room"
    assert server.context - 160 - 100 < server.asked[-1]["max_tokens"] < server.context


def test_a_server_that_does_not_stream_is_understood(model: Server, server: LocalServer) -> None:
    async def whole(_: LocalServer, reply: Reply, __: dict[str, Any]) -> None:
        choice = {"index": 0, "message": {"content": "{}"}, "finish_reason": "stop"}
        await reply.whole(200, {"choices": [choice], "usage": {"prompt_tokens": 3, "completion_tokens": 1}})

    server.then(whole)
    completion = only(model)
    assert (completion.text, completion.usage.input, completion.usage.output) == ("{}", 3, 1)


def test_a_server_that_heeds_no_schema_is_told_it_in_words(model: Server, server: LocalServer) -> None:
    server.then(sends(event({"content": "Dear reader, it is tense."}, "stop"), DONE))
    assert only(model).text == "Dear reader, it is tense."
    Small.model_validate_json(only(model).text)
    first, second = server.asked
    assert '"paragraph"' not in first["messages"][0]["content"]
    assert '"paragraph"' in second["messages"][0]["content"]
    assert second["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        ({"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}, (9, 4, 2)),
        ({"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 40}}, (9, 9, 2)),
        ({"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": None}, (9, 0, 2)),
    ],
)
def test_tokens_are_counted_as_the_server_counts(
    model: Server, server: LocalServer, usage: dict[str, Any], counted: tuple[int, int, int]
) -> None:
    bill = b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\n"
    server.then(sends(event({"content": "{}"}, "stop"), bill, DONE))
    found = only(model).usage
    assert (found.input, found.cached, found.output) == counted


@pytest.mark.parametrize("nonsense", [{"prompt_tokens": -4}, {"prompt_tokens": "many"}, {"prompt_tokens": True}, {}])
def test_a_nonsensical_bill_is_estimated(model: Server, server: LocalServer, nonsense: dict[str, Any]) -> None:
    bill = b"data: " + json.dumps({"choices": [], "usage": nonsense}).encode() + b"\n\n"
    server.then(sends(event({"content": "{}"}, "stop"), bill, DONE))
    assert 10 <= only(model).usage.input <= 100
