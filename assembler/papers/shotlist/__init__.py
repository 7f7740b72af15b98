"""The shot list as CSV and XLSX: ``shotlist_csv`` and ``shotlist_xlsx``."""

from __future__ import annotations

from assembler.papers.shotlist.csv_file import shotlist_csv
from assembler.papers.shotlist.xlsx_file import shotlist_xlsx

__all__ = ["shotlist_csv", "shotlist_xlsx"]
