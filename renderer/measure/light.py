"""How bright a picture is, and which pixels are whose: one walk over all of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

BLACK, BURNT = 8, 245
"""A pixel is crushed when its luma is below the first, of 255, burnt out when no colour of it is below the second."""


class Light(NamedTuple):
    """``luma`` is the mean, 0 to 1; ``black`` and ``burnt`` are shares of the pixels.

    ``rows`` (256, 6) has for each byte of the id pass its pixels, first column and row, one past the last column and
    row, and the sum of its pixels' luma (0 to 255).
    """

    luma: float
    black: float
    burnt: float
    rows: Numbers


def light_of(rgb: Bytes, ids: Bytes) -> Light:
    """The light of a picture rgb (h, w, 3), and of everybody in it by ids (h, w)."""
    rows = np.zeros((256, 6))
    total, black, burnt = _walk(rgb, ids, rows)
    return Light(total / ids.size / 255, black / ids.size, burnt / ids.size, rows)


@njit(cache=True, nogil=True)
def _walk(rgb: Bytes, ids: Bytes, rows: Numbers) -> tuple[float, int, int]:
    """BT.709 luma of all pixels together, and how many are black and how many burnt out."""
    total, black, burnt = 0, 0, 0
    for row in range(rgb.shape[0]):
        for column in range(rgb.shape[1]):
            red, green, blue = int(rgb[row, column, 0]), int(rgb[row, column, 1]), int(rgb[row, column, 2])
            luma = 2126 * red + 7152 * green + 722 * blue
            total += luma
            black += luma < BLACK * 10000
            burnt += min(red, green, blue) >= BURNT
            byte = ids[row, column]
            if byte:
                own = rows[byte]
                if own[0] == 0:
                    own[1], own[2], own[3] = column, row, column + 1
                own[0], own[1] = own[0] + 1, min(own[1], column)
                own[3], own[4] = max(own[3], column + 1), row + 1
                own[5] += luma / 10000
    return total / 10000, black, burnt


@njit(cache=True, nogil=True)
def grey(rgb: Bytes, step: int, out: Floats) -> None:
    """BT.709 luma, 0 to 255, of every ``step``-th pixel of rgb (h, w, 3) in both ways, to out."""
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            pixel = rgb[row * step, column * step]
            out[row, column] = (
                np.float32(0.2126) * pixel[0] + np.float32(0.7152) * pixel[1] + np.float32(0.0722) * pixel[2]
            )


def grey_of(rgb: Bytes, step: int = 1) -> Floats:
    """The luma (ceil(h / step), ceil(w / step)), 0 to 255, of every ``step``-th pixel of a picture (h, w, 3)."""
    height, width = rgb.shape[:2]
    out = np.empty((-(-height // step), -(-width // step)), np.float32)
    grey(rgb, step, out)
    return out
