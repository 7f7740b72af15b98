"""Things that are struck, shut, dropped, broken or fired: short sounds with an attack."""

from __future__ import annotations

import numpy as np

from assembler.sound.samples import RATE, Samples
from assembler.sound.texture import Rng, banded, brown, decay, echoing, noise, put, room_response, tones, white


def _seconds(seconds: float) -> int:
    return int(seconds * RATE)


def struck(rng: Rng, partials: tuple[tuple[float, float], ...], ring: float, thump: float) -> Samples:
    """A hit: what it is made of rings at ``partials`` (Hz, strength), over a thump of the hand or tool."""
    n = _seconds(max(ring, 0.12) * 1.2)
    body = tones(n, partials, rng) * decay(n, ring, 0.0008)
    blow = banded(white(n, rng), 80, 900, 1) * decay(n, 0.05, 0.0006)
    return (body + thump * blow * 3).astype(np.float32)


def repeated(one: Samples, gaps: tuple[float, ...], rng: Rng) -> Samples:
    """The same sound again after each gap in seconds, never quite as strong."""
    starts = np.cumsum([0.0, *gaps])
    out = np.zeros(_seconds(float(starts[-1])) + len(one), np.float32)
    for start in starts:
        put(out, one * np.float32(rng.uniform(0.75, 1.0)), _seconds(float(start)))
    return out


def in_room(sound: Samples, rng: Rng, seconds: float = 0.35, level: float = -9) -> Samples:
    """The sound with the echo of a room."""
    return echoing(sound, room_response(seconds, rng), level)


def knock(rng: Rng) -> Samples:
    """Knuckles on a wooden door, three times."""
    one = struck(rng, ((172, 1.0), (263, 0.6), (395, 0.3), (610, 0.12)), 0.11, 0.5)
    return in_room(repeated(one, (0.2, 0.21), rng), rng)


def slam(rng: Rng) -> Samples:
    """A door thrown shut: the frame's boom and the latch."""
    n = _seconds(0.9)
    boom = brown(n, rng, 50, 260) * decay(n, 0.5, 0.003) + tones(n, ((78, 0.8), (121, 0.5)), rng) * decay(n, 0.3, 0.002)
    latch = noise(_seconds(0.05), rng, 1200, 5000, 1) * decay(_seconds(0.05), 0.04, 0.0006)
    put(boom, latch * np.float32(0.7), _seconds(0.012))
    return in_room(boom.astype(np.float32), rng, 0.6, -5)


def latch(rng: Rng) -> Samples:
    """A handle, a lock: two clicks."""
    click = noise(_seconds(0.04), rng, 900, 5200, 1) * decay(_seconds(0.04), 0.03, 0.0006)
    low = struck(rng, ((310, 1.0), (540, 0.4)), 0.06, 0.3) * np.float32(0.5)
    both = np.zeros(_seconds(0.3), np.float32)
    put(both, click, 0)
    put(both, click * np.float32(0.8), _seconds(0.11))
    put(both, low, _seconds(0.115))
    return in_room(both, rng)


def creak(rng: Rng) -> Samples:
    """A hinge that wants oil: a slow stick-and-slip that rises."""
    n = _seconds(1.1)
    hertz = np.linspace(55, 120, n) * (1 + 0.15 * np.sin(np.linspace(0, 9, n)))
    pulses = (np.cumsum(hertz) / RATE % 1.0 < 0.06).astype(np.float32)
    wood = banded(pulses, 500, 2600, 1) + 0.6 * banded(pulses, 1300, 1600, 2)
    return in_room((wood * np.hanning(n)).astype(np.float32), rng)


def thud(rng: Rng) -> Samples:
    """Something heavy comes down."""
    n = _seconds(0.5)
    return in_room(
        (brown(n, rng, 45, 200) * decay(n, 0.3, 0.004) + tones(n, ((62, 1.0), (95, 0.4)), rng) * decay(n, 0.25)), rng
    )


def clatter(rng: Rng) -> Samples:
    """Small hard things fall and bounce, closer and closer together."""
    out = np.zeros(_seconds(1.0), np.float32)
    at, gap = 0.0, 0.19
    while gap > 0.015:
        base = float(rng.uniform(900, 2600))
        put(out, struck(rng, ((base, 1.0), (base * 1.7, 0.5)), 0.07, 0.2) * np.float32(gap * 5), _seconds(at))
        at, gap = at + gap, gap * float(rng.uniform(0.6, 0.85))
    return in_room(out, rng)


def glass(rng: Rng) -> Samples:
    """A pane or a glass goes to pieces, and the pieces fall."""
    out = np.zeros(_seconds(1.6), np.float32)
    put(out, noise(_seconds(0.12), rng, 2000, 11000, 1) * decay(_seconds(0.12), 0.09, 0.0005) * np.float32(1.5), 0)
    for _ in range(38):
        base = float(rng.uniform(2200, 8200))
        shard = tones(_seconds(0.2), ((base, 1.0), (base * 1.47, 0.6), (base * 2.09, 0.3)), rng)
        at = float(rng.exponential(0.28))
        put(
            out,
            shard * decay(_seconds(0.2), float(rng.uniform(0.05, 0.18)), 0.0005) * np.float32(0.5 / (1 + 3 * at)),
            _seconds(at),
        )
    return in_room(out, rng)


def gun(rng: Rng) -> Samples:
    """A shot: a crack, its blast, and the echo that makes it large."""
    n = _seconds(0.35)
    crack = white(n, rng) * decay(n, 0.05, 0.0003)
    blast = brown(n, rng, 60, 900) * decay(n, 0.22, 0.001) * np.float32(1.4)
    return echoing((crack + blast).astype(np.float32), room_response(1.5, rng, 3500), -4)


def steps(rng: Rng) -> Samples:
    """Seven footsteps at a walk: heel, then sole."""
    heel = struck(rng, ((140, 0.8), (230, 0.4)), 0.06, 0.9)
    sole = noise(_seconds(0.07), rng, 600, 3500, 1) * decay(_seconds(0.07), 0.06, 0.01) * np.float32(0.25)
    one = np.zeros(_seconds(0.25), np.float32)
    put(one, heel, 0)
    put(one, sole, _seconds(0.07))
    gaps = tuple(float(gap) for gap in rng.normal(0.52, 0.012, 6))
    return in_room(repeated(one, gaps, rng), rng)


def applause(rng: Rng) -> Samples:
    """Many hands for three seconds."""
    out = np.zeros(_seconds(3.4), np.float32)
    for _ in range(14):
        period, tone = float(rng.uniform(0.2, 0.28)), float(rng.uniform(800, 1900))
        clap = noise(_seconds(0.03), rng, tone * 0.6, tone * 1.9, 1) * decay(_seconds(0.03), 0.03, 0.0005)
        for at in np.arange(float(rng.uniform(0, 0.3)), 3.0, period):
            put(out, clap * np.float32(rng.uniform(0.4, 1)), _seconds(float(at + rng.normal(0, 0.012))))
    return in_room(out, rng, 0.8, -6)
