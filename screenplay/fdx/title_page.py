"""Final Draft's title page, which is only lines on a sheet, and the keys that its lines stand for.

Keys are found by wording ("Written by", "Based on", a date, an address) and by place: the first centred
lines are the title, those below it credit, author and source, what stands left at the foot is contact.
What nothing tells is kept under Notes.  Pages that this package wrote say the key in each line's type,
with a colon behind it ("Draft date:").

Some programs have no page for it and put its lines above the script, in paragraphs of type General or
Title.  These are taken as the title page where their type says so or one of them is a credit, and the file has
no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from screenplay.fdx.frame import paragraphs_in, script_paragraphs
from screenplay.fdx.runs import inside_of, words_of
from screenplay.fdx.settings import is_yes
from screenplay.files.markup import Node

SHEET_LINES = 54
"""Lines of a sheet: nine inches of six."""

_BY = r"by|de|par|por|von|di|da|автор[аы]?|от"
_CREDIT = re.compile(
    r"(?:an? )?(?:(?:written|screenplay|teleplay|story|script|created|adapted|developed|directed|book|lyrics|music|"
    r"original|pilot|screen|and|&|/|,|drehbuch|buch|écrit|scénario|un film|escrito|guion|guión|escrita|roteiro|"
    rf"scritto|sceneggiatura|soggetto|сценарий|автор|e|y|et|und) ?)*+\b(?:{_BY})\b:?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:based (?:up)?on|inspired by|adapted from|from the (?:novel|book|play|story|film|article)|"
    r"d'après|nach (?:dem|der|einem|einer)\b|basado en|basada en|basato su|tratto da|baseado em|по мотивам)",
    re.IGNORECASE,
)
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|"
    "ene|abr|ago|dic|gen|mag|giu|lug|set|ott|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
)
_DATE = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b[^\W\d]{3,20}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b"
    r"|\b\d{1,2}\.?(?:st|nd|rd|th)? (?:de )?[^\W\d]{3,20}\.?,? (?:de )?\d{4}\b"
    rf"|\b(?:{_MONTHS})[^\W\d]{{0,9}}\.? \d{{4}}\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:draft|rev(?:ised|ision|\.)?|fassung|version|versión|versione|versão|черновик)\b", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"©|\bcopyright\b|\(c\) ?\d{4}|\bWGA\w?\b|all rights reserved", re.IGNORECASE)
_CONTACT = re.compile(
    r"@|www\.|https?:|\b(?:contact|c/o|agent|agency|agence|agentur|management|tel|phone)\b|\d[\d ().-]{6,20}\d",
    re.IGNORECASE,
)
_EPISODE = re.compile(
    r"\b(?:episode|pilot|chapter|part|folge|épisode|episodio|capítulo|серия)\b|#\d|^[\"“«]", re.IGNORECASE
)
_LONG = 70
_UNTYPED = frozenset({"", "general"})
_TITLING = frozenset({"title page", "title", "author", "authors", "credit", "credits", "contact"})
"""Types that other programs give the lines of a title page above the script."""

_CREDIT_WORDS = 8
_PASSES_BY = re.compile(r"\b(?:INT|EXT)\b\.?|:\Z")
"""In no line of a title page above a script: a heading, or what fades in."""


class _Line(NamedTuple):
    text: str
    alignment: str
    gap: bool
    first_sheet: bool


def read_title_page(root: Node) -> dict[str, tuple[str, ...]]:
    """The keys of the title page with their lines, in the page's order; every line of it is under one."""
    found: dict[str, list[str]] = {}
    plain: list[_Line] = []
    at, gap, sheet = 0, True, True
    for paragraph in [*_paragraphs(root)] or islice(script_paragraphs(root), titled_paragraphs(root)):
        words = words_of(paragraph, {}).text
        kind = paragraph.attributes.get("Type", "")
        if kind.endswith(":"):
            lines = found.setdefault(kind[:-1], [])
            if any(child.tag == "Text" for child in paragraph.elements()):
                lines.append(words)
            continue
        sheet = sheet and at < SHEET_LINES and not (at and is_yes(paragraph.attributes.get("StartsNewPage", "")))
        alignment = paragraph.attributes.get("Alignment", "Left").lower()
        for text in words.split("\n"):
            at += 1
            if text.strip():
                plain.append(_Line(text.strip(), alignment, gap, sheet))
            gap = not text.strip()
        gap = gap or not words.strip()
    if not any(line.alignment.startswith("center") for line in plain) and not any(_paragraphs(root)):
        together = sum(line.gap for line in plain) < 2
        plain = [line._replace(alignment="center", gap=line.gap or together) for line in plain]
    for key, text in _recognised(plain):
        found.setdefault(key, []).append(text)
    return {key: tuple(lines) for key, lines in found.items()}


def _paragraphs(root: Node) -> Iterable[Node]:
    """Those of the title page, if it says anything."""
    contents = [content for page in root.elements("TitlePage") for content in page.elements("Content")]
    paragraphs = [paragraph for content in contents for paragraph in paragraphs_in(content)]
    if any(each.text.strip() or each.attributes.get("Type", "").endswith(":") for each in paragraphs):
        yield from paragraphs


def titled_paragraphs(root: Node) -> int:
    """How many paragraphs at the start of the script are its title page: none where the file has one of its own.

    Lines whose type says so, or two and more of no type above a page break or a paragraph of another one, with a
    credit among them.
    """
    said: list[str] = []
    named = False
    for count, paragraph in enumerate(script_paragraphs(root)):
        attributes = paragraph.attributes
        text = words_of(paragraph, {}).text.strip()
        kind = attributes.get("Type", "").strip().lower()
        turns = said and is_yes(attributes.get("StartsNewPage", ""))
        if kind in _TITLING and not turns and (named or not said):
            named = True
        elif kind not in _UNTYPED or turns:
            credited = any(_is_credit(line) for line in said[1:])
            titled = named or (credited and not any(_PASSES_BY.search(each) for each in said))
            return count if titled and not any(_paragraphs(root)) else 0
        said.extend(line.strip() for line in text.split("\n") if line.strip())
        if inside_of(paragraph) or len(said) > SHEET_LINES or any(len(line) > _LONG for line in said):
            return 0
    return 0


def _is_credit(line: str) -> bool:
    """Whether a line says who wrote it, and is no sentence that begins alike."""
    found = _CREDIT.match(line)
    return bool(found) and len(line.split()) <= _CREDIT_WORDS and line[-1] not in ".!?,;"


def _recognised(lines: Sequence[_Line]) -> list[tuple[str, str]]:
    """Every line with the key it belongs under."""
    groups = _groups([line for line in lines if line.first_sheet and line.alignment.startswith("center")])
    middle = iter(_Middle(groups).keyed())
    keyed: list[tuple[str, str]] = []
    above: list[str] = []
    for line in lines:
        if not line.first_sheet:
            keyed.append(("Notes", line.text))
        elif line.alignment.startswith("center"):
            keyed.extend(next(middle))
            above = []
        else:
            parts = [part.strip() for part in line.text.split("\t") if part.strip()]
            over = [] if line.gap else above
            above = [
                _edge(part, over[column] if column < len(over) else "", line.alignment)
                for column, part in enumerate(parts)
            ]
            keyed.extend(zip(above, parts, strict=True))
    return keyed


def _groups(lines: Sequence[_Line]) -> list[list[str]]:
    """Lines that stand together."""
    groups: list[list[str]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line.text)
    return groups


def _edge(text: str, previous: str, alignment: str) -> str:
    """The key of a line beside or below the centred ones; ``previous`` is that of the line it stands right under."""
    if _COPYRIGHT.search(text):
        return "Copyright"
    if _CONTACT.search(text) and not _DATE.fullmatch(text):
        return "Contact"
    if _DATE.search(text) or _DRAFT.search(text):
        return "Draft date"
    if previous:
        return previous
    return "Contact" if len(text) <= _LONG and alignment != "right" else "Notes"


class _Middle:
    """The centred lines in order: title, what the episode is called, credit and author (of each kind), source."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._groups = groups
        self._worded = any(_CREDIT.match(line) for group in groups[1:] for line in group)
        self._place = 0
        self._key = "Title"

    def keyed(self) -> list[list[tuple[str, str]]]:
        """The keys of each line; a line that says both credit and author is under both, in parts."""
        found: list[list[tuple[str, str]]] = []
        for group in self._groups:
            if found:
                self._next_group()
            for line in group:
                found.append(self._line(line, first=not found))
                self._key = found[-1][-1][0]
        return found

    def _next_group(self) -> None:
        """What a group is if its words do not tell."""
        self._place += 1
        if not self._worded:
            by_place = ("Title", "Author") if len(self._groups) == 2 else ("Title", "Credit", "Author", "Source")
            self._key = by_place[self._place] if self._place < len(by_place) else "Notes"
        elif self._key == "Credit":
            self._key = "Author"
        elif self._key not in ("Author", "Source") or self._key == "Source":
            self._key = "Notes"

    def _line(self, line: str, *, first: bool) -> list[tuple[str, str]]:
        if first:
            return [("Title", line)]
        if _COPYRIGHT.search(line):
            return [("Copyright", line)]
        if _SOURCE.search(line):
            return [("Source", line)]
        if (credit := _CREDIT.match(line)) and self._key != "Title":
            return _credited(line, credit)
        if credit and credit.end() == len(line):
            return [("Credit", line)]
        if self._key == "Credit":
            return [("Author", line)] if self._worded else [("Credit", line)]
        if self._key in ("Title", "Author", "Source"):
            return [(self._key, line)]
        if _DATE.search(line) or _DRAFT.search(line):
            return [("Draft date", line)]
        return [("Episode" if _EPISODE.search(line) and self._place == 1 else "Notes", line)]


def _credited(line: str, credit: re.Match[str]) -> list[tuple[str, str]]:
    rest = line[credit.end() :].strip()
    return [("Credit", credit.group().strip()), ("Author", rest)] if rest else [("Credit", line)]
