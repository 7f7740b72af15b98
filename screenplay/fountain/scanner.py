"""Logical lines to paragraphs, in one pass without going back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic, ElementType
from screenplay.fountain.grammar import Kind, is_natural_heading, marked_kind, opening_kind, split_number
from screenplay.fountain.lines import Line

_PLAIN_PREFIX = re.compile(r"[A-ZА-ЯÀ-Þ]+[./]")


class Paragraph(NamedTuple):
    """An element with its emphasis marks still in the text, not yet named."""

    type: ElementType
    text: str
    first: int
    last: int
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    level: int | None = None


class Scanned(NamedTuple):
    """The printed elements in order, and what looked wrong."""

    paragraphs: list[Paragraph]
    diagnostics: list[Diagnostic]


def scan(lines: Sequence[Line]) -> Scanned:
    """Find the elements in a script's logical lines."""
    scanner = _Scanner(lines)
    while scanner.more():
        scanner.take()
    return Scanned(scanner.paragraphs, scanner.diagnostics)


class _Scanner:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self._speech: tuple[int, int] | None = None
        self.paragraphs: list[Paragraph] = []
        self.diagnostics: list[Diagnostic] = []

    def more(self) -> bool:
        """Whether printed text is left; steps over what is blank."""
        while self._at < len(self._lines) and self._lines[self._at].state != "text":
            self._at += 1
        return self._at < len(self._lines)

    def take(self) -> None:
        """Read the element, or the whole speech, that begins at the current line."""
        line = self._lines[self._at]
        kind = opening_kind(line.text, self._alone(), self._followed())
        if kind == "character":
            self._take_speech()
        elif kind == "action":
            self._take_action()
        elif kind in ("lyrics", "centered"):
            self._take_lines(kind)
        else:
            self.paragraphs.append(_single(kind, line))
            self._at += 1

    def _alone(self) -> bool:
        after = self._at + 1
        return after >= len(self._lines) or self._lines[after].state != "text"

    def _followed(self) -> bool:
        after = self._at + 1
        while after < len(self._lines) and self._lines[after].state == "gone":
            after += 1
        return after < len(self._lines) and self._lines[after].state == "text"

    def _take_action(self) -> None:
        first = last = self._lines[self._at]
        texts: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.state in ("blank", "held"):
                break
            if line.state == "text":
                kind = marked_kind(line.text.strip())
                if texts and kind not in (None, "action"):
                    break
                texts.append(_action_text(line.text, kind == "action"))
                last = line
                self._warn_of_heading(line, kind)
            self._at += 1
        self.paragraphs.append(Paragraph("action", "\n".join(texts), first.first, last.last))

    def _warn_of_heading(self, line: Line, kind: Kind | None) -> None:
        text = line.text.strip()
        if kind is None and is_natural_heading(text) and _PLAIN_PREFIX.match(text):
            message = "this looks like a scene heading but has no blank line before and after it; read as action"
            self.diagnostics.append(Diagnostic(severity="warning", line=line.first, message=message))

    def _take_lines(self, kind: Literal["lyrics", "centered"]) -> None:
        """Consecutive lines of lyrics or centred text are one element."""
        first = last = self._lines[self._at]
        texts: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.state != "gone":
                if line.state != "text" or marked_kind(line.text.strip()) != kind:
                    break
                texts.append(_inner(kind, line.text.strip()))
                last = line
            self._at += 1
        self.paragraphs.append(Paragraph(kind, "\n".join(texts), first.first, last.last))

    def _take_speech(self) -> None:
        start = len(self.paragraphs)
        cue = self._lines[self._at]
        name = cue.text.strip().removeprefix("@").strip()
        dual = name.endswith("^")
        self.paragraphs.append(Paragraph("character", name.rstrip("^ \t") if dual else name, cue.first, cue.last))
        self._at += 1
        self._take_spoken()
        if dual:
            self._pair(start, cue.first)
        self._speech = (start, len(self.paragraphs))

    def _take_spoken(self) -> None:
        """Parentheticals, dialogue and lyrics up to a blank line; a line of two spaces is part of the dialogue."""
        gap = False
        fresh = True
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.state == "blank":
                return
            if line.state == "text":
                stripped = line.text.strip()
                kind = marked_kind(stripped)
                if kind not in (None, "lyrics"):
                    return
                self._add_spoken(_spoken_draft(stripped, kind, line), gap, fresh)
                fresh = gap = False
            elif line.state == "held":
                gap = True
            self._at += 1

    def _add_spoken(self, draft: Paragraph, gap: bool, fresh: bool) -> None:
        before = self.paragraphs[-1]
        if fresh or before.type != draft.type or draft.type == "parenthetical":
            self.paragraphs.append(draft)
            return
        blank = "\n\n" if gap else "\n"
        self.paragraphs[-1] = before._replace(text=before.text + blank + draft.text, last=draft.last)

    def _pair(self, start: int, line: int) -> None:
        """Set the speech at ``start`` beside the one directly before it."""
        left = self._speech
        if left is None or left[1] != start or self.paragraphs[left[0]].dual is not None:
            message = (
                "a ^ asks for dual dialogue but no single speech stands directly before it; read as usual dialogue"
            )
            self.diagnostics.append(Diagnostic(severity="warning", line=line, message=message))
            return
        for index in range(left[0], left[1]):
            self.paragraphs[index] = self.paragraphs[index]._replace(dual="left")
        for index in range(start, len(self.paragraphs)):
            self.paragraphs[index] = self.paragraphs[index]._replace(dual="right")


def _single(kind: Kind, line: Line) -> Paragraph:
    stripped = line.text.strip()
    match kind:
        case "scene_heading":
            forced = stripped[0] == "."
            text, number = split_number(stripped[1:].strip() if forced else stripped)
            return Paragraph("scene_heading", text, line.first, line.last, number=number)
        case "section":
            text = stripped.lstrip("#")
            return Paragraph("section", text.strip(), line.first, line.last, level=len(stripped) - len(text))
        case "synopsis":
            return Paragraph("synopsis", stripped[1:].strip(), line.first, line.last)
        case "page_break":
            return Paragraph("page_break", "", line.first, line.last)
    return Paragraph("transition", stripped.removeprefix(">").strip(), line.first, line.last)


def _inner(kind: Literal["lyrics", "centered"], stripped: str) -> str:
    return stripped[1:].strip() if kind == "lyrics" else stripped[1:-1].strip()


def _action_text(text: str, forced: bool) -> str:
    shown = text.lstrip()[1:] if forced else text
    return shown.replace("\t", "    ").rstrip()


def _spoken_draft(stripped: str, kind: Kind | None, line: Line) -> Paragraph:
    if kind == "lyrics":
        return Paragraph("lyrics", stripped[1:].strip(), line.first, line.last)
    aside = stripped.startswith("(") and stripped.endswith(")")
    return Paragraph("parenthetical" if aside else "dialogue", stripped, line.first, line.last)
