"""What happens from frame to frame: a cut, a picture that stands still, light that flickers; all frames are looked at.

Each is held against the previs' own frames: what is planned to leap (a lamp that goes out), to stand still (an insert)
or to flicker (street lamps that pass) is no fault of the take.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from film.clips import Between
from renderer.measure.change import Watch
from renderer.measure.light import Bytes

LATE = 3
"""Frames after which a leap is known (``renderer.measure.change``)."""
WINDOW = 12
"""Frames over which flicker is told."""
_ROWS = 135
"""Rows of the coarse picture, about."""

Numbers = npt.NDArray[np.float64]
Level = tuple[float, float, float]
_WEIGHTS = np.array([[0.2126, 0.7152, 0.0722], [-0.1146, -0.3854, 0.5], [0.5, -0.4542, -0.0458]]) / 255
"""Luma and both differences of colour, ITU-R BT.709, of 0 to 255."""


class Trace:
    """What is kept of the frames of a film: mean luma and colour (0 to 1) of each, and what happened at it.

    A frame's ``Between`` has the run of repeats that it is in, and the leap ``LATE`` frames before it.
    """

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self.events: list[Between] = []
        self._watch = Watch()

    def see(self, rgb: Bytes) -> None:
        """The next frame (h, w, 3)."""
        step = max(rgb.shape[0] // _ROWS, 1)
        luma, blue, red = (_WEIGHTS @ rgb[::step, ::step].mean(axis=(0, 1), dtype=np.float64)).tolist()
        self._watch.see(rgb)
        self.levels.append((luma, blue, red))
        self.events.append(self._watch.told())

    def again(self) -> None:
        """The next frame shows on purpose what the last one did: nothing happens at it."""
        self.levels.append(self.levels[-1])
        self.events.append(Between(darkest=self.events[-1].darkest, brightest=self.events[-1].brightest))

    def end(self) -> None:
        """There is no further frame: the last leaps are known."""
        if self.events:
            last = self._watch.told(last=True)
            self.events[-1] = self.events[-1].but(leap=max(self.events[-1].leap, last.leap))

    def between(self, last: int, frame: int) -> Between:
        """What happened in the frames after ``last`` up to ``frame``, this one included, in one."""
        some = self.events[last + 1 : frame + 1]
        return Between(
            repeats=max(each.repeats for each in some),
            leap=max(each.leap for each in some),
            darkest=min(each.darkest for each in some),
            brightest=max(each.brightest for each in some),
        )


def leap(mine: Sequence[Between], planned: Sequence[Between]) -> tuple[float, int]:
    """The greatest leap (0 to 1) beyond what the previs does near that frame, and the frame it is at."""
    best, at = 0.0, 0
    for index, each in enumerate(mine):
        near = planned[max(index - LATE, 0) : index + LATE + 1]
        more = each.leap - max((one.leap for one in near), default=0.0)
        if more > best:
            best, at = more, max(index - LATE, 0)
    return best, at


def longest_stop(mine: Sequence[Between], planned: Sequence[Between]) -> tuple[int, int]:
    """The longest run of frames that repeat while the previs goes on, and the frame that it ends at."""
    best, end, run = 0, 0, 0
    for index, (each, asked) in enumerate(zip(mine, planned, strict=False)):
        if not each.repeats:
            run = 0
        elif not asked.repeats:
            run += 1
        if run > best:
            best, end = run, index
    return best, end


def flicker(levels: Sequence[Level]) -> Numbers:
    """How far the light of each frame jumps off the line between its neighbours (0 to 1), the mean over ``WINDOW``.

    A trend, of whatever slope, has none; a lamp that goes on has two jumps, which are left out as the greatest two of
    each window.  Of luma and both differences of colour the one that jumps most.
    """
    series = np.array(levels)
    if len(series) < 5:
        return np.zeros(1)
    off = np.abs(series[1:-1] - (series[:-2] + series[2:]) / 2)
    size = min(WINDOW, len(off))
    windows = np.sort(np.lib.stride_tricks.sliding_window_view(off, size, axis=0), axis=-1)
    return np.asarray(windows[..., : max(size - 2, 1)].mean(axis=-1).max(axis=-1))
