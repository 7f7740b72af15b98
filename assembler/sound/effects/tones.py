"""Things that sound on and on: bells, phones, horns, engines, hisses, animals."""

from __future__ import annotations

import numpy as np

from assembler.sound.beds.nature import thunder as far_thunder
from assembler.sound.beds.town import engine as motor
from assembler.sound.effects.knocks import in_room
from assembler.sound.samples import RATE, Samples
from assembler.sound.texture import (
    Rng,
    arch,
    banded,
    brown,
    decay,
    echoing,
    glide,
    noise,
    put,
    room_response,
    tones,
    unit,
)


def _seconds(seconds: float) -> int:
    return int(seconds * RATE)


def ring(rng: Rng) -> Samples:
    """A telephone, two rings: two small bells struck twenty times a second."""
    n = _seconds(1.2)
    hammer = 0.55 + 0.45 * np.sin(2 * np.pi * 20 * np.arange(n) / RATE)
    bells = tones(n, ((1320, 1.0), (1655, 0.9), (2790, 0.35), (3480, 0.3), (4700, 0.12)), rng)
    gate = np.minimum(np.minimum(np.arange(n), np.arange(n)[::-1] / 6) / 400, 1)
    one = (bells * hammer * gate).astype(np.float32)
    out = np.zeros(_seconds(3.2), np.float32)
    put(out, one, 0)
    put(out, one, _seconds(1.9))
    return in_room(out, rng, 0.4, -12)


def buzz(rng: Rng) -> Samples:
    """A phone that shakes on a table, twice."""
    n = _seconds(0.45)
    shake = tones(n, ((148, 1.0), (296, 0.7), (444, 0.45), (740, 0.25)), rng) + 0.2 * noise(n, rng, 300, 2600, 1)
    one = (shake * np.minimum(arch(n) * 5, 1)).astype(np.float32)
    out = np.zeros(_seconds(1.2), np.float32)
    put(out, one, 0)
    put(out, one, _seconds(0.62))
    return in_room(out, rng)


def beep(rng: Rng) -> Samples:
    """A message: two soft notes up."""
    out = np.zeros(_seconds(0.9), np.float32)
    for at, hertz in ((0.0, 1174.7), (0.13, 1568.0)):
        n = _seconds(0.55)
        put(out, tones(n, ((hertz, 1.0), (2 * hertz, 0.15)), rng) * decay(n, 0.5, 0.004), _seconds(at))
    return out


def alarm(rng: Rng) -> Samples:
    """An alarm: four short beeps, three times."""
    one = tones(_seconds(0.08), ((2050, 1.0), (4100, 0.25)), rng) * np.minimum(arch(_seconds(0.08)) * 6, 1)
    out = np.zeros(_seconds(3.0), np.float32)
    for group in range(3):
        for beep_at in range(4):
            put(out, one, _seconds(group + beep_at * 0.13))
    return in_room(out, rng)


def bell(rng: Rng) -> Samples:
    """A bell in a tower, two strokes; the partials are a church bell's: hum, prime, tierce, quint, nominal."""
    base, n = 262.0, _seconds(4.5)
    out = np.zeros(_seconds(6.5), np.float32)
    for at in (0.0, 2.1):
        for ratio, strength, lasts in (
            (0.5, 0.6, 4.5),
            (1, 0.9, 3.2),
            (1.2, 0.7, 2.6),
            (1.5, 0.4, 2.0),
            (2, 1.0, 1.6),
            (2.67, 0.35, 0.9),
        ):
            put(out, tones(n, ((base * ratio, strength),), rng) * decay(n, lasts, 0.002), _seconds(at))
    return out


def doorbell(rng: Rng) -> Samples:
    """Ding, dong."""
    out = np.zeros(_seconds(2.0), np.float32)
    for at, hertz in ((0.0, 659.3), (0.55, 523.3)):
        n = _seconds(1.4)
        put(
            out,
            tones(n, ((hertz, 1.0), (2.76 * hertz, 0.25), (5.4 * hertz, 0.08)), rng) * decay(n, 1.3, 0.002),
            _seconds(at),
        )
    return in_room(out, rng)


def thunder(rng: Rng) -> Samples:
    """One roll of thunder."""
    return far_thunder(rng)


def horn(rng: Rng) -> Samples:
    """A car's horn: two reeds a third apart."""
    n = _seconds(0.75)
    reeds = tones(n, tuple((base * k, 1 / k**0.7) for base in (349.0, 440.0) for k in range(1, 9)), rng)
    return echoing((reeds * np.minimum(arch(n) * 9, 1)).astype(np.float32), room_response(0.7, rng), -12)


def siren(rng: Rng) -> Samples:
    """A siren that wails twice, some streets away."""
    n = _seconds(5.0)
    hertz = 850 - 320 * np.cos(2 * np.pi * np.arange(n) / RATE / 2.5)
    wail = glide(hertz) + 0.4 * glide(2 * hertz) + 0.2 * glide(3 * hertz)
    return echoing(
        banded((wail * np.minimum(arch(n) * 3, 1)).astype(np.float32), 300, 2200, 1), room_response(1.2, rng), -4
    )


def whistle(rng: Rng) -> Samples:
    """A whistle: a steady tone with breath."""
    n = _seconds(1.3)
    hertz = 1150 * (1 + 0.01 * np.sin(2 * np.pi * 6 * np.arange(n) / RATE))
    blown = glide(hertz) + 0.6 * glide(1.26 * hertz) + 0.25 * noise(n, rng, 900, 3500, 1)
    return echoing((blown * np.minimum(arch(n) * 4, 1)).astype(np.float32), room_response(0.9, rng), -10)


def engine(rng: Rng) -> Samples:
    """A starter, then a motor that catches and settles."""
    crank_n, run_n = _seconds(0.9), _seconds(2.6)
    crank = motor(crank_n, rng, 11, 0.8) * (0.6 + 0.4 * np.sin(2 * np.pi * 5.5 * np.arange(crank_n) / RATE)) * 0.5
    run = motor(run_n, rng, 42, 0.35) * np.minimum(np.linspace(0, 9, run_n), np.linspace(3, 0, run_n)).clip(0, 1)
    return np.concatenate([crank, run]).astype(np.float32)


def brakes(rng: Rng) -> Samples:
    """Tyres that cry out."""
    n = _seconds(1.2)
    hertz = np.linspace(1500, 980, n) * (1 + 0.02 * noise(n, rng, None, 90, 1))
    cry = glide(hertz) + 0.5 * glide(2.02 * hertz) + 0.8 * noise(n, rng, 700, 3000, 1)
    return echoing((cry * np.minimum(arch(n) * 4, 1)).astype(np.float32), room_response(0.6, rng), -10)


def hiss(rng: Rng) -> Samples:
    """Air let out of a bus's doors or brakes, and the bump that follows."""
    n = _seconds(1.1)
    air = noise(n, rng, 900, 7000, 1) * decay(n, 1.1, 0.03)
    bump = brown(_seconds(0.3), rng, 60, 300) * decay(_seconds(0.3), 0.2, 0.004)
    put(air, bump * np.float32(0.8), _seconds(0.75))
    return air.astype(np.float32)


def splash(rng: Rng) -> Samples:
    """Something goes into the water."""
    n = _seconds(1.4)
    body = brown(n, rng, 150, 1500) * decay(n, 0.5, 0.02) + noise(n, rng, 1200, 7000, 1) * decay(n, 1.0, 0.08) * 0.4
    return unit(body.astype(np.float32))


def bark(rng: Rng) -> Samples:
    """A dog, two barks."""
    n = _seconds(0.22)
    hertz = 420 * (1 + 0.5 * np.exp(-np.linspace(0, 7, n))) * (1 - 0.25 * np.linspace(0, 1, n))
    voice = sum(glide(k * hertz) / k**0.6 for k in range(1, 8)) + 1.2 * noise(n, rng, 500, 2500, 1)
    one = banded(np.asarray(voice, np.float32) * arch(n), 350, 2600, 1)
    out = np.zeros(_seconds(0.95), np.float32)
    put(out, one, 0)
    put(out, one * np.float32(0.85), _seconds(0.42))
    return echoing(out, room_response(0.6, rng), -10)


def static(rng: Rng) -> Samples:
    """A radio between two stations."""
    n = _seconds(1.4)
    crackle = (noise(n, rng, 600, 3200, 1) * (0.6 + 0.4 * noise(n, rng, None, 9, 1))).astype(np.float32)
    return crackle * np.minimum(arch(n) * 5, 1)
