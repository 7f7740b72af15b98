"""The characters of a PDF page with their places on the page as it is shown, their style and their look."""

from __future__ import annotations

import ctypes
from math import atan2, cos, hypot, isfinite, pi, sin
from typing import Any, NamedTuple

import pypdfium2.raw as raw
from pypdfium2 import PdfPage

from film.screenplay import Style

POINT = 72.0
"""Points to the inch, the unit of a PDF."""

_WHITE = frozenset((9, 10, 13, 32, 0xA0, 0x3000))
_NOWHERE = (-1e6, 0.0, -1e6, 0.0)  # of a character whose place is no number: it is not seen
_HYPHEN = 2  # what pdfium makes of a hyphen at the end of a row
_BOLD_FLAG, _ITALIC_FLAG = 1 << 18, 1 << 6
_BOLD_WEIGHT = 600
_INVISIBLE = 3  # text render mode
_STROKED = 2  # filled and stroked: how programs embolden a font that has no bold


class Look(NamedTuple):
    """What all characters of one text object share: style, font, darkness of its colour, and how it is painted.

    ``light`` is the fill's brightness from 0 (black) to 1 (white); ``alpha`` from 0 (clear) to 1.
    """

    style: tuple[Style, ...]
    font: int
    embedded: bool
    light: float
    alpha: float
    painted: bool


class Glyph(NamedTuple):
    """A character: ``left`` and ``right`` from the paper's left edge, ``base`` of its baseline from the top, in points.

    ``order`` is its place in the file, ``known`` whether its font says which letter it is, ``angle`` (degrees)
    how far it is turned from upright on the page.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    look: Look
    order: int
    known: bool
    angle: int


class Frame(NamedTuple):
    """The visible part of a page and how far it is turned for showing (quarter turns clockwise)."""

    left: float
    bottom: float
    width: float
    height: float
    quarters: int

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as distances from the left and top edges of the page as shown."""
        across, down = x - self.left, self.bottom + self.height - y
        match self.quarters:
            case 1:
                return self.height - down, across
            case 2:
                return self.width - across, self.height - down
            case 3:
                return down, self.width - across
        return across, down

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def frame_of(page: PdfPage) -> Frame:
    """What of the page is shown, and its rotation."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, max(right - left, 1.0), max(top - bottom, 1.0), page.get_rotation() // 90 % 4)


class Fonts:
    """Looks of text objects; a font's style is looked up once in a document."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[tuple[Style, ...], bool]] = {}
        self._looks: dict[Look, Look] = {}
        self._matrix = raw.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._at_colour = [ctypes.byref(part) for part in self._colour]

    def look_of(self, obj: Any, text_page: Any, index: int, quarters: int) -> tuple[Look, float, int]:
        """(look, size in points, degrees turned from upright) of a text object, a character of which is given."""
        matrix = self._matrix
        raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        height = hypot(matrix.c, matrix.d) or 1.0
        size = abs(raw.FPDFText_GetFontSize(text_page, index) * height)
        turn = atan2(matrix.b, matrix.a)
        angle = (round(turn * 180 / pi) if isfinite(turn) else 0) - 90 * quarters
        font, style, embedded = self._font_of(obj)
        mode = raw.FPDFTextObj_GetTextRenderMode(obj)
        if mode == _STROKED and "b" not in style:
            style = ("b", *style)
        if "i" not in style and _is_slanted(matrix, height):
            style = (*style, "i")
        light, alpha = self._fill_of(obj)
        look = Look(style, font, embedded, light, alpha, mode != _INVISIBLE)
        return self._looks.setdefault(look, look), size, (angle + 180) % 360 - 180

    def _font_of(self, obj: Any) -> tuple[int, tuple[Style, ...], bool]:
        """A number for the font, whether it is bold or italic, and whether the file holds its letters."""
        font = raw.FPDFTextObj_GetFont(obj)
        if not font:
            return 0, (), False
        key = ctypes.addressof(font.contents)
        if key not in self._known:
            self._known[key] = (_style_of(font), raw.FPDFFont_GetIsEmbedded(font) == 1)
        return key, *self._known[key]

    def _fill_of(self, obj: Any) -> tuple[float, float]:
        if not raw.FPDFPageObj_GetFillColor(obj, *self._at_colour):
            return 0.0, 1.0
        red, green, blue, alpha = (part.value for part in self._colour)
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha / 255


def _style_of(font: Any) -> tuple[Style, ...]:
    size = min(raw.FPDFFont_GetBaseFontName(font, None, 0), 512)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace").lower()
    flags = raw.FPDFFont_GetFlags(font)
    flags = max(flags, 0)
    angle = ctypes.c_int()
    slanted = bool(raw.FPDFFont_GetItalicAngle(font, ctypes.byref(angle))) and angle.value != 0
    bold = "bold" in name or "black" in name or "heavy" in name or bool(flags & _BOLD_FLAG)
    italic = "italic" in name or "oblique" in name or slanted or bool(flags & _ITALIC_FLAG)
    styles: list[Style] = []
    if bold or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT:
        styles.append("b")
    if italic:
        styles.append("i")
    return tuple(styles)


def glyphs_of(text_page: Any, count: int, frame: Frame, fonts: Fonts) -> list[Glyph]:
    """Every character that the page's content draws, spaces left out: places say where words end."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    found: list[Glyph] = []
    current, look, size, angle = 0, None, 0.0, 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _WHITE:
            continue
        obj = raw.FPDFText_GetTextObject(text_page, index)
        if not obj or (raw.FPDFText_IsGenerated(text_page, index) == 1 and code != _HYPHEN):
            continue
        if (address := ctypes.addressof(obj.contents)) != current or look is None:
            current = address
            look, size, angle = fonts.look_of(obj, text_page, index, frame.quarters)
        raw.FPDFText_GetCharOrigin(text_page, index, at_x, at_y)
        raw.FPDFText_GetLooseCharBox(text_page, index, at_box)
        left, base, right = _placed(frame, x.value, y.value, box, angle)
        if not isfinite(left + base + right + size):
            left, base, right, size = _NOWHERE
        known = raw.FPDFText_HasUnicodeMapError(text_page, index) != 1
        char = "-" if code == _HYPHEN and known else chr(code) if code < 0x110000 else "\ufffd"
        found.append(Glyph(char, left, right, base, size, look, index, known, angle))
    return found


def _placed(frame: Frame, x: float, y: float, box: Any, angle: int) -> tuple[float, float, float]:
    """(left, baseline, right) as shown; the right edge is where the character's box ends along its own direction."""
    left, base = frame.shown(x, y)
    if angle:
        return left, base, left
    first, _ = frame.shown(box.left, box.bottom)
    last, _ = frame.shown(box.right, box.top)
    return left, base, max(first, last, left)


def _is_slanted(matrix: Any, height: float) -> bool:
    """Sheared by more than six degrees, which is how a program slants a font that has no italic."""
    if not matrix.b:
        return bool(abs(matrix.c) > 0.1 * height)
    turn = atan2(matrix.b, matrix.a)
    return bool(abs(matrix.c * cos(turn) + matrix.d * sin(turn)) > 0.1 * height)
