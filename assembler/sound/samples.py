"""Sound as numbers: 48 kHz float32, and the WAV files it is kept in."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from math import gcd
from pathlib import Path
from typing import IO, Protocol

import numpy as np
import scipy.io.wavfile
import scipy.signal
from numpy.typing import NDArray

from film.errors import CutError

RATE = 48000
"""Samples a second of everything in this room: what film and video sound runs at."""

Samples = NDArray[np.float32]
"""Mono sound, shape (n,), float32, full scale is -1 to 1."""

Stereo = NDArray[np.float32]
"""Sound for two loudspeakers, shape (n, 2), left first, float32, full scale is -1 to 1."""

_LARGEST = 2**23 - 1


class Sink(Protocol):
    """Something that takes sound block by block."""

    def write(self, block: NDArray[np.float32]) -> None:
        """Append samples, shape (n,) for mono or (n, 2) for stereo."""


class _WavSink:
    def __init__(self, file: wave.Wave_write) -> None:
        self._file = file

    def write(self, block: NDArray[np.float32]) -> None:
        self._file.writeframesraw(pack24(block))


def pack24(block: NDArray[np.float32]) -> bytes:
    """Little-endian 24-bit PCM of samples in -1 to 1; beyond that they are clipped."""
    whole = np.rint(np.clip(block, -1.0, 1.0).astype(np.float64) * _LARGEST).astype("<i4")
    return whole.reshape(-1, 1).view(np.uint8)[:, :3].tobytes()


@contextmanager
def wav_sink(path: Path, channels: int) -> Iterator[Sink]:
    """A 24-bit 48 kHz WAV file to write block by block.  Raises CutError when the disk refuses."""
    try:
        with path.open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(3)
            file.setframerate(RATE)
            yield _WavSink(file)
    except OSError as error:
        raise CutError(f"the sound cannot be written: {error.strerror}", where=path, do="Free some space") from error


def write_mono(path: Path, samples: Samples) -> None:
    """Write one mono 24-bit 48 kHz WAV."""
    with wav_sink(path, 1) as sink:
        sink.write(samples)


def read_mono(source: Path | bytes) -> Samples:
    """Any PCM or float WAV as mono at 48 kHz, shape (n,).  Raises CutError when it is not one."""
    where = source if isinstance(source, Path) else "speech"
    file: Path | IO[bytes] = source if isinstance(source, Path) else io.BytesIO(source)
    try:
        rate, data = scipy.io.wavfile.read(file)
    except (OSError, ValueError, EOFError) as error:
        raise CutError(f"this is not a WAV file: {error}", where=where, do="Speak the line again") from error
    mono = _as_float(data)
    return mono if rate == RATE else resampled(mono, rate)


def _as_float(data: NDArray[np.generic]) -> Samples:
    plain = np.asarray(data, np.float32)
    if data.dtype == np.uint8:
        plain = (plain - 128) / np.float32(128)
    elif data.dtype.kind == "i":
        plain = plain / np.float32(2 ** (8 * data.dtype.itemsize - 1))
    plain = np.clip(np.nan_to_num(plain), -8, 8)
    return np.asarray(plain.mean(axis=1) if plain.ndim == 2 else plain, np.float32)


def resampled(samples: Samples, rate: int) -> Samples:
    """The same sound at 48 kHz, from ``rate`` samples a second."""
    common = gcd(RATE, rate)
    if not len(samples):
        return samples
    return np.asarray(scipy.signal.resample_poly(samples, RATE // common, rate // common), np.float32)


def decibels(level: float) -> float:
    """The factor of a level in dB."""
    return float(10 ** (level / 20))
