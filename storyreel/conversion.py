"""A screenplay out of one format into another, or out of a reel with its breakdown as tags."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from film.errors import ProjectError
from film.screenplay import Diagnostic, Screenplay
from storyreel.files import refusals, write_bytes
from storyreel.stages import Stages

_SUFFIXES = {".fountain": "fountain", ".spmd": "fountain", ".fdx": "fdx", ".json": "json"}
_NAMES = ("fountain", "fdx", "json")
_RECODED = "the encoding of the source cannot say all of it: written as UTF-8"


class Written(NamedTuple):
    """A file's bytes, and a line for everything of the screenplay that its format cannot hold."""

    data: bytes
    losses: tuple[str, ...]


def screenplay_of(target: Path, *, salvage: bool) -> Screenplay:
    """The screenplay in a file, or that of a reel with its plan's breakdown as tags.  Raises FilmError."""
    if not target.is_dir():
        return Stages().read(target, salvage=salvage)
    from storyreel.draft import planned, read_draft
    from storyreel.project import project_of
    from storyreel.tagging import tagged

    project = project_of(target, None, {})
    screenplay = read_draft(Stages(), project)
    return tagged(screenplay, planned(Stages(), project, screenplay))


def format_of(path: Path | None) -> str:
    """The format that a file's name asks for.  Raises ProjectError."""
    if path is None or path.suffix.lower() not in _SUFFIXES:
        raise ProjectError("the name does not say which format it is to be", where=path, do="Say --to fountain")
    return _SUFFIXES[path.suffix.lower()]


def convert(screenplay: Screenplay, to: str) -> Written:
    """The screenplay as fountain, fdx or json.  Raises ProjectError for another word."""
    from screenplay import document, fdx, fountain
    from screenplay.files.decoding import encode

    match to.lower():
        case "fountain":
            text, losses = fountain.write(screenplay), _lines(fountain.losses(screenplay))
            source = screenplay.source
            if source is None or source.format != "fountain":
                return Written(text.encode("utf-8", "replace"), losses)
            try:
                return Written(encode(text, source.encoding), losses)
            except (ValueError, LookupError):  # new letters that the source's encoding has no bytes for
                return Written(text.encode("utf-8", "replace"), (*losses, _RECODED))
        case "fdx":
            return Written(fdx.write(screenplay).encode(), _lines(fdx.losses(screenplay)))
        case "json":
            return Written(document.to_json(screenplay).encode(), ())
    raise ProjectError(f"{to!r} is no format to write", do=f"Say --to {', '.join(_NAMES[:-1])} or {_NAMES[-1]}")


def deliver(written: Written, out: Path | None) -> None:
    """The bytes into a file, whole or not at all, or to stdout.  Raises ProjectError.

    A device or a pipe is written to, not replaced.
    """
    if out is None:
        sys.stdout.buffer.write(written.data)
        sys.stdout.buffer.flush()
    elif out.is_dir():
        raise ProjectError("this is a folder", where=out, do="Give the name of a file with -o")
    elif out.exists() and not out.is_file():
        with refusals(out):
            out.write_bytes(written.data)
    else:
        write_bytes(out, written.data)


def _lines(losses: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    return tuple(f"line {loss.line}: {loss.message}" for loss in losses)
