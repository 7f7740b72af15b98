"""What is worn over the figure, as it hangs on its bones: the value that garments and beards are made as."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Piece:
    """Vertices (n, 3) at rest, four bones and shares (n, 4) each, faces (m, 3) and their linear colours (m, 3)."""

    vertices: NDArray[np.float32]
    bones: NDArray[np.int32]
    shares: NDArray[np.float32]
    faces: NDArray[np.int32]
    colours: NDArray[np.float32]


def strips(rows: int, across: int, *, closed: bool) -> NDArray[np.int32]:
    """Triangles between rows of points, outward when the rows go down and the points to the left."""
    faces = []
    for row in range(rows - 1):
        for i in range(across if closed else across - 1):
            a, b = row * across + i, row * across + (i + 1) % across
            c, d = a + across, b + across
            faces += [(a, c, b), (b, c, d)]
    return np.array(faces, np.int32)
