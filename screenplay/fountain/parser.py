"""Fountain text to a Screenplay."""

from __future__ import annotations

import re

from film.screenplay import Run, Screenplay, Source
from screenplay.assembly import assemble
from screenplay.draft import Draft, Manuscript
from screenplay.fountain.emphasis import runs_of
from screenplay.fountain.lines import Comment, split_lines, unveil
from screenplay.fountain.scanner import Paragraph, scan
from screenplay.fountain.title_page import read_title_page

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSTYLED = frozenset({"note", "boneyard", "page_break"})


def parse(text: str, encoding: str = "utf-8") -> Screenplay:
    """Read Fountain 1.1.  Any text is a script: what is unclear becomes action and a diagnostic, never an error.

    Surrogates that stand alone become U+FFFD; a byte order mark is no part of the script.
    """
    return assemble(read_manuscript(text, encoding))


def read_manuscript(text: str, encoding: str = "utf-8") -> Manuscript:
    """What Fountain text says, before scenes and people are found in it."""
    text = _SURROGATE.sub("\ufffd", text)
    source = split_lines(text.removeprefix("\ufeff"))
    title_page = read_title_page(source)
    unveiled = unveil(source[title_page.lines :], first=title_page.lines + 1)
    scanned = scan(unveiled.lines)
    return Manuscript(
        drafts=_drafts(scanned.paragraphs, unveiled.comments),
        title_page=title_page.entries,
        diagnostics=unveiled.diagnostics + scanned.diagnostics,
        source=Source(format="fountain", text=text, encoding=encoding),
    )


def _drafts(paragraphs: list[Paragraph], comments: list[Comment]) -> list[Draft]:
    """Printed paragraphs and comments in source order; a comment stands behind the one whose line it begins on."""
    lifted = [Paragraph(comment.type, comment.text, comment.first, comment.last) for comment in comments]
    ordered = sorted(paragraphs + lifted, key=lambda paragraph: paragraph.first) if lifted else paragraphs
    return [
        Draft(each.type, _runs(each), each.first, each.last, number=each.number, dual=each.dual, level=each.level)
        for each in ordered
    ]


def _runs(paragraph: Paragraph) -> tuple[Run, ...]:
    if paragraph.type in _UNSTYLED:
        return (Run(text=paragraph.text),) if paragraph.text else ()
    return runs_of(paragraph.text)
