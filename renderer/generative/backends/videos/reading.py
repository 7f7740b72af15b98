"""A server's film as frames: read within bounds that the job sets, conformed to what was asked or refused.

::

    mp4 ─▶ begins as one? ─▶ its header: size, codec ─▶ packets counted ─▶ only frames that are wanted, decoded

As many frames as were asked for are taken as they come, whatever rate the file names: that is a label there, and is
told.  More of them at the rate that was asked for are cut off.  At another rate, each of the job's frames is the file's
that is nearest to it in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import IO, NamedTuple

import av
import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.video.stream import VideoStream

from renderer.generative.backends.videos.words import told
from renderer.generative.seam import Frames, Heard, Job
from renderer.generative.shaping.rates import shown

_CODECS = frozenset({"h264", "hevc", "av1", "libdav1d", "libaom-av1", "vp9", "libvpx-vp9", "mpeg4"})
_SOUNDS = frozenset({"aac", "mp3", "mp3float", "opus", "libopus", "flac", "alac", "pcm_s16le"})
_PACKETS = 100_000
"""More than any film holds that a model makes."""
_CHANNELS = (1, 2)
"""PyAV 18 reads beyond its memory where there are eight and more; models make no more than two."""
_RATES = range(8000, 192_001)
_CLOSE = Fraction(1, 100)
"""Rates that differ by less are one: files round theirs."""


class TornError(Exception):
    """The file ends too early, or is no film: another attempt at fetching it may bring it whole."""


class UnfitError(Exception):
    """The film is whole and not what was asked for."""


class Read(NamedTuple):
    """A film: as many frames as the job asked for, at its size; what is heard; and what was made to fit, in words."""

    frames: Frames
    heard: Heard | None
    notes: tuple[tuple[str, str], ...]


def read(file: IO[bytes], job: Job) -> Read:
    """The film of a job.  Raises TornError and UnfitError, in words for a message."""
    file.seek(0)
    head = file.read(16)
    if head[4:8] != b"ftyp":
        page = "a page for people" if head.lstrip()[:1] == b"<" else "something that is no mp4"
        raise TornError(f"the server sends {page} for a film")
    try:
        with _opened(file) as film:
            picture = _picture(film, job)
            shows, notes = _conformed(_packets(film, picture), picture.average_rate, job)
        with _opened(file) as film:
            frames = _frames(film, shows, job)
        with _opened(file) as film:
            heard, unheard = _heard(film, job)
    except (av.FFmpegError, OSError, ValueError, EOFError) as error:
        raise TornError(f"the film cannot be read: {_said(error)}") from None
    return Read(frames, heard, (*notes, *unheard))


def _opened(file: IO[bytes]) -> InputContainer:
    """The film, by its own reader alone: others would follow the names of files and addresses that stand in one."""
    file.seek(0)
    return av.open(file, "r", format="mp4", metadata_errors="ignore")


def _picture(film: InputContainer, job: Job) -> VideoStream:
    """The stream of pictures.  Raises UnfitError for what must not be decoded."""
    if not film.streams.video:
        raise UnfitError("the film has no picture")
    stream = film.streams.video[0]
    codec = stream.codec_context
    name = "a codec that nobody knows" if codec is None else codec.name
    if name not in _CODECS:
        raise UnfitError(f"the film is in {told(name, 40)}, which is not read")
    _fits(codec.width, codec.height, job)
    return stream


def _fits(width: int, height: int, job: Job) -> None:
    fit = job.fit
    if (width, height) != (fit.width, fit.height):
        raise UnfitError(f"the film is {width} x {height}; {fit.width} x {fit.height} was asked for")


def _packets(film: InputContainer, stream: VideoStream) -> int:
    """Coded pictures, counted without decoding one."""
    count = 0
    for packet in film.demux(stream):
        count += packet.size > 0
        if count > _PACKETS:
            raise UnfitError(f"the film has more than {_PACKETS} frames")
    return count


def _conformed(count: int, rate: Fraction | None, job: Job) -> tuple[list[int], list[tuple[str, str]]]:
    """Which of the file's frames each of the job's shows, and what was done, in words."""
    named = rate if rate is not None and 1 <= rate <= 240 else job.rate
    alike = abs(named - job.rate) <= job.rate * _CLOSE
    notes = [] if alike else [("rate", f"the file says {float(named):g} a second; {float(job.rate):g} was asked for")]
    as_they_come = count == job.frames or alike
    shows = list(range(job.frames)) if as_they_come else list(shown(job.frames, job.rate, named))
    if shows[-1] >= count:
        at = "" if alike else f" at {float(named):g} a second"
        what = f"the film has {count} frames{at}; {job.frames}"
        raise UnfitError(f"{what} were asked for" if alike else f"{what} at {float(job.rate):g} were asked for")
    if count != job.frames:
        notes.append(("frames", f"{job.frames} of {count}"))
    return shows, notes


def _frames(film: InputContainer, shows: list[int], job: Job) -> Frames:
    fit = job.fit
    stream = film.streams.video[0]
    stream.codec_context.options = {"max_pixels": str(2 * fit.width * fit.height + (1 << 16))}
    frames = np.empty((len(shows), fit.height, fit.width, 3), np.uint8)
    filled = 0
    for number, picture in enumerate(_decoded(film, stream)):
        if number != shows[filled]:
            continue
        _fits(picture.width, picture.height, job)
        seen = picture.to_ndarray(format="rgb24")
        while filled < len(shows) and shows[filled] == number:
            frames[filled] = seen
            filled += 1
        if filled == len(shows):
            return frames
    raise TornError(f"the film breaks off after {filled} of {len(shows)} frames")


def _decoded(film: InputContainer, stream: VideoStream) -> Iterator[av.VideoFrame]:
    for packet in film.demux(stream):
        yield from packet.decode()


def _heard(film: InputContainer, job: Job) -> tuple[Heard | None, list[tuple[str, str]]]:
    """What the film sounds like for as long as the job's frames last; where it cannot be read, that, in words."""
    if not film.streams.audio:
        return None, []
    codec = film.streams.audio[0].codec_context
    if codec is None or codec.name not in _SOUNDS or codec.rate not in _RATES or codec.channels not in _CHANNELS:
        return None, [("sound", "left out: it is in no form that is read")]
    wanted = int(job.frames / job.rate * codec.rate)
    try:
        pieces = list(_sounded(film, codec.layout.name, codec.rate, wanted))
    except (av.FFmpegError, ValueError) as error:
        return None, [("sound", f"left out: {_said(error)}")]
    if not pieces:
        return None, []
    samples = np.nan_to_num(np.concatenate(pieces, axis=1)[:, :wanted]).clip(-1.0, 1.0).astype(np.float32)
    return Heard(samples, codec.rate), []


def _said(error: Exception) -> str:
    return told(getattr(error, "strerror", None) or str(error), 80)


def _sounded(film: InputContainer, layout: str, rate: int, wanted: int) -> Iterator[npt.NDArray[np.float32]]:
    """The sound in pieces (channels, n), until there is as much as is wanted.  Raises ValueError where it changes."""
    resampler = AudioResampler(format="fltp", layout=layout, rate=rate)
    for piece in film.decode(film.streams.audio[0]):
        if (piece.layout.name, piece.rate) != (layout, rate):
            raise ValueError("its form changes within")
        for even in resampler.resample(piece):
            yield even.to_ndarray().astype(np.float32, copy=False)
            wanted -= even.samples
        if wanted <= 0:
            return
