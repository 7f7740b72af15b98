"""From two tapes to the delivered stems: one gain to the target loudness, and a limiter that seldom acts.

The target is EBU R128's -23 LUFS with peaks below -1 dBTP: the level at which European broadcasters
and most cutting rooms exchange programmes.  Services that play louder turn the film up by metadata
or by themselves; a film mixed at -14 could only be turned down again without its dynamics.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.ndimage
import scipy.signal

from assembler.sound.loudness import LoudnessMeter
from assembler.sound.samples import RATE, Samples, Stereo, decibels, wav_sink

TARGET_LUFS = -23.0
CEILING_DBTP = -1.0

_BLOCK = 10 * RATE
_MOST_LIFT, _MOST_CUT = 6.0, -12.0
"""dB.  Speech comes in at the target, so a film that wants more than this has hardly any: its quiet is meant."""

_AHEAD = RATE // 200
_CONTEXT = 4 * _AHEAD
_MARGIN = 0.2


def measured(dialogue: Stereo, effects: Stereo) -> float | None:
    """Integrated LUFS of both together; None for silence."""
    meter = LoudnessMeter(2)
    for start, end in _blocks(len(dialogue)):
        meter.add(dialogue[start:end] + effects[start:end])
    return meter.integrated()


def gain_for(loudness: float | None) -> float:
    """The dB that bring the film to the target, within reason."""
    return 0.0 if loudness is None else min(max(TARGET_LUFS - loudness, _MOST_CUT), _MOST_LIFT)


def deliver(dialogue: Stereo, effects: Stereo, gain: float, dx: Path, fx: Path, mix: Path) -> None:
    """Write the three stems with ``gain`` dB.  DX and FX carry the limiter too: together they are the mix."""
    factor = np.float32(decibels(gain))
    with wav_sink(dx, 2) as dx_sink, wav_sink(fx, 2) as fx_sink, wav_sink(mix, 2) as mix_sink:
        for start, end in _blocks(len(dialogue)):
            first, last = max(0, start - _CONTEXT), min(len(dialogue), end + _CONTEXT)
            held = limiting((dialogue[first:last] + effects[first:last]) * factor)
            held = held[start - first : start - first + end - start, None] * factor
            speech, rest = dialogue[start:end] * held, effects[start:end] * held
            dx_sink.write(speech)
            fx_sink.write(rest)
            mix_sink.write(speech + rest)


def limiting(sound: Stereo) -> Samples:
    """The gain, shape (n,), that keeps the sound's true peaks below the ceiling; 1 where nothing is needed.

    The lowest gain needed within 5 ms on either side, averaged over 5 ms: it is down before the peak
    comes, and never above what the peak needs.
    """
    ceiling = decibels(CEILING_DBTP - _MARGIN)
    if not len(sound) or float(np.abs(sound).max()) < ceiling / 2:
        return np.ones(len(sound), np.float32)
    fine = np.abs(scipy.signal.resample_poly(sound, 4, 1, axis=0)).max(axis=1)
    peaks = fine.reshape(len(sound), 4).max(axis=1)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    lowest = scipy.ndimage.minimum_filter1d(needed, 2 * _AHEAD + 1, mode="nearest")
    return np.asarray(scipy.ndimage.uniform_filter1d(lowest, _AHEAD, mode="nearest"), np.float32)


def _blocks(samples: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + _BLOCK, samples)) for start in range(0, samples, _BLOCK))
