"""Frames at the model's rate and at the film's: which shows which, by exact fractions.

::

    film   24/s   0  1  2  3  4  5  6        film frame i is shown at i / film's rate; what it shows is
                  |  |  |  |  |  |  |        the model's frame nearest to that moment.  Halves go to the
    model  16/s   0  1  1  2  3  3  4        earlier one: nothing is seen before it has happened
"""

from __future__ import annotations

from fractions import Fraction


def shown(frames: int, film: Fraction, model: Fraction) -> tuple[int, ...]:
    """For each of so many frames of the film, the number of the model's frame that it shows.

    >>> shown(7, Fraction(24), Fraction(16))
    (0, 1, 1, 2, 3, 3, 4)
    """
    return tuple(nearest(frame, film, model) for frame in range(frames))


def nearest(frame: int, of: Fraction, among: Fraction) -> int:
    """Of frames at the rate ``among``, the one nearest in time to a frame at the rate ``of``; halves down."""
    ratio = among / of
    return -((ratio.denominator - 2 * frame * ratio.numerator) // (2 * ratio.denominator))


def needed(frames: int, film: Fraction, model: Fraction) -> int:
    """How many frames of the model so many of the film take: every one that is shown, and no less time in all.

    >>> needed(24, Fraction(24), Fraction(16)), needed(24, Fraction(24), Fraction(8))
    (16, 9)
    """
    lasting = frames * model / film
    return max(nearest(frames - 1, film, model) + 1, -(-lasting.numerator // lasting.denominator))


def seen_at(first: int, count: int, model: Fraction, film: Fraction, frames: int) -> tuple[int, ...]:
    """For ``count`` frames of the model from number ``first`` on, the film's frame nearest to each.

    The last of the shot's ``frames`` stays for whatever the model makes beyond them.
    """
    return tuple(min(nearest(frame, model, film), frames - 1) for frame in range(first, first + count))
