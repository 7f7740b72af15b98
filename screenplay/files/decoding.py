"""Bytes to text and back, byte for byte.

Asked in this order: a byte order mark (UTF-8, UTF-16, UTF-32), UTF-16 by where its NULs stand, UTF-8, and at
last Windows-1252, which never fails and therefore warns.  A byte order mark stays in the text as U+FEFF.

Names of encodings: ``utf-8``, ``utf-16-le``, ``utf-16-be``, ``utf-32-le``, ``utf-32-be``, ``windows-1252`` as the
WHATWG Encoding Standard has it (every byte means something, 0x81 is U+0081), and UTF-8 with single bytes of
Windows-1252 in it, ``utf-8, windows-1252 at 17 240``, the numbers being offsets in the text.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic

UTF_8 = "utf-8"
LEGACY = "windows-1252"
_MIXED = f"{UTF_8}, {LEGACY} at "

# UTF-32's mark begins with UTF-16's, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_TABLE = "".join(chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252") for byte in range(256))
_BYTES = {char: byte for byte, char in enumerate(_TABLE)}

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_HIGH = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]")
_MARK_IN_WORD = re.compile(r"(?<=[A-Za-z])[\x81\x8d\x8f\x90\x9dŽžˆ‰Š‹Œ‡†ƒ„‚¥](?=[a-z])")
_BINARY_SHARE = 20
"""One control character in so many makes a file binary."""

_FORGIVEN = 4
"""Control characters that a short file may have as well, if most of it is text."""

_FEW = 8
"""Fewer characters beyond ASCII than this tell nothing about an alphabet."""

_MOST_STRAY = 1000
"""More single bytes than this that are no UTF-8 make the whole file Windows-1252."""


class Decoded(NamedTuple):
    """A file's text, the name of its encoding for ``encode``, and what looked wrong."""

    text: str
    encoding: str
    diagnostics: list[Diagnostic]


def decode(data: bytes, where: Path, *, salvage: bool = False) -> Decoded:
    """Text of a script's bytes.

    ``encode`` gives the bytes back unless a diagnostic of severity error says that some are lost.  Raises
    ScriptError for what is empty or binary, and without ``salvage`` for UTF-16 or UTF-32 that is cut or damaged.
    """
    if not data.strip(b" \t\r\n\f\v\0"):
        raise _empty(where)
    decoded = _decoded(data, where, salvage)
    if not decoded.text.lstrip("\ufeff").strip(" \t\r\n\f\v\0"):
        raise _empty(where)
    odd = len(_CONTROL.findall(decoded.text))
    size = len(decoded.text)
    if odd * _BINARY_SHARE > size and (odd > _FORGIVEN or odd * 2 > size):
        do = "Give a screenplay: Fountain, Final Draft, PDF, Fade In, Highland, Word, Markdown or plain text"
        raise ScriptError("it is a binary file", where=where, do=do)
    return decoded._replace(diagnostics=decoded.diagnostics + _nuls(decoded.text))


def encode(text: str, encoding: str) -> bytes:
    """The bytes that ``decode`` read; raises UnicodeEncodeError for what the encoding has no bytes for."""
    if encoding.startswith(_MIXED):
        return _encode_mixed(text, [int(offset) for offset in encoding.removeprefix(_MIXED).split()])
    if encoding == LEGACY:
        return _encode_legacy(text)
    return text.encode(encoding)


def _encode_legacy(text: str) -> bytes:
    try:
        return bytes(map(_BYTES.__getitem__, text))
    except KeyError:
        return text.encode("cp1252")  # fails too, and says where


def _encode_mixed(text: str, strays: list[int]) -> bytes:
    pieces = []
    position = 0
    for stray in strays:
        pieces += [text[position:stray].encode(UTF_8), _encode_legacy(text[stray : stray + 1])]
        position = stray + 1
    return b"".join([*pieces, text[position:].encode(UTF_8)])


def line_at(text: str, offset: int) -> int:
    """The line, counted from 1, on which a character of the text stands."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text, 0, offset))


def _empty(where: Path) -> ScriptError:
    return ScriptError("it is empty", where=where, do="Write a scene in it, or give another file")


def _decoded(data: bytes, where: Path, salvage: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_utf8(data) if encoding == UTF_8 else _decode_wide(data, encoding, where, salvage)
    unmarked = _unmarked_wide(data)
    return _decode_wide(data, unmarked, where, salvage) if unmarked else _decode_utf8(data)


def _decode_wide(data: bytes, encoding: str, where: Path, salvage: bool) -> Decoded:
    """UTF-16 or UTF-32.  Halves of pairs that stand alone become U+FFFD, for no text can hold them."""
    width = 4 if "32" in encoding else 2
    whole = len(data) - len(data) % width
    name = encoding[:6].upper()
    diagnostics = []
    try:
        text = data[:whole].decode(encoding, errors="surrogatepass")
    except UnicodeDecodeError as error:
        if not salvage:
            raise _damaged(name, where) from None
        text = data[:whole].decode(encoding, errors="replace")
        before = line_at(text, error.start // width)
        diagnostics.append(_error(before, f"damaged {name} text from here on; what could not be read is marked �"))
    if whole < len(data):
        if not salvage:
            raise _damaged(name, where)
        diagnostics.append(_error(line_at(text, len(text)), f"the {name} text is cut in the middle of a character"))
    if lone := _SURROGATE.search(text):
        message = f"half a character of {name} stands alone here; every such half is read as �"
        diagnostics.append(_error(line_at(text, lone.start()), message))
        text = _SURROGATE.sub("\ufffd", text)
    return Decoded(text, encoding, diagnostics)


def _damaged(name: str, where: Path) -> ScriptError:
    return ScriptError(f"it is damaged {name} text", where=where, do="Save it again as UTF-8, or add --salvage")


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: its NULs all stand on one side of the pairs, and otherwise it makes no sense."""
    nuls = data.count(0)
    if not nuls or len(data) < 4:
        return None
    even = data[::2].count(0)
    if even == nuls:
        encoding = "utf-16-be"
    elif even == 0:
        encoding = "utf-16-le"
    else:
        return None
    if nuls * 10 < len(data) and _is_readable_utf8(data):
        return None
    text = data[: len(data) & ~1].decode(encoding, errors="replace")
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return None if odd * _BINARY_SHARE > len(text) else encoding


def _is_readable_utf8(data: bytes) -> bool:
    try:
        text = data.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return len(_CONTROL.findall(text)) * _BINARY_SHARE <= len(text)


def _decode_utf8(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode(UTF_8), UTF_8, [])
    except UnicodeDecodeError as error:
        return _decode_mixed(data) or _decode_legacy(data, error.start)


def _decode_mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of Windows-1252 in it, as when old text was pasted, or a file was cut.

    None where they are not few beside the characters that only UTF-8 explains.
    """
    escaped = data.decode(UTF_8, errors="surrogateescape")
    strays = [found.start() for found in _SURROGATE.finditer(escaped)]
    good = len(_HIGH.findall(escaped)) - len(strays)
    if len(strays) > _MOST_STRAY or len(strays) * 4 > good:
        return None
    text = _SURROGATE.sub(lambda found: _TABLE[ord(found[0]) - 0xDC00], escaped)
    count = "a byte that is" if len(strays) == 1 else f"{len(strays)} bytes that are"
    message = f"the file is UTF-8 but for {count} none, the first here; read as Windows-1252, so look at it"
    warning = Diagnostic(severity="warning", line=line_at(text, strays[0]), message=message)
    return Decoded(text, _MIXED + " ".join(map(str, strays)), [warning])


def _decode_legacy(data: bytes, start: int) -> Decoded:
    text = data.decode("latin-1").translate(_TABLE)
    line = line_at(text, start)
    message = "the file is not UTF-8; read as Windows-1252, so look at accented letters, and save it as UTF-8"
    if doubt := _doubt(text):
        message = (
            f"the file is not UTF-8; read as Windows-1252, which looks wrong: {doubt}. "
            "Open it in an editor with its right encoding, and save it as UTF-8"
        )
    return Decoded(text, LEGACY, [Diagnostic(severity="warning", line=line, message=message)])


def _doubt(text: str) -> str:
    """Why text read as Windows-1252 is likely in another encoding, or nothing.

    In languages of the West about one letter in ten is accented, and symbols do not stand inside words.
    """
    high = len(_HIGH.findall(text))
    plain = len(_WESTERN.findall(text)) - len(_WESTERN.findall("".join(_HIGH.findall(text))))
    if high >= _FEW and high * 2 > plain:
        return "nearly every letter is an accented one, as in Cyrillic, Greek or East Asian text"
    if len(_MARK_IN_WORD.findall(text)) * 4 > high:
        return "signs stand inside words, as in text of an old Macintosh"
    return ""


def _nuls(text: str) -> list[Diagnostic]:
    first = text.find("\0")
    if first < 0:
        return []
    count = text.count("\0")
    message = f"{'a NUL' if count == 1 else f'{count} NULs'} in the text, the first here; kept as they stand"
    return [Diagnostic(severity="warning", line=line_at(text, first), message=message)]


def _error(line: int, message: str) -> Diagnostic:
    return Diagnostic(severity="error", line=line, message=message)
