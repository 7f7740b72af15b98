"""A frame that came back from the card, taken apart."""

from __future__ import annotations

from numba import njit

from renderer.previs.colour import Bytes


@njit(cache=True, error_model="numpy", nogil=True)
def part(picture: Bytes, direction: Bytes, rgb: Bytes, normal: Bytes, ids: Bytes) -> None:
    """Four bytes a pixel into three and one: ``picture`` (h, w, 4) is rgb and id, ``direction`` the normal."""
    for row in range(ids.shape[0]):
        for column in range(ids.shape[1]):
            for k in range(3):
                rgb[row, column, k] = picture[row, column, k]
                normal[row, column, k] = direction[row, column, k]
            ids[row, column] = picture[row, column, 3]
