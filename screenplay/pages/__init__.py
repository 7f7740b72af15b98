"""Pages, eighths and minutes: the script laid out as the trade prints it."""

from __future__ import annotations

from screenplay.pages.layout import Layout, measure
from screenplay.pages.minutes import running_minutes
from screenplay.pages.profiles import profile_of
from screenplay.pages.sheets import LINES_PER_PAGE, SHEETS, Sheet
from screenplay.pages.wrapping import columns, wrapped

__all__ = [
    "LINES_PER_PAGE",
    "SHEETS",
    "Layout",
    "Sheet",
    "columns",
    "measure",
    "profile_of",
    "running_minutes",
    "wrapped",
]
