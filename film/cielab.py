"""Colours as the eye tells them apart: sRGB to CIELAB and back.

Distance in it is CIE76: about 2.3 is just noticeable.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def to_lab(colour: str) -> tuple[float, float, float]:
    """CIELAB (D65, 2 degrees) of ``#rrggbb`` in sRGB, by IEC 61966-2-1 and CIE 15."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = _cube(x), _cube(y), _cube(z)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def from_lab(lab: tuple[float, float, float]) -> str:
    """``#rrggbb`` of a CIELAB colour, clipped to what sRGB can show: the inverse of ``to_lab``."""
    y = (lab[0] + 16) / 116
    x, z = y + lab[1] / 500, y - lab[2] / 200
    x, y, z = 0.95047 * _uncube(x), _uncube(y), 1.08883 * _uncube(z)
    red = 3.2404542 * x - 1.5371385 * y - 0.4985314 * z
    green = -0.9692660 * x + 1.8760108 * y + 0.0415560 * z
    blue = 0.0556434 * x - 0.2040259 * y + 1.0572252 * z
    return "#" + "".join(f"{round(255 * _coded(value)):02x}" for value in (red, green, blue))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _uncube(value: float) -> float:
    return float(value**3) if value > 6 / 29 else (116 * value - 16) * 27 / 24389


def _coded(value: float) -> float:
    """A linear value as sRGB writes it, 0 to 1."""
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
