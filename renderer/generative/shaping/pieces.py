"""A shot in pieces that fit into a model's window, parted where nobody notices and each going on from the one before.

::

    beats        v        v     v         v      v        starts and ends of lines, marks, camera keys
    piece 0   |===================|
    piece 1               |hhhh|==================|       h: the head, frames of piece 0 that piece 1 begins with
    piece 2                               |hhhh|================|..|      what is too long is not shown
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from film.errors import RenderError
from film.shot import Shot
from renderer.generative.seam import FrameRule

MOST = 400
"""Pieces of a shot: more would be an hour of film in one shot, or a model that makes single pictures."""
_HEAD_SECONDS = Fraction(1, 2)
"""What a piece is shown of the one before, where the model takes so much: enough to see which way things move."""
_REACH = Fraction(1, 3)
"""Share of an even piece by which one may be longer or shorter to end at a beat."""
_NOTICED = 4
"""How many frames off an even share weigh as much as one frame off a beat."""


class Piece(NamedTuple):
    """Frames of the model, counted through the shot: ``frames`` from ``first`` on, of which ``head`` are of the piece
    before."""

    first: int
    frames: int
    head: int = 0

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.first + self.frames


def beats_of(shot: Shot) -> tuple[int, ...]:
    """Frames inside the shot at which something begins or ends: lines, marks, moves of the camera."""
    halves = (shot,) if shot.split is None else (shot, shot.split)
    speech = (frame for line in shot.speech for frame in (line.start, line.start + line.frames))
    marks = (mark.frame for half in halves for mark in half.marks)
    keys = (key.frame for half in halves for key in half.camera)
    return tuple(sorted({frame for frame in (*speech, *marks, *keys) if 0 < frame < shot.frames}))


def head_of(rule: FrameRule, rate: Fraction, continues: int) -> int:
    """How many frames of the piece before the next one begins with: half a second's, on the grid of the model's counts
    (1, 5, 9 ... where it makes 4 k + 1: what its encoder of pictures takes together), and no more than half a window.

    0 where the model goes on from nothing.
    """
    most = min(continues, rule.longest // 2)
    if most < 1:
        return 0
    grid = rule.offset % rule.step or rule.step
    lasting = _HEAD_SECONDS * rate
    wanted = grid + max(-(-(lasting - grid) // rule.step), 0) * rule.step
    allowed = grid + (most - grid) // rule.step * rule.step
    return min(wanted, allowed) if allowed >= 1 else 1


def pieces_of(needed: int, rule: FrameRule, head: int, beats: Sequence[int] = (), rate: int = 16) -> tuple[Piece, ...]:
    """As few pieces as hold so many frames, about equally long, each ending at a beat where one is near.

    ``beats`` are frames of the model that something begins with, ``rate`` how many make about a second.  Every count is
    one that the rule allows; only the last piece may hold more than is needed.  Raises RenderError for a shot of more
    than ``MOST`` pieces.
    """
    gain = rule.longest - head
    count = 1 + max(-(-(needed - rule.longest) // gain), 0)
    if count > MOST:
        raise RenderError(
            f"the shot is {count} pieces of {rule.longest} frames for this model, and {MOST} is the most",
            do="Split the shot, or take a model with a longer window",
        )
    pieces: list[Piece] = []
    for left in range(count, 0, -1):
        start, own = (pieces[-1].end, head) if pieces else (0, 0)
        rest = needed - start
        if left == 1:
            frames = rule.fitting(rest + own)
        else:
            least = rest - (left - 1) * gain
            ends = [end for end in _ends(rule, start, own) if end - start >= least]
            frames = _parting(ends, start, Fraction(rest, left), beats, rate) - start + own
        pieces.append(Piece(start - own, frames, own))
    return tuple(pieces)


def _ends(rule: FrameRule, start: int, head: int) -> Iterator[int]:
    """Where a piece may end that begins, behind its head, at a frame."""
    for frames in range(rule.fitting(rule.least), rule.longest + 1, rule.step):
        if frames > head:
            yield start + frames - head


def _parting(ends: Sequence[int], start: int, share: Fraction, beats: Sequence[int], rate: int) -> int:
    """The end of a piece: weighs frames off an even share against frames off the next beat (up to half a second)."""

    def worth(end: int) -> tuple[bool, Fraction, int]:
        off = abs(end - start - share)
        missed = min((abs(end - beat) for beat in beats), default=rate)
        return off > share * _REACH, off + _NOTICED * min(missed, rate // 2), end

    return min(ends, key=worth)
