"""A PDF that can write any script: fonts chosen by the characters at hand, text that never overflows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, WrapMode
from fpdf.errors import FPDFException

from assembler.lettering.faces import FontFile, bundled, coverage, font_for, missing

WIDTH, HEIGHT, MARGIN = 297.0, 210.0, 12.0
"""A4 landscape, in millimetres."""

Colour = tuple[int, int, int]
BLACK: Colour = (24, 24, 27)
GREY: Colour = (110, 112, 118)
PALE: Colour = (232, 232, 234)
RED: Colour = (178, 52, 28)

_SQUARE = "□"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same plan gives the same bytes: the file's date says nothing."""


class Paper(FPDF):
    """A4 landscape in millimetres with the fonts that ``texts`` need.

    ``unknown`` are the characters that no font holds; they are printed as an empty square.
    Raises CutError when a font of the program is missing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.set_auto_page_break(False)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_creation_date(_MADE)
        held = list(texts)
        self.unknown = missing(held)
        if self.unknown:
            held.append(_SQUARE)
        self.add_font("text", "", bundled("text")[0].path)
        self.add_font("text", "B", bundled("text_strong")[0].path)
        self.add_font("display", "", bundled("display")[0].path)
        self.set_fallback_fonts(self._fallbacks(held), exact_match=False)
        self.set_text_shaping(True)

    def _fallbacks(self, texts: list[str]) -> list[str]:
        """Adds a family for each further font that the texts need, in the order it is first needed."""
        usual = {*bundled("text")[:1]}
        families: list[str] = []
        fonts: dict[FontFile, None] = {}
        for char in sorted({char for text in texts for char in text} - set(self.unknown)):
            font = font_for(char, "text")
            if font is not None and font not in usual:
                fonts.setdefault(font)
        for font in fonts:
            try:
                self.add_font(f"other{len(families)}", "", font.path, collection_font_number=font.number)
            except (FPDFException, OSError, ValueError, KeyError):  # a system font that only looks like one
                lost = {char for text in texts for char in text if font_for(char, "text") == font}
                self.unknown = "".join(sorted({*self.unknown, *lost}))
                continue
            families.append(f"other{len(families)}")
        return families

    def clean(self, text: str) -> str:
        """The text on one line, with a square for what cannot be drawn."""
        shown = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
        return "".join(_SQUARE if char in self.unknown else char for char in " ".join(shown.split()))

    def ink(self, size: float, colour: Colour = BLACK, style: Literal["", "B"] = "") -> None:
        """Sets the type: size in points."""
        self.set_font("text", style, size)
        self.set_text_color(*colour)

    def display(self, size: float, text: str) -> None:
        """Sets the title's type, wide where the title's font holds the whole text: other letters may not be spaced."""
        held = coverage(bundled("display")[0])
        wide = all(ord(char) in held for char in text.upper())
        self.set_font("display" if wide else "text", "", size)
        self.set_char_spacing(size * 0.18 if wide else 0)
        self.set_text_color(*BLACK)

    def lines(self, text: str, width: float) -> list[str]:
        """The text broken to ``width`` millimetres in the type that is set."""
        clean = self.clean(text)
        if not clean:
            return []
        broken = self.multi_cell(
            width, text=clean, dry_run=True, output=MethodReturnValue.LINES, wrapmode=_wrap_mode(clean), align="L"
        )
        return [str(line) for line in broken] if isinstance(broken, list) else []

    def write_lines(self, lines: Iterable[str], x: float, y: float, width: float, leading: float) -> float:
        """Writes the lines from the top edge ``y`` down and returns the bottom edge; right-to-left lines keep right."""
        for line in lines:
            self.set_xy(x, y)
            self.cell(width, leading, line, align="R" if _from_right(line) else "L")
            y += leading
        return y

    def single(self, text: str, x: float, y: float, width: float, leading: float, align: str = "L") -> None:
        """One line, cut with an ellipsis where it does not fit."""
        clean = self.clean(text)
        while len(clean) > 1 and self.get_string_width(clean) > width:
            clean = clean[:-2].rstrip() + "…"
        self.set_xy(x, y)
        self.cell(width, leading, clean, align=align)


def _wrap_mode(text: str) -> WrapMode:
    """Between characters where words are not spaced, as in Chinese and Japanese."""
    longest = max((len(word) for word in text.split()), default=0)
    ideographs = any(unicodedata.east_asian_width(char) == "W" for char in text)
    return WrapMode.CHAR if ideographs and longest > 24 else WrapMode.WORD


def _from_right(line: str) -> bool:
    first = next((unicodedata.bidirectional(char) for char in line if char.isalpha()), "L")
    return first in ("R", "AL")
