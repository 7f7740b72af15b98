"""A line of text turned into glyphs with places: any script, any direction, any letterspacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb
from fpdf.bidi import BidiParagraph

from assembler.lettering.faces import FontFile, Role, bundled, coverage, face_of, font_for

_JOINED = ("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "NKO")
"""Scripts whose letters touch: spacing them would tear words apart."""


class Glyph(NamedTuple):
    """One outline: its number in the font, and where its origin lies in pixels from the line's start."""

    font: FontFile
    number: int
    x: float
    y: float


class Line(NamedTuple):
    """Glyphs on one baseline; ``width`` in pixels without the letterspace after the last one."""

    glyphs: tuple[Glyph, ...]
    size: float
    width: float


def set_line(text: str, role: Role, size: float, tracking: float = 0.0) -> Line:
    """The text on one line at ``size`` pixels an em, ``tracking`` ems between letters that stand apart.

    Control characters are drawn as nothing; a character without a font becomes the first font's
    empty box.  The order of right-to-left text follows the Unicode bidirectional algorithm.
    """
    clean = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in text)
    glyphs: list[Glyph] = []
    x = 0.0
    gap = 0.0
    for run, backwards in _visual_runs(clean):
        pieces = list(_pieces(run, role))
        for piece, font in reversed(pieces) if backwards else pieces:
            gap = tracking * size if _stands_apart(piece) else 0.0
            x = _shape(glyphs, piece, font, x, size, gap, backwards)
    return Line(tuple(glyphs), size, max(0.0, x - gap))


def width_of(text: str, role: Role, size: float, tracking: float = 0.0) -> float:
    """How many pixels the text takes on one line."""
    return set_line(text, role, size, tracking).width


def _visual_runs(text: str) -> list[tuple[str, bool]]:
    """Stretches of one direction, left to right as they are seen; True reads right to left."""
    if not any(unicodedata.bidirectional(char) in ("R", "AL", "AN", "RLE", "RLO", "RLI") for char in text):
        return [(text, False)] if text else []
    characters = BidiParagraph(text).get_characters_with_embedding_level()
    runs = [
        (level, "".join(character.character for character in group))
        for level, group in groupby(characters, key=lambda character: int(character.embedding_level))
    ]
    # Rule L2: from the highest level down, turn round every stretch at that level or above.
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        runs = _turned(runs, level)
    return [(run, level % 2 == 1) for level, run in runs]


def _turned(runs: Sequence[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    turned: list[tuple[int, str]] = []
    for high, group in groupby(runs, key=lambda run: run[0] >= level):
        stretch = list(group)
        turned.extend(reversed(stretch) if high else stretch)
    return turned


def _pieces(text: str, role: Role) -> Iterator[tuple[str, FontFile]]:
    """The text cut where its font or its script changes, in logical order."""
    lettered = [pair for word in re.split(r"(\s+)", text) for pair in _fonts(word, role)]
    piece, font, script = "", bundled(role)[0], ""
    for char, own in lettered:
        there = _script(char)
        if piece and (own != font or (there and script and there != script)):
            yield piece, font
            piece, script = "", ""
        piece, font, script = piece + char, own, script or there
    if piece:
        yield piece, font


def _fonts(word: str, role: Role) -> Iterator[tuple[str, FontFile]]:
    """A font for each character: one for the whole word where one holds it all, so that it reads as one word."""
    whole = next((font for font in bundled(role) if all(ord(char) in coverage(font) for char in word)), None)
    font = whole or bundled(role)[0]
    for char in word:
        if whole is None and not _follows(char):
            font = font_for(char, role) or bundled(role)[0]
        yield char, font


def _follows(char: str) -> bool:
    """A mark or joiner stays with the letter before it, whichever font that is."""
    return unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ", 1)[0] if char.isalpha() else ""


def _stands_apart(piece: str) -> bool:
    scripts = {_script(char) for char in piece} - {""}
    return not any(script.startswith(_JOINED) for script in scripts)


@lru_cache(maxsize=64)
def font_of(font: FontFile) -> hb.Font:
    """The font at its own units."""
    return hb.Font(face_of(font))


def _shape(glyphs: list[Glyph], text: str, font: FontFile, x: float, size: float, gap: float, backwards: bool) -> float:
    """Adds the piece's glyphs from ``x`` on and returns where the next one starts."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    # Ligatures close the gaps that letterspacing opens.
    hb.shape(font_of(font), buffer, {"liga": gap == 0.0, "clig": gap == 0.0})
    scale = size / face_of(font).upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(font, info.codepoint, x + place.x_offset * scale, place.y_offset * scale))
        x += place.x_advance * scale + (gap if place.x_advance else 0.0)
    return x
