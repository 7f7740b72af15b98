"""A screenplay file to a Screenplay: the only part of this package that touches the disk."""

from __future__ import annotations

import codecs
from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Diagnostic, Screenplay
from screenplay import fountain

MAX_BYTES = 16 * 1024 * 1024
"""More than a hundred features long; whatever is larger is no screenplay."""

_OTHER_FORMATS = {
    ".fdx": ("a Final Draft file", "in Final Draft"),
    ".fdr": ("an old Final Draft file", "in Final Draft"),
    ".pdf": ("a PDF", "in the program it was written with"),
    ".fadein": ("a Fade In file", "in Fade In"),
    ".highland": ("a Highland file", "in Highland"),
    ".celtx": ("a Celtx file", "in Celtx"),
    ".docx": ("a Word document", "in a screenwriting program"),
    ".doc": ("a Word document", "in a screenwriting program"),
    ".odt": ("an OpenDocument text", "in a screenwriting program"),
    ".rtf": ("a rich text file", "in a screenwriting program"),
}
_MAGIC = {b"%PDF": ".pdf", b"{\\rtf": ".rtf"}
_NO_TEXT = "This version reads Fountain, which is plain text"


def read(path: Path) -> Screenplay:
    """Read a screenplay file; this version reads Fountain (.fountain, .spmd, .txt or any other plain text).

    Raises ScriptError, in one line, for what is missing, unreadable, empty, too large, binary, in
    another format, or holds no scene.
    """
    text, diagnostics = decode(_bytes_of(path), path)
    screenplay = fountain.parse(text)
    if not any(element.type == "scene_heading" for element in screenplay.elements):
        what = "nothing in it is a screenplay" if not screenplay.elements else "no scene heading was found in it"
        do = "Begin each scene with a line such as INT. KITCHEN - DAY between two blank lines"
        raise ScriptError(what, where=path, do=do)
    if not diagnostics:
        return screenplay
    return screenplay.but(diagnostics=(*diagnostics, *screenplay.diagnostics))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ScriptError("this is a folder", where=path, do="Give a screenplay file, such as script.fountain")
        _refuse_suffix(path)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ScriptError("there is no such file", where=path, do="Check the name and the folder") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(f"it cannot be read: {reason}", where=path, do="Check the file and its permissions") from None
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024**2
        raise ScriptError(f"it is larger than {megabytes} MiB", where=path, do="Give a single screenplay's text")
    return data


def _refuse_suffix(path: Path) -> None:
    if path.exists() and (other := _OTHER_FORMATS.get(path.suffix.lower())):
        raise _foreign(path, *other)


def _foreign(path: Path, what: str, program: str) -> ScriptError:
    do = f"This version reads Fountain: export it as Fountain (.fountain) {program}"
    return ScriptError(f"it is {what}", where=path, do=do)


def decode(data: bytes, where: Path) -> tuple[str, list[Diagnostic]]:
    """Text of a script's bytes: by byte order mark, then UTF-8, then Windows-1252 with a warning.

    Raises ScriptError for bytes that are empty, binary or another program's format.
    """
    if not data.strip():
        raise ScriptError("it is empty", where=where, do="Write a scene in it, or give another file")
    for magic, suffix in _MAGIC.items():
        if data.startswith(magic):
            raise _foreign(where, *_OTHER_FORMATS[suffix])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, where), []
    if b"\0" in data:
        raise ScriptError(
            "it is a binary file", where=where, do=f"{_NO_TEXT}: export the script as Fountain (.fountain)"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _legacy(data, where), [_legacy_warning(line)]
    if text.lstrip().startswith("<?xml"):
        raise _foreign(where, "an XML file, perhaps Final Draft's", "in the program it was written with")
    return text, []


def _utf16(data: bytes, where: Path) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise ScriptError("it is damaged UTF-16 text", where=where, do="Save it again as UTF-8") from None


def _legacy(data: bytes, where: Path) -> str:
    text = data.decode("cp1252", errors="replace")
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in text)
    if odd * 20 > len(text):
        raise ScriptError(
            "it is a binary file", where=where, do=f"{_NO_TEXT}: export the script as Fountain (.fountain)"
        )
    return text


def _legacy_warning(line: int) -> Diagnostic:
    message = "the file is not UTF-8; read as Windows-1252, so look at accented letters, and save it as UTF-8"
    return Diagnostic(severity="warning", line=line, message=message)
