"""Where a take has edges, against the lines of the previs' geometry.

A model's picture has edges wherever it has texture, so that how many of its edges are planned says nothing.  What can
be asked is whether the planned lines are there: an edge of the picture within ``NEAR`` pixels of a line.  A picture
full of edges has some near any line; so the same lines are laid over the picture elsewhere: what they meet is chance::

    agreement = (met - by chance) / (1 - by chance)       0 what chance gives, 1 every line is met

which is Cohen's kappa (1960) with the shifted lines for chance.  The previs' own picture does not show all of its lines
either (a dark corner, a wall like the one behind it): the take's agreement is told as a share of the previs' own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter, maximum_filter, uniform_filter

from renderer.measure.light import Bytes, Floats
from renderer.previs.passes.edges import lines

ROWS = 288
"""Rows of the picture that edges are looked for in, at most."""
NEAR = 2
"""Pixels of that picture within which an edge is a line's."""
_SHIFTS = (
    (0.07, 0.05),
    (-0.07, 0.05),
    (0.11, -0.07),
    (-0.11, -0.07),
    (0.0, 0.12),
    (0.0, -0.12),
    (0.16, 0.0),
    (-0.16, 0.0),
)
"""Where else the lines are laid, as shares of width and height."""
_STANDS_OUT, _FAINTEST, _AROUND = 1.6, 1.5, 24
"""An edge is so many times as steep as the picture around it is on average, and changes by so many levels (of 255) a
pixel; around is so many pixels wide."""
FEW = 40
"""Pixels of line below which nothing is said."""

Flags = npt.NDArray[np.bool_]


class Met(NamedTuple):
    """How many pixels of line there are, the share of them that an edge is near, and what chance gives."""

    pixels: int
    met: float
    chance: float

    @property
    def agreement(self) -> float:
        """0 for chance, 1 for all."""
        return (self.met - self.chance) / max(1 - self.chance, 0.05)


class Drawing(NamedTuple):
    """The planned lines of a frame in the smaller picture, and each person's outline by byte."""

    step: int
    lines: Flags
    people: dict[int, Flags]


def drawing_of(metres: Floats, normal: Bytes, ids: Bytes, bytes_: tuple[int, ...]) -> Drawing:
    """The lines of the geometry: metres (h, w), normal (h, w, 3), ids (h, w)."""
    step = -(-ids.shape[0] // ROWS)
    whole = _shrunk(lines(metres, normal, ids) > 0, step)
    return Drawing(step, whole, {byte: _shrunk(_outline(ids, byte), step) for byte in bytes_})


def edges_of(rgb: Bytes, step: int) -> Flags:
    """Where a picture (h, w, 3) has an edge within ``NEAR`` pixels, ``step`` times smaller.

    Slopes are those of the colour that changes most, after a blur of one pixel against grain; an edge is a ridge of
    them (Canny, 1986) that stands out from what is around it, so that a dark corner has edges too.
    """
    small = _small(rgb, step)
    down = np.empty_like(small)
    right = np.empty_like(small)
    for channel in range(3):
        smooth = gaussian_filter(small[channel], 1.0, mode="nearest", truncate=2.5)
        down[channel], right[channel] = np.gradient(smooth)
    power = down**2 + right**2
    which = power.argmax(axis=0)[None]
    steep = np.sqrt(np.take_along_axis(power, which, 0)[0])
    upright = np.abs(np.take_along_axis(right, which, 0)[0]) > np.abs(np.take_along_axis(down, which, 0)[0])
    around = uniform_filter(steep, _AROUND, mode="nearest")
    edge = _ridge(steep, upright) & (steep > np.maximum(around * _STANDS_OUT, _FAINTEST))
    return np.asarray(maximum_filter(edge, 2 * NEAR + 1, mode="constant"), bool)


def met(edges: Flags, line: Flags) -> Met | None:
    """How the lines (h, w) are met by the edges (h, w) of a picture; None where there are hardly any."""
    rows, columns = np.nonzero(line)
    if len(rows) < FEW:
        return None
    height, width = edges.shape
    hit = float(edges[rows, columns].mean())
    shares = [
        edges[(rows + round(down * height)) % height, (columns + round(right * width)) % width].mean()
        for right, down in _SHIFTS
    ]
    return Met(len(rows), hit, float(np.mean(shares)))


def _small(rgb: Bytes, step: int) -> Floats:
    """The picture's colours (3, h, w), ``step`` times smaller, each the mean of what it stands for."""
    height, width = rgb.shape[0] // step, rgb.shape[1] // step
    total = np.zeros((height, width, 3), np.uint32)
    for row in range(step):
        for column in range(step):
            total += rgb[row : height * step : step, column : width * step : step]
    return np.ascontiguousarray(np.moveaxis(total, -1, 0)).astype(np.float32) / np.float32(step * step)


def _ridge(steep: Floats, upright: Flags) -> Flags:
    """Where the slope is the steepest across its edge."""
    padded = np.pad(steep, 1)
    across = np.maximum(padded[1:-1, :-2], padded[1:-1, 2:])
    along = np.maximum(padded[:-2, 1:-1], padded[2:, 1:-1])
    return np.asarray(steep >= np.where(upright, across, along))


def _outline(ids: Bytes, byte: int) -> Flags:
    """Pixels of somebody beside one that is not theirs, within the frame."""
    mine = ids == byte
    edge = np.zeros_like(mine)
    beside = mine[:, 1:] != mine[:, :-1]
    above = mine[1:] != mine[:-1]
    edge[:, 1:] |= beside
    edge[:, :-1] |= beside
    edge[1:] |= above
    edge[:-1] |= above
    return np.asarray(edge & mine)


def _shrunk(line: Flags, step: int) -> Flags:
    """The lines in a picture ``step`` times smaller."""
    height, width = line.shape[0] // step, line.shape[1] // step
    parts = line[: height * step, : width * step].reshape(height, step, width, step)
    return np.asarray(parts.any(axis=(1, 3)))
