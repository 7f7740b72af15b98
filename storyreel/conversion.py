"""A screenplay out of one format into another, or out of a reel with its breakdown as tags."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from film.errors import ProjectError
from film.screenplay import Diagnostic, Screenplay
from storyreel.files import write_bytes
from storyreel.stages import Stages

_SUFFIXES = {".fountain": "fountain", ".spmd": "fountain", ".fdx": "fdx", ".json": "json"}
_NAMES = ("fountain", "fdx", "json")


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
    from screenplay.decoding import encode

    match to.lower():
        case "fountain":
            text, losses = fountain.write(screenplay), fountain.losses(screenplay)
            encoding = screenplay.source.encoding if _is_fountain(screenplay) and screenplay.source else "utf-8"
            return Written(encode(text, encoding), _lines(losses))
        case "fdx":
            return Written(fdx.write(screenplay).encode(), _lines(fdx.losses(screenplay)))
        case "json":
            return Written(document.to_json(screenplay).encode(), ())
    raise ProjectError(f"{to!r} is no format to write", do=f"Say --to {', '.join(_NAMES[:-1])} or {_NAMES[-1]}")


def deliver(written: Written, out: Path | None) -> None:
    """The bytes into a file, whole or not at all, or to stdout.  Raises ProjectError."""
    if out is not None:
        write_bytes(out, written.data)
        return
    sys.stdout.buffer.write(written.data)
    sys.stdout.buffer.flush()


def _is_fountain(screenplay: Screenplay) -> bool:
    return screenplay.source is not None and screenplay.source.format == "fountain"


def _lines(losses: tuple[Diagnostic, ...]) -> tuple[str, ...]:
    return tuple(f"line {loss.line}: {loss.message}" for loss in losses)
