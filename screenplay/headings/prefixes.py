"""INT, EXT and both, as ten languages write them, at the start of a text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from film.screenplay import Setting
from screenplay.headings.phrases import read_phrase

SHORT: dict[str, Setting] = {"INT": "INT", "EXT": "EXT", "EST": "EXT"}
"""Fountain's own; a space is enough behind them."""

_HALVES: dict[str, Setting] = {"I/E": "INT/EXT", "E/I": "INT/EXT"}

_LISTS: tuple[tuple[Setting, str, str], ...] = (
    ("INT", "", "INTERIOR INTERIORS INTERNO INTERNA INTERNI"),
    ("EXT", "", "EXTERIOR EXTERIORS EXTERNO EXTERNA"),
    ("INT", "fr", "INTÉRIEUR INTERIEUR INTÉRIEURS"),
    ("EXT", "fr", "EXTÉRIEUR EXTERIEUR EXTÉRIEURS"),
    ("INT", "de", "INNEN INNENRAUM"),
    ("EXT", "de", "AUSSEN AUẞEN"),
    ("EXT", "it", "ESTERNO ESTERNA ESTERNI"),
    ("INT", "ru", "ИНТ ИНТЕРЬЕР ИНТЕР ПАВ ПАВИЛЬОН"),
    ("EXT", "ru", "НАТ НАТУРА ЭКСТ ЭКСТЕРЬЕР"),
    ("INT", "", "内景 内 室内 屋内 內景 內 室內 屋內"),
    ("EXT", "", "外景 外 室外 屋外"),
    ("INT/EXT", "", "内外 內外 内外景 外内"),
    ("INT", "hi", "आंतरिक आन्तरिक भीतरी भीतर अंदर अन्दर अंदरूनी अन्तः अंतः इंटीरियर इंट इंटी इनडोर"),
    ("EXT", "hi", "बाह्य बाहरी बाहर बाह्‍य एक्सटीरियर एक्स एक्सट आउटडोर"),
)

LONG: dict[str, tuple[Setting, str]] = {
    word: (setting, language) for setting, language, words in _LISTS for word in words.split()
}
"""Words of other languages, and their language where only one has them; running text has them too."""

_LETTERS = {"I": "E", "E": "I", "И": "Н", "Н": "И"}
"""Single letters that stand for a prefix only as a pair with a slash; German I/A is one more."""
_GERMAN_HALVES = ("I/A", "A/I")

_STOPS = (".", "。", "．")
_WORD = r"[^\s.,;:/\\&+()\[\]{}…。．：／，、・।#\"“”«»|*_\-–—]{1,14}"
_OPENING = re.compile(rf"({_WORD})(?:[.．。]? ?([/／&+-]|-) ?({_WORD}))?")
_BEHIND = frozenset(" \t\u00a0\u3000.。．:：/／-–—・,，।\n")
_WIDE = {ord("！") + code: ord("!") + code for code in range(94)}
_FIRST = frozenset(
    letter
    for word in (*SHORT, *LONG, *_LETTERS, "A", "ＩＮＴ", "ＥＸＴ")
    for letter in (word[0], word[0].lower(), unicodedata.normalize("NFD", word)[0])
)


class Prefix(NamedTuple):
    """What a heading opens with: its setting, where the rest of the text begins, whether a full stop stood there.

    ``short``: it is one of Fountain's own.  ``language``: two letters where only one language writes it so.
    """

    setting: Setting
    end: int
    stopped: bool
    short: bool
    language: str = ""


def prefix_of(text: str) -> Prefix | None:
    """INT, EXT or both at the start of a text, in any of the languages known; None without.

    A prefix needs a full stop, a space or a slash behind it ("INTERDIT" and "Est-ce" are none), and what
    follows one in small letters must not read like a sentence ("Ext. 204 is busy", "I/E ratio").
    """
    if text[:1] not in _FIRST:
        return None
    prefix = opening_of(text)
    return None if prefix is None or _is_sentence(text, prefix) else prefix


def opening_of(text: str) -> Prefix | None:
    """The prefix, whatever follows it."""
    found = _OPENING.match(text) if text[:1] in _FIRST else None
    if not found:
        return None
    first, joint, second = _plain(found[1]), found[2], _plain(found[3] or "")
    if second and (pair := _pair(first, second, joint)) and _ends(text, found.end(), pair.short):
        return pair._replace(end=found.end(), stopped=text[found.end() : found.end() + 1] in _STOPS)
    end = found.end(1)
    single = _single(first)
    if single is None or not _ends(text, end, single.short) or (first == "EST" and text[end : end + 1] == "-"):
        return None
    return single._replace(end=end, stopped=text[end : end + 1] in _STOPS)


def _plain(word: str) -> str:
    """Capitals; full-width letters as plain ones.  Letters that only fold to others (İ, ſ) stay what they are."""
    if word.isascii():
        return word.upper()
    upper = unicodedata.normalize("NFC", word.translate(_WIDE)).replace("ẞ", "ß").upper()
    return upper if not upper.isascii() or "ß" in word or word.translate(_WIDE).isascii() else word


def _ends(text: str, end: int, short: bool) -> bool:
    return text[end] in _BEHIND if end < len(text) else not short


def _single(word: str) -> Prefix | None:
    if word in SHORT:
        return Prefix(SHORT[word], 0, False, True)
    return Prefix(LONG[word][0], 0, False, False, LONG[word][1]) if word in LONG else None


def _pair(first: str, second: str, joint: str) -> Prefix | None:
    """Two settings with a slash between them; single letters and INT/E count as Fountain's."""
    halves = f"{first[0]}/{second[0]}"
    if joint in "/／" and (halves in _HALVES and _half(first) and _half(second)):
        return Prefix("INT/EXT", 0, False, True)
    if (
        joint in "/／"
        and len(first) == len(second) == 1
        and (halves in _GERMAN_HALVES or _LETTERS.get(first) == second)
    ):
        return Prefix("INT/EXT", 0, False, False, "de" if halves in _GERMAN_HALVES else "ru")
    one, other = _single(first), _single(second)
    if one is None or other is None:
        return None
    setting: Setting = one.setting if one.setting == other.setting else "INT/EXT"
    return Prefix(setting, 0, False, one.short and other.short, one.language or other.language)


def _half(word: str) -> bool:
    return word in SHORT or word in ("I", "E")


_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|can|could|should|he|she|it|they|we|you|his|her|their|that|who"
    r"|follows?|est|sont|il|elle|ist|sind|er|sie|es|son|está|é|è|sono)\b"
)
_CODE = re.compile(r"[=;{}<>]")
_CLOSED = re.compile(r"\S+\s+\S+.*[a-zà-ÿ][.!?…]$", re.DOTALL)
_DASHED = re.compile(r"\s[-–—]{1,3}\s|[–—]|--")


def _is_sentence(text: str, prefix: Prefix) -> bool:
    """Running text that begins with the letters of a prefix; what is in capitals or ends in a time is a heading."""
    rest = text[prefix.end :]
    if rest.upper() == rest:
        return False
    word = text[: prefix.end]
    capitals = word.upper() == word
    if capitals and (prefix.stopped or "/" not in word or len(word) > 3):
        return False
    bare = rest.lstrip(" .")
    if _CODE.search(rest):
        return True
    if _DASHED.search(rest) or read_phrase(" ".join(rest.split()[-1:])) is not None:
        return False
    if capitals:
        return not prefix.stopped and bare[:1].islower()
    return _SENTENCE.search(rest) is not None or _CLOSED.match(bare) is not None
