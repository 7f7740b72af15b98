"""Where lines are: between two neighbours on the sheet, as a crack that belongs to neither.

::

    pixel (r, c) | pixel (r, c+1)     the crack to the right of (r, c) runs down from corner (r, c+1),
    -------------+                    the one below it runs right from corner (r+1, c)

Depths are compared as in passes.edges: one over the distance is linear over a plane, whatever its slant.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.mesh import Ints
from renderer.previs.pencil.study import Study
from renderer.previs.precision import ZERO, F

NOTHING, CREASE, SEAM, END, FIGURE = range(5)
"""No line; a surface breaks; one colour meets another; one thing ends before another; somebody ends."""

_JUMP = F(0.012)
"""Share of one over the distance by which neighbours must miss each other's line; see passes.edges."""
_BREAK, _BREAK_ON_PEOPLE = F(0.78), F(0.45)
"""Cosine between the normals of neighbours below which a surface breaks."""


def cracks(study: Study) -> tuple[Bytes, Bytes]:
    """The kinds of line to the right of each point and below it, (h, w) each."""
    right, below = np.zeros(study.owner.shape, np.uint8), np.zeros(study.owner.shape, np.uint8)
    _find(study.inverse, study.owner, study.surface, study.normal, 0, right)
    _find(study.inverse, study.owner, study.surface, study.normal, 1, below)
    return right, below


@njit(cache=True, error_model="numpy", nogil=True)
def _find(inverse: Floats, owner: Bytes, surface: Ints, normal: Floats, down: int, out: Bytes) -> None:
    height, width = inverse.shape
    for row in range(height - down):
        for column in range(width - 1 + down):
            r, c = row + down, column + 1 - down
            a, b = inverse[row, column], inverse[r, c]
            if owner[row, column] != owner[r, c]:
                out[row, column] = FIGURE
                continue
            if a == ZERO and b == ZERO:
                continue
            if a != b:
                r0, c0, r1, c1 = row - down, column - 1 + down, r + down, c + 1 - down
                before = inverse[r0, c0] if r0 >= 0 and c0 >= 0 else a
                after = inverse[r1, c1] if r1 < height and c1 < width else b
                slack = _JUMP * max(a, b)
                if abs(b - (a + a - before)) > slack and abs(a - (b + b - after)) > slack:
                    out[row, column] = END
                    continue
            if surface[row, column] != surface[r, c]:
                out[row, column] = SEAM
                continue
            x = ZERO
            for axis in range(3):
                x += normal[row, column, axis] * normal[r, c, axis]
            if x < (_BREAK_ON_PEOPLE if owner[row, column] else _BREAK):
                out[row, column] = CREASE
