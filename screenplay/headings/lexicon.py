"""The word lists of all languages as one table, and the plain form in which words are looked up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from film.screenplay import PartOfDay, Relation
from screenplay.headings.words import LANGUAGES
from screenplay.headings.words.table import Unit, Words

_DROPPED: dict[int, str | None] = {
    **dict.fromkeys((*range(0x300, 0x370), 0x93C)),
    ord("’"): "'",
    ord("ँ"): "ं",
}
"""Accents and the dot under Hindi letters, which writers leave out, and spellings made one."""

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Word(NamedTuple):
    """What a word or phrase can say in a heading: ``part`` of day, ``relation``, a ``unit`` of time, a number's
    ``value``; ``loose`` is the part of day that it says when it stands alone.

    ``beside`` words need another at their side, ``filler`` is one that says nothing, ``follows`` is NEXT.
    """

    part: PartOfDay | None = None
    relation: Relation | None = None
    unit: Unit | None = None
    value: int | None = None
    loose: PartOfDay | None = None
    follows: bool = False
    beside: bool = False
    filler: bool = False
    remark: bool = False
    weak: bool = False
    doubtful: bool = False


def fold(text: str) -> str:
    """Capitals without accents, in one Unicode form: DÍA and dia are DIA, Ё is Е, full-width letters are plain."""
    straight = text.replace("’", "'")
    if straight.isascii():
        return straight.upper()
    flat = unicodedata.normalize("NFKD", text).replace("ẞ", "SS").upper().translate(_DROPPED)
    return unicodedata.normalize("NFC", flat)


def _listed(phrases: str, code: str) -> Iterator[str]:
    for phrase in phrases.split(","):
        if words := phrase.strip():
            yield fold(words)
            if code == "de" and (spelt := words.translate(_SPELT_OUT)) != words:
                yield fold(spelt)


def _table(language: Words) -> dict[str, Word]:
    """A language's phrases, each with all that it can say."""
    said: dict[str, dict[str, object]] = {}

    def note(phrases: str, **what: object) -> None:
        for phrase in _listed(phrases, language.code):
            said.setdefault(phrase, {}).update(what)

    for part, phrases in language.times.items():
        note(phrases, part=part)
    for relation, phrases in language.relations.items():
        note(phrases, relation=relation)
    for (part, relation), phrases in language.both.items():
        note(phrases, part=part, relation=relation)
    note(language.day, unit="day")
    for unit, phrases in language.units.items():
        note(phrases, unit=unit)
    for value, phrases in language.numbers.items():
        note(phrases, value=value)
    for part, phrases in language.loose.items():
        note(phrases, loose=part, beside=True)
    note(language.next_day, follows=True, beside=True)
    note(language.qualifiers, beside=True)
    note(language.fillers, beside=True, filler=True)
    note(f"{language.remarks},{language.dates}", remark=True)
    note(language.weak, weak=True)
    note(language.doubtful, doubtful=True)
    return {phrase: Word(**what) for phrase, what in said.items()}  # type: ignore[arg-type]


def _merged(first: Word, second: Word) -> Word:
    """A word of two languages: what the first does not say, the second does; weak only where both call it so."""
    said = first._asdict()
    for name, value in second._asdict().items():
        if said[name] is None or said[name] is False:
            said[name] = value
    both = _tells(first) and _tells(second)
    said["weak"] = first.weak and second.weak if both else first.weak or second.weak
    said["doubtful"] = first.doubtful and second.doubtful
    return Word(**said)


def _tells(word: Word) -> bool:
    return bool(word.part or word.relation or word.remark)


def _all(tables: Iterable[dict[str, Word]]) -> dict[str, Word]:
    merged: dict[str, Word] = {}
    for table in tables:
        for phrase, word in table.items():
            merged[phrase] = _merged(merged[phrase], word) if phrase in merged else word
    return merged


OF_LANGUAGE = {language.code: _table(language) for language in LANGUAGES}
"""Phrases by language."""

OF_ANY = _all(OF_LANGUAGE.values())
"""Phrases of all languages."""

VOCABULARY = frozenset(token for phrase in OF_ANY for token in phrase.split())
"""Every single word that stands in a phrase."""


def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in OF_ANY:
        tokens = phrase.split()
        longest[tokens[0]] = max(longest.get(tokens[0], 1), len(tokens))
    return longest


LONGEST = _longest()
"""How many words the longest phrase has that begins with this one."""

LONGEST_UNSPACED = 8
"""How many letters a word of a script without spaces is looked for in."""
