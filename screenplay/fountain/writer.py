"""A Screenplay to Fountain text that reads back as the same elements.

A script that was read from Fountain is written in the writer's own lines: byte for byte where
nothing was changed, and where something was, all that was not.  What results is read again; pieces
that would be read as something else are written anew, and in the last resort everything is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from film.screenplay import Screenplay
from screenplay.fountain.canonical import forced
from screenplay.fountain.compose import Joined, Piece, compose, join
from screenplay.fountain.lines import split_lines
from screenplay.fountain.marking import Content, content_of
from screenplay.fountain.original import Original, has_blank_line
from screenplay.fountain.parser import read_manuscript
from screenplay.fountain.title_page import read_title_page, write_title_page
from screenplay.manuscript import Draft, Manuscript

_ROUNDS = 4
"""How often pieces that are read as something else are sought and written anew before all are."""


def write(screenplay: Screenplay) -> str:
    """The script in Fountain 1.1.

    Read from Fountain: the source with what was changed since, in its own line ends and byte order
    mark.  Any other: LF line ends, one at the end.  What Fountain cannot say is left out; ``losses``
    tells what.
    """
    if screenplay.source is None or screenplay.source.format != "fountain":
        return write_anew(screenplay).joined.text
    return _woven(screenplay, Original(screenplay.source.text))


class Anew(NamedTuple):
    """A whole script written in this house's own way."""

    pieces: list[Piece]
    joined: Joined


def write_anew(screenplay: Screenplay) -> Anew:
    """The script without a look at its source."""
    pieces = compose(screenplay.elements, {})
    title_page = "\n".join(write_title_page(screenplay.title_page))
    if pieces and not title_page and read_title_page(split_lines(pieces[0].text)).end:
        text = forced(screenplay.elements[pieces[0].start], pieces[0].text)
        pieces[0] = pieces[0]._replace(text=text)
    gaps = ["\n" if piece.glued else "\n\n" for piece in pieces]
    if pieces and not title_page:
        gaps[0] = ""
    return Anew(pieces, join(title_page, pieces, gaps, "\n" if pieces or title_page else ""))


def _woven(screenplay: Screenplay, original: Original) -> str:
    """The source with all changes in it."""
    elements = screenplay.elements
    kept = original.slices_for(elements)
    original.retitle(screenplay.title_page)
    head = original.head()
    wanted: _Wanted | None = None
    for _ in range(_ROUNDS):
        pieces = compose(elements, kept, original.line_end)
        gaps = [_below_title(head, original.line_end), *_gaps(pieces, original)]
        joined = join(head, pieces, gaps[: len(pieces)], original.tail() if pieces else "")
        if joined.text == original.text:
            return joined.text
        wanted = wanted or _Wanted(screenplay)
        got = read_manuscript(joined.text)
        if wanted.is_read_in(got):
            return joined.text
        misread = wanted.misread(pieces, joined, got)
        anew = {pieces[near].start for at in misread for near in (at - 1, at, at + 1) if 0 <= near < len(pieces)}
        kept = {at: slice_ for at, slice_ in kept.items() if at not in anew}
    return write_anew(screenplay).joined.text


class _Wanted:
    """What must be read in a script however it is written: what is read where all of it is written anew."""

    def __init__(self, screenplay: Screenplay) -> None:
        pieces, joined = write_anew(screenplay)
        self._manuscript = read_manuscript(joined.text)
        self._elements = list(map(content_of, screenplay.elements))
        self._read: list[list[Content]] = [[] for _ in self._elements]
        for piece, read in zip(pieces, read_by_piece(pieces, joined, self._manuscript.drafts), strict=True):
            self._read[piece.start] = list(map(content_of, read))

    def is_read_in(self, got: Manuscript) -> bool:
        """Whether a reading has all of it."""
        wanted = self._manuscript
        return dict(got.title_page) == dict(wanted.title_page) and list(map(content_of, got.drafts)) == list(
            map(content_of, wanted.drafts)
        )

    def misread(self, pieces: Sequence[Piece], joined: Joined, got: Manuscript) -> list[int]:
        """The indices of pieces on whose lines something else is read than is meant."""
        misread = []
        for at, (piece, drafts) in enumerate(zip(pieces, read_by_piece(pieces, joined, got.drafts), strict=True)):
            read = list(map(content_of, drafts))
            span = slice(piece.start, piece.end)
            if read != self._elements[span] and read != [each for some in self._read[span] for each in some]:
                misread.append(at)
        return misread


def read_by_piece(pieces: Sequence[Piece], joined: Joined, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The drafts that begin on each piece's lines."""
    read: list[list[Draft]] = [[] for _ in pieces]
    for draft in drafts:
        if (at := bisect_right(joined.starts, draft.first) - 1) >= 0:
            read[at].append(draft)
    return read


def _below_title(head: str, line_end: str) -> str:
    """The line ends wanted between what stands above all elements and the first of them."""
    *others, last = split_lines(head.removeprefix("\ufeff"))
    if not any(line.strip() for line in (*others, last)):
        return ""
    if last.strip():
        return line_end * 2
    return line_end if others[-1].strip() else ""


def _gaps(pieces: Sequence[Piece], original: Original) -> list[str]:
    """What stands between a piece and the next: the writer's own blank lines where there are any."""
    gaps = []
    for before, piece in pairwise(pieces):
        above = original.above(piece.slice) if piece.slice else ""
        below = original.below(before.slice) if before.slice else ""
        if before.slice and piece.slice and piece.slice.first == before.slice.last + 1:
            gaps.append(above)
        elif piece.glued:
            gaps.append(original.line_end)
        else:
            gaps.append(next((gap for gap in (above, below) if has_blank_line(gap)), original.line_end * 2))
    return gaps
