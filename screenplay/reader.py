"""A screenplay file to a Screenplay: the only part of this package that touches the disk.

What a file is, its content says first and its name second (``formats``); the format's own reader gives a
manuscript, and ``assembly`` makes the screenplay of it, the same for all.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Diagnostic, Screenplay
from screenplay import fountain
from screenplay.assembly import assemble
from screenplay.files import formats
from screenplay.files.decoding import Decoded, decode
from screenplay.files.formats import Format
from screenplay.manuscript import Manuscript

MAX_BYTES = 16 * 1024 * 1024
"""Of text, XML and JSON: more than a hundred features."""

MAX_PACKED_BYTES = 64 * 1024 * 1024
"""Of a PDF or an archive: a feature with fonts and pictures in it."""

MAX_LINE = 1024 * 1024
"""Characters on a line: a whole novel in one paragraph still fits."""

_MIB = 1024 * 1024
_HEAD = 4096


def read(path: Path, *, salvage: bool = False) -> Screenplay:
    """Read a screenplay file in any of the formats of ``formats.NAMES``.

    With ``salvage`` a damaged file gives what is whole in it, each loss being a diagnostic of severity error.
    Raises ScriptError, in one line, for what is missing, unreadable, empty, too large, damaged, no screenplay,
    in a format that is known and not read, or holds no scene.
    """
    return read_bytes(bytes_of(path), path, salvage=salvage)


def read_bytes(data: bytes, where: Path, *, salvage: bool = False) -> Screenplay:
    """A file's bytes as a screenplay; ``where`` names it, in messages and by its suffix.  Raises as ``read`` does."""
    found = formats.format_of(data, where, salvage=salvage)
    if found in _PACKED:
        return _whole(_PACKED[found](data, where, salvage), where)
    if len(data) > MAX_BYTES:
        raise _too_large(where, MAX_BYTES)
    if found in _MARKED_UP:
        return _whole(_MARKED_UP[found](data, where, salvage), where)
    decoded = decode(data, where, salvage=salvage)
    _refuse_long_lines(decoded.text, where)
    if found == "json":
        from screenplay import document

        return document.from_json(decoded.text, where)
    manuscript = _of_text(decoded, found, where)
    return _whole(manuscript._replace(diagnostics=[*decoded.diagnostics, *manuscript.diagnostics]), where)


def _whole(manuscript: Manuscript, where: Path) -> Screenplay:
    """The screenplay, if there is one: scenes in which somebody speaks, or text that may be a script without a word.

    Where a program or the writer says what is speech, a script needs no heading: all of it is one scene.
    """
    headed = _has_scenes(manuscript)
    spoken = any(draft.type == "character" for draft in manuscript.drafts)
    if not (spoken and (headed or _says_elements(manuscript, where))):
        from screenplay import prose

        if refusal := prose.refusal(manuscript, where, headed=headed):
            raise refusal
    if headed:
        return assemble(manuscript)
    message = "no scene heading was found; all of it is one scene"
    said = Diagnostic(severity="warning", line=1, message=message)
    return assemble(manuscript._replace(diagnostics=[said, *manuscript.diagnostics]))


def _says_elements(manuscript: Manuscript, where: Path) -> bool:
    """Whether what is speech is not our guess: text counts as Fountain only by its name."""
    named = formats.SUFFIXES.get(where.suffix.lower()) == "fountain"
    return manuscript.source.format not in ("fountain", "markdown", "text") or named


def _of_text(decoded: Decoded, found: Format, where: Path) -> Manuscript:
    """Text in the format that its name promises; in another where only that finds scenes in it."""
    text, encoding = decoded.text, decoded.encoding
    if found == "fountain":
        manuscript = fountain.read_manuscript(text, encoding)
    elif found == "markdown":
        from screenplay import markdown

        manuscript = markdown.read(text, encoding)
    else:
        manuscript = _plain(text, encoding, where)
    if _has_scenes(manuscript):
        return _named(manuscript, where)
    others = (_marked(text, encoding), *(() if found == "text" else (_plain(text, encoding, where),)))
    return _named(next(filter(_has_scenes, others), manuscript), where)


def _has_scenes(manuscript: Manuscript) -> bool:
    return any(draft.type == "scene_heading" for draft in manuscript.drafts)


def _plain(text: str, encoding: str, where: Path) -> Manuscript:
    from screenplay import plain

    return plain.read(text, encoding, where)


def _marked(text: str, encoding: str) -> Manuscript:
    from screenplay import markdown

    return markdown.read(text, encoding)


def _named(manuscript: Manuscript, where: Path) -> Manuscript:
    """With a word on it where the file's name promises something else."""
    promised = formats.SUFFIXES.get(where.suffix.lower(), "text")
    found = manuscript.source.format
    if promised in (found, "text") or {promised, found} == {"markdown", "fountain"}:
        return manuscript
    message = f"the name says {formats.NAMES[promised]} but the file is {formats.NAMES[found]}; read as that"
    said = Diagnostic(severity="info", line=1, message=message)
    return manuscript._replace(diagnostics=[said, *manuscript.diagnostics])


def _fdx(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import fdx

    return fdx.read(data, where, salvage=salvage)


def _osf(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import fadein

    return fadein.read_xml(data, where, salvage=salvage)


def _pdf(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import pdf

    return pdf.read(data, where, salvage=salvage)


def _fadein(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import fadein

    return fadein.read(data, where, salvage=salvage)


def _highland(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import highland

    return highland.read(data, where, salvage=salvage)


def _docx(data: bytes, where: Path, salvage: bool) -> Manuscript:
    from screenplay import word

    return word.read(data, where, salvage=salvage)


_Reader = Callable[[bytes, Path, bool], Manuscript]
_PACKED: dict[Format, _Reader] = {"pdf": _pdf, "fadein": _fadein, "highland": _highland, "docx": _docx}
_MARKED_UP: dict[Format, _Reader] = {"fdx": _fdx, "osf": _osf}


def _refuse_long_lines(text: str, where: Path) -> None:
    if len(text) <= MAX_LINE:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            what = f"the line is longer than {MAX_LINE} characters"
            raise ScriptError(what, where=where, line=number, do="Give a screenplay, with a line for every paragraph")


def bytes_of(path: Path) -> bytes:
    """A file's bytes.  Raises ScriptError, in one line, for what is missing, unreadable, no file or too large."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise ScriptError("this is a folder", where=path, do="Give a screenplay file, such as script.fountain")
        if not stat.S_ISREG(kind):
            raise ScriptError("it is not a file but a pipe or a device", where=path, do="Save it as a file first")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            cap = MAX_PACKED_BYTES if formats.is_packed(head) else MAX_BYTES
            data = head + file.read(cap + 1 - len(head))
    except FileNotFoundError:
        raise ScriptError("there is no such file", where=path, do="Check the name and the folder") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ScriptError(f"it cannot be read: {reason}", where=path, do="Check the file and its permissions") from None
    if len(data) > cap:
        raise _too_large(path, cap)
    return data


def _too_large(where: Path, cap: int) -> ScriptError:
    return ScriptError(f"it is larger than {cap // _MIB} MiB", where=where, do="Give a single screenplay's file")
