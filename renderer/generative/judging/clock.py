"""Which frame of the previs each frame of a take is held against, and which of its frames repeat on purpose.

::

    film frame      0   1   2   3   4   5   6        24 a second
    model's frame   0   1   1   2   3   3   4        16 a second: frames 2 and 5 show again what was shown
    previs frame    0   2   2   3   5   5   6        what the model's frame was to show
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from renderer.generative.seam import TakeOrder


class Clock(NamedTuple):
    """For each film frame: the number of the model's frame that it shows, and the previs' frame that this is to show.

    ``moments`` are when the model's frames are meant to be, in film frames; where a pass steered the model they are
    the frames of that pass.
    """

    shows: tuple[int, ...]
    planned: tuple[int, ...]
    moments: tuple[Fraction, ...]

    def fresh(self, frame: int) -> bool:
        """Whether a frame shows something else than the one before it was meant to."""
        return frame == 0 or self.shows[frame] != self.shows[frame - 1]

    def before(self, frame: int, span: int) -> int | None:
        """The last film frame, ``span`` or more before this one, that shows an earlier frame of the model and of the
        previs; None where there is none."""
        for earlier in range(frame - span, -1, -1):
            if self.moments[earlier] < self.moments[frame] and self.planned[earlier] < self.planned[frame]:
                return earlier
        return None


def clock_of(frames: int, rate: Fraction, order: TakeOrder | None) -> Clock:
    """The clock of a shot of so many frames.  Without an order every frame of the film is one of the model's.

    Raises ValueError for an order of another length.
    """
    if order is None:
        whole = tuple(range(frames))
        return Clock(whole, whole, tuple(Fraction(frame) for frame in whole))
    if len(order.shows) != frames:
        raise ValueError(f"take {order.number} of {order.shot} shows {len(order.shows)} frames, the shot has {frames}")
    made = _moments(order, rate)
    moments = tuple(min(max(made[number], Fraction(0)), Fraction(frames - 1)) for number in order.shows)
    return Clock(order.shows, _rising([int(moment + Fraction(1, 2)) for moment in moments]), moments)


def _moments(order: TakeOrder, rate: Fraction) -> list[Fraction]:
    """When each of the model's frames is, in frames of the film from the shot's first."""
    made: list[Fraction] = []
    first = order.shows[0]
    for job in order.jobs:
        if job.control is not None:
            made += [Fraction(frame) for frame in job.control.frames[job.head :]]
        else:
            made += [(len(made) + number - first) * rate / job.rate for number in range(job.frames - job.head)]
    return made


def _rising(frames: Sequence[int]) -> tuple[int, ...]:
    """The same, none less than one before it: the previs is read forwards."""
    most, found = 0, []
    for frame in frames:
        most = max(most, frame)
        found.append(most)
    return tuple(found)
