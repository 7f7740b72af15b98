"""Which two frames are compared: so far apart that what is planned can be told from standing still, and no farther.

What goes slowly is followed over several frames, what goes fast over one; the set and the people each by their own.
How fast they go follows from the previs' own measures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from film.clips import Clip, FrameMeasure
from renderer.generative.judging.clock import Clock
from renderer.measure import measured_frames

REACH, LONGEST = 0.012, 12
"""Share of the frame's width that the plan's fastest goes between the two frames that are compared, and how many
frames they are apart at most."""


class Pair(NamedTuple):
    """A film frame and an earlier one, the previs' frames that they are held against, and how many frames of the film
    the take's own are meant to be apart."""

    frame: int
    earlier: int
    at: int
    before: int
    span: float

    @property
    def times(self) -> float:
        """How much longer than between the previs' frames that is."""
        return self.span / (self.at - self.before)


def pairs_of_set(clip: Clip, clock: Clock, cameras: int) -> dict[int, Pair]:
    """For each measured frame, but the first, what the set is compared with; ``cameras`` is 2 for a split screen."""
    return _pairs(clip, clock, {one.frame: _set_speed(one, cameras) for one in clip.measured})


def pairs_of_people(clip: Clip, clock: Clock) -> dict[int, Pair]:
    """The same for people."""
    return _pairs(clip, clock, dict(_people_speeds(clip)))


def _pairs(clip: Clip, clock: Clock, speeds: dict[int, float]) -> dict[int, Pair]:
    pairs = {}
    for frame in measured_frames(len(clock.shows))[1:]:
        at = clock.planned[frame]
        near = min(speeds, key=lambda each: (abs(each - at), each), default=None)
        speed = speeds[near] if near is not None else 0.0
        span = min(max(int(REACH * clip.width / max(speed, 1e-6)), 1), LONGEST)
        earlier = _first(clock.before(frame, wanted) for wanted in range(min(span, frame), 0, -1))
        if earlier is not None:
            apart = float(clock.moments[frame] - clock.moments[earlier])
            pairs[frame] = Pair(frame, earlier, at, clock.planned[earlier], apart)
    return pairs


def _first(found: Iterator[int | None]) -> int | None:
    return next((each for each in found if each is not None), None)


def _set_speed(one: FrameMeasure, cameras: int) -> float:
    """Pixels a frame that the plan has the set go, in the picture of the camera that has it go fastest."""
    lengths: dict[int, list[float]] = {-1: [0.0]}
    for way in one.ways:
        lengths.setdefault(int(way.x * cameras), []).append(math.hypot(way.right, way.down))
    return max(median(some) for some in lengths.values())


def _people_speeds(clip: Clip) -> Iterator[tuple[int, float]]:
    """Pixels a frame that the plan has the fastest of its people go at each measured frame: as a figure, or, where that
    was not to be followed, as the middle of their box has come since the last one."""
    for before, one in pairwise(clip.measured):
        boxes = {sight.character: sight.box for sight in before.sightings}
        speeds = [0.0]
        for sight in one.sightings:
            was = boxes.get(sight.character)
            if sight.way is not None:
                speeds.append(math.hypot(*sight.way))
            elif sight.box is not None and was is not None:
                across = (sight.box[0] + sight.box[2] - was[0] - was[2]) / 2 * clip.width
                speeds.append(abs(across) / (one.frame - before.frame))
        yield one.frame, max(speeds)
