"""Which format a file is in: by its content first, by the end of its name where the content does not say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from film.errors import ScriptError
from screenplay.files import archive

Format = Literal["fountain", "text", "markdown", "json", "fdx", "osf", "pdf", "fadein", "highland", "docx"]

FADE_IN_PART = "document.xml"
"""The file in a .fadein that holds the script."""

OSF_TYPE = "Open Screenplay Format document"
"""What the root of such a document calls itself."""

SUFFIXES: dict[str, Format] = {
    ".fountain": "fountain",
    ".spmd": "fountain",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".fdx": "fdx",
    ".fdxt": "fdx",
    ".osf": "osf",
    ".pdf": "pdf",
    ".fadein": "fadein",
    ".highland": "highland",
    ".docx": "docx",
}
"""The ends of names, in lower case, and the formats that they promise."""

NAMES: dict[Format, str] = {
    "fountain": "Fountain",
    "text": "plain text",
    "markdown": "Markdown",
    "json": "JSON",
    "fdx": "Final Draft",
    "osf": "Open Screenplay Format",
    "pdf": "PDF",
    "fadein": "Fade In",
    "highland": "Highland",
    "docx": "Word",
}
"""What people call them."""

_IN_CELTX = "Export it in Celtx as Fountain, Final Draft (.fdx) or PDF"
_IN_WORD = "Open it in Word or LibreOffice and save it as Word (.docx) or PDF"
_IN_ITS_PROGRAM = "Export it, in the program it was written with, as Fountain, Final Draft (.fdx) or PDF"
_ELSEWHERE = {
    ".celtx": ("a Celtx file", _IN_CELTX),
    ".cxscript": ("a Celtx file", _IN_CELTX),
    ".doc": ("an old Word document", _IN_WORD),
    ".dot": ("an old Word template", _IN_WORD),
    ".odt": ("an OpenDocument text", _IN_WORD),
    ".rtf": ("a rich text file", _IN_WORD),
    ".wpd": ("a WordPerfect document", _IN_WORD),
    ".pages": ("a Pages document", "Export it in Pages as Word (.docx) or PDF"),
    ".fdr": ("an old Final Draft file", "Open it in Final Draft and save it as Final Draft (.fdx)"),
    ".fcf": ("an old Final Draft file", "Open it in Final Draft and save it as Final Draft (.fdx)"),
    ".mmsw": ("a Movie Magic Screenwriter file", "Export it in Movie Magic Screenwriter as Final Draft (.fdx) or PDF"),
    ".scw": ("a Movie Magic Screenwriter file", "Export it in Movie Magic Screenwriter as Final Draft (.fdx) or PDF"),
    ".sex": ("a scheduling export", "Give the screenplay that it was made from"),
    ".sexp": ("a scheduling export", "Give the screenplay that it was made from"),
    ".mbd": ("a Movie Magic Budgeting file", "Give the screenplay"),
    ".msd": ("a Movie Magic Scheduling file", "Give the screenplay that it was made from"),
    ".scriv": ("a Scrivener project", "Compile it in Scrivener as Fountain or Final Draft (.fdx)"),
    ".kitsp": ("a KIT Scenarist project", _IN_ITS_PROGRAM),
    ".kit": ("a KIT Scenarist project", _IN_ITS_PROGRAM),
    ".starc": ("a Story Architect project", _IN_ITS_PROGRAM),
    ".trelby": ("a Trelby file", "Export it in Trelby as Fountain, Final Draft (.fdx) or PDF"),
    ".wdz": ("a WriterDuet file", "Export it in WriterDuet as Fountain, Final Draft (.fdx) or PDF"),
    ".wdoc": ("a WriterDuet file", "Export it in WriterDuet as Fountain, Final Draft (.fdx) or PDF"),
    ".scrite": ("a Scrite project", "Export it in Scrite as Fountain, Final Draft (.fdx) or PDF"),
    ".epub": ("an e-book", "Give a screenplay"),
    ".xlsx": ("a spreadsheet", "Give a screenplay"),
}
"""Known and not read: what it is, and what to do."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"\xffWPC", ".wpd"),
)
_OTHER_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ\0", "a packed file (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)"),
    (b"Rar!\x1a\x07", "a packed file (RAR)"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound, picture or film file"),
)
_PDF_WITHIN = 1024
_HEAD = 4096
_PROLOGUE = re.compile(rb"\s*(?:<\?[^>]{0,1000}\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so may be larger than text: a PDF or a zip archive."""
    return b"%PDF-" in head[:_PDF_WITHIN] or head.startswith(b"PK")


def format_of(data: bytes, where: Path, *, salvage: bool = False) -> Format:
    """The format of a file's bytes; text is taken at its name's word.

    Raises ScriptError, saying what it is and how to export it, for formats known and not read, and for
    damaged archives without ``salvage``.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith((archive.MAGIC, b"PK\x05\x06", b"PK\x07\x08")):
        return _in_archive(data, where, salvage)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise _elsewhere(where, kind)
    for magic, what in _OTHER_MAGIC:
        if data.startswith(magic):
            _refuse_known(where)
            raise ScriptError(f"it is {what}", where=where, do="Give a screenplay")
    if xml := _in_xml(data, where):
        return xml
    _refuse_known(where)
    return _promised(data, where, salvage)


def _promised(data: bytes, where: Path, salvage: bool) -> Format:
    """What a file without a telling content is, by its name; what its name promises may be damaged."""
    promised = SUFFIXES.get(where.suffix.lower(), "text")
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if promised == "json" or (start.startswith(b"{") and b'"schema_version"' in data):
        return "json"
    if promised in ("fdx", "osf") and (start.startswith(b"<") or (salvage and b"<" in start)):
        return promised
    if promised in ("pdf", "fadein", "highland", "docx") and b"\0" in data[:_HEAD]:
        if salvage:
            return promised
        what = f"its name says {NAMES[promised]}, but it is damaged or something else: it does not begin like one"
        raise ScriptError(what, where=where, do="Save it again, or add --salvage to read what is left")
    return promised if promised in ("fountain", "markdown") else "text"


def _elsewhere(where: Path, suffix: str) -> ScriptError:
    what, do = _ELSEWHERE[suffix]
    return ScriptError(f"it is {what}", where=where, do=do)


def _refuse_known(where: Path) -> None:
    """Raise ScriptError where the name says a format that is known and not read, whatever state the file is in."""
    if where.suffix.lower() in _ELSEWHERE:
        raise _elsewhere(where, where.suffix.lower())


def _in_xml(data: bytes, where: Path) -> Format | None:
    """The format of an XML file by its root; None for what is no XML."""
    head = data[:_HEAD]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"")
    start = _PROLOGUE.match(head)
    rest = head[start.end() :] if start else head
    if re.match(rb"<!doctype\s+html|<html", rest, re.IGNORECASE):
        do = "Give the screenplay itself, or copy its text into a plain text file"
        raise ScriptError("it is a web page (HTML)", where=where, do=do)
    root = _ROOT.match(rest)
    if root and root[1] == b"FinalDraft":
        return "fdx"
    if root and root[1] == b"document" and OSF_TYPE.encode() in rest[:1000]:
        return "osf"
    declared = head.lstrip().startswith(b"<?xml")
    if rest.startswith((b"<!DOCTYPE", b"<!doctype")) and (declared or SUFFIXES.get(where.suffix.lower()) == "fdx"):
        return "osf" if where.suffix.lower() == ".osf" else "fdx"
    if declared and where.suffix.lower() in (".fdx", ".osf"):
        return SUFFIXES[where.suffix.lower()]
    if declared:
        _refuse_known(where)
        what = f"it is XML of another sort ({root[1].decode()})" if root else "it is XML without a script in it"
        raise ScriptError(what, where=where, do=_IN_ITS_PROGRAM)
    return None


def _in_archive(data: bytes, where: Path, salvage: bool) -> Format:
    """The format of a zip archive by the files in it."""
    try:
        names = archive.open_archive(data, where, salvage=salvage).members
    except ScriptError:
        _refuse_known(where)
        raise
    lower = {name.lower().replace("\\", "/") for name in names}
    ends = {name.rpartition("/")[2] for name in lower}
    if "word/document.xml" in lower:
        return "docx"
    if FADE_IN_PART in ends and not any(name.startswith(("xl/", "ppt/")) for name in lower):
        return "fadein"
    if any(is_bundle_text(name) for name in lower):
        return "highland"
    for sign, suffix in _ARCHIVES:
        if any(sign in name for name in lower):
            raise _elsewhere(where, suffix)
    _refuse_known(where)
    promised = SUFFIXES.get(where.suffix.lower())
    if salvage and promised in ("docx", "fadein", "highland"):
        return promised
    inside = next((name for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES), "")
    what = "it is a zip archive without a screenplay of its own kind in it"
    do = f"Unpack it and give {Path(inside).name}" if inside else "Give a screenplay"
    raise ScriptError(what, where=where, do=do)


_ARCHIVES = (
    ("project.rdf", ".celtx"),
    ("meta-inf/container.xml", ".epub"),
    ("xl/workbook.xml", ".xlsx"),
    ("index/document.iwa", ".pages"),
    (".iwa", ".pages"),
    ("_header.xml", ".scrite"),
    ("content.xml", ".odt"),
)


def is_bundle_text(name: str) -> bool:
    """Whether a member is the text of a TextBundle: text.md, text.fountain and the like, or any Fountain file."""
    last = name.lower().rpartition("/")[2]
    if name.lower().startswith("__macosx/") or last.startswith("._"):
        return False
    bundled = ".textbundle/" in name.lower() or "/" not in name or name.count("/") == 1
    return bundled and (last.endswith((".fountain", ".spmd")) or re.fullmatch(r"text\.[a-z]{1,12}", last) is not None)
