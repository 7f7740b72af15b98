"""The dynamic programme of ``editing``, compiled: over all atoms, setups and beginnings of a shot."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.ground import Integers
from planner.geometry import Array, Flags

_BETTER = 1e-9


class Lengths(NamedTuple):
    """The law of lengths: seconds and pace of the atoms, medians of the setups, its spread, the longest, its weight."""

    seconds: Array
    pace: Array
    medians: Array
    spread: float
    longest: float
    weight: float


@entry
def chain(
    atoms: tuple[Integers, Integers, Integers, Flags],
    shown: Array,
    cuts: tuple[Array, Integers],
    base: Array,
    lengths: Lengths,
) -> tuple[Array, Integers, Integers]:
    """Row by row (an atom's setup): the cheapest end of a shot there, the atom it begins with, the setup cut from.

    ``atoms`` are ``Flat.rows``, ``setups``, ``previous`` and ``breaks``, ``cuts`` its ``joins`` and ``entries``; the
    setup cut from is a place in the list of the atom before, -1 at the first atom.
    """
    rows, setups = atoms[0], atoms[1]
    joins, entries = cuts
    starts, came = np.zeros(len(setups)), np.full(len(setups), -1)
    ends, began = np.full(len(setups), np.inf), np.zeros(len(setups), dtype=np.int64)
    for i in range(len(rows) - 1):
        width = rows[i + 1] - rows[i]
        for s in range(width):
            row = rows[i] + s
            if i > 0:
                least = np.inf
                for r in range(rows[i] - rows[i - 1]):
                    cost = ends[rows[i - 1] + r] + joins[entries[i] + r * width + s]
                    if came[row] < 0 or cost < least:
                        least, came[row] = cost, r
                starts[row] = least
            starts[row] += base[setups[row]]
            ends[row], began[row] = _ended(i, s, atoms, (starts, shown), lengths)
    return ends, began, came


@inner
def _ended(
    last: int,
    place: int,
    atoms: tuple[Integers, Integers, Integers, Flags],
    costs: tuple[Array, Array],
    lengths: Lengths,
) -> tuple[float, int]:
    """The cheapest shot of a setup that ends with an atom: its cost and the atom that it begins with."""
    rows, setups, previous, breaks = atoms
    starts, shown = costs
    median = lengths.medians[setups[rows[last] + place]]
    best, first = np.inf, last
    seconds, pace, seen = 0.0, 0.0, 0.0
    for b in range(last, -1, -1):
        row = rows[b] + place
        seen += shown[row]
        seconds += lengths.seconds[b]
        pace += lengths.seconds[b] * lengths.pace[b]
        if b < last and seconds > lengths.longest:
            break
        gap = math.log(max(seconds, 0.1) / (median * pace / seconds)) / lengths.spread
        total = starts[row] + seen + lengths.weight * gap * gap / 2
        if total < best - _BETTER:
            best, first = total, b
        place = previous[row]
        if breaks[b] or place < 0:
            break
    return best, first
