"""The best camera for a shot: candidates in order of promise, proven until none left can win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from planner.camera.arrays import company_of, places_of, wish_of
from planner.camera.batch import Batch, batch_of
from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.camera.kernels.choice import distinct
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
from planner.geometry import Array
from planner.memo import Same

HEAD_TRAVEL = 0.2
"""Metres that a head may move before the camera has to go with it."""
_MOVED = 6
"""How many of the best standing cameras are tried with the move that is asked."""
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


@dataclass(frozen=True, eq=False)
class _Proven:
    """The ``rows`` of a batch that were proven, the best first; ``cost`` (n,) and ``broken`` rules (n,) of all."""

    batch: Batch
    rows: list[int]
    cost: Array
    broken: Integers

    def verdict(self, row: int) -> Verdict:
        """What came out for one of them."""
        return Verdict(float(self.cost[row]), names_of(int(self.broken[row])))


def solve(brief: CameraBrief) -> Solved:
    """The camera for a shot.  There is always one: what cannot be had is relaxed in the order of ``ladder.rungs``."""
    tried: list[Solved] = []
    for note, variant in rungs(brief):
        found = _ranked(variant, 0.0)
        if found is None or not found.rows:
            continue
        tried.append(_solved(variant, note, found, found.rows[0], brief))
        if not tried[-1].verdict.broken:
            return tried[-1]
    return min(tried, key=lambda each: each.verdict.cost)


def alternatives(brief: CameraBrief, count: int) -> tuple[Solved, ...]:
    """The best ``count`` cameras for an intent that break no rule, best first; none where it cannot be had as asked.

    Each is at least 25 degrees round the subject from the others, or of another size.
    """
    found = _ranked(brief, _SPARE, count)
    if found is None:
        return ()
    chosen: list[int] = []
    keys, sizes = found.batch.keys, found.batch.sizes
    for row in found.rows:
        if found.broken[row] or len(chosen) == count:
            break
        if all(distinct(keys[row, 0], sizes[row], keys[other, 0], sizes[other]) for other in chosen):
            chosen.append(row)
    return tuple(_solved(brief, "", found, row, brief) for row in chosen)


def broken(brief: CameraBrief) -> tuple[str, ...]:
    """The rules that the best camera for an intent breaks, exactly as it is asked; none where none can be placed."""
    found = _ranked(brief, 0.0)
    return found.verdict(found.rows[0]).broken if found is not None and found.rows else ()


def _solved(brief: CameraBrief, note: str, found: _Proven, row: int, asked: CameraBrief) -> Solved:
    candidate, verdict = found.batch.candidate(row), found.verdict(row)
    notes = tuple(each for each in (note, *given(candidate, brief, asked.intent), *verdict.broken) if each)
    return Solved(candidate, brief.intent, verdict, notes)


def _ranked(brief: CameraBrief, spare: float, enough: int = 0) -> _Proven | None:
    """Proven cameras, best first: the best alone, or with ``spare`` the first ``enough`` that come so near to it."""
    found = _pair(brief) if brief.intent.idiom == "ots" else _alone(brief, spare, enough)
    moves = _moving(brief)
    if found is None or moves is None or not found.rows:
        return found
    with_move = batch_of([moves(found.batch.candidate(row)) for row in found.rows[:_MOVED]])
    cost, broken = _proven(with_move, brief, spare, enough, 0 if enough else 1)
    return _Proven(with_move, _sorted(cost), cost, broken)


def _alone(brief: CameraBrief, spare: float, enough: int) -> _Proven | None:
    """Standing cameras of an intent that is shot for itself; as many as may be needed to be moved, where they are."""
    batch = _MAKERS[brief.intent.idiom](brief)
    if batch is None or not np.isfinite(batch.prior).any():
        return None
    if _moving(brief) is not None:
        cost, broken = _proven(batch, brief, _SPARE, kept=_MOVED)
    else:
        cost, broken = _proven(batch, brief, spare, enough, 0 if enough else 1)
    return _Proven(batch, _sorted(cost), cost, broken)


def _pair(brief: CameraBrief) -> _Proven | None:
    """Every camera of an OTS, ranked with the one of the other side of the pair, which stands in the same row.

    Both sides weigh a row alike, so that they come out with one lens and one angle, mirrored.
    """
    intent = brief.intent
    side = _side_of(brief)
    if side is None:
        return None
    reverse = replace(intent, subjects=(intent.over or "", intent.focus or ""), over=intent.focus)
    other = _side_of(replace(brief, intent=reverse))
    rank = side.cost
    if other is not None:
        rank = rank + np.where(np.isfinite(other.cost) & (other.broken == 0), other.cost, _ALONE)
    return replace(side, rows=_sorted(rank))


@dataclass(frozen=True)
class _Side:
    """One side of an OTS pair, which is asked for itself and as the other's reverse: known by what its proof takes."""

    key: tuple[object, ...]
    brief: CameraBrief = field(compare=False)


def _side_of(brief: CameraBrief) -> _Proven | None:
    names = brief.intent.subjects
    people = tuple(
        (frame, tuple((name, body.points.tobytes(), body.face) for name, body in bodies.items()))
        for frame, bodies in brief.samples
    )
    stature = tuple((brief.heights.get(name), brief.seated.get(name)) for name in names)
    place = (Same(brief.place), Same(brief.solids), brief.gate, brief.lens_kit, brief.reach)
    return _side_proven(_Side((brief.intent, people, stature, place, brief.axis, brief.before), brief))


@lru_cache(maxsize=64)
def _side_proven(side: _Side) -> _Proven | None:
    batch = over_shoulders(side.brief)
    if batch is None or not np.isfinite(batch.prior).any():
        return None
    return _Proven(batch, [], *_proven(batch, side.brief, np.inf))


def _sorted(rank: Array) -> list[int]:
    """Rows that were proven, the best by ``rank`` first."""
    order = np.argsort(rank, kind="stable")
    rows: list[int] = order[np.isfinite(rank[order])].tolist()
    return rows


def _proven(batch: Batch, brief: CameraBrief, spare: float, enough: int = 0, kept: int = 0) -> tuple[Array, Integers]:
    """Cost and broken rules of every camera of a batch; infinite for those that need no proof."""
    names, company = company_of(brief)
    without = brief.intent.insert if brief.intent.idiom == "insert" else None
    place = places_of(brief.place, brief.solids, without)
    return search(batch.keys, batch.sizes, batch.prior, place, company, wish_of(brief, names), spare, enough, kept)


def _moving(brief: CameraBrief) -> Callable[[Candidate], Candidate] | None:
    """What makes a standing camera do its move; None where it stands, or was made moving."""
    intent = brief.intent
    if intent.idiom in ("single", "reaction") and travel(brief) > HEAD_TRAVEL:
        return lambda candidate: tilted(candidate, brief)
    if intent.move in ("dolly", "crane", "truck", "handheld"):
        return lambda candidate: held_up(moved(candidate, intent.move, intent.idiom, brief.frames, brief.fps), brief)
    return None
