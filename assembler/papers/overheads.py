"""overheads.pdf: the order to shoot in, then one page for each setup with its plot, A4 landscape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assembler.papers.drawing import INK, Drawing
from assembler.papers.names import eighths as in_eighths
from assembler.papers.names import people, setups_of, spans
from assembler.papers.order import Group, Slot, days, props, shooting_order, subjects
from assembler.papers.overhead.plot import plot
from assembler.papers.paper import BAND, BLACK, COMMON, GREY, HEIGHT, MARGIN, WIDTH, Paper, Printed
from assembler.papers.vector import paint
from film.plan import Plan, ScenePlan
from film.shot import Setup, Shot
from film.timecode import seconds_in

_TOP = 12.0
_FOOT = HEIGHT - 12
_PLAN = 192.0
_ASIDE = MARGIN + _PLAN + 5
_ROW = 4.4
_COLUMNS = (9.0, 18.0, 22.0, 12.0, 18.0, 58.0, 48.0, 58.0, 16.0, 14.0)
_HEADS = ("No.", "Setup", "Camera looks", "Size", "Lens", "Cast", "Props", "Shots", "Seconds", "Page")


def overheads_pdf(plan: Plan, eighths: Mapping[str, int]) -> Printed:
    """The plots of every setup.  ``eighths`` of a page by scene id, as far as they are known.

    Raises CutError when a font of the program is missing.
    """
    setups = list(setups_of(plan))
    plots = [plot(plan, scene, setup) for scene, setup, _ in setups]
    groups = shooting_order(plan)
    paper = Paper(_texts(plan, plots, groups))
    tables = list(_table_pages(groups))
    pages = len(tables) + len(setups)
    where = {id(setup): len(tables) + number for number, (_, setup, _) in enumerate(setups, 1)}
    number = {(slot.scene.id, slot.setup.id): at for at, slot in enumerate(_slots(groups), 1)}
    for page, rows in enumerate(tables, 1):
        paper.add_page()
        if page == 1:
            _summary(paper, plan, len(setups))
        _table(paper, plan, rows, eighths, {slot.name: str(where[id(slot.setup)]) for slot in _slots(groups)}, number)
        paper.footer_line(f"{plan.title} · order to shoot in", page, pages)
    for (scene, setup, shots), drawing in zip(setups, plots, strict=True):
        paper.add_page()
        _plot_page(paper, plan, drawing, (scene, setup, shots))
        paper.footer_line(plan.title, where[id(setup)], pages)
    return Printed(bytes(paper.output()), tuple(paper.findings("overheads")))


def _slots(groups: Sequence[Group]) -> Iterator[Slot]:
    return (slot for group in groups for slot in group.slots)


def _plot_page(paper: Paper, plan: Plan, drawing: Drawing, of: tuple[ScenePlan, Setup, Sequence[Shot]]) -> None:
    scene, setup, shots = of
    name, _, heading = drawing.title.partition("   ")
    paper.band(name, heading, f"{setup.size} · {setup.lens_mm:g} mm", _TOP)
    top = _TOP + BAND + 3
    paint(paper, drawing, MARGIN, top, _PLAN, _FOOT - top)
    y = top
    width = WIDTH - MARGIN - _ASIDE
    for index, fact in enumerate(drawing.facts):
        paper.ink(8 if index == 0 else 7.5, BLACK if index < 2 else GREY, "B" if index == 0 else "")
        y = paper.write_lines(paper.lines(fact, width)[:6], _ASIDE, y, width, 3.7) + 1
    y = _people(paper, drawing, y + 2, width)
    _shots(paper, plan, (scene, shots), y + 3, width)


def _people(paper: Paper, drawing: Drawing, y: float, width: float) -> float:
    paper.set_dash_pattern()
    paper.set_line_width(0.2)
    for key in drawing.key[:14]:
        paper.set_fill_color(*key.colour)
        paper.set_draw_color(*INK)
        paper.ellipse(_ASIDE, y + 0.5, 2.8, 2.8, style="DF")
        paper.ink(7.5)
        paper.single(key.text, _ASIDE + 4.5, y, width - 4.5, 3.8)
        y += 4.2
    if len(drawing.key) > 14:
        paper.ink(7, GREY)
        paper.single(f"and {len(drawing.key) - 14} more", _ASIDE + 4.5, y, width - 4.5, 3.8)
        y += 4.2
    return y


def _shots(paper: Paper, plan: Plan, of: tuple[ScenePlan, Sequence[Shot]], y: float, width: float) -> None:
    """What each shot of the setup plays, as many as the page holds."""
    scene, shots = of
    for index, shot in enumerate(shots):
        lines = _shot_lines(paper, scene, shot, width)
        if y + 4 + 3.3 * len(lines) > _FOOT - 4:
            paper.ink(7, GREY)
            paper.single(f"and {len(shots) - index} more: see the shot list", _ASIDE, y, width, 3.6)
            return
        paper.ink(7.5, BLACK, "B")
        paper.single(shot.id, _ASIDE, y, width - 30, 3.8)
        paper.ink(7, GREY)
        seconds = float(seconds_in(shot.frames, plan.format.rate))
        paper.single(f"{seconds:.1f} s · {shot.move.replace('_', ' ')}", _ASIDE + width - 30, y, 30, 3.8, align="R")
        paper.ink(7)
        y = paper.write_lines(lines, _ASIDE, y + 4, width, 3.3) + 1.6


def _shot_lines(paper: Paper, scene: ScenePlan, shot: Shot, width: float) -> list[str]:
    paper.ink(7)
    lines = paper.lines(scene.action_of(shot), width)[:4]
    covered = spans(shot.covers)
    return [*lines, *([f"script lines {covered}"] if covered else []), *_noted(paper, shot, width)]


def _noted(paper: Paper, shot: Shot, width: float) -> list[str]:
    return [line for note in shot.notes for line in paper.lines(note, width)[:2]]


class _Row:
    """A line of the table: a group's heading, or one setup."""

    def __init__(self, group: Group, slot: Slot | None) -> None:
        self.group = group
        self.slot = slot


def _table_pages(groups: Sequence[Group]) -> Iterator[list[_Row]]:
    """Rows by page: a group's heading never stands last on one."""
    page: list[_Row] = []
    y = _TOP + 18
    for group in groups:
        for index, slot in enumerate(group.slots):
            tall = (BAND + 6.4 if index == 0 or not page else 0) + _ROW
            if y + tall > _FOOT - 2 and page:
                yield page
                page, y = [], _TOP
                tall = BAND + 6.4 + _ROW
            if index == 0 or not page:
                page.append(_Row(group, None))
            page.append(_Row(group, slot))
            y += tall
    if page:
        yield page


def _summary(paper: Paper, plan: Plan, setups: int) -> None:
    paper.ink(15, BLACK, "B")
    paper.single(plan.title.strip() or "Untitled", MARGIN, _TOP, WIDTH - 2 * MARGIN, 7)
    paper.ink(8.5, GREY)
    count = f"Order to shoot in · {setups} setup{'s' if setups != 1 else ''} · {days(setups)}"
    paper.single(count, MARGIN, _TOP + 8, WIDTH - 2 * MARGIN, 5)


def _table(
    paper: Paper,
    plan: Plan,
    rows: Sequence[_Row],
    eighths: Mapping[str, int],
    pages: Mapping[str, str],
    number: Mapping[tuple[str, str], int],
) -> None:
    y = _TOP + 18 if paper.page == 1 else _TOP
    for row in rows:
        if row.slot is None:
            y = _group(paper, row.group, eighths, y)
            continue
        slot = row.slot
        seconds = float(seconds_in(slot.frames, plan.format.rate))
        cells = (
            str(number[slot.scene.id, slot.setup.id]),
            slot.name,
            slot.looks,
            slot.setup.size,
            f"{slot.setup.lens_mm:g} mm",
            people(plan, subjects(slot.shots)),
            props(slot.scene, slot.shots),
            ", ".join(shot.id for shot in slot.shots),
            f"{seconds:.1f}",
            pages[slot.name],
        )
        paper.ink(7)
        _cells(paper, cells, y)
        y += _ROW


def _group(paper: Paper, group: Group, eighths: Mapping[str, int], y: float) -> float:
    scenes = ", ".join(scene.number for scene in group.scenes)
    pages = group.eighths(eighths)
    count = len(group.slots)
    length = f" · {in_eighths(pages)} pages" if pages else ""
    aside = f"scenes {scenes}{length} · {count} setup{'s' if count != 1 else ''}"
    paper.band(group.scenes[0].heading.setting or "", group.heading, aside, y + 1.6)
    paper.ink(6.5, GREY)
    _cells(paper, _HEADS, y + BAND + 2)
    return y + BAND + 6.4


def _cells(paper: Paper, cells: Sequence[str], y: float) -> None:
    x = MARGIN + 2
    for cell, width in zip(cells, _COLUMNS, strict=True):
        paper.single(cell, x, y, width - 1.5, _ROW, align="L")
        x += width


def _texts(plan: Plan, plots: Sequence[Drawing], groups: Sequence[Group]) -> Iterator[str]:
    """Everything the paper will print, so that the fonts are known before the first page."""
    yield from (COMMON, plan.title)
    for drawing in plots:
        yield from drawing.texts()
    for group in groups:
        yield from (group.heading, *(scene.number for scene in group.scenes))
        for slot in group.slots:
            yield from (props(slot.scene, slot.shots), people(plan, subjects(slot.shots)))
    for scene in plan.scenes:
        for shot in scene.shots:
            yield from (shot.id, scene.action_of(shot), *shot.notes)
