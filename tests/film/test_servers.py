"""The key, the proxy and the certificates for a server, and how it says to wait."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from film.errors import PlanError, RenderError
from film.servers import key_of, proxy_of, trusted, waited

NAME = "STORYREEL_VIDEO_KEY"


@pytest.mark.parametrize(
    ("url", "environment", "key"),
    [
        ("http://localhost:8000/v1", {}, ""),
        ("http://localhost:8000/v1", {"OPENAI_API_KEY": "b"}, "b"),
        ("https://api.openai.com/v1", {"OPENAI_API_KEY": "b"}, "b"),
        ("https://eu.api.openai.com/v1", {"OPENAI_API_KEY": "b"}, "b"),
        ("http://api.openai.com/v1", {"OPENAI_API_KEY": "b"}, ""),
        ("https://api.example/v1", {"OPENAI_API_KEY": "b"}, ""),
        ("https://openai.com.example/v1", {"OPENAI_API_KEY": "b"}, ""),
        ("https://notopenai.com/v1", {"OPENAI_API_KEY": "b"}, ""),
        ("https://api.example/v1", {"OPENAI_API_KEY": "b", NAME: "a"}, "a"),
        ("https://api.openai.com/v1", {"OPENAI_API_KEY": "b", NAME: " "}, "b"),
        ("http://10.0.0.7:8000/v1", {"OPENAI_API_KEY": "b"}, ""),
        ("http://10.0.0.7:8000/v1", {"OPENAI_API_KEY": "b", NAME: "a"}, "a"),
    ],
)
def test_which_key_goes_where(url: str, environment: dict[str, str], key: str) -> None:
    assert key_of(environment, url, NAME, RenderError) == key


@pytest.mark.parametrize(
    ("url", "environment", "proxy"),
    [
        ("https://api.example/v1", {}, None),
        ("https://api.example/v1", {"HTTPS_PROXY": "http://p:3128"}, "http://p:3128"),
        ("https://api.example/v1", {"https_proxy": "http://p:3128", "NO_PROXY": ".example"}, None),
        ("https://api.example/v1", {"HTTP_PROXY": "http://p:3128"}, None),
        ("http://api.example/v1", {"HTTP_PROXY": "http://p:3128", "HTTPS_PROXY": "http://p:3128"}, None),
        ("https://localhost/v1", {"HTTPS_PROXY": "http://p:3128"}, None),
    ],
)
def test_which_way_it_goes(url: str, environment: dict[str, str], proxy: str | None) -> None:
    assert proxy_of(environment, url, RenderError) == proxy


@pytest.mark.parametrize("key", ["two words", "na\u00efve", "tab\tbed", "line\nend"])
def test_a_key_that_cannot_be_sent_is_the_askers_error(key: str) -> None:
    with pytest.raises(PlanError, match=f"{NAME} holds letters that no key has") as error:
        key_of({NAME: key}, "http://localhost/v1", NAME, PlanError)
    assert key not in str(error.value)


def test_a_proxy_of_another_kind_is_told_without_its_secret() -> None:
    with pytest.raises(RenderError, match="names no http proxy") as error:
        proxy_of({"ALL_PROXY": "socks5://user:secret@p:1"}, "https://api.example/v1", RenderError)
    assert "secret" not in str(error.value)


def test_certificates_that_are_none_are_told() -> None:
    assert trusted({"SSL_CERT_FILE": ""}, RenderError) is True
    with pytest.raises(RenderError, match="SSL_CERT_FILE"):
        trusted({"SSL_CERT_FILE": "/nowhere.pem"}, RenderError)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0.5 "}, 0.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "2", "retry-after-ms": "1250"}, 1.25),
        ({"retry-after-ms": "9" * 400}, None),
        ({"openai-poll-after-ms": "250"}, 0.25),
        ({"retry-after": formatdate(1e9 + 90, usegmt=True), "date": formatdate(1e9, usegmt=True)}, 90.0),
        ({"retry-after": formatdate(1e9, usegmt=True), "date": formatdate(1e9 + 90, usegmt=True)}, 0.0),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(headers: dict[str, str], seconds: float | None) -> None:
    assert waited(headers) == seconds


def test_a_date_without_the_servers_clock_is_by_ours() -> None:
    found = waited({"retry-after": formatdate(time.time() + 1000, usegmt=True)})
    assert found is not None
    assert 900 < found < 1100
