"""Pictures into the model's frame and back out of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from film.plan import Format
from renderer.generative.seam import ControlKind, Fit

Picture = npt.NDArray[np.uint8]
"""(h, w, 3), sRGB; a grey pass may be (h, w)."""

_FILTERS: dict[ControlKind, Image.Resampling] = {
    "pose": Image.Resampling.BOX,
    "softedge": Image.Resampling.HAMMING,
    "inverse_depth": Image.Resampling.HAMMING,
    "flow_colour": Image.Resampling.HAMMING,
}
"""How a pass is scaled: by the mean of what a pixel covers, which neither rings nor invents a colour as Lanczos would.
Edges are scaled by ``_brightest``."""
_NOTHING_BEYOND: frozenset[ControlKind] = frozenset({"pose", "edges", "softedge"})
"""Passes that are black beyond the film's frame: a line drawn on would become a band."""


def placed(rgb: Picture, fit: Fit, kind: ControlKind | None = None) -> Picture:
    """A picture of any size in the model's frame: (fit.height, fit.width, 3), or without the 3 where it is grey.

    It fills the inner box, undistorted: what is too wide or too high is cut off evenly.  Beyond the box its edge goes
    on, or nothing is where the pass has lines.  ``kind`` is the pass that it is of, None for a picture.
    """
    inner = _scaled(rgb, (fit.inner_width, fit.inner_height), kind)
    below, right = fit.height - fit.top - fit.inner_height, fit.width - fit.left - fit.inner_width
    around = ((fit.top, below), (fit.left, right), (0, 0))[: rgb.ndim]
    return np.pad(inner, around) if kind in _NOTHING_BEYOND else np.pad(inner, around, mode="edge")


def cropped(rgb: Picture, fit: Fit, format: Format) -> Picture:
    """The film's picture (format.height, format.width, 3) out of a frame of the model's (fit.height, fit.width, 3)."""
    inner = rgb[fit.top : fit.top + fit.inner_height, fit.left : fit.left + fit.inner_width]
    return _resized(inner, (format.width, format.height), Image.Resampling.LANCZOS)


def _scaled(rgb: Picture, size: tuple[int, int], kind: ControlKind | None) -> Picture:
    """The middle of a picture that has the size's aspect, (width, height), at that size."""
    height, width = rgb.shape[:2]
    across, upright = size
    if abs(width * upright - height * across) >= max(across, upright):  # by more than sides rounded to a pixel
        scale = max(across / width, upright / height)
        wide, high = min(round(across / scale), width), min(round(upright / scale), height)
        left, top = (width - wide) // 2, (height - high) // 2
        rgb = rgb[top : top + max(high, 1), left : left + max(wide, 1)]
    if kind == "edges":
        return _brightest(_brightest(rgb, upright, 0), across, 1)
    return _resized(rgb, size, _FILTERS[kind] if kind else Image.Resampling.LANCZOS)


def _resized(rgb: Picture, size: tuple[int, int], by: Image.Resampling) -> Picture:
    if rgb.shape[1::-1] == size:
        return rgb
    return np.array(Image.fromarray(np.ascontiguousarray(rgb)).resize(size, by))


def _brightest(rgb: Picture, length: int, axis: int) -> Picture:
    """Scaled along an axis so that each pixel goes to one place and the brightest there stays: a line of one pixel is
    never lost, never grey and never wider.  Enlarged, each place shows the pixel that lies there."""
    starts = np.arange(length) * rgb.shape[axis] // length
    return np.maximum.reduceat(rgb, starts, axis=axis)
