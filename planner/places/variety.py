"""Choices that differ from place to place and never change for one: each is made of the name and its key alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from film.names import digest

T = TypeVar("T")

WARM_WALLS = ("#c2ae90", "#b7a184", "#b9a795", "#c0a58c", "#a8ab95", "#ad9a88", "#b8a07a")
COOL_WALLS = ("#a3adab", "#97a5a6", "#a9b0a6", "#9aa79a", "#a8aeb3", "#8f9c9b")
DARK_WALLS = ("#5d4638", "#4c4740", "#573d36", "#43494a", "#5b5140")
FACADES = ("#8a7a6c", "#7d5f52", "#93897b", "#6f6a66", "#9b8468", "#75695f", "#877062")
FABRICS = ("#6d5a4a", "#4f5d5a", "#7b4a3f", "#5c5f73", "#76704f", "#56624b")
WOODS = ("#7a5a3d", "#6a4b33", "#8b6a48", "#5a4232", "#94744f")
CARS = ("#6b2f2b", "#39464f", "#5a5e57", "#8c8a80", "#2f3b52", "#7a6a45")


class Variety(NamedTuple):
    """Where a place's own proportions and colours come from: its name."""

    name: str

    def share(self, key: str) -> float:
        """A number from 0 to below 1, the same for the same name and key."""
        return int(digest([self.name, key])[:13], 16) / 16**13

    def between(self, key: str, low: float, high: float) -> float:
        """A length or colour share from ``low`` to ``high``, to the centimetre."""
        return round(low + (high - low) * self.share(key), 2)

    def pick(self, key: str, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.share(key) * len(options))]

    def chance(self, key: str, odds: float = 0.5) -> bool:
        """Whether something that happens with these odds happens here."""
        return self.share(key) < odds
