"""Markdown text to blocks in order, quotes and lists opened up, emphasis as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from film.screenplay import Run, Style
from screenplay.manuscript.runs import merged, stripped, text_of

_STYLES: dict[str, Style] = {"strong": "b", "em": "i", "s": "s"}
_OFF = ("link", "image", "autolink", "html_inline", "reference", "code")
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)


class Line(NamedTuple):
    """A line of a paragraph and where it stands."""

    runs: tuple[Run, ...]
    number: int

    @property
    def text(self) -> str:
        return text_of(self.runs)


class Block(NamedTuple):
    """A paragraph, heading, quoted paragraph, list item's paragraph, comment, rule or piece of code."""

    kind: str
    lines: tuple[Line, ...]
    first: int
    last: int
    level: int = 0
    mark: str = ""


def blocks_of(text: str) -> Iterator[Block]:
    """The text's blocks in order, quotes and lists opened up."""
    lines = text.split("\n")
    parser = MarkdownIt("commonmark").enable("strikethrough").disable(list(_OFF))
    quoted = 0
    marks: list[str] = []
    level = 0
    for token in parser.parse(text):
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quoted += token.nesting
            case "list_item_open":
                marks.append(f"{token.info}{token.markup} ")
            case "list_item_close":
                marks.clear()
            case "heading_open":
                level = int(token.tag[1:])
            case "inline":
                kind = "heading" if level else "quote" if quoted else "item" if marks else "paragraph"
                yield _inline(token, kind, level, "".join(marks))
                marks.clear()
                level = 0
            case "html_block" | "hr" | "fence":
                yield _verbatim(token, lines)


def _inline(token: Token, kind: str, level: int, mark: str) -> Block:
    first, end = token.map or (0, 1)
    lines: list[list[Run]] = [[]]
    styles: list[Style] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        elif child.nesting > 0 and child.tag in _STYLES:
            styles.append(_STYLES[child.tag])
        elif child.nesting < 0 and child.tag in _STYLES:
            styles.remove(_STYLES[child.tag])
        else:
            shown = f"{child.markup}{child.content}{child.markup}" if child.type == "code_inline" else child.content
            lines[-1].append(Run(text=shown, style=tuple(sorted(set(styles)))))
    rows = tuple(Line(stripped(merged(runs)), first + 1 + index) for index, runs in enumerate(lines))
    return Block(kind, tuple(row for row in rows if row.runs), first + 1, max(end, first + 1), level, mark)


def _verbatim(token: Token, source: Sequence[str]) -> Block:
    """Code, a rule or HTML as it stands in the source; of a comment what is in it."""
    first, end = token.map or (0, 1)
    content = "\n".join(source[first:end]).strip()
    if comment := _COMMENT.fullmatch(content):
        content = comment[1].strip()
    lines = (Line((Run(text=content),), first + 1),) if content else ()
    return Block("code" if token.type == "fence" else "note", lines, first + 1, end)
