"""The best camera for a shot: candidates in order of promise, proven until none left can win."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from planner.camera.brief import CameraBrief
from planner.camera.candidate import Candidate
from planner.camera.framing import SPAN
from planner.camera.motion import followers, tilted, travel
from planner.camera.moves import moved
from planner.camera.people import over_shoulders, singles, two_shots, views_of
from planner.camera.proof import HARD, Verdict, prove, quick
from planner.camera.things import inserts
from planner.camera.wides import wides
from planner.coverage.intent import Intent, tighter

_PROVEN_AT_MOST = 60
HEAD_TRAVEL = 0.2
"""Metres that a head may move before the camera has to go with it."""


@dataclass(frozen=True)
class Solved:
    """The camera chosen, the intent it serves (changed where the first could not be had), and what had to give."""

    candidate: Candidate
    intent: Intent
    verdict: Verdict
    relaxed: str = ""


def solve(brief: CameraBrief) -> Solved:
    """The camera for a shot.  There is always one: what cannot be had is relaxed in a stated order.

    As asked; without its move; one size wider; one size tighter; an OTS as a single; a two-shot as a master; a
    single by any side of the axis; last the least bad of all.
    """
    tried: list[Solved] = []
    for note, variant in _ladder(brief):
        best = _best(_candidates(variant), variant)
        if best is None:
            continue
        tried.append(Solved(best[0], variant.intent, best[1], note))
        if best[1].cost < HARD:
            return tried[-1]
    return min(tried, key=lambda each: each.verdict.cost)


def _ladder(brief: CameraBrief) -> Iterator[tuple[str, CameraBrief]]:
    intent = brief.intent
    yield "", brief
    if intent.move not in ("static", "pan"):
        yield "", _with(brief, replace(intent, move="static"))
    if intent.idiom == "insert" and intent.subjects:
        yield "shown on the one who holds it", _with(brief, replace(intent, idiom="single", size="CU"))
    if intent.idiom == "pov":
        yield "not from the eyes but beside them", _with(brief, replace(intent, idiom="single", over=None))
    if intent.idiom == "ots":
        yield "as a single, no shoulder will stand right", _with(brief, single_of(intent))
    if intent.idiom == "moving":
        yield "one size wider", _with(brief, replace(intent, size=tighter(intent.size, -1)))
        yield "held wide, no room to follow", _with(brief, replace(intent, idiom="master", size="WS", move="static"))
    if intent.idiom in ("single", "reaction", "two_shot"):
        yield "one size wider", _with(brief, replace(intent, size=tighter(intent.size, -1)))
        if intent.size in SPAN and intent.size != "ECU":
            yield "one size tighter", _with(brief, replace(intent, size=tighter(intent.size, 1)))
        yield "from higher up", _with(brief, replace(intent, angle="high"))
    if intent.idiom in ("single", "reaction", "two_shot") and brief.axis is not None:
        yield "from across the axis, where the face is seen", replace(brief, axis=None)
    if intent.idiom == "two_shot":
        yield "as a wide", _with(brief, replace(intent, idiom="master", size="FS"))
    if intent.subjects and intent.idiom not in ("insert", "establishing", "master"):
        yield "as a plain single", _with(brief, replace(single_of(intent), size="MS"))
    yield "wide, from wherever it can be seen", _with(brief, replace(intent, idiom="master", size="WS", move="static"))


def single_of(intent: Intent) -> Intent:
    """The same moment on its first subject alone."""
    return replace(intent, idiom="single", subjects=intent.subjects[:1], over=None)


def _with(brief: CameraBrief, intent: Intent) -> CameraBrief:
    return replace(brief, intent=intent)


def _candidates(brief: CameraBrief) -> Iterable[Candidate]:
    makers: dict[str, Callable[[CameraBrief], Iterator[Candidate]]] = {
        "single": singles, "reaction": singles, "ots": over_shoulders, "two_shot": two_shots, "master": wides,
        "establishing": wides, "insert": inserts, "pov": views_of, "moving": followers,
    }  # fmt: skip
    made = makers[brief.intent.idiom](brief)
    if brief.intent.idiom in ("single", "reaction") and travel(brief) > HEAD_TRAVEL:
        return (tilted(candidate, brief) for candidate in made)
    intent = brief.intent
    return (moved(candidate, intent.move, intent.idiom, brief.frames, brief.fps) for candidate in made)


def _best(candidates: Iterable[Candidate], brief: CameraBrief) -> tuple[Candidate, Verdict] | None:
    """Cheapest first: a candidate is proven only while its quick cost can still win."""
    heap = []
    for order, candidate in enumerate(candidates):
        verdict = quick(candidate, brief)
        heap.append((round(verdict.cost, 6), order, candidate, verdict))
    heapq.heapify(heap)
    best: tuple[Candidate, Verdict] | None = None
    for _ in range(_PROVEN_AT_MOST):
        if not heap or (best is not None and heap[0][0] >= best[1].cost):
            break
        _, _, candidate, verdict = heapq.heappop(heap)
        proven = prove(candidate, brief, verdict)
        if best is None or proven.cost < best[1].cost - 1e-6:
            best = candidate, proven
    return best
