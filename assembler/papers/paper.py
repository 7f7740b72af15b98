"""A PDF that can write any script: fonts chosen by the characters at hand, text that never overflows."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, WrapMode
from fpdf.errors import FPDFException

from assembler.lettering.faces import FontFile, bundled, coverage, font_for, missing

WIDTH, HEIGHT, MARGIN = 297.0, 210.0, 12.0
"""A4 landscape, in millimetres."""

BAND = 5.2
"""Height of the grey heading over a scene or a table, in millimetres."""
COMMON = '…·×→–°□’"()/:,.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
"""What every paper prints whatever the script says."""

Colour = tuple[int, int, int]
BLACK: Colour = (24, 24, 27)
GREY: Colour = (110, 112, 118)
PALE: Colour = (232, 232, 234)
RED: Colour = (178, 52, 28)

_SQUARE = "□"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same plan gives the same bytes: the file's date says nothing."""


class Printed(NamedTuple):
    """A paper as the bytes of its file, and what has to be said of it."""

    content: bytes
    findings: tuple[str, ...] = ()


class Paper(FPDF):
    """A4 landscape in millimetres with the fonts that ``texts`` need; a ``script`` is US Letter, upright, in Courier.

    ``unknown`` are the characters that no font holds; they are printed as an empty square.
    Raises CutError when a font of the program is missing.
    """

    def __init__(self, texts: Iterable[str], *, script: bool = False) -> None:
        super().__init__("portrait" if script else "landscape", "mm", "Letter" if script else "A4")
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
        if script:
            self.add_font("script", "", bundled("script")[0].path)
            self.add_font("script", "B", bundled("script_strong")[0].path)
        self.set_fallback_fonts([*(["text"] if script else []), *self._fallbacks(held)], exact_match=False)
        # Shaping costs most of the time of a paper of hundreds of pages, and letters that stand alone need none.
        self.set_text_shaping(any(_joins(char) for char in {char for text in held for char in text}))

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

    def script(self, size: float, *, strong: bool = False) -> None:
        """Sets the type of a screenplay's page; only a paper made for a ``script`` has it."""
        self.set_font("script", "B" if strong else "", size)
        self.set_text_color(*BLACK)

    def display(self, size: float, text: str) -> None:
        """Sets the title's type, wide where the title's font holds the whole text: other letters may not be spaced."""
        held = coverage(bundled("display")[0])
        wide = all(ord(char) in held for char in text.upper())
        self.set_font("display" if wide else "text", "", size)
        self.set_char_spacing(size * 0.18 if wide else 0)
        self.set_text_color(*BLACK)

    def findings(self, paper: str) -> list[str]:
        """What has to be said of the characters that no font holds."""
        return [f"{paper}: no font here can draw {self.unknown}"] if self.unknown else []

    def footer_line(self, title: str, number: int, pages: int) -> None:
        """The film's title at the bottom left, the page at the bottom right."""
        self.ink(7, GREY)
        self.single(title, MARGIN, HEIGHT - 9, 200, 4)
        self.single(f"{number} / {pages}", WIDTH - MARGIN - 30, HEIGHT - 9, 30, 4, align="R")

    def band(self, strong: str, text: str, aside: str, y: float) -> None:
        """A grey heading over the page's width: what it is, its words, and a count at the right."""
        self.set_fill_color(*PALE)
        self.rect(MARGIN, y, WIDTH - 2 * MARGIN, BAND, style="F")
        self.ink(8.5, BLACK, "B")
        number = min(self.get_string_width(self.clean(strong)) + 5, 60.0)
        self.single(strong, MARGIN + 2, y, number, BAND)
        right = min(self.get_string_width(self.clean(aside)) + 4, 120.0)
        self.single(text, MARGIN + 2 + number, y, WIDTH - 2 * MARGIN - 4 - number - right, BAND)
        self.ink(7.5, GREY)
        self.single(aside, WIDTH - MARGIN - right - 2, y, right, BAND, align="R")

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
            self.cell(width, leading, line, align="R" if from_right(line) else "L")
            y += leading
        return y

    def _is_wide(self, text: str, width: float) -> bool:
        return self.get_string_width(text.rstrip() + "…") > width

    def single(self, text: str, x: float, y: float, width: float, leading: float, align: str = "L") -> None:
        """One line, cut with an ellipsis where it does not fit."""
        clean = self.clean(text)
        if len(clean) > 1 and self.get_string_width(clean) > width:
            wide = bisect_left(range(1, len(clean)), True, key=lambda end: self._is_wide(clean[:end], width))
            clean = clean[:wide].rstrip() + "…"
        self.set_xy(x, y)
        self.cell(width, leading, clean, align=align)


def _joins(char: str) -> bool:
    """A letter or mark of a script whose letters change with their neighbours, or that reads from the right."""
    joined = 0x0590 <= ord(char) <= 0x10FF or 0x1700 <= ord(char) <= 0x1CFF or 0xA800 <= ord(char) <= 0xABFF
    return joined or unicodedata.category(char) in ("Mn", "Mc") or unicodedata.bidirectional(char) in ("R", "AL")


def _wrap_mode(text: str) -> WrapMode:
    """Between characters where words are not spaced, as in Chinese and Japanese."""
    longest = max((len(word) for word in text.split()), default=0)
    ideographs = any(unicodedata.east_asian_width(char) == "W" for char in text)
    return WrapMode.CHAR if ideographs and longest > 24 else WrapMode.WORD


def from_right(line: str) -> bool:
    """Whether the line reads from the right: its first letter says so."""
    first = next((unicodedata.bidirectional(char) for char in line if char.isalpha()), "L")
    return first in ("R", "AL")
