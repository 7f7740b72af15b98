"""What one phrase of a heading says: a time of day, a relation to the scene before, or another remark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from film.screenplay import PartOfDay, Relation
from screenplay.headings.clock import Clock, clock_in, is_year, part_at
from screenplay.headings.lexicon import LONGEST, LONGEST_UNSPACED, OF_ANY, OF_LANGUAGE, VOCABULARY, Word, fold
from screenplay.headings.words.table import Unit

_LONGEST_PHRASE = 60
_APART = re.compile(r"[/,+&;·・、，。／!…]+")
_DIGIT = re.compile(r"\d")
_STORY_DAY = re.compile(r"[DN] ?\d{1,2}")
_NUMBER = re.compile(r"(\d{1,4})(?:ST|ND|RD|TH|E|EME|ER|º|ª|О|Й|Я|Е)?")
_UNSPACED = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_FREE = re.compile(r"(?:INTERCUT|INTERCUTTING|PARALLELMONTAGE)\b.+")
_INTERCUT = re.compile("INTERCUT|PARALLELMONTAGE")
_SPANNING = frozenset({"later", "earlier", "moments_later"})
_FEW_MINUTES = 10
_NOTHING = Word()


class Reading(NamedTuple):
    """``kind`` says which field of the heading the phrase belongs to.

    ``weak``: its words are names of places or people too (SUITE, SPRING), and it counts only behind a time
    or in parentheses.
    """

    kind: Literal["time", "relation", "remark"]
    part: PartOfDay | None = None
    relation: Relation | None = None
    weak: bool = False


def read_phrase(text: str, language: str | None = None) -> Reading | None:
    """What a phrase says if every word of it is known; None for all else, such as a place.

    ``language`` (two letters) decides what a word means that several have.
    """
    if len(text) > _LONGEST_PHRASE:
        return _REMARK if _FREE.match(fold(text[:_LONGEST_PHRASE])) else None
    folded = fold(text).strip(" .,:;-–—!")
    clock = None
    if not folded.isascii() or _DIGIT.search(folded) or "O'C" in folded:
        if is_year(folded) or _STORY_DAY.fullmatch(folded):
            return _REMARK if folded[0] not in "DN" else Reading("remark", weak=True)
        clock = clock_in(folded)
    rest = f"{folded[: clock.start]} {folded[clock.end :]}".strip() if clock else folded
    words = _words(_tokens(rest), OF_LANGUAGE.get(language) if language else None)
    if words is None:
        return _REMARK if folded[:1] in "IP" and _FREE.fullmatch(folded) else None
    return _combined(words, clock)


def says_nothing(text: str) -> bool:
    """Whether no phrase that a text ends in says anything, for its last word is in no list: told without reading any.

    Words in figures may be a year or a clock time, and INTERCUT stands before whatever words it likes.
    """
    last = text[text.rfind(" ") + 1 :]
    if not (last.isascii() and last.isalpha()) or last.upper() in VOCABULARY or _DIGIT.search(text):
        return False
    return _INTERCUT.search(fold(text)) is None


def _tokens(folded: str) -> list[str] | None:
    """The words of a phrase; None as soon as one is in no list."""
    tokens: list[str] = []
    for raw in folded.split():
        if raw in VOCABULARY:
            tokens.append(raw)
        elif raw.isalpha() and raw.isascii():
            return None
        else:
            for token in _APART.split(raw):
                pieces = _token(token)
                if pieces is None:
                    return None
                tokens += pieces
    return tokens


def _token(raw: str) -> list[str] | None:
    token = raw if raw in VOCABULARY else raw.strip('.:()"')
    if not token:
        return []
    if token in VOCABULARY or _NUMBER.fullmatch(token):
        return [token]
    return _pieces(token)


def _pieces(token: str) -> list[str] | None:
    """A word of several: PRE-DAWN, D'APRÈS-MIDI, 第二天早上."""
    if _UNSPACED.search(token):
        return _unspaced(token)
    head, mark, tail = token.partition("'")
    if mark and tail and f"{head}'" in VOCABULARY:
        return _known([f"{head}'", *([tail] if tail in VOCABULARY else tail.split("-"))])
    return _known(token.split("-")) if "-" in token else None


def _known(tokens: list[str]) -> list[str] | None:
    found = [token for token in tokens if token]
    return found if all(token in VOCABULARY or _NUMBER.fullmatch(token) for token in found) else None


def _unspaced(token: str) -> list[str] | None:
    """The longest known word from the left again and again, as the scripts without spaces are read."""
    pieces: list[str] = []
    at = 0
    while at < len(token):
        number = _NUMBER.match(token, at)
        if number:
            pieces.append(number[1])
            at += len(number[1])
            continue
        size = next((size for size in range(LONGEST_UNSPACED, 0, -1) if token[at : at + size] in OF_ANY), 0)
        if not size:
            return None
        pieces.append(token[at : at + size])
        at += len(pieces[-1])
    return pieces


def _words(tokens: Sequence[str] | None, own: Mapping[str, Word] | None) -> list[Word] | None:
    """The longest known phrases from the left; None when one word is in none, or is meant in another language."""
    if tokens is None:
        return None
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST.get(tokens[at], 1), len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            word = (own.get(phrase) if own else None) or OF_ANY.get(phrase)
            if word is not None:
                break
        else:
            number = _NUMBER.fullmatch(tokens[at])
            if not number:
                return None
            word, size, phrase = Word(value=int(number[1]), beside=True), 1, ""
        if word.doubtful and own is not None and phrase not in own:
            return None
        words.append(word)
        at += size
    return words


_REMARK = Reading("remark")


class _Span(NamedTuple):
    """How long after or before: TWO WEEKS."""

    unit: Unit
    length: int | None


def _combined(words: Sequence[Word], clock: Clock | None) -> Reading | None:
    """What the words say together; weak ones count for themselves with a number or a strong one beside them."""
    if len(words) == 1 and words[0].part and clock is None:
        return Reading("time", words[0].part, words[0].relation, words[0].weak)
    spanning = any(word.relation in _SPANNING and not word.part for word in words)
    parts: list[Word] = []
    relations: list[Word] = []
    span: _Span | None = None
    for before, word, after in zip((_NOTHING, *words), words, (*words[1:], _NOTHING), strict=False):
        if word.unit and _measures(word, before, spanning):
            span = _Span(word.unit, before.value)
        elif word.unit and after.relation and after.weak:
            return None  # 天后 without a number is no time
        elif word.part:
            parts.append(word)
        elif word.relation and not (word.beside and after.part):
            relations.append(word)
    if parts:  # antes del amanecer says nothing of the scene before
        relations = [word for word in relations if not word.weak]
    remarks = [word for word in words if word.remark]
    told = (*parts, *relations, *remarks)
    if not told and not clock and not (span and any(word.follows for word in words)):
        return _loose(words)
    strong = clock or span or any(not word.weak for word in told) or any(word.value is not None for word in words)
    reading = _reading(words, parts, relations, clock, span) or (_REMARK if remarks else None)
    return reading._replace(weak=True) if reading and not strong else reading


def _measures(word: Word, before: Word, spanning: bool) -> bool:
    """Whether a unit is one here: DAYS always, DAY only in A DAY LATER."""
    return word.part is None or (spanning and (before.value is not None or before.relation in _SPANNING))


def _loose(words: Sequence[Word]) -> Reading | None:
    """LATE alone: a time of day, where nothing more exact is said."""
    found = next((word.loose for word in words if word.loose and not word.weak), None)
    return Reading("time", found) if found and all(word.loose or word.filler for word in words) else None


def _reading(
    words: Sequence[Word], parts: Sequence[Word], relations: Sequence[Word], clock: Clock | None, span: _Span | None
) -> Reading | None:
    relation = _relation(relations, span)
    if not relation and any(word.follows for word in words) and (parts or span):
        relation = "later" if span and span.unit != "day" else "next_day"
    if clock:
        return Reading("time", clock.part(parts[0].part if parts else None), relation)
    if parts:
        part = parts[0].part
        if span and span.unit == "hour" and span.length is not None and not relations and part == "morning":
            part = part_at(span.length)  # 3 heures du matin
        return Reading("time", part, relation or parts[0].relation)
    return Reading("relation", None, relation) if relation else None


def _relation(relations: Sequence[Word], span: _Span | None) -> Relation | None:
    """LATER by how much: a moment, a day, or more."""
    if not relations:
        return None
    relation = relations[0].relation
    if span is None or relation not in ("later", "moments_later"):
        return relation
    if span.unit == "second" or (span.unit == "minute" and (span.length or 1) <= _FEW_MINUTES):
        return "moments_later"
    return "next_day" if span.unit == "day" and span.length == 1 else "later"
