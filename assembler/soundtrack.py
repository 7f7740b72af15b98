"""The mix encoded once: AAC packets that start with the picture and end with it, to the sample."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from assembler.segments import reason
from film.errors import CutError
from film.timecode import seconds_in

SAMPLE_RATE = 48000
BIT_RATE = 192_000
BLOCK = 1024
"""Samples an AAC frame holds (ISO/IEC 14496-3)."""


def samples_in(frames: int, rate: Fraction) -> int:
    """The whole number of samples nearest to so many frames: exact where a frame is whole samples."""
    return int(seconds_in(frames, rate) * SAMPLE_RATE + Fraction(1, 2))


@contextmanager
def opened(path: Path, frames: int, rate: Fraction) -> Iterator[InputContainer]:
    """The soundtrack, once it is known to be one for a film of so many frames.

    Raises CutError unless it is a 48 kHz mono or stereo file that lasts as long as the film, give
    or take a frame.
    """
    if not path.is_file():
        raise CutError("the soundtrack is missing", where=path, do="Mix it again")
    try:
        container = av.open(f"file:{path}")
    except (av.FFmpegError, OSError) as error:
        raise CutError(f"cannot be read as sound ({reason(error)})", where=path, do="Mix it again") from error
    with container:
        if not container.streams.audio:
            raise CutError("holds no sound", where=path, do="Mix it again")
        _check(container.streams.audio[0], path, frames, rate)
        yield container


def _check(stream: AudioStream, path: Path, frames: int, rate: Fraction) -> None:
    if stream.rate != SAMPLE_RATE or stream.channels not in (1, 2):
        raise CutError(
            f"sound at {stream.rate} Hz on {stream.channels} channels does not fit the film",
            where=path,
            do="Mix 48000 Hz mono or stereo",
        )
    lasts = Fraction(stream.duration or 0) * Fraction(stream.time_base or 1)
    if abs(lasts - seconds_in(frames, rate)) > 1 / rate:
        raise CutError(
            f"the sound lasts {float(lasts):.3f} s, the picture {float(seconds_in(frames, rate)):.3f} s",
            where=path,
            do="Mix it again for this cut",
        )


def aac_packets(container: InputContainer, stream: AudioStream, samples: int) -> Iterator[Packet[AudioStream]]:
    """The sound as packets for ``stream``: exactly ``samples`` of it, a rest of silence where it is shorter.

    The packets' times start before zero by the encoder's priming, which the container notes down
    and every player leaves out.
    """
    at = 0
    for block in _blocks(container, samples):
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = at
        at += block.shape[1]
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _blocks(container: InputContainer, samples: int) -> Iterator[NDArray[np.float32]]:
    """Stereo blocks of one AAC frame each, the last one shorter; (2, n) float32 from -1 to 1."""
    waiting = np.zeros((2, 0), np.float32)
    left = samples
    for piece in _decoded(container):
        waiting = np.concatenate([waiting, piece], axis=1)
        while waiting.shape[1] >= BLOCK and left > 0:
            taken = min(BLOCK, left)
            yield np.ascontiguousarray(waiting[:, :taken])
            waiting, left = waiting[:, BLOCK:], left - taken
        if left == 0:
            return
    while left > 0:
        taken = min(BLOCK, left)
        block = np.zeros((2, taken), np.float32)
        held = min(taken, waiting.shape[1])
        block[:, :held] = waiting[:, :held]
        yield block
        waiting, left = waiting[:, held:], left - taken


def _decoded(container: InputContainer) -> Iterator[NDArray[np.float32]]:
    """The sound as it comes, (2, n): one channel is put on both sides as it is, without loss of level."""
    resampler = av.AudioResampler(format="fltp")
    for source in container.decode(audio=0):
        for frame in resampler.resample(source):
            sound = frame.to_ndarray().astype(np.float32, copy=False)
            yield sound if sound.shape[0] == 2 else np.repeat(sound, 2, axis=0)
