"""Contact sheets that tests hold pictures against: tiles of one size by name, and how far a picture may be off.

A sheet is one PNG: each tile over its name, for people to look at; the names in order stand in the file's text too.
Code compiled for another x86 processor draws the same bytes; where a compiler or a library rounds otherwise
single pixels of edges jump.  So a picture may differ by ``MEAN`` levels on the average and by more than ``LEVELS`` in a
share ``BEYOND`` of its pixels; a forearm bent by 15 degrees differs in 0.2 to 3 of a hundred where the arm is seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from renderer.previs.lettering import face

Pixels = npt.NDArray[np.uint8]

FOLDER = Path(__file__).with_name("goldens")
MEAN, BEYOND, LEVELS = 0.8, 0.002, 16
LARGEST = 2 << 20
"""Bytes that all sheets together may take in the repository."""
_CAPTION, _GAP, _INK = 12, 2, (16, 17, 20)
_WIDE = 1500
"""Pixels that a sheet is about as wide as."""
_LOUDER, _LARGER = 4, 3


class Difference(NamedTuple):
    """How far two pictures are apart: mean of the absolute difference in levels, share of pixels beyond ``LEVELS``."""

    mean: float
    beyond: float

    @property
    def is_one(self) -> bool:
        """More than rounding."""
        return self.mean > MEAN or self.beyond > BEYOND


def difference(one: Pixels, other: Pixels) -> Difference:
    """Between pictures (h, w, 3) of one size."""
    apart = np.abs(one.astype(np.int16) - other)
    return Difference(float(apart.mean()), float((apart.max(2) > LEVELS).mean()))


def side_by_side(before: Pixels, now: Pixels) -> Image.Image:
    """For people: what was, what is, and what lies between them, louder; three times as large."""
    apart = np.minimum(np.abs(before.astype(np.int16) - now) * _LOUDER, 255).astype(np.uint8)
    strip = np.ones((before.shape[0], _GAP, 3), np.uint8) * 255
    whole = Image.fromarray(np.hstack([before, strip, now, strip, apart]))
    return whole.resize((whole.width * _LARGER, whole.height * _LARGER), Image.Resampling.NEAREST)


def path_of(sheet: str) -> Path:
    """Where a sheet lies."""
    return FOLDER / f"{sheet}.png"


def read_sheet(path: Path) -> dict[str, Pixels]:
    """The tiles of a sheet by name; none where there is no file."""
    if not path.is_file():
        return {}
    with Image.open(path) as image:
        told = json.loads(image.info["tiles"])
        pixels = np.asarray(image.convert("RGB"), np.uint8)
    width, height = told["size"]
    places = _places(len(told["names"]), width, height)
    return {
        name: np.ascontiguousarray(pixels[y : y + height, x : x + width])
        for name, (x, y) in zip(told["names"], places, strict=True)
    }


def write_sheet(path: Path, tiles: Mapping[str, Pixels]) -> None:
    """Tiles of one size, in their order."""
    height, width = next(iter(tiles.values())).shape[:2]
    places = _places(len(tiles), width, height)
    whole = Image.new("RGB", (max(x for x, _ in places) + width, places[-1][1] + height + _CAPTION), _INK)
    pen = ImageDraw.Draw(whole)
    for (name, tile), (x, y) in zip(tiles.items(), places, strict=True):
        whole.paste(Image.fromarray(tile), (x, y))
        pen.text((x + 2, y + height), name, fill="#d8d8d8", font=face(9))
    told = PngInfo()
    told.add_text("tiles", json.dumps({"size": [width, height], "names": list(tiles)}))
    path.parent.mkdir(exist_ok=True)
    whole.save(path, pnginfo=told, optimize=True)


def _places(count: int, width: int, height: int) -> Sequence[tuple[int, int]]:
    """Left and top of each tile."""
    columns = max(1, min(_WIDE // (width + _GAP), count))
    across, down = width + _GAP, height + _CAPTION + _GAP
    return [(number % columns * across, number // columns * down) for number in range(count)]
