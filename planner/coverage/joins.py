"""What a cut from one setup to another costs, for all pairs of a stretch's setups at once.

The rules (axis, 30 degrees, eyeline, screen direction) are those of ``planner.continuity.cuts``, in
arrays and with a little less tolerance; the cuts that are chosen are judged by ``cut_faults`` itself.
Wishes beside the rules: shot and reverse in one size, a face that keeps its place on the screen, sizes
that change by small steps (Katz 1991; Galvane et al. 2015, section 5).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from planner.camera.kernels.glances import jumps, shifts
from planner.camera.kernels.ground import Integers
from planner.continuity.cuts import LEAST_GROWTH, LEAST_TURN, NEUTRAL, NEUTRAL_GAP, NEUTRAL_MOTION, WALKING
from planner.continuity.glimpse import Moment
from planner.coverage.intent import SIZES
from planner.coverage.option import Option
from planner.coverage.picture import Picture
from planner.geometry import Array, Flags

FAULT = 60.0
"""A broken rule: dearer than anything but having no shot at all."""
_LEEWAY = 1.04
"""How much more than the rule asks for an array's rough instant has to show."""
_UNMATCHED, _LEAP, _PLACED, _SAME, _STAYED = 0.55, 0.3, 0.35, 1.5, 0.7
_FREE_STEPS = 3
REDRAWS = ("establishing", "insert", "pov")


def join_costs(options: Sequence[Option], seen: Picture, moments: Sequence[Moment]) -> Array:
    """(T, S, S): the cost of the cut from the first setup to the second at each instant; infinite to itself."""
    mains = _mains(options, seen)
    redraws = np.array([option.intent.idiom in REDRAWS for option in options])
    faults = _jumps(seen, mains)
    people = ~redraws
    for broken in (_axis(seen, moments, mains), _eyelines(seen, moments)):
        faults |= broken & people[None, :, None] & people[None, None, :]
    faults |= _directions(seen, moments)
    cost = FAULT * faults + _wishes(options, seen, mains)
    index = np.arange(len(options))
    cost[:, index, index] = np.inf
    return np.asarray(cost)


def _mains(options: Sequence[Option], seen: Picture) -> Integers:
    """(S,): the column of whom each setup is about, -1 for nobody."""
    columns = {name: p for p, name in enumerate(seen.names)}
    return np.array([columns.get(option.intent.focus or "", -1) for option in options], dtype=np.int64)


def _jumps(seen: Picture, mains: Integers) -> Flags:
    """(T, S, S): one subject from nearly the same side in nearly the same size."""
    return jumps(seen.shown, mains, seen.to, seen.scale, LEAST_TURN, math.log(LEAST_GROWTH), _LEEWAY)


def _looks(seen: Picture, moments: Sequence[Moment]) -> dict[tuple[int, int], Flags]:
    """(T,) for every (looker, looked at): whether they do at each instant."""
    columns = {name: p for p, name in enumerate(seen.names)}
    found: dict[tuple[int, int], Flags] = {}
    for t, moment in enumerate(moments):
        for a, b in moment.looks.items():
            if a in columns and b in columns:
                found.setdefault((columns[a], columns[b]), np.zeros(len(moments), dtype=bool))[t] = True
    return found


def _axis(seen: Picture, moments: Sequence[Moment], mains: Integers) -> Flags:
    """(T, S, S): the line of two seen from one side of it and then from the other.

    As ``lines_of`` has it: of two who look at each other, or of whom a setup is about and whoever they look at.
    """
    count = seen.shown.shape[1]
    found = np.zeros((len(moments), count, count), dtype=bool)
    looks = _looks(seen, moments)
    for a, b in sorted({(min(pair), max(pair)) for pair in looks}):
        none = np.zeros(len(moments), dtype=bool)
        forth, back = looks.get((a, b), none)[:, None], looks.get((b, a), none)[:, None]
        shown = seen.shown[..., a] & forth & (back | (mains == a)[None, :])
        shown |= seen.shown[..., b] & back & (forth | (mains == b)[None, :])
        setups = np.flatnonzero(shown.any(axis=0))
        if len(setups) < 2:
            continue
        side = np.where(shown[:, setups], _side(seen, a, b, setups), 0)
        found[:, setups[:, None], setups] |= side[:, :, None] * side[:, None, :] < 0
    return found


def _side(seen: Picture, a: int, b: int, setups: Integers) -> Array:
    """(T, S): +1 left of the line from a to b, -1 right of it, 0 along it, for some of the setups."""
    one, two = seen.head[:, None, a, :2], seen.head[:, None, b, :2]
    eye, shows_a, shows_b = seen.eye[:, setups, :2], seen.shown[:, setups, a], seen.shown[:, setups, b]
    way, to = two - one, eye - one
    side = np.sign(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])
    both = shows_a & shows_b
    stacked = np.abs(seen.x[:, setups, a] - seen.x[:, setups, b]) < NEUTRAL_GAP / _LEEWAY
    looker = np.where(shows_a[..., None], one, two)
    ray = eye - looker
    sine = np.abs(way[..., 0] * ray[..., 1] - way[..., 1] * ray[..., 0])
    sine = sine / np.maximum(np.linalg.norm(way, axis=-1) * np.linalg.norm(ray, axis=-1), 1e-6)
    along = sine < np.sin(np.radians(NEUTRAL / _LEEWAY))
    return np.where(np.where(both, stacked, along), 0, side)


def _eyelines(seen: Picture, moments: Sequence[Moment]) -> Flags:
    """(T, S, S): two who look at each other, each alone in the picture, and both look the same way."""
    count = seen.shown.shape[1]
    found = np.zeros((len(moments), count, count), dtype=bool)
    looks = _looks(seen, moments)
    edge = np.sin(np.radians(NEUTRAL / _LEEWAY))
    for (a, b), forth in looks.items():
        back = looks.get((b, a))
        if back is None:
            continue
        mutual = (forth & back)[:, None]
        one = np.where(mutual & seen.shown[..., a] & ~seen.shown[..., b], seen.look[..., a], 0.0)
        two = np.where(mutual & seen.shown[..., b] & ~seen.shown[..., a], seen.look[..., b], 0.0)
        same = one[:, :, None] * two[:, None, :] > 0
        found |= same & (np.abs(one) > edge)[:, :, None] & (np.abs(two) > edge)[:, None, :]
    return found


def _directions(seen: Picture, moments: Sequence[Moment]) -> Flags:
    """(T, S, S): somebody on their way to the right who goes to the left after the cut."""
    count = seen.shown.shape[1]
    found = np.zeros((len(moments), count, count), dtype=bool)
    edge = np.sin(np.radians(NEUTRAL_MOTION / _LEEWAY))
    columns = {name: p for p, name in enumerate(seen.names)}
    for t, moment in enumerate(moments):
        for name, (vx, vy) in moment.moves.items():
            speed = float(np.hypot(vx, vy))
            if name not in columns or speed < WALKING:
                continue
            p = columns[name]
            across = (vx * seen.right[t, :, 0] + vy * seen.right[t, :, 1]) / speed
            across = np.where(seen.shown[t, :, p] & (np.abs(across) > edge), across, 0.0)
            found[t] |= across[:, None] * across[None, :] < 0
    return found


def _wishes(options: Sequence[Option], seen: Picture, mains: Integers) -> Array:
    """(T, S, S): small things that make a cut smooth or rough."""
    sizes = np.array([SIZES.index(option.candidate.size) for option in options], dtype=float)
    steps = np.abs(sizes[:, None] - sizes[None, :])
    detail = np.array([option.intent.idiom in ("insert", "pov") for option in options])
    people = ~(detail[:, None] | detail[None, :])
    reverse = people & (mains[:, None] != mains[None, :]) & (mains[:, None] >= 0) & (mains[None, :] >= 0)
    close = (sizes[:, None] > 3.5) & (sizes[None, :] > 3.5)
    cost = _UNMATCHED * np.where(reverse & close, steps, 0.0)
    cost += _LEAP * np.where(people, np.maximum(steps - _FREE_STEPS, 0.0), 0.0)
    # Two pictures of the same kind of the same people say nothing new.
    kinds = np.array([option.intent.idiom for option in options])
    alike = people & (mains[:, None] == mains[None, :]) & (kinds[:, None] == kinds[None, :])
    cost += _SAME * (alike & (steps < 0.5))
    # Among several a cut from one to the same one is a cut for nothing.
    alone = np.array([kind in ("single", "reaction") for kind in kinds])
    cost += _STAYED * (alike & alone[:, None] & alone[None, :]) * (len(seen.names) > 1)
    return np.asarray(cost[None] + _PLACED * shifts(seen.seen, seen.x))
