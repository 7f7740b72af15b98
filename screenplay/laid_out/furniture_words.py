"""Words and patterns of what a program prints round a script's pages and is none of the writer's text."""

from __future__ import annotations

import re

_PAGE_WORD = r"(?:pages?|pgs?\.?|p\.|seite|s\.|pág(?:ina)?\.?|pagina|стр(?:аница)?\.?|第)"
_ROMAN = r"[ivxl]{1,6}"
_NUMBER = rf"(?:\d{{1,4}}(?:-\d{{1,4}})?[A-Za-z]{{0,2}}|{_ROMAN}|[A-Z]\d{{1,4}})"
_PAGE_NUMBER = re.compile(
    rf"[-–—\[(]{{0,2}} ?(?:{_PAGE_WORD} ?)?({_NUMBER}) ?(?:页|ページ)?(?: ?(?:of|/|de|von|di|из|sur) ?\d{{1,4}})?"
    r"[.:*]? ?[-–—\])]{0,2}[.:*]?",
    re.IGNORECASE,
)
_CONTINUED_WORDS = r"(?:CONTINUED|CONTINUES|CONT[’']?D|CONT\.?|SUITE|À SUIVRE|FORTSETZUNG|FORTS\.|CONTINÚA|CONTINUACIÓN"
_CONTINUED_WORDS += r"|CONTINUA|SEGUE|CONTINUAÇÃO|ПРОДОЛЖЕНИЕ|続く|续)"
_CONTINUED = re.compile(rf"\(?{_CONTINUED_WORDS}:?\)?:?(?: ?\(?\d{{1,3}}\)?)?:?", re.IGNORECASE)
_MORE = re.compile(
    r"[(\[-]{1,2}\s?(?:MORE|CONTINUED|CONT[’']?D|CONT\.?|MEHR|WEITER|FORTS\.|SUITE|À SUIVRE|PLUS|MÁS|SIGUE|CONTINÚA"
    r"|SEGUE|CONTINUA|MAIS|ДАЛЬШЕ|ДАЛЕЕ|続く|续|更多)\s?[)\]-]{1,2}",
    re.IGNORECASE,
)
_RESUMED = re.compile(
    r"\s*\(\s?(?:CONT[’'´`]?D?\.?|CONT[’'´`]?G|CONTINUED|CONTINUING|SUITE|FORTS(?:ETZUNG|\.)?|WEITER|CONT[’']?"
    r"|ПРОДОЛЖЕНИЕ|ПРОД\.|続き|续)\s?\)",
    re.IGNORECASE,
)
_COLOURS = r"(?:WHITE|BLUE|PINK|YELLOW|GREEN|GOLD(?:ENROD)?|BUFF|SALMON|CHERRY|TAN|GRA?EY|IVORY|LAVENDER|ORCHID)"
_REV = r"(?:REV(?:ISED|ISION|ISIONS|S)?\b\.?|DRAFT\b|PAGES\b|SCRIPT\b)"
_DATE = r"\(?\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\)?"
_REVISION = re.compile(
    r"(?:(?:\d(?:ST|ND|RD|TH)|DOUBLE|SECOND|THIRD) )?"
    rf"(?:{_COLOURS}\b[ ,:-]*(?:{_REV}|{_DATE})|{_REV}[ ,:-]*{_DATE}|{_DATE})"
    rf"(?:[ ,:-]*{_DATE})?",
    re.IGNORECASE,
)
_COLOUR = re.compile(rf"\b{_COLOURS}\b", re.IGNORECASE)
_REVISED = re.compile(r"\brev(?:ised|ision|\b)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def page_number(text: str) -> str | None:
    """The number of a page in a text that says nothing else: "12.", "12A.", "Page 12", "- 12 -", "12 of 114", "ii"."""
    if len(text) > 24:
        return None
    found = _PAGE_NUMBER.fullmatch(text.strip())
    return found[1] if found else None


def is_continued(text: str) -> bool:
    """CONTINUED: at a page's head, (CONTINUED) at its foot."""
    return len(text) <= 32 and _CONTINUED.fullmatch(text.strip()) is not None


def is_more(text: str) -> bool:
    """(MORE) under a speech that goes on overleaf."""
    return len(text) <= 24 and _MORE.fullmatch(text.strip()) is not None


def without_resumed(cue: str) -> str:
    """A cue without (CONT'D)."""
    return _RESUMED.sub("", cue).strip()


def is_revision_line(text: str) -> bool:
    """A colour and a date, as "Blue Rev. 3/4/19"; a bare date too."""
    return len(text) <= 80 and _REVISION.match(text.strip()) is not None


def revision_of(header: str) -> str:
    """The part of a page's header that names its revision, or nothing."""
    found = _REVISION.search(header[:200]) if _COLOUR.search(header) or _REVISED.search(header) else None
    return " ".join(found[0].split()) if found else ""


def colour_of(text: str) -> str:
    """The colour a header names, in small letters, or nothing."""
    found = _COLOUR.search(text)
    return found[0].lower() if found else ""


def without_digits(text: str) -> str:
    """The text with every number as one ``#``, so that headers that only count compare equal."""
    return " ".join(_DIGITS.sub("#", text).casefold().split())
