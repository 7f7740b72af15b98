"""How a take moves against the way that the camera and the people are planned to go.

::

    take      frame before ──points of the set, figures──▶ frame        what they are seen to go
    plan      camera before ──────── their distance ─────▶ camera       what the set is asked to go, exactly
    previs    frame before ──────── figures ─────────────▶ frame        what people are asked to go
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from scipy.ndimage import uniform_filter

from film.clips import Way
from film.staging import stance_at
from renderer.generative.judging.clock import Clock
from renderer.generative.judging.planned import Part, Planned, Shift
from renderer.generative.judging.spans import Pair, pairs_of_people, pairs_of_set
from renderer.generative.judging.steps import POINTS, Step, agreed, judged
from renderer.measure.light import Bytes, grey_of
from renderer.measure.motion import Pyramid, body_way, pyramid, ways

SHOWN = 0.75
"""The share of the set's points that must go as asked in the previs' own picture for a take to be held to them: in
rain, or past a wall of one colour, nothing can be followed in anybody's."""
LEAST_BODY = 0.045
"""Share of the frame's height along each side of somebody's box, from which on they are followed."""
TRUNK = 0.55
"""Share of somebody's box from its top that is followed while they walk: legs go their own ways."""


class Moved(NamedTuple):
    """What moved up to a measured frame: points of the set as ``film.clips.Way`` (a frame's way), how many were lost,
    and each person's way in a frame; all of it in ``steps`` as it was seen."""

    ways: tuple[Way, ...] = ()
    lost: int = 0
    bodies: Mapping[str, Shift] = {}
    steps: tuple[Step, ...] = ()


class _Kept(NamedTuple):
    """A frame to follow things in: the take's and the previs'."""

    mine: Pyramid
    theirs: Pyramid


class Going:
    """Follows a take: be shown every frame in order; at measured ones ``see`` says what moved since earlier ones."""

    def __init__(self, planned: Planned, clock: Clock) -> None:
        self._planned, self._clock = planned, clock
        clip = planned.clip
        self._rate, self._width = float(clip.rate), clip.width
        self._pairs = (pairs_of_set(clip, clock, len(planned.parts)), pairs_of_people(clip, clock))
        self._kept: dict[int, _Kept] = {}

    def see(self, frame: int, rgb: Bytes) -> Moved:
        """The next frame (h, w, 3)."""
        coming = [pair for pairs in self._pairs for pair in pairs.values() if pair.frame >= frame]
        if any(frame in (pair.frame, pair.earlier) for pair in coming):
            asked = self._planned.rgb(self._clock.planned[frame])
            self._kept[frame] = _Kept(_ungrained(rgb), _ungrained(asked))
        found = self._set(self._pairs[0].get(frame))
        bodies = tuple(self._bodies(self._pairs[1].get(frame)))
        own = {step.who: _a_frame(step.seen, step.span) for step in bodies if step.seen is not None and step.who}
        needed = {pair.earlier for pair in coming if pair.frame > frame}
        self._kept = {each: kept for each, kept in self._kept.items() if each in needed}
        return found._replace(bodies=own, steps=(*found.steps, *bodies))

    def _set(self, pair: Pair | None) -> Moved:
        if pair is None or self._planned.metres(pair.at) is None:
            return Moved()
        told: list[Way] = []
        steps: list[Step] = []
        gone = 0
        now, then, passes = self._kept[pair.frame], self._kept[pair.earlier], self._planned.passes(pair.at)
        for part in self._planned.parts:
            found, lost = ways(then.mine, now.mine, passes, part.columns)
            gone += lost
            for way in found:
                right, down = _a_frame((way.right, way.down), pair.span)
                told.append(way.but(right=right, down=down))
            exact = pair._replace(span=float(pair.at - pair.before))
            own = self._held(part, exact, *ways(then.theirs, now.theirs, passes, part.columns))
            if len(own) >= POINTS and agreed(judged(own, self._width), self._width) >= SHOWN:
                steps += self._held(part, pair, found, lost)
        return Moved(tuple(told), gone, steps=tuple(steps))

    def _held(self, part: Part, pair: Pair, found: tuple[Way, ...], lost: int) -> list[Step]:
        """What was seen of a camera's part against what the camera makes of it."""
        clip, number = self._planned.clip, self._planned.parts.index(part)
        steps = []
        for way in found:
            spot = (way.x * clip.width, way.y * clip.height)
            if not part.rides_past(pair.at, spot, way.metres):
                right, down = part.way(pair.at, pair.before, spot, way.metres)
                asked = (right * pair.times, down * pair.times)
                steps.append(Step(pair.frame, pair.span, asked, (way.right, way.down), part=number))
        if not part.request.place.moving:  # else nobody knows which of those that are lost were outside
            steps += [Step(pair.frame, pair.span, (0.0, 0.0), None, part=number)] * lost
        return steps

    def _bodies(self, pair: Pair | None) -> Iterator[Step]:
        if pair is None:
            return
        now, then, passes = self._kept[pair.frame], self._kept[pair.earlier], self._planned.passes(pair.at)
        for who, byte in self._planned.clip.ids.items():
            box = _box(passes.ids, byte)
            if box is None or min(box[2] - box[0], box[3] - box[1]) < LEAST_BODY * passes.ids.shape[0]:
                continue
            walks = self._walks(who, pair.at)
            if walks:
                box = (box[0], box[1], box[0] + round((box[2] - box[0]) * TRUNK), box[3])
            asked = body_way(then.theirs, now.theirs, passes, byte, box)
            if asked is not None:
                seen = body_way(then.mine, now.mine, passes, byte, box)
                yield Step(pair.frame, pair.span, (asked[0] * pair.times, asked[1] * pair.times), seen, who, walks)

    def _walks(self, who: str, at: int) -> bool:
        """Whether the plan has somebody walk at a frame of the previs."""
        for part in self._planned.parts:
            track = [mark for mark in part.request.shot.marks if mark.character == who]
            if track:
                return stance_at(track, at, self._rate).gait is not None
        return False


def _ungrained(rgb: Bytes) -> Pyramid:
    """A picture to follow things in, each pixel the mean of nine: grain is another in every frame."""
    return pyramid(uniform_filter(grey_of(rgb), 3, mode="nearest"))


def _a_frame(way: Shift, span: float) -> Shift:
    """The way in one frame, of so many frames together."""
    return round(way[0] / span, 2) + 0.0, round(way[1] / span, 2) + 0.0


def _box(ids: Bytes, byte: int) -> tuple[int, int, int, int] | None:
    """First row and column of a byte's pixels, and one past the last ones."""
    mask = ids == byte
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1
