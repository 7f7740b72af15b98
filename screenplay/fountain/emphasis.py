"""Emphasis: ``*italic*``, ``**bold**``, ``***both***``, ``_underline_``, and backslash escapes, as styled runs.

One pass with a stack of open marks.  A mark opens before a non-space and closes after one; it never
reaches over a line end; an underscore inside a word, four or more stars, and two or more underscores
are text.  A backslash takes the meaning from ``*``, ``_``, ``[`` and from ``/`` before ``*``; of several
backslashes before one of these every pair stands for one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from film.screenplay import Run

Style = Literal["b", "i", "u"]
Stretch = tuple[str, tuple[Style, ...]]
"""Text in one style: a Run as far as Fountain knows it."""

ORDER: tuple[Style, ...] = ("b", "i", "u")
_STAR_STYLES: dict[int, tuple[Style, ...]] = {1: ("i",), 2: ("b",), 3: ("b", "i")}
_TOKEN = re.compile(r"\\+|\*+|_+")
_run = Run.__pydantic_validator__.validate_python
"""A Run out of plain data, without the model's own constructor: a feature has thousands."""


class _Mark:
    """A run of stars or an underscore that may open or close emphasis; ``left`` marks are still text."""

    __slots__ = ("char", "closed", "closes", "left", "opened", "opens")

    def __init__(self, char: str, count: int, opens: bool, closes: bool) -> None:
        self.char = char
        self.left = count
        self.opens = opens
        self.closes = closes
        self.opened: list[Style] = []
        self.closed: list[Style] = []


def runs_of(text: str) -> tuple[Run, ...]:
    """The styled runs of a text of one or more lines; joined they are its printed form."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return (_run({"text": text}),) if text else ()
    return tuple(_run({"text": shown, "style": style}) for shown, style in stretches_of(text))


def plain_runs(text: str) -> tuple[Run, ...]:
    """A text without any marks in it, as runs."""
    return (_run({"text": text}),) if text else ()


def plain(text: str) -> str:
    """The text as printed, without marks and escapes."""
    return "".join(shown for shown, _ in stretches_of(text))


def stretches_of(text: str) -> list[Stretch]:
    """The text in its styles; no two neighbours in the same, none empty."""
    stretches: list[Stretch] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            stretches.append(("\n", ()))
        pieces = _pieces(line)
        _match([piece for piece in pieces if isinstance(piece, _Mark)])
        stretches.extend(_styled(pieces))
    return merged(stretches)


def _pieces(line: str) -> list[str | _Mark]:
    """Literal text and possible marks, in order."""
    pieces: list[str | _Mark] = []
    position = 0
    while token := _TOKEN.search(line, position):
        start, end = token.span()
        pieces.append(line[position:start])
        char, count = line[start], end - start
        follower = line[end : end + 1]
        if char == "\\":
            literal, taken = _backslashes(count, follower, line[end + 1 : end + 2])
            pieces.append(literal)
            end += taken
        elif count > (3 if char == "*" else 1):
            pieces.append(token.group())
        else:
            pieces.append(_mark(char, count, line[start - 1] if start else " ", follower or " "))
        position = end
    pieces.append(line[position:])
    return pieces


def _backslashes(count: int, follower: str, second: str) -> tuple[str, int]:
    """What ``count`` backslashes before ``follower`` print, and how many characters behind them they take."""
    if follower not in ("*", "_", "[") and not (follower == "/" and second == "*"):
        return "\\" * count, 0
    literal = "\\" * (count // 2)
    return (literal + follower, 1) if count % 2 else (literal, 0)


def _mark(char: str, count: int, before: str, after: str) -> _Mark:
    inside_word = char == "_" and before.isalnum() and after.isalnum()
    return _Mark(char, count, not after.isspace() and not inside_word, not before.isspace() and not inside_word)


class _Stack:
    """The open marks, innermost last, with a count of each kind so that a hopeless search is never begun."""

    def __init__(self) -> None:
        self._marks: list[_Mark] = []
        self._counts: Counter[tuple[str, int]] = Counter()

    def push(self, mark: _Mark) -> None:
        """Open a mark."""
        self._marks.append(mark)
        self._counts[mark.char, mark.left] += 1

    def pop_partner(self, closing: _Mark) -> _Mark | None:
        """The nearest open mark that ``closing`` fits, taken off with the marks inside it; None leaves all."""
        fitting = (1,) if closing.char == "_" else (1, 2, 3) if closing.left == 3 else (closing.left, 3)
        if not any(self._counts[closing.char, left] for left in fitting):
            return None
        while True:
            mark = self._marks.pop()
            self._counts[mark.char, mark.left] -= 1
            if mark.char == closing.char and mark.left in fitting:
                return mark


def _match(marks: Iterable[_Mark]) -> None:
    """Pair closing marks with the nearest fitting open ones; marks crossed by a pair stay text."""
    stack = _Stack()
    for mark in marks:
        while mark.closes and mark.left and (opening := stack.pop_partner(mark)):
            _pair(opening, mark)
            if opening.left:
                stack.push(opening)
        if mark.opens and mark.left:
            stack.push(mark)


def _pair(opening: _Mark, closing: _Mark) -> None:
    used = min(opening.left, closing.left)
    styles: tuple[Style, ...] = ("u",) if closing.char == "_" else _STAR_STYLES[used]
    opening.opened.extend(styles)
    closing.closed.extend(styles)
    opening.left -= used
    closing.left -= used


def _styled(pieces: Iterable[str | _Mark]) -> list[Stretch]:
    depth: dict[Style, int] = {"b": 0, "i": 0, "u": 0}
    out: list[Stretch] = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append((piece, _active(depth)))
            continue
        for style in piece.closed:
            depth[style] -= 1
        out.append((piece.char * piece.left, _active(depth)))
        for style in piece.opened:
            depth[style] += 1
    return out


def _active(depth: dict[Style, int]) -> tuple[Style, ...]:
    return tuple(style for style in ORDER if depth[style])


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one style as one; what is empty left out."""
    texts: list[list[str]] = []
    styles: list[tuple[Style, ...]] = []
    for text, style in stretches:
        if not text:
            continue
        if styles and styles[-1] == style:
            texts[-1].append(text)
        else:
            texts.append([text])
            styles.append(style)
    return [("".join(parts), style) for parts, style in zip(texts, styles, strict=True)]
