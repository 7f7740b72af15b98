"""Styled runs to Fountain text: emphasis marks nested, and escapes where a character would be read as a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from film.screenplay import Element, Run
from screenplay.fountain.emphasis import ORDER, Stretch, Style, merged, stretches_of
from screenplay.manuscript import Draft

Content = tuple[object, ...]
_MARKS: dict[Style, str] = {"b": "**", "i": "*", "u": "_"}
_SPECIAL = re.compile(r"\\+|[*_]|\[(?=\[)|(?<=\\)\[")
_MEANT = re.compile(r"[*_\\]|\[\[|/\*")


def stretches_in(element: Element | Draft) -> list[Stretch]:
    """An element's text in the styles that Fountain has; its text alone where the runs say something else.

    Striking out, revisions and tags are not among them.
    """
    if "".join(run.text for run in element.runs) != element.text:
        return [(element.text, ())] if element.text else []
    return merged((run.text, _known(run)) for run in element.runs)


def content_of(element: Element | Draft) -> Content:
    """What Fountain keeps of an element: equal for two that are written alike."""
    return (element.type, *stretches_in(element), element.number, element.dual, element.level)


def _known(run: Run) -> tuple[Style, ...]:
    return tuple(style for style in ORDER if style in run.style) if run.style else ()


def marked(stretches: Sequence[Stretch]) -> str:
    """Fountain text whose ``stretches_of`` are these; escapes only where they are needed.

    Marks cannot stand beside a space or inside a word: where that is asked for, spaces lose their
    style, and if that does not help, the line loses it.
    """
    if not stretches:
        return ""
    text = stretches[0][0]
    if len(stretches) == 1 and not stretches[0][1] and not _MEANT.search(text):
        return text
    return "\n".join(_marked_line(merged(line)) for line in _by_line(stretches))


def _by_line(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    lines: list[list[Stretch]] = [[]]
    for text, style in stretches:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    return lines


def _marked_line(line: list[Stretch]) -> str:
    light = _with_marks(line)
    if "[[" not in light and "/*" not in light and stretches_of(light) == line:
        return light
    for wanted in (line, _unstyled_spaces(line)):
        full = _guarded(_with_marks([(_escaped(text), style) for text, style in wanted]))
        if stretches_of(full) == wanted:
            return full
    return _guarded(_escaped("".join(text for text, _ in line)))


def _unstyled_spaces(line: list[Stretch]) -> list[Stretch]:
    """The same with the spaces at the ends of every stretch in no style."""
    parts: list[Stretch] = []
    for text, style in line:
        bare = text.strip()
        start = text.index(bare) if bare else len(text)
        parts += [(text[:start], ()), (bare, style), (text[start + len(bare) :], ())]
    return merged(parts)


def _escaped(text: str) -> str:
    """Text in which no character has a meaning; backslashes directly before an escaped one are doubled."""
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    token = found.group()
    if token[0] == "\\":
        return token * 2 if found.string[found.end() : found.end() + 1] in ("*", "_", "[") else token
    return "\\" + token


def _guarded(text: str) -> str:
    """A slash before an emphasis mark would open a boneyard: escape it, doubling the backslashes before it."""
    head, *others = text.split("/*")
    parts = [head]
    for part in others:
        before = parts[-1]
        parts.append("\\" * (len(before) - len(before.rstrip("\\")) + 1) + "/*" + part)
    return "".join(parts)


def _with_marks(line: Sequence[Stretch]) -> str:
    """Marks nested so that whatever lasts longest is opened first."""
    out: list[str] = []
    stack: list[Style] = []
    for index, (text, styles) in enumerate(line):
        while any(style not in styles for style in stack):
            out.append(_MARKS[stack.pop()])
        missing = [style for style in styles if style not in stack]
        for style in sorted(missing, key=lambda style: -_lasts(style, line, index)):
            stack.append(style)
            out.append(_MARKS[style])
        out.append(text)
    out.extend(_MARKS[style] for style in reversed(stack))
    return "".join(out)


def _lasts(style: Style, line: Sequence[Stretch], index: int) -> int:
    end = index
    while end < len(line) and style in line[end][1]:
        end += 1
    return end
