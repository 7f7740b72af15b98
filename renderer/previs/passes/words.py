"""Metres as numbers of 16 and of 8 bits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from renderer.previs.colour import Bytes, Floats

Words = npt.NDArray[np.uint16]
Span = tuple[float, float]
"""Nearest and farthest metre."""

_CLOSEST, _FARTHEST = 0.1, 1000.0
_PEOPLE, _PLACE = 5.0, 1.0
"""Percent of the pixels, of people and of all, that may be nearer than the inverse pass begins."""


def depth_words(metres: Floats, span: Span) -> Words:
    """Metres as 16-bit words, linear over the span; what lies beyond, sky included, is 65535."""
    near, far = span
    words = (np.minimum(metres, np.float32(far)) - np.float32(near)) * np.float32(65535 / (far - near))
    return np.asarray(np.rint(np.maximum(words, 0)), np.uint16)


def inverse_bytes(metres: Floats, span: Span) -> Bytes:
    """One over the distance in 8 bits, near bright, over the shot's span: 255 to 1; 0 is where nothing is.

    Estimators of depth give a number linear in one over the distance (Ranftl et al., "Towards Robust Monocular Depth
    Estimation", 2020), and models conditioned on depth were trained on those.
    """
    near, far = span
    with np.errstate(divide="ignore"):
        share = (np.float32(1) / metres - np.float32(1 / far)) * np.float32(1 / (1 / near - 1 / far))
    grey = np.float32(1) + np.float32(254) * np.clip(share, np.float32(0), np.float32(1))
    return np.where(np.isfinite(metres), np.rint(grey), np.float32(0)).astype(np.uint8)


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
