"""How a picture moved since the one before it: points of the set, and everybody as a whole.

Hierarchical registration (Bergen, Anandan, Hanna and Hingorani, "Hierarchical model-based motion estimation", 1992; the
step is that of Lucas and Kanade, 1981): from the coarsest of a pyramid of pictures to the finest, the shift is mended
that brings a piece of the later picture onto the earlier one.  Of a piece only those pixels count that are of one
thing: of its person in the id pass, or, on the set, about as far away as its middle.

Nothing here knows who made the pictures: two lumas, and depth and ids of the later one, are all that is read, so that
what a video model makes of a shot is measured against the passes that it was given.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from film.clips import Way
from renderer.measure.light import Bytes, Floats

_ACROSS, _DOWN = 6, 4
"""Into how many fields a picture is parted: each gives a point of the set."""
_HALF = 7
"""Pixels to each side of a point in its piece, in every picture of the pyramid."""
_SMALLEST = 24
"""Pixels along the shorter side of the coarsest picture, at least."""
_STEPS, _ENOUGH = 15, 0.01
"""The search ends after so many steps, or with one so short in pixels."""
_TEXTURE, _OUTLINE = 9.0, 2.0
"""Mean square of the luma's slope (of 255, a pixel) across the weaker way, from which on a point's piece, and the
whole figure of somebody, has one place."""
_EDGE = 0.06
"""The weaker share of the slopes in a piece from which on it is more than an edge, which may slide along itself."""
_ALIKE = 0.08
"""Share of its distance by which something may be nearer or farther and be of one piece."""
_LARGE = 6000
"""Pixels of a person's box that are looked at, at most: a finer picture adds nothing."""
_ODD = 20.0
"""Luma by which a pixel must differ to count half: what passes before a piece, rain, a letter."""
_UNLIKE, _LEAST = 0.35, 16.0
"""A piece is not found again where what is left is more than this share of its own variance, and than this."""
_FAR = 1e6
"""Metres that stand for the sky."""

_Row = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


class Pyramid(NamedTuple):
    """A picture's luma, 0 to 255, at its own size, at half, at a quarter and so on."""

    levels: tuple[Floats, ...]


class Passes(NamedTuple):
    """Whose a pixel is, ids (h, w), and how far off it is, metres (h, w): infinite at the sky, nan for what is not to
    be looked at."""

    ids: Bytes
    metres: Floats


def pyramid(luma: Floats) -> Pyramid:
    """The luma (h, w), 0 to 255, in ever smaller pictures."""
    levels = [luma]
    while min(levels[-1].shape) >= 2 * _SMALLEST:
        levels.append(_halved(levels[-1]))
    return Pyramid(tuple(levels))


def ways(before: Pyramid, after: Pyramid, passes: Passes, part: slice) -> tuple[tuple[Way, ...], int]:
    """Where points of the set went since the picture before, and how many more could not be found in it again.

    ``passes`` are of the later picture; ``part`` are the columns looked at, a half of a split screen or all.
    """
    height, width = passes.ids.shape
    metres = np.minimum(passes.metres, np.float32(_FAR))
    known = passes._replace(metres=metres)
    level = min(1, len(after.levels) - 1)
    spots = _spots(after.levels[level], passes.ids, metres, 1 << level, part.start, part.stop).tolist()
    shifts = [_followed(before, after, known, (row, column)) for row, column in spots]
    if shifts.count(None) * 4 > len(shifts):
        # Fine texture alone has nothing to go by in the small pictures: the whole picture says where to begin.
        start = _dominant(before, after)
        shifts = [
            shift or _followed(before, after, known, (row, column), start)
            for (row, column), shift in zip(spots, shifts, strict=True)
        ]
    found: list[Way] = []
    for (row, column), shift in zip(spots, shifts, strict=True):
        if shift is not None:
            far = float(metres[row, column])
            x, y = round((column + 0.5) / width, 4), round((row + 0.5) / height, 4)
            found.append(Way(x=x, y=y, metres=round(far, 3) if far < _FAR else None, right=shift[0], down=shift[1]))
    return tuple(found), shifts.count(None)


def body_way(
    before: Pyramid, after: Pyramid, passes: Passes, byte: int, box: tuple[int, int, int, int]
) -> tuple[float, float] | None:
    """Pixels right and down by which somebody as a whole has moved since the picture before; None where nothing tells.

    ``box`` is (first row, first column, one past the last row and column) of the byte in the later picture's ids.
    """
    finest = 0
    while (box[2] - box[0]) * (box[3] - box[1]) >> (2 * finest) > _LARGE and finest < len(after.levels) - 1:
        finest += 1
    state = np.zeros(4)
    for level in range(len(after.levels) - 1, finest - 1, -1):
        scale = 1 << level
        small = (box[0] // scale, box[1] // scale, -(-box[2] // scale), -(-box[3] // scale))
        piece = np.array((0, 0, byte, scale, *small))
        state[:2] /= scale
        _shift(before.levels[level], after.levels[level], *passes, piece, _OUTLINE, state)
        state[:2] *= scale
    return _told(state)


def _followed(
    before: Pyramid, after: Pyramid, passes: Passes, spot: tuple[int, int], start: tuple[float, float] | None = None
) -> tuple[float, float] | None:
    """How a point of the set has moved since the picture before; with a ``start``, in the finer pictures alone."""
    state = np.zeros(4)
    coarsest = len(after.levels) - 1
    if start is not None:
        state[:2], coarsest = (-start[0], -start[1]), min(coarsest, 2)
    for level in range(coarsest, -1, -1):
        scale = 1 << level
        row, column = spot[0] // scale, spot[1] // scale
        box = (row - _HALF, column - _HALF, row + _HALF + 1, column + _HALF + 1)
        state[:2] /= scale
        piece = np.array((*spot, 0, scale, *box))
        _shift(before.levels[level], after.levels[level], *passes, piece, _TEXTURE, state)
        state[:2] *= scale
    return _told(state)


def _told(state: _Row) -> tuple[float, float] | None:
    """The way from what ``_shift`` leaves, which leads back; None where it is not to be trusted."""
    right, down, kept, left = state.tolist()
    return (round(-right, 2) + 0.0, round(-down, 2) + 0.0) if kept and left <= 1.0 else None


def _dominant(before: Pyramid, after: Pyramid) -> tuple[float, float]:
    """Pixels right and down by which most of the picture has moved: phase correlation (Kuglin and Hines, 1975)."""
    level = min(2, len(after.levels) - 1)
    one, two = (each.levels[level].astype(np.float64) for each in (before, after))
    fade = np.outer(np.hanning(one.shape[0]), np.hanning(one.shape[1]))
    crossed = np.fft.rfft2((two - two.mean()) * fade) * np.conj(np.fft.rfft2((one - one.mean()) * fade))
    peaks = np.fft.irfft2(crossed / np.maximum(np.abs(crossed), 1e-9), s=one.shape)
    row, column = np.unravel_index(int(np.argmax(peaks)), peaks.shape)
    down, right = (
        int(at) - size if at > size // 2 else int(at) for at, size in zip((row, column), one.shape, strict=True)
    )
    return float(right * (1 << level)), float(down * (1 << level))


@njit(cache=True, nogil=True)
def _halved(luma: Floats) -> Floats:
    rows, columns = luma.shape[0] // 2, luma.shape[1] // 2
    out = np.empty((rows, columns), np.float32)
    for row in range(rows):
        for column in range(columns):
            r, c = 2 * row, 2 * column
            out[row, column] = (luma[r, c] + luma[r, c + 1] + luma[r + 1, c] + luma[r + 1, c + 1]) * np.float32(0.25)
    return out


@njit(cache=True, nogil=True)
def _spots(luma: Floats, ids: Bytes, metres: Floats, scale: int, first: int, last: int) -> _Ints:
    """(n, 2): row and column, in the picture's own pixels, of the best textured piece of one thing in each field.

    ``luma`` is the picture in a size ``scale`` times smaller; only columns from ``first`` to before ``last`` count.
    """
    height, half = luma.shape[0], 3
    begin, end = first // scale, min(last // scale, luma.shape[1])
    best = np.zeros((_ACROSS * _DOWN, 3))
    edge = half + 2
    for row in range(edge, height - edge, 3):
        for column in range(begin + edge, end - edge, 3):
            r, c = row * scale, column * scale
            if ids[r, c] or not _single(ids, metres, r, c, half * scale):
                continue
            xx, xy, yy = 0.0, 0.0, 0.0
            for i in range(row - half, row + half + 1):
                for j in range(column - half, column + half + 1):
                    gx = (luma[i, j + 1] - luma[i, j - 1]) * 0.5
                    gy = (luma[i + 1, j] - luma[i - 1, j]) * 0.5
                    xx, xy, yy = xx + gx * gx, xy + gx * gy, yy + gy * gy
            weaker = (xx + yy) / 2 - math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
            field = (column - begin) * _ACROSS // max(end - begin, 1) + row * _DOWN // height * _ACROSS
            if weaker > best[field, 0] and weaker > _EDGE * (xx + yy):
                best[field, 0], best[field, 1], best[field, 2] = weaker, r, c
    out = np.empty((_ACROSS * _DOWN, 2), np.int64)
    count = 0
    for field in range(len(best)):
        if best[field, 0] > _TEXTURE * (2 * half + 1) ** 2:
            out[count, 0], out[count, 1] = int(best[field, 1]), int(best[field, 2])
            count += 1
    return out[:count].copy()


@njit(cache=True, nogil=True, inline="always")
def _single(ids: Bytes, metres: Floats, row: int, column: int, half: int) -> bool:
    """Whether a square's corners and middles of sides are of the set and about as far away as its middle."""
    middle = metres[row, column]
    for i in range(-1, 2):
        for j in range(-1, 2):
            r, c = row + i * half, column + j * half
            if ids[r, c] or not abs(metres[r, c] - middle) <= _ALIKE * middle:
                return False
    return True


@njit(cache=True, nogil=True)
def _shift(before: Floats, after: Floats, ids: Bytes, metres: Floats, piece: _Ints, least: float, state: _Row) -> None:
    """Mend the shift state[0], state[1] (columns, rows) that leads from a piece of ``after`` to where it was before.

    ``piece``: the spot's row and column and the person's byte in the picture's own pixels, how many times smaller these
    pictures are, and first row, first column, one past last row and column in them.  state[2] becomes 1 where the piece
    has enough texture, state[3] what is left of its differences as a share of what may be left.
    """
    row0, column0, byte, scale = piece[0], piece[1], piece[2], piece[3]
    rows, columns = after.shape
    top, left, bottom, right = max(piece[4], 1), max(piece[5], 1), min(piece[6], rows - 1), min(piece[7], columns - 1)
    middle = metres[row0, column0]
    x, y = state[0], state[1]
    state[2] = 0.0
    for step in range(_STEPS):
        xx, xy, yy, bx, by, weights, odd, mean, square = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for row in range(top, bottom):
            v = row + y
            if v < 0.0 or v >= rows - 1:
                continue
            i = int(v)
            fv = v - i
            r = min(row * scale + scale // 2, ids.shape[0] - 1)
            for column in range(left, right):
                c = min(column * scale + scale // 2, ids.shape[1] - 1)
                far = metres[r, c]
                if ids[r, c] != byte or far != far or (byte == 0 and abs(far - middle) > _ALIKE * middle):
                    continue
                u = column + x
                if u < 0.0 or u >= columns - 1:
                    continue
                j = int(u)
                fu = u - j
                was = (before[i, j] * (1 - fu) + before[i, j + 1] * fu) * (1 - fv) + (
                    before[i + 1, j] * (1 - fu) + before[i + 1, j + 1] * fu
                ) * fv
                here = after[row, column]
                gx = (after[row, column + 1] - after[row, column - 1]) * 0.5
                gy = (after[row + 1, column] - after[row - 1, column]) * 0.5
                off = here - was
                # Geman and McClure's weight: what is quite different belongs to something else.
                weight = 1.0 / (1.0 + (off / _ODD) ** 2) ** 2
                xx, xy, yy = xx + weight * gx * gx, xy + weight * gx * gy, yy + weight * gy * gy
                bx, by = bx + weight * gx * off, by + weight * gy * off
                weights += 1.0
                odd, mean, square = odd + off * off, mean + here, square + here * here
        weaker = (xx + yy) / 2 - math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
        if weights < 16.0 or weaker < least * weights * 0.05:
            return
        state[2] = 1.0 if weaker > least * weights * 0.25 and (byte or weaker > _EDGE * (xx + yy)) else 0.0
        variance = square / weights - (mean / weights) ** 2
        state[3] = odd / weights / max(variance * _UNLIKE, _LEAST)
        det = xx * yy - xy * xy
        dx, dy = (yy * bx - xy * by) / det, (xx * by - xy * bx) / det
        if step == _STEPS - 1 or dx * dx + dy * dy < _ENOUGH * _ENOUGH:
            break
        # One step never leads farther than its gradients reach.
        size = max(math.sqrt(dx * dx + dy * dy), 1.0)
        x, y = x + dx / size, y + dy / size
    if abs(x - state[0]) <= 8.0 and abs(y - state[1]) <= 8.0:
        state[0], state[1] = x, y
    else:
        state[2] = 0.0
