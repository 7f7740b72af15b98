"""Sheets that a director edits: written to be read, kept once edited, never overwritten.

The comment at a sheet's head holds a digest of what we wrote below it, so an edit is known from the
file alone, also after the folder was copied, renamed or lost its ``.storyreel``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from film.names import digest
from storyreel.files import refusals
from storyreel.yamlfile import read_text

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


def head(body: str, value: str, made_for: Any) -> str:
    """What stands over a sheet: ``body`` is what we wrote below it, or would have written without an edit."""
    return _HEAD.format(body=_short(body), value=value, made_for=digest(made_for)[:16])


def head_lines(text: str) -> frozenset[str]:
    """The lines of our own at a sheet's head."""
    lines = text.splitlines()
    last = next((place for place, line in enumerate(lines) if line.startswith("# written ")), -1)
    return frozenset(line.strip() for line in lines[: last + 1])


def of_purpose(text: str, made_for: Any) -> str:
    """A sheet's text, its head saying what it is for now."""
    match = _MARK.search(text)
    if not match:
        return text
    return f"{text[: match.start(3)]}{digest(made_for)[:16]}{text[match.end(3) :]}"


def identity(path: Path) -> str:
    """The id that a sheet's file says it is for; nothing where it says none.  Raises ProjectError."""
    match = re.search(r"^id: *[\"']?([^\"'\n#]+?)[\"']? *(#.*)?$", read_text(path), re.MULTILINE)
    return match[1] if match else ""


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
