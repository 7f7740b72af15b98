"""What was tried of one shot and what is to be tried next: pure bookkeeping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from film.takes import Spent, Take
from renderer.generative.seam import Trouble

_FOR_GOOD: frozenset[Trouble] = frozenset({"memory", "refused", "budget"})
"""What another seed does not mend."""


class Errand(NamedTuple):
    """A shot that takes are wanted of.

    ``wanted`` are good ones, ``attempts`` the most that are tried, those of earlier runs included.  ``after`` is the
    shot whose chosen take it goes on from, "" for none.  ``rejected`` are numbers that people do not want, ``chosen``
    is the one that they do.  ``more`` good ones are wanted besides those that there are.  ``lost`` are numbers whose
    making ended the process, in words, and ``alone`` those that may have: they are made with nothing else under way.
    """

    shot: str
    wanted: int = 1
    attempts: int = 3
    after: str = ""
    rejected: frozenset[int] = frozenset()
    chosen: int | None = None
    more: int = 0
    lost: Mapping[int, str] = {}
    alone: frozenset[int] = frozenset()

    @property
    def most(self) -> int:
        """How many are tried at most; one that somebody rejects makes room for another."""
        return max(self.attempts, self.wanted) + len(self.rejected)


class Tried(NamedTuple):
    """A take that was tried: what came of it, or which trouble there was and why.  ``made``: now, and not before."""

    number: int
    take: Take | None = None
    made: bool = False
    spent: Spent = Spent()
    trouble: Trouble | None = None
    why: str = ""


@dataclass
class Slate:
    """One shot's tries by number.  ``under_way`` are numbers that are being made."""

    errand: Errand
    tried: dict[int, Tried] = field(default_factory=dict)
    under_way: set[int] = field(default_factory=set)

    @property
    def takes(self) -> tuple[Take, ...]:
        """What there is, by number."""
        return tuple(each.take for _, each in sorted(self.tried.items()) if each.take is not None)

    @property
    def take(self) -> Take | None:
        """The take that is in the film."""
        return best(self.takes, self.errand.rejected, self.errand.chosen)

    @property
    def missing(self) -> int:
        """Good takes that are wanted still, as far as more may be tried."""
        if any(each.trouble == "refused" for each in self.tried.values()):
            return 0
        return max(min(self.errand.wanted - self._good(), self.errand.most - len(self.takes)), 0)

    @property
    def why(self) -> str:
        """Why there is no take, where there is none: the last trouble's words."""
        troubles = [each.why for _, each in sorted(self.tried.items()) if each.trouble is not None]
        return troubles[-1] if troubles else ""

    def found(self, takes: Iterable[Take]) -> None:
        """Notes what was made before."""
        self.tried.update({take.number: Tried(take.number, take) for take in takes})
        if more := self.errand.more:
            wanted, attempts = self._good() + more, max(self.errand.attempts, len(self.tried) + more)
            self.errand = self.errand._replace(wanted=wanted, attempts=attempts, more=0)

    def next_number(self) -> int | None:
        """The number to be tried now; None where enough are good or under way, or nothing further helps."""
        if any(each.trouble in _FOR_GOOD for each in self.tried.values()):
            return None
        if self._good() + len(self.under_way) >= self.errand.wanted:
            return None
        if len(self.tried) + len(self.under_way) >= self.errand.most:
            return None
        return next(number for number in count(1) if number not in self.tried and number not in self.under_way)

    def closed(self) -> bool:
        """Nothing of it is under way and nothing further will be tried."""
        return not self.under_way and self.next_number() is None

    def _good(self) -> int:
        return sum(good(take, self.errand.rejected) or take.number == self.errand.chosen for take in self.takes)


def good(take: Take, rejected: Iterable[int]) -> bool:
    """No measure and nobody speaks against it."""
    return not take.faults and take.number not in set(rejected)


def best(takes: Iterable[Take], rejected: Iterable[int], chosen: int | None) -> Take | None:
    """The take that people chose, else the one with the fewest faults, the lowest number first; none but rejected ones:
    None."""
    left = [take for take in takes if take.number not in set(rejected)]
    if chosen is not None and (found := next((take for take in left if take.number == chosen), None)):
        return found
    return min(left, key=lambda take: (len(take.faults), take.number), default=None)
