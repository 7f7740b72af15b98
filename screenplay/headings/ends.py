"""What stands behind the setting: times and remarks are taken off its ends, the place is left."""

from __future__ import annotations

import re
from typing import NamedTuple

from screenplay.headings.cuts import CUTS, FRONT
from screenplay.headings.lexicon import OF_ANY, OF_LANGUAGE, fold
from screenplay.headings.phrases import Reading, read_phrase, says_nothing

_MOST_PARTS = 8  # times and remarks looked for at each end, so that no heading costs more than a few passes
_MOST_WORDS = 5  # of a time with only spaces before it
_TRIM = " -–—,，、・·/／;"
_STOPS = " .。।"
_CLOSERS = {")": "(", "）": "（", "]": "[", "】": "【"}
_INSIDE = re.compile(r"[/／,，、;；・·]| [-–—]{1,3} |[–—]")
_POSSESSIVE = ("'S", "S'", "’S", "S’")


class Part(NamedTuple):
    """A phrase as written and what it says; None where it is a remark of no known words."""

    words: str
    reading: Reading | None

    @property
    def is_time(self) -> bool:
        """Whether it names a part of the day."""
        return self.reading is not None and self.reading.kind == "time"

    @property
    def is_numbered_day(self) -> bool:
        """DAY 2 says which day of the story; beside a MORNING it is no part of the day."""
        return self.is_time and self.reading is not None and self.reading.part == "day" and self.words[-1:].isdigit()


class Body(NamedTuple):
    """Place, time and modifiers as written."""

    place: str
    time: Part | None = None
    modifiers: tuple[Part, ...] = ()


def body_of(text: str, language: str | None = None, hung: bool = False, foreign: bool = False) -> Body:
    """Take apart what stands behind the setting.

    ``hung``: it hangs on the setting by a slash, as in INNEN/TAG KÜCHE; ``foreign``: by a space behind a
    whole word, as in INTÉRIEUR JOUR CUISINE, where no English time can stand (INTERIOR NIGHT CLUB).
    """
    text, remarks = _without_parentheses(text, language)
    place, time, modifiers = _ends(text, language)
    if time is None and (hung or foreign) and place:
        place, time = _hung(place, language, foreign and not hung)
    if time is None and place:
        place, time = _front(place, language)
    if "・" in place and (remark := _remembered(place, language)):
        place, modifiers = place[len(remark.words) :].lstrip(_TRIM), [remark, *modifiers]
    closed, inner = _without_parentheses(place, language)
    if inner and closed and all(part.reading for part in inner):
        place, modifiers = closed, [*inner, *modifiers]
    if remarks and place and time is None and not modifiers and not any(part.reading for part in remarks):
        return Body(" ".join((place.strip(_TRIM), *(f"({part.words})" for part in remarks))))
    modifiers += remarks
    if time is None and (time := next((part for part in modifiers if part.is_time), None)):
        modifiers.remove(time)
    return Body(place.strip(_TRIM), time, tuple(modifiers))


def known(text: str, language: str | None = None) -> bool:
    """Whether a text says times and remarks only."""
    return not body_of(text, language).place


def _without_parentheses(text: str, language: str | None) -> tuple[str, list[Part]]:
    """What stands in parentheses at the end, taken off; several times in one are told apart."""
    found: list[Part] = []
    for _ in range(_MOST_PARTS):
        closed = text.rstrip(" .")
        opener = _CLOSERS.get(closed[-1:])
        start = closed.rfind(opener) if opener else -1
        if start < 0 or closed[-1] in closed[start:-1]:
            break
        words = closed[start + 1 : -1].strip()
        found = [*(_spread(Part(words, read_phrase(words, language)), language) if words else ()), *found]
        text = closed[:start].rstrip()
    return text, found


def _spread(part: Part, language: str | None) -> list[Part]:
    """NIGHT, RAIN and 夜/内 are two parts; DAY/NIGHT is one, and so is what holds an unknown word."""
    pieces = [piece.strip() for piece in _INSIDE.split(part.words)]
    if len(pieces) < 2:
        return [part]
    parts = [Part(piece, read_phrase(piece, language)) for piece in pieces if piece]
    if not all(each.reading for each in parts):
        return [part]
    return parts if any(not each.is_time or each.is_numbered_day for each in parts) else [part]


def _ends(text: str, language: str | None) -> tuple[str, Part | None, list[Part]]:
    """Times and remarks off the end, one by one; of two times the first is the scene's."""
    parts: list[Part] = []
    for _ in range(_MOST_PARTS):
        if place_only := says_nothing(text.rstrip(_STOPS)):
            break
        split = _last_part(text, language)
        if split is None:
            break
        text, part = split
        parts = [*_spread(part, language), *parts]
    if not place_only and not any(part.is_time for part in parts):
        text, bare = _bare(text, language, only_time=bool(parts))
        parts = [bare, *parts] if bare else parts
    times = [part for part in parts if part.is_time]
    time = next((part for part in times if not part.is_numbered_day), times[0] if times else None)
    return text, time, [part for part in parts if part is not time]


def _last_part(text: str, language: str | None) -> tuple[str, Part] | None:
    """(rest, last part) by the strongest separator behind which a time or remark stands."""
    stripped = text.rstrip(_STOPS)
    present = set(stripped)
    for marks, cut in CUTS:
        if present.isdisjoint(marks):
            continue
        start, end = cut(stripped)
        rest, words = stripped[:start].rstrip(_TRIM), stripped[end:].strip()
        if start <= 0 or not words or not rest.strip(_STOPS):
            continue
        reading = read_phrase(words, language)
        if reading is None or (reading.weak and not _ends_in_time(rest, language)):
            continue
        if words[-1] in "Mm" and text[len(stripped) : len(stripped) + 1] == "." and "." in words:
            words += "."
        return rest, Part(words, reading)
    return None


def _ends_in_time(rest: str, language: str | None) -> bool:
    """Whether a time stands before a word that may be a name, which makes it a remark: JOUR - SUITE."""
    last = FRONT.split(rest.rstrip(_STOPS))[-1].strip()
    readings = (read_phrase(words, language) for words in {last, last.rsplit(" ", 1)[-1]} if words)
    return any(reading and reading.kind != "remark" and not reading.weak for reading in readings)


def _bare(text: str, language: str | None, only_time: bool) -> tuple[str, Part | None]:
    """A time at the end with nothing but a space or a slash before it: HOUSE DAY, KITCHEN EARLY MORNING."""
    stripped = text.rstrip(_STOPS)
    found: tuple[str, Part] | None = None
    at = len(stripped)
    for _ in range(_MOST_WORDS):
        at = stripped.rfind(" ", 0, at)
        if at <= 0:
            break
        words, rest = stripped[at + 1 :], stripped[:at].rstrip(_TRIM)
        reading = read_phrase(words, language)
        if reading is None:
            if found or words.count(" ") > 1:
                break
            continue
        if reading.weak or reading.kind == "remark" or (only_time and reading.kind != "time"):
            continue
        if _may_end(rest) and (reading.relation or not _is_filler(words)):
            found = rest, Part(words, reading)
    if found:
        return found
    rest, slash, words = stripped.rpartition("/")
    tail = read_phrase(words, language) if slash and rest.strip() else None
    return (rest.rstrip(), Part(words.strip(), tail)) if tail and not tail.weak else (text, None)


def _may_end(rest: str) -> bool:
    """A place does not end in THE, OF or a possessive."""
    last = fold(rest.rsplit(" ", 1)[-1])
    word = OF_ANY.get(last)
    return bool(rest) and not last.endswith(_POSSESSIVE) and not (word and (word.filler or word.follows))


def _is_filler(words: str) -> bool:
    word = OF_ANY.get(fold(words.split(" ", 1)[0]))
    return bool(word and word.filler)


def _hung(text: str, language: str | None, foreign: bool) -> tuple[str, Part | None]:
    """The time that hangs on the setting: INNEN/FRÜHER MORGEN KÜCHE."""
    words = text.split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[:count]).strip(" .,:-–—/")
        reading = read_phrase(phrase, language)
        if reading and reading.kind == "time" and not (foreign and fold(phrase) in OF_LANGUAGE["en"]):
            return " ".join(words[count:]).lstrip(" .-–—/,:"), Part(phrase, reading)
    return text, None


def _front(text: str, language: str | None) -> tuple[str, Part | None]:
    """The time in front of the place, as French and Spanish headings have it (JOUR - CUISINE), or all there is."""
    whole = read_phrase(text, language)
    if whole and whole.kind != "remark" and not whole.weak:
        return "", Part(text.strip(" ."), whole)
    found = FRONT.search(text)
    words = text[: found.start()].strip() if found else ""
    reading = read_phrase(words, language) if words else None
    if found and reading and reading.kind == "time" and not reading.weak:
        return text[found.end() :], Part(words, reading)
    return text, None


def _remembered(text: str, language: str | None) -> Part | None:
    """A remark in front of a Japanese place: 回想・教室."""
    words, dot, rest = text.partition("・")
    reading = read_phrase(words, language) if dot and rest else None
    return Part(words, reading) if reading and reading.kind == "remark" and not reading.weak else None
