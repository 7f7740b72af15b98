"""A draft's pixels: light worked out once for two by two of them where they show one surface.

Who and what is seen is known for every pixel, and so are ids and depth; only light, colour and normals are shared::

    +---+---+        a a | b        one fragment, written to a's three pixels
    | a | a |  --->  a   | b
    +---+---+                       another, written to b's
    | a | b |
    +---+---+
"""

from __future__ import annotations

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.fragments import smooth
from renderer.previs.frame import ACROSS, DOWN, HIGH, LB, LG, LR, Scene
from renderer.previs.mesh import Ints
from renderer.previs.precision import ONE, U8, U32, ZERO

SIDE = 2
"""Pixels along the side of a block."""


@njit(cache=True, error_model="numpy", nogil=True)
def write_blocks(
    out: Floats, shown: Ints, pixel: Ints, count: int, row: int, triangle: Ints, scene: Scene, table: Bytes,
    rgb: Bytes, normal: Bytes,
) -> None:  # fmt: skip
    """Write a row of blocks: each fragment's colour (LR to LB, places in ``table``) and normal (ACROSS to HIGH).

    ``pixel`` is the block's column; triangle, rgb and normal are by pixel.
    """
    first = 0
    while first < count:
        end = first + 1
        while end < count and pixel[end] == pixel[first]:
            end += 1
        for r in range(SIDE):
            for c in range(SIDE):
                y, x = SIDE * row + r, SIDE * pixel[first] + c
                k = first if end - first == 1 else _whose(triangle[y, x], shown, first, end, scene)
                rgb[y, x, 0], rgb[y, x, 1] = table[U32(out[LR, k])], table[U32(out[LG, k])]
                rgb[y, x, 2] = table[U32(out[LB, k])]
                seen = ONE if shown[k] >= 0 else ZERO
                normal[y, x, 0], normal[y, x, 1] = U8(U32(out[ACROSS, k] * seen)), U8(U32(out[DOWN, k] * seen))
                normal[y, x, 2] = U8(U32(out[HIGH, k] * seen))
        first = end


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _whose(triangle: int, shown: Ints, first: int, end: int, scene: Scene) -> int:
    """Which of a block's fragments a pixel belongs to."""
    for k in range(first, end):
        if shown[k] == triangle or (triangle >= 0 and shown[k] >= 0 and smooth(scene, shown[k], triangle)):
            return k
    return first


@njit(cache=True, error_model="numpy", nogil=True)
def write_exactly(nearest: Floats, triangle: Ints, owner: Bytes, depth: Floats, ids: Bytes) -> None:
    """Depth in metres, infinite at the sky, and ids of every pixel, out of the samples (one a pixel)."""
    for row in range(triangle.shape[0]):
        for column in range(triangle.shape[1]):
            t = triangle[row, column]
            depth[row, column] = ONE / nearest[row, column] if t >= 0 else np.float32(np.inf)
            ids[row, column] = owner[t] if t >= 0 else 0
