"""The cut for an editor, as OpenTimelineIO: lossless for ranges, media, markers and what each shot is.

::

    stack "tracks"
      V  Picture   | Title card | 1-A1 | 1-B2 | ...     clips with whole available ranges
      A  DX        | stem as long as the picture
    markers on the stack, one a scene, in film time from frame 0; the film itself starts at 01:00:00:00
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import quote

import opentimelineio as otio

from film.errors import CutError
from film.timecode import FrameRange, format_rate
from film.timeline import Caption, Item, Marker, Timeline, Track

HOUR_ONE = 3600
"""Seconds: a programme starts at 01:00:00:00, after the hour kept for bars and tone."""


def to_string(timeline: Timeline) -> str:
    """The timeline as .otio text.  Metadata stand under ``storyreel``."""
    return str(otio.adapters.write_to_string(to_otio(timeline), "otio_json"))


def read_from_string(text: str) -> Any:
    """An OpenTimelineIO timeline out of .otio text.  Raises CutError when it is not one."""
    try:
        found = otio.adapters.read_from_string(text, "otio_json")
    except (otio.exceptions.OTIOError, ValueError) as error:
        raise CutError(f"this is not an OpenTimelineIO file: {error}", do="Export it again") from error
    if not isinstance(found, otio.schema.Timeline):
        raise CutError("this OpenTimelineIO file holds no timeline", do="Export the timeline itself")
    return found


def to_otio(timeline: Timeline) -> Any:
    """The timeline as an OpenTimelineIO object."""
    rate = timeline.format.rate
    made = otio.schema.Timeline(
        timeline.name,
        # Time code counts whole frames at the nominal base: hour one of 23.976 is 86400 frames too.
        global_start_time=_time(HOUR_ONE * round(rate), rate),
        metadata={
            "storyreel": {
                "schema_version": timeline.schema_version,
                "width": timeline.format.width,
                "height": timeline.format.height,
                "rate": format_rate(rate),
            }
        },
    )
    for track in timeline.tracks:
        made.tracks.append(_track(track, timeline))
    made.tracks.markers.extend(_marker(marker, rate) for marker in timeline.markers)
    return made


def _track(track: Track, timeline: Timeline) -> Any:
    kind = otio.schema.TrackKind.Video if track.kind == "video" else otio.schema.TrackKind.Audio
    made = otio.schema.Track(track.name, kind=kind)
    made.extend(_item(item, timeline) for item in track.items)
    return made


def _item(item: Item, timeline: Timeline) -> Any:
    rate = timeline.format.rate
    if item.media is None:
        return otio.schema.Gap(name=item.name, source_range=_range(item.source, rate))
    reference = otio.schema.ExternalReference(target_url=_url(item.media), available_range=_range(item.available, rate))
    return otio.schema.Clip(
        item.name,
        media_reference=reference,
        source_range=_range(item.source, rate),
        metadata={"storyreel": _metadata(item, timeline)},
    )


def _metadata(item: Item, timeline: Timeline) -> dict[str, Any]:
    if item.shot is None:
        return {}
    spoken = [caption for caption in timeline.captions if item.record.overlap(caption.record).frames]
    scene, _, number = item.shot.rpartition("-")
    setup = number.rstrip("0123456789")
    return {
        "shot": item.shot,
        "scene": item.scene or "",
        "setup": f"{scene}-{setup}" if scene and setup else "",
        "dialogue": [_line(caption, item) for caption in spoken],
    }


def _line(caption: Caption, item: Item) -> dict[str, Any]:
    """A spoken line with its frames from the shot's first."""
    heard = item.record.overlap(caption.record)
    return {
        "id": caption.line,
        "character": caption.character,
        "text": caption.text,
        "start": heard.start - item.record.start,
        "frames": heard.frames,
    }


def _marker(marker: Marker, rate: Fraction) -> Any:
    return otio.schema.Marker(
        name=marker.name,
        marked_range=_range(FrameRange(start=marker.frame, frames=1), rate),
        color=otio.schema.MarkerColor.GREEN,
        metadata={"storyreel": {"note": marker.note}},
    )


def _url(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _range(frames: FrameRange, rate: Fraction) -> Any:
    return otio.opentime.TimeRange(_time(frames.start, rate), _time(frames.frames, rate))


def _time(frames: int, rate: Fraction) -> Any:
    return otio.opentime.RationalTime(frames, float(rate))
