"""lined_script.pdf: US Letter pages in Courier, the coverage of each setup drawn down them.

::

    2                         2-A WS                    2
    2   INT. NIGHT BUS - NIGHT   MARA   |   2-C MCU  |  2
                                        |    DEV     }      } wavy: the speaker is off camera
                   DEV                  |     |      }
               You always ride it?     ---    |     ---     --- the setup ends
    !                                         |             ! not covered
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assembler.papers.drawing import Colour
from assembler.papers.lined.script import ScriptPage, ScriptRow
from assembler.papers.lined.tramlines import Tramline, tramlines
from assembler.papers.paper import BLACK, COMMON, GREY, RED, Paper, Printed, from_right
from film.plan import Plan

_LEFT, _TOP = 38.1, 25.4
_COLUMN, _ROW = 2.54, 25.4 / 6
_ROWS = 54
_TEXT_HEIGHT = _ROWS * _ROW
_WIDTH, _HEIGHT = 215.9, 279.4
_NUMBER_LEFT, _NUMBER_RIGHT = 22.0, 208.0
_PITCH = 16.6
_FEW = (156.5, 173.5, 190.5)
_PLACES = (157.0, 170.4, 183.8, 41.0, 51.5, 66.0, 79.0, 92.0, 105.0, 118.0, 131.0, 144.0)
"""Where lines are drawn, in mm: beside the dialogue first, then before it, only then through it; few stand wider."""
_INKS: tuple[Colour, ...] = (
    (28, 84, 168), (176, 60, 24), (30, 120, 74), (124, 52, 140), (150, 104, 12), (18, 116, 136),
)  # fmt: skip
_WAVE, _SWING = 2.4, 0.65
_PALE_RED: Colour = (252, 228, 222)


def lined_script_pdf(plan: Plan, pages: Sequence[ScriptPage]) -> Printed:
    """The script with its coverage.  Raises CutError when a font of the program is missing."""
    coverage = tramlines(plan, pages)
    paper = Paper(_texts(plan, pages), script=True)
    for number, page in enumerate(pages):
        paper.add_page()
        leading = _leading(page)
        _bare(paper, page, coverage.uncovered[number], leading)
        for row in page.rows:
            _row(paper, row, leading)
        lines = coverage.lines[number]
        places = _places(lines)
        for line in lines:
            _tramline(paper, line, places[line.column], leading)
        for line in lines:
            _label(paper, line, places, leading)
        _header(paper, plan, page)
        _legend(paper)
    if not pages:
        paper.add_page()
    bare = sum(map(len, coverage.uncovered))
    told = [f"lined script: {bare} row{'s' if bare != 1 else ''} of the script in no shot"] if bare else []
    return Printed(bytes(paper.output()), (*paper.findings("lined script"), *told))


def _leading(page: ScriptPage) -> float:
    """A row's height: six to the inch, less where the source's own page holds more than ours."""
    rows = max((row.row for row in page.rows), default=0) + 1
    return min(_ROW, _TEXT_HEIGHT / rows) if rows > _ROWS + 1 else _ROW


def _row(paper: Paper, row: ScriptRow, leading: float) -> None:
    strong = row.kind == "scene_heading"
    paper.script(12 * leading / _ROW, strong=strong)
    text = paper.clean(row.text)
    x, y, width = _LEFT + row.column * _COLUMN, _TOP + row.row * leading, row.width * _COLUMN
    wide = paper.get_string_width(text)
    limit = min(max(width, _COLUMN * len(text)), _WIDTH - x - 4)
    if wide > limit:
        paper.set_stretching(100 * limit / wide)
    paper.set_xy(x, y)
    align = "R" if row.kind == "transition" or from_right(text) else "C" if row.kind == "centered" else "L"
    paper.cell(width, leading, text, align=align)
    paper.set_stretching(100)
    if row.number:
        paper.single(row.number, 6, y, _NUMBER_LEFT - 6 + 8, leading, align="R")
        paper.single(row.number, _NUMBER_RIGHT - 20, y, 20, leading, align="R")


def _bare(paper: Paper, page: ScriptPage, uncovered: frozenset[int], leading: float) -> None:
    """Rows that no shot covers: pale red, with a bar and a word in the margin."""
    rows = sorted({page.rows[at].row for at in uncovered})
    for row in rows:
        y = _TOP + row * leading
        paper.set_fill_color(*_PALE_RED)
        paper.rect(_LEFT - 2, y, 61 * _COLUMN + 4, leading, style="F")
        paper.set_fill_color(*RED)
        paper.rect(_LEFT - 4, y, 1.2, leading, style="F")
        if row - 1 not in rows:
            paper.ink(6, RED, "B")
            paper.single("not covered", _LEFT - 22, y, 17, leading, align="R")


def _places(lines: Sequence[Tramline]) -> list[float]:
    """The x of each column: the usual ones, or narrower where more lines than those run side by side."""
    count = max((line.column for line in lines), default=-1) + 1
    if count <= len(_FEW):
        return list(_FEW)
    if count <= len(_PLACES):
        return list(_PLACES)
    pitch = (_NUMBER_RIGHT - 12 - _LEFT) / count
    return [_LEFT + pitch * (index + 0.5) for index in range(count)]


def _tramline(paper: Paper, line: Tramline, x: float, leading: float) -> None:
    paper.set_draw_color(*_INKS[line.ink % len(_INKS)])
    paper.set_line_width(0.45)
    top, bottom = _TOP + line.first * leading + 0.4, _TOP + (line.last + 1) * leading - 0.4
    y = top
    for first, last in line.wavy:
        start = _TOP + first * leading if first > line.first else top
        end = _TOP + (last + 1) * leading if last < line.last else bottom
        if start > y:
            paper.line(x, y, x, start)
        paper.polyline(list(_wave(x, start, end)))
        y = end
    if y < bottom:
        paper.line(x, y, x, bottom)
    if line.ends:
        paper.line(x - 1.6, bottom, x + 1.6, bottom)
    else:
        paper.line(x - 1.1, bottom - 1.6, x, bottom)
        paper.line(x + 1.1, bottom - 1.6, x, bottom)


def _wave(x: float, top: float, bottom: float) -> Iterator[tuple[float, float]]:
    """A wave of whole periods between two heights."""
    periods = max(1, round((bottom - top) / _WAVE))
    steps = periods * 8
    for step in range(steps + 1):
        yield x + _SWING * math.sin(2 * math.pi * periods * step / steps), top + (bottom - top) * step / steps


def _label(paper: Paper, line: Tramline, places: Sequence[float], leading: float) -> None:
    """Setup and size over whom it shows, on a white ground above the line."""
    x = places[line.column]
    room = min((abs(other - x) for other in places if other != x), default=_PITCH) - 0.4
    width = min(room, _PITCH, _WIDTH - 4 - (x - 1.5))
    y = max(_TOP + line.first * leading - 4.0, 13.5)
    colour = _INKS[line.ink % len(_INKS)]
    words = [f"{line.setup} {line.size}" if line.begins else f"({line.setup})", line.subjects if line.begins else ""]
    said = [word for word in words if word]
    with paper.local_context(fill_opacity=0.85):
        paper.set_fill_color(255, 255, 255)
        paper.rect(x - 1.5, y, width, 2.0 * len(said), style="F")
    for index, word in enumerate(said):
        paper.ink(5.8 if index == 0 else 5.0, colour, "B" if index == 0 else "")
        paper.single(word, x - 1.5, y + 2.0 * index, width, 2.0)


def _header(paper: Paper, plan: Plan, page: ScriptPage) -> None:
    """Scene numbers in both margins, the title between them, the page at the right."""
    numbers = list(dict.fromkeys(_numbers(plan, page)))
    scenes = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}" if numbers else ""
    paper.ink(8, BLACK, "B")
    paper.single(scenes, 8, 9, 24, 4)
    paper.single(scenes, _WIDTH - 60, 9, 36, 4, align="R")
    paper.ink(8, GREY)
    paper.single(plan.title, _LEFT, 9, 110, 4)
    paper.single(f"{page.page}." if page.page else "", _WIDTH - 22, 9, 14, 4, align="R")


def _numbers(plan: Plan, page: ScriptPage) -> Iterator[str]:
    numbers = {scene.id: scene.number for scene in plan.scenes}
    for row in page.rows:
        number = row.number or numbers.get(row.scene, "")
        if number:
            yield number


def _legend(paper: Paper) -> None:
    y = _HEIGHT - 12
    paper.set_draw_color(*GREY)
    paper.set_line_width(0.45)
    paper.line(_LEFT, y, _LEFT, y + 5)
    paper.polyline(list(_wave(_LEFT + 28, y, y + 5)))
    paper.line(_LEFT + 58, y + 5, _LEFT + 61.2, y + 5)
    paper.line(_LEFT + 59.6, y, _LEFT + 59.6, y + 5)
    paper.ink(6.5, GREY)
    for x, text in ((2, "on camera"), (30, "off camera"), (63, "the setup ends")):
        paper.single(text, _LEFT + x, y + 0.6, 40, 4)


def _texts(plan: Plan, pages: Sequence[ScriptPage]) -> Iterator[str]:
    yield from (COMMON, plan.title)
    for sheet in plan.cast:
        yield sheet.name
    for scene in plan.scenes:
        yield scene.number
        yield from (setup.id for setup in scene.setups)
    for page in pages:
        yield page.page
        for row in page.rows:
            yield from (row.text, row.number)
