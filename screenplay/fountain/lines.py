"""Source text as lines, with notes and boneyards lifted out and every line number kept.

A note or boneyard that runs over several source lines joins what stands before it with what stands
behind it, so one logical line may come from several source lines::

    3  Before /* cut                 Line("Before after", first=3, last=5)
    4  also cut              ->      Comment("boneyard", "cut\\nalso cut\\nstill cut", 3, 5)
    5  still cut */ after
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic

Kind = Literal["note", "boneyard"]
State = Literal["text", "blank", "held", "gone"]
"""``held``: blank but for two spaces or more, which keeps a speech going; ``gone``: held a note and nothing else."""


class Line(NamedTuple):
    """A logical line: its printed text and the source lines, counted from 1, that it came from."""

    text: str
    first: int
    last: int
    state: State


class Comment(NamedTuple):
    """A note or boneyard with its brackets removed."""

    type: Kind
    text: str
    first: int
    last: int


class Unveiled(NamedTuple):
    """The script's logical lines, and what was lifted out of them."""

    lines: list[Line]
    comments: list[Comment]
    diagnostics: list[Diagnostic]


class _Cut(NamedTuple):
    start: int
    end: int
    type: Kind


def split_lines(text: str) -> list[str]:
    """The source lines.  Only LF, CRLF and CR end a line, so that numbers agree with every editor."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def unveil(source: list[str], first: int = 1) -> Unveiled:
    """Lift notes and boneyards out of source lines; ``first`` is the number of the first of them.

    What is opened and never closed stays as text and is reported.
    """
    text = "\n".join(source)
    if "[[" not in text and "/*" not in text:
        return Unveiled([Line(line, n, n, _state(line)) for n, line in enumerate(source, first)], [], [])
    blanks = _blank_offsets(source)
    cuts, unclosed = _find_cuts(text, blanks)
    lines: list[Line] = []
    comments: list[Comment] = []
    builder = _LineBuilder(first, lines)
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
    return Unveiled(lines, comments, _reports(text, unclosed, first))


def _state(line: str) -> State:
    if line and not line.isspace():
        return "text"
    return "held" if line.startswith("  ") else "blank"


def _blank_offsets(source: list[str]) -> list[int]:
    """Offsets of the truly blank lines: a note does not reach across one."""
    offsets = []
    at = 0
    for line in source:
        if _state(line) == "blank":
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
        if _escaped(text, start):
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


def _escaped(text: str, at: int) -> bool:
    backslashes = at
    while backslashes and text[backslashes - 1] == "\\":
        backslashes -= 1
    return (at - backslashes) % 2 == 1


def _next_blank(blanks: list[int], offset: int, end: int) -> int:
    index = bisect_right(blanks, offset)
    return blanks[index] if index < len(blanks) else end


class _LineBuilder:
    """Gathers kept text into logical lines while counting source lines."""

    def __init__(self, first: int, lines: list[Line]) -> None:
        self.number = first
        self._first = first
        self._lines = lines
        self._text = ""
        self._lifted: set[Kind] = set()

    def keep(self, text: str) -> None:
        """Text that is printed, line ends included."""
        head, *others = text.split("\n")
        self._add(head)
        for part in others:
            self.end_line()
            self.number += 1
            self._first = self.number
            self._text = part

    def _add(self, part: str) -> None:
        # One of the two spaces around something lifted out goes with it.
        if self._lifted and part.startswith(" ") and (not self._text or self._text[-1].isspace()):
            part = part[1:]
        self._text += part

    def drop(self, line_ends: int, kind: Kind) -> None:
        """Text that is lifted out here."""
        self.number += line_ends
        self._lifted.add(kind)

    def end_line(self) -> None:
        """Close the logical line."""
        text = self._text.rstrip() if self._lifted else self._text
        state = _state(text)
        if state != "text" and self._lifted:
            state = "gone" if self._lifted == {"note"} else "blank"
        self._lines.append(Line(text, self._first, self.number, state))
        self._text = ""
        self._lifted = set()


def _comment_text(inner: str, kind: Kind) -> str:
    if kind == "boneyard":
        return inner.strip()
    return "\n".join(line.strip() for line in inner.split("\n")).strip()


def _reports(text: str, unclosed: list[tuple[int, Kind]], first: int) -> list[Diagnostic]:
    reports = []
    position, line = 0, first
    for offset, kind in sorted(unclosed):
        line += text.count("\n", position, offset)
        position = offset
        brackets = "a note opened with [[ is not closed with ]] before the next blank line"
        if kind == "boneyard":
            brackets = "a boneyard opened with /* is never closed with */"
        message = f"{brackets}; its text is kept as part of the script"
        reports.append(Diagnostic(severity="warning", line=line, message=message))
    return reports
