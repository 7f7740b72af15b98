"""The finish that every voice gets: no silence around it, the pauses of talk in it, one loudness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assembler.sound.loudness import level
from assembler.sound.samples import RATE, Samples, decibels

PAUSE_SECONDS = 0.22
"""Between two sentences of one speech.  Read prose pauses twice as long; screen dialogue does not."""

SPEECH_LUFS = -23.0
"""How loud every line is before the mix, by BS.1770: one voice is as loud as another."""

MAKING = 1
"""Part of every recipe: raised when equal requests would give other samples than before."""

_HEAD, _TAIL = 0.03, 0.09
_SILENT_BELOW = decibels(-42)
_BLOCK = RATE // 100
_LOUDEST = 0.7


def trimmed(samples: Samples) -> Samples:
    """The speech with a breath of room at both ends and no more; nothing when all is silent."""
    blocks = len(samples) // _BLOCK
    if not blocks:
        return samples[:0]
    loud = np.abs(samples[: blocks * _BLOCK]).reshape(blocks, _BLOCK).max(axis=1)
    heard = np.flatnonzero(loud > max(float(loud.max()) * _SILENT_BELOW, 1e-5))
    if not len(heard):
        return samples[:0]
    first = max(0, int(heard[0]) * _BLOCK - int(_HEAD * RATE))
    last = min(len(samples), int(heard[-1] + 1) * _BLOCK + int(_TAIL * RATE))
    return faded(samples[first:last], int(0.008 * RATE), int(0.04 * RATE))


def faded(samples: Samples, head: int, tail: int) -> Samples:
    """The same sound, rising from and falling to nothing over ``head`` and ``tail`` samples."""
    out = samples.copy()
    head, tail = min(head, len(out) // 2), min(tail, len(out) // 2)
    if head:
        out[:head] *= np.sin(np.linspace(0, np.pi / 2, head, dtype=np.float32)) ** 2
    if tail:
        out[-tail:] *= np.cos(np.linspace(0, np.pi / 2, tail, dtype=np.float32)) ** 2
    return out


def joined(pieces: Sequence[Samples]) -> Samples:
    """The pieces one after the other with a pause of talk between them."""
    kept = [piece for piece in map(trimmed, pieces) if len(piece)]
    gap = np.zeros(int(PAUSE_SECONDS * RATE) - int((_HEAD + _TAIL) * RATE), np.float32)
    spaced = [part for piece in kept for part in (gap, piece)][1:]
    return np.concatenate(spaced) if spaced else np.zeros(0, np.float32)


def levelled(samples: Samples, factor: float = 1.0) -> Samples:
    """The speech at ``SPEECH_LUFS`` times ``factor``, its highest peak below full scale."""
    measured = level(samples)
    if measured is None:
        return samples
    gain = decibels(SPEECH_LUFS - measured) * factor
    peak = float(np.abs(samples).max())
    return (samples * np.float32(min(gain, _LOUDEST / peak))).astype(np.float32)
