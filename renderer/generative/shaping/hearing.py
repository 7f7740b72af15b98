"""What a model made to be heard with a take, as one sound of exactly the shot's length."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.signal import resample_poly

from film.errors import RenderError
from renderer.generative.seam import Filmed, Heard

Samples = npt.NDArray[np.float32]
"""(channels, n), from -1 to 1."""

RATE = 48_000
"""Samples a second."""
_SLOWEST, _FASTEST = 100, 192_000
"""Samples a second between which a sound is brought to ours, for no more memory than a shot's pictures take."""
_JOIN = RATE // 50
"""Samples over which the sound of a piece gives way to the next one's: too short to be heard as a fade."""


def joined(pieces: Sequence[Filmed], frames: int, rate: Fraction) -> Samples | None:
    """The sound of a take's pieces for so many frames of the film; None where none has any.

    It has 48 kHz and one channel, or two where a piece has two.  A piece's head is heard once: shortly before it ends,
    the sound goes over to the piece's own.  Raises RenderError for a sound of no length, or a rate that none has.
    """
    heard = [piece.heard for piece in pieces if piece.heard is not None]
    if not heard:
        return None
    channels = 2 if max(each.samples.ndim == 2 and each.samples.shape[0] for each in heard) == 2 else 1
    whole = np.zeros((channels, _length(frames, rate)), np.float32)
    start = 0
    for piece in pieces:
        head = _length(piece.job.head, piece.job.rate)
        lasting = _length(piece.job.frames, piece.job.rate)
        if piece.heard is not None:
            _lay(whole, _as_asked(piece.heard, channels)[:, :lasting], start - head, head)
        start += lasting - head
    return whole


def write_wav(samples: Samples, path: Path) -> None:
    """Samples as 16 bits a sample.  Raises OSError."""
    words = np.round(samples.T * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[0])
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.ascontiguousarray(words).tobytes())


def _lay(whole: Samples, sound: Samples, at: int, head: int) -> None:
    """Puts a piece's sound where it belongs; at the end of its head what is there gives way to it."""
    over = min(head, _JOIN)
    sound, at = sound[:, head - over :], at + head - over
    length = max(min(sound.shape[1], whole.shape[1] - at), 0)
    weight = np.ones(length, np.float32)
    fade = min(over, length)
    weight[:fade] = (np.arange(fade, dtype=np.float32) + 0.5) / max(over, 1)
    there = whole[:, at : at + length]
    there[:] = there * (1 - weight) + sound[:, :length] * weight


def _as_asked(heard: Heard, channels: int) -> Samples:
    """A model's sound at 48 kHz with so many channels, nothing in it that is no number or too loud."""
    if not _SLOWEST <= heard.rate <= _FASTEST:
        raise RenderError(f"the model's sound has {heard.rate} samples a second", do="Try another take")
    sound = np.atleast_2d(np.asarray(heard.samples, np.float32))
    if sound.ndim != 2 or not sound.shape[1] or not sound.shape[0]:
        raise RenderError("the model's sound is empty", do="Try another take")
    sound = np.clip(np.nan_to_num(sound, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1)
    if sound.shape[0] != channels:
        sound = np.repeat(sound.mean(axis=0, keepdims=True), channels, axis=0)
    if heard.rate != RATE:
        by = Fraction(RATE, heard.rate)
        sound = resample_poly(sound, by.numerator, by.denominator, axis=1).astype(np.float32)
    return np.clip(sound, -1, 1)


def _length(frames: int, rate: Fraction) -> int:
    """Samples that so many frames last, to the nearest."""
    return int(frames * RATE / rate + Fraction(1, 2))
