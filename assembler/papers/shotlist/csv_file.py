"""The shot list as CSV that Excel, Numbers, LibreOffice and a script all read.

UTF-8 with a byte order mark: without it Excel takes the file for the machine's old code page and tears every name that
is not ASCII, and the others leave the mark out; Python reads it as ``utf-8-sig``.  Commas, quotes doubled, lines ended
by CR LF, as RFC 4180 says.
"""

from __future__ import annotations

import csv
import io

from assembler.papers.paper import Printed
from assembler.papers.shotlist.table import Cell, shot_table
from film.plan import Plan

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What begins a formula for a spreadsheet, half width and full (OWASP, CSV Injection)."""


def shotlist_csv(plan: Plan) -> Printed:
    """One row a shot, headings first.  A text that would be a formula gets an apostrophe before it and stays a text."""
    table = shot_table(plan)
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([[harmless(cell) for cell in row] for row in table.rows])
    return Printed(held.getvalue().encode("utf-8-sig"))


def harmless(cell: Cell) -> Cell:
    """The cell as it may stand in a CSV file: numbers as they are, texts that are never run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
