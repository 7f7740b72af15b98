"""Paragraphs to a manuscript, by whichever of three readings makes a script of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Diagnostic, Run, Source
from screenplay import fountain, laid_out
from screenplay.files.markup import Node
from screenplay.headings import prefix_of
from screenplay.manuscript import Draft, Manuscript
from screenplay.manuscript.runs import merged, stripped
from screenplay.plain import finds_more, loose
from screenplay.word.columns import in_columns, rows_of
from screenplay.word.numbering import with_numbers
from screenplay.word.paragraphs import Paragraph, Walker
from screenplay.word.parts import open_parts
from screenplay.word.styled import beside, is_styled, side_of, styled
from screenplay.word.styles import Sheet

_LINE_END = re.compile(r"\r\n|\r|\n")
_STRUCK = {"b": "**", "i": "*", "u": "_"}
_MOST_SHOWN = 60
_LONGEST_CUE = 60
_FEW_EMPTY = 12
"""One empty paragraph in so many, and blank lines are written by hand."""

_WHITE = 80
"""Twentieths of a point above or below a paragraph that show as a blank line: a third of a line."""


def read(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """A .docx file.  Raises ScriptError for a damaged archive or XML; what is no script has no scene headings."""
    parts = open_parts(data, where, salvage=salvage)
    body = _body(parts.body, where)
    sheet = Sheet(parts.styles)
    walker = Walker(parts, sheet)
    paragraphs = beside(with_numbers(walker.walk(body), sheet), sheet)
    manuscript, lines = _read(paragraphs, sheet, body, where)
    reports = [*parts.diagnostics, *_reports(paragraphs, lines, walker.tables)]
    return manuscript._replace(diagnostics=[*reports, *manuscript.diagnostics], pages=None, turns=())


def _body(root: Node, where: Path) -> Node:
    """The body, wherever in a damaged tree it stands."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag == "body":
            return node
        waiting += node.elements()
    raise ScriptError("the Word document has no body", where=where, do="Save it again in Word")


def _read(paragraphs: list[Paragraph], sheet: Sheet, body: Node, where: Path) -> tuple[Manuscript, list[int]]:
    """The manuscript, and each paragraph's first line in its source."""
    lines = _first_lines(paragraphs)
    source = Source(format="docx", text="\n".join(paragraph.text for paragraph in paragraphs))
    if is_styled(paragraphs, sheet):
        return styled(paragraphs, lines, sheet, source), lines
    as_fountain = _as_fountain(paragraphs, sheet)
    rows = rows_of(paragraphs, lines, body)
    if not in_columns(rows) or not laid_out.looks_like_screenplay(rows):
        return as_fountain
    try:
        typed = laid_out.manuscript_of(rows, source, where)
    except ScriptError:
        return as_fountain
    if finds_more(as_fountain[0].drafts, typed.drafts):
        return as_fountain
    told = [_told(paragraph, line) for paragraph, line in zip(paragraphs, lines, strict=True) if paragraph.forced]
    return typed._replace(drafts=sorted([*typed.drafts, *told], key=lambda draft: draft.first)), lines


def _told(paragraph: Paragraph, line: int) -> Draft:
    """An element that its place in the document already tells: a note, or one side of a table's dual dialogue."""
    runs = stripped(paragraph.runs)
    last = line + _height(paragraph) - 1
    return Draft(paragraph.forced or "action", runs, line, last, dual=side_of(paragraph), kind=paragraph.kind)


def _height(paragraph: Paragraph) -> int:
    return len(_LINE_END.findall(paragraph.text)) + 1


def _first_lines(paragraphs: Sequence[Paragraph]) -> list[int]:
    lines = []
    line = 1
    for paragraph in paragraphs:
        lines.append(line)
        line += _height(paragraph)
    return lines


def _as_fountain(paragraphs: Sequence[Paragraph], sheet: Sheet) -> tuple[Manuscript, list[int]]:
    """The paragraphs' text as Fountain, emphasis as its marks; and each paragraph's first line.

    Who writes Fountain in Word leaves empty paragraphs; without those the white above a paragraph is a blank
    line, but not below a cue, where Word's usual white separates what belongs together.  Where there is no white at
    all, every paragraph is one.
    """
    empty = sum(not paragraph.text.strip() for paragraph in paragraphs)
    spaced = empty * _FEW_EMPTY < len(paragraphs)
    tight = not any(_is_apart(paragraph, sheet) for paragraph in paragraphs)
    lines: list[str] = []
    firsts = []
    for paragraph in paragraphs:
        before = lines[-1].strip() if lines else ""
        heads = prefix_of(paragraph.text.strip()) is not None
        apart = spaced and before and paragraph.text.strip() and (tight or _is_apart(paragraph, sheet))
        if apart and (heads or not _opens(before)):
            lines.append("")
        firsts.append(len(lines) + 1)
        text = "".join(_marked(run) for run in merged(paragraph.runs))
        if paragraph.number and heads:
            text = f"{text.rstrip()} #{paragraph.number}#"
        lines += [f"[[{' '.join(text.split())}]]"] if paragraph.forced == "note" else _LINE_END.split(text)
    text = "\n".join(lines)
    manuscript = fountain.read_manuscript(text)
    if not any(draft.type == "scene_heading" for draft in manuscript.drafts):
        manuscript = loose.read(text, manuscript.source.encoding) or manuscript
    manuscript = loose.with_names_before_speech(manuscript)
    return manuscript._replace(source=Source(format="docx", text=manuscript.source.text)), firsts


def _opens(line: str) -> bool:
    """Whether a line is a cue, or a parenthetical under one, that speech follows."""
    aside = line.startswith("(") and line.endswith(")")
    cue = (
        line == line.upper() != line.lower() and len(line) <= _LONGEST_CUE and line[-1] not in ".!?" and ":" not in line
    )
    return aside or (cue and not prefix_of(line))


def _is_apart(paragraph: Paragraph, sheet: Sheet) -> bool:
    """Whether there is white above a paragraph."""
    return (paragraph.look.before or 0) >= _WHITE or (sheet.look(paragraph.style).after or 0) >= _WHITE


def _marked(run: Run) -> str:
    words = run.text.strip()
    marks = [_STRUCK[letter] for letter in run.style if letter in _STRUCK]
    if not words or not marks or "\n" in words:
        return run.text
    marked = "".join(marks) + words + "".join(reversed(marks))
    return run.text.replace(words, marked, 1)


def _reports(paragraphs: Sequence[Paragraph], lines: Sequence[int], tables: int) -> list[Diagnostic]:
    """What was deleted under tracked changes or hidden, and that tables were read."""
    reports = []
    for paragraph, line in zip(paragraphs, lines, strict=True):
        if gone := " ".join(paragraph.gone.split()):
            shown = gone if len(gone) <= _MOST_SHOWN else f"{gone[:_MOST_SHOWN]}…"
            reports.append(_info(line, f"deleted or hidden text is left out: {shown}"))
    if unnumbered := [line for each, line in zip(paragraphs, lines, strict=True) if each.label]:
        count = "the number of a list" if len(unnumbered) == 1 else f"{len(unnumbered)} numbers of lists"
        reports.append(_info(unnumbered[0], f"{count} before names and speech left out"))
    if tables:
        first = next((line for each, line in zip(paragraphs, lines, strict=True) if each.cell), 1)
        count = "a table is" if tables == 1 else f"{tables} tables are"
        reports.append(_info(first, f"{count} read row by row, each row's cells from left to right"))
    return reports


def _info(line: int, message: str) -> Diagnostic:
    return Diagnostic(severity="info", line=line, message=message)
