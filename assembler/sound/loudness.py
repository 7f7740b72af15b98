"""How loud sound is to people: ITU-R BS.1770-4 and EBU R128, measured block by block.

``K`` weighting is two filters: a shelf that lifts the treble by 4 dB as a head does, and a high pass
near 38 Hz.  Power is taken over 400 ms every 100 ms; blocks below -70 LUFS, then blocks 10 LU below
the mean of the rest, do not count.
"""

from __future__ import annotations

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.typing import NDArray

from assembler.sound.samples import RATE

_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""The filters of BS.1770-4 tables 1 and 2 at 48 kHz, as second-order sections."""

_STEP = RATE // 10
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0


class LoudnessMeter:
    """Integrated loudness of sound that comes in blocks of any length, shape (n, channels)."""

    def __init__(self, channels: int) -> None:
        self._state = np.zeros((2, 2, channels))
        self._rest = np.zeros(0)
        self._powers: list[float] = []

    def add(self, block: NDArray[np.float32]) -> None:
        """Hear the next block."""
        weighted, self._state = scipy.signal.sosfilt(_K_WEIGHTING, block.astype(np.float64), axis=0, zi=self._state)
        power = np.concatenate([self._rest, np.square(weighted).sum(axis=1)])
        whole = len(power) // _STEP
        self._powers.extend(power[: whole * _STEP].reshape(whole, _STEP).mean(axis=1).tolist())
        self._rest = power[whole * _STEP :]

    def integrated(self) -> float | None:
        """LUFS of all that was heard; None when nothing was above -70 LUFS."""
        steps = np.asarray(self._powers)
        blocks = np.convolve(steps, np.full(4, 0.25), "valid") if len(steps) >= 4 else steps
        loud = blocks[blocks > 10 ** ((_ABSOLUTE_GATE - _OFFSET) / 10)]
        if not len(loud):
            return None
        loud = loud[loud > loud.mean() * 10 ** (_RELATIVE_GATE / 10)]
        return float(_OFFSET + 10 * np.log10(loud.mean()))


def level(samples: NDArray[np.float32]) -> float | None:
    """LUFS of mono (n,) or stereo (n, 2) sound of any length; None for silence.

    Mono is taken as heard from both loudspeakers of a stereo film, each 3 dB lower.
    """
    if not len(samples):
        return None
    channels = samples.reshape(len(samples), -1)
    meter = LoudnessMeter(channels.shape[1])
    short = max(0, 4 * _STEP - len(channels))
    meter.add(np.concatenate([channels, np.zeros((short, channels.shape[1]), np.float32)]))
    return meter.integrated()


def true_peak(samples: NDArray[np.float32]) -> float:
    """The highest peak between the samples too, found at four times the rate (BS.1770-4 annex 2)."""
    if not len(samples):
        return 0.0
    return float(np.abs(scipy.signal.resample_poly(samples, 4, 1, axis=0)).max())
