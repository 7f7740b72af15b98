"""A difference as one self-contained page: figures, scenes, and the changed pages on the revision's paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template

from screenplay.revisions import SceneChange
from storyreel.revision.difference import Difference, Leaf, Row
from storyreel.revision.showing import notes, summary
from storyreel.revision.style import PAGE, PAPER

_MARKS = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}


def html(difference: Difference) -> str:
    """The page, to be written as UTF-8."""
    return Template(PAGE).substitute(
        title=_safe(difference.title or "Revision"),
        colour=_safe(difference.colour),
        paper=PAPER[difference.colour.rpartition(" ")[2]],
        summary="\n".join(f"<p>{_safe(line)}</p>" for line in summary(difference)),
        scenes="\n".join(_scene(scene) for scene in difference.changes.scenes if _told(scene)),
        leaves="\n".join(_leaf(leaf, difference) for leaf in difference.leaves),
    )


def _told(scene: SceneChange) -> bool:
    return scene.state != "kept" or scene.moved or bool(notes(scene))


def _safe(text: str) -> str:
    """Text that no browser takes for markup; what XML has no place for is shown as a question mark in a diamond."""
    shown = "".join("�" if (ord(letter) < 32 and letter not in "\n\t") or _lone(letter) else letter for letter in text)
    return escape(shown)


def _lone(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff"


def _scene(scene: SceneChange) -> str:
    state = "omitted" if scene.omitted else scene.state
    words = "; ".join((f"{state}{', moved' if scene.moved else ''}", *notes(scene)))
    cells = (scene.number, scene.heading or "(no heading)", words)
    return f'<tr class="{scene.state}">{"".join(f"<td>{_safe(cell)}</td>" for cell in cells)}</tr>'


def _leaf(leaf: Leaf, difference: Difference) -> str:
    rows = "\n".join(_rows(leaf))
    draft = " &ndash; ".join(_safe(part) for part in (difference.title, f"{difference.colour.title()} Rev.") if part)
    head = f"<span>{draft}</span><span>{_safe(leaf.number)}.</span>"
    return f'<section class="sheet"><header>{head}</header>\n{rows}\n</section>'


def _rows(leaf: Leaf) -> Iterator[str]:
    for row in leaf.rows:
        number = _safe(row.number)
        margins = f'<b class="n">{number}</b><b class="m">{number}</b>' if number else ""
        star = '<b class="s">*</b>' if row.star else ""
        yield f'<div class="{row.type}">{margins}{_text(row) or "&nbsp;"}{star}</div>'


def _text(row: Row) -> str:
    return "".join(_MARKS[kind].format(_safe(text)) for kind, text in row.parts)
