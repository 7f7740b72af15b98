"""Addresses of servers as users write them: ``http://localhost:8000/v1#model``."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_LONGEST = 120


class Address(NamedTuple):
    """A server's URL without its last slash, and the model's name behind ``#``, "" where none stands."""

    url: str
    model: str


def address_of(text: str) -> Address:
    """The address that the words are.  Raises ValueError, in one line without any secret, for words that are none.

    >>> address_of("http://localhost:8000/v1/#qwen3")
    Address(url='http://localhost:8000/v1', model='qwen3')
    """
    url, _, model = (part.strip() for part in text.partition("#"))
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  a port that is none is found out only when asked for
    except ValueError:
        raise ValueError(f"{shown(url)} is no address of a server") from None
    if "@" in parts.netloc or parts.query:
        raise ValueError("the address of a server holds a secret or a question")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in url:
        raise ValueError(f"{shown(url)} is no address of a server")
    return Address(url.rstrip("/"), model)


def shown(text: str) -> str:
    """Words that name nothing, for a message: without what may be a password or a key in an address."""
    return repr(re.sub(r"\?.*", "?...", re.sub(r"//[^/]*@", "//...@", text[:_LONGEST])))
