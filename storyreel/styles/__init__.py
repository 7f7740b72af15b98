"""Style files: the director's hand on one page, ours by name, theirs by path.

``reel.yaml`` says ``style: documentary`` or ``style: ../house.yaml`` (seen from the reel's folder).
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from film.errors import ProjectError
from film.style import Style
from storyreel.yamlfile import read_model, read_text

_HERE = Path(__file__).parent
_SUFFIXES = (".yaml", ".yml")


def names() -> tuple[str, ...]:
    """The styles that come with storyreel, by name."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yaml")))


def is_file(style: str) -> bool:
    """Whether a setting means a file rather than one of ours."""
    return Path(style).suffix.lower() in _SUFFIXES


def page(name: str, where: Path | str | None = None) -> str:
    """The page of one of ours, to read or to start another from.  Raises ProjectError with the nearest name."""
    if name not in names():
        nearest = difflib.get_close_matches(name, names(), n=1, cutoff=0.5)
        do = f"Did you mean {nearest[0]}?" if nearest else f"Take one of {', '.join(names())}, or a .yaml file"
        raise ProjectError(f"there is no style {name}", where=where, do=do)
    return read_text(_HERE / f"{name}.yaml")


def style_of(style: str, folder: Path, where: Path | str | None = None) -> Style:
    """The style that a reel's settings name; files are seen from ``folder``, ``where`` is who named it.

    Raises ProjectError with its line.
    """
    if is_file(style):
        return read_model(Path(os.path.normpath(folder / style)), Style)
    page(style, where)
    return read_model(_HERE / f"{style}.yaml", Style)


def seen_from(style: str, folder: Path) -> str:
    """A style as typed on the command line, as a reel in ``folder`` writes it down."""
    return os.path.relpath(Path(style).absolute(), folder) if is_file(style) else style
