"""Out of doors: wind, leaves, birds, crickets, waves, rain and thunder."""

from __future__ import annotations

import numpy as np

from assembler.sound.samples import RATE, Samples, Stereo, decibels
from assembler.sound.texture import (
    Rng,
    arch,
    banded,
    brown,
    decay,
    glide,
    noise,
    panned,
    scattered,
    swell,
    unit,
    white,
    wide,
)


def wind(n: int, rng: Rng, strength: float = 0.6) -> Stereo:
    """Gusts: low rumble that swells, and a whistle of the air above it that follows the gusts."""

    def side(rng: Rng) -> Samples:
        gusts = swell(n, rng, 4.5, strength) * swell(n, rng, 1.3, strength / 3)
        body = brown(n, rng, 90, 700) * gusts
        return (body + noise(n, rng, 350, 1100) * 0.25 * gusts**2).astype(np.float32)

    return wide(side, rng, 0.4)


def leaves(n: int, rng: Rng) -> Stereo:
    """Leaves that stir: treble in gusts."""
    return wide(lambda rng: noise(n, rng, 1500, 5000) * np.maximum(swell(n, rng, 2.5, 0.9), 0) ** 2, rng)


def birds(n: int, rng: Rng, a_minute: float = 26) -> Stereo:
    """Songs of a few notes from here and there."""
    return scattered(n, rng, a_minute, _song)


def _song(rng: Rng) -> Samples:
    base, notes = float(rng.uniform(2300, 4800)), int(rng.integers(2, 7))
    length, gap = int(rng.uniform(0.05, 0.13) * RATE), int(rng.uniform(0.03, 0.1) * RATE)
    bend, trill = float(rng.uniform(-0.35, 0.35)), float(rng.uniform(0, 0.06))
    time = np.linspace(0, 1, length)
    out: list[Samples] = []
    for note in range(notes):
        step = base * float(rng.choice([1.0, 1.0, 1.12, 0.9])) * (1 + 0.03 * note)
        out.append(
            glide(step * (1 + bend * time + trill * np.sin(2 * np.pi * 28 * time * length / RATE))) * arch(length)
        )
        out.append(np.zeros(gap, np.float32))
    # Far off, the air has taken the edge and the wood gives a little back.
    song = np.concatenate([*out, np.zeros(RATE // 3, np.float32)])
    late = np.roll(song, int(0.09 * RATE)) * 0.25
    return (song + late).astype(np.float32)


def crickets(n: int, rng: Rng, how_many: int = 5) -> Stereo:
    """Each cricket a high tone in bursts of three or four pulses, a tempo and a place of its own."""
    out = np.zeros((n, 2), np.float32)
    time = np.arange(n, dtype=np.float64) / RATE
    for _ in range(how_many):
        tone, chirps, pulses = rng.uniform(3900, 5200), rng.uniform(1.4, 2.6), rng.uniform(26, 34)
        phase = rng.uniform(0, 1)
        chirp = np.clip(np.sin(2 * np.pi * (chirps * time + phase)) * 4, 0, 1)
        pulse = 0.5 - 0.5 * np.cos(2 * np.pi * pulses * time)
        sound = (np.sin(2 * np.pi * tone * time) * chirp * pulse).astype(np.float32) * swell(n, rng, 7, 0.5)
        out += panned(sound, float(rng.uniform(-0.9, 0.9))) * np.float32(rng.uniform(0.3, 1.0))
    return out


def waves(n: int, rng: Rng, period: float = 8.0) -> Stereo:
    """Breakers: a slow swell of low roar, then the hiss of foam that runs up and drains away."""

    def side(rng: Rng) -> Samples:
        at = np.cumsum(rng.uniform(0.75, 1.25, int(n / RATE / period) + 4) * period) - 2 * period
        roar, foam = np.full(n, 0.12, np.float32), np.full(n, 0.04, np.float32)
        time = np.arange(n, dtype=np.float32) / RATE
        for moment in at:
            strength = float(rng.uniform(0.6, 1.1))
            roar += strength * np.exp(-(((time - moment) / (0.2 * period)) ** 2))
            since = np.maximum(time - moment + 0.6, 0) / 1.6
            foam += strength * 0.7 * (since * np.exp(1 - since)) ** 1.6
        return (brown(n, rng, 120, 1800) * roar + noise(n, rng, 1500, 8000, 1) * foam * 0.5).astype(np.float32)

    return wide(side, rng, 0.5)


def gulls(n: int, rng: Rng) -> Stereo:
    """A cry now and then."""
    return scattered(n, rng, 5, _cry)


def _cry(rng: Rng) -> Samples:
    out = []
    for _ in range(int(rng.integers(2, 5))):
        length = int(rng.uniform(0.25, 0.4) * RATE)
        time = np.linspace(0, 1, length)
        hertz = rng.uniform(950, 1200) * (1 + 0.35 * np.sin(np.pi * np.minimum(time * 1.6, 1)) - 0.25 * time)
        voice = sum(glide(hertz * k) / k for k in (1, 2, 3))
        out += [np.asarray(voice, np.float32) * arch(length), np.zeros(int(0.12 * RATE), np.float32)]
    return np.concatenate(out) * np.float32(0.35)


def rain(n: int, rng: Rng, heavy: float = 0.5) -> Stereo:
    """A bed of far drops too many to tell apart, and near ones that can be told."""
    far = wide(lambda rng: noise(n, rng, 500, 4500, 1) * swell(n, rng, 6, 0.15), rng, 0.2)
    low = wide(lambda rng: brown(n, rng, 200, 1400), rng, 0.4)
    return far * np.float32(0.45 + 0.3 * heavy) + low * np.float32(0.3 + 0.5 * heavy) + _drops(n, rng, 40 + 50 * heavy)


def _drops(n: int, rng: Rng, a_second: float) -> Stereo:
    """Single drops: clicks of random strength through the ring of what they fall on."""
    out = np.zeros((n, 2), np.float32)
    for hertz in (900.0, 1900.0, 3400.0):
        hits = np.zeros((n, 2), np.float32)
        count = int(rng.poisson(a_second * n / RATE / 3))
        where, strength = rng.integers(0, max(n, 1), count), rng.exponential(1.0, count).astype(np.float32)
        np.add.at(hits, (where, rng.integers(0, 2, count)), strength)
        out += banded(hits, hertz * 0.8, hertz * 1.25, 1)
    return out * np.float32(22)


def thunder(rng: Rng) -> Samples:
    """A far roll: a crack that is mostly gone, then rumbling that comes back twice or so."""
    n = int(rng.uniform(4.5, 7) * RATE)
    rumble = brown(n, rng, 45, 320) * decay(n, n / RATE * 1.3, 0.25) * swell(n, rng, 0.5, 0.8)
    crack = banded(white(n, rng), 250, 2200, 1) * decay(n, 0.9, 0.05) * 0.5
    return unit((rumble + crack).astype(np.float32))


def storm(n: int, rng: Rng) -> Stereo:
    """Hard rain, strong wind and thunder over the hills."""
    rolls = scattered(n, rng, 6, lambda rng: thunder(rng) * decibels(9))
    return rain(n, rng, 1.0) * decibels(-2) + wind(n, rng, 0.8) * decibels(-3) + rolls
