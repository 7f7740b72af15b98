"""The book of boards: a title page, then scenes in bands, three panels across and two rows a page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from assembler.boards.panel import HEIGHT as PANEL_HEIGHT
from assembler.boards.panel import WIDTH as PANEL_WIDTH
from assembler.boards.panel import draw_panel, summary
from assembler.papers.paper import COMMON, GREY, HEIGHT, MARGIN, RED, WIDTH, Paper
from assembler.stills import failure, jpeg, poster, shots_of, still
from film.clips import Clip
from film.errors import CutError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.timecode import seconds_in

COLUMNS = 3
_GAP = (WIDTH - 2 * MARGIN - COLUMNS * PANEL_WIDTH) / (COLUMNS - 1)
_BAND = 7.0
_TOP = 12.0
_FOOT = 10.0


class Row(NamedTuple):
    """Up to three shots of a scene side by side; ``band`` prints the scene's heading above them."""

    scene: ScenePlan
    shots: tuple[Shot, ...]
    band: bool


def write_boards(plan: Plan, clips: Mapping[str, Clip], path: Path, *, drawn: bool = True) -> tuple[str, ...]:
    """Writes the boards as a PDF, A4 landscape; returns findings: a board that cannot be read, text that was cut,
    characters without a font.

    ``clips`` by shot id; a shot without one gets an empty panel that says so.  ``drawn`` shows the boards in pencil
    of those that have one, else all are shaded.  Raises CutError when
    a font of the program is missing or the file cannot be written; nothing half-written is left.
    """
    paper = Paper(_texts(plan, clips))
    findings = paper.findings("boards")
    pages = list(pages_of(plan))
    _title_page(paper, plan, clips, len(pages) + 1, drawn=drawn)
    for number, rows in enumerate(pages, 2):
        findings += _page(paper, plan, clips, rows, (number, len(pages) + 1), drawn=drawn)
    _save(bytes(paper.output()), path)
    return tuple(findings)


def pages_of(plan: Plan) -> Iterator[list[Row]]:
    """The rows of each page: two rows where their bands leave room; a scene starts a row of its own."""
    page: list[Row] = []
    used = 0.0
    for row in _rows(plan):
        tall = PANEL_HEIGHT + (_BAND if row.band or not page else 0)
        if page and used + tall > HEIGHT - _TOP - _FOOT:
            yield page
            page, used = [], 0.0
            tall = PANEL_HEIGHT + _BAND
        # Every page opens with a band, so that a page taken out still says where it belongs.
        page.append(row if page else row._replace(band=True))
        used += tall
    yield page


def _rows(plan: Plan) -> Iterator[Row]:
    for scene in plan.scenes:
        for first in range(0, len(scene.shots), COLUMNS):
            yield Row(scene, scene.shots[first : first + COLUMNS], band=first == 0)


def _page(
    paper: Paper, plan: Plan, clips: Mapping[str, Clip], rows: list[Row], number: tuple[int, int], *, drawn: bool
) -> list[str]:
    paper.add_page()
    findings: list[str] = []
    y = _TOP
    for row in rows:
        if row.band:
            _band(paper, plan, row, y)
            y += _BAND
        for column, shot in enumerate(row.shots):
            corner = (MARGIN + column * (PANEL_WIDTH + _GAP), y)
            findings += draw_panel(paper, plan, row.scene, shot, clips.get(shot.id), corner, drawn=drawn)
        y += PANEL_HEIGHT
    paper.footer_line(plan.title, *number)
    return findings


def _band(paper: Paper, plan: Plan, row: Row, y: float) -> None:
    scene = row.scene
    going_on = "" if scene.shots[0] in row.shots else " (continued)"
    count = f"{len(scene.shots)} shot{'s' if len(scene.shots) != 1 else ''} · {_clock(scene.frames, plan)}"
    paper.band(scene.number, f"{scene.text}{going_on}", count, y)


def _title_page(paper: Paper, plan: Plan, clips: Mapping[str, Clip], pages: int, *, drawn: bool) -> None:
    paper.add_page()
    shots = [shot for _, shot in shots_of(plan)]
    chosen = poster(plan, clips)
    top = 30.0
    if chosen is not None:
        width = min(130.0, 84.0 * plan.format.aspect)
        tall = width / plan.format.aspect
        image = still(chosen, 1200, max(1, round(1200 / plan.format.aspect)), drawn=drawn).image
        paper.image(io.BytesIO(jpeg(image)), (WIDTH - width) / 2, top, width, tall)
        top += tall + 14
    top = _title(paper, plan.title.strip() or "Untitled", top)
    paper.ink(11, GREY)
    for text in (f"{plan.credit} {plan.author}".strip(), "Boards"):
        paper.single(text, MARGIN, top + 1, WIDTH - 2 * MARGIN, 6, align="C")
        top += 7 if text else 0
    failed = sum(1 for shot in shots if failure(clips.get(shot.id)))
    count = f"{len(plan.scenes)} scenes · {len(shots)} shots · {_clock(plan.frames, plan)} · {_picture(plan)}"
    paper.single(count, MARGIN, HEIGHT - 26, WIDTH - 2 * MARGIN, 5, align="C")
    if failed:
        paper.ink(10, RED, "B")
        paper.single(
            f"{failed} not rendered: see the amber frames", MARGIN, HEIGHT - 20, WIDTH - 2 * MARGIN, 5, align="C"
        )
    paper.footer_line(plan.title, 1, pages)


def _title(paper: Paper, title: str, top: float) -> float:
    """The title as the film's own card sets it, in the middle; returns its bottom edge."""
    paper.display(26, title)
    for line in paper.lines(title.upper(), 230)[:3]:
        paper.single(line, MARGIN, top, WIDTH - 2 * MARGIN, 12, align="C")
        top += 12
    paper.set_char_spacing(0)
    return top


def _picture(plan: Plan) -> str:
    format = plan.format
    return f"{format.width} × {format.height}, {float(format.rate):g} frames a second"


def _clock(frames: int, plan: Plan) -> str:
    seconds = round(seconds_in(frames, plan.format.rate))
    return f"{seconds // 60}:{seconds % 60:02d}"


def _texts(plan: Plan, clips: Mapping[str, Clip]) -> list[str]:
    """Everything the book will print, so that the fonts are known before the first page."""
    texts = [
        plan.title,
        plan.title.upper(),
        plan.credit,
        plan.author,
        COMMON,
    ]
    texts += [name for sheet in plan.cast for name in (sheet.name, sheet.name.upper())]
    for scene in plan.scenes:
        texts += [scene.text, scene.number]
        texts += [text for line in scene.dialogue for text in (line.text, line.parenthetical, line.character.upper())]
    for scene, shot in shots_of(plan):
        texts += [shot.id, shot.description, scene.action_of(shot), summary(shot), failure(clips.get(shot.id))]
    return texts


def _save(content: bytes, path: Path) -> None:
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise CutError(
            f"cannot be written ({error.strerror or error})",
            where=path,
            do="Check that the folder is writable and not full",
        ) from error
    finally:
        draft.unlink(missing_ok=True)
