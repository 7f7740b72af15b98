"""The shot list as a workbook: shots with their boards, setups, the order to shoot in.

Every text is written as a text, so that nothing in a script can be a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from assembler.papers.paper import Printed
from assembler.papers.shotlist.table import Column, Table, order_table, plain, setup_table, shot_table
from assembler.stills import board, failure, height_for, jpeg, shots_of
from film.clips import Clip
from film.plan import Plan

_MADE = datetime(2000, 1, 1)
_LONGEST = 32767
"""Characters that a cell of a workbook holds."""
_PIXELS = 240
_SHOWN = 140
"""A board's width in the file, and in the sheet."""
_POINT = 0.75
"""Points in a pixel of a sheet."""


def shotlist_xlsx(plan: Plan, eighths: Mapping[str, int], clips: Mapping[str, Clip]) -> Printed:
    """The workbook.  ``eighths`` of a page by scene id, ``clips`` by shot id; without any there are no boards in it."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": plain(plan.title), "author": "", "created": _MADE})
    shots = shot_table(plan)
    tables = [shots, setup_table(plan), order_table(plan, eighths)]
    cut = [told for table in tables for told in _sheet(book, table)]
    pictures = {id: clip for id, clip in clips.items() if not failure(clip)}
    if pictures:
        _boards(book, plan, shots, pictures)
    book.close()
    return Printed(held.getvalue(), tuple(cut))


def _sheet(book: Any, table: Table) -> list[str]:
    sheet = book.add_worksheet(table.name)
    head = book.add_format({"bold": True, "bg_color": "#E8E8EA", "border": 1, "text_wrap": True, "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    cut = []
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, body)
        sheet.write_string(0, index, column.title, head)
    for number, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, index, cell[:_LONGEST], body)
                if len(cell) > _LONGEST:
                    cut.append(
                        f"shot list: {table.columns[index].title} of {row[2]} is too long for a cell and was cut"
                    )
            else:
                sheet.write_number(number, index, cell, body)
    sheet.freeze_panes(1, min(3, len(table.columns)))
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return cut


def _boards(book: Any, plan: Plan, table: Table, clips: Mapping[str, Clip]) -> None:
    """A small board at the end of each shot's row, as high as the row."""
    sheet = book.get_worksheet_by_name(table.name)
    column = len(table.columns)
    heading = Column("Board", 21)
    sheet.set_column(column, column, heading.width)
    sheet.write_string(0, column, heading.title, book.add_format({"bold": True, "bg_color": "#E8E8EA", "border": 1}))
    tall = height_for(_SHOWN, plan)
    for row, (_, shot) in enumerate(shots_of(plan), 1):
        sheet.set_row(row, (tall + 6) * _POINT)
        if shot.id not in clips:
            continue
        small = jpeg(board(clips[shot.id], _PIXELS, height_for(_PIXELS, plan)), quality=74)
        share = _SHOWN / _PIXELS
        place = {"image_data": io.BytesIO(small), "x_scale": share, "y_scale": share, "x_offset": 3, "y_offset": 3}
        sheet.insert_image(row, column, f"{row}.jpg", {**place, "object_position": 1, "description": shot.id})
