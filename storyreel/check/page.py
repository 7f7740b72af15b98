"""A check as one self-contained page: each finding with the boards of its shots and the cut seen from above."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from film.clips import Clip
from film.findings import Finding
from film.plan import Plan, ScenePlan
from film.shot import Shot
from storyreel.check.opinions import Opinions
from storyreel.check.report import CheckReport, amount, choice, summary
from storyreel.check.style import PAGE
from storyreel.terminal import harmless

if TYPE_CHECKING:
    from PIL import Image

BOARD, PLOT = 360, 720
"""Widths of the pictures in pixels."""
MOST = 200
"""Findings that get pictures: a page of more would be too large to open."""


def page(report: CheckReport, plan: Plan, clips: Mapping[str, Clip]) -> str:
    """The page, to be written as UTF-8.  A shot that is not rendered has no board."""
    pictures = _Pictures(plan, clips)
    return Template(PAGE).substitute(
        title=safe(report.title or "Check"),
        summary=safe(summary(report)),
        open="\n".join(_scenes(report, report.open, pictures)) or "<p>Nothing to mend.</p>",
        wanted="\n".join(_wanted(report, pictures)),
        seen="\n".join(_seen(report.opinions, pictures)),
    )


def safe(text: str) -> str:
    """Text that no browser takes for markup; what commands, turns or is no letter becomes a mark."""
    return escape("".join("�" if "\ud800" <= letter <= "\udfff" else letter for letter in harmless(text)))


def _wanted(report: CheckReport, pictures: _Pictures) -> Iterator[str]:
    wanted = tuple(finding for finding in report.findings if finding.excused)
    if wanted:
        yield "<h2>On purpose</h2>"
        yield from _scenes(report, wanted, pictures)


def _seen(opinions: Opinions | None, pictures: _Pictures) -> Iterator[str]:
    """What a model sees in the boards, where that is not what was planned."""
    if opinions is None:
        return
    yield f"<h2>What {safe(opinions.model)} sees</h2><p>An opinion; it decides nothing.</p>"
    for each in opinions.shots:
        if each.differs:
            said = safe("; ".join(each.differs))
            yield f'<section class="wanted"><p class="facts">{safe(each.shot)}</p><p class="what">{said}</p>'
            yield f'<div class="pictures">{"".join(pictures.board_of(each.shot))}</div></section>'


def _scenes(report: CheckReport, findings: tuple[Finding, ...], pictures: _Pictures) -> Iterator[str]:
    names = {scene.id: f"{scene.number}  {scene.heading}" for scene in report.scenes}
    for name, group in groupby(findings, key=lambda finding: finding.scene):
        yield f"<h3>{safe(names.get(name, 'The whole'))}</h3>"
        yield from (_told(finding, pictures) for finding in group)


def _told(finding: Finding, pictures: _Pictures) -> str:
    where = f"line {finding.line}" if finding.line else ""
    facts = " &middot; ".join(safe(each) for each in (finding.rule, where, amount(finding)) if each)
    after = choice(finding) if finding.excused else finding.mend
    return (
        f'<section class="{"wanted" if finding.excused else "open"}"><p class="facts">{facts}</p>'
        f'<p class="what">{safe(finding.message)}</p><p class="mend">{safe(after)}</p>'
        f'<div class="pictures">{"".join(pictures.of(finding))}</div></section>'
    )


class _Pictures:
    """The pictures of findings as figures, each made once: boards of shots, plots of cuts and setups."""

    def __init__(self, plan: Plan, clips: Mapping[str, Clip]) -> None:
        self.plan, self.clips = plan, clips
        self.shots = {shot.id: (scene, shot) for scene in plan.scenes for shot in scene.shots}
        self.made: dict[tuple[str, ...], str] = {}
        self.left = MOST

    def of(self, finding: Finding) -> Iterator[str]:
        """The boards of the first two shots, and what they look like from above."""
        known = [id for id in finding.shots if id in self.shots][:2]
        if not known or self.left == 0:
            return
        self.left -= 1
        yield from (self._board(id) for id in known if id in self.clips)
        yield self._plot(tuple(known))

    def board_of(self, id: str) -> Iterator[str]:
        """The board of one shot, where it is rendered and there is room for it."""
        if id in self.clips and self.left:
            self.left -= 1
            yield self._board(id)

    def _board(self, id: str) -> str:
        if (id,) not in self.made:
            self.made[(id,)] = self._drawn_board(id)
        return self.made[(id,)]

    def _drawn_board(self, id: str) -> str:
        from PIL import Image

        try:
            with Image.open(self.clips[id].board) as board:
                small = board.convert("RGB")
        except OSError:
            return ""  # a store that lost a file says so to the next run; a check goes on without the picture
        small.thumbnail((BOARD, BOARD))
        shot = self.shots[id][1]
        return _figure(small, f"{id}  {shot.size}  {shot.lens_mm:g} mm", "board")

    def _plot(self, ids: tuple[str, ...]) -> str:
        key = ("plot", *ids)
        if key not in self.made:
            scenes = [self.shots[id][0] for id in ids]
            shots = [self.shots[id][1] for id in ids]
            self.made[key] = self._drawn_plot(scenes, shots)
        return self.made[key]

    def _drawn_plot(self, scenes: list[ScenePlan], shots: list[Shot]) -> str:
        """Both cameras in one plot where they stand in one place, else the first shot's alone."""
        from assembler.papers.overhead import cut_plot, plot, to_png

        places = [self.plan.place_of(scene, shot).id for scene, shot in zip(scenes, shots, strict=True)]
        together = len(shots) == 2 and len(set(places)) == 1
        drawing = cut_plot(self.plan, scenes[0], *shots) if together else plot(self.plan, scenes[0], shots[:1])
        return _figure(to_png(drawing, PLOT), " | ".join(shot.id for shot in shots), "plot")


def _figure(picture: Image.Image, caption: str, kind: str) -> str:
    stream = io.BytesIO()
    if kind == "plot":
        picture.quantize(64).save(stream, "PNG", optimize=True)
    else:
        picture.save(stream, "JPEG", quality=82)
    data = base64.b64encode(stream.getvalue()).decode()
    mime = "png" if kind == "plot" else "jpeg"
    return (
        f'<figure class="{kind}"><img alt="{safe(caption)}" src="data:image/{mime};base64,{data}">'
        f"<figcaption>{safe(caption)}</figcaption></figure>"
    )
