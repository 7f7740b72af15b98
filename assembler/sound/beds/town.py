"""Among people and machines: traffic, engines, fridges, crowds, halls."""

from __future__ import annotations

import numpy as np
import scipy.signal

from assembler.sound.samples import RATE, Samples, Stereo, decibels
from assembler.sound.texture import (
    Rng,
    arch,
    banded,
    brown,
    centre,
    decay,
    echoing,
    glide,
    noise,
    panned,
    room_response,
    scattered,
    swell,
    tones,
    unit,
    white,
    wide,
)


def air(n: int, rng: Rng, low: float = 55, high: float = 520) -> Stereo:
    """The tone of a room: air that hardly moves."""
    return wide(lambda rng: brown(n, rng, low, high) * swell(n, rng, 5, 0.12), rng, 0.3)


def mains(n: int, rng: Rng, base: float = 50.0, buzz: float = 0.3) -> Stereo:
    """Transformer hum: the mains doubled, and its buzz."""
    return centre(tones(n, [(2 * base, 1.0), (4 * base, 0.45), (6 * base, buzz), (12 * base, buzz / 3)], rng))


def fridge(n: int, rng: Rng) -> Stereo:
    """A compressor that throbs a little, to one side."""
    throb = 1 + 0.15 * np.sin(2 * np.pi * 0.8 * np.arange(n) / RATE)
    motor = tones(n, [(49.3, 0.8), (98.6, 1.0), (147.9, 0.35), (197.2, 0.25), (394.4, 0.06)], rng) * throb
    return panned((motor + noise(n, rng, 250, 900) * 0.12).astype(np.float32), 0.35)


def tick(rng: Rng) -> Samples:
    """A clock's tick, or a small metal knock."""
    n = RATE // 12
    ring = tones(n, [(2150, 0.6), (3480, 0.5), (5210, 0.2)], rng)
    return (ring * decay(n, 0.03, 0.0005)).astype(np.float32)


def clock(n: int, rng: Rng) -> Stereo:
    """A wall clock, a tick a second."""
    out = np.zeros(n, np.float32)
    for index, at in enumerate(range(int(rng.integers(0, RATE)), n, RATE)):
        one = tick(np.random.default_rng(index % 2)) * (1.0 if index % 2 else 0.75)
        out[at : at + len(one)] += one[: n - at]
    return panned(out, -0.4)


def engine(n: int, rng: Rng, firing: float, roughness: float = 0.25) -> Samples:
    """A motor: the cylinders' firing rate in Hz and its multiples, never quite steady, and what they shake."""
    hertz = firing * (1 + 0.035 * (swell(n, rng, 2.2, 1.0) - 1) + 0.004 * noise(n, rng, None, 14, 1))
    phase = 2 * np.pi * np.cumsum(hertz.astype(np.float64)) / RATE
    out = np.zeros(n)
    for half in range(1, 21):
        # Every half multiple sounds (a four-stroke fires every other turn); the whole ones lead, and
        # the body of the vehicle answers best round 150 Hz.
        hertz_here = firing * half / 2
        strength = (1.0 if half % 2 == 0 else 0.45) / (1 + (hertz_here / 150) ** 2) ** 0.6
        out += strength * np.sin(half / 2 * phase + rng.uniform(0, 2 * np.pi))
    shaken = brown(n, rng, firing, 420) * (1 + 0.5 * np.sin(phase))
    return unit((unit(out.astype(np.float32)) + roughness * shaken).astype(np.float32))


def road(n: int, rng: Rng, high: float = 900) -> Stereo:
    """Tyres on a road, heard inside."""
    return wide(lambda rng: brown(n, rng, 110, high) * swell(n, rng, 1.7, 0.2), rng, 0.3)


def rattle(rng: Rng) -> Samples:
    """Loose panels and hand straps over a bump."""
    n = int(0.5 * RATE)
    out = banded(white(n, rng), 40, 110) * decay(n, 0.35, 0.02) * 3
    for _ in range(int(rng.integers(3, 9))):
        at, length = int(rng.integers(0, n // 2)), RATE // 20
        hit = noise(length, rng, float(rng.uniform(700, 1800)), 4200, 1) * decay(length, 0.035, 0.0006)
        out[at : at + length] += hit * np.float32(rng.uniform(0.2, 0.7))
    return out.astype(np.float32)


def passing(rng: Rng) -> Samples:
    """A car that passes: tyres and motor come, drop in pitch and go."""
    n = int(rng.uniform(4, 7.5) * RATE)
    time = np.linspace(-1, 1, n)
    near = 1 / (1 + (time / 0.22) ** 2)
    # Towards and away: the pitch falls by about a tone as it goes by at town speed.
    shift = 1 - 0.05 * np.tanh(time / 0.12)
    motor = sum(glide(rng.uniform(62, 90) * shift * k, k) / k for k in (1, 2, 3, 4))
    tyres = noise(n, rng, 350, 2600, 1) * near.astype(np.float32)
    return ((tyres * 0.9 + banded(np.asarray(motor, np.float32), 50, 700) * 0.35) * near).astype(np.float32)


def traffic(n: int, rng: Rng, a_minute: float) -> Stereo:
    """A town far off, and cars near by."""
    far = wide(lambda rng: brown(n, rng, 80, 750) * swell(n, rng, 6, 0.35), rng, 0.3)
    return far + scattered(n, rng, a_minute, passing) * decibels(3)


def rails(n: int, rng: Rng, speed: float = 1.15) -> Stereo:
    """Wheels over rail joints: two axles, then two axles, under a roar."""
    roar = wide(lambda rng: brown(n, rng, 90, 1100) * swell(n, rng, 2.5, 0.2), rng, 0.35)
    clacks = np.zeros(n + RATE, np.float32)
    period = RATE / speed
    for index in range(int(n / period) + 1):
        for offset in (0.0, 0.16, 0.44, 0.6):
            at = int((index + offset) * period)
            length = RATE // 5
            hit = (noise(length, rng, 110, 900, 1) + noise(length, rng, 1500, 3200, 1) * 0.15) * decay(
                length, 0.16, 0.004
            )
            clacks[at : at + length] += (hit * np.float32(rng.uniform(0.7, 1.0)))[: max(0, len(clacks) - at)]
    return roar + centre(clacks[:n]) * decibels(5)


def talk(n: int, rng: Rng) -> Samples:
    """One far voice without words: pulses through two wandering resonances, a few syllables a second, with pauses."""
    pitch = float(rng.choice([rng.uniform(95, 140), rng.uniform(170, 230)]))
    hertz = pitch * swell(n, rng, 0.45, 0.16)
    phase = np.cumsum(hertz, dtype=np.float64) / RATE % 1.0
    pulses = np.where(phase < 0.35, np.sin(np.pi * phase / 0.35), 0.0).astype(np.float32)
    syllables = np.clip(swell(n, rng, 0.12, 1.0), 0, 2) ** 2 * (swell(n, rng, 1.6, 1.0) > 0.75)
    smooth = scipy.signal.sosfilt(scipy.signal.butter(1, 14, fs=RATE, output="sos"), syllables).astype(np.float32)
    open_mouth = np.clip(swell(n, rng, 0.16, 1.0) - 0.5, 0, 1)
    closed, opened = banded(pulses, 250, 700, 1), banded(pulses, 550, 1500, 1)
    breath = noise(n, rng, 2500, 6000, 1) * 0.03 * (1 - open_mouth)
    return np.asarray((closed * (1 - open_mouth) + opened * open_mouth + breath) * smooth, np.float32)


def murmur(n: int, rng: Rng, voices: int, high: float = 2200) -> Stereo:
    """Several people talking where no word can be made out."""
    out = np.zeros((n, 2), np.float32)
    for _ in range(voices):
        out += panned(unit(talk(n, rng)), float(rng.uniform(-0.9, 0.9))) * np.float32(rng.uniform(0.5, 1))
    return banded(out, 150, high, 1) / np.float32(np.sqrt(voices))


def clink(rng: Rng) -> Samples:
    """Glass or cutlery."""
    n = RATE // 3
    base = float(rng.uniform(2300, 3900))
    ring = tones(n, [(base, 1), (base * 1.52, 0.6), (base * 2.31, 0.4), (base * 2.9, 0.2)], rng)
    return (ring * decay(n, float(rng.uniform(0.1, 0.28)), 0.0006) * 0.5).astype(np.float32)


def typing(rng: Rng) -> Samples:
    """A run of keys somewhere in the office."""
    out = np.zeros(2 * RATE, np.float32)
    at = 0
    for _ in range(int(rng.integers(4, 14))):
        at += int(rng.uniform(0.07, 0.21) * RATE)
        length = RATE // 30
        if at + length >= len(out):
            break
        out[at : at + length] += noise(length, rng, 1300, 4500, 1) * decay(length, 0.018, 0.0008)
    return out * np.float32(0.6)


def monitor(n: int, rng: Rng) -> Stereo:
    """A heart monitor, about seventy beats a minute."""
    out = np.zeros(n, np.float32)
    length = int(0.11 * RATE)
    beep = tones(length, [(988, 1.0), (1976, 0.08)], np.random.default_rng(0)) * np.minimum(arch(length) * 4, 1)
    at = int(rng.integers(0, RATE))
    while at < n:
        out[at : at + length] += beep[: n - at]
        at += int(RATE * 60 / 70)
    return panned(out, 0.5)


def machines(n: int, rng: Rng) -> Stereo:
    """A works hall: a motor, a compressor's stroke, steel now and then."""
    stroke = np.clip(np.sin(2 * np.pi * 1.4 * np.arange(n) / RATE), 0, 1).astype(np.float32) ** 3
    press = noise(n, rng, 300, 2500, 1) * stroke * np.float32(0.5)
    clank = scattered(n, rng, 7, lambda rng: echoing(clink(rng), room_response(1.6, rng), 0))
    return centre(engine(n, rng, 29)) * 0.7 + panned(press, -0.4) + air(n, rng, 90, 1600) * 0.5 + clank


def nave(n: int, rng: Rng) -> Stereo:
    """A large stone room: air with a long tail, a creak of a pew or a step now and then."""
    hall = wide(lambda rng: brown(n, rng, 55, 420) * swell(n, rng, 8, 0.2), rng, 0.15)

    def creak(rng: Rng) -> Samples:
        length = int(0.12 * RATE)
        knock = noise(length, rng, 180, 900, 1) * decay(length, 0.07, 0.003)
        return echoing(knock, room_response(3.2, rng, 2600), 2) * np.float32(0.5)

    return hall + scattered(n, rng, 6, creak)
