"""The film written: picture copied, sound encoded once, the whole counted back before it counts as made."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from fractions import Fraction
from heapq import merge
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from assembler import soundtrack as sound
from assembler.proof import check
from assembler.remux import media_of, picture_packets
from assembler.segments import opened, reason
from film.base import Model
from film.errors import CutError
from film.segments import B_FRAMES, timescale
from film.timeline import Timeline


class FilmReport(Model):
    """What was counted in the file: frames of picture, samples of sound (48 kHz), seconds of both."""

    frames: int
    samples: int
    seconds: float


def write_film(timeline: Timeline, soundtrack: Path, film: Path) -> FilmReport:
    """Writes ``film`` (MP4, ready to stream) and returns what was counted in it.

    ``soundtrack`` is a 48 kHz mono or stereo WAV as long as the picture.  The film appears under
    its name only when it is whole and counted; on any failure the old one, if any, still stands.
    Raises CutError, naming the file and what to do, for a clip that does not fit, a soundtrack that
    does not, or a disk that is full or read-only.
    """
    draft = film.with_name(f".{film.name}.part")
    try:
        with sound.opened(soundtrack, timeline.frames, timeline.format.rate) as mix:
            _write(timeline, mix, draft)
        samples = check(timeline, draft, film)
        draft.replace(film)
    except (av.FFmpegError, OSError) as error:
        raise CutError(
            f"the film cannot be written ({reason(error)})", where=film, do="Free some space or choose a folder you own"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    seconds = float(timeline.frames / timeline.format.rate)
    return FilmReport(frames=timeline.frames, samples=samples, seconds=seconds)


def container_options(rate: Fraction) -> dict[str, str]:
    """The muxer's options: index in front, whole frames and whole samples both exact in the edit lists."""
    ticks = timescale(rate)
    return {
        "movflags": "+faststart",
        "fflags": "+bitexact",
        "video_track_timescale": str(ticks),
        "movie_timescale": str(math.lcm(ticks, sound.SAMPLE_RATE)),
    }


def _write(timeline: Timeline, mix: InputContainer, draft: Path) -> None:
    rate = timeline.format.rate
    container = av.open(f"file:{draft}", "w", format="mp4", container_options=container_options(rate))
    try:
        picture = _picture_stream(container, timeline)
        voice = _sound_stream(container)
        for packet in _interleaved(timeline, mix, picture, voice):
            container.mux(packet)
    except BaseException:
        with contextlib.suppress(av.FFmpegError, OSError):  # the first failure is the one to tell
            container.close()
        raise
    container.close()


def _picture_stream(container: OutputContainer, timeline: Timeline) -> VideoStream:
    """A stream with the first segment's decoder configuration."""
    rate = timeline.format.rate
    with opened(media_of(timeline.picture.items[0])) as (_, source):
        stream = container.add_stream_from_template(source)
    stream.time_base = Fraction(1, timescale(rate))
    return stream


def _sound_stream(container: OutputContainer) -> AudioStream:
    stream = container.add_stream("aac", rate=sound.SAMPLE_RATE)
    stream.codec_context.layout = "stereo"
    stream.codec_context.bit_rate = sound.BIT_RATE
    stream.time_base = Fraction(1, sound.SAMPLE_RATE)
    return stream


def _interleaved(
    timeline: Timeline, mix: InputContainer, picture: VideoStream, voice: AudioStream
) -> Iterator[Packet[VideoStream] | Packet[AudioStream]]:
    """Both streams' packets in the order of their time, so that the muxer never has to hold a whole one back."""
    rate = timeline.format.rate
    ticks = int(timescale(rate) / rate)
    early = B_FRAMES
    samples = sound.samples_in(timeline.frames, rate)
    return merge(
        picture_packets(timeline.picture, picture, ticks, early),
        sound.aac_packets(mix, voice, samples),
        key=lambda packet: Fraction(packet.dts or 0) * Fraction(packet.time_base),
    )
