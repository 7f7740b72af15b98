"""Another person out of one speaker: the same words with another throat and another pitch.

The speech model gives, for every 12.5 ms, what a source-filter synthesiser needs: the pitch, the
strength of the harmonics and the breath around them.  A new voice is a change of those parts before
there is any sound, so nothing is stretched or cut up:

* *pitch* moves the pulses: the strength of the old harmonics is read where they were and joined to
  a smooth envelope, out of which the new harmonics take theirs (as a channel vocoder or WORLD does).
* *formant* stretches that envelope along the frequencies.  A throat longer by 1/r has all its
  resonances at r times the frequency (a tube's resonances go with 1/length; Fant, Acoustic Theory
  of Speech Production, 1960): near 0.84 from a woman's to a man's, above 1.1 towards a child's.

The phase is the envelope's minimum phase (Oppenheim and Schafer: folding the cepstrum), which is
what a resonator has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Array = NDArray[np.float32]

BIN_HZ = 20.0
"""Width of one frequency bin: 24 kHz over 1200."""

VOICED_ABOVE = 40.0
_LOWEST, _HIGHEST = 62.0, 480.0
_HARMONICS_BELOW = 11000.0

_PULSED_BELOW, _BREATHY_ABOVE = 3000.0, 7000.0
"""A voice is nearly all harmonics below the first and nearly all breath above the second, in Hz."""
_BREATH_FLOOR = 0.2
_LOBE_BINS = 1.5
"""One harmonic's share of the spectrum, in bins of equal power: the noise bandwidth of a Hann window."""


@dataclass(frozen=True)
class Parts:
    """What the speech model says of one sentence, per bin (601) and frame: natural logarithms of magnitudes.

    ``harmonic`` filters the pulses, ``angle`` is its phase through tanh in half turns, ``hiss``
    scales white noise, ``breath`` with ``breath_phase`` is sound that no pulse explains; ``f0`` is
    the pitch in Hz, shape (frames,), 0 where there is none.
    """

    harmonic: Array
    angle: Array
    hiss: Array
    breath: Array
    breath_phase: Array
    f0: Array


def revoiced(parts: Parts, pitch: float, formant: float, rng: np.random.Generator) -> Parts:
    """The sentence by somebody else: ``pitch`` and ``formant`` are ratios of the speaker's own."""
    voiced = parts.f0 > VOICED_ABOVE
    pulsed, breath = _shared(_envelope(parts.harmonic, parts.f0), parts.breath, parts.f0)
    envelope = _stretched(pulsed, formant)
    f0 = np.where(voiced, np.clip(parts.f0 * pitch, _LOWEST, _HIGHEST), 0.0).astype(np.float32)
    noise_phase = rng.uniform(-np.pi, np.pi, parts.breath.shape).astype(np.float32)
    # A burst keeps its own phase, and with it its sharp start; breath between pulses would keep the
    # rhythm of the old pitch, so it loses its phase.
    return Parts(
        harmonic=envelope,
        angle=_as_angle(_minimum_phase(envelope)),
        hiss=_stretched(parts.hiss, formant),
        breath=_stretched(breath, formant),
        breath_phase=np.where(voiced, noise_phase, parts.breath_phase),
        f0=f0,
    )


def whispered(parts: Parts, rng: np.random.Generator) -> Parts:
    """The sentence without voice: breath through the same throat."""
    envelope = _envelope(parts.harmonic, parts.f0)
    voiced = parts.f0 > VOICED_ABOVE
    # A whisper has little below the first formant, where the voice has most.
    lift = np.minimum(np.arange(len(envelope)) * BIN_HZ / 900.0, 1.0).astype(np.float32)[:, None]
    from_voice = envelope + np.log(lift + 0.05) - np.float32(0.7)
    breath = np.where(voiced, np.logaddexp(parts.breath, from_voice), parts.breath)
    phase = rng.uniform(-np.pi, np.pi, parts.breath.shape).astype(np.float32)
    return Parts(
        harmonic=parts.harmonic,
        angle=parts.angle,
        hiss=parts.hiss,
        breath=breath.astype(np.float32),
        breath_phase=np.where(voiced, phase, parts.breath_phase),
        f0=np.zeros_like(parts.f0),
    )


def _envelope(harmonic: Array, f0: Array) -> Array:
    """The harmonics' strength at every bin, joined in a straight line on the logarithm; shape kept."""
    smooth = harmonic.copy()
    bins = np.arange(len(harmonic), dtype=np.float32)
    for frame in np.flatnonzero(f0 > VOICED_ABOVE):
        count = int(_HARMONICS_BELOW / f0[frame])
        at = np.arange(1, count + 1) * (f0[frame] / BIN_HZ)
        smooth[:, frame] = np.interp(bins, at, np.interp(at, bins, harmonic[:, frame]))
    return smooth


def _shared(envelope: Array, breath: Array, f0: Array) -> tuple[Array, Array]:
    """Envelope and breath with what the model put into the breath of voiced sound given back to the pulses.

    The model lets the free part carry some of the harmonics, in step with them.  Under a new pitch
    that would be hoarseness, so where voices are harmonic its power goes to the harmonics: a breath
    as strong in each of the ``f0 / BIN_HZ`` bins between two harmonics equals one lobe of that power.
    """
    hertz = np.arange(len(envelope), dtype=np.float32) * np.float32(BIN_HZ)
    share = np.clip((_BREATHY_ABOVE - hertz) / (_BREATHY_ABOVE - _PULSED_BELOW), 0, 1)[:, None]
    voiced = f0 > VOICED_ABOVE
    bins_each = np.log(np.maximum(f0, VOICED_ABOVE) / BIN_HZ / _LOBE_BINS)
    given = breath + 0.5 * (np.log(share + 1e-9) + bins_each)
    pulsed = np.where(voiced, 0.5 * np.logaddexp(2 * envelope, 2 * given), envelope)
    kept = np.where(voiced, breath + 0.5 * np.log(1 - (1 - _BREATH_FLOOR**2) * share), breath)
    return pulsed.astype(np.float32), kept.astype(np.float32)


def _stretched(log_magnitude: Array, ratio: float) -> Array:
    """What was at f stands at ``ratio`` x f; the top is held where the stretch leaves nothing."""
    bins = np.arange(len(log_magnitude))
    source = np.minimum(bins / ratio, len(log_magnitude) - 1.0)
    low = np.minimum(source.astype(np.intp), len(log_magnitude) - 2)
    share = (source - low).astype(np.float32)[:, None]
    return np.asarray(log_magnitude[low] * (1 - share) + log_magnitude[low + 1] * share, np.float32)


def _minimum_phase(log_magnitude: Array) -> Array:
    """Phase in radians of the minimum-phase filter with this magnitude; bins along the first axis."""
    size = 2 * (len(log_magnitude) - 1)
    cepstrum = scipy.fft.irfft(log_magnitude, n=size, axis=0)
    cepstrum[1 : size // 2] *= 2
    cepstrum[size // 2 + 1 :] = 0
    return np.asarray(scipy.fft.rfft(cepstrum, axis=0).imag, dtype=np.float32)


def _as_angle(phase: Array) -> Array:
    """The number whose tanh is the phase in half turns, as the synthesiser takes it."""
    wrapped = np.remainder(phase + np.pi, 2 * np.pi) / np.pi - 1
    return np.asarray(np.arctanh(np.clip(wrapped, -0.9999, 0.9999)), np.float32)
