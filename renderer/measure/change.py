"""What happens between two measured frames: pictures that repeat, leap, go black; every frame is looked at coarsely."""

from __future__ import annotations

from statistics import median

import numpy as np

from film.clips import Between
from renderer.measure.light import Bytes, Floats, grey_of

_ROWS = 135
"""Rows of the coarse picture, about."""
_FAR = 3
_SAME, _AT_MOST = 0.05, 2.5
"""Luma (of 255): a picture repeats the last one when no sample differs by more than the second and all by less than the
first in the mean: what an encoder leaves of a picture that does not change."""


class Watch:
    """Follows a shot's frames in their order.

    A *leap* is by how much (mean luma of the samples, 0 to 1) a frame differs from the one before it beyond what frames
    two and three before and after do: a moving camera changes much, but every frame.  One frame out of its place makes
    two leaps side by side.  A leap is known three frames after it.
    """

    def __init__(self) -> None:
        self._last: Floats | None = None
        self._changes: list[float] = []
        self._run = self._repeats = 0
        self._leap, self._dark, self._bright = 0.0, 1.0, 0.0

    def see(self, rgb: Bytes) -> None:
        """The next frame (h, w, 3)."""
        now = grey_of(rgb, max(rgb.shape[0] // _ROWS, 1))
        level = float(now.mean(dtype=np.float64)) / 255
        self._dark, self._bright = min(self._dark, level), max(self._bright, level)
        if self._last is not None:
            off = np.abs(now - self._last)
            change = float(off.mean(dtype=np.float64))
            self._run = self._run + 1 if change < _SAME and float(off.max()) < _AT_MOST else 0
            self._changes.append(change / 255)
            self._judge(len(self._changes) - 1 - _FAR)
        self._repeats = max(self._repeats, self._run)
        self._last = now

    def told(self, *, last: bool = False) -> Between:
        """What happened since this was last asked; ``last`` when no frame follows."""
        if last:
            for index in range(len(self._changes) - _FAR, len(self._changes)):
                self._judge(index)
        found = Between(
            repeats=self._repeats,
            leap=round(self._leap, 4),
            darkest=round(self._dark, 4),
            brightest=round(self._bright, 4),
        )
        self._clear()
        return found

    def _clear(self) -> None:
        self._repeats, self._leap, self._dark, self._bright = 0, 0.0, 1.0, 0.0

    def _judge(self, index: int) -> None:
        """How far one change stands out from those near it."""
        near = (*range(index - _FAR, index - 1), *range(index + 2, index + _FAR + 1))
        beside = [self._changes[i] for i in near if 0 <= i < len(self._changes)]
        if index >= 0 and beside:
            self._leap = max(self._leap, self._changes[index] - median(beside))
