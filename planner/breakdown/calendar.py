"""The story's calendar: on which day each scene plays, and which are memories.

Days count from 1 in the order in which the story tells them.  The clock runs on when the words say so or when it
cannot be the same day any more.  What is remembered has days of its own, counted down from 0, and the story goes on
afterwards where it was; what the words date back (THREE DAYS EARLIER, an earlier year) lies that far back and runs on
from there until it has caught up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from film.plan import TimeOfDay
from film.screenplay import Heading
from planner.breakdown.lapses import Lapse, lapse_in
from planner.breakdown.times import day_after, is_remembered, time_of_day

_YEAR_DAYS = 365


class Date(NamedTuple):
    """When a scene plays; ``remembered``: before the time that the story has reached."""

    time: TimeOfDay
    day: int
    remembered: bool = False


@dataclass
class Calendar:
    """The date as headings are read in order: ``now`` on the story's own line, ``reached`` the latest day told."""

    now: Date | None = None
    reached: int = 1
    _day: int = 1
    _year: int | None = None
    _memory: Date | None = None
    _memories: list[int] = field(default_factory=list)

    def turn(self, heading: Heading, told: Sequence[str] = (), recalled: bool = False) -> Date:
        """The date of the next scene.

        ``told`` are supers and lapses since the last heading, ``recalled`` says that it lies in a flashback.
        """
        if recalled or is_remembered(heading):
            return self._recall(heading)
        self._memory = None
        before = self.now
        time = time_of_day(heading, before.time if before else None)
        moved = self._lapse((*told, *_dates(heading)))
        if before is not None and not moved:
            self._day = day_after(heading, before.day, time, before.time)
        self.reached = max(self.reached, self._day)
        self.now = Date(time, self._day, self._day < self.reached)
        return self.now

    def later(self, told: Sequence[str]) -> None:
        """Time passes inside a scene; the next one is on the new day."""
        if self._memory is None and self._lapse(told) and self.now is not None:
            self.reached = max(self.reached, self._day)
            self.now = self.now._replace(day=self._day)

    def _lapse(self, told: Sequence[str]) -> bool:
        start = self._day
        for words in told:
            lapse = lapse_in(words)
            if lapse is not None:
                self._jump(lapse)
        return self._day != start

    def _jump(self, lapse: Lapse) -> None:
        if lapse.present:
            self._day = self.reached
        elif lapse.year is not None:
            known, self._year = self._year, lapse.year
            if known is not None:
                self._day += _YEAR_DAYS * (lapse.year - known)
            elif self.now is not None:
                self._day += 1  # some other year than the one before, nobody says which
        else:
            self._day += lapse.days

    def _recall(self, heading: Heading) -> Date:
        """A memory: the day of the one before it where it goes on, else a day of its own."""
        last = self._memory
        time = time_of_day(heading, last.time if last else None)
        if last is None or heading.relation == "next_day":
            self._memories.append(-len(self._memories))
            last = Date(time, self._memories[-1], True)
        self._memory = Date(time, last.day, True)
        return self._memory


def _dates(heading: Heading) -> tuple[str, ...]:
    """The remarks of a heading that date it: a year, the present, so many days back."""
    found = ((words, lapse_in(words)) for words in dict.fromkeys((*heading.modifiers, heading.time)) if words)
    return tuple(words for words, lapse in found if lapse and (lapse.year or lapse.present or lapse.days < 0))
