"""Many files written as one: all of them are the new ones, or all are the old, whenever the run is killed.

What is to be written goes whole into ``.storyreel/writing.json`` first.  Once that file is there the
writing counts as done: the next run finishes it.  A file that a person changed since is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from film.base import Document, Model
from film.errors import ProjectError
from film.names import digest
from storyreel.files import refusals, write_text

if TYPE_CHECKING:
    from storyreel.project import Reel


class Change(Model):
    """A file's new text (None: it goes), and the digest of what it was (None: it was not there)."""

    text: str | None
    before: str | None


class Writing(Document):
    """Changes by path within the reel, in the order that they are made."""

    changes: dict[str, Change]


def write_all(reel: Reel, texts: Mapping[Path, str | None]) -> None:
    """Writes every file, or none if it is stopped before all are safe.  Raises ProjectError."""
    changes = {}
    for path, text in texts.items():
        before = _text(path)
        if before != text:
            known = None if before is None else digest(before)
            changes[path.relative_to(reel.folder).as_posix()] = Change(text=text, before=known)
    if changes:
        write_text(_journal(reel), Writing(changes=changes).model_dump_json())
        settle_writing(reel)


def settle_writing(reel: Reel) -> None:
    """Finishes what a killed run had begun to write; only for who holds the reel's lock.  Raises ProjectError."""
    journal = _journal(reel)
    text = _text(journal)
    if text is None:
        return
    try:
        writing = Writing.model_validate_json(text)
    except ValueError:
        do = "Delete it: the reel's files stay as they are"
        raise ProjectError("is not what storyreel wrote", where=journal, do=do) from None
    for name, change in writing.changes.items():
        path = reel.folder / name
        there = _text(path)
        if there == change.text or (None if there is None else digest(there)) != change.before:
            continue
        if change.text is not None:
            write_text(path, change.text)
        else:
            with refusals(path):
                path.unlink()
    with refusals(journal):
        journal.unlink()


def text_now(reel: Reel, path: Path) -> str | None:
    """What a file of the reel says, or will say once a killed run's writing is finished; None for no file.

    Raises ValueError for a journal that cannot be read.
    """
    journal = _text(_journal(reel))
    name = path.relative_to(reel.folder).as_posix()
    if journal is not None and name in (changes := Writing.model_validate_json(journal).changes):
        return changes[name].text
    return _text(path)


def _journal(reel: Reel) -> Path:
    return reel.private / "writing.json"


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError:
        return ""
