"""The cut: which setup plays which atoms, chosen over the whole scene at once.

A semi-Markov chain after Galvane, Ronfard, Lino & Christie, "Continuity Editing for 3D Animation"
(AAAI 2015): a shot is a state with a length of its own; the cost of a cut sums, over its shots, what
they show and how long they last, and, over its cuts, what joins them.  Dynamic programming finds the
cheapest cut exactly::

    ends[e][s] = min over b < e of  starts[b][s] + shown(b..e, s) + length(b..e, s)
    starts[b][s] = min over r of    ends[b][r] + join(b, r, s)

Time and memory are linear in the atoms: a shot of several of them is never longer than ``longest`` seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.geometry import Array

Objections = Mapping[int, Sequence[tuple[int | None, int, float]]]
"""By the atom before which the cut falls: from one setup (None: any) to another costs so much more."""
LENGTH = 1.6
"""How much the law of lengths weighs."""


@dataclass(frozen=True)
class Reel:
    """What the chain is made of.

    ``shown[i]`` (S_i,) the cost of each setup of atom i, inf where it cannot play; ``setups[i]`` (S_i,) the
    names of these setups as numbers of the scene; ``joins[i]`` (S_{i-1}, S_i) what a cut before atom i costs;
    ``breaks`` the atoms before which the shot must end.  ``seconds`` and ``pace`` (n,) are lengths and what
    they are multiplied with; ``medians`` and ``base`` by the scene's number of the setup.
    """

    shown: Sequence[Array]
    setups: Sequence[Array]
    joins: Sequence[Array]
    breaks: frozenset[int]
    seconds: Array
    pace: Array
    medians: Array
    base: Array
    spread: float
    longest: float


@dataclass(frozen=True)
class Cut:
    """One shot: atoms [first, end) on a setup of the scene."""

    first: int
    end: int
    setup: int


def cheapest(reel: Reel, extra: Objections) -> tuple[Cut, ...]:
    """The cheapest cut.  ``extra`` adds to the cut before an atom from one setup to another."""
    count = len(reel.shown)
    starts: list[Array] = []
    came: list[Array] = []
    ends: list[Array] = []
    began: list[Array] = []
    for i in range(count):
        start, origin = _entered(reel, i, ends[-1] if ends else None, extra)
        starts.append(start)
        came.append(origin)
        end, first = _played(reel, i, starts)
        ends.append(end)
        began.append(first)
    return _traced(reel, ends, began, came)


def _entered(reel: Reel, i: int, before: Array | None, extra: Objections) -> tuple[Array, Array]:
    """The cheapest way to begin a shot of each setup at atom i, and from which setup (by place in its list)."""
    here = reel.setups[i]
    base = reel.base[here]
    if before is None:
        return base, np.full(len(here), -1)
    total = before[:, None] + reel.joins[i]
    for one, two, more in extra.get(i, ()):
        rows = reel.setups[i - 1] == one if one is not None else np.ones(len(before), dtype=bool)
        total[np.ix_(rows, here == two)] += more
    origin = total.argmin(axis=0)
    return total[origin, np.arange(len(here))] + base, origin


def _played(reel: Reel, i: int, starts: Sequence[Array]) -> tuple[Array, Array]:
    """The cheapest way to end a shot of each setup after atom i, and with which atom it began."""
    here = reel.setups[i]
    best = np.full(len(here), np.inf)
    first = np.full(len(here), i)
    shown = np.zeros(len(here))
    alive = np.ones(len(here), dtype=bool)
    seconds = pace = 0.0
    for b in range(i, -1, -1):
        places = _places(reel.setups[b], here) if b < i else np.arange(len(here))
        alive = alive & (places >= 0)
        if not alive.any():
            break
        at = np.where(alive, places, 0)
        shown = shown + np.where(alive, reel.shown[b][at], np.inf)
        seconds += float(reel.seconds[b])
        pace += float(reel.seconds[b] * reel.pace[b])
        gaps = np.log(max(seconds, 0.1) / (reel.medians[here] * pace / seconds)) / reel.spread
        total = np.where(alive, starts[b][at], np.inf) + shown + LENGTH * gaps**2 / 2
        if b < i and seconds > reel.longest:
            break
        better = total < best - 1e-9
        best, first = np.where(better, total, best), np.where(better, b, first)
        if b in reel.breaks:
            break
    return best, first


def _places(there: Array, here: Array) -> Array:
    """Where each setup of ``here`` stands in the sorted list ``there``; -1 where it is not in it."""
    at = np.minimum(np.searchsorted(there, here), len(there) - 1)
    return np.where(there[at] == here, at, -1)


def _traced(reel: Reel, ends: Sequence[Array], began: Sequence[Array], came: Sequence[Array]) -> tuple[Cut, ...]:
    end = len(ends)
    place = int(ends[-1].argmin()) if end else -1
    cuts: list[Cut] = []
    while end > 0:
        setup = int(reel.setups[end - 1][place])
        first = int(began[end - 1][place])
        cuts.append(Cut(first, end, setup))
        if first:
            at = int(np.searchsorted(reel.setups[first], setup))
            place = int(came[first][at])
        end = first
    return tuple(reversed(cuts))
