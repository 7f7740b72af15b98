"""A difference as one self-contained page: figures, scenes, and the changed pages on the revision's paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from string import Template

from screenplay.revisions import SceneChange
from storyreel.revision.difference import Difference, Leaf, Row
from storyreel.revision.showing import mark_of, summary, told_scenes, words
from storyreel.revision.style import PAGE, PAPER
from storyreel.terminal import harmless

_MARKS = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}

_ROOM = 684.0
"""Points between the margins of a page, its header's line included."""

_SMALLEST = 8.0
"""Points of type that can still be read on paper."""


def html(difference: Difference) -> str:
    """The page, to be written as UTF-8."""
    return Template(PAGE).substitute(
        title=_safe(difference.title or "Revision"),
        colour=_safe(difference.colour),
        paper=PAPER[difference.colour.rpartition(" ")[2]],
        summary="\n".join(f"<p>{_safe(line)}</p>" for line in summary(difference)),
        scenes="\n".join(_scene(scene, difference) for scene in told_scenes(difference)),
        leaves="\n".join(_leaf(leaf, difference) for leaf in difference.leaves),
    )


def _safe(text: str) -> str:
    """Text that no browser takes for markup; a question mark in a diamond for what commands, turns or is no letter."""
    return escape("".join("�" if "\ud800" <= letter <= "\udfff" else letter for letter in harmless(text)))


def _scene(scene: SceneChange, difference: Difference) -> str:
    mark = mark_of(scene).strip()
    cells = (f"{mark} {scene.number}".lstrip(), scene.heading or "(no heading)", "; ".join(words(scene, difference)))
    return f'<tr class="{scene.state}">{"".join(f"<td>{_safe(cell)}</td>" for cell in cells)}</tr>'


def _leaf(leaf: Leaf, difference: Difference) -> str:
    rows = "\n".join(_rows(leaf))
    draft = " &ndash; ".join(_safe(part) for part in (difference.title, f"{difference.colour.title()} Rev.") if part)
    head = f"<span>{draft}</span><span>{_safe(leaf.number)}.</span>"
    return f'<section class="sheet"{_fitted(len(leaf.rows))}><header>{head}</header>\n{rows}\n</section>'


def _fitted(rows: int) -> str:
    """A smaller type for a page that struck lines make somewhat longer than its paper; a much longer one goes on."""
    line = _ROOM / (rows + 1)
    return f' style="--line: {line:.1f}pt"' if _SMALLEST <= line < 12 else ""


def _rows(leaf: Leaf) -> Iterator[str]:
    """The rows, of two who speak at once each in a half of its own."""
    for dual, rows in groupby(leaf.rows, lambda row: row.dual is not None):
        if not dual:
            yield from map(_row, rows)
            continue
        yield '<section class="dual">'
        for side, half in groupby(rows, lambda row: row.dual):
            yield from (f'<section class="{side}">', *map(_row, half), "</section>")
        yield "</section>"


def _row(row: Row) -> str:
    number = _safe(row.number)
    margins = f'<b class="n">{number}</b><b class="m">{number}</b>' if number else ""
    star = '<b class="s">*</b>' if row.star else ""
    return f'<div class="{row.type}">{margins}{_text(row) or "&nbsp;"}{star}</div>'


def _text(row: Row) -> str:
    return "".join(_MARKS[kind].format(_safe(text)) for kind, text in row.parts)
