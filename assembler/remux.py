"""Segments joined packet by packet with timestamps of our own: nothing is decoded, no frame is lost.

A group of pictures keeps its decoding order; only its times move::

    shown      0  1  2  3 | 0  1  2        frame within the segment
    packets    0  3  1  2 | 0  2  1        in decoding order
    pts        0  3  1  2 | 4  6  5        + where the segment starts on the timeline
    dts       -2 -1  0  1 | 2  3  4        one a packet, early by the reordering depth
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import av
from av.packet import Packet
from av.video.stream import VideoStream

from assembler.segments import Configuration, configuration, opened, reason
from film.errors import CutError
from film.timeline import Item, Track


class Stamp(NamedTuple):
    """A packet's times in frames of the film."""

    shown: int
    decoded: int


def stamps(shown: Sequence[int], start: int, early: int) -> list[Stamp]:
    """The times of a segment's packets in decoding order; ``shown`` is each one's frame within the segment.

    Raises ValueError unless ``shown`` holds every frame once and no packet is shown before it is
    decoded ``early`` frames ahead.
    """
    if sorted(shown) != list(range(len(shown))):
        raise ValueError("its frames are not evenly spaced")
    made = [Stamp(start + frame, start + order - early) for order, frame in enumerate(shown)]
    if any(stamp.decoded > stamp.shown for stamp in made):
        raise ValueError(f"its frames are reordered over more than {early}")
    return made


def picture_packets(track: Track, stream: VideoStream, ticks: int, early: int) -> Iterator[Packet[VideoStream]]:
    """Every packet of the track for ``stream``, in decoding order, ``ticks`` of its time base a frame.

    Raises CutError, naming the clip, when a segment is missing or damaged, has other frames than
    the timeline says, or another decoder configuration than the first.
    """
    first: Configuration | None = None
    for item in track.items:
        path = media_of(item)
        with opened(path) as (container, source):
            own = configuration(source)
            first = first or own
            _same(first, own, path)
            packets = _packets(container.demux(source), path)
            for packet, stamp in zip(packets, _stamped(packets, item, early, path), strict=True):
                yield _moved(packet, stamp, stream, ticks)


def media_of(item: Item) -> Path:
    """The segment of an item used whole.  Raises CutError for a gap or a part of a segment."""
    if item.media is None:
        raise CutError(f"{item.name}: the picture has a gap", do="Put a slate there")
    if item.source != item.available or item.source.frames != item.record.frames:
        raise CutError(
            f"{item.name}: only whole clips can be joined without encoding", where=item.media, do="Use the whole clip"
        )
    return item.media


def _same(first: Configuration, own: Configuration, path: Path) -> None:
    for name, want, have in zip(Configuration._fields, first, own, strict=True):
        if want != have:
            said = "other encoder settings" if name == "parameters" else f"{name} {have} instead of {want}"
            raise CutError(f"the clip does not fit the others: {said}", where=path, do="Render its shot again")


def _packets(demuxed: Iterator[Packet[VideoStream]], path: Path) -> list[Packet[VideoStream]]:
    try:
        return [packet for packet in demuxed if packet.size]
    except (av.FFmpegError, OSError) as error:
        raise CutError(f"the clip is damaged ({reason(error)})", where=path, do="Render its shot again") from error


def _stamped(packets: Sequence[Packet[VideoStream]], item: Item, early: int, path: Path) -> list[Stamp]:
    if len(packets) != item.source.frames:
        raise CutError(
            f"the clip has {len(packets)} frames, not {item.source.frames}", where=path, do="Render its shot again"
        )
    try:
        return stamps(_frames(packets), item.record.start, early)
    except ValueError as error:
        raise CutError(f"the clip cannot be joined: {error}", where=path, do="Render its shot again") from error


def _frames(packets: Sequence[Packet[VideoStream]]) -> list[int]:
    """Each packet's frame within the segment, by rank of its time; ValueError unless the steps are even."""
    times = [packet.pts for packet in packets if packet.pts is not None]
    if len(times) != len(packets):
        raise ValueError("a frame has no time")
    ordered = sorted(times)
    steps = {b - a for a, b in pairwise(ordered)}
    if len(steps) > 1 or 0 in steps:
        raise ValueError("its frames are not evenly spaced")
    step = steps.pop() if steps else 1
    return [(time - ordered[0]) // step for time in times]


def _moved(packet: Packet[VideoStream], stamp: Stamp, stream: VideoStream, ticks: int) -> Packet[VideoStream]:
    packet.stream = stream
    packet.time_base = stream.time_base or Fraction(1, ticks)
    packet.pts = stamp.shown * ticks
    packet.dts = stamp.decoded * ticks
    packet.duration = ticks
    return packet
