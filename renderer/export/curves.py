"""Motion as exporters write it: quaternions that do not flip, only what changes, and when something is there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

STILL = 1e-6
"""What changes by less stands still."""


def quaternions(turns: Floats) -> Floats:
    """Rotations (k, 3, 3) as unit quaternions (k, 4) x, y, z, w, each the nearer of its two to the one before.

    By the largest of the four, so that nothing is divided by what may be zero (Shepperd, 1978).
    """
    m = turns
    squares = np.stack(
        [
            1 + m[:, 0, 0] - m[:, 1, 1] - m[:, 2, 2],
            1 - m[:, 0, 0] + m[:, 1, 1] - m[:, 2, 2],
            1 - m[:, 0, 0] - m[:, 1, 1] + m[:, 2, 2],
            1 + m[:, 0, 0] + m[:, 1, 1] + m[:, 2, 2],
        ],
        1,
    )
    largest = squares.argmax(1)
    products = np.empty((len(m), 4, 4))
    for i in range(4):
        products[:, i, i] = squares[:, i]
    for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        products[:, i, j] = products[:, j, i] = m[:, i, j] + m[:, j, i]
        products[:, k, 3] = products[:, 3, k] = m[:, j, i] - m[:, i, j]
    rows: Floats = products[np.arange(len(m)), largest]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    flips = np.cumprod(np.where((rows[1:] * rows[:-1]).sum(1) < 0, -1.0, 1.0))
    rows[1:] *= flips[:, None]
    return rows


def local_turns(turns: Floats, parents: Sequence[int]) -> Floats:
    """Bones' turns in the world (k, b, 3, 3) as turns within their parents'."""
    local = turns.copy()
    for bone, parent in enumerate(parents):
        if parent >= 0:
            local[:, bone] = np.swapaxes(turns[:, parent], 1, 2) @ turns[:, bone]
    return local


def stands_still(values: Floats) -> bool:
    """Whether a row of values (k, ...) is the same throughout."""
    return bool(np.abs(values - values[:1]).max(initial=0.0) < STILL)


def there(frames: Sequence[int], total: int) -> list[tuple[int, bool]]:
    """From which frame on something is there or not, by the frames at which it is: [(0, False), (48, True), ...]."""
    present = np.zeros(total, bool)
    present[list(frames)] = True
    changes = np.flatnonzero(np.diff(present)) + 1
    return [(0, bool(present[0])), *((int(frame), bool(present[frame])) for frame in changes)]


def always(frames: Sequence[int], total: int) -> bool:
    """Whether something is there at every frame."""
    return len(frames) == total
