"""Words as pictures: signs, screens, letters, and names over heads.  Safe for any string.

The face is the one that Pillow carries; a character it has no glyph for is left out.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from renderer.previs.colour import Bytes

_LONGEST = 600
"""Characters of a text that are drawn at most."""

Ink = tuple[int, int, int]


@lru_cache(maxsize=32)
def face(size: int) -> ImageFont.FreeTypeFont:
    """The bundled face at a height in pixels."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):  # Pillow built without FreeType has bitmaps only
        raise OSError("Pillow was built without FreeType")
    return font


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether the face draws this character as itself and not as its empty box."""
    if character.isspace():
        return True
    if unicodedata.category(character)[0] == "C" or unicodedata.combining(character):
        return False
    return bytes(face(20).getmask(character)) != bytes(face(20).getmask("\ufffe"))


def drawable(text: str) -> str:
    """The text with one space for any run of blanks, composed, without what the face cannot draw."""
    composed = unicodedata.normalize("NFC", text[: _LONGEST * 4])
    kept = "".join(character for character in composed if has_glyph(character))
    return " ".join(kept.split())[:_LONGEST]


def written(
    text: str, width: int, height: int, ink: Ink, paper: Ink, *, margin: float = 0.08, largest: float = 0.8
) -> Bytes:
    """An image (height, width, 3) with the text as large as fits, broken at its blanks, centred.

    ``largest`` is the greatest letter height as a share of the image's.
    """
    image = Image.new("RGB", (width, height), paper)
    words = drawable(text).split()
    if words:
        room = (width * (1 - 2 * margin), height * (1 - 2 * margin))
        size, lines = _fitted(words, room, max(int(height * largest), 7))
        draw = ImageDraw.Draw(image)
        step = size * 1.12
        top = height / 2 - step * len(lines) / 2
        for number, line in enumerate(lines):
            draw.text((width / 2, top + step * (number + 0.5)), line, ink, face(size), anchor="mm")
    return np.array(image, np.uint8)


def _fitted(words: list[str], room: tuple[float, float], largest: int) -> tuple[int, list[str]]:
    size = largest
    while True:
        lines = _broken(words, size, room[0])
        fits = len(lines) * size * 1.12 <= room[1] and all(face(size).getlength(line) <= room[0] for line in lines)
        if fits or size <= 7:
            return size, lines[: max(1, int(room[1] / (size * 1.12)))]
        size = max(7, int(size * 0.88))


def _broken(words: list[str], size: int, width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if face(size).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
