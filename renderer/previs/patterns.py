"""What lies over a plain colour: floor tiles, boards, asphalt, grass, windows in a facade; and the noise for it.

Coordinates are metres.  ``foot`` is how many metres one pixel covers there: a line thinner than
that is averaged into its surroundings, so that nothing shimmers when the camera moves.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from renderer.previs.colour import Floats
from renderer.previs.mesh import (
    ASPHALT,
    BOARDS,
    BRICK,
    CARPET,
    CONCRETE,
    FABRIC,
    GRASS,
    LEAVES,
    LIT_WINDOWS,
    SAND,
    TILES,
    WINDOWS,
)
from renderer.previs.precision import FLOOR, HALF, I32, ONE, ZERO, F

_STOREY, _BAY = F(3.0), F(2.1)
_TILE, _BOARD, _LONG, _COURSE, _BRICK = F(0.4), F(0.16), F(1.9), F(0.09), F(0.24)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _cell(x: float) -> int:
    """The whole number below x; math.floor would give it 64 bits, and half as many fit a vector."""
    return I32(FLOOR(x))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def scatter(i: int, j: int) -> float:
    """A fixed pseudo-random number from 0 to 1 for a cell (an integer hash after Murmur's finaliser)."""
    h = np.uint32(i * 374761393 + j * 668265263)
    h ^= h >> np.uint32(13)
    h *= np.uint32(1274126177)
    h ^= h >> np.uint32(16)
    return F(I32(int(h & np.uint32(0xFFFFFF)))) * F(1.0 / 16777216.0)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def cloud(x: float, y: float) -> float:
    """Smooth noise from 0 to 1 with features one unit wide."""
    left, low_edge = FLOOR(x), FLOOR(y)
    i, j, u, v = I32(left), I32(low_edge), x - left, y - low_edge
    u, v = u * u * (F(3) - u - u), v * v * (F(3) - v - v)
    low = scatter(i, j) + (scatter(i + 1, j) - scatter(i, j)) * u
    high = scatter(i, j + 1) + (scatter(i + 1, j + 1) - scatter(i, j + 1)) * u
    return low + (high - low) * v


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def band(x: float, period: float, width: float, foot: float) -> float:
    """How much of the pixel lies on a band of ``width`` around the middle of every ``period``."""
    turns = x / period
    off = abs(turns - FLOOR(turns) - HALF) * period
    near = min(max((width * HALF - off) / max(foot, F(1e-4)) + HALF, ZERO), ONE)
    far = min(max(foot / period * F(2.5) - HALF, ZERO), ONE)
    return near + (width / period - near) * far


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _fade(foot: float, feature: float) -> float:
    """1 where a feature is well resolved, 0 where it is smaller than a pixel."""
    return min(max(F(1.5) - foot / feature * F(1.5), ZERO), ONE)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _grain(x: float, y: float, foot: float, feature: float) -> float:
    """Noise from -0.5 to 0.5 with features of a size, less where they cannot be seen."""
    return (cloud(x, y) - HALF) * _fade(foot, feature)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _tiles(x: float, y: float, foot: float) -> float:
    line = max(band(x, _TILE, F(0.012), foot), band(y, _TILE, F(0.012), foot))
    cell = scatter(_cell(x / _TILE + HALF), _cell(y / _TILE + HALF))
    return (ONE - F(0.38) * line) * (F(0.95) + F(0.1) * cell * _fade(foot, _TILE))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _boards(x: float, y: float, foot: float) -> float:
    row = _cell(y / _BOARD + HALF)
    tone = scatter(row, _cell(x / _LONG + scatter(row, 7) * F(5)))
    grain = cloud(x * F(1.5) + F(row) * F(17), y * F(45)) * _fade(foot, F(0.04))
    tint = F(0.93) + _fade(foot, _BOARD) * (F(0.18) * tone - F(0.06) + F(0.07) * grain)
    return (ONE - F(0.45) * band(y, _BOARD, F(0.007), foot)) * tint


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _asphalt(x: float, y: float, foot: float) -> float:
    fine = (scatter(_cell(x * F(60)), _cell(y * F(60))) - HALF) * _fade(foot, F(0.02))
    return F(0.9) + F(0.22) * fine + F(0.2) * cloud(x * F(0.6), y * F(0.6))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _grass(x: float, y: float, foot: float) -> float:
    blades = _grain(x * F(30), y * F(30), foot, F(0.04))
    tufts = _grain(x * F(4), y * F(4), foot, F(0.4))
    return F(0.85) + F(0.45) * blades + F(0.4) * tufts + F(0.3) * cloud(x * F(0.25), y * F(0.25))


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _woven(x: float, y: float, foot: float) -> float:
    seen = _fade(foot, F(0.016))
    return F(0.95) + F(0.16) * (_grain(x * F(70), y * F(70), foot, F(0.016)) + F(0.2) * seen)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _concrete(x: float, y: float, foot: float) -> float:
    joint = max(band(x, F(2.0), F(0.015), foot), band(y, F(2.0), F(0.015), foot))
    return (F(0.92) + F(0.16) * cloud(x * F(0.9), y * F(0.9))) * (ONE - F(0.3) * joint)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _bricks(x: float, y: float, foot: float) -> float:
    row = _cell(y / _COURSE + HALF)
    shifted = x + F(0.12) * F(row % 2)
    line = max(band(y, _COURSE, F(0.012), foot), band(shifted, _BRICK, F(0.012), foot))
    tone = scatter(row, _cell(shifted / _BRICK + HALF)) * _fade(foot, _COURSE)
    return (F(0.9) + F(0.2) * tone) * (ONE - F(0.25) * line)


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _leaves(x: float, y: float, foot: float) -> float:
    big = _grain(x * F(5), y * F(5), foot, F(0.2))
    small = _grain(x * F(17), y * F(17), foot, F(0.06))
    return F(0.95) + F(0.6) * big + F(0.4) * small


@njit(cache=True, error_model="numpy", nogil=True, inline="always")
def _sand(x: float, y: float, foot: float) -> float:
    """Wind ripples across the slope, footprints and hollows, and broad damp and dry patches."""
    ripples = _grain(x * F(2.2), y * F(9), foot, F(0.1))
    hollows = _grain(x * F(1.7) + F(40), y * F(1.9), foot, F(0.5))
    return F(0.84) + F(0.14) * ripples + F(0.16) * hollows + F(0.32) * cloud(x * F(0.11), y * F(0.23))


@njit(cache=True, error_model="numpy", nogil=True)
def shade(pattern: int, x: Floats, y: Floats, foot: Floats, factor: Floats) -> None:
    """Write a factor for the colour at each (x, y); one loop a pattern, so that each runs in vectors."""
    n = factor.shape[0]
    if pattern == TILES:
        for k in range(n):
            factor[k] = _tiles(x[k], y[k], foot[k])
    elif pattern == BOARDS:
        for k in range(n):
            factor[k] = _boards(x[k], y[k], foot[k])
    elif pattern == ASPHALT:
        for k in range(n):
            factor[k] = _asphalt(x[k], y[k], foot[k])
    elif pattern == GRASS:
        for k in range(n):
            factor[k] = _grass(x[k], y[k], foot[k])
    elif pattern == CONCRETE:
        for k in range(n):
            factor[k] = _concrete(x[k], y[k], foot[k])
    elif pattern == BRICK:
        for k in range(n):
            factor[k] = _bricks(x[k], y[k], foot[k])
    elif pattern == LEAVES:
        for k in range(n):
            factor[k] = _leaves(x[k], y[k], foot[k])
    elif pattern == SAND:
        for k in range(n):
            factor[k] = _sand(x[k], y[k], foot[k])
    elif pattern in (CARPET, FABRIC):
        for k in range(n):
            factor[k] = _woven(x[k], y[k], foot[k])
    else:
        factor[:] = ONE


@njit(cache=True, error_model="numpy", nogil=True)
def window_at(pattern: int, x: float, y: float, foot: float, lit: float) -> tuple[float, float]:
    """(how much of the pixel is window glass, how brightly it shines) in a facade, storeys 3 m apart.

    ``lit`` is the share of windows behind which there is light; a LIT_WINDOWS facade has half as many again.
    """
    if pattern != WINDOWS and pattern != LIT_WINDOWS:
        return ZERO, ZERO
    glass = band(x, _BAY, F(1.15), foot) * band(y, _STOREY, F(1.55), foot)
    column, row = math.floor(x / _BAY), math.floor(y / _STOREY)
    share = lit if pattern == WINDOWS else min(lit * F(1.5), ONE)
    on = F(0.3) + F(0.4) * scatter(column, row) if scatter(column + 1013, row * 31 + 7) < share else ZERO
    blurred = min(max(foot / _BAY * F(2) - HALF, ZERO), ONE)
    return glass, on + (share * HALF - on) * blurred
