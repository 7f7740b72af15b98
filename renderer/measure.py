"""What a frame shows: who, where, how bright."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
    luma = rgb.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return FrameMeasure(
        frame=frame,
        sightings=tuple(_sighting(name, ids == byte) for name, byte in bytes_.items()),
        luma=round(float(luma.mean()) / 255, 5),
        black=round(float((luma < _BLACK).mean()), 5),
        burnt=round(float((rgb.min(axis=2) >= _BURNT).mean()), 5),
    )


def _sighting(name: str, mask: npt.NDArray[np.bool_]) -> Sighting:
    height, width = mask.shape
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    if not len(columns):
        return Sighting(character=name, pixels=0.0)
    box = (columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height)
    left, top, right, bottom = (round(float(side), 5) for side in box)
    return Sighting(character=name, pixels=round(float(mask.mean()), 6), box=(left, top, right, bottom))
