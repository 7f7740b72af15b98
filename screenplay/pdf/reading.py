"""A PDF's bytes to a manuscript: pages one at a time to rows of print, rows to elements by their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Diagnostic, Severity, Source
from screenplay import laid_out
from screenplay.manuscript import Manuscript
from screenplay.pdf.document import opened
from screenplay.pdf.pages import Sheet, sheets_of
from screenplay.pdf.print import Segment

_APART = "    "
"""Between the pieces of a row in the source's text."""
_MOST_NAMED = 5
_LEAST_PITCH, _MOST_PITCH = 0.9, 1.6


def read(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """The manuscript of a PDF screenplay; line numbers count its rows of print from the first page's head on.

    With ``salvage`` pages that cannot be read are left out with a warning.  Raises ScriptError for a PDF
    that is damaged, locked, without text, or not laid out like a screenplay.
    """
    sheets = _sheets(data, where, salvage)
    rows, text = rows_and_text(sheets)
    manuscript = laid_out.manuscript_of(rows, Source(format="pdf", text=text), where)
    return manuscript._replace(diagnostics=[*_doubts(sheets), *manuscript.diagnostics])


def printed(data: bytes, where: Path) -> list[laid_out.Row]:
    """The rows of print of any PDF with text, whatever is written in it.  Raises ScriptError as ``read`` does."""
    return rows_and_text(_sheets(data, where, salvage=False))[0]


def _sheets(data: bytes, where: Path, salvage: bool) -> list[Sheet]:
    with opened(data, where, salvage) as document:
        sheets = list(sheets_of(document, where, salvage))
    _check_text(sheets, where)
    return sheets


def _check_text(sheets: Sequence[Sheet], where: Path) -> None:
    letters = sum(sheet.letters for sheet in sheets)
    unknown = sum(sheet.unknown for sheet in sheets)
    if not letters:
        pictures = any(sheet.pictures for sheet in sheets)
        what = "it holds pictures of pages, no text" if pictures else "there is no text to be seen in it"
        raise ScriptError(what, where=where, do="Run it through OCR (text recognition) first")
    if unknown * 4 > letters:
        what = f"its fonts do not say which letters they draw ({unknown} of {letters} cannot be told)"
        raise ScriptError(what, where=where, do="Export it again from its program, or run it through OCR first")


def rows_and_text(sheets: Sequence[Sheet]) -> tuple[list[laid_out.Row], str]:
    """The rows for the layout, and the source's text: one line a row of print."""
    pitch = _pitch(sheets)
    rows: list[laid_out.Row] = []
    lines: list[str] = []
    for sheet in sheets:
        above: float | None = None
        for segments in sheet.rows:
            lines.append(_APART.join(segment.text for segment in segments))
            top = segments[0].top
            gap = 0 if above is None else max(0, round((top - above) / pitch) - 1)
            above = top
            rows.extend(_row(segment, sheet.place, len(lines), gap) for segment in segments)
    return rows, "\n".join(lines)


def _row(segment: Segment, page: int, line: int, gap: int) -> laid_out.Row:
    return laid_out.Row(segment.runs, segment.left, page, line, gap, segment.right, segment.top)


def _pitch(sheets: Sequence[Sheet]) -> float:
    """Inches from one row to the next inside a paragraph: the commonest distance that suits the letters' size."""
    sizes = Counter(round(segments[0].size, 1) for sheet in sheets for segments in sheet.rows)
    size = sizes.most_common(1)[0][0] / 72
    steps = Counter(
        round((below[0].top - above[0].top) * 288)
        for sheet in sheets
        for above, below in zip(sheet.rows, sheet.rows[1:], strict=False)
        if _LEAST_PITCH * size <= below[0].top - above[0].top <= _MOST_PITCH * size
    )
    return steps.most_common(1)[0][0] / 288 if steps else size * 1.1


def _doubts(sheets: Sequence[Sheet]) -> list[Diagnostic]:
    """What was left out, and which letters are doubtful; one word for each kind, with the pages."""
    starts: list[int] = []
    line = 1
    for sheet in sheets:
        starts.append(line)
        line += len(sheet.rows)
    found = []
    kinds: list[tuple[Severity, str, list[int]]] = [
        ("warning", "damaged pages, left out", [int(sheet.failed) for sheet in sheets]),
        ("warning", "letters that cannot be seen, left out", [sheet.hidden for sheet in sheets]),
        ("info", "letters across or behind the text (a watermark), left out", [sheet.turned for sheet in sheets]),
        ("warning", "letters of which their font does not say which they are", [sheet.unknown for sheet in sheets]),
        ("warning", "signs that only their own font can draw", [sheet.private for sheet in sheets]),
    ]
    for severity, what, counts in kinds:
        places = [index for index, count in enumerate(counts) if count]
        if places:
            message = f"{sum(counts)} {what}, on {_pages_named(places)} of the file"
            found.append(Diagnostic(severity=severity, line=starts[places[0]], message=message))
    return found


def _pages_named(places: Sequence[int]) -> str:
    """Pages counted from 1, the first few by name."""
    names = [str(place + 1) for place in places[:_MOST_NAMED]]
    if len(places) > _MOST_NAMED:
        return f"pages {', '.join(names)} and {len(places) - _MOST_NAMED} more"
    return f"page {names[0]}" if len(names) == 1 else f"pages {', '.join(names)}"
