"""What ambiences and effects are made of: coloured noise, slow swells, hums, decays, echoes, places left and right.

Everything takes a random generator and is the same for the same seed.  Mono is (n,), stereo (n, 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from assembler.sound.samples import RATE, Samples, Stereo, decibels

Rng = np.random.Generator
Made = Callable[[Rng], Samples]


def white(n: int, rng: Rng) -> Samples:
    """White noise of power 1."""
    return rng.standard_normal(n, dtype=np.float32)


def banded(samples: Samples, low: float | None, high: float | None, order: int = 2) -> Samples:
    """The sound between two frequencies in Hz, falling by 6 dB an octave and order beyond; None leaves an end open."""
    ends = (max(low or 0.0, 1.0), min(high or RATE, RATE * 0.49))
    if low and high:
        sections = scipy.signal.butter(order, ends, "bandpass", fs=RATE, output="sos")
    else:
        sections = scipy.signal.butter(
            order, ends[0] if low else ends[1], "high" if low else "low", fs=RATE, output="sos"
        )
    return np.asarray(scipy.signal.sosfilt(sections, samples, axis=0), np.float32)


def noise(n: int, rng: Rng, low: float | None, high: float | None, order: int = 2) -> Samples:
    """Noise between two frequencies, brought to power 1."""
    return unit(banded(white(n, rng), low, high, order))


def brown(n: int, rng: Rng, low: float, high: float) -> Samples:
    """Noise that falls by 6 dB an octave from ``low`` Hz up to ``high``, of power 1: air, distance, machinery."""
    pole = float(np.exp(-2 * np.pi * low / RATE))
    return unit(banded(scipy.signal.lfilter([1 - pole], [1, -pole], white(n, rng)).astype(np.float32), low / 2, high))


def unit(samples: Samples) -> Samples:
    """The same sound at power 1; silence stays silence."""
    power = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0
    return (samples / power).astype(np.float32) if power > 1e-9 else samples


def swell(n: int, rng: Rng, seconds: float, depth: float) -> Samples:
    """A slow random gain round 1, from ``1 - depth`` to ``1 + depth``, that wanders once in ``seconds``."""
    points = max(4, int(n / RATE / seconds) + 4)
    values = rng.uniform(1 - depth, 1 + depth, points)
    at = np.arange(points) * seconds * RATE - rng.uniform(0, seconds * RATE)
    # A straight line between the points is smooth enough a second apart, and needs no memory.
    return np.interp(np.arange(n), at, values).astype(np.float32)


def tones(n: int, partials: Sequence[tuple[float, float]], rng: Rng) -> Samples:
    """A hum: sines of (Hz, strength) with phases of their own."""
    time = np.arange(n, dtype=np.float64) / RATE
    out = np.zeros(n)
    for hertz, strength in partials:
        out += strength * np.sin(2 * np.pi * hertz * time + rng.uniform(0, 2 * np.pi))
    return out.astype(np.float32)


def glide(hertz: NDArray[np.floating], phase: float = 0.0) -> Samples:
    """A sine whose frequency at every sample is given."""
    return np.sin(2 * np.pi * np.cumsum(hertz, dtype=np.float64) / RATE + phase).astype(np.float32)


def decay(n: int, seconds: float, attack: float = 0.002) -> Samples:
    """A gain that rises in ``attack`` seconds and then falls by 60 dB in ``seconds``."""
    time = np.arange(n, dtype=np.float32) / RATE
    return (np.minimum(time / max(attack, 1e-4), 1.0) * np.exp(-6.9 * time / seconds)).astype(np.float32)


def arch(n: int) -> Samples:
    """A gain that comes and goes: nothing at both ends, 1 in the middle."""
    return np.hanning(n).astype(np.float32)


def panned(samples: Samples, side: float) -> Stereo:
    """Mono put between the loudspeakers, -1 left to 1 right, equally strong everywhere."""
    angle = (min(max(side, -1.0), 1.0) + 1) * np.pi / 4
    return np.stack([samples * np.float32(np.cos(angle)), samples * np.float32(np.sin(angle))], axis=1)


def wide(make: Made, rng: Rng, middle: float = 0.35) -> Stereo:
    """Two of the same kind left and right, and a share that both have."""
    left, right, both = make(rng), make(rng), make(rng)
    side = np.float32(np.sqrt(1 - middle))
    sides = np.stack([left * side, right * side], axis=1)
    return np.asarray(sides + (both * np.float32(np.sqrt(middle)))[:, None], np.float32)


def centre(samples: Samples) -> Stereo:
    """Mono equally in both."""
    return panned(samples, 0.0)


def scattered(n: int, rng: Rng, a_minute: float, make: Made, spread: float = 0.8) -> Stereo:
    """Sounds at random moments and places: about ``a_minute`` of them, near and far."""
    out = np.zeros((n, 2), np.float32)
    for _ in range(int(rng.poisson(a_minute * n / RATE / 60))):
        sound = panned(make(rng), float(rng.uniform(-spread, spread))) * decibels(float(rng.uniform(-9, 0)))
        put(out, sound, int(rng.integers(0, max(n, 1))) - len(sound) // 8)
    return out


def put(out: NDArray[np.float32], sound: NDArray[np.float32], at: int) -> None:
    """Add ``sound`` into ``out`` from sample ``at``; what would lie outside is left out."""
    start, end = max(at, 0), min(at + len(sound), len(out))
    if end > start:
        out[start:end] += sound[start - at : end - at]


def room_response(seconds: float, rng: Rng, brightness: float = 5000.0) -> Samples:
    """The echo of a room, power 1: noise that falls by 60 dB in ``seconds`` and loses its treble on the way."""
    n = int(seconds * RATE)
    response = banded(white(n, rng), 120, brightness, 1) * decay(n, seconds, 0.004)
    return np.asarray(response / np.sqrt(np.sum(np.square(response))), np.float32)


def echoing(sound: Samples, response: Samples, level: float) -> Samples:
    """The sound and its echo ``level`` dB to it, with the echo's tail."""
    tail = np.asarray(scipy.signal.fftconvolve(sound, response) * decibels(level), np.float32)
    tail[: len(sound)] += sound
    return tail
