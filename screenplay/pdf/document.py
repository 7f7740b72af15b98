"""A PDF opened with care: what is damaged, locked or far too large is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from film.errors import ScriptError
from screenplay.pdf.mending import mended

MAX_PAGES = 2_000
"""Ten times the longest screenplay ever printed."""

_TAIL = 2_048
_AGAIN = "Export it again from the program it was written with"
_SALVAGE = f"{_AGAIN}, or read what is left of it with --salvage"


@contextmanager
def opened(data: bytes, where: Path, salvage: bool) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards; raises ScriptError for what cannot be read as it is."""
    if not salvage and not _is_whole(data):
        raise ScriptError("the PDF is cut off: its end, where the list of its parts stands, is missing",
                          where=where, do=_SALVAGE)  # fmt: skip
    document = _document(data, where, salvage)
    try:
        _checked(document, where)
        yield document
    finally:
        document.close()


def _document(data: bytes, where: Path, salvage: bool) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        refusal = _refusal(raw.FPDF_GetLastError(), where)
    if not salvage or (whole := mended(data, MAX_PAGES)) is None:
        raise refusal
    try:
        return pdfium.PdfDocument(whole)
    except pdfium.PdfiumError:
        raise refusal from None


def _is_whole(data: bytes) -> bool:
    """The end mark stands near the end of the file, with no further part of a document behind it."""
    end = data.rfind(b"%%EOF")
    return end >= 0 and (len(data) - end <= _TAIL or b" obj" not in data[end:])


def _refusal(code: int, where: Path) -> ScriptError:
    if code == raw.FPDF_ERR_PASSWORD:
        return ScriptError("the PDF is locked with a password", where=where, do="Save a copy without one")
    if code == raw.FPDF_ERR_SECURITY:
        return ScriptError("the PDF is locked in a way that is not known here", where=where, do="Save a copy without")
    return ScriptError("the PDF is damaged: no pages can be found in it", where=where, do=_AGAIN)


def _checked(document: pdfium.PdfDocument, where: Path) -> None:
    count = len(document)
    if count == 0:
        raise ScriptError("the PDF has no pages", where=where, do=_AGAIN)
    if count > MAX_PAGES:
        raise ScriptError(f"the PDF has {count} pages, more than the {MAX_PAGES} that are read", where=where,
                          do="Give a single screenplay")  # fmt: skip
