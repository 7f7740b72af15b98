"""Page furniture taken off: what the program printed round the writer's text, counted by kind.

::

    12                CONTINUED: (2)                 12     header, CONTINUED and scene numbers in both margins
                      Blue Rev. 3/4/19              34A.    revision, page number
             INT. BUS - NIGHT                          *    a changed row
                            (MORE)                          a speech that goes on overleaf
                                        (CONTINUED)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from screenplay.laid_out import furniture_words as words
from screenplay.laid_out.bands import Band
from screenplay.laid_out.columns import NEAR, Columns
from screenplay.laid_out.rows import Row, part_of
from screenplay.laid_out.words import (
    is_caps,
    is_cue,
    is_heading,
    is_omitted,
    is_revision_mark,
    leading_number,
    outer_number,
    scene_number,
    trailing_number,
)

_ZONE = 6
"""Rows at the head and at the foot of a page that are looked at."""
_OFTEN = 5
"""A header stands on one page in so many, at least."""


class Print(NamedTuple):
    """A row of the writer's text: its pieces, the scene number in its margins, and whether it is marked as changed."""

    pieces: tuple[Row, ...]
    number: str | None = None
    revised: bool = False

    @property
    def row(self) -> Row:
        """Its leftmost piece."""
        return self.pieces[0]

    @property
    def end(self) -> float:
        """Where it ends, in inches."""
        return self.pieces[-1].end


class Removed(NamedTuple):
    """A piece of furniture: its kind in the plural, its text and its line of the source."""

    kind: str
    text: str
    line: int


class Page(NamedTuple):
    """A page of the writer's text: its place in the file from 0, printed number, and header's colour and date."""

    place: int
    prints: list[Print]
    label: str | None = None
    revision: str = ""


def clean(pages: Sequence[Sequence[Band]], columns: Columns) -> tuple[list[Page], list[Removed]]:
    """The pages without their furniture, and what was taken off."""
    removed: list[Removed] = []
    usual = _repeated(pages, columns)
    return [_clean_page(page, columns, usual, removed) for page in pages], removed


class _Usual(NamedTuple):
    """What heads and feet of pages say again and again, and where the body begins and ends at the earliest (inches)."""

    texts: frozenset[str]
    body_top: float | None
    body_foot: float | None


def _repeated(pages: Sequence[Sequence[Band]], columns: Columns) -> _Usual:
    counts: Counter[str] = Counter()
    for page in pages:
        zone = [*page[:_ZONE], *page[-_ZONE:]] if len(page) > 2 * _ZONE else page
        counts.update({words.without_digits(_unnumbered(band)) for band in zone})
    placed = pages and pages[0][0].first.top is not None
    least = max(2, len(pages) // _OFTEN) if placed else max(3, len(pages) // 2)
    texts = frozenset(text for text, count in counts.items() if count >= least and text)
    tops = sorted(top for page in pages if (top := _body_edge(page, columns)) is not None)
    feet = sorted(foot for page in pages if (foot := _body_edge(page[::-1], columns)) is not None)
    return _Usual(
        texts,
        tops[len(tops) // 20] if tops else None,
        feet[len(feet) - 1 - len(feet) // 20] if feet else None,
    )


def _unnumbered(band: Band) -> str:
    """The band's text without a page number at either end."""
    return " ".join(piece.text for piece in band.pieces if words.page_number(piece.text) is None)


def _body_edge(page: Sequence[Band], columns: Columns) -> float | None:
    """Where the first row stands that is a heading or speech for sure."""
    for band in page:
        piece = band.pieces[1] if len(band.pieces) > 1 and scene_number(band.first.text) else band.first
        speech = columns.is_dialogue(piece.left) or (_near(piece.left, columns.cue) and is_cue(piece.text))
        if speech or is_heading(piece.text) or leading_number(piece.text):
            return piece.top
    return None


def _clean_page(page: Sequence[Band], columns: Columns, usual: _Usual, removed: list[Removed]) -> Page:
    start, stop = 0, len(page)
    label: str | None = None
    revision = ""
    while start < min(_ZONE, stop) and (kind := _head_kind(page, start, columns, usual)):
        band = page[start]
        label = label or _label_of(band)
        revision = revision or words.revision_of(_unnumbered(band))
        removed.append(Removed(kind, band.text, band.line))
        start += 1
    while stop > max(start, len(page) - _ZONE) and (kind := _foot_kind(page, stop - 1, columns, usual)):
        band = page[stop - 1]
        label = label or _label_of(band)
        removed.append(Removed(kind, band.text, band.line))
        stop -= 1
    prints = [print_ for band in page[start:stop] if (print_ := _without_margins(band, columns, removed))]
    return Page(page[0].page, prints, label, revision)


_NUMBERS = "page numbers"
_HEADERS = "headers and footers"
_CONTINUEDS = "CONTINUEDs"
_MORES = "(MORE)s"
_SCENE_NUMBERS = "scene numbers in the margins"
_MARKS = "revision marks"


def _head_kind(page: Sequence[Band], index: int, columns: Columns, usual: _Usual) -> str | None:
    """What kind of furniture a band at a page's head is, or None for the writer's own."""
    band = page[index]
    if _is_continued(band):
        return _CONTINUEDS
    below = page[index + 1] if index + 1 < len(page) else None
    apart = below is None or below.gap > 0 or _outside(band, usual)
    if apart or (below is not None and _edge_kind(below, columns, usual)):
        return _edge_kind(band, columns, usual)
    return None


def _foot_kind(page: Sequence[Band], index: int, columns: Columns, usual: _Usual) -> str | None:
    band = page[index]
    if _is_more(band, columns):
        return _MORES
    if _is_continued(band):
        return _CONTINUEDS
    return _edge_kind(band, columns, usual) if band.gap > 0 or _outside(band, usual) else None


def _edge_kind(band: Band, columns: Columns, usual: _Usual) -> str | None:
    """A page number, or a header or footer: beside a page number, naming a revision, or the same on many pages."""
    outside = _outside(band, usual)
    if len(band.pieces) == 1 and words.page_number(band.text):
        return _NUMBERS if outside or not columns.in_speech(band.left) else None
    if _opens_scene(band) or not (outside or usual.body_top is None):
        return None
    said = _unnumbered(band)
    numbered = len(band.pieces) > 1 and any(words.page_number(p.text) for p in (band.first, band.pieces[-1]))
    revised = words.is_revision_line(said) or (outside and words.revision_of(said) != "")
    spoken = columns.in_speech(band.left) or _near(band.left, columns.cue)
    if numbered or revised:
        return None if spoken and not outside else _HEADERS
    return _HEADERS if words.without_digits(said) in usual.texts and not spoken else None


def _opens_scene(band: Band) -> bool:
    """A heading, with its number in the margins or without one."""
    first, last = band.first.text, band.pieces[-1].text
    if is_heading(first) or leading_number(first) or (len(band.pieces) > 1 and is_heading(band.pieces[1].text)):
        return True
    number = scene_number(last) if len(band.pieces) > 1 else None
    return number is not None and (scene_number(first) == number or first.startswith(f"{number} "))


def _outside(band: Band, usual: _Usual) -> bool:
    """Stands above where any page's body begins, or below where it ends."""
    top = band.first.top
    if top is None or usual.body_top is None or usual.body_foot is None:
        return False
    return top < usual.body_top - 0.08 or top > usual.body_foot + 0.08


def _is_continued(band: Band) -> bool:
    said = [
        piece.text for piece in band.pieces if scene_number(piece.text) is None and not is_revision_mark(piece.text)
    ]
    if len(said) != 1:
        return False
    number = outer_number(said[0])
    return words.is_continued(said[0][number[1] :] if number else said[0])


def _is_more(band: Band, columns: Columns) -> bool:
    """(MORE), and (CONTINUED) where it stands under a speech, not at the right."""
    if not words.is_more(band.text) or columns.at_margin(band.left):
        return False
    return not words.is_continued(band.text) or band.left <= (columns.cue or columns.margin) + 0.5


def _label_of(band: Band) -> str | None:
    """The page's number in a header: its last piece that is one, else its first."""
    if _is_continued(band):
        return None
    for piece in (*band.pieces[::-1],):
        if number := words.page_number(piece.text):
            return number.upper() if any(char.isdigit() for char in number) else number
    return None


def _near(left: float, place: float | None) -> bool:
    return place is not None and abs(left - place) <= NEAR


def _without_margins(band: Band, columns: Columns, removed: list[Removed]) -> Print | None:
    """The band without scene numbers and marks in its margins; None where nothing else stood there."""
    pieces, revised = _without_marks(band, columns, removed)
    if not pieces:
        return None
    pieces, number = _without_numbers(pieces, columns, removed)
    if len(pieces) == 1 and (lead := _lead(pieces[0], number, columns)) and number in (None, lead[0]):
        number, start = lead
        text = pieces[0].text
        stop = trailing_number(text, number) or len(text)
        taken = (text[:start].strip(), text[stop:].strip())
        removed.extend(Removed(_SCENE_NUMBERS, part, band.line) for part in taken if part)
        pieces = (part_of(pieces[0], start, stop),)
    return Print(pieces, number, revised)


def _lead(row: Row, number: str | None, columns: Columns) -> tuple[str, int] | None:
    """The scene number that a row begins with and where its heading does: known from the other margin, or outside."""
    lead = leading_number(row.text)
    if lead is None and number is not None and row.text.startswith(f"{number} "):
        return number, len(number) + len(row.text[len(number) :]) - len(row.text[len(number) :].lstrip())
    if lead is None and row.left < columns.margin - NEAR:
        return outer_number(row.text)
    return lead


def _without_marks(band: Band, columns: Columns, removed: list[Removed]) -> tuple[tuple[Row, ...], bool]:
    pieces = band.pieces
    kept = tuple(piece for piece in pieces if not (is_revision_mark(piece.text) and _in_margin(piece, columns)))
    removed.extend(Removed(_MARKS, piece.text, band.line) for piece in pieces if piece not in kept)
    starred = any(piece.text.endswith("*") and scene_number(piece.text) for piece in kept)
    return kept, starred or len(kept) < len(pieces)


def _in_margin(mark: Row, columns: Columns) -> bool:
    """Beyond the print on either side; an asterisk alone may stand nearer, where long rows run out under it."""
    nearest = columns.centre + 1.0 if mark.text.startswith("*") else columns.right - 0.3
    return mark.left > nearest or mark.end < columns.margin


def _without_numbers(
    pieces: tuple[Row, ...], columns: Columns, removed: list[Removed]
) -> tuple[tuple[Row, ...], str | None]:
    """The scene number before a heading, and the same again behind it."""
    number = None
    rest = pieces
    if len(rest) > 1 and rest[0].end < columns.margin + NEAR and (found := scene_number(rest[0].text)):
        number, rest = found, rest[1:]
    if len(rest) > 1 and rest[-1].left > columns.right - 0.6 and (found := scene_number(rest[-1].text)):
        text = rest[0].text
        if number == found or (number is None and (is_heading(text) or is_omitted(text) or is_caps(text))):
            number, rest = found, rest[:-1]
    kept = {id(piece) for piece in rest}
    line = pieces[0].line
    removed.extend(Removed(_SCENE_NUMBERS, piece.text, line) for piece in pieces if id(piece) not in kept)
    return rest, number
