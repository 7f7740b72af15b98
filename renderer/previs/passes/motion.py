"""Optical flow out of geometry: where the point that a pixel shows is in the next frame.

Nothing is estimated.  A pixel's triangle and its place in it are known; the same place in the same triangle, where its
corners are one frame later, is seen through the next frame's camera.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.frame import Eye
from renderer.previs.mesh import Ints
from renderer.previs.precision import HALF, ONE, ZERO, F
from renderer.previs.raster import NEAR

Words = npt.NDArray[np.uint16]

STEPS = 64
"""Steps a pixel in the stored flow, as in KITTI's pictures (Geiger et al., 2012): 1/64 px, up to 511 px."""


class Instant(NamedTuple):
    """A frame's camera and all its points (n, 3) in that camera's space."""

    eye: Eye
    points: Floats


@njit(cache=True, error_model="numpy", nogil=True)
def flow_between(
    triangle: Ints, side: int, planes: Floats, faces: Ints, now: Instant, then: Instant, flow: Floats
) -> None:
    """Write each pixel's motion in pixels, right and down, to flow (h, w, 2); nan where the point gets behind the lens.

    triangle (h * side, w * side) and planes as raster leaves them at ``now``.  A pixel shows the point of its triangle
    that is nearest to its middle.  The sky is infinitely far: it moves as the camera turns.
    """
    height, width = flow.shape[0], flow.shape[1]
    middle, unit, near = HALF * F(side - 1), ONE / F(side), F(NEAR)
    turn = then.eye.axes @ now.eye.axes.T
    lens, later_lens, points, later = now.eye.lens, then.eye.lens, now.points, then.points
    for row in range(height):
        for column in range(width):
            t = triangle[row * side, column * side]
            x, y = F(column * side) + middle, F(row * side) + middle
            if t < 0:
                a, b = (x - lens[2]) / lens[0], (lens[3] - y) / lens[1]
                px = turn[0, 0] * a + turn[0, 1] * b + turn[0, 2]
                py = turn[1, 0] * a + turn[1, 1] * b + turn[1, 2]
                pz = turn[2, 0] * a + turn[2, 1] * b + turn[2, 2]
            else:
                b0 = max(planes[t, 0] * x + planes[t, 1] * y + planes[t, 2], ZERO)
                b1 = max(planes[t, 3] * x + planes[t, 4] * y + planes[t, 5], ZERO)
                b2 = max(planes[t, 6] * x + planes[t, 7] * y + planes[t, 8], ZERO)
                scale = ONE / max(b0 + b1 + b2, F(1e-9))
                i, j, m = faces[t, 0], faces[t, 1], faces[t, 2]
                z = (b0 * points[i, 2] + b1 * points[j, 2] + b2 * points[m, 2]) * scale
                x = lens[2] + lens[0] * (b0 * points[i, 0] + b1 * points[j, 0] + b2 * points[m, 0]) * scale / z
                y = lens[3] - lens[1] * (b0 * points[i, 1] + b1 * points[j, 1] + b2 * points[m, 1]) * scale / z
                px = (b0 * later[i, 0] + b1 * later[j, 0] + b2 * later[m, 0]) * scale
                py = (b0 * later[i, 1] + b1 * later[j, 1] + b2 * later[m, 1]) * scale
                pz = (b0 * later[i, 2] + b1 * later[j, 2] + b2 * later[m, 2]) * scale
            if pz < near:
                flow[row, column, 0], flow[row, column, 1] = np.nan, np.nan
                continue
            flow[row, column, 0] = (later_lens[2] + later_lens[0] * px / pz - x) * unit
            flow[row, column, 1] = (later_lens[3] - later_lens[1] * py / pz - y) * unit


def flow_words(flow: Floats) -> Words:
    """Flow (h, w, 2) as KITTI stores it (h, w, 3): 64 u + 32768, 64 v + 32768, and 1; all 0 where it is not known."""
    words = np.zeros((*flow.shape[:2], 3), np.uint16)
    _store(flow, words)
    return words


def flow_of_words(words: Words) -> Floats:
    """Back from ``flow_words``: pixels right and down (h, w, 2), nan where they are not known."""
    flow = (words[..., :2].astype(np.float32) - np.float32(2**15)) / np.float32(STEPS)
    flow[words[..., 2] == 0] = np.nan
    return flow


def flow_picture(flow: Floats) -> Bytes:
    """Flow as the colour wheel of Baker et al. ("A Database and Evaluation Methodology for Optical Flow", 2011).

    Hue is the way, saturation the speed as a share of the fastest in this frame: white is at rest, and what is not
    known is black.  Estimators' pictures, on which models were trained, are scaled by the frame as well.
    """
    picture = np.zeros((*flow.shape[:2], 3), np.uint8)
    _colour(flow, _WHEEL, picture)
    return picture


@njit(cache=True, error_model="numpy", nogil=True)
def _store(flow: Floats, words: Words) -> None:
    for row in range(flow.shape[0]):
        for column in range(flow.shape[1]):
            u, v = flow[row, column, 0] * F(STEPS), flow[row, column, 1] * F(STEPS)
            if abs(u) < F(2**15 - 1) and abs(v) < F(2**15 - 1):
                words[row, column, 0] = np.uint16(math.floor(u + HALF) + 2**15)
                words[row, column, 1] = np.uint16(math.floor(v + HALF) + 2**15)
                words[row, column, 2] = 1


@njit(cache=True, error_model="numpy", nogil=True)
def _colour(flow: Floats, wheel: Floats, picture: Bytes) -> None:
    fastest = F(_LEAST)
    for row in range(flow.shape[0]):
        for column in range(flow.shape[1]):
            speed = math.sqrt(flow[row, column, 0] ** 2 + flow[row, column, 1] ** 2)
            if speed > fastest:
                fastest = speed
    count = wheel.shape[0]
    for row in range(flow.shape[0]):
        for column in range(flow.shape[1]):
            u, v = flow[row, column, 0], flow[row, column, 1]
            share = math.sqrt(u * u + v * v) / fastest
            if not share <= ONE:
                continue
            place = (_bearing(-u, -v) * F(1 / math.pi) + ONE) * HALF * F(count - 1)
            low = min(int(place), count - 1)
            part = place - F(low)
            for k in range(3):
                colour = wheel[low, k] * (ONE - part) + wheel[(low + 1) % count, k] * part
                picture[row, column, k] = np.uint8(F(255) * (ONE - share * (ONE - colour)))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _bearing(x: float, y: float) -> float:
    """atan2(y, x) within 0.0002, by an odd polynomial on one octant (Abramowitz & Stegun, 4.4.49, cut short)."""
    across, along = min(abs(x), abs(y)), max(abs(x), abs(y))
    a = across / max(along, F(1e-12))
    s = a * a
    turn = ((F(-0.0464964749) * s + F(0.15931422)) * s - F(0.327622764)) * s * a + a
    if abs(y) > abs(x):
        turn = F(math.pi / 2) - turn
    if x < ZERO:
        turn = F(math.pi) - turn
    return turn if y > ZERO else -turn


_LEAST = 0.5
"""Pixels a frame: when nothing is faster than this the picture stays pale, so that a sway of hairs does not blaze."""


def _wheel() -> Floats:
    """Fifty-five hues in the steps of Baker et al.: 15 red to yellow, 6 to green, 4 to cyan, 11 to blue, 13, 6."""
    corners = np.array([(1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 1, 1), (0, 0, 1), (1, 0, 1), (1, 0, 0)], np.float32)
    parts = [
        corners[i] + (corners[i + 1] - corners[i]) * np.arange(steps, dtype=np.float32)[:, None] / np.float32(steps)
        for i, steps in enumerate((15, 6, 4, 11, 13, 6))
    ]
    return np.concatenate(parts)


_WHEEL = _wheel()
