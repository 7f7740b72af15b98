"""What the rules of the cut say against a finished cut: told to the chain, so that it is made again without."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from film.base import Vec3
from planner.continuity.across import REMEMBERED_SECONDS, SHIFTED
from planner.continuity.cuts import Line, axis_faults, cut_faults, lines_of
from planner.continuity.glimpse import Glimpse
from planner.coverage.editing import Cut
from planner.coverage.take import Take

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


def against(cuts: Sequence[Cut], takes: Sequence[Take], apart: frozenset[int], fps: float) -> list[Objection]:
    """Every broken rule: at a cut, or between a shot and a line that the audience remembers from before it."""
    found: list[Objection] = []
    held: dict[Pair, _Held] = {}
    now = 0.0
    for i, (cut, take) in enumerate(zip(cuts, takes, strict=True)):
        first, last = take.glimpses
        if cut.first in apart:
            held.clear()
        elif i and cut_faults(takes[i - 1].glimpses[1], first):
            found.append(Objection(cut.first, cuts[i - 1].setup, cut.setup))
        elif _crosses(held, first, now):
            found.append(Objection(cut.first, None, cut.setup))
        now += take.frames / fps
        if first.redraws:
            held.clear()
            continue
        for pair, line in lines_of(last).items():
            held[pair] = _Held(line, _heads(last, pair), now)
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
