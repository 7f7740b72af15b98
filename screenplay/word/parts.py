"""A Word document's parts as trees, and its attributes by their plain names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic
from screenplay.files import archive, markup
from screenplay.files.markup import Node

BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_COMMENTS = "word/comments.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NUMBERING = "word/numbering.xml"

_OFF = ("0", "false", "off", "none")


class Parts(NamedTuple):
    """The trees of those parts that a reader needs, and what was damaged; missing parts are empty trees."""

    body: Node
    styles: Node
    comments: Node
    footnotes: Node
    endnotes: Node
    numbering: Node
    diagnostics: list[Diagnostic]


def open_parts(data: bytes, where: Path, *, salvage: bool = False) -> Parts:
    """Unpack and parse.  Raises ScriptError for damage, a DOCTYPE or a cap; styles and the like may be missing."""
    opened = archive.open_archive(data, where, salvage=salvage)
    lost: list[Diagnostic] = []

    def tree(name: str) -> Node:
        found = opened.find(lambda each: each.lower().replace("\\", "/") == name)
        if found is None and name == BODY:
            what = f"the archive has no {BODY}, which holds a Word document's text"
            raise ScriptError(what, where=where, do="Save it again in Word")
        if found is None:
            return Node("", {}, (), 1, 1)
        parsed = markup.parse(opened.read(found), where, salvage=salvage)
        lost.extend(
            each.model_copy(update={"line": 1, "message": f"{name}, line {each.line}: {each.message}"})
            for each in parsed.diagnostics
        )
        return parsed.root

    names = (BODY, _STYLES, _COMMENTS, *_NOTES, _NUMBERING)
    body, styles, comments, footnotes, endnotes, numbering = map(tree, names)
    return Parts(body, styles, comments, footnotes, endnotes, numbering, [*opened.diagnostics, *lost])


def said(node: Node, name: str) -> str | None:
    """An attribute's value."""
    return node.attributes.get(name)


def value(node: Node | None, tag: str) -> str | None:
    """What a property says: the ``val`` of the first child of that name."""
    child = node.first(tag) if node else None
    return said(child, "val") if child else None


def switched(node: Node | None, tag: str) -> bool | None:
    """Whether a property is on; None where nothing is said."""
    child = node.first(tag) if node else None
    return None if child is None else (said(child, "val") or "1").lower() not in _OFF


def number(text: str | None) -> int | None:
    """A whole number, of twentieths of a point as a rule; None for what is none or absurd."""
    if not text or not text.lstrip("-").isdecimal() or len(text) > 8:
        return None
    return int(text)
