"""How dark each part of a drawing is: the picture's light in steps, said by rubbed graphite and by hatching.

The steps lie half where light is dark to the eye and half where this very picture is: a night has its paper whites and
a bright day its darks.  Hatching lies flat on floors, runs down walls and slants on people.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints
from renderer.previs.patterns import cloud, scatter
from renderer.previs.pencil.graphite import tooth
from renderer.previs.pencil.study import Study
from renderer.previs.precision import FLOOR, HALF, I32, ONE, ZERO, F

STEPS = 4
"""Darker than paper by so many steps."""
_LUMA = np.array([0.56, 0.40, 0.26, 0.14])
_SHARE = np.array([0.62, 0.40, 0.20, 0.06])
"""Of the picture, that may be darker than each step."""
_BETWEEN = 0.035
"""Luma between two steps at least, so that an even wall is of one tone."""
_LIFT, _SKIN = 1.15, 1.6
"""People are drawn lighter than the light on them, and their skin most of all, so that faces stay open."""
_RUBBED = np.array([0.0, 0.08, 0.18, 0.30, 0.44], np.float32)
_HATCHED = np.array([0.0, 0.36, 0.52, 0.64, 0.80], np.float32)
_APART = np.array([9.0, 8.5, 6.0, 5.2, 4.4], np.float32)
_BARE, _COPIED = F(0.82), F(0.85)
"""The luma of a picture on a thing from which on the paper stays bare, and how dark what is black is drawn."""
_LONG = F(64)
"""Points of the sheet that a hatching stroke is long."""


def steps_of(study: Study) -> Floats:
    """The luma below which each step begins, from light to dark (STEPS,)."""
    sample = study.light[::5, ::5]
    own = np.quantile(sample, _SHARE)
    mixed = np.minimum(0.5 * np.minimum(_LUMA, own + 0.12) + 0.5 * own, 0.8)
    for darker in range(1, STEPS):
        mixed[darker] = min(mixed[darker], mixed[darker - 1] - _BETWEEN)
    return np.asarray(mixed, np.float32)


def hatch(paper: Floats, study: Study, focus: float, skin: Ints) -> None:
    """Lay the tone of a study on bare paper; what is farther than ``focus`` (one over the metres) is lighter.

    ``skin`` are the numbers of surfaces that are skin.
    """
    right = study.eye.axes[0]
    lift = np.full(int(study.surface.max(initial=0)) + 2, _LIFT, np.float32)
    lift[skin] = _SKIN
    tables = _RUBBED, _HATCHED, _APART
    _hatch(
        paper,
        study.light,
        study.image,
        study.owner,
        study.surface,
        study.normal,
        study.inverse,
        lift,
        steps_of(study),
        right,
        focus,
        *tables,
    )


@njit(cache=True, error_model="numpy", nogil=True)
def _hatch(
    paper: Floats, light: Floats, image: Floats, owner: Bytes, surface: Ints, normal: Floats, inverse: Floats,
    lift: Floats, steps: Floats, right: Floats, focus: float, rubbed: Floats, hatched: Floats, apart: Floats,
) -> None:  # fmt: skip
    height, width = paper.shape
    for row in range(height):
        for column in range(width):
            x, y = F(column), F(row)
            person = owner[row, column] > 0
            if image[row, column] >= ZERO:  # words and pictures are copied, not lit
                paper[row, column] = min(max((_BARE - image[row, column]) * F(1.6), ZERO), _COPIED) * tooth(column, row)
                continue
            value = light[row, column] * (lift[surface[row, column]] if person else ONE)
            value += (cloud(x * F(0.04), y * F(0.04)) - HALF) * F(0.005)
            step = 0
            for k in range(steps.shape[0]):
                if value < steps[k]:
                    step = k + 1
            if step == 0:
                continue
            deep = inverse[row, column]
            near = ONE
            if deep > ZERO and focus > ZERO:
                near = F(0.55) + F(0.45) * min(deep / focus, ONE)
            slant = _slant(normal, row, column, right, person, deep)
            dark = hatched[step] * _strokes(x, y, slant, apart[step], step)
            if step >= 3:
                dark = max(dark, hatched[step] * F(0.9) * _strokes(x, y, slant + F(1.05), apart[step], step + 8))
            grain = tooth(column, row)
            paper[row, column] = near * (rubbed[step] * (F(0.8) + F(0.2) * grain) + dark * grain)


@njit(cache=True, error_model="numpy", nogil=True)
def _slant(normal: Floats, row: int, column: int, right: Floats, person: bool, deep: float) -> float:
    """Which way the strokes run, in radians from level, down to the right."""
    if deep == ZERO:
        return F(-0.5)
    if person:
        return F(0.85)
    nz = normal[row, column, 2]
    if abs(nz) > F(0.8):
        return F(0.06)
    across = ZERO
    for axis in range(3):
        across += normal[row, column, axis] * right[axis]
    if across > HALF:
        return F(1.75)
    return F(1.39) if across < -HALF else F(-0.95)


@njit(cache=True, error_model="numpy", nogil=True)
def _strokes(x: float, y: float, slant: float, apart: float, kind: int) -> float:
    """How much of a point lies on the strokes of a hatching."""
    cos, sin = math.cos(slant), math.sin(slant)
    along, over = x * cos + y * sin, y * cos - x * sin
    over += (cloud(along * F(0.015) + F(kind * 31), over * F(0.02)) - HALF) * F(5)
    turn = over / apart
    line = FLOOR(turn)
    number = I32(line)
    middle = HALF + (scatter(number, kind) - HALF) * F(0.35)
    off = abs(turn - line - middle) * apart
    if off > F(1.3):
        return ZERO
    piece = along / _LONG + scatter(number, kind + 100) * F(7)
    whole = FLOOR(piece)
    part = piece - whole
    press = F(0.6) + F(0.4) * scatter(number, I32(whole))
    lift = min(min(part, ONE - part) * F(9) + F(0.15), ONE)
    return min(max(F(1.15) - off, ZERO), ONE) * press * lift
