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
    _luma(rgb.reshape(-1), planes[: 4 * quarter])
    chroma = planes[4 * quarter :].reshape(2, height // 2, width // 2)
    _chroma(rgb.reshape(height, -1), chroma[0], chroma[1])
    return planes.reshape(-1, width)


@njit(cache=True, nogil=True)
def _luma(rgb: Bytes, out: Bytes) -> None:
    """Both flat: rows of whole triples and of bytes are what the compiler turns into wide instructions."""
    red, green, blue = np.int32(_Y[0]), np.int32(_Y[1]), np.int32(_Y[2])
    for i in range(out.size):
        r, g, b = np.int32(rgb[3 * i]), np.int32(rgb[3 * i + 1]), np.int32(rgb[3 * i + 2])
        out[i] = (red * r + green * g + blue * b + np.int32((16 << 16) + (1 << 15))) >> 16


@njit(cache=True, nogil=True)
def _chroma(rgb: Bytes, u_out: Bytes, v_out: Bytes) -> None:
    """rgb (h, 3 w), outputs (h / 2, w / 2).  First two lines are added up, with the left column twice, then three
    columns of the sum."""
    length = rgb.shape[1]
    tall = np.empty(length + 3, np.int32)
    for row in range(u_out.shape[0]):
        upper, lower, u, v = rgb[2 * row], rgb[2 * row + 1], u_out[row], v_out[row]
        for i in range(length):
            tall[i + 3] = np.int32(upper[i]) + np.int32(lower[i])
        tall[:3] = tall[3:6]
        for column in range(u_out.shape[1]):
            i = 6 * column
            r = tall[i] + 2 * tall[i + 3] + tall[i + 6]
            g = tall[i + 1] + 2 * tall[i + 4] + tall[i + 7]
            b = tall[i + 2] + 2 * tall[i + 5] + tall[i + 8]
            # Eight pixels' worth: three bits more to shift, and half of one to round.
            u[column] = (_U[0] * r + _U[1] * g + _U[2] * b + (128 << 19) + (1 << 18)) >> 19
            v[column] = (_V[0] * r + _V[1] * g + _V[2] * b + (128 << 19) + (1 << 18)) >> 19
