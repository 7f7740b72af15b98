"""Addresses of servers: what is one, what is none, and that no secret comes back in a message."""

from __future__ import annotations

import pytest

from film.address import Address, address_of, shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://localhost:8000/v1", Address("http://localhost:8000/v1", "")),
        ("https://example.com/v1/ # wan ", Address("https://example.com/v1", "wan")),
        ("http://[::1]:9/v1#a#b", Address("http://[::1]:9/v1", "a#b")),
    ],
)
def test_an_address_and_its_model(text: str, address: Address) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text", ["", "localhost:8000", "ftp://a/v1", "http://", "http://a:99999/v1", "http://[::1/v1", "http://a b/v1"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="is no address of a server"):
        address_of(text)


@pytest.mark.parametrize("text", ["http://me:hunter2@host/v1", "http://host/v1?key=hunter2"])
def test_a_secret_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ValueError, match="holds a secret") as caught:
        address_of(text)
    assert "hunter2" not in str(caught.value) + shown(text)
