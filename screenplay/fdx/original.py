"""A changed screenplay written back into the Final Draft file it came from.

Paragraphs that say what they said stand as they stood, and so does everything that is no element: layout,
word lists, boards, macros.  Positions that the file keeps (of notes, of locked pages) move with their
paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from film.screenplay import Screenplay
from screenplay.fdx import sheet
from screenplay.fdx.frame import HELD, script_paragraphs
from screenplay.fdx.groups import groups_of
from screenplay.fdx.marks import Marks
from screenplay.fdx.matching import Kept, kept_of, key_of
from screenplay.fdx.moved import Anchored, with_positions
from screenplay.fdx.reader import Book, book_of
from screenplay.fdx.render import Rendering
from screenplay.fdx.settings import eighths_of_scenes, revisions_of
from screenplay.fdx.template import settings
from screenplay.fdx.title_page import read_title_page
from screenplay.files import markup
from screenplay.files.markup import Node, Span

_DECLARED = re.compile(r"(\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'])([\w.:-]+)")
_SCRIPT = ("FinalDraft", "Content")
_BLOCKS = HELD | {"Paragraph"}
_TITLE = ("FinalDraft", "TitlePage", "Content")
_CATEGORIES = ("FinalDraft", "TagData", "TagCategories")

Edit = tuple[int, int, str]
"""A stretch of the text and what it becomes."""


def rewritten(screenplay: Screenplay, new: Callable[[], str]) -> str | None:
    """The screenplay in its own file; None if that is no whole Final Draft file or cannot hold what a new one can.

    ``new`` gives the screenplay as a new file, to compare with.
    """
    text = screenplay.source.text if screenplay.source else ""
    root = markup.whole(text)
    if root is None or root.tag != "FinalDraft":
        return None
    if reads_as(text, screenplay):
        return _DECLARED.sub(_declared, text, count=1)
    for beside in (True, False) if root.first("ScriptNotes") else (False,):
        rewriting = _Rewriting(screenplay, text, root, beside)
        result = rewriting.result() if rewriting.possible else None
        if result is not None and _said(result) in _fitting(screenplay, new):
            return _DECLARED.sub(_declared, result, count=1)
    return None


def _fitting(screenplay: Screenplay, new: Callable[[], str]) -> Iterator[object]:
    """What the rewritten file may read as: the screenplay, or what a new file can hold of it."""
    yield _wanted(screenplay)
    yield _said(new())


def reads_as(text: str, screenplay: Screenplay) -> bool:
    """Whether a Final Draft file's text says all that the screenplay says."""
    return _said(text) == _wanted(screenplay)


def _wanted(screenplay: Screenplay) -> object:
    keys = [key_of(element) for element in screenplay.elements]
    return keys, dict(screenplay.title_page), screenplay.revisions, screenplay.tags


def _said(text: str) -> object:
    """All that a file's text reads as; nothing if it is not well-formed."""
    root = markup.whole(text)
    if root is None:
        return None
    book = book_of(root)
    drafts, _ = book.script.with_notes(book.notes)
    return [key_of(draft) for draft in drafts], read_title_page(root), revisions_of(root), book.tags.tags


def _declared(found: re.Match[str]) -> str:
    return found[0] if found[2].lower().replace("_", "-") in ("utf-8", "utf8") else f"{found[1]}UTF-8"


class _Piece(NamedTuple):
    """A paragraph of the new script: its text, and the file's block that it is (None: it is new)."""

    text: str
    block: int | None
    last: int


class _Rewriting:
    """One attempt; ``beside`` says that new notes go where newer versions keep them, beside the script."""

    def __init__(self, screenplay: Screenplay, text: str, root: Node, beside: bool) -> None:
        self._screenplay = screenplay
        self._text = text
        self._root = root
        self._beside = beside
        self._spans = list(markup.spans(text, 3))
        self._paragraphs = [span for span in self._spans if span.path[:-1] == _SCRIPT and span.path[-1] in _BLOCKS]
        self._book: Book = book_of(root)
        self._marks = Marks(screenplay, self._book.tags)
        layouts = self._book.layouts
        self._rendering = Rendering(self._marks, eighths_of_scenes(screenplay), layouts, extends=bool(layouts))

    @property
    def possible(self) -> bool:
        """Whether the file has the one script that this way of writing needs."""
        return len(self._at(_SCRIPT)) == 1 and len(self._paragraphs) == len(self._book.script.blocks)

    def _at(self, path: tuple[str, ...]) -> list[Span]:
        return [span for span in self._spans if span.path == path]

    def result(self) -> str:
        """The file with what changed."""
        elements = self._screenplay.elements
        own_notes = self._own_notes()
        body = [at for at in range(len(elements)) if at not in own_notes]
        kept = kept_of([elements[at] for at in body], [block.drafts for block in self._book.script.blocks])
        kept = [Kept(body[each.start], body[each.end - 1] + 1, each.block) for each in kept]
        covered = {at for each in kept for at in range(each.start, each.end)}
        new_notes = [at for at in body if at not in covered and self._goes_beside(at)]
        pieces = self._pieces(kept, {*own_notes, *new_notes})
        edits = [*self._script_edits(pieces), *self._other_edits()]
        text = markup.replaced(self._text, edits)
        anchored = [
            Anchored(elements[at], own_notes.get(at), _piece_before(pieces, at))
            for at in sorted({*own_notes, *new_notes})
        ]
        return with_positions(text, self._book, [piece.block for piece in pieces], anchored, self._rendering)

    def _own_notes(self) -> dict[int, int]:
        """The notes that the file keeps beside the script and that still stand: index of element to index of note."""
        waiting: dict[object, list[int]] = {}
        for index, note in enumerate(self._book.notes):
            waiting.setdefault((note.draft.first, key_of(note.draft)), []).append(index)
        found = {}
        for at, element in enumerate(self._screenplay.elements):
            same = waiting.get((element.lines[0], key_of(element))) if element.type == "note" else None
            if same:
                found[at] = same.pop(0)
        return found

    def _goes_beside(self, at: int) -> bool:
        element = self._screenplay.elements[at]
        before = self._screenplay.elements[at - 1] if at else None
        return self._beside and element.type == "note" and before is not None and before.dual is None

    def _pieces(self, kept: Sequence[Kept], beside: set[int]) -> list[_Piece]:
        """The new script's paragraphs in order."""
        pieces: list[_Piece] = []
        at = 0
        for each in (*kept, Kept(len(self._screenplay.elements), len(self._screenplay.elements), -1)):
            fresh = [number for number in range(at, each.start) if number not in beside]
            self._add_new(pieces, fresh)
            if each.block >= 0:
                span = self._paragraphs[each.block]
                pieces.append(_Piece(self._text[span.start : span.end], each.block, each.end - 1))
            at = each.end
        return pieces

    def _add_new(self, pieces: list[_Piece], fresh: Sequence[int]) -> None:
        elements = [self._screenplay.elements[number] for number in fresh]
        notes = next((number for number, each in enumerate(elements) if each.type != "note"), len(elements))
        if notes and pieces and pieces[-1].text.endswith("</Paragraph>"):
            inner = "\n".join(self._rendering.note_lines(elements[:notes], "      "))
            text = f"{pieces[-1].text.removesuffix('</Paragraph>').rstrip()}\n{inner}\n    </Paragraph>"
            pieces[-1] = pieces[-1]._replace(text=text, last=fresh[notes - 1])
            elements, fresh = elements[notes:], fresh[notes:]
        for group in groups_of(elements, begun=bool(pieces)):
            text = "\n".join(self._rendering.lines(group)).lstrip()
            pieces.append(_Piece(text, None, fresh[group.end - 1]))

    def _script_edits(self, pieces: Sequence[_Piece]) -> list[Edit]:
        """The script's new inside; nothing where it is the old one.

        What stood between paragraphs stays, also where one of them is gone.
        """
        content = self._at(_SCRIPT)[0]
        gaps = self._gaps(content)
        parts: list[str] = []
        seen = -1
        for piece in pieces:
            if piece.block is None or piece.block <= seen:
                parts.append("\n    ")
            else:
                parts.extend(gap for gap in gaps[seen + 1 : piece.block] if gap.strip())
                parts.append(gaps[piece.block])
                seen = piece.block
            parts.append(piece.text)
        parts.extend(gap for gap in gaps[seen + 1 : -1] if gap.strip())
        inner = "".join([*parts, gaps[-1]])
        if inner == self._text[content.inner : content.inner_end]:
            return []
        if content.inner == content.end:
            return [(content.start, content.end, f"<Content>{inner}\n  </Content>")]
        return [(content.inner, content.inner_end, inner)]

    def _gaps(self, content: Span) -> list[str]:
        """What stands before each paragraph that says something, empty paragraphs too, and behind the last one."""
        gaps = []
        at = content.inner
        for span, block in zip(self._paragraphs, self._book.script.blocks, strict=True):
            gaps.append(self._text[at : span.start] if block.drafts else "")
            at = span.end if block.drafts else at
        return [*gaps, self._text[at : content.inner_end]]

    def _other_edits(self) -> list[Edit]:
        """New settings, title page, drafts and breakdown where they are not what the file says."""
        edits: list[Edit] = []
        added: list[str] = []
        if self._book.layouts:
            known = {*self._book.layouts, *(each.attributes.get("Type", "") for each in script_paragraphs(self._root))}
            missing = {word: type_ for word, type_ in self._rendering.used.items() if word not in known}
            added.extend(settings(missing, self._screenplay.profile, only=True))
        if read_title_page(self._root) != self._screenplay.title_page:
            lines = sheet.content_lines(self._screenplay.title_page)
            added.extend(self._replaced(edits, _TITLE, lines, ["  <TitlePage>", *lines, "  </TitlePage>"]))
        if revisions_of(self._root) != self._screenplay.revisions:
            lines = self._marks.revision_lines()
            added.extend(self._replaced(edits, ("FinalDraft", "Revisions"), lines, lines))
        if self._book.tags.tags != self._screenplay.tags or len(self._marks.numbers) > self._marks.kept:
            inside = [self._text[span.start : span.end] for span in self._at(_CATEGORIES)]
            lines = self._marks.tag_lines(inside[0] if inside else None)
            added.extend(self._replaced(edits, ("FinalDraft", "TagData"), lines, lines))
        if added:
            end = self._at(("FinalDraft",))[0].inner_end
            edits.append((end, end, "\n".join(["", *added, ""])))
        return edits

    def _replaced(
        self, edits: list[Edit], path: tuple[str, ...], lines: Sequence[str], whole: Sequence[str]
    ) -> Sequence[str]:
        """Put ``lines`` in the place of what stands at ``path``; what the file has no place for is handed back."""
        places = self._at(path)
        for number, span in enumerate(places):
            edits.append((span.start, span.end, "" if number else "\n".join(lines).lstrip()))
        return [] if places else whole


def _piece_before(pieces: Sequence[_Piece], at: int) -> int:
    """The last piece that ends before an element, or the first there is."""
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if pieces[middle].last < at else (low, middle)
    return max(0, low - 1)
