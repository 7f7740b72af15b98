"""How long a model in this process may take: for one answer, and for all of them together."""

from __future__ import annotations

from time import monotonic

from planner.llm.budget import Manners


class Clock:
    """Seconds as a user bounds them.  The deadline runs from the first question that is asked of a model."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._began: float | None = None

    def start(self) -> None:
        """The first question is asked; later ones start nothing."""
        if self._began is None:
            self._began = monotonic()

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        return monotonic()

    def over(self) -> str:
        """Why nothing more may be asked; nothing while it may."""
        deadline = self._manners.deadline
        if deadline is None or self._began is None or self.now() - self._began < deadline:
            return ""
        return f"the time for all answers, {deadline:g} s, is over"

    def late(self, since: float) -> str:
        """Why an answer that was begun at ``since`` is given up; nothing while it has time."""
        timeout = self._manners.timeout
        return f"no answer within {timeout:g} s" if self.now() - since >= timeout else self.over()
