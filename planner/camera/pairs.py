"""Cameras for two: over a shoulder and side by side, both heads exactly where the picture wants them.

The eyes from which two points lie a given angle apart make a torus round them, the Toric space (Lino & Christie,
"Intuitive and Efficient Camera Control with the Toric Space", 2015).  At a chosen height it is cut to an arc:

::

            eye                 d = |A eye|, L = |A B| on the plan
           /a \\                 sin b / d = sin a / L      (law of sines)
        d /    \\                an OTS has b obtuse and A's size gives d;
         /      \\ b             a two-shot looks at the middle of A B
        A--------B
             L
"""

from __future__ import annotations

import math

import numpy as np

from film.shot import Size
from planner.camera.batch import Batch, aimed, grid, half_width, standing, stood_off
from planner.camera.brief import CameraBrief
from planner.camera.framing import LENSES, crown, distance, head_at, lenses, metres_at, point, sizes_of, span, suited
from planner.camera.kernels.aim import arc, balance
from planner.camera.kernels.codes import SIZES
from planner.camera.singles import within_reach
from planner.coverage.intent import tighter
from planner.geometry import Array, heading

SHOULDER = 0.8
"""Where across the frame the middle of an OTS foreground head stands: some of it is cut by the edge."""
_SHOULDERS = (SHOULDER, 0.72, 0.88, 0.64)
_FOCUS = 0.28
"""How far from the frame's middle the face of an OTS stands, away from the shoulder."""
_UPRIGHT, _OUTERMOST = 1.2, 1.45
"""Below this aspect a head fills so much of the frame's width that both go farther out, by so much at most."""
_OVER_MS = (35.0, 50.0, 75.0, 25.0)
_LOOSER = 3.0
"""What a size looser than asked weighs in an OTS."""
_LEAST_TURN, _MOST_TURN = 3.0, 46.0
_PAIR_TURNS = (90.0, 72.0, 108.0, 55.0, 125.0, 40.0, 140.0, 25.0, 155.0)
_PAIR_LENSES = (35.0, 25.0, 50.0, 18.0)
_ABOVE_A_BED = 1.65
"""Metres up from which two are seen of whom one lies: over the ends and rails of a bed."""
_WIDE_LENS, _BENT = 22.0, 2.5
"""A lens so short in mm draws faces at the frame's sides wide: only where there is no room to step back."""
_PAIR_WIDE = 0.58
"""How far from the frame's middle the heads of a two-shot stand at most."""


def over_shoulders(brief: CameraBrief) -> Batch | None:
    """Past the shoulder of ``intent.over`` at the focus.

    The rows are lens by shoulder by height by side (first left of the line from the first by name), the same for the
    other side of the pair, so that row for row the two match; a row that cannot be has an infinite prior.
    """
    name, over = brief.intent.focus, brief.intent.over
    if name is None or over is None or name not in brief.middle or over not in brief.middle:
        return None
    a, b = brief.middle[name], brief.middle[over]
    kit, sizes, loose = _lenses_over(brief)
    j, i, k, side = grid(tuple(range(len(kit))), tuple(range(len(_SHOULDERS))), (0.0, 1.0), (1.0, -1.0))
    sign, row = side if name < over else -side, j.astype(int)
    narrow = min(max(math.sqrt(_UPRIGHT / brief.gate.aspect), 1.0), _OUTERMOST)
    lens, share, named = kit[row], narrow * np.array(_SHOULDERS)[i.astype(int)], [sizes[n] for n in row]
    spans = {each: span(each, brief.heights[name], brief.seated.get(name, False)) for each in sizes}
    depth = distance(np.array([spans[each] for each in named]), lens, brief.gate)
    wide, top = half_width(lens, brief.gate), crown(a, brief.heights[name])
    u, v = narrow * _FOCUS * wide, np.array([head_at(each) for each in named]) * wide / brief.gate.aspect
    height = np.where(k == 0, 0.45 * a.head[2] + 0.55 * b.head[2] + 0.06, b.head[2] + 0.16)
    rise = within_reach(brief, height) - top[2]
    base, apart = heading(point(a), point(b)), math.dist(point(a)[:2], point(b)[:2])
    lone = stood_off((0.0, 0.0, top[2]), np.zeros(len(lens)), depth, rise, u, v)
    turn = arc(lone, float(top[2]), float(b.head[2]), apart, u, v, -share * wide)
    eye = stood_off(top, base + sign * np.degrees(turn), depth, rise, u, v)
    prior = 4.0 * np.abs(share / narrow - SHOULDER) + 0.02 * np.degrees(turn) + loose[row] + 0.2 * k
    fits = (turn > math.radians(_LEAST_TURN)) & (turn < math.radians(_MOST_TURN))
    fits &= (depth > apart + 0.4) & (depth < apart + 3.0)
    prior = np.where(fits, prior, np.inf)
    codes = np.array([SIZES.index(each) for each in named])
    return standing(np.nan_to_num(eye), aimed(np.nan_to_num(eye), top, sign * u, v), lens, codes, prior)


def _lenses_over(brief: CameraBrief) -> tuple[Array, list[Size], Array]:
    """Lenses for the size of an OTS, and in a room for one size looser: lens, size and what speaks against each.

    In a small room a shorter lens, nearer, takes in more; that is better than a wall that flies.
    """
    size, place = brief.intent.size, brief.place
    asked = (size,) if place.enclosure == "open" else (size, tighter(size, -1))
    rows = [
        (lens, each, _LOOSER * i + 0.3 * j)
        for i, each in enumerate(asked)
        for j, lens in enumerate(_kit_over(each, brief))
    ]
    return np.array([row[0] for row in rows]), [row[1] for row in rows], np.array([row[2] for row in rows])


def _kit_over(size: Size, brief: CameraBrief) -> tuple[float, ...]:
    kit = suited(_OVER_MS, brief) if size in ("MS", "MWS") else lenses(size, brief)
    return tuple(lens for lens in kit if lens >= _WIDE_LENS * brief.longer) or kit


def two_shots(brief: CameraBrief) -> Batch | None:
    """Two people across the frame: square to the line between them, or from nearer to either end."""
    intent = brief.intent
    pair = [name for name in intent.subjects[:2] if name in brief.middle]
    if len(pair) < 2:
        return None
    a, b = (brief.middle[name].head for name in pair)
    line = heading(*(point(brief.middle[name]) for name in pair))
    tall = max(pair, key=lambda name: float(brief.middle[name].head[2]))
    stature, top = brief.heights[tall], crown(brief.middle[tall], brief.heights[tall])
    metres = span(intent.size, stature, brief.seated.get(tall, False))
    kit = suited(LENSES[intent.size] if intent.size in ("MCU", "CU", "ECU") else _PAIR_LENSES, brief)
    j, i, sign = grid(tuple(range(len(kit))), tuple(range(len(_PAIR_TURNS))), (1.0, -1.0))
    lens, turn = np.array(kit)[j.astype(int)], np.array(_PAIR_TURNS)[i.astype(int)]
    away = _fitting(turn, half_width(lens, brief.gate), math.dist(a[:2], b[:2]) / 2, distance(metres, lens, brief.gate))
    middle = (a + b) / 2
    lies = any(brief.middle[name].face[2] > 0.9 for name in pair)
    level = within_reach(brief, np.full(len(lens), _ABOVE_A_BED if lies else max(0.93 * middle[2], 0.9)))
    none = np.zeros(len(lens))
    eye = stood_off(middle, line + sign * turn, away, level - middle[2], none, none)
    size = sizes_of(metres_at(away, lens, brief.gate), stature)
    v = np.array([head_at(each) for each in SIZES])[size] * half_width(lens, brief.gate) / brief.gate.aspect
    prior = (
        0.15 * i + 0.35 * j + 1.2 * np.abs(size - SIZES.index(intent.size)) + _BENT * (lens < _WIDE_LENS * brief.longer)
    )
    return standing(eye, balance(eye, top, a, b, v), lens, size, prior)


def _fitting(turn: Array, wide: Array, half: float, wanted: Array) -> Array:
    """Metres from the middle of two at which they have their size, and are no farther apart than the frame takes.

    On the arc of the angle that the frame takes, in the direction ``turn`` off their line: tan a = 2 h r sin t /
    (r^2 - h^2), solved for r.
    """
    angle = np.tan(2 * np.arctan(_PAIR_WIDE * wide))
    sine = half * np.sin(np.radians(turn))
    fitting = (sine + np.sqrt(sine * sine + (half * angle) ** 2)) / angle
    near = np.abs(np.cos(np.radians(turn))) * half
    return np.asarray(np.maximum(np.maximum(wanted, fitting), near + 0.75))
