"""The whole proof of candidates, compiled: heads in frame, nobody in the way, the shoulder where it belongs.

``search`` proves candidates in the order of their quick cost until none that is left can win.
"""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels import codes
from planner.camera.kernels.choice import nth_best, settled
from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.ground import BODILY, RULE, Company, Integers, bits_in, quick, too_near
from planner.camera.kernels.picture import (
    BALLS,
    UPPER,
    Places,
    area,
    before,
    between_keys,
    crossed,
    extent,
    head_hidden,
    head_out,
    project_body,
    put_camera,
    see_body,
    torso_hidden,
)  # fmt: skip
from planner.camera.kernels.scenery import room_in, thing_seen
from planner.camera.kernels.space import outlines
from planner.geometry import Array, Flags

_HIDDEN, _STRANGER, _CROSSED, _STACKED = 12.0, 25.0, 24.0, 3.0
_BEFORE, _HALF_SEEN = 9.0, 1.5
_MOST_BEFORE, _MOST_BETWEEN = 0.5, 0.2
"""Share of the focus's width that somebody unasked may stand before: in a single, and past a shoulder as well."""
_NOTICED = 0.01
"""Share of the frame from which on somebody unasked counts."""
_NOTHING = np.zeros(13, dtype=np.bool_)
_OVER_LEAST, _OVER_MOST = 0.15, 0.35
"""Shares of the frame's width that the foreground of an OTS takes."""
_OVER_CUT = 0.85
"""How high in the frame the middle of that head may be: a trunk without a head is no shoulder."""
_ROUNDING = 2e-6
"""More than the decimals of a cost can move it."""


def search(
    keys: Array, sizes: Integers, prior: Array, place: Places, company: Company, wish: Array, spare: float,
    enough: int = 0, kept: int = 0,
) -> tuple[Array, Integers]:  # fmt: skip
    """(n,) cost and (n,) broken rules of candidates ``keys`` (n, k, 9); infinite cost for what need not be proven.

    One of infinite prior is none.  The search ends when none that is left can come within ``spare`` of the best, or,
    where ``enough`` is set, be one of so many distinct cameras before the first that breaks a rule, or, where ``kept``
    is set, be one of so many of the best.
    """
    cost, broken = np.full(len(keys), np.inf), np.zeros(len(keys), dtype=np.int64)
    _search(keys, sizes, prior, cost, broken, place, company, wish, spare, enough, kept)
    return cost, broken


@entry
def _search(
    keys: Array, sizes: Integers, prior: Array, cost: Array, broken: Integers, place: Places, company: Company,
    wish: Array, spare: float, enough: int, kept: int,
) -> None:  # fmt: skip
    """Best first: a candidate is weighed when its prior says that it may be next, and proven when its quick cost does.

    Nothing that is added to a cost is negative, so what costs more than ``limit`` already is not looked at further.
    """
    start, weighed = prior.copy(), np.zeros(len(keys), dtype=np.bool_)
    best, limit = np.inf, np.inf
    screen, outline = np.zeros((len(company[5]), 13, 5)), outlines(company[1], company[2])
    while True:
        i = _next(start, weighed)
        if start[i] == np.inf or start[i] > min(limit, best + spare) + _ROUNDING:
            break
        if not weighed[i]:
            weighed[i] = True
            most = min(limit, best + spare) + _ROUNDING - start[i]
            extra, broken[i] = quick(keys[i], sizes[i], place, company, wish, most)
            start[i] = np.rint((start[i] + extra) * 1e6) / 1e6
            continue
        if start[i] >= best + (0.0 if broken[i] else spare):
            break
        extra, why = prove(keys[i], sizes[i], place, company, wish, outline, screen, limit + _ROUNDING - start[i])
        if broken[i] and not broken[i] & codes.TOO_NEAR and extra < np.inf and too_near(keys[i], company, wish):
            extra, why = extra + BODILY, why | codes.TOO_NEAR
        cost[i], broken[i] = np.rint((start[i] + extra) * 1e6) / 1e6, broken[i] | why
        start[i] = np.inf
        if cost[i] < limit:
            best = min(best, cost[i])
            limit = min(settled(keys, sizes, cost, broken, enough), nth_best(cost, kept))


@inner
def _next(start: Array, weighed: Flags) -> int:
    """The candidate with the least to be said against it so far; of two alike one that is not weighed, or the first."""
    best, least = 0, np.inf
    for i in range(len(start)):
        mine = start[i] if weighed[i] else start[i] - _ROUNDING
        if mine < least:
            best, least = i, mine
    return best


@inner
def prove(
    keys: Array, size: int, place: Places, company: Company, wish: Array, outline: Array, screen: Array, most: float
) -> tuple[float, int]:
    """What speaks against one candidate over all samples, and the rules that it breaks in any.

    Infinite as soon as it is known to be more than ``most``.
    """
    frames = company[0]
    row, cam, hidden = np.empty(9), np.empty(14), np.zeros(13, dtype=np.bool_)
    cost, broken = 0.0, 0
    weight = 1.0 / math.sqrt(len(frames))
    for s in range(len(frames)):
        between_keys(keys, frames[s], row)
        put_camera(row, wish[codes.W_GATE], wish[codes.W_GATE + 1], cam)
        if wish[codes.W_IDIOM] == codes.INSERT:
            extra, why = thing_seen(cam, s, place, company, wish, outline[s])
            cost, broken = cost + weight * extra, broken | why
        else:
            left = (most - cost - RULE * bits_in(broken)) / weight
            extra, why = _picture(cam, s, size, place, company, wish, outline[s], screen, hidden, left)
            cost, broken = cost + weight * extra, broken | why
            if s == len(frames) // 2 and cost <= most:
                cost += room_in(cam, place, company, wish, screen)
        if cost + RULE * bits_in(broken) > most:
            return np.inf, broken
    return cost + RULE * bits_in(broken), broken


@inner
def _picture(
    cam: Array, s: int, size: int, place: Places, company: Company, wish: Array, outline: Array, screen: Array,
    hidden: Flags, most: float,
) -> tuple[float, int]:  # fmt: skip
    """Everybody at one sample: the asked framed and free, strangers not in the way; left off at more than ``most``."""
    _, points, radii, _, there, ranks = company
    idiom, broken, depth = wish[codes.W_IDIOM], 0, 0.0
    for p in range(len(ranks)):
        screen[p, 0, 2] = -1.0
        if not there[s, p] or (idiom == codes.POV and p == wish[codes.W_OVER]):
            continue
        if ranks[p] >= 0 or before(cam, points[s, p]):
            project_body(cam, points[s, p], radii[s, p], screen[p])
            depth = screen[p, 0, 2] if ranks[p] == 0 else depth
    cost = _together(screen, there[s], ranks, idiom)
    for p in range(len(ranks)):
        if cost > most:
            break
        if not there[s, p] or (idiom == codes.POV and p == wish[codes.W_OVER]):
            continue
        if ranks[p] < 0 and screen[p, 0, 2] <= 0.05:
            continue
        if ranks[p] >= 0 or _noticed(screen[p]):
            rows = UPPER if ranks[p] >= 0 else BALLS
            see_body(cam, p, points[s], radii[s], there[s], outline, place, hidden, rows)
        if ranks[p] < 0:
            cost += _stranger(screen[p], hidden, depth)
            if 0.05 < screen[p, 0, 2] < depth:
                share = _overlap(screen[p], screen, ranks, there[s])
                most_before = _MOST_BETWEEN if idiom == codes.OTS else _MOST_BEFORE
                plain = idiom in (codes.SINGLE, codes.REACTION, codes.OTS)
                cost, broken = cost + _BEFORE * share, broken | (codes.BLOCKED if plain and share > most_before else 0)
        elif idiom == codes.OTS and p == wish[codes.W_OVER]:
            extra, why = _shoulder(screen[p], hidden)
            cost, broken = cost + extra, broken | why
        else:
            extra, why = _one(screen[p], hidden, size)
            extra += _CROSSED * crossed(cam, points[s, p, 0], radii[s, p, 0], place)
            weight = 1.0 if ranks[p] == 0 or idiom == codes.TWO_SHOT else 0.7 if idiom == codes.MOVING else 0.35
            # A company seen whole may lose somebody at the back, its first may not be lost.
            broken |= 0 if ranks[p] > 0 and idiom in (codes.ESTABLISHING, codes.MASTER) else why
            cost += weight * (extra + (RULE if why and ranks[p] > 0 else 0.0))
    return cost, broken


@inner
def _one(screen: Array, hidden: Flags, size: int) -> tuple[float, int]:
    cost, broken = 0.0, 0
    over = head_out(screen)
    if over > (0.45 if size == codes.ECU else 0.02):
        cost, broken = cost + 20 * min(over, 1.0), codes.CUT
    if head_hidden(hidden) > 0.34:
        broken |= codes.HIDDEN
    return cost + _HIDDEN * (torso_hidden(screen, hidden) + head_hidden(hidden)), broken


@inner
def _stranger(screen: Array, hidden: Flags, focus: float) -> float:
    """Somebody unasked: large in the foreground, cut through the head by the frame's edge, or half behind somebody."""
    filled = area(screen, hidden) if _noticed(screen) else 0.0
    if filled < _NOTICED:
        return 0.0
    near = 0.5 + _STRANGER * max(filled - 0.02, 0.0) if 0 < screen[0, 2] < 0.85 * focus else 0.0
    half = _HALF_SEEN if 0 < head_hidden(hidden) < 1 else 0.0
    return near + half + (2.5 if head_out(screen) > 0.02 else 0.0)


@inner
def _noticed(screen: Array) -> bool:
    """Whether a body is before the camera and, were nothing in front of it, large enough in the frame to count."""
    return bool(screen[0, 2] > 0.05 and area(screen, _NOTHING) >= _NOTICED)


@inner
def _overlap(nearer: Array, screen: Array, ranks: Integers, there: Flags) -> float:
    """The share of the focus's width that a body nearer to the camera stands before; less for one low in the frame."""
    left, right = extent(nearer)
    tall = min(max(nearer[0, 1] + nearer[0, 4] + 1.0, 0.0), 1.0)
    for p in range(len(ranks)):
        if ranks[p] == 0 and there[p]:
            a, b = extent(screen[p])
            return float(tall * max(min(right, b) - max(left, a), 0.0) / max(b - a, 1e-6))
    return 0.0


@inner
def _shoulder(screen: Array, hidden: Flags) -> tuple[float, int]:
    """The foreground of an OTS: at one side, 15 to 35 % of the frame's width, the head in it at least by half."""
    left, right = extent(screen)
    share = (right - left) / 2
    cost = 30 * max(_OVER_LEAST - share, 0.0) + 28 * max(share - _OVER_MOST, 0.0)
    cost += 8 * max(screen[0, 1] + screen[0, 4] - 1.0, 0.0)
    lost = screen[0, 2] <= 0.05 or share < 0.08 or head_hidden(hidden) > 0.5 or abs(screen[0, 1]) > _OVER_CUT
    return cost + (10 if abs(screen[0, 0]) < 0.3 else 0), codes.NO_SHOULDER if lost else 0


@inner
def _together(screen: Array, there: Flags, ranks: Integers, idiom: float) -> float:
    """Heads that should stand side by side and stand behind one another."""
    cost = 0.0
    for p in range(len(ranks)):
        for q in range(p):
            if ranks[p] < 0 or ranks[q] < 0 or not there[p] or not there[q]:
                continue
            apart = abs(screen[p, 0, 0] - screen[q, 0, 0])
            if idiom == codes.TWO_SHOT and ranks[p] < 2 and ranks[q] < 2:
                cost += 24.0 * max(0.42 - apart, 0.0)
            elif idiom in (codes.ESTABLISHING, codes.MASTER, codes.MOVING):
                cost += (2 * _STACKED if idiom == codes.MOVING else _STACKED) * max(
                    1 - apart / max(screen[p, 0, 3] + screen[q, 0, 3], 1e-6) / 1.2, 0.0
                )
    return cost
