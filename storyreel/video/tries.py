"""What came of a shot: every take that was tried, and what one takes."""

from __future__ import annotations

from film.base import Model
from film.takes import LeftOut, Spent


class Attempt(Model):
    """A take that was tried: its key in the store, or the trouble."""

    number: int
    key: str = ""
    made: bool = False
    spent: Spent = Spent()
    trouble: str = ""
    why: str = ""


class Tries(Model):
    """What came of one shot; ``why`` it has no take, where it has none.

    A take of it is ``jobs`` jobs, the first with this ``prompt``, and is reckoned to take ``gpu_seconds``; ``missing``
    good takes are still wanted.
    """

    shot: str
    tried: tuple[Attempt, ...] = ()
    why: str = ""
    missing: int = 0
    jobs: int = 0
    prompt: str = ""
    gpu_seconds: float = 0.0
    watt_hours: float = 0.0
    left_out: tuple[LeftOut, ...] = ()

    @property
    def has_take(self) -> bool:
        """There is a take of it, good or not."""
        return any(attempt.key for attempt in self.tried)
