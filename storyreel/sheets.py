"""Sheets that a director edits: written to be read, kept once edited, never overwritten.

The comment at a sheet's head holds a digest of what we wrote below it, so an edit is known from the
file alone, also after the folder was copied, renamed or lost its ``.storyreel``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from film.base import Document
from film.names import digest
from storyreel.files import refusals, write_text
from storyreel.yamlfile import dump, read_model, read_text

D = TypeVar("D", bound=Document)

_HEAD = """\
# Edit this file as you like: an edited file is kept and used by the next run.
# Delete it to get storyreel's own again.
# written {body} from {value} for {made_for}
"""
_MARK = re.compile(r"^# written ([0-9a-f]{16}) from ([0-9a-f]{16}) for ([0-9a-f]{16})\n", re.MULTILINE)
_KEPT = ".kept.yaml"


@dataclass(frozen=True)
class Sheet:
    """A sheet's file: whether a person edited it, and digests of the value and of the text it was made for."""

    path: Path
    edited: bool
    value: str = ""
    made_for: str = ""


def sheets_in(folder: Path) -> tuple[Sheet, ...]:
    """Every sheet in a folder by name, without those set aside.  Raises ProjectError."""
    with refusals(folder):
        paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return tuple(inspect(path) for path in paths if not path.name.endswith(_KEPT))


def inspect(path: Path) -> Sheet:
    """Tells an edited sheet from one as we wrote it.  Raises ProjectError when it cannot be read."""
    text = read_text(path)
    mark = _MARK.search(text)
    if not mark:
        return Sheet(path, edited=True)
    body, value, made_for = mark.groups()
    return Sheet(path, edited=_short(text[mark.end() :]) != body, value=value, made_for=made_for)


def edited_sheets(folder: Path, kind: type[D]) -> tuple[D, ...]:
    """The sheets that a person edited or added.  Raises ProjectError with file and line for a broken one."""
    return tuple(read_model(sheet.path, kind) for sheet in sheets_in(folder) if sheet.edited)


def write_sheet(path: Path, value: Document, made_for: Any = None, *, brief: bool = False) -> None:
    """Writes a sheet unless a person edited it.  ``brief`` leaves out what is as usual.  Raises ProjectError."""
    data = value.model_dump(mode="json")
    wanted, purpose = digest(data)[:16], digest(made_for)[:16]
    if path.is_file():
        there = inspect(path)
        if there.edited or (there.value, there.made_for) == (wanted, purpose):
            return
    shown = {"schema_version": value.schema_version, **value.model_dump(mode="json", exclude_defaults=True)}
    body = dump(shown if brief else data)
    write_text(path, _HEAD.format(body=_short(body), value=wanted, made_for=purpose) + body)


def write_sheets(folder: Path, named: Mapping[str, Document], *, all_of_them: bool) -> tuple[str, ...]:
    """Writes sheets by file stem; with ``all_of_them`` those of ours that nobody needs any more go.

    Returns one line for each edited sheet that nothing in the script uses.  Raises ProjectError.
    """
    for stem, value in named.items():
        write_sheet(folder / f"{stem}.yaml", value)
    return tidy(folder, named, {str(getattr(value, "id", "")) for value in named.values()}) if all_of_them else ()


def tidy(folder: Path, stems: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    """Removes our own sheets of other names; one line for each edited one of another id, which stays."""
    wanted, known = set(stems), set(ids)
    told = []
    for sheet in sheets_in(folder):
        if sheet.edited and identity(sheet.path) not in known:
            told.append(f"{folder.name}/{sheet.path.name} is kept but nothing in the script uses it")
        if not sheet.edited and sheet.path.stem not in wanted:
            with refusals(sheet.path):
                sheet.path.unlink()
    return tuple(told)


def set_aside(sheet: Sheet) -> Path:
    """Renames an edited sheet that no longer fits, so that nothing of it is lost.  Raises ProjectError."""
    stem = sheet.path.stem
    kept = sheet.path.with_name(f"{stem}{_KEPT}")
    number = 2
    while kept.exists():
        kept = sheet.path.with_name(f"{stem}-{number}{_KEPT}")
        number += 1
    with refusals(sheet.path):
        sheet.path.rename(kept)
    return kept


def identity(path: Path) -> str:
    """The id that a sheet's file says it is for; nothing where it says none.  Raises ProjectError."""
    match = re.search(r"^id: *[\"']?([^\"'\n#]+?)[\"']? *(#.*)?$", read_text(path), re.MULTILINE)
    return match[1] if match else ""


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
