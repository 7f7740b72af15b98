"""One thing from one frame of a take to a later one: how it went and how it was asked to, and whether these agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from renderer.generative.judging.planned import Shift

DRIFT = 0.001
"""Share of the frame's width a frame by which what is to stand may drift: a fortieth of the picture in a second."""
EXACT = 0.003
"""Share of the width that following a point may be off by, however many frames lie between the two."""
MOVES = 2 * EXACT
"""Share of the width from which on a point is planned to move: from standing still it can then be told apart."""
SHARE = 0.3
"""Share of its planned way that what moves may be off by: half as fast passes just, standing still does not."""
UNREST = 0.003
"""Share of the width a frame by which somebody may move otherwise than planned: people are livelier than mannequins."""
WALKS = 0.005
"""Share of the width from which on somebody who walks is planned to be seen to."""
POINTS = 6
"""Points of the set from which on they tell anything."""


class Step(NamedTuple):
    """A point of the set or somebody from one frame to a later one, in pixels: seen, and asked.

    ``span`` is how many frames that took.  ``seen`` is None where it could not be found again; ``who`` is None for the
    set.  ``walks`` says that somebody does; ``part`` is which camera of a split screen sees it.
    """

    frame: int
    span: float
    asked: Shift
    seen: Shift | None
    who: str | None = None
    walks: bool = False
    part: int = 0

    @property
    def off(self) -> float:
        """Pixels between what is seen and what is asked."""
        return math.inf if self.seen is None else math.dist(self.seen, self.asked)

    @property
    def way(self) -> float:
        """Pixels asked."""
        return math.hypot(*self.asked)

    def moves(self, width: int) -> bool:
        """Whether it is planned to be seen to move, in a frame so wide."""
        return self.walks and self.way >= WALKS * width if self.who else self.way >= MOVES * width

    def agrees(self, width: int) -> bool:
        """Whether it goes as asked."""
        if self.who is not None:
            slack = EXACT * width + SHARE * self.way if self.moves(width) else UNREST * width * self.span + self.way
        else:
            slack = EXACT * width + SHARE * self.way if self.moves(width) else DRIFT * width * self.span
        return self.off <= max(slack, EXACT * width)


def judged(steps: Sequence[Step], width: int) -> list[Step]:
    """Of the points of a frame those that tell: where the plan has enough of them move, these alone."""
    moving = [step for step in steps if step.moves(width) or step.seen is None]
    return moving if sum(step.seen is not None for step in moving) >= POINTS else list(steps)


def agreed(steps: Sequence[Step], width: int) -> float:
    """The share of points that go as asked."""
    return sum(step.agrees(width) for step in steps) / max(len(steps), 1)
