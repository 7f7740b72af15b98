"""What a clip shows: who, how much of them, where, how bright, how level, and how it moves.

::

    picture ──┬─ light     luma, crushed, burnt; everybody's box, pixels and luma
              ├─ outline   people drawn by themselves: how much of them, and of their heads, is seen
              ├─ horizon   how the picture leans, from its normals and depth
              ├─ motion    where points of the set and people went since the frame before
              └─ change    frames that repeat or leap, looked for in all of them

All of it is read off the frames and their passes; what the plan asks is for ``planner.continuity.measured`` to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from film.clips import FrameMeasure, Horizon, Sighting
from renderer.measure.change import Watch
from renderer.measure.horizon import horizon_of
from renderer.measure.light import Bytes, Floats, Light, grey_of, light_of
from renderer.measure.motion import Passes, Pyramid, body_way, pyramid, ways
from renderer.measure.outline import Shown, shown
from renderer.measure.parts import Part

EVERY = 12
"""Every so many frames one is measured: twice a second at 24."""


class Drawn(Protocol):
    """A frame with what is needed of its passes: rgb and normal (h, w, 3), ids (h, w), depth (h, w) in metres.

    ``lettered`` is where names stand in it that are of no world: left, top, right and bottom in pixels.
    """

    @property
    def rgb(self) -> Bytes: ...
    @property
    def depth(self) -> Floats: ...
    @property
    def normal(self) -> Bytes: ...
    @property
    def ids(self) -> Bytes: ...
    @property
    def lettered(self) -> Sequence[tuple[float, float, float, float]]: ...


def measured_frames(frames: int) -> tuple[int, ...]:
    """Every twelfth frame and the last."""
    return tuple(sorted({*range(0, frames, EVERY), frames - 1}))


def measure(
    frame: int, rgb: Bytes, ids: Bytes, bytes_: Mapping[str, int], outlines: Mapping[int, Shown] | None = None
) -> FrameMeasure:
    """Measure one frame by itself: rgb (h, w, 3), ids (h, w), each character's byte in it, and outlines by byte."""
    found = light_of(rgb, ids)
    outlines = outlines or {}
    return FrameMeasure(
        frame=frame,
        sightings=tuple(_sighting(name, byte, found, ids.shape, outlines.get(byte)) for name, byte in bytes_.items()),
        luma=round(found.luma, 5),
        black=round(found.black, 5),
        burnt=round(found.burnt, 5),
    )


class Meter:
    """Measures a shot while it is drawn: be shown every frame, in order, with the parts of those that are measured."""

    def __init__(self, frames: int, bytes_: Mapping[str, int]) -> None:
        self.wanted = measured_frames(frames)
        self.measures: list[FrameMeasure] = []
        self._frames, self._bytes = frames, bytes_
        self._watch = Watch()
        self._before: Pyramid | None = None

    def see(self, frame: int, picture: Drawn, parts: Sequence[Part] = ()) -> None:
        """The next frame; ``parts`` only counts at one of ``wanted``."""
        self._watch.see(picture.rgb)
        measured = frame in self.wanted
        needed = measured and self._before is not None
        now = pyramid(grey_of(picture.rgb)) if needed or frame + 1 in self.wanted else None
        if measured:
            self.measures.append(self._measured(frame, picture, parts, now))
        self._before = now

    def _measured(self, frame: int, picture: Drawn, parts: Sequence[Part], now: Pyramid | None) -> FrameMeasure:
        outlines = dict(_outlines(picture, parts))
        found = measure(frame, picture.rgb, picture.ids, self._bytes, outlines).but(
            horizons=tuple(_horizon(picture, part) for part in parts),
            between=self._watch.told(last=frame == self._frames - 1),
        )
        if self._before is None or now is None:
            return found
        passes = Passes(picture.ids, _unlettered(picture))
        whole = slice(0, picture.ids.shape[1])
        followed = [ways(self._before, now, passes, part) for part in [each.columns for each in parts] or [whole]]
        return found.but(
            ways=tuple(way for some, _ in followed for way in some),
            lost=sum(lost for _, lost in followed),
            sightings=tuple(self._followed(each, now, passes) for each in found.sightings),
        )

    def _followed(self, sight: Sighting, now: Pyramid, passes: Passes) -> Sighting:
        """Somebody, with the way they have gone since the frame before."""
        if sight.box is None or self._before is None:
            return sight
        height, width = passes.ids.shape
        left, top, right, bottom = sight.box
        box = (round(top * height), round(left * width), round(bottom * height), round(right * width))
        return sight.but(way=body_way(self._before, now, passes, self._bytes[sight.character], box))


def _unlettered(picture: Drawn) -> Floats:
    """The depth, unknown where names stand: they go with people, and no point of the set is looked for there."""
    if not picture.lettered:
        return picture.depth
    metres = picture.depth.copy()
    for left, top, right, bottom in picture.lettered:
        around = max(bottom - top, 0) // 2
        rows = slice(max(int(top - around), 0), int(bottom + around) + 1)
        metres[rows, max(int(left - around), 0) : int(right + around) + 1] = np.nan
    return metres


def _outlines(picture: Drawn, parts: Iterable[Part]) -> Iterable[tuple[int, Shown]]:
    for part in parts:
        rgb, ids = picture.rgb[:, part.columns], picture.ids[:, part.columns]
        offset, width = part.columns.start / picture.ids.shape[1], ids.shape[1] / picture.ids.shape[1]
        for person in part.people:
            yield person.byte, shown(person, rgb, ids).placed(offset, width)


def _horizon(picture: Drawn, part: Part) -> Horizon | None:
    columns = part.columns
    return horizon_of(picture.depth[:, columns], picture.normal[:, columns], picture.ids[:, columns], part.lens)


def _sighting(name: str, byte: int, found: Light, shape: tuple[int, ...], outline: Shown | None) -> Sighting:
    height, width = shape
    pixels, *sides, luma = found.rows[byte].tolist()
    seen, head = outline or (None, None)
    if not pixels:
        return Sighting(character=name, pixels=0.0, seen=seen, head=head)
    left, top, right, bottom = (
        round(side / size, 5) for side, size in zip(sides, (width, height, width, height), strict=True)
    )
    return Sighting(
        character=name,
        pixels=round(pixels / (width * height), 6),
        box=(left, top, right, bottom),
        seen=seen,
        head=head,
        luma=round(luma / pixels / 255, 4),
    )
