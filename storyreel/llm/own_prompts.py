"""A reel's own prompts: REEL/prompts/NAME.txt is asked in the place of ours of that name."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from film.errors import ProjectError
from storyreel.files import refusals, write_text
from storyreel.yamlfile import read_text

if TYPE_CHECKING:
    from prompts.book import PromptBook

FOLDER = "prompts"
_SUFFIX = ".txt"


class Listed(NamedTuple):
    """A prompt: ``version`` is the sha256 of its text, ``own`` the file that stands for ours."""

    name: str
    version: str
    own: Path | None


def book_of(reel: Path) -> PromptBook:
    """The prompts of a reel's folder.

    Raises ProjectError, naming the file, for an own one that has no such name among ours or other holes than ours.
    """
    from prompts.book import PromptBook

    own: dict[str, str] = {}
    for name, path in _own(reel).items():
        own[name] = read_text(path)
        try:
            PromptBook({name: own[name]})
        except ValueError as error:
            what = str(error).removeprefix(f"{name}: ")
            raise ProjectError(what, where=path, do="Mend it, or delete it to have storyreel's own again") from None
    return PromptBook(own)


def listed(reel: Path | None) -> tuple[Listed, ...]:
    """Every prompt by name.  Raises ProjectError for an own one of the reel that does not hold."""
    from prompts import version
    from prompts.book import names

    book = None if reel is None else book_of(reel)
    own = {} if reel is None else _own(reel)
    return tuple(
        Listed(name, hashlib.sha256(book.own[name].encode()).hexdigest(), own[name])
        if book is not None and name in book.own
        else Listed(name, version(name), None)
        for name in names()
    )


def copied(name: str, reel: Path) -> Path:
    """Ours of a name, copied into the reel to be changed there.

    Raises ProjectError for a name that is none of ours and for a copy that is there already.
    """
    from prompts import load
    from prompts.book import names

    if name not in names():
        nearest = difflib.get_close_matches(name, names(), n=1, cutoff=0.5)
        do = f"Did you mean {nearest[0]}?" if nearest else f"There is {', '.join(names())}"
        raise ProjectError(f"there is no prompt {name!r}", where="--copy", do=do)
    path = reel / FOLDER / f"{name}{_SUFFIX}"
    with refusals(path):
        if path.exists() or path.is_symlink():
            raise ProjectError("is there already", where=path, do="Change it there, or delete it and copy again")
    write_text(path, f"{load(name).template}\n")
    return path


def _own(reel: Path) -> dict[str, Path]:
    folder = reel / FOLDER
    with refusals(folder):
        paths = sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
    return {path.name.removesuffix(_SUFFIX): path for path in paths}
