"""A take measured against the plan: what came back is held against the previs that it was asked to follow.

::

    frames of the take ──┬─ going      points of the set, figures ┐
                         ├─ outlines   edges by the planned lines │   verdict
    previs' picture,   ──┼─ steady     cuts, stops, flicker       ├──────────▶ Evidence
    passes, cameras      ├─ colour     drift                      │
                         ├─ measure    light, for Clip.measured   │
    references, words  ──┴─ likeness   who, what: by open models ─┘

Frames are looked at one by one and not kept.  docs/video-judging.md says how each measure is made, what its limit rests
on and what it misses.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film.clips import FrameMeasure
from film.takes import Evidence, LeftOut
from renderer.generative.brief import ShotBrief
from renderer.generative.judging import moving, verdict
from renderer.generative.judging.clock import clock_of
from renderer.generative.judging.colour import Colours, drift
from renderer.generative.judging.eyes import Eyes
from renderer.generative.judging.going import Going, Moved
from renderer.generative.judging.likeness import Beside, Likeness, looked_at
from renderer.generative.judging.outlines import drawing_of, edges_of, met
from renderer.generative.judging.planned import Planned
from renderer.generative.judging.steady import Trace
from renderer.generative.judging.steps import Step
from renderer.generative.seam import TakeOrder, Text
from renderer.measure import measure, measured_frames

__all__ = ["Beside", "Eyes", "Judge", "Judged", "drift"]


class Judged(NamedTuple):
    """What speaks for and against a take, what was measured for its clip, and what could not be measured and why."""

    evidence: tuple[Evidence, ...]
    measured: tuple[FrameMeasure, ...]
    left_out: tuple[LeftOut, ...] = ()


class Judge:
    """Measures one take: be shown every frame of it in order, then asked.

    ``text`` is what the model was told in words, ``order`` how the take was asked for: without it every frame counts as
    one of the model's own, and the model as steered by the previs.  ``eyes`` look at who is there and what is shown,
    apart from what is ``beside``; without them that is left out.
    """

    def __init__(
        self,
        brief: ShotBrief,
        text: Text,
        eyes: Eyes | None = None,
        order: TakeOrder | None = None,
        beside: Beside = Beside(),  # noqa: B008  a value
    ) -> None:
        clip = brief.clip
        self._clip, self._rate, self._frames = clip, brief.request.format.rate, brief.shot.frames
        self._planned = Planned(brief)
        self._clock = clock_of(self._frames, self._rate, order)
        self._wanted = measured_frames(self._frames)
        self._going = Going(self._planned, self._clock)
        self._mine, self._theirs = Trace(), Trace()
        self._colours = Colours()
        self._looks = looked_at(self._wanted) if eyes is not None else ()
        self._likeness = Likeness(eyes, text.prompt, brief.shown.references, beside) if eyes is not None else None
        self._led = order is None or any(job.control or job.first or job.last for job in order.jobs)
        self._seen, self._steps = 0, list[Step]()
        self._measures: list[tuple[FrameMeasure, FrameMeasure]] = []
        self._lines: list[verdict.Pair] = []
        self._people: dict[str, list[verdict.Pair]] = {}

    def see(self, frame: int, rgb: npt.NDArray[np.uint8]) -> None:
        """The next frame (h, w, 3) of the take, in the film's size.

        Raises ValueError for a frame out of its order or of another size, RenderError where the previs cannot be read.
        """
        if frame != self._seen or rgb.shape != (self._clip.height, self._clip.width, 3):
            raise ValueError(f"frame {frame} of {rgb.shape} where {self._seen} of the film's size was to come")
        self._seen += 1
        if frame >= self._frames:
            return
        self._follow(frame, rgb)
        moved = self._going.see(frame, rgb)
        if frame in self._wanted:
            self._measure(frame, rgb, moved)
        if self._likeness is not None and frame in self._looks:
            self._likeness.see(frame, rgb, self._planned.ids(self._clock.planned[frame]), self._clip.ids)

    def told(self) -> Judged:
        """All that was found.  The previs' files are let go; no frame can be shown after this."""
        self._mine.end()
        self._theirs.end()
        self._planned.close()
        fresh = sum(self._clock.fresh(frame) for frame in range(min(self._seen, self._frames)))
        found = [verdict.count(self._seen, self._frames, fresh, self._rate)]
        found += self._placed()
        if self._seen:
            found += verdict.steadiness(self._mine, self._theirs, self._rate)
            found += verdict.light(self._mine, self._theirs, self._measures)
        found += self._colours.told()
        if self._likeness is not None:
            found += self._likeness.told()
        return Judged(tuple(found), self._told_measures(), self._left_out())

    def _placed(self) -> list[Evidence]:
        """Where everything is and goes.  A model that was only told in words cannot know: of it no more is asked than
        that things stay themselves from frame to frame."""
        found = [*moving.motion(self._steps, self._clip.width), *verdict.lines(self._lines)]
        found += verdict.people(self._people)
        return found if self._led else [*moving.followed(self._steps), *verdict.unplaced(found)]

    def _follow(self, frame: int, rgb: npt.NDArray[np.uint8]) -> None:
        """What is looked at in every frame."""
        asked = self._planned.rgb(self._clock.planned[frame])
        if self._clock.fresh(frame):
            self._mine.see(rgb)
            self._theirs.see(asked)
        else:
            self._mine.again()
            self._theirs.again()

    def _measure(self, frame: int, rgb: npt.NDArray[np.uint8], moved: Moved) -> None:
        at = self._clock.planned[frame]
        asked, ids = self._planned.rgb(at), self._planned.ids(at)
        found = measure(frame, rgb, ids, self._clip.ids)
        sightings = tuple(sight.but(way=moved.bodies.get(sight.character)) for sight in found.sightings)
        own = found.but(ways=moved.ways, lost=moved.lost, sightings=sightings)
        self._measures.append((own, measure(at, asked, ids, self._clip.ids)))
        self._steps += moved.steps
        self._colours.see(frame, rgb, asked)
        self._compare(frame, rgb, at)

    def _compare(self, frame: int, rgb: npt.NDArray[np.uint8], at: int) -> None:
        """Edges of the take and of the previs' own picture by the planned lines."""
        metres, normal = self._planned.metres(at), self._planned.normal(at)
        if metres is None or normal is None:
            return
        ids = self._planned.ids(at)
        drawing = drawing_of(metres, normal, ids, tuple(self._clip.ids.values()))
        mine, theirs = edges_of(rgb, drawing.step), edges_of(self._planned.rgb(at), drawing.step)
        for who, line in (
            (None, drawing.lines),
            *((who, drawing.people[byte]) for who, byte in self._clip.ids.items()),
        ):
            own, asked = met(mine, line), met(theirs, line)
            if own is not None and asked is not None:
                pairs = self._lines if who is None else self._people.setdefault(who, [])
                pairs.append(verdict.Pair(frame, own, asked))

    def _told_measures(self) -> tuple[FrameMeasure, ...]:
        told, last = [], -1
        for one, _ in self._measures:
            told.append(one.but(between=self._mine.between(last, one.frame)))
            last = one.frame
        return tuple(told)

    def _left_out(self) -> tuple[LeftOut, ...]:
        found = [
            LeftOut(what=f"what is measured with {name}", why="the previs was drawn without that pass")
            for name in self._planned.lacks
        ]
        if self._likeness is None:
            found.append(LeftOut(what="identity and text", why="no model that looks at pictures is at hand"))
        return tuple(found)
