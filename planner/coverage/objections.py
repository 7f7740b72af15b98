"""What the rules of the cut say against a finished cut: told to the chain, so that it is made again without.

A line is remembered over cutaways, so what is changed in one shot (a move, a join of two) is proven on all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.base import Vec3
from planner.continuity.across import REMEMBERED_SECONDS, SHIFTED
from planner.continuity.cuts import Line, axis_faults, cut_faults, lines_of
from planner.continuity.glimpse import Glimpse
from planner.coverage.editing import Cut
from planner.coverage.take import Draft

Pair = tuple[str, str]


class Objection(NamedTuple):
    """Before an atom, the cut from one setup (None: whatever came before) to another breaks a rule."""

    atom: int
    before: int | None
    after: int


class _Held(NamedTuple):
    """A line as it was last seen: how, with whose heads where, at which second of the scene."""

    line: Line
    heads: tuple[Vec3, Vec3]
    second: float


@dataclass(frozen=True)
class Proof:
    """The rules over a scene's shots in order; at the moments of ``apart`` (step, frame) all that was seen is over."""

    apart: frozenset[tuple[int, int]]
    fps: float

    def against(self, cuts: Sequence[Cut], takes: Sequence[Draft]) -> list[Objection]:
        """Every broken rule of a cut as an objection to it."""
        return [
            Objection(cuts[i].first, None if remembered else cuts[i - 1].setup, cuts[i].setup)
            for i, remembered in self.broken(takes)
        ]

    def broken(self, takes: Sequence[Draft]) -> list[tuple[int, bool]]:
        """Which shots break a rule: at the cut to them, or (True) with a line that is remembered from before it."""
        found: list[tuple[int, bool]] = []
        held: dict[Pair, _Held] = {}
        now = 0.0
        for i, take in enumerate(takes):
            first, last = take.glimpses
            if take.pieces[0][:2] in self.apart:
                held.clear()
            elif i and cut_faults(takes[i - 1].glimpses[1], first):
                found.append((i, False))
            elif _crosses(held, first, now):
                found.append((i, True))
            now += take.frames / self.fps
            if first.redraws:
                held.clear()
                continue
            for pair, line in lines_of(last).items():
                held[pair] = _Held(line, _heads(last, pair), now)
        return found

    def worse(
        self, before: Sequence[Draft], was: Sequence[Draft], becomes: Sequence[Draft], after: Sequence[Draft]
    ) -> bool:
        """Whether more rules are broken where some shots become others between those before and those after."""
        near, then = self._near(reversed(before))[::-1], self._near(after)
        return len(self.broken((*near, *becomes, *then))) > len(self.broken((*near, *was, *then)))

    def _near(self, takes: Iterable[Draft]) -> list[Draft]:
        """The first of these shots: those that begin before the audience has forgotten what was before them."""
        found: list[Draft] = []
        now = 0.0
        for take in takes:
            if now > REMEMBERED_SECONDS:
                break
            found.append(take)
            now += take.frames / self.fps
        return found


def _crosses(held: dict[Pair, _Held], first: Glimpse, now: float) -> bool:
    """Whether a line is seen from the other side than before, by people who have not moved, and not long ago."""
    opening = lines_of(first)
    for pair in opening.keys() & held.keys():
        before = held[pair]
        if now - before.second > REMEMBERED_SECONDS or not list(
            axis_faults({pair: before.line}, {pair: opening[pair]})
        ):
            continue
        if max(math.dist(a, b) for a, b in zip(before.heads, _heads(first, pair), strict=True)) <= SHIFTED:
            return True
    return False


def _heads(glimpse: Glimpse, pair: Pair) -> tuple[Vec3, Vec3]:
    return glimpse.people[pair[0]].head, glimpse.people[pair[1]].head
