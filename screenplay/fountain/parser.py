"""Fountain text to a Screenplay."""

from __future__ import annotations

import re
from operator import attrgetter

from film.screenplay import Screenplay, Source
from screenplay.assembly import assemble
from screenplay.collecting import uncollected
from screenplay.fountain.emphasis import plain_runs
from screenplay.fountain.lines import Comment, split_lines, unveil
from screenplay.fountain.scanner import scan
from screenplay.fountain.title_page import read_title_page
from screenplay.manuscript import Draft, Manuscript

_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(text: str, encoding: str = "utf-8") -> Screenplay:
    """Read Fountain 1.1.  Any text is a script: what is unclear becomes action and a diagnostic, never an error.

    Surrogates that stand alone become U+FFFD; a byte order mark is no part of the script.
    """
    with uncollected():
        return assemble(read_manuscript(text, encoding))


def read_manuscript(text: str, encoding: str = "utf-8") -> Manuscript:
    """What Fountain text says, before scenes and people are found in it."""
    text = _without_surrogates(text)
    source = split_lines(text.removeprefix("\ufeff"))
    title_page = read_title_page(source)
    source[title_page.start : title_page.end] = [""] * (title_page.end - title_page.start)
    unveiled = unveil(source)
    scanned = scan(unveiled.lines)
    return Manuscript(
        drafts=_in_order(scanned.drafts, unveiled.comments),
        title_page=title_page.entries,
        diagnostics=unveiled.diagnostics + scanned.diagnostics,
        source=Source(format="fountain", text=text, encoding=encoding),
    )


def _without_surrogates(text: str) -> str:
    """The text itself where it can be written as UTF-8, which is told faster than surrogates are looked for."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _in_order(drafts: list[Draft], comments: list[Comment]) -> list[Draft]:
    """All in source order; a comment stands behind the element whose line it begins on."""
    if not comments:
        return drafts
    lifted = [Draft(each.type, plain_runs(each.text), each.first, each.last) for each in comments]
    return sorted(drafts + lifted, key=attrgetter("first"))
