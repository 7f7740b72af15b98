"""Looking at a server: what is wrong with it in one line, how much it takes, and what it is sent of ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from film.errors import PlanError
from planner.llm.backends.server import Server
from planner.llm.budget import Manners
from planner.llm.seam import Identity
from tests.planner.llm.contract import asked, collected
from tests.planner.llm.server import LocalServer, Reply

KEY = "sk-secret-0123"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def looked(server: LocalServer, model: str = "reader", **environment: str) -> Identity:
    return Server(server.url, model, Manners(timeout=5), environment).ready()


def wrong(server: LocalServer, model: str = "reader", **environment: str) -> str:
    with pytest.raises(PlanError) as caught:
        looked(server, model, **environment)
    assert "\n" not in str(caught.value)
    assert caught.value.do
    return str(caught.value)


def test_a_wrong_key_is_told_and_not_shown(server: LocalServer) -> None:
    server.key = "another"
    line = wrong(server, STORYREEL_LLM_KEY=KEY)
    assert "does not accept the key" in line
    assert KEY not in line
    server.key = KEY
    assert looked(server, STORYREEL_LLM_KEY=f" {KEY}\n").name == "reader"


def test_a_key_is_in_no_words_about_the_server(server: LocalServer) -> None:
    model = Server(server.url, "reader", Manners(), {"STORYREEL_LLM_KEY": KEY})
    assert KEY not in repr(model)
    assert KEY not in str(model)


def test_a_key_that_no_header_takes_is_told_and_not_shown(server: LocalServer) -> None:
    line = wrong(server, STORYREEL_LLM_KEY="sk-käy")
    assert "STORYREEL_LLM_KEY" in line
    assert "käy" not in line


def test_an_unknown_model_is_told_with_the_nearest(server: LocalServer) -> None:
    server.models = {"data": [{"id": name} for name in ("qwen3-8b", "qwen3-32b", "llama-3.1-8b", "whisper")]}
    line = wrong(server, "qwen3-8")
    assert "'qwen3-8'" in line
    assert "It has qwen3-8b, " in line
    assert "whisper" not in line


def test_names_are_known_without_their_tag_or_folder(server: LocalServer) -> None:
    server.models = {"data": [{"id": "llama3:latest"}, {"id": "models/gemini"}]}
    assert looked(server, "llama3").name == "llama3"
    assert looked(server, "gemini").name == "gemini"


def test_a_server_that_lists_nothing_is_believed_to_have_it(server: LocalServer) -> None:
    server.models = {"object": "list", "data": []}
    assert looked(server, "anything").name == "anything"


def test_nobody_there() -> None:
    with LocalServer() as gone:
        pass
    line = wrong(gone)
    assert "no server answers there" in line
    assert gone.url in line


def test_a_page_for_people(server: LocalServer) -> None:
    server.models = "<!doctype html><title>Welcome</title>"
    assert "no server of language models" in wrong(server)


@pytest.mark.parametrize("answer", [{"hello": 1}, [1, 2, 3], {"data": {"id": "reader"}}])
def test_another_protocol(server: LocalServer, answer: Any) -> None:
    server.models = answer
    assert wrong(server)


def test_a_forgotten_v1(server: LocalServer) -> None:
    with pytest.raises(PlanError, match="most end in /v1"):
        Server(server.url.removesuffix("/v1"), "reader", Manners(), {}).ready()


def test_no_certificate_where_https_is_said(server: LocalServer) -> None:
    with pytest.raises(PlanError, match="http:// rather than https://"):
        Server(server.url.replace("http", "https"), "reader", Manners(timeout=5), {}).ready()


def test_a_server_that_hangs_is_given_up(server: LocalServer) -> None:
    async def hangs(reply: Reply) -> None:
        await reply.head()
        await reply.writer.wait_closed()

    server.models = hangs
    with pytest.raises(PlanError, match=r"no answer within 0\.4 seconds"):
        Server(server.url, "reader", Manners(timeout=0.4), {}).ready()


def test_a_redirect_is_told_and_not_followed(server: LocalServer) -> None:
    with LocalServer() as other:

        async def moved(reply: Reply) -> None:
            await reply.whole(307, {}, Location=f"{other.url}/models")

        server.models = moved
        line = wrong(server, STORYREEL_LLM_KEY=KEY)
        assert other.url in line
        assert other.hits == []


def test_a_proxy_of_the_environment_is_not_taken(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalServer() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert looked(server, STORYREEL_LLM_KEY=KEY, HTTP_PROXY=proxy.url, ALL_PROXY=proxy.url).name == "reader"
        assert proxy.hits == []


def test_nothing_of_the_environment_goes_out(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Mine: {KEY}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    model = Server(server.url, "reader", Manners(), {})
    model.ready()
    collected(model, asked(1))
    assert len(server.hits) == 2
    assert not [hit for hit in server.hits if KEY in str(hit.headers)]
    assert {hit.headers["authorization"] for hit in server.hits} == {"Bearer none"}


def test_a_missing_library_is_told(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    assert "pip install 'storyreel[llm]'" in wrong(server)


def test_it_is_looked_at_once(server: LocalServer) -> None:
    model = Server(server.url, "reader", Manners(), {})
    assert model.ready() == model.ready()
    assert len(server.hits) == 1


LLAMA = {"id": "reader", "owned_by": "llamacpp", "meta": {"n_ctx_train": 131072}}
OLLAMA = {"id": "reader:latest", "owned_by": "library"}


@pytest.mark.parametrize(
    ("entry", "pages", "context"),
    [
        ({"id": "reader"}, {}, 32768),
        ({"id": "reader", "max_model_len": 2048}, {}, 2048),
        ({"id": "reader", "max_model_len": "many"}, {}, 32768),
        ({"id": "reader", "context_length": 200000}, {}, 200000),
        (LLAMA, {}, 131072),
        (LLAMA, {"/props": {"default_generation_settings": {"n_ctx": 8192}}}, 8192),
        (LLAMA, {"/props": "<html>"}, 131072),
        (OLLAMA, {}, 4096),
        (OLLAMA, {"/api/ps": {"models": [{"name": "reader:latest", "context_length": 16384}]}}, 16384),
        (OLLAMA, {"/api/ps": {"models": [{"name": "other:latest", "context_length": 16384}]}}, 4096),
    ],
)
def test_how_much_it_takes(server: LocalServer, entry: Any, pages: dict[str, Any], context: int) -> None:
    server.models = {"data": [{"id": "other", "max_model_len": 1}, entry]}
    server.pages = pages
    assert looked(server).context == context
    assert looked(server, STORYREEL_LLM_CONTEXT="1234").context == 1234


def test_nobody_else_is_asked_for_more(server: LocalServer) -> None:
    looked(server)
    assert [hit.path for hit in server.hits] == ["/v1/models"]


@pytest.mark.parametrize("said", ["many", "-4096", "12", "4096.5", "٤٠٩٦x"])
def test_a_context_that_is_no_number(server: LocalServer, said: str) -> None:
    assert "STORYREEL_LLM_CONTEXT" in wrong(server, STORYREEL_LLM_CONTEXT=said)
    assert server.hits == []


def test_a_tag_that_moved_is_another_model(server: LocalServer) -> None:
    server.models = {"data": [OLLAMA]}
    server.pages = {"/api/tags": {"models": [{"name": "reader:latest", "digest": "ab" * 32}]}}
    assert looked(server).revision == "ab" * 32


@pytest.mark.parametrize(
    ("facts", "sees"),
    [
        ({}, True),
        ({"architecture": {"input_modalities": ["text"]}}, False),
        ({"architecture": {"input_modalities": ["text", "image"]}}, True),
        ({"capabilities": {"vision": False}}, False),
    ],
)
def test_whether_it_sees(server: LocalServer, facts: dict[str, Any], sees: bool) -> None:
    server.models = {"data": [{"id": "reader", **facts}]}
    assert looked(server).sees is sees
