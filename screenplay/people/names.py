"""Names as keys: what is left of a spelling when case, accents, dots, hyphens, articles and titles' forms are one."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from film.words.roles import CROWD, GENDER
from screenplay.people.words import ARTICLES, COUNTS, EVERYBODY, NUMBER_WORDS, ORDERS, TITLES

_GLUE = re.compile("[.'’‘ʼ`´]+")
_OTHER = re.compile("[^\\w\u0900-\u0dff]+")
_MARKS = re.compile("([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+")
_NICKNAME = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]")
_HISSING = ("sses", "ches", "shes", "xes", "oes")


class Name(NamedTuple):
    """A spelling taken apart: titles in their one form, the words behind them, and the number of a role."""

    titles: tuple[str, ...]
    words: tuple[str, ...]
    number: str = ""
    nickname: str = ""

    @property
    def key(self) -> str:
        """One string for all spellings of the same words."""
        words = " ".join((*self.titles, *self.words))
        return f"{words}#{self.number}" if self.number else words

    @property
    def is_role(self) -> bool:
        """Whether it says what somebody is (TAXI DRIVER, COP 2), not how they are called."""
        head = self.words[-1] if self.words else ""
        head = head.rpartition(" ")[2]
        return bool(self.number) or head in GENDER or head in CROWD or not self.words or "of" in self.words[1:]

    @property
    def is_many(self) -> bool:
        """Whether it names several without saying whom: CROWD, TWO COPS, ALL."""
        if self.number or self.titles or not self.words:
            return False
        first, head = self.words[0], self.words[-1]
        return names_many(head) or first in EVERYBODY or head in EVERYBODY


def names_many(word: str) -> bool:
    """Whether a folded word means several people: crowd, cops, waitresses; not MRS."""
    if word in CROWD:
        return True
    if not word.endswith("s") or word in TITLES or word in GENDER:
        return False
    return word[:-1] in GENDER or (word.endswith(_HISSING) and word[:-2] in GENDER)


def fold(text: str) -> str:
    """Small letters without Latin accents, dots and apostrophes; other punctuation is one space.

    Marks of other scripts are letters there (й, ग, が) and stay; ё is е.
    """
    if text.isascii():
        if text.replace(" ", "").isalnum():
            return " ".join(text.lower().split())
    else:
        text = _MARKS.sub(r"\1", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)))
        text = unicodedata.normalize("NFC", text).replace("ё", "е").replace("Ё", "Е")
    return " ".join(_OTHER.sub(" ", _GLUE.sub("", text.casefold())).split())


def name_of(spelling: str) -> Name:
    """A spelling of a name, taken apart.  What has no letter or digit is its own name."""
    nickname = ""
    if any(mark in spelling for mark in '"“«„'):
        found = _NICKNAME.search(spelling)
        nickname = fold(found[1]) if found else ""
        spelling = _NICKNAME.sub(" ", spelling) if found and _NICKNAME.sub("", spelling).strip() else spelling
    words = _initials(_words(spelling.replace("№", " #").replace("#", " #")))
    words = _without_article(words)
    words, number = _numbered(words, "#" in spelling or "№" in spelling)
    titles = 0
    while titles < len(words) - 1 and words[titles] in TITLES:
        titles += 1
    if not words:
        return Name((), (" ".join(spelling.casefold().split()),))
    return Name(tuple(TITLES[word] for word in words[:titles]), tuple(words[titles:]), number, nickname)


def _words(spelling: str) -> list[str]:
    """What stands between spaces, folded; JEAN-PAUL is one word of two parts."""
    if "-" not in spelling:
        return fold(spelling).split()
    return [word for piece in spelling.split() if (word := fold(piece))]


def _initials(words: list[str]) -> list[str]:
    """J J SMITH is JJ SMITH."""
    if not any(len(word) == 1 for word in words):
        return words
    joined: list[str] = []
    single = False
    for word in words:
        lone = len(word) == 1 and word.isalpha() and word.isascii()
        if lone and single:
            joined[-1] += word
        else:
            joined.append(word)
        single = lone
    return joined


def _without_article(words: list[str]) -> list[str]:
    """THE ORACLE is ORACLE; other languages' articles go only before a role, for LA may begin a name."""
    if len(words) > 1 and words[0] in ARTICLES and (words[0] == "the" or words[1] in GENDER or words[-1] in CROWD):
        return words[1:]
    return words


def _numbered(words: list[str], marked: bool) -> tuple[list[str], str]:
    """The words without the number that tells one of several apart (COP #2, COP TWO, 2ND COP), and the number."""
    if len(words) < 2:
        return words, ""
    first, last = words[0], words[-1]
    if last.isdigit():
        rest, number = words[:-1], last.lstrip("0") or "0"
    elif last in ORDERS and (words[-2] in GENDER or words[-2] in NUMBER_WORDS):
        rest, number = words[:-1], ORDERS[last]
    elif first in ORDERS and words[-1] in GENDER and first not in COUNTS:
        return words[1:], ORDERS[first]
    elif marked and first.isdigit():
        return words[1:], first
    else:
        return words, ""
    return (rest[:-1] if len(rest) > 1 and rest[-1] in NUMBER_WORDS else rest), number
