"""Metres as numbers of 16 and of 8 bits, and back."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numba import njit

from renderer.previs.colour import Bytes, Floats
from renderer.previs.precision import HALF, ONE, ZERO, F

Span = tuple[float, float]
"""Nearest and farthest metre."""

_CLOSEST, _FARTHEST = 0.1, 1000.0
_PEOPLE, _PLACE = 5.0, 1.0
"""Percent of the pixels, of people and of all, that may be nearer than the inverse pass begins."""


def depth_bytes(metres: Floats, span: Span) -> Bytes:
    """Metres (h, w) as 16-bit words linear over the span, in two bytes (h, w, 3): red the high one, green the low.

    What lies beyond, sky included, is 65535.  Blue is 0.  Codecs that predict a frame from the last have 8 bits.
    """
    picture = np.empty((*metres.shape, 3), np.uint8)
    near, far = span
    _pack(metres.reshape(-1), F(near), F(far), F(65535 / (far - near)), picture.reshape(-1))
    return picture


def depth_of_bytes(picture: Bytes, span: Span) -> Floats:
    """Back from ``depth_bytes``: metres (h, w), infinite where the word says the span's end or farther."""
    words = picture[..., 0].astype(np.float32) * np.float32(256) + picture[..., 1]
    near, far = span
    metres = words * np.float32((far - near) / 65535) + np.float32(near)
    metres[words == 65535] = np.inf
    return np.asarray(metres, np.float32)


def inverse_bytes(metres: Floats, span: Span) -> Bytes:
    """One over the distance in 8 bits, near bright, over the shot's span: 255 to 1; 0 is where nothing is.

    Estimators of depth give a number linear in one over the distance (Ranftl et al., "Towards Robust Monocular Depth
    Estimation", 2020), and models conditioned on depth were trained on those.
    """
    picture = np.empty(metres.shape, np.uint8)
    near, far = span
    _invert(metres.reshape(-1), F(1 / far), F(1 / (1 / near - 1 / far)), picture.reshape(-1))
    return picture


@njit(cache=True, error_model="numpy", nogil=True)
def _pack(metres: Floats, near: float, far: float, scale: float, out: Bytes) -> None:
    for i in range(metres.size):
        word = np.int32(max((min(metres[i], far) - near) * scale, ZERO) + HALF)
        out[3 * i], out[3 * i + 1], out[3 * i + 2] = np.uint8(word >> 8), np.uint8(word & 255), np.uint8(0)


@njit(cache=True, error_model="numpy", nogil=True)
def _invert(metres: Floats, least: float, scale: float, out: Bytes) -> None:
    for i in range(metres.size):
        share = min(max((ONE / metres[i] - least) * scale, ZERO), ONE)
        grey = np.uint8(ONE + F(254) * share + HALF)
        out[i] = grey if metres[i] < F(np.inf) else np.uint8(0)


def inverse_span(frames: Iterable[tuple[Floats, Bytes]]) -> Span:
    """What the inverse pass of a shot spans, from the depth and ids of some of its frames.

    A span for the whole shot, so that nothing flickers when the camera moves.  It begins where one pixel in a hundred
    is nearer, but no nearer than half way to the people: a floor before the lens must not eat their range.
    """
    near, people, far = [], [], []
    for metres, ids in frames:
        solid = np.isfinite(metres)
        if solid.any():
            low, high = np.percentile(metres[solid], (_PLACE, 100 - _PLACE))
            near.append(float(low))
            far.append(float(high))
        if (solid & (ids > 0)).any():
            people.append(float(np.percentile(metres[solid & (ids > 0)], _PEOPLE)))
    if not near:
        return 1.0, 10.0
    begin = max(min(near), min(people) / 2) if people else min(near)
    begin = min(max(begin, _CLOSEST), _FARTHEST / 2)
    end = min(max(*far, begin * 1.5), _FARTHEST) if far else begin * 1.5
    return round(begin, 3), round(end, 3)
