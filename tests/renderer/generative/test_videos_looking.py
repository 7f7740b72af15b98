"""Who answers at an address: told before anything is spent."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from film.errors import RenderError
from renderer.generative.backends.videos.client import Videos
from renderer.generative.backends.videos.dialects import OPEN, PLAIN, SGLANG, VLLM
from renderer.generative.backends.videos.looking import found_by
from renderer.generative.families import families, family
from renderer.generative.seam import Abilities
from tests.renderer.generative.server import LocalServer, answers, hangs, leaves, refused
from tests.renderer.generative.server_desk import filmed, job, soon

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        yield local


def told(url: str, model: str = "", environment: dict[str, str] | None = None, **means: Any) -> str:
    """The one line that a user reads."""
    with pytest.raises(RenderError) as error:
        Videos(url, model, soon(**means), environment or {}).ready()
    line = str(error.value)
    assert "\n" not in line
    assert len(line) < 400
    return line


def card(**facts: Any) -> dict[str, Any]:
    return {"id": "films", **facts}


def test_a_server_is_looked_at_once_and_asked_for_nothing(server: LocalServer) -> None:
    model = Videos(server.url, "", soon(), {})
    assert model.ready() == model.ready()
    assert [(hit.method, hit.path) for hit in server.hits] == [("GET", "/v1/models"), ("GET", "/v1/videos")]


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    line = told(f"http://127.0.0.1:{port}/v1")
    assert line.startswith(f"http://127.0.0.1:{port}/v1: no server answers there")


@pytest.mark.parametrize(
    "body", [b"<!doctype html><title>Welcome</title>", b"hello", b"", b"{}", b'{"data": [1]}', b"\xff"]
)
def test_what_is_no_server_of_models(server: LocalServer, body: bytes) -> None:
    kind = "text/html" if body[:1] == b"<" else "application/json"
    server.pages["/models"] = answers(body, kind)
    line = told(server.url)
    assert "is no server of video models. Check the address; most end in /v1" in line
    assert ("with a page for people" in line) == (body[:1] == b"<")


def test_a_server_of_language_models_makes_no_videos(server: LocalServer) -> None:
    server.pages["/videos"] = refused(404, {"detail": "Not Found"})
    assert "nobody makes videos there: the server answered 404: Not Found" in told(server.url)


def test_a_page_for_people_at_every_address_is_no_server_of_videos(server: LocalServer) -> None:
    server.pages["/videos"] = answers(b"<!doctype html><div id=app>", "text/html")
    assert "the server answers with a page for people" in told(server.url)


def test_a_server_that_lists_no_videos_may_make_them(server: LocalServer) -> None:
    server.pages["/videos"] = refused(405, {"detail": "Method Not Allowed"})
    assert Videos(server.url, "", soon(), {}).ready().name


def test_a_wrong_key(server: LocalServer) -> None:
    server.key = "another"
    line = told(server.url, environment={"STORYREEL_VIDEO_KEY": KEY})
    assert "does not accept the key. Set STORYREEL_VIDEO_KEY" in line
    assert KEY not in line


def test_a_right_key_is_taken_from_the_environment(server: LocalServer) -> None:
    server.key = KEY
    assert Videos(server.url, "", soon(), {"STORYREEL_VIDEO_KEY": f" {KEY}\n"}).ready()
    assert Videos(server.url, "", soon(), {"OPENAI_API_KEY": KEY}).ready(), "this machine is known"


@pytest.mark.parametrize("key", ["two words", "naïve", "tab\tbed"])
def test_a_key_that_cannot_be_sent(server: LocalServer, key: str) -> None:
    line = told(server.url, environment={"STORYREEL_VIDEO_KEY": key})
    assert "holds letters that no key has" in line
    assert key not in line
    assert not server.hits


def test_no_key_is_sent_where_there_is_none(server: LocalServer) -> None:
    Videos(server.url, "", soon(), {}).ready()
    assert all("authorization" not in hit.headers for hit in server.hits)


def test_another_model(server: LocalServer) -> None:
    line = told(server.url, "Wan2.2-TI2V")
    assert "it has no model 'Wan2.2-TI2V'. It has Wan-AI/Wan2.2-TI2V-5B-Diffusers: name one behind #" in line


def test_several_models_and_none_named(server: LocalServer) -> None:
    server.cards["data"].append({"id": "ltx"})
    assert "it has 2 models, and none is named. It has Wan-AI/Wan2.2-TI2V-5B-Diffusers, ltx" in told(server.url)
    assert Videos(server.url, "ltx", soon(), {}).ready().name == "ltx"


def test_no_model_at_all(server: LocalServer) -> None:
    server.cards["data"].clear()
    assert "Load a model there" in told(server.url)


def test_names_that_a_server_gives_are_harmless(server: LocalServer) -> None:
    server.cards["data"][0]["id"] = "\x1b[2J\n" + "x" * 5000
    assert len(Videos(server.url, "", soon(), {}).ready().name) == 200
    assert told(server.url, "other").isprintable()


def test_ten_thousand_models_are_looked_through(server: LocalServer) -> None:
    server.cards["data"] += [{"id": f"model-{number}"} for number in range(10_000)]
    assert "model-77" in told(server.url, "modal-77")


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (refused(402), "the account has no money left"),
        (refused(429, {"error": {"message": "insufficient_quota"}}), "the account has no money left"),
        (refused(503, "loading"), "the server answered 503: loading"),
        (refused(301, Location="https://elsewhere.test/v1"), "name it: https://elsewhere.test/v1"),
        (refused(302), "sends us on to another address. Check the address"),
        (leaves, "the connection broke off"),
        (hangs, "no answer within 0.5 seconds"),
    ],
)
def test_other_trouble_is_one_line_too(server: LocalServer, fault: Any, what: str) -> None:
    server.pages["/models"] = fault
    assert what in told(server.url, timeout=0.5)


def test_no_tls(server: LocalServer) -> None:
    assert "http:// rather than https://" in told(server.url.replace("http", "https"))


def test_a_proxy_of_another_kind() -> None:
    line = told("https://films.test/v1", environment={"HTTPS_PROXY": "socks5://user:secret@x:1"})
    assert "HTTPS_PROXY names no http proxy" in line
    assert "secret" not in line


def test_a_proxy_of_the_environment_is_asked_for_nothing_of_ours(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over plain http it would read the key and the words."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    Videos(server.url, "", soon(), {"ALL_PROXY": "http://127.0.0.1:9"}).ready()


def test_nothing_of_the_environment_goes_out(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Mine: {KEY}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    filmed(server, job(0))
    assert len(server.hits) > 4
    assert not [hit for hit in server.hits if KEY in str(hit)]


def test_a_missing_library_is_told(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    assert "pip install 'storyreel[videos]'" in told(server.url)


def test_certificates_that_are_none(tmp_path: Any) -> None:
    line = told("https://films.test/v1", environment={"SSL_CERT_FILE": str(tmp_path / "none.pem")})
    assert "SSL_CERT_FILE cannot be read" in line


@pytest.mark.parametrize(
    ("facts", "dialect", "name"),
    [
        ({"id": "Wan-AI/Wan2.2-TI2V-5B-Diffusers", "owned_by": "vllm"}, VLLM, "wan2.2-ti2v-5b"),
        ({"id": "films", "root": "/m/wan2.2_ti2v_5b_diffusers-fp8", "owned_by": "vllm-omni"}, VLLM, "wan2.2-ti2v-5b"),
        ({"id": "films", "owned_by": "sglang", "pipeline_class": "WanPipeline"}, SGLANG, "wan-t2v"),
        ({"id": "Wan2.1-VACE-14B-diffusers", "owned_by": "me"}, OPEN, "wan2.1-vace-14b"),
        ({"id": "Wan2.1-I2V-14B-480P", "owned_by": "me"}, OPEN, "wan2.1-i2v-14b-480p"),
        ({"id": "someone/LTX-2-distilled", "owned_by": "me"}, OPEN, "ltx-2-distilled"),
        ({"id": "sora-2", "owned_by": "openai"}, PLAIN, ""),
        ({"id": "films", "owned_by": 7, "root": ["x"]}, PLAIN, ""),
        ({"id": "films", "owned_by": "vllm"}, VLLM, ""),
    ],
)  # fmt: skip
def test_which_server_and_which_model_it_is(facts: dict[str, Any], dialect: object, name: str) -> None:
    found = found_by(facts, facts["id"])
    assert found.dialect == dialect
    assert found.identity.family == name


def test_models_of_one_name_are_told_apart() -> None:
    plain = found_by(card(), "films").identity
    assert plain.revision == ""
    others = [card(root="/a"), card(root="/b"), card(root="/a", dit_precision="fp8")]
    assert len({found_by(each, "films").identity.revision for each in [card(), *others]}) == 4
    assert found_by(card(root="/a", created=1), "films") == found_by(card(root="/a", created=2), "films")


@pytest.mark.parametrize("owner", ["vllm", "sglang", "somebody", ""])
@pytest.mark.parametrize("model", sorted({model for each in families() for model in each.models}))
def test_no_server_is_asked_for_what_it_cannot_take(owner: str, model: str) -> None:
    found = found_by({"id": model, "owned_by": owner}, model)
    known = family(found.identity.family)
    assert model in known.models
    able, own = found.identity.abilities, known.abilities
    assert (able.controls, able.last, able.keyframes, able.any_rate) == ((), False, False, False)
    assert able.continues == int(able.first and own.continues > 0)
    assert able.references == (own.references if owner == "vllm" else 0)
    assert not (able.first and able.references), "one field holds either"
    assert (able.frames, able.size, able.rate, able.audio) == (own.frames, own.size, own.rate, own.audio)


@pytest.mark.parametrize(
    ("task", "first"), [("T2V", False), ("I2V", True), ("TI2V", True), ("", False), ("T2I", False)]
)
def test_what_is_not_known_of_a_model_its_server_may_tell(task: str, first: bool) -> None:
    found = found_by(card(owned_by="sglang", task_type=task), "films")
    assert found.identity.abilities.first == first
    assert ("first" in found.identity.needs) == (task == "I2V")


def test_a_model_nobody_knows_is_asked_for_what_all_take() -> None:
    able: Abilities = found_by(card(owned_by="vllm"), "films").identity.abilities
    for each in ("wan2.2-ti2v-5b", "wan2.1-vace-14b", "ltx-2"):
        theirs = family(each).abilities
        assert all(theirs.frames.fitting(count) == count for count in (9, 17, 33, 81))
        assert able.size.multiple % theirs.size.multiple == 0
        assert able.size.pixels <= theirs.size.pixels or each == "wan2.1-vace-14b"


def test_the_plain_protocol_has_its_own_sizes_and_lengths() -> None:
    able = found_by(card(), "films").identity.abilities
    assert [able.frames.fitting(count) for count in (1, 96, 97, 193, 500)] == [96, 96, 192, 288, 288]
    assert all(width * height <= able.size.pixels for width, height in able.size.sizes)
    assert (able.first, able.references, able.negative) == (True, 0, False)


def test_prompts_are_counted_from_above() -> None:
    model = Videos("http://localhost/v1", "", soon(), {})
    assert model.count("") == 1
    assert model.count("She waits by the window.") >= 7
    assert model.count("彼女は待つ") >= 6
    assert model.count(json.dumps({"a": [1, 2]})) >= 8
