"""The bed of every ambience that a scene may have, and how loud each is under dialogue at -23 LUFS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from assembler.sound.beds import nature, town
from assembler.sound.samples import RATE, Stereo, decibels
from assembler.sound.texture import Rng, centre, scattered
from film.plan import Ambience

Bed = Callable[[int, Rng], Stereo]

_LONGEST = 60 * RATE
_SEAM = RATE


def _db(level: float) -> np.float32:
    return np.float32(decibels(level))


_BEDS: dict[Ambience, Bed] = {
    "room": lambda n, rng: town.air(n, rng) + town.clock(n, rng) * _db(2),
    "kitchen": lambda n, rng: town.fridge(n, rng) + town.air(n, rng) * _db(-9),
    "bar": lambda n, rng: (
        town.murmur(n, rng, 9) + town.air(n, rng) * _db(-12) + scattered(n, rng, 22, town.clink) * _db(6)
    ),
    "office": lambda n, rng: (
        town.air(n, rng, 90, 900) + town.mains(n, rng) * _db(-12) + scattered(n, rng, 9, town.typing) * _db(7)
    ),
    "hospital": lambda n, rng: (
        town.air(n, rng, 90, 800) + town.monitor(n, rng) * _db(3) + town.mains(n, rng) * _db(-18)
    ),
    "street_day": lambda n, rng: (
        town.traffic(n, rng, 13) + town.murmur(n, rng, 3) * _db(-14) + nature.birds(n, rng, 5) * _db(-8)
    ),
    "street_night": lambda n, rng: town.traffic(n, rng, 3.5) + town.mains(n, rng) * _db(-22),
    "park": lambda n, rng: (
        nature.leaves(n, rng) * _db(-17) + nature.birds(n, rng) * _db(2) + town.traffic(n, rng, 0) * _db(-6)
    ),
    "forest": lambda n, rng: (
        nature.wind(n, rng, 0.5) * _db(-4) + nature.leaves(n, rng) * _db(-14) + nature.birds(n, rng, 22) * _db(4)
    ),
    "field": lambda n, rng: nature.wind(n, rng) + nature.birds(n, rng, 12) * _db(2) + nature.leaves(n, rng) * _db(-20),
    "beach": lambda n, rng: nature.waves(n, rng) + nature.gulls(n, rng) * _db(2) + nature.wind(n, rng, 0.4) * _db(-14),
    "sea": lambda n, rng: nature.waves(n, rng, 11) * _db(-2) + nature.wind(n, rng, 0.7),
    "night_outdoors": lambda n, rng: nature.crickets(n, rng) * _db(-4) + nature.wind(n, rng, 0.4) * _db(-3),
    "bus": lambda n, rng: (
        centre(town.engine(n, rng, 31)) + town.road(n, rng) * _db(-7) + scattered(n, rng, 11, town.rattle) * _db(3)
    ),
    "car": lambda n, rng: town.road(n, rng, 600) + centre(town.engine(n, rng, 57, 0.15)) * _db(-1),
    "train": lambda n, rng: town.rails(n, rng) + town.air(n, rng) * _db(-6),
    "crowd": lambda n, rng: town.murmur(n, rng, 16, 3000) + town.air(n, rng, 120, 1500) * _db(-8),
    "church": town.nave,
    "industrial": town.machines,
    "rain": lambda n, rng: nature.rain(n, rng, 0.5),
    "storm": nature.storm,
}

BED_LUFS: dict[Ambience, float] = {
    "room": -45, "kitchen": -42, "bar": -35, "office": -43, "hospital": -42, "street_day": -36, "street_night": -40,
    "park": -41, "forest": -41, "field": -41, "beach": -37, "sea": -37, "night_outdoors": -42, "bus": -36, "car": -37,
    "train": -35, "crowd": -34, "church": -44, "industrial": -35, "rain": -37, "storm": -33,
}  # fmt: skip
"""Loudness of each bed between the lines.  Speech stands 10 to 22 LU above it before it is ducked."""

_AS_MADE_LUFS: dict[Ambience, float] = {
    "room": 0.2, "kitchen": -1.8, "bar": -3.3, "office": 1.4, "hospital": 1.6, "street_day": 1.3, "street_night": 1.1,
    "park": -2.6, "forest": -0.5, "field": 2.0, "beach": -2.3, "sea": 3.2, "night_outdoors": -0.1, "bus": -0.8,
    "car": 2.8, "train": 2.4, "crowd": -2.3, "church": -0.2, "industrial": -1.8, "rain": 2.8, "storm": 5.6,
}  # fmt: skip
"""What each bed measures as it comes: the median of three times forty seconds.

A bed is not brought to its level by its own measure: a street in which no car passes just now is a
quiet street, not a loud one.
"""


def bed(ambience: Ambience, samples: int, seed: int) -> Stereo:
    """``samples`` of the place, shape (samples, 2), at its own level.  Never a loop; equal for an equal seed."""
    out = np.zeros((max(samples, 0), 2), np.float32)
    for at, piece in pieces(ambience, samples, seed):
        out[at : at + len(piece)] += piece
    return out


def pieces(ambience: Ambience, samples: int, seed: int) -> Iterator[tuple[int, Stereo]]:
    """The same bed as (start, sound) pieces of about a minute, to be added up where they overlap.

    ::

        piece 1 ------------\\
                            /\\------------ piece 2      one second, equally strong throughout
    """
    if ambience == "silence" or samples <= 0:
        return
    gain = np.float32(decibels(BED_LUFS[ambience] - _AS_MADE_LUFS[ambience]))
    ends = np.linspace(0, samples, -(-samples // _LONGEST) + 1).astype(int)
    rise = np.sin(np.linspace(0, np.pi / 2, _SEAM, dtype=np.float32))[:, None]
    for index, (start, end) in enumerate(pairwise(ends.tolist())):
        first, last = index == 0, end == samples
        begin = start - (0 if first else _SEAM)
        piece = _BEDS[ambience](end - begin, np.random.default_rng([seed, index])) * gain
        if not first:
            piece[:_SEAM] *= rise
        if not last:
            piece[-_SEAM:] *= rise[::-1]
        yield begin, piece
