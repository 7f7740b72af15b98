"""What a server streams, taken apart: bytes into events, events into what was said.

The stream is that of server-sent events (WHATWG HTML, 9.2), each a JSON object of OpenAI's chat completions, the last
one ``[DONE]``.  A server that cannot stream answers with one such object alone, which is understood too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from planner.llm.backends.server.trouble import BrokenError, RefusalError
from planner.llm.seam import Usage

_LINE = 1 << 20
"""Bytes of one event at most; a token is told in about three hundred."""
_TOKENS = 1_000_000_000
_LETTERS_A_TOKEN = 32
"""More letters than this to a token are not one: the server does not heed the bound it was given."""


class Events:
    """The objects in a stream of bytes, however the bytes are cut.  ``done`` is whether the last one has come."""

    def __init__(self) -> None:
        self.done = False
        self._line = bytearray()
        self._data: list[bytes] = []
        self._held = 0

    def fed(self, piece: bytes) -> Iterator[dict[str, Any]]:
        """The objects that are whole with this piece.  Raises BrokenError for what is none."""
        *ended, rest = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in ended:
            self._line += line
            whole = bytes(self._line)
            self._line.clear()
            if whole.startswith(b"data:"):
                self._data.append(whole[5:].strip())
                self._held += len(whole)
            elif not whole and self._data:
                yield from self._told()
            if self.done:
                return
        self._line += rest
        if len(self._line) + self._held > _LINE:
            raise BrokenError("the server sends an event without end")

    def ended(self) -> Iterator[dict[str, Any]]:
        """The object that is left when the bytes end: the last blank line is missing now and then."""
        if not self.done:
            yield from self.fed(b"\n\n")

    def _told(self) -> Iterator[dict[str, Any]]:
        data = b"\n".join(self._data)
        self._data.clear()
        self._held = 0
        if data == b"[DONE]":
            self.done = True
        elif data:
            yield object_in(data)


def object_in(data: bytes) -> dict[str, Any]:
    """The JSON object that bytes spell.  Raises BrokenError for anything else."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise BrokenError("the server's answer is garbled")
    return value


class Heard:
    """What one attempt has brought so far.

    ``begun`` is whether the server took the question, ``finish`` its own word for how the answer ended ("" while it
    has not), ``thought`` whether the model was heard thinking aloud, which is no part of its answer.
    """

    def __init__(self, most: int) -> None:
        self.begun = False
        self.finish = ""
        self.thought = False
        self.refusal = ""
        self._most = most * _LETTERS_A_TOKEN
        self._pieces: list[str] = []
        self._said = 0
        self._usage: Mapping[str, Any] | None = None

    @property
    def spoken(self) -> bool:
        """Whether the model has said or thought anything, or has ended."""
        return self._said > 0 or bool(self.finish)

    @property
    def over(self) -> bool:
        """Whether more was said than can be: the server does not heed the bound, and is heard no longer."""
        return self._said > self._most

    @property
    def text(self) -> str:
        """The answer; a letter that came in two halves is one again, and a half alone is marked as lost."""
        joined = "".join(self._pieces)
        return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    @property
    def only_thought(self) -> bool:
        """Whether the model thought and said nothing."""
        said = self.text.strip()
        return (self.thought and not said) or (said.startswith("<think>") and "</think>" not in said)

    def take(self, event: Mapping[str, Any]) -> None:
        """One event more.  Raises RefusalError for one that tells an error."""
        if event.get("error"):
            raise RefusalError.told(event)
        if isinstance(usage := event.get("usage"), dict):
            self._usage = usage
        choices = event.get("choices")
        if not isinstance(choices, list):
            return
        for choice in choices:
            if isinstance(choice, dict) and not choice.get("index"):
                self._hear(choice)

    def _hear(self, choice: Mapping[str, Any]) -> None:
        said = choice.get("delta") or choice.get("message") or {}
        if isinstance(said, dict):
            for name in ("reasoning_content", "reasoning"):
                if isinstance(thought := said.get(name), str) and thought:
                    self.thought = True
                    self._said += len(thought)
            if isinstance(content := said.get("content"), str):
                self._pieces.append(content)
                self._said += len(content)
            if isinstance(refusal := said.get("refusal"), str):
                self.refusal += refusal
        if isinstance(finish := choice.get("finish_reason"), str):
            self.finish = finish
        if self.over:
            self.finish = "length"

    def usage(self, input_estimated: int, output_estimated: int) -> Usage:
        """Tokens that the attempt cost: as the server counts them, else as estimated; none if it was never taken."""
        if not self.begun:
            return Usage()
        told = self._usage or {}
        details = told.get("prompt_tokens_details")
        cached = details.get("cached_tokens") if isinstance(details, dict) else None
        read = _count(told.get("prompt_tokens"), input_estimated)
        return Usage(
            input=read,
            cached=min(read, _count(cached, 0)),
            output=_count(told.get("completion_tokens"), output_estimated),
        )


def _count(value: Any, otherwise: int) -> int:
    plausible = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _TOKENS
    return int(value) if plausible else otherwise
