"""Rendered RGB as the planes that H.264 wants: BT.709 in its limited range, chroma at a quarter of the pixels.

Coefficients of Rec. ITU-R BT.709-6, sections 3 and 4, in whole 65536ths: the same bytes everywhere.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

Bytes = npt.NDArray[np.uint8]

_ONE = 1 << 16
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB


def _whole(parts: tuple[float, ...], scale: float, total: int) -> tuple[int, ...]:
    """Coefficients as whole numbers of an exact sum, so that grey stays grey."""
    rounded = [round(part * scale * _ONE) for part in parts]
    rounded[1] += total - sum(rounded)
    return tuple(rounded)


_Y = _whole((_KR, _KG, _KB), 219 / 255, round(219 / 255 * _ONE))
_U = _whole((-_KR, -_KG, 1 - _KB), 224 / 255 / (2 - 2 * _KB), 0)
_V = _whole((1 - _KR, -_KG, -_KB), 224 / 255 / (2 - 2 * _KR), 0)


def yuv420(rgb: Bytes) -> Bytes:
    """The planes Y, U and V, one after the other, of 8-bit RGB (h, w, 3), h and w even: (3 h / 2, w).

    Chroma lies on the left column of each four pixels, as H.264 takes it unless told: columns weigh 1, 2, 1.
    """
    height, width = rgb.shape[:2]
    planes = np.empty(height * width * 3 // 2, np.uint8)
    quarter = height * width // 4
    _luma(rgb, planes[: 4 * quarter].reshape(height, width))
    chroma = planes[4 * quarter :].reshape(2, height // 2, width // 2)
    _chroma(rgb, chroma[0], chroma[1])
    return planes.reshape(-1, width)


@njit(cache=True, nogil=True)
def _luma(rgb: Bytes, out: Bytes) -> None:
    red, green, blue = np.int32(_Y[0]), np.int32(_Y[1]), np.int32(_Y[2])
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            r, g, b = np.int32(rgb[row, column, 0]), np.int32(rgb[row, column, 1]), np.int32(rgb[row, column, 2])
            out[row, column] = (red * r + green * g + blue * b + np.int32((16 << 16) + (1 << 15))) >> 16


@njit(cache=True, nogil=True)
def _chroma(rgb: Bytes, u_out: Bytes, v_out: Bytes) -> None:
    for row in range(u_out.shape[0]):
        for column in range(u_out.shape[1]):
            left, middle, right = max(2 * column - 1, 0), 2 * column, 2 * column + 1
            r, g, b = 0, 0, 0
            for line in range(2 * row, 2 * row + 2):
                r += int(rgb[line, left, 0]) + 2 * int(rgb[line, middle, 0]) + int(rgb[line, right, 0])
                g += int(rgb[line, left, 1]) + 2 * int(rgb[line, middle, 1]) + int(rgb[line, right, 1])
                b += int(rgb[line, left, 2]) + 2 * int(rgb[line, middle, 2]) + int(rgb[line, right, 2])
            # Eight pixels' worth: three bits more to shift, and half of one to round.
            u_out[row, column] = (_U[0] * r + _U[1] * g + _U[2] * b + (128 << 19) + (1 << 18)) >> 19
            v_out[row, column] = (_V[0] * r + _V[1] * g + _V[2] * b + (128 << 19) + (1 << 18)) >> 19
