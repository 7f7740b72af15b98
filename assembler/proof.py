"""The film counted back: an exit code proves nothing, packets do."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from assembler.segments import reason
from assembler.soundtrack import BLOCK, SAMPLE_RATE, samples_in
from film.errors import CutError
from film.timecode import seconds_in
from film.timeline import Timeline


def check(timeline: Timeline, draft: Path, film: Path) -> int:
    """The samples of sound in the file, once everything in it is as planned.

    Raises CutError, naming ``film``, unless there is one picture and one sound, every frame at its
    own time and none besides, and both end together to the sample.
    """
    try:
        with av.open(f"file:{draft}") as container:
            wrong = _wrong(container, timeline)
    except (av.FFmpegError, OSError) as error:
        wrong = f"it cannot be read back ({reason(error)})"
    if wrong:
        raise CutError(f"the film did not come out as cut: {wrong}", where=film, do="Run the cut again")
    return samples_in(timeline.frames, timeline.format.rate)


def _wrong(container: InputContainer, timeline: Timeline) -> str:
    """What is not as planned, or nothing."""
    if len(container.streams.video) != 1 or len(container.streams.audio) != 1:
        return "it does not hold one picture and one sound"
    picture, sound = container.streams.video[0], container.streams.audio[0]
    shown, heard = _times(container, picture, sound)
    step = 1 / timeline.format.rate
    if len(shown) != timeline.frames:
        return f"{len(shown)} frames instead of {timeline.frames}"
    late = next((frame for frame, time in enumerate(sorted(shown)) if time != frame * step), None)
    if late is not None:
        return f"frame {late} is not at its time"
    wanted = samples_in(timeline.frames, timeline.format.rate)
    if not heard or heard[0].start > 0 or heard[-1].end != wanted:
        return f"{heard[-1].end if heard else 0} samples of sound instead of {wanted}"
    # A packet that is lost leaves the one before it longer: the container keeps only distances.
    if any(after.start - before.start != BLOCK for before, after in pairwise(heard)):
        return "the sound has a hole"
    lasts = seconds_in(timeline.frames, timeline.format.rate)
    ends = Fraction(sound.duration or 0) * Fraction(sound.time_base or 1)
    if abs(ends - lasts) > Fraction(1, SAMPLE_RATE):
        return f"the sound ends at {float(ends):.4f} s, the picture at {float(lasts):.4f} s"
    return ""


class _Heard(NamedTuple):
    """The samples of one packet of sound, counted from the first that a player hears."""

    start: int
    end: int


def _times(container: InputContainer, picture: VideoStream, sound: AudioStream) -> tuple[list[Fraction], list[_Heard]]:
    """When each frame is shown, in seconds, and which samples each packet of sound holds."""
    shown: list[Fraction] = []
    heard: list[_Heard] = []
    for packet in container.demux(picture, sound):
        if not packet.size or packet.pts is None:
            continue
        if packet.stream.index == picture.index:
            shown.append(packet.pts * Fraction(packet.time_base))
        else:
            samples = Fraction(packet.time_base) * SAMPLE_RATE
            heard.append(_Heard(int(packet.pts * samples), int((packet.pts + (packet.duration or 0)) * samples)))
    return shown, heard
