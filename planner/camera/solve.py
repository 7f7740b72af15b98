"""The best camera for a shot: candidates in order of promise, proven until none left can win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from planner.camera.arrays import company_of, places_of, wish_of
from planner.camera.batch import Batch, batch_of
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.camera.kernels.codes import names_of
from planner.camera.kernels.ground import Integers
from planner.camera.kernels.judge import search
from planner.camera.ladder import rungs
from planner.camera.motion import followers, held_up, tilted, travel
from planner.camera.moves import moved
from planner.camera.notes import given
from planner.camera.pairs import over_shoulders, two_shots
from planner.camera.singles import singles, views_of
from planner.camera.things import inserts
from planner.camera.wides import wides
from planner.coverage.intent import Intent
from planner.geometry import Array, heading, off

HEAD_TRAVEL = 0.2
"""Metres that a head may move before the camera has to go with it."""
_MOVED = 6
"""How many of the best standing cameras are tried with the move that is asked."""
_APART = 25.0
"""Degrees round the subject from which on two cameras are two."""
_SPARE = 11.0
"""How much worse than the best a camera may be and still be a choice: less than what a wall that must fly weighs."""
_ALONE = 20.0
"""What speaks against one side of an OTS pair whose other side cannot be had so."""
_MAKERS: dict[str, Callable[[CameraBrief], Batch | None]] = {
    "single": singles, "reaction": singles, "ots": over_shoulders, "two_shot": two_shots, "master": wides,
    "establishing": wides, "insert": inserts, "pov": views_of, "moving": followers,
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """The sum of what speaks against a candidate, and the broken rules by name."""

    cost: float
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Solved:
    """The camera chosen, the intent it serves (changed where the first could not be had), and what had to give.

    ``notes`` say each in plain words: "one size wider", "the wall must fly", or the rule that no camera could keep.
    """

    candidate: Candidate
    intent: Intent
    verdict: Verdict
    notes: tuple[str, ...] = ()


def solve(brief: CameraBrief) -> Solved:
    """The camera for a shot.  There is always one: what cannot be had is relaxed in the order of ``ladder.rungs``."""
    tried: list[Solved] = []
    for note, variant in rungs(brief):
        found = _ranked(variant, 0.0)
        if not found:
            continue
        tried.append(_solved(variant, note, *found[0], brief))
        if not found[0][1].broken:
            return tried[-1]
    return min(tried, key=lambda each: each.verdict.cost)


def alternatives(brief: CameraBrief, count: int) -> tuple[Solved, ...]:
    """The best ``count`` cameras for an intent that break no rule, best first; none where it cannot be had as asked.

    Each is at least 25 degrees round the subject from the others, or of another size.
    """
    chosen: list[Solved] = []
    for candidate, verdict in _ranked(brief, _SPARE):
        if verdict.broken or len(chosen) == count:
            break
        if all(_distinct(candidate, each.candidate) for each in chosen):
            chosen.append(_solved(brief, "", candidate, verdict, brief))
    return tuple(chosen)


def _distinct(one: Candidate, two: Candidate) -> bool:
    a, b = one.keys[0], two.keys[0]
    return one.size != two.size or abs(off(heading(a.target, a.position), heading(b.target, b.position))) >= _APART


def _solved(brief: CameraBrief, note: str, candidate: Candidate, verdict: Verdict, asked: CameraBrief) -> Solved:
    notes = tuple(each for each in (note, *given(candidate, brief, asked.intent), *verdict.broken) if each)
    return Solved(candidate, brief.intent, verdict, notes)


def _ranked(brief: CameraBrief, spare: float) -> list[tuple[Candidate, Verdict]]:
    """Proven cameras, best first: the best alone, or with ``spare`` all that come so near to it."""
    batch = _MAKERS[brief.intent.idiom](brief)
    if batch is None or not np.isfinite(batch.prior).any():
        return []
    moves, most, pair = _moving(brief), None if spare else 1, brief.intent.idiom == "ots"
    cost, broken = _proven(batch, brief, np.inf if pair else spare if moves is None else _SPARE)
    rank = cost + _unmatched(brief) if pair else cost
    standing = _sorted(rank, cost, broken)[: most if moves is None else _MOVED]
    if moves is None or not standing:
        return [(batch.candidate(i), verdict) for i, verdict in standing]
    with_move = batch_of([moves(batch.candidate(i)) for i, _ in standing])
    cost, broken = _proven(with_move, brief, spare)
    return [(with_move.candidate(i), verdict) for i, verdict in _sorted(cost, cost, broken)[:most]]


def _sorted(rank: Array, cost: Array, broken: Integers) -> list[tuple[int, Verdict]]:
    """Rows that were proven, the best by ``rank`` first."""
    order = [int(i) for i in np.argsort(rank, kind="stable") if np.isfinite(rank[i])]
    return [(i, Verdict(float(cost[i]), names_of(int(broken[i])))) for i in order]


def _proven(batch: Batch, brief: CameraBrief, spare: float) -> tuple[Array, Integers]:
    """Cost and broken rules of every camera of a batch; infinite for those that need no proof."""
    names, company = company_of(brief)
    without = brief.intent.insert if brief.intent.idiom == "insert" else None
    place = places_of(brief.place, brief.solids, without)
    return search(batch.keys, batch.sizes, batch.prior, place, company, wish_of(brief, names), spare)


def _unmatched(brief: CameraBrief) -> Array:
    """What speaks against each camera of an OTS from the other side of the pair, which stands in the same rows.

    Both sides weigh a row alike, so that they come out with one lens and one angle, mirrored.
    """
    intent = brief.intent
    pair = (intent.over or "", intent.focus or "")
    reverse = replace(brief, intent=replace(intent, subjects=pair, over=intent.focus))
    batch = over_shoulders(reverse)
    if batch is None:
        return np.zeros(1)
    cost, broken = _proven(batch, reverse, np.inf)
    return np.where(np.isfinite(cost) & (broken == 0), cost, _ALONE)


def _moving(brief: CameraBrief) -> Callable[[Candidate], Candidate] | None:
    """What makes a standing camera do its move; None where it stands, or was made moving."""
    intent = brief.intent
    if intent.idiom in ("single", "reaction") and travel(brief) > HEAD_TRAVEL:
        return lambda candidate: tilted(candidate, brief)
    if intent.move in ("dolly", "crane", "truck", "handheld"):
        return lambda candidate: held_up(moved(candidate, intent.move, intent.idiom, brief.frames, brief.fps), brief)
    return None
