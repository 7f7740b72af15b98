"""Exact time: whole frames at a rational rate.  Seconds appear only at the edges.

A rate is written ``"24/1"`` or ``"24000/1001"``; ``23.976``, ``29.97`` and ``59.94`` are read as
their exact 1001 fractions, as everybody in the trade means them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, model_validator

from film.base import Model

_NTSC = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "59.94": Fraction(60000, 1001),
}


def parse_rate(value: object) -> Fraction:
    """Frames per second, exactly, from ``24``, ``"24/1"``, ``"23.976"`` or a Fraction.

    Raises ValueError for anything that is not between 1 and 240 frames per second.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Fraction)):
        raise ValueError(f"{value!r} is not a frame rate; write 24, 25, 23.976 or 24000/1001")
    text = str(value).strip()
    try:
        rate = _NTSC.get(text) or Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a frame rate; write 24, 25, 23.976 or 24000/1001") from None
    if not 1 <= rate <= 240:
        raise ValueError(f"{value!r} frames per second is outside 1 to 240")
    return rate


def format_rate(rate: Fraction) -> str:
    """``"24/1"``: the spelling that files and ``--json`` carry."""
    return f"{rate.numerator}/{rate.denominator}"


Rate = Annotated[Fraction, BeforeValidator(parse_rate), PlainSerializer(format_rate, return_type=str)]
"""Frames per second as an exact fraction; serialised as ``"24/1"``."""


def frames_in(seconds: float | Fraction, rate: Fraction) -> int:
    """The nearest whole number of frames, halves up."""
    return int(Fraction(seconds) * rate + Fraction(1, 2))


def seconds_in(frames: int, rate: Fraction) -> Fraction:
    """Exact seconds that ``frames`` last."""
    return Fraction(frames) / rate


def timecode(frame: int, rate: Fraction) -> str:
    """Non-drop ``HH:MM:SS:FF`` of a frame counted from zero, at the rate's nominal whole base."""
    base = round(rate)
    seconds, frames = divmod(frame, base)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"


class FrameRange(Model):
    """A half-open stretch of frames: ``start`` is in it, ``end`` is not.

    ::

        start          end
        |##############|
    """

    start: int
    frames: int

    @model_validator(mode="after")
    def _not_negative(self) -> FrameRange:
        if self.frames < 0:
            raise ValueError(f"a range cannot last {self.frames} frames")
        return self

    @property
    def end(self) -> int:
        """The first frame after the range."""
        return self.start + self.frames

    def overlap(self, other: FrameRange) -> FrameRange:
        """What both ranges hold; zero frames when they do not meet."""
        start = max(self.start, other.start)
        return FrameRange(start=start, frames=max(0, min(self.end, other.end) - start))

    def shift(self, frames: int) -> FrameRange:
        """The same stretch, ``frames`` later."""
        return FrameRange(start=self.start + frames, frames=self.frames)
