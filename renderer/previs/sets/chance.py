"""Chance that belongs to a place: the same place is always built the same."""

from __future__ import annotations

import numpy as np

from film.names import digest


class Dice:
    """Numbers from 0 to 1 that belong to a place's look."""

    def __init__(self, *of: object) -> None:
        self._numbers = np.random.default_rng(int(digest([str(thing) for thing in of])[:12], 16))

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * float(self._numbers.random())

    def one_of(self, *choices: str) -> str:
        return choices[int(self._numbers.random() * len(choices)) % len(choices)]


FACADES = ("#6f6a63", "#7d736a", "#5f6368", "#8a7d6d", "#6b5f58", "#747b80")


GREENS = ("#4b5c36", "#55653c", "#3f5233", "#5c6a45")
