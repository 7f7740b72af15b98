"""Clock times and years in headings: 3:00 AM, 15 UHR, 22h30, 午後3時, 1944, 44 BC."""

from __future__ import annotations

import re
from typing import NamedTuple

from film.screenplay import PartOfDay

_CLOCK = re.compile(
    r"(?<![\d#])(?:ORE |KL\.? )?(?P<hour>\d{1,2})"
    r"(?:"
    r" ?[:.](?P<minute>[0-5]\d)(?::[0-5]\d)? ?(?P<half>[AP] ?\.? ?M\b\.?|UHR\b|H\b|Ч\b|HRS\b)?"
    r"| ?(?P<half2>[AP]\.? ?M\b\.?|UHR\b|HRS\b)"
    r"| ?H ?(?P<minute2>[0-5]\d)?\b"
    r"| ?O'CLOCK\b"
    r"| ?(?:बजे)"
    r"| ?[時时點点](?!間|间)(?P<minute3>\d{1,2}分|半)?"
    r")"
)
_ORE = re.compile(r"ORE (?P<hour>\d{1,2})")
_SPELT = re.compile(
    r"(?P<tens>十)?(?P<ones>[一二三四五六七八九两兩])?(?P<ten>十)?(?P<more>[一二])?[時时點点](?!間|间)半?"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_YEAR = re.compile(
    r"(?:CIRCA |C\. ?|YEAR |ANNEE |ANNO |ANO |JAHR )?"
    r"(?:\d{4}S?|'?\d0S|\d{3,4}-\d{2,4}|\d{4} ?(?:年|Г|ГОД|ГОДА)\.?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,4} ?(?:A\.?D|B\.?C|B\.?C\.?E|C\.?E|AP\.? J\.?-?C|N\. ?CHR|V\. ?CHR|D\. ?C|A\. ?C)\.?)"
)


class Clock(NamedTuple):
    """A clock time in a folded text: hour from 0 to 24, whether its half of the day is said, where it stands."""

    hour: int
    minute: int
    sure: bool
    start: int
    end: int

    def part(self, named: PartOfDay | None) -> PartOfDay | None:
        """The part of day at that hour; ``named`` beside it (午後, NIGHT) says which half of the day is meant."""
        hour = self.hour
        if not self.sure and hour < 12:
            late = named in ("afternoon", "dusk", "sunset") or (named in ("evening", "night") and hour >= 5)
            hour += 12 if late else 0
        return part_at(hour, self.minute)


def clock_in(folded: str) -> Clock | None:
    """The first clock time in a text; None without."""
    found = _CLOCK.search(folded) or _ORE.search(folded)
    if not found:
        return _spelt(folded) if "点" in folded or "點" in folded or "時" in folded else None
    groups = found.groupdict()
    hour = int(groups["hour"])
    half = (groups.get("half") or groups.get("half2") or "").replace(" ", "")
    said = half[:1] in ("A", "P") and half != ""
    if hour > 24 or (said and not 1 <= hour <= 12):
        return None
    minute = groups.get("minute") or groups.get("minute2") or ""
    hour = hour % 12 + (12 if half[0] == "P" else 0) if said else hour
    return Clock(hour, int(minute or 0), said or hour > 12, found.start(), found.end())


def _spelt(folded: str) -> Clock | None:
    """Hours in Chinese numerals: 三点, 十点, 十二點半."""
    for found in _SPELT.finditer(folded):
        tens = 10 if found["tens"] or found["ten"] else 0
        ones = _DIGITS.get(found["ones"] or "", 0) + _DIGITS.get(found["more"] or "", 0)
        if tens or ones:
            return Clock(min(tens + ones, 24), 0, False, found.start(), found.end())
    return None


def part_at(hour: int, minute: int = 0) -> PartOfDay:
    """The part of day that an hour of 24 lies in."""
    if hour in (0, 24) and not minute:
        return "midnight"
    if hour == 12 and minute < 30:
        return "noon"
    until: tuple[tuple[int, PartOfDay], ...] = (
        (5, "night"),
        (7, "dawn"),
        (12, "morning"),
        (18, "afternoon"),
        (21, "evening"),
    )
    return next((part for end, part in until if hour % 24 < end), "night")


def is_year(folded: str) -> bool:
    """A year, a decade, a span of years or a date in figures, and nothing else."""
    return _YEAR.fullmatch(folded) is not None
