"""A PDF's pages one after the other, so that only one of them is ever held open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from film.errors import ScriptError
from screenplay.pdf.glyphs import Fonts, Frame, Glyph, frame_of, glyphs_of
from screenplay.pdf.print import Segment, rows_of
from screenplay.pdf.rules import rules_of
from screenplay.pdf.sight import seen

MAX_OBJECTS = 100_000
"""Pieces that a page may be drawn in; twenty times a page in which every letter is a piece of its own."""
MAX_LETTERS = 5_000_000
"""Twenty-five features."""
MAX_PAGE = 200_000
"""Letters on one page; the fullest page of print holds a fortieth of it."""
_UPRIGHT = 5
"""Degrees that a row may lean."""
_LARGE = 1.8
_PALE = 0.55
_HUGE = 3.0
_FULL = 400
"""Letters of a page that is no title page, on which large and pale letters are no title."""


class Sheet(NamedTuple):
    """A page, from 0: its rows, and counts of letters seen, hidden, turned across the page and not known.

    ``pictures`` counts its images; ``failed`` says that it could not be read.
    """

    place: int
    rows: list[list[Segment]]
    letters: int = 0
    hidden: int = 0
    turned: int = 0
    unknown: int = 0
    private: int = 0
    pictures: int = 0
    failed: bool = False


def sheets_of(document: pdfium.PdfDocument, where: Path, salvage: bool) -> Iterator[Sheet]:
    """The pages in order; raises ScriptError for one that cannot be read, unless what is left is wanted."""
    fonts = Fonts()
    letters = 0
    for index in range(len(document)):
        try:
            with _loaded(document, index, letters, where) as (page, text_page):
                sheet = _sheet(index, page, text_page, fonts)
        except pdfium.PdfiumError:
            if not salvage:
                do = "Export it again from its program, or read the other pages with --salvage"
                raise ScriptError(f"page {index + 1} of the PDF is damaged", where=where, do=do) from None
            sheet = Sheet(index, [], failed=True)
        letters += sheet.letters + sheet.hidden + sheet.turned
        yield sheet


@contextmanager
def _loaded(
    document: pdfium.PdfDocument, index: int, letters: int, where: Path
) -> Iterator[tuple[pdfium.PdfPage, pdfium.PdfTextPage]]:
    """A page and its text, closed afterwards; what no script is, is refused before it costs minutes."""
    page = document[index]
    try:
        drawn = raw.FPDFPage_CountObjects(page.raw)
        if drawn > MAX_OBJECTS:
            what = f"page {index + 1} of the PDF is drawn in {drawn} pieces, more than the {MAX_OBJECTS} that are read"
            raise ScriptError(what, where=where, do="Give a screenplay's pages")
        text_page = page.get_textpage()
        try:
            count = text_page.count_chars()
            if count > MAX_PAGE or letters + count > MAX_LETTERS:
                what = f"the PDF has more than the {MAX_LETTERS} letters that are read, or than {MAX_PAGE} on a page"
                raise ScriptError(what, where=where, do="Give a single screenplay")
            yield page, text_page
        finally:
            text_page.close()
    finally:
        page.close()


def _sheet(index: int, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, fonts: Fonts) -> Sheet:
    frame = frame_of(page)
    glyphs = glyphs_of(text_page.raw, text_page.count_chars(), frame, fonts)
    pictures = _pictures(page)
    if not glyphs:
        return Sheet(index, [], pictures=pictures)
    upright, turned = _parted(glyphs, index)
    visible = _visible(page, upright, frame, pictures)
    unknown = sum(not _is_known(glyph) for glyph in visible)
    private = sum("\ue000" <= glyph.char <= "\uf8ff" for glyph in visible)
    rows = rows_of(visible, rules_of(page.raw, frame))
    hidden = len(upright) - len(visible)
    return Sheet(index, rows, len(visible), hidden, len(turned), unknown, private, pictures)


def _is_known(glyph: Glyph) -> bool:
    return glyph.known and glyph.char >= " " and glyph.char != "\ufffd"


def _pictures(page: pdfium.PdfPage) -> int:
    count = min(raw.FPDFPage_CountObjects(page.raw), 1_000)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, place)) for place in range(count))
    return sum(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)


def _parted(glyphs: Sequence[Glyph], index: int) -> tuple[list[Glyph], list[Glyph]]:
    """The page's text, and what is printed across or behind it: turned, or pale and large."""
    usual = Counter(round(glyph.size) for glyph in glyphs).most_common(1)[0][0]
    full = len(glyphs) > _FULL
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        across = abs(glyph.angle) > _UPRIGHT
        behind = full and glyph.size > _LARGE * usual and glyph.look.light > _PALE
        huge = index > 0 and glyph.size > _HUGE * usual
        (turned if across or behind or huge else upright).append(glyph)
    return upright, turned


def _visible(page: pdfium.PdfPage, glyphs: list[Glyph], frame: Frame, pictures: int) -> list[Glyph]:
    """The characters that show; of a scanned page, all: its text lies unpainted behind the picture."""
    if pictures and not any(glyph.look.painted for glyph in glyphs):
        return glyphs
    shown = seen(page, glyphs, frame)
    return [glyph for glyph, one in zip(glyphs, shown, strict=True) if one]
