"""Highland (.highland): a zip of a TextBundle, whose ``text.*`` is Fountain (textbundle.org, versions 1 and 2).

Lines count in that text.  Its pictures and settings are no part of the script.
"""

from __future__ import annotations

from pathlib import Path

from film.errors import ScriptError
from film.screenplay import Source
from screenplay import fountain
from screenplay.files import archive
from screenplay.files.decoding import decode
from screenplay.files.formats import is_bundle_text
from screenplay.manuscript import Manuscript


def read(data: bytes, where: Path, *, salvage: bool = False) -> Manuscript:
    """A .highland file.  Raises ScriptError for a damaged archive and for one without a text."""
    opened = archive.open_archive(data, where, salvage=salvage)
    name = _text_of(opened)
    if name is None:
        what = "the archive has no text.md or text.fountain, which holds a Highland script"
        raise ScriptError(what, where=where, do="Save it again in Highland")
    decoded = decode(opened.read(name), where, salvage=salvage)
    manuscript = fountain.read_manuscript(decoded.text, decoded.encoding)
    return manuscript._replace(
        source=Source(format="highland", text=manuscript.source.text, encoding=decoded.encoding),
        diagnostics=[*opened.diagnostics, *decoded.diagnostics, *manuscript.diagnostics],
    )


def _text_of(opened: archive.Archive) -> str | None:
    """The bundle's text; where several could be it, Fountain before Markdown before others."""
    names = [name for name in opened.members if is_bundle_text(name)]
    return min(names, key=_likeliness, default=None)


def _likeliness(name: str) -> tuple[int, int]:
    ends = ((".fountain", ".spmd"), (".md", ".markdown"), ("",))
    return next(index for index, each in enumerate(ends) if name.lower().endswith(each)), name.count("/")
