"""Paragraphs whose style says what they are: the names that screenwriting programs and templates use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from film.screenplay import Diagnostic, ElementType, Run, Source
from screenplay.headings import prefix_of
from screenplay.manuscript import Draft, Manuscript
from screenplay.manuscript.runs import cut, in_parentheses, stripped, text_of
from screenplay.word.paragraphs import Paragraph
from screenplay.word.styles import Sheet
from screenplay.word.words import title_key, type_of

_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBERED = re.compile(r"(\d{1,4}[A-Z]{0,3})[.)]?(?:\t\s*|\s+)(?=\S)")
_NUMBER_BEHIND = re.compile(r"(?:\t\s*|\s{2,})(\d{1,4}[A-Z]{0,3})\.?$")
_LONGEST_CUE = 60


class _Typed(NamedTuple):
    paragraph: Paragraph
    line: int
    type: ElementType | None
    kind: str


def is_styled(paragraphs: Sequence[Paragraph], sheet: Sheet) -> bool:
    """Whether named styles carry the script: headings, or cues with what they say."""
    types = {type_of(sheet.name(paragraph.style))[0] for paragraph in paragraphs if paragraph.text.strip()}
    return {"character", "dialogue"} <= types or ("scene_heading" in types and len(types - {None}) > 1)


def beside(paragraphs: list[Paragraph], sheet: Sheet) -> list[Paragraph]:
    """Speeches in the two cells of a table's row are dual dialogue: the first paragraph is the cue."""
    result = list(paragraphs)
    for row, group in groupby(range(len(paragraphs)), key=lambda index: _row(paragraphs[index])):
        indices = [index for index in group if paragraphs[index].text.strip()]
        if row is None or not indices or paragraphs[indices[0]].columns != 2:
            continue
        sides = [[index for index in indices if paragraphs[index].cell == (row, side)] for side in (0, 1)]
        if not all(len(side) > 1 and _is_cue(paragraphs[side[0]], sheet) for side in sides):
            continue
        for cue, *spoken in sides:
            result[cue] = paragraphs[cue]._replace(forced="character")
            for index in spoken:
                result[index] = paragraphs[index]._replace(forced=_spoken(paragraphs[index]))
    return result


def _row(paragraph: Paragraph) -> int | None:
    return paragraph.cell[0] if paragraph.cell else None


def _spoken(paragraph: Paragraph) -> ElementType:
    text = paragraph.text.strip()
    return "parenthetical" if text.startswith("(") and text.endswith(")") else "dialogue"


def _is_cue(paragraph: Paragraph, sheet: Sheet) -> bool:
    text = paragraph.text.strip()
    kind = type_of(sheet.name(paragraph.style))[0]
    capitals = text == text.upper() != text.lower() and not prefix_of(text)
    return kind == "character" or (kind is None and capitals and len(text) <= _LONGEST_CUE)


def styled(paragraphs: Sequence[Paragraph], lines: Sequence[int], sheet: Sheet, source: Source) -> Manuscript:
    """The manuscript that the styles tell; paragraphs of other styles are action, or headings where they read so."""
    typed = [_typed(paragraph, line, sheet) for paragraph, line in zip(paragraphs, lines, strict=True)]
    opening = next((index for index, each in enumerate(typed) if each.type and each.type != "note"), len(typed))
    title_page, front = _title_page(typed[:opening], sheet)
    return Manuscript(list(_drafts(typed[front:])), title_page, _unknown(typed[front:], sheet), source)


def _typed(paragraph: Paragraph, line: int, sheet: Sheet) -> _Typed:
    if paragraph.forced:
        return _Typed(paragraph, line, paragraph.forced, paragraph.kind)
    kind, own = type_of(sheet.name(paragraph.style))
    text = paragraph.text.strip()
    if kind is None and prefix_of(text) and text == text.upper():
        kind = "scene_heading"
    return _Typed(paragraph, line, kind, own)


def _drafts(typed: Sequence[_Typed]) -> Iterator[Draft]:
    begun = False
    for each in typed:
        paragraph = each.paragraph
        last = each.line + len(_LINE_END.findall(paragraph.text))
        if paragraph.breaks and begun:
            yield Draft("page_break", (), each.line, each.line)
        if not paragraph.text.strip():
            continue
        begun = True
        kind = each.type or "action"
        runs = stripped(paragraph.runs)
        number = None
        if kind == "parenthetical":
            runs = in_parentheses(runs)
        if kind == "action" and paragraph.look.align == "center":
            kind = "centered"
        if kind == "scene_heading":
            runs, number = _numbered(paragraph)
            number = paragraph.number or number
        level = 1 if kind == "section" else None
        yield Draft(kind, runs, each.line, last, number=number, dual=side_of(paragraph), level=level, kind=each.kind)


def side_of(paragraph: Paragraph) -> Literal["left", "right"] | None:
    """The side of dual dialogue that a paragraph in a table is on."""
    if paragraph.forced in (None, "note") or paragraph.cell is None:
        return None
    return "right" if paragraph.cell[1] else "left"


def _numbered(paragraph: Paragraph) -> tuple[tuple[Run, ...], str | None]:
    """A heading's runs without the scene number before it, behind it or on both sides."""
    runs = stripped(paragraph.runs)
    text = text_of(runs)
    before, behind = _NUMBERED.match(text), _NUMBER_BEHIND.search(text)
    start = before.end() if before else 0
    if before and not prefix_of(text[start:]):
        before, start = None, 0
    if behind and before and behind[1] != before[1]:
        behind = None
    if behind and not before and not behind[0].startswith("\t"):
        behind = None
    end = behind.start() if behind else len(text)
    number = before[1] if before else behind[1] if behind else None
    return stripped(cut(runs, start, end)), number


def _title_page(front: Sequence[_Typed], sheet: Sheet) -> tuple[dict[str, tuple[str, ...]], int]:
    """What stands before the script: by styles such as Title, else all before a page break; and how much that is."""
    keys = [title_key(sheet.name(each.paragraph.style)) for each in front]
    broken = next((index for index in range(len(front) - 1, 0, -1) if front[index].paragraph.breaks), None)
    last = max((index for index, key in enumerate(keys) if key), default=-1)
    end = max(last + 1, broken or 0)
    if end == 0 and len(front) and not any(each.paragraph.text.strip() for each in front):
        end = len(front)
    found: dict[str, list[str]] = {}
    for each, key in zip(front[:end], keys[:end], strict=True):
        text = each.paragraph.text.strip()
        if text and each.type is None:
            found.setdefault(key or _guess(text, found), []).extend(line.strip() for line in _LINE_END.split(text))
    return {key: tuple(values) for key, values in found.items()}, end


def _guess(text: str, found: dict[str, list[str]]) -> str:
    if not found:
        return "Title"
    if "Credit" not in found and re.fullmatch(r"(?:\w+ ){0,2}(?:by|von|par|por|di|de)", text, re.IGNORECASE):
        return "Credit"
    return "Author" if [*found][-1] == "Credit" else "Notes"


def _unknown(typed: Sequence[_Typed], sheet: Sheet) -> list[Diagnostic]:
    """One report for all paragraphs whose style is not known, at the first of them."""
    odd = [each for each in typed if each.type is None and each.paragraph.text.strip()]
    if not odd:
        return []
    names = ", ".join(sorted({sheet.name(each.paragraph.style) or "no style" for each in odd})[:8])
    count = "a paragraph" if len(odd) == 1 else f"{len(odd)} paragraphs"
    message = f"read as action: {count} in a style that names no element ({names})"
    return [Diagnostic(severity="info", line=odd[0].line, message=message)]
