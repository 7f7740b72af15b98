"""Colours: written in sRGB hex on the sheets, computed with as linear light."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Rgb = tuple[float, float, float]
"""Linear red, green and blue; 1 is a white card, more is a light."""

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


def linear(hex_colour: str) -> Rgb:
    """``#rrggbb`` as linear light (IEC 61966-2-1)."""
    red, green, blue = (_to_linear(int(hex_colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def times(colour: Rgb, factor: float) -> Rgb:
    """The colour, brighter or darker."""
    return colour[0] * factor, colour[1] * factor, colour[2] * factor


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """From ``a`` (share 0) to ``b`` (share 1)."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def luma(rgb: Bytes) -> Floats:
    """BT.709 luma, 0 to 1, of 8-bit RGB (..., 3)."""
    weights = np.array([0.2126, 0.7152, 0.0722], np.float32) / np.float32(255)
    return np.asarray(rgb.astype(np.float32) @ weights, np.float32)


CONTRAST = 0.34
"""Strength of the grade's S-curve, 0 for none."""
_PIVOT = 0.42
"""The sRGB value that the grade leaves as it is: about the luma of a face."""


def display_table(size: int = 4096) -> Bytes:
    """sRGB byte for display light i / (size - 1): the last step of every pixel, graded with a soft S-curve.

    Both ends stay where they are, and the slope is greatest between the shadows and the faces.
    """
    light = np.arange(size) / (size - 1)
    curve = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    curve = curve + CONTRAST * (curve - _PIVOT) * curve * (1 - curve)
    return np.asarray(np.round(curve * 255), np.uint8)
