"""Logical lines to drafts of elements, in one pass that never goes back."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic, ElementType, Run
from screenplay.fountain.emphasis import runs_of
from screenplay.fountain.grammar import MARKS, Kind, is_natural_heading, marked_kind, opening_kind, split_number
from screenplay.fountain.lines import GONE, HELD, UNPRINTED, Lines
from screenplay.fountain.spoken import UNUSUAL, SpokenKind, asides_behind, spoken_kind
from screenplay.manuscript import Draft

_PLAIN_PREFIX = re.compile(r"[A-ZА-ЯÀ-Þ]+[./]")
_NOT_A_HEADING = "this looks like a scene heading but has no blank line before and after it; read as action"
_NO_PARTNER = "a ^ asks for dual dialogue but no single speech stands directly before it; read as usual dialogue"


class Scanned(NamedTuple):
    """The printed elements in order, and what looked wrong."""

    drafts: list[Draft]
    diagnostics: list[Diagnostic]


class _Cue(NamedTuple):
    runs: tuple[Run, ...]
    dual: bool


def scan(lines: Lines) -> Scanned:
    """Find the elements in a script's logical lines."""
    scanner = _Scanner(lines)
    at, end = 0, len(lines.texts)
    while at < end:
        text = scanner.texts[at]
        at = at + 1 if text in UNPRINTED else scanner.take(at, text)
    return Scanned(scanner.drafts, scanner.diagnostics)


class _Scanner:
    def __init__(self, lines: Lines) -> None:
        self.texts = [*lines.texts, "", ""]  # Whatever looks ahead finds a blank line at the end.
        self._firsts, self._lasts = lines.firsts, lines.lasts
        self._cues: dict[str, _Cue] = {}
        self._known: dict[str, tuple[Run, ...]] = {}  # What is said again is the same runs: making them costs most.
        self._speech: tuple[int, int] | None = None
        self.drafts: list[Draft] = []
        self.diagnostics: list[Diagnostic] = []

    def take(self, at: int, text: str) -> int:
        """Read the element, or the whole speech, that begins at a printed line; the position behind it."""
        after = self.texts[at + 1]
        alone = after in UNPRINTED
        followed = not alone or (after == GONE and self._printed_behind(at + 1))
        if followed and (cue := self._cues.get(text)):
            return self._take_speech(at, cue)
        kind = opening_kind(text, alone, followed)
        if kind == "character":
            cue = self._cue(text)
            if followed:
                self._cues[text] = cue
            return self._take_speech(at, cue)
        if kind == "action":
            if not alone:
                return self._take_action(at)
            self.drafts.append(Draft("action", self._runs_of(_action_line(text)), self._firsts[at], self._lasts[at]))
            return at + 1
        if kind in ("lyrics", "centered"):
            return self._take_lines(at, kind)
        self.drafts.append(self._single(kind, text.strip(), self._firsts[at], self._lasts[at]))
        return at + 1

    def _printed_behind(self, at: int) -> bool:
        while self.texts[at] == GONE:
            at += 1
        return self.texts[at] not in UNPRINTED

    def _cue(self, text: str) -> _Cue:
        name = text.strip().removeprefix("@").strip()
        dual = name.endswith("^")
        return _Cue(self._runs_of(name.rstrip("^ \t") if dual else name), dual)

    def _runs_of(self, text: str) -> tuple[Run, ...]:
        if (runs := self._known.get(text)) is None:
            runs = self._known[text] = runs_of(text)
        return runs

    def _single(self, kind: Kind, stripped: str, first: int, last: int) -> Draft:
        match kind:
            case "scene_heading":
                text, number = split_number(stripped[1:].strip() if stripped[0] == "." else stripped)
                return Draft(kind, self._runs_of(text), first, last, number)
            case "section":
                text = stripped.lstrip("#")
                return Draft(kind, self._runs_of(text.strip()), first, last, level=len(stripped) - len(text))
            case "synopsis":
                return Draft(kind, self._runs_of(stripped[1:].strip()), first, last)
            case "page_break":
                return Draft(kind, (), first, last)
        return Draft("transition", self._runs_of(stripped.removeprefix(">").strip()), first, last)

    def _take_action(self, at: int) -> int:
        first, last = self._firsts[at], at
        shown: list[str] = []
        while (text := self.texts[at]) and text != HELD:
            if text != GONE:
                stripped = text.strip()
                if stripped[0] not in MARKS or (kind := marked_kind(stripped)) is None:
                    self._warn_of_heading(stripped, at)
                elif shown and kind != "action":
                    break
                shown.append(_action_line(text))
                last = at
            at += 1
        self.drafts.append(Draft("action", self._runs_of("\n".join(shown)), first, self._lasts[last]))
        return at

    def _warn_of_heading(self, stripped: str, at: int) -> None:
        if is_natural_heading(stripped) and _PLAIN_PREFIX.match(stripped):
            self.diagnostics.append(Diagnostic(severity="warning", line=self._firsts[at], message=_NOT_A_HEADING))

    def _take_lines(self, at: int, kind: Literal["lyrics", "centered"]) -> int:
        """Consecutive lines of lyrics or centred text are one element."""
        first, last = self._firsts[at], at
        shown: list[str] = []
        while (text := self.texts[at]) and text != HELD:
            if text != GONE:
                stripped = text.strip()
                if marked_kind(stripped) != kind:
                    break
                shown.append(stripped[1:].strip() if kind == "lyrics" else stripped[1:-1].strip())
                last = at
            at += 1
        self.drafts.append(Draft(kind, self._runs_of("\n".join(shown)), first, self._lasts[last]))
        return at

    def _take_speech(self, at: int, cue: _Cue) -> int:
        start = len(self.drafts)
        first = self._firsts[at]
        self.drafts.append(Draft("character", cue.runs, first, self._lasts[at]))
        at = self._take_spoken(at + 1)
        if cue.dual:
            self._pair(start, first)
        self._speech = (start, len(self.drafts))
        return at

    def _take_spoken(self, at: int) -> int:
        """Parentheticals, dialogue and lyrics up to a blank line; a line of two spaces is part of the dialogue."""
        said: list[str] = []
        kind: ElementType = "character"
        first = last = at
        asides: dict[int, int] | None = None
        gap = False
        while text := self.texts[at]:
            if text in UNPRINTED:
                gap = gap or text == HELD
                at += 1
                continue
            shown = text.strip()
            own: SpokenKind = "dialogue"
            if shown[0] in UNUSUAL:
                found, shown = spoken_kind(shown)
                if found is None:
                    break
                own = found
            end = at
            if shown.startswith("(") and (own == "dialogue" or shown.count("(") > shown.count(")")):
                asides = asides_behind(self.texts, at) if asides is None else asides
                if at in asides:
                    end = asides[at]
                    own, shown = "parenthetical", "\n".join(_printed(self.texts[at : end + 1]))
            if own != kind or own == "parenthetical":
                if said:
                    self._add_spoken(kind, said, first, last)
                kind, said, first = own, [shown], at
            else:
                said.extend(("", shown) if gap else (shown,))
            last, gap, at = end, False, end + 1
        if said:
            self._add_spoken(kind, said, first, last)
        return at

    def _add_spoken(self, kind: ElementType, said: list[str], first: int, last: int) -> None:
        runs = self._runs_of(said[0] if len(said) == 1 else "\n".join(said))
        self.drafts.append(Draft(kind, runs, self._firsts[first], self._lasts[last]))

    def _pair(self, start: int, line: int) -> None:
        """Set the speech at ``start`` beside the one directly before it."""
        left = self._speech
        if left is None or left[1] != start or self.drafts[left[0]].dual is not None:
            self.diagnostics.append(Diagnostic(severity="warning", line=line, message=_NO_PARTNER))
            return
        for index in range(left[0], left[1]):
            self.drafts[index] = self.drafts[index]._replace(dual="left")
        for index in range(start, len(self.drafts)):
            self.drafts[index] = self.drafts[index]._replace(dual="right")


def _action_line(text: str) -> str:
    """What a line of action prints: a ``!`` in front is no part of it, a tab is four spaces."""
    stripped = text.lstrip()
    shown = stripped[1:] if stripped[0] == "!" else text
    return (shown.replace("\t", "    ") if "\t" in shown else shown).rstrip()


def _printed(texts: list[str]) -> list[str]:
    return [text.strip() for text in texts if text != GONE]
