"""A face's own lines: brows, eyes, nose and mouth, as few as its size on the sheet bears."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from renderer.previs.colour import Floats
from renderer.previs.mesh import Ints
from renderer.previs.passes.figures import Figure, Points
from renderer.previs.pencil.graphite import dab, line
from renderer.previs.pencil.study import Study
from renderer.previs.precision import HALF, ZERO, F

_BROWS = ((17, 22), (22, 27))
_EYES = ((36, 42), (42, 48))
_BRIDGE, _WINGS = (27, 31), (31, 36)
_LIPS, _UNDER = (48, 55), (54, 61)
"""Points of the face, half-open; see bodies.landmarks."""
_BARE, _PLAIN = 9.0, 24.0
"""Points of the sheet between brows and chin below which a face has no lines of its own, and only brows and mouth."""


def faces(paper: Floats, figures: tuple[Figure, ...]) -> None:
    """Draw the lines of every face that is turned to the camera far enough to be seen."""
    for number, figure in enumerate(figures):
        face = figure.parts()[1]
        points, seen = figure.points[face], figure.seen[face]
        if not seen[27:].any():
            continue
        tall = float(np.nanmax(points[:27, 1]) - np.nanmin(points[:27, 1]))
        if tall < _BARE or not math.isfinite(tall):
            continue
        for chosen, weight in _lines(tall):
            _draw(paper, points[chosen], seen[chosen], weight * min(max(tall / 90, 0.75), 2.0), number)
        for first, last in _EYES:
            if seen[first:last].mean() >= 0.5:
                _pupil(paper, points[first:last], tall)


def skin(study: Study, figures: tuple[Figure, ...]) -> Ints:
    """The surfaces of skin: what jaws and noses are seen to be of."""
    found: set[int] = set()
    for figure in figures:
        face = figure.parts()[1]
        chosen = figure.points[face][:31][figure.seen[face][:31]]
        for x, y in chosen.astype(int):
            if study.owner[y, x]:
                found.add(int(study.surface[y, x]))
    return np.array(sorted(found), np.int32)


def _lines(tall: float) -> Iterator[tuple[list[int], float]]:
    for first, last in _BROWS:
        yield list(range(first, last)), 1.9
    yield list(range(*_LIPS)) if tall > 3 * _PLAIN else [48, 62, 54], 1.5
    if tall > _PLAIN:
        yield list(range(*_WINGS)), 1.2
        for first, _ in _EYES:
            yield list(range(first, first + 4)), 1.6
    if tall > 3 * _PLAIN:
        yield [*range(*_UNDER)][:7], 1.0


def _draw(paper: Floats, points: Points, seen: npt.NDArray[np.bool_], wide: float, number: int) -> None:
    """The stretch of a line that is seen, through its points as a smooth curve."""
    there = np.flatnonzero(seen)
    if len(there) < 2:
        return
    points = points[there[0] : there[-1] + 1]
    at = np.linspace(0, len(points) - 1, 4 * len(points))
    curve = np.column_stack([np.interp(at, np.arange(len(points)), points[:, axis]) for axis in (0, 1)])
    smooth = curve.copy()
    for _ in range(4):
        smooth[1:-1] = (smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]) / 4
    line(paper, smooth.astype(np.float32), F(wide), F(0.9), ZERO, 31 + number)


def _pupil(paper: Floats, ring: Points, tall: float) -> None:
    """The eye's dark, between its lids."""
    x, y = (F(number) for number in ring.mean(axis=0))
    dab(paper, x, y, x, y + HALF, F(max(tall * 0.035, 1.3)), F(0.95))
