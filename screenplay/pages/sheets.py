"""The two ways a script is set on paper, as values: what a page holds, how wide and how far apart things stand.

US Letter, 12-point Courier: ten columns and six rows to the inch, nine inches of text, so 54 rows.
Widths are the indents of Final Draft's templates in columns, a half one rounded up: in the film template action
and headings run from 1.5 to 7.5 in, dialogue from 2.5 to 6.0, a parenthetical from 3.0 to 5.5, a cue
from 3.5 to 7.25, a transition from 5.5 to 7.1, lyrics from 2.5 to 7.38.  The multi-camera template has dialogue
from 2.25 to 6.0 on every second row, a parenthetical from 2.75, a cue up to 6.25, a transition up to 7.25, and one row
above a heading.  Action, headings and parentheticals take one column more than their indents say, as
its pages show; so does every line for a hyphen at its end (see ``wrapping``).
"""

from __future__ import annotations

from typing import NamedTuple

from film.screenplay import ElementType, Profile

LINES_PER_PAGE = 54
"""Rows of text on a page: nine inches at six to the inch."""


class Sheet(NamedTuple):
    """A page's measures.

    ``widths`` are columns for text of each type that is printed, ``above`` the empty rows above it, ``spacing`` the
    rows that one of its lines takes where that is not one.  ``dual_width`` is that of either column of a dual
    dialogue.
    ``act_breaks``: a heading that opens an act stands on a new page, one that ends it under two empty rows.
    """

    widths: dict[ElementType, int]
    above: dict[ElementType, int]
    spacing: dict[ElementType, int] = {}
    dual_width: int = 28
    rows: int = LINES_PER_PAGE
    act_breaks: bool = False


FILM = Sheet(
    widths={
        "scene_heading": 61,
        "action": 61,
        "centered": 61,
        "character": 38,
        "parenthetical": 26,
        "dialogue": 35,
        "lyrics": 48,
        "transition": 16,
    },
    above={"scene_heading": 2, "action": 1, "centered": 1, "character": 1, "transition": 1},
)
MULTICAM = Sheet(
    widths=FILM.widths | {"character": 28, "parenthetical": 28, "dialogue": 38, "transition": 18},
    above=FILM.above | {"scene_heading": 1},
    spacing={"dialogue": 2},
    act_breaks=True,
)
SHEETS: dict[Profile, Sheet] = {"film": FILM, "multicam": MULTICAM}
