"""The form of a language's word lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from film.screenplay import PartOfDay, Relation

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


class Words(NamedTuple):
    """One language's words.  Every value is a list of words or phrases with commas between them.

    ``times`` name a part of the day, ``relations`` place a scene against the one before, ``both`` do the two
    at once (翌朝, the next morning).  ``units`` and ``numbers`` make spans (TWO WEEKS LATER); ``day`` are the
    words for day that are a unit too.  ``next_day`` (NEXT), ``loose`` (LATE, which alone is a time) and
    ``qualifiers`` (RAINY) say something only beside a time, and ``fillers`` (THE, OF) never.  ``remarks`` are
    what else a heading says: FLASHBACK, RAIN, MOVING; ``dates`` are weekdays, months and seasons.
    Of all these, ``weak`` words are also names of places or people: they count only beside another word of
    time, behind one, or in parentheses; ``doubtful`` ones only where no other language is known.
    """

    code: str
    times: Mapping[PartOfDay, str]
    relations: Mapping[Relation, str]
    both: Mapping[tuple[PartOfDay, Relation], str] = {}
    day: str = ""
    units: Mapping[Unit, str] = {}
    numbers: Mapping[int, str] = {}
    next_day: str = ""
    loose: Mapping[PartOfDay, str] = {}
    qualifiers: str = ""
    fillers: str = ""
    remarks: str = ""
    dates: str = ""
    weak: str = ""
    doubtful: str = ""
