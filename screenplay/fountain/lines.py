"""Source text as lines, with notes and boneyards lifted out and every line number kept.

A note or boneyard that runs over several source lines joins what stands before it with what stands
behind it, so one logical line may come from several source lines::

    3  Before /* cut                 "Before after", first 3, last 5
    4  also cut              ->      Comment("boneyard", "cut\\nalso cut\\nstill cut", 3, 5)
    5  still cut */ after
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic

Kind = Literal["note", "boneyard"]

LINE_END = re.compile(r"\r\n|\r|\n")

HELD = "  "
"""A logical line that is blank but for two spaces or more, which keeps a speech going."""

GONE = "\n"
"""A logical line that held notes and nothing else: it neither prints nor parts what stands around it."""

UNPRINTED = frozenset(("", HELD, GONE))
"""Logical lines on which nothing is printed."""


class Lines(NamedTuple):
    """The script's logical lines: what they print, and the source lines, counted from 1, that each came from.

    A blank line is ``""``, ``HELD`` or ``GONE``; any other holds something that is printed.
    """

    texts: list[str]
    firsts: Sequence[int]
    lasts: Sequence[int]


class Comment(NamedTuple):
    """A note or boneyard with its brackets removed."""

    type: Kind
    text: str
    first: int
    last: int


class Unveiled(NamedTuple):
    """The script's logical lines, and what was lifted out of them."""

    lines: Lines
    comments: list[Comment]
    diagnostics: list[Diagnostic]


class _Cut(NamedTuple):
    start: int
    end: int
    type: Kind


def split_lines(text: str) -> list[str]:
    """The source lines.  Only LF, CRLF and CR end a line, so that numbers agree with every editor."""
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n")


def line_ends(text: str) -> int:
    """How many line ends a text has."""
    return len(LINE_END.findall(text)) if "\r" in text else text.count("\n")


def unveil(source: list[str]) -> Unveiled:
    """Lift notes and boneyards out of source lines.

    What is opened and never closed stays as text and is reported.
    """
    text = "\n".join(source)
    noted = "[[" in text
    if not noted and "/*" not in text:
        numbers = range(1, len(source) + 1)
        return Unveiled(Lines(_normal(source), numbers, numbers), [], [])
    cuts, unclosed = _find_cuts(text, _blank_offsets(source) if noted else [])
    comments: list[Comment] = []
    builder = _LineBuilder()
    position = 0
    for cut in cuts:
        builder.keep(text[position : cut.start])
        inner = text[cut.start + 2 : cut.end - 2]
        begin = builder.number
        builder.drop(inner.count("\n"), cut.type)
        comments.append(Comment(cut.type, _comment_text(inner, cut.type), begin, builder.number))
        position = cut.end
    builder.keep(text[position:])
    builder.end_line()
    return Unveiled(builder.lines, comments, _reports(text, unclosed))


def _normal(lines: Sequence[str]) -> list[str]:
    return [line if not line.isspace() else HELD if line.startswith(HELD) else "" for line in lines]


def _blank_offsets(source: list[str]) -> list[int]:
    """Offsets of the truly blank lines: a note does not reach across one."""
    offsets = []
    at = 0
    for line in source:
        if not line or (line.isspace() and not line.startswith(HELD)):
            offsets.append(at)
        at += len(line) + 1
    return offsets


class _Finder:
    """``str.find`` that remembers its last answer, so that ever later questions cost one pass in all."""

    def __init__(self, text: str, needle: str) -> None:
        self._text = text
        self._needle = needle
        self._at = text.find(needle)

    def after(self, position: int) -> int | None:
        """Offset of the next needle at or after ``position``, which must never go back."""
        if 0 <= self._at < position:
            self._at = self._text.find(self._needle, position)
        return None if self._at < 0 else self._at


def _find_cuts(text: str, blanks: list[int]) -> tuple[list[_Cut], list[tuple[int, Kind]]]:
    """Every closed note and boneyard in order, and (offset, type) of those never closed, one a paragraph."""
    openers: dict[Kind, _Finder] = {"note": _Finder(text, "[["), "boneyard": _Finder(text, "/*")}
    closers: dict[Kind, _Finder] = {"note": _Finder(text, "]]"), "boneyard": _Finder(text, "*/")}
    cuts: list[_Cut] = []
    unclosed: list[tuple[int, Kind]] = []
    quiet: dict[Kind, int] = {"note": 0, "boneyard": 0}
    position = 0
    while found := _earliest(openers, position):
        start, kind = found
        if _escaped(text, start, position):
            position = start + 1
            continue
        limit = _next_blank(blanks, start, len(text)) if kind == "note" else len(text)
        close = closers[kind].after(start + 2)
        if close is not None and close < limit:
            position = close + 2
            cuts.append(_Cut(start, position, kind))
            continue
        if start >= quiet[kind]:
            unclosed.append((start, kind))
            quiet[kind] = limit
        position = start + 2
    return cuts, unclosed


def _earliest(openers: dict[Kind, _Finder], position: int) -> tuple[int, Kind] | None:
    found = [(at, kind) for kind, finder in openers.items() if (at := finder.after(position)) is not None]
    return min(found, default=None)


def _escaped(text: str, at: int, since: int) -> bool:
    backslashes = at
    while backslashes > since and text[backslashes - 1] == "\\":
        backslashes -= 1
    return (at - backslashes) % 2 == 1


def _next_blank(blanks: list[int], offset: int, end: int) -> int:
    index = bisect_right(blanks, offset)
    return blanks[index] if index < len(blanks) else end


class _LineBuilder:
    """Gathers kept text into logical lines while counting source lines."""

    def __init__(self) -> None:
        self.number = 1
        self._first = 1
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        self._texts: list[str] = []
        self._parts: list[str] = []
        self._lifted: set[Kind] = set()
        self.lines = Lines(self._texts, self._firsts, self._lasts)

    def keep(self, text: str) -> None:
        """Text that is printed, line ends included."""
        head, *others = text.split("\n")
        self._add(head)
        if not others:
            return
        self.end_line()
        last = self.number + len(others)
        whole = range(self.number + 1, last)
        self._texts.extend(_normal(others[:-1]))
        self._firsts.extend(whole)
        self._lasts.extend(whole)
        self.number = self._first = last
        self._add(others[-1])

    def _add(self, part: str) -> None:
        # One of the two spaces around something lifted out goes with it.
        if self._lifted and part.startswith(" ") and (not self._parts or self._parts[-1][-1].isspace()):
            part = part[1:]
        if part:
            self._parts.append(part)

    def drop(self, line_ends: int, kind: Kind) -> None:
        """Text that is lifted out here."""
        self.number += line_ends
        self._lifted.add(kind)

    def end_line(self) -> None:
        """Close the logical line."""
        text = "".join(self._parts)
        if not self._lifted:
            text = _normal([text])[0]
        elif not (text := text.rstrip()):
            text = GONE if self._lifted == {"note"} else ""
        self._texts.append(text)
        self._firsts.append(self._first)
        self._lasts.append(self.number)
        self._parts.clear()
        self._lifted.clear()


def _comment_text(inner: str, kind: Kind) -> str:
    if kind == "boneyard":
        return inner.strip()
    return "\n".join(line.strip() for line in inner.split("\n")).strip()


def _reports(text: str, unclosed: list[tuple[int, Kind]]) -> list[Diagnostic]:
    reports = []
    position, line = 0, 1
    for offset, kind in sorted(unclosed):
        line += text.count("\n", position, offset)
        position = offset
        brackets = "a note opened with [[ is not closed with ]] before the next blank line"
        if kind == "boneyard":
            brackets = "a boneyard opened with /* is never closed with */"
        message = f"{brackets}; its text is kept as part of the script"
        reports.append(Diagnostic(severity="warning", line=line, message=message))
    return reports
