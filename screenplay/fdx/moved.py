"""Positions that a Final Draft file keeps beside its script, moved to where the script's paragraphs now stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from film.screenplay import Element
from screenplay.fdx.positions import Script
from screenplay.fdx.reader import Book, book_of
from screenplay.fdx.render import Rendering
from screenplay.files import markup
from screenplay.files.markup import Span

_NOTES = ("FinalDraft", "ScriptNotes")
_LOOSE = ("FinalDraft", "UnanchoredScriptNotes")
_LOCKED = ("FinalDraft", "LockedPages", "LockedPage")
_RANGE = re.compile(r"(\sRange\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_POSITION = re.compile(r"(\sPosition\s*=\s*)(?:\"(\d+)\"|'(\d+)')")


class Anchored(NamedTuple):
    """A note that stands beside the script: which of the file's own it is (None: new), behind which paragraph."""

    element: Element
    note: int | None
    piece: int


def with_positions(
    text: str, book: Book, pieces: Sequence[int | None], notes: Sequence[Anchored], rendering: Rendering
) -> str:
    """A rewritten file with its notes and locked pages where they belong.

    ``book`` is the file before, ``pieces`` are the old blocks (None: a new one) that the paragraphs which
    say something are now, ``notes`` those that are to stand beside the script.
    """
    if not book.notes and not notes and "<LockedPage " not in text:
        return text
    root = markup.whole(text)
    if root is None:
        return text
    places = _Places(book.script, book_of(root).script, pieces)
    spans = list(markup.spans(text, 3))
    edits = [
        *_note_edits(text, spans, book, notes, places, rendering),
        *_page_edits(text, spans, places),
    ]
    return markup.replaced(text, edits)


class _Places:
    """Where blocks of the old script stand in the new one."""

    def __init__(self, old: Script, new: Script, pieces: Sequence[int | None]) -> None:
        self._old = old
        self.starts = new.starts
        self.said = [index for index, block in enumerate(new.blocks) if block.drafts or block.embedded]
        self.blocks = new.blocks
        self._new = {
            block: self.said[at] for at, block in enumerate(pieces) if block is not None and at < len(self.said)
        }
        self._order = sorted(self._new)

    def holds(self, position: int | None) -> bool:
        """Whether an old position is in the script."""
        return position is not None and self._old.block_at(position) is not None

    def moved(self, position: int) -> int:
        """An old position in the new script: in the same paragraph, or at the next one that is still there."""
        block = self._old.block_at(position)
        if block is None:
            return position
        if block in self._new:
            return self.starts[self._new[block]] + position - self._old.starts[block]
        following = bisect_left(self._order, block)
        return self.starts[self._new[self._order[following]]] if following < len(self._order) else self.starts[-1] - 1


def _note_edits(
    text: str, spans: Sequence[Span], book: Book, notes: Sequence[Anchored], places: _Places, rendering: Rendering
) -> list[tuple[int, int, str]]:
    edits = []
    standing = {each.note: each for each in notes if each.note is not None}
    own = [span for span in spans if span.path in ((*_NOTES, "ScriptNote"), (*_LOOSE, "ScriptNote"))]
    for index, span in enumerate(sorted(own, key=lambda span: (span.path[1] == _LOOSE[1], span.start))):
        each = standing.get(index)
        position = book.notes[index].position
        if each is None:
            edits.append((len(text[: span.start].rstrip()), span.end, ""))
        elif places.said and (places.holds(position) or each.piece < len(places.said) - 1):
            head = text[span.start : span.inner]
            edits.append((span.start, span.inner, _ranged(head, position, each, places)))
    new = [each for each in notes if each.note is None]
    if new and places.said:
        holder = next(span for span in spans if span.path == _NOTES)
        lines = [line for each in new for line in _new_note(each, places, rendering)]
        inner = "\n" + "\n".join(lines) + "\n  "
        whole = holder.inner == holder.end
        edits.append(
            (holder.start, holder.end, f"<ScriptNotes>{inner}</ScriptNotes>")
            if whole
            else (holder.inner_end, holder.inner_end, inner)
        )
    return edits


def _ranged(head: str, position: int | None, each: Anchored, places: _Places) -> str:
    """A note's start tag with the range that it now covers: the same words, or the start of the paragraph before it."""
    block = places.said[min(each.piece, len(places.said) - 1)]
    start = places.moved(position) if position is not None and places.holds(position) else -1
    found = _RANGE.search(head)
    ends = found.group().split("=", 1)[1].strip(" \"'").split(",")[1:] if found else []
    length = int(ends[0]) - (position or 0) if ends and ends[0].strip().isdecimal() else 0
    if not places.starts[block] <= start < places.starts[block + 1]:
        start, length = places.starts[block], 0
    length = max(0, min(length, places.starts[-1] - 1 - start))
    if not found:
        return re.sub(r"(/?>)\Z", rf' Range="{start},{start + length}"\1', head)
    return _RANGE.sub(lambda match: f'{match[1]}"{start},{start + length}"', head, count=1)


def _new_note(each: Anchored, places: _Places, rendering: Rendering) -> list[str]:
    block = places.said[min(each.piece, len(places.said) - 1)]
    start = places.starts[block]
    return rendering.note_lines([each.element], "    ", span=f"{start},{start + places.blocks[block].units}")


def _page_edits(text: str, spans: Sequence[Span], places: _Places) -> list[tuple[int, int, str]]:
    edits = []
    for span in spans:
        if span.path == _LOCKED:
            head = text[span.start : span.inner]
            new = _POSITION.sub(lambda match: f'{match[1]}"{places.moved(int(match[2] or match[3]))}"', head, count=1)
            edits.append((span.start, span.inner, new))
    return edits
