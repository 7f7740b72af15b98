"""Files that the page shows, each known by an id that nobody can guess; nothing else is ever sent."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path
from typing import NamedTuple

_KINDS = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".mp4": "video/mp4",
    ".wav": "audio/wav",
}  # fmt: skip
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Shown(NamedTuple):
    """A file on the shelf and what it is."""

    file: Path
    kind: str


class Shelf:
    """Takes files of a reel's ``folder`` and gives them addresses; a reel is somebody else's and may name any."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._folder = folder.resolve()
        self._secret = secret
        self._files: dict[str, Shown] = {}

    def put(self, file: Path | None) -> str:
        """The address of a picture, a film or a sound of the reel; "" for what is none or lies elsewhere."""
        kind = "" if file is None else _KINDS.get(file.suffix.lower(), "")
        if file is None or not kind:
            return ""
        try:
            whole = file.resolve()
            if not whole.is_relative_to(self._folder) or not whole.is_file():
                return ""
        except (OSError, RuntimeError, ValueError):
            return ""
        id = hmac.new(self._secret, str(whole).encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:40]
        self._files[id] = Shown(whole, kind)
        return f"/media/{id}"

    def find(self, id: str) -> Shown | None:
        """The file of an id; None for one that was not given out."""
        return self._files.get(id)


class Span(NamedTuple):
    """Bytes of a file, from ``first`` to ``last``, both included; ``part``: they were asked for, else they are all."""

    first: int
    last: int
    part: bool = True

    @property
    def length(self) -> int:
        """How many."""
        return self.last - self.first + 1


def span_of(wanted: str | None, size: int) -> Span | None:
    """The bytes that a Range header asks for of a file of so many.

    All of them without one, and for one that is not understood or asks for several ranges (RFC 9110, 14.2); None where
    it asks for none that there are: the answer is 416.

    >>> span_of("bytes=2-", 10), span_of("bytes=-3", 10), span_of("bytes=10-", 10)
    (Span(first=2, last=9, part=True), Span(first=7, last=9, part=True), None)
    """
    whole = Span(0, size - 1, part=False)
    found = _RANGE.fullmatch(wanted.strip()) if wanted else None
    if found is None or not (found[1] or found[2]):
        return whole
    if not found[1]:
        length = min(int(found[2]), size)
        return Span(size - length, size - 1) if length else None
    first, last = int(found[1]), int(found[2]) if found[2] else size - 1
    if found[2] and last < first:
        return whole
    return Span(first, min(last, size - 1)) if first < size else None
