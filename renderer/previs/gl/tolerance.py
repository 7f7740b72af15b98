"""How far two engines' pictures of one frame may lie apart, and how far they do.

A card places corners on 1/256 of a sample and rounds its sums in an order of its own, so a sample right at an edge may
show the one surface or the other.  Away from edges nothing but rounding is left.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from renderer.previs.colour import Bytes, Floats

Mask = npt.NDArray[np.bool_]

NOTICEABLE = 8
"""Levels of 255 by which a pixel must differ to be counted."""

_STEP = 0.02
"""Share of its depth by which a pixel's neighbour lies farther or nearer where there is an edge."""


class Drawn(Protocol):
    """A canvas.Sheet or a painter.Picture: rgb and normal (h, w, 3), ids (h, w), depth (h, w) in metres."""

    @property
    def rgb(self) -> Bytes: ...
    @property
    def depth(self) -> Floats: ...
    @property
    def normal(self) -> Bytes: ...
    @property
    def ids(self) -> Bytes: ...


class Difference(NamedTuple):
    """Between two pictures: mean of the rgb levels' differences, and shares of the pixels, 0 to 1.

    ``noticed`` differ by more than NOTICEABLE levels; ``ids`` in whom they show; ``ids_inside`` and ``depth_inside``
    are those off the edges, the latter by more than a millimetre and a thousandth; ``turned`` off the edges in normals,
    by more than two steps of 127.
    """

    levels: float
    noticed: float
    ids: float
    ids_inside: float
    depth_inside: float
    turned: float

    @property
    def within(self) -> bool:
        """Whether all of it is in the limits."""
        return all(mine <= most for mine, most in zip(self, LIMITS, strict=True))


LIMITS = Difference(levels=0.2, noticed=0.005, ids=0.001, ids_inside=0.0, depth_inside=0.001, turned=0.002)
"""The stated tolerance.  What is left to depth and normals off the edges are creases that no depth tells of."""


def between(ours: Drawn, theirs: Drawn) -> Difference:
    """How far two pictures of one size lie apart; edges are those of the first."""
    rgb = np.abs(ours.rgb.astype(np.int16) - theirs.rgb)
    ids = ours.ids != theirs.ids
    smooth = ~edges(ours.depth, ours.ids)
    far = np.isinf(ours.depth) & np.isinf(theirs.depth)
    with np.errstate(invalid="ignore"):
        apart = np.abs(ours.depth - theirs.depth) > np.maximum(1e-3, 1e-3 * ours.depth)
    apart = (apart | (np.isinf(ours.depth) != np.isinf(theirs.depth))) & ~far
    turned = (np.abs(ours.normal.astype(np.int16) - theirs.normal) > 2).any(-1)
    parts = (rgb.max(-1) > NOTICEABLE, ids, ids & smooth, apart & smooth, turned & smooth)
    return Difference(float(rgb.mean()), *(float(part.mean()) for part in parts))


def edges(depth: Floats, ids: Bytes) -> Mask:
    """Pixels (h, w) with one among their eight neighbours of another id, or much nearer or farther than they are."""
    near = np.where(np.isinf(depth), 0, 1 / np.maximum(depth, 1e-6))
    found = np.zeros(ids.shape, bool)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            here, there = _overlap(ids.shape, down, right)
            leap = np.abs(near[here] - near[there]) > _STEP * np.maximum(near[here], near[there])
            found[here] |= leap | (ids[here] != ids[there])
    return found


def _overlap(shape: tuple[int, ...], down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Where a picture and the same moved by a pixel lie over each other, in the one and in the other."""
    height, width = shape
    here = slice(max(-down, 0), height - max(down, 0)), slice(max(-right, 0), width - max(right, 0))
    there = slice(max(down, 0), height + min(down, 0)), slice(max(right, 0), width + min(right, 0))
    return here, there
