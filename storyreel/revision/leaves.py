"""The changed pages of the new draft as rows of Courier: what came in, what went out, a star beside both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from film.screenplay import Element, ElementType, Screenplay
from screenplay.revisions import UNPRINTED, Compared, LineChange
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
_WORD = re.compile(r"\n|[^\S\n]+|\S+")

Part = tuple[str, str]


def leaves(old: Screenplay, compared: Compared) -> tuple[Leaf, ...]:
    """The changed pages, each with its rows; struck text makes a page longer than its paper."""
    changed = set(compared.changes.pages)
    told = {change.id: change for scene in compared.changes.scenes for change in scene.lines}
    told |= {change.id: change for change in compared.changes.loose}
    gone = _gone(old, compared)
    numbers = {scene.elements[0]: scene.number for scene in compared.new.scenes if scene.text}
    found = []
    for page in compared.pages:
        if page.number in changed:
            rows: list[Row] = []
            for place in range(page.start, page.end):
                element = compared.new.elements[place]
                for missing in gone.get(place, ()):
                    rows += _rows(missing, [("out", missing.text)], bool(rows))
                if element.type not in UNPRINTED:
                    parts = _parts(element, told.get(element.id))
                    rows += _rows(element, parts, bool(rows), numbers.get(element.id, ""))
            found.append(Leaf(number=page.number, rows=tuple(rows)))
    return tuple(found)


def _gone(old: Screenplay, compared: Compared) -> dict[int, list[Element]]:
    """Printed lines that are no more, by the new line before which they stood."""
    gone: dict[int, list[Element]] = {}
    at = 0
    for i, j in enumerate(compared.found.new_of):
        if j >= 0:
            at = j + 1
        elif old.elements[i].type not in UNPRINTED:
            gone.setdefault(min(at, len(compared.new.elements) - 1), []).append(old.elements[i])
    return gone


def _parts(element: Element, change: LineChange | None) -> Sequence[Part]:
    if change is None or change.change == "moved":
        return [("same", element.text)]
    return change.words


def _rows(element: Element, parts: Sequence[Part], below: bool, number: str = "") -> list[Row]:
    rows = [
        Row(type=element.type, parts=tuple(row), star=any(kind != "same" for kind, _ in row))  # type: ignore[arg-type]
        for row in _wrapped(parts, WIDTHS.get(element.type, 60))
    ]
    if number:
        rows[0] = rows[0].but(number=number)
    blank = [Row(type=element.type)] * (2 if element.type == "scene_heading" else 1)
    return [*(blank if below and element.type not in _JOINED else []), *rows]


def _wrapped(parts: Sequence[Part], width: int) -> Iterator[list[Part]]:
    """Lines of at most ``width`` columns, broken between words; a longer word is cut."""
    row: list[Part] = []
    used = 0
    for kind, word in _words(parts, width):
        if word == "\n" or used + len(word) > width:
            yield row
            row, used = [], 0
        if word.strip() or (row and word != "\n"):
            row = _with(row, kind, word)
            used += len(word)
    yield row


def _words(parts: Sequence[Part], width: int) -> Iterator[Part]:
    for kind, text in parts:
        for word in _WORD.findall(text):
            for start in range(0, len(word), width):
                yield kind, word[start : start + width]


def _with(row: list[Part], kind: str, word: str) -> list[Part]:
    if row and row[-1][0] == kind:
        return [*row[:-1], (kind, row[-1][1] + word)]
    return [*row, (kind, word)]
