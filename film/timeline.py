"""The edit: tracks of clips, gaps and transitions with exact ranges.

::

    picture   | title card |  1-A1  |   1-B2   |  1-A3  | ... | end card |
    dialogue  |    gap     | line 1 |gap| line 2 |  gap ...
              0            48       110        170              record frames; ends are exclusive
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from film.base import Document, Model
from film.plan import Format
from film.timecode import FrameRange


class Item(Model):
    """A stretch of media on a track.  ``media`` None is a gap.

    ``source`` is the part used, ``available`` all there is, both in the media's own frames;
    ``record`` is where it lies on the timeline, with the same number of frames as ``source``.
    """

    name: str
    record: FrameRange
    source: FrameRange
    available: FrameRange
    media: Path | None = None
    shot: str | None = None
    scene: str | None = None


class Track(Model):
    """Items end to end from frame 0 without holes: silence and black are gaps, said as such."""

    name: str
    kind: Literal["video", "audio"]
    items: tuple[Item, ...]

    @property
    def frames(self) -> int:
        """The track's length."""
        return self.items[-1].record.end if self.items else 0


class Caption(Model):
    """A spoken line on the film's time."""

    line: str
    character: str
    text: str
    language: str
    extension: str = ""
    record: FrameRange


class Marker(Model):
    """A note at a frame of the film."""

    frame: int
    name: str
    note: str = ""


class Timeline(Document):
    """The whole edit; every track is as long as the picture."""

    name: str
    format: Format
    tracks: tuple[Track, ...]
    captions: tuple[Caption, ...] = ()
    markers: tuple[Marker, ...] = ()

    @property
    def picture(self) -> Track:
        """The first video track."""
        return next(track for track in self.tracks if track.kind == "video")

    @property
    def frames(self) -> int:
        """The film's length, cards included."""
        return self.picture.frames
