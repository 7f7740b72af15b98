"""What is set together on a page: a speech with its cue, two speeches side by side, any other paragraph by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from film.screenplay import Element, ElementType
from screenplay.pages.sheets import Sheet
from screenplay.pages.wrapping import even_lines, is_even, line_ends

Sort = Literal["heading", "text", "speech", "dual", "transition", "break", "act"]

SPOKEN = frozenset({"parenthetical", "dialogue", "lyrics"})
_VOICED = SPOKEN | {"character"}
_UNPRINTED = frozenset({"note", "boneyard", "section", "synopsis"})
_SAID = SPOKEN | _UNPRINTED
_NUMBER = "ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|[1-8]|I{1,3}|IV|VI{0,3}"
OPENS_ACT = re.compile(rf"\s*(?:ACT (?:{_NUMBER})|COLD OPEN(?:ING)?|TEASER|TAG|PROLOGUE|EPILOGUE)\s*:?\s*", re.I)
ENDS_ACT = re.compile(r"\s*(?:END (?:OF )?(?:ACT|COLD|TEASER|TAG|SHOW|EPISODE)\b.{0,40})", re.I)
_SORTS: dict[ElementType, Sort] = {
    "scene_heading": "heading",
    "transition": "transition",
    "page_break": "break",
}
_END_ROWS = 2
"""Empty rows above the end of an act."""


class Block(NamedTuple):
    """Elements ``first`` up to ``end``, in ``rows`` rows under ``above`` empty ones.

    ``offset`` characters of the first element stand on the page before.
    """

    sort: Sort
    first: int
    end: int
    rows: int
    above: int
    offset: int = 0


def rows_of(elements: Sequence[Element], sheet: Sheet) -> list[int]:
    """The rows that each element's text takes, none for what is not printed."""
    widths, spacing = sheet.widths, sheet.spacing
    texts = [element.text for element in elements]
    whole = "".join(texts)
    even = is_even(whole)
    flat = even and "\n" not in whole
    rows = []
    for element, text in zip(elements, texts, strict=True):
        type_ = element.type
        width = widths.get(type_)
        if width is None:
            rows.append(0)
            continue
        if type_ in SPOKEN and element.dual:
            width = min(width, sheet.dual_width)
        if flat or (even and "\n" not in text):
            lines = 1 if len(text) <= width else even_lines(text, width)
        else:
            lines = len(line_ends(text, width, even=even))
        rows.append(lines * spacing[type_] if type_ in spacing else lines)
    return rows


def opens_act(element: Element, sheet: Sheet) -> bool:
    """Whether an act, a cold open or a tag begins on a new page here."""
    if element.kind == "New Act":
        return True
    return sheet.act_breaks and element.type == "centered" and bool(OPENS_ACT.fullmatch(element.text))


def ends_act(element: Element, sheet: Sheet) -> bool:
    """Whether this line says that an act ends."""
    if element.kind == "End of Act":
        return True
    return sheet.act_breaks and element.type == "centered" and bool(ENDS_ACT.fullmatch(element.text))


def blocks_of(elements: Sequence[Element], rows: Sequence[int], sheet: Sheet) -> Iterator[Block]:
    """The blocks in order; they hold every element once.  What is not printed belongs to the block before it."""
    at, size, above = 0, len(elements), sheet.above
    while at < size:
        first, element = at, elements[at]
        type_ = element.type
        at += 1
        if type_ not in _VOICED:
            while at < size and elements[at].type in _UNPRINTED:
                at += 1
            if element.kind or type_ == "centered":
                yield Block(_sort(element, sheet), first, at, rows[first], _above(element, sheet))
            else:
                yield Block(_SORTS.get(type_, "text"), first, at, rows[first], above.get(type_, 0))
        elif element.dual is None:
            while at < size and elements[at].type in _SAID:
                at += 1
            yield Block("speech", first, at, sum(rows[first:at]), above.get(type_, 0))
        else:
            while at < size and _beside(elements[at], element.dual):
                at += 1
            yield _dual(elements, rows, first, at, sheet)


def _beside(element: Element, dual: str) -> bool:
    """Whether an element belongs to the dual dialogue that began on one side."""
    if element.type == "character":
        return dual == "left" and element.dual == "right"
    return element.type in _UNPRINTED or (element.type in SPOKEN and element.dual is not None)


def _dual(elements: Sequence[Element], rows: Sequence[int], first: int, end: int, sheet: Sheet) -> Block:
    """Two speeches side by side, or one after the other where one is longer than a page."""
    above = sheet.above.get(elements[first].type, 0)
    total = sum(rows[first:end])
    right = sum(rows[index] for index in range(first, end) if elements[index].dual == "right")
    taller = max(right, total - right)
    if 0 < right < total and taller <= sheet.rows:
        return Block("dual", first, end, taller, above)
    return Block("speech", first, end, total, above)


def _sort(element: Element, sheet: Sheet) -> Sort:
    return "act" if opens_act(element, sheet) else _SORTS.get(element.type, "text")


def _above(element: Element, sheet: Sheet) -> int:
    return _END_ROWS if ends_act(element, sheet) else sheet.above.get(element.type, 0)
