"""Fountain text to a Screenplay."""

from __future__ import annotations

import re

from film.screenplay import Element, Screenplay
from screenplay.assembly import assemble
from screenplay.fountain.emphasis import runs_of
from screenplay.fountain.lines import Comment, split_lines, unveil
from screenplay.fountain.scanner import Draft, scan
from screenplay.fountain.title_page import read_title_page
from screenplay.identity import element_ids

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSTYLED = frozenset({"note", "boneyard", "page_break"})


def parse(text: str) -> Screenplay:
    """Read Fountain 1.1.  Any text is a script: what is unclear becomes action and a diagnostic, never an error.

    Surrogates that stand alone become U+FFFD; a byte order mark is dropped.
    """
    source = split_lines(_SURROGATE.sub("\ufffd", text.removeprefix("\ufeff")))
    title_page = read_title_page(source)
    unveiled = unveil(source[title_page.lines :], first=title_page.lines + 1)
    scanned = scan(unveiled.lines)
    elements = _elements(scanned.drafts, unveiled.comments)
    return assemble(title_page.entries, elements, unveiled.diagnostics + scanned.diagnostics)


def _elements(drafts: list[Draft], comments: list[Comment]) -> tuple[Element, ...]:
    """Printed elements and comments in source order; a comment stands behind the element whose line it begins on."""
    lifted = [Draft(comment.type, comment.text, comment.first, comment.last) for comment in comments]
    ordered = sorted(drafts + lifted, key=lambda draft: draft.first) if lifted else drafts
    styled = [() if draft.type in _UNSTYLED else runs_of(draft.text) for draft in ordered]
    texts = [
        "".join(run.text for run in runs) if runs else draft.text for draft, runs in zip(ordered, styled, strict=True)
    ]
    ids = element_ids((draft.type, text) for draft, text in zip(ordered, texts, strict=True))
    return tuple(
        Element(
            id=name,
            type=draft.type,
            text=text,
            lines=(draft.first, draft.last),
            runs=runs,
            number=draft.number,
            dual=draft.dual,
            level=draft.level,
        )
        for name, draft, text, runs in zip(ids, ordered, texts, styled, strict=True)
    )
