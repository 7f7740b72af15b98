"""Bytes of an XML file to text: by byte order mark, by the shape of the first characters, by its declaration.

XML 1.0, appendix F.  What says nothing is UTF-8.  Single bytes that are no UTF-8 are read as Windows-1252,
the rest of the file staying what it is: programs paste such bytes into files that say UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0F\0", "utf-16-le"), (b"\0<\0F", "utf-16-be"))
_DECLARED = re.compile(rb"\s{0,1000}<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_TEXT_CODECS = re.compile(r"(utf|iso8859|cp|mac|latin|ascii|koi8|big5|gb|shift|euc|johab|hz|tis|ptcp|kz)", re.I)
_STRAY = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """The text, the name of its encoding, and ``doubt``: the offset of the first character that had to be guessed."""

    text: str
    encoding: str
    doubt: int | None = None


def decode(data: bytes) -> Decoded:
    """The text of an XML file without its byte order mark; never fails."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(name, data[len(mark) :])
    for shape, name in _SHAPES:
        if data.startswith(shape):
            return _as(name, data)
    declared = _DECLARED.match(data)
    name = _codec(declared[1].decode("ascii")) if declared else "utf-8"
    return _as(name, data)


def _codec(name: str) -> str:
    """Python's name for a declared encoding; UTF-8 for one it does not know or that single bytes cannot be in."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if not _TEXT_CODECS.match(found) or found.startswith(("utf-16", "utf-32")) else found


def _as(name: str, data: bytes) -> Decoded:
    if name == "utf-8":
        return _utf8(data)
    text = data.decode(name, "replace")
    doubt = text.find("\ufffd")
    if name == "cp1252" or doubt < 0:
        return Decoded(text, name, None if doubt < 0 else doubt)
    return _utf8(data) if not name.startswith(("utf-16", "utf-32")) else Decoded(text, name, doubt)


def _utf8(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the file is cut off inside a character
            return Decoded(data[: error.start].decode("utf-8"), "utf-8")
    text = data.decode("utf-8", "surrogateescape")
    stray = _STRAY.search(text)
    doubt = stray.start() if stray else 0
    return Decoded(_STRAY.sub(_windows, text), "utf-8", doubt)


def _windows(found: re.Match[str]) -> str:
    return bytes([ord(found.group()) - 0xDC00]).decode("cp1252", "replace")
