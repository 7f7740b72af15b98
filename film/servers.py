"""Servers that are asked for something: the key, the proxy and the certificates for one, and how it says to wait.

The same whoever is asked: a language model by the planner, a video model by the renderer.  Each raises the error of
the stage that asks, which it is given.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # typeshed has it not

from film.errors import FilmError

_OPENAI = "openai.com"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_MILLISECONDS = 12
"""Digits of a number of milliseconds that is believed."""


def key_of(environment: Mapping[str, str], url: str, name: str, error: type[FilmError]) -> str:
    """The key for a server, "" where there is none: the variable ``name``, or OPENAI_API_KEY.

    The latter, which people have set for OpenAI, goes there and to this machine alone: a reel that somebody else made
    names its server too.  Raises ``error`` for a key that cannot be sent.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    known = host in _LOOPBACK or (parts.scheme == "https" and (host == _OPENAI or host.endswith(f".{_OPENAI}")))
    for each in (name, *(("OPENAI_API_KEY",) if known else ())):
        key = environment.get(each, "").strip()
        if not key:
            continue
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise error(f"{each} holds letters that no key has", do="Set it anew, without quotes or line ends")
        return key
    return ""


def proxy_of(environment: Mapping[str, str], url: str, error: type[FilmError]) -> str | None:
    """The proxy for an address; None for none, for this machine, and for plain http, where it would read along."""
    parts = urlsplit(url)
    named = {name.lower(): value.strip() for name, value in sorted(environment.items()) if value.strip()}
    proxy = named.get("https_proxy") or named.get("all_proxy")
    if parts.scheme != "https" or parts.hostname in _LOOPBACK or not proxy:
        return None
    if proxy_bypass_environment(parts.netloc, {"no": named.get("no_proxy", "")}):
        return None
    if urlsplit(proxy).scheme not in ("http", "https"):
        raise error("HTTPS_PROXY names no http proxy", do="Say http://HOST:PORT, or name the server in NO_PROXY")
    return proxy


def trusted(environment: Mapping[str, str], error: type[FilmError]) -> ssl.SSLContext | bool:
    """Which certificates are believed: those of SSL_CERT_FILE or SSL_CERT_DIR, else (True) the client's own."""
    file, folder = environment.get("SSL_CERT_FILE") or None, environment.get("SSL_CERT_DIR") or None
    if file is None and folder is None:
        return True
    try:
        return ssl.create_default_context(cafile=file, capath=folder)
    except (OSError, ssl.SSLError):
        raise error("SSL_CERT_FILE cannot be read as certificates", do="Name a PEM file, or unset it") from None


def waited(headers: Mapping[str, str]) -> float | None:
    """Seconds of a ``Retry-After`` (RFC 9110, 10.2.3): a number, or a date by the server's own clock; None where there
    is none.  ``headers`` are in lower case.

    OpenAI says it in milliseconds besides, which is more exact, and of videos that are being made in those alone.

    >>> waited({"retry-after": "7"}), waited({"retry-after": "soon"}), waited({"openai-poll-after-ms": "1500"})
    (7.0, None, 1.5)
    """
    text = headers.get("retry-after", "").strip()
    exact = (headers.get("retry-after-ms") or headers.get("openai-poll-after-ms") or "").strip()
    if exact.isdecimal() and len(exact) <= _MILLISECONDS:
        return int(exact) / 1000
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        until, now = _stamp(text), _stamp(headers.get("date", ""))
        if until is None:
            return None
        seconds = until - (time.time() if now is None else now)
    return max(0.0, seconds) if seconds == seconds else None


def _stamp(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
