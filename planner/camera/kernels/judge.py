"""The whole proof of candidates, compiled: heads in frame, nobody in the way, the shoulder where it belongs.

``search`` proves candidates in the order of their quick cost until none that is left can win.
"""

from __future__ import annotations

import math

import numpy as np

from planner.camera.kernels import codes
from planner.camera.kernels.choice import settled
from planner.camera.kernels.compiled import entry, inner
from planner.camera.kernels.ground import BODILY, RULE, Company, Integers, bits_in, quick, too_near
from planner.camera.kernels.picture import (
    Places,
    area,
    between_keys,
    crossed,
    extent,
    head_hidden,
    head_out,
    project_body,
    project_to,
    put_camera,
    see_body,
    torso_hidden,
)  # fmt: skip
from planner.camera.kernels.space import apart, crosses, gone, hide_by_body, hide_by_boxes, hide_by_walls, near_ray
from planner.geometry import Array, Flags

_CLUTTER, _HIDDEN, _STRANGER = 9.0, 12.0, 25.0
_CROSSED, _STACKED, _LANDMARK = 24.0, 3.0, 4.0
_BEFORE, _HALF_SEEN, _MOST_BEFORE = 9.0, 1.5, 0.5
_FOREGROUND, _FOREGROUND_METRES = 60.0, 3.0
"""A place is shown with nothing large within so many metres of the lens."""
_OVER_LEAST, _OVER_MOST = 0.15, 0.35
"""Shares of the frame's width that the foreground of an OTS takes."""
_OVER_CUT = 0.85
"""How high in the frame the middle of that head may be: a trunk without a head is no shoulder."""
_LOOKS = 3  # after how many proofs it is looked again whether they are enough
_GRID = np.array([(x, y) for x in (-0.9, -0.55, -0.2, 0.2, 0.55, 0.9) for y in (-0.8, -0.3, 0.2, 0.7)])
"""Where across the frame to look for what stands in the foreground."""
_CORNERS = np.array([(0.0, 0.0), (-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)])


def search(
    keys: Array, sizes: Integers, prior: Array, place: Places, company: Company, wish: Array, spare: float,
    enough: int = 0,
) -> tuple[Array, Integers]:  # fmt: skip
    """(n,) cost and (n,) broken rules of candidates ``keys`` (n, k, 9); infinite cost for what need not be proven.

    One of infinite prior is none.  The search ends when none that is left can come within ``spare`` of the best, or,
    where ``enough`` is set, be one of so many distinct cameras before the first that breaks a rule.
    """
    quick_cost, broken = prior.copy(), np.zeros(len(keys), dtype=np.int64)
    cost = np.full(len(keys), np.inf)
    _weigh(np.arange(len(keys)), True, keys, sizes, quick_cost, cost, broken, place, company, wish, spare, 0)
    order = np.argsort(quick_cost, kind="stable")
    _weigh(order, False, keys, sizes, quick_cost, cost, broken, place, company, wish, spare, enough)
    return cost, broken


@entry
def _weigh(
    order: Integers, first: bool, keys: Array, sizes: Integers, start: Array, cost: Array, broken: Integers,
    place: Places, company: Company, wish: Array, spare: float, enough: int,
) -> None:  # fmt: skip
    """At ``first`` the quick cost of every candidate is added to its prior in ``start``, and ``broken`` begun.

    Then, in the order of it, the whole goes into ``cost``.  Both in one, that all is compiled but once.
    """
    best, proven = np.inf, 0
    for i in order:
        if first and start[i] < np.inf:
            extra, broken[i] = quick(keys[i], sizes[i], place, company, wish)
            start[i] = np.rint((start[i] + extra) * 1e6) / 1e6
        if first:
            continue
        if start[i] == np.inf or start[i] >= best + (0.0 if broken[i] else spare):
            break
        if enough > 0 and proven % _LOOKS == _LOOKS - 1 and settled(keys, sizes, cost, broken, start[i], enough):
            break
        proven += 1
        extra, why = prove(keys[i], sizes[i], place, company, wish)
        if broken[i] and not broken[i] & codes.TOO_NEAR and too_near(keys[i], company, wish):
            extra, why = extra + BODILY, why | codes.TOO_NEAR
        cost[i], broken[i] = np.rint((start[i] + extra) * 1e6) / 1e6, broken[i] | why
        best = min(best, cost[i])


@inner
def prove(keys: Array, size: int, place: Places, company: Company, wish: Array) -> tuple[float, int]:
    """What speaks against one candidate over all samples, and the rules that it breaks in any."""
    frames, points = company[0], company[1]
    row, cam = np.empty(9), np.empty(14)
    screen, hidden = np.zeros((points.shape[1], 13, 5)), np.zeros((points.shape[1], 13), dtype=np.bool_)
    cost, broken = 0.0, 0
    weight = 1.0 / math.sqrt(len(frames))
    for s in range(len(frames)):
        between_keys(keys, frames[s], row)
        put_camera(row, wish[codes.W_ASPECT], cam)
        if wish[codes.W_IDIOM] == codes.INSERT:
            extra, why = _thing_seen(cam, s, place, company, wish)
            cost, broken = cost + weight * extra, broken | why
            continue
        extra, why = _picture(cam, s, size, place, company, wish, screen, hidden)
        cost, broken = cost + weight * extra, broken | why
        if s == len(frames) // 2:
            cost += _room(cam, place, company, wish, screen)
    return cost + RULE * bits_in(broken), broken


@inner
def _picture(
    cam: Array, s: int, size: int, place: Places, company: Company, wish: Array, screen: Array, hidden: Flags
) -> tuple[float, int]:
    """Everybody at one sample: the asked framed and free, strangers not in the way."""
    _, points, radii, _, there, ranks = company
    idiom, cost, broken, depth = wish[codes.W_IDIOM], 0.0, 0, 0.0
    for p in range(len(ranks)):
        screen[p, 0, 2] = -1.0
        if not there[s, p] or (idiom == codes.POV and p == wish[codes.W_OVER]):
            continue
        project_body(cam, points[s, p], radii[s, p], screen[p])
        depth = screen[p, 0, 2] if ranks[p] == 0 else depth
        if screen[p, 0, 2] > 0.05 or ranks[p] >= 0:
            see_body(cam, p, points[s], radii[s], there[s], place, hidden[p])
    for p in range(len(ranks)):
        if not there[s, p] or (idiom == codes.POV and p == wish[codes.W_OVER]):
            continue
        if ranks[p] < 0:
            cost += _stranger(screen[p], hidden[p], depth)
            if 0.05 < screen[p, 0, 2] < depth:
                share = _overlap(screen[p], screen, ranks, there[s])
                alone = idiom in (codes.SINGLE, codes.REACTION)
                cost, broken = cost + _BEFORE * share, broken | (codes.BLOCKED if alone and share > _MOST_BEFORE else 0)
        elif idiom == codes.OTS and p == wish[codes.W_OVER]:
            extra, why = _shoulder(screen[p], hidden[p])
            cost, broken = cost + extra, broken | why
        else:
            extra, why = _one(screen[p], hidden[p], size)
            extra += _CROSSED * crossed(cam, points[s, p, 0], radii[s, p, 0], place)
            weight = 1.0 if ranks[p] == 0 or idiom == codes.TWO_SHOT else 0.7 if idiom == codes.MOVING else 0.35
            # A company seen whole may lose somebody at the back, its first may not be lost.
            broken |= 0 if ranks[p] > 0 and idiom in (codes.ESTABLISHING, codes.MASTER) else why
            cost += weight * (extra + (RULE if why and ranks[p] > 0 else 0.0))
    return cost + _together(screen, there[s], ranks, idiom), broken


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
    filled = area(screen, hidden)
    if screen[0, 2] <= 0.05 or filled < 0.01:
        return 0.0
    near = 0.5 + _STRANGER * max(filled - 0.02, 0.0) if 0 < screen[0, 2] < 0.85 * focus else 0.0
    half = _HALF_SEEN if 0 < head_hidden(hidden) < 1 else 0.0
    return near + half + (2.5 if head_out(screen) > 0.02 else 0.0)


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


@inner
def _room(cam: Array, place: Places, company: Company, wish: Array, screen: Array) -> float:
    """What the place does to the picture: clutter before the subject, a landmark missed, a wide look blocked."""
    depth = 0.0
    for p in range(len(company[5])):
        if company[5][p] == 0:
            depth = screen[p, 0, 2]
    cost = _CLUTTER * _filled(cam, 0.75 * depth, place) if depth > 0 else 0.0
    if wish[codes.W_LANDMARK] > 0:
        x, _, away = project_to(cam, wish[codes.W_LANDMARK + 1], wish[codes.W_LANDMARK + 2], 1.2)
        cost += 0.0 if away > _FOREGROUND_METRES and abs(x) < 0.9 else _LANDMARK
    return cost + _FOREGROUND * _filled(cam, _FOREGROUND_METRES, place) if wish[codes.W_WIDE] > 0 else cost


@inner
def _filled(cam: Array, depth: float, place: Places) -> float:
    """The share of the frame that things nearer than ``depth`` metres fill."""
    body, walls, eye = place[0], place[3], cam[:3]
    middle, point = np.empty(3), np.empty(3)
    for k in range(3):
        middle[k] = cam[k] + cam[9 + k] * depth
    wide = depth * math.hypot(cam[12], cam[13])
    taken = np.zeros(len(_GRID), dtype=np.bool_)
    for i in range(len(body)):
        box = body[i]
        if not near_ray(box[:3], box[8] + wide, eye, middle) or gone(box, walls, eye):
            continue
        for j in range(len(_GRID)):
            if not taken[j]:
                across, up = _GRID[j, 0] * cam[12], _GRID[j, 1] * cam[13]
                for k in range(3):
                    point[k] = cam[k] + (cam[9 + k] + across * cam[3 + k] + up * cam[6 + k]) * depth
                taken[j] = crosses(box, eye, point)
    return float(taken.mean())


@inner
def _thing_seen(cam: Array, s: int, place: Places, company: Company, wish: Array) -> tuple[float, int]:
    """An insert's thing: its middle must be free, and its corners had better be."""
    thing, half, before = wish[codes.W_THING : codes.W_THING + 3], wish[codes.W_THING + 3], wish[codes.W_THING + 4]
    depth = apart(thing, cam[:3])
    cost = _CLUTTER * _filled(cam, 0.75 * depth, place)
    if half <= 0:
        return cost, 0
    face = np.empty((5, 3))
    for j in range(5):
        for k in range(3):
            across = _CORNERS[j, 0] * cam[3 + k] + _CORNERS[j, 1] * cam[6 + k]
            face[j, k] = thing[k] + half * across - before * cam[9 + k]
    _, points, radii, _, there, _ = company
    hidden = np.zeros(5, dtype=np.bool_)
    hide_by_walls(cam[:3], face, place[3], place[4], hidden)
    hide_by_boxes(cam[:3], face, place[1], place[3], hidden)
    for p in range(points.shape[1]):
        if there[s, p]:
            hide_by_body(cam[:3], face, points[s, p], radii[s, p], hidden)
    if hidden[0]:
        return cost, codes.THING_HIDDEN
    return cost + 25.0 * hidden.mean(), 0
