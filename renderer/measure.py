"""What a frame shows: who, where, how bright."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from film.clips import FrameMeasure, Sighting

EVERY = 12
"""Every so many frames one is measured: twice a second at 24."""

_BLACK = 8
_BURNT = 255


def measured_frames(frames: int) -> tuple[int, ...]:
    """Every twelfth frame and the last."""
    return tuple(sorted({*range(0, frames, EVERY), frames - 1}))


def measure(frame: int, rgb: npt.NDArray[np.uint8], ids: npt.NDArray[np.uint8], bytes_: dict[str, int]) -> FrameMeasure:
    """Measure one frame: rgb (h, w, 3), ids (h, w), and each character's byte in it."""
    total, black, burnt = _light(rgb)
    boxes = np.zeros((256, 5), np.int64)
    _boxes(ids, boxes)
    return FrameMeasure(
        frame=frame,
        sightings=tuple(_sighting(name, boxes[byte], ids.shape) for name, byte in bytes_.items()),
        luma=round(total / ids.size / 255, 5),
        black=round(black / ids.size, 5),
        burnt=round(burnt / ids.size, 5),
    )


@njit(cache=True, nogil=True)
def _light(rgb: npt.NDArray[np.uint8]) -> tuple[float, int, int]:
    """BT.709 luma of all pixels together, and how many are black and how many burnt out."""
    total, black, burnt = 0, 0, 0
    for row in range(rgb.shape[0]):
        for column in range(rgb.shape[1]):
            red, green, blue = int(rgb[row, column, 0]), int(rgb[row, column, 1]), int(rgb[row, column, 2])
            luma = 2126 * red + 7152 * green + 722 * blue
            total += luma
            black += luma < _BLACK * 10000
            burnt += min(red, green, blue) >= _BURNT
    return total / 10000, black, burnt


@njit(cache=True, nogil=True)
def _boxes(ids: npt.NDArray[np.uint8], boxes: npt.NDArray[np.int64]) -> None:
    """For each byte: pixels, first column, first row, one past the last column and the last row."""
    for row in range(ids.shape[0]):
        for column in range(ids.shape[1]):
            byte = ids[row, column]
            if byte:
                box = boxes[byte]
                if box[0] == 0:
                    box[1], box[2], box[3] = column, row, column + 1
                box[0], box[1] = box[0] + 1, min(box[1], column)
                box[3], box[4] = max(box[3], column + 1), row + 1


def _sighting(name: str, found: npt.NDArray[np.int64], shape: tuple[int, ...]) -> Sighting:
    pixels, *sides = (int(number) for number in found)
    height, width = shape
    if not pixels:
        return Sighting(character=name, pixels=0.0)
    left, top, right, bottom = (
        round(side / size, 5) for side, size in zip(sides, (width, height, width, height), strict=True)
    )
    return Sighting(character=name, pixels=round(pixels / (width * height), 6), box=(left, top, right, bottom))
