"""Which font holds which character: the bundled ones first, the system's for what is left."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import uharfbuzz as hb

from film.errors import CutError

Role = Literal["display", "display_strong", "text", "text_strong", "script", "script_strong"]
"""``display`` is for titles, ``text`` for reading, ``script`` for the pages of a screenplay."""

FOLDER = Path(__file__).resolve().parent.parent / "fonts"

_FIRST: dict[Role, tuple[str, ...]] = {
    "display": ("Jost-Light.ttf", "NotoSans-Regular.ttf"),
    "display_strong": ("Jost-Medium.ttf", "NotoSans-SemiBold.ttf"),
    "text": ("NotoSans-Regular.ttf",),
    "text_strong": ("NotoSans-SemiBold.ttf",),
    "script": ("CourierPrime-Regular.ttf", "NotoSans-Regular.ttf"),
    "script_strong": ("CourierPrime-Bold.ttf", "NotoSans-SemiBold.ttf"),
}
_OTHER_SCRIPTS = (
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "DroidSansFallback.ttf",
)
_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_SYSTEM_LIMIT = 400
"""Files looked at before giving up: reading the character map of one takes about a millisecond."""


class FontFile(NamedTuple):
    """A font on disk; ``number`` is the face inside a collection."""

    path: Path
    number: int = 0


def bundled(role: Role) -> tuple[FontFile, ...]:
    """The fonts that travel with the program, in the order they are asked.

    Raises CutError when the installation lacks one.
    """
    return tuple(_present(FOLDER / name) for name in (*_FIRST[role], *_OTHER_SCRIPTS))


def _present(path: Path) -> FontFile:
    if not path.is_file():
        raise CutError("a font of the program is missing", where=path, do="Install storyreel again")
    return FontFile(path)


def font_for(char: str, role: Role) -> FontFile | None:
    """The first font that can draw the character, or None."""
    code = ord(char)
    for font in bundled(role):
        if code in coverage(font):
            return font
    return _system_font_for(code)


def missing(texts: Iterable[str], role: Role = "text") -> str:
    """The visible characters that no font here can draw, each once, in order of code point."""
    wanted = {char for text in texts for char in text}
    return "".join(sorted(char for char in wanted if _visible(char) and font_for(char, role) is None))


def _visible(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in ("Cc", "Cf", "Cs") and category[0] != "Z" and not 0xFE00 <= ord(char) <= 0xFE0F


@lru_cache(maxsize=_SYSTEM_LIMIT + 16)
def coverage(font: FontFile) -> frozenset[int]:
    """Every code point the font has an outline for: none in a font of coloured pictures.

    Raises CutError when the file is not a font.
    """
    face = face_of(font)
    drawn = {"glyf", "CFF ", "CFF2"} & set(face.table_tags)
    return frozenset(face.unicodes) if drawn else frozenset()


@lru_cache(maxsize=64)
def face_of(font: FontFile) -> hb.Face:
    """The font opened.  Raises CutError when it cannot be read."""
    try:
        face = hb.Face(hb.Blob.from_file_path(str(font.path)), font.number)
    except (OSError, hb.HarfBuzzError) as error:
        raise CutError(f"cannot be read as a font: {error}", where=font.path, do="Install storyreel again") from error
    if face.glyph_count == 0:
        raise CutError("is not a font", where=font.path, do="Install storyreel again")
    return face


@lru_cache(maxsize=4096)
def _system_font_for(code: int) -> FontFile | None:
    return next((font for font in system_fonts() if code in _coverage_or_none(font)), None)


def _coverage_or_none(font: FontFile) -> frozenset[int]:
    try:
        return coverage(font)
    except CutError:  # somebody else's broken font is no reason to stop
        return frozenset()


@lru_cache(maxsize=1)
def system_fonts() -> tuple[FontFile, ...]:
    """Upright fonts of the usual folders, plain families with wide coverage first, then by name."""
    found = {path.name: path for path in _system_files() if not _styled(path.stem)}
    ordered = sorted(found.values(), key=lambda path: (_rank(path.stem), path.name))
    return tuple(FontFile(path) for path in ordered[:_SYSTEM_LIMIT])


def _system_files() -> Iterator[Path]:
    for folder in _SYSTEM_FOLDERS:
        if folder.startswith("C:") and sys.platform != "win32":
            continue
        root = Path(folder).expanduser()
        for suffix in ("ttf", "otf", "ttc"):
            yield from root.glob(f"**/*.{suffix}")


def _styled(stem: str) -> bool:
    name = stem.lower()
    return any(word in name for word in ("bold", "italic", "oblique", "black", "thin", "condensed", "mono"))


def _rank(stem: str) -> int:
    name = stem.lower()
    families = ("notosans", "notoserif", "noto", "dejavusans", "arial", "pingfang", "applesdgothic", "hiragino")
    return next((place for place, family in enumerate(families) if name.startswith(family)), len(families))
