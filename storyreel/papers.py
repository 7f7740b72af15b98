"""The papers of a reel: overheads, shot list and lined script, from the plan alone; boards where shots are rendered.

::

    boards.pdf         the rendered shots, six to a page
    overheads.pdf      the order to shoot in, and a floor plan for each setup
    shotlist.csv       one row a shot
    shotlist.xlsx      shots with their boards, setups, the order to shoot in
    lined_script.pdf   the script's pages with each setup's coverage down them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.clips import Clip
from film.plan import Plan
from film.screenplay import Element, Screenplay
from storyreel.draft import read_draft
from storyreel.files import make_folder, write_bytes
from storyreel.finish import BOARDS, CONTACT
from storyreel.project import opened
from storyreel.shots import rendered_clips
from storyreel.video.cutting import look_for, with_takes

if TYPE_CHECKING:
    from assembler.papers.lined import ScriptPage, ScriptRow
    from screenplay.pages import Sheet
    from storyreel.pipeline import Run

PAPERS = ("overheads.pdf", "shotlist.csv", "shotlist.xlsx", "lined_script.pdf")
_TALLEST = 78
"""Rows after which a page ends though its source says nothing of it."""
_SECOND = 32
"""The column at which the right half of a dual dialogue begins."""


def papers(run: Run) -> tuple[str, ...]:
    """Plans the reel anew if its script or sheets changed, and writes all its papers; returns what has to be said.

    Boards are made of the shots that are rendered; where none is, the other papers are still written.  Raises
    FilmError.
    """
    from storyreel import pipeline

    plan = pipeline.plan(run)
    screenplay = read_draft(run.stages, run.project)
    with opened(run.project) as reel:
        previs = rendered_clips(run.stages, reel.store, plan, look_for(run.project))
        clips = with_takes(run.project, previs)
        told = [*run.told, *write_papers(reel.folder, screenplay, plan, clips)]
        if clips:
            contact = make_folder(reel.folder / "boards") / CONTACT
            told += run.stages.write_boards(plan, clips, reel.folder / BOARDS, contact)
        else:
            told.append(f"no shot is rendered yet, so there is no {BOARDS}: run storyreel render {reel.folder}")
    return tuple(told)


def write_papers(folder: Path, screenplay: Screenplay, plan: Plan, clips: Mapping[str, Clip]) -> tuple[str, ...]:
    """Writes the papers into the reel's folder, each whole or not at all; returns what has to be said of them.

    ``clips`` by shot id, none where nothing is rendered.  Raises ProjectError when the disk refuses, CutError when a
    font of the program is missing.
    """
    from assembler.papers.lined import lined_script_pdf
    from assembler.papers.overheads import overheads_pdf
    from assembler.papers.shotlist import shotlist_csv, shotlist_xlsx

    eighths = {scene.id: scene.eighths for scene in screenplay.scenes}
    printed = (
        overheads_pdf(plan, eighths),
        shotlist_csv(plan),
        shotlist_xlsx(plan, eighths, clips),
        lined_script_pdf(plan, script_pages(screenplay)),
    )
    for name, paper in zip(PAPERS, printed, strict=True):
        write_bytes(folder / name, paper.content)
    return tuple(finding for paper in printed for finding in paper.findings)


def script_pages(screenplay: Screenplay) -> tuple[ScriptPage, ...]:
    """The screenplay's pages as rows, broken where it says that they break."""
    setter = _Setter(screenplay)
    for element in screenplay.elements:
        setter.put(element)
    return setter.finish()


class _Piece(NamedTuple):
    """What of an element stands on one page: from character ``start`` up to ``end``."""

    start: int
    end: int
    page: str | None
    """The page it opens."""


class _Setter:
    """Sets elements row by row."""

    def __init__(self, screenplay: Screenplay) -> None:
        from screenplay.pages import SHEETS

        self._sheet: Sheet = SHEETS[screenplay.profile]
        self._narrow = screenplay.profile == "multicam"
        self._scenes = {element: scene for scene in screenplay.scenes for element in scene.elements}
        self._starts: dict[str, list[tuple[int, str]]] = {}
        for start in screenplay.page_starts:
            self._starts.setdefault(start.element, []).append((start.offset, start.page))
        self._pages: list[ScriptPage] = []
        self._rows: list[ScriptRow] = []
        self._label = ""
        self._at = 0
        self._dual: tuple[int, int] | None = None
        self._cue = ""

    def put(self, element: Element) -> None:
        """The element's rows, on the pages it stands on."""
        if element.type == "character":
            self._cue = element.text
        printed = element.type in self._sheet.widths
        for piece in self._pieces(element):
            if piece.page is not None:
                self._turn(piece.page, spoken=piece.start > 0 and element.type in ("dialogue", "lyrics"))
            if printed and piece.end > piece.start:
                self._set(element, piece)

    def finish(self) -> tuple[ScriptPage, ...]:
        """The pages."""
        self._close()
        return tuple(self._pages)

    def _pieces(self, element: Element) -> Iterator[_Piece]:
        starts = sorted(self._starts.get(element.id, ()))
        size = len(element.text)
        if not starts or starts[0][0] > 0:
            yield _Piece(0, starts[0][0] if starts else size, None)
        for (offset, page), following in zip(starts, [*starts[1:], (size, "")], strict=False):
            yield _Piece(offset, following[0], page)

    def _set(self, element: Element, piece: _Piece) -> None:
        from screenplay.pages.wrapping import line_ends

        column, width = self._measure(element)
        self._at = self._top(element, piece)
        text = element.text[: piece.end]
        start = piece.start
        for end in line_ends(text, width, piece.start):
            if self._at >= _TALLEST:
                self._turn("", spoken=False)
            self._rows.append(self._row(element, (start, end), column, width))
            self._at += self._sheet.spacing.get(element.type, 1)
            start = end

    def _row(self, element: Element, of: tuple[int, int], column: int, width: int) -> ScriptRow:
        from assembler.papers.lined import ScriptRow

        start, end = of
        scene = self._scenes.get(element.id)
        size = max(len(element.text), 1)
        first, last = element.lines
        line = first + element.text.count("\n", 0, start)
        exact = last - first == element.text.count("\n")
        opens = element.type == "scene_heading" and start == 0
        return ScriptRow(
            row=self._at,
            column=column,
            width=width,
            text=element.text[start:end].strip(),
            kind=element.type,  # type: ignore[arg-type]  # only types that the sheet prints come here
            lines=(line, line) if exact else (first, last),
            part=(start / size, end / size),
            scene=scene.id if scene else "",
            number=scene.number if scene and opens else "",
        )

    def _measure(self, element: Element) -> tuple[int, int]:
        """The column an element begins at, and how many it has."""
        spoken = 8 if self._narrow else 10
        columns = {
            "character": 20,
            "parenthetical": spoken + 5,
            "dialogue": spoken,
            "lyrics": spoken,
            "transition": 40,
        }
        width = self._sheet.widths[element.type]
        column = columns.get(element.type, 0)
        if element.dual is None or element.type not in ("character", "parenthetical", "dialogue", "lyrics"):
            return column, width
        inset = {"character": 8, "parenthetical": 4}.get(element.type, 0)
        shift = _SECOND if element.dual == "right" else 0
        return shift + inset, min(width, self._sheet.dual_width) - inset

    def _top(self, element: Element, piece: _Piece) -> int:
        """The row an element begins at: the right half of a dual dialogue beside the left one."""
        above = self._sheet.above.get(element.type, 0) if piece.start == 0 and self._rows else 0
        if element.dual is None:
            if self._dual:
                self._at, self._dual = max(self._at, self._dual[1]), None
            return self._at + above
        if element.type == "character" and element.dual == "left":
            at = (max(self._at, self._dual[1]) if self._dual else self._at) + above
            self._dual = (at, at)
            return at
        if element.type == "character" and self._dual:
            top, _ = self._dual
            self._dual = (top, self._at)
            return top
        return self._at

    def _turn(self, page: str, *, spoken: bool) -> None:
        from assembler.papers.lined import ScriptRow

        if spoken and self._rows:
            self._rows.append(ScriptRow(self._at, 20, 38, "(MORE)", "margin"))
        self._close()
        self._label = page
        if spoken:
            again = self._cue if "(CONT" in self._cue.upper() else f"{self._cue} (CONT'D)"
            self._rows.append(ScriptRow(-1, 20, 38, again, "margin"))

    def _close(self) -> None:
        from assembler.papers.lined import ScriptPage

        if self._rows:
            self._pages.append(ScriptPage(self._label, tuple(self._rows)))
        self._rows, self._at, self._dual = [], 0, None
