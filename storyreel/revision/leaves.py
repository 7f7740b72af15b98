"""The changed pages of the new draft as rows of Courier: what came in, what went out, a star beside both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from film.screenplay import Element, ElementType, Screenplay
from screenplay.pages import columns
from screenplay.revisions import UNPRINTED, Compared, LineChange
from screenplay.revisions.line_changes import missing
from screenplay.revisions.lines import UNSPACED
from storyreel.revision.difference import Leaf, Row

WIDTHS: Final[dict[ElementType, int]] = {
    "scene_heading": 60,
    "action": 60,
    "centered": 60,
    "character": 33,
    "parenthetical": 25,
    "dialogue": 35,
    "lyrics": 35,
    "transition": 20,
}
"""Columns of ten to the inch, as a script is typed."""

_JOINED: frozenset[ElementType] = frozenset({"dialogue", "parenthetical", "lyrics"})
_WORD = re.compile(rf"\n|[^\S\n]+|{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\S)+")
"""A line may end behind each letter of a script that puts no spaces between its words."""

_DUAL: Final = 28
"""Columns of each of two who speak at once."""


Part = tuple[str, str]


def leaves(old: Screenplay, compared: Compared) -> tuple[Leaf, ...]:
    """The changed pages, each with its rows; struck text makes a page longer than its paper."""
    changed = set(compared.changes.pages)
    told = {change.id: change for scene in compared.changes.scenes for change in scene.lines}
    told |= {change.id: change for change in compared.changes.loose}
    gone = missing(old, compared.found)
    end = len(compared.new.elements)
    found = []
    for page in compared.pages:
        if page.number in changed:
            rows: list[Row] = []
            for place in range(page.start, page.end + (page.end == end)):
                for out in gone.get(place, ()):
                    rows += _rows(out, [("out", out.text)], rows, star=True)
                element = compared.new.elements[place] if place < page.end else None
                if element and element.type not in UNPRINTED:
                    change = told.get(element.id)
                    star = compared.lines.stands_elsewhere(place) or _only_set(change)
                    rows += _rows(element, _parts(element, change), rows, star=star)
            found.append(Leaf(number=page.number, rows=tuple(rows)))
    return tuple(found)


def _only_set(change: LineChange | None) -> bool:
    """The words are what they were, and how they are set is not."""
    return change is not None and change.printed and all(kind == "same" for kind, _ in change.words)


def _parts(element: Element, change: LineChange | None) -> Sequence[Part]:
    if change is None or change.change == "moved":
        return [("same", element.text)]
    return change.words


def _rows(element: Element, parts: Sequence[Part], above: Sequence[Row], *, star: bool) -> list[Row]:
    """The rows of an element, blank ones before it; ``star`` marks all of them, else those with a change."""
    rows = [
        Row(
            type=element.type,
            parts=tuple(row),  # type: ignore[arg-type]
            star=star or any(kind != "same" for kind, _ in row),
            dual=element.dual,
        )
        for row in _wrapped(parts, _width(element))
    ]
    if element.type == "scene_heading" and element.number:
        rows[0] = rows[0].but(number=element.number)
    joined = element.type in _JOINED or (element.dual == "right" and above and above[-1].dual == "left")
    blank = [Row(type="action")] * (2 if element.type == "scene_heading" else 1)
    return [*(blank if above and not joined else []), *rows]


def _width(element: Element) -> int:
    width = WIDTHS.get(element.type, 60)
    return min(width, _DUAL) if element.dual else width


def _wrapped(parts: Sequence[Part], width: int) -> Iterator[list[Part]]:
    """Lines of at most ``width`` columns, broken between words; a longer word is cut."""
    row: list[Part] = []
    used = 0
    for kind, word in _words(parts, width):
        if word == "\n" or (used + columns(word) > width and word.strip()):
            yield _trimmed(row)
            row, used = [], 0
        if word.strip() or (row and word != "\n"):
            row = _with(row, kind, word)
            used += columns(word)
    yield _trimmed(row)


def _trimmed(row: list[Part]) -> list[Part]:
    """Without the spaces at the end, which nobody sees but where they are underlined."""
    while row and not row[-1][1].strip():
        row = row[:-1]
    return [*row[:-1], (row[-1][0], row[-1][1].rstrip())] if row else []


def _words(parts: Sequence[Part], width: int) -> Iterator[Part]:
    for kind, text in parts:
        for word in _WORD.findall(text):
            for start in range(0, len(word), width):
                yield kind, word[start : start + width]


def _with(row: list[Part], kind: str, word: str) -> list[Part]:
    if row and row[-1][0] == kind:
        return [*row[:-1], (kind, row[-1][1] + word)]
    return [*row, (kind, word)]
