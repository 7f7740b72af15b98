"""Whether a reader of the page would see a character: text hidden in a PDF is no part of the script.

A page is drawn small and in grey; where a character should stand, something must differ from its ground.
That finds white text on white, text under a picture or a white bar, text clipped away and layers switched
off, whichever way a file hides it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfPage

from screenplay.pdf.glyphs import Frame, Glyph

_SCALE = 0.6
_SQUARES = np.arange(256, dtype=np.uint16) ** 2
_MOST_PIXELS = 2_000_000
_TINY = 3.0
"""Points; smaller letters are no reading matter."""
_LEAST_VARIANCE = 6.0
"""Of 255 shades squared: a full stop of black on white has a hundred times that."""
_ALIKE = 0.1
"""Two shades of grey, 0 to 1, that no eye tells apart in thin strokes."""
_GROUND = 0.35
_CLEAR = 0.08


def seen(page: PdfPage, glyphs: Sequence[Glyph], frame: Frame) -> list[bool]:
    """For every character, whether it shows on the page."""
    width, height = frame.size
    if not glyphs:
        return []
    image = _drawn(page, width, height)
    means, variances = _shades(image, glyphs, width, height)
    ground = float(np.bincount(image.ravel(), minlength=256).argmax()) / 255
    undrawn = _undrawn(glyphs, variances)
    return [
        _plain(glyph, width, height)
        and (variance >= _LEAST_VARIANCE or glyph.look.font in undrawn)
        and not (abs(glyph.look.light - ground) < _ALIKE and abs(mean - ground) < _GROUND)
        for glyph, mean, variance in zip(glyphs, means, variances, strict=True)
    ]


def _plain(glyph: Glyph, width: float, height: float) -> bool:
    """Painted, of a size to read, and on the page."""
    inside = -1 <= glyph.left <= width and 0 <= glyph.base <= height + 1
    return inside and glyph.look.painted and glyph.look.alpha > _CLEAR and glyph.size >= _TINY


def _drawn(page: PdfPage, width: float, height: float) -> NDArray[np.uint8]:
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    image = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    return image.reshape(image.shape[0], image.shape[1])


def _shades(
    image: NDArray[np.uint8], glyphs: Sequence[Glyph], width: float, height: float
) -> tuple[list[float], list[float]]:
    """Mean (0 to 1) and variance (in shades squared) of the grey in every character's box."""
    rows, columns = image.shape
    sums, squares = _summed(image), _summed(_SQUARES[image])
    places = np.array([(each.left, each.right, each.base, each.size) for each in glyphs])
    across, down = columns / width, rows / height
    left = np.clip(np.floor(places[:, 0] * across), 0, columns - 1).astype(int)
    right = np.clip(np.ceil(np.maximum(places[:, 1], places[:, 0] + 1) * across), left + 1, columns).astype(int)
    top = np.clip(np.floor((places[:, 2] - 0.8 * places[:, 3]) * down), 0, rows - 1).astype(int)
    foot = np.clip(np.ceil((places[:, 2] + 0.2 * places[:, 3]) * down), top + 1, rows).astype(int)
    area = (right - left) * (foot - top)

    def within(table: NDArray[np.int64]) -> NDArray[np.float64]:
        inside: NDArray[np.float64] = (
            table[foot, right] - table[top, right] - table[foot, left] + table[top, left]
        ) / area
        return inside

    mean = within(sums)
    return (mean / 255).tolist(), (within(squares) - mean * mean).tolist()


def _summed(shades: NDArray[np.uint8] | NDArray[np.uint16]) -> NDArray[np.int64]:
    """Sums of all shades above and left of every corner, so that any box's sum takes four look-ups."""
    rows, columns = shades.shape
    table = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    inner = table[1:, 1:]
    np.cumsum(shades, axis=0, dtype=np.int64, out=inner)
    np.cumsum(inner, axis=1, out=inner)
    return table


def _undrawn(glyphs: Sequence[Glyph], variances: Sequence[float]) -> set[int]:
    """Fonts that are not in the file and of which nothing was drawn: the drawing program has no such letters."""
    drawn: dict[int, list[bool]] = defaultdict(list)
    for glyph, variance in zip(glyphs, variances, strict=True):
        if not glyph.look.embedded:
            drawn[glyph.look.font].append(variance >= _LEAST_VARIANCE)
    return {font for font, each in drawn.items() if sum(each) * 4 < len(each)}
