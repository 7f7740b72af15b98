"""A Final Draft file (.fdx) to a manuscript: every run of every paragraph, and what the file says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic, Source
from screenplay.fdx.blocks import Context, Reading, note_of
from screenplay.fdx.frame import script_paragraphs
from screenplay.fdx.positions import Placed, Script
from screenplay.fdx.runs import texts_in
from screenplay.fdx.settings import Layout, Tags, layouts_of, profile_of, revisions_of, tags_of
from screenplay.fdx.title_page import read_title_page, titled_paragraphs
from screenplay.files import markup
from screenplay.files.markup import Node, Parsed
from screenplay.manuscript import Manuscript


def read(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """Read a Final Draft file of any version since 8, or one that another program wrote as such.

    Raises ScriptError, with the line, for what is no such file or is damaged; with ``salvage`` all that is
    whole is read and every loss is a diagnostic of severity ``error``.
    """
    return manuscript_of(markup.parse(data, where, salvage=salvage), where)


def manuscript_of(parsed: Parsed, where: Path) -> Manuscript:
    """The manuscript of a parsed file.  Raises ScriptError if it holds no script."""
    root = parsed.root
    if root.tag != "FinalDraft" and not (parsed.damaged and _holds(root, "Paragraph")):
        raise ScriptError(_foreign(root), where=where, line=root.line, do="Save it as Final Draft (.fdx) and try again")
    if not parsed.damaged and root.first("Content") is None:
        raise ScriptError("it has no script in it: no <Content>", where=where, do="Save it again from Final Draft")
    book = book_of(root)
    script = book.script
    drafts, firsts = script.with_notes(book.notes)
    turns = script.turns(root, firsts)
    eighths = {
        first + block.own: block.eighths
        for first, block in zip(firsts, script.blocks, strict=True)
        if block.eighths and block.own is not None
    }
    return Manuscript(
        drafts=drafts,
        title_page=read_title_page(root),
        diagnostics=[*parsed.diagnostics, *book.diagnostics, *_untold(parsed, book.tags), *_unread(root)],
        source=Source(format="fdx", text=parsed.text, encoding=parsed.encoding),
        profile=profile_of(root),
        pages=float(len(turns)) if turns else None,
        turns=turns,
        eighths=eighths,
        revisions=revisions_of(root),
        tags=book.tags.tags,
    )


class Book(NamedTuple):
    """A file's script with the notes beside it, and what its texts point to."""

    script: Script
    notes: list[Placed]
    tags: Tags
    layouts: dict[str, Layout]
    diagnostics: list[Diagnostic]


def book_of(root: Node) -> Book:
    """The script of a parsed file."""
    tags = tags_of(root)
    layouts = layouts_of(root)
    reading = Reading(Context(layouts, tags.numbers, _alternatives(root)))
    titled = titled_paragraphs(root)
    script = Script(reading.blocks(script_paragraphs(root), titled=titled))
    diagnostics = [*_titled(root, titled), *reading.diagnostics()]
    return Book(script, list(notes_of(root, tags.numbers)), tags, layouts, diagnostics)


def _titled(root: Node, titled: int) -> Iterator[Diagnostic]:
    if titled:
        line = next(script_paragraphs(root)).line
        many = "1 line" if titled == 1 else f"{titled:,} lines"
        message = f"{many} above the script read as its title page, which the file has none of"
        yield Diagnostic(severity="info", line=line, message=message)


def _untold(parsed: Parsed, tags: Tags) -> Iterator[Diagnostic]:
    """Texts whose tag number leads nowhere."""
    if "TagNumber" not in parsed.text:
        return
    lost = [
        (text.line, number)
        for node in script_paragraphs(parsed.root)
        for text in texts_in(node)
        for number in text.attributes.get("TagNumber", "").replace(",", " ").split()
        if not tags.numbers.get(number)
    ]
    if lost:
        line, number = lost[0]
        many = "" if len(lost) == 1 else f", nor are {len(lost) - 1:,} more behind it"
        message = f"the breakdown tag {number} of this text is not in the file's list{many}: left out"
        yield Diagnostic(severity="warning", line=line, message=message)


def _alternatives(root: Node) -> dict[str, Node]:
    """The lines that could be said instead, by the id that paragraphs point to."""
    groups = root.elements("AltCollection")
    return {each.attributes.get("Id", ""): each for group in groups for each in group.elements("Alt")}


def notes_of(root: Node, tags: Mapping[str, tuple[str, ...]]) -> Iterator[Placed]:
    """The notes that the file keeps beside the script, in its order, with the position each begins at."""
    for group in root.elements("ScriptNotes"):
        for note in group.elements("ScriptNote"):
            start = note.attributes.get("Range", "").split(",")[0].strip()
            yield Placed(note_of(note, tags), int(start) if start.isdecimal() and len(start) < 10 else None)
    for group in root.elements("UnanchoredScriptNotes"):
        for note in group.elements("ScriptNote"):
            yield Placed(note_of(note, tags), None)


def _unread(root: Node) -> Iterator[Diagnostic]:
    """Text that stands on boards and cards beside the script."""
    cards = [item for group in root.elements("ListItems") for item in group.elements("ListItem")]
    if cards:
        many = "1 card" if len(cards) == 1 else f"{len(cards):,} cards"
        message = f"{many} of the beat board: no part of the script, left in the file"
        yield Diagnostic(severity="info", line=cards[0].line, message=message)


def _holds(node: Node, tag: str) -> bool:
    return any(child.tag == tag or _holds(child, tag) for child in node.elements())


def _foreign(root: Node) -> str:
    if root.tag == "document" and "Open Screenplay" in root.attributes.get("type", ""):
        return "it is an Open Screenplay Format document, as Fade In keeps it, not a Final Draft file"
    return f"it is XML, but no Final Draft file: its outermost element is <{root.tag}>"
