"""The pages before the script: title, credit, authors, source, draft date, contact; what is left are notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from screenplay.laid_out.furniture import Page, Print
from screenplay.laid_out.rows import Row

_BY = (
    r"(?:(?:original |an original )?(?:written|screenplay|teleplay|story|created|script|play|adapted|a film|directed)"
    r"(?: (?:&|and|/) \w+)*(?: and directed)? )?by"
    r"|(?:un film |écrit |scénario |scenario )?(?:de|par)|(?:geschrieben |drehbuch )?von"
    r"|(?:escrito |guion |guión )?(?:por|de)"
    r"|(?:scritto |sceneggiatura )?(?:da|di)|автор сценария|автор(?:ы)?|сценарий|编剧|脚本|作者"
)
_CREDIT = re.compile(rf"({_BY})\s*:?", re.IGNORECASE)
_CREDIT_AND_NAMES = re.compile(
    r"((?:written|screenplay|teleplay|story|created|script|directed)(?: \w+){0,3}? by|by"
    r"|(?:drehbuch|buch|geschrieben)(?: \w+){0,3}? von|(?:écrit|scénario|un film)(?: \w+){0,3}? (?:par|de)"
    r"|(?:escrito|guion|guión|argumento|roteiro)(?: \w+){0,3}? (?:por|de)"
    r"|(?:scritto|sceneggiatura|soggetto)(?: \w+){0,3}? (?:da|di)"
    r"|(?:автор(?:ы)?(?: сценария)?|сценарий|编剧|編劇|脚本|作者)(?=\s?[:：]))(?:\s?[:：]\s*|\s+)(\S.*)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(?(?:based (?:up)?on|inspired by|adapted from|d[’']après|nach dem|basado en|tratto da|по мотивам)\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:draft|revised|revision|rev\.|version|shooting script|fassung|januar|february|march|april|june|july|august"
    r"|september|october|november|december|january)\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NOT_DRAFT = re.compile(r"©|\(c\)|copyright|@|https?:|www\.|\bWGA", re.IGNORECASE)
_CENTRED = 0.35
"""Inches that the middles of centred rows may lie apart."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)


def title_page_of(front: Sequence[Page]) -> dict[str, tuple[str, ...]]:
    """What the pages before the script say, in Fountain's keys; nothing is lost: what fits no key stands in Notes."""
    found: dict[str, list[str]] = {}
    for index, page in enumerate(front):
        blocks = _blocks(page.prints)
        if index:
            found.setdefault("Notes", []).extend(text for block in blocks for text in map(_text, block))
        else:
            _first_page(blocks, found)
    return {key: tuple(lines) for key, lines in found.items()}


def is_credit(text: str) -> bool:
    """Whether a row says nothing but what somebody did: "written by", or that and the names."""
    return _CREDIT.fullmatch(text) is not None or credit_and_names(text) is not None


def credit_and_names(text: str) -> tuple[str, str] | None:
    """A row such as "written by Jo Doe" taken apart; None for others."""
    both = _CREDIT_AND_NAMES.fullmatch(text)
    return (both[1], both[2]) if both else None


def _blocks(prints: Sequence[Print]) -> list[list[Print]]:
    blocks: list[list[Print]] = []
    for print_ in prints:
        if not blocks or print_.row.gap > 0:
            blocks.append([])
        blocks[-1].append(print_)
    return blocks


def _text(print_: Print) -> str:
    return "    ".join(piece.text for piece in print_.pieces)


def _first_page(blocks: Sequence[list[Print]], found: dict[str, list[str]]) -> None:
    """Block by block: the first is the title, a credit's names follow it, what stands in a corner is contact."""
    if not blocks:
        return
    centre = _middle(blocks[0][0].row)
    centred = [[row for print_ in block if (row := print_.row) and _is_centred(print_, centre)] for block in blocks]
    _middle_column([block for block in centred if block], found)
    for block in blocks:
        for print_ in block:
            if not _is_centred(print_, centre):
                for piece in print_.pieces:
                    found.setdefault(_corner_key(piece.text), []).append(piece.text)


def _middle_column(blocks: Sequence[list[Row]], found: dict[str, list[str]]) -> None:
    credited = any(is_credit(row.text) for b in blocks for row in b)
    key = "Title"
    for number, block in enumerate(blocks):
        for place, row in enumerate(block):
            key, text = _next_key(key, row.text, found, credited, number, place, len(blocks)), row.text
            if key == "Credit" and (both := credit_and_names(text)):
                found.setdefault(key, []).append(both[0])
                key, text = "Author", both[1]
            found.setdefault(key, []).append(text)


def _next_key(
    key: str, text: str, found: dict[str, list[str]], credited: bool, number: int, place: int, blocks: int
) -> str:
    """What a centred row is by its words, else by what came before it; ``credited``: a credit stands somewhere."""
    if number == 0 and place == 0:
        return "Title"
    if is_credit(text) and "Credit" not in found:
        return "Credit"
    if _SOURCE.match(text):
        return "Source"
    if key == "Credit":
        return "Author"
    if place:
        return key
    if key == "Title" and credited:
        return key
    if _DRAFT.search(text) and not _NOT_DRAFT.search(text):
        return "Draft date"
    if key == "Title":
        return "Credit" if blocks > 2 and number == 1 else "Author"
    return "Source" if key == "Source" and number else "Notes"


def _middle(row: Row) -> float:
    return (row.left + row.end) / 2


def _is_centred(print_: Print, centre: float) -> bool:
    return len(print_.pieces) == 1 and abs(_middle(print_.row) - centre) <= _CENTRED


def _corner_key(text: str) -> str:
    if _COPYRIGHT.search(text):
        return "Copyright"
    if _DRAFT.search(text) and not _NOT_DRAFT.search(text):
        return "Draft date"
    return "Contact"
