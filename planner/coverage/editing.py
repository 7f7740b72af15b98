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

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from planner.camera.kernels.ground import Integers
from planner.coverage.chain import Lengths, chain
from planner.geometry import Array, Flags

Objections = Mapping[int, Sequence[tuple[int | None, int, float]]]
"""By the atom before which the cut falls: from one setup (None: any) to another costs so much more."""
Refused = Mapping[int, Collection[int]]
"""By the atom, the setups that must not play it."""
_NOTHING: Refused = {}
LENGTH = 1.6
"""How much the law of lengths weighs."""
_REFUSED = 2e4
"""What a setup costs that must not play: more than one that the writer did not ask for where words are obeyed."""


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

    @cached_property
    def flat(self) -> Flat:
        """The same in rows for the compiled chain."""
        previous = [_places(self.setups[i - 1], here) if i else here * 0 - 1 for i, here in enumerate(self.setups)]
        return Flat(
            rows=np.cumsum([0, *(len(each) for each in self.setups)]),
            setups=np.concatenate(self.setups),
            previous=np.concatenate(previous),
            breaks=np.array([i in self.breaks for i in range(len(self.shown))]),
            shown=np.concatenate(self.shown),
            joins=np.concatenate([np.asarray(each, dtype=float).ravel() for each in self.joins]),
            entries=np.cumsum([0, *(each.size for each in self.joins)]),
        )


class Flat(NamedTuple):
    """Every atom's setups in rows ``rows[i]`` to ``rows[i + 1]``, its joins in ``entries[i]`` to ``entries[i + 1]``.

    ``previous`` is where each setup stands in the list of the atom before, -1 where it is not in it.
    """

    rows: Integers
    setups: Integers
    previous: Integers
    breaks: Flags
    shown: Array
    joins: Array
    entries: Integers


@dataclass(frozen=True)
class Cut:
    """One shot: atoms [first, end) on a setup of the scene."""

    first: int
    end: int
    setup: int


def cheapest(reel: Reel, extra: Objections, refused: Refused = _NOTHING) -> tuple[Cut, ...]:
    """The cheapest cut.  ``extra`` adds to the cut before an atom from one setup to another; ``refused`` setups play
    an atom only where there is none else.
    """
    if not reel.shown:
        return ()
    flat = reel.flat
    joins = flat.joins.copy()
    for i in sorted(extra):
        here = reel.setups[i]
        before = reel.setups[i - 1] if i else here[:0]
        block = joins[flat.entries[i] : flat.entries[i + 1]].reshape(len(before), len(here))
        for one, two, more in extra[i]:
            rows = before == one if one is not None else np.ones(len(before), dtype=bool)
            block[np.ix_(rows, here == two)] += more
    shown = flat.shown.copy()
    for i in sorted(refused):
        rows = slice(flat.rows[i], flat.rows[i + 1])
        shown[rows][np.isin(reel.setups[i], sorted(refused[i]))] += _REFUSED
    lengths = Lengths(reel.seconds, reel.pace, reel.medians, reel.spread, reel.longest, LENGTH)
    atoms = flat.rows, flat.setups, flat.previous, flat.breaks
    return _traced(reel, flat.rows, *chain(atoms, shown, (joins, flat.entries), reel.base, lengths))


def _places(there: Array, here: Array) -> Array:
    """Where each setup of ``here`` stands in the sorted list ``there``; -1 where it is not in it."""
    at = np.minimum(np.searchsorted(there, here), len(there) - 1)
    return np.where(there[at] == here, at, -1)


def _traced(reel: Reel, rows: Integers, ends: Array, began: Integers, came: Integers) -> tuple[Cut, ...]:
    """The cut that the cheapest last shot comes from, read backwards."""
    end = len(rows) - 1
    place = int(ends[rows[end - 1] :].argmin())
    cuts: list[Cut] = []
    while end > 0:
        setup, first = int(reel.setups[end - 1][place]), int(began[rows[end - 1] + place])
        cuts.append(Cut(first, end, setup))
        if first:
            place = int(came[rows[first] + int(np.searchsorted(reel.setups[first], setup))])
        end = first
    return tuple(reversed(cuts))
